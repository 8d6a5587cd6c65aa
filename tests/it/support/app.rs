//! The real server in this process, on a port of its own, with a real database and a clock that stands.
//! Letters are files, and go out when the test says so. The example 24/13304 is published.

use super::client::Client;
use super::database::{Backend, Database, Template};
use super::mailbox::Mailbox;
use super::pdf;
use super::process::{Process, said};
use super::temp_dir::TempDir;
use actix_web::dev::ServerHandle;
use actix_web::web::Data;
use chrono::{DateTime, Utc};
use hoering::app::App;
use hoering::audit::Actor;
use hoering::calendar;
use hoering::clock::Clock;
use hoering::consultations::{self, ImportOutcome, Terms};
use hoering::db::{self, Conn, transaction};
use hoering::outbox::{self, Step};
use hoering::server::{self, Application};
use hoering::settings::{DatabaseUrl, Settings};
use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, OnceLock, mpsc};
use std::thread::JoinHandle;

/// A Monday morning in Oslo; the example's deadline follows from it.
pub const NOW: &str = "2026-03-02T09:00:00Z";

/// The slug of the example.
pub const EXAMPLE: &str = "24-13304";

/// The slug of the other consultation, which [`TestApp::import_round`] publishes.
pub const ROUND: &str = "lettere-a-svare";

pub struct TestApp {
    pub address: SocketAddr,
    pub base_url: String,
    pub clock: Clock,
    pub app: Data<App>,
    pub mailbox: Mailbox,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
    folder: Arc<TempDir>,
    database: Arc<Database>,
    /// Who looks into the database, between two looks: PostgreSQL begins a process for each connection.
    observer: Mutex<Option<Conn>>,
}

/// The file of a round with this slug and deadline.
pub fn round_file(slug: &str, deadline_on: &str) -> String {
    include_str!("../../../examples/innspillsrunde/hoering.toml")
        .replace(ROUND, slug)
        .replacen("published_on = 2026-11-16", "published_on = 2026-01-05", 1)
        .replacen("2027-02-26", deadline_on, 1)
}

impl TestApp {
    /// A server with the example, as a newcomer has it.
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// With settings of its own: `("HOERING_BODY_SECONDS", "1")`.
    pub fn start_with(settings: &[(&str, &str)]) -> Self {
        let (folder, database) = (TempDir::new(), template().copy());
        let clock = Clock::fixed(now());
        Self::start_on(Arc::new(folder), Arc::new(database), clock, settings)
    }

    /// Another instance on the same database, with the same keys and the same time.
    pub fn beside(&self, settings: &[(&str, &str)]) -> Self {
        let (folder, database) = (Arc::clone(&self.folder), Arc::clone(&self.database));
        Self::start_on(folder, database, self.clock.clone(), settings)
    }

    /// The program as a process of its own on the same database, with the same keys, at this time; and the file to
    /// which it logs everything.
    pub fn logging_beside(&self) -> (Process, PathBuf) {
        let log = self.folder.path().join("log");
        let mut command = self.place().command();
        command
            .arg("serve")
            .env("HOERING_LISTEN", "127.0.0.1:0")
            .env("HOERING_LOG", "trace")
            .stderr(File::create(&log).expect("a log"));
        (Process::start(&mut command), log)
    }

    /// A command of the program on the same database, with the same keys, at this time.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.place().command();
        command.args(arguments);
        command
    }

    /// Where it is.
    pub fn place(&self) -> Place {
        Place {
            folder: Arc::clone(&self.folder),
            database: Arc::clone(&self.database),
            clock: self.clock.clone(),
            settings: Vec::new(),
        }
    }

    fn start_on(
        folder: Arc<TempDir>,
        database: Arc<Database>,
        clock: Clock,
        settings: &[(&str, &str)],
    ) -> Self {
        let mail = folder.path().join("mail");
        let mut said = vec![
            ("HOERING_LISTEN".to_owned(), "127.0.0.1:0".to_owned()),
            ("HOERING_DATABASE_URL".to_owned(), database.url().to_owned()),
            (
                "HOERING_DATA_DIR".to_owned(),
                folder.path().display().to_string(),
            ),
            ("HOERING_MAIL_DIR".to_owned(), mail.display().to_string()),
            ("HOERING_WORKERS".to_owned(), "2".to_owned()),
            // How full the disk of the machine is tells nothing of the program.
            (
                "HOERING_FREE_SPACE_UPLOADS_PERCENT".to_owned(),
                "0".to_owned(),
            ),
            (
                "HOERING_FREE_SPACE_WRITES_PERCENT".to_owned(),
                "0".to_owned(),
            ),
        ];
        said.extend(pdf::setting());
        said.extend(
            settings
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned())),
        );
        let settings = Settings::load(said, None).expect("settings");
        let (tell, told) = mpsc::channel();
        let its_clock = clock.clone();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let application = Application::build(settings, its_clock)
                    .await
                    .expect("a server");
                let (app, base_url) = (application.app.clone(), application.base_url().to_owned());
                let started = move |handle| {
                    tell.send((app, base_url, handle))
                        .expect("a test that waits")
                };
                application
                    .run_alone(started)
                    .await
                    .expect("a server that stops in peace");
            });
        });
        let (app, base_url, handle) = told.recv().expect("a server that starts");
        let address = app.settings.listen;
        Self {
            address,
            base_url,
            clock,
            app,
            mailbox: Mailbox(mail),
            handle,
            thread: Some(thread),
            folder,
            database,
            observer: Mutex::default(),
        }
    }

    pub fn client(&self) -> Client {
        Client::new(self.address)
    }

    /// Where the database is, as the settings say it.
    pub fn database_url(&self) -> &str {
        self.database.url()
    }

    /// Sends every letter that is due now; nobody else does.
    pub fn deliver_letters(&self) {
        self.block_on(async {
            let app = &self.app;
            let render = server::letters(app);
            while outbox::deliver_due(&app.db, &app.clock, &app.mailer, &render)
                .await
                .expect("a round")
                != Step::Idle
            {}
        });
    }

    /// Publishes a second consultation: a round of input, without råd.
    pub fn import_round(&self) {
        self.publish(ROUND, "2027-02-26");
    }

    /// Publishes a round of input with this name that closes on this day, and makes it known.
    pub fn publish(&self, slug: &str, deadline_on: &str) {
        let outcome = self.publish_file(&round_file(slug, deadline_on), |_| None);
        assert_eq!(outcome, ImportOutcome::Created);
    }

    /// Publishes what a file says, with these documents.
    pub fn publish_file(
        &self,
        file: &str,
        documents: impl Fn(&str) -> Option<Vec<u8>>,
    ) -> ImportOutcome {
        let imported = consultations::file::parse(file, documents).expect("a file without faults");
        let terms = Terms {
            actor: Actor::Operator,
            now: self.clock.now(),
            moved: None,
        };
        let outcome = self.database(|conn| {
            transaction::write(conn, |c| consultations::import(c, &imported, &terms))
        });
        self.block_on(server::refresh(&self.app))
            .expect("a look at what is published");
        outcome.expect("an outcome")
    }

    /// Publishes the next version of the example, without the råd with this key.
    pub fn retire(&self, key: &str) {
        let file = include_str!("../../../examples/24-13304/hoering.toml");
        let begins = |key: &str| {
            let at = file.find(&format!("[[chapter.advice]]\nkey = \"{key}\"\n"));
            at.expect("a råd of the example")
        };
        let from = begins(key);
        let rest = &file[from + 1..];
        let next = rest.find("\n[[").expect("another after it") + from + 2;
        self.publish_changed(&format!("{}{}", &file[..from], &file[next..]));
    }

    /// Publishes the next version of the example, as this file has it.
    pub fn publish_changed(&self, file: &str) {
        let note = "professional_change = true\nchange_note.nb = \"Noe er endret.\"\nchange_note.nn = \"Noko er endra.\"\n";
        let changed = file.replacen("format = 1\n", &format!("format = 1\n{note}"), 1);
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/24-13304/");
        let read = |name: &str| std::fs::read(format!("{folder}{name}")).ok();
        let imported = consultations::file::parse(&changed, read).expect("a file without faults");
        let now = self.clock.now();
        let terms = Terms {
            actor: Actor::Operator,
            now,
            moved: Some(calendar::demo_dates(calendar::oslo_date(now))),
        };
        let outcome = self.database(|conn| {
            transaction::write(conn, |c| consultations::import(c, &imported, &terms))
        });
        assert!(
            matches!(outcome, Ok(ImportOutcome::NewVersion(_))),
            "{outcome:?}"
        );
        self.block_on(server::refresh(&self.app))
            .expect("a look at what is published");
    }

    /// Runs something of the program's own in this thread.
    pub fn block_on<T>(&self, work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime")
            .block_on(work)
    }

    /// Reads the database behind the program's back, to see what it stored.
    pub fn database<T>(&self, read: impl FnOnce(&mut Conn) -> T) -> T {
        let observer = || self.observer.lock().expect("nobody panicked with it");
        let rested = observer().take();
        let open = || Conn::open(self.app.db.url()).expect("the test's database");
        let mut conn = rested.unwrap_or_else(open);
        let read = read(&mut conn);
        *observer() = Some(conn);
        read
    }
}

/// Where a server is: its folder, its database, its clock.
pub struct Place {
    folder: Arc<TempDir>,
    database: Arc<Database>,
    clock: Clock,
    settings: Vec<(String, String)>,
}

impl Place {
    /// One with nothing in it, with the same time and the same keys.
    pub fn elsewhere(&self) -> Self {
        let folder = TempDir::new();
        let keys = |folder: &TempDir| folder.path().join("keys.toml");
        std::fs::copy(keys(&self.folder), keys(&folder)).expect("a key file");
        Self {
            folder: Arc::new(folder),
            database: Arc::new(Database::empty(Backend::chosen())),
            clock: self.clock.clone(),
            settings: Vec::new(),
        }
    }

    /// With one more setting for whatever runs there.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.settings.push((name.to_owned(), value.into()));
        self
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn url(&self) -> &str {
        self.database.url()
    }

    pub fn database_url(&self) -> DatabaseUrl {
        DatabaseUrl::parse(self.url()).expect("a database URL")
    }

    /// The program as a process of its own, in this place at this time.
    pub fn command(&self) -> Command {
        let folder = self.folder.path();
        let clock = folder.join("clock");
        std::fs::write(&clock, self.clock.now().to_rfc3339()).expect("a clock");
        let mut command = Command::new(env!("CARGO_BIN_EXE_hoering"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("HOERING_")) {
            command.env_remove(name);
        }
        command
            .current_dir(folder)
            .env("HOERING_DATABASE_URL", self.database.url())
            .env("HOERING_DATA_DIR", folder)
            .env("HOERING_MAIL_DIR", folder.join("mail"))
            .env("HOERING_CLOCK_FILE", clock)
            .envs(self.settings.iter().cloned());
        command
    }

    /// Runs a command to its end: whether it did what it should, and what it said.
    pub fn run(&self, arguments: &[&str]) -> (bool, String) {
        let output = self.command().args(arguments).output();
        let output = output.expect("the program runs");
        (output.status.success(), said(&output))
    }

    /// Serves there.
    pub fn serve(&self) -> TestApp {
        let settings = self.settings.iter().map(|(k, v)| (k.as_str(), v.as_str()));
        let settings: Vec<_> = settings.collect();
        let (folder, database) = (Arc::clone(&self.folder), Arc::clone(&self.database));
        TestApp::start_on(folder, database, self.clock.clone(), &settings)
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            if !std::thread::panicking() {
                ended.expect("the server did not panic");
            }
        }
    }
}

pub fn now() -> DateTime<Utc> {
    NOW.parse().expect("an instant")
}

fn template() -> &'static Template {
    static TEMPLATE: OnceLock<Template> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        Template::new(Backend::chosen(), |url| {
            let url = DatabaseUrl::parse(url).expect("a database URL");
            let mut conn = Conn::open(&url).expect("a database");
            db::migrate(&mut conn).expect("migrations");
            transaction::write(&mut conn, |c| consultations::load_example(c, now()))
                .expect("the example");
            // A copy takes one file: nothing may be left in the log beside it.
            if let Conn::Sqlite(c) = &mut conn {
                use diesel::connection::SimpleConnection;
                c.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")
                    .expect("a checkpoint");
            }
        })
    })
}
