//! The same request twice is done once: a key, what was asked, and the answer that was given.
//!
//! A claim is made first in the transaction that does the work, and the answer is stored in it. An equal
//! request meanwhile waits for that transaction (PostgreSQL: an advisory lock per key; SQLite: the one
//! writer) and then finds the stored answer. Stored answers hold no secret. Refusals are not stored.

use crate::db::schema::idempotency as table;
use crate::db::{Conn, Instant, Json, dialect};
use crate::error::{Error, Problem};
use crate::insert_rows;
use crate::text::hex;
use crate::web::form::Form;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use ring::digest::{SHA256, digest};
use std::collections::HashMap;
use std::convert::Infallible;
use uuid::Uuid;

/// The hidden field with the key that a page's form was drawn with.
pub const FORM_KEY: &str = "nokkel";
/// The longest key that our own forms have.
const MOST_FORM_KEY: usize = 64;

/// One request that must be done once. Scope is who asks and where (principal and route).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Claim {
    pub scope: String,
    pub key: String,
    pub payload_sha256: [u8; 32],
}

impl Claim {
    pub fn new(scope: impl Into<String>, key: impl Into<String>, payload: &[u8]) -> Self {
        let mut payload_sha256 = [0; 32];
        payload_sha256.copy_from_slice(digest(&SHA256, payload).as_ref());
        Self {
            scope: scope.into(),
            key: key.into(),
            payload_sha256,
        }
    }

    /// A press of staff: `path` is what the form is sent to, `said` what stands in it. Without a key it is a request of
    /// its own.
    ///
    /// # Errors
    /// [`Problem::MalformedRequest`] for a key that none of our pages gave.
    pub fn of_press(
        form: &Form,
        staff: Uuid,
        path: &str,
        said: &str,
    ) -> Result<Option<Self>, Error> {
        let Some(key) = form.filled(FORM_KEY) else {
            return Ok(None);
        };
        if key.len() > MOST_FORM_KEY || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Problem::MalformedRequest.into());
        }
        let scope = format!("staff:{staff} {path}");
        // Who goes back, writes something else and presses means that, too: a press is its key and what it says.
        let said = said.as_bytes();
        let key = format!("{key} {}", hex(digest(&SHA256, said).as_ref()));
        Ok(Some(Self::new(scope, key, said)))
    }

    fn lock(&self) -> i64 {
        let text = format!("{}\n{}", self.scope, self.key);
        let mut first = [0; 8];
        first.copy_from_slice(&digest(&SHA256, text.as_bytes()).as_ref()[..8]);
        i64::from_be_bytes(first)
    }
}

/// An answer as it was given, without its secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Stored {
    /// What a press on a page came to: the browser is led to what was made, which has this name in its address.
    pub fn led_to(made: impl ToString) -> Self {
        Self {
            status: 303,
            headers: Vec::new(),
            body: made.to_string(),
        }
    }
}

/// What a claim found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimed {
    /// Do the work, then [`store_all`].
    Fresh,
    /// The work was done: give this answer again.
    Replay(Stored),
}

/// Claims every key. A key that was used with another payload is `IdempotencyKeyReused`.
pub fn claim_all(conn: &mut Conn, claims: &[&Claim]) -> Result<Vec<Result<Claimed, Error>>, Error> {
    if claims.is_empty() {
        return Ok(Vec::new());
    }
    let locks: Vec<i64> = claims.iter().map(|c| c.lock()).collect();
    dialect::lock_keys(conn, &locks)?;
    let keys: Vec<&str> = claims.iter().map(|c| c.key.as_str()).collect();
    let rows: Vec<(String, String, Vec<u8>, i32, Json, String)> = table::table
        .filter(table::key.eq_any(keys))
        .select((
            table::scope,
            table::key,
            table::payload_sha256,
            table::status,
            table::headers,
            table::body,
        ))
        .load(conn)?;
    let mut found: HashMap<(String, String), (Vec<u8>, Stored)> = rows
        .into_iter()
        .map(|(scope, key, hash, status, headers, body)| {
            let headers = serde_json::from_value(headers.0).unwrap_or_default();
            let stored = Stored {
                status: u16::try_from(status).unwrap_or(200),
                headers,
                body,
            };
            ((scope, key), (hash, stored))
        })
        .collect();
    Ok(claims
        .iter()
        .map(
            |claim| match found.remove(&(claim.scope.clone(), claim.key.clone())) {
                None => Ok(Claimed::Fresh),
                Some((hash, stored)) if hash == claim.payload_sha256 => Ok(Claimed::Replay(stored)),
                Some(_) => Err(Problem::IdempotencyKeyReused.into()),
            },
        )
        .collect())
}

/// [`claim_all`] for one.
pub fn claim(conn: &mut Conn, claim: &Claim) -> Result<Claimed, Error> {
    claim_all(conn, &[claim])?
        .pop()
        .unwrap_or(Ok(Claimed::Fresh))
}

/// Keeps the answers, in the transaction that did the work.
pub fn store_all(
    conn: &mut Conn,
    answers: &[(&Claim, &Stored)],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let rows: Vec<_> = answers
        .iter()
        .map(|(claim, stored)| {
            (
                table::scope.eq(&claim.scope),
                table::key.eq(&claim.key),
                table::payload_sha256.eq(claim.payload_sha256.as_slice()),
                table::status.eq(i32::from(stored.status)),
                table::headers.eq(Json(serde_json::json!(stored.headers))),
                table::body.eq(&stored.body),
                table::created_at.eq(Instant(now)),
            )
        })
        .collect();
    insert_rows!(conn, table::table, &rows)?;
    Ok(())
}

/// Does the work once: an equal request gets the answer that was given. Without a claim it is simply done.
pub fn once(
    conn: &mut Conn,
    of: Option<&Claim>,
    now: DateTime<Utc>,
    work: impl FnOnce(&mut Conn) -> Result<Stored, Error>,
) -> Result<Stored, Error> {
    let done = once_unless::<Infallible>(conn, of, now, |conn| work(conn).map(Ok))?;
    match done {
        Ok(stored) => Ok(stored),
    }
}

/// [`once`] for work that can be refused with more than an error: what was typed, with what is wrong. A refusal is not
/// stored.
pub fn once_unless<R>(
    conn: &mut Conn,
    of: Option<&Claim>,
    now: DateTime<Utc>,
    work: impl FnOnce(&mut Conn) -> Result<Result<Stored, R>, Error>,
) -> Result<Result<Stored, R>, Error> {
    let Some(of) = of else { return work(conn) };
    if let Claimed::Replay(stored) = claim(conn, of)? {
        return Ok(Ok(stored));
    }
    let done = work(conn)?;
    if let Ok(stored) = &done {
        store_all(conn, &[(of, stored)], now)?;
    }
    Ok(done)
}

/// The answer that an equal request was given before. Looks without waiting: what is still in flight is
/// not found.
pub fn answered(conn: &mut Conn, of: &Claim) -> Result<Option<Stored>, Error> {
    let row: Option<(i32, Json, String)> = table::table
        .filter(
            table::scope
                .eq(&of.scope)
                .and(table::key.eq(&of.key))
                .and(table::payload_sha256.eq(of.payload_sha256.as_slice())),
        )
        .select((table::status, table::headers, table::body))
        .first(conn)
        .optional()?;
    Ok(row.map(|(status, headers, body)| Stored {
        status: u16::try_from(status).unwrap_or(200),
        headers: serde_json::from_value(headers.0).unwrap_or_default(),
        body,
    }))
}

/// Forgets keys older than `before`; how many.
pub fn sweep(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, Error> {
    Ok(diesel::delete(table::table.filter(table::created_at.lt(Instant(before)))).execute(conn)?)
}
