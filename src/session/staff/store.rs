//! The SQL of staff sessions and tokens, and of the roles that they bring.

use super::{IDLE_LIFE, LONGEST_LIFE, StoredSession, StoredToken};
use crate::db::schema::{role_grant, staff, staff_session, staff_token};
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::i18n::Lang;
use crate::role::Role;
use crate::scope::Scope;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// Opens a session; its token is derived from its id, so the caller makes the id.
pub fn open(
    conn: &mut Conn,
    id: Uuid,
    staff_id: Uuid,
    secret_sha256: &[u8; 32],
    at: DateTime<Utc>,
) -> Result<(), Error> {
    diesel::insert_into(staff_session::table)
        .values((
            staff_session::id.eq(Uid(id)),
            staff_session::staff_id.eq(Uid(staff_id)),
            staff_session::token_sha256.eq(secret_sha256.as_slice()),
            staff_session::created_at.eq(Instant(at)),
            staff_session::seen_at.eq(Instant(at)),
            staff_session::expires_at.eq(Instant(at + LONGEST_LIFE)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The session with this secret, unless it has ended, rested too long, or its holder may not come in.
pub fn find_session(
    conn: &mut Conn,
    secret_sha256: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<StoredSession>, Error> {
    let live = staff_session::token_sha256
        .eq(secret_sha256.as_slice())
        .and(staff_session::expires_at.gt(Instant(now)))
        .and(staff_session::seen_at.gt(Instant(now - IDLE_LIFE)))
        .and(staff::disabled_at.is_null());
    let row = staff_session::table
        .inner_join(staff::table.on(staff::id.eq(staff_session::staff_id)))
        .filter(live)
        .select((
            staff_session::id,
            staff::id,
            staff::name,
            staff::email,
            staff::language,
            staff_session::seen_at,
        ))
        .first::<(Uid, Uid, String, String, String, Instant)>(conn)
        .optional()?;
    Ok(row.map(
        |(session, staff, name, email, language, seen_at)| StoredSession {
            session_id: session.0,
            staff_id: staff.0,
            name,
            email,
            language: Lang::parse(&language).unwrap_or(Lang::Nb),
            seen_at: seen_at.0,
        },
    ))
}

type TokenRow = (
    Uid,
    Uid,
    String,
    String,
    String,
    String,
    Option<Uid>,
    Option<Instant>,
);

/// The token with this hash, unless it has ended or run out, or its owner may not come in.
pub fn find_token(
    conn: &mut Conn,
    token_sha256: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<StoredToken>, Error> {
    let live = staff_token::token_sha256
        .eq(token_sha256.as_slice())
        .and(staff_token::ended_at.is_null())
        .and(staff_token::expires_at.gt(Instant(now)))
        .and(staff::disabled_at.is_null());
    let row = staff_token::table
        .inner_join(staff::table.on(staff::id.eq(staff_token::staff_id)))
        .filter(live)
        .select((
            staff_token::id,
            staff::id,
            staff::name,
            staff::email,
            staff::language,
            staff_token::scopes,
            staff_token::consultation_id,
            staff_token::used_at,
        ))
        .first::<TokenRow>(conn)
        .optional()?;
    Ok(row.map(
        |(id, staff, name, email, language, scopes, only, used_at)| StoredToken {
            id: id.0,
            staff_id: staff.0,
            name,
            email,
            language: Lang::parse(&language).unwrap_or(Lang::Nb),
            scopes: Scope::split(&scopes),
            consultation_id: only.map(|id| id.0),
            used_at: used_at.map(|at| at.0),
        },
    ))
}

/// Notes that a token is in use.
pub fn note_use(conn: &mut Conn, token: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    diesel::update(staff_token::table.filter(staff_token::id.eq(Uid(token))))
        .set(staff_token::used_at.eq(Some(Instant(now))))
        .execute(conn)?;
    Ok(())
}

/// The roles that have not been taken back.
pub fn roles_of(conn: &mut Conn, staff_id: Uuid) -> Result<Vec<(Option<Uuid>, Role)>, Error> {
    let rows = role_grant::table
        .filter(
            role_grant::staff_id
                .eq(Uid(staff_id))
                .and(role_grant::revoked_at.is_null()),
        )
        .select((role_grant::consultation_id, role_grant::role))
        .load::<(Option<Uid>, String)>(conn)?;
    let live = rows
        .into_iter()
        .filter_map(|(of, role)| Some((of.map(|id| id.0), Role::parse(&role)?)));
    Ok(live.collect())
}

/// Notes that a session is in use.
pub fn see(conn: &mut Conn, id: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    diesel::update(staff_session::table.filter(staff_session::id.eq(Uid(id))))
        .set(staff_session::seen_at.eq(Instant(now)))
        .execute(conn)?;
    Ok(())
}

pub fn end_session(conn: &mut Conn, id: Uuid) -> Result<(), Error> {
    diesel::delete(staff_session::table.filter(staff_session::id.eq(Uid(id)))).execute(conn)?;
    Ok(())
}

/// Ends every session of one member of staff; how many.
pub fn end_sessions_of(conn: &mut Conn, staff_id: Uuid) -> Result<usize, Error> {
    let theirs = staff_session::table.filter(staff_session::staff_id.eq(Uid(staff_id)));
    Ok(diesel::delete(theirs).execute(conn)?)
}

/// Deletes the sessions that have ended; how many.
pub fn sweep(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, Error> {
    let ended = staff_session::expires_at
        .le(Instant(now))
        .or(staff_session::seen_at.le(Instant(now - IDLE_LIFE)));
    Ok(diesel::delete(staff_session::table.filter(ended)).execute(conn)?)
}
