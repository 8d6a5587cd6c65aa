//! Signing in: the page that asks for an address, what it answers whoever asks, and where the link of the
//! letter lands. Only the pressed button there lets in.

use super::{error_links, fault};
use crate::accounts::sign_in::{self, Found};
use crate::accounts::wanted::{self, SIGN_IN, START};
use crate::app::App;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::outbox;
use crate::session::staff::{cookie, signed_in};
use crate::web::components::TextInput;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::query::Query;
use crate::web::{in_path, render, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// Where in the address and in the form the page that was asked for stands.
const WANTED: &str = "til";

#[derive(Template)]
#[template(path = "accounts/templates/sign_in.html")]
struct SignInPage {
    page: Page,
    /// No letter goes out now.
    is_frozen: bool,
    action: String,
    email: TextInput,
    wanted: Option<String>,
}

#[derive(Template)]
#[template(path = "accounts/templates/asked.html")]
struct AskedPage {
    page: Page,
    is_frozen: bool,
    email: String,
    again: String,
}

#[derive(Template)]
#[template(path = "accounts/templates/landing.html")]
struct LandingPage {
    page: Page,
    action: String,
    name: String,
}

#[derive(Template)]
#[template(path = "accounts/templates/not_worth.html")]
struct NotWorthPage {
    page: Page,
    text: String,
    again: String,
}

pub(super) async fn show(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    let query = Query::of(&req)?;
    let wanted = query.get(WANTED).and_then(wanted::safe);
    if signed_in(&req, &app).await?.is_some() {
        return Ok(see_other(&way_on(lang, wanted)));
    }
    let shown = page(&app, lang, "", wanted, &[]).await?;
    Ok(render(&shown))
}

async fn is_frozen(app: &App) -> Result<bool, Error> {
    Ok(app.db.read(outbox::frozen).await?.is_some())
}

async fn page(
    app: &App,
    lang: Lang,
    email: &str,
    wanted: Option<&str>,
    faults: &[FieldError],
) -> Result<SignInPage, Error> {
    let input = TextInput::new("email", lang.t("sign-in-email"), email)
        .email()
        .hint(lang.t("sign-in-email-hint"))
        .error(fault(lang, faults, "email"));
    Ok(SignInPage {
        page: Page::new(&app.site, lang, SIGN_IN, lang.t("sign-in-title"))
            .errors(error_links(lang, faults))
            .private(),
        is_frozen: is_frozen(app).await?,
        action: lang.path(SIGN_IN),
        email: input,
        wanted: wanted.map(str::to_owned),
    })
}

pub(super) async fn ask(
    app: Data<App>,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["email", WANTED], &[])?;
    let lang = Lang::of_path(req.path()).0;
    let wanted = form.get(WANTED).and_then(wanted::safe);
    let email = form.get("email").unwrap_or_default();
    match sign_in::ask(&app, email, wanted).await {
        Ok(()) => Ok(render(&AskedPage {
            page: Page::new(&app.site, lang, SIGN_IN, lang.t("sign-in-asked")).private(),
            is_frozen: is_frozen(&app).await?,
            email: email.trim().to_owned(),
            again: lang.path(SIGN_IN),
        })),
        Err(error) if error.problem == Problem::Invalid => {
            let again = page(&app, lang, email, wanted, &error.fields).await?;
            Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again))
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn land(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    let token = in_path(&req, "token");
    let path = format!("{SIGN_IN}/{token}");
    let not_worth = match sign_in::look(&app, token).await? {
        Found::Open(member) => {
            return Ok(render(&LandingPage {
                page: Page::new(&app.site, lang, &path, lang.t("sign-in-landing")).private(),
                action: lang.path(&path),
                name: member.name,
            }));
        }
        not_worth => not_worth,
    };
    if signed_in(&req, &app).await?.is_some() {
        return Ok(see_other(&lang.path(START)));
    }
    Ok(refuse(&app, lang, &not_worth))
}

fn refuse(app: &App, lang: Lang, why: &Found) -> HttpResponse {
    let (text, status) = match why {
        Found::Spent => ("sign-in-spent", StatusCode::GONE),
        Found::Expired | Found::Open(_) => ("sign-in-expired", StatusCode::GONE),
        Found::Unknown => ("sign-in-unknown", StatusCode::NOT_FOUND),
    };
    let page = NotWorthPage {
        page: Page::new(&app.site, lang, SIGN_IN, lang.t("sign-in-not-worth")).private(),
        text: lang.t(text),
        again: lang.path(SIGN_IN),
    };
    render_with(status, &page)
}

pub(super) async fn enter(
    app: Data<App>,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[], &[])?;
    let lang = Lang::of_path(req.path()).0;
    let token = in_path(&req, "token");
    let before = signed_in(&req, &app).await?;
    let before = before.and_then(|staff| staff.session_id());
    if let Some(entered) = sign_in::enter(&app, token, before).await? {
        let mut response = see_other(&way_on(lang, entered.wanted.as_deref()));
        response
            .add_cookie(&cookie(&app, entered.session_token))
            .map_err(|e| Error::internal(e.to_string()))?;
        return Ok(response);
    }
    // A double click: the first press let in.
    if before.is_some() {
        return Ok(see_other(&lang.path(START)));
    }
    let why = sign_in::look(&app, token).await?;
    Ok(refuse(&app, lang, &why))
}

/// To the page that was asked for, or to the first of staff.
fn way_on(lang: Lang, wanted: Option<&str>) -> String {
    let wanted = wanted.and_then(wanted::safe).map(str::to_owned);
    wanted.unwrap_or_else(|| lang.path(START))
}
