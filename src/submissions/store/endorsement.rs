//! The SQL of endorsements: what an answer that is being written supports, what was sent so, and the end of sharing. What is
//! shared is read by `endorsements`.

use super::number_text;
use crate::db::schema::{
    advice, case_series, desk_endorsement, endorsement, standing_decision, submission,
    submission_share, submission_version,
};
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::Error;
use crate::submissions::endorsement::{DeskEndorsement, Endorsement, Stand};
use crate::submissions::receipt::Sender;
use crate::submissions::standing::Standing;
use crate::{ids, insert_rows};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Support in versions that stand, of answers that have a number.
macro_rules! stand {
    () => {
        endorsement::table
            .inner_join(
                submission_version::table
                    .on(submission_version::id.eq(endorsement::submission_version_id)),
            )
            .inner_join(submission::table.on(submission::id.eq(submission_version::submission_id)))
            .filter(submission::current_version.eq(submission_version::no))
            .filter(submission::number.is_not_null())
            .filter(submission::standing.ne(Standing::Withdrawn.as_str()))
    };
}

/// The answer that is supported, in the version that was read.
#[derive(Queryable)]
struct Row {
    submission_id: Uid,
    number: Option<i64>,
    series: String,
    sender: Json,
    version: i32,
    advice_id: Option<Uid>,
    advice_key: Option<String>,
}

impl Row {
    fn endorsement(self, withdrawn: bool) -> Result<Endorsement, Error> {
        let sender: Sender =
            serde_json::from_value(self.sender.0).map_err(|e| Error::internal(e.to_string()))?;
        let number = self
            .number
            .ok_or_else(|| Error::internal("support of an answer without a number"))?;
        let named = sender.body.or(sender.organisation);
        Ok(Endorsement {
            submission_id: self.submission_id.0,
            number,
            reference: number_text(&self.series, number),
            name: named.unwrap_or_default(),
            version: self.version,
            withdrawn,
            advice: self.advice_id.map(|id| id.0).zip(self.advice_key),
        })
    }
}

/// What an answer that is being written supports, as it was chosen, and how each stands by now.
pub fn endorsed_at(conn: &mut Conn, desk: Uuid) -> Result<Vec<DeskEndorsement>, Error> {
    let rows: Vec<(Row, Option<Instant>, i32)> = desk_endorsement::table
        .inner_join(submission::table.on(submission::id.eq(desk_endorsement::submission_id)))
        .inner_join(case_series::table.on(case_series::id.eq(submission::case_series_id)))
        .inner_join(
            submission_version::table.on(submission_version::submission_id
                .eq(desk_endorsement::submission_id)
                .and(submission_version::no.eq(desk_endorsement::version_no))),
        )
        .left_join(advice::table.on(advice::id.nullable().eq(desk_endorsement::advice_id)))
        .filter(desk_endorsement::desk_id.eq(Uid(desk)))
        .order(desk_endorsement::id)
        .select((
            (
                submission::id,
                submission::number,
                case_series::as_written,
                submission_version::sender,
                desk_endorsement::version_no,
                advice::id.nullable(),
                advice::key.nullable(),
            ),
            desk_endorsement::kept_at,
            submission::current_version,
        ))
        .load(conn)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let all: Vec<Uid> = rows.iter().map(|row| row.0.submission_id).collect();
    let withdrawn = withdrawn_versions(conn, &all)?;
    let shares: Vec<(Uid, Option<Instant>)> = submission_share::table
        .filter(submission_share::submission_id.eq_any(all))
        .select((submission_share::submission_id, submission_share::ended_at))
        .load(conn)?;
    // When the last of each ended; none of one that goes on.
    let mut ended: HashMap<Uuid, Option<DateTime<Utc>>> = HashMap::new();
    for (id, at) in shares {
        let last = ended.entry(id.0).or_insert_with(|| at.map(|at| at.0));
        *last = last.zip(at).map(|(last, at)| last.max(at.0));
    }
    let one = |(row, kept, current): (Row, Option<Instant>, i32)| {
        let ended = ended.get(&row.submission_id.0).copied().flatten();
        let is_withdrawn = withdrawn.contains(&(row.submission_id.0, row.version));
        let stand = match ended {
            _ if is_withdrawn => Stand::Withdrawn,
            Some(ended) if kept.is_some_and(|kept| kept.0 >= ended) => Stand::Kept,
            Some(_) => Stand::Unshared,
            None if current != row.version => Stand::Newer,
            None => Stand::AsRead,
        };
        Ok(DeskEndorsement {
            of: row.endorsement(is_withdrawn)?,
            stand,
        })
    };
    rows.into_iter().map(one).collect()
}

/// What these versions support, as they were sent.
pub fn endorsed_in(
    conn: &mut Conn,
    versions: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Endorsement>>, Error> {
    let versions: Vec<Uid> = versions.iter().map(|id| Uid(*id)).collect();
    let rows: Vec<(Uid, Row)> = endorsement::table
        .inner_join(submission::table.on(submission::id.eq(endorsement::submission_id)))
        .inner_join(case_series::table.on(case_series::id.eq(submission::case_series_id)))
        .inner_join(
            submission_version::table.on(submission_version::submission_id
                .eq(endorsement::submission_id)
                .and(submission_version::no.eq(endorsement::version_no))),
        )
        .left_join(advice::table.on(advice::id.nullable().eq(endorsement::advice_id)))
        .filter(endorsement::submission_version_id.eq_any(versions))
        .order((endorsement::submission_version_id, endorsement::id))
        .select((
            endorsement::submission_version_id,
            (
                submission::id,
                submission::number,
                case_series::as_written,
                submission_version::sender,
                endorsement::version_no,
                advice::id.nullable(),
                advice::key.nullable(),
            ),
        ))
        .load(conn)?;
    let supported: Vec<Uid> = rows.iter().map(|(_, row)| row.submission_id).collect();
    let withdrawn = withdrawn_versions(conn, &supported)?;
    let mut found: HashMap<Uuid, Vec<Endorsement>> = HashMap::new();
    for (version, row) in rows {
        let is_withdrawn = withdrawn.contains(&(row.submission_id.0, row.version));
        let one = row.endorsement(is_withdrawn)?;
        found.entry(version.0).or_default().push(one);
    }
    Ok(found)
}

/// Which versions of these answers were taken back. What is sent anew is another version.
pub fn withdrawn_versions(conn: &mut Conn, of: &[Uid]) -> Result<HashSet<(Uuid, i32)>, Error> {
    if of.is_empty() {
        return Ok(HashSet::new());
    }
    let rows: Vec<(Uid, i32)> = submission_version::table
        .inner_join(
            standing_decision::table
                .on(standing_decision::submission_version_id.eq(submission_version::id)),
        )
        .filter(submission_version::submission_id.eq_any(of))
        .filter(standing_decision::standing.eq(Standing::Withdrawn.as_str()))
        .select((submission_version::submission_id, submission_version::no))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, no)| (id.0, no)).collect())
}

/// One answer's support of another, by the version that stands.
pub struct Support {
    pub id: Uuid,
    pub by_version: Uuid,
    pub by_submission: Uuid,
}

/// Who supports this answer with a version that stands: one for each answer, however many råd it is in.
pub fn supporting(conn: &mut Conn, of: Uuid) -> Result<Vec<Support>, Error> {
    let rows: Vec<(Uid, Uid, Uid)> = stand!()
        .filter(endorsement::submission_id.eq(Uid(of)))
        .order(endorsement::id)
        .select((endorsement::id, submission_version::id, submission::id))
        .load(conn)?;
    let mut seen = HashSet::new();
    let supports = rows.into_iter().map(|(id, version, submission)| Support {
        id: id.0,
        by_version: version.0,
        by_submission: submission.0,
    });
    Ok(supports
        .filter(|one| seen.insert(one.by_submission))
        .collect())
}

/// The version that this support stands in, as long as it stands, and what it supports.
pub fn find_support(conn: &mut Conn, id: Uuid) -> Result<Option<(Uuid, Endorsement)>, Error> {
    let row: Option<(Uid, Uid)> = stand!()
        .filter(endorsement::id.eq(Uid(id)))
        .select((submission_version::id, endorsement::submission_id))
        .first(conn)
        .optional()?;
    let Some((version, of)) = row else {
        return Ok(None);
    };
    let all = endorsed_in(conn, &[version.0])?.remove(&version.0);
    let mut all = all.unwrap_or_default().into_iter();
    Ok(all
        .find(|one| one.submission_id == of.0)
        .map(|one| (version.0, one)))
}

/// What is supported goes with the versions that support it.
pub fn insert_endorsements(
    conn: &mut Conn,
    new: &[(Uuid, &Endorsement)],
    at: DateTime<Utc>,
) -> Result<(), Error> {
    if new.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = new
        .iter()
        .map(|(version, one)| {
            (
                endorsement::id.eq(Uid(ids::new(at))),
                endorsement::submission_version_id.eq(Uid(*version)),
                endorsement::submission_id.eq(Uid(one.submission_id)),
                endorsement::version_no.eq(one.version),
                endorsement::advice_id.eq(one.advice.as_ref().map(|(id, _)| Uid(*id))),
            )
        })
        .collect();
    insert_rows!(conn, endorsement::table, &rows)?;
    Ok(())
}

/// These answers are shared no more; one that is not shared stays so.
pub fn end_shares(
    conn: &mut Conn,
    submissions: &[Uuid],
    at: DateTime<Utc>,
) -> Result<usize, Error> {
    if submissions.is_empty() {
        return Ok(0);
    }
    let submissions: Vec<Uid> = submissions.iter().map(|id| Uid(*id)).collect();
    let goes_on = submission_share::table
        .filter(submission_share::submission_id.eq_any(submissions))
        .filter(submission_share::ended_at.is_null());
    Ok(diesel::update(goes_on)
        .set(submission_share::ended_at.eq(Some(Instant(at))))
        .execute(conn)?)
}

/// Lets go of what is supported in a råd.
pub fn let_go_in(conn: &mut Conn, desk: Uuid, advice: Uuid) -> Result<(), Error> {
    let in_advice = desk_endorsement::table
        .filter(desk_endorsement::desk_id.eq(Uid(desk)))
        .filter(desk_endorsement::advice_id.eq(Some(Uid(advice))));
    diesel::delete(in_advice).execute(conn)?;
    Ok(())
}

/// Whether anything is supported in a råd.
pub fn endorses_in(conn: &mut Conn, desk: Uuid, advice: Uuid) -> Result<bool, Error> {
    let in_advice = desk_endorsement::table
        .filter(desk_endorsement::desk_id.eq(Uid(desk)))
        .filter(desk_endorsement::advice_id.eq(Some(Uid(advice))));
    let found: i64 = in_advice.count().get_result(conn)?;
    Ok(found > 0)
}
