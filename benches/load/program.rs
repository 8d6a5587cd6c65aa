//! The program under measurement: a database with the example and with desks whose address is confirmed,
//! made by the program's own use cases, and the server over a copy of it.

use crate::floor;
use crate::support::database::{Backend, Database, Template};
use crate::support::process::Process;
use crate::support::temp_dir::TempDir;
use crate::usage::Usage;
use hoering::app::App;
use hoering::clock::Clock;
use hoering::consultations::{self, Consultation, FieldKind};
use hoering::db::{self, Conn, transaction};
use hoering::i18n::Lang;
use hoering::right::Right;
use hoering::server::compose;
use hoering::session::{Link, LinkKind, NewLink, insert_link};
use hoering::settings::{DatabaseUrl, Settings};
use hoering::submissions::desk::SenderDetails;
use hoering::submissions::draft::{Beginning, Begun};
use hoering::submissions::links::{self, Visitor};
use hoering::submissions::receipt::OnBehalf;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

pub const EXAMPLE: &str = "24-13304";
const PERSON: &str = "Eksempel";
const EMAIL: &str = "svar@eksempel.example";
/// Desks that are made in one transaction, and confirmed at once.
const AT_ONCE: usize = 200;

pub struct Prepared {
    template: Template,
    /// Holds the keys that the tokens follow from.
    folder: TempDir,
    /// One for each desk.
    pub tokens: Arc<Vec<String>>,
    /// Their ids.
    pub desks: Arc<Vec<Uuid>>,
    /// Keys of text fields.
    pub fields: Vec<String>,
}

/// A server over a database of its own.
pub struct Running {
    process: Process,
    mail: PathBuf,
    pub database: Database,
}

impl Prepared {
    pub fn new(backend: Backend, desks: usize) -> Self {
        let folder = TempDir::new();
        let (mut tokens, mut ids, mut fields) = (Vec::new(), Vec::new(), Vec::new());
        let template = Template::new(backend, |url| {
            let settings = Settings::load(settings(url, &folder), None).expect("settings");
            publish(&settings.database_url);
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            (tokens, ids, fields) = runtime.block_on(confirmed_desks(settings, desks));
            drop(runtime);
            rest(url);
        });
        Self {
            template,
            folder,
            tokens: Arc::new(tokens),
            desks: Arc::new(ids),
            fields,
        }
    }

    /// A database like the one that [`Self::serve`] begins with.
    pub fn database(&self) -> Database {
        self.template.copy()
    }

    pub fn serve(&self) -> Running {
        self.serve_over(self.template.copy())
    }

    /// The same over a database that was written to.
    pub fn serve_over(&self, database: Database) -> Running {
        Running::start(database, &self.folder, &[])
    }

    /// For a command over a database of these keys.
    pub fn settings(&self, url: &str) -> Vec<(String, String)> {
        settings(url, &self.folder)
    }

    /// A whole answer: texts of so many characters in so many fields.
    pub fn answer(&self, fields: usize, characters: usize) -> Vec<u8> {
        let text = floor::text(characters);
        let answers: Vec<_> = self.fields[..fields]
            .iter()
            .map(|field| serde_json::json!({ "field": field, "text": text }))
            .collect();
        let sender = serde_json::json!({ "on_behalf": "person", "person": PERSON, "email": EMAIL });
        serde_json::json!({ "sender": sender, "answers": answers })
            .to_string()
            .into_bytes()
    }
}

impl Running {
    /// Serves over a database, with what `more` says besides.
    pub fn start(database: Database, folder: &TempDir, more: &[(String, String)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hoering"));
        command
            .arg("serve")
            .envs(settings(database.url(), folder))
            .envs(more.iter().cloned())
            .stderr(Stdio::null());
        Self {
            process: Process::start(&mut command),
            mail: folder.path().join("mail"),
            database,
        }
    }

    pub fn address(&self) -> SocketAddr {
        self.process.address
    }

    pub fn id(&self) -> u32 {
        self.process.id()
    }

    pub fn usage(&self) -> Usage {
        Usage::of(self.id())
    }

    /// From now on the most that it needed is counted anew.
    pub fn forget_peak(&self) {
        std::fs::write(format!("/proc/{}/clear_refs", self.id()), "5").expect("a process of ours");
    }

    pub fn letters(&self) -> usize {
        std::fs::read_dir(&self.mail).map_or(0, Iterator::count)
    }

    /// Stands still while something else is measured.
    pub fn paused<T>(&self, work: impl FnOnce() -> T) -> T {
        self.signal("-STOP");
        let done = work();
        self.signal("-CONT");
        done
    }

    fn signal(&self, name: &str) {
        let id = self.id().to_string();
        let sent = Command::new("kill").args([name, &id]).status();
        assert!(sent.expect("kill runs").success());
    }
}

pub fn settings(url: &str, folder: &TempDir) -> Vec<(String, String)> {
    let folder = folder.path().display();
    [
        ("LISTEN", "127.0.0.1:0".to_owned()),
        ("DATABASE_URL", url.to_owned()),
        ("DATA_DIR", folder.to_string()),
        ("MAIL_DIR", format!("{folder}/mail")),
        ("LOG_FORMAT", "json".to_owned()),
        // Everybody comes from one address here.
        ("RATE_PER_MINUTE", "1000000".to_owned()),
        ("RATE_BURST", "1000000".to_owned()),
    ]
    .map(|(name, value)| (format!("HOERING_{name}"), value))
    .to_vec()
}

pub fn publish(url: &DatabaseUrl) {
    let mut conn = Conn::open(url).expect("a database");
    db::migrate(&mut conn).expect("migrations");
    let now = Clock::system().now();
    transaction::write(&mut conn, |c| consultations::load_example(c, now)).expect("the example");
}

/// Tokens and ids of the desks, and the keys of text fields.
async fn confirmed_desks(
    settings: Settings,
    desks: usize,
) -> (Vec<String>, Vec<Uuid>, Vec<String>) {
    let app = Arc::new(compose(settings, Clock::system()).expect("the program"));
    let consultation = app
        .consultations
        .get(&app.db, EXAMPLE)
        .await
        .expect("the example");
    let mut tokens = Vec::with_capacity(desks);
    let mut ids = Vec::with_capacity(desks);
    while tokens.len() < desks {
        let n = AT_ONCE.min(desks - tokens.len());
        let made: Vec<_> = (0..n).map(|_| begun(&app, &consultation)).collect();
        tokens.extend(made.iter().map(|(begun, _)| begun.token.clone()));
        ids.extend(made.iter().map(|(begun, _)| begun.desk.id));
        let letters: Vec<Link> = made
            .iter()
            .map(|(begun, link)| link_of(begun, link))
            .collect();
        let store = move |conn: &mut Conn| {
            for (begun, letter) in &made {
                begun.store(conn)?;
                insert_link(conn, letter)?;
            }
            Ok(())
        };
        app.db.write(store).await.expect("desks");
        let confirming = letters
            .into_iter()
            .map(|link| links::enter(&app, link, Arc::clone(&consultation), Visitor::Program));
        for confirmed in futures_util::future::join_all(confirming).await {
            confirmed.expect("an address");
        }
    }
    app.db.close();
    let texts = consultation
        .fields()
        .filter(|(_, f)| f.kind == FieldKind::Text);
    let fields = texts.map(|(_, f)| f.key.clone()).collect();
    (tokens, ids, fields)
}

fn begun(app: &App, consultation: &Consultation) -> (Begun, NewLink) {
    let at = app.clock.now();
    let beginning = Beginning {
        consultation,
        sender: SenderDetails {
            on_behalf: Some(OnBehalf::Person),
            person: Some(PERSON.into()),
            email: Some(EMAIL.into()),
            ..SenderDetails::default()
        },
        chosen: vec![],
        language: Lang::Nb,
        at,
    };
    let begun = beginning.check(app).expect("a desk");
    let email = Some(EMAIL.to_owned());
    let letter = NewLink::issue(&app.keys, LinkKind::Letter, begun.desk.id, email, at);
    (begun, letter.expect("a link").0)
}

/// The link as whoever opens the letter shows it.
fn link_of(begun: &Begun, new: &NewLink) -> Link {
    Link {
        id: new.id,
        kind: new.kind,
        desk_id: new.desk_id,
        consultation_id: begun.desk.consultation_id,
        confirms: new.confirms.clone(),
        generation: 1,
        key_version: new.key_version,
        token_sha256: new.token_sha256,
        revoked_at: None,
        contributor_id: None,
        right: Right::Coordinate,
        parts: vec![],
        is_unopened: false,
    }
}

/// Lets every connection end and puts everything into the one file, as a copy needs it.
pub fn rest(url: &str) {
    std::thread::sleep(Duration::from_millis(500));
    let url = DatabaseUrl::parse(url).expect("a database URL");
    use diesel::connection::SimpleConnection;
    match &mut Conn::open(&url).expect("a database") {
        Conn::Sqlite(c) => c.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)"),
        // Else it would be vacuumed while it is copied, which PostgreSQL refuses now and then.
        Conn::Pg(c) => c
            .batch_execute("VACUUM ANALYZE")
            .and_then(|()| c.batch_execute("CHECKPOINT")),
    }
    .expect("a database at rest");
}
