//! The SQL of attachments: those of desks, and which of them were sent with a version.

use super::{ANSWER_BYTES, Attachment, Kind, MOST, Scan};
use crate::db::schema::{attachment, submission_attachment};
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::insert_rows;
use chrono::{DateTime, Utc};
use diesel::dsl::exists as exists_in;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

#[derive(Queryable, Selectable)]
#[diesel(table_name = attachment)]
struct Row {
    id: Uid,
    desk_id: Uid,
    name: String,
    mended: bool,
    kind: String,
    size: i64,
    sha256: Vec<u8>,
    link_id: Uid,
    added_at: Instant,
    removed_at: Option<Instant>,
    scan: String,
}

impl Row {
    fn attachment(self) -> Result<Attachment, Error> {
        let unreadable = || Error::internal("a row of attachment that cannot be read");
        Ok(Attachment {
            id: self.id.0,
            desk_id: self.desk_id.0,
            name: self.name,
            is_mended: self.mended,
            kind: Kind::parse(&self.kind).ok_or_else(unreadable)?,
            size: self.size,
            sha256: self.sha256.try_into().map_err(|_| unreadable())?,
            by: self.link_id.0,
            added_at: self.added_at.0,
            removed_at: self.removed_at.map(|at| at.0),
            scan: Scan::parse(&self.scan).ok_or_else(unreadable)?,
        })
    }
}

pub fn insert(conn: &mut Conn, new: &Attachment) -> Result<(), Error> {
    diesel::insert_into(attachment::table)
        .values((
            attachment::id.eq(Uid(new.id)),
            attachment::desk_id.eq(Uid(new.desk_id)),
            attachment::name.eq(&new.name),
            attachment::mended.eq(new.is_mended),
            attachment::kind.eq(new.kind.as_str()),
            attachment::size.eq(new.size),
            attachment::sha256.eq(new.sha256.as_slice()),
            attachment::link_id.eq(Uid(new.by)),
            attachment::added_at.eq(Instant(new.added_at)),
            attachment::scan.eq(new.scan.as_str()),
        ))
        .execute(conn)?;
    Ok(())
}

/// All that a desk has, also those that were taken away; in the order in which they came.
pub fn of_desk(conn: &mut Conn, desk: Uuid) -> Result<Vec<Attachment>, Error> {
    let rows = attachment::table
        .filter(attachment::desk_id.eq(Uid(desk)))
        .order(attachment::id)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::attachment).collect()
}

/// One that goes with the answer of a desk, or was sent with it.
pub fn find_at_desk(conn: &mut Conn, desk: Uuid, id: Uuid) -> Result<Option<Attachment>, Error> {
    let was_sent = submission_attachment::table
        .filter(submission_attachment::attachment_id.eq(attachment::id));
    let row = attachment::table
        .filter(attachment::id.eq(Uid(id)))
        .filter(attachment::desk_id.eq(Uid(desk)))
        .filter(attachment::removed_at.is_null().or(exists_in(was_sent)))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::attachment).transpose()
}

pub fn set_removed(conn: &mut Conn, id: Uuid, at: Option<DateTime<Utc>>) -> Result<(), Error> {
    diesel::update(attachment::table.filter(attachment::id.eq(Uid(id))))
        .set(attachment::removed_at.eq(at.map(Instant)))
        .execute(conn)?;
    Ok(())
}

/// A version, the place of the attachment in it, and the attachment.
pub type NewSent = (Uuid, i32, Uuid);

pub fn insert_sent(conn: &mut Conn, new: &[NewSent]) -> Result<(), Error> {
    if new.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = new
        .iter()
        .map(|(version, place, id)| {
            (
                submission_attachment::submission_version_id.eq(Uid(*version)),
                submission_attachment::place.eq(*place),
                submission_attachment::attachment_id.eq(Uid(*id)),
            )
        })
        .collect();
    insert_rows!(conn, submission_attachment::table, &rows)?;
    Ok(())
}

/// What was sent with these versions, in its order.
pub fn of_versions(
    conn: &mut Conn,
    versions: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Attachment>>, Error> {
    let versions: Vec<Uid> = versions.iter().map(|id| Uid(*id)).collect();
    let rows: Vec<(Uid, Row)> = submission_attachment::table
        .inner_join(attachment::table)
        .filter(submission_attachment::submission_version_id.eq_any(versions))
        .order((
            submission_attachment::submission_version_id,
            submission_attachment::place,
        ))
        .select((
            submission_attachment::submission_version_id,
            Row::as_select(),
        ))
        .load(conn)?;
    let mut found: HashMap<Uuid, Vec<Attachment>> = HashMap::new();
    for (version, row) in rows {
        found.entry(version.0).or_default().push(row.attachment()?);
    }
    Ok(found)
}

/// The versions that an attachment was sent with, newest first.
pub fn versions_with(conn: &mut Conn, id: Uuid) -> Result<Vec<Uuid>, Error> {
    let versions: Vec<Uid> = submission_attachment::table
        .filter(submission_attachment::attachment_id.eq(Uid(id)))
        .order(submission_attachment::submission_version_id.desc())
        .select(submission_attachment::submission_version_id)
        .load(conn)?;
    Ok(versions.into_iter().map(|version| version.0).collect())
}

/// The files of these versions in which something was found.
pub fn infected_in(conn: &mut Conn, versions: &[Uuid]) -> Result<Vec<Uuid>, Error> {
    if versions.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uid> = versions.iter().map(|id| Uid(*id)).collect();
    let found: Vec<Uid> = submission_attachment::table
        .inner_join(attachment::table)
        .filter(submission_attachment::submission_version_id.eq_any(ids))
        .filter(attachment::scan.eq(Scan::Infected.as_str()))
        .select(attachment::id)
        .distinct()
        .load(conn)?;
    Ok(found.into_iter().map(|id| id.0).collect())
}

/// What was sent with these versions goes with them, before they do.
pub fn forget_sent(conn: &mut Conn, versions: &[Uid]) -> Result<(), Error> {
    let of = submission_attachment::submission_version_id.eq_any(versions);
    diesel::delete(submission_attachment::table.filter(of)).execute(conn)?;
    Ok(())
}

/// The attachments of these desks go with them; the sweep finds their bytes.
pub fn forget(conn: &mut Conn, desks: &[Uid]) -> Result<(), Error> {
    diesel::delete(attachment::table.filter(attachment::desk_id.eq_any(desks))).execute(conn)?;
    Ok(())
}

/// Forgets those of a desk that were taken away first, and never sent, when all of them are more than goes with one answer.
/// Their bytes are for whoever calls.
pub fn forget_oldest(conn: &mut Conn, desk: Uuid) -> Result<Vec<Uuid>, Error> {
    let removed: Vec<(Uid, i64)> = attachment::table
        .left_join(submission_attachment::table)
        .filter(attachment::desk_id.eq(Uid(desk)))
        .filter(attachment::removed_at.is_not_null())
        .filter(submission_attachment::attachment_id.is_null())
        .order((attachment::removed_at.desc(), attachment::id.desc()))
        .select((attachment::id, attachment::size))
        .load(conn)?;
    let mut bytes = 0_u64;
    let mut stay = 0;
    for (_, size) in removed.iter().take(MOST) {
        bytes = bytes.saturating_add(u64::try_from(*size).unwrap_or_default());
        if bytes > ANSWER_BYTES {
            break;
        }
        stay += 1;
    }
    let oldest: Vec<Uid> = removed.into_iter().skip(stay).map(|(id, _)| id).collect();
    diesel::delete(attachment::table.filter(attachment::id.eq_any(&oldest))).execute(conn)?;
    Ok(oldest.into_iter().map(|id| id.0).collect())
}

/// How many are forgotten in one transaction.
const AT_ONCE: i64 = 500;

/// Those that were taken away before this, and were never sent. How many of this chunk; call again until 0.
pub fn forget_unwanted(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, Error> {
    let ids: Vec<Uid> = attachment::table
        .left_join(submission_attachment::table)
        .filter(attachment::removed_at.lt(Instant(before)))
        .filter(submission_attachment::attachment_id.is_null())
        .select(attachment::id)
        .limit(AT_ONCE)
        .load(conn)?;
    Ok(diesel::delete(attachment::table.filter(attachment::id.eq_any(ids))).execute(conn)?)
}

/// Those of these ids that there are.
pub fn exists(conn: &mut Conn, ids: &[Uuid]) -> Result<HashSet<Uuid>, Error> {
    let ids: Vec<Uid> = ids.iter().map(|id| Uid(*id)).collect();
    let found: Vec<Uid> = attachment::table
        .filter(attachment::id.eq_any(ids))
        .select(attachment::id)
        .load(conn)?;
    Ok(found.into_iter().map(|id| id.0).collect())
}

/// What lies in the storage for an attachment, also for one that was taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lying {
    pub id: Uuid,
    pub size: i64,
    pub sha256: Vec<u8>,
}

/// Of all there are.
pub fn lying(conn: &mut Conn) -> Result<Vec<Lying>, Error> {
    let rows: Vec<(Uid, i64, Vec<u8>)> = attachment::table
        .order(attachment::id)
        .select((attachment::id, attachment::size, attachment::sha256))
        .load(conn)?;
    let lying = |(id, size, sha256): (Uid, _, _)| Lying {
        id: id.0,
        size,
        sha256,
    };
    Ok(rows.into_iter().map(lying).collect())
}

/// The next that nobody has looked at, behind `after`.
pub fn waiting(conn: &mut Conn, after: Uuid) -> Result<Option<Uuid>, Error> {
    let next: Option<Uid> = attachment::table
        .filter(attachment::scan.eq(Scan::Waiting.as_str()))
        .filter(attachment::id.gt(Uid(after)))
        .order(attachment::id)
        .select(attachment::id)
        .first(conn)
        .optional()?;
    Ok(next.map(|id| id.0))
}

/// What was found in one that waited.
pub fn set_scan(conn: &mut Conn, id: Uuid, scan: Scan) -> Result<bool, Error> {
    let waits = attachment::scan.eq(Scan::Waiting.as_str());
    let n = diesel::update(attachment::table.filter(attachment::id.eq(Uid(id)).and(waits)))
        .set(attachment::scan.eq(scan.as_str()))
        .execute(conn)?;
    Ok(n == 1)
}
