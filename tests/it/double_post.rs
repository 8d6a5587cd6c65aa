//! The same request twice is done once, also when both come at the same instant; two different ones are
//! both done, one after the other.

use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::Answer;
use crate::support::respondent::{
    Respondent, TEXT, confirm, key, letter_token, person, send_whole, whole_answer_to,
};
use crate::support::scope::is_full;
use chrono::{DateTime, Utc};
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types};
use hoering::audit::Actor;
use hoering::consultations::{Consultation, Field};
use hoering::error::Problem;
use hoering::i18n::Lang;
use hoering::idempotency::{Claim, Stored};
use hoering::submissions::desk::Desk;
use hoering::submissions::submit::{Request, TellsAdoption, send_desk};
use hoering::submissions::{Channel, draft};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::{Arc, Barrier};

const AT_ONCE: usize = 64;

fn rounds() -> usize {
    match is_full() {
        true => 100,
        false => 5,
    }
}

/// Sends from as many connections, all at the same instant.
fn all_at_once(n: usize, send: impl Fn(usize) -> Answer + Sync) -> Vec<Answer> {
    let start = Barrier::new(n);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..n)
            .map(|n| {
                let (start, send) = (&start, &send);
                scope.spawn(move || {
                    start.wait();
                    send(n)
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("an answer"))
            .collect()
    })
}

/// What a client gets of an answer: all but the moment it was given.
fn given(answer: &Answer) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let mut headers = answer.headers.clone();
    headers.retain(|(name, _)| !matches!(name.as_str(), "date" | "x-request-id"));
    headers.sort();
    (answer.status, headers, answer.body.clone())
}

fn count(app: &TestApp, what: &str) -> i64 {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = sql_types::BigInt)]
        n: i64,
    }
    app.database(|conn| {
        sql_query(format!("SELECT count(*) AS n FROM {what}"))
            .get_result::<Row>(conn)
            .expect("a count")
            .n
    })
}

fn whole(email: &str, text: &str) -> Value {
    whole_answer_to(EXAMPLE, email, text)
}

fn post_whole(app: &TestApp, name: &str, body: &Value) -> Answer {
    send_whole(&mut app.client(), &key(name), body)
}

#[test]
fn the_same_whole_answer_sent_many_times_at_once_is_one_answer() {
    let app = TestApp::start();
    for round in 0..rounds() {
        let email = format!("runde{round}@eksempel.example");
        let (body, name) = (whole(&email, "Ett svar."), format!("r{round}"));
        let answers = all_at_once(AT_ONCE, |_| post_whole(&app, &name, &body));
        let first = given(&answers[0]);
        assert_eq!(first.0, 201, "{}", answers[0].text());
        assert!(answers.iter().all(|answer| given(answer) == first));
        let stored = i64::try_from(round + 1).expect("a small number");
        for table in [
            "submission",
            "submission_version",
            "answer",
            "desk",
            "outbox",
        ] {
            assert_eq!(count(&app, table), stored, "{table} after round {round}");
        }
    }
}

#[test]
fn two_instances_on_one_database_do_the_same_request_once() {
    let settings = [("HOERING_BASE_URL", "http://horing.example")];
    let one = TestApp::start_with(&settings);
    let other = one.beside(&settings);
    for round in 0..rounds() {
        let email = format!("runde{round}@eksempel.example");
        let (body, name) = (whole(&email, "Ett svar."), format!("r{round}"));
        let answers = all_at_once(AT_ONCE, |n| {
            let app = if n % 2 == 0 { &one } else { &other };
            post_whole(app, &name, &body)
        });
        let first = given(&answers[0]);
        assert_eq!(first.0, 201, "{}", answers[0].text());
        assert!(answers.iter().all(|answer| given(answer) == first));
        let stored = i64::try_from(round + 1).expect("a small number");
        assert_eq!(count(&one, "submission"), stored);
    }
}

#[test]
fn a_desk_sent_many_times_at_once_has_one_version_one_number_and_one_receipt() {
    let app = TestApp::start();
    let mut numbers = BTreeSet::new();
    for round in 0..rounds() {
        let mut writer =
            Respondent::confirmed_at(&app, EXAMPLE, &format!("runde{round}@eksempel.example"));
        let path = format!("/api/v1/drafts/{}/submission", writer.desk);
        let answers = all_at_once(AT_ONCE, |_| {
            app.client()
                .post(&path)
                .header("Authorization", &writer.bearer())
                .header("Idempotency-Key", &key(&format!("r{round}")))
                .send()
        });
        let first = given(&answers[0]);
        assert_eq!(first.0, 201, "{}", answers[0].text());
        assert!(answers.iter().all(|answer| given(answer) == first));
        assert!(numbers.insert(answers[0].json()["number"].to_string()));
        let stored = i64::try_from(round + 1).expect("a small number");
        for table in ["submission", "submission_version", "receipt"] {
            assert_eq!(count(&app, table), stored, "{table} after round {round}");
        }
        // The same answer is given again later, too.
        app.clock.advance(chrono::TimeDelta::days(3));
        assert_eq!(given(&writer.send(&key(&format!("r{round}")))), first);
    }
}

#[test]
fn of_different_answers_under_one_key_at_once_one_is_taken() {
    let app = TestApp::start();
    for round in 0..rounds() {
        let email = format!("runde{round}@eksempel.example");
        let answers = all_at_once(16, |n| {
            let body = whole(&email, &format!("Svar {n}."));
            post_whole(&app, &format!("r{round}"), &body)
        });
        let taken = answers.iter().filter(|answer| answer.status == 201);
        assert_eq!(taken.count(), 1);
        let refused = answers.iter().filter(|answer| answer.status == 422);
        assert_eq!(refused.count(), 15);
    }
}

#[test]
fn two_sendings_of_one_desk_at_one_instant_are_versions_one_and_two() {
    let app = TestApp::start();
    for round in 0..rounds() * 2 {
        let email = format!("runde{round}@eksempel.example");
        let mut writer = if round % 2 == 0 {
            Respondent::confirmed_at(&app, EXAMPLE, &email)
        } else {
            let mut writer = Respondent::begin_with(&app, &json!({ "sender": person(&email) }));
            writer.write(TEXT, 0, "To ganger.");
            writer
        };
        let path = format!("/api/v1/drafts/{}/submission", writer.desk);
        let answers = all_at_once(2, |n| {
            app.client()
                .post(&path)
                .header("Authorization", &writer.bearer())
                .header("Idempotency-Key", &key(&format!("r{round}-{n}")))
                .send()
        });
        let mut versions: Vec<i64> = answers
            .iter()
            .map(|answer| {
                assert_eq!(answer.status, 201, "round {round}: {}", answer.text());
                answer.json()["version"].as_i64().expect("a version")
            })
            .collect();
        versions.sort_unstable();
        assert_eq!(versions, [1, 2], "round {round}");
        assert_eq!(answers[0].json()["number"], answers[1].json()["number"]);
        assert_eq!(writer.submission()["current_version"], 2);
    }
}

#[test]
fn many_sendings_of_one_desk_at_once_are_as_many_versions() {
    let app = TestApp::start();
    let writer = Respondent::confirmed_at(&app, EXAMPLE, "mange@eksempel.example");
    let path = format!("/api/v1/drafts/{}/submission", writer.desk);
    let answers = all_at_once(AT_ONCE, |n| {
        app.client()
            .post(&path)
            .header("Authorization", &writer.bearer())
            .header("Idempotency-Key", &key(&format!("k{n}")))
            .send()
    });
    let versions: BTreeSet<i64> = answers
        .iter()
        .map(|answer| answer.json()["version"].as_i64().expect("a version"))
        .collect();
    assert_eq!(versions, (1..=64).collect());
    let numbers: BTreeSet<String> = answers
        .iter()
        .map(|answer| answer.json()["number"].to_string())
        .collect();
    assert_eq!(numbers.len(), 1);
}

#[test]
fn different_people_at_once_get_different_numbers_without_a_gap() {
    let app = TestApp::start();
    let writers: Vec<Respondent> = (0..32)
        .map(|n| Respondent::confirmed_at(&app, EXAMPLE, &format!("p{n}@eksempel.example")))
        .collect();
    let answers = all_at_once(writers.len(), |n| {
        app.client()
            .post(&format!("/api/v1/drafts/{}/submission", writers[n].desk))
            .header("Authorization", &writers[n].bearer())
            .header("Idempotency-Key", &key(&format!("k{n}")))
            .send()
    });
    let numbers: BTreeSet<String> = answers
        .iter()
        .map(|answer| {
            answer.json()["number"]
                .as_str()
                .expect("a number")
                .to_owned()
        })
        .collect();
    let expected = (1..=32).map(|n| format!("24/13304-H{n}")).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn an_address_confirmed_many_times_at_once_numbers_its_answer_once() {
    let app = TestApp::start();
    for round in 0..rounds() {
        let email = format!("runde{round}@eksempel.example");
        let sent = post_whole(&app, &email, &whole(&email, "Ett svar."));
        assert_eq!(sent.status, 201);
        let token = letter_token(&app, &email);
        let answers = all_at_once(AT_ONCE, |_| confirm(&app, &token));
        for answer in &answers {
            assert_eq!(answer.status, 200, "{}", answer.text());
        }
        let number = format!("24/13304-H{}", round + 1);
        assert_eq!(answers[0].json()["submission"]["number"], number);
        let stored = i64::try_from(round + 1).expect("a small number");
        assert_eq!(count(&app, "receipt"), stored);
        assert_eq!(count(&app, "outbox WHERE kind = 'receipt'"), stored);
    }
}

#[test]
fn a_sending_and_the_confirmation_of_the_one_before_do_not_get_in_each_others_way() {
    let app = TestApp::start();
    for round in 0..rounds() * 2 {
        let email = format!("runde{round}@eksempel.example");
        let sent = post_whole(&app, &email, &whole(&email, "Ett svar."));
        let mut writer = Respondent::after(&app, &sent);
        writer.write(TEXT, 0, "Et nyere.");
        let token = letter_token(&app, &email);
        let path = format!("/api/v1/drafts/{}/submission", writer.desk);
        let answers = all_at_once(2, |n| match n {
            0 => confirm(&app, &token),
            _ => app
                .client()
                .post(&path)
                .header("Authorization", &writer.bearer())
                .header("Idempotency-Key", &key(&format!("r{round}")))
                .send(),
        });
        assert_eq!(answers[0].status, 200, "{}", answers[0].text());
        assert_eq!(answers[1].status, 201, "{}", answers[1].text());
        // Whichever came first: one number, both versions with a receipt under it, the newer one stands.
        let stands = writer.submission();
        assert_eq!(stands["number"], format!("24/13304-H{}", round + 1));
        assert_eq!(stands["current_version"], 2, "round {round}");
        assert_eq!(stands["standing"], "counts", "round {round}");
        for version in 1..=2 {
            let receipt = writer.receipt(version);
            assert_eq!(receipt["receipt"]["number"], stands["number"]);
        }
    }
}

/// As the page sends what it was drawn with.
fn by_page(desk: &Desk, name: &str, at: DateTime<Utc>) -> Request {
    Request {
        channel: Channel::Form,
        language: Lang::Nb,
        received_at: at,
        actor: Actor::Program,
        claim: Claim::new("a page", name, desk.id.as_bytes()),
        respond: |sent| Stored {
            status: 201,
            headers: Vec::new(),
            body: sent.version.to_string(),
        },
        if_sent: Some(Stored {
            status: 303,
            headers: Vec::new(),
            body: "sent already".into(),
        }),
    }
}

#[test]
fn two_who_press_at_once_send_one_version_and_never_one_over_another_that_they_have_not_seen() {
    let app = TestApp::start();
    let mut writer = Respondent::confirmed_at(&app, EXAMPLE, "to@eksempel.example");
    let seen = |app: &TestApp| {
        let id = writer.desk.parse().expect("an id");
        let desk = app.block_on(draft::read(&app.app, id)).expect("the desk");
        let found = app.app.consultations.get(&app.app.db, desk.consultation_id);
        (desk, app.block_on(found).expect("the round"))
    };
    let send = |(desk, consultation): &(Desk, Arc<Consultation>), name: &str| {
        let request = by_page(desk, name, app.clock.now());
        let told = TellsAdoption::AsTold;
        let (consultation, desk) = (Arc::clone(consultation), desk.clone());
        let at = |field: &Field| field.key.clone();
        let app = app.app.clone();
        async move { send_desk(&app, consultation, desk, told, request, at).await }
    };
    let drawn = seen(&app);
    // In one transaction, and after it.
    let (one, other) = app.block_on(async { tokio::join!(send(&drawn, "a"), send(&drawn, "b")) });
    let (one, other) = (one.expect("sent"), other.expect("sent"));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 303]);
    assert_eq!(
        app.block_on(send(&drawn, "c")).expect("sent").body,
        "sent already"
    );
    assert_eq!(count(&app, "submission_version"), 1);
    // Somebody has written and sent something else meanwhile.
    let sent = writer.rewrite_and_send(TEXT, "Noe annet.", "by-a-program");
    assert_eq!(sent.status, 201, "{}", sent.text());
    let refused = app
        .block_on(send(&drawn, "d"))
        .expect_err("another was sent");
    assert_eq!(refused.problem, Problem::PreconditionFailed);
    assert_eq!(count(&app, "submission_version"), 2);
}
