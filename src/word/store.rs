//! The SQL of what was read in files.

use super::place::Reading;
use crate::db::schema::docx_reading as r;
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::Error;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// What was read in a file, for which desk, and by whose link it came.
#[derive(Debug, Clone)]
pub struct Kept {
    pub id: Uuid,
    pub desk_id: Uuid,
    pub link_id: Uuid,
    pub file_name: String,
    pub reading: Reading,
    pub at: DateTime<Utc>,
}

pub fn insert(conn: &mut Conn, kept: &Kept) -> Result<(), Error> {
    let reading =
        serde_json::to_value(&kept.reading).map_err(|e| Error::internal(e.to_string()))?;
    diesel::insert_into(r::table)
        .values((
            r::id.eq(Uid(kept.id)),
            r::desk_id.eq(Uid(kept.desk_id)),
            r::link_id.eq(Uid(kept.link_id)),
            r::file_name.eq(&kept.file_name),
            r::reading.eq(Json(reading)),
            r::created_at.eq(Instant(kept.at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// What was read for this desk; no other's.
pub fn find(conn: &mut Conn, id: Uuid, desk: Uuid) -> Result<Option<Kept>, Error> {
    let row: Option<(Uid, String, Json, Instant)> = r::table
        .filter(r::id.eq(Uid(id)))
        .filter(r::desk_id.eq(Uid(desk)))
        .select((r::link_id, r::file_name, r::reading, r::created_at))
        .first(conn)
        .optional()?;
    let Some((link, file_name, reading, at)) = row else {
        return Ok(None);
    };
    let reading = serde_json::from_value(reading.0).map_err(|e| Error::internal(e.to_string()))?;
    Ok(Some(Kept {
        id,
        desk_id: desk,
        link_id: link.0,
        file_name,
        reading,
        at: at.0,
    }))
}

/// Leaves this link at most so many at a desk: the oldest go.
pub fn leave(conn: &mut Conn, desk: Uuid, link: Uuid, most: i64) -> Result<(), Error> {
    let old: Vec<Uid> = r::table
        .filter(r::desk_id.eq(Uid(desk)))
        .filter(r::link_id.eq(Uid(link)))
        .order((r::created_at.desc(), r::id.desc()))
        .offset(most)
        .limit(1_000)
        .select(r::id)
        .load(conn)?;
    diesel::delete(r::table.filter(r::id.eq_any(old))).execute(conn)?;
    Ok(())
}

/// Deletes what was read before this.
pub fn sweep(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, Error> {
    let old = r::table.filter(r::created_at.lt(Instant(before)));
    Ok(diesel::delete(old).execute(conn)?)
}
