//! The same request, once: whoever asks again gets the same answer, byte for byte. Many at one instant are
//! in `double_post.rs`.

use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::Answer;
use crate::support::respondent::{
    Respondent, TEXT, drafts_of, problem, send_whole, submissions_of, whole_answer,
};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use serde_json::json;
use std::sync::Barrier;

const KEY: &str = "5b1c2f0e-6f0b-4a9d-9d5c-1f1f8e6a2b3c";

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn rows(app: &TestApp, table: &str) -> i64 {
    app.database(|conn| {
        let count = diesel::sql_query(format!("SELECT count(*) AS n FROM {table}"));
        count.get_result::<Count>(conn).expect("a count").n
    })
}

/// What must be equal in equal answers; the date of the answer may differ.
fn what_counts(answer: &Answer) -> (u16, Option<&str>, Option<&str>, &[u8]) {
    (
        answer.status,
        answer.header("location"),
        answer.header("etag"),
        &answer.body,
    )
}

fn at_one_instant(n: usize, ask: impl Fn() -> Answer + Sync) -> Vec<Answer> {
    let barrier = Barrier::new(n);
    std::thread::scope(|scope| {
        let ask = || {
            barrier.wait();
            ask()
        };
        let threads: Vec<_> = (0..n).map(|_| scope.spawn(ask)).collect();
        threads
            .into_iter()
            .map(|t| t.join().expect("an answer"))
            .collect()
    })
}

fn all_equal(answers: &[Answer]) {
    for answer in answers {
        assert_eq!(
            what_counts(answer),
            what_counts(&answers[0]),
            "{}",
            answer.text()
        );
    }
}

#[test]
fn a_draft_begun_twice_with_one_key_is_one_draft_and_its_token_comes_again_from_no_row() {
    let app = TestApp::start();
    let begin = || {
        app.client()
            .post(&drafts_of(EXAMPLE))
            .header("Idempotency-Key", KEY)
            .json(&json!({}))
            .send()
    };
    let answers = at_one_instant(8, begin);
    assert_eq!(answers[0].status, 201);
    all_equal(&answers);
    assert_eq!(rows(&app, "desk"), 1);
    let token = answers[0].json()["token"]
        .as_str()
        .expect("a token")
        .to_owned();
    let with_token = format!("idempotency WHERE body LIKE '%{token}%'");
    assert_eq!(rows(&app, &with_token), 0, "no secret is stored");
    assert_eq!(rows(&app, "idempotency"), 1);
}

#[test]
fn a_key_that_was_used_with_another_body_is_refused_and_a_refusal_uses_no_key() {
    let app = TestApp::start();
    let mut client = app.client();
    assert_eq!(send_whole(&mut client, KEY, &whole_answer(" ")).status, 422);
    assert_eq!(
        send_whole(&mut client, KEY, &whole_answer("En.")).status,
        201
    );
    let other = send_whole(&mut client, KEY, &whole_answer("To."));
    assert_eq!(
        (other.status, problem(&other).as_str()),
        (422, "idempotency-key-reused")
    );
    assert_eq!(rows(&app, "submission"), 1);
}

#[test]
fn the_same_key_of_somebody_else_is_another_key() {
    let app = TestApp::start();
    let (mut one, mut other) = (
        Respondent::ready_to_send(&app),
        Respondent::ready_to_send(&app),
    );
    let (first, second) = (one.send("k"), other.send("k"));
    assert_eq!((first.status, second.status), (201, 201));
    assert_ne!(first.body, second.body);
}

#[test]
fn the_answer_comes_again_whatever_has_changed_since() {
    let app = TestApp::start();
    let mut respondent = Respondent::ready_to_send(&app);
    let first = respondent.send("k");
    respondent.write(TEXT, 1, "");
    let again = respondent.send("k");
    assert_eq!(what_counts(&again), what_counts(&first));
    assert_eq!(problem(&respondent.send("another")), "nothing-written");
}

#[test]
fn a_key_is_visible_ascii_and_hard_to_guess_where_no_token_tells_who_asks() {
    let app = TestApp::start();
    let mut client = app.client();
    for key in [
        "",
        "short",
        "with a space in the middle",
        "ø-and-fifteen-more",
        &"k".repeat(201),
    ] {
        let refused = send_whole(&mut client, key, &whole_answer("Tekst."));
        assert_eq!(
            (refused.status, problem(&refused).as_str()),
            (400, "malformed-request"),
            "{key}"
        );
    }
    let missing = client
        .post(&submissions_of(EXAMPLE))
        .json(&whole_answer("Tekst."))
        .send();
    assert_eq!(
        (missing.status, problem(&missing).as_str()),
        (400, "idempotency-key-missing")
    );
    assert_eq!(
        send_whole(&mut client, &"k".repeat(200), &whole_answer("Tekst.")).status,
        201
    );
}
