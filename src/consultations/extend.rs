//! Moving a deadline: for all who answer, for one invited body, or for one desk that nobody was invited to.
//! Only ever later, always with a reason, and never forgotten. The one place that writes it, whether a page, a
//! program or a file asks.

mod store;
mod typed;

use super::consultation::{Status, Texts};
use super::import::{bump_revision, lock};
use crate::audit::{self, Actor, Entry};
use crate::db::Conn;
use crate::error::{Error, FieldError};
use crate::events::{Event, owed};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

pub(super) use store::deadline;
pub use store::{MovedDeadline, deadlines_for, deadlines_of, find_deadline, open_requests};
pub use typed::{
    LONGEST_REASON, REASON, check_day, is_too_far, read_day, read_later_day, read_reason, too_long,
};

/// Whose deadline is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Whose {
    All,
    /// An invited body, whether it has a desk yet or not.
    Invited(Uuid),
    /// A desk that nobody was invited to.
    Desk(Uuid),
}

/// A deadline that is moved, and why.
#[derive(Debug, Clone)]
pub struct Extension<'a> {
    pub whose: Whose,
    pub new_on: NaiveDate,
    pub reason: &'a Texts,
    pub actor: Actor,
    pub now: DateTime<Utc>,
}

/// The control, or the member, that says the new day.
pub const NEW_ON: &str = "new_on";

/// Others who move a deadline, or answer who asks for it, wait for the end of this transaction.
pub fn lock_deadlines(conn: &mut Conn) -> Result<(), Error> {
    lock(conn)
}

/// Moves the deadline; the id of the change. Refused when it would not be later than what is in force, or when
/// the caller does not allow it as the consultation stands by now. Must stand in a transaction; others who
/// move a deadline wait for its end.
pub fn extend(
    conn: &mut Conn,
    consultation: Uuid,
    extension: &Extension<'_>,
    allowed: impl FnOnce(Status, NaiveDate) -> Result<(), Error>,
) -> Result<Uuid, Error> {
    lock(conn)?;
    let (status, of_all) = store::deadline(conn, consultation)?;
    let moved = deadlines_for(conn, consultation, extension.whose)?;
    let in_force = moved.iter().map(|m| m.new_on).fold(of_all, NaiveDate::max);
    allowed(status, in_force)?;
    if extension.new_on <= in_force {
        return Err(Error::invalid(vec![FieldError::new(
            NEW_ON,
            "error-deadline-not-later",
        )]));
    }
    let id = store::insert(conn, consultation, in_force, extension)?;
    if extension.whose == Whose::All {
        store::set_deadline(conn, consultation, extension)?;
    }
    let (object_kind, object_id) = match extension.whose {
        Whose::All => ("consultation", consultation),
        Whose::Invited(id) => ("invited", id),
        Whose::Desk(id) => ("desk", id),
    };
    audit::record(
        conn,
        Entry {
            at: extension.now,
            actor: extension.actor,
            action: "consultation.deadline_extended",
            object_kind,
            object_id,
            detail: Some(extension.new_on.to_string()),
        },
    )?;
    let (days, for_all) = ((in_force, extension.new_on), extension.whose == Whose::All);
    let moved = Event::deadline_moved(consultation, days, for_all, extension.now);
    owed(conn, &[moved])?;
    bump_revision(conn)?;
    Ok(id)
}
