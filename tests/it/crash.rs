//! What was acknowledged survives `kill -9`: clients send answers as fast as they are taken and write each
//! acknowledgement to their own disk before the next; the program is killed under them, started again, and
//! asked for every one. The same must fail with a program that acknowledges before it commits
//! (`scripts/test` builds it with the feature `ack-before-commit`): otherwise it would prove nothing.

use crate::support::app::EXAMPLE;
use crate::support::client::Client;
use crate::support::database::{Backend, Database};
use crate::support::process::Process;
use crate::support::respondent::{key, submissions_of, whole_answer};
use crate::support::temp_dir::TempDir;
use std::fs::File;
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Sender, channel};

const CLIENTS: usize = 16;
const ACKNOWLEDGED_BEFORE_KILL: usize = 200;

/// A program with a data folder and a database that outlive it.
struct House {
    binary: PathBuf,
    folder: TempDir,
    database: Database,
}

impl House {
    fn new(binary: &Path) -> Self {
        let house = Self {
            binary: binary.to_owned(),
            folder: TempDir::new(),
            database: Database::empty(Backend::chosen()),
        };
        let migrated = house.command("migrate").stdout(Stdio::null()).status();
        assert!(migrated.expect("the program runs").success());
        house
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .arg(name)
            .current_dir(self.folder.path())
            .env("HOERING_DATA_DIR", self.folder.path())
            .env("HOERING_DATABASE_URL", self.database.url())
            .env("HOERING_LISTEN", "127.0.0.1:0")
            .env("HOERING_LOG", "error");
        command
    }
}

/// What a client was promised.
struct Promise {
    draft: String,
    token: String,
    received_at: String,
}

/// Sends answers until the program goes away; each promise is on disk before it counts.
fn send_until_it_dies(address: SocketAddr, mut journal: File, kept: &Sender<Promise>, name: &str) {
    let mut client = Client::new(address);
    for n in 0.. {
        let answer = client
            .post(&submissions_of(EXAMPLE))
            .header("Idempotency-Key", &key(&format!("{name}-{n}")))
            .json(&whole_answer(&"Blåbær. ".repeat(100)))
            .try_send();
        let Ok(answer) = answer else { return };
        if answer.status != 201 {
            continue;
        }
        let body = answer.json();
        let text = |name: &str| body[name].as_str().expect(name).to_owned();
        let promise = Promise {
            draft: text("draft"),
            token: text("token"),
            received_at: text("received_at"),
        };
        writeln!(journal, "{} {}", promise.draft, promise.received_at)
            .and_then(|()| journal.sync_data())
            .expect("the client's own disk");
        if kept.send(promise).is_err() {
            return;
        }
    }
}

/// Kills the program once this many answers were acknowledged; how many of them are gone afterwards.
fn lost_in_one_kill(house: &House, round: usize) -> usize {
    let process = Process::start(&mut house.command("serve"));
    let (kept, promises) = channel();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let name = format!("{round}-{client}");
            let journal = File::create(house.folder.path().join(&name)).expect("a journal");
            let (kept, address) = (kept.clone(), process.address);
            std::thread::spawn(move || send_until_it_dies(address, journal, &kept, &name))
        })
        .collect();
    drop(kept);
    let mut promised: Vec<Promise> = promises.iter().take(ACKNOWLEDGED_BEFORE_KILL).collect();
    process.kill();
    promised.extend(promises.iter());
    for client in clients {
        client.join().expect("a client's end");
    }
    assert!(promised.len() >= ACKNOWLEDGED_BEFORE_KILL);

    let again = Process::start(&mut house.command("serve"));
    let mut client = Client::new(again.address);
    let is_lost = |promise: &&Promise| {
        let answer = client
            .get(&format!("/api/v1/drafts/{}/submission", promise.draft))
            .header("Authorization", &format!("Bearer {}", promise.token))
            .send();
        answer.status != 200 || !answer.text().contains(&promise.received_at)
    };
    promised.iter().filter(is_lost).count()
}

/// Ten kills on each database; a hundred in the long run.
fn kills() -> usize {
    if std::env::var_os("HOERING_TEST_FULL").is_some() {
        100
    } else {
        10
    }
}

#[test]
fn nothing_acknowledged_is_lost_by_a_kill() {
    let house = House::new(Path::new(env!("CARGO_BIN_EXE_hoering")));
    for round in 0..kills() {
        assert_eq!(lost_in_one_kill(&house, round), 0, "in kill {round}");
    }
}

#[test]
fn a_program_that_acknowledges_too_early_is_found_out() {
    let binary = match std::env::var("HOERING_TEST_EARLY_BINARY") {
        Ok(no) if no == "no" => return,
        Ok(path) => PathBuf::from(path),
        Err(_) => panic!(
            "HOERING_TEST_EARLY_BINARY: the program built with --features ack-before-commit, or no"
        ),
    };
    let house = House::new(&binary);
    assert!((0..kills()).any(|round| lost_in_one_kill(&house, round) > 0));
}
