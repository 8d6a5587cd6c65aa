//! A Word file that comes back: read, looked over, taken in.

use crate::app::App;
use crate::consultations::Consultation;
use crate::error::{Error, FieldError, Problem};
use crate::idempotency::Claim;
use crate::programs::{answer, key_parameter, stored};
use crate::session::guard::DeskAccess;
use crate::submissions::desk::Desk;
use crate::web::conditions::idempotency_key;
use crate::web::json::Json;
use crate::web::openapi::{Link, Operation, Response, schema_of};
use crate::word::bring::{Chosen, bring, find, key_of, standing, take_in};
use crate::word::compare::{Compared, State, compare, strayed};
use crate::word::place::Why;
use crate::word::slot::{Said, What};
use crate::word::store::Kept;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A Word file.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WordFile {
    #[schema(min_length = 1, max_length = 200)]
    #[validate(length(min = 1, max = 200))]
    file_name: String,
    /// The file's bytes.
    #[schema(content_encoding = "base64", min_length = 1)]
    #[validate(length(min = 1))]
    content: String,
}

/// What was read, until somebody takes it in; kept for a day.
#[derive(Serialize, ToSchema)]
struct WordReadingMade {
    id: Uuid,
}

/// What a file says, against what stands in the draft now.
#[derive(Serialize, ToSchema)]
struct WordReading {
    id: Uuid,
    file_name: String,
    read_at: DateTime<Utc>,
    /// Every field of the form, in its order.
    fields: Vec<WordFieldView>,
    /// What could not be placed.
    not_placed: Vec<NotPlacedView>,
    remarks: WordRemarks,
    /// The version of the proposal that the file was made with, where it says so.
    proposal_version: Option<i32>,
    /// It says that it was made for another consultation.
    of_another_consultation: bool,
}

#[derive(Serialize, ToSchema)]
struct WordFieldView {
    /// Names it when it is taken in.
    place: String,
    /// The field's key; that of the råd where it is about «ingen merknad».
    key: String,
    is_no_comment: bool,
    state: State,
    /// Of what stands: sent along when it is taken in.
    version: i64,
    /// What the file says, where that can be taken in: text, the key of a choice, or the mark.
    text: Option<String>,
    choice: Option<String>,
    no_comment: Option<bool>,
    /// What stands in the file and cannot be taken in.
    unfit: Option<String>,
    /// Characters over the field's limit: it can be kept, and must be shortened before it is sent.
    surplus: usize,
}

impl WordFieldView {
    fn of(one: &Compared<'_>, desk: &Desk) -> Self {
        let (text, choice, no_comment) = match one.brought.clone() {
            Some(Said::Text(text)) => (Some(text), None, None),
            Some(Said::Choice(choice)) => (None, choice, None),
            Some(Said::Mark(is_set)) => (None, None, Some(is_set)),
            None => (None, None, None),
        };
        Self {
            place: one.slot.bookmark(),
            key: key_of(&one.slot).to_owned(),
            is_no_comment: matches!(one.slot.what, What::NoComment(_)),
            state: one.state,
            version: one.slot.version(desk),
            text,
            choice,
            no_comment,
            unfit: one.unfit.clone(),
            surplus: one.surplus(),
        }
    }
}

#[derive(Serialize, ToSchema)]
struct NotPlacedView {
    /// The heading that it stands under.
    heading: String,
    /// Null for a field that is not asked any more.
    why: Option<Why>,
    text: String,
}

/// What should be known of how the file was read, counted.
#[derive(Serialize, ToSchema)]
struct WordRemarks {
    /// Insertions and deletions that nobody has accepted or rejected: read as accepted.
    tracked_changes: usize,
    comments: usize,
    images: usize,
    /// Hidden texts, which are left out.
    hidden: usize,
    /// Texts that are struck through, read as any other.
    struck_through: usize,
    /// Texts above or below the line that cannot be written so, read as any other.
    raised_or_lowered: usize,
    /// Equations that have more to them than their text, which is read.
    equations: usize,
    /// Rows of tables within a field, read as text.
    table_rows: usize,
    /// Characters of symbol fonts, which have no letter.
    symbols: usize,
    /// Files that were set into the text, which are not read.
    inserted_files: usize,
}

impl WordReading {
    fn of(kept: &Kept, desk: &Desk, consultation: &Consultation) -> Self {
        let compared = compare(consultation, desk, &kept.reading);
        let loose = kept.reading.loose.iter().map(|loose| NotPlacedView {
            heading: loose.under.clone(),
            why: Some(loose.why),
            text: loose.text.clone(),
        });
        let strayed = strayed(consultation, desk, &kept.reading).into_iter();
        let strayed = strayed.map(|(slot, text)| NotPlacedView {
            heading: key_of(&slot).to_owned(),
            why: None,
            text: text.to_owned(),
        });
        let said = kept.reading.remarks;
        Self {
            id: kept.id,
            file_name: kept.file_name.clone(),
            read_at: kept.at,
            fields: compared
                .iter()
                .map(|c| WordFieldView::of(c, desk))
                .collect(),
            not_placed: loose.chain(strayed).collect(),
            remarks: WordRemarks {
                tracked_changes: said.tracked,
                comments: said.comments,
                images: said.images,
                hidden: said.hidden,
                struck_through: said.struck,
                raised_or_lowered: said.raised,
                equations: said.equations,
                table_rows: said.tables,
                symbols: said.symbols,
                inserted_files: said.inserted,
            },
            proposal_version: kept.reading.version,
            of_another_consultation: kept.reading.is_of_another,
        }
    }
}

pub fn read_file_doc() -> Operation {
    Operation {
        id: "readWordFile",
        summary: "Read a Word file into a draft",
        description: "Nothing of the draft is changed: what the file says is kept for a day, is read by `readWordReading`, and \
                      taken in by `takeInWordReading`.",
        parameters: vec![key_parameter(true)],
        request: Some(schema_of::<WordFile>()),
        responses: vec![
            Response::of::<WordReadingMade>(201, "It was read.").headers(&["Location"]),
        ],
        problems: &[Problem::IdempotencyKeyReused, Problem::InFlight],
        links: &[Link {
            name: "reading",
            operation: "readWordReading",
            parameters: &[
                ("desk", "$request.path.desk"),
                ("reading", "$response.body#/id"),
            ],
        }],
    }
}

pub async fn read_file(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    body: Json<WordFile>,
) -> Result<HttpResponse, Error> {
    let desk = access.desk_id();
    let key = idempotency_key(&req, 1)?;
    let scope = format!("desk:{desk} readWordFile {}", access.link.id);
    let claim = key.map(|key| Claim::new(scope, key, &body.received.bytes));
    let WordFile { file_name, content } = body.value;
    let wrong = |code| Error::invalid(vec![FieldError::new("/content", code)]);
    let bytes = BASE64_STANDARD.decode(content);
    let bytes = bytes.map_err(|_| wrong("error-value"))?;
    let respond = move |kept: &Kept| {
        let location = format!("/api/v1/drafts/{desk}/word-readings/{}", kept.id);
        stored(
            201,
            vec![("location", location)],
            &WordReadingMade { id: kept.id },
        )
    };
    let read = bring(&app, &access, (&file_name, bytes), claim, respond).await;
    let read = read.map_err(|error| match (error.problem, error.fields.first()) {
        (Problem::Invalid, Some(fault)) => wrong(fault.code),
        _ => error,
    });
    crate::programs::give(read?)
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readWordReading",
        summary: "Read what a Word file says",
        description: "Against what stands in the draft now.",
        responses: vec![Response::of::<WordReading>(200, "Field by field.")],
        ..Operation::default()
    }
}

pub async fn read(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, Error> {
    let kept = find(&app, &access, path.1).await?;
    let (desk, consultation) = standing(&app, &access).await?;
    answer(&WordReading::of(&kept, &desk, &consultation))
}

/// What of a file is taken in.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WordTaking {
    #[schema(min_items = 1, max_items = 5000)]
    #[validate(length(min = 1, max = 5000), nested)]
    places: Vec<WordPlace>,
}

#[derive(Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WordPlace {
    /// As the reading names it.
    #[schema(max_length = 40)]
    #[validate(length(max = 40))]
    place: String,
    /// Of what stood there when the reading was read.
    #[schema(minimum = 0)]
    #[validate(range(min = 0))]
    version: i64,
}

/// What became of it.
#[derive(Serialize, ToSchema)]
struct WordTaken {
    /// The places where what the file says stands now.
    saved: Vec<String>,
    /// Those where somebody else saved meanwhile: theirs stands, and the text of the file is kept as a version beside it.
    overtaken: Vec<String>,
}

pub fn take_doc() -> Operation {
    Operation {
        id: "takeInWordReading",
        summary: "Take in what a Word file says",
        description: "The places named, each over the version that was seen: what a colleague saved meanwhile is not overwritten. \
                      The same again changes nothing.",
        request: Some(schema_of::<WordTaking>()),
        responses: vec![Response::of::<WordTaken>(200, "What became of each.")],
        problems: &[Problem::Locked],
        ..Operation::default()
    }
}

pub async fn take(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, Uuid)>,
    body: Json<WordTaking>,
) -> Result<HttpResponse, Error> {
    let kept = find(&app, &access, path.1).await?;
    let asked = body.value.places;
    let mut chosen: Vec<Chosen> = Vec::new();
    for (n, one) in asked.into_iter().enumerate() {
        if chosen.iter().any(|known| known.place == one.place) {
            let fault = FieldError::new(format!("/places/{n}"), "error-repeated");
            return Err(Error::invalid(vec![fault]));
        }
        chosen.push(Chosen {
            place: one.place,
            version: one.version,
        });
    }
    let taken = take_in(&app, &access, &kept, &chosen).await;
    let taken = taken.map_err(|mut error| {
        for fault in &mut error.fields {
            let at = chosen.iter().position(|one| one.place == fault.at);
            fault.at = at.map_or_else(String::new, |n| format!("/places/{n}/place"));
        }
        error
    })?;
    answer(&WordTaken {
        saved: taken.saved,
        overtaken: taken.overtaken,
    })
}
