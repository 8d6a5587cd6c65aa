//! The SQL of sent answers: inserted set-wise, read back whole.

use super::late::{last_decisions, withdrawn};
use super::{adoption_json, confirmed_of, read_adoption};
use crate::attachments::{self, Attachment};
use crate::audit::Actor;
use crate::db::schema::{
    advice, answer, case_series, consultation, field, no_comment, receipt, standing_decision,
    submission, submission_version,
};
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::Error;
use crate::i18n::Lang;
use crate::receipt_log::NewLeaf;
use crate::submissions::adoption::Confirmed;
use crate::submissions::endorsement::Endorsement;
use crate::submissions::receipt::{Adoption, Sender};
use crate::submissions::standing::{SentVersion, Standing};
use crate::{ids, insert_rows};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// A number as people see it: case reference (or slug), H, sequence.
pub fn number_text(series: &str, number: i64) -> String {
    format!("{series}-H{number}")
}

/// What decides whether a consultation takes an answer, read in the transaction that stores it.
pub fn deadlines(
    conn: &mut Conn,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, (String, NaiveDate)>, Error> {
    let ids: Vec<Uid> = ids.iter().map(|id| Uid(*id)).collect();
    let rows = consultation::table
        .filter(consultation::id.eq_any(ids))
        .select((
            consultation::id,
            consultation::status,
            consultation::deadline_on,
        ))
        .load::<(Uid, String, NaiveDate)>(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, status, on)| (id.0, (status, on)))
        .collect())
}

/// A desk's answer, if it has been sent before.
#[derive(Debug, Clone)]
pub struct Existing {
    pub submission_id: Uuid,
    /// It has its number, or gets it in this transaction.
    pub is_numbered: bool,
    pub number: Option<i64>,
    pub versions: Vec<SentVersion>,
}

/// What these desks have sent before, by desk.
pub fn existing(conn: &mut Conn, desks: &[Uuid]) -> Result<HashMap<Uuid, Existing>, Error> {
    let desks: Vec<Uid> = desks.iter().map(|id| Uid(*id)).collect();
    let rows = submission::table
        .inner_join(submission_version::table)
        .filter(submission::desk_id.eq_any(desks))
        .order((submission::id, submission_version::no))
        .select((
            submission::desk_id,
            submission::id,
            submission::number,
            submission_version::id,
            submission_version::no,
            submission_version::late_seconds,
        ))
        .load::<(Option<Uid>, Uid, Option<i64>, Uid, i32, Option<i64>)>(conn)?;
    let late = rows.iter().filter(|row| row.5.is_some());
    let late: Vec<Uuid> = late.map(|row| row.3.0).collect();
    let decided = last_decisions(conn, &late)?;
    let all: Vec<Uuid> = rows.iter().map(|row| row.3.0).collect();
    let taken_back = withdrawn(conn, &all)?;
    let mut found: HashMap<Uuid, Existing> = HashMap::new();
    for (desk, id, number, version, no, late) in rows {
        let Some(desk) = desk else { continue };
        let entry = found.entry(desk.0).or_insert_with(|| Existing {
            submission_id: id.0,
            is_numbered: number.is_some(),
            number,
            versions: Vec::new(),
        });
        entry.versions.push(SentVersion {
            no,
            is_late: late.is_some(),
            decided: decided.get(&version.0).map(|d| d.counts),
            withdrawn: taken_back.contains(&version.0),
        });
    }
    Ok(found)
}

/// A sent version, as its row will be.
#[derive(Debug, Clone)]
pub struct NewVersion {
    pub id: Uuid,
    pub submission_id: Uuid,
    pub no: i32,
    pub received_at: DateTime<Utc>,
    pub deadline_on: NaiveDate,
    pub late_seconds: Option<i64>,
    pub proposal_version: i32,
    pub sender: Sender,
    pub email: String,
    pub is_name_withheld: bool,
    pub withhold_reason: Option<String>,
    pub language: Lang,
    pub adoption: Option<Adoption>,
}

impl NewVersion {
    /// The day of the meeting, where it is sent before that.
    fn meets_on(&self) -> Option<NaiveDate> {
        let reserved = self.adoption.as_ref().filter(|a| a.is_reserved());
        reserved.and_then(|adoption| adoption.on)
    }
}

pub fn insert_versions(conn: &mut Conn, new: &[NewVersion]) -> Result<(), Error> {
    let rows: Vec<_> = new
        .iter()
        .map(|v| {
            Ok((
                submission_version::id.eq(Uid(v.id)),
                submission_version::submission_id.eq(Uid(v.submission_id)),
                submission_version::no.eq(v.no),
                submission_version::received_at.eq(Instant(v.received_at)),
                submission_version::deadline_on.eq(v.deadline_on),
                submission_version::late_seconds.eq(v.late_seconds),
                submission_version::proposal_version.eq(v.proposal_version),
                submission_version::sender.eq(Json(to_json(&v.sender)?)),
                submission_version::email.eq(&v.email),
                submission_version::name_withheld.eq(v.is_name_withheld),
                submission_version::withhold_reason.eq(v.withhold_reason.as_deref()),
                submission_version::language.eq(v.language.code()),
                submission_version::adoption.eq(v
                    .adoption
                    .as_ref()
                    .map(adoption_json)
                    .transpose()?),
                submission_version::meets_on.eq(v.meets_on()),
            ))
        })
        .collect::<Result<_, Error>>()?;
    insert_rows!(conn, submission_version::table, &rows)?;
    Ok(())
}

fn to_json(value: &impl serde::Serialize) -> Result<serde_json::Value, Error> {
    serde_json::to_value(value).map_err(|e| Error::internal(e.to_string()))
}

/// One field's answer in one version.
pub struct NewAnswer<'a> {
    pub version_id: Uuid,
    pub field_id: Uuid,
    pub text: Option<&'a str>,
    pub choice: Option<&'a str>,
}

/// SQLite takes at most 32,766 parameters in a statement.
const ROWS_AT_ONCE: usize = 5_000;

pub fn insert_answers(conn: &mut Conn, new: &[NewAnswer<'_>]) -> Result<(), Error> {
    for chunk in new.chunks(ROWS_AT_ONCE) {
        let rows: Vec<_> = chunk
            .iter()
            .map(|a| {
                (
                    answer::submission_version_id.eq(Uid(a.version_id)),
                    answer::field_id.eq(Uid(a.field_id)),
                    answer::body.eq(a.text),
                    answer::choice.eq(a.choice),
                    answer::over_limit.eq(false),
                )
            })
            .collect();
        insert_rows!(conn, answer::table, &rows)?;
    }
    Ok(())
}

pub fn insert_no_comments(conn: &mut Conn, new: &[(Uuid, Uuid)]) -> Result<(), Error> {
    if new.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = new
        .iter()
        .map(|(version, advice)| {
            (
                no_comment::submission_version_id.eq(Uid(*version)),
                no_comment::advice_id.eq(Uid(*advice)),
            )
        })
        .collect();
    insert_rows!(conn, no_comment::table, &rows)?;
    Ok(())
}

/// How a version stands from now on, and why.
#[derive(Debug, Clone)]
pub struct NewStanding {
    pub id: Uuid,
    pub version_id: Uuid,
    pub standing: Standing,
    pub by_whom: String,
    /// Staff give one.
    pub reason: Option<String>,
    pub at: DateTime<Utc>,
}

impl NewStanding {
    /// What follows by the rules.
    pub fn by_program(version_id: Uuid, standing: Standing, at: DateTime<Utc>) -> Self {
        Self {
            id: ids::new(at),
            version_id,
            standing,
            by_whom: Actor::Program.as_text(),
            reason: None,
            at,
        }
    }
}

pub fn insert_standings(conn: &mut Conn, new: &[NewStanding]) -> Result<(), Error> {
    let rows: Vec<_> = new
        .iter()
        .map(|s| {
            (
                standing_decision::id.eq(Uid(s.id)),
                standing_decision::submission_version_id.eq(Uid(s.version_id)),
                standing_decision::standing.eq(s.standing.as_str()),
                standing_decision::by_whom.eq(&s.by_whom),
                standing_decision::reason.eq(s.reason.as_deref()),
                standing_decision::at.eq(Instant(s.at)),
            )
        })
        .collect();
    insert_rows!(conn, standing_decision::table, &rows)?;
    Ok(())
}

/// What is taken of the series of a case: numbers, and leaves of the log of its receipts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OfSeries {
    pub numbers: i64,
    pub leaves: i64,
}

/// Takes so many of each series, in one statement a series; the first of them. The series' row stays
/// locked until the commit, so this comes last.
pub fn take(
    conn: &mut Conn,
    wanted: &HashMap<Uuid, OfSeries>,
) -> Result<HashMap<Uuid, OfSeries>, Error> {
    let mut wanted: Vec<_> = wanted.iter().collect();
    wanted.sort_unstable_by_key(|(series, _)| **series);
    let mut taken = HashMap::new();
    for (series, n) in wanted {
        let (number, leaf) =
            diesel::update(case_series::table.filter(case_series::id.eq(Uid(*series))))
                .set((
                    case_series::next_number.eq(case_series::next_number + n.numbers),
                    case_series::next_leaf.eq(case_series::next_leaf + n.leaves),
                ))
                .returning((case_series::next_number, case_series::next_leaf))
                .get_result::<(i64, i64)>(conn)?;
        let first = OfSeries {
            numbers: number - n.numbers,
            leaves: leaf - n.leaves,
        };
        taken.insert(*series, first);
    }
    Ok(taken)
}

/// Takes so many leaves of a case's log alone; the first of them. The series' row stays locked until the commit.
pub fn take_leaves(conn: &mut Conn, case_series: Uuid, leaves: i64) -> Result<u64, Error> {
    let wanted = OfSeries { numbers: 0, leaves };
    let taken = take(conn, &HashMap::from([(case_series, wanted)]))?;
    let first = taken.get(&case_series).map(|first| first.leaves);
    Ok(first.unwrap_or_default().unsigned_abs())
}

/// The whole answer, of which versions are sent.
#[derive(Debug, Clone)]
pub struct NewSubmission {
    pub id: Uuid,
    pub consultation_id: Uuid,
    pub case_series_id: Uuid,
    pub desk_id: Uuid,
    /// The invited body whose link it came by.
    pub body_id: Option<Uuid>,
    /// The registered body that it says it is from, without its link.
    pub claimed_body_id: Option<Uuid>,
    pub channel: Channel,
    pub number: Option<i64>,
    pub standing: Standing,
    pub at: DateTime<Utc>,
}

/// How it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    Form,
    Api,
    /// The minutes of a meeting.
    Meeting,
}

impl Channel {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Api => "api",
            Self::Meeting => "meeting",
        }
    }
}

pub fn insert_submissions(conn: &mut Conn, new: &[NewSubmission]) -> Result<(), Error> {
    if new.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = new
        .iter()
        .map(|s| {
            (
                submission::id.eq(Uid(s.id)),
                submission::consultation_id.eq(Uid(s.consultation_id)),
                submission::case_series_id.eq(Uid(s.case_series_id)),
                submission::desk_id.eq(Some(Uid(s.desk_id))),
                submission::body_id.eq(s.body_id.map(Uid)),
                submission::claimed_body_id.eq(s.claimed_body_id.map(Uid)),
                submission::channel.eq(s.channel.as_str()),
                submission::number.eq(s.number),
                submission::current_version.eq(1),
                submission::standing.eq(s.standing.as_str()),
                submission::created_at.eq(Instant(s.at)),
            )
        })
        .collect();
    insert_rows!(conn, submission::table, &rows)?;
    Ok(())
}

/// Another version stands now.
pub fn set_current(
    conn: &mut Conn,
    id: Uuid,
    version: i32,
    standing: Standing,
) -> Result<(), Error> {
    diesel::update(submission::table.filter(submission::id.eq(Uid(id))))
        .set((
            submission::current_version.eq(version),
            submission::standing.eq(standing.as_str()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Something that belongs to the answer has changed, though neither its version nor its standing has: whoever reads
/// answers learns of it as of every change.
pub fn note_change(conn: &mut Conn, id: Uuid) -> Result<(), Error> {
    diesel::update(submission::table.filter(submission::id.eq(Uid(id))))
        .set(submission::standing.eq(submission::standing))
        .execute(conn)?;
    Ok(())
}

/// Its versions, the oldest first.
pub fn version_ids(conn: &mut Conn, submission: Uuid) -> Result<Vec<Uuid>, Error> {
    let ids: Vec<Uid> = submission_version::table
        .filter(submission_version::submission_id.eq(Uid(submission)))
        .order(submission_version::no)
        .select(submission_version::id)
        .load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// The answer says that it is from this registered body, without its link.
pub fn set_claimed(conn: &mut Conn, id: Uuid, body: Uuid) -> Result<(), Error> {
    diesel::update(submission::table.filter(submission::id.eq(Uid(id))))
        .set(submission::claimed_body_id.eq(Some(Uid(body))))
        .execute(conn)?;
    Ok(())
}

/// The answers to a consultation that have a number, in the order of those.
pub fn ids_by_number(conn: &mut Conn, consultation: Uuid) -> Result<Vec<Uuid>, Error> {
    let ids: Vec<Uid> = submission::table
        .filter(submission::consultation_id.eq(Uid(consultation)))
        .filter(submission::number.is_not_null())
        .order(submission::number)
        .select(submission::id)
        .load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// The consultation of an answer, and its number when it has one.
pub fn number_of(conn: &mut Conn, id: Uuid) -> Result<Option<(Uuid, Option<String>)>, Error> {
    let row = submission::table
        .inner_join(case_series::table.on(case_series::id.eq(submission::case_series_id)))
        .filter(submission::id.eq(Uid(id)))
        .select((
            submission::consultation_id,
            submission::number,
            case_series::as_written,
        ))
        .first::<(Uid, Option<i64>, String)>(conn)
        .optional()?;
    Ok(row.map(|(consultation, number, series)| {
        (consultation.0, number.map(|n| number_text(&series, n)))
    }))
}

/// The answer gets its number: once, and for good.
pub fn set_number(conn: &mut Conn, id: Uuid, number: i64, standing: Standing) -> Result<(), Error> {
    let n = diesel::update(
        submission::table.filter(submission::id.eq(Uid(id)).and(submission::number.is_null())),
    )
    .set((
        submission::number.eq(Some(number)),
        submission::standing.eq(standing.as_str()),
    ))
    .execute(conn)?;
    if n == 1 {
        Ok(())
    } else {
        Err(Error::internal("an answer was numbered twice"))
    }
}

/// A receipt to be kept.
#[derive(Debug, Clone)]
pub struct NewReceipt {
    pub version_id: Uuid,
    pub number: String,
    pub document: String,
    pub sha256: [u8; 32],
    pub at: DateTime<Utc>,
}

impl NewReceipt {
    pub fn leaf(&self) -> NewLeaf<'_> {
        NewLeaf {
            version_id: self.version_id,
            document: &self.document,
        }
    }
}

pub fn insert_receipts(conn: &mut Conn, new: &[NewReceipt]) -> Result<(), Error> {
    if new.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = new
        .iter()
        .map(|r| {
            (
                receipt::submission_version_id.eq(Uid(r.version_id)),
                receipt::format.eq(crate::submissions::receipt::FORMAT),
                receipt::number.eq(&r.number),
                receipt::document.eq(&r.document),
                receipt::sha256.eq(r.sha256.as_slice()),
                receipt::issued_at.eq(Instant(r.at)),
            )
        })
        .collect();
    insert_rows!(conn, receipt::table, &rows)?;
    Ok(())
}

/// A field's key, and what was written or chosen in it.
pub type KeyedAnswer = (String, Option<String>, Option<String>);

/// A sent version as it stands in the database.
#[derive(Debug, Clone)]
pub struct StoredVersion {
    pub id: Uuid,
    pub submission_id: Uuid,
    pub desk_id: Option<Uuid>,
    pub consultation_id: Uuid,
    pub case_series_id: Uuid,
    pub no: i32,
    pub received_at: DateTime<Utc>,
    pub deadline_on: NaiveDate,
    pub late_seconds: Option<i64>,
    pub proposal_version: i32,
    pub sender: Sender,
    /// As it was told with it; the desk may say otherwise by now.
    pub email: Option<String>,
    /// A private person who does not want the name published, as it was told with it.
    pub is_name_withheld: bool,
    pub withhold_reason: Option<String>,
    pub adoption: Option<Adoption>,
    /// It was sent with reservation, and has been adopted as it was sent.
    pub confirmed: Option<Confirmed>,
    /// Keys and what was written or chosen; the order is the database's.
    pub answers: Vec<KeyedAnswer>,
    pub no_comment: Vec<String>,
    /// What it supports.
    pub endorsements: Vec<Endorsement>,
    /// The files that were sent with it, in their order.
    pub attachments: Vec<Attachment>,
    pub receipt: Option<StoredReceipt>,
}

/// A receipt as it was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReceipt {
    pub version_id: Uuid,
    pub number: String,
    pub document: String,
    pub sha256: [u8; 32],
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = submission_version)]
struct VersionRow {
    id: Uid,
    submission_id: Uid,
    no: i32,
    received_at: Instant,
    deadline_on: NaiveDate,
    late_seconds: Option<i64>,
    proposal_version: i32,
    sender: Json,
    email: Option<String>,
    name_withheld: bool,
    withhold_reason: Option<String>,
    adoption: Option<Json>,
}

/// Every sent version of an answer, oldest first.
pub fn versions_of(conn: &mut Conn, submission_id: Uuid) -> Result<Vec<StoredVersion>, Error> {
    let mut versions = versions_before(conn, submission_id, None, u32::MAX)?;
    versions.reverse();
    Ok(versions)
}

/// The last versions of an answer before `before`, newest first.
pub fn versions_before(
    conn: &mut Conn,
    submission_id: Uuid,
    before: Option<i32>,
    limit: u32,
) -> Result<Vec<StoredVersion>, Error> {
    let owner = submission::table
        .filter(submission::id.eq(Uid(submission_id)))
        .select((
            submission::desk_id,
            submission::consultation_id,
            submission::case_series_id,
        ))
        .first::<(Option<Uid>, Uid, Uid)>(conn)
        .optional()?;
    let Some((desk, consultation, series)) = owner else {
        return Ok(Vec::new());
    };
    let rows = submission_version::table
        .filter(submission_version::submission_id.eq(Uid(submission_id)))
        .filter(submission_version::no.lt(before.unwrap_or(i32::MAX)))
        .order(submission_version::no.desc())
        .limit(limit.into())
        .select(VersionRow::as_select())
        .load(conn)?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id.0).collect();
    let mut endorsed = super::endorsed_in(conn, &ids)?;
    let mut attached = attachments::of_versions(conn, &ids)?;
    let mut versions = Vec::with_capacity(rows.len());
    for row in rows {
        let adoption = row.adoption.map(read_adoption).transpose()?;
        let confirmed = match adoption.as_ref().is_some_and(Adoption::is_reserved) {
            true => confirmed_of(conn, &[row.id.0])?.remove(&row.id.0),
            false => None,
        };
        versions.push(StoredVersion {
            id: row.id.0,
            submission_id: row.submission_id.0,
            desk_id: desk.map(|d| d.0),
            consultation_id: consultation.0,
            case_series_id: series.0,
            no: row.no,
            received_at: row.received_at.0,
            deadline_on: row.deadline_on,
            late_seconds: row.late_seconds,
            proposal_version: row.proposal_version,
            sender: serde_json::from_value(row.sender.0)
                .map_err(|e| Error::internal(e.to_string()))?,
            email: row.email,
            is_name_withheld: row.name_withheld,
            withhold_reason: row.withhold_reason,
            adoption,
            confirmed,
            answers: answers_of(conn, row.id)?,
            no_comment: no_comments_of(conn, row.id)?,
            endorsements: endorsed.remove(&row.id.0).unwrap_or_default(),
            attachments: attached.remove(&row.id.0).unwrap_or_default(),
            receipt: find_receipt(conn, row.id.0)?,
        });
    }
    Ok(versions)
}

/// How each version of an answer stands by now.
pub fn standings_of(conn: &mut Conn, submission_id: Uuid) -> Result<HashMap<Uuid, String>, Error> {
    let rows = standing_decision::table
        .inner_join(
            submission_version::table
                .on(submission_version::id.eq(standing_decision::submission_version_id)),
        )
        .filter(submission_version::submission_id.eq(Uid(submission_id)))
        .order((standing_decision::at, standing_decision::id))
        .select((
            standing_decision::submission_version_id,
            standing_decision::standing,
        ))
        .load::<(Uid, String)>(conn)?;
    Ok(rows.into_iter().map(|(id, s)| (id.0, s)).collect())
}

fn answers_of(conn: &mut Conn, version: Uid) -> Result<Vec<KeyedAnswer>, Error> {
    Ok(answer::table
        .inner_join(field::table)
        .filter(answer::submission_version_id.eq(version))
        .select((field::key, answer::body, answer::choice))
        .load(conn)?)
}

fn no_comments_of(conn: &mut Conn, version: Uid) -> Result<Vec<String>, Error> {
    Ok(no_comment::table
        .inner_join(advice::table)
        .filter(no_comment::submission_version_id.eq(version))
        .select(advice::key)
        .load(conn)?)
}

/// The receipt of a version that was sent from a desk.
pub fn find_receipt_of(
    conn: &mut Conn,
    desk_id: Uuid,
    no: i32,
) -> Result<Option<StoredReceipt>, Error> {
    let version = submission_version::table
        .inner_join(submission::table)
        .filter(submission::desk_id.eq(Uid(desk_id)))
        .filter(submission_version::no.eq(no))
        .select(submission_version::id)
        .first::<Uid>(conn)
        .optional()?;
    match version {
        Some(id) => find_receipt(conn, id.0),
        None => Ok(None),
    }
}

pub fn find_receipt(conn: &mut Conn, version: Uuid) -> Result<Option<StoredReceipt>, Error> {
    let row = receipt::table
        .find(Uid(version))
        .select(RECEIPT)
        .first::<ReceiptRow>(conn)
        .optional()?;
    row.map(read_receipt).transpose()
}

/// The receipts of a number's versions: what a file is compared with.
pub fn receipts_by_number(conn: &mut Conn, number: &str) -> Result<Vec<StoredReceipt>, Error> {
    let rows = receipt::table
        .filter(receipt::number.eq(number))
        .select(RECEIPT)
        .load::<ReceiptRow>(conn)?;
    rows.into_iter().map(read_receipt).collect()
}

type ReceiptRow = (Uid, String, String, Vec<u8>);

const RECEIPT: (
    receipt::submission_version_id,
    receipt::number,
    receipt::document,
    receipt::sha256,
) = (
    receipt::submission_version_id,
    receipt::number,
    receipt::document,
    receipt::sha256,
);

fn read_receipt((version, number, document, hash): ReceiptRow) -> Result<StoredReceipt, Error> {
    let sha256 = hash.try_into();
    Ok(StoredReceipt {
        version_id: version.0,
        number,
        document,
        sha256: sha256.map_err(|_| Error::internal("a checksum of another length"))?,
    })
}

/// The answer that a version belongs to, and its desk.
pub fn owner_of_version(
    conn: &mut Conn,
    version: Uuid,
) -> Result<Option<(Uuid, Option<Uuid>)>, Error> {
    let row = submission_version::table
        .inner_join(submission::table)
        .filter(submission_version::id.eq(Uid(version)))
        .select((submission::id, submission::desk_id))
        .first::<(Uid, Option<Uid>)>(conn)
        .optional()?;
    Ok(row.map(|(id, desk)| (id.0, desk.map(|d| d.0))))
}
