//! Saves that were acknowledged survive `kill -9`, those that met another among them: several write in one field as
//! fast as they are answered, the program is killed under them, and asked for each after it was started again.
//! That such a test sees what it is there for is shown by `crash.rs`, whose clients send whole answers.

use crate::support::app::EXAMPLE;
use crate::support::client::Client;
use crate::support::process::{House, until};
use crate::support::respondent::{TEXT, drafts_of, text_of};
use crate::support::scope::is_full;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::mpsc::{Sender, channel};

const CLIENTS: usize = 8;
const ACKNOWLEDGED_BEFORE_KILL: usize = 150;

fn kills() -> usize {
    match is_full() {
        true => 25,
        false => 3,
    }
}

/// A text, and the version that it was acknowledged as.
struct Promise {
    version: i64,
    text: String,
}

#[derive(Clone)]
struct Writer {
    bearer: String,
    desk: String,
    name: String,
}

impl Writer {
    /// Saves over what it last saw until the program goes away.
    fn write(&self, address: SocketAddr, round: usize, kept: &Sender<Promise>) {
        let mut client = Client::new(address);
        let path = format!("/api/v1/drafts/{}/fields/{TEXT}", self.desk);
        let mut over = 0;
        for n in 0.. {
            let text = format!("{} {round} {n}. {}", self.name, "Tekst. ".repeat(100));
            let request = client
                .request("PUT", &path)
                .header("Authorization", &self.bearer)
                .header("If-Match", &format!("\"{over}\""));
            let Ok(answer) = request.json(&json!({ "text": text })).try_send() else {
                return;
            };
            let said = answer.json();
            let number = |value: &Value| value.as_i64().expect("a version");
            let version = match answer.status {
                200 => {
                    over = number(&said["version"]);
                    over
                }
                412 => {
                    over = number(&said["current"]["version"]);
                    number(&said["kept_as"])
                }
                other => panic!("{other}: {said}"),
            };
            if kept.send(Promise { version, text }).is_err() {
                return;
            }
        }
    }
}

fn begun(address: SocketAddr) -> Writer {
    let mut client = Client::new(address);
    let begun = until(|| {
        let begun = client.post(&drafts_of(EXAMPLE)).json(&json!({})).send();
        (begun.status == 201).then(|| begun.json())
    });
    Writer {
        bearer: format!("Bearer {}", text_of(&begun["token"])),
        desk: text_of(&begun["draft"]["id"]),
        name: String::new(),
    }
}

#[test]
fn no_save_that_was_acknowledged_is_lost_by_a_kill() {
    let house = House::new();
    let first = house.start();
    let writer = begun(first.address);
    first.kill();
    for round in 0..kills() {
        let process = house.start();
        let address = process.address;
        let (kept, promises) = channel();
        let writers: Vec<_> = (0..CLIENTS)
            .map(|n| {
                let name = format!("Skriver {n}");
                let (writer, kept) = (
                    Writer {
                        name,
                        ..writer.clone()
                    },
                    kept.clone(),
                );
                std::thread::spawn(move || writer.write(address, round, &kept))
            })
            .collect();
        drop(kept);
        let mut promised: Vec<Promise> = promises.iter().take(ACKNOWLEDGED_BEFORE_KILL).collect();
        process.kill();
        promised.extend(promises.iter());
        for thread in writers {
            thread.join().expect("a writer that was told no nonsense");
        }
        assert!(promised.len() >= ACKNOWLEDGED_BEFORE_KILL);
        let again = house.start();
        let mut client = again.client();
        for promise in &promised {
            let Promise { version, text } = promise;
            let path = format!(
                "/api/v1/drafts/{}/fields/{TEXT}/versions/{version}",
                writer.desk
            );
            let read = client
                .get(&path)
                .header("Authorization", &writer.bearer)
                .send();
            assert_eq!(read.status, 200, "version {version} in round {round}");
            assert_eq!(
                read.json()["text"],
                *text,
                "version {version} in round {round}"
            );
        }
        again.kill();
    }
}
