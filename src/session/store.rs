//! The SQL of links and sessions.

use super::{LinkKind, SESSION_LIFE};
use crate::audit::Actor;
use crate::db::schema::{contributor, desk, link, session, session_link};
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::{Error, Problem};
use crate::right::Right;
use crate::{each, insert_rows};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::HashSet;
use uuid::Uuid;

/// A link as stored: never its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub id: Uuid,
    pub kind: LinkKind,
    pub desk_id: Uuid,
    /// The consultation that is answered there.
    pub consultation_id: Uuid,
    /// The address that pressing the button confirms.
    pub confirms: Option<String>,
    pub generation: i32,
    pub key_version: i32,
    pub token_sha256: [u8; 32],
    /// It opens nothing from then on: it was ended, or whoever it belongs to was taken out.
    pub revoked_at: Option<DateTime<Utc>>,
    /// The colleague it belongs to: by it they were asked to take part, or it stands in letters that they have caused.
    /// Everybody else has the whole answer in their hands.
    pub contributor_id: Option<Uuid>,
    pub right: Right,
    /// The parts that its holder may write in: keys of råd, or of the general comments. Empty is all.
    pub parts: Vec<String>,
    /// Whoever was asked to take part has not used it yet.
    pub is_unopened: bool,
}

type Row = (
    Uid,
    String,
    (Uid, Uid),
    Option<String>,
    i32,
    i32,
    Vec<u8>,
    (Option<Instant>, Option<Instant>),
    Option<Uid>,
    Option<String>,
    Option<Json>,
    Option<Instant>,
);

/// Links with what those who were asked to take part may do.
macro_rules! links {
    ($from:expr) => {
        $from
            .inner_join(desk::table.on(desk::id.eq(link::desk_id)))
            .left_join(contributor::table.on(contributor::id.nullable().eq(link::contributor_id)))
            .select((
                link::id,
                link::kind,
                (link::desk_id, desk::consultation_id),
                link::confirms,
                link::generation,
                link::key_version,
                link::token_sha256,
                (link::revoked_at, contributor::ended_at.nullable()),
                link::contributor_id,
                contributor::may.nullable(),
                contributor::parts.nullable(),
                contributor::opened_at.nullable(),
            ))
    };
}

fn from_row(
    (id, kind, desk, confirms, generation, key_version, hash, revoked, whose, may, parts, opened): Row,
) -> Link {
    let kind = LinkKind::parse(&kind).unwrap_or(LinkKind::Desk);
    let right = may.map(|may| Right::parse(&may).unwrap_or(Right::Confirm));
    let parts = parts.and_then(|parts| serde_json::from_value(parts.0).ok());
    Link {
        id: id.0,
        kind,
        desk_id: desk.0.0,
        consultation_id: desk.1.0,
        confirms,
        generation,
        key_version,
        token_sha256: hash.try_into().unwrap_or_default(),
        revoked_at: revoked.0.or(revoked.1).map(|at| at.0),
        contributor_id: whose.map(|id| id.0),
        right: right.unwrap_or(Right::Coordinate),
        parts: parts.unwrap_or_default(),
        is_unopened: whose.is_some() && opened.is_none(),
    }
}

/// A link issued anew counts from here.
pub const FIRST_GENERATION: i32 = 1;

/// A link to be stored.
#[derive(Debug, Clone)]
pub struct NewLink {
    pub id: Uuid,
    pub kind: LinkKind,
    pub desk_id: Uuid,
    pub confirms: Option<String>,
    pub contributor_id: Option<Uuid>,
    /// What whoever gets it has told as their name.
    pub told_name: Option<String>,
    pub key_version: i32,
    pub token_sha256: [u8; 32],
    pub at: DateTime<Utc>,
}

pub fn insert_link(conn: &mut Conn, new: &NewLink) -> Result<(), Error> {
    insert_links(conn, &[new])
}

pub fn insert_links(conn: &mut Conn, new: &[&NewLink]) -> Result<(), Error> {
    if new.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = new
        .iter()
        .map(|l| {
            (
                link::id.eq(Uid(l.id)),
                link::kind.eq(l.kind.as_str()),
                link::desk_id.eq(Uid(l.desk_id)),
                link::confirms.eq(l.confirms.as_deref()),
                link::contributor_id.eq(l.contributor_id.map(Uid)),
                link::told_name.eq(l.told_name.as_deref()),
                link::generation.eq(FIRST_GENERATION),
                link::key_version.eq(l.key_version),
                link::token_sha256.eq(l.token_sha256.as_slice()),
                link::created_at.eq(Instant(l.at)),
            )
        })
        .collect();
    insert_rows!(conn, link::table, &rows)?;
    Ok(())
}

/// The link with this token, revoked or not.
pub fn find_link(conn: &mut Conn, token_sha256: &[u8; 32]) -> Result<Option<Link>, Error> {
    let row = links!(link::table)
        .filter(link::token_sha256.eq(token_sha256.as_slice()))
        .first::<Row>(conn)
        .optional()?;
    Ok(row.map(from_row))
}

/// The link that was made last of those that open something.
pub fn newest_link(conn: &mut Conn) -> Result<Option<Link>, Error> {
    let row = links!(link::table)
        .filter(link::revoked_at.is_null())
        .order(link::id.desc())
        .first::<Row>(conn)
        .optional()?;
    Ok(row.map(from_row))
}

/// The desk's live link of this kind, apart from those that stand in letters to one address.
pub fn live_link_of(conn: &mut Conn, desk: Uuid, kind: LinkKind) -> Result<Option<Link>, Error> {
    let live = link::desk_id
        .eq(Uid(desk))
        .and(link::kind.eq(kind.as_str()))
        .and(link::confirms.is_null())
        .and(link::revoked_at.is_null());
    let row = links!(link::table)
        .filter(live)
        .filter(contributor::ended_at.is_null())
        .order(link::id)
        .first::<Row>(conn)
        .optional()?;
    Ok(row.map(from_row))
}

/// The desk's live link for letters to this address, so that every letter carries the same one: where there are several, that
/// of whoever has the whole answer in their hands.
pub fn live_letter_link(conn: &mut Conn, desk: Uuid, address: &str) -> Result<Option<Link>, Error> {
    let live = link::desk_id
        .eq(Uid(desk))
        .and(link::confirms.eq(address))
        .and(link::revoked_at.is_null());
    let row = links!(link::table)
        .filter(live)
        .filter(contributor::ended_at.is_null())
        .order((link::contributor_id.is_null().desc(), link::id))
        .first::<Row>(conn)
        .optional()?;
    Ok(row.map(from_row))
}

/// A link that stands in letters to one address, as those who coordinate see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterLink {
    pub id: Uuid,
    pub address: String,
    pub made_at: DateTime<Utc>,
    /// The colleague it belongs to; none where it opens the whole answer.
    pub contributor_id: Option<Uuid>,
    pub right: Right,
}

/// Every live link to a desk that stands in letters to one address, in the order in which they were made.
pub fn letter_links(conn: &mut Conn, desk: Uuid) -> Result<Vec<LetterLink>, Error> {
    type Row = (Uid, Option<String>, Instant, Option<Uid>, Option<String>);
    let rows: Vec<Row> = link::table
        .left_join(contributor::table.on(contributor::id.nullable().eq(link::contributor_id)))
        .filter(link::desk_id.eq(Uid(desk)))
        .filter(link::confirms.is_not_null())
        .filter(link::revoked_at.is_null())
        .filter(contributor::ended_at.is_null())
        .order(link::id)
        .select((
            link::id,
            link::confirms,
            link::created_at,
            link::contributor_id,
            contributor::may.nullable(),
        ))
        .load(conn)?;
    let letter = |(id, address, made_at, whose, may): Row| {
        let right = may.map(|may| Right::parse(&may).unwrap_or(Right::Confirm));
        Some(LetterLink {
            id: id.0,
            address: address?,
            made_at: made_at.0,
            contributor_id: whose.map(|id| id.0),
            right: right.unwrap_or(Right::Coordinate),
        })
    };
    Ok(rows.into_iter().filter_map(letter).collect())
}

/// The live link by which somebody was asked to take part, so that every letter that asks them carries the same one.
pub fn live_link_of_contributor(conn: &mut Conn, contributor: Uuid) -> Result<Option<Link>, Error> {
    let theirs = link::contributor_id
        .eq(Some(Uid(contributor)))
        .and(link::confirms.is_null())
        .and(link::revoked_at.is_null());
    let row = links!(link::table)
        .filter(theirs)
        .order(link::id.desc())
        .first::<Row>(conn)
        .optional()?;
    Ok(row.map(from_row).filter(|link| link.revoked_at.is_none()))
}

/// The link with this id, revoked or not.
pub fn link_of_id(conn: &mut Conn, id: Uuid) -> Result<Option<Link>, Error> {
    let row = links!(link::table)
        .filter(link::id.eq(Uid(id)))
        .first::<Row>(conn)
        .optional()?;
    Ok(row.map(from_row))
}

/// Looked at under the lock of the desk by whoever makes links to it: what is made by a link that was ended in the same
/// instant would outlive it.
pub fn still_opens(conn: &mut Conn, by: Actor) -> Result<(), Error> {
    let Actor::Link(id) = by else { return Ok(()) };
    match link_of_id(conn, id)? {
        Some(link) if link.revoked_at.is_some() => Err(Problem::LinkRevoked.into()),
        _ => Ok(()),
    }
}

/// Which of these links open nothing any more: [`still_opens`] for many at once.
pub fn revoked_among(conn: &mut Conn, links: &[Uuid]) -> Result<HashSet<Uuid>, Error> {
    if links.is_empty() {
        return Ok(HashSet::new());
    }
    let ids: Vec<Uid> = links.iter().map(|id| Uid(*id)).collect();
    let rows: Vec<Uid> = link::table
        .filter(link::id.eq_any(ids).and(link::revoked_at.is_not_null()))
        .select(link::id)
        .load(conn)?;
    Ok(rows.into_iter().map(|id| id.0).collect())
}

/// Notes that somebody who was asked to take part has used their link, the first time.
pub fn note_opened(conn: &mut Conn, contributor: Uuid, at: DateTime<Utc>) -> Result<(), Error> {
    let first = contributor::id
        .eq(Uid(contributor))
        .and(contributor::opened_at.is_null());
    diesel::update(contributor::table.filter(first))
        .set(contributor::opened_at.eq(Some(Instant(at))))
        .execute(conn)?;
    Ok(())
}

/// Ends a link; sessions that hold it lose it at the next request.
pub fn revoke(conn: &mut Conn, id: Uuid, at: DateTime<Utc>) -> Result<(), Error> {
    diesel::update(link::table.filter(link::id.eq(Uid(id)).and(link::revoked_at.is_null())))
        .set(link::revoked_at.eq(Some(Instant(at))))
        .execute(conn)?;
    Ok(())
}

/// Ends the links by which a desk was begun, or opened from the body's other one.
pub fn revoke_first(conn: &mut Conn, desk: Uuid, at: DateTime<Utc>) -> Result<(), Error> {
    let live = link::desk_id
        .eq(Uid(desk))
        .and(link::kind.eq(LinkKind::Desk.as_str()))
        .and(link::revoked_at.is_null());
    diesel::update(link::table.filter(live))
        .set(link::revoked_at.eq(Some(Instant(at))))
        .execute(conn)?;
    Ok(())
}

/// Notes what whoever holds a link has told as their name.
pub fn tell_name(conn: &mut Conn, id: Uuid, name: &str) -> Result<(), Error> {
    diesel::update(link::table.filter(link::id.eq(Uid(id))))
        .set(link::told_name.eq(Some(name)))
        .execute(conn)?;
    Ok(())
}

/// The name that somebody who has the whole answer in their hands has told as their own.
#[derive(Debug, Clone)]
pub struct ToldName {
    pub desk_id: Uuid,
    /// The link that they told it by.
    pub link_id: Uuid,
    pub name: String,
    /// The link opens the answer still.
    pub is_live: bool,
}

/// All of these desks, in the order in which the links were made.
pub fn told_names(conn: &mut Conn, desks: &[Uuid]) -> Result<Vec<ToldName>, Error> {
    let desks: Vec<Uid> = desks.iter().map(|id| Uid(*id)).collect();
    let rows: Vec<(Uid, Uid, Option<String>, Option<Instant>)> = link::table
        .filter(link::desk_id.eq_any(desks))
        .filter(link::contributor_id.is_null())
        .filter(link::told_name.is_not_null())
        .order(link::id)
        .select((link::desk_id, link::id, link::told_name, link::revoked_at))
        .load(conn)?;
    let told = rows.into_iter().filter_map(|(desk, id, name, revoked)| {
        Some(ToldName {
            desk_id: desk.0,
            link_id: id.0,
            name: name?,
            is_live: revoked.is_none(),
        })
    });
    Ok(told.collect())
}

/// Ends every link of somebody who takes part, those that stand in letters they have caused among them.
pub fn revoke_of_contributor(
    conn: &mut Conn,
    contributor: Uuid,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let live = link::contributor_id
        .eq(Some(Uid(contributor)))
        .and(link::revoked_at.is_null());
    diesel::update(link::table.filter(live))
        .set(link::revoked_at.eq(Some(Instant(at))))
        .execute(conn)?;
    Ok(())
}

/// Ends every link to a desk; nobody takes part in it any more.
pub fn revoke_all(conn: &mut Conn, desk: Uuid, at: DateTime<Utc>) -> Result<(), Error> {
    let takes_part = contributor::desk_id
        .eq(Uid(desk))
        .and(contributor::ended_at.is_null());
    diesel::update(contributor::table.filter(takes_part))
        .set((
            contributor::ended_at.eq(Some(Instant(at))),
            contributor::ended_with_links.eq(true),
        ))
        .execute(conn)?;
    let live = link::desk_id.eq(Uid(desk)).and(link::revoked_at.is_null());
    diesel::update(link::table.filter(live))
        .set(link::revoked_at.eq(Some(Instant(at))))
        .execute(conn)?;
    Ok(())
}

/// The desks where minutes of meetings are written, each with its consultation.
pub fn desks_of_minutes(conn: &mut Conn) -> Result<Vec<(Uuid, Uuid)>, Error> {
    let rows: Vec<(Uid, Uid)> = desk::table
        .filter(desk::meeting_id.is_not_null())
        .order(desk::id)
        .select((desk::id, desk::consultation_id))
        .load(conn)?;
    Ok(rows.into_iter().map(|(desk, of)| (desk.0, of.0)).collect())
}

/// Taken by whoever ends every link to these desks: those who make links to them by one look at theirs under the same lock
/// ([`still_opens`]).
pub fn lock_desks(conn: &mut Conn, desks: &[Uuid]) -> Result<(), Error> {
    // Writers to SQLite follow each other anyway.
    let Conn::Pg(conn) = conn else { return Ok(()) };
    let ids: Vec<Uid> = desks.iter().map(|id| Uid(*id)).collect();
    desk::table
        .filter(desk::id.eq_any(ids))
        .order(desk::id)
        .select(desk::id)
        .for_no_key_update()
        .load::<Uid>(conn)?;
    Ok(())
}

/// Opens a session; its token is derived from its id, so the caller makes the id.
pub fn open(
    conn: &mut Conn,
    id: Uuid,
    secret_sha256: &[u8; 32],
    at: DateTime<Utc>,
) -> Result<(), Error> {
    diesel::insert_into(session::table)
        .values((
            session::id.eq(Uid(id)),
            session::token_sha256.eq(secret_sha256.as_slice()),
            session::created_at.eq(Instant(at)),
            session::expires_at.eq(Instant(at + SESSION_LIFE)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Lets a session hold a link; holding it twice is holding it once.
pub fn hold(conn: &mut Conn, session: Uuid, link: Uuid) -> Result<(), Error> {
    each!(conn, c => diesel::insert_into(session_link::table)
        .values((session_link::session_id.eq(Uid(session)), session_link::link_id.eq(Uid(link))))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

/// The session with this secret and when it ends, unless it has ended.
pub fn find_session(
    conn: &mut Conn,
    secret_sha256: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<(Uuid, DateTime<Utc>)>, Error> {
    let row = session::table
        .filter(
            session::token_sha256
                .eq(secret_sha256.as_slice())
                .and(session::expires_at.gt(Instant(now))),
        )
        .select((session::id, session::expires_at))
        .first::<(Uid, Instant)>(conn)
        .optional()?;
    Ok(row.map(|(id, ends)| (id.0, ends.0)))
}

/// The links that a session holds, those that open nothing any more among them.
pub fn session_links(conn: &mut Conn, session: Uuid) -> Result<Vec<Link>, Error> {
    let held = session_link::table.inner_join(link::table.on(link::id.eq(session_link::link_id)));
    let rows = links!(held)
        .filter(session_link::session_id.eq(Uid(session)))
        .load::<Row>(conn)?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// Moves a session's end to a full life from `now`.
pub fn extend(conn: &mut Conn, id: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    diesel::update(session::table.filter(session::id.eq(Uid(id))))
        .set(session::expires_at.eq(Instant(now + SESSION_LIFE)))
        .execute(conn)?;
    Ok(())
}

pub fn end_session(conn: &mut Conn, id: Uuid) -> Result<(), Error> {
    diesel::delete(session_link::table.filter(session_link::session_id.eq(Uid(id))))
        .execute(conn)?;
    diesel::delete(session::table.filter(session::id.eq(Uid(id)))).execute(conn)?;
    Ok(())
}

/// Deletes the sessions that have ended; how many.
pub fn sweep(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, Error> {
    let ended = session::table
        .filter(session::expires_at.le(Instant(now)))
        .select(session::id);
    diesel::delete(session_link::table.filter(session_link::session_id.eq_any(ended)))
        .execute(conn)?;
    Ok(
        diesel::delete(session::table.filter(session::expires_at.le(Instant(now))))
            .execute(conn)?,
    )
}
