//! Asking for more time at the desk of an answer, and what was answered.

use super::{claim as claim_with_key, desk_and_consultation};
use crate::app::App;
use crate::consultations::Texts;
use crate::error::{Error, FieldError, Problem};
use crate::idempotency::Claim;
use crate::ids;
use crate::programs::{answer, key_parameter};
use crate::session::guard::DeskAccess;
use crate::submissions::DeadlineRequest;
use crate::submissions::more_time::{Asked, Asking, ask, asked_at};
use crate::web::json::{self, Json};
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// More time, and why.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoreTimeInput {
    /// Later than the deadline that is in force for the draft.
    new_on: NaiveDate,
    #[schema(min_length = 1, max_length = 2000)]
    #[validate(length(max = 2000))]
    reason: String,
    /// Where the answer goes; needed unless the draft is that of a body that was invited.
    #[serde(default)]
    #[schema(max_length = 254, format = "email")]
    #[validate(length(max = 254))]
    email: Option<String>,
}

/// What has been asked at this desk, the newest first.
#[derive(Serialize, ToSchema)]
struct MoreTimeAsked {
    items: Vec<MoreTimeRequest>,
}

#[derive(Serialize, ToSchema)]
struct MoreTimeRequest {
    new_on: NaiveDate,
    reason: String,
    at: DateTime<Utc>,
    /// Null while nobody has answered.
    answer: Option<MoreTimeAnswer>,
}

#[derive(Serialize, ToSchema)]
struct MoreTimeAnswer {
    granted: bool,
    reason: Texts,
    at: DateTime<Utc>,
}

impl From<DeadlineRequest> for MoreTimeRequest {
    fn from(request: DeadlineRequest) -> Self {
        Self {
            new_on: request.wanted_on,
            reason: request.reason,
            at: request.at,
            answer: request.answer.map(|answer| MoreTimeAnswer {
                granted: answer.change_id.is_some(),
                reason: answer.reason,
                at: answer.at,
            }),
        }
    }
}

async fn view(app: &App, desk: Uuid) -> Result<HttpResponse, Error> {
    let asked = asked_at(app, desk).await?.into_iter().rev();
    answer(&MoreTimeAsked {
        items: asked.map(MoreTimeRequest::from).collect(),
    })
}

pub fn read_doc() -> Operation {
    Operation {
        id: "listMoreTime",
        summary: "Read what was asked for more time",
        responses: vec![Response::of::<MoreTimeAsked>(
            200,
            "What was asked and answered.",
        )],
        ..Operation::default()
    }
}

pub async fn read(app: Data<App>, access: DeskAccess) -> Result<HttpResponse, Error> {
    view(&app, access.desk_id()).await
}

pub fn ask_doc() -> Operation {
    Operation {
        id: "askForMoreTime",
        summary: "Ask for more time",
        description: "Before the deadline or after it. One question at a time: the one before must have its answer.",
        parameters: vec![key_parameter(true)],
        request: Some(schema_of::<MoreTimeInput>()),
        responses: vec![Response::of::<MoreTimeAsked>(
            200,
            "It is asked; what was asked and answered.",
        )],
        problems: &[
            Problem::NotOpen,
            Problem::TooMany,
            Problem::IdempotencyKeyReused,
            Problem::InFlight,
        ],
        ..Operation::default()
    }
}

pub async fn ask_for_more(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
    body: Json<MoreTimeInput>,
) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    app.rate_limit.check(&req)?;
    let given = claim_with_key(
        &req,
        &body.received,
        Some(desk.id),
        "askForMoreTime",
        desk.id,
    )?;
    let once = || {
        let key = ids::new(body.received.at).to_string();
        Claim::new(
            format!("desk:{} askForMoreTime", desk.id),
            key,
            &body.received.bytes,
        )
    };
    let claim = given.unwrap_or_else(once);
    let asking = Asking {
        day: body.value.new_on.to_string(),
        reason: body.value.reason,
        email: body.value.email,
        language: desk.language,
        actor: access.actor(),
    };
    let asked = ask(&app, &consultation, &desk, asking, claim).await;
    match asked.map_err(json::in_body)? {
        Asked::Done => view(&app, desk.id).await,
        Asked::IsOpen => {
            let fault = FieldError::new("", "error-more-time-waits");
            Err(Error::invalid(vec![fault]))
        }
    }
}
