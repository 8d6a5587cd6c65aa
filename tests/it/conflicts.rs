//! Two who write at one time: nobody's text is lost, and nobody overwrites unseen.

use crate::support::app::TestApp;
use crate::support::respondent::{Respondent, TEXT, problem};
use serde_json::json;
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
