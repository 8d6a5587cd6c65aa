//! Working copies in the database.

use super::manuscript::Manuscript;
use super::working_copy::{By, WorkingCopy};
use crate::db::schema::working_copy as w;
use crate::db::{Conn, Instant, Json, Uid, dialect};
use crate::error::Error;
use diesel::prelude::*;
use uuid::Uuid;

/// Beginnings follow each other, so that two cannot take one address. «OPPSETT» in ASCII, as a number.
const LOCK: i64 = 0x004f_5050_5345_5454;

pub fn lock(conn: &mut Conn) -> Result<(), Error> {
    dialect::lock_keys(conn, &[LOCK])
}

type Row = (
    Uid,
    String,
    Option<Uid>,
    Option<i32>,
    i64,
    Json,
    Option<Uid>,
    Instant,
    Uid,
    Instant,
);

type Columns = (
    w::id,
    w::slug,
    w::consultation_id,
    w::base_version,
    w::version,
    w::manuscript,
    w::asked_by,
    w::created_at,
    w::changed_by,
    w::changed_at,
);

const COLUMNS: Columns = (
    w::id,
    w::slug,
    w::consultation_id,
    w::base_version,
    w::version,
    w::manuscript,
    w::asked_by,
    w::created_at,
    w::changed_by,
    w::changed_at,
);

fn read(row: Row) -> Result<WorkingCopy, Error> {
    let (id, slug, consultation_id, base_version, version, manuscript, asked, begun, by, at) = row;
    let manuscript: Manuscript =
        serde_json::from_value(manuscript.0).map_err(|e| Error::internal(e.to_string()))?;
    Ok(WorkingCopy {
        id: id.0,
        slug,
        consultation_id: consultation_id.map(|id| id.0),
        base_version,
        version,
        manuscript,
        asked_by: asked.map(|id| id.0),
        begun_at: begun.0,
        changed_by: by.0,
        changed_at: at.0,
    })
}

pub fn find(conn: &mut Conn, slug: &str) -> Result<Option<WorkingCopy>, Error> {
    // What else stands in an address is no slug; PostgreSQL would not even take some of it.
    if slug.contains('\0') {
        return Ok(None);
    }
    let row: Option<Row> = w::table
        .filter(w::slug.eq(slug))
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    row.map(read).transpose()
}

/// Whoever would change it or throw it away waits until this transaction ends.
pub fn hold(conn: &mut Conn, slug: &str) -> Result<(), Error> {
    // Writers to SQLite follow each other anyway.
    let Conn::Pg(conn) = conn else { return Ok(()) };
    let found = w::table.filter(w::slug.eq(slug)).select(w::id);
    found.for_update().load::<Uid>(conn)?;
    Ok(())
}

/// All of them, the last changed first.
pub fn list(conn: &mut Conn) -> Result<Vec<WorkingCopy>, Error> {
    let rows: Vec<Row> = w::table
        .order((w::changed_at.desc(), w::id.desc()))
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter().map(read).collect()
}

fn json(manuscript: &Manuscript) -> Result<Json, Error> {
    let value = serde_json::to_value(manuscript).map_err(|e| Error::internal(e.to_string()))?;
    Ok(Json(value))
}

pub fn insert(conn: &mut Conn, copy: &WorkingCopy) -> Result<(), Error> {
    diesel::insert_into(w::table)
        .values((
            w::id.eq(Uid(copy.id)),
            w::slug.eq(&copy.slug),
            w::consultation_id.eq(copy.consultation_id.map(Uid)),
            w::base_version.eq(copy.base_version),
            w::version.eq(copy.version),
            w::manuscript.eq(json(&copy.manuscript)?),
            w::created_by.eq(Uid(copy.changed_by)),
            w::created_at.eq(Instant(copy.begun_at)),
            w::changed_by.eq(Uid(copy.changed_by)),
            w::changed_at.eq(Instant(copy.changed_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The next version, where this one still stands. What was asked for was asked of what stood there before.
pub fn update(
    conn: &mut Conn,
    id: Uuid,
    seen: i64,
    manuscript: &Manuscript,
    by: By,
) -> Result<bool, Error> {
    let changed = diesel::update(w::table.find(Uid(id)).filter(w::version.eq(seen)))
        .set((
            w::version.eq(seen + 1),
            w::manuscript.eq(json(manuscript)?),
            w::asked_by.eq(None::<Uid>),
            w::changed_by.eq(Uid(by.staff_id)),
            w::changed_at.eq(Instant(by.at)),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

pub fn set_asked(conn: &mut Conn, id: Uuid, seen: i64, by: Option<Uuid>) -> Result<bool, Error> {
    let changed = diesel::update(w::table.find(Uid(id)).filter(w::version.eq(seen)))
        .set(w::asked_by.eq(by.map(Uid)))
        .execute(conn)?;
    Ok(changed == 1)
}

pub fn delete(conn: &mut Conn, id: Uuid, seen: i64) -> Result<bool, Error> {
    let gone = diesel::delete(w::table.find(Uid(id)).filter(w::version.eq(seen))).execute(conn)?;
    Ok(gone == 1)
}
