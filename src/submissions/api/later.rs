//! After an answer was sent: what stands otherwise than it was sent, and taking it back.

use super::desk_and_consultation;
use crate::app::App;
use crate::attachments::Named;
use crate::error::{Error, Problem};
use crate::programs::answer;
use crate::session::guard::DeskAccess;
use crate::submissions::compare::{Change, compare};
use crate::submissions::endorsement::Endorsed;
use crate::submissions::submit;
use crate::submissions::withdraw;
use crate::web::json::{self, Json};
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// Why the answer is taken back.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalInput {
    #[schema(min_length = 1, max_length = 2000)]
    #[validate(length(max = 2000))]
    reason: String,
    /// The last version that was sent when this was decided: one that was sent since is not taken back unseen.
    #[serde(default)]
    #[schema(minimum = 1)]
    version: Option<i32>,
}

/// What stands otherwise in the draft than it was sent last.
#[derive(Serialize, ToSchema)]
#[schema(as = DraftChanges)]
struct ChangesView {
    /// The version that was sent last.
    version: i32,
    fields: Vec<ChangedField>,
    /// Keys of the råd that are without comment now and were not, or the other way.
    no_comment: Vec<ChangedMark>,
    supports: Vec<ChangedSupport>,
    attachments: Vec<ChangedFile>,
}

#[derive(Serialize, ToSchema)]
struct ChangedField {
    field: String,
    /// The text, or the key of the choice.
    sent: Option<String>,
    stands: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct ChangedMark {
    advice: String,
    no_comment: bool,
}

/// Support of another answer that was sent and stands no more, or the other way.
#[derive(Serialize, ToSchema)]
struct ChangedSupport {
    /// The råd's key; null for the whole answer.
    advice: Option<String>,
    number: String,
    /// The version that was read.
    version: i32,
    stands: bool,
}

/// A file that was sent with it and goes with it no more, or the other way.
#[derive(Serialize, ToSchema)]
struct ChangedFile {
    name: String,
    /// In hex.
    sha256: String,
    stands: bool,
}

impl ChangedFile {
    fn of(one: Named, stands: bool) -> Self {
        Self {
            name: one.name,
            sha256: one.sha256,
            stands,
        }
    }
}

impl ChangedSupport {
    fn of(one: Endorsed, stands: bool) -> Self {
        Self {
            advice: one.advice,
            number: one.number,
            version: one.version,
            stands,
        }
    }
}

pub fn changes_doc() -> Operation {
    Operation {
        id: "readChanges",
        summary: "Read what has changed since the answer was sent",
        responses: vec![Response::of::<ChangesView>(200, "Field by field.")],
        ..Operation::default()
    }
}

pub async fn changes(app: Data<App>, access: DeskAccess) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let versions = submit::sent_versions(&app, desk.id).await?;
    let last = versions.last().ok_or(Problem::NotFound)?;
    let content = desk.content(&consultation);
    let mut view = ChangesView {
        version: last.no,
        fields: Vec::new(),
        no_comment: Vec::new(),
        supports: Vec::new(),
        attachments: Vec::new(),
    };
    for part in compare(&consultation, &last.into(), &(&content).into()) {
        for change in part.changes {
            match (change, &part.advice) {
                (Change::Said { field, old, new }, _) => view.fields.push(ChangedField {
                    field: field.key,
                    sent: old,
                    stands: new,
                }),
                (Change::NoComment(no_comment), Some(advice)) => {
                    view.no_comment.push(ChangedMark {
                        advice: advice.key.clone(),
                        no_comment,
                    });
                }
                (Change::NoComment(_), None) => {}
                (Change::Attached { old, new }, _) => {
                    let gone = old.into_iter().map(|one| ChangedFile::of(one, false));
                    let new = new.into_iter().map(|one| ChangedFile::of(one, true));
                    view.attachments.extend(gone.chain(new));
                }
                (Change::Endorsed { old, new }, _) => {
                    let gone = old.into_iter().map(|one| ChangedSupport::of(one, false));
                    let new = new.into_iter().map(|one| ChangedSupport::of(one, true));
                    view.supports.extend(gone.chain(new));
                }
            }
        }
    }
    answer(&view)
}

pub fn withdraw_doc() -> Operation {
    Operation {
        id: "withdrawAnswer",
        summary: "Take an answer back",
        description: "It keeps its number and its receipts, and counts no more. Sent anew it counts by when it comes. One \
                      that is taken back already stays so. Not found before it has a number.",
        request: Some(schema_of::<WithdrawalInput>()),
        responses: vec![Response::empty(204, "It is taken back.")],
        problems: &[Problem::NotOpen, Problem::PreconditionFailed],
        ..Operation::default()
    }
}

pub async fn withdraw(
    app: Data<App>,
    access: DeskAccess,
    body: Json<WithdrawalInput>,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let (told, actor) = (&body.value, access.actor());
    let (reason, seen) = (&told.reason, told.version);
    withdraw::withdraw(&app, &consultation, desk.id, actor, reason, seen)
        .await
        .map_err(json::in_body)?;
    Ok(HttpResponse::NoContent().finish())
}
