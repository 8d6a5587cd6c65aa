//! «Endret siden sist innsendt»: what stands now against what was sent last, field by field.

use super::differ::DiffPart;
use super::visit::Visit;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::session::guard::DeskAccess;
use crate::submissions::compare::compare;
use crate::submissions::draft::takes_input;
use crate::submissions::submit;
use crate::text::differences::Run;
use crate::web::layout::Page;
use crate::web::render;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/templates/changed.html")]
struct ChangedPage {
    page: Page,
    base: String,
    lead: String,
    parts: Vec<DiffPart>,
    /// What is told of the answer otherwise than it was sent: who answers, what should be withheld, who has decided.
    facts: Vec<String>,
    is_open: bool,
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    let versions = submit::sent_versions(&app, visit.desk.id).await?;
    let last = versions.last().ok_or(Problem::NotFound)?;
    let (lang, say) = (visit.lang, visit.say());
    let content = visit.desk.content(&visit.consultation);
    let parts = compare(&visit.consultation, &last.into(), &(&content).into());
    let sender = visit.desk.complete_sender().ok().map(|(sender, _)| sender);
    let facts = [
        (sender.as_ref() != Some(&last.sender), "changed-sender"),
        (
            visit.desk.sender.withhold_reason != last.withhold_reason,
            "changed-withhold",
        ),
        (visit.desk.adoption != last.adoption, "changed-adoption"),
    ];
    let when = crate::calendar::date_time(lang, last.received_at);
    Ok(render(&ChangedPage {
        page: visit.page("/endret", lang.t("changed-title")),
        base: visit.path(""),
        lead: say.with("changed-lead", &[("no", &last.no), ("when", &when)]),
        parts: DiffPart::all(&visit, &parts),
        facts: facts
            .into_iter()
            .filter(|(differs, _)| *differs)
            .map(|(_, key)| lang.t(key))
            .collect(),
        is_open: takes_input(&visit.consultation, visit.now),
    }))
}
