//! The SQL of looking over the logs of receipts: what is kept of the versions beside their receipts, what was found wrong,
//! and which deadlines have passed.

mod outside;

pub use outside::{
    NotEntered, cases_not_entered, not_entered, receipts_kept, waiting, without_leaf,
};

use super::fault::{Fault, FaultKind, Found};
use crate::db::schema::{
    advice, answer, attachment, case_series, consultation, endorsement, field, log_fault,
    no_comment, receipt, standing_decision, submission, submission_attachment, submission_version,
};
use crate::db::{Conn, Instant, Json, Uid, readable};
use crate::error::Error;
use crate::submissions::receipt::{Adoption, Receipt, Sender, Supported, instant_text};
use crate::submissions::standing::{SentVersion, Standing, stands};
use crate::submissions::{StoredReceipt, number_text};
use crate::text::hex;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// The receipts of these versions that are there and can be read.
pub fn receipts(conn: &mut Conn, versions: &[Uuid]) -> Result<HashMap<Uuid, StoredReceipt>, Error> {
    let read = |conn: &mut Conn, versions: &[Uuid]| {
        receipt::table
            .filter(receipt::submission_version_id.eq_any(uids(versions)))
            .select((
                receipt::submission_version_id,
                receipt::number,
                receipt::document,
                receipt::sha256,
            ))
            .load::<(Uid, String, String, Vec<u8>)>(conn)
    };
    let rows = readable(conn, versions, &read)?;
    let stored = |(id, number, document, sha256): (Uid, String, String, Vec<u8>)| {
        let stored = StoredReceipt {
            version_id: id.0,
            number,
            document,
            sha256: sha256.try_into().ok()?,
        };
        Some((id.0, stored))
    };
    Ok(rows.into_iter().filter_map(stored).collect())
}

fn uids(all: &[Uuid]) -> Vec<Uid> {
    all.iter().map(|id| Uid(*id)).collect()
}

/// What the tables say of a version, as far as its receipt says it, too. Who gives an answer together with others is not
/// among it: they may say so, and take it back, afterwards.
#[derive(Debug, Default)]
pub struct Kept {
    consultation: String,
    proposal_version: i32,
    number: Option<String>,
    version: i32,
    received_at: String,
    deadline_on: NaiveDate,
    late_seconds: Option<i64>,
    sender: serde_json::Value,
    withhold_reason: Option<String>,
    adoption: Option<serde_json::Value>,
    answers: BTreeSet<(String, Option<String>, Option<String>)>,
    no_comment: BTreeSet<String>,
    /// In the order of what they are called; the same file may be there twice.
    attachments: Vec<(String, String, i64)>,
    /// Number and version of the answer, and the råd; none: the whole answer.
    supports: BTreeSet<(String, i32, Option<String>)>,
    stands_as_it_must: bool,
}

impl Kept {
    /// Whether which version of its answer stands, and how, is what follows from the versions, the decisions on them and what
    /// was taken back. No receipt says it.
    pub const fn stands_as_it_must(&self) -> bool {
        self.stands_as_it_must
    }

    /// Whether the receipt says the same.
    pub fn is(&self, receipt: &Receipt) -> bool {
        let answers = receipt.answers.iter().cloned();
        let answers: BTreeSet<_> = answers.map(|a| (a.field, a.text, a.choice)).collect();
        let attached = receipt.attachments.iter().cloned();
        let mut attached: Vec<_> = attached.map(|a| (a.name, a.sha256, a.size)).collect();
        attached.sort();
        let supports: BTreeSet<_> = receipt.supports.iter().flat_map(supported).collect();
        let sender = serde_json::from_value::<Sender>(self.sender.clone());
        let adoption = self.adoption.clone();
        let adoption = adoption.map(serde_json::from_value::<Adoption>).transpose();
        self.number.as_ref() == Some(&receipt.number)
            && self.consultation == receipt.consultation.slug
            && self.proposal_version == receipt.proposal_version
            && self.version == receipt.version
            && self.received_at == receipt.received_at
            && self.deadline_on == receipt.deadline_on
            && self.late_seconds == receipt.late_seconds
            && sender.is_ok_and(|sender| sender == receipt.sender)
            && self.withhold_reason == receipt.confidentiality_claim
            && adoption.is_ok_and(|adoption| adoption == receipt.adoption)
            && self.answers == answers
            && self.no_comment == receipt.no_comment.iter().cloned().collect()
            && self.attachments == attached
            && self.supports == supports
    }
}

/// Each råd in which an answer is supported, or the whole answer.
fn supported(one: &Supported) -> Vec<(String, i32, Option<String>)> {
    let of = |advice| (one.number.clone(), one.version, advice);
    match &one.advice {
        Some(advice) => advice.iter().cloned().map(|key| of(Some(key))).collect(),
        None => vec![of(None)],
    }
}

type VersionRow = (
    Uid,
    String,
    i32,
    i32,
    Instant,
    NaiveDate,
    Option<i64>,
    Json,
    Option<String>,
    Option<Json>,
    Option<i64>,
    String,
    (Uid, i32, String),
);

/// A version with one of the decisions on it: what it says, and whose it is.
type DecidedRow = (Uid, i32, Option<i64>, Option<String>, Option<String>);

type SupportRow = (Uid, String, Option<i64>, i32, Option<String>);

/// What the tables say of these versions; of one with anything unreadable nothing.
pub fn kept(conn: &mut Conn, versions: &[Uuid]) -> Result<HashMap<Uuid, Kept>, Error> {
    let read = |conn: &mut Conn, versions: &[Uuid]| Ok(Vec::from_iter(read_kept(conn, versions)?));
    Ok(readable(conn, versions, &read)?.into_iter().collect())
}

fn read_kept(conn: &mut Conn, versions: &[Uuid]) -> QueryResult<HashMap<Uuid, Kept>> {
    let ids = uids(versions);
    let rows: Vec<VersionRow> = submission_version::table
        .inner_join(submission::table)
        .inner_join(case_series::table.on(case_series::id.eq(submission::case_series_id)))
        .inner_join(consultation::table.on(consultation::id.eq(submission::consultation_id)))
        .filter(submission_version::id.eq_any(&ids))
        .select((
            submission_version::id,
            consultation::slug,
            submission_version::proposal_version,
            submission_version::no,
            submission_version::received_at,
            submission_version::deadline_on,
            submission_version::late_seconds,
            submission_version::sender,
            submission_version::withhold_reason,
            submission_version::adoption,
            submission::number,
            case_series::as_written,
            (
                submission::id,
                submission::current_version,
                submission::standing,
            ),
        ))
        .load(conn)?;
    let must_stand = must_stand(conn, &rows)?;
    let mut kept: HashMap<Uuid, Kept> = HashMap::with_capacity(rows.len());
    for (
        id,
        consultation,
        proposal_version,
        version,
        received_at,
        deadline_on,
        late_seconds,
        sender,
        claim,
        adoption,
        number,
        case,
        (of, current_version, standing),
    ) in rows
    {
        let must = must_stand.get(&of.0);

        let one = Kept {
            consultation,
            proposal_version,
            number: number.map(|number| number_text(&case, number)),
            version,
            received_at: instant_text(received_at.0),
            deadline_on,
            late_seconds,
            sender: sender.0,
            withhold_reason: claim,
            adoption: adoption.map(|told| told.0),
            stands_as_it_must: must
                .is_some_and(|(no, must)| *no == current_version && must.as_str() == standing),
            ..Kept::default()
        };
        kept.insert(id.0, one);
    }
    let answers: Vec<(Uid, String, Option<String>, Option<String>)> = answer::table
        .inner_join(field::table)
        .filter(answer::submission_version_id.eq_any(&ids))
        .select((
            answer::submission_version_id,
            field::key,
            answer::body,
            answer::choice,
        ))
        .load(conn)?;
    for (id, key, text, choice) in answers {
        kept.entry(id.0)
            .or_default()
            .answers
            .insert((key, text, choice));
    }
    let marks: Vec<(Uid, String)> = no_comment::table
        .inner_join(advice::table)
        .filter(no_comment::submission_version_id.eq_any(&ids))
        .select((no_comment::submission_version_id, advice::key))
        .load(conn)?;
    for (id, key) in marks {
        kept.entry(id.0).or_default().no_comment.insert(key);
    }
    let files: Vec<(Uid, String, Vec<u8>, i64)> = submission_attachment::table
        .inner_join(attachment::table)
        .filter(submission_attachment::submission_version_id.eq_any(&ids))
        .select((
            submission_attachment::submission_version_id,
            attachment::name,
            attachment::sha256,
            attachment::size,
        ))
        .load(conn)?;
    for (id, name, sha256, size) in files {
        let file = (name, hex(&sha256), size);
        kept.entry(id.0).or_default().attachments.push(file);
    }
    kept.values_mut().for_each(|one| one.attachments.sort());
    let supported: Vec<SupportRow> = endorsement::table
        .inner_join(submission::table.on(submission::id.eq(endorsement::submission_id)))
        .inner_join(case_series::table.on(case_series::id.eq(submission::case_series_id)))
        .left_join(advice::table.on(advice::id.nullable().eq(endorsement::advice_id)))
        .filter(endorsement::submission_version_id.eq_any(&ids))
        .select((
            endorsement::submission_version_id,
            case_series::as_written,
            submission::number,
            endorsement::version_no,
            advice::key.nullable(),
        ))
        .load(conn)?;
    for (id, case, number, version, key) in supported {
        let number = number.map(|number| number_text(&case, number));
        let one = (number.unwrap_or_default(), version, key);
        kept.entry(id.0).or_default().supports.insert(one);
    }
    Ok(kept)
}

/// Which version of each of these answers must stand, and how.
fn must_stand(
    conn: &mut Conn,
    answers: &[VersionRow],
) -> QueryResult<HashMap<Uuid, (i32, Standing)>> {
    let ids: BTreeSet<Uuid> = answers.iter().map(|(.., (of, ..))| of.0).collect();
    let ids: Vec<Uid> = ids.into_iter().map(Uid).collect();
    let decided_on = standing_decision::submission_version_id.eq(submission_version::id);
    let rows: Vec<DecidedRow> = submission_version::table
        .left_join(standing_decision::table.on(decided_on))
        .filter(submission_version::submission_id.eq_any(ids))
        .order((standing_decision::at, standing_decision::id))
        .select((
            submission_version::submission_id,
            submission_version::no,
            submission_version::late_seconds,
            standing_decision::standing.nullable(),
            standing_decision::by_whom.nullable(),
        ))
        .load(conn)?;
    let mut versions: HashMap<Uuid, BTreeMap<i32, SentVersion>> = HashMap::new();
    for (of, no, late, said, by_whom) in rows {
        let arrived = SentVersion::arrived(no, late.is_some());
        let version = versions.entry(of.0).or_default().entry(no);
        let version = version.or_insert(arrived);
        let said = said.unwrap_or_default();
        version.withdrawn |= said == Standing::Withdrawn.as_str();
        // The last that staff have said holds; what the program writes down follows from the rest.
        if by_whom.is_some_and(|by| by.starts_with("staff:")) {
            version.decided = Some(said == Standing::Counts.as_str());
        }
    }
    let must = |(of, versions): (Uuid, BTreeMap<i32, SentVersion>)| {
        let versions: Vec<SentVersion> = versions.into_values().collect();
        (of, stands(&versions))
    };
    Ok(versions.into_iter().map(must).collect())
}

/// The case of a series, as its numbers begin.
pub fn case_of(conn: &mut Conn, case_series: Uuid) -> Result<String, Error> {
    Ok(case_series::table
        .find(Uid(case_series))
        .select(case_series::as_written)
        .first(conn)?)
}

/// A consultation whose deadline has passed.
pub struct Closed {
    pub consultation: Uuid,
    pub case_series: Uuid,
    pub deadline_on: NaiveDate,
}

/// The consultations whose deadline was before this day, and for which no head was published since.
pub fn closed_before(conn: &mut Conn, day: NaiveDate) -> Result<Vec<Closed>, Error> {
    use crate::db::schema::log_publication as p;
    let published = p::table
        .filter(p::consultation_id.eq(consultation::id.nullable()))
        .filter(p::deadline_on.eq(consultation::deadline_on.nullable()));
    let rows: Vec<(Uid, Uid, NaiveDate)> = consultation::table
        .filter(consultation::status.ne("preparing"))
        .filter(consultation::deadline_on.lt(day))
        .filter(diesel::dsl::not(diesel::dsl::exists(published)))
        .order(consultation::id)
        .select((
            consultation::id,
            consultation::case_series_id,
            consultation::deadline_on,
        ))
        .load(conn)?;
    let closed = |(id, series, deadline_on): (Uid, Uid, NaiveDate)| Closed {
        consultation: id.0,
        case_series: series.0,
        deadline_on,
    };
    Ok(rows.into_iter().map(closed).collect())
}

/// Something is wrong with a log now.
pub fn has_open_faults(conn: &mut Conn) -> Result<bool, Error> {
    let open = log_fault::table.filter(log_fault::gone_at.is_null());
    Ok(diesel::select(diesel::dsl::exists(open)).get_result(conn)?)
}

/// What was found wrong with a log, the oldest first.
pub fn faults(conn: &mut Conn, case_series: Uuid) -> Result<Vec<Found>, Error> {
    let rows: Vec<(String, i64, Instant, Option<Instant>)> = log_fault::table
        .filter(log_fault::case_series_id.eq(Uid(case_series)))
        .order((log_fault::found_at, log_fault::kind, log_fault::place))
        .select((
            log_fault::kind,
            log_fault::place,
            log_fault::found_at,
            log_fault::gone_at,
        ))
        .load(conn)?;
    let found = |(kind, place, found_at, gone_at): (String, i64, Instant, Option<Instant>)| {
        let kind = FaultKind::parse(&kind);
        Ok(Found {
            fault: Fault {
                kind: kind.ok_or_else(|| Error::internal("an unknown kind of fault"))?,
                place: u64::try_from(place).unwrap_or(0),
            },
            found_at: found_at.0,
            gone_at: gone_at.map(|at| at.0),
        })
    };
    rows.into_iter().map(found).collect()
}

/// Writes down what is wrong now and was not before.
pub fn add_faults(
    conn: &mut Conn,
    case_series: Uuid,
    new: &[Fault],
    at: DateTime<Utc>,
) -> Result<(), Error> {
    for fault in new {
        let row = (
            log_fault::case_series_id.eq(Uid(case_series)),
            log_fault::kind.eq(fault.kind.as_str()),
            log_fault::place.eq(i64::try_from(fault.place).unwrap_or(i64::MAX)),
            log_fault::found_at.eq(Instant(at)),
        );
        crate::each!(conn, c => diesel::insert_into(log_fault::table).values(row).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// What was wrong is no more.
pub fn end_faults(
    conn: &mut Conn,
    case_series: Uuid,
    gone: &[Fault],
    at: DateTime<Utc>,
) -> Result<(), Error> {
    for fault in gone {
        let place = i64::try_from(fault.place).unwrap_or(i64::MAX);
        let of_fault = log_fault::table
            .filter(log_fault::case_series_id.eq(Uid(case_series)))
            .filter(log_fault::kind.eq(fault.kind.as_str()))
            .filter(log_fault::place.eq(place))
            .filter(log_fault::gone_at.is_null());
        diesel::update(of_fault)
            .set(log_fault::gone_at.eq(Some(Instant(at))))
            .execute(conn)?;
    }
    Ok(())
}
