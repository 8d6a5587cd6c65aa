//! Files in the bodies of programs, and the documents of a working copy that come so.

use super::view::WorkingCopyView;
use super::{CHANGE_PROBLEMS, as_seen, saved};
use crate::app::App;
use crate::error::{Error, FieldError};
use crate::programs::if_match_parameter;
use crate::session::staff::StaffAccess;
use crate::setup::documents::keep;
use crate::text::single_line;
use crate::web::json::{self, Json};
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

/// A document to be added.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDocument {
    /// With its extension; another document's name gets a number.
    #[schema(min_length = 1, max_length = 200)]
    #[validate(length(min = 1, max = 200))]
    file_name: String,
    /// The bytes: a PDF, DOCX, ODT, XLSX or TXT that is what its name says.
    #[schema(content_encoding = "base64")]
    content: String,
    #[serde(default, deserialize_with = "json::word_or_null")]
    kind: Option<NewDocumentKind>,
    #[serde(default, deserialize_with = "json::word_or_null")]
    language: Option<NewDocumentLanguage>,
    /// As readers see it; made of the name when it is left out.
    #[serde(default)]
    #[schema(max_length = 500)]
    #[validate(length(max = 500))]
    title: Option<String>,
}

#[derive(Deserialize, ToSchema, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum NewDocumentKind {
    Letter,
    Draft,
    Paper,
}

#[derive(Deserialize, ToSchema, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum NewDocumentLanguage {
    Nb,
    Nn,
}

/// The bytes of a file in a body.
pub fn decoded(content: &str) -> Result<Vec<u8>, Error> {
    let bytes = BASE64_STANDARD.decode(content);
    bytes.map_err(|_| Error::invalid(vec![FieldError::new("/content", "error-value")]))
}

pub fn add_doc() -> Operation {
    Operation {
        id: "addDocument",
        summary: "Add a document to a working copy",
        description: "Nobody can fetch it before it is published. It stands last; how documents stand, what they are called and \
                      which are left out is written with the content.",
        parameters: vec![
            if_match_parameter("The working copy's ETag, as it was last seen.").required(),
        ],
        request: Some(schema_of::<NewDocument>()),
        responses: vec![
            Response::of::<WorkingCopyView>(200, "The working copy as it is now.")
                .headers(&["ETag"]),
        ],
        problems: CHANGE_PROBLEMS,
        ..Operation::default()
    }
}

pub async fn add(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<NewDocument>,
) -> Result<HttpResponse, Error> {
    let copy = as_seen(&app, &req).await?.copy;
    let asked = body.value;
    let bytes = decoded(&asked.content)?;
    let mut new = copy.manuscript;
    let kept = keep(
        &app,
        (&asked.file_name, bytes),
        &new.documents,
        app.clock.now(),
    )
    .await?;
    let mut document =
        kept.map_err(|code| Error::invalid(vec![FieldError::new("/content", code)]))?;
    if let Some(kind) = asked.kind {
        document.kind = match kind {
            NewDocumentKind::Letter => "letter",
            NewDocumentKind::Draft => "draft",
            NewDocumentKind::Paper => "paper",
        }
        .to_owned();
    }
    if let Some(NewDocumentLanguage::Nn) = asked.language {
        document.language = "nn".to_owned();
    }
    if let Some(title) = &asked.title {
        document.title = single_line(title);
    }
    new.documents.push(document);
    saved(&app, &staff, &req, copy.version, new).await
}
