//! A working copy (arbeidskopi): what staff write before it is published, one for each address. Every change
//! names the version that it was made from; who was overtaken gets both to see.

use super::manuscript::Manuscript;
use super::{owner, store};
use crate::audit::{self, Actor, Entry};
use crate::consultations::{self, Consultation, Key};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::ids;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use chrono::{DateTime, Utc};
use uuid::Uuid;

#[derive(Clone, Debug)]
pub struct WorkingCopy {
    pub id: Uuid,
    pub slug: String,
    /// What it changes; `None` for what is not published yet.
    pub consultation_id: Option<Uuid>,
    /// The published version that it was made from; one that came since stops the publishing.
    pub base_version: Option<i32>,
    pub version: i64,
    pub manuscript: Manuscript,
    /// Who asked that somebody else approve it.
    pub asked_by: Option<Uuid>,
    pub begun_at: DateTime<Utc>,
    pub changed_by: Uuid,
    pub changed_at: DateTime<Utc>,
}

/// Who acts, and when.
#[derive(Clone, Copy, Debug)]
pub struct By {
    /// Who answers for it, in a browser or by a program.
    pub staff_id: Uuid,
    pub actor: Actor,
    pub at: DateTime<Utc>,
    /// They may publish on all consultations.
    pub everywhere: bool,
}

impl By {
    pub fn staff(staff: &StaffAccess, at: DateTime<Utc>) -> Self {
        Self {
            staff_id: staff.staff_id,
            actor: staff.actor(),
            at,
            everywhere: staff.role() >= Some(Role::Leader),
        }
    }
}

/// What came of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    Done,
    /// Somebody was first; nothing was written.
    Overtaken,
}

/// Why no working copy was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    Done,
    /// The address is in use, by something published or by another working copy.
    Taken,
}

/// A new one with this content.
pub fn begin(conn: &mut Conn, manuscript: &Manuscript, by: By) -> Result<Begun, Error> {
    store::lock(conn)?;
    let slug = manuscript.slug.as_str();
    let is_taken = store::find(conn, slug)?.is_some()
        || consultations::load(conn, &Key::from(slug), None)?.is_some();
    if is_taken {
        return Ok(Begun::Taken);
    }
    insert(conn, manuscript, None, by)?;
    Ok(Begun::Done)
}

/// Opens what is published, or waits for its day, for change; what is open already stays as it is.
pub fn open(conn: &mut Conn, slug: &str, by: By) -> Result<(), Error> {
    store::lock(conn)?;
    if store::find(conn, slug)?.is_some() {
        return Ok(());
    }
    let found = consultations::load(conn, &Key::from(slug), None)?.ok_or(Problem::NotFound)?;
    let manuscript = published(conn, &found)?;
    insert(conn, &manuscript, Some(&found), by)
}

fn published(conn: &mut Conn, c: &Consultation) -> Result<Manuscript, Error> {
    let keys = consultations::keys_ever(conn, c.id)?;
    Ok(Manuscript::of_published(c, keys))
}

/// What is published at this address, to be copied.
pub fn manuscript_of(conn: &mut Conn, slug: &str) -> Result<Option<Manuscript>, Error> {
    match consultations::load(conn, &Key::from(slug), None)? {
        Some(found) => Ok(Some(published(conn, &found)?)),
        None => Ok(None),
    }
}

fn insert(
    conn: &mut Conn,
    manuscript: &Manuscript,
    of: Option<&Consultation>,
    by: By,
) -> Result<(), Error> {
    let mut manuscript = manuscript.clone();
    owner::note(conn, &mut manuscript)?;
    let id = ids::new(by.at);
    let copy = WorkingCopy {
        id,
        slug: manuscript.slug.clone(),
        consultation_id: of.map(|c| c.id),
        base_version: of.map(|c| c.version),
        version: first_version(id),
        manuscript,
        asked_by: None,
        begun_at: by.at,
        changed_by: by.staff_id,
        changed_at: by.at,
    };
    store::insert(conn, &copy)?;
    record(conn, "working_copy.begun", copy.id, by, None)
}

/// Where the versions of a working copy begin. Each begins somewhere else: whoever saw an earlier one at this address,
/// which was thrown away since, must not write over this one by its number. 48 bits, so that every JSON reader keeps them.
fn first_version(id: Uuid) -> i64 {
    let random = id.as_u128() & ((1 << 48) - 1);
    i64::try_from(random).unwrap_or_default() + 1
}

/// Writes the new content, unless somebody was first.
pub fn save(
    conn: &mut Conn,
    slug: &str,
    seen: i64,
    manuscript: &Manuscript,
    by: By,
) -> Result<Saved, Error> {
    let now = store::find(conn, slug)?.ok_or(Problem::NotFound)?;
    let manuscript = manuscript.coming_after(&now.manuscript);
    if now.version != seen || !store::update(conn, now.id, seen, &manuscript, by)? {
        return Ok(Saved::Overtaken);
    }
    let detail = Some(format!("version {}", seen + 1));
    record(conn, "working_copy.changed", now.id, by, detail)?;
    Ok(Saved::Done)
}

/// Throws the working copy away; what is published stays.
pub fn discard(conn: &mut Conn, slug: &str, seen: i64, by: By) -> Result<bool, Error> {
    let now = store::find(conn, slug)?.ok_or(Problem::NotFound)?;
    if now.version != seen || !store::delete(conn, now.id, seen)? {
        return Ok(false);
    }
    record(conn, "working_copy.discarded", now.id, by, None)?;
    Ok(true)
}

pub fn record(
    conn: &mut Conn,
    action: &'static str,
    id: Uuid,
    by: By,
    detail: Option<String>,
) -> Result<(), Error> {
    audit::record(
        conn,
        Entry {
            at: by.at,
            actor: by.actor,
            action,
            object_kind: "working_copy",
            object_id: id,
            detail,
        },
    )
}
