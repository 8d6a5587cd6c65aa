//! The two migration sets, compiled in, and the commands over them.

use super::{Conn, transaction};
use crate::error::Error;
use crate::settings::DatabaseUrl;
use diesel::connection::SimpleConnection;
use diesel::migration::{MigrationName, MigrationSource};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Runs what has not been run; the names of those that were.
pub fn migrate(conn: &mut Conn) -> Result<Vec<String>, Error> {
    wait_for_others(conn)?;
    rebuilding(conn, run_pending)
}

fn run_pending(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let done = crate::each!(conn, c => c.run_pending_migrations(set(c)).map(|v| v.iter().map(ToString::to_string).collect()));
    done.map_err(|e| Error::internal(format!("migration failed: {e}")))
}

/// SQLite changes a table's rules by making the table anew, and drops none that rows refer to: while tables are made,
/// what refers to what is not looked at, and before anything stands it is, in all of them
/// (<https://sqlite.org/lang_altertable.html#otheralter>).
fn rebuilding<T>(
    conn: &mut Conn,
    work: impl FnOnce(&mut Conn) -> Result<T, Error>,
) -> Result<T, Error> {
    let Conn::Sqlite(c) = conn else {
        return work(conn);
    };
    c.batch_execute("PRAGMA foreign_keys = OFF")?;
    let done = transaction::write(conn, |conn| {
        let done = work(conn)?;
        let astray: Vec<Astray> =
            sql_query("SELECT \"table\" FROM pragma_foreign_key_check").load(conn)?;
        match astray.first() {
            None => Ok(done),
            Some(row) => Err(Error::internal(format!(
                "migration failed: {} rows refer to nothing, the first in {}",
                astray.len(),
                row.table
            ))),
        }
    });
    conn.batch_execute("PRAGMA foreign_keys = ON")?;
    done
}

#[derive(QueryableByName)]
struct Astray {
    #[diesel(sql_type = diesel::sql_types::Text)]
    table: String,
}

/// On PostgreSQL a statement goes on for a while after its program was killed, and two instances may start at once: one
/// after the other makes tables. The lock ends with the connection.
fn wait_for_others(conn: &mut Conn) -> Result<(), Error> {
    if let Conn::Pg(c) = conn {
        sql_query("SELECT pg_advisory_lock(13304)").execute(c)?;
    }
    Ok(())
}

/// The names of the migrations that have not been run. Only reads once the tables are there: the role
/// that serves may not create any, and diesel's own way begins by creating its table.
pub fn pending(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let names = crate::each!(conn, c => {
        match sql_query("SELECT version FROM __diesel_schema_migrations").load::<Done>(c) {
            Ok(done) => all(c).map(|all| left(all, &done)),
            Err(_) => {
                let set = set(c);
                c.pending_migrations(set).map(|v| v.iter().map(|m| m.name().to_string()).collect())
            }
        }
    });
    names.map_err(|e| Error::internal(format!("cannot read the migrations: {e}")))
}

/// A migration's version, as the database keeps it, and its name.
type Known = (String, String);

/// The versions of all migrations that this program has for such a database.
pub fn known(url: &DatabaseUrl) -> Result<Vec<String>, Error> {
    let all = match url {
        DatabaseUrl::Sqlite(_) => all_of::<diesel::sqlite::SqliteConnection>(),
        DatabaseUrl::Postgres(_) => all_of::<diesel::pg::PgConnection>(),
    };
    let all = all.map_err(|e| Error::internal(e.to_string()))?;
    Ok(all.into_iter().map(|(version, _)| version).collect())
}

fn left(all: Vec<Known>, done: &[Done]) -> Vec<String> {
    let is_done = |version: &String| done.iter().any(|d| d.version == *version);
    let left = all.into_iter().filter(|(version, _)| !is_done(version));
    left.map(|(_, name)| name).collect()
}

#[derive(QueryableByName)]
struct Done {
    #[diesel(sql_type = diesel::sql_types::Text)]
    version: String,
}

/// Undoes every migration: for the test that up, down, up gives the same house.
pub fn revert_all(conn: &mut Conn) -> Result<(), Error> {
    rebuilding(conn, |conn| {
        let done = crate::each!(conn, c => c.revert_all_migrations(set(c)).map(|_| ()));
        done.map_err(|e| Error::internal(format!("cannot revert: {e}")))
    })
}

/// Undoes the last migrations and runs them again: for the test that it can be done in a house with people in it.
pub fn redo(conn: &mut Conn, steps: usize) -> Result<(), Error> {
    rebuilding(conn, |conn| {
        for _ in 0..steps {
            let undone = crate::each!(conn, c => c.revert_last_migration(set(c)).map(|_| ()));
            undone.map_err(|e| Error::internal(format!("cannot revert: {e}")))?;
        }
        Ok(())
    })?;
    migrate(conn).map(|_| ())
}

/// Picks the migration set by the connection's type.
trait HasMigrations: diesel::Connection {
    const SET: EmbeddedMigrations;
}
impl HasMigrations for diesel::pg::PgConnection {
    const SET: EmbeddedMigrations = POSTGRES;
}
impl HasMigrations for diesel::sqlite::SqliteConnection {
    const SET: EmbeddedMigrations = SQLITE;
}
fn set<C: HasMigrations>(_: &C) -> EmbeddedMigrations {
    C::SET
}
fn all<C: HasMigrations>(_: &C) -> diesel::migration::Result<Vec<Known>> {
    all_of::<C>()
}
fn all_of<C: HasMigrations>() -> diesel::migration::Result<Vec<Known>> {
    let all = MigrationSource::<C::Backend>::migrations(&C::SET)?;
    let known = |name: &dyn MigrationName| (name.version().to_string(), name.to_string());
    Ok(all.iter().map(|m| known(m.name())).collect())
}
