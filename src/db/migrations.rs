//! The two migration sets, compiled in, and the commands over them.

use super::Conn;
use crate::error::Error;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Runs what has not been run; the names of those that were.
pub fn migrate(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let done = crate::each!(conn, c => c.run_pending_migrations(set(c)).map(|v| v.iter().map(ToString::to_string).collect()));
    done.map_err(|e| Error::internal(format!("migration failed: {e}")))
}

/// The names of the migrations that have not been run.
pub fn pending(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let names = crate::each!(conn, c => {
        let set = set(c);
        c.pending_migrations(set).map(|v| v.iter().map(|m| m.name().to_string()).collect())
    });
    names.map_err(|e| Error::internal(format!("cannot read the migrations: {e}")))
}

/// Undoes every migration: for the test that up, down, up gives the same house.
pub fn revert_all(conn: &mut Conn) -> Result<(), Error> {
    let done = crate::each!(conn, c => c.revert_all_migrations(set(c)).map(|_| ()));
    done.map_err(|e| Error::internal(format!("cannot revert: {e}")))
}

/// Picks the migration set by the connection's type.
trait HasMigrations {
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
