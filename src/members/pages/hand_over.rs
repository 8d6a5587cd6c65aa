//! A member looks over what it has written and hands it over to its umbrella organisation.

use crate::app::App;
use crate::calendar;
use crate::error::{Error, FieldError, Problem};
use crate::members::hand_over::{self as handing, umbrella};
use crate::members::round::WHOLE;
use crate::session::guard::DeskAccess;
use crate::submissions::draft::takes_input;
use crate::submissions::pages::AtDesk;
use crate::submissions::pages::{Sent, SentPart, sent_parts};
use crate::web::components::{Crumb, ErrorLink};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "members/templates/hand_over.html")]
struct HandOverPage {
    page: Page,
    crumbs: Vec<Crumb>,
    csrf: String,
    action: String,
    goes_to: String,
    until: String,
    /// That it is late, or what was handed over last: colour, heading, text.
    stands: Vec<(&'static str, String, String)>,
    /// Something was saved since the page was opened.
    moved: bool,
    parts: Vec<SentPart>,
    version: i64,
    /// The button; absent when nothing more is taken, or nothing is written.
    button: Option<String>,
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = AtDesk::enter(&app, access, &req).await?;
    page(&visit, false, &[], StatusCode::OK)
}

pub(super) async fn hand_over(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["versjon"], &[])?;
    let visit = AtDesk::enter(&app, access, &req).await?;
    umbrella(&visit.desk)?;
    let seen = form.filled("versjon").and_then(|v| v.parse().ok());
    let seen = Some(seen.ok_or_else(|| Error::new(Problem::MalformedRequest))?);
    let consultation = Arc::clone(&visit.consultation);
    let actor = visit.access.actor();
    let handed = handing::hand_over(&app, visit.desk.id, consultation, seen, actor).await;
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    match handed {
        Ok(_) => Ok(see_other(&visit.path("/lever"))),
        Err(error) if error.problem == Problem::PreconditionFailed => {
            let visit = AtDesk::enter(&app, visit.access, &req).await?;
            page(&visit, true, &[], StatusCode::CONFLICT)
        }
        Err(error) if error.problem == Problem::NothingWritten => {
            let fault = FieldError::new(WHOLE, "error-members-nothing");
            page(&visit, false, &[fault], refused)
        }
        Err(error) if error.problem == Problem::Invalid => {
            page(&visit, false, &error.fields, refused)
        }
        Err(error) => Err(error),
    }
}

fn page(
    visit: &AtDesk,
    moved: bool,
    faults: &[FieldError],
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let (lang, desk, consultation) = (visit.lang, &visit.desk, &visit.consultation);
    let umbrella = umbrella(desk)?;
    let name = &umbrella.name;
    let content = desk.content(consultation);
    let without: Vec<String> = content.no_comment.iter().map(|a| a.key.clone()).collect();
    let answers = content.answers.iter();
    let said = Sent {
        answers: answers
            .map(|a| (a.field.key.as_str(), a.text.as_deref(), a.choice.as_deref()))
            .collect(),
        no_comment: &without,
        supports: &[],
    };
    let parts = sent_parts(lang, consultation, &said);
    let mut stands = Vec::new();
    if let Some(last) = umbrella.handed_over {
        let when = calendar::date_time(lang, last.at);
        let key = match last.late {
            true => "members-handed-over-late-when",
            false => "members-handed-over-when",
        };
        let text = lang.with2(key, ("umbrella", name), ("when", &when));
        let changed = match desk.touched_at > last.at {
            true => "members-changed-since",
            false => "members-can-change",
        };
        stands.push(("success", text, lang.with1(changed, "umbrella", name)));
    }
    let is_open = takes_input(consultation, visit.now);
    if !is_open {
        let heading = lang.t("members-closed-heading");
        stands.push((
            "info",
            heading,
            lang.with1("members-closed", "umbrella", name),
        ));
    } else if umbrella.has_ended {
        let heading = lang.t("members-round-over-heading");
        stands.push((
            "info",
            heading,
            lang.with1("members-round-over", "umbrella", name),
        ));
    } else if umbrella.is_late(visit.now) {
        let heading = lang.t("members-late-heading");
        stands.push((
            "warning",
            heading,
            lang.with1("members-late", "umbrella", name),
        ));
    }
    let title = lang.with1("members-hand-over-to", "umbrella", name);
    let errors = faults.iter();
    let errors = errors.map(|f| ErrorLink::field("innspill", field_text(lang, f)));
    let owner = consultation.owner.name.get(lang);
    let shown = HandOverPage {
        page: visit.page("/lever", title.clone()).errors(errors.collect()),
        crumbs: visit.crumbs(vec![], &title),
        csrf: visit.access.csrf.clone(),
        action: visit.path("/lever"),
        goes_to: lang.with2("members-goes-to", ("umbrella", name), ("owner", owner)),
        until: lang.with1(
            "members-until",
            "day",
            calendar::weekday_date(lang, umbrella.due_on),
        ),
        stands,
        moved,
        button: (is_open && !umbrella.has_ended && !parts.is_empty()).then_some(title),
        parts,
        version: desk.version,
    };
    Ok(render_with(status, &shown))
}
