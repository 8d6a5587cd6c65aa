//! The SQL of tokens, apart from looking one up when it is shown (`session::staff`).

use super::{NewToken, Token};
use crate::db::schema::staff_token;
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::scope::Scope;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

type Row = (
    Uid,
    Uid,
    String,
    String,
    Option<Uid>,
    Instant,
    Instant,
    Option<Instant>,
    Option<Instant>,
);
type Columns = (
    staff_token::id,
    staff_token::staff_id,
    staff_token::name,
    staff_token::scopes,
    staff_token::consultation_id,
    staff_token::created_at,
    staff_token::expires_at,
    staff_token::used_at,
    staff_token::ended_at,
);
const COLUMNS: Columns = (
    staff_token::id,
    staff_token::staff_id,
    staff_token::name,
    staff_token::scopes,
    staff_token::consultation_id,
    staff_token::created_at,
    staff_token::expires_at,
    staff_token::used_at,
    staff_token::ended_at,
);

pub fn insert(
    conn: &mut Conn,
    id: Uuid,
    staff: Uuid,
    new: &NewToken,
    token_sha256: &[u8; 32],
    at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), Error> {
    diesel::insert_into(staff_token::table)
        .values((
            staff_token::id.eq(Uid(id)),
            staff_token::staff_id.eq(Uid(staff)),
            staff_token::name.eq(&new.name),
            staff_token::scopes.eq(Scope::join(&new.scopes)),
            staff_token::consultation_id.eq(new.consultation_id.map(Uid)),
            staff_token::token_sha256.eq(token_sha256.as_slice()),
            staff_token::created_at.eq(Instant(at)),
            staff_token::expires_at.eq(Instant(expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// All of one owner, the newest first; those that have ended are kept, since they stand in the audit.
pub fn tokens_of(conn: &mut Conn, staff: Uuid) -> Result<Vec<Token>, Error> {
    let rows = staff_token::table
        .filter(staff_token::staff_id.eq(Uid(staff)))
        .order((staff_token::created_at.desc(), staff_token::id.desc()))
        .select(COLUMNS)
        .load::<Row>(conn)?;
    Ok(rows.into_iter().map(token).collect())
}

pub fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Token>, Error> {
    let row = staff_token::table
        .filter(staff_token::id.eq(Uid(id)))
        .select(COLUMNS)
        .first::<Row>(conn)
        .optional()?;
    Ok(row.map(token))
}

pub fn end(conn: &mut Conn, id: Uuid, at: DateTime<Utc>) -> Result<(), Error> {
    diesel::update(staff_token::table.filter(staff_token::id.eq(Uid(id))))
        .set(staff_token::ended_at.eq(Some(Instant(at))))
        .execute(conn)?;
    Ok(())
}

fn token((id, staff, name, scopes, only, created, expires, used, ended): Row) -> Token {
    Token {
        id: id.0,
        staff_id: staff.0,
        name,
        scopes: Scope::split(&scopes),
        consultation_id: only.map(|id| id.0),
        created_at: created.0,
        expires_at: expires.0,
        used_at: used.map(|at| at.0),
        ended_at: ended.map(|at| at.0),
    }
}
