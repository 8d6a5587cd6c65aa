//! The SQL of writing at once: signs of life, notes, who holds which part.

use crate::colleagues::holders::Holder;
use crate::colleagues::notes::Note;
use crate::colleagues::presence::Sign;
use crate::db::schema::{desk_holder, desk_note, desk_presence, link};
use crate::db::{Conn, Instant, Uid};
use crate::each;
use crate::error::Error;
use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// A sign of life; those of the same answer that died before `dead` go.
pub fn put_sign(
    conn: &mut Conn,
    desk: Uuid,
    sign: &Sign,
    dead: DateTime<Utc>,
) -> Result<(), Error> {
    let of_desk = desk_presence::desk_id.eq(Uid(desk));
    let gone = of_desk.and(desk_presence::seen_at.lt(Instant(dead)));
    diesel::delete(desk_presence::table.filter(gone)).execute(conn)?;
    let seen = desk_presence::seen_at.eq(Instant(sign.seen_at));
    each!(conn, c => diesel::insert_into(desk_presence::table)
        .values((
            desk_presence::link_id.eq(Uid(sign.link)),
            desk_presence::part.eq(&sign.part),
            of_desk,
            seen,
        ))
        .on_conflict((desk_presence::link_id, desk_presence::part))
        .do_update()
        .set(seen)
        .execute(c))?;
    Ok(())
}

/// The signs of life in an answer since then.
pub fn signs_since(conn: &mut Conn, desk: Uuid, since: DateTime<Utc>) -> Result<Vec<Sign>, Error> {
    let rows: Vec<(Uid, String, Instant)> = desk_presence::table
        .filter(desk_presence::desk_id.eq(Uid(desk)))
        .filter(desk_presence::seen_at.ge(Instant(since)))
        .order((desk_presence::link_id, desk_presence::part))
        .select((
            desk_presence::link_id,
            desk_presence::part,
            desk_presence::seen_at,
        ))
        .load(conn)?;
    let sign = |(link, part, seen_at): (Uid, String, Instant)| Sign {
        link: link.0,
        part,
        seen_at: seen_at.0,
    };
    Ok(rows.into_iter().map(sign).collect())
}

type NoteRow = (Uid, Uid, Option<String>, Uid, String, Instant);

const NOTE: (
    desk_note::id,
    desk_note::desk_id,
    desk_note::part,
    desk_note::link_id,
    desk_note::body,
    desk_note::written_at,
) = (
    desk_note::id,
    desk_note::desk_id,
    desk_note::part,
    desk_note::link_id,
    desk_note::body,
    desk_note::written_at,
);

fn note((id, desk, part, by, text, at): NoteRow) -> Note {
    Note {
        id: id.0,
        desk_id: desk.0,
        part,
        by: by.0,
        text,
        at: at.0,
    }
}

pub fn insert_note(conn: &mut Conn, note: &Note) -> Result<(), Error> {
    diesel::insert_into(desk_note::table)
        .values((
            desk_note::id.eq(Uid(note.id)),
            desk_note::desk_id.eq(Uid(note.desk_id)),
            desk_note::part.eq(note.part.as_deref()),
            desk_note::link_id.eq(Uid(note.by)),
            desk_note::body.eq(&note.text),
            desk_note::written_at.eq(Instant(note.at)),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn delete_note(conn: &mut Conn, id: Uuid) -> Result<(), Error> {
    diesel::delete(desk_note::table.filter(desk_note::id.eq(Uid(id)))).execute(conn)?;
    Ok(())
}

pub fn count_notes(conn: &mut Conn, desk: Uuid) -> Result<i64, Error> {
    let of_desk = desk_note::table.filter(desk_note::desk_id.eq(Uid(desk)));
    Ok(of_desk.select(count_star()).first(conn)?)
}

/// One note on this answer.
pub fn find_note(conn: &mut Conn, desk: Uuid, id: Uuid) -> Result<Option<Note>, Error> {
    let row: Option<NoteRow> = desk_note::table
        .filter(desk_note::id.eq(Uid(id)))
        .filter(desk_note::desk_id.eq(Uid(desk)))
        .select(NOTE)
        .first(conn)
        .optional()?;
    Ok(row.map(note))
}

/// Every note on an answer, the oldest first.
pub fn notes_of(conn: &mut Conn, desk: Uuid) -> Result<Vec<Note>, Error> {
    let rows: Vec<NoteRow> = desk_note::table
        .filter(desk_note::desk_id.eq(Uid(desk)))
        .order(desk_note::id)
        .select(NOTE)
        .load(conn)?;
    Ok(rows.into_iter().map(note).collect())
}

/// The notes on a part, or on the whole answer; the oldest first.
pub fn notes_of_part(conn: &mut Conn, desk: Uuid, part: Option<&str>) -> Result<Vec<Note>, Error> {
    let of_desk = desk_note::table
        .filter(desk_note::desk_id.eq(Uid(desk)))
        .order(desk_note::id)
        .select(NOTE);
    let rows: Vec<NoteRow> = match part {
        Some(part) => of_desk.filter(desk_note::part.eq(part)).load(conn)?,
        None => of_desk.filter(desk_note::part.is_null()).load(conn)?,
    };
    Ok(rows.into_iter().map(note).collect())
}

/// How many notes each part has, and the whole answer.
pub fn note_counts(conn: &mut Conn, desk: Uuid) -> Result<HashMap<Option<String>, usize>, Error> {
    let rows: Vec<(Option<String>, i64)> = desk_note::table
        .filter(desk_note::desk_id.eq(Uid(desk)))
        .group_by(desk_note::part)
        .select((desk_note::part, count_star()))
        .load(conn)?;
    let count = |n| usize::try_from(n).unwrap_or_default();
    Ok(rows.into_iter().map(|(part, n)| (part, count(n))).collect())
}

/// The links of somebody who was asked to take part, those that were ended among them.
pub fn links_of(conn: &mut Conn, contributor: Uuid) -> Result<Vec<Uuid>, Error> {
    let rows: Vec<Uid> = link::table
        .filter(link::contributor_id.eq(Some(Uid(contributor))))
        .select(link::id)
        .load(conn)?;
    Ok(rows.into_iter().map(|id| id.0).collect())
}

/// Whose each link is that was sent to somebody who was asked to take part.
pub fn links(conn: &mut Conn, desk: Uuid) -> Result<HashMap<Uuid, Uuid>, Error> {
    let rows: Vec<(Uid, Option<Uid>)> = link::table
        .filter(link::desk_id.eq(Uid(desk)))
        .filter(link::contributor_id.is_not_null())
        .select((link::id, link::contributor_id))
        .load(conn)?;
    let pair = |(id, whose): (Uid, Option<Uid>)| Some((id.0, whose?.0));
    Ok(rows.into_iter().filter_map(pair).collect())
}

/// Who writes which part. Whoever may not write there any more holds none.
pub fn who_holds(conn: &mut Conn, desk: Uuid) -> Result<HashMap<String, Holder>, Error> {
    let rows: Vec<(String, Option<Uid>)> = desk_holder::table
        .filter(desk_holder::desk_id.eq(Uid(desk)))
        .select((desk_holder::part, desk_holder::contributor_id))
        .load(conn)?;
    let asked = match rows.iter().any(|(_, whom)| whom.is_some()) {
        true => super::of_desk(conn, desk)?,
        false => Vec::new(),
    };
    let holder = |(part, whom): (String, Option<Uid>)| {
        let holder = whom.map_or(Holder::Coordinator, |id| Holder::Contributor(id.0));
        let may = match holder {
            Holder::Coordinator => true,
            Holder::Contributor(id) => asked.iter().any(|c| c.id == id && c.may_write_in(&part)),
        };
        may.then_some((part, holder))
    };
    Ok(rows.into_iter().filter_map(holder).collect())
}

pub fn set_holder(
    conn: &mut Conn,
    desk: Uuid,
    part: &str,
    holder: Option<Holder>,
) -> Result<(), Error> {
    let of_part = desk_holder::desk_id
        .eq(Uid(desk))
        .and(desk_holder::part.eq(part));
    let whom = match holder {
        None => {
            diesel::delete(desk_holder::table.filter(of_part)).execute(conn)?;
            return Ok(());
        }
        Some(Holder::Contributor(id)) => Some(Uid(id)),
        Some(Holder::Coordinator) => None,
    };
    let whom = desk_holder::contributor_id.eq(whom);
    each!(conn, c => diesel::insert_into(desk_holder::table)
        .values((desk_holder::desk_id.eq(Uid(desk)), desk_holder::part.eq(part), whom))
        .on_conflict((desk_holder::desk_id, desk_holder::part))
        .do_update()
        .set(whom)
        .execute(c))?;
    Ok(())
}

/// Nothing of these answers is left here.
pub fn forget_writing(conn: &mut Conn, desks: &[Uid]) -> Result<(), Error> {
    diesel::delete(desk_presence::table.filter(desk_presence::desk_id.eq_any(desks)))
        .execute(conn)?;
    diesel::delete(desk_note::table.filter(desk_note::desk_id.eq_any(desks))).execute(conn)?;
    diesel::delete(desk_holder::table.filter(desk_holder::desk_id.eq_any(desks))).execute(conn)?;
    Ok(())
}
