//! What backups need of a database: a copy as of one moment while others write, how many rows are in it, whether there
//! is anything at all, and which migrations it has.

use super::{Conn, transaction};
use crate::each;
use crate::error::Error;
use crate::settings::DatabaseUrl;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryableByName, sql_query};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn lines(conn: &mut Conn, query: &str) -> Result<Vec<String>, Error> {
    let found: Vec<Line> = each!(conn, c => sql_query(query).load(c))?;
    Ok(found.into_iter().map(|row| row.line).collect())
}

fn count(conn: &mut Conn, query: &str) -> Result<i64, Error> {
    let found: Count = each!(conn, c => sql_query(query).get_result(c))?;
    Ok(found.n)
}

/// How many rows each table has, apart from what a database says of itself: its migrations, and whether it is frozen.
pub fn rows(conn: &mut Conn) -> Result<BTreeMap<String, i64>, Error> {
    let tables = match conn {
        Conn::Sqlite(_) => {
            "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        }
        Conn::Pg(_) => {
            "SELECT tablename::text AS line FROM pg_tables WHERE schemaname = current_schema()"
        }
    };
    let ours = |name: &String| name != "__diesel_schema_migrations" && name != "outbox_freeze";
    let tables = lines(conn, tables)?.into_iter().filter(ours);
    let of = |table: String| {
        let n = count(conn, &format!("SELECT count(*) AS n FROM \"{table}\""))?;
        Ok((table, n))
    };
    tables.map(of).collect()
}

/// The versions of the migrations that have been run.
pub fn migrated(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let all = "SELECT version AS line FROM __diesel_schema_migrations ORDER BY version";
    lines(conn, all)
}

/// Says of a database that was filled from outside which migrations it has; before that no server starts on it.
pub fn set_migrated(conn: &mut Conn, versions: &[String]) -> Result<(), Error> {
    for version in versions {
        let said =
            "INSERT INTO __diesel_schema_migrations (version) VALUES ($1) ON CONFLICT DO NOTHING";
        each!(conn, c => sql_query(said).bind::<Text, _>(version).execute(c))?;
    }
    Ok(())
}

/// Whether there is nothing where this URL leads.
pub fn is_empty(url: &DatabaseUrl) -> Result<bool, Error> {
    if let DatabaseUrl::Sqlite(file) = url {
        let beside = ["", "-wal", "-shm"].map(|end| beside(file, end));
        return Ok(!beside.iter().any(|path| path.exists()));
    }
    let things = "SELECT count(*) AS n FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace \
                  WHERE s.nspname NOT IN ('pg_catalog', 'information_schema') AND s.nspname NOT LIKE 'pg\\_toast%'";
    Ok(count(&mut Conn::open(url)?, things)? == 0)
}

/// What SQLite keeps beside a database's file.
pub fn beside(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Writes an SQLite database as it is at this moment into an empty file. Nobody who writes waits for it.
pub fn copy_sqlite(conn: &mut Conn, into: &Path) -> Result<(), Error> {
    let Conn::Sqlite(c) = conn else {
        return Err(Error::internal("not an SQLite database"));
    };
    let path = into.to_str();
    let path = path.ok_or_else(|| Error::internal("the path is not UTF-8"))?;
    sql_query("VACUUM INTO ?")
        .bind::<Text, _>(path)
        .execute(c)?;
    Ok(())
}

/// Whether everything in an SQLite file is where its indexes and references say.
pub fn check_sqlite(conn: &mut Conn) -> Result<(), Error> {
    let wrong = "SELECT integrity_check AS line FROM pragma_integrity_check WHERE integrity_check <> 'ok' \
                 UNION ALL SELECT 'rows of ' || \"table\" || ' refer to nothing' FROM pragma_foreign_key_check";
    match lines(conn, wrong)?.first() {
        None => Ok(()),
        Some(first) => Err(Error::internal(format!("the database is damaged: {first}"))),
    }
}

/// Runs `work` while PostgreSQL shows one moment, with the name by which other connections see the same.
pub fn exported<T>(
    conn: &mut Conn,
    work: impl FnOnce(&mut Conn, &str) -> Result<T, Error>,
) -> Result<T, Error> {
    transaction::read(conn, |conn| {
        // It rests while the other connection reads.
        let named = "SELECT set_config('idle_in_transaction_session_timeout', '0', true), pg_export_snapshot() AS line";
        let name = lines(conn, named)?.pop().unwrap_or_default();
        work(conn, &name)
    })
}
