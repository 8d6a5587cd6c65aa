//! «Jeg har ikke fått lenken»: which consultation, and who asks. What is answered is the same for everybody.

use crate::app::App;
use crate::calendar;
use crate::consultations::{self, Consultation, ListQuery, Stage};
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::invitations::lost::{self, WHO};
use crate::web::components::{Crumb, ErrorLink, TextInput};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::query::Query;
use crate::web::{in_path, render, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "invitations/templates/lost.html")]
struct LostPage {
    page: Page,
    crumbs: Vec<Crumb>,
    action: String,
    who: TextInput,
    /// It was asked for just now.
    asked: bool,
    /// Where people help.
    help: String,
}

#[derive(Template)]
#[template(path = "invitations/templates/which.html")]
struct WhichPage {
    page: Page,
    /// Address and title.
    open: Vec<(String, String)>,
    processing: Vec<(String, String)>,
}

/// So many consultations of each stage: the others are found from the front page.
const MOST: u32 = 50;

/// Of which consultation?
pub(super) async fn which(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let lang = Lang::of_path(req.path()).0;
    let today = calendar::oslo_date(app.clock.now());
    let of_stage = move |stage| ListQuery {
        stage: Some(stage),
        words: String::new(),
        after: None,
        limit: MOST,
        today,
    };
    let (open, processing) = app
        .db
        .read(move |conn| {
            let open = consultations::list(conn, &of_stage(Stage::Open))?;
            let processing = consultations::list(conn, &of_stage(Stage::Processing))?;
            Ok((open.items, processing.items))
        })
        .await?;
    let link = |summary: &consultations::Summary| {
        let href = lang.path(&format!("/horinger/{}/lenke", summary.slug));
        (href, summary.title.get(lang).to_owned())
    };
    Ok(render(&WhichPage {
        page: Page::new(&app.site, lang, "/lenke", lang.t("lost-which-title"))
            .nav(Nav::Consultations),
        open: open.iter().map(link).collect(),
        processing: processing.iter().map(link).collect(),
    }))
}

async fn find(app: &App, req: &HttpRequest) -> Result<Arc<Consultation>, Error> {
    app.consultations.get(&app.db, in_path(req, "slug")).await
}

pub(super) async fn show(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let consultation = find(&app, &req).await?;
    let asked = Query::of(&req)?.get("bedt").is_some();
    let lang = Lang::of_path(req.path()).0;
    Ok(render(&page(&app, lang, &consultation, "", None, asked)))
}

fn page(
    app: &App,
    lang: Lang,
    consultation: &Consultation,
    typed: &str,
    fault: Option<String>,
    asked: bool,
) -> LostPage {
    let below = format!("/horinger/{}", consultation.slug);
    let path = format!("{below}/lenke");
    let title = lang.t("lost-title");
    let errors = fault.iter().map(|text| ErrorLink::field(WHO, text));
    let help = consultation.contact.email.as_ref();
    LostPage {
        page: Page::new(&app.site, lang, &path, title.clone())
            .nav(Nav::Consultations)
            .errors(errors.collect())
            .private(),
        crumbs: vec![
            Crumb::to(lang.path("/"), lang.t("nav-consultations")),
            Crumb::to(lang.path(&below), consultation.title.get(lang)),
            Crumb::here(title),
        ],
        action: lang.path(&path),
        who: TextInput::new(WHO, lang.t("lost-who"), typed)
            .hint(lang.t("lost-who-hint"))
            .autocomplete("off")
            .error(fault),
        asked,
        help: help.unwrap_or(&consultation.owner.reply_address).clone(),
    }
}

pub(super) async fn ask(
    app: Data<App>,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[WHO], &[])?;
    let consultation = find(&app, &req).await?;
    let lang = Lang::of_path(req.path()).0;
    let typed = form.get(WHO).unwrap_or_default();
    match lost::ask(&app, &consultation, typed, lang).await {
        Ok(()) => {
            let path = format!("/horinger/{}/lenke?bedt=ja", consultation.slug);
            Ok(see_other(&lang.path(&path)))
        }
        Err(error) if error.problem == Problem::Invalid => {
            let fault = error.fields.first().map(|f| field_text(lang, f));
            let again = page(&app, lang, &consultation, typed, fault, false);
            Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &again))
        }
        Err(error) => Err(error),
    }
}
