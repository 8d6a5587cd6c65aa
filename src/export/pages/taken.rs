//! The form's button: the file itself, or for a workbook that takes its time the page that has it made. And the package for
//! the archive.

use super::{Visit, case, stream, words};
use crate::app::App;
use crate::error::Error;
use crate::export::take::{self, AtOnce, Order};
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
    let order = Order {
        consultation: Arc::clone(&visit.consultation),
        asked: visit.asked.clone(),
        language: visit.lang,
        staff_id: visit.staff.staff_id,
        actor: visit.staff.actor(),
    };
    match take::at_once(&app, order).await? {
        AtOnce::File(picture) => stream::answer(&app, *picture).await,
        AtOnce::TooMany(answers) => Ok(render(&large(&app, &visit, answers))),
    }
}

/// The whole case, for the archive.
pub(super) async fn archive(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    case::archive(&app, &visit.consultation, visit.staff.actor()).await
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
