//! The SQL of late answers: which there are, and what staff have decided of them.

use crate::calendar;
use crate::db::schema::{
    case_series, desk, standing_decision as decision, submission, submission_version as version,
};
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::Error;
use crate::submissions::desk::in_force;
use crate::submissions::receipt::Sender;
use crate::submissions::standing::{SentVersion, Standing};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// Ids in one statement.
pub(super) const AT_ONCE: usize = 1_000;

/// What a member of staff has decided of a late version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffDecision {
    pub id: Uuid,
    pub version_id: Uuid,
    pub counts: bool,
    pub reason: String,
    pub by_whom: String,
    pub at: DateTime<Utc>,
}

type DecisionRow = (Uid, Uid, String, Option<String>, String, Instant);

/// The last that staff have decided of each of these versions; nothing of those they have not decided.
pub fn last_decisions(
    conn: &mut Conn,
    versions: &[Uuid],
) -> Result<HashMap<Uuid, StaffDecision>, Error> {
    let mut last = HashMap::new();
    for chunk in versions.chunks(AT_ONCE) {
        let ids: Vec<Uid> = chunk.iter().map(|id| Uid(*id)).collect();
        let rows: Vec<DecisionRow> = decision::table
            .filter(decision::submission_version_id.eq_any(ids))
            .filter(decision::by_whom.like("staff:%"))
            .order((decision::at, decision::id))
            .select((
                decision::id,
                decision::submission_version_id,
                decision::standing,
                decision::reason,
                decision::by_whom,
                decision::at,
            ))
            .load(conn)?;
        for (id, version, standing, reason, by_whom, at) in rows {
            let decided = StaffDecision {
                id: id.0,
                version_id: version.0,
                counts: standing == "counts",
                reason: reason.unwrap_or_default(),
                by_whom,
                at: at.0,
            };
            last.insert(version.0, decided);
        }
    }
    Ok(last)
}

/// The desks of a consultation from which everything was taken back.
pub fn taken_back(conn: &mut Conn, consultation: Uuid) -> Result<HashSet<Uuid>, Error> {
    let desks: Vec<Option<Uid>> = submission::table
        .filter(submission::consultation_id.eq(Uid(consultation)))
        .filter(submission::standing.eq(Standing::Withdrawn.as_str()))
        .select(submission::desk_id)
        .load(conn)?;
    Ok(desks.into_iter().flatten().map(|id| id.0).collect())
}

/// When the answers from these desks were taken back last.
pub fn withdrawn_at(conn: &mut Conn, desks: &[Uid]) -> Result<HashMap<Uuid, DateTime<Utc>>, Error> {
    let rows: Vec<(Option<Uid>, Instant)> = submission::table
        .inner_join(version::table.on(version::submission_id.eq(submission::id)))
        .inner_join(decision::table.on(decision::submission_version_id.eq(version::id)))
        .filter(submission::desk_id.eq_any(desks))
        .filter(decision::standing.eq(Standing::Withdrawn.as_str()))
        .order(decision::at)
        .select((submission::desk_id, decision::at))
        .load(conn)?;
    // The last of each stands.
    let rows = rows.into_iter();
    Ok(rows
        .filter_map(|(desk, at)| Some((desk?.0, at.0)))
        .collect())
}

/// When the answer from this desk had been taken back before then, last.
pub fn withdrawn_before(
    conn: &mut Conn,
    desk: Uuid,
    then: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Error> {
    let last: Option<Instant> = submission::table
        .inner_join(version::table.on(version::submission_id.eq(submission::id)))
        .inner_join(decision::table.on(decision::submission_version_id.eq(version::id)))
        .filter(submission::desk_id.eq(Some(Uid(desk))))
        .filter(decision::standing.eq(Standing::Withdrawn.as_str()))
        .filter(decision::at.lt(Instant(then)))
        .order(decision::at.desc())
        .select(decision::at)
        .first(conn)
        .optional()?;
    Ok(last.map(|at| at.0))
}

/// Those of these versions that their senders have taken back.
pub fn withdrawn(conn: &mut Conn, versions: &[Uuid]) -> Result<HashSet<Uuid>, Error> {
    let mut found = HashSet::new();
    for chunk in versions.chunks(AT_ONCE) {
        let ids: Vec<Uid> = chunk.iter().map(|id| Uid(*id)).collect();
        let rows: Vec<Uid> = decision::table
            .filter(decision::submission_version_id.eq_any(ids))
            .filter(decision::standing.eq(Standing::Withdrawn.as_str()))
            .select(decision::submission_version_id)
            .load(conn)?;
        found.extend(rows.into_iter().map(|id| id.0));
    }
    Ok(found)
}

/// That a sender has taken a version back, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    pub version_id: Uuid,
    pub reason: String,
    pub at: DateTime<Utc>,
}

type WithdrawalRow = (Uid, Option<String>, Instant);

impl From<WithdrawalRow> for Withdrawal {
    fn from((version, reason, at): WithdrawalRow) -> Self {
        Self {
            version_id: version.0,
            reason: reason.unwrap_or_default(),
            at: at.0,
        }
    }
}

macro_rules! withdrawals {
    ($filter:expr) => {
        decision::table
            .filter(decision::standing.eq(Standing::Withdrawn.as_str()))
            .filter($filter)
            .select((
                decision::submission_version_id,
                decision::reason,
                decision::at,
            ))
    };
}

/// The withdrawal that this decision is.
pub fn find_withdrawal(conn: &mut Conn, id: Uuid) -> Result<Option<Withdrawal>, Error> {
    let row: Option<WithdrawalRow> = withdrawals!(decision::id.eq(Uid(id)))
        .first(conn)
        .optional()?;
    Ok(row.map(Withdrawal::from))
}

/// Why and when a version was taken back.
pub fn withdrawal_of(conn: &mut Conn, version: Uuid) -> Result<Option<Withdrawal>, Error> {
    let of = decision::submission_version_id.eq(Uid(version));
    let row: Option<WithdrawalRow> = withdrawals!(of).first(conn).optional()?;
    Ok(row.map(Withdrawal::from))
}

/// One decision of staff, and the version that it is about.
pub fn find_decision(conn: &mut Conn, id: Uuid) -> Result<Option<StaffDecision>, Error> {
    let of: Option<Uid> = decision::table
        .find(Uid(id))
        .select(decision::submission_version_id)
        .first(conn)
        .optional()?;
    let Some(of) = of else { return Ok(None) };
    let last = last_decisions(conn, &[of.0])?.remove(&of.0);
    Ok(last.filter(|last| last.id == id))
}

/// A late version as its decision needs to know it.
#[derive(Debug, Clone)]
pub struct VersionOf {
    pub id: Uuid,
    pub sent: SentVersion,
    pub received_at: DateTime<Utc>,
    pub deadline_on: NaiveDate,
    pub late_seconds: Option<i64>,
    pub sender: Json,
    pub decision: Option<StaffDecision>,
}

/// An answer that has a number, with its versions, oldest first.
#[derive(Debug, Clone)]
pub struct Numbered {
    pub submission_id: Uuid,
    pub desk_id: Option<Uuid>,
    pub number: String,
    /// The deadline that was given to it alone.
    pub own_deadline: Option<NaiveDate>,
    pub current_version: i32,
    pub standing: String,
    pub versions: Vec<VersionOf>,
}

impl Numbered {
    pub fn sent(&self) -> Vec<SentVersion> {
        self.versions.iter().map(|v| v.sent).collect()
    }

    /// The version that staff decide on: the last one, when it came late and was not taken back.
    pub fn late(&self) -> Option<&VersionOf> {
        let last = self.versions.last();
        last.filter(|v| v.sent.is_late && !v.sent.withdrawn)
    }

    /// This version came before the deadline that is in force for the answer now, which has been moved since; `of_all` is
    /// that of the consultation.
    pub fn came_before_current_deadline(&self, version: &VersionOf, of_all: NaiveDate) -> bool {
        let current = in_force(of_all, self.own_deadline);
        version.received_at < calendar::closes_at(current)
    }

    pub fn sender(version: &VersionOf) -> Result<Sender, Error> {
        serde_json::from_value(version.sender.0.clone()).map_err(|e| Error::internal(e.to_string()))
    }
}

type NumberedRow = (
    (Uid, Option<Uid>, Option<i64>, i32, String),
    (String, Option<NaiveDate>),
    (Uid, i32, Instant, NaiveDate, Option<i64>, Json),
);

/// The numbered answers to a consultation that have a late version, by number; only those of these versions,
/// when some are named.
pub fn with_late(
    conn: &mut Conn,
    consultation: Uuid,
    only: Option<&[Uuid]>,
) -> Result<Vec<Numbered>, Error> {
    let mut late = version::table
        .inner_join(submission::table)
        .filter(submission::consultation_id.eq(Uid(consultation)))
        .filter(submission::number.is_not_null())
        .filter(version::late_seconds.is_not_null())
        .select(submission::id)
        .distinct()
        .into_boxed();
    if let Some(ids) = only {
        let ids: Vec<Uid> = ids.iter().map(|id| Uid(*id)).collect();
        late = late.filter(version::id.eq_any(ids));
    }
    let ids: Vec<Uid> = late.load(conn)?;
    let mut found: BTreeMap<(i64, Uuid), Numbered> = BTreeMap::new();
    for chunk in ids.chunks(AT_ONCE) {
        for row in versions_of_these(conn, chunk)? {
            let ((id, desk, number, current_version, standing), (series, own_deadline), of) = row;
            let number = number.unwrap_or_default();
            let entry = found.entry((number, id.0)).or_insert_with(|| Numbered {
                submission_id: id.0,
                desk_id: desk.map(|id| id.0),
                number: super::number_text(&series, number),
                own_deadline,
                current_version,
                standing,
                versions: Vec::new(),
            });
            let (version_id, no, received_at, deadline_on, late_seconds, sender) = of;
            entry.versions.push(VersionOf {
                id: version_id.0,
                sent: SentVersion::arrived(no, late_seconds.is_some()),
                received_at: received_at.0,
                deadline_on,
                late_seconds,
                sender,
                decision: None,
            });
        }
    }
    let mut answers: Vec<Numbered> = found.into_values().collect();
    let late = answers.iter().flat_map(|a| &a.versions);
    let late: Vec<Uuid> = late.filter(|v| v.sent.is_late).map(|v| v.id).collect();
    let mut decided = last_decisions(conn, &late)?;
    let all: Vec<Uuid> = answers
        .iter()
        .flat_map(|a| &a.versions)
        .map(|v| v.id)
        .collect();
    let taken_back = withdrawn(conn, &all)?;
    for version in answers.iter_mut().flat_map(|a| &mut a.versions) {
        version.decision = decided.remove(&version.id);
        version.sent.decided = version.decision.as_ref().map(|d| d.counts);
        version.sent.withdrawn = taken_back.contains(&version.id);
    }
    Ok(answers)
}

fn versions_of_these(conn: &mut Conn, ids: &[Uid]) -> Result<Vec<NumberedRow>, Error> {
    Ok(version::table
        .inner_join(submission::table)
        .inner_join(case_series::table.on(case_series::id.eq(submission::case_series_id)))
        .left_join(desk::table.on(desk::id.nullable().eq(submission::desk_id)))
        .filter(submission::id.eq_any(ids))
        .order((submission::id, version::no))
        .select((
            (
                submission::id,
                submission::desk_id,
                submission::number,
                submission::current_version,
                submission::standing,
            ),
            (case_series::as_written, desk::deadline_on.nullable()),
            (
                version::id,
                version::no,
                version::received_at,
                version::deadline_on,
                version::late_seconds,
                version::sender,
            ),
        ))
        .load(conn)?)
}
