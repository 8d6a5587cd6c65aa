//! Writing in the register: a body added, a body changed. Names and addresses that are no longer in use are
//! ended, never deleted.

use super::body::{Body, NewBody, Source};
use super::{reports, store};
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::calendar;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::session::staff::StaffAccess;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Who changes the register, and when.
#[derive(Debug, Clone, Copy)]
pub struct By {
    pub actor: Actor,
    pub at: DateTime<Utc>,
}

impl By {
    /// A member of staff, or their program, now.
    pub fn staff(staff: &StaffAccess, app: &App) -> Self {
        Self {
            actor: staff.actor(),
            at: app.clock.now(),
        }
    }
}

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    Done,
    /// Somebody else changed it since: this is what stands there now.
    Overtaken(Box<Body>),
}

/// Adds a body; its number must not be another's.
pub fn add(conn: &mut Conn, new: &NewBody, by: By) -> Result<Uuid, Error> {
    store::lock(conn)?;
    check_numbers(conn, new, None)?;
    let ids = store::insert(conn, std::slice::from_ref(new), Source::Staff, by.at)?;
    let id = ids.first().copied();
    let id = id.ok_or_else(|| Error::internal("no body was written"))?;
    note(conn, by, "body.added", id)?;
    Ok(id)
}

/// Makes a body what `new` says, if it still is the version that was seen.
pub fn change(
    conn: &mut Conn,
    id: Uuid,
    seen: i64,
    new: &NewBody,
    by: By,
) -> Result<Changed, Error> {
    store::lock(conn)?;
    let body = store::find(conn, id)?.ok_or(Problem::NotFound)?;
    if body.version != seen {
        return Ok(Changed::Overtaken(Box::new(body)));
    }
    check_numbers(conn, new, Some(id))?;
    if NewBody::of(&body) != *new {
        store::update_all(conn, &[(&body, new)], by.at, calendar::oslo_date(by.at))?;
        note(conn, by, "body.changed", id)?;
        if body.official_address() != new.official.as_deref() {
            reports::settle(conn, id, by)?;
        }
    }
    Ok(Changed::Done)
}

fn check_numbers(conn: &mut Conn, new: &NewBody, own: Option<Uuid>) -> Result<(), Error> {
    let mut faults = Vec::new();
    if let Some(no) = &new.org_no
        && let Some(other) = store::find_id_by_org_no(conn, no)?
        && Some(other) != own
    {
        faults.push(FieldError::new("org_no", "error-body-org-no-taken"));
    }
    if let Some(no) = &new.municipality_no
        && let Some(other) = store::find_id_by_municipality_no(conn, no)?
        && Some(other) != own
    {
        faults.push(FieldError::new(
            "municipality_no",
            "error-body-municipality-no-taken",
        ));
    }
    match faults.is_empty() {
        true => Ok(()),
        false => Err(Error::invalid(faults)),
    }
}

fn note(conn: &mut Conn, by: By, action: &'static str, id: Uuid) -> Result<(), Error> {
    let entry = Entry {
        at: by.at,
        actor: by.actor,
        action,
        object_kind: "body",
        object_id: id,
        detail: None,
    };
    audit::record(conn, entry)
}
