//! What was published since the answer was begun, told until it has been seen.

use crate::app::App;
use crate::calendar;
use crate::error::{Error, Problem};
use crate::session::guard::DeskAccess;
use crate::submissions::draft;
use crate::submissions::pages::visit::Visit;
use crate::web::form::Form;
use crate::web::see_other;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

/// What was published since the answer was begun.
pub(in crate::submissions::pages) struct Newer {
    pub version: i32,
    /// The page that shows it, to come back to.
    pub from: &'static str,
    /// Address, and what changed.
    pub changes: Vec<(String, String)>,
    /// Whoever looks at it may say that it was seen: that is known of the answer, and whoever writes in all of it sees to it.
    pub can_be_seen: bool,
}

pub(in crate::submissions::pages) fn newer(visit: &Visit, from: &'static str) -> Option<Newer> {
    let seen = visit.desk.proposal_version;
    visit.has_newer_proposal().then(|| Newer {
        version: visit.consultation.version,
        from,
        can_be_seen: visit.access.link.may_write_everywhere(),
        changes: visit
            .consultation
            .versions
            .iter()
            .filter(|v| v.no > seen)
            .map(|v| {
                let path = visit.consultation_path(&format!("/versjoner/{}#endringer", v.no));
                let date = calendar::long_date(visit.lang, calendar::oslo_date(v.published_at));
                let what = visit
                    .lang
                    .with("svar-newer-version", &[("no", &v.no), ("date", &date)]);
                (path, what)
            })
            .collect(),
    })
}

/// «Jeg har sett endringene».
pub(in crate::submissions::pages) async fn seen_changes(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["versjon", "fra"], &[])?;
    access.write_everywhere()?;
    let visit = Visit::enter(&app, access, &req).await?;
    // The version that stood on the page: one that was published meanwhile has not been seen.
    if let Some(version) = form.filled("versjon").and_then(|v| v.parse().ok()) {
        match draft::see_proposal(&app, &visit.desk, &visit.consultation, version).await {
            Err(error) if error.problem != Problem::Invalid => return Err(error),
            _ => {}
        }
    }
    let back = if form.get("fra") == Some("se-over") {
        "/se-over"
    } else {
        ""
    };
    Ok(see_other(&visit.path(back)))
}
