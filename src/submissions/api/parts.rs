//! Parts of an answer that several write: who holds each, who writes there now, who saved last.

use super::desk_and_consultation;
use crate::app::App;
use crate::colleagues::holders::{self, Holder};
use crate::colleagues::presence;
use crate::consultations::{Advice, Consultation, Field};
use crate::error::{Error, FieldError, Problem};
use crate::programs::{NoBody, answer};
use crate::session::guard::DeskAccess;
use crate::submissions::desk::{Desk, GENERAL, Mark, Marked};
use crate::submissions::together::{self, Together};
use crate::web::json::Json;
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// What colleagues do with a part.
#[derive(Serialize, ToSchema)]
struct PartTogether {
    /// The key of the råd, or `generelt`.
    part: String,
    /// Who writes it by agreement; null for nobody in particular. It keeps nobody from writing.
    holder: Option<HolderView>,
    /// Who is writing there now, whoever asks left out.
    writing: Vec<WriterView>,
    /// How many notes there are on it.
    notes: usize,
    /// The fields of it in which something has been saved.
    saved: Vec<SavedView>,
    /// What was said of the whole råd; null for nothing.
    mark: Option<MarkView>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = PartMark)]
struct MarkView {
    mark: MarkKind,
    set_at: DateTime<Utc>,
    /// Null for whoever coordinates the answer and has not told their name.
    set_by: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PartMarkKind)]
enum MarkKind {
    Ready,
    NoComment,
}

#[derive(Serialize, ToSchema)]
#[schema(as = PartHolder)]
struct HolderView {
    /// Somebody who was asked to take part; null for whoever coordinates the answer.
    contributor: Option<Uuid>,
    /// Null for whoever coordinates the answer and has not told their name.
    name: Option<String>,
    /// It is whoever asks.
    me: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = PartWriter)]
struct WriterView {
    name: Option<String>,
    seen_at: DateTime<Utc>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = PartSaved)]
struct SavedView {
    field: String,
    version: i64,
    saved_at: Option<DateTime<Utc>>,
    saved_by: Option<String>,
}

/// Who shall write a part.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HolderInput {
    /// Somebody who was asked to take part; absent for whoever asks.
    #[serde(default)]
    contributor: Option<Uuid>,
}

fn fields_of<'c>(consultation: &'c Consultation, key: &str) -> Result<Vec<&'c Field>, Error> {
    if !consultation.has_part_ever(key) {
        return Err(Problem::NotFound.into());
    }
    let fields = consultation.fields_ever_of(consultation.find_advice_ever(key));
    Ok(fields.collect())
}

/// The key of a part as the tables have it.
fn known<'a>(consultation: &'a Consultation, key: &str) -> Result<&'a str, Error> {
    fields_of(consultation, key)?;
    let advice = consultation.find_advice_ever(key);
    Ok(advice.map_or(GENERAL, |advice| &advice.key))
}

fn view(
    desk: &Desk,
    together: &Together,
    access: &DeskAccess,
    key: &str,
    fields: &[&Field],
    advice: Option<&Advice>,
) -> PartTogether {
    let name = |link| together.name(link).map(str::to_owned);
    let holder = |holder| HolderView {
        contributor: match holder {
            Holder::Contributor(id) => Some(id),
            Holder::Coordinator => None,
        },
        name: together.holder_name(holder).map(str::to_owned),
        me: holder == Holder::of(&access.link),
    };
    let writer = |(link, seen_at)| WriterView {
        name: name(link),
        seen_at,
    };
    let saved = |field: &&Field| {
        let state = desk.field(field);
        (state.version > 0).then(|| SavedView {
            field: field.key.clone(),
            version: state.version,
            saved_at: state.saved_at,
            saved_by: state.by.and_then(name),
        })
    };
    let mark = |marked: &Marked| MarkView {
        mark: match marked.mark {
            Mark::Ready => MarkKind::Ready,
            Mark::NoComment { .. } => MarkKind::NoComment,
        },
        set_at: marked.at,
        set_by: marked.by.and_then(name),
    };
    let writing = together.writing(desk, key, fields.iter().copied(), access.link.id);
    PartTogether {
        part: key.to_owned(),
        holder: together.holder(key).map(holder),
        writing: writing.into_iter().map(writer).collect(),
        notes: together.notes(Some(key)),
        saved: fields.iter().filter_map(saved).collect(),
        mark: advice.and_then(|a| desk.marks.get(&a.id)).map(mark),
    }
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readPart",
        summary: "Read what colleagues do with a part",
        description: "Who writes it, who is writing there now, who saved last, and who marked it. The texts are in the fields.",
        responses: vec![Response::of::<PartTogether>(200, "What they do.")],
        ..Operation::default()
    }
}

pub async fn read(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, String)>,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let fields = fields_of(&consultation, &path.1)?;
    let together = together::read(&app, &desk).await?;
    let advice = consultation.find_advice_ever(&path.1);
    answer(&view(&desk, &together, &access, &path.1, &fields, advice))
}

pub fn hold_doc() -> Operation {
    Operation {
        id: "setHolder",
        summary: "Say who writes a part",
        description: "For colleagues to see: everybody who may write there can write all the same.",
        request: Some(schema_of::<HolderInput>()),
        responses: vec![Response::empty(204, "They hold it now.")],
        ..Operation::default()
    }
}

pub async fn hold(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, String)>,
    body: Json<HolderInput>,
) -> Result<HttpResponse, Error> {
    let wanted = body.value.contributor.map(Holder::Contributor);
    let holder = wanted.unwrap_or_else(|| Holder::of(&access.link));
    let held = set(&app, &access, &path.1, Some(holder)).await;
    held.map_err(|error| match (error.problem, wanted) {
        // The part was found: it is the colleague that there is none of.
        (Problem::Invalid, Some(_)) => {
            Error::invalid(vec![FieldError::new("/contributor", "error-not-offered")])
        }
        _ => error,
    })?;
    Ok(HttpResponse::NoContent().finish())
}

pub fn let_go_doc() -> Operation {
    Operation {
        id: "removeHolder",
        summary: "Nobody in particular writes a part",
        responses: vec![Response::empty(204, "Nobody holds it now.")],
        problems: &[Problem::Invalid],
        ..Operation::default()
    }
}

pub async fn let_go(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, String)>,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    set(&app, &access, &path.1, None).await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn set(
    app: &App,
    access: &DeskAccess,
    key: &str,
    holder: Option<Holder>,
) -> Result<(), Error> {
    let (desk, consultation) = desk_and_consultation(app, access).await?;
    let part = known(&consultation, key)?;
    access.write_in(part)?;
    holders::hold(app, desk.id, part, holder).await
}

pub fn announce_doc() -> Operation {
    Operation {
        id: "announcePresence",
        summary: "Say that one is writing in a part",
        description: "Colleagues see it for a minute. It keeps nobody from writing; say it again every 20 seconds while it is so.",
        responses: vec![Response::empty(204, "They see it.")],
        problems: &[Problem::Invalid],
        ..Operation::default()
    }
}

pub async fn announce(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, String)>,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let part = known(&consultation, &path.1)?;
    access.write_in(part)?;
    presence::announce(&app, desk.id, access.link.id, part).await?;
    Ok(HttpResponse::NoContent().finish())
}
