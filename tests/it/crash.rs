//! What was acknowledged survives `kill -9`: clients send answers as fast as they are taken and write each
//! promise to their own disk before they send the next; the program is killed under them, started again,
//! and asked for all of it.
//!
//! The same must fail with a program that acknowledges before it commits, or it would prove nothing
//! (docs/decisions/0025).
//!
//! How many were acknowledged a second is printed and not asserted: it depends on the machine and on what else it
//! does, and speed is what `benches/load` measures beside its floors.

use crate::support::app::EXAMPLE;
use crate::support::client::Client;
use crate::support::database::Backend;
use crate::support::process::{House, said, until};
use crate::support::respondent::{a_field, drafts_of, key, person, submissions_of, text_of};
use crate::support::scope::is_full;
use serde_json::{Value, json};
use std::fs::File;
use std::io::Write;
use std::net::SocketAddr;
use std::sync::mpsc::{Sender, channel};
use std::time::Instant;

const CLIENTS: usize = 16;
const ACKNOWLEDGED_BEFORE_KILL: usize = 200;

/// On each of the two databases.
fn kills() -> usize {
    match is_full() {
        true => 50,
        false => 10,
    }
}

/// What a client was promised: the version of its answer, and the receipt's checksum when it has one.
pub struct Promise {
    bearer: String,
    desk: String,
    version: i64,
    received_at: String,
    sha256: Value,
}

/// One who answers again and again. With a confirmed draft each answer is numbered at once and has its
/// receipt; without, each is a new answer that waits for its address.
#[derive(Clone)]
pub struct Answering {
    name: String,
    confirmed: Option<String>,
}

impl Answering {
    fn email(&self) -> String {
        format!("{}@eksempel.example", self.name)
    }

    /// Sends until the program goes away; a promise is on this client's disk before it counts.
    pub fn send(&self, address: SocketAddr, round: usize, mut disk: File, kept: &Sender<Promise>) {
        let mut client = Client::new(address);
        for n in 0.. {
            let body = json!({
                "sender": person(&self.email()),
                "answers": [{ "field": a_field(EXAMPLE), "text": format!("Svar {n} i runde {round}. {}", "Tekst. ".repeat(200)) }],
            });
            let path = submissions_of(EXAMPLE);
            let mut request = client.post(&path).header(
                "Idempotency-Key",
                &key(&format!("{}-{round}-{n}", self.name)),
            );
            if let Some(bearer) = &self.confirmed {
                request = request.header("Authorization", bearer);
            }
            let Ok(answer) = request.json(&body).try_send() else {
                return;
            };
            assert_eq!(answer.status, 201, "{}", answer.text());
            let sent = answer.json();
            let bearer = || format!("Bearer {}", text_of(&sent["token"]));
            let promise = Promise {
                bearer: self.confirmed.clone().unwrap_or_else(bearer),
                desk: text_of(&sent["draft"]),
                version: sent["version"].as_i64().expect("a version"),
                received_at: text_of(&sent["received_at"]),
                sha256: sent["sha256"].clone(),
            };
            assert_eq!(promise.sha256.is_string(), self.confirmed.is_some());
            writeln!(disk, "{sent}")
                .and_then(|()| disk.sync_data())
                .expect("the client's own disk");
            if kept.send(promise).is_err() {
                return;
            }
        }
    }
}

/// Half of them with a confirmed draft, made before the first kill.
pub fn senders(house: &House, address: SocketAddr) -> Vec<Answering> {
    (0..CLIENTS)
        .map(|n| {
            let mut sender = Answering {
                name: format!("avsender{n}"),
                confirmed: None,
            };
            if n % 2 == 0 {
                sender.confirmed = Some(confirmed_draft(house, address, &sender.email()));
            }
            sender
        })
        .collect()
}

fn confirmed_draft(house: &House, address: SocketAddr, email: &str) -> String {
    let mut client = Client::new(address);
    // The program that acknowledges too early knows neither the example nor its own draft at once.
    let begun = until(|| {
        let begun = client.post(&drafts_of(EXAMPLE)).json(&json!({})).send();
        (begun.status == 201).then(|| begun.json())
    });
    let bearer = format!("Bearer {}", text_of(&begun["token"]));
    let link = format!("/api/v1/drafts/{}/link", text_of(&begun["draft"]["id"]));
    until(|| {
        let asked = client.post(&link).header("Authorization", &bearer);
        let asked = asked.json(&json!({ "email": email })).send();
        (asked.status == 202).then_some(())
    });
    let token = until(|| {
        let letters = house.mailbox().letters_to(email);
        let link = letters.first()?.links("http").first()?.to_string();
        Some(link.rsplit('/').next()?.to_owned())
    });
    until(|| {
        let confirmed = client.post("/api/v1/confirmations");
        let confirmed = confirmed.json(&json!({ "token": token })).send();
        (confirmed.status == 200).then_some(())
    });
    let draft = format!("/api/v1/drafts/{}", text_of(&begun["draft"]["id"]));
    until(|| {
        let read = client.get(&draft).header("Authorization", &bearer).send();
        (read.json()["sender"]["email_confirmed"] == true).then_some(())
    });
    bearer
}

/// Kills the program while it is busy and starts it again; how many of the promises it does not keep.
fn lost_in_one_kill(house: &House, senders: &[Answering], round: usize) -> usize {
    let process = house.start();
    let address = process.address;
    let (kept, promises) = channel();
    let begun = Instant::now();
    let clients: Vec<_> = senders
        .iter()
        .map(|sender| {
            let (sender, kept) = (sender.clone(), kept.clone());
            let file = house.folder.path().join(format!("{}-{round}", sender.name));
            let disk = File::create(file).expect("a journal");
            std::thread::spawn(move || sender.send(address, round, disk, &kept))
        })
        .collect();
    drop(kept);
    let mut promised: Vec<Promise> = promises.iter().take(ACKNOWLEDGED_BEFORE_KILL).collect();
    process.kill();
    let rate = promised.len() as f64 / begun.elapsed().as_secs_f64();
    promised.extend(promises.iter());
    for client in clients {
        client.join().expect("a client that was told no nonsense");
    }
    assert!(promised.len() >= ACKNOWLEDGED_BEFORE_KILL);

    let again = house.start();
    let mut client = again.client();
    let lost = promised.iter().filter(|p| !is_kept(&mut client, p)).count();
    eprintln!(
        "round {round}: {} acknowledged, {rate:.0}/s, {lost} lost",
        promised.len()
    );
    lost
}

pub fn is_kept(client: &mut Client, promise: &Promise) -> bool {
    let Promise { desk, version, .. } = promise;
    let (path, member) = match promise.sha256.is_string() {
        true => (
            format!("/api/v1/drafts/{desk}/submission/versions/{version}/receipt"),
            "/sha256",
        ),
        false => (
            format!("/api/v1/drafts/{desk}/submission"),
            "/versions/0/received_at",
        ),
    };
    let answer = client
        .get(&path)
        .header("Authorization", &promise.bearer)
        .send();
    let expected = match &promise.sha256 {
        Value::String(sha256) => sha256,
        _ => &promise.received_at,
    };
    answer.status == 200 && answer.json().pointer(member) == Some(&json!(expected))
}

#[test]
fn nothing_acknowledged_is_lost_by_a_kill() {
    let house = House::new();
    let first = house.start();
    let senders = senders(&house, first.address);
    first.kill();
    for round in 0..kills() {
        assert_eq!(
            lost_in_one_kill(&house, &senders, round),
            0,
            "in round {round}"
        );
    }
}

/// No release build can do so.
#[cfg(debug_assertions)]
#[test]
fn a_program_that_acknowledges_before_it_commits_is_found_out() {
    let house = House::new().serving_by("serve-too-early");
    let first = house.start();
    let senders = senders(&house, first.address);
    first.kill();
    let found = (0..kills()).any(|round| lost_in_one_kill(&house, &senders, round) > 0);
    assert!(found, "the crash test does not see what it is there for");
}

#[test]
fn a_kill_while_the_tables_are_made_leaves_a_database_that_the_next_start_completes() {
    if Backend::chosen() == Backend::Postgres {
        return kill_while_postgres_makes_tables();
    }
    for size in [0, 1, 4_096, 40_000, 120_000, 200_000, 260_000] {
        let house = House::new();
        let mut child = house
            .command()
            .arg("serve")
            .spawn()
            .expect("the program starts");
        let file = house.database.url().trim_start_matches("sqlite://");
        let grown = |end: &str| std::fs::metadata(format!("{file}{end}")).map_or(0, |m| m.len());
        // Until so much is written, in the file or in the log beside it, or it is all done.
        until(|| {
            let done = house.log().contains("actix_server");
            (done || grown("") + grown("-wal") >= size).then_some(())
        });
        child.kill().expect("a kill");
        child.wait().expect("an end");
        let again = house.start();
        let read = again.client().get("/horinger/24-13304").send();
        assert_eq!(read.status, 200, "killed at {size} bytes");
    }
}

/// Nobody outside sees how far a transaction has come: killed at whatever statement it is seen at.
fn kill_while_postgres_makes_tables() {
    for nth in 1..8 {
        let house = House::not_migrated();
        let mut child = house.command().arg("migrate").spawn().expect("it starts");
        let mut database = house.database.administrator();
        let mut seen = 0;
        until(|| {
            seen += database.statements_elsewhere();
            let done = child.try_wait().expect("its state").is_some();
            (done || seen >= nth).then_some(())
        });
        // It may be done already.
        let _ = child.kill();
        child.wait().expect("an end");
        let completed = house.run(&["migrate"]);
        assert!(completed.status.success(), "{}", said(&completed));
        let again = house.start();
        let read = again.client().get("/horinger/24-13304").send();
        assert_eq!(read.status, 200, "killed at the {nth}. statement");
    }
}
