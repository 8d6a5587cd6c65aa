//! The files that go with an answer: each sent as it is, with its name in the address.

use super::claim;
use crate::app::App;
use crate::attachments::pages::download;
use crate::attachments::{Attachment, MEDIA_TYPES, Scan};
use crate::error::{Error, Problem};
use crate::programs::{NoBody, answer, give, key_parameter, stored};
use crate::session::guard::DeskAccess;
use crate::submissions::attach::{self, Added};
use crate::submissions::receipt::hex;
use crate::web::body::{Received, received_as};
use crate::web::json;
use crate::web::openapi::{Link, Operation, Parameter, Response, bytes_as};
use crate::web::query::Query;
use crate::web::upload::Uploads;
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

/// A file that goes with an answer.
#[derive(Serialize, ToSchema)]
#[schema(as = Attachment)]
pub struct AttachmentView {
    id: Uuid,
    /// As it is given out: what could make it show, or open, as something else is taken out of what its sender called it.
    name: String,
    /// Known by what is in it.
    media_type: &'static str,
    size: i64,
    /// In hex.
    sha256: String,
    added_at: DateTime<Utc>,
    scan: ScanView,
}

/// What the search for malware has come to. What is `waiting` or `infected` is sent, and given out to nobody.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Scan)]
enum ScanView {
    Unasked,
    Waiting,
    Clean,
    Infected,
}

impl From<&Attachment> for AttachmentView {
    fn from(one: &Attachment) -> Self {
        Self {
            id: one.id,
            name: one.name.clone(),
            media_type: one.kind.media_type(),
            size: one.size,
            sha256: hex(&one.sha256),
            added_at: one.added_at,
            scan: match one.scan {
                Scan::Unasked => ScanView::Unasked,
                Scan::Waiting => ScanView::Waiting,
                Scan::Clean => ScanView::Clean,
                Scan::Infected => ScanView::Infected,
            },
        }
    }
}

/// In the order in which they came.
#[derive(Serialize, ToSchema)]
struct Attachments {
    items: Vec<AttachmentView>,
    /// Taken away, and can be put back for some days.
    removed: Vec<AttachmentView>,
}

pub fn list_doc() -> Operation {
    Operation {
        id: "listAttachments",
        summary: "List the files that go with an answer",
        responses: vec![Response::of::<Attachments>(200, "The files.")],
        links: &[Link {
            name: "first",
            operation: "readAttachment",
            parameters: &[
                ("desk", "$request.path.desk"),
                ("attachment", "$response.body#/items/0/id"),
            ],
        }],
        ..Operation::default()
    }
}

pub async fn list(app: Data<App>, access: DeskAccess) -> Result<HttpResponse, Error> {
    let all = attach::all(&app, access.desk_id()).await?;
    let views = |removed: bool| {
        let some = all.iter().filter(|one| one.removed_at.is_some() == removed);
        some.map(AttachmentView::from).collect()
    };
    answer(&Attachments {
        items: views(false),
        removed: views(true),
    })
}

const LONGEST_NAME: usize = 200;
/// Whatever it is called: what it is is seen.
const ANY: &str = "application/octet-stream";

pub fn add_doc() -> Operation {
    let name = json!({ "type": "string", "minLength": 1, "maxLength": LONGEST_NAME, "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]+$" });
    Operation {
        id: "addAttachment",
        summary: "Add a file to an answer",
        description: "PDF, DOCX, ODT, text (UTF-8), PNG or JPEG, known by what is in it, at most 25 MiB; 100 MiB and 50 files \
                      for one answer. Encrypted files, macros, archives that unpack to very much and pictures of more than \
                      50 megapixels are refused. The same file under the same name again is the one that is there.",
        parameters: vec![
            key_parameter(true),
            Parameter::query("name", "What the file is called.", name).required(),
        ],
        request: Some(bytes_as(ANY)),
        responses: vec![
            Response::of::<AttachmentView>(201, "It goes with the answer.").headers(&["Location"]),
        ],
        problems: &[
            Problem::Locked,
            Problem::TooLarge,
            Problem::RequestTimeout,
            Problem::TooMany,
            Problem::IdempotencyKeyReused,
            Problem::InFlight,
        ],
        links: &[
            Link {
                name: "read",
                operation: "readAttachment",
                parameters: &[
                    ("desk", "$request.path.desk"),
                    ("attachment", "$response.body#/id"),
                ],
            },
            Link {
                name: "remove",
                operation: "removeAttachment",
                parameters: &[
                    ("desk", "$request.path.desk"),
                    ("attachment", "$response.body#/id"),
                ],
            },
        ],
    }
}

pub async fn add(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    query: Query,
    files: Uploads,
) -> Result<HttpResponse, Error> {
    access.write_everywhere()?;
    let named = |text: &str| {
        let fits = (1..=LONGEST_NAME).contains(&text.chars().count());
        fits.then(|| text.to_owned())
    };
    let name = query.require("name", named)?;
    let received = received_as(&req, ANY)?;
    let file = files.0.first().ok_or(Problem::MalformedRequest)?;
    // What was asked: this file under this name.
    let asked = Received {
        bytes: Bytes::from([file.sha256.as_slice(), name.as_bytes()].concat()),
        ..received
    };
    let desk = access.desk_id();
    let claim = claim(&req, &asked, Some(desk), "addAttachment", desk)?;
    let done = |one: &Attachment| {
        let location = format!("/api/v1/drafts/{}/attachments/{}", one.desk_id, one.id);
        stored(
            201,
            vec![("location", location)],
            &AttachmentView::from(one),
        )
    };
    let added = Added {
        file,
        name: &name,
        at: "",
    };
    let added = attach::add(&app, &access.link, added, claim, done).await;
    give(added.map_err(json::of_whole)?)
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readAttachment",
        summary: "Get a file that goes with an answer",
        description: "As it was added; also one that was taken away after it had been sent.",
        responses: vec![Response::file(MEDIA_TYPES, "The file.")],
        problems: &[Problem::HeldBack, Problem::FileLost],
        ..Operation::default()
    }
}

pub async fn read(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, Error> {
    let one = attach::one(&app, access.desk_id(), path.1).await?;
    download(&app, &one).await
}

pub fn remove_doc() -> Operation {
    Operation {
        id: "removeAttachment",
        summary: "Take a file away from an answer",
        description: "It is not sent from then on; what was sent with it keeps it. One that is away stays so.",
        responses: vec![Response::empty(204, "It is taken away.")],
        problems: &[Problem::Locked, Problem::Invalid],
        ..Operation::default()
    }
}

pub async fn remove(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, Uuid)>,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    access.write_everywhere()?;
    attach::remove(&app, &access.link, path.1).await?;
    Ok(HttpResponse::NoContent().finish())
}

pub fn restore_doc() -> Operation {
    Operation {
        id: "restoreAttachment",
        summary: "Put a file back that was taken away",
        description: "For some days after it was taken away. One that is there stays so, and where the same file was added anew under the same \
                      name, that one goes with the answer alone.",
        responses: vec![Response::empty(204, "It goes with the answer again.")],
        problems: &[Problem::Locked, Problem::Invalid],
        ..Operation::default()
    }
}

pub async fn restore(
    app: Data<App>,
    access: DeskAccess,
    path: Path<(Uuid, Uuid)>,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    access.write_everywhere()?;
    let done = attach::put_back(&app, &access.link, path.1).await;
    done.map_err(json::of_whole)?;
    Ok(HttpResponse::NoContent().finish())
}
