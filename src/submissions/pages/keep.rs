//! Save for later: the address that the link is sent to is asked here, and only here before sending.

use super::locked::LockNotice;
use super::say::Say;
use super::visit::Visit;
use super::{respond, see};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::session::guard::DeskAccess;
use crate::submissions::{links, readdress};
use crate::web::components::{ErrorLink, TextInput};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render, render_with};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/templates/keep.html")]
struct KeepPage {
    page: Page,
    say: Say,
    csrf: String,
    action: String,
    base: String,
    stored: String,
    email: TextInput,
    /// The text is locked, and an address was told: the link goes there and nowhere else.
    lock: Option<LockNotice>,
    /// That address, and what is said of it.
    fixed: Option<(String, String)>,
    /// Another address takes the link away from the one that was told.
    moves: Option<String>,
    /// The address that the link was sent to just now.
    sent_to: Option<String>,
    /// It was sent in before: what stands there is not swept.
    is_sent: bool,
    kept: String,
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    let address = visit.desk.sender.email.clone().unwrap_or_default();
    let sent = !super::query(&req, "sendt").is_empty();
    Ok(render(&page(&visit, &address, None, sent).await?))
}

async fn page(
    visit: &Visit,
    address: &str,
    fault: Option<String>,
    sent: bool,
) -> Result<KeepPage, Error> {
    let lang = visit.lang;
    let told = visit.desk.sender.email.as_ref();
    let fixed = told.filter(|_| visit.desk.lock.is_some());
    let fixed = fixed.map(|told| (told.clone(), lang.with1("keep-locked", "email", told)));
    let moves = readdress::would_end(&visit.app, &visit.desk, visit.access.link.id).await?;
    let errors = fault.iter().map(|text| ErrorLink::field("email", text));
    Ok(KeepPage {
        page: visit
            .page("/lagre", lang.t("keep-title"))
            .errors(errors.collect()),
        say: visit.say(),
        csrf: visit.access.csrf.clone(),
        action: visit.path("/lagre"),
        base: visit.path(""),
        stored: visit.saved_text(visit.desk.touched_at),
        email: TextInput::new("email", lang.t("sender-email"), address)
            .email()
            .hint(lang.t("keep-email-hint"))
            .error(fault),
        lock: fixed.as_ref().and_then(|_| LockNotice::of(visit)),
        fixed,
        moves: moves.map(|email| lang.with1("keep-moves", "email", email)),
        sent_to: (sent && !address.is_empty()).then(|| address.to_owned()),
        is_sent: visit.desk.sent.is_some(),
        kept: visit.kept(),
    })
}

pub(super) async fn send(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["email"], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    limit(&app, &req)?;
    let address = form.filled("email").unwrap_or_default();
    let (id, actor) = (visit.desk.id, visit.access.actor());
    let done = see(&visit.path("/lagre?sendt=1"));
    match links::send_link(&app, id, address, visit.lang, actor, None, done).await {
        Ok(stored) => Ok(respond(stored)),
        Err(error) if error.problem == Problem::Invalid => {
            let fault = error.fields.first().map(|f| field_text(visit.lang, f));
            let again = page(&visit, address, fault, false).await?;
            Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again))
        }
        Err(error) => Err(error),
    }
}

/// Letters go to whatever address is typed: the network's limit holds here as it does for starting.
pub(super) fn limit(app: &App, req: &HttpRequest) -> Result<(), Error> {
    app.rate_limit.check(req)
}
