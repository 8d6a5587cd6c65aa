//! The freeze: in a database that was restored nothing is sent until an operator lets it go, since others may have sent
//! since then what waits there.

use crate::db::schema::{outbox, outbox_freeze};
use crate::db::{Conn, Instant};
use crate::each;
use crate::error::Error;
use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::BTreeMap;

const ONE: i32 = 1;
/// A letter that is owed and neither sent nor given up.
const WAITS: [&str; 3] = ["queued", "retry", "leased"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freeze {
    /// The moment that the restored database shows; what was sent after it is not known to it.
    pub as_of: DateTime<Utc>,
    pub frozen_at: DateTime<Utc>,
}

/// Nothing is sent from here on. Of several moments the first stands: what came after it was never let go.
pub fn freeze(conn: &mut Conn, as_of: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Error> {
    let row = (
        outbox_freeze::id.eq(ONE),
        outbox_freeze::as_of.eq(Instant(as_of)),
        outbox_freeze::frozen_at.eq(Instant(now)),
    );
    each!(conn, c => diesel::insert_into(outbox_freeze::table)
        .values(row)
        .on_conflict(outbox_freeze::id)
        .do_update()
        .set(outbox_freeze::frozen_at.eq(Instant(now)))
        .execute(c))?;
    Ok(())
}

/// The freeze, while there is one.
pub fn frozen(conn: &mut Conn) -> Result<Option<Freeze>, Error> {
    let row: Option<(Instant, Instant)> = outbox_freeze::table
        .select((outbox_freeze::as_of, outbox_freeze::frozen_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(as_of, frozen_at)| Freeze {
        as_of: as_of.0,
        frozen_at: frozen_at.0,
    }))
}

/// The freeze is over.
pub fn let_go(conn: &mut Conn) -> Result<(), Error> {
    diesel::delete(outbox_freeze::table).execute(conn)?;
    Ok(())
}

/// How many letters wait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Owed up to the moment that was asked about, so that they may have been sent by others.
    pub before: i64,
    pub after: i64,
}

/// The letters that wait, by kind.
pub fn waiting(
    conn: &mut Conn,
    as_of: Option<DateTime<Utc>>,
) -> Result<BTreeMap<String, Waiting>, Error> {
    let all = || outbox::table.filter(outbox::state.eq_any(WAITS));
    let rows: Vec<(String, i64)> = all()
        .group_by(outbox::kind)
        .select((outbox::kind, count_star()))
        .load(conn)?;
    let early: Vec<(String, i64)> = match as_of {
        Some(as_of) => all()
            .filter(outbox::created_at.le(Instant(as_of)))
            .group_by(outbox::kind)
            .select((outbox::kind, count_star()))
            .load(conn)?,
        None => Vec::new(),
    };
    let mut waiting: BTreeMap<String, Waiting> = BTreeMap::new();
    for (kind, n) in rows {
        waiting.entry(kind).or_default().after = n;
    }
    for (kind, n) in early {
        let of = waiting.entry(kind).or_default();
        (of.before, of.after) = (n, of.after - n);
    }
    Ok(waiting)
}

/// Parks the letters that wait and were owed up to then, of these kinds or of all; how many. Staff or an operator can
/// still let each of them go.
pub fn park_waiting(
    conn: &mut Conn,
    until: DateTime<Utc>,
    kinds: &[String],
    why: &str,
) -> Result<usize, Error> {
    let early = outbox::created_at.le(Instant(until));
    let mut these =
        diesel::update(outbox::table.filter(outbox::state.eq_any(WAITS).and(early))).into_boxed();
    if !kinds.is_empty() {
        these = these.filter(outbox::kind.eq_any(kinds));
    }
    let parked = these.set((
        outbox::state.eq("parked"),
        outbox::lease_until.eq(None::<Instant>),
        outbox::reply.eq(Some(why)),
    ));
    Ok(parked.execute(conn)?)
}

/// What waits is due now, and is tried for three days from now on; how many.
pub fn release_waiting(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, Error> {
    let waits = outbox::table.filter(outbox::state.eq_any(WAITS));
    let released = diesel::update(waits).set((
        outbox::state.eq("queued"),
        outbox::lease_until.eq(None::<Instant>),
        outbox::due_at.eq(Instant(now)),
        outbox::created_at.eq(Instant(now)),
    ));
    Ok(released.execute(conn)?)
}
