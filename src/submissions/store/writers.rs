//! The SQL of whom a letter about an answer reaches: those who answer without having been invited, and those who write
//! along in an answer.

use crate::db::schema::{contributor, desk, link, member_round, submission, submission_version};
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::i18n::Lang;
use crate::right::Right;
use crate::session::LinkKind;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use std::collections::HashSet;
use uuid::Uuid;

/// Somebody who has begun without being invited, and where a letter with a link to the answer went: to the
/// address that was confirmed, else to the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writer {
    pub desk_id: Uuid,
    pub address: String,
    pub language: Lang,
    /// How what was sent stands; `None` for a draft.
    pub standing: Option<String>,
}

/// A desk, its confirmed address, its language, an address that a live link to it went to, and how it stands.
type Row = (
    Uid,
    Option<String>,
    String,
    Option<String>,
    Instant,
    Option<String>,
);

/// All of a consultation; only this desk, when one is named.
pub fn writers(
    conn: &mut Conn,
    consultation: Uuid,
    only: Option<Uuid>,
) -> Result<Vec<Writer>, Error> {
    let mut rows = desk::table
        .inner_join(link::table.on(link::desk_id.eq(desk::id)))
        .left_join(submission::table.on(submission::desk_id.eq(desk::id.nullable())))
        .filter(desk::consultation_id.eq(Uid(consultation)))
        .filter(desk::invited_id.is_null())
        // Members are told by the umbrella organisation that asked them.
        .filter(desk::parent_desk_id.is_null())
        .filter(link::kind.eq(LinkKind::Letter.as_str()))
        .filter(link::revoked_at.is_null())
        .order((desk::id, link::created_at, link::id))
        .select((
            desk::id,
            desk::confirmed_email,
            desk::language,
            link::confirms,
            link::created_at,
            submission::standing.nullable(),
        ))
        .into_boxed();
    if let Some(id) = only {
        rows = rows.filter(desk::id.eq(Uid(id)));
    }
    let mut found: Vec<Writer> = Vec::new();
    let mut confirmed = false;
    for (id, confirmed_email, language, address, _, standing) in rows.load::<Row>(conn)? {
        let Some(address) = address else { continue };
        let is_confirmed = confirmed_email.as_ref() == Some(&address);
        let writer = Writer {
            desk_id: id.0,
            address,
            language: Lang::parse(&language).unwrap_or(Lang::Nb),
            standing,
        };
        match found.last_mut() {
            Some(last) if last.desk_id == writer.desk_id => {
                if !confirmed {
                    *last = writer;
                }
                confirmed |= is_confirmed;
            }
            _ => {
                found.push(writer);
                confirmed = is_confirmed;
            }
        }
    }
    Ok(found)
}

/// Somebody who has opened the answer that they were asked to write along in: a colleague, or a member at its own desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoWriter {
    pub contributor_id: Uuid,
    pub desk_id: Uuid,
    /// The body whose answer it is, when it was invited.
    pub invited_id: Option<Uuid>,
    /// It is a member's own desk.
    pub is_member: bool,
    pub may: Right,
    pub address: String,
    pub language: Lang,
    /// How what was sent from the desk stands; `None` for a draft.
    pub standing: Option<String>,
}

type CoWriterRow = (
    Uid,
    Uid,
    Option<Uid>,
    String,
    String,
    Option<String>,
    Option<Uid>,
    String,
);

/// All who write along in answers to a consultation, and may. Those whose links were ended are none of them, nor members
/// whose round was.
pub fn co_writers(conn: &mut Conn, consultation: Uuid) -> Result<Vec<CoWriter>, Error> {
    let may = [Right::Write, Right::Send, Right::Coordinate].map(Right::as_str);
    let ended: Vec<Uid> = member_round::table
        .inner_join(desk::table.on(desk::id.eq(member_round::desk_id)))
        .filter(desk::consultation_id.eq(Uid(consultation)))
        .filter(member_round::ended_at.is_not_null())
        .select(member_round::desk_id)
        .load(conn)?;
    let rows: Vec<CoWriterRow> = contributor::table
        .inner_join(desk::table.on(desk::id.eq(contributor::desk_id)))
        .left_join(submission::table.on(submission::desk_id.eq(desk::id.nullable())))
        .filter(desk::consultation_id.eq(Uid(consultation)))
        .filter(contributor::ended_at.is_null())
        .filter(contributor::opened_at.is_not_null())
        .filter(contributor::may.eq_any(may))
        .order(contributor::id)
        .select((
            contributor::id,
            desk::id,
            desk::invited_id,
            contributor::email,
            contributor::language,
            submission::standing.nullable(),
            desk::parent_desk_id,
            contributor::may,
        ))
        .load(conn)?;
    let goes_on = |parent: &Option<Uid>| parent.is_none_or(|parent| !ended.contains(&parent));
    let rows = rows.into_iter().filter(|row| goes_on(&row.6));
    let co_writer =
        |(id, desk, invited, address, language, standing, parent, may): CoWriterRow| CoWriter {
            contributor_id: id.0,
            desk_id: desk.0,
            invited_id: invited.map(|id| id.0),
            is_member: parent.is_some(),
            may: Right::parse(&may).unwrap_or(Right::Write),
            address,
            language: Lang::parse(&language).unwrap_or(Lang::Nb),
            standing,
        };
    Ok(rows.map(co_writer).collect())
}

/// The numbered answers to a consultation at whose desks something was saved after what was sent last, by their desks.
pub fn saved_since_sent(conn: &mut Conn, consultation: Uuid) -> Result<HashSet<Uuid>, Error> {
    let later = submission_version::table
        .filter(submission_version::submission_id.eq(submission::id))
        .filter(submission_version::received_at.ge(desk::touched_at));
    let rows: Vec<Uid> = desk::table
        .inner_join(submission::table.on(submission::desk_id.eq(desk::id.nullable())))
        .filter(desk::consultation_id.eq(Uid(consultation)))
        .filter(submission::number.is_not_null())
        .filter(not(exists(later)))
        .select(desk::id)
        .load(conn)?;
    Ok(rows.into_iter().map(|id| id.0).collect())
}

/// A desk, a deadline of its own where it has one, and when the newest version of its answer came.
pub type WaitingDesk = (Uuid, Option<NaiveDate>, DateTime<Utc>);

/// The desks of all answers to a consultation that wait for their address to be confirmed.
pub fn unconfirmed(conn: &mut Conn, consultation: Uuid) -> Result<Vec<WaitingDesk>, Error> {
    type Row = (Uid, Option<NaiveDate>, Instant);
    let rows: Vec<Row> = desk::table
        .inner_join(submission::table.on(submission::desk_id.eq(desk::id.nullable())))
        .inner_join(
            submission_version::table.on(submission_version::submission_id.eq(submission::id)),
        )
        .filter(desk::consultation_id.eq(Uid(consultation)))
        .filter(submission::number.is_null())
        .order((desk::id, submission_version::no.desc()))
        .select((desk::id, desk::deadline_on, submission_version::received_at))
        .load(conn)?;
    let mut found: Vec<_> = rows
        .into_iter()
        .map(|(desk, own, at)| (desk.0, own, at.0))
        .collect();
    found.dedup_by_key(|(desk, ..)| *desk);
    Ok(found)
}

/// Who stands as sender of what invited bodies have begun, and the address that they told, desk by desk.
pub fn told_senders(conn: &mut Conn, consultation: Uuid) -> Result<Vec<Writer>, Error> {
    type Row = (Uid, Option<String>, String, Option<String>);
    let rows: Vec<Row> = desk::table
        .left_join(submission::table.on(submission::desk_id.eq(desk::id.nullable())))
        .filter(desk::consultation_id.eq(Uid(consultation)))
        .filter(desk::invited_id.is_not_null())
        .filter(desk::email.is_not_null())
        .order(desk::id)
        .select((
            desk::id,
            desk::email,
            desk::language,
            submission::standing.nullable(),
        ))
        .load(conn)?;
    let sender = |(id, address, language, standing): Row| {
        Some(Writer {
            desk_id: id.0,
            address: address?,
            language: Lang::parse(&language).unwrap_or(Lang::Nb),
            standing,
        })
    };
    Ok(rows.into_iter().filter_map(sender).collect())
}
