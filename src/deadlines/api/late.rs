//! What came after the deadline, and the decisions whether it counts.

use super::names_of_staff;
use crate::app::App;
use crate::consultations::{Consultation, read_reason};
use crate::error::{Error, Problem};
use crate::programs::{answer, claim, give, key_parameter, stored};
use crate::session::staff::StaffAccess;
use crate::submissions::Numbered;
use crate::submissions::decide::{Chosen, Decided, Decision, decide, late_answers};
use crate::web::in_path;
use crate::web::json::{self, Json};
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A late answer: the last version of it, which came after the deadline.
#[derive(Serialize, ToSchema)]
struct LateAnswer {
    number: String,
    version_id: Uuid,
    version: i32,
    /// The version that stands now: the late one, or one beside it.
    current_version: i32,
    /// Who answers.
    name: String,
    received_at: DateTime<Utc>,
    /// The deadline when it came.
    deadline_on: NaiveDate,
    /// How long after it.
    late_seconds: i64,
    /// It came before the deadline that is in force for it now: that was moved since.
    before_current_deadline: bool,
    /// What was decided last; null while nobody has.
    decision: Option<LateDecision>,
}

/// Whether a late version counts, and why.
#[derive(Serialize, ToSchema)]
struct LateDecision {
    id: Uuid,
    counts: bool,
    reason: String,
    /// The member of staff; null for the operator.
    by: Option<String>,
    at: DateTime<Utc>,
}

#[derive(Serialize, ToSchema)]
struct LateAnswers {
    items: Vec<LateAnswer>,
}

/// Late versions to be decided on, all in the same way.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LateDecisionInput {
    #[serde(deserialize_with = "json::objects")]
    #[schema(min_items = 1, max_items = 500)]
    #[validate(length(min = 1, max = 500))]
    answers: Vec<SeenLateAnswer>,
    counts: bool,
    /// Stands in the letter to the sender.
    #[schema(min_length = 1, max_length = 2000)]
    #[validate(length(max = 2000))]
    reason: String,
}

/// A late version, as it was seen.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeenLateAnswer {
    version_id: Uuid,
    /// The id of the decision that was seen; null when there was none.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required = true)]
    seen_decision: Option<Uuid>,
}

/// What came of it.
#[derive(Serialize, ToSchema)]
struct DecidedCount {
    decided: usize,
}

impl LateAnswer {
    fn of(
        answer: &Numbered,
        of_all: NaiveDate,
        staff: &HashMap<String, String>,
    ) -> Result<Self, Error> {
        let late = answer
            .late()
            .or(answer.versions.last())
            .ok_or_else(|| Error::internal("an answer without versions"))?;
        let sender = Numbered::sender(late)?;
        Ok(Self {
            number: answer.number.clone(),
            version_id: late.id,
            version: late.sent.no,
            current_version: answer.current_version,
            name: sender.body.or(sender.organisation).unwrap_or(sender.person),
            received_at: late.received_at,
            deadline_on: late.deadline_on,
            late_seconds: late.late_seconds.unwrap_or_default(),
            before_current_deadline: answer.came_before_current_deadline(late, of_all),
            decision: late.decision.as_ref().map(|decided| LateDecision {
                id: decided.id,
                counts: decided.counts,
                reason: decided.reason.clone(),
                by: staff.get(&decided.by_whom).cloned(),
                at: decided.at,
            }),
        })
    }
}

async fn views(
    app: &App,
    consultation: &Consultation,
    answers: &[Numbered],
) -> Result<Vec<LateAnswer>, Error> {
    let staff = names_of_staff(app).await?;
    let view = |answer| LateAnswer::of(answer, consultation.deadline_on, &staff);
    answers.iter().map(view).collect()
}

async fn consultation(app: &App, req: &HttpRequest) -> Result<Arc<Consultation>, Error> {
    app.consultations.get(&app.db, in_path(req, "slug")).await
}

pub fn list_doc() -> Operation {
    Operation {
        id: "listLateAnswers",
        summary: "List what came after the deadline",
        description: "Answers whose last version came late, by number.",
        responses: vec![Response::of::<LateAnswers>(200, "What came late.")],
        ..Operation::default()
    }
}

pub async fn list(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let consultation = consultation(&app, &req).await?;
    let late = late_answers(&app, consultation.id).await?;
    let items = views(&app, &consultation, &late).await?;
    answer(&LateAnswers { items })
}

pub fn decide_doc() -> Operation {
    Operation {
        id: "decideOnLateAnswers",
        summary: "Decide whether late answers count",
        description: "On all of them, or on none: what somebody else has decided meanwhile, or what has a newer version, is told \
                      by precondition-failed, with how those answers stand as `current`. The senders get a letter.",
        parameters: vec![key_parameter(true)],
        request: Some(schema_of::<LateDecisionInput>()),
        responses: vec![Response::of::<DecidedCount>(200, "They are decided on.")],
        problems: &[
            Problem::PreconditionFailed,
            Problem::IdempotencyKeyReused,
            Problem::InFlight,
        ],
        ..Operation::default()
    }
}

pub async fn decide_on(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<LateDecisionInput>,
) -> Result<HttpResponse, Error> {
    let consultation = consultation(&app, &req).await?;
    let about = consultation.id.to_string();
    let claim = claim(&req, &staff, "decideOnLateAnswers", &about, &body.received)?;
    let asked = body.value;
    let reason = read_reason(&asked.reason);
    let reason = reason.map_err(|fault| json::in_body(Error::invalid(vec![fault])))?;
    let seen = |one: &SeenLateAnswer| Chosen {
        version_id: one.version_id,
        seen: one.seen_decision,
    };
    let mut chosen: Vec<Chosen> = asked.answers.iter().map(seen).collect();
    chosen.sort_unstable_by_key(|c| c.version_id);
    chosen.dedup_by_key(|c| c.version_id);
    let view = DecidedCount {
        decided: chosen.len(),
    };
    let decision = Decision {
        chosen,
        counts: asked.counts,
        reason,
        actor: staff.actor(),
    };
    let done = stored(200, vec![], &view);
    match decide(&app, consultation.id, decision, claim, done).await? {
        Decided::Done(stored) => give(stored),
        Decided::Overtaken(answers) => {
            let current = serde_json::to_value(views(&app, &consultation, &answers).await?)
                .unwrap_or_default();
            Err(Error::new(Problem::PreconditionFailed).beside("current", current))
        }
    }
}
