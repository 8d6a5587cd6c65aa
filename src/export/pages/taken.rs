//! The form's button: the file itself, or for a workbook that takes its time the page that has it made.

use super::{Visit, stream, words};
use crate::app::App;
use crate::audit;
use crate::error::Error;
use crate::export::asked::Format;
use crate::export::picture::Picture;
use crate::session::staff::StaffAccess;
use crate::web::layout::Page;
use crate::web::render;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "export/templates/large.html")]
struct LargePage {
    page: Page,
    /// How many answers, and which.
    what: String,
    which: Vec<crate::web::components::Fact>,
    action: String,
    csrf: String,
    /// What is asked for, as an address says it.
    query: String,
    back: String,
}

pub(super) async fn fetch(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let consultation = Arc::clone(&visit.consultation);
    let picture = Picture::take(&app, consultation, visit.asked.clone(), visit.lang).await?;
    let is_large = picture.len() > app.settings.exports.at_once;
    if picture.asked.format == Format::Workbook && is_large {
        return Ok(render(&large(&app, &visit, picture.len())));
    }
    let reads = picture.reads(visit.staff.actor(), app.clock.now());
    if !reads.is_empty() {
        app.db
            .write(move |conn| audit::record_all(conn, reads.clone()))
            .await?;
    }
    stream::answer(&app, picture).await
}

fn large(app: &App, visit: &Visit, answers: usize) -> LargePage {
    let (lang, query) = (visit.lang, visit.asked.query());
    LargePage {
        page: visit.page(app, &format!("/fil{query}"), lang.t("export-large")),
        what: lang.with("export-large-what", &[("n", &answers)]),
        which: words::of(visit)
            .into_iter()
            .chain(words::fields(visit))
            .collect(),
        action: visit.path(""),
        csrf: visit.staff.csrf.clone(),
        back: visit.path(&query),
        query,
    }
}
