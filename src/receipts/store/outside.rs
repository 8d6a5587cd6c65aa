//! Receipts that are in no log. Those from before there were logs wait to enter one; of any other that is so, somebody has
//! taken the leaf out.

use crate::db::schema::{log_leaf, receipt, submission, submission_version};
use crate::db::{Conn, Uid};
use crate::error::Error;
use crate::receipt_log::NewLeaf;
use crate::receipts::fault::{Fault, FaultKind};
use crate::submissions::receipt::BEFORE_THE_LOG;
use diesel::dsl::{count_star, not};
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// How a document says that it is from before there were logs, as no text in it can: quotes in texts are escaped. The column
/// alone is not believed: it can be changed without the receipt's checksum showing it.
const SAYS_BEFORE: &str = "%\"format\":1,%";

/// A receipt from before there were logs, which has not entered one yet.
pub struct NotEntered {
    pub version_id: Uuid,
    pub document: String,
}

impl NotEntered {
    pub fn leaf(&self) -> NewLeaf<'_> {
        NewLeaf {
            version_id: self.version_id,
            document: &self.document,
        }
    }
}

#[diesel::dsl::auto_type]
fn in_no_log() -> _ {
    let leaf = log_leaf::submission_version_id.eq(receipt::submission_version_id);
    let version = submission_version::id.eq(receipt::submission_version_id);
    let answer = submission::id.eq(submission_version::submission_id);
    receipt::table
        .left_join(log_leaf::table.on(leaf))
        .inner_join(submission_version::table.on(version))
        .inner_join(submission::table.on(answer))
        .filter(log_leaf::leaf.is_null())
}

#[diesel::dsl::auto_type]
fn is_from_before() -> _ {
    let format: i32 = BEFORE_THE_LOG;
    let says: &'static str = SAYS_BEFORE;
    receipt::format.eq(format).and(receipt::document.like(says))
}

/// The cases that have receipts which wait to enter their log.
pub fn cases_not_entered(conn: &mut Conn) -> Result<Vec<Uuid>, Error> {
    let rows: Vec<Uid> = in_no_log()
        .filter(is_from_before())
        .select(submission::case_series_id)
        .distinct()
        .load(conn)?;
    Ok(rows.into_iter().map(|id| id.0).collect())
}

/// Receipts of a case that wait to enter its log, in the order of their numbers, at most so many.
pub fn not_entered(
    conn: &mut Conn,
    case_series: Uuid,
    limit: i64,
) -> Result<Vec<NotEntered>, Error> {
    let rows: Vec<(Uid, String)> = in_no_log()
        .filter(is_from_before())
        .filter(submission::case_series_id.eq(Uid(case_series)))
        .order((submission::number, submission_version::no))
        .limit(limit)
        .select((receipt::submission_version_id, receipt::document))
        .load(conn)?;
    let entered = |(version, document): (Uid, String)| NotEntered {
        version_id: version.0,
        document,
    };
    Ok(rows.into_iter().map(entered).collect())
}

/// How many receipts wait to enter a log.
pub fn waiting(conn: &mut Conn) -> Result<u64, Error> {
    let waiting: i64 = in_no_log()
        .filter(is_from_before())
        .select(count_star())
        .first(conn)?;
    Ok(u64::try_from(waiting).unwrap_or(0))
}

/// How many receipts are kept: counted in the index, so that no document is read.
pub fn receipts_kept(conn: &mut Conn) -> Result<u64, Error> {
    let kept: i64 = receipt::table.select(count_star()).first(conn)?;
    Ok(u64::try_from(kept).unwrap_or(0))
}

/// The faults of receipts that were issued with a leaf and have none, by the series of their case. The place is that which
/// the receipt has among those of its case, as they were issued: it stays the same whatever is sent afterwards.
pub fn without_leaf(conn: &mut Conn) -> Result<HashMap<Uuid, BTreeSet<Fault>>, Error> {
    let rows: Vec<(Uid, Uid)> = in_no_log()
        .filter(not(is_from_before()))
        .select((submission::case_series_id, receipt::submission_version_id))
        .load(conn)?;
    let mut gone: HashMap<Uuid, HashSet<Uuid>> = HashMap::new();
    for (series, version) in rows {
        gone.entry(series.0).or_default().insert(version.0);
    }
    let mut found = HashMap::with_capacity(gone.len());
    for (series, versions) in gone {
        let all = as_issued(conn, series)?;
        let places = (0..).zip(all);
        let fault = |(place, version): (u64, Uuid)| {
            let kind = FaultKind::Tree;
            versions.contains(&version).then_some(Fault { kind, place })
        };
        found.insert(series, places.filter_map(fault).collect());
    }
    Ok(found)
}

/// The versions of a case that have a receipt, in the order in which they were issued.
fn as_issued(conn: &mut Conn, case_series: Uuid) -> Result<Vec<Uuid>, Error> {
    let version = submission_version::id.eq(receipt::submission_version_id);
    let answer = submission::id.eq(submission_version::submission_id);
    let rows: Vec<Uid> = receipt::table
        .inner_join(submission_version::table.on(version))
        .inner_join(submission::table.on(answer))
        .filter(submission::case_series_id.eq(Uid(case_series)))
        .order((
            receipt::issued_at,
            submission::number,
            submission_version::no,
            receipt::submission_version_id,
        ))
        .select(receipt::submission_version_id)
        .load(conn)?;
    Ok(rows.into_iter().map(|id| id.0).collect())
}
