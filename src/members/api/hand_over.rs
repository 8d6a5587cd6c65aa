//! A member's draft for programs: to whom it goes, and handing it over.

use super::in_body;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::members::hand_over::{hand_over, umbrella};
use crate::programs::{NoBody, answer};
use crate::session::guard::DeskAccess;
use crate::submissions::api::desk_and_consultation;
use crate::submissions::draft;
use crate::web::openapi::{Operation, Response};
use actix_web::HttpResponse;
use actix_web::web::Data;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// To whom a member's draft goes.
#[derive(Serialize, ToSchema)]
struct HandingOver {
    /// The umbrella organisation that asks.
    to: String,
    /// Open to the end of this day in Oslo; what comes later is taken and said to be late, until the round is ended.
    due_on: NaiveDate,
    message: String,
    has_ended: bool,
    /// How many times it was handed over; the last counts.
    times: i32,
    handed_over_at: Option<DateTime<Utc>>,
    late: Option<bool>,
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readHandingOver",
        summary: "Read to whom a member's draft goes",
        description: "For the draft of a member whose umbrella organisation asks; any other has none.",
        responses: vec![Response::of::<HandingOver>(
            200,
            "Who asks, and what was handed over.",
        )],
        ..Operation::default()
    }
}

pub async fn read(app: Data<App>, access: DeskAccess) -> Result<HttpResponse, Error> {
    let desk = draft::read(&app, access.desk_id()).await?;
    let umbrella = umbrella(&desk)?;
    let last = umbrella.handed_over;
    answer(&HandingOver {
        to: umbrella.name.clone(),
        due_on: umbrella.due_on,
        message: umbrella.message.clone(),
        has_ended: umbrella.has_ended,
        times: last.map_or(0, |last| last.no),
        handed_over_at: last.map(|last| last.at),
        late: last.map(|last| last.late),
    })
}

pub fn hand_doc() -> Operation {
    Operation {
        id: "handOver",
        summary: "Hand over to the umbrella organisation",
        description: "What stands in the draft is shown to it, and to nobody else. The same again changes nothing.",
        responses: vec![Response::of::<HandingOver>(200, "It is handed over.")],
        problems: &[Problem::NothingWritten, Problem::Invalid, Problem::NotOpen],
        ..Operation::default()
    }
}

pub async fn hand(app: Data<App>, access: DeskAccess, _: NoBody) -> Result<HttpResponse, Error> {
    let (desk, consultation) = desk_and_consultation(&app, &access).await?;
    hand_over(&app, desk.id, consultation, None, access.actor())
        .await
        .map_err(in_body)?;
    read(app, access).await
}
