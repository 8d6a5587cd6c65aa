//! The SQL of reading answers, set by set; `store/words.rs` has that of their words. The tables are written by `submissions` and by nobody else; they are
//! read here because what a page of many answers needs of them lies across five tables, and a use case of
//! `submissions` for each such reading would only be this file in another place.

mod words;

pub use words::*;

use super::entry::{Channel, Entry, Sender, Standing};
use super::roster::Roster;
use super::sift::county_place;
use crate::bodies::Kind;
use crate::consultations::{self, ADDED_LATER, Consultation};
use crate::db::schema::{
    answer, desk, no_comment, standing_decision, submission, submission_version,
};
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::Error;
use crate::submissions::receipt::{self, OnBehalf};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// Answers in one statement.
const AT_ONCE: i64 = 1_000;

#[derive(Queryable)]
struct EntryRow {
    id: Uid,
    number: Option<i64>,
    change_no: Option<i64>,
    channel: String,
    standing: String,
    body_id: Option<Uid>,
    claimed_body_id: Option<Uid>,
    version_id: Uid,
    version_no: i32,
    received_at: Instant,
    late_seconds: Option<i64>,
    proposal_version: i32,
    sender: Json,
    withhold_reason: Option<String>,
}

/// What an invited body is, for the controls.
#[derive(Clone, Copy)]
struct Place {
    kind: Kind,
    group: Option<i32>,
    county: Option<u8>,
}

/// How long it may take until a correction of the register is seen in the controls.
const PLACED_WITHIN: TimeDelta = TimeDelta::minutes(1);

/// Brings the roster of a consultation up to date.
pub fn catch_up(
    conn: &mut Conn,
    consultation: &Consultation,
    kept: &mut Arc<Roster>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if kept.proposal != consultation.version {
        *kept = Arc::new(Roster::new(consultation));
    }
    // Before the changes are read: one of them may bring a number that is higher still.
    let mut after = kept.last_number();
    loop {
        let rows = changed(conn, consultation.id, kept.changed_to)?;
        let Some(last) = rows.last().and_then(|row| row.change_no) else {
            break;
        };
        let roster = Arc::make_mut(kept);
        put(conn, roster, rows)?;
        roster.changed_to = last;
    }
    loop {
        let rows = numbered(conn, consultation, after)?;
        let Some(last) = rows.last().and_then(|row| row.number) else {
            break;
        };
        put(conn, Arc::make_mut(kept), rows)?;
        after = last;
    }
    if kept.placed_at + PLACED_WITHIN < now || kept.entries().iter().any(is_unplaced) {
        place_all(conn, consultation.id, Arc::make_mut(kept))?;
        Arc::make_mut(kept).placed_at = now;
    }
    Ok(())
}

macro_rules! entries {
    ($filter:expr, $order:expr, $conn:expr) => {
        submission::table
            .inner_join(
                submission_version::table.on(submission_version::submission_id
                    .eq(submission::id)
                    .and(submission_version::no.eq(submission::current_version))),
            )
            .filter($filter)
            .order($order)
            .limit(AT_ONCE)
            .select((
                submission::id,
                submission::number,
                submission::change_no,
                submission::channel,
                submission::standing,
                submission::body_id,
                submission::claimed_body_id,
                submission_version::id,
                submission_version::no,
                submission_version::received_at,
                submission_version::late_seconds,
                submission_version::proposal_version,
                submission_version::sender,
                submission_version::withhold_reason,
            ))
            .load($conn)
    };
}

/// The answers with the next numbers.
fn numbered(conn: &mut Conn, of: &Consultation, after: i64) -> Result<Vec<EntryRow>, Error> {
    let series = submission::case_series_id.eq(Uid(of.case_series_id));
    let own = submission::consultation_id.eq(Uid(of.id));
    let next = series.and(submission::number.gt(after)).and(own);
    Ok(entries!(next, submission::number, conn)?)
}

/// The next that have changed since they got their numbers.
fn changed(conn: &mut Conn, consultation: Uuid, after: i64) -> Result<Vec<EntryRow>, Error> {
    let own = submission::consultation_id.eq(Uid(consultation));
    let next = own.and(submission::change_no.gt(after));
    Ok(entries!(next, submission::change_no, conn)?)
}

fn put(conn: &mut Conn, roster: &mut Roster, rows: Vec<EntryRow>) -> Result<(), Error> {
    let versions: Vec<Uid> = rows.iter().map(|row| row.version_id).collect();
    let answers: Vec<(Uid, Uid, Option<String>)> = answer::table
        .filter(answer::submission_version_id.eq_any(&versions))
        .select((
            answer::submission_version_id,
            answer::field_id,
            answer::choice,
        ))
        .load(conn)?;
    let mut said: HashMap<Uuid, Vec<(Uuid, Option<String>)>> = HashMap::new();
    for (version, field, choice) in answers {
        said.entry(version.0).or_default().push((field.0, choice));
    }
    let marks: Vec<(Uid, Uid)> = no_comment::table
        .filter(no_comment::submission_version_id.eq_any(&versions))
        .select((no_comment::submission_version_id, no_comment::advice_id))
        .load(conn)?;
    let mut marked: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for (version, advice) in marks {
        marked.entry(version.0).or_default().push(advice.0);
    }
    for row in rows {
        let version = row.version_id.0;
        let answers = said.remove(&version).unwrap_or_default();
        let no_comment = marked.remove(&version).unwrap_or_default();
        roster.put(entry(row)?, &answers, &no_comment);
    }
    Ok(())
}

fn entry(row: EntryRow) -> Result<Entry, Error> {
    let unknown = || Error::internal("an answer holds a word that is unknown");
    let told: receipt::Sender =
        serde_json::from_value(row.sender.0).map_err(|e| Error::internal(e.to_string()))?;
    let sender = match (row.body_id, row.claimed_body_id, told.on_behalf) {
        // What kind of body it is stands in the register.
        (Some(_), ..) => Sender::Invited(Kind::Other),
        (None, Some(_), _) => Sender::Claimed,
        (None, None, OnBehalf::Person) => Sender::Person,
        (None, None, _) => Sender::Unlisted,
    };
    Ok(Entry {
        number: row.number.ok_or_else(unknown)?,
        change_no: row.change_no.unwrap_or(0),
        submission_id: row.id.0,
        version_id: row.version_id.0,
        version_no: row.version_no,
        received_at: row.received_at.0,
        proposal: row.proposal_version,
        body_id: row.body_id.map(|id| id.0),
        sender,
        group: None,
        county: None,
        is_placed: false,
        standing: Standing::of_stored(&row.standing).ok_or_else(unknown)?,
        channel: Channel::of_stored(&row.channel).ok_or_else(unknown)?,
        is_late: row.late_seconds.is_some(),
        is_withheld: row.withhold_reason.is_some(),
    })
}

fn is_unplaced(entry: &Entry) -> bool {
    entry.body_id.is_some() && !entry.is_placed
}

/// Says of every invited body's answer what the register says of the body.
fn place_all(conn: &mut Conn, consultation: Uuid, roster: &mut Roster) -> Result<(), Error> {
    let places = places(conn, consultation)?;
    for entry in roster.entries_mut() {
        let Some(body) = entry.body_id else { continue };
        entry.is_placed = true;
        if let Some(place) = places.get(&body) {
            entry.sender = Sender::Invited(place.kind);
            (entry.group, entry.county) = (place.group, place.county);
        }
    }
    Ok(())
}

fn places(conn: &mut Conn, consultation: Uuid) -> Result<HashMap<Uuid, Place>, Error> {
    let invited = consultations::invited(conn, consultation)?;
    let place = |one: consultations::Invited| {
        let county = one.county_no.as_deref().and_then(county_place);
        let place = Place {
            kind: one.kind,
            group: Some(one.group_no.unwrap_or(ADDED_LATER)),
            county,
        };
        (one.body_id, place)
    };
    Ok(invited.into_iter().map(place).collect())
}

/// Who sent a version, as they said, and by how much it was late.
pub struct SenderOf {
    pub version_id: Uuid,
    pub sender: receipt::Sender,
    pub late_seconds: Option<i64>,
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
    let sender = |(id, sender, late_seconds): (Uid, Json, Option<i64>)| {
        Ok(SenderOf {
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

/// The newest of them, at most so many.
pub fn unconfirmed(
    conn: &mut Conn,
    consultation: Uuid,
    most: i64,
) -> Result<Vec<Unconfirmed>, Error> {
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
    rows.into_iter().map(one).collect()
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
    pub email: Option<String>,
    pub confirmed_email: Option<String>,
    /// A private person who does not want the name published.
    pub is_name_withheld: bool,
}

pub fn origin(conn: &mut Conn, submission: Uuid) -> Result<Origin, Error> {
    type Row = (
        Option<Uid>,
        Option<Uid>,
        Option<String>,
        Option<String>,
        Option<String>,
    );
    let row: Row = submission::table
        .left_join(desk::table.on(desk::id.nullable().eq(submission::desk_id)))
        .filter(submission::id.eq(Uid(submission)))
        .select((
            desk::invited_id.nullable(),
            submission::claimed_body_id,
            desk::email.nullable(),
            desk::confirmed_email.nullable(),
            desk::show_name.nullable(),
        ))
        .first(conn)?;
    let (invited, claimed, email, confirmed_email, show_name) = row;
    Ok(Origin {
        invited_id: invited.map(|id| id.0),
        claimed_body_id: claimed.map(|id| id.0),
        email,
        confirmed_email,
        is_name_withheld: show_name.as_deref() == Some("private"),
    })
}
