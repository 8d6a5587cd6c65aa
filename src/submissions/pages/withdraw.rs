//! Taking an answer back: asked with a reason, and how it can be sent anew.

use super::last::{LAST, SENT_SINCE, last_seen};
use super::say::Say;
use super::visit::Visit;
use crate::app::App;
use crate::consultations::{LONGEST_REASON, REASON};
use crate::error::{Error, FieldError, Problem};
use crate::i18n::{Lang, number};
use crate::session::guard::DeskAccess;
use crate::submissions::draft::takes_input;
use crate::submissions::withdraw;
use crate::web::components::{ErrorLink, TextInput};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::warned::{WARNED, Warned};
use crate::web::{render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/templates/withdraw.html")]
struct WithdrawPage {
    page: Page,
    say: Say,
    csrf: String,
    base: String,
    number: String,
    /// The version that was sent last, as whoever takes it back has seen it.
    last: i32,
    /// It is taken back already.
    is_withdrawn: bool,
    is_open: bool,
    /// What sending anew would be by now.
    again: String,
    reason: TextInput,
    warned: Warned,
}

fn warned(lang: Lang, typed: &str) -> Warned {
    Warned::of([(REASON, lang.t("withdraw-reason"), typed)])
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    page(&visit, "", &[], StatusCode::OK)
}

fn page(
    visit: &Visit,
    typed: &str,
    faults: &[FieldError],
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let (lang, say) = (visit.lang, visit.say());
    let sent = visit.desk.sent.as_ref();
    let sent = sent.ok_or_else(|| Error::new(Problem::NotFound))?;
    let number_of = sent.number.clone().ok_or(Problem::NotFound)?;
    let fault = faults.first().map(|fault| field_text(lang, fault));
    let errors = fault.iter().map(|text| ErrorLink::field(REASON, text));
    let most = number(u64::try_from(LONGEST_REASON).unwrap_or_default());
    let again = match visit.is_late() {
        true => "withdraw-again-late",
        false => "withdraw-again",
    };
    let shown = WithdrawPage {
        page: visit
            .page("/trekk", lang.t("withdraw-title"))
            .errors(errors.collect()),
        csrf: visit.access.csrf.clone(),
        base: visit.path(""),
        number: number_of,
        last: sent.last_version,
        is_withdrawn: sent.is_withdrawn(),
        is_open: takes_input(&visit.consultation, visit.now),
        again: say.t(again),
        reason: TextInput::new(REASON, lang.t("withdraw-reason"), typed)
            .hint(lang.with1("withdraw-reason-hint", "n", &most))
            .error(fault),
        warned: warned(lang, typed),
        say,
    };
    Ok(render_with(status, &shown))
}

pub(super) async fn withdraw(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[REASON, LAST, WARNED], &[])?;
    let visit = Visit::enter(&app, access, &req).await?;
    let typed = form.get(REASON).unwrap_or_default();
    if warned(visit.lang, typed).is_new(&form) {
        return page(&visit, typed, &[], StatusCode::OK);
    }
    let (id, actor) = (visit.desk.id, visit.access.actor());
    let seen = last_seen(&form);
    match withdraw::withdraw(&app, &visit.consultation, id, actor, typed, seen).await {
        Ok(()) => Ok(see_other(&visit.path("/kvittering"))),
        Err(error) if error.problem == Problem::Invalid => {
            let refused = StatusCode::UNPROCESSABLE_ENTITY;
            page(&visit, typed, &error.fields, refused)
        }
        Err(error) if error.problem == Problem::PreconditionFailed => {
            let since = [FieldError::new(REASON, SENT_SINCE)];
            page(&visit.again().await?, typed, &since, StatusCode::CONFLICT)
        }
        Err(error) => Err(error),
    }
}
