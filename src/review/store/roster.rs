//! The SQL that keeps a roster up to date: what has come and what has changed since, in the order of the commits,
//! and what the register says of the bodies.

use crate::bodies::Kind;
use crate::consultations::{self, ADDED_LATER, Consultation};
use crate::db::schema::{
    answer, endorsement, no_comment, standing_decision, submission, submission_version,
};
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::Error;
use crate::review::entry::{Adoption, Channel, Entry, Sender, Standing};
use crate::review::roster::Roster;
use crate::review::sift::county_place;
use crate::submissions::receipt::{self, AdoptionKind, OnBehalf};
use crate::submissions::{confirmed_of, given_jointly, withdrawn_versions};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
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
    adoption: Option<Json>,
}

/// The version that supports an answer, that answer and its number, the version of it that was read, and the råd.
type Supports = (Uid, Uid, Option<i64>, i32, Option<Uid>);

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
    loop {
        let rows = numbered(conn, consultation, kept.last_number())?;
        if rows.is_empty() {
            break;
        }
        put(conn, Arc::make_mut(kept), rows)?;
    }
    loop {
        let mut rows = changed(conn, consultation.id, kept.changed_to)?;
        let Some(last) = rows.last().and_then(|row| row.change_no) else {
            break;
        };
        let roster = Arc::make_mut(kept);
        // One that has come since is read whole the next time, with those before it.
        rows.retain(|row| row.number <= Some(roster.last_number()));
        put(conn, roster, rows)?;
        roster.changed_to = last;
    }
    if kept.placed_at + PLACED_WITHIN < now || kept.has_unplaced {
        let roster = Arc::make_mut(kept);
        place_all(conn, consultation.id, roster)?;
        roster.placed_at = now;
        roster.has_unplaced = false;
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
                submission_version::adoption,
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
    let supports: Vec<Supports> = endorsement::table
        .inner_join(submission::table.on(submission::id.eq(endorsement::submission_id)))
        .filter(endorsement::submission_version_id.eq_any(&versions))
        .select((
            endorsement::submission_version_id,
            endorsement::submission_id,
            submission::number,
            endorsement::version_no,
            endorsement::advice_id,
        ))
        .load(conn)?;
    let of: Vec<Uid> = supports.iter().map(|row| row.1).collect();
    let withdrawn = withdrawn_versions(conn, &of)?;
    let mut supported: HashMap<Uuid, Vec<Option<Uuid>>> = HashMap::new();
    let mut endorsed: HashMap<Uuid, Vec<i64>> = HashMap::new();
    for (version, of, number, no, advice) in supports {
        let advice = advice.map(|id| id.0);
        supported.entry(version.0).or_default().push(advice);
        // What was taken back is supported by nobody, whatever its sender has sent since.
        if !withdrawn.contains(&(of.0, no)) {
            endorsed.entry(version.0).or_default().extend(number);
        }
    }
    let told = rows.iter().filter(|row| row.adoption.is_some());
    let told: Vec<Uuid> = told.map(|row| row.version_id.0).collect();
    let confirmed = confirmed_of(conn, &told)?;
    let ids: Vec<Uid> = rows.iter().map(|row| row.id).collect();
    let joint = given_jointly(conn, &versions)?;
    let with_supplement = with_supplement(conn, &ids)?;
    let ever_withheld = ever_withheld(conn, &ids)?;
    for row in rows {
        let version = row.version_id.0;
        let is_confirmed = confirmed.contains_key(&version);
        let answers = said.remove(&version).unwrap_or_default();
        let no_comment = marked.remove(&version).unwrap_or_default();
        let supported = supported.remove(&version).unwrap_or_default();
        let id = row.id;
        let entry = Entry {
            is_joint: joint.contains(&row.version_id),
            has_supplement: with_supplement.contains(&id),
            is_ever_withheld: ever_withheld.contains(&id),
            endorses: endorsed.remove(&version).unwrap_or_default(),
            ..entry(row, is_confirmed)?
        };
        roster.put(entry, &answers, &no_comment, &supported);
    }
    Ok(())
}

/// Those of these answers of which a later version came after the deadline and does not count, beside one that does.
fn with_supplement(conn: &mut Conn, ids: &[Uid]) -> Result<HashSet<Uid>, Error> {
    let taken_back = standing_decision::table
        .filter(standing_decision::submission_version_id.eq(submission_version::id))
        .filter(standing_decision::standing.eq(Standing::Withdrawn.stored()));
    let found = submission_version::table
        .inner_join(submission::table.on(submission::id.eq(submission_version::submission_id)))
        .filter(submission::id.eq_any(ids))
        .filter(submission::standing.eq(Standing::Counts.stored()))
        .filter(submission_version::no.gt(submission::current_version))
        .filter(submission_version::late_seconds.is_not_null())
        .filter(not(exists(taken_back)))
        .select(submission::id)
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// Those of these answers that ask in some version that something be withheld. Every version that comes gives its answer a
/// change number, also one that waits beside the version that stands.
fn ever_withheld(conn: &mut Conn, ids: &[Uid]) -> Result<HashSet<Uid>, Error> {
    let found = submission_version::table
        .filter(submission_version::submission_id.eq_any(ids))
        .filter(submission_version::withhold_reason.is_not_null())
        .select(submission_version::submission_id)
        .load(conn)?;
    Ok(found.into_iter().collect())
}

fn entry(row: EntryRow, is_confirmed: bool) -> Result<Entry, Error> {
    let unknown = || Error::internal("an answer holds a word that is unknown");
    let told: receipt::Sender =
        serde_json::from_value(row.sender.0).map_err(|e| Error::internal(e.to_string()))?;
    let channel = Channel::of_stored(&row.channel).ok_or_else(unknown)?;
    let sender = match (row.body_id, row.claimed_body_id, told.on_behalf) {
        _ if channel == Channel::Meeting => Sender::Meeting,
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
        standing: Standing::of_stored(&row.standing).ok_or_else(unknown)?,
        adoption: adoption(row.adoption, is_confirmed)?,
        channel,
        is_late: row.late_seconds.is_some(),
        is_joint: false,
        has_supplement: false,
        is_withheld: row.withhold_reason.is_some(),
        is_ever_withheld: false,
        endorses: Vec::new(),
    })
}

fn adoption(told: Option<Json>, is_confirmed: bool) -> Result<Adoption, Error> {
    let Some(Json(told)) = told else {
        return Ok(Adoption::Untold);
    };
    let told: receipt::Adoption =
        serde_json::from_value(told).map_err(|e| Error::internal(e.to_string()))?;
    Ok(match told.kind {
        AdoptionKind::Political => Adoption::Decided,
        AdoptionKind::Administrative => Adoption::Approved,
        AdoptionKind::Reserved if is_confirmed => Adoption::Confirmed,
        AdoptionKind::Reserved => Adoption::Reserved,
    })
}

/// Says of every invited body's answer what the register says of the body.
fn place_all(conn: &mut Conn, consultation: Uuid, roster: &mut Roster) -> Result<(), Error> {
    let places = places(conn, consultation)?;
    for at in 0..roster.len() {
        let body = roster.entry(at).body_id;
        if let Some(place) = body.and_then(|body| places.get(&body)) {
            roster.place_body(at, Sender::Invited(place.kind), place.group, place.county);
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
