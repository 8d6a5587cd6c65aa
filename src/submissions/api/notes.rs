//! Notes between those who write an answer together. They are never sent, and no program of staff reads them.

use super::{claim, desk_and_consultation};
use crate::app::App;
use crate::colleagues::notes::{self, Note};
use crate::error::{Error, FieldError, Problem};
use crate::programs::{NoBody, answer, give, key_parameter, stored};
use crate::session::guard::DeskAccess;
use crate::submissions::together::{self, Together};
use crate::web::json::{self, Json};
use crate::web::openapi::{Link, Operation, Response, schema_of};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A note to colleagues.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteInput {
    /// At most 2,000 characters.
    #[schema(min_length = 1, max_length = 2000)]
    #[validate(length(max = 2000))]
    text: String,
    /// The key of a råd, or `generelt` for the general comments; absent for the whole answer.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 100)]
    #[validate(length(max = 100))]
    part: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Note)]
struct NoteView {
    id: Uuid,
    /// The key of a råd, or `generelt`; null for the whole answer.
    part: Option<String>,
    text: String,
    /// Null for whoever coordinates the answer and has not told their name.
    written_by: Option<String>,
    written_at: DateTime<Utc>,
}

/// The oldest first; at most 500.
#[derive(Serialize, ToSchema)]
struct Notes {
    items: Vec<NoteView>,
}

/// A note that was written.
#[derive(Serialize, ToSchema)]
struct WrittenNote {
    id: Uuid,
}

impl NoteView {
    fn of(note: Note, together: &Together) -> Self {
        Self {
            id: note.id,
            written_by: together.name(note.by).map(str::to_owned),
            part: note.part,
            text: note.text,
            written_at: note.at,
        }
    }
}

pub fn list_doc() -> Operation {
    Operation {
        id: "listNotes",
        summary: "List the notes between colleagues",
        description: "Of every part and of the whole answer.",
        responses: vec![Response::of::<Notes>(200, "The notes.")],
        links: &[Link {
            name: "first",
            operation: "readNote",
            parameters: &[
                ("desk", "$request.path.desk"),
                ("note", "$response.body#/items/0/id"),
            ],
        }],
        ..Operation::default()
    }
}

pub async fn list(app: Data<App>, access: DeskAccess) -> Result<HttpResponse, Error> {
    let (desk, _) = desk_and_consultation(&app, &access).await?;
    let together = together::read(&app, &desk).await?;
    let all = notes::all(&app, desk.id).await?.into_iter();
    answer(&Notes {
        items: all.map(|note| NoteView::of(note, &together)).collect(),
    })
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readNote",
        summary: "Read a note",
        responses: vec![Response::of::<NoteView>(200, "The note.")],
        ..Operation::default()
    }
}

pub async fn read(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, Error> {
    let (desk, _) = desk_and_consultation(&app, &access).await?;
    let found = notes::find(&app, desk.id, path.1).await?;
    let note = found.ok_or_else(|| Error::new(Problem::NotFound))?;
    let together = together::read(&app, &desk).await?;
    answer(&NoteView::of(note, &together))
}

pub fn write_doc() -> Operation {
    Operation {
        id: "writeNote",
        summary: "Write a note to colleagues",
        description: "Seen by everybody who has a link to the answer, and never sent.",
        parameters: vec![key_parameter(true)],
        request: Some(schema_of::<NoteInput>()),
        responses: vec![Response::of::<WrittenNote>(201, "It is written.").headers(&["Location"])],
        problems: &[Problem::IdempotencyKeyReused, Problem::InFlight],
        links: &[Link {
            name: "remove",
            operation: "removeNote",
            parameters: &[
                ("desk", "$request.path.desk"),
                ("note", "$response.body#/id"),
            ],
        }],
    }
}

pub async fn write(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    body: Json<NoteInput>,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let NoteInput { text, part } = body.value;
    let mut faults = Vec::new();
    if let Some(part) = &part
        && !consultation.has_part_ever(part)
    {
        faults.push(FieldError::new("/part", "error-not-offered"));
    }
    let text = notes::checked(&text, "/text").map_err(|fault| faults.push(fault));
    let Ok(text) = text else {
        return Err(Error::invalid(faults));
    };
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let claim = claim(&req, &body.received, Some(desk.id), "writeNote", desk.id)?;
    let done = |note: &Note| {
        let location = format!("/api/v1/drafts/{}/notes/{}", note.desk_id, note.id);
        stored(
            201,
            vec![("location", location)],
            &WrittenNote { id: note.id },
        )
    };
    let written = notes::write(&app, &access.link, part.as_deref(), text, claim, done).await;
    give(written.map_err(|error| json::in_members(error, &[("notat", "text")]))?)
}

pub fn remove_doc() -> Operation {
    Operation {
        id: "removeNote",
        summary: "Take away a note of one's own",
        responses: vec![Response::empty(204, "It is gone.")],
        problems: &[Problem::Invalid],
        ..Operation::default()
    }
}

pub async fn remove(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, Uuid)>,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    notes::take_away(&app, &access.link, path.1).await?;
    Ok(HttpResponse::NoContent().finish())
}
