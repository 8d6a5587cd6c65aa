//! What was imported for a later day is published when the day has come.

use super::{record, store};
use crate::audit::Actor;
use crate::calendar;
use crate::consultations::invited;
use crate::db::Conn;
use crate::error::Error;
use crate::events::{Event, owed};
use chrono::{DateTime, Utc};

/// Publishes what was imported for a later day, when the day has come. Tells how many.
pub fn publish_due(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, Error> {
    let due = store::list_due(conn, calendar::oslo_date(now))?;
    for id in &due {
        store::rename_owner(conn, *id)?;
        store::set_published(conn, *id, now)?;
        invited::freeze(conn, *id, 1, Actor::Program, now)?;
        record(
            conn,
            Actor::Program,
            now,
            "consultation.published",
            *id,
            None,
        )?;
        owed(conn, &[Event::published(*id, 1, now)])?;
    }
    if !due.is_empty() {
        store::bump_revision(conn)?;
    }
    Ok(due.len())
}

/// Whether [`publish_due`] has something to do.
pub fn is_due(conn: &mut Conn, now: DateTime<Utc>) -> Result<bool, Error> {
    Ok(!store::list_due(conn, calendar::oslo_date(now))?.is_empty())
}
