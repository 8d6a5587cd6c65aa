//! Where attachments lie: in a directory or a bucket, whole and for good once that is acknowledged, whenever the program is
//! killed; with little memory, whatever is sent; and what ClamAV finds in them.

use crate::support::app::{EXAMPLE, TestApp};
use crate::support::clamd::{self, Clamd, eicar};
use crate::support::client::Client;
use crate::support::files::{PDF, docx, pdf_of, png, to};
use crate::support::process::{House, Process, until};
use crate::support::respondent::{EMAIL, Respondent, drafts_of, faults, problem, text_of};
use crate::support::s3::{self, S3Server};
use crate::support::scope::is_full;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types};
use hoering::attachments;
use hoering::role::Role;
use hoering::schedule;
use hoering::scope::Scope;
use hoering::settings;
use hoering::submissions::infected;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use uuid::{NoContext, Timestamp, Uuid};

/// Ids of files in a folder, and how many there are beside.
fn ids(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    names.filter(|name| name.len() == 36).collect()
}

/// An id that was made then. Those of the program grow on whatever the clocks of other tests say.
fn id_of(at: DateTime<Utc>) -> String {
    let seconds = u64::try_from(at.timestamp()).expect("a time");
    Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, 0)).to_string()
}

#[test]
fn a_bucket_holds_files_as_a_directory_does() {
    if s3::left_out() {
        return;
    }
    let bucket = S3Server::start();
    let app = TestApp::start_with(&[("HOERING_FILES_S3_URL", &bucket.url())]);
    let mut kari = Respondent::confirmed(&app);
    let large = pdf_of(25 << 20);
    let (first, second) = (kari.attach("a.pdf", PDF), kari.attach("b.pdf", &large));
    assert_eq!(ids(&bucket.lying()).len(), 2);
    assert_eq!(kari.get(&format!("/attachments/{first}")).body, PDF);
    assert_eq!(kari.get(&format!("/attachments/{second}")).body, large);
    assert_eq!(kari.send("first").status, 201);
    // What is refused, and what is there already, leaves nothing.
    assert_eq!(kari.add_file("c.pdf", b"MZ\x90\0").status, 422);
    kari.attach("a.pdf", PDF);
    assert_eq!(ids(&bucket.lying()).len(), 2);
    // Nothing of it lies in the directory.
    assert!(ids(&app.app.settings.files.directory).is_empty());
    assert!(ids(&app.app.settings.files.directory.join("incoming")).is_empty());
    let orphan = bucket.lying().join(id_of(app.clock.now()));
    std::fs::write(&orphan, PDF).expect("a file");
    app.clock.advance(TimeDelta::hours(25));
    let swept = app.block_on(schedule::sweep(&app.app)).expect("a sweep");
    assert_eq!(swept.files, 1);
    assert_eq!(ids(&bucket.lying()).len(), 2);
    // While it does not answer nothing is taken, and nothing that is written is lost.
    drop(bucket);
    assert_eq!(problem(&kari.add_file("e.pdf", PDF)), "unavailable");
    assert_eq!(kari.attachments().len(), 2);
}

struct Promise {
    desk: usize,
    id: String,
    bytes: Vec<u8>,
}

struct Desk {
    desk: String,
    bearer: String,
}

fn begin(address: SocketAddr) -> Desk {
    let mut client = Client::new(address);
    let begun = until(|| {
        let begun = client.post(&drafts_of(EXAMPLE)).json(&json!({})).send();
        (begun.status == 201).then(|| begun.json())
    });
    Desk {
        desk: text_of(&begun["draft"]["id"]),
        bearer: format!("Bearer {}", text_of(&begun["token"])),
    }
}

impl Desk {
    fn path(&self, rest: &str) -> String {
        format!("/api/v1/drafts/{}{rest}", self.desk)
    }

    fn get(&self, client: &mut Client, rest: &str) -> crate::support::client::Answer {
        let request = client.get(&self.path(rest));
        request.header("Authorization", &self.bearer).send()
    }

    /// Adds files as fast as they are taken until the program goes away.
    fn add(&self, n: usize, round: usize, address: SocketAddr, kept: &Sender<Promise>) {
        let mut client = Client::new(address);
        for file in 0..40 {
            let name = format!("{n}-{round}-{file}.txt");
            let bytes = format!("{name} ").repeat(20_000).into_bytes();
            let request = client
                .post(&self.path(&to(&name)))
                .header("Authorization", &self.bearer)
                .body("application/octet-stream", bytes.as_slice());
            let Ok(answer) = request.try_send() else {
                return;
            };
            if answer.status != 201 {
                // So many files go with an answer.
                assert_eq!(answer.status, 422, "{}", answer.text());
                return;
            }
            let id = text_of(&answer.json()["id"]);
            let promise = Promise { desk: n, id, bytes };
            if kept.send(promise).is_err() {
                return;
            }
        }
    }
}

fn kills() -> usize {
    match is_full() {
        true => 15,
        false => 2,
    }
}

const NOW: &str = "2026-03-02T09:00:00Z";
const LATER: &str = "2026-03-04T09:00:00Z";

/// Kills the program under those who add files; what lies in `files` after the sweep is what was written down, and every
/// file that was acknowledged is there.
fn files_survive_kills(house: &House, files: &Path) {
    let clock = house.folder.path().join("clock");
    std::fs::write(&clock, NOW).expect("a clock");
    for round in 0..kills() {
        let process = house.start();
        let address = process.address;
        let desks: Vec<Desk> = (0..6).map(|_| begin(address)).collect();
        let (kept, promises) = channel();
        let mut promised: Vec<Promise> = Vec::new();
        std::thread::scope(|scope| {
            for (n, desk) in desks.iter().enumerate() {
                let kept = kept.clone();
                scope.spawn(move || desk.add(n, round, address, &kept));
            }
            drop(kept);
            promised.extend(promises.iter().take(25));
            process.kill();
            promised.extend(promises.iter());
        });
        assert!(promised.len() >= 25);
        let again = house.start();
        let mut client = again.client();
        for Promise { desk, id, bytes } in &promised {
            let file = desks[*desk].get(&mut client, &format!("/attachments/{id}"));
            assert_eq!((file.status, &file.body), (200, bytes), "round {round}");
        }
        // Acknowledged or not: what is written down is whole.
        for desk in &desks {
            let all = desk.get(&mut client, "/attachments").json();
            for one in all["items"].as_array().expect("items") {
                let path = format!("/attachments/{}", text_of(&one["id"]));
                let file = desk.get(&mut client, &path);
                assert_eq!((file.status, file.body.len()), (200, size(one)));
                let sum = ring::digest::digest(&ring::digest::SHA256, &file.body);
                let hex: String = sum.as_ref().iter().map(|b| format!("{b:02x}")).collect();
                assert_eq!(one["sha256"], hex);
            }
        }
        again.kill();
    }
    std::fs::write(&clock, LATER).expect("a clock");
    let swept = house.start();
    let incoming = house.folder.path().join("files/incoming");
    let written = written_down(house);
    until(|| {
        let mut lying = ids(files);
        lying.sort();
        (lying == written && ids(&incoming).is_empty()).then_some(())
    });
    swept.kill();
}

fn size(one: &Value) -> usize {
    let size = one["size"].as_u64().expect("a size");
    usize::try_from(size).expect("a size")
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = sql_types::Text)]
    id: String,
}

fn written_down(house: &House) -> Vec<String> {
    let url = hoering::settings::DatabaseUrl::parse(house.database.url()).expect("a URL");
    let mut conn = hoering::db::Conn::open(&url).expect("a connection");
    let query = match conn {
        hoering::db::Conn::Pg(_) => "SELECT replace(id::text, '-', '') AS id FROM attachment",
        hoering::db::Conn::Sqlite(_) => "SELECT lower(hex(id)) AS id FROM attachment",
    };
    let rows: Vec<Row> = sql_query(query).load(&mut conn).expect("rows");
    let dashed = |row: Row| {
        let id: Uuid = row.id.parse().expect("an id");
        id.to_string()
    };
    let mut ids: Vec<String> = rows.into_iter().map(dashed).collect();
    ids.sort();
    ids
}

#[test]
fn no_file_that_was_acknowledged_is_lost_by_a_kill_and_no_half_of_one_stays() {
    let house = House::new();
    let clock = house.folder.path().join("clock").display().to_string();
    let house = house.with("HOERING_CLOCK_FILE", clock);
    let files = house.folder.path().join("files");
    files_survive_kills(&house, &files);
}

#[test]
fn nor_in_a_bucket() {
    if s3::left_out() {
        return;
    }
    let bucket = S3Server::start();
    let house = House::new();
    let clock = house.folder.path().join("clock").display().to_string();
    let house = house
        .with("HOERING_CLOCK_FILE", clock)
        .with("HOERING_FILES_S3_URL", bucket.url());
    files_survive_kills(&house, &bucket.lying());
}

#[test]
fn the_sweep_takes_what_belongs_to_nothing_and_leaves_the_young() {
    let house = House::new();
    let clock = house.folder.path().join("clock");
    let house = house.with("HOERING_CLOCK_FILE", clock.display().to_string());
    let files = house.folder.path().join("files");
    let began: DateTime<Utc> = NOW.parse().expect("a time");
    let set = |at: DateTime<Utc>| std::fs::write(&clock, at.to_rfc3339()).expect("a clock");
    set(began);
    let process = house.start();
    let desk = begin(process.address);
    let mut client = process.client();
    let mut ask = |method: &str, rest: &str, body: &[u8]| {
        let path = desk.path(rest);
        let request = client.request(method, &path);
        let request = request.header("Authorization", &desk.bearer);
        request.body("application/octet-stream", body).send()
    };
    let mut add = |name: &str| text_of(&ask("POST", &to(name), PDF).json()["id"]);
    let (stays, removed) = (files.join(add("blir.pdf")), add("bort.pdf"));
    let gone = ask("DELETE", &format!("/attachments/{removed}"), b"");
    assert_eq!(gone.status, 204, "{}", gone.text());
    process.kill();
    let removed = files.join(removed);
    // Laid down and never written down, long ago and now; broken off on the way in; and something that is not ours.
    let lay = |path: std::path::PathBuf| {
        std::fs::write(&path, PDF).expect("a file");
        path
    };
    let old = lay(files.join(id_of(began - TimeDelta::days(2))));
    let young = lay(files.join(id_of(began)));
    let broken = lay(files.join("incoming").join(id_of(began)));
    let strange = lay(files.join("lost+found"));
    // The program sweeps when it starts.
    let sweep = |at: DateTime<Utc>, gone: &[&Path]| {
        set(at);
        let process = house.start();
        until(|| gone.iter().all(|path| !path.exists()).then_some(()));
        process.kill();
    };
    sweep(began + TimeDelta::hours(23), &[&old]);
    assert!(young.exists() && broken.exists());
    sweep(began + TimeDelta::hours(25), &[&young, &broken]);
    assert!(removed.exists());
    sweep(began + TimeDelta::days(8), &[&removed]);
    assert!(stays.exists());
    // A draft that was never sent goes with its files.
    sweep(began + TimeDelta::days(365), &[&stays]);
    assert!(strange.exists());
}

/// A line of what Linux says of a process, in kB.
fn memory(process: &Process, line: &str) -> i64 {
    let path = format!("/proc/{}/status", process.id());
    let status = std::fs::read_to_string(path).expect("its status");
    let found = status.lines().find_map(|at| at.strip_prefix(line));
    let number = found.and_then(|rest| rest.split_whitespace().next());
    number.and_then(|n| n.parse().ok()).expect("a number")
}

fn takes_little_memory(house: &House, senders: usize) {
    let process = house.start();
    let address = process.address;
    let desks: Vec<Desk> = (0..senders).map(|_| begin(address)).collect();
    let zeros = vec![0; 24 << 20];
    let files = [
        ("stor.pdf", pdf_of(25 << 20), 201),
        ("for-stor.pdf", pdf_of(40 << 20), 413),
        ("bombe.docx", docx(&[("word/a.xml", &zeros)]), 422),
        ("stort.png", png(50_000, 50_000), 422),
    ];
    // The largest that is unpacked: it is within its bounds.
    let noise: Vec<u8> = (0..23_u64 << 20)
        .map(|n| (n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8)
        .collect();
    let word = docx(&[("word/media/a.bin", &noise)]);
    let before = memory(&process, "VmRSS:");
    // The highest that it had is forgotten.
    let forget = format!("/proc/{}/clear_refs", process.id());
    std::fs::write(forget, "5").expect("the kernel takes it");
    std::thread::scope(|scope| {
        for desk in &desks {
            scope.spawn(|| {
                let mut client = Client::new(address);
                let all = files
                    .iter()
                    .map(|(name, bytes, status)| (*name, bytes, *status));
                for (name, bytes, status) in all.chain([("svar.docx", &word, 201)]) {
                    let added = client
                        .post(&desk.path(&to(name)))
                        .header("Authorization", &desk.bearer)
                        .body("application/octet-stream", bytes.as_slice())
                        .send();
                    assert_eq!(added.status, status, "{name}: {}", added.text());
                }
            });
        }
    });
    let more = memory(&process, "VmHWM:") - before;
    assert!(more < 100 << 10, "{more} kB more");
}

#[test]
fn eight_who_send_the_worst_at_once_take_less_than_100_mib() {
    takes_little_memory(&House::new(), 8);
}

#[test]
fn also_on_the_way_to_a_bucket() {
    if s3::left_out() {
        return;
    }
    let bucket = S3Server::start();
    // They go there one by one, to a server that was not built for speed.
    let house = House::new().with("HOERING_FILES_S3_URL", bucket.url());
    takes_little_memory(&house, 3);
}

#[test]
fn what_the_scanner_finds_is_sent_and_given_out_to_nobody() {
    if clamd::left_out() {
        return;
    }
    let clamd = Clamd::start();
    let socket = clamd.socket().display().to_string();
    let app = TestApp::start_with(&[("HOERING_FILES_CLAMD", &socket)]);
    let at = settings::Clamd::parse(&socket).expect("a socket");
    let look = || app.block_on(attachments::look_at_all(&app.app, &at, infected::tell));
    let mut kari = Respondent::confirmed(&app);
    let (good, bad) = (
        kari.attach("god.pdf", PDF),
        kari.attach("test.txt", &eicar()),
    );
    let scans = |kari: &mut Respondent| {
        let all = kari.attachments();
        let scans = all.iter().map(|one| text_of(&one["scan"]));
        scans.collect::<Vec<_>>()
    };
    assert_eq!(scans(&mut kari), ["waiting", "waiting"]);
    let fetch = |kari: &mut Respondent, id: &str| kari.get(&format!("/attachments/{id}"));
    assert_eq!(problem(&fetch(&mut kari, &good)), "held-back");
    look().expect("a look");
    assert_eq!(scans(&mut kari), ["clean", "infected"]);
    assert_eq!(fetch(&mut kari, &good).body, PDF);
    assert_eq!(problem(&fetch(&mut kari, &bad)), "held-back");
    // Nobody is stopped from sending.
    assert_eq!(kari.send("first").status, 201);
    assert_eq!(
        kari.receipt(1)["receipt"]["attachments"][1]["name"],
        "test.txt"
    );
    let mut reader = app.staff(Role::Reader);
    let read = format!("/saksbehandling/horinger/{EXAMPLE}/innspill/1");
    let page = reader.get(&read);
    assert!(page.text().contains("Det er funnet skadelig innhold"));
    // What is to be done is for whoever has the file.
    assert!(!page.text().contains("Fjern den"), "{}", page.text());
    let told = || {
        app.deliver_letters();
        let letters = app.mailbox.letters_to(EMAIL).into_iter();
        let told = letters.filter(|letter| letter.subject.contains("kan ikke gis ut"));
        told.collect::<Vec<_>>()
    };
    assert_eq!(told().len(), 1, "whoever sends it may not have seen it");
    assert_eq!(reader.get(&format!("{read}/vedlegg/{bad}")).status, 409);
    assert_eq!(reader.get(&format!("{read}/vedlegg/{good}")).status, 200);
    // Whoever sent one in which something is found afterwards is told, each once.
    let worse = [eicar(), b" 2".to_vec()].concat();
    kari.attach("verre.txt", &worse);
    assert_eq!(kari.send("second").status, 201);
    look().expect("a look");
    look().expect("a look");
    let letters = told();
    let [_, letter] = &letters[..] else {
        panic!("{letters:?}")
    };
    assert!(letter.text.contains("/lenke/"), "{letter:?}");
    assert!(!letter.subject.contains("verre"), "{}", letter.subject);
    let said = letter.text.replace('\n', " ");
    assert!(said.contains("«verre.txt»"), "{said}");
    // A scanner that is gone lets nothing through.
    drop(clamd);
    let waits = kari.attach("ny.pdf", &pdf_of(2_000));
    assert!(look().is_err());
    assert_eq!(problem(&fetch(&mut kari, &waits)), "held-back");
    assert_eq!(kari.send("third").status, 201);
}

#[test]
fn no_document_is_published_that_the_scanner_has_not_found_clean() {
    if clamd::left_out() {
        return;
    }
    let clamd = Clamd::start();
    let socket = clamd.socket().display().to_string();
    let app = TestApp::start_with(&[("HOERING_FILES_CLAMD", &socket)]);
    let leader = app.staff(Role::Leader);
    let root = "/api/v1/staff";
    let mut program = app.program(leader.id, &[Scope::ConsultationsWrite], root);
    let new = json!({ "title": "Høring", "kind": "høring", "reference": "26/1" });
    let made = program.post_once("/working-copies", "k", &new);
    let at = made.header("location").expect("an address");
    let at = at.strip_prefix(root).expect("ours").to_owned();
    let mut add = |bytes: &[u8]| {
        let (_, tag) = program.read(&at);
        let file = json!({ "file_name": "brev.txt", "content": BASE64_STANDARD.encode(bytes) });
        program.seen("POST", &format!("{at}/documents"), &tag, Some(&file))
    };
    assert_eq!(faults(&add(&eicar()))[0].1, "setup-wrong-infected");
    assert_eq!(add(b"Velkommen.").status, 200);

    let house = House::new().with("HOERING_FILES_CLAMD", &socket);
    let folder = house.folder.path();
    let file = folder.join("runde.toml");
    let round = include_str!("../../examples/innspillsrunde/hoering.toml");
    let document = "[[document]]\nkind = \"letter\"\nlanguage = \"nb\"\ntitle = \"Brev\"\nfile = \"brev.txt\"\n";
    std::fs::write(&file, format!("{round}\n{document}")).expect("a file");
    let import = |bytes: &[u8]| {
        std::fs::write(folder.join("brev.txt"), bytes).expect("a file");
        let done = house.run(&["import", &file.display().to_string()]);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        (done.status.success(), said)
    };
    let (done, said) = import(&eicar());
    assert!(
        !done && said.contains("malware was found in brev.txt"),
        "{said}"
    );
    // A scanner that is gone lets nothing through.
    drop(clamd);
    assert_eq!(faults(&add(b"Et notat."))[0].1, "setup-wrong-unscanned");
    let (done, said) = import(b"Velkommen.");
    assert!(!done && said.contains("scanner"), "{said}");
    let clean = House::new();
    let imported = clean.run(&["import", &file.display().to_string()]);
    assert!(imported.status.success(), "{imported:?}");
}
