//! The SQL of reading answers, set by set; `store/roster.rs` has that of the roster, `store/words.rs` that of their
//! words. The tables are written by `submissions` and by nobody else; they are read here because what a page of many
//! answers needs of them lies across five tables, and a use case of `submissions` for each such reading would only be
//! this file in another place.

mod roster;
mod words;

pub use roster::catch_up;
pub use words::*;

use crate::db::schema::{
    answer, desk, endorsement, standing_decision, submission, submission_version,
};
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::Error;
use crate::submissions::{receipt, signed_by, withdrawn_versions};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// Who sent a version, as they said, and by how much it was late.
pub struct SenderOf {
    pub version_id: Uuid,
    pub sender: receipt::Sender,
    pub late_seconds: Option<i64>,
    /// How many stand behind it beside its sender, where it is given together with others.
    pub cosigners: Option<usize>,
}

pub fn senders(conn: &mut Conn, versions: &[Uuid]) -> Result<Vec<SenderOf>, Error> {
    let rows: Vec<(Uid, Json, Option<i64>)> = submission_version::table
        .filter(submission_version::id.eq_any(uids(versions)))
        .select((
            submission_version::id,
            submission_version::sender,
            submission_version::late_seconds,
        ))
        .load(conn)?;
    let signed = signed_by(conn, versions)?;
    let sender = |(id, sender, late_seconds): (Uid, Json, Option<i64>)| {
        Ok(SenderOf {
            cosigners: signed.get(&id.0).copied(),
            version_id: id.0,
            sender: serde_json::from_value(sender.0).map_err(|e| Error::internal(e.to_string()))?,
            late_seconds,
        })
    };
    rows.into_iter().map(sender).collect()
}

/// What a version says in one field.
pub struct SaidText {
    pub version_id: Uuid,
    pub field_id: Uuid,
    pub text: Option<String>,
    pub choice: Option<String>,
}

pub fn said(conn: &mut Conn, versions: &[Uuid], fields: &[Uuid]) -> Result<Vec<SaidText>, Error> {
    let rows: Vec<(Uid, Uid, Option<String>, Option<String>)> = answer::table
        .filter(answer::submission_version_id.eq_any(uids(versions)))
        .filter(answer::field_id.eq_any(uids(fields)))
        .select((
            answer::submission_version_id,
            answer::field_id,
            answer::body,
            answer::choice,
        ))
        .load(conn)?;
    let said = |(version, field, text, choice): (Uid, Uid, _, _)| SaidText {
        version_id: version.0,
        field_id: field.0,
        text,
        choice,
    };
    Ok(rows.into_iter().map(said).collect())
}

/// An answer that its sender has not confirmed: it has no number and counts nowhere.
pub struct Unconfirmed {
    pub received_at: DateTime<Utc>,
    pub sender: receipt::Sender,
}

/// How many there are, and the newest of them.
pub struct Waiting {
    pub total: usize,
    pub newest: Vec<Unconfirmed>,
}

/// Those that are not confirmed, at most so many of them named.
pub fn unconfirmed(conn: &mut Conn, consultation: Uuid, most: i64) -> Result<Waiting, Error> {
    let total: i64 = submission::table
        .filter(submission::consultation_id.eq(Uid(consultation)))
        .filter(submission::standing.eq("unconfirmed"))
        .count()
        .get_result(conn)?;
    let rows: Vec<(Instant, Json)> = submission::table
        .inner_join(
            submission_version::table.on(submission_version::submission_id
                .eq(submission::id)
                .and(submission_version::no.eq(submission::current_version))),
        )
        .filter(submission::consultation_id.eq(Uid(consultation)))
        .filter(submission::standing.eq("unconfirmed"))
        .order(submission_version::received_at.desc())
        .limit(most)
        .select((submission_version::received_at, submission_version::sender))
        .load(conn)?;
    let one = |(at, sender): (Instant, Json)| {
        Ok(Unconfirmed {
            received_at: at.0,
            sender: serde_json::from_value(sender.0).map_err(|e| Error::internal(e.to_string()))?,
        })
    };
    let newest: Vec<Unconfirmed> = rows.into_iter().map(one).collect::<Result<_, Error>>()?;
    Ok(Waiting {
        // One may have come between the two.
        total: usize::try_from(total).unwrap_or(0).max(newest.len()),
        newest,
    })
}

fn uids(ids: &[Uuid]) -> Vec<Uid> {
    ids.iter().map(|id| Uid(*id)).collect()
}

/// A decision on how a version stands.
pub struct Decision {
    pub version_id: Uuid,
    pub standing: String,
    pub by_whom: String,
    pub reason: Option<String>,
    pub at: DateTime<Utc>,
}

/// Every decision on an answer, oldest first.
pub fn decisions(conn: &mut Conn, submission: Uuid) -> Result<Vec<Decision>, Error> {
    use standing_decision as d;
    let rows: Vec<(Uid, String, String, Option<String>, Instant)> = d::table
        .inner_join(
            submission_version::table.on(submission_version::id.eq(d::submission_version_id)),
        )
        .filter(submission_version::submission_id.eq(Uid(submission)))
        .order((d::at, d::id))
        .select((
            d::submission_version_id,
            d::standing,
            d::by_whom,
            d::reason,
            d::at,
        ))
        .load(conn)?;
    let one = |(version, standing, by_whom, reason, at): (Uid, _, _, _, Instant)| Decision {
        version_id: version.0,
        standing,
        by_whom,
        reason,
        at: at.0,
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Where an answer came from, beyond what its sender said in it.
#[derive(Default)]
pub struct Origin {
    /// The row of the body that was invited.
    pub invited_id: Option<Uuid>,
    /// The registered body that it says it is from.
    pub claimed_body_id: Option<Uuid>,
    pub confirmed_email: Option<String>,
}

pub fn origin(conn: &mut Conn, submission: Uuid) -> Result<Origin, Error> {
    let (invited, claimed, confirmed_email): (Option<Uid>, Option<Uid>, Option<String>) =
        submission::table
            .left_join(desk::table.on(desk::id.nullable().eq(submission::desk_id)))
            .filter(submission::id.eq(Uid(submission)))
            .select((
                desk::invited_id.nullable(),
                submission::claimed_body_id,
                desk::confirmed_email.nullable(),
            ))
            .first(conn)?;
    Ok(Origin {
        invited_id: invited.map(|id| id.0),
        claimed_body_id: claimed.map(|id| id.0),
        confirmed_email,
    })
}

/// An answer that counts and supports another, or a version of it that was taken back.
#[derive(Debug, Clone)]
pub struct Supporter {
    pub number: i64,
    /// The body or organisation, or else the person.
    pub name: String,
    /// The version that it has read.
    pub version: i32,
    /// The version of the proposal that it answers: what its sender knew the råd as.
    pub proposal: i32,
    /// The råd in which it supports the other; `None` among them: in whole.
    pub advice: Vec<Option<Uuid>>,
    /// The version that it has read was taken back: it supports nothing that counts, whatever was sent since.
    pub is_gone: bool,
}

/// Who supports these answers with what counts. `part`: in anything, in whole (`Some(None)`), or in whole or in this råd.
pub fn supporters(
    conn: &mut Conn,
    of: &[Uuid],
    part: Option<Option<Uuid>>,
) -> Result<HashMap<Uuid, Vec<Supporter>>, Error> {
    type Row = (Uid, Option<Uid>, i32, Option<i64>, i32, Json);
    let mut wanted = endorsement::table
        .inner_join(
            submission_version::table
                .on(submission_version::id.eq(endorsement::submission_version_id)),
        )
        .inner_join(
            submission::table.on(submission::id
                .eq(submission_version::submission_id)
                .and(submission::current_version.eq(submission_version::no))),
        )
        .filter(endorsement::submission_id.eq_any(uids(of)))
        .filter(submission::standing.eq("counts"))
        .order((submission::number, endorsement::id))
        .select((
            endorsement::submission_id,
            endorsement::advice_id,
            endorsement::version_no,
            submission::number,
            submission_version::proposal_version,
            submission_version::sender,
        ))
        .into_boxed();
    if let Some(part) = part {
        let here = part.map(Uid);
        wanted = wanted.filter(
            endorsement::advice_id
                .is_null()
                .or(endorsement::advice_id.eq(here)),
        );
    }
    let rows: Vec<Row> = wanted.load(conn)?;
    let withdrawn = withdrawn_versions(conn, &uids(of))?;
    let mut found: HashMap<Uuid, Vec<Supporter>> = HashMap::new();
    for (of, advice, version, number, proposal, sender) in rows {
        let Some(number) = number else { continue };
        let advice = advice.map(|id| id.0);
        let is_gone = withdrawn.contains(&(of.0, version));
        let supporters = found.entry(of.0).or_default();
        let own = supporters.iter_mut().rev();
        let mut own = own.take_while(|one| one.number == number);
        if let Some(same) = own.find(|one| one.is_gone == is_gone) {
            same.advice.push(advice);
            continue;
        }
        let sender: receipt::Sender =
            serde_json::from_value(sender.0).map_err(|e| Error::internal(e.to_string()))?;
        supporters.push(Supporter {
            number,
            name: sender.name().to_owned(),
            version,
            proposal,
            advice: vec![advice],
            is_gone,
        });
    }
    Ok(found)
}
