//! The SQL of what became of answers that were sent with reservation.

use super::late::AT_ONCE;
use crate::audit::Actor;
use crate::db::schema::{
    adoption_outcome as outcome, consultation, desk, desk_step, outbox, submission,
    submission_version as version,
};
use crate::db::{Conn, Instant, Uid};
use crate::each;
use crate::error::Error;
use crate::submissions::adoption::{Confirmed, waiting};
use crate::submissions::standing::Standing;
use chrono::NaiveDate;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

pub fn insert_outcome(
    conn: &mut Conn,
    id: Uuid,
    of: Uuid,
    confirmed: &Confirmed,
    by: Actor,
) -> Result<(), Error> {
    let row = (
        outcome::id.eq(Uid(id)),
        outcome::submission_version_id.eq(Uid(of)),
        outcome::adopted_by.eq(&confirmed.adopted_by),
        outcome::adopted_on.eq(confirmed.adopted_on),
        outcome::case_number.eq(confirmed.case.as_deref()),
        outcome::by_whom.eq(by.as_text()),
        outcome::at.eq(Instant(confirmed.at)),
    );
    each!(conn, c => diesel::insert_into(outcome::table).values(&row).execute(c))?;
    Ok(())
}

type Row = (Uid, String, NaiveDate, Option<String>, Instant);

/// The last that was told of each of these versions.
pub fn confirmed_of(conn: &mut Conn, versions: &[Uuid]) -> Result<HashMap<Uuid, Confirmed>, Error> {
    let mut last = HashMap::new();
    for chunk in versions.chunks(AT_ONCE) {
        let ids: Vec<Uid> = chunk.iter().map(|id| Uid(*id)).collect();
        let rows: Vec<Row> = outcome::table
            .filter(outcome::submission_version_id.eq_any(ids))
            .order((outcome::at, outcome::id))
            .select((
                outcome::submission_version_id,
                outcome::adopted_by,
                outcome::adopted_on,
                outcome::case_number,
                outcome::at,
            ))
            .load(conn)?;
        for (of, adopted_by, adopted_on, case, at) in rows {
            let confirmed = Confirmed {
                adopted_by,
                adopted_on,
                case,
                at: at.0,
            };
            last.insert(of.0, confirmed);
        }
    }
    Ok(last)
}

/// A version that waits for a meeting that has passed.
pub struct Overdue {
    pub version_id: Uuid,
    pub desk_id: Uuid,
}

/// Versions whose meeting was before this day, that nobody has followed up: of a numbered answer that was not taken back
/// the one that is asked about, neither confirmed nor told of by a letter of this kind.
pub fn overdue(conn: &mut Conn, today: NaiveDate, letter: &str) -> Result<Vec<Overdue>, Error> {
    let confirmed = outcome::table.filter(outcome::submission_version_id.eq(version::id));
    let owed = outbox::table
        .filter(outbox::about.eq(version::id))
        .filter(outbox::kind.eq(letter));
    let rows: Vec<(Uid, Option<Uid>)> = version::table
        .inner_join(submission::table)
        .filter(version::meets_on.lt(today))
        .filter(submission::number.is_not_null())
        .filter(submission::standing.ne(Standing::Withdrawn.as_str()))
        .filter(not(exists(confirmed)))
        .filter(not(exists(owed)))
        .order(version::id)
        .select((version::id, submission::desk_id))
        .load(conn)?;
    let mut found = Vec::new();
    for (id, desk) in rows {
        if let Some(desk) = desk
            && still_waits(conn, id.0)?
        {
            found.push(Overdue {
                version_id: id.0,
                desk_id: desk.0,
            });
        }
    }
    Ok(found)
}

/// Locked texts whose meeting was before this day: the step that locked each, and its desk. Not those that a letter of this
/// kind has told of.
pub fn overdue_locks(
    conn: &mut Conn,
    today: NaiveDate,
    letter: &str,
) -> Result<Vec<(Uuid, Uuid)>, Error> {
    let owed = outbox::table
        .filter(outbox::about.eq(desk_step::id))
        .filter(outbox::kind.eq(letter));
    let rows: Vec<(Uid, Uid)> = desk::table
        .inner_join(desk_step::table.on(desk_step::id.nullable().eq(desk::locked_by)))
        .inner_join(consultation::table.on(consultation::id.eq(desk::consultation_id)))
        .filter(desk_step::meets_on.lt(today))
        .filter(consultation::status.ne("concluded"))
        .filter(not(exists(owed)))
        .order(desk_step::id)
        .select((desk_step::id, desk::id))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(step, desk)| (step.0, desk.0))
        .collect())
}

/// The desk that this step has locked, as long as it has.
pub fn desk_locked_by(conn: &mut Conn, step: Uuid) -> Result<Option<Uuid>, Error> {
    let locked: Option<Uid> = desk::table
        .filter(desk::locked_by.eq(Some(Uid(step))))
        .select(desk::id)
        .first(conn)
        .optional()?;
    Ok(locked.map(|id| id.0))
}

/// Whether it is this version that the body is asked about: of those that wait the last, not confirmed yet.
pub fn still_waits(conn: &mut Conn, id: Uuid) -> Result<bool, Error> {
    let Some((of, Some(desk))) = super::owner_of_version(conn, id)? else {
        return Ok(false);
    };
    let (desk, versions) = (super::get_desk(conn, desk)?, super::versions_of(conn, of)?);
    let waiting = waiting(&desk, &versions);
    let asked = waiting.last().filter(|last| last.confirmed.is_none());
    Ok(asked.is_some_and(|asked| asked.id == id))
}
