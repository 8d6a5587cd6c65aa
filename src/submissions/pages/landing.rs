//! Where a link from a letter lands. Opening it changes nothing, so that programs that open links do no
//! harm; the pressed button lets in, and confirms the address that the letter went to.

use super::visit::{about_until, demo_notice};
use crate::app::App;
use crate::calendar;
use crate::colleagues;
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Lang;
use crate::session::guard::{MaybeSession, cookie};
use crate::session::{Link, LinkKind};
use crate::submissions::desk::Desk;
use crate::submissions::draft;
use crate::submissions::links::{self, Visitor};
use crate::submissions::rights;
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::{in_path, render, render_with, see_other};
use actix_web::http::StatusCode;
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
    /// To somebody who was asked to take part: whose answer it is, and what they may do.
    asked: Vec<String>,
}

#[derive(Template)]
#[template(path = "submissions/templates/ended.html")]
struct EndedPage {
    page: Page,
    text: String,
    /// Where a link that was lost is asked for.
    lost: String,
}

pub(super) async fn show(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let token = in_path(&req, "token");
    let link = links::find_own(&app, token).await?;
    let desk = draft::read(&app, link.desk_id).await?;
    let consultation = app.consultations.get(&app.db, desk.consultation_id).await?;
    let lang = Lang::of_path(req.path()).0;
    if link.revoked_at.is_some() {
        return ended(&app, lang, &link, &consultation).await;
    }
    let awaited = links::waits_for(&app, &desk).await?;
    let waits = awaited.is_some() && awaited == link.confirms;
    let landing = Landing {
        link: &link,
        desk: &desk,
        waits,
    };
    Ok(render(&page(&app, lang, token, &landing, &consultation)))
}

/// A link, and what it leads to.
struct Landing<'a> {
    link: &'a Link,
    desk: &'a Desk,
    /// This very link gives the answer its number: no other address than the one it waits for does.
    waits: bool,
}

fn page(
    app: &App,
    lang: Lang,
    token: &str,
    landing: &Landing<'_>,
    consultation: &Consultation,
) -> LandingPage {
    let path = format!("/lenke/{token}");
    let (link, desk) = (landing.link, landing.desk);
    let (mut heading, mut text, button) = words(lang, landing, consultation, app.clock.now());
    let mut deadline_on = desk.deadline_on(consultation);
    let mut asked = Vec::new();
    if link.kind == LinkKind::Contributor && link.confirms.is_none() && desk.umbrella.is_none() {
        heading = lang.t("landing-asked");
        let parts = rights::names_of_parts(lang, consultation, &link.parts);
        let whose = rights::whose(desk);
        asked.extend(whose.map(|name| lang.with1("landing-asked-whose", "whose", name)));
        asked.push(rights::said_to_them(lang, link.right, parts.as_deref()));
        asked.push(lang.t("landing-asked-personal"));
    }
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
        confirms: link.confirms.clone().filter(|_| landing.waits),
        asked,
    }
}

/// The link opens nothing any more: why, and what can be done.
async fn ended(
    app: &App,
    lang: Lang,
    link: &Link,
    consultation: &Consultation,
) -> Result<HttpResponse, Error> {
    let (contributor, desk) = (link.contributor_id, link.desk_id);
    let read = move |conn: &mut Conn| {
        let whose = contributor.map(|id| colleagues::of_id(conn, id));
        let desk = draft::find(conn, desk)?;
        let is_minutes = desk.is_some_and(|desk| desk.is_minutes());
        Ok((whose.transpose()?.flatten(), is_minutes))
    };
    let (whose, is_minutes) = app.db.read(read).await?;
    let (title, text) = match whose.filter(|whose| !whose.takes_part()) {
        // Those who may write them have a button for it, and need no letter.
        None if is_minutes => ("landing-ended", "landing-ended-minutes"),
        Some(whose) if is_minutes && whose.ended_with_links => {
            ("landing-ended", "landing-ended-minutes")
        }
        Some(whose) if whose.ended_with_links => ("landing-ended", "landing-ended-with-links"),
        Some(_) => ("landing-ended", "landing-ended-taken-out"),
        None if link.confirms.is_some() => {
            ("problem-link-revoked-title", "problem-link-revoked-body")
        }
        None => ("landing-replaced", "landing-ended-replaced"),
    };
    let page = EndedPage {
        page: Page::new(&app.site, lang, "", lang.t(title))
            .nav(Nav::Consultations)
            .private(),
        text: lang.t(text),
        lost: lang.path(&format!("/horinger/{}/lenke", consultation.slug)),
    };
    Ok(render_with(StatusCode::GONE, &page))
}

fn words(
    lang: Lang,
    landing: &Landing<'_>,
    consultation: &Consultation,
    now: DateTime<Utc>,
) -> (String, String, String) {
    let desk = landing.desk;
    let say = Say::to(lang, &desk.sender);
    let deadline_on = desk.deadline_on(consultation);
    let date = calendar::long_date(lang, deadline_on);
    let when = match draft::takes_input(consultation, now) {
        false => "-closed",
        true if desk.is_late(consultation, now) => "-late",
        true if desk.is_minutes() => "-minutes",
        true => "",
    };
    match &desk.sent {
        None => (
            say.t("landing-draft"),
            say.with(&format!("landing-draft-text{when}"), &[("date", &date)]),
            lang.t("landing-draft-button"),
        ),
        Some(_) if landing.waits => (
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

/// To what was sent; whoever was asked about one part, to that.
fn goes_to(link: &Link, desk: &Desk, consultation: &Consultation) -> String {
    match (link.parts.as_slice(), &desk.sent) {
        ([part], _) if consultation.has_part_ever(part) => format!("/raad/{part}"),
        (_, Some(_)) => "/kvittering".to_owned(),
        _ => String::new(),
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
    let lang = Lang::of_path(req.path()).0;
    if link.revoked_at.is_some() {
        return ended(&app, lang, &link, &consultation).await;
    }
    let rest = goes_to(&link, &desk, &consultation);
    let visitor = Visitor::Browser(session.0.as_ref());
    let entered = links::enter(&app, link, consultation, visitor).await?;
    let mut response = see_other(&lang.path(&format!("/svar/{}{rest}", entered.desk_id)));
    if let Some(token) = entered.session_token {
        response
            .add_cookie(&cookie(&app, token))
            .map_err(|e| Error::internal(e.to_string()))?;
    }
    Ok(response)
}
