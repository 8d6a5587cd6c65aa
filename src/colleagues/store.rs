//! The SQL of those who take part in an answer; `writing` has that of their writing at once.

mod writing;

pub use writing::*;

use super::contributor::{Contributor, NewContributor};
use crate::db::schema::{contributor, desk, link};
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::right::Right;
use crate::session;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// Whoever else asks somebody to take part in this answer, or takes them out, comes after this transaction; on
/// SQLite they do anyway.
pub fn lock_desk(conn: &mut Conn, id: Uuid) -> Result<(), Error> {
    let row = desk::table.filter(desk::id.eq(Uid(id))).select(desk::id);
    let found: Option<Uid> = match conn {
        Conn::Pg(c) => row.for_no_key_update().first(c).optional()?,
        Conn::Sqlite(c) => row.first(c).optional()?,
    };
    found.map_or_else(|| Err(Problem::NotFound.into()), |_| Ok(()))
}

pub fn insert(conn: &mut Conn, new: &NewContributor) -> Result<(), Error> {
    diesel::insert_into(contributor::table)
        .values((
            contributor::id.eq(Uid(new.id)),
            contributor::desk_id.eq(Uid(new.desk_id)),
            contributor::name.eq(&new.name),
            contributor::email.eq(&new.email),
            contributor::may.eq(new.may.as_str()),
            contributor::parts.eq(Json(serde_json::json!(new.parts))),
            contributor::language.eq(new.language.code()),
            contributor::added_at.eq(Instant(new.at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes which colleague asked somebody.
pub fn set_asked_by(conn: &mut Conn, id: Uuid, by: Uuid) -> Result<(), Error> {
    diesel::update(contributor::table.filter(contributor::id.eq(Uid(id))))
        .set(contributor::asked_by.eq(Some(Uid(by))))
        .execute(conn)?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = contributor)]
struct Row {
    id: Uid,
    desk_id: Uid,
    name: String,
    email: String,
    may: String,
    parts: Json,
    language: String,
    added_at: Instant,
    ended_at: Option<Instant>,
    opened_at: Option<Instant>,
    ended_with_links: bool,
    asked_by: Option<Uid>,
}

impl From<Row> for Contributor {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.0,
            desk_id: row.desk_id.0,
            name: row.name,
            email: row.email,
            may: Right::parse(&row.may).unwrap_or(Right::Confirm),
            parts: serde_json::from_value(row.parts.0).unwrap_or_default(),
            language: Lang::parse(&row.language).unwrap_or(Lang::Nb),
            added_at: row.added_at.0,
            opened_at: row.opened_at.map(|at| at.0),
            ended_at: row.ended_at.map(|at| at.0),
            ended_with_links: row.ended_with_links,
            asked_by: row.asked_by.map(|id| id.0),
        }
    }
}

/// Those who take part in an answer, and those who did, in the order in which they were asked. Who only signs it is
/// none of them.
pub fn of_desk(conn: &mut Conn, desk: Uuid) -> Result<Vec<Contributor>, Error> {
    let rows: Vec<Row> = contributor::table
        .filter(contributor::desk_id.eq(Uid(desk)))
        .filter(contributor::may.ne(Right::Confirm.as_str()))
        .order(contributor::id)
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Contributor::from).collect())
}

/// One who takes part in this answer, or did.
pub fn find(conn: &mut Conn, desk: Uuid, id: Uuid) -> Result<Option<Contributor>, Error> {
    let of_desk = contributor::desk_id
        .eq(Uid(desk))
        .and(contributor::may.ne(Right::Confirm.as_str()));
    let row: Option<Row> = contributor::table
        .filter(contributor::id.eq(Uid(id)).and(of_desk))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(Contributor::from))
}

/// Who has this id, whichever answer they take part in, or did.
pub fn of_id(conn: &mut Conn, id: Uuid) -> Result<Option<Contributor>, Error> {
    let row: Option<Row> = contributor::table
        .filter(contributor::id.eq(Uid(id)))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(Contributor::from))
}

/// What somebody may do from now on: their links are the same, and it holds at the next request.
pub fn change(conn: &mut Conn, id: Uuid, may: Right, parts: &[String]) -> Result<(), Error> {
    diesel::update(contributor::table.filter(contributor::id.eq(Uid(id))))
        .set((
            contributor::may.eq(may.as_str()),
            contributor::parts.eq(Json(serde_json::json!(parts))),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes somebody out, with every link of theirs; from where they came by taking part here, too.
pub fn end(conn: &mut Conn, whose: &Contributor, at: DateTime<Utc>) -> Result<(), Error> {
    end_of(conn, whose.id, at)?;
    end_elsewhere(conn, whose, at)
}

fn end_of(conn: &mut Conn, id: Uuid, at: DateTime<Utc>) -> Result<(), Error> {
    let takes_part = contributor::id
        .eq(Uid(id))
        .and(contributor::ended_at.is_null());
    diesel::update(contributor::table.filter(takes_part))
        .set(contributor::ended_at.eq(Some(Instant(at))))
        .execute(conn)?;
    session::revoke_of_contributor(conn, id, at)
}

/// Takes somebody out of their body's other answer, where they came because they coordinated this one: there, they have
/// asked themselves.
pub fn end_elsewhere(conn: &mut Conn, whose: &Contributor, at: DateTime<Utc>) -> Result<(), Error> {
    let came = contributor::asked_by
        .eq(Some(Uid(whose.id)))
        .and(contributor::desk_id.ne(Uid(whose.desk_id)))
        .and(contributor::ended_at.is_null());
    let rows: Vec<Uid> = contributor::table
        .filter(came)
        .select(contributor::id)
        .load(conn)?;
    rows.into_iter().try_for_each(|id| end_of(conn, id.0, at))
}

/// The names of those who were asked to take part, by the links that they write with. Whoever holds another link
/// has the whole answer in their hands and no name of their own.
pub fn who_wrote(conn: &mut Conn, desk: Uuid) -> Result<HashMap<Uuid, String>, Error> {
    let rows: Vec<(Uid, String)> = link::table
        .inner_join(contributor::table.on(contributor::id.nullable().eq(link::contributor_id)))
        .filter(link::desk_id.eq(Uid(desk)))
        .select((link::id, contributor::name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, name)| (id.0, name)).collect())
}

/// What those who have the whole answer in their hands have told as their own names, by their links.
pub fn told_names(conn: &mut Conn, desk: Uuid) -> Result<HashMap<Uuid, String>, Error> {
    let told = session::told_names(conn, &[desk])?.into_iter();
    Ok(told.map(|told| (told.link_id, told.name)).collect())
}
