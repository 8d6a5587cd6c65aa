//! The adopted text, pasted back field by field: what differs from what stands is shown word by word before anything is
//! saved. Nothing is sent here: that is done from the page where the answer is seen over.

use super::differ::DiffItem;
use super::locked::LockNotice;
use super::parts::{Part, foreign, shown};
use super::posted::version_name;
use super::say::Say;
use super::visit::Visit;
use crate::app::App;
use crate::consultations::{Field, FieldKind};
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::draft::{self, Save, Written};
use crate::submissions::lock;
use crate::submissions::receipt::{checksum, hex};
use crate::submissions::store::{FieldSave, FieldSaved};
use crate::text;
use crate::text::differences::Run;
use crate::web::components::{AnswerField, ErrorLink};
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
#[template(path = "submissions/templates/adopted.html")]
struct AdoptedPage {
    page: Page,
    say: Say,
    csrf: String,
    base: String,
    lock: Option<LockNotice>,
    /// Whoever reads may unlock it: here, with what is pasted.
    may_unlock: bool,
    is_unlocked: bool,
    /// Drawn with what was pasted, and not with what stands.
    is_typed: bool,
    /// Somebody has saved in one of the fields meanwhile.
    overtaken: bool,
    /// The differences are shown: what is saved is what was seen.
    seen: Option<String>,
    /// How many fields differ.
    differing: usize,
    written: Vec<Pasted>,
    /// Those in which nothing stands.
    rest: Vec<Pasted>,
}

/// A field in which the adopted text is pasted.
struct Pasted {
    name: String,
    title: String,
    title_lang: Option<Lang>,
    base: (String, i64),
    field: AnswerField,
    differs: Option<DiffItem>,
}

/// A text field that the reader may write in, with what stands in it and what was typed.
struct Asked<'v> {
    part: Part<'v>,
    field: &'v Field,
    typed: Option<Written>,
}

impl Asked<'_> {
    fn stands(&self, visit: &Visit) -> String {
        visit.desk.field(self.field).text.unwrap_or_default()
    }

    fn is(&self, visit: &Visit) -> String {
        let typed = self.typed.as_ref().and_then(|typed| typed.text.as_ref());
        typed.map_or_else(|| self.stands(visit), |typed| text::canonical(typed))
    }

    fn differs(&self, visit: &Visit) -> bool {
        self.is(visit).trim() != self.stands(visit).trim()
    }
}

fn asked<'v>(visit: &'v Visit, form: Option<&Form>) -> Result<Vec<Asked<'v>>, Error> {
    let mut asked = Vec::new();
    for part in shown(&visit.consultation, &visit.desk, None) {
        if !visit.access.link.may_write_in(part.key()) {
            continue;
        }
        for field in part.drawn(&visit.desk) {
            if field.kind != FieldKind::Text {
                continue;
            }
            let typed = form.map(|form| typed(form, field)).transpose()?.flatten();
            asked.push(Asked { part, field, typed });
        }
    }
    Ok(asked)
}

fn typed(form: &Form, field: &Field) -> Result<Option<Written>, Error> {
    let name = version_name(field);
    let (Some(base), Some(text)) = (form.get(&name), form.get(&field.key)) else {
        return Ok(None);
    };
    let wrong = || Error::invalid(vec![FieldError::new(&name, "error-value")]);
    Ok(Some(Written {
        base: base.parse().map_err(|_| wrong())?,
        text: Some(text.to_owned()),
        choice: None,
    }))
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    let asked = asked(&visit, None)?;
    Ok(page(&visit, &asked, &Drawing::default()))
}

/// What is drawn beside the fields.
#[derive(Default)]
struct Drawing {
    seen: Option<String>,
    overtaken: bool,
    /// It was unlocked just now.
    is_unlocked: bool,
    /// The versions that stand by now go out with the page.
    anew: bool,
    faults: Vec<FieldError>,
    status: StatusCode,
}

fn page(visit: &Visit, asked: &[Asked<'_>], drawing: &Drawing) -> HttpResponse {
    let (lang, say) = (visit.lang, visit.say());
    let shows = drawing.seen.is_some();
    let pasted = |asked: &&Asked<'_>| pasted(visit, asked, drawing, shows);
    let is_written =
        |asked: &&Asked<'_>| !asked.stands(visit).is_empty() || !text::is_blank(&asked.is(visit));
    let (written, rest): (Vec<&Asked<'_>>, Vec<_>) = asked.iter().partition(is_written);
    let errors = drawing.faults.iter();
    let errors = errors.map(|f| ErrorLink::field(&f.at, field_text(lang, f)));
    let shown = AdoptedPage {
        page: visit
            .page("/vedtatt-tekst", lang.t("adopted-title"))
            .errors(errors.collect()),
        csrf: visit.access.csrf.clone(),
        base: visit.path(""),
        lock: LockNotice::of(visit),
        may_unlock: visit.may(Right::Coordinate),
        is_unlocked: drawing.is_unlocked,
        is_typed: asked.iter().any(|asked| asked.typed.is_some()),
        overtaken: drawing.overtaken,
        seen: drawing.seen.clone(),
        differing: asked.iter().filter(|a| a.differs(visit)).count(),
        written: written.iter().map(pasted).collect(),
        rest: rest.iter().map(pasted).collect(),
        say,
    };
    render_with(drawing.status, &shown)
}

fn pasted(visit: &Visit, asked: &Asked<'_>, drawing: &Drawing, shows: bool) -> Pasted {
    let (lang, field) = (visit.lang, asked.field);
    let is = asked.is(visit);
    let fault = drawing.faults.iter().find(|f| f.at == field.key);
    let stands = visit.desk.field(field).version;
    let seen = asked.typed.as_ref().map(|typed| typed.base);
    let base = match drawing.anew {
        true => stands,
        false => seen.unwrap_or(stands),
    };
    Pasted {
        name: match asked.part.advice() {
            Some(_) => asked.part.name(lang),
            None => String::new(),
        },
        title: asked.part.title(lang),
        title_lang: asked.part.title_lang(lang),
        base: (version_name(field), base),
        differs: (shows && asked.differs(visit)).then(|| {
            let stands = asked.stands(visit);
            DiffItem::of(lang, field, Some(&stands), Some(&is))
        }),
        field: AnswerField::new(&field.key, field.label.get(lang), &is, field.limit as usize)
            .label_lang(foreign(&field.label, lang))
            .error(fault.map(|fault| field_text(lang, fault)))
            .warning(text::looks_like_national_id(&is).then(|| lang.t("national-id-field"))),
    }
}

/// «Lås opp teksten», with all that was pasted.
pub(super) async fn unlock(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    let known = known(&visit);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    form.expect(&known, &[])?;
    let consultation = Arc::clone(&visit.consultation);
    let (id, by) = (visit.desk.id, visit.access.link.id);
    lock::unlock(&app, consultation, id, by).await?;
    let visit = visit.again().await?;
    let asked = asked(&visit, Some(&form))?;
    let seen = checked(&visit, &asked)
        .ok()
        .map(|saves| fingerprint(&saves));
    let drawing = Drawing {
        seen,
        is_unlocked: true,
        ..Drawing::default()
    };
    Ok(page(&visit, &asked, &drawing))
}

pub(super) async fn save(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?;
    let known = known(&visit);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    form.expect(&known, &[])?;
    let asked_for = asked(&visit, Some(&form))?;
    let saves = match checked(&visit, &asked_for) {
        Ok(saves) => saves,
        Err(faults) => {
            let drawing = Drawing {
                faults,
                status: StatusCode::UNPROCESSABLE_ENTITY,
                ..Drawing::default()
            };
            return Ok(page(&visit, &asked_for, &drawing));
        }
    };
    let seen = fingerprint(&saves);
    let is_seen = form.filled("sett") == Some(seen.as_str());
    if form.get("gjor") != Some("lagre") || !is_seen || visit.desk.lock.is_some() {
        let drawing = Drawing {
            seen: Some(seen),
            ..Drawing::default()
        };
        return Ok(page(&visit, &asked_for, &drawing));
    }
    let (id, by) = (visit.desk.id, visit.access.link.id);
    let save = Save {
        fields: saves,
        ..Save::default()
    };
    let outcomes = match draft::save(&app, id, by, save).await {
        Err(error) if error.problem == Problem::Locked => {
            let visit = visit.again().await?;
            let asked = asked(&visit, Some(&form))?;
            let drawing = Drawing {
                seen: Some(seen),
                status: StatusCode::CONFLICT,
                ..Drawing::default()
            };
            return Ok(page(&visit, &asked, &drawing));
        }
        saved => saved?.fields,
    };
    let met = |outcome: &FieldSaved| matches!(outcome, FieldSaved::Conflict { .. });
    if outcomes.iter().any(met) {
        // Both are kept; here they are against what stands by now.
        let visit = visit.again().await?;
        let asked = asked(&visit, Some(&form))?;
        let drawing = Drawing {
            seen: Some(seen),
            overtaken: true,
            anew: true,
            status: StatusCode::CONFLICT,
            ..Drawing::default()
        };
        return Ok(page(&visit, &asked, &drawing));
    }
    Ok(see_other(&visit.path("/se-over")))
}

/// The controls of the page.
fn known(visit: &Visit) -> Vec<String> {
    let mut names = vec!["gjor".to_owned(), "sett".to_owned()];
    for (_, field) in visit.consultation.fields_ever() {
        names.extend([field.key.clone(), version_name(field)]);
    }
    names
}

/// What is to be saved: only what differs from what stands.
fn checked(visit: &Visit, asked: &[Asked<'_>]) -> Result<Vec<FieldSave>, Vec<FieldError>> {
    let (mut saves, mut faults) = (Vec::new(), Vec::new());
    for one in asked.iter().filter(|one| one.differs(visit)) {
        let Some(typed) = &one.typed else { continue };
        match draft::checked(one.field, typed.clone(), &one.field.key) {
            Ok(save) => saves.push(save),
            Err(fault) => faults.push(fault),
        }
    }
    match faults.is_empty() {
        true => Ok(saves),
        false => Err(faults),
    }
}

/// Names what was shown before it is saved.
fn fingerprint(saves: &[FieldSave]) -> String {
    let said: Vec<_> = saves
        .iter()
        .map(|save| (save.field_id.to_string(), &save.text))
        .collect();
    hex(&checksum(&serde_json::json!(said).to_string()))
}
