//! Approval and lock: how an answer stands within the body that gives it, and each step that is taken.

use super::desk_and_consultation;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::programs::{NoBody, answer, if_match_parameter};
use crate::session::guard::DeskAccess;
use crate::submissions::approval::{self, Approval, DeskStep, Step, Taken, take_step};
use crate::submissions::lock::{self, Treatment};
use crate::web::conditions::{IfMatch, if_match_given};
use crate::web::json::{self, Json};
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// Who approves.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApprovalInput {
    /// One line.
    #[schema(min_length = 1, max_length = 200)]
    #[validate(length(min = 1, max = 200))]
    name: String,
    /// One line.
    #[schema(min_length = 1, max_length = 200)]
    #[validate(length(min = 1, max = 200))]
    role: String,
}

/// Where the answer is treated while its text is locked.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LockInput {
    /// The council, committee or board. One line.
    #[schema(min_length = 1, max_length = 200)]
    #[validate(length(min = 1, max = 200))]
    treated_in: String,
    /// When it meets.
    #[serde(default)]
    meets_on: Option<NaiveDate>,
}

/// How an answer stands within the body that gives it. It stops nobody from sending.
#[derive(Serialize, ToSchema)]
#[schema(as = DraftApproval)]
struct ApprovalView {
    #[schema(value_type = ApprovalStateView)]
    state: &'static str,
    /// The content is not what it was when that was said.
    changed_since: bool,
    /// While it is there no text, choice, mark or sender is changed.
    lock: Option<LockView>,
    /// What was done, the newest first.
    steps: Vec<StepView>,
}

/// `draft`: nobody has begun it, or it was opened again.
#[derive(ToSchema)]
#[schema(as = ApprovalState, rename_all = "snake_case")]
#[allow(dead_code, reason = "names the states for the OpenAPI document")]
enum ApprovalStateView {
    Draft,
    Ready,
    Approved,
}

#[derive(Serialize, ToSchema)]
#[schema(as = DraftLock)]
struct LockView {
    treated_in: Option<String>,
    meets_on: Option<NaiveDate>,
    /// The colleague who was asked to take part; null for whoever has the whole answer in their hands.
    locked_by: Option<String>,
    at: DateTime<Utc>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = DraftStep)]
struct StepView {
    #[schema(value_type = StepKindView)]
    step: &'static str,
    name: Option<String>,
    role: Option<String>,
    treated_in: Option<String>,
    meets_on: Option<NaiveDate>,
    at: DateTime<Utc>,
}

#[derive(ToSchema)]
#[schema(as = DraftStepKind, rename_all = "snake_case")]
#[allow(dead_code, reason = "names the steps for the OpenAPI document")]
enum StepKindView {
    Ready,
    Approved,
    Reopened,
    Locked,
    Unlocked,
}

impl From<&DeskStep> for StepView {
    fn from(step: &DeskStep) -> Self {
        Self {
            step: step.step.as_str(),
            name: step.name.clone(),
            role: step.role.clone(),
            treated_in: step.treated_in.clone(),
            meets_on: step.meets_on,
            at: step.at,
        }
    }
}

/// How it stands, as every operation here answers.
async fn view(app: &App, access: &DeskAccess) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(app, access).await?;
    let steps = approval::steps(app, desk.id).await?;
    let approval = Approval::of(&steps, &desk.content(&consultation));
    let changed_since = match &approval {
        Approval::Draft => false,
        Approval::Ready { changed, .. } | Approval::Approved { changed, .. } => *changed,
    };
    answer(&ApprovalView {
        state: approval.as_str(),
        changed_since,
        lock: desk.lock.map(|lock| LockView {
            treated_in: lock.treated_in,
            meets_on: lock.meets_on,
            locked_by: lock.name,
            at: lock.at,
        }),
        steps: steps.iter().rev().map(StepView::from).collect(),
    })
}

async fn take(
    app: &App,
    access: &DeskAccess,
    seen: Option<i64>,
    taken: Taken,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(app, access).await?;
    take_step(app, consultation, desk.id, access.link.id, seen, taken)
        .await
        .map_err(json::in_body)?;
    view(app, access).await
}

fn doc(id: &'static str, summary: &'static str, description: &'static str) -> Operation {
    Operation {
        id,
        summary,
        description,
        responses: vec![Response::of::<ApprovalView>(200, "How it stands.")],
        ..Operation::default()
    }
}

pub fn read_doc() -> Operation {
    doc(
        "readApproval",
        "Read how an answer is approved",
        "And whether its text is locked.",
    )
}

pub async fn read(app: Data<App>, access: DeskAccess) -> Result<HttpResponse, Error> {
    view(&app, &access).await
}

pub fn ready_doc() -> Operation {
    Operation {
        problems: &[Problem::NothingWritten, Problem::Invalid],
        ..doc(
            "setReadyForApproval",
            "Say that an answer is ready to be approved",
            "",
        )
    }
}

pub async fn ready(app: Data<App>, access: DeskAccess, _: NoBody) -> Result<HttpResponse, Error> {
    access.write_everywhere()?;
    take(&app, &access, None, Taken::new(Step::Ready)).await
}

pub fn approve_doc() -> Operation {
    Operation {
        request: Some(schema_of::<ApprovalInput>()),
        parameters: vec![if_match_parameter("The draft's ETag, as it was last seen.")],
        problems: &[Problem::NothingWritten, Problem::PreconditionFailed],
        ..doc(
            "approveDraft",
            "Approve an answer",
            "It holds for the content as it is now: `changed_since` tells of a change afterwards. With If-Match nothing is \
             approved that somebody else saved meanwhile.",
        )
    }
}

pub async fn approve(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    body: Json<ApprovalInput>,
) -> Result<HttpResponse, Error> {
    let seen = if_match_given(&req)?.map(IfMatch::version);
    let taken = Taken {
        step: Step::Approved,
        name: Some(body.value.name),
        role: Some(body.value.role),
    };
    take(&app, &access, seen, taken).await
}

pub fn reopen_doc() -> Operation {
    Operation {
        problems: &[Problem::Invalid],
        ..doc(
            "reopenDraft",
            "Take back that an answer is ready or approved",
            "",
        )
    }
}

pub async fn reopen(app: Data<App>, access: DeskAccess, _: NoBody) -> Result<HttpResponse, Error> {
    take(&app, &access, None, Taken::new(Step::Reopened)).await
}

pub fn lock_doc() -> Operation {
    Operation {
        request: Some(schema_of::<LockInput>()),
        ..doc(
            "lockDraft",
            "Lock the text while a body treats it",
            "Until it is unlocked nothing of what would be sent is changed, by anybody. Sending it is allowed. Again it \
             tells of another meeting.",
        )
    }
}

pub async fn lock(
    app: Data<App>,
    access: DeskAccess,
    body: Json<LockInput>,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    let treatment = Treatment {
        treated_in: body.value.treated_in,
        meets_on: body.value.meets_on,
    };
    lock::lock(&app, consultation, desk.id, access.link.id, treatment)
        .await
        .map_err(json::in_body)?;
    view(&app, &access).await
}

pub fn unlock_doc() -> Operation {
    Operation {
        problems: &[Problem::Invalid],
        ..doc(
            "unlockDraft",
            "Unlock the text",
            "One that is open stays so.",
        )
    }
}

pub async fn unlock(app: Data<App>, access: DeskAccess, _: NoBody) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    lock::unlock(&app, consultation, desk.id, access.link.id).await?;
    view(&app, &access).await
}
