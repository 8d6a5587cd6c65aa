//! The SQL of lists: their rows, and who is on them.

use super::{BodyList, ListState};
use crate::bodies::store::CHUNK;
use crate::db::schema::{body_list, body_list_member as member};
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::insert_rows;
use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

type Columns = (Uid, String, String, i64, Instant);

fn read((id, name, state, version, changed_at): Columns, members: i64) -> Result<BodyList, Error> {
    let state = ListState::parse(&state);
    Ok(BodyList {
        id: id.0,
        name,
        state: state.ok_or_else(|| Error::internal("a list in a state that is unknown"))?,
        version,
        changed_at: changed_at.0,
        members,
    })
}

macro_rules! columns {
    () => {
        (
            body_list::id,
            body_list::name,
            body_list::state,
            body_list::version,
            body_list::changed_at,
        )
    };
}

pub fn find(conn: &mut Conn, id: Uuid) -> Result<Option<BodyList>, Error> {
    let row: Option<Columns> = body_list::table
        .find(Uid(id))
        .select(columns!())
        .first(conn)
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    let of = member::table.filter(member::list_id.eq(Uid(id)));
    let members = of.select(count_star()).first(conn)?;
    read(row, members).map(Some)
}

/// Every list, the one that was changed last first.
pub fn list_all(conn: &mut Conn) -> Result<Vec<BodyList>, Error> {
    let counted: Vec<(Uid, i64)> = member::table
        .group_by(member::list_id)
        .select((member::list_id, count_star()))
        .load(conn)?;
    let counted: HashMap<Uid, i64> = counted.into_iter().collect();
    let rows: Vec<Columns> = body_list::table
        .order((body_list::changed_at.desc(), body_list::id.desc()))
        .select(columns!())
        .load(conn)?;
    let whole = |row: Columns| {
        let members = counted.get(&row.0).copied();
        read(row, members.unwrap_or(0))
    };
    rows.into_iter().map(whole).collect()
}

/// Which list is called so, if any.
pub fn find_id_by_name(conn: &mut Conn, name: &str) -> Result<Option<Uuid>, Error> {
    let row = body_list::table.filter(body_list::name.eq(name));
    let id: Option<Uid> = row.select(body_list::id).first(conn).optional()?;
    Ok(id.map(|id| id.0))
}

pub fn insert(conn: &mut Conn, id: Uuid, name: &str, now: DateTime<Utc>) -> Result<(), Error> {
    diesel::insert_into(body_list::table)
        .values((
            body_list::id.eq(Uid(id)),
            body_list::name.eq(name),
            body_list::state.eq(ListState::Draft.as_str()),
            body_list::version.eq(1_i64),
            body_list::created_at.eq(Instant(now)),
            body_list::changed_at.eq(Instant(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The list as it is from now on; its version is raised.
pub fn update(
    conn: &mut Conn,
    id: Uuid,
    name: &str,
    state: ListState,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    diesel::update(body_list::table.find(Uid(id)))
        .set((
            body_list::name.eq(name),
            body_list::state.eq(state.as_str()),
            body_list::version.eq(body_list::version + 1),
            body_list::changed_at.eq(Instant(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Everybody on a list.
pub fn member_ids(conn: &mut Conn, list: Uuid) -> Result<Vec<Uuid>, Error> {
    let of = member::table.filter(member::list_id.eq(Uid(list)));
    let ids: Vec<Uid> = of
        .order(member::body_id)
        .select(member::body_id)
        .load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// Those of these bodies that are on a list.
pub fn members_among(conn: &mut Conn, list: Uuid, bodies: &[Uuid]) -> Result<HashSet<Uuid>, Error> {
    let mut found = HashSet::new();
    for chunk in bodies.chunks(CHUNK) {
        let ids: Vec<Uid> = chunk.iter().copied().map(Uid).collect();
        let rows: Vec<Uid> = member::table
            .filter(member::list_id.eq(Uid(list)))
            .filter(member::body_id.eq_any(ids))
            .select(member::body_id)
            .load(conn)?;
        found.extend(rows.into_iter().map(|id| id.0));
    }
    Ok(found)
}

#[derive(Insertable)]
#[diesel(table_name = member, treat_none_as_default_value = false)]
struct NewMember {
    list_id: Uid,
    body_id: Uid,
    added_at: Instant,
}

/// Puts bodies on a list that they are not on.
pub fn insert_members(
    conn: &mut Conn,
    list: Uuid,
    bodies: &[Uuid],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for chunk in bodies.chunks(CHUNK) {
        let row = |id: &Uuid| NewMember {
            list_id: Uid(list),
            body_id: Uid(*id),
            added_at: Instant(now),
        };
        let rows: Vec<NewMember> = chunk.iter().map(row).collect();
        insert_rows!(conn, member::table, &rows)?;
    }
    Ok(())
}

/// Takes bodies off a list; how many were on it.
pub fn delete_members(conn: &mut Conn, list: Uuid, bodies: &[Uuid]) -> Result<usize, Error> {
    let mut gone = 0;
    for chunk in bodies.chunks(CHUNK) {
        let ids: Vec<Uid> = chunk.iter().copied().map(Uid).collect();
        let these = member::table
            .filter(member::list_id.eq(Uid(list)))
            .filter(member::body_id.eq_any(ids));
        gone += diesel::delete(these).execute(conn)?;
    }
    Ok(gone)
}
