//! Working copies: listed, begun, opened, read, thrown away, given as a file.

use super::view::{Found, WorkingCopyView};
use super::{as_seen, by};
use crate::app::App;
use crate::calendar;
use crate::error::{Error, FieldError, Problem};
use crate::idempotency::once;
use crate::programs::{NoBody, answer, claim, give, if_match_parameter, key_parameter, stored};
use crate::session::staff::StaffAccess;
use crate::setup::begin::{Typed, make, original};
use crate::setup::file::write;
use crate::setup::store;
use crate::setup::working_copy::{WorkingCopy, discard, open};
use crate::text::single_line;
use crate::web::conditions::etag;
use crate::web::in_path;
use crate::web::json::{self, Json};
use crate::web::openapi::{Link, Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A working copy in the list.
#[derive(Serialize, ToSchema)]
struct WorkingCopySummary {
    slug: String,
    title: String,
    reference: String,
    version: i64,
    /// It changes something that is published, or waits for its day.
    is_change: bool,
    approval_asked_by: Option<Uuid>,
    changed_by: Uuid,
    changed_at: DateTime<Utc>,
}

#[derive(Serialize, ToSchema)]
struct WorkingCopies {
    items: Vec<WorkingCopySummary>,
}

impl From<WorkingCopy> for WorkingCopySummary {
    fn from(copy: WorkingCopy) -> Self {
        Self {
            slug: copy.slug,
            title: copy.manuscript.title.nb,
            reference: copy.manuscript.reference,
            version: copy.version,
            is_change: copy.base_version.is_some(),
            approval_asked_by: copy.asked_by,
            changed_by: copy.changed_by,
            changed_at: copy.changed_at,
        }
    }
}

/// What a new working copy is begun from.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkingCopyBeginning {
    #[schema(min_length = 1, max_length = 500)]
    #[validate(length(min = 1, max = 500))]
    title: String,
    /// What it is; that of the original for a copy.
    #[serde(default, deserialize_with = "json::word_or_null")]
    kind: Option<BeginningKind>,
    /// The case reference as it is written, 24/13304.
    #[serde(default)]
    #[schema(max_length = 100)]
    #[validate(length(max = 100))]
    reference: Option<String>,
    /// Needed when the case has been on consultation before: whether this is its next round.
    #[serde(default)]
    same_case: Option<bool>,
    /// The name in addresses; made of the reference or the title when it is left out.
    #[serde(default)]
    #[schema(max_length = 100)]
    #[validate(length(max = 100))]
    slug: Option<String>,
    /// The consultation whose content is copied, without its dates, reference and history.
    #[serde(default)]
    #[schema(max_length = 100)]
    #[validate(length(max = 100))]
    copy_of: Option<String>,
}

#[derive(Deserialize, ToSchema, Clone, Copy)]
enum BeginningKind {
    #[serde(rename = "høring")]
    Hearing,
    #[serde(rename = "innspillsrunde")]
    InputRound,
}

/// Where a working copy that was begun is found.
#[derive(Serialize, ToSchema)]
struct BegunWorkingCopy {
    slug: String,
}

/// The import file that a working copy is.
#[derive(Serialize, ToSchema)]
struct ImportFile {
    file_name: String,
    /// TOML. Its documents are to be laid beside it, by their names.
    text: String,
}

pub fn list_doc() -> Operation {
    Operation {
        id: "listWorkingCopies",
        summary: "List what is being written",
        description: "The last changed first.",
        responses: vec![Response::of::<WorkingCopies>(200, "The working copies.")],
        links: &[Link {
            name: "first",
            operation: "readWorkingCopy",
            parameters: &[("slug", "$response.body#/items/0/slug")],
        }],
        ..Operation::default()
    }
}

pub async fn list(app: Data<App>) -> Result<HttpResponse, Error> {
    let copies = app.db.read(store::list).await?.into_iter();
    answer(&WorkingCopies {
        items: copies.map(WorkingCopySummary::from).collect(),
    })
}

pub fn begin_doc() -> Operation {
    Operation {
        id: "beginWorkingCopy",
        summary: "Begin a working copy",
        description: "From nothing, or as a copy of what is published. Owner and contact are those of the last consultation.",
        parameters: vec![key_parameter(true)],
        request: Some(schema_of::<WorkingCopyBeginning>()),
        responses: vec![
            Response::of::<BegunWorkingCopy>(201, "Begun.").headers(&["Location", "ETag"]),
        ],
        problems: &[Problem::IdempotencyKeyReused, Problem::InFlight],
        links: &[
            Link {
                name: "read",
                operation: "readWorkingCopy",
                parameters: &[("slug", "$response.body#/slug")],
            },
            Link {
                name: "check",
                operation: "checkWorkingCopy",
                parameters: &[("slug", "$response.body#/slug")],
            },
        ],
    }
}

impl From<WorkingCopyBeginning> for Typed {
    fn from(asked: WorkingCopyBeginning) -> Self {
        let line = |text: Option<String>| single_line(text.as_deref().unwrap_or_default());
        let kind = match asked.kind {
            Some(BeginningKind::InputRound) => "innspillsrunde",
            Some(BeginningKind::Hearing) | None => "høring",
        };
        let same_case = match asked.same_case {
            Some(true) => "ja",
            Some(false) => "nei",
            None => "",
        };
        Self {
            copy: line(asked.copy_of),
            title: single_line(&asked.title),
            kind: kind.to_owned(),
            reference: line(asked.reference),
            same_case: same_case.to_owned(),
            address: line(asked.slug),
            ..Self::default()
        }
    }
}

/// The controls of the page, where they stand in a body.
fn refused(typed: &Typed) -> Error {
    let at = |control: &str| match control {
        "tittel" => "/title",
        "referanse" => "/reference",
        "samme" => "/same_case",
        _ => "/slug",
    };
    let faults = typed.faults.iter();
    Error::invalid(
        faults
            .map(|(control, code)| FieldError::new(at(control), code))
            .collect(),
    )
}

pub async fn begin(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<WorkingCopyBeginning>,
) -> Result<HttpResponse, Error> {
    let claim = claim(&req, &staff, "beginWorkingCopy", "", &body.received)?;
    let typed = Typed::from(body.value);
    let copied = match typed.copy.as_str() {
        "" => None,
        slug => Some(
            original(&app, slug)
                .await
                .map_err(|error| match error.problem {
                    Problem::NotFound => {
                        Error::invalid(vec![FieldError::new("/copy_of", "error-value")])
                    }
                    _ => error,
                })?,
        ),
    };
    let by = by(&app, &staff);
    let today = calendar::oslo_date(by.at);
    let begin = move |conn: &mut _| {
        once(conn, Some(&claim), by.at, |conn| {
            let made = make(conn, typed.clone(), copied.clone(), today, by)?;
            let slug = made.map_err(|typed| refused(&typed))?;
            let made = store::find(conn, &slug)?;
            let made = made.ok_or_else(|| Error::internal("what was begun is not there"))?;
            let location = format!("/api/v1/staff/working-copies/{slug}");
            let headers = vec![("location", location), ("etag", etag(made.version))];
            Ok(stored(201, headers, &BegunWorkingCopy { slug }))
        })
    };
    give(app.db.write(begin).await?)
}

pub fn open_doc() -> Operation {
    Operation {
        id: "openWorkingCopy",
        summary: "Open what is published for change",
        description: "Or what waits for its day. What is open already stays as it is.",
        responses: vec![
            Response::of::<WorkingCopyView>(200, "The working copy.").headers(&["ETag"]),
        ],
        problems: &[Problem::Invalid],
        ..Operation::default()
    }
}

pub async fn open_published(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let (slug, by) = (in_path(&req, "slug").to_owned(), by(&app, &staff));
    app.db.write(move |conn| open(conn, &slug, by)).await?;
    Found::read(&app, in_path(&req, "slug"), &req)
        .await?
        .answer()
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readWorkingCopy",
        summary: "Read a working copy",
        responses: vec![
            Response::of::<WorkingCopyView>(200, "The working copy.").headers(&["ETag"]),
        ],
        ..Operation::default()
    }
}

pub async fn read(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    Found::read(&app, in_path(&req, "slug"), &req)
        .await?
        .answer()
}

pub fn discard_doc() -> Operation {
    Operation {
        id: "discardWorkingCopy",
        summary: "Throw a working copy away",
        description: "What is published stays.",
        parameters: vec![
            if_match_parameter("The working copy's ETag, as it was last seen.").required(),
        ],
        responses: vec![Response::empty(204, "It is gone.")],
        problems: &[
            Problem::Invalid,
            Problem::PreconditionRequired,
            Problem::PreconditionFailed,
        ],
        ..Operation::default()
    }
}

pub async fn throw_away(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let copy = as_seen(&app, &req).await?.copy;
    let (slug, seen, by) = (copy.slug, copy.version, by(&app, &staff));
    let gone = app
        .db
        .write(move |conn| discard(conn, &slug, seen, by))
        .await?;
    if gone {
        return Ok(HttpResponse::NoContent().finish());
    }
    let now = Found::read(&app, in_path(&req, "slug"), &req).await?;
    Err(now.overtaken())
}

pub fn file_doc() -> Operation {
    Operation {
        id: "readWorkingCopyFile",
        summary: "Read a working copy as an import file",
        responses: vec![Response::of::<ImportFile>(200, "The file.")],
        ..Operation::default()
    }
}

pub async fn file(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let found = Found::read(&app, in_path(&req, "slug"), &req).await?;
    answer(&ImportFile {
        file_name: format!("{}.toml", found.copy.slug),
        text: write(&found.copy.manuscript).text,
    })
}
