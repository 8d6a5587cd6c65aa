//! Whoever holds the link of an answer asks for more time, before the deadline or after it: one open question
//! at a time. Staff answer it (`deadlines`).

use super::desk::Desk;
use super::links::ensure_letter_link;
use super::store::{self, DeadlineRequest, Requests};
use crate::address::EmailAddress;
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::consultations::{Consultation, read_later_day, read_reason};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::idempotency::{self, Claim, Claimed, Stored};
use crate::ids;
use crate::session;
use crate::text;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use std::sync::Arc;
use uuid::Uuid;

/// One desk asks no more often than this in a day.
const MOST_IN_A_DAY: usize = 5;

/// What somebody asks for, as it was typed.
#[derive(Debug, Clone)]
pub struct Asking {
    pub day: String,
    pub reason: String,
    /// Where the answer goes; not asked of an invited body.
    pub email: Option<String>,
    pub language: Lang,
    pub actor: Actor,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    Done,
    /// The one before has no answer yet.
    IsOpen,
}

/// Day, reason and address; everything that is wrong with them at once.
fn read(
    desk: &Desk,
    consultation: &Consultation,
    asking: &Asking,
    now: DateTime<Utc>,
) -> Result<(NaiveDate, String, Option<String>), Error> {
    let day = read_later_day(&asking.day, desk.deadline_on(consultation), now);
    let reason = read_reason(&asking.reason);
    let address = match desk.body {
        Some(_) => Ok(None),
        None => address(asking.email.as_deref()).map(Some),
    };
    match (day, reason, address) {
        (Ok(day), Ok(reason), Ok(address)) => Ok((day, reason, address)),
        (day, reason, address) => {
            let faults = [day.err(), reason.err(), address.err()];
            Err(Error::invalid(faults.into_iter().flatten().collect()))
        }
    }
}

/// Asks, once for each claim.
pub async fn ask(
    app: &App,
    consultation: &Arc<Consultation>,
    desk: &Desk,
    asking: Asking,
    claim: Claim,
) -> Result<Asked, Error> {
    let now = app.clock.now();
    if desk.is_minutes() {
        return Err(Problem::NotFound.into());
    }
    if !super::draft::takes_input(consultation, now) {
        return Err(Problem::NotOpen.into());
    }
    let (wanted_on, reason, address) = read(desk, consultation, &asking, now)?;
    let keys = app.keys.clone();
    let request = DeadlineRequest {
        id: ids::new(now),
        consultation_id: consultation.id,
        desk_id: desk.id,
        invited_id: desk.body.as_ref().map(|body| body.invited_id),
        who: who(desk),
        address,
        language: asking.language,
        wanted_on,
        reason,
        by_whom: asking.actor.as_text(),
        at: now,
        answer: None,
    };
    let done = Stored {
        status: 303,
        headers: vec![],
        body: String::new(),
    };
    let actor = asking.actor;
    app.db
        .write(move |conn| {
            if let Claimed::Replay(_) = idempotency::claim(conn, &claim)? {
                return Ok(Asked::Done);
            }
            store::lock_desk(conn, request.desk_id)?;
            session::still_opens(conn, actor)?;
            let before = store::requests(conn, Requests::AtDesk(request.desk_id))?;
            if before.iter().any(|r| r.answer.is_none()) {
                return Ok(Asked::IsOpen);
            }
            let recent = before.iter().filter(|r| r.at > now - Duration::days(1));
            if recent.count() >= MOST_IN_A_DAY {
                return Err(Problem::TooMany.into());
            }
            if let Some(address) = &request.address {
                ensure_letter_link(conn, &keys, request.desk_id, address, actor, now)?;
            }
            store::insert_request(conn, &request)?;
            audit::record(conn, entry(&request, actor, "deadline.asked", now))?;
            idempotency::store_all(conn, &[(&claim, &done)], now)?;
            Ok(Asked::Done)
        })
        .await
}

fn address(typed: Option<&str>) -> Result<String, FieldError> {
    let address = EmailAddress::parse(typed.unwrap_or_default());
    let address = address.map_err(|_| FieldError::new("email", "error-email"))?;
    Ok(address.as_str().to_owned())
}

/// The body, or what has been told of who answers.
fn who(desk: &Desk) -> String {
    let sender = &desk.sender;
    let told = sender.organisation.as_ref().or(sender.person.as_ref());
    let invited = desk.body.as_ref().map(|body| &body.name);
    text::single_line(invited.or(told).map_or("", String::as_str))
}

/// What the audit says of a request: neither its text nor who asks.
pub fn entry(
    request: &DeadlineRequest,
    actor: Actor,
    action: &'static str,
    at: DateTime<Utc>,
) -> Entry {
    Entry {
        at,
        actor,
        action,
        object_kind: "deadline_request",
        object_id: request.id,
        detail: Some(request.wanted_on.to_string()),
    }
}

/// What has been asked from a desk, the oldest first.
pub async fn asked_at(app: &App, desk: Uuid) -> Result<Vec<DeadlineRequest>, Error> {
    app.db
        .read(move |conn: &mut Conn| store::requests(conn, Requests::AtDesk(desk)))
        .await
}
