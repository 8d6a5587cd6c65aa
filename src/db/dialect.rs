//! Statements that must differ between the two databases, each behind one function.

use super::Conn;
use crate::error::Error;
use diesel::RunQueryDsl;
use diesel::sql_types::{Array, BigInt};

/// Holds a lock on every key until the transaction ends, so that equal requests on several instances
/// follow each other. Keys are taken in order: two batches can wait, never deadlock. SQLite has one
/// writer at a time and needs none.
pub fn lock_keys(conn: &mut Conn, keys: &[i64]) -> Result<(), Error> {
    let Conn::Pg(pg) = conn else { return Ok(()) };
    let mut keys = keys.to_vec();
    keys.sort_unstable();
    keys.dedup();
    diesel::sql_query(
        "SELECT count(*) FROM (SELECT pg_advisory_xact_lock(k) FROM unnest($1) WITH ORDINALITY AS t(k, n) ORDER BY n) AS held",
    )
    .bind::<Array<BigInt>, _>(keys)
    .execute(pg)?;
    Ok(())
}

/// Makes the claiming of work on PostgreSQL skip what another instance holds.
pub fn skip_locked(conn: &Conn) -> &'static str {
    match conn {
        Conn::Pg(_) => " FOR UPDATE SKIP LOCKED",
        Conn::Sqlite(_) => "",
    }
}
