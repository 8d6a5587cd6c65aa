//! One connection to either database, opened with what each needs to be safe.

use super::error::cannot_connect;
use crate::error::Error;
use crate::settings::DatabaseUrl;
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;

/// A connection to PostgreSQL or SQLite; queries are written once against it.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    Pg(PgConnection),
    Sqlite(SqliteConnection),
}

/// Runs the same expression on the connection inside: for the few statements that
/// `MultiConnection` cannot express (batch inserts, `ON CONFLICT`).
#[macro_export]
macro_rules! each {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            $crate::db::Conn::Pg($c) => $body,
            $crate::db::Conn::Sqlite($c) => $body,
        }
    };
}

/// Inserts a `Vec` of rows in one go, however many: PostgreSQL takes them by `COPY`, which parses and plans
/// no value and knows no most of parameters; SQLite as one statement.
#[macro_export]
macro_rules! insert_rows {
    ($conn:expr, $table:expr, $rows:expr) => {
        match $conn {
            $crate::db::Conn::Pg(c) => diesel::copy_from($table).from_insertable($rows).execute(c),
            $crate::db::Conn::Sqlite(c) => diesel::insert_into($table).values($rows).execute(c),
        }
    };
}

/// Older versions can corrupt a WAL database when two connections checkpoint at once
/// (the WAL-reset bug, fixed in 3.51.3).
const OLDEST_SAFE_SQLITE: (u32, u32, u32) = (3, 51, 3);

impl Conn {
    /// Opens a connection. The error names the cause and never the password.
    pub fn open(url: &DatabaseUrl) -> Result<Self, Error> {
        match url {
            DatabaseUrl::Postgres(url) => open_postgres(url),
            DatabaseUrl::Sqlite(path) => open_sqlite(&path.to_string_lossy()),
        }
    }

    /// Opens a connection for reading. There are several of them, so each keeps fewer pages in memory.
    pub fn open_reader(url: &DatabaseUrl) -> Result<Self, Error> {
        let mut conn = Self::open(url)?;
        if let Self::Sqlite(sqlite) = &mut conn {
            sqlite.batch_execute("PRAGMA cache_size = -2000")?;
        }
        Ok(conn)
    }
}

fn open_postgres(url: &str) -> Result<Conn, Error> {
    let mut conn = PgConnection::establish(url).map_err(|e| cannot_connect(&e))?;
    conn.batch_execute(
        "SET timezone = 'UTC'; SET synchronous_commit = on; SET lock_timeout = '10s'; \
         SET idle_in_transaction_session_timeout = '60s'; SET client_min_messages = 'warning'",
    )?;
    // A plan that was made while a table was small is kept while it grows, until the server counts anew: in
    // the last hour of a new installation every foreign key would be checked by reading the table whole.
    // What has no index to go by is read so all the same; and compiling plans that look dear pays for none.
    conn.batch_execute("SET enable_seqscan = off; SET jit = off")?;
    Ok(Conn::Pg(conn))
}

fn open_sqlite(path: &str) -> Result<Conn, Error> {
    let mut conn = SqliteConnection::establish(path).map_err(|e| cannot_connect(&e))?;
    conn.batch_execute("PRAGMA busy_timeout = 5000")?;
    conn.batch_execute(
        // Without recursive triggers REPLACE deletes rows unseen by those that keep them.
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
         PRAGMA recursive_triggers = ON; PRAGMA cache_size = -8000; \
         PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864",
    )?;
    assert_pragma(&mut conn, "journal_mode", "wal")?;
    assert_pragma(&mut conn, "synchronous", "2")?;
    assert_pragma(&mut conn, "foreign_keys", "1")?;
    assert_version(&mut conn)?;
    Ok(Conn::Sqlite(conn))
}

#[derive(QueryableByName)]
struct Value {
    #[diesel(sql_type = diesel::sql_types::Text)]
    value: String,
}

fn assert_pragma(conn: &mut SqliteConnection, name: &str, wanted: &str) -> Result<(), Error> {
    let sql = format!("SELECT CAST({name} AS TEXT) AS value FROM pragma_{name}");
    let found = diesel::sql_query(sql).get_result::<Value>(conn)?.value;
    if found == wanted {
        return Ok(());
    }
    Err(Error::internal(format!(
        "SQLite has {name}={found}, must have {wanted}"
    )))
}

fn assert_version(conn: &mut SqliteConnection) -> Result<(), Error> {
    let version = diesel::sql_query("SELECT sqlite_version() AS value")
        .get_result::<Value>(conn)?
        .value;
    let mut parts = version.split('.').map(|p| p.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    if (next(), next(), next()) >= OLDEST_SAFE_SQLITE {
        return Ok(());
    }
    Err(Error::internal(format!(
        "SQLite {version} is older than 3.51.3, which mends the WAL-reset bug"
    )))
}
