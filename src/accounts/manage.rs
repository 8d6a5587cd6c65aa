//! Adding staff, giving and taking roles, ending access. The same for an administrator on a page and for
//! the operator at the command line, who both leave an entry in the audit.

use super::member::{Member, NewMember};
use super::store;
use super::tokens::{Token, end_tokens_of};
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::db::{Conn, dialect};
use crate::error::{Error, FieldError, Problem};
use crate::ids;
use crate::role::Role;
use crate::session;
use crate::session::staff::StaffAccess;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Who does it, and when.
#[derive(Debug, Clone, Copy)]
pub struct By {
    pub actor: Actor,
    pub at: DateTime<Utc>,
}

impl By {
    /// A member of staff, now.
    pub fn staff(staff: &StaffAccess, app: &App) -> Self {
        Self {
            actor: staff.actor(),
            at: app.clock.now(),
        }
    }
}

/// Held while access changes: two administrators who end each other's at once would leave none.
const LOCK: i64 = 0x5374_6166_6620_3031;

pub fn add(conn: &mut Conn, new: &NewMember, by: By) -> Result<Uuid, Error> {
    dialect::lock_keys(conn, &[LOCK])?;
    if store::find_by_email(conn, &new.email)?.is_some() {
        let known = FieldError::new("email", "error-staff-known");
        return Err(Error::invalid(vec![known]));
    }
    let id = ids::new(by.at);
    store::insert(conn, id, new, by.at)?;
    note(conn, by, "staff.added", id, None)?;
    Ok(id)
}

/// Gives a role on a consultation or, without one, on all; `None` takes it back. It takes the place of the
/// one that was given before for the same.
pub fn set_role(
    conn: &mut Conn,
    staff: Uuid,
    consultation: Option<Uuid>,
    role: Option<Role>,
    by: By,
) -> Result<(), Error> {
    dialect::lock_keys(conn, &[LOCK])?;
    let member = store::find(conn, staff)?.ok_or(Problem::NotFound)?;
    let had = member.role_given(consultation);
    if had == role {
        return Ok(());
    }
    if role == Some(Role::Admin) && consultation.is_some() {
        let everywhere = FieldError::new("role", "error-staff-admin-everywhere");
        return Err(Error::invalid(vec![everywhere]));
    }
    if had == Some(Role::Admin) && member.is_active() {
        keep_an_admin(conn, staff)?;
    }
    let about = |role: Role| match consultation {
        Some(id) => format!("{} {id}", role.as_str()),
        None => role.as_str().to_owned(),
    };
    if let Some(had) = had {
        store::revoke(conn, staff, consultation, by.at)?;
        note(conn, by, "staff.role_taken", staff, Some(about(had)))?;
    }
    if let Some(role) = role {
        store::grant(conn, staff, consultation, role, by)?;
        note(conn, by, "staff.role_given", staff, Some(about(role)))?;
    }
    end_minutes(conn, &member, by)
}

/// Ends all access at once: the sessions are gone, no letter lets in, and no link opens minutes.
pub fn disable(conn: &mut Conn, staff: Uuid, by: By) -> Result<(), Error> {
    dialect::lock_keys(conn, &[LOCK])?;
    let member = store::find(conn, staff)?.ok_or(Problem::NotFound)?;
    if !member.is_active() {
        return Ok(());
    }
    if member.role_given(None) == Some(Role::Admin) {
        keep_an_admin(conn, staff)?;
    }
    store::set_disabled(conn, staff, Some(by.at))?;
    session::staff::end_sessions_of(conn, staff)?;
    end_tokens_of(conn, staff, by)?;
    store::spend_sign_ins_of(conn, staff, by.at)?;
    note(conn, by, "staff.disabled", staff, None)?;
    end_minutes(conn, &member, by)
}

/// Whoever makes a link to the minutes of a meeting may still write them; and nobody's access changes before this transaction
/// has ended, so that no link outlives it.
///
/// # Errors
/// [`Forbidden`](Problem::Forbidden) where they may not by now.
pub fn may_write_minutes(conn: &mut Conn, staff: Uuid, consultation: Uuid) -> Result<(), Error> {
    dialect::lock_keys(conn, &[LOCK])?;
    let member = store::find(conn, staff)?;
    match member.is_some_and(|member| member.may_write_minutes(consultation)) {
        true => Ok(()),
        false => Err(Problem::Forbidden.into()),
    }
}

/// Ends the links to minutes that somebody may write no longer, as they might before.
fn end_minutes(conn: &mut Conn, before: &Member, by: By) -> Result<(), Error> {
    let now = store::find(conn, before.id)?.ok_or(Problem::NotFound)?;
    let has_lost = |of: Uuid| before.may_write_minutes(of) && !now.may_write_minutes(of);
    end_minutes_where(conn, has_lost, format!("staff:{}", before.id), by)
}

/// Ends the links to minutes that a program with this token may have made.
pub(super) fn end_minutes_of_program(conn: &mut Conn, token: &Token, by: By) -> Result<(), Error> {
    dialect::lock_keys(conn, &[LOCK])?;
    let owner = store::find(conn, token.staff_id)?.ok_or(Problem::NotFound)?;
    let might = |of: Uuid| token.may_write_minutes(of) && owner.may_write_minutes(of);
    end_minutes_where(conn, might, format!("token:{}", token.id), by)
}

/// A link says nothing of who holds it: colleagues get a new one from the button, and those who were asked to take part are
/// asked again.
fn end_minutes_where(
    conn: &mut Conn,
    is_lost: impl Fn(Uuid) -> bool,
    why: String,
    by: By,
) -> Result<(), Error> {
    let all = session::desks_of_minutes(conn)?.into_iter();
    let lost: Vec<Uuid> = all
        .filter(|(_, of)| is_lost(*of))
        .map(|(desk, _)| desk)
        .collect();
    session::lock_desks(conn, &lost)?;
    for desk in lost {
        session::revoke_all(conn, desk, by.at)?;
        let entry = Entry {
            at: by.at,
            actor: by.actor,
            action: "minutes.links_ended",
            object_kind: "desk",
            object_id: desk,
            detail: Some(why.clone()),
        };
        audit::record(conn, entry)?;
    }
    Ok(())
}

/// Lets somebody in again, with the roles they had.
pub fn enable(conn: &mut Conn, staff: Uuid, by: By) -> Result<(), Error> {
    dialect::lock_keys(conn, &[LOCK])?;
    let member = store::find(conn, staff)?.ok_or(Problem::NotFound)?;
    if member.is_active() {
        return Ok(());
    }
    store::set_disabled(conn, staff, None)?;
    note(conn, by, "staff.enabled", staff, None)
}

/// Without an administrator nobody could let anybody in.
fn keep_an_admin(conn: &mut Conn, leaving: Uuid) -> Result<(), Error> {
    if store::other_admins(conn, leaving)? == 0 {
        let last = FieldError::new("role", "error-staff-last-admin");
        return Err(Error::invalid(vec![last]));
    }
    Ok(())
}

pub(super) fn note(
    conn: &mut Conn,
    by: By,
    action: &'static str,
    staff: Uuid,
    detail: Option<String>,
) -> Result<(), Error> {
    let entry = Entry {
        at: by.at,
        actor: by.actor,
        action,
        object_kind: "staff",
        object_id: staff,
        detail,
    };
    audit::record(conn, entry)
}
