//! The working copy as respondents will see it, and a try at answering it. Nothing of it is public, and nothing
//! that is tried is kept.

use super::visit::{Frame, Visit};
use crate::app::App;
use crate::calendar;
use crate::consultations::{
    self, Advice, Consultation, Field, FieldKind, GENERAL, Preview, SaidDeadline, deadline_file,
};
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::session::staff::StaffAccess;
use crate::setup::publish::imported;
use crate::setup::sketch::sketch;
use crate::web::components::{AnswerField, Choice, Choices, Fact};
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{in_path, render};
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::ops::Deref;

/// Below the working copy.
const PATH: &str = "/visning";

/// What is shown.
struct Shown {
    consultation: Consultation,
    /// Something that must be there is missing, and was filled in.
    is_sketch: bool,
}

impl Deref for Shown {
    type Target = Consultation;

    fn deref(&self) -> &Consultation {
        &self.consultation
    }
}

/// The working copy as it would be published, with what is missing filled in; `None` while something is wrong that cannot be
/// shown.
async fn read(app: &App, visit: &Visit) -> Result<Option<Shown>, Error> {
    let today = calendar::oslo_date(visit.now);
    let m = match visit.published {
        Some(_) => visit.m().clone(),
        None => visit.m().dated(today),
    };
    let sketches = [true, false].map(|with_groups| sketch(&m, today, with_groups));
    for (no, m) in [m].into_iter().chain(sketches).enumerate() {
        let read = app.db.read(move |conn| imported(conn, &m)).await?;
        if let Ok(imported) = read {
            return Ok(Some(Shown {
                consultation: consultations::as_published(&imported.file, visit.now)?,
                is_sketch: no > 0,
            }));
        }
    }
    Ok(None)
}

/// What a page of the preview needs; or the way to what must be mended.
async fn enter(
    app: &App,
    staff: StaffAccess,
    req: &HttpRequest,
) -> Result<(Visit, Option<Shown>), Error> {
    let visit = Visit::enter(app, staff, req).await?;
    let found = read(app, &visit).await?;
    Ok((visit, found))
}

fn preview<'a>(visit: &'a Visit, shown: &'a Shown, at: &'a str) -> Preview<'a> {
    Preview {
        consultation: &shown.consultation,
        is_sketch: shown.is_sketch,
        at,
        lang: visit.lang,
        now: visit.now,
        staff: &visit.staff,
    }
}

#[derive(Template)]
#[template(path = "setup/templates/no_preview.html")]
struct NoPreviewPage {
    page: Page,
    frame: Frame,
    checks_href: String,
}

fn not_yet(app: &App, visit: &Visit) -> HttpResponse {
    render(&NoPreviewPage {
        page: visit.page(app, PATH, visit.lang.t("setup-preview")),
        frame: visit.frame(PATH, None),
        checks_href: visit.href("/kontroll"),
    })
}

pub async fn front(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let (visit, found) = enter(&app, staff, &req).await?;
    Ok(match found {
        Some(found) => preview(&visit, &found, &visit.path(PATH)).front(&app),
        None => not_yet(&app, &visit),
    })
}

pub async fn advice(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let (visit, found) = enter(&app, staff, &req).await?;
    match found {
        Some(found) => {
            preview(&visit, &found, &visit.path(PATH)).advice(&app, in_path(&req, "key"))
        }
        None => Ok(not_yet(&app, &visit)),
    }
}

pub async fn draft(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let (visit, found) = enter(&app, staff, &req).await?;
    Ok(match found {
        Some(found) => preview(&visit, &found, &visit.path(PATH)).draft(&app),
        None => not_yet(&app, &visit),
    })
}

pub async fn calendar(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let (visit, found) = enter(&app, staff, &req).await?;
    let found = found.ok_or(Problem::NotFound)?;
    let said = SaidDeadline::to_all(&found);
    let url = app.url(&visit.lang.path(&format!("/horinger/{}", found.slug)));
    let host = url::Url::parse(&url)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned));
    let file = deadline_file(&found, said, visit.lang, &url, &host.unwrap_or_default());
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/calendar; charset=utf-8"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"frist.ics\"",
        ))
        .body(file))
}

/// A document of the working copy: only to staff, and only one that stands in it.
pub async fn document(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let wanted = in_path(&req, "sha256");
    let known = visit.m().documents.iter().find(|d| d.sha256 == wanted);
    let hash = crate::setup::publish::unhex(&known.ok_or(Problem::NotFound)?.sha256);
    let found = app
        .db
        .read(move |conn| consultations::find_blob(conn, &hash))
        .await?;
    let (media_type, bytes) = found.ok_or(Problem::NotFound)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, media_type))
        .insert_header((header::CONTENT_DISPOSITION, "attachment"))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'",
        ))
        .body(bytes))
}

#[derive(Template)]
#[template(path = "setup/templates/try.html")]
struct TryPage {
    page: Page,
    frame: Frame,
    action: String,
    title: String,
    title_lang: Option<Lang>,
    parts: Vec<TriedPart>,
    /// What a receipt would say of them.
    is_tried: bool,
    is_too_long: bool,
    others: Vec<(String, String)>,
}

/// What is answered together: a råd, or the questions beside them.
struct TriedPart {
    key: String,
    title: String,
    title_lang: Option<Lang>,
    controls: Vec<Control>,
    receipt: Vec<Fact>,
}

enum Control {
    Text(AnswerField),
    Pick(Choices),
}

/// Every part, where a råd's key stands.
const WHOLE: &str = "hele-svaret";

/// «Prøv selv» begins with the whole answer, or with the råd that one comes from.
pub async fn begin_try(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let (visit, found) = enter(&app, staff, &req).await?;
    let Some(found) = found else {
        return Ok(not_yet(&app, &visit));
    };
    let key = url::form_urlencoded::parse(req.query_string().as_bytes())
        .find(|(name, _)| name == "raad")
        .map(|(_, key)| key.into_owned())
        .filter(|key| found.find_advice(key).is_some());
    try_page(&app, &visit, &found, key.as_deref().unwrap_or(WHOLE), None)
}

pub async fn show_try(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    tried(&app, staff, &req, None).await
}

pub async fn do_try(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    tried(&app, staff, &req, Some(&form)).await
}

async fn tried(
    app: &App,
    staff: StaffAccess,
    req: &HttpRequest,
    form: Option<&Form>,
) -> Result<HttpResponse, Error> {
    let (visit, found) = enter(app, staff, req).await?;
    let Some(found) = found else {
        return Ok(not_yet(app, &visit));
    };
    try_page(app, &visit, &found, in_path(req, "key"), form)
}

fn try_page(
    app: &App,
    visit: &Visit,
    found: &Consultation,
    key: &str,
    form: Option<&Form>,
) -> Result<HttpResponse, Error> {
    let lang = visit.lang;
    let all = found.advice().map(Some);
    let general = (!found.general_fields.is_empty()).then_some(None);
    let all: Vec<TriedPart> = all
        .chain(general)
        .map(|advice| TriedPart::of(lang, found, advice, form))
        .collect();
    let href = |key: &str| visit.href(&format!("{PATH}/svar/{key}"));
    let whole = (href(WHOLE), lang.t("setup-try-whole"));
    let others = all.iter().map(|part| (href(&part.key), part.title.clone()));
    let others = [whole.clone()].into_iter().chain(others).collect();
    // A råd may be called as the whole is.
    let is_one = all.iter().any(|part| part.key == key);
    let parts: Vec<TriedPart> = match is_one {
        true => all.into_iter().filter(|part| part.key == key).collect(),
        false if key == WHOLE => all,
        false => return Err(Problem::NotFound.into()),
    };
    let is_too_long = parts
        .iter()
        .flat_map(|part| &part.controls)
        .any(|control| matches!(control, Control::Text(field) if field.is_over()));
    let (name, title_lang) = match parts.as_slice() {
        [part] if is_one => (part.title.clone(), part.title_lang),
        _ => (whole.1, None),
    };
    let title = lang.with("setup-try-title", &[("part", &name)]);
    let below = format!("{PATH}/svar/{key}");
    Ok(render(&TryPage {
        page: visit.page(app, &below, title.clone()),
        frame: visit.frame("/visning/svar", Some(title)),
        action: visit.href(&below),
        title: name,
        title_lang,
        parts,
        is_tried: form.is_some(),
        is_too_long,
        others,
    }))
}

impl TriedPart {
    fn of(lang: Lang, found: &Consultation, advice: Option<&Advice>, form: Option<&Form>) -> Self {
        let fields = advice.map_or(&found.general_fields, |advice| &advice.fields);
        let controls = fields.iter().map(|field| control(lang, field, form));
        let named = |advice: &Advice| {
            let title = advice.title.get(lang);
            lang.with(
                "setup-advice-name",
                &[("number", &advice.number), ("title", &title)],
            )
        };
        Self {
            key: advice.map_or(GENERAL, |advice| &advice.key).to_owned(),
            title: advice.map_or_else(|| lang.t("setup-general"), named),
            title_lang: advice
                .map(|advice| advice.title.lang(lang))
                .filter(|own| *own != lang),
            controls: controls.collect(),
            receipt: form.map_or_else(Vec::new, |form| receipt(lang, fields, form)),
        }
    }
}

fn control(lang: Lang, field: &Field, form: Option<&Form>) -> Control {
    let typed = form
        .and_then(|form| form.get(&field.key))
        .unwrap_or_default();
    let label = field.label.get(lang);
    let own = Some(field.label.lang(lang)).filter(|own| *own != lang);
    match field.kind {
        FieldKind::Text => {
            let limit = usize::try_from(field.limit).unwrap_or(usize::MAX);
            let shown = AnswerField::new(&field.key, label, typed, limit).label_lang(own);
            Control::Text(match &field.help {
                Some(help) => shown.hint(help.get(lang)),
                None => shown,
            })
        }
        FieldKind::Scale | FieldKind::Choice => {
            let choice = |choice: &consultations::Choice| {
                Choice::new(&choice.key, choice.label.get(lang), choice.key == typed)
            };
            let choices = field.choices.iter().map(choice).collect();
            Control::Pick(Choices::new(&field.key, label, choices).lang(own))
        }
    }
}

/// What would stand in the receipt: of each field what was answered.
fn receipt(lang: Lang, fields: &[Field], form: &Form) -> Vec<Fact> {
    let said = |field: &Field| {
        let typed = form.get(&field.key).unwrap_or_default();
        let text = match field.kind {
            FieldKind::Text => crate::text::canonical(typed),
            FieldKind::Scale | FieldKind::Choice => {
                let chosen = field.choices.iter().find(|choice| choice.key == typed);
                chosen
                    .map(|c| c.label.get(lang).to_owned())
                    .unwrap_or_default()
            }
        };
        let text = if crate::text::is_blank(&text) {
            lang.t("setup-try-empty")
        } else {
            text
        };
        Fact::new(field.label.get(lang), text)
    };
    fields.iter().map(said).collect()
}
