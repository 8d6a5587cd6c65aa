//! Files that were shown and not yet taken over, and which bodies their rows name.

use crate::bodies::store::CHUNK;
use crate::db::schema::{body, body_name, register_import as r};
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::ids;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// A file as it came.
pub struct Kept {
    pub file_name: String,
    pub content: Vec<u8>,
    pub applied_at: Option<DateTime<Utc>>,
}

pub fn insert(
    conn: &mut Conn,
    staff_id: Uuid,
    file_name: &str,
    content: &[u8],
    now: DateTime<Utc>,
) -> Result<Uuid, Error> {
    let id = ids::new(now);
    diesel::insert_into(r::table)
        .values((
            r::id.eq(Uid(id)),
            r::staff_id.eq(Uid(staff_id)),
            r::file_name.eq(file_name),
            r::content.eq(content),
            r::created_at.eq(Instant(now)),
        ))
        .execute(conn)?;
    Ok(id)
}

pub fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Kept>, Error> {
    let row: Option<(String, Vec<u8>, Option<Instant>)> = r::table
        .find(Uid(id))
        .select((r::file_name, r::content, r::applied_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(file_name, content, applied_at)| Kept {
        file_name,
        content,
        applied_at: applied_at.map(|at| at.0),
    }))
}

pub fn set_applied(conn: &mut Conn, id: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    diesel::update(r::table.find(Uid(id)))
        .set(r::applied_at.eq(Some(Instant(now))))
        .execute(conn)?;
    Ok(())
}

/// Deletes the files that came before this.
pub fn sweep(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, Error> {
    let old = r::table.filter(r::created_at.lt(Instant(before)));
    Ok(diesel::delete(old).execute(conn)?)
}

pub fn ids_by_org_no(conn: &mut Conn, nos: &[String]) -> Result<HashMap<String, Uuid>, Error> {
    let mut found = HashMap::new();
    for chunk in nos.chunks(CHUNK) {
        let rows: Vec<(Option<String>, Uid)> = body::table
            .filter(body::org_no.eq_any(chunk))
            .select((body::org_no, body::id))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|(no, id)| Some((no?, id.0))));
    }
    Ok(found)
}

pub fn ids_by_municipality_no(
    conn: &mut Conn,
    nos: &[String],
) -> Result<HashMap<String, Uuid>, Error> {
    let mut found = HashMap::new();
    for chunk in nos.chunks(CHUNK) {
        let rows: Vec<(Option<String>, Uid)> = body::table
            .filter(body::municipality_no.eq_any(chunk))
            .select((body::municipality_no, body::id))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|(no, id)| Some((no?, id.0))));
    }
    Ok(found)
}

/// The bodies that have these names now.
pub fn ids_by_name(
    conn: &mut Conn,
    folded: &[String],
) -> Result<HashMap<String, Vec<Uuid>>, Error> {
    let mut found: HashMap<String, Vec<Uuid>> = HashMap::new();
    for chunk in folded.chunks(CHUNK) {
        // PostgreSQL takes no NUL; no name has one.
        let chunk: Vec<&String> = chunk.iter().filter(|name| !name.contains('\0')).collect();
        let rows: Vec<(String, Uid)> = body_name::table
            .filter(body_name::folded.eq_any(chunk))
            .filter(body_name::valid_to.is_null())
            .select((body_name::folded, body_name::body_id))
            .load(conn)?;
        for (name, id) in rows {
            let ids = found.entry(name).or_default();
            if !ids.contains(&id.0) {
                ids.push(id.0);
            }
        }
    }
    Ok(found)
}
