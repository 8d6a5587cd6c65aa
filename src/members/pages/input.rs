//! What members say of one part, side by side per field, and taking it into the own answer.

use crate::app::App;
use crate::calendar;
use crate::consultations::{Field, FieldKind};
use crate::error::{Error, FieldError, Problem};
use crate::i18n::{Lang, number};
use crate::members::merge::{self, Input, Part, Taken};
use crate::session::guard::DeskAccess;
use crate::submissions::desk::part_key;
use crate::submissions::pages::AtDesk;
use crate::submissions::umbrella::{self, Heard};
use crate::text;
use crate::web::components::{Crumb, ErrorLink};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{in_path, render_with, see_other};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::collections::HashSet;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "members/templates/input.html")]
struct InputPage {
    page: Page,
    crumbs: Vec<Crumb>,
    csrf: String,
    action: String,
    heading: String,
    /// «7 medlemmer har sagt noe om dette.»
    count: String,
    /// Somebody else saved the field meanwhile.
    overtaken: bool,
    /// Who has no comment on the råd.
    without_comment: Option<String>,
    fields: Vec<FieldPart>,
    to_part: String,
    may_write: bool,
}

struct FieldPart {
    key: String,
    label: String,
    /// The stance: what was chosen, by how many, by whom.
    counts: Vec<(String, String, String)>,
    inputs: Vec<InputRow>,
    version: i64,
    /// What stands in the own answer.
    own: Option<String>,
    sources: Option<String>,
    /// Over the field's limit: it is kept, and must be shortened before it is sent.
    over: Option<String>,
    fault: Option<String>,
}

struct InputRow {
    member: Uuid,
    name: String,
    when: String,
    late: bool,
    /// Colour and text: it was taken in, or has been changed since.
    taken_in: Option<(&'static str, String)>,
    text: String,
    chosen: bool,
}

/// What was pressed and could not be done.
#[derive(Default)]
struct Typed {
    field: String,
    chosen: HashSet<Uuid>,
    faults: Vec<FieldError>,
    overtaken: bool,
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = AtDesk::enter(&app, access, &req).await?;
    page(&visit, &req, Typed::default(), StatusCode::OK).await
}

pub(super) async fn take_in(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&["felt", "versjon", "ta-inn"], &["medlem"])?;
    let visit = AtDesk::enter(&app, access, &req).await?;
    let part = merge::part(&visit.consultation, in_path(&req, "key"))?;
    visit.access.write_in(part_key(part.advice))?;
    let key = form.filled("felt").unwrap_or_default();
    let field = part.fields.iter().find(|field| field.key == key);
    let field: &Field = field.ok_or_else(|| Error::new(Problem::NotFound))?;
    let base = form.filled("versjon").and_then(|v| v.parse().ok());
    let base = base.ok_or_else(|| Error::new(Problem::MalformedRequest))?;
    // One by its own button, or all that are ticked.
    let chosen: Vec<Uuid> = match form.filled("ta-inn") {
        Some("valgte") | None => form
            .all("medlem")
            .filter_map(|id| id.parse().ok())
            .collect(),
        Some(one) => one.parse().into_iter().collect(),
    };
    let mut typed = Typed {
        field: key.to_owned(),
        chosen: chosen.iter().copied().collect(),
        ..Typed::default()
    };
    let chosen = typed.chosen.iter().copied().collect();
    let by = visit.access.link.id;
    match merge::take_in(&app, visit.desk.id, by, field, base, chosen).await {
        Ok(Taken::In { .. }) => {
            let path = format!("/medlemmer/raad/{}#{key}", part_key(part.advice));
            Ok(see_other(&visit.path(&path)))
        }
        Ok(Taken::Overtaken { .. }) => {
            typed.overtaken = true;
            page(&visit, &req, typed, StatusCode::CONFLICT).await
        }
        Err(error) if error.problem == Problem::Invalid => {
            typed.faults = error.fields;
            page(&visit, &req, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

async fn page(
    visit: &AtDesk,
    req: &HttpRequest,
    typed: Typed,
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let lang = visit.lang;
    let key = in_path(req, "key");
    let part = merge::part(&visit.consultation, key)?;
    let said = merge::inputs(&visit.app, visit.desk.id, &part).await?;
    let heard = umbrella::heard(&visit.app, visit.desk.id).await?;
    let heard = heard.unwrap_or_default();
    let name = name(lang, &part);
    let n = heard.on(part.advice, part.fields.iter().copied());
    let without: Vec<&str> = said
        .iter()
        .filter(|input| input.field_id.is_none())
        .map(|input| input.name.as_str())
        .collect();
    let fault = typed.faults.first().map(|fault| field_text(lang, fault));
    let errors = fault
        .iter()
        .map(|text| ErrorLink::field(&typed.field, text));
    let rest = format!("/medlemmer/raad/{key}");
    let title = lang.with1("members-input-title", "part", &name);
    let members = Crumb::to(visit.path("/medlemmer"), lang.t("members-title"));
    let may_write = visit.access.link.may_write_in(part_key(part.advice));
    // What stands there now, which is not what the page before showed when somebody saved meanwhile.
    let desk = crate::submissions::draft::read(&visit.app, visit.desk.id).await?;
    let fields = part.fields.iter().map(|field| {
        let state = desk.field(field);
        field_part(lang, field, &state, &said, &heard, &typed, fault.as_ref())
    });
    let fields = fields.filter(|f| !f.inputs.is_empty() || !f.counts.is_empty());
    let shown = InputPage {
        fields: fields.collect(),
        page: visit.page(&rest, title.clone()).errors(errors.collect()),
        crumbs: visit.crumbs(vec![members], &name),
        csrf: visit.access.csrf.clone(),
        action: visit.path(&rest),
        heading: title,
        count: lang.with1("members-said", "n", n),
        overtaken: typed.overtaken,
        without_comment: (!without.is_empty()).then(|| without.join(", ")),
        to_part: visit.path(&format!("/raad/{key}")),
        may_write,
    };
    Ok(render_with(status, &shown))
}

fn name(lang: Lang, part: &Part<'_>) -> String {
    match part.advice {
        Some(advice) => lang.with("svar-advice", &[("number", &advice.number)]),
        None => lang.t("svar-general"),
    }
}

fn field_part(
    lang: Lang,
    field: &Field,
    stands: &crate::submissions::desk::FieldState,
    said: &[Input],
    heard: &Heard,
    typed: &Typed,
    fault: Option<&String>,
) -> FieldPart {
    let here: Vec<&Input> = said
        .iter()
        .filter(|i| i.field_id == Some(field.id))
        .collect();
    let is_text = field.kind == FieldKind::Text;
    let own = match is_text {
        true => stands.text.clone(),
        false => stands.choice.as_ref().map(|key| label_of(lang, field, key)),
    };
    let surplus = stands.text.as_deref().map_or(0, text::count);
    let surplus = surplus.saturating_sub(field.limit as usize);
    let was_pressed = typed.field == field.key;
    FieldPart {
        key: field.key.clone(),
        label: field.label.get(lang).to_owned(),
        counts: match is_text {
            true => Vec::new(),
            false => counts(lang, field, &here),
        },
        inputs: here
            .iter()
            .filter(|_| is_text)
            .map(|input| InputRow {
                member: input.member_id,
                name: input.name.clone(),
                when: calendar::date_time(lang, input.at),
                late: input.late,
                taken_in: input.taken_in.map(|taken| match taken.changed_since {
                    true => ("warning", lang.t("members-changed-since-taken")),
                    false => ("success", lang.t("members-taken-in")),
                }),
                text: input.text.clone().unwrap_or_default(),
                chosen: was_pressed && typed.chosen.contains(&input.member_id),
            })
            .collect(),
        version: stands.version,
        sources: heard
            .said_sources(lang, field.id, stands.version)
            .filter(|_| own.is_some()),
        own,
        over: (surplus > 0).then(|| {
            lang.with1(
                "error-over-limit",
                "n",
                number(u64::try_from(surplus).unwrap_or(u64::MAX)),
            )
        }),
        fault: fault.filter(|_| was_pressed).cloned(),
    }
}

fn label_of(lang: Lang, field: &Field, key: &str) -> String {
    let choice = field.choices.iter().find(|choice| choice.key == key);
    choice
        .map_or(key, |choice| choice.label.get(lang))
        .to_owned()
}

/// Each choice that somebody made: its text, by how many, by whom.
fn counts(lang: Lang, field: &Field, here: &[&Input]) -> Vec<(String, String, String)> {
    let choices = field.choices.iter();
    let counts = choices.filter_map(|choice| {
        let by = here
            .iter()
            .filter(|i| i.choice.as_ref() == Some(&choice.key));
        let names: Vec<&str> = by.map(|input| input.name.as_str()).collect();
        let n = lang.with1("members-n", "n", names.len());
        (!names.is_empty()).then(|| (choice.label.get(lang).to_owned(), n, names.join(", ")))
    });
    counts.collect()
}
