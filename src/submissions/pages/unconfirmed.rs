//! The answer is stored whole and waits for its address to be confirmed: which address the letter went
//! to, and how to correct it or have the letter again.

use super::attachments::FileLine;
use super::keep::limit;
use super::receipt::sender_facts;
use super::receipt_text::{self, Sent, SentPart};
use super::say::Say;
use super::visit::Visit;
use super::{respond, see};
use crate::app::App;
use crate::calendar;
use crate::error::{Error, Problem};
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::endorsement::grouped;
use crate::submissions::{StoredVersion, links, submit};
use crate::web::components::{ErrorLink, Fact, TextInput};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/templates/unconfirmed.html")]
struct UnconfirmedPage {
    page: Page,
    say: Say,
    csrf: String,
    base: String,
    /// The address that it waits for; none where no letter leads anywhere.
    sent_to: Option<String>,
    facts: Vec<Fact>,
    email: TextInput,
    parts: Vec<SentPart>,
    files: Vec<FileLine>,
    claim: Option<String>,
    unconfirmed_days: u32,
    /// Whoever reads can have the letter sent again.
    may_resend: bool,
}

pub(super) async fn page(visit: &Visit, version: &StoredVersion) -> Result<HttpResponse, Error> {
    draw(visit, version, None, None).await
}

async fn draw(
    visit: &Visit,
    version: &StoredVersion,
    typed: Option<&str>,
    fault: Option<String>,
) -> Result<HttpResponse, Error> {
    let (lang, say) = (visit.lang, visit.say());
    let sent_to = links::waits_for(&visit.app, &visit.desk).await?;
    let stands = sent_to.as_ref().or(visit.desk.sender.email.as_ref());
    let stands = typed.map_or_else(|| stands.cloned().unwrap_or_default(), str::to_owned);
    let answers = version.answers.iter();
    let sent = Sent {
        answers: answers
            .map(|(key, text, choice)| (key.as_str(), text.as_deref(), choice.as_deref()))
            .collect(),
        no_comment: &version.no_comment,
        supports: &grouped(&version.endorsements, &visit.consultation),
    };
    let day = calendar::long_date(lang, calendar::oslo_date(version.received_at));
    let time = calendar::exact_time(lang, version.received_at);
    let when = lang.with("receipt-when", &[("day", &day), ("time", &time)]);
    let mut facts = vec![Fact::new(lang.t("receipt-received"), when)];
    facts.extend(sender_facts(lang, &version.sender));
    let errors: Vec<_> = fault
        .iter()
        .map(|text| ErrorLink::field("email", text))
        .collect();
    let status = match errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let shown = UnconfirmedPage {
        page: visit
            .page("/kvittering", say.t("svar-unconfirmed"))
            .errors(errors),
        say,
        csrf: visit.access.csrf.clone(),
        base: visit.path(""),
        email: TextInput::new("email", lang.t("sender-email"), stands)
            .email()
            .error(fault),
        sent_to,
        facts,
        parts: receipt_text::parts(lang, &*visit.answered(version).await?, &sent),
        files: FileLine::all(lang, &version.attachments, &visit.path("/vedlegg")),
        claim: version.withhold_reason.clone(),
        unconfirmed_days: visit.app.site.unconfirmed_days,
        may_resend: visit.may(Right::Coordinate),
    };
    Ok(render_with(status, &shown))
}

/// Sends the letter again, to the same address or a corrected one.
pub(super) async fn resend(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["email"], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    limit(&app, &req)?;
    let versions = submit::sent_versions(&app, visit.desk.id).await?;
    let version = versions.last().ok_or(Problem::NotFound)?;
    let receipt = visit.path("/kvittering");
    if version.receipt.is_some() {
        return Ok(see_other(&receipt));
    }
    let typed = form.filled("email").unwrap_or_default();
    let again = links::Resend {
        desk_id: visit.desk.id,
        language: visit.lang,
        by: visit.access.link.id,
        claim: None,
        done: see(&receipt),
    };
    match links::send_confirmation_again(&app, again, typed).await {
        Ok(stored) => Ok(respond(stored)),
        Err(error) if error.problem == Problem::Invalid => {
            let fault = error.fields.first().map(|f| field_text(visit.lang, f));
            draw(&visit, version, Some(typed), fault).await
        }
        Err(error) => Err(error),
    }
}
