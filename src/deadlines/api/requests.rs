//! Those who ask for more time: listed, read, granted or refused. The first answer stands.

use super::moves::in_body;
use super::{id_in_path, names_of_staff};
use crate::app::App;
use crate::consultations::{NEW_ON, Texts};
use crate::db::Conn;
use crate::deadlines::extend::read_reasons;
use crate::deadlines::request::{self, Answer, Answered};
use crate::error::{Error, FieldError, Problem};
use crate::programs::{
    answer as give_view, claim, give, if_match_parameter, key_parameter, stored, stored_empty,
};
use crate::session::staff::StaffAccess;
use crate::submissions::{DeadlineRequest, Requests, requests};
use crate::web::conditions::{etag, if_match};
use crate::web::in_path;
use crate::web::json::{self, Json};
use crate::web::openapi::{Link, Operation, Response, schema_of};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// Somebody asks for more time.
#[derive(Serialize, ToSchema)]
#[schema(as = DeadlineRequest)]
struct RequestView {
    id: Uuid,
    /// As it was told; null when it was not.
    name: Option<String>,
    /// The body, as it is among those that were asked.
    invited: Option<Uuid>,
    wanted_on: NaiveDate,
    reason: String,
    at: DateTime<Utc>,
    /// Null while it waits.
    answer: Option<AnswerView>,
}

/// What was answered.
#[derive(Serialize, ToSchema)]
#[schema(as = DeadlineAnswer)]
struct AnswerView {
    granted: bool,
    /// The change of the deadline, among those that are listed.
    change: Option<Uuid>,
    reason: Texts,
    /// The member of staff; null for the operator.
    by: Option<String>,
    at: DateTime<Utc>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = DeadlineRequests)]
struct RequestViews {
    items: Vec<RequestView>,
}

/// The answer to a request for more time.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeadlineAnswerInput {
    grant: bool,
    /// Another day than the one that was asked for; only when it is granted.
    #[serde(default)]
    new_on: Option<NaiveDate>,
    #[serde(deserialize_with = "json::object")]
    #[validate(nested)]
    reason: AnswerReason,
}

/// Why. Stands in the letter to whoever asked.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerReason {
    #[schema(min_length = 1, max_length = 2000)]
    #[validate(length(max = 2000))]
    nb: String,
    #[schema(max_length = 2000)]
    #[validate(length(max = 2000))]
    nn: Option<String>,
}

/// One version while it waits, another when it is answered; then it stands.
fn version(request: &DeadlineRequest) -> i64 {
    i64::from(request.answer.is_some())
}

impl RequestView {
    fn of(request: DeadlineRequest, staff: &HashMap<String, String>) -> Self {
        Self {
            id: request.id,
            name: Some(request.who).filter(|who| !who.is_empty()),
            invited: request.invited_id,
            wanted_on: request.wanted_on,
            reason: request.reason,
            at: request.at,
            answer: request.answer.map(|answer| AnswerView {
                granted: answer.change_id.is_some(),
                change: answer.change_id,
                reason: answer.reason,
                by: staff.get(&answer.by_whom).cloned(),
                at: answer.at,
            }),
        }
    }
}

async fn consultation(app: &App, req: &HttpRequest) -> Result<Uuid, Error> {
    let found = app.consultations.get(&app.db, in_path(req, "slug")).await?;
    Ok(found.id)
}

async fn find(app: &App, consultation: Uuid, id: Uuid) -> Result<DeadlineRequest, Error> {
    app.db
        .read(move |conn: &mut Conn| request::find(conn, consultation, id))
        .await
}

pub fn list_doc() -> Operation {
    Operation {
        id: "listDeadlineRequests",
        summary: "List who asks for more time",
        description: "The newest first, with what was answered.",
        responses: vec![Response::of::<RequestViews>(200, "Who asks.")],
        links: &[Link {
            name: "first",
            operation: "readDeadlineRequest",
            parameters: &[("request", "$response.body#/items/0/id")],
        }],
        ..Operation::default()
    }
}

pub async fn list(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let id = consultation(&app, &req).await?;
    let asked = app
        .db
        .read(move |conn: &mut Conn| requests(conn, Requests::Of(id)));
    let asked = asked.await?;
    let staff = names_of_staff(&app).await?;
    let asked = asked.into_iter().rev();
    let items = asked.map(|one| RequestView::of(one, &staff)).collect();
    give_view(&RequestViews { items })
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readDeadlineRequest",
        summary: "Read who asks for more time",
        responses: vec![Response::of::<RequestView>(200, "The request.").headers(&["ETag"])],
        ..Operation::default()
    }
}

pub async fn read(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let of = consultation(&app, &req).await?;
    let found = find(&app, of, id_in_path(&req, "request")?).await?;
    view(&app, found).await
}

async fn view(app: &App, found: DeadlineRequest) -> Result<HttpResponse, Error> {
    let headers = vec![("etag", etag(version(&found)))];
    let view = RequestView::of(found, &names_of_staff(app).await?);
    give(stored(200, headers, &view))
}

pub fn answer_doc() -> Operation {
    Operation {
        id: "answerDeadlineRequest",
        summary: "Grant more time, or refuse it",
        description: "Whoever asked gets a letter. The first answer stands: whoever comes after it is told by \
                      precondition-failed, with the request as `current`.",
        parameters: vec![
            if_match_parameter("The request's ETag, as it was last seen.").required(),
            key_parameter(true),
        ],
        request: Some(schema_of::<DeadlineAnswerInput>()),
        responses: vec![
            Response::of::<RequestView>(200, "The request with its answer.").headers(&["ETag"]),
        ],
        problems: &[
            Problem::NotOpen,
            Problem::PreconditionRequired,
            Problem::PreconditionFailed,
            Problem::IdempotencyKeyReused,
            Problem::InFlight,
        ],
        ..Operation::default()
    }
}

pub async fn answer(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<DeadlineAnswerInput>,
) -> Result<HttpResponse, Error> {
    let seen = if_match(&req)?.version();
    let of = consultation(&app, &req).await?;
    let found = find(&app, of, id_in_path(&req, "request")?).await?;
    let claim = claim(
        &req,
        &staff,
        "answerDeadlineRequest",
        &found.id.to_string(),
        &body.received,
    )?;
    let asked = body.value;
    let nn = asked.reason.nn.as_deref().unwrap_or_default();
    let reason =
        read_reasons(&asked.reason.nb, nn).map_err(|faults| in_body(Error::invalid(faults)))?;
    let new_on = match (asked.grant, asked.new_on) {
        (true, day) => Some(day.unwrap_or(found.wanted_on)),
        (false, None) => None,
        (false, Some(_)) => {
            let fault = FieldError::new(NEW_ON, "error-value");
            return Err(in_body(Error::invalid(vec![fault])));
        }
    };
    if seen != 0 && seen != version(&found) {
        return overtaken(&app, found).await;
    }
    let answer = Answer {
        new_on,
        reason,
        actor: staff.actor(),
    };
    let done = stored_empty();
    let answered = request::answer(&app, of, found.id, answer, claim, done).await;
    match answered.map_err(in_body)? {
        Answered::Done => view(&app, find(&app, of, found.id).await?).await,
        Answered::Overtaken(now) => overtaken(&app, *now).await,
    }
}

async fn overtaken(app: &App, now: DeadlineRequest) -> Result<HttpResponse, Error> {
    let current = RequestView::of(now, &names_of_staff(app).await?);
    let current = serde_json::to_value(current).unwrap_or_default();
    Err(Error::new(Problem::PreconditionFailed).beside("current", current))
}
