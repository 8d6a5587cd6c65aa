//! A disk that is full, read-only or broken, and a database that takes nothing: reading goes on, writing is
//! refused with 503, nothing acknowledged is lost, nothing refused is half there, and when it is over the
//! program goes on by itself.

use crate::support::app::EXAMPLE;
use crate::support::client::{Answer, Client};
use crate::support::database::Backend;
use crate::support::process::{House, Process, until};
use crate::support::respondent::{
    a_field, drafts_of, key, person, problem, submissions_of, text_of, whole_answer_to,
};
use crate::support::temp_dir::TempDir;
use diesel::connection::SimpleConnection;
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types};
use hoering::db::Conn;
use hoering::each;
use hoering::settings::DatabaseUrl;
use serde_json::json;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// What befalls the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    Full,
    ReadOnly,
    Broken,
}

const TROUBLES: [Trouble; 3] = [Trouble::Full, Trouble::ReadOnly, Trouble::Broken];

/// A program on a database that can be troubled while it runs.
struct Troubled {
    house: House,
    fault: PathBuf,
}

impl Troubled {
    fn new() -> Self {
        let house = House::new();
        let fault = house.folder.path().with_extension("fault");
        let house = match Backend::chosen() {
            Backend::Sqlite => {
                let file = house.database.url().trim_start_matches("sqlite://");
                let folder = std::path::Path::new(file).parent().expect("a folder");
                let folder = format!("{}/", folder.display());
                house
                    .with("LD_PRELOAD", failing_disk().display().to_string())
                    .with("DISK_FAULT", fault.display().to_string())
                    .with("DISK_FOLDER", folder)
            }
            Backend::Postgres => house,
        };
        Self { house, fault }
    }

    /// From here on every write fails; on SQLite after so many more.
    fn begin(&self, trouble: Trouble, after: usize) {
        if Backend::chosen() == Backend::Postgres {
            return self.tell_postgres(trouble);
        }
        let errno = match trouble {
            Trouble::Full => 28,
            Trouble::ReadOnly => 30,
            Trouble::Broken => 5,
        };
        // Named when it is whole: the program looks at it before each write.
        let aside = self.fault.with_extension("aside");
        std::fs::write(&aside, format!("{errno} {after}")).expect("a fault");
        std::fs::rename(aside, &self.fault).expect("a fault");
    }

    fn over(&self) {
        match Backend::chosen() {
            Backend::Sqlite => std::fs::remove_file(&self.fault).expect("no fault"),
            Backend::Postgres => {
                let reset = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET ALL', current_database()); END $$";
                self.administer(reset);
                for table in FULL {
                    self.administer(&format!("DROP TRIGGER IF EXISTS full_disk ON {}", table.0));
                }
                self.administer("DROP FUNCTION IF EXISTS full_disk");
            }
        }
    }

    /// What PostgreSQL itself says and does then, in its own words.
    fn tell_postgres(&self, trouble: Trouble) {
        match trouble {
            Trouble::Full => {
                self.administer(
                    "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                     RAISE EXCEPTION 'could not extend file \"base/1/2\": No space left on device'
                     USING ERRCODE = 'disk_full'; END $$",
                );
                // One table at a time: the program holds locks in an order of its own.
                for (table, when) in FULL {
                    self.administer(&format!(
                        "CREATE TRIGGER full_disk BEFORE {when} ON {table} EXECUTE FUNCTION full_disk()"
                    ));
                }
            }
            Trouble::ReadOnly => {
                let read_only = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$";
                self.administer(read_only);
                // Only what connects after that has been committed is told of it.
                self.administer(CUT);
            }
            // Its own connections are cut in `write_queue.rs`.
            Trouble::Broken => {}
        }
    }

    fn administer(&self, statements: &str) {
        let mut conn = self.conn();
        if let Conn::Pg(c) = &mut conn {
            c.batch_execute("SET default_transaction_read_only = off")
                .expect("a word before");
        }
        each!(&mut conn, c => c.batch_execute(statements)).expect("the administrator's word");
    }

    fn conn(&self) -> Conn {
        let url = DatabaseUrl::parse(self.house.database.url()).expect("a URL of ours");
        Conn::open(&url).expect("the database answers")
    }

    fn count(&self, what: &str) -> i64 {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = sql_types::BigInt)]
            n: i64,
        }
        sql_query(format!("SELECT count(*) AS n FROM {what}"))
            .get_result::<Row>(&mut self.conn())
            .expect("a count")
            .n
    }
}

/// What is written where, and fails on a disk that is full.
const FULL: [(&str, &str); 4] = [
    ("submission", "INSERT"),
    ("desk_field_version", "INSERT"),
    ("desk", "INSERT"),
    ("outbox", "UPDATE"),
];

const CUT: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()";

impl Drop for Troubled {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.fault);
    }
}

/// `tests/disk/failing.c`, built once for all tests of this process.
fn failing_disk() -> &'static PathBuf {
    static BUILT: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, library) = BUILT.get_or_init(|| {
        let folder = TempDir::new();
        let library = folder.path().join("failing.so");
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/disk/failing.c");
        let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
        let built = Command::new(compiler)
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&library)
            .arg(source)
            .status();
        assert!(built.expect("a C compiler").success());
        (folder, library)
    });
    library
}

fn send(client: &mut Client, name: &str) -> Answer {
    let email = format!("{name}@eksempel.example");
    client
        .post(&submissions_of(EXAMPLE))
        .header("Idempotency-Key", &key(name))
        .json(&whole_answer_to(
            EXAMPLE,
            &email,
            "Et svar som skal bli tatt vare på.",
        ))
        .send()
}

/// A draft as it was before the trouble.
struct Draft {
    path: String,
    bearer: String,
}

impl Draft {
    fn begin(process: &Process) -> Self {
        let begun = process
            .client()
            .post(&drafts_of(EXAMPLE))
            .json(&json!({ "sender": person("utkast@eksempel.example") }))
            .send();
        assert_eq!(begun.status, 201, "{}", begun.text());
        let begun = begun.json();
        Self {
            path: format!("/api/v1/drafts/{}", text_of(&begun["draft"]["id"])),
            bearer: format!("Bearer {}", text_of(&begun["token"])),
        }
    }

    fn write(&self, client: &mut Client, seen: i64, text: &str) -> Answer {
        client
            .request("PUT", &format!("{}/fields/{}", self.path, a_field(EXAMPLE)))
            .header("Authorization", &self.bearer)
            .header("If-Match", &format!("\"{seen}\""))
            .json(&json!({ "text": text }))
            .send()
    }

    fn read(&self, client: &mut Client) -> Answer {
        client
            .get(&self.path)
            .header("Authorization", &self.bearer)
            .send()
    }
}

fn assert_unavailable(answer: &Answer, trouble: Trouble) {
    assert_eq!(answer.status, 503, "{trouble:?}: {}", answer.text());
    assert_eq!(problem(answer), "unavailable");
    assert!(answer.header("retry-after").is_some());
}

#[test]
fn while_nothing_can_be_written_reading_goes_on_and_afterwards_writing_does() {
    for trouble in TROUBLES {
        if trouble == Trouble::Broken && Backend::chosen() == Backend::Postgres {
            // `write_queue.rs` cuts its connections: they are replaced before anybody hears of it.
            continue;
        }
        let troubled = Troubled::new();
        let process = troubled.house.start();
        let mut client = process.client();
        let draft = Draft::begin(&process);
        assert_eq!(draft.write(&mut client, 0, "Før.").status, 200);
        assert_eq!(send(&mut client, "before").status, 201);

        troubled.begin(trouble, 0);
        for round in 0..3 {
            assert_unavailable(&send(&mut client, "during"), trouble);
            assert_unavailable(
                &draft.write(&mut client, 1, &format!("Under {round}.")),
                trouble,
            );
            let begun = client.post(&drafts_of(EXAMPLE)).json(&json!({})).send();
            assert_unavailable(&begun, trouble);
            for page in [
                "/",
                "/nn",
                "/horinger/24-13304",
                "/health/ready",
                "/api/v1/consultations",
            ] {
                let read = client.get(page).send();
                assert_eq!(read.status, 200, "{trouble:?} {page}: {}", read.text());
            }
            let read = draft.read(&mut client);
            assert_eq!(read.status, 200, "{trouble:?}: {}", read.text());
            assert!(read.text().contains("Før."));
        }
        troubled.over();
        // The first try may be the one that finds the dead connection; it is the client's to repeat.
        until(|| (send(&mut client, "during").status == 201).then_some(()));
        assert_eq!(
            draft.write(&mut client, 1, "Etter.").status,
            200,
            "{trouble:?}"
        );
        assert_eq!(send(&mut client, "after").status, 201);
        assert_eq!(process.stop().code(), Some(0));

        assert_eq!(troubled.count("submission"), 3, "{trouble:?}");
        assert_eq!(troubled.count("answer"), 3);
        assert_eq!(troubled.count("desk_field_version"), 2, "{trouble:?}");
        assert!(
            !troubled.house.log().contains("panic"),
            "{}",
            troubled.house.log()
        );
    }
}

#[test]
fn a_page_is_refused_in_the_readers_language_with_what_was_typed() {
    let troubled = Troubled::new();
    let process = troubled.house.start();
    let mut client = process.client();
    let begun = client
        .post(&format!("/nn/horinger/{EXAMPLE}/svar"))
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[("on_behalf", "person")])
        .send();
    assert_eq!(begun.status, 303, "{}", begun.text());
    let page = format!("{}/raad/r1", begun.header("location").expect("a page"));
    let shown = client.get(&page).send();
    let csrf = shown
        .text()
        .split("name=\"csrf\" value=\"")
        .nth(1)
        .expect("a form");
    let csrf = csrf.split('"').next().expect("a value").to_owned();
    troubled.begin(Trouble::Full, 0);
    let refused = client
        .post(&page)
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[
            ("csrf", &csrf),
            ("v.r1.tekst", "0"),
            ("r1.tekst", "Ein tekst som ikkje må bli borte."),
        ])
        .send();
    assert_eq!(refused.status, 503, "{}", refused.text());
    assert!(
        refused.text().contains("Ein tekst som ikkje må bli borte."),
        "{}",
        refused.text()
    );
    assert!(refused.text().contains("lang=\"nn\""));
}

#[test]
fn a_disk_that_fills_up_at_any_write_acknowledges_nothing_that_is_not_there() {
    if Backend::chosen() == Backend::Postgres {
        // There the writes are the server's, and its own tests prove them.
        return;
    }
    for trouble in TROUBLES {
        let troubled = Troubled::new();
        let process = troubled.house.start();
        let mut client = process.client();
        let mut acknowledged = 0;
        let mut refused = 0;
        // Every write of a short answer, and then here and there until nothing is in the way any more.
        for (stored, after) in (1..).zip((0..12).chain((12..600).step_by(11))) {
            if acknowledged == 2 {
                break;
            }
            let name = format!("svar{after}");
            troubled.begin(trouble, after);
            let answer = send(&mut client, &name);
            match answer.status {
                201 => acknowledged += 1,
                503 => refused += 1,
                other => panic!("{trouble:?} after {after}: {other} {}", answer.text()),
            }
            troubled.over();
            // The same request again: done now, and once.
            let again = send(&mut client, &name).status;
            assert_eq!(again, 201, "{trouble:?} after {after}");
            for table in ["submission", "answer"] {
                assert_eq!(
                    troubled.count(table),
                    stored,
                    "{trouble:?} after {after}: {table}"
                );
            }
        }
        assert!(refused > 3, "{trouble:?}: only {refused} met it");
        assert_eq!(acknowledged, 2, "{trouble:?}: too few went through");
        process.kill();
        let again = troubled.house.start();
        assert_eq!(send(&mut again.client(), "last").status, 201);
        assert_eq!(
            troubled.count("pragma_integrity_check WHERE integrity_check = 'ok'"),
            1
        );
        assert_eq!(troubled.count("pragma_foreign_key_check"), 0);
    }
}

#[test]
fn letters_wait_for_the_disk_and_go_out_once_afterwards() {
    let troubled = Troubled::new();
    let process = troubled.house.start();
    let mut client = process.client();
    assert_eq!(send(&mut client, "first").status, 201);
    let email = "first@eksempel.example";
    until(|| (!troubled.house.mailbox().letters_to(email).is_empty()).then_some(()));
    troubled.begin(Trouble::Full, 0);
    assert_eq!(send(&mut client, "second").status, 503);
    troubled.over();
    until(|| (send(&mut client, "second").status == 201).then_some(()));
    let email = "second@eksempel.example";
    until(|| (!troubled.house.mailbox().letters_to(email).is_empty()).then_some(()));
    assert_eq!(process.stop().code(), Some(0));
    for email in ["first@eksempel.example", "second@eksempel.example"] {
        assert_eq!(troubled.house.mailbox().letters_to(email).len(), 1);
    }
}
