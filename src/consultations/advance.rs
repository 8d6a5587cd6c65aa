//! The use case «under behandling» and «ferdigbehandlet»: where a consultation stands goes forward, never back, and
//! not while somebody can still answer in time.

mod store;

use super::consultation::{Consultation, Status};
use super::extend::{deadline, deadlines_of};
use super::import::{bump_revision, lock};
use crate::audit::{self, Actor, Entry};
use crate::calendar;
use crate::db::Conn;
use crate::error::{Error, FieldError};
use crate::events::{Event, owed};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// The control that says where to.
pub const ADVANCE: &str = "status";

/// Where staff can take one that stands so.
pub fn next(status: Status) -> &'static [Status] {
    match status {
        Status::Open => &[Status::Processing, Status::Concluded],
        Status::Processing => &[Status::Concluded],
        Status::Preparing | Status::Concluded => &[],
    }
}

/// # Errors
/// [`Invalid`](crate::error::Problem::Invalid) when one that stands so cannot be taken there.
pub fn check_next(status: Status, to: Status) -> Result<(), Error> {
    match next(status).contains(&to) {
        true => Ok(()),
        false => Err(Error::invalid(vec![FieldError::new(
            ADVANCE,
            "error-advance-back",
        )])),
    }
}

/// The last day on which anybody can answer in time: later deadlines of single ones count.
pub fn last_deadline(conn: &mut Conn, consultation: Uuid) -> Result<NaiveDate, Error> {
    let (_, of_all) = deadline(conn, consultation)?;
    let moved = deadlines_of(conn, consultation)?;
    Ok(moved.iter().map(|m| m.new_on).fold(of_all, NaiveDate::max))
}

/// Takes it there. Again changes nothing.
///
/// # Errors
/// [`Invalid`](crate::error::Problem::Invalid) while the last deadline has not passed, and when it stands beyond that or is not published.
pub fn advance(
    conn: &mut Conn,
    consultation: Uuid,
    to: Status,
    actor: Actor,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    lock(conn)?;
    let (status, _) = deadline(conn, consultation)?;
    if status == to {
        return Ok(());
    }
    check_next(status, to)?;
    if now < calendar::closes_at(last_deadline(conn, consultation)?) {
        let early = FieldError::new(ADVANCE, "error-advance-early");
        return Err(Error::invalid(vec![early]));
    }
    store::set_status(conn, consultation, to, now)?;
    audit::record(
        conn,
        Entry {
            at: now,
            actor,
            action: "consultation.advanced",
            object_kind: "consultation",
            object_id: consultation,
            detail: Some(to.as_str().to_owned()),
        },
    )?;
    if to == Status::Concluded {
        owed(conn, &[Event::concluded(consultation, now)])?;
    }
    bump_revision(conn)
}

impl Consultation {
    /// Where staff can take it, if anywhere.
    pub fn next(&self) -> &'static [Status] {
        next(self.status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_only_goes_forward() {
        for status in [
            Status::Preparing,
            Status::Open,
            Status::Processing,
            Status::Concluded,
        ] {
            assert!(next(status).iter().all(|to| *to > status));
        }
        assert!(next(Status::Preparing).is_empty(), "publishing does that");
    }
}
