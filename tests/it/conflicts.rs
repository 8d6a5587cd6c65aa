//! Two who write at one time: nobody's text is lost, and nobody overwrites unseen.

use crate::invitations::{csrf, hidden};
use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::respondent::{ADVICE, Respondent, TEXT, problem};
use crate::support::scene::holder::Holder;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Barrier;

#[test]
fn a_stale_save_keeps_both_texts_and_shows_the_one_that_stands() {
    let app = TestApp::start();
    let mut respondent = Respondent::begin(&app);
    respondent.write(TEXT, 0, "Først.");
    respondent.write(TEXT, 1, "Kollegaens.");
    let stale = respondent.put_field(TEXT, 1, &json!({ "text": "Min." }));
    assert_eq!(
        (stale.status, problem(&stale).as_str()),
        (412, "precondition-failed")
    );
    let body = stale.json();
    assert_eq!(
        (&body["current"]["text"], &body["current"]["version"]),
        (&json!("Kollegaens."), &json!(2))
    );
    let kept = body["kept_as"].as_i64().expect("a version");
    let mine = respondent.get(&format!("/fields/{TEXT}/versions/{kept}"));
    assert_eq!(mine.json()["text"], "Min.");
    assert_eq!(
        respondent.get(&format!("/fields/{TEXT}")).json()["text"],
        "Kollegaens."
    );
    respondent.write(TEXT, 2, "Begges.");
}

#[test]
fn of_many_saves_over_one_version_one_stands_and_all_are_kept() {
    const WRITERS: usize = 16;
    let app = TestApp::start();
    let mut first = Respondent::begin(&app);
    let barrier = Barrier::new(WRITERS);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..WRITERS)
            .map(|n| {
                let mut writer = Respondent {
                    client: app.client(),
                    desk: first.desk.clone(),
                    token: first.token.clone(),
                };
                let barrier = &barrier;
                scope.spawn(move || {
                    barrier.wait();
                    writer
                        .put_field(TEXT, 0, &json!({ "text": format!("Skriver {n}.") }))
                        .status
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|t| t.join().expect("a status"))
            .collect()
    });
    assert_eq!(
        statuses.iter().filter(|s| **s == 200).count(),
        1,
        "{statuses:?}"
    );
    assert_eq!(
        statuses.iter().filter(|s| **s == 412).count(),
        WRITERS - 1,
        "{statuses:?}"
    );
    for no in 1..=WRITERS {
        let kept = first.get(&format!("/fields/{TEXT}/versions/{no}"));
        assert_eq!(kept.status, 200, "{no}");
    }
}

#[test]
fn the_same_text_again_is_no_conflict() {
    let app = TestApp::start();
    let mut respondent = Respondent::begin(&app);
    respondent.write(TEXT, 0, "Likt.");
    let again = respondent.put_field(TEXT, 0, &json!({ "text": "Likt." }));
    assert_eq!((again.status, again.header("etag")), (200, Some("\"1\"")));
}

#[test]
fn a_condition_is_required_and_only_the_right_version_meets_it() {
    let app = TestApp::start();
    let mut respondent = Respondent::begin(&app);
    let paths = [("PATCH", "".to_owned()), ("PUT", format!("/fields/{TEXT}"))];
    for (method, path) in &paths {
        let bare = respondent.request(method, path).json(&json!({})).send();
        assert_eq!(
            (bare.status, problem(&bare).as_str()),
            (428, "precondition-required"),
            "{method}"
        );
        let body = if *method == "PUT" {
            json!({ "text": "Noe." })
        } else {
            json!({})
        };
        for tag in ["\"7\"", "*", "W/\"1\"", "W/\"0\"", "\"x\"", "\"1\", \"0\""] {
            let refused = respondent
                .request(method, path)
                .header("If-Match", tag)
                .json(&body)
                .send();
            let said = (refused.status, problem(&refused));
            assert_eq!(
                said,
                (412, "precondition-failed".to_owned()),
                "{method} {tag}"
            );
        }
        let twice = respondent
            .request(method, path)
            .header("If-Match", "\"1\"")
            .header("If-Match", "\"0\"")
            .json(&json!({}))
            .send();
        assert_eq!(
            (twice.status, problem(&twice).as_str()),
            (400, "malformed-request"),
            "{method}"
        );
    }
}

/// Somebody who saves again and again over what they last saw: a program, or the script of a page.
enum Saver {
    Program(Respondent),
    Page { client: Client, path: String },
}

/// What became of one save.
struct Saved {
    over: i64,
    text: String,
    /// The version that it became, and stood as; none for one that met another.
    version: Option<i64>,
}

impl Saver {
    /// Saves so many texts without waiting for anybody.
    fn save(mut self, name: &str, times: usize) -> Vec<Saved> {
        let mut over = 0;
        let mut done = Vec::new();
        for n in 0..times {
            let text = format!("{name} skriver for {n}. gang.");
            let (version, stands) = self.once(over, &text);
            done.push(Saved {
                over,
                text,
                version,
            });
            over = stands;
        }
        done
    }

    /// The version that a text became, when it stands, and the one that stands.
    fn once(&mut self, over: i64, text: &str) -> (Option<i64>, i64) {
        match self {
            Self::Program(program) => {
                let answer = program.put_field(TEXT, over, &json!({ "text": text }));
                let said = answer.json();
                let number = |value: &Value| value.as_i64().expect("a version");
                match answer.status {
                    200 => (Some(number(&said["version"])), number(&said["version"])),
                    412 => (None, number(&said["current"]["version"])),
                    other => panic!("{other}: {said}"),
                }
            }
            Self::Page { client, path } => {
                let page = client.get(path).send();
                let token = csrf(page.text());
                let answer = client
                    .post(path)
                    .header("Sec-Fetch-Site", "same-origin")
                    .header("Accept", "application/json")
                    .form(&[
                        ("csrf", token.as_str()),
                        ("v.r1.tekst", &over.to_string()),
                        (TEXT, text),
                    ])
                    .send();
                let said = answer.json();
                match answer.status {
                    200 => {
                        let version = said["version"]["v.r1.tekst"].as_str().expect("a version");
                        let version = version.parse().expect("a number");
                        (Some(version), version)
                    }
                    409 => {
                        let again = client.get(path).send();
                        let stands = hidden(again.text(), "v.r1.tekst");
                        (None, stands.parse().expect("a number"))
                    }
                    other => panic!("{other}: {said}"),
                }
            }
        }
    }
}

#[test]
fn of_a_hundred_interleaved_saves_none_stands_over_a_version_that_was_not_seen_and_none_is_lost() {
    const PROGRAMS: usize = 8;
    const BROWSERS: usize = 2;
    const TIMES: usize = 10;
    let app = TestApp::start();
    let mut first = Respondent::begin(&app);
    let program = || Respondent {
        client: app.client(),
        desk: first.desk.clone(),
        token: first.token.clone(),
    };
    let page = || Saver::Page {
        client: Holder::new(&app, &first.desk, &first.token).client,
        path: format!("/svar/{}/raad/{ADVICE}", first.desk),
    };
    let mut savers: Vec<Saver> = (0..PROGRAMS).map(|_| Saver::Program(program())).collect();
    savers.extend((0..BROWSERS).map(|_| page()));
    let barrier = Barrier::new(savers.len());
    let mut all: Vec<Saved> = std::thread::scope(|scope| {
        let barrier = &barrier;
        let threads: Vec<_> = savers
            .into_iter()
            .enumerate()
            .map(|(n, saver)| {
                scope.spawn(move || {
                    barrier.wait();
                    saver.save(&format!("Nummer {n}"), TIMES)
                })
            })
            .collect();
        let done = threads.into_iter().map(|t| t.join().expect("saves"));
        done.flatten().collect()
    });
    assert_eq!(all.len(), (PROGRAMS + BROWSERS) * TIMES);
    // Each that stands was saved over the one that stood before it.
    all.sort_by_key(|saved| saved.version);
    let mut stood = 0;
    for saved in all.iter().filter(|saved| saved.version.is_some()) {
        assert_eq!(saved.over, stood, "{}", saved.text);
        stood = saved.version.expect("a version");
    }
    assert!(stood > 0);
    let texts: BTreeSet<&str> = all.iter().map(|saved| saved.text.as_str()).collect();
    let mut kept = Vec::new();
    let mut rest = String::new();
    loop {
        let path = format!("/fields/{TEXT}/versions?limit=100{rest}");
        let some = first.get(&path).json();
        kept.extend(some["items"].as_array().expect("versions").iter().cloned());
        match some["next_cursor"].as_str() {
            Some(next) => rest = format!("&cursor={next}"),
            None => break,
        }
    }
    let told: BTreeSet<&str> = kept
        .iter()
        .map(|v| v["text"].as_str().expect("a text"))
        .collect();
    assert_eq!(told, texts);
    let standing: BTreeSet<i64> = kept
        .iter()
        .filter(|v| v["aside"] == false)
        .map(|v| v["version"].as_i64().expect("a version"))
        .collect();
    assert_eq!(
        standing,
        all.iter().filter_map(|saved| saved.version).collect()
    );
    assert_eq!(
        first.get(&format!("/fields/{TEXT}")).json()["version"],
        stood
    );
}
