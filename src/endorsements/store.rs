//! The SQL of sharing, and of supporting what is shared.

use crate::db::schema::{
    case_series, desk, desk_endorsement, submission, submission_share, submission_version,
};
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::Error;
use crate::submissions::number_text;
use crate::submissions::receipt::{OnBehalf, Sender};
use crate::{each, ids};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::HashSet;
use uuid::Uuid;

/// Since when an answer is shared.
pub fn shared_at(conn: &mut Conn, of: Uuid) -> Result<Option<DateTime<Utc>>, Error> {
    let at: Option<Instant> = submission_share::table
        .filter(submission_share::submission_id.eq(Uid(of)))
        .filter(submission_share::ended_at.is_null())
        .select(submission_share::shared_at)
        .first(conn)
        .optional()?;
    Ok(at.map(|at| at.0))
}

pub fn insert_share(conn: &mut Conn, of: Uuid, at: DateTime<Utc>) -> Result<(), Error> {
    diesel::insert_into(submission_share::table)
        .values((
            submission_share::id.eq(Uid(ids::new(at))),
            submission_share::submission_id.eq(Uid(of)),
            submission_share::shared_at.eq(Instant(at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// An answer that is shared, by the version that stands.
#[derive(Debug, Clone)]
pub struct SharedAnswer {
    pub submission_id: Uuid,
    /// In its case: what stands after the H.
    pub number: i64,
    /// «24/13304-H17».
    pub reference: String,
    pub version: i32,
    pub proposal_version: i32,
    pub received_at: DateTime<Utc>,
    /// The body or organisation; never the person.
    pub name: String,
}

#[derive(Queryable)]
struct Row {
    submission_id: Uid,
    number: Option<i64>,
    series: String,
    version: i32,
    proposal_version: i32,
    received_at: Instant,
    sender: Json,
}

/// None where a person answers, whom nobody shares.
fn answer(row: Row) -> Result<Option<SharedAnswer>, Error> {
    let sender: Sender =
        serde_json::from_value(row.sender.0).map_err(|e| Error::internal(e.to_string()))?;
    let named = sender.body.or(sender.organisation);
    let (Some(number), Some(name), true) =
        (row.number, named, sender.on_behalf != OnBehalf::Person)
    else {
        return Ok(None);
    };
    Ok(Some(SharedAnswer {
        submission_id: row.submission_id.0,
        number,
        reference: number_text(&row.series, number),
        version: row.version,
        proposal_version: row.proposal_version,
        received_at: row.received_at.0,
        name,
    }))
}

/// Answers that are shared, in the order of their numbers, with what is told of them.
macro_rules! shared {
    () => {
        submission::table
            .inner_join(
                submission_share::table.on(submission_share::submission_id.eq(submission::id)),
            )
            .inner_join(case_series::table.on(case_series::id.eq(submission::case_series_id)))
            .inner_join(desk::table.on(desk::id.nullable().eq(submission::desk_id)))
            .inner_join(
                submission_version::table.on(submission_version::submission_id
                    .eq(submission::id)
                    .and(submission_version::no.eq(submission::current_version))),
            )
            .filter(submission::standing.ne_all(["withdrawn", "unconfirmed", "duplicate"]))
            .filter(submission_share::ended_at.is_null())
            .filter(submission_version::withhold_reason.is_null())
            .filter(submission_version::name_withheld.eq(false))
            .order(submission::number)
            .select((
                submission::id,
                submission::number,
                case_series::as_written,
                submission_version::no,
                submission_version::proposal_version,
                submission_version::received_at,
                submission_version::sender,
            ))
    };
}

/// The answers to a consultation that are shared, but those from this desk, in the order of their numbers: those after
/// this number, at most so many.
pub fn shared_after(
    conn: &mut Conn,
    consultation: Uuid,
    but: Uuid,
    after: i64,
    most: i64,
) -> Result<(Vec<SharedAnswer>, Option<i64>), Error> {
    let rows: Vec<Row> = shared!()
        .filter(submission::consultation_id.eq(Uid(consultation)))
        .filter(submission::number.gt(after))
        .filter(desk::id.ne(Uid(but)))
        .limit(most)
        .load(conn)?;
    // There may be more only where all were wanted and found.
    let is_full = i64::try_from(rows.len()).is_ok_and(|n| n == most);
    let last = rows.last().and_then(|row| row.number).filter(|_| is_full);
    let answers = rows.into_iter().filter_map(|row| answer(row).transpose());
    Ok((answers.collect::<Result<_, Error>>()?, last))
}

/// Those of these answers that are shared.
pub fn shared_of(conn: &mut Conn, of: &[Uuid]) -> Result<Vec<SharedAnswer>, Error> {
    let of: Vec<Uid> = of.iter().map(|id| Uid(*id)).collect();
    let rows: Vec<Row> = shared!().filter(submission::id.eq_any(of)).load(conn)?;
    let answers = rows.into_iter().filter_map(|row| answer(row).transpose());
    answers.collect()
}

/// The one with this number.
pub fn find_shared(
    conn: &mut Conn,
    consultation: Uuid,
    but: Uuid,
    number: i64,
) -> Result<Option<SharedAnswer>, Error> {
    let before = number.saturating_sub(1);
    let (answers, _) = shared_after(conn, consultation, but, before, 1)?;
    Ok(answers.into_iter().find(|one| one.number == number))
}

/// Which of these are shared.
pub fn shared_among(conn: &mut Conn, of: &[Uuid]) -> Result<HashSet<Uuid>, Error> {
    let of: Vec<Uid> = of.iter().map(|id| Uid(*id)).collect();
    let shared: Vec<Uid> = submission_share::table
        .filter(submission_share::submission_id.eq_any(of))
        .filter(submission_share::ended_at.is_null())
        .select(submission_share::submission_id)
        .load(conn)?;
    Ok(shared.into_iter().map(|id| id.0).collect())
}

/// What a desk supports of an answer from now on: in whole (`None`) or in these råd. Nothing lets go of it.
pub fn put_endorsements(
    conn: &mut Conn,
    at_desk: Uuid,
    (of, version): (Uuid, i32),
    parts: &[Option<Uuid>],
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let before = desk_endorsement::table
        .filter(desk_endorsement::desk_id.eq(Uid(at_desk)))
        .filter(desk_endorsement::submission_id.eq(Uid(of)));
    diesel::delete(before).execute(conn)?;
    if parts.is_empty() {
        return Ok(());
    }
    let row = |advice: &Option<Uuid>| {
        (
            desk_endorsement::id.eq(Uid(ids::new(at))),
            desk_endorsement::desk_id.eq(Uid(at_desk)),
            desk_endorsement::submission_id.eq(Uid(of)),
            desk_endorsement::version_no.eq(version),
            desk_endorsement::advice_id.eq(advice.map(Uid)),
            desk_endorsement::at.eq(Instant(at)),
        )
    };
    let rows: Vec<_> = parts.iter().map(row).collect();
    each!(conn, c => diesel::insert_into(desk_endorsement::table).values(&rows).execute(c))?;
    Ok(())
}

/// It is kept knowingly, though it is shared no more.
pub fn keep(conn: &mut Conn, at_desk: Uuid, of: Uuid, at: DateTime<Utc>) -> Result<(), Error> {
    let here = desk_endorsement::table
        .filter(desk_endorsement::desk_id.eq(Uid(at_desk)))
        .filter(desk_endorsement::submission_id.eq(Uid(of)));
    diesel::update(here)
        .set(desk_endorsement::kept_at.eq(Some(Instant(at))))
        .execute(conn)?;
    Ok(())
}
