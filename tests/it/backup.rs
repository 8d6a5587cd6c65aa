//! Backups: made while answers are sent, brought back into an empty place, whole or not at all; and nothing is sent
//! from what was restored before an operator lets it go.

use crate::crash::{is_kept, senders};
use crate::smtp_server::{self, SmtpServer};
use crate::support::app::{EXAMPLE, Place, TestApp};
use crate::support::database::Backend;
use crate::support::files::{PDF, pdf_of};
use crate::support::process::{House, said, until};
use crate::support::receiver::Receiver;
use crate::support::respondent::{EMAIL, Respondent, TEXT, key, send_whole, whole_answer_to};
use crate::support::s3::{self, S3Server};
use crate::support::tables;
use crate::support::temp_dir::TempDir;
use crate::webhooks::{ALL, EVERY, deliver, register};
use chrono::TimeDelta;
use hoering::db::{Conn, snapshot};
use hoering::outbox;
use hoering::role::Role;
use hoering::schedule;
use hoering::{attachments, backup};
use ring::digest::{SHA256, digest};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::channel;

/// A backup of what is at this place, in a folder of its own.
fn backup_of(place: &Place) -> (TempDir, PathBuf) {
    let folder = TempDir::new();
    let to = folder.path().join("kopi");
    let (done, said) = place.run(&["backup", &to.display().to_string()]);
    assert!(done, "{said}");
    (folder, to)
}

/// Brings it back there.
fn restore(place: &Place, from: &Path) {
    let (done, said) = place.run(&["restore", &from.display().to_string()]);
    assert!(done, "{said}");
    for told in ["The outbox is frozen", "is the one of this database"] {
        assert!(said.contains(told), "{said}");
    }
}

/// Why it is not brought back there. Nothing is there afterwards that a server could start on.
fn refusal(place: &Place, from: &Path) -> String {
    let (done, said) = place.run(&["restore", &from.display().to_string()]);
    assert!(!done, "{said}");
    assert!(snapshot::is_empty(&place.database_url()).expect("a look"));
    let files = place.folder().join("files");
    let lying = fs::read_dir(files).map_or(0, |all| {
        let is_file = |entry: &fs::DirEntry| entry.path().is_file();
        all.filter(|entry| is_file(entry.as_ref().expect("an entry")))
            .count()
    });
    assert_eq!(lying, 0, "{said}");
    said
}

/// An answer that was sent, with two files.
fn answered(app: &TestApp) -> (Respondent, Vec<(String, Vec<u8>)>) {
    let mut kari = Respondent::confirmed(app);
    let files = [("a.pdf", PDF.to_vec()), ("b.pdf", pdf_of(3 << 20))];
    let files = files.map(|(name, bytes)| (kari.attach(name, &bytes), bytes));
    assert_eq!(kari.send("first").status, 201);
    (kari, files.to_vec())
}

/// The same respondent at another server.
fn at(app: &TestApp, of: &Respondent) -> Respondent {
    Respondent {
        client: app.client(),
        desk: of.desk.clone(),
        token: of.token.clone(),
    }
}

/// Every row that a server does not write by starting.
fn contents(app: &TestApp) -> tables::Contents {
    let mut all = app.database(tables::contents);
    for own in ["outbox_freeze", "__diesel_schema_migrations"] {
        all.remove(own);
    }
    all
}

#[test]
fn while_answers_are_sent_a_backup_has_everything_that_was_acknowledged_before_it_began() {
    let house = House::new();
    let folder = TempDir::new();
    let to = folder.path().join("kopi");
    let process = house.start();
    let address = process.address;
    let senders = senders(&house, address);
    let (kept, promises) = channel();
    let clients: Vec<_> = senders
        .into_iter()
        .enumerate()
        .map(|(n, sender)| {
            let kept = kept.clone();
            let disk = fs::File::create(folder.path().join(format!("{n}"))).expect("a journal");
            std::thread::spawn(move || sender.send(address, 0, disk, &kept))
        })
        .collect();
    drop(kept);
    let promised: Vec<_> = promises.iter().take(120).collect();
    let made = house.run(&["backup", &to.display().to_string()]);
    assert!(made.status.success(), "{}", said(&made));
    // It stopped nobody.
    promises.recv().expect("an answer after the backup");
    process.kill();
    for client in clients {
        client.join().expect("a client that was told no nonsense");
    }

    let other = House::not_migrated();
    let keys = |house: &House| house.folder.path().join("keys.toml");
    fs::copy(keys(&house), keys(&other)).expect("the key file");
    let restored = other.run(&["restore", &to.display().to_string()]);
    assert!(restored.status.success(), "{}", said(&restored));
    let again = other.start();
    let mut client = again.client();
    let lost = promised.iter().filter(|p| !is_kept(&mut client, p)).count();
    assert_eq!(lost, 0, "of {}", promised.len());
    // Nothing of an answer without the rest of it.
    let url = hoering::settings::DatabaseUrl::parse(other.database.url()).expect("a URL");
    let mut conn = Conn::open(&url).expect("a database");
    let rows = snapshot::rows(&mut conn).expect("counts");
    assert!(rows["receipt"] >= 1 && rows["receipt"] <= rows["submission_version"]);
    assert_eq!(rows["submission_version"], rows["answer"]);
    assert_eq!(rows["submission_version"], rows["standing_decision"]);
}

fn serves_the_same(at_first: TestApp, there: Place) {
    let (mut kari, files) = answered(&at_first);
    let taken_away = kari.attach("bort.pdf", PDF);
    assert_eq!(
        kari.request("DELETE", &format!("/attachments/{taken_away}"))
            .send()
            .status,
        204
    );
    let (receipt, draft) = (kari.receipt(1), kari.draft());
    let page = |app: &TestApp| {
        let read = app.client().get("/horinger/24-13304").send();
        assert_eq!(read.status, 200);
        read.text().replace(&app.base_url, "")
    };
    let (before, contents_before) = (page(&at_first), contents(&at_first));
    let (_folder, backup) = backup_of(&at_first.place());
    drop(at_first);
    restore(&there, &backup);
    let again = there.serve();
    let differ = tables::differences(&contents_before, &contents(&again));
    assert_eq!(differ, Vec::<String>::new());
    let mut kari = at(&again, &kari);
    assert_eq!(kari.receipt(1), receipt);
    assert_eq!(kari.draft()["version"], draft["version"]);
    for (id, bytes) in files {
        assert_eq!(kari.get(&format!("/attachments/{id}")).body, bytes);
    }
    // What was taken away lies there still, to be put back.
    assert!(there.folder().join("files").join(taken_away).exists());
    assert_eq!(page(&again), before);
    let file = there.folder().join("kvittering.json");
    fs::write(&file, receipt.to_string()).expect("a file");
    let (done, said) = there.run(&["verify", &file.display().to_string(), "--database"]);
    assert!(
        done && said.contains("the database holds this receipt"),
        "{said}"
    );
    // It takes answers as before.
    let sent = kari.rewrite_and_send(TEXT, "Vi har ombestemt oss.", "second");
    assert_eq!(sent.status, 201, "{}", sent.text());
}

#[test]
fn a_restored_program_serves_the_same_receipts_pages_and_files() {
    let app = TestApp::start();
    let there = app.place().elsewhere();
    serves_the_same(app, there);
}

#[test]
fn also_from_one_bucket_into_another() {
    if s3::left_out() {
        return;
    }
    let (one, other) = (S3Server::start(), S3Server::start());
    let at_first = TestApp::start().place();
    let at_first = at_first.with("HOERING_FILES_S3_URL", one.url());
    let app = at_first.serve();
    let there = app.place().elsewhere();
    let there = there.with("HOERING_FILES_S3_URL", other.url());
    let (kari, files) = answered(&app);
    let (_folder, backup) = backup_of(&at_first);
    drop(app);
    restore(&there, &backup);
    drop(one);
    let again = there.serve();
    let mut kari = at(&again, &kari);
    for (id, bytes) in files {
        assert!(other.lying().join(&id).exists());
        assert_eq!(kari.get(&format!("/attachments/{id}")).body, bytes);
    }
}

/// A program with letters and a webhook that wait, restored where both could go out; and the receiver of the webhook.
struct Frozen {
    app: TestApp,
    place: Place,
    smtp: SmtpServer,
    receiver: Receiver,
}

/// Who is owed a letter when the backup is made.
const BEFORE: &str = "for@eksempel.example";
/// … and after the restore.
const SINCE: &str = "etter@eksempel.example";

fn owe(app: &TestApp, email: &str) {
    let body = whole_answer_to(EXAMPLE, email, "Et svar.");
    let sent = send_whole(&mut app.client(), &key(email), &body);
    assert_eq!(sent.status, 201, "{}", sent.text());
}

impl Frozen {
    fn new() -> Self {
        let (smtp, receiver) = (
            SmtpServer::start_with(&["--mode", "plain"]),
            Receiver::start(),
        );
        let first = TestApp::start_with(&[("HOERING_WEBHOOK_NETWORKS", "127.0.0.1/32")]);
        register(&mut first.staff(Role::Leader), ALL, &receiver.url(), &EVERY);
        let mut kari = Respondent::confirmed(&first);
        assert_eq!(kari.send("first").status, 201);
        owe(&first, BEFORE);
        let (_folder, backup) = backup_of(&first.place());
        // The old one goes on: it knows of no freeze.
        first.deliver_letters();
        assert_eq!(first.mailbox.letters_to(BEFORE).len(), 1);
        first.clock.advance(TimeDelta::minutes(10));
        let place = first
            .place()
            .elsewhere()
            .with("HOERING_WEBHOOK_NETWORKS", "127.0.0.1/32")
            .with(
                "HOERING_SMTP_URL",
                format!("smtp://127.0.0.1:{}", smtp.port),
            );
        restore(&place, &backup);
        let app = place.serve();
        owe(&app, SINCE);
        Self {
            app,
            place,
            smtp,
            receiver,
        }
    }

    /// Everything that the program does by itself, for a day.
    fn lives_on(&self) {
        for _ in 0..24 {
            self.app
                .block_on(schedule::remind(&self.app.app))
                .expect("a round");
            self.app.deliver_letters();
            deliver(&self.app);
            self.app.clock.advance(TimeDelta::hours(1));
        }
    }

    fn reached(&self) -> BTreeSet<String> {
        let taken = self.smtp.taken();
        let to = taken
            .iter()
            .flat_map(|taken| crate::support::mailbox::Letter::parse(&taken.bytes).to);
        to.collect()
    }
}

fn set(of: &[&str]) -> BTreeSet<String> {
    of.iter().map(|one| (*one).to_owned()).collect()
}

#[test]
fn nothing_leaves_a_restored_program_before_it_is_let_go() {
    if smtp_server::left_out() {
        return;
    }
    let frozen = Frozen::new();
    frozen.lives_on();
    assert_eq!(frozen.smtp.count(), 0);
    assert!(frozen.receiver.posted().is_empty());

    let (done, said) = frozen.place.run(&["outbox"]);
    assert!(done, "{said}");
    assert!(
        said.contains("is frozen since 2026-03-02 09:10:00 UTC"),
        "{said}"
    );
    assert!(said.contains("shows 2026-03-02 09:00:00 UTC"), "{said}");
    let row = |kind: &str| {
        let row = said.lines().find(|line| line.trim().starts_with(kind));
        let row = row.unwrap_or_else(|| panic!("no {kind}: {said}"));
        let numbers = row.split_whitespace().filter_map(|w| w.parse().ok());
        numbers.collect::<Vec<i64>>()
    };
    assert_eq!(row("confirm"), [1, 1]);
    assert_eq!(row("receipt"), [1, 0]);
    assert_eq!(row("webhooks"), [1]);
    assert!(!said.contains('@'), "{said}");

    // Whoever lets it go says what becomes of what may have been sent.
    let (done, said) = frozen.place.run(&["outbox", "release"]);
    assert!(
        !done && said.contains("outbox park --before backup"),
        "{said}"
    );
    frozen.lives_on();
    assert_eq!(frozen.smtp.count(), 0);
    let (done, said) = frozen.place.run(&["outbox", "release", "--all"]);
    assert!(done, "{said}");
    frozen.lives_on();
    assert_eq!(frozen.reached(), set(&[BEFORE, SINCE, EMAIL]));
    assert_eq!(frozen.smtp.count(), 3, "each once");
    assert_eq!(frozen.receiver.kinds(), ["answer.received"]);
    let audit = &frozen.app.database(tables::contents)["audit"];
    let told = audit.iter().filter(|row| row.contains("outbox.released"));
    assert_eq!(told.count(), 1, "{audit:#?}");
    let (done, said) = frozen.place.run(&["outbox", "release", "--all"]);
    assert!(!done && said.contains("not frozen"), "{said}");
}

#[test]
fn what_may_have_been_sent_before_can_be_held_back_by_time_and_kind() {
    if smtp_server::left_out() {
        return;
    }
    let frozen = Frozen::new();
    let run = |arguments: &str| {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        frozen.place.run(&arguments)
    };
    let (done, said) = run("outbox park --before backup --kind confirms");
    assert!(
        !done && said.contains("No letter of the kind «confirms» waits"),
        "{said}"
    );
    let (done, said) = run("outbox park --before backup --kind confirm");
    assert!(done && said.contains("Parked: 1 letters"), "{said}");
    // A receipt from before waits still.
    let (done, said) = run("outbox release");
    assert!(!done && said.contains("--all"), "{said}");
    let (done, said) = run("outbox release --all");
    assert!(done, "{said}");
    frozen.lives_on();
    assert_eq!(frozen.reached(), set(&[SINCE, EMAIL]));
    let stands = frozen.app.database(outbox::overview).expect("an overview");
    assert_eq!((stands.waiting, stands.parked), (0, 1));

    let frozen = Frozen::new();
    let run = |arguments: &str| {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        frozen.place.run(&arguments)
    };
    // A time before anything was owed holds nothing back; one ahead of all holds everything.
    let (done, said) = run("outbox park --before 2026-03-01T09:00:00Z");
    assert!(done && said.contains("Parked: 0 letters"), "{said}");
    let (done, said) = run("outbox park --before 2026-03-03T09:00:00Z");
    assert!(done && said.contains("Parked: 3 letters"), "{said}");
    frozen.lives_on();
    assert!(frozen.receiver.posted().is_empty(), "it is frozen still");
    let (done, said) = run("outbox release");
    assert!(done, "{said}");
    frozen.lives_on();
    assert_eq!(frozen.smtp.count(), 0);
    assert_eq!(frozen.receiver.kinds(), ["answer.received"]);
}

#[test]
fn health_staff_and_whoever_signs_in_see_that_nothing_is_sent() {
    let first = TestApp::start();
    let (_folder, backup) = backup_of(&first.place());
    let there = first.place().elsewhere();
    let (done, said) = there.run(&["restore", &backup.display().to_string()]);
    assert!(done, "{said}");
    let app = there.serve();
    let mut reader = app.staff(Role::Reader);
    let seen = |reader: &mut crate::support::staff::Staff| {
        let health = app.client().get("/health/ready").send();
        assert_eq!(health.status, 200);
        let shown = [
            ("/saksbehandling", "Ingen brev blir sendt nå"),
            ("/nn/saksbehandling", "Ingen brev blir sende no"),
        ]
        .map(|(path, words)| reader.get(path).text().contains(words));
        let told = [
            ("/saksbehandling/logg-inn", "Ingen brev blir sendt nå"),
            ("/nn/saksbehandling/logg-inn", "Ingen brev blir sende no"),
        ]
        .map(|(path, words)| app.client().get(path).send().text().contains(words));
        let health = health.text().contains("the outbox is frozen");
        [[health; 2], shown, told].concat()
    };
    assert_eq!(seen(&mut reader), [true; 6]);
    let page = reader.get("/saksbehandling").text().to_owned();
    assert!(page.contains("2. mars 2026 kl. 10.00"), "{page}");
    let asked = app
        .client()
        .post("/saksbehandling/logg-inn")
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[("email", "ny@staff.example")])
        .send();
    assert!(
        asked.text().contains("Ingen brev blir sendt nå"),
        "{}",
        asked.text()
    );
    let health = there
        .command()
        .arg("health")
        .env("HOERING_LISTEN", app.address.to_string())
        .output()
        .expect("a command");
    assert!(health.status.success());
    let word = String::from_utf8_lossy(&health.stdout).into_owned();
    assert!(word.contains("well, and nothing is sent"), "{word}");
    // No letter waits from before: there is nothing to decide.
    let (done, said) = there.run(&["outbox", "release"]);
    assert!(done, "{said}");
    assert_eq!(seen(&mut reader), [false; 6]);
}

/// A copy of a backup, to be spoiled.
fn copied(backup: &Path) -> (TempDir, PathBuf) {
    let folder = TempDir::new();
    let to = folder.path().join("kopi");
    fs::create_dir_all(to.join("files")).expect("a folder");
    for file in all_files(backup) {
        fs::copy(backup.join(&file), to.join(&file)).expect("a copy");
    }
    (folder, to)
}

fn all_files(backup: &Path) -> Vec<PathBuf> {
    let within = |folder: &Path| {
        let entries = fs::read_dir(backup.join(folder)).expect("a folder");
        let names = entries.map(|entry| folder.join(entry.expect("an entry").file_name()));
        names.collect::<Vec<PathBuf>>()
    };
    let mut all = within(Path::new(""));
    all.extend(within(Path::new("files")));
    all.retain(|name| backup.join(name).is_file());
    all.sort();
    all
}

#[test]
fn a_backup_in_which_one_byte_was_changed_or_a_file_is_missing_is_refused() {
    let app = TestApp::start();
    answered(&app);
    let (_folder, backup) = backup_of(&app.place());
    let there = app.place().elsewhere();
    let files = all_files(&backup);
    assert_eq!(files.len(), 5, "{files:?}");
    for file in &files {
        let bytes = fs::read(backup.join(file)).expect("a file");
        let (_folder, spoiled) = copied(&backup);
        // At its beginning, in it, and its last byte.
        for at in [0, bytes.len() / 3, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            fs::write(spoiled.join(file), &changed).expect("a file");
            let said = refusal(&there, &spoiled);
            assert!(said.contains("kopi is "), "{said}");
        }
        fs::write(spoiled.join(file), &bytes[..bytes.len() - 1]).expect("a file");
        refusal(&there, &spoiled);
        fs::remove_file(spoiled.join(file)).expect("a file");
        let said = refusal(&there, &spoiled);
        let name = file.display().to_string();
        assert!(said.contains(&name), "{said}");
    }
    // The place is as good as it was.
    restore(&there, &backup);
}

/// Changes the manifest, and its sum with it.
fn with_manifest(backup: &Path, change: impl FnOnce(&mut Value)) -> (TempDir, PathBuf) {
    let (folder, to) = copied(backup);
    let hex = |bytes: &[u8]| -> String {
        let sum = digest(&SHA256, bytes);
        sum.as_ref().iter().map(|b| format!("{b:02x}")).collect()
    };
    let old = fs::read(to.join("manifest.json")).expect("a manifest");
    let mut manifest: Value = serde_json::from_slice(&old).expect("JSON");
    change(&mut manifest);
    let new = manifest.to_string();
    let sums = fs::read_to_string(to.join("SHA256SUMS")).expect("sums");
    let sums = sums.replace(&hex(&old), &hex(new.as_bytes()));
    fs::write(to.join("SHA256SUMS"), sums).expect("sums");
    fs::write(to.join("manifest.json"), new).expect("a manifest");
    (folder, to)
}

#[test]
fn what_a_newer_program_made_or_another_database_is_refused_with_what_to_do() {
    let app = TestApp::start();
    let (_folder, backup) = backup_of(&app.place());
    let there = app.place().elsewhere();
    for (change, word) in [
        (("/format", Value::from(2)), "made by a newer program"),
        (
            ("/contents/migrations/0", Value::from("99999999999999")),
            "made by a newer program",
        ),
        (
            ("/surprise", Value::from(1)),
            "manifest.json cannot be read",
        ),
        (("/contents/rows/answer", Value::from(4_711)), ""),
    ] {
        let (at, value) = change;
        let (_folder, changed) =
            with_manifest(&backup, |manifest| match manifest.pointer_mut(at) {
                Some(place) => *place = value,
                None => manifest[&at[1..]] = value,
            });
        if word.is_empty() {
            // What was restored is counted, before any server starts on it.
            let (done, said) = there.run(&["restore", &changed.display().to_string()]);
            assert!(
                !done && said.contains("answer: 0 rows instead of 4711"),
                "{said}"
            );
            match Backend::chosen() {
                Backend::Sqlite => {
                    assert!(snapshot::is_empty(&there.database_url()).expect("a look"));
                }
                Backend::Postgres => {
                    let (serves, said) = there.run(&["serve"]);
                    assert!(
                        !serves && said.contains("run «hoering migrate» first"),
                        "{said}"
                    );
                }
            }
        } else {
            let said = refusal(&there, &changed);
            assert!(said.contains(word), "{said}");
        }
    }
    let place = app.place().elsewhere();
    let other = match Backend::chosen() {
        Backend::Sqlite => "postgresql",
        Backend::Postgres => "sqlite",
    };
    let (_folder, changed) = with_manifest(&backup, |m| m["database"] = Value::from(other));
    // The name of the copy goes with it.
    let (from, to) = match Backend::chosen() {
        Backend::Sqlite => ("database.sqlite3", "database.dump"),
        Backend::Postgres => ("database.dump", "database.sqlite3"),
    };
    fs::rename(changed.join(from), changed.join(to)).expect("a name");
    let sums = fs::read_to_string(changed.join("SHA256SUMS")).expect("sums");
    fs::write(changed.join("SHA256SUMS"), sums.replace(from, to)).expect("sums");
    let said = refusal(&place, &changed);
    assert!(said.contains("this is a backup of "), "{said}");
}

#[test]
fn nothing_is_restored_over_what_is_there_nor_backed_up_into_it() {
    let app = TestApp::start();
    answered(&app);
    let (_folder, backup) = backup_of(&app.place());
    let before = contents(&app);
    let (done, said) = app.place().run(&["restore", &backup.display().to_string()]);
    assert!(!done && said.contains("is not empty"), "{said}");
    assert_eq!(contents(&app), before);
    // An empty database beside files that are there.
    let there = app.place().elsewhere();
    let files = there.folder().join("files");
    fs::create_dir(&files).expect("a folder");
    let strange = files.join("0197a000-0000-7000-8000-000000000000");
    fs::write(&strange, "noe").expect("a file");
    let (done, said) = there.run(&["restore", &backup.display().to_string()]);
    assert!(
        !done && said.contains("attachments in the storage already"),
        "{said}"
    );
    assert!(snapshot::is_empty(&there.database_url()).expect("a look"));
    assert_eq!(fs::read(&strange).expect("the file"), b"noe");

    let sums = fs::read(backup.join("SHA256SUMS")).expect("sums");
    let (done, said) = app.place().run(&["backup", &backup.display().to_string()]);
    assert!(!done && said.contains("is not empty"), "{said}");
    assert_eq!(fs::read(backup.join("SHA256SUMS")).expect("sums"), sums);
    // An empty folder is as good as none.
    let folder = TempDir::new();
    let empty = folder.path().display().to_string();
    let (done, said) = app.place().run(&["backup", &empty]);
    assert!(done, "{said}");
    assert!(folder.path().join("manifest.json").exists());
    let nowhere = app.place().elsewhere();
    let (done, said) = nowhere.run(&["backup", &format!("{empty}-ny")]);
    assert!(!done, "{said}");
    assert!(!Path::new(&format!("{empty}-ny.unfinished")).exists());
}

#[test]
fn a_backup_holds_no_key_and_is_for_its_owner_alone() {
    let app = TestApp::start();
    answered(&app);
    let (_folder, backup) = backup_of(&app.place());
    let keys = fs::read_to_string(app.place().folder().join("keys.toml")).expect("keys");
    let secrets = keys.split('"').filter(|text| text.len() >= 32);
    let secrets: Vec<&str> = secrets.collect();
    assert!(!secrets.is_empty(), "a key file holds a secret");
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    assert_eq!((mode(&backup), mode(&backup.join("files"))), (0o700, 0o700));
    for file in all_files(&backup) {
        let path = backup.join(file);
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        let bytes = fs::read(&path).expect("a file");
        for secret in &secrets {
            let found = bytes.windows(secret.len()).any(|w| w == secret.as_bytes());
            assert!(!found, "{}", path.display());
        }
    }
    // The sums are those that everybody has a program for.
    let checked = std::process::Command::new("sha256sum")
        .args(["--check", "--strict", "--quiet", "SHA256SUMS"])
        .current_dir(&backup)
        .output()
        .expect("sha256sum");
    assert!(checked.status.success(), "{}", said(&checked));
}

#[test]
fn a_file_that_the_storage_has_lost_is_named_and_the_rest_is_backed_up() {
    let app = TestApp::start();
    let (kari, files) = answered(&app);
    let stored = |id: &str| app.place().folder().join("files").join(id);
    let (good, gone) = (&files[0], &files[1]);
    // Rotten is as good as gone.
    fs::write(stored(&gone.0), "noe annet").expect("a file");
    let folder = TempDir::new();
    let to = folder.path().join("kopi");
    let (done, said) = app.place().run(&["backup", &to.display().to_string()]);
    assert!(
        !done && said.contains(&format!("- files/{}", gone.0)),
        "{said}"
    );
    assert!(!said.contains(&good.0), "{said}");
    let there = app.place().elsewhere();
    restore(&there, &to);
    let again = there.serve();
    let mut kari = at(&again, &kari);
    assert_eq!(kari.get(&format!("/attachments/{}", good.0)).body, good.1);
    assert_eq!(
        kari.receipt(1)["receipt"]["attachments"][1]["name"],
        "b.pdf"
    );
    let missing = kari.get(&format!("/attachments/{}", gone.0));
    assert_ne!(missing.status, 200);
}

#[test]
fn files_that_come_and_go_while_a_backup_is_made_are_as_its_database_says() {
    let app = TestApp::start();
    let mut kari = Respondent::confirmed(&app);
    let (swept_after, swept_before) = (
        kari.attach("a.pdf", PDF),
        kari.attach("b.pdf", &pdf_of(999)),
    );
    let removed = kari.request("DELETE", &format!("/attachments/{swept_before}"));
    assert_eq!(removed.send().status, 204);
    let files = app.place().folder().join("files");
    let (came, kari) = (Mutex::new(None), Mutex::new(kari));
    let tell = |said: &str| {
        if said.starts_with("Database") {
            // What the sweep does with what was taken away long ago, and what people do meanwhile.
            let later = app.clock.now() + TimeDelta::days(1);
            let gone = app.database(|conn| attachments::forget_unwanted(conn, later));
            assert_eq!(gone.expect("a sweep"), 1);
            fs::remove_file(files.join(&swept_before)).expect("a file");
            let new = kari.lock().expect("Kari").attach("c.pdf", &pdf_of(1_234));
            *came.lock().expect("a place") = Some(new);
        }
        if said.starts_with("Attachments that came meanwhile: 1.") {
            fs::remove_file(files.join(&swept_after)).expect("a file");
        }
    };
    let folder = TempDir::new();
    let to = folder.path().join("kopi");
    let made = app.block_on(backup::make(&app.app.settings, &app.clock, &to, &tell));
    assert!(made.expect("a backup").manifest.lost.is_empty());
    let came = came.lock().expect("a place").take().expect("a new file");
    assert!(!files.join(&swept_after).exists(), "it was swept meanwhile");
    let lying: BTreeSet<String> = fs::read_dir(to.join("files"))
        .expect("files")
        .map(|entry| {
            entry
                .expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(lying, set(&[&swept_after, &came]));
    restore(&app.place().elsewhere(), &to);
}

#[test]
fn a_backup_that_was_killed_is_none() {
    let app = TestApp::start();
    answered(&app);
    let there = app.place().elsewhere();
    let folder = TempDir::new();
    for (n, bytes) in [0, 1, 500_000, 3_500_000, 4_200_000]
        .into_iter()
        .enumerate()
    {
        let to = folder.path().join(format!("kopi-{n}"));
        let unfinished = folder.path().join(format!("kopi-{n}.unfinished"));
        let mut command = app.place().command();
        let mut child = command
            .args(["backup", &to.display().to_string()])
            .spawn()
            .expect("it starts");
        until(|| (to.exists() || written(&unfinished) >= bytes).then_some(()));
        // It may be done already.
        let _ = child.kill();
        child.wait().expect("an end");
        if to.exists() {
            // Then it is whole.
            restore(&there.elsewhere(), &to);
            continue;
        }
        let said = refusal(&there, &to);
        assert!(said.contains("is no whole backup"), "{said}");
        if !unfinished.exists() || unfinished.join("SHA256SUMS").exists() {
            continue;
        }
        refusal(&there, &unfinished);
        let (done, said) = app.place().run(&["backup", &to.display().to_string()]);
        assert!(!done && said.contains("one was broken off"), "{said}");
        fs::remove_dir_all(&unfinished).expect("what was left");
        let (done, said) = app.place().run(&["backup", &to.display().to_string()]);
        assert!(done, "{said}");
    }
}

#[test]
fn no_password_stands_on_the_command_line_of_another_program() {
    if Backend::chosen() == Backend::Sqlite {
        return; // No other program is asked.
    }
    let app = TestApp::start();
    let tools = TempDir::new();
    let noted = tools.path().join("noted");
    for name in ["pg_dump", "pg_restore"] {
        // Notes what it was told, and does what it should.
        let script = format!(
            "#!/bin/bash\nprintf '%s\\n' \"{name} $* | $PGPASSWORD\" >>'{}'\nPATH=${{PATH#*:}} exec {name} \"$@\"\n",
            noted.display()
        );
        let path = tools.path().join(name);
        fs::write(&path, script).expect("a script");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a mode");
    }
    let path = std::env::var("PATH").expect("a path");
    let secret = |place: Place| {
        let url = place.url().replacen("hoering@", "hoering:h%2Fmmelig@", 1);
        let with = place.with("HOERING_DATABASE_URL", url);
        with.with("PATH", format!("{}:{path}", tools.path().display()))
    };
    let there = secret(app.place().elsewhere());
    let (_folder, backup) = backup_of(&secret(app.place()));
    let (done, said) = there.run(&["restore", &backup.display().to_string()]);
    assert!(done, "{said}");
    let noted = fs::read_to_string(noted).expect("what they were told");
    let lines: Vec<&str> = noted.lines().collect();
    assert_eq!(lines.len(), 2, "{noted}");
    for line in lines {
        let (arguments, password) = line.split_once(" | ").expect("both");
        assert_eq!(password, "h/mmelig");
        assert!(!arguments.contains("mmelig"), "{arguments}");
    }
}

/// How many bytes lie in a folder and its folders; one more than nothing when it is there.
fn written(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    let sizes = entries.flatten().map(|entry| match entry.path().is_dir() {
        true => written(&entry.path()),
        false => entry.metadata().map_or(0, |file| file.len()),
    });
    sizes.sum::<u64>() + 1
}
