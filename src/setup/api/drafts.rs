//! The draft of a proposal in Word or Markdown: read to chapters and råd, looked over by whoever asks, taken in.

use super::documents::decoded;
use super::view::{Found, WorkingCopyView};
use super::{CHANGE_PROBLEMS, as_seen, saved};
use crate::app::App;
use crate::error::{Error, FieldError};
use crate::programs::{answer, if_match_parameter};
use crate::session::staff::StaffAccess;
use crate::setup::draft::{Before, Draft, Remarks, blocks, look_over};
use crate::setup::draft_file;
use crate::web::in_path;
use crate::web::json::Json;
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// A draft as it is given: a file, or its text.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftGiven {
    /// Markdown; in the place of a file.
    #[serde(default)]
    text: Option<String>,
    /// The file's name: it ends in .docx, .md, .markdown or .txt.
    #[serde(default)]
    #[schema(max_length = 200)]
    #[validate(length(max = 200))]
    file_name: Option<String>,
    /// The file's bytes.
    #[serde(default)]
    #[schema(content_encoding = "base64")]
    content: Option<String>,
}

/// What was found in a draft.
#[derive(Serialize, ToSchema)]
struct DraftFound {
    chapters: Vec<FoundChapter>,
    /// All of it in the form that is taken in: `#` before a chapter, `##` before a råd, `###` before its parts.
    text: String,
    remarks: DraftRemarks,
}

#[derive(Serialize, ToSchema)]
struct FoundChapter {
    title: String,
    /// The titles of its råd.
    advice: Vec<String>,
}

/// What should be known of the file, counted.
#[derive(Serialize, ToSchema)]
struct DraftRemarks {
    /// Insertions and deletions that nobody has accepted or rejected.
    tracked_changes: usize,
    comments: usize,
    images: usize,
    images_without_alternative: usize,
    footnotes: usize,
    /// Of which only the text of the cells is read.
    tables: usize,
    /// Headings that are more than one level below the one before.
    skipped_levels: usize,
    /// Råd, or chapters, that have the same number as another.
    same_number: usize,
    /// Råd that get another number than the file says.
    renumbered: usize,
    /// Hidden texts, which are left out.
    hidden: usize,
    /// Texts that are struck through, taken along as any other.
    struck_through: usize,
    /// Texts above or below the line that cannot be written so, taken along on the line.
    raised_or_lowered: usize,
    /// Equations with more to them than their text, of which only that is read.
    equations: usize,
    /// Where bold and italics are lost.
    emphasis: usize,
    /// Links of which only the text is read.
    links: usize,
    /// Signs of a font of their own, which cannot be read: each is «�».
    symbols: usize,
    /// A table of contents is left out.
    contents_left_out: bool,
}

impl From<Remarks> for DraftRemarks {
    fn from(said: Remarks) -> Self {
        Self {
            tracked_changes: said.tracked,
            comments: said.comments,
            images: said.images,
            images_without_alternative: said.images_without_alt,
            footnotes: said.footnotes,
            tables: said.tables,
            skipped_levels: said.skipped_levels,
            same_number: said.same_number,
            renumbered: said.renumbered,
            hidden: said.hidden,
            struck_through: said.struck,
            raised_or_lowered: said.raised,
            equations: said.equations,
            emphasis: said.emphasis,
            links: said.links,
            symbols: said.symbols,
            contents_left_out: said.contents > 0,
        }
    }
}

/// A draft in its own form.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftText {
    /// `#` before a chapter, `##` before a råd, `###` before its parts: a råd is divided and put together by its headings.
    #[schema(min_length = 1)]
    #[validate(length(min = 1))]
    text: String,
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readDraftFile",
        summary: "Read the draft of a proposal",
        description: "Chapters and råd as the headings of a Word or Markdown file suggest. Nothing is kept: look it over, mend the \
                      text, and take it in.",
        request: Some(schema_of::<DraftGiven>()),
        responses: vec![Response::of::<DraftFound>(200, "What was found.")],
        ..Operation::default()
    }
}

fn wrong(at: &str, code: &'static str) -> Error {
    Error::invalid(vec![FieldError::new(at, code)])
}

pub async fn read(
    app: Data<App>,
    req: HttpRequest,
    body: Json<DraftGiven>,
) -> Result<HttpResponse, Error> {
    let found = Found::read(&app, in_path(&req, "slug"), &req).await?;
    let (at, (blocks, said)) = match body.value {
        DraftGiven {
            text: Some(text),
            file_name: None,
            content: None,
        } => ("/text", (blocks(&text), Remarks::default())),
        DraftGiven {
            text: None,
            file_name: Some(name),
            content: Some(content),
        } => {
            let read = draft_file::read(&name, &decoded(&content)?);
            ("/content", read.map_err(|code| wrong("/content", code))?)
        }
        _ => return Err(wrong("", "setup-draft-empty")),
    };
    if blocks.is_empty() {
        return Err(wrong(at, "setup-draft-empty"));
    }
    let (draft, said) = look_over(blocks, said, Before::of(&found.copy.manuscript));
    let chapters = draft.chapters.iter().map(|chapter| FoundChapter {
        title: chapter.title.clone(),
        advice: chapter.advice.iter().map(|a| a.title.clone()).collect(),
    });
    answer(&DraftFound {
        chapters: chapters.collect(),
        text: draft.text(),
        remarks: said.into(),
    })
}

pub fn take_in_doc() -> Operation {
    Operation {
        id: "takeInDraft",
        summary: "Take a draft into a working copy",
        description: "Its chapters and råd come after those that are there, each råd with the usual fields.",
        parameters: vec![
            if_match_parameter("The working copy's ETag, as it was last seen.").required(),
        ],
        request: Some(schema_of::<DraftText>()),
        responses: vec![
            Response::of::<WorkingCopyView>(200, "The working copy as it is now.")
                .headers(&["ETag"]),
        ],
        problems: CHANGE_PROBLEMS,
        ..Operation::default()
    }
}

pub async fn take_in(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<DraftText>,
) -> Result<HttpResponse, Error> {
    let copy = as_seen(&app, &req).await?.copy;
    let mut new = copy.manuscript;
    Draft::parse(&body.value.text).add_to(&mut new);
    if new.chapters.is_empty() {
        return Err(wrong("/text", "setup-draft-empty"));
    }
    saved(&app, &staff, &req, copy.version, new).await
}
