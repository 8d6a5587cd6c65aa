//! Desks held under their locks, so that whoever saves there, sends from them or confirms their address follows one
//! after another; and what is read with the lock: until when it is open, and whether its text is locked.

use super::{find_step, lay_out};
use crate::consultations::{Whose, deadlines_of};
use crate::db::schema::{desk, meeting, submission};
use crate::db::{Conn, Instant, Uid};
use crate::error::{Error, Problem};
use crate::submissions::cosigners::capacity;
use crate::submissions::lock;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// Two savers of one desk follow each other. Not found when it was swept meanwhile. What was sent in one call stands
/// there from now on.
pub fn lock_desk(conn: &mut Conn, desk: Uuid) -> Result<(), Error> {
    lock_one(conn, desk).map(|_| ())
}

/// [`lock_desk`] for whoever changes what would be sent: refused while the text is locked. Whether what was sent was laid
/// out only now: whoever writes has seen an empty desk.
pub fn lock_to_write(conn: &mut Conn, desk: Uuid) -> Result<bool, Error> {
    match lock_one(conn, desk)? {
        (Some(step), _) => Err(refused(conn, step)?),
        (None, is_laid_out) => Ok(is_laid_out),
    }
}

/// The step that locks its text, and whether what was sent was laid out.
fn lock_one(conn: &mut Conn, desk: Uuid) -> Result<(Option<Uuid>, bool), Error> {
    let held = lock_desks(conn, &[desk])?.remove(&desk);
    let held = held.ok_or_else(|| Error::new(Problem::NotFound))?;
    let is_laid_out = held.is_sent && lay_out(conn, desk, held.version)?;
    Ok((held.locked_by, is_laid_out))
}

/// Why nothing is changed where this step has locked.
pub fn refused(conn: &mut Conn, step: Uuid) -> Result<Error, Error> {
    let step = find_step(conn, step)?;
    let step = step.ok_or_else(|| Error::internal("a lock without its step"))?;
    Ok(lock::refusal(&step))
}

type HeldRow = (
    Uid,
    Option<NaiveDate>,
    Option<Uid>,
    Option<Uid>,
    String,
    i64,
    bool,
);

/// What is read of a desk together with its lock.
#[derive(Debug, Clone, Copy, Default)]
pub struct Held {
    /// The deadline that was given to it alone.
    pub own_deadline: Option<NaiveDate>,
    /// When the meeting began whose minutes are written there.
    pub held_at: Option<DateTime<Utc>>,
    /// That meeting was cancelled.
    pub is_cancelled: bool,
    /// The step that locked its text.
    pub locked_by: Option<Uuid>,
    /// It is given together with others.
    pub is_joint: bool,
    /// Raised by every change.
    version: i64,
    /// An answer was sent from it.
    is_sent: bool,
}

/// Whoever sends from these desks, saves on them or confirms their address comes after this transaction; on
/// SQLite they do anyway. Taken in the order of the ids, so that two batches can wait and never block each
/// other for good. Those that there are.
pub fn lock_desks(conn: &mut Conn, desks: &[Uuid]) -> Result<HashMap<Uuid, Held>, Error> {
    let ids: Vec<Uid> = desks.iter().map(|id| Uid(*id)).collect();
    let found = desk::table
        .filter(desk::id.eq_any(ids))
        .order(desk::id)
        .select((
            desk::id,
            desk::deadline_on,
            desk::meeting_id,
            desk::locked_by,
            desk::capacity,
            desk::version,
            exists(submission::table.filter(submission::desk_id.eq(desk::id.nullable()))),
        ));
    let found: Vec<HeldRow> = match conn {
        Conn::Pg(c) => found.for_no_key_update().load(c)?,
        Conn::Sqlite(c) => found.load(c)?,
    };
    let meetings: Vec<Uid> = found.iter().filter_map(|row| row.2).collect();
    let meetings = meetings_of(conn, &meetings)?;
    let held = |(id, own_deadline, of, locked_by, given, version, is_sent): HeldRow| {
        let of = of.and_then(|of| meetings.get(&of.0));
        let held = Held {
            is_joint: given == capacity(true),
            own_deadline,
            held_at: of.map(|of| of.begins_at),
            is_cancelled: of.is_some_and(|of| of.is_cancelled),
            locked_by: locked_by.map(|step| step.0),
            version,
            is_sent,
        };
        (id.0, held)
    };
    Ok(found.into_iter().map(held).collect())
}

/// A meeting whose minutes are written at a desk.
#[derive(Debug, Clone, Copy)]
struct MeetingHour {
    begins_at: DateTime<Utc>,
    is_cancelled: bool,
}

/// What is known of these meetings, by their ids.
fn meetings_of(conn: &mut Conn, meetings: &[Uid]) -> Result<HashMap<Uuid, MeetingHour>, Error> {
    if meetings.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uid, Instant, Option<Instant>)> = meeting::table
        .filter(meeting::id.eq_any(meetings))
        .select((meeting::id, meeting::starts_at, meeting::cancelled_at))
        .load(conn)?;
    let known = |(id, at, cancelled): (Uid, Instant, Option<Instant>)| {
        let of = MeetingHour {
            begins_at: at.0,
            is_cancelled: cancelled.is_some(),
        };
        (id.0, of)
    };
    Ok(rows.into_iter().map(known).collect())
}

/// The text is locked by this step, or open again.
pub fn set_lock(conn: &mut Conn, id: Uuid, step: Option<Uuid>) -> Result<(), Error> {
    diesel::update(desk::table.filter(desk::id.eq(Uid(id))))
        .set(desk::locked_by.eq(step.map(Uid)))
        .execute(conn)?;
    Ok(())
}

/// The deadline that was given to this desk alone.
pub fn own_deadline(conn: &mut Conn, id: Uuid) -> Result<Option<NaiveDate>, Error> {
    let row = desk::table.filter(desk::id.eq(Uid(id)));
    let own: Option<Option<NaiveDate>> = row.select(desk::deadline_on).first(conn).optional()?;
    Ok(own.flatten())
}

/// Invited bodies whose deadline was moved before they had a desk.
pub fn take_over_deadlines(
    conn: &mut Conn,
    consultation: Uuid,
    invited: &[Uuid],
) -> Result<(), Error> {
    for change in deadlines_of(conn, consultation)? {
        if matches!(change.whose, Whose::Invited(id) if invited.contains(&id)) {
            set_own_deadline(conn, change.whose, change.new_on)?;
        }
    }
    Ok(())
}

/// These desks were given a deadline of their own; whoever sends from them meanwhile comes before or after.
pub fn set_own_deadline(conn: &mut Conn, of: Whose, on: NaiveDate) -> Result<(), Error> {
    let found = desk::table.select(desk::id).order(desk::id);
    let ids: Vec<Uid> = match of {
        Whose::All => return Ok(()),
        Whose::Invited(id) => found
            .filter(desk::invited_id.eq(Some(Uid(id))))
            .load(conn)?,
        Whose::Desk(id) => found.filter(desk::id.eq(Uid(id))).load(conn)?,
    };
    diesel::update(desk::table.filter(desk::id.eq_any(ids)))
        .set(desk::deadline_on.eq(Some(on)))
        .execute(conn)?;
    Ok(())
}
