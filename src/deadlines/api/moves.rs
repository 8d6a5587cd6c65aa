//! The deadline now, what it was before, and moving it: for all or for one body.

use super::{id_in_path, names_of_staff};
use crate::app::App;
use crate::calendar::closes_at;
use crate::consultations::{
    Consultation, MovedDeadline, Status, Texts, Whose, deadlines_of, open_requests,
};
use crate::db::Conn;
use crate::deadlines::audience::Counts;
use crate::deadlines::extend::{REASON_NN, Wanted, invited, move_deadline};
use crate::deadlines::store;
use crate::error::{Error, FieldError, Problem};
use crate::programs::{answer, claim, give, key_parameter, stored};
use crate::session::staff::StaffAccess;
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

/// The deadline that holds for all.
#[derive(Serialize, ToSchema)]
#[schema(as = Deadline)]
struct DeadlineView {
    deadline_on: NaiveDate,
    /// The first instant that is too late.
    closes_at: DateTime<Utc>,
    /// It can still be moved for all.
    can_be_moved: bool,
    /// Who asks for more time and has no answer yet.
    open_requests: i64,
}

/// A deadline that was moved.
#[derive(Serialize, ToSchema)]
#[schema(as = MovedDeadline)]
struct MovedView {
    id: Uuid,
    whose: MovedFor,
    /// The body as it is among those that were asked, when it is its deadline.
    invited: Option<Uuid>,
    /// What they are called whose own it is, as far as it is known.
    name: Option<String>,
    old_on: NaiveDate,
    new_on: NaiveDate,
    reason: Texts,
    /// The member of staff; null for the operator.
    by: Option<String>,
    at: DateTime<Utc>,
}

/// For whom a deadline was moved.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum MovedFor {
    All,
    Invited,
    /// Somebody who writes without being invited.
    Draft,
}

#[derive(Serialize, ToSchema)]
#[schema(as = MovedDeadlines)]
struct MovedViews {
    items: Vec<MovedView>,
}

/// The deadline of a body that is asked.
#[derive(Serialize, ToSchema)]
struct DeadlineOfInvited {
    invited: Uuid,
    name: String,
    /// In force for it: its own, or that of all.
    deadline_on: NaiveDate,
    /// A letter has gone to it; without one, it hears of the day by its invitation.
    has_letter: bool,
}

/// Who gets a letter.
#[derive(Serialize, ToSchema)]
pub(super) struct ToldCounts {
    /// Bodies that were invited.
    invited: usize,
    /// Those who write without being invited.
    drafts: usize,
    /// Those who write along with either.
    along: usize,
}

impl From<Counts> for ToldCounts {
    fn from(counts: Counts) -> Self {
        Self {
            invited: counts.invited,
            drafts: counts.drafts,
            along: counts.along,
        }
    }
}

/// What came of moving it.
#[derive(Serialize, ToSchema)]
struct DeadlineWasMoved {
    id: Uuid,
    /// Who gets a letter.
    told: ToldCounts,
}

/// A deadline to be moved.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDeadline {
    /// Later than what is in force, and not before today.
    new_on: NaiveDate,
    #[serde(deserialize_with = "json::object")]
    #[validate(nested)]
    reason: DeadlineReason,
    /// Only for this body among those that are asked; otherwise for all.
    #[serde(default)]
    invited: Option<Uuid>,
}

/// Why a deadline is moved. Everybody whom it concerns reads it.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeadlineReason {
    #[schema(min_length = 1, max_length = 2000)]
    #[validate(length(max = 2000))]
    nb: String,
    #[serde(default)]
    #[schema(max_length = 2000)]
    #[validate(length(max = 2000))]
    nn: Option<String>,
}

pub(super) async fn consultation(app: &App, req: &HttpRequest) -> Result<Arc<Consultation>, Error> {
    app.consultations.get(&app.db, in_path(req, "slug")).await
}

pub fn read_doc() -> Operation {
    Operation {
        id: "readDeadline",
        summary: "Read a consultation's deadline",
        responses: vec![Response::of::<DeadlineView>(200, "The deadline.")],
        ..Operation::default()
    }
}

pub async fn read(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let found = consultation(&app, &req).await?;
    let id = found.id;
    let open = app
        .db
        .read(move |conn: &mut Conn| open_requests(conn, &[id]));
    answer(&DeadlineView {
        deadline_on: found.deadline_on,
        closes_at: closes_at(found.deadline_on),
        can_be_moved: found.status == Status::Open,
        open_requests: open.await?.get(&id).copied().unwrap_or_default(),
    })
}

pub fn list_doc() -> Operation {
    Operation {
        id: "listDeadlineChanges",
        summary: "List how deadlines were moved",
        description: "For all and for single ones, the newest first.",
        responses: vec![Response::of::<MovedViews>(200, "What was moved.")],
        ..Operation::default()
    }
}

pub async fn list(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let id = consultation(&app, &req).await?.id;
    let read = move |conn: &mut Conn| {
        let moved = deadlines_of(conn, id)?;
        let names = store::names(conn, &moved)?;
        Ok((moved, names))
    };
    let (moved, names) = app.db.read(read).await?;
    let staff = names_of_staff(&app).await?;
    let view = |moved: &MovedDeadline| MovedView::of(moved, &names, &staff);
    let items = moved.iter().rev().map(view).collect();
    answer(&MovedViews { items })
}

impl MovedView {
    fn of(
        moved: &MovedDeadline,
        names: &HashMap<Uuid, String>,
        staff: &HashMap<String, String>,
    ) -> Self {
        let (whose, own, invited) = match moved.whose {
            Whose::All => (MovedFor::All, None, None),
            Whose::Invited(id) => (MovedFor::Invited, Some(id), Some(id)),
            Whose::Desk(id) => (MovedFor::Draft, Some(id), None),
        };
        Self {
            id: moved.id,
            whose,
            invited,
            name: own.and_then(|id| names.get(&id).cloned()),
            old_on: moved.old_on,
            new_on: moved.new_on,
            reason: moved.reason.clone(),
            by: staff.get(&moved.by_whom).cloned(),
            at: moved.at,
        }
    }
}

pub fn read_one_doc() -> Operation {
    Operation {
        id: "readDeadlineOfInvited",
        summary: "Read the deadline of one body",
        responses: vec![Response::of::<DeadlineOfInvited>(200, "Its deadline.")],
        ..Operation::default()
    }
}

pub async fn read_one(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let (found, id) = (
        consultation(&app, &req).await?,
        id_in_path(&req, "invited")?,
    );
    let read = move |conn: &mut Conn| invited(conn, (found.id, found.deadline_on), id);
    let (asked, deadline_on) = app.db.read(read).await?;
    answer(&DeadlineOfInvited {
        invited: asked.id,
        name: asked.name,
        deadline_on,
        has_letter: asked.letter.is_some(),
    })
}

pub fn change_doc() -> Operation {
    Operation {
        id: "moveDeadline",
        summary: "Move a deadline",
        description: "For all, or for one body that is asked. Only ever later. Everybody whom it concerns gets a letter.",
        parameters: vec![key_parameter(true)],
        request: Some(schema_of::<NewDeadline>()),
        responses: vec![Response::of::<DeadlineWasMoved>(200, "It is moved.")],
        problems: &[
            Problem::NotOpen,
            Problem::IdempotencyKeyReused,
            Problem::InFlight,
        ],
        ..Operation::default()
    }
}

pub async fn change(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<NewDeadline>,
) -> Result<HttpResponse, Error> {
    let found = consultation(&app, &req).await?;
    let asked = body.value;
    if let Some(one) = asked.invited {
        let of = (found.id, found.deadline_on);
        let read = move |conn: &mut Conn| invited(conn, of, one).map(|_| ());
        app.db
            .read(read)
            .await
            .map_err(|error| match error.problem {
                Problem::NotFound => {
                    Error::invalid(vec![FieldError::new("/invited", "error-value")])
                }
                _ => error,
            })?;
    }
    let whose = asked.invited.map_or(Whose::All, Whose::Invited);
    let nn = asked.reason.nn.unwrap_or_default();
    let wanted = Wanted::read(whose, &asked.new_on.to_string(), &asked.reason.nb, &nn);
    let wanted = wanted.map_err(|faults| in_body(Error::invalid(faults)))?;
    let about = found.id.to_string();
    let claim = claim(&req, &staff, "moveDeadline", &about, &body.received)?;
    let moved = move_deadline(&app, &found, wanted, staff.actor(), claim, |moved| {
        let view = DeadlineWasMoved {
            id: moved.id,
            told: moved.told.into(),
        };
        stored(200, vec![], &view)
    });
    give(moved.await.map_err(in_body)?)
}

/// Faults in the reason stand under it.
pub(super) fn in_body(mut error: Error) -> Error {
    for fault in &mut error.fields {
        match fault.at.as_str() {
            "reason" => "/reason/nb".clone_into(&mut fault.at),
            REASON_NN => "/reason/nn".clone_into(&mut fault.at),
            _ => {}
        }
    }
    json::in_body(error)
}
