//! What was imported for a later day is published when the day has come, unless it was called off before.

use super::{Key, load, record, store};
use crate::audit::Actor;
use crate::calendar;
use crate::consultations::invited;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::events::{Event, owed};
use chrono::{DateTime, Utc};

/// Publishes what was imported for a later day, when the day has come. Tells how many.
pub fn publish_due(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, Error> {
    // Who calls it off in the same instant comes before or after; and another instance publishes nothing twice.
    store::lock(conn)?;
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

/// What waits for its day is not published when it comes. It stays as it is, for whoever changes it and publishes it anew.
/// Again it changes nothing.
///
/// # Errors
/// [`NotFound`](Problem::NotFound) where nothing has this address, and [`Invalid`](Problem::Invalid) where everybody sees it.
pub fn call_off(
    conn: &mut Conn,
    slug: &str,
    actor: Actor,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    store::lock(conn)?;
    let found = load(conn, &Key::from(slug), None)?.ok_or(Problem::NotFound)?;
    if found.is_public() {
        let fault = FieldError::new("", "error-published-already");
        return Err(Error::invalid(vec![fault]));
    }
    if store::set_called_off(conn, found.id, now)? {
        record(conn, actor, now, "consultation.called_off", found.id, None)?;
    }
    Ok(())
}
