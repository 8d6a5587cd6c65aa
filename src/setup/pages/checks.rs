//! Everything that is found, each with the way to its field.

use super::visit::{Frame, Visit};
use crate::app::App;
use crate::error::Error;
use crate::session::staff::StaffAccess;
use crate::setup::check::Finding;
use crate::setup::publish::judge;
use crate::web::layout::Page;
use crate::web::render;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "setup/templates/checks.html")]
struct ChecksPage {
    page: Page,
    frame: Frame,
    errors: Vec<(String, String)>,
    /// What only the import itself says, in bokmål.
    refused: Vec<(String, String)>,
    warnings: Vec<(String, String)>,
    publish_href: String,
}

pub async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let (copy, by) = (visit.copy.clone(), visit.by());
    let verdict = app.db.read(move |conn| judge(conn, &copy, by)).await?;
    let line = |finding: &Finding| (visit.finding_href(&finding.at), visit.told(finding));
    let (errors, warnings): (Vec<_>, Vec<_>) = verdict.findings.iter().partition(|f| f.stops());
    let refused = verdict.refused.iter();
    let title = visit.lang.t("setup-checks");
    Ok(render(&ChecksPage {
        page: visit.page(&app, "/kontroll", title),
        frame: visit.frame("/kontroll", None),
        errors: errors.into_iter().map(line).collect(),
        warnings: warnings.into_iter().map(line).collect(),
        refused: refused
            .map(|(at, text)| (visit.finding_href(at), text.clone()))
            .collect(),
        publish_href: visit.href("/publiser"),
    }))
}
