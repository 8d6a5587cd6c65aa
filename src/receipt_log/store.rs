//! The SQL of the logs. Leaves, heads and publications are only ever added.

use super::Log;
use super::tree::{Hash, Place};
use crate::db::schema::{case_series, log_head, log_leaf, log_publication};
use crate::db::{Conn, Instant, Uid, readable};
use crate::error::Error;
use crate::{each, ids, insert_rows};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// A leaf as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredLeaf {
    pub leaf: u64,
    pub version_id: Uuid,
    pub salt: [u8; 32],
    /// The hashes of the perfect subtrees that it fills, its own first.
    pub nodes: Vec<Hash>,
}

/// A head as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredHead {
    pub size: u64,
    pub at: DateTime<Utc>,
    /// The signed note.
    pub note: String,
    /// The key, as it is published.
    pub signed_by: String,
}

/// A count as the databases hold it.
fn count(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn uncount(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

/// SQLite takes at most 32,766 parameters in a statement.
const ROWS_AT_ONCE: usize = 5_000;

pub(super) fn insert_leaves(
    conn: &mut Conn,
    case_series: Uuid,
    new: &[StoredLeaf],
) -> Result<(), Error> {
    for chunk in new.chunks(ROWS_AT_ONCE) {
        let rows: Vec<_> = chunk
            .iter()
            .map(|one| {
                (
                    log_leaf::case_series_id.eq(Uid(case_series)),
                    log_leaf::leaf.eq(count(one.leaf)),
                    log_leaf::submission_version_id.eq(Uid(one.version_id)),
                    log_leaf::salt.eq(one.salt.to_vec()),
                    log_leaf::nodes.eq(one.nodes.concat()),
                )
            })
            .collect();
        insert_rows!(conn, log_leaf::table, &rows)?;
    }
    Ok(())
}

type LeafRow = (i64, Uid, Vec<u8>, Vec<u8>);

/// None where it is no leaf any more, by its length.
fn read_leaf((leaf, version_id, salt, nodes): LeafRow) -> Option<StoredLeaf> {
    let (nodes, rest) = nodes.as_chunks::<32>();
    Some(StoredLeaf {
        leaf: uncount(leaf),
        version_id: version_id.0,
        salt: salt.try_into().ok().filter(|_| rest.is_empty())?,
        nodes: nodes.to_vec(),
    })
}

/// The leaf of a version's receipt, and the series of its case.
pub fn leaf_of(conn: &mut Conn, version: Uuid) -> Result<Option<(Uuid, StoredLeaf)>, Error> {
    let row = log_leaf::table
        .filter(log_leaf::submission_version_id.eq(Uid(version)))
        .select((
            log_leaf::case_series_id,
            log_leaf::leaf,
            log_leaf::submission_version_id,
            log_leaf::salt,
            log_leaf::nodes,
        ))
        .first::<(Uid, i64, Uid, Vec<u8>, Vec<u8>)>(conn)
        .optional()?;
    Ok(row.and_then(|(series, leaf, version, salt, nodes)| {
        Some((series.0, read_leaf((leaf, version, salt, nodes))?))
    }))
}

/// Those of these leaves that are there and can be read.
pub fn leaves(
    conn: &mut Conn,
    case_series: Uuid,
    wanted: &[u64],
) -> Result<Vec<StoredLeaf>, Error> {
    let read = |conn: &mut Conn, wanted: &[u64]| {
        log_leaf::table
            .filter(log_leaf::case_series_id.eq(Uid(case_series)))
            .filter(log_leaf::leaf.eq_any(wanted.iter().map(|leaf| count(*leaf))))
            .select((
                log_leaf::leaf,
                log_leaf::submission_version_id,
                log_leaf::salt,
                log_leaf::nodes,
            ))
            .load::<LeafRow>(conn)
    };
    let rows = readable(conn, wanted, &read)?;
    Ok(rows.into_iter().filter_map(read_leaf).collect())
}

/// The hashes of perfect subtrees, each kept with the leaf that fills it; what is not there is left out.
pub fn nodes(
    conn: &mut Conn,
    case_series: Uuid,
    places: &[Place],
) -> Result<HashMap<Place, Hash>, Error> {
    if places.is_empty() {
        return Ok(HashMap::new());
    }
    let mut leaves: Vec<i64> = places.iter().map(|p| count(p.last_leaf())).collect();
    leaves.sort_unstable();
    leaves.dedup();
    let rows: HashMap<i64, Vec<u8>> = log_leaf::table
        .filter(log_leaf::case_series_id.eq(Uid(case_series)))
        .filter(log_leaf::leaf.eq_any(leaves))
        .select((log_leaf::leaf, log_leaf::nodes))
        .load::<(i64, Vec<u8>)>(conn)?
        .into_iter()
        .collect();
    let hash = |place: &Place| {
        let nodes = rows.get(&count(place.last_leaf()))?;
        let (nodes, _) = nodes.as_chunks::<32>();
        Some((*place, *nodes.get(place.level as usize)?))
    };
    Ok(places.iter().filter_map(hash).collect())
}

pub(super) fn insert_head(
    conn: &mut Conn,
    case_series: Uuid,
    head: &StoredHead,
) -> Result<(), Error> {
    let row = (
        log_head::case_series_id.eq(Uid(case_series)),
        log_head::size.eq(count(head.size)),
        log_head::at.eq(Instant(head.at)),
        log_head::note.eq(&head.note),
        log_head::signed_by.eq(&head.signed_by),
    );
    // A log without leaves is signed when the first deadline asks for it, and may be again at the next.
    each!(conn, c => diesel::insert_into(log_head::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

type HeadRow = (i64, Instant, String, String);

fn read_head((size, at, note, signed_by): HeadRow) -> StoredHead {
    StoredHead {
        size: uncount(size),
        at: at.0,
        note,
        signed_by,
    }
}

const HEAD: (
    log_head::size,
    log_head::at,
    log_head::note,
    log_head::signed_by,
) = (
    log_head::size,
    log_head::at,
    log_head::note,
    log_head::signed_by,
);

/// The first head that a leaf is in.
pub(super) fn head_with(
    conn: &mut Conn,
    case_series: Uuid,
    leaf: u64,
) -> Result<Option<StoredHead>, Error> {
    let row = log_head::table
        .filter(log_head::case_series_id.eq(Uid(case_series)))
        .filter(log_head::size.gt(count(leaf)))
        .order(log_head::size)
        .select(HEAD)
        .first::<HeadRow>(conn)
        .optional()?;
    Ok(row.map(read_head))
}

/// The head of a size.
pub fn head(conn: &mut Conn, case_series: Uuid, size: u64) -> Result<Option<StoredHead>, Error> {
    let row = log_head::table
        .find((Uid(case_series), count(size)))
        .select(HEAD)
        .first::<HeadRow>(conn)
        .optional()?;
    Ok(row.map(read_head))
}

/// The largest head of each log, by the series of its case.
pub fn last_heads(conn: &mut Conn) -> Result<HashMap<Uuid, StoredHead>, Error> {
    let largest: Vec<(Uid, Option<i64>)> = log_head::table
        .group_by(log_head::case_series_id)
        .select((log_head::case_series_id, diesel::dsl::max(log_head::size)))
        .load(conn)?;
    let mut heads = HashMap::new();
    for (series, size) in largest {
        let found = head(conn, series.0, uncount(size.unwrap_or_default()))?;
        heads.extend(found.map(|head| (series.0, head)));
    }
    Ok(heads)
}

/// The heads of these sizes, by their sizes; none where one is there and cannot be read.
pub fn heads(
    conn: &mut Conn,
    case_series: Uuid,
    sizes: &[u64],
) -> Result<HashMap<u64, Option<StoredHead>>, Error> {
    let of_these = |sizes: &[u64]| {
        log_head::table
            .filter(log_head::case_series_id.eq(Uid(case_series)))
            .filter(
                log_head::size.eq_any(sizes.iter().map(|size| count(*size)).collect::<Vec<_>>()),
            )
    };
    let there: Vec<i64> = of_these(sizes).select(log_head::size).load(conn)?;
    let there: Vec<u64> = there.into_iter().map(uncount).collect();
    let mut found: HashMap<u64, Option<StoredHead>> =
        there.iter().map(|size| (*size, None)).collect();
    let read = |conn: &mut Conn, sizes: &[u64]| of_these(sizes).select(HEAD).load::<HeadRow>(conn);
    for head in readable(conn, &there, &read)?.into_iter().map(read_head) {
        found.insert(head.size, Some(head));
    }
    Ok(found)
}

/// The sizes that were published and of which no head is kept any more.
pub fn published_without_head(conn: &mut Conn, case_series: Uuid) -> Result<Vec<u64>, Error> {
    let kept = log_head::case_series_id
        .eq(log_publication::case_series_id)
        .and(log_head::size.eq(log_publication::size));
    let sizes: Vec<i64> = log_publication::table
        .left_join(log_head::table.on(kept))
        .filter(log_publication::case_series_id.eq(Uid(case_series)))
        .filter(log_head::size.nullable().is_null())
        .select(log_publication::size)
        .distinct()
        .load(conn)?;
    Ok(sizes.into_iter().map(uncount).collect())
}

/// How far a log has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Size {
    pub log: Log,
    pub leaves: u64,
    /// The largest head that was published.
    pub published: Option<u64>,
}

/// Every case, and how far its log has come.
pub fn sizes(conn: &mut Conn) -> Result<Vec<Size>, Error> {
    let published: HashMap<Uid, i64> = log_publication::table
        .group_by(log_publication::case_series_id)
        .select((
            log_publication::case_series_id,
            diesel::dsl::max(log_publication::size),
        ))
        .load::<(Uid, Option<i64>)>(conn)?
        .into_iter()
        .filter_map(|(series, size)| Some((series, size?)))
        .collect();
    let rows: Vec<(Uid, String, i64)> = case_series::table
        .order(case_series::id)
        .select((
            case_series::id,
            case_series::as_written,
            case_series::next_leaf,
        ))
        .load(conn)?;
    let size = |(id, case, leaves): (Uid, String, i64)| Size {
        published: published.get(&id).map(|size| uncount(*size)),
        log: Log {
            case_series: id.0,
            case,
        },
        leaves: uncount(leaves),
    };
    Ok(rows.into_iter().map(size).collect())
}

/// A head that is made public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    pub size: u64,
    pub at: DateTime<Utc>,
    /// A deadline asked for it: of this consultation, at the end of this day.
    pub closes: Option<(Uuid, NaiveDate)>,
}

/// Makes a head public; one that was before stays as it is.
pub fn publish(conn: &mut Conn, case_series: Uuid, new: &Published) -> Result<(), Error> {
    let row = (
        log_publication::id.eq(Uid(ids::new(new.at))),
        log_publication::case_series_id.eq(Uid(case_series)),
        log_publication::size.eq(count(new.size)),
        log_publication::at.eq(Instant(new.at)),
        log_publication::consultation_id.eq(new.closes.map(|(id, _)| Uid(id))),
        log_publication::deadline_on.eq(new.closes.map(|(_, on)| on)),
    );
    each!(conn, c => diesel::insert_into(log_publication::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// What was published last of a log.
pub fn last_published(conn: &mut Conn, case_series: Uuid) -> Result<Option<Entered>, Error> {
    Ok(publications(conn, case_series, None, 1)?.pop())
}

/// A published head with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    pub id: Uuid,
    pub published: Published,
    pub head: StoredHead,
}

type EnteredRow = (Uid, Instant, Option<Uid>, Option<NaiveDate>, HeadRow);

/// Published heads of a log, the newest first, before one of them.
pub fn publications(
    conn: &mut Conn,
    case_series: Uuid,
    before: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Entered>, Error> {
    let mut wanted = entered_rows()
        .filter(log_publication::case_series_id.eq(Uid(case_series)))
        .into_boxed();
    if let Some(before) = before {
        wanted = wanted.filter(log_publication::id.lt(Uid(before)));
    }
    let rows: Vec<EnteredRow> = wanted
        .order(log_publication::id.desc())
        .limit(limit)
        .load(conn)?;
    Ok(rows.into_iter().map(read_entered).collect())
}

/// A published head of this size.
pub fn entered(conn: &mut Conn, case_series: Uuid, size: u64) -> Result<Option<Entered>, Error> {
    let row = entered_rows()
        .filter(log_publication::case_series_id.eq(Uid(case_series)))
        .filter(log_publication::size.eq(count(size)))
        .order(log_publication::id)
        .first::<EnteredRow>(conn)
        .optional()?;
    Ok(row.map(read_entered))
}

#[diesel::dsl::auto_type]
fn entered_rows() -> _ {
    let of_head = log_head::case_series_id
        .eq(log_publication::case_series_id)
        .and(log_head::size.eq(log_publication::size));
    log_publication::table
        .inner_join(log_head::table.on(of_head))
        .select((
            log_publication::id,
            log_publication::at,
            log_publication::consultation_id,
            log_publication::deadline_on,
            (
                log_head::size,
                log_head::at,
                log_head::note,
                log_head::signed_by,
            ),
        ))
}

fn read_entered((id, at, consultation, deadline_on, head): EnteredRow) -> Entered {
    let head = read_head(head);
    Entered {
        id: id.0,
        published: Published {
            size: head.size,
            at: at.0,
            closes: consultation.map(|id| id.0).zip(deadline_on),
        },
        head,
    }
}
