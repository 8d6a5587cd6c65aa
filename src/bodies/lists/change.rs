//! What is done to lists. Nobody writes over what another has changed meanwhile, and a list that was used
//! stays as it was.

use super::{BodyList, ListState, store};
use crate::audit::{self, Entry};
use crate::bodies::change::By;
use crate::bodies::list::{ListQuery, Standing};
use crate::bodies::store as register;
use crate::calendar;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::ids;
use crate::text::{is_blank, single_line};
use std::collections::HashSet;
use uuid::Uuid;

const LONGEST_NAME: usize = 200;

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome<T> {
    Done(T),
    /// Somebody else was first, or the list is no draft any more: this is what stands there now.
    Overtaken(BodyList),
}

/// Which bodies a change of a list is about.
#[derive(Debug, Clone)]
pub enum Whom {
    These(Vec<Uuid>),
    /// Everybody who is looked for.
    Matching(ListQuery),
}

/// A new list with nobody on it.
pub fn create_list(conn: &mut Conn, name: &str, by: By) -> Result<Uuid, Error> {
    register::lock(conn)?;
    let name = checked_name(conn, name, None)?;
    insert(conn, &name, by, None)
}

/// A new draft with those who are on another list.
pub fn copy_list(conn: &mut Conn, list: Uuid, name: &str, by: By) -> Result<Uuid, Error> {
    register::lock(conn)?;
    found(conn, list)?;
    let name = checked_name(conn, name, None)?;
    let members = store::member_ids(conn, list)?;
    let copy = insert(conn, &name, by, Some(format!("copy of {list}")))?;
    store::insert_members(conn, copy, &members, by.at)?;
    Ok(copy)
}

pub fn rename_list(
    conn: &mut Conn,
    id: Uuid,
    seen: i64,
    name: &str,
    by: By,
) -> Result<Outcome<()>, Error> {
    register::lock(conn)?;
    let list = found(conn, id)?;
    let name = checked_name(conn, name, Some(id))?;
    if list.version != seen || list.state == ListState::Locked {
        return Ok(Outcome::Overtaken(list));
    }
    store::update(conn, id, &name, list.state, by.at)?;
    note(conn, by, "body_list.renamed", id, None)?;
    Ok(Outcome::Done(()))
}

/// Forward, or back to a draft while nothing has used it.
pub fn set_list_state(
    conn: &mut Conn,
    id: Uuid,
    seen: i64,
    next: ListState,
    by: By,
) -> Result<Outcome<()>, Error> {
    register::lock(conn)?;
    let list = found(conn, id)?;
    if list.version != seen || !list.state.may_become(next) {
        return Ok(Outcome::Overtaken(list));
    }
    if next == ListState::Ready && list.members == 0 {
        let fault = FieldError::new("tilstand", "error-list-empty");
        return Err(Error::invalid(vec![fault]));
    }
    store::update(conn, id, &list.name, next, by.at)?;
    let action = match next {
        ListState::Draft => "body_list.reopened",
        ListState::Ready => "body_list.ready",
        ListState::Locked => "body_list.locked",
    };
    note(conn, by, action, id, Some(list.members.to_string()))?;
    Ok(Outcome::Done(()))
}

/// Puts bodies on a draft; how many were not on it. Those that are no more are left out of what was looked for.
pub fn add_members(
    conn: &mut Conn,
    id: Uuid,
    whom: &Whom,
    by: By,
) -> Result<Outcome<usize>, Error> {
    register::lock(conn)?;
    let list = found(conn, id)?;
    if list.state != ListState::Draft {
        return Ok(Outcome::Overtaken(list));
    }
    let wanted = match whom {
        Whom::These(ids) => register::known(conn, ids)?,
        Whom::Matching(query) => {
            let today = calendar::oslo_date(by.at);
            let query = ListQuery {
                standing: Some(Standing::InForce(today)),
                ..query.clone()
            };
            register::list_ids(conn, &query)?
        }
    };
    let mut there: HashSet<Uuid> = store::members_among(conn, id, &wanted)?;
    let new: Vec<Uuid> = wanted.into_iter().filter(|id| there.insert(*id)).collect();
    if !new.is_empty() {
        store::insert_members(conn, id, &new, by.at)?;
        store::update(conn, id, &list.name, list.state, by.at)?;
        note(conn, by, "body_list.added", id, Some(new.len().to_string()))?;
    }
    Ok(Outcome::Done(new.len()))
}

/// Takes bodies off a draft; how many were on it.
pub fn remove_members(
    conn: &mut Conn,
    id: Uuid,
    whom: &Whom,
    by: By,
) -> Result<Outcome<usize>, Error> {
    register::lock(conn)?;
    let list = found(conn, id)?;
    if list.state != ListState::Draft {
        return Ok(Outcome::Overtaken(list));
    }
    let unwanted = match whom {
        Whom::These(ids) => ids.clone(),
        Whom::Matching(query) => {
            let query = ListQuery {
                in_list: Some(id),
                ..query.clone()
            };
            register::list_ids(conn, &query)?
        }
    };
    let gone = store::delete_members(conn, id, &unwanted)?;
    if gone > 0 {
        store::update(conn, id, &list.name, list.state, by.at)?;
        note(conn, by, "body_list.removed", id, Some(gone.to_string()))?;
    }
    Ok(Outcome::Done(gone))
}

/// Somebody uses the list, which therefore stays as it is from now on: who is on it. `used_by` is written in
/// the audit: «consultation:…».
pub fn lock_for(
    conn: &mut Conn,
    id: Uuid,
    seen: i64,
    used_by: String,
    by: By,
) -> Result<Outcome<Vec<Uuid>>, Error> {
    register::lock(conn)?;
    let list = found(conn, id)?;
    if list.version != seen || !list.state.is_usable() {
        return Ok(Outcome::Overtaken(list));
    }
    if list.state == ListState::Ready {
        store::update(conn, id, &list.name, ListState::Locked, by.at)?;
    }
    note(conn, by, "body_list.used", id, Some(used_by))?;
    store::member_ids(conn, id).map(Outcome::Done)
}

fn found(conn: &mut Conn, id: Uuid) -> Result<BodyList, Error> {
    store::find(conn, id)?.ok_or_else(|| Problem::NotFound.into())
}

fn insert(conn: &mut Conn, name: &str, by: By, detail: Option<String>) -> Result<Uuid, Error> {
    let id = ids::new(by.at);
    store::insert(conn, id, name, by.at)?;
    note(conn, by, "body_list.created", id, detail)?;
    Ok(id)
}

/// A name on one line that no other list has.
fn checked_name(conn: &mut Conn, name: &str, own: Option<Uuid>) -> Result<String, Error> {
    let name = single_line(name);
    let refused = |fault: FieldError| Err(Error::invalid(vec![fault]));
    if is_blank(&name) {
        return refused(FieldError::new("navn", "error-list-name"));
    }
    if name.chars().count() > LONGEST_NAME {
        let most = i64::try_from(LONGEST_NAME).unwrap_or(i64::MAX);
        return refused(FieldError::new("navn", "error-length").with(most));
    }
    let other = store::find_id_by_name(conn, &name)?;
    if other.is_some() && other != own {
        return refused(FieldError::new("navn", "error-list-name-taken"));
    }
    Ok(name)
}

fn note(
    conn: &mut Conn,
    by: By,
    action: &'static str,
    id: Uuid,
    detail: Option<String>,
) -> Result<(), Error> {
    let entry = Entry {
        at: by.at,
        actor: by.actor,
        action,
        object_kind: "body_list",
        object_id: id,
        detail,
    };
    audit::record(conn, entry)
}
