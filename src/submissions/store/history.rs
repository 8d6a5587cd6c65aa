//! The SQL of what has been saved in a field: every version, those that never stood among them.

use crate::db::schema::desk_field_version as version;
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::submissions::desk::FieldState;
use diesel::prelude::*;
use uuid::Uuid;

/// A text as it was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptVersion {
    pub state: FieldState,
    /// It met another that was saved meanwhile, and was kept beside it: it never stood.
    pub aside: bool,
}

type Row = (
    i64,
    Option<String>,
    Option<String>,
    Instant,
    Option<Uid>,
    bool,
);

fn kept((no, text, choice, at, by, aside): Row) -> KeptVersion {
    KeptVersion {
        state: FieldState {
            version: no,
            text,
            choice,
            saved_at: Some(at.0),
            by: by.map(|link| link.0),
        },
        aside,
    }
}

/// What was saved in a field, the newest first; below a version, when one is named.
pub fn versions_of_field(
    conn: &mut Conn,
    desk: Uuid,
    field: Uuid,
    below: Option<i64>,
    limit: i64,
) -> Result<Vec<KeptVersion>, Error> {
    let rows: Vec<Row> = version::table
        .filter(version::desk_id.eq(Uid(desk)))
        .filter(version::field_id.eq(Uid(field)))
        .filter(version::version.lt(below.unwrap_or(i64::MAX)))
        .order(version::version.desc())
        .limit(limit)
        .select((
            version::version,
            version::body,
            version::choice,
            version::saved_at,
            version::link_id,
            version::aside,
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(kept).collect())
}

/// What stood in a field before this version came.
pub fn stood_before(
    conn: &mut Conn,
    desk: Uuid,
    field: Uuid,
    below: i64,
) -> Result<Option<FieldState>, Error> {
    let row: Option<Row> = version::table
        .filter(version::desk_id.eq(Uid(desk)))
        .filter(version::field_id.eq(Uid(field)))
        .filter(version::version.lt(below))
        .filter(version::aside.eq(false))
        .order(version::version.desc())
        .select((
            version::version,
            version::body,
            version::choice,
            version::saved_at,
            version::link_id,
            version::aside,
        ))
        .first(conn)
        .optional()?;
    Ok(row.map(|row| kept(row).state))
}
