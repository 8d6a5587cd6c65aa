//! Out to Word and back in, with every field of 24/13304 at its limit: the form made, read, looked over and taken in.

use crate::program::{Prepared, Running};
use crate::report::{Report, Row, median};
use crate::support::client::{Answer, Client};
use crate::support::database::Backend;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::time::Instant;

pub const ROUNDS: usize = 30;
pub const CHARACTERS: usize = 4_000;

pub fn measure(report: &mut Report) {
    let prepared = Prepared::new(Backend::Sqlite, 1);
    let server = prepared.serve();
    let mut client = Client::new(server.address());
    let (desk, bearer) = full(&prepared, &mut client);
    let before = server.usage();
    let mut ask = |method: &str, rest: &str, body: Option<&Value>| {
        let path = format!("{desk}{rest}");
        let request = client
            .request(method, &path)
            .header("Authorization", &bearer);
        let begun = Instant::now();
        let answer = match body {
            Some(body) => request.json(body).send(),
            None => request.send(),
        };
        (begun.elapsed().as_secs_f64() * 1000.0, answer)
    };
    let form = ask("GET", "/word-form", None).1.body;
    let made = rounds(|| ask("GET", "/word-form", None), 200);
    let given = json!({ "file_name": "svar.docx", "content": BASE64_STANDARD.encode(&form) });
    let read = rounds(|| ask("POST", "/word-readings", Some(&given)), 201);
    let id = ask("POST", "/word-readings", Some(&given)).1.json()["id"].clone();
    let rest = format!("/word-readings/{}", id.as_str().expect("an id"));
    let looked = rounds(|| ask("GET", &rest, None), 200);
    let name = |what: &str| {
        format!(
            "Word, {} fields of {CHARACTERS}: {what}",
            prepared.fields.len()
        )
    };
    report.row(Row::plain(
        name("the file"),
        form.len() as f64 / 1024.0,
        "kB",
    ));
    report.row(Row::at_most(name("made, p50"), made, "ms", 100.0, 500.0));
    report.row(Row::at_most(
        name("read and placed, p50"),
        read,
        "ms",
        250.0,
        1_000.0,
    ));
    report.row(Row::at_most(
        name("looked over, p50"),
        looked,
        "ms",
        50.0,
        250.0,
    ));
    report.row(Row::at_most(
        name("memory it grew by at most"),
        grown(&server, &before),
        "MB",
        50.0,
        100.0,
    ));
}

/// Every field of the draft at its limit; where the draft is, and what opens it.
pub fn full(prepared: &Prepared, client: &mut Client) -> (String, String) {
    let desk = format!("/api/v1/drafts/{}", prepared.desks[0]);
    let bearer = format!("Bearer {}", prepared.tokens[0]);
    for (n, field) in prepared.fields.iter().enumerate() {
        let written = json!({ "text": text(n) }).to_string();
        let saved = client
            .request("PUT", &format!("{desk}/fields/{field}"))
            .header("Authorization", &bearer)
            .header("If-Match", "\"0\"")
            .body("application/json", written)
            .send();
        assert!(
            saved.status == 200 || saved.status == 412,
            "{}",
            saved.text()
        );
    }
    (desk, bearer)
}

/// As people write: words that differ, with a line break now and then.
fn text(of: usize) -> String {
    let words = (0..).map(|n| match n % 40 {
        39 => "\n".to_owned(),
        _ => format!("ord{} ", (of + 1) * 7_919 * (n + 1) % 10_007),
    });
    let mut text = String::new();
    for word in words {
        text.push_str(&word);
        if text.len() >= CHARACTERS {
            break;
        }
    }
    text.chars().take(CHARACTERS).collect()
}

pub fn rounds(mut ask: impl FnMut() -> (f64, Answer), status: u16) -> f64 {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let (ms, answer) = ask();
        assert_eq!(
            answer.status,
            status,
            "{}",
            String::from_utf8_lossy(&answer.body)
        );
        times.push(ms);
    }
    median(&times)
}

fn grown(server: &Running, before: &crate::usage::Usage) -> f64 {
    server.usage().peak_mb() - before.resident_mb()
}
