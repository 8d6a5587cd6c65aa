//! What is said of a whole råd: that there is no comment on it, or that it is ready.

use super::{lock_to_write, touch};
use crate::db::schema::{desk_advice, field};
use crate::db::{Conn, Instant, Uid};
use crate::each;
use crate::error::Error;
use crate::submissions::desk::{Mark, Marked};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

pub(super) fn marks_of(conn: &mut Conn, desk: Uuid) -> Result<HashMap<Uuid, Marked>, Error> {
    let rows = desk_advice::table
        .filter(desk_advice::desk_id.eq(Uid(desk)))
        .select((
            desk_advice::advice_id,
            desk_advice::mark,
            desk_advice::batch,
            desk_advice::at,
            desk_advice::link_id,
        ))
        .load::<(Uid, String, Option<Uid>, Instant, Option<Uid>)>(conn)?;
    let mark = |mark: &str, batch: Option<Uid>| match mark {
        "ready" => Mark::Ready,
        _ => Mark::NoComment {
            batch: batch.map(|b| b.0),
        },
    };
    Ok(rows
        .into_iter()
        .map(|(id, m, batch, at, by)| {
            let marked = Marked {
                mark: mark(&m, batch),
                at: at.0,
                by: by.map(|link| link.0),
            };
            (id.0, marked)
        })
        .collect())
}

/// The mark that a råd has.
pub fn mark_of(conn: &mut Conn, desk: Uuid, advice: Uuid) -> Result<Option<Mark>, Error> {
    let marked = marks_of(conn, desk)?.remove(&advice);
    Ok(marked.map(|marked| marked.mark))
}

/// Marks råd by somebody's link, or takes their marks away (`None`).
pub fn set_marks(
    conn: &mut Conn,
    desk: Uuid,
    advice: &[Uuid],
    mark: Option<Mark>,
    by: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let ids: Vec<Uid> = advice.iter().map(|id| Uid(*id)).collect();
    let those = desk_advice::desk_id
        .eq(Uid(desk))
        .and(desk_advice::advice_id.eq_any(&ids));
    diesel::delete(desk_advice::table.filter(those)).execute(conn)?;
    if let Some(mark) = mark {
        insert_marks(conn, desk, &ids, mark, by, now)?;
    }
    touch(conn, desk, now)
}

/// There is no comment on these råd, and on no others.
pub(super) fn put_no_comments(
    conn: &mut Conn,
    desk: Uuid,
    advice: &[Uuid],
    by: Option<Uuid>,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let ids: Vec<Uid> = advice.iter().map(|id| Uid(*id)).collect();
    let said = desk_advice::mark
        .eq("no_comment")
        .or(desk_advice::advice_id.eq_any(&ids));
    let marks = desk_advice::table.filter(desk_advice::desk_id.eq(Uid(desk)).and(said));
    diesel::delete(marks).execute(conn)?;
    insert_marks(conn, desk, &ids, Mark::NoComment { batch: None }, by, at)
}

fn insert_marks(
    conn: &mut Conn,
    desk: Uuid,
    advice: &[Uid],
    mark: Mark,
    by: Option<Uuid>,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let (name, batch) = match mark {
        Mark::Ready => ("ready", None),
        Mark::NoComment { batch } => ("no_comment", batch),
    };
    let row = |id: &Uid| {
        (
            desk_advice::desk_id.eq(Uid(desk)),
            desk_advice::advice_id.eq(*id),
            desk_advice::mark.eq(name),
            desk_advice::batch.eq(batch.map(Uid)),
            desk_advice::at.eq(Instant(at)),
            desk_advice::link_id.eq(by.map(Uid)),
        )
    };
    let rows: Vec<_> = advice.iter().map(row).collect();
    each!(conn, c => diesel::insert_into(desk_advice::table).values(&rows).execute(c))?;
    Ok(())
}

/// Whoever says something in a råd has a comment on it, though a colleague said meanwhile that there is none: what was
/// just written would not be sent under that mark.
pub(super) fn lift_no_comment(conn: &mut Conn, desk: Uuid, fields: &[Uid]) -> Result<(), Error> {
    if fields.is_empty() {
        return Ok(());
    }
    let without = || {
        desk_advice::desk_id
            .eq(Uid(desk))
            .and(desk_advice::mark.eq("no_comment"))
    };
    let marked: Vec<Uid> = desk_advice::table
        .filter(without())
        .select(desk_advice::advice_id)
        .load(conn)?;
    // Most of the time there is none.
    if marked.is_empty() {
        return Ok(());
    }
    let said: Vec<Option<Uid>> = field::table
        .filter(field::id.eq_any(fields))
        .select(field::advice_id)
        .load(conn)?;
    let said: Vec<Uid> = said.into_iter().flatten().collect();
    let lifted = desk_advice::table.filter(without().and(desk_advice::advice_id.eq_any(said)));
    diesel::delete(lifted).execute(conn)?;
    Ok(())
}

/// Takes away the marks that were set together; how many.
pub fn unmark_batch(
    conn: &mut Conn,
    desk: Uuid,
    batch: Uuid,
    now: DateTime<Utc>,
) -> Result<usize, Error> {
    lock_to_write(conn, desk)?;
    let set_together = desk_advice::desk_id
        .eq(Uid(desk))
        .and(desk_advice::batch.eq(Some(Uid(batch))));
    let n = diesel::delete(desk_advice::table.filter(set_together)).execute(conn)?;
    // Another desk's batch, or one that was undone: whoever is told so has changed nothing.
    if n > 0 {
        touch(conn, desk, now)?;
    }
    Ok(n)
}
