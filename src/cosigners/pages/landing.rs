//! Where a co-signer's link lands. Opening it changes nothing and shows nothing of the answer; the pressed button lets in.

use crate::app::App;
use crate::colleagues;
use crate::consultations::Consultation;
use crate::cosigners::wanted::known_as;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::session::Link;
use crate::session::guard::{MaybeSession, cookie};
use crate::submissions::cosigners::COSIGNING;
use crate::submissions::desk::Desk;
use crate::submissions::draft;
use crate::submissions::links::{self, Visitor};
use crate::submissions::pages::{about_until, demo_notice};
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::{in_path, render, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "cosigners/templates/landing.html")]
struct LandingPage {
    page: Page,
    action: String,
    about: String,
    lead: String,
    consultation: String,
}

#[derive(Template)]
#[template(path = "cosigners/templates/ended.html")]
struct EndedPage {
    page: Page,
    text: String,
    /// What the body can do by itself, and where.
    own: Option<(String, String)>,
    /// Where a link that was lost is asked for.
    lost: String,
}

/// What the link in the path opens.
struct Landed {
    link: Link,
    desk: Desk,
    consultation: Arc<Consultation>,
    lang: Lang,
}

impl Landed {
    async fn find(app: &App, req: &HttpRequest) -> Result<Self, Error> {
        let link = links::find_of_cosigner(app, in_path(req, "token")).await?;
        let desk = draft::read(app, link.desk_id).await?;
        Ok(Self {
            consultation: app.consultations.get(&app.db, desk.consultation_id).await?,
            lang: Lang::of_path(req.path()).0,
            link,
            desk,
        })
    }

    /// Why it opens nothing any more, if it does not.
    async fn ended(&self, app: &App) -> Result<Option<HttpResponse>, Error> {
        if self.link.revoked_at.is_none() {
            return Ok(None);
        }
        let id = self.link.contributor_id.ok_or(Problem::NotFound)?;
        let whose = app.db.read(move |conn| colleagues::of_id(conn, id)).await?;
        let text = match whose.is_some_and(|whose| whose.takes_part()) {
            true => "landing-ended-replaced",
            false => "cosign-ended-taken-out",
        };
        Ok(Some(ended(app, self.lang, &self.consultation, text)))
    }
}

/// The answer is not there to be signed any more.
fn ended(app: &App, lang: Lang, consultation: &Consultation, text: &'static str) -> HttpResponse {
    let title = match text {
        "landing-ended-replaced" => "landing-replaced",
        _ => "cosign-ended",
    };
    let page = EndedPage {
        page: Page::new(&app.site, lang, "", lang.t(title))
            .nav(Nav::Consultations)
            .private(),
        text: lang.t(text),
        own: (text != "landing-ended-replaced").then(|| {
            let to = lang.path(&format!("/horinger/{}", consultation.slug));
            (lang.t("cosign-ended-own"), to)
        }),
        lost: lang.path(&format!("/horinger/{}/lenke", consultation.slug)),
    };
    render_with(StatusCode::GONE, &page)
}

pub(super) async fn show(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let landed = Landed::find(&app, &req).await?;
    if let Some(ended) = landed.ended(&app).await? {
        return Ok(ended);
    }
    let (lang, consultation) = (landed.lang, &landed.consultation);
    let path = format!("/{COSIGNING}/{}", in_path(&req, "token"));
    let asks = known_as(&landed.desk).map(str::to_owned);
    let asks = asks.unwrap_or_else(|| lang.t("cosign-somebody"));
    let deadline_on = landed.desk.deadline_on(consultation);
    Ok(render(&LandingPage {
        page: Page::new(&app.site, lang, &path, lang.t("cosign-landing"))
            .nav(Nav::Consultations)
            .notice(demo_notice(lang, consultation))
            .private(),
        action: lang.path(&path),
        about: about_until(lang, consultation, deadline_on),
        lead: lang.with1("cosign-landing-lead", "asks", asks),
        consultation: lang.path(&format!("/horinger/{}", consultation.slug)),
    }))
}

pub(super) async fn enter(
    app: Data<App>,
    session: MaybeSession,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[], &[])?;
    let landed = Landed::find(&app, &req).await?;
    if let Some(ended) = landed.ended(&app).await? {
        return Ok(ended);
    }
    let Landed {
        link,
        consultation,
        lang,
        ..
    } = landed;
    let id = link.contributor_id.ok_or(Problem::NotFound)?;
    let visitor = Visitor::Browser(session.0.as_ref());
    let entered = links::enter(&app, link, consultation, visitor).await?;
    let path = format!("/svar/{}/{COSIGNING}/{id}", entered.desk_id);
    let mut response = see_other(&lang.path(&path));
    if let Some(token) = entered.session_token {
        response
            .add_cookie(&cookie(&app, token))
            .map_err(|e| Error::internal(e.to_string()))?;
    }
    Ok(response)
}
