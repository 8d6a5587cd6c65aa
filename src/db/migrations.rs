//! The two migration sets, compiled in, and the commands over them.

use super::Conn;
use crate::error::Error;
use diesel::migration::{MigrationName, MigrationSource};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Runs what has not been run; the names of those that were.
pub fn migrate(conn: &mut Conn) -> Result<Vec<String>, Error> {
    wait_for_others(conn)?;
    let done = crate::each!(conn, c => c.run_pending_migrations(set(c)).map(|v| v.iter().map(ToString::to_string).collect()));
    done.map_err(|e| Error::internal(format!("migration failed: {e}")))
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
    let done = crate::each!(conn, c => c.revert_all_migrations(set(c)).map(|_| ()));
    done.map_err(|e| Error::internal(format!("cannot revert: {e}")))
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
    let all = MigrationSource::<C::Backend>::migrations(&C::SET)?;
    let known = |name: &dyn MigrationName| (name.version().to_string(), name.to_string());
    Ok(all.iter().map(|m| known(m.name())).collect())
}
