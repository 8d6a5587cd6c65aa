//! Where a link from a letter lands. Opening it changes nothing, so that programs that open links do no
//! harm; the pressed button lets in, and confirms the address that the letter went to.

use super::visit::{about_until, demo_notice};
use crate::app::App;
use crate::calendar;
use crate::consultations::Consultation;
use crate::error::Error;
use crate::i18n::Lang;
use crate::session::guard::{MaybeSession, cookie};
use crate::session::{Link, LinkKind};
use crate::submissions::desk::Desk;
use crate::submissions::draft;
use crate::submissions::links::{self, Visitor};
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::{in_path, render, see_other};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{DateTime, Utc};

use super::say::Say;

#[derive(Template)]
#[template(path = "submissions/templates/landing.html")]
struct LandingPage {
    page: Page,
    action: String,
    about: String,
    heading: String,
    text: String,
    button: String,
    consultation: String,
    /// The address that the pressed button confirms.
    confirms: Option<String>,
}

pub(super) async fn show(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let token = in_path(&req, "token");
    let link = links::find_own(&app, token).await?;
    let desk = draft::read(&app, link.desk_id).await?;
    let consultation = app.consultations.get(&app.db, desk.consultation_id).await?;
    let lang = Lang::of_path(req.path()).0;
    Ok(render(&page(
        &app,
        lang,
        token,
        &link,
        &desk,
        &consultation,
    )))
}

fn page(
    app: &App,
    lang: Lang,
    token: &str,
    link: &Link,
    desk: &Desk,
    consultation: &Consultation,
) -> LandingPage {
    let path = format!("/lenke/{token}");
    let (mut heading, mut text, button) = words(lang, link, desk, consultation, app.clock.now());
    let mut deadline_on = desk.deadline_on(consultation);
    if let Some(umbrella) = &desk.umbrella {
        deadline_on = umbrella.due_on;
        heading = lang.with1("members-input-to", "umbrella", &umbrella.name);
        text = lang.with1("members-landing", "umbrella", &umbrella.name);
    }
    LandingPage {
        page: Page::new(&app.site, lang, &path, heading.clone())
            .nav(Nav::Consultations)
            .notice(demo_notice(lang, consultation))
            .private(),
        action: lang.path(&path),
        about: about_until(lang, consultation, deadline_on),
        heading,
        text,
        button,
        consultation: lang.path(&format!("/horinger/{}", consultation.slug)),
        confirms: link.confirms.clone().filter(|_| waits(link, desk)),
    }
}

/// This very link gives the answer its number.
fn waits(link: &Link, desk: &Desk) -> bool {
    let unnumbered = desk.sent.as_ref().is_some_and(|s| s.number.is_none());
    unnumbered && link.kind == LinkKind::Letter
}

fn words(
    lang: Lang,
    link: &Link,
    desk: &Desk,
    consultation: &Consultation,
    now: DateTime<Utc>,
) -> (String, String, String) {
    let say = Say::to(lang, &desk.sender);
    let deadline_on = desk.deadline_on(consultation);
    let date = calendar::long_date(lang, deadline_on);
    let when = match draft::takes_input(consultation, now) {
        false => "-closed",
        true if now >= calendar::closes_at(deadline_on) => "-late",
        true => "",
    };
    match &desk.sent {
        None => (
            say.t("landing-draft"),
            say.with(&format!("landing-draft-text{when}"), &[("date", &date)]),
            lang.t("landing-draft-button"),
        ),
        Some(_) if waits(link, desk) => (
            lang.t("landing-confirm"),
            say.t("landing-confirm-text"),
            lang.t("landing-confirm-button"),
        ),
        Some(sent) => match &sent.number {
            Some(number) => (
                say.with("svar-sent-as", &[("number", number)]),
                say.t(&format!("landing-sent-text{when}")),
                lang.t("landing-sent-button"),
            ),
            None => (
                lang.t("svar-unconfirmed"),
                say.t("landing-unconfirmed-text"),
                lang.t("landing-unconfirmed-button"),
            ),
        },
    }
}

pub(super) async fn enter(
    app: Data<App>,
    session: MaybeSession,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[], &[])?;
    let link = links::find_own(&app, in_path(&req, "token")).await?;
    let desk = draft::read(&app, link.desk_id).await?;
    let consultation = app.consultations.get(&app.db, desk.consultation_id).await?;
    let was_sent = desk.sent.is_some();
    let visitor = Visitor::Browser(session.0.as_ref());
    let entered = links::enter(&app, link, consultation, visitor).await?;
    let rest = if was_sent { "/kvittering" } else { "" };
    let lang = Lang::of_path(req.path()).0;
    let mut response = see_other(&lang.path(&format!("/svar/{}{rest}", entered.desk_id)));
    if let Some(token) = entered.session_token {
        response
            .add_cookie(&cookie(&app, token))
            .map_err(|e| Error::internal(e.to_string()))?;
    }
    Ok(response)
}
