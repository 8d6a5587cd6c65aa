//! Databases for tests: a fresh one for each test, on the backend that `HOERING_TEST_DATABASE` names.
//! PostgreSQL is a real server of our own, started at first use; it ends when this process ends,
//! since it lives for as long as the pipe to `scripts/temporary-postgres` is open.

use super::temp_dir::TempDir;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, RunQueryDsl, sql_query};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// A database that goes away with its owner.
pub struct Database {
    url: String,
    folder: Option<TempDir>,
}

/// A database that was prepared once and is copied for each test: faster than preparing each.
pub struct Template(Database);

struct Server {
    url: String,
    // Held for its pipe: the server stops when it closes.
    _guard: Mutex<Child>,
}

/// Sees what others do in the same PostgreSQL database.
pub struct Administrator(PgConnection);

impl Administrator {
    /// How many others have begun a statement there.
    pub fn statements_elsewhere(&mut self) -> usize {
        sql_query(
            "SELECT 1 FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'",
        )
        .execute(&mut self.0)
        .expect("the activity")
    }
}

impl Backend {
    pub fn chosen() -> Self {
        match std::env::var("HOERING_TEST_DATABASE").as_deref() {
            Ok("postgres") => Self::Postgres,
            Ok("sqlite") | Err(_) => Self::Sqlite,
            Ok(other) => panic!("HOERING_TEST_DATABASE is sqlite or postgres, not {other}"),
        }
    }
}

impl Database {
    pub fn empty(backend: Backend) -> Self {
        match backend {
            Backend::Sqlite => Self::sqlite(),
            Backend::Postgres => Self::postgres(""),
        }
    }

    /// As `HOERING_DATABASE_URL` takes it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A look from outside at a PostgreSQL database.
    pub fn administrator(&self) -> Administrator {
        Administrator(PgConnection::establish(&self.url).expect("PostgreSQL answers"))
    }

    /// Empties a PostgreSQL database again.
    pub fn reset(&self) {
        let mut connection = PgConnection::establish(&self.url).expect("PostgreSQL answers");
        let statement = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
        connection
            .batch_execute(statement)
            .expect("an empty schema");
    }

    fn sqlite() -> Self {
        let folder = TempDir::new();
        let url = format!("sqlite://{}", folder.path().join("test.db").display());
        Self {
            url,
            folder: Some(folder),
        }
    }

    fn postgres(options: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        administer(&format!("CREATE DATABASE {name} {options}"));
        Self {
            url: server().named(&name),
            folder: None,
        }
    }

    fn file(&self) -> &str {
        self.url.trim_start_matches("sqlite://")
    }

    fn name(&self) -> &str {
        self.url.rsplit('/').next().expect("a name in the URL")
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if self.folder.is_none() {
            administer(&format!("DROP DATABASE {} WITH (FORCE)", self.name()));
        }
    }
}

impl Template {
    /// `prepare` gets the URL of an empty database and closes every connection to it.
    pub fn new(backend: Backend, prepare: impl FnOnce(&str)) -> Self {
        let database = Database::empty(backend);
        prepare(&database.url);
        Self(database)
    }

    pub fn copy(&self) -> Database {
        if self.0.folder.is_none() {
            // As files: page by page is right where the disk is waited for.
            let copied = format!("TEMPLATE {} STRATEGY FILE_COPY", self.0.name());
            return Database::postgres(&copied);
        }
        let copy = Database::sqlite();
        std::fs::copy(self.0.file(), copy.file()).expect("a copy of the template");
        copy
    }
}

impl Server {
    fn start() -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/temporary-postgres");
        // Whoever measures is no test.
        let durable = (!cfg!(test)).then_some("--durable");
        let mut guard = Command::new(script)
            .args(durable)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("scripts/temporary-postgres starts");
        let mut url = String::new();
        BufReader::new(guard.stdout.take().expect("a piped output"))
            .read_line(&mut url)
            .expect("a line from scripts/temporary-postgres");
        assert!(!url.is_empty(), "PostgreSQL did not start: see above");
        Self {
            url: url.trim_end().to_owned(),
            _guard: Mutex::new(guard),
        }
    }

    fn named(&self, database: &str) -> String {
        let (server, _) = self.url.rsplit_once('/').expect("a name in the URL");
        format!("{server}/{database}")
    }
}

fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(Server::start)
}

fn administer(statement: &str) {
    static RESTING: Mutex<Vec<PgConnection>> = Mutex::new(Vec::new());
    let resting = || RESTING.lock().expect("nobody panicked with it");
    let rested = resting().pop();
    let open = || PgConnection::establish(&server().url).expect("PostgreSQL answers");
    let mut connection = rested.unwrap_or_else(open);
    sql_query(statement)
        .execute(&mut connection)
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
    resting().push(connection);
}

#[cfg(test)]
mod tests {
    use super::*;
    use diesel::SqliteConnection;

    fn run(database: &str, statements: &str) -> diesel::QueryResult<()> {
        match database.strip_prefix("sqlite://") {
            Some(file) => SqliteConnection::establish(file)
                .unwrap()
                .batch_execute(statements),
            None => PgConnection::establish(database)
                .unwrap()
                .batch_execute(statements),
        }
    }

    #[test]
    fn copies_have_what_the_template_has_and_not_what_each_other_have() {
        let template = Template::new(Backend::chosen(), |url| {
            run(url, "CREATE TABLE prepared (a INTEGER)").unwrap();
        });
        let (one, other) = (template.copy(), template.copy());
        run(one.url(), "CREATE TABLE mine (a INTEGER)").unwrap();
        run(one.url(), "SELECT * FROM prepared, mine").unwrap();
        run(other.url(), "SELECT * FROM prepared").unwrap();
        assert!(run(other.url(), "SELECT * FROM mine").is_err());
    }
}
