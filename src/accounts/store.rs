//! The SQL of staff, their roles and their sign-ins.

use super::manage::By;
use super::member::{Grant, Member, NewMember};
use crate::db::schema::{role_grant, sign_in, staff};
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::i18n::Lang;
use crate::ids;
use crate::outbox;
use crate::role::Role;
use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

type Row = (Uid, String, String, String, Option<Instant>);
type Columns = (
    staff::id,
    staff::email,
    staff::name,
    staff::language,
    staff::disabled_at,
);
const COLUMNS: Columns = (
    staff::id,
    staff::email,
    staff::name,
    staff::language,
    staff::disabled_at,
);

pub fn insert(conn: &mut Conn, id: Uuid, new: &NewMember, at: DateTime<Utc>) -> Result<(), Error> {
    diesel::insert_into(staff::table)
        .values((
            staff::id.eq(Uid(id)),
            staff::email.eq(&new.email),
            staff::name.eq(&new.name),
            staff::language.eq(new.language.code()),
            staff::created_at.eq(Instant(at)),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Member>, Error> {
    let row = staff::table
        .filter(staff::id.eq(Uid(id)))
        .select(COLUMNS)
        .first::<Row>(conn)
        .optional()?;
    one(conn, row)
}

/// `email` as `member::as_kept` gives it.
pub fn find_by_email(conn: &mut Conn, email: &str) -> Result<Option<Member>, Error> {
    let row = staff::table
        .filter(staff::email.eq(email))
        .select(COLUMNS)
        .first::<Row>(conn)
        .optional()?;
    one(conn, row)
}

/// Everybody, by name; those who may not come in last.
pub fn list(conn: &mut Conn) -> Result<Vec<Member>, Error> {
    let rows = staff::table
        .order((
            staff::disabled_at.is_not_null().asc(),
            staff::name.asc(),
            staff::id.asc(),
        ))
        .select(COLUMNS)
        .load::<Row>(conn)?;
    members(conn, rows)
}

fn one(conn: &mut Conn, row: Option<Row>) -> Result<Option<Member>, Error> {
    Ok(members(conn, row.into_iter().collect())?.pop())
}

fn members(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<Member>, Error> {
    let ids: Vec<Uid> = rows.iter().map(|row| row.0).collect();
    let live = role_grant::table
        .filter(
            role_grant::staff_id
                .eq_any(ids)
                .and(role_grant::revoked_at.is_null()),
        )
        .order(role_grant::granted_at.asc())
        .select((
            role_grant::staff_id,
            role_grant::consultation_id,
            role_grant::role,
        ))
        .load::<(Uid, Option<Uid>, String)>(conn)?;
    let mut grants: HashMap<Uid, Vec<Grant>> = HashMap::new();
    for (staff, consultation, role) in live {
        if let Some(role) = Role::parse(&role) {
            let consultation = consultation.map(|id| id.0);
            let theirs = grants.entry(staff).or_default();
            theirs.push(Grant { consultation, role });
        }
    }
    let member = |(id, email, name, language, disabled_at): Row| Member {
        id: id.0,
        email,
        name,
        language: Lang::parse(&language).unwrap_or_default(),
        disabled_at: disabled_at.map(|at| at.0),
        grants: grants.remove(&id).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(member).collect())
}

pub fn set_disabled(conn: &mut Conn, id: Uuid, at: Option<DateTime<Utc>>) -> Result<(), Error> {
    diesel::update(staff::table.filter(staff::id.eq(Uid(id))))
        .set(staff::disabled_at.eq(at.map(Instant)))
        .execute(conn)?;
    Ok(())
}

pub fn grant(
    conn: &mut Conn,
    staff_id: Uuid,
    consultation: Option<Uuid>,
    role: Role,
    by: By,
) -> Result<(), Error> {
    diesel::insert_into(role_grant::table)
        .values((
            role_grant::id.eq(Uid(ids::new(by.at))),
            role_grant::staff_id.eq(Uid(staff_id)),
            role_grant::consultation_id.eq(consultation.map(Uid)),
            role_grant::role.eq(role.as_str()),
            role_grant::granted_at.eq(Instant(by.at)),
            role_grant::granted_by.eq(by.actor.as_text()),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn revoke(
    conn: &mut Conn,
    staff_id: Uuid,
    consultation: Option<Uuid>,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let live = role_grant::staff_id
        .eq(Uid(staff_id))
        .and(role_grant::revoked_at.is_null());
    let ended = role_grant::revoked_at.eq(Some(Instant(at)));
    let theirs = role_grant::table.filter(live);
    match consultation {
        Some(id) => diesel::update(theirs.filter(role_grant::consultation_id.eq(Some(Uid(id)))))
            .set(ended)
            .execute(conn)?,
        None => diesel::update(theirs.filter(role_grant::consultation_id.is_null()))
            .set(ended)
            .execute(conn)?,
    };
    Ok(())
}

/// How many administrators may come in beside this one.
pub fn other_admins(conn: &mut Conn, than: Uuid) -> Result<i64, Error> {
    let theirs = role_grant::role
        .eq(Role::Admin.as_str())
        .and(role_grant::consultation_id.is_null())
        .and(role_grant::revoked_at.is_null());
    let others = staff::id.ne(Uid(than)).and(staff::disabled_at.is_null());
    Ok(role_grant::table
        .inner_join(staff::table.on(staff::id.eq(role_grant::staff_id)))
        .filter(theirs.and(others))
        .select(count_star())
        .first(conn)?)
}

/// Every letter that could still let them in no longer does.
pub fn spend_sign_ins_of(conn: &mut Conn, staff_id: Uuid, at: DateTime<Utc>) -> Result<(), Error> {
    let open = sign_in::staff_id
        .eq(Uid(staff_id))
        .and(sign_in::used_at.is_null());
    diesel::update(sign_in::table.filter(open))
        .set(sign_in::used_at.eq(Some(Instant(at))))
        .execute(conn)?;
    Ok(())
}

/// A letter's link, as it is stored.
#[derive(Debug, Clone)]
pub struct StoredSignIn {
    pub id: Uuid,
    pub staff_id: Uuid,
    pub key_version: i32,
    pub token_sha256: [u8; 32],
    pub wanted: Option<String>,
    pub expires_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
}

pub fn insert_sign_in(conn: &mut Conn, new: &StoredSignIn, at: DateTime<Utc>) -> Result<(), Error> {
    diesel::insert_into(sign_in::table)
        .values((
            sign_in::id.eq(Uid(new.id)),
            sign_in::staff_id.eq(Uid(new.staff_id)),
            sign_in::key_version.eq(new.key_version),
            sign_in::token_sha256.eq(new.token_sha256.as_slice()),
            sign_in::wanted.eq(new.wanted.as_deref()),
            sign_in::created_at.eq(Instant(at)),
            sign_in::expires_at.eq(Instant(new.expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

type SignInRow = (
    Uid,
    Uid,
    i32,
    Vec<u8>,
    Option<String>,
    Instant,
    Option<Instant>,
);
type SignInColumns = (
    sign_in::id,
    sign_in::staff_id,
    sign_in::key_version,
    sign_in::token_sha256,
    sign_in::wanted,
    sign_in::expires_at,
    sign_in::used_at,
);
const SIGN_IN_COLUMNS: SignInColumns = (
    sign_in::id,
    sign_in::staff_id,
    sign_in::key_version,
    sign_in::token_sha256,
    sign_in::wanted,
    sign_in::expires_at,
    sign_in::used_at,
);

fn stored_sign_in((id, staff, key_version, hash, wanted, ends, used): SignInRow) -> StoredSignIn {
    StoredSignIn {
        id: id.0,
        staff_id: staff.0,
        key_version,
        token_sha256: hash.try_into().unwrap_or_default(),
        wanted,
        expires_at: ends.0,
        used_at: used.map(|at| at.0),
    }
}

pub fn get_sign_in(conn: &mut Conn, id: Uuid) -> Result<StoredSignIn, Error> {
    let row = sign_in::table
        .filter(sign_in::id.eq(Uid(id)))
        .select(SIGN_IN_COLUMNS)
        .first(conn)?;
    Ok(stored_sign_in(row))
}

pub fn find_sign_in(
    conn: &mut Conn,
    token_sha256: &[u8; 32],
) -> Result<Option<StoredSignIn>, Error> {
    let row = sign_in::table
        .filter(sign_in::token_sha256.eq(token_sha256.as_slice()))
        .select(SIGN_IN_COLUMNS)
        .first(conn)
        .optional()?;
    Ok(row.map(stored_sign_in))
}

/// Spends a link; false when somebody was faster or it has run out. Of two at once, the database lets one.
pub fn use_sign_in(conn: &mut Conn, id: Uuid, at: DateTime<Utc>) -> Result<bool, Error> {
    let unspent = sign_in::id
        .eq(Uid(id))
        .and(sign_in::used_at.is_null())
        .and(sign_in::expires_at.gt(Instant(at)));
    let spent = diesel::update(sign_in::table.filter(unspent))
        .set(sign_in::used_at.eq(Some(Instant(at))))
        .execute(conn)?;
    Ok(spent == 1)
}

/// How many links this member of staff has been sent since then.
pub fn sign_ins_since(conn: &mut Conn, staff_id: Uuid, since: DateTime<Utc>) -> Result<i64, Error> {
    let recent = sign_in::staff_id
        .eq(Uid(staff_id))
        .and(sign_in::created_at.gt(Instant(since)));
    Ok(sign_in::table
        .filter(recent)
        .select(count_star())
        .first(conn)?)
}

/// Deletes the links that ended before this, and what is known of their letters; how many.
pub fn sweep_sign_ins(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, Error> {
    let ended: Vec<Uid> = sign_in::table
        .filter(sign_in::expires_at.le(Instant(before)))
        .select(sign_in::id)
        .load(conn)?;
    outbox::forget(conn, &ended)?;
    Ok(diesel::delete(sign_in::table.filter(sign_in::id.eq_any(ended))).execute(conn)?)
}
