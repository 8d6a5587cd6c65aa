//! In time is what had arrived, to its last byte, before midnight in Oslo. To the microsecond, in summer and
//! winter and on the days when the clocks change, whatever happens between arrival and commit.

use crate::support::app::TestApp;
use crate::support::client::{Answer, read_answer};
use crate::support::gate::Gate;
use crate::support::respondent::{
    Respondent, a_field, key, person, problem, send_whole_to, submissions_of, whole_answer_to,
};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::{RunQueryDsl, sql_query};
use serde_json::{Value, json};
use std::io::Write;

/// A last day, and the instant when it is over in Oslo.
const DAYS: [(&str, &str); 6] = [
    ("2026-07-01", "2026-07-01T22:00:00Z"),
    ("2027-01-15", "2027-01-15T23:00:00Z"),
    // Clocks go back in the night after the first, and during the second, which has 25 hours.
    ("2026-10-24", "2026-10-24T22:00:00Z"),
    ("2026-10-25", "2026-10-25T23:00:00Z"),
    // Clocks go forward in the night after the first, and during the second, which has 23 hours.
    ("2027-03-27", "2027-03-27T23:00:00Z"),
    ("2027-03-28", "2027-03-28T22:00:00Z"),
];

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

/// Before and after the end, and what the receipt says: null or the whole seconds that it came too late.
fn around() -> [(TimeDelta, Value); 6] {
    [
        (TimeDelta::seconds(-1), Value::Null),
        (TimeDelta::microseconds(-1), Value::Null),
        (TimeDelta::zero(), json!(0)),
        (TimeDelta::microseconds(1), json!(0)),
        (TimeDelta::seconds(1), json!(1)),
        (TimeDelta::days(3), json!(259_200)),
    ]
}

#[test]
fn an_answer_is_judged_by_its_arrival_to_the_microsecond_on_every_kind_of_day() {
    let app = TestApp::start();
    for (day, over) in DAYS {
        let slug = format!("frist-{day}");
        app.clock.set(at("2026-06-01T10:00:00Z"));
        app.publish(&slug, day);
        for (n, (offset, late)) in around().into_iter().enumerate() {
            app.clock.set(at(over) + offset);
            let email = format!("a{n}.{day}@eksempel.example");
            let sent = send_whole(&app, &slug, &email);
            let told = sent.json();
            assert_eq!(told["late_seconds"], late, "{day} {offset}");
            assert_eq!(told["deadline_on"], day);
            assert_eq!(told["standing"], "unconfirmed");
            // Days later the address is confirmed: that is not when the answer came.
            app.clock.set(at(over) + TimeDelta::days(5));
            let mut writer = Respondent::after(&app, &sent);
            let confirmed = writer.confirm(&app, &email);
            let standing = if late.is_null() { "counts" } else { "late" };
            assert_eq!(
                confirmed["submission"]["standing"], standing,
                "{day} {offset}"
            );
            let receipt = &writer.receipt(1)["receipt"];
            let stamped = at(receipt["received_at"].as_str().expect("an instant"));
            assert_eq!(stamped, at(over) + offset);
            assert_eq!(receipt["late_seconds"], late);
            assert_eq!(receipt["deadline_on"], day);
        }
    }
}

fn send_whole(app: &TestApp, slug: &str, email: &str) -> Answer {
    let body = whole_answer_to(slug, email, "Det gikk bra.");
    let sent = send_whole_to(&mut app.client(), slug, &key(email), &body);
    assert_eq!(sent.status, 201, "{}", sent.text());
    sent
}

#[test]
fn whoever_is_confirmed_is_told_at_once_whether_the_answer_counts() {
    let app = TestApp::start();
    for (day, over) in DAYS {
        let slug = format!("frist-{day}");
        app.clock.set(at("2026-06-01T10:00:00Z"));
        app.publish(&slug, day);
        for (offset, standing) in [(-1, "counts"), (0, "late")] {
            app.clock.set(at("2026-06-01T10:00:00Z"));
            let email = format!("b{offset}@{day}.example");
            let mut writer = Respondent::confirmed_at(&app, &slug, &email);
            app.clock.set(at(over) + TimeDelta::microseconds(offset));
            let told = writer.send("once").json();
            assert_eq!(told["standing"], standing, "{day} {offset}");
            assert!(told["number"].is_string(), "{told}");
        }
    }
}

/// The last moment before and the first after the end of the days of these tests.
const LAST: &str = "2026-10-25T22:59:59.999999Z";
const OVER: &str = "2026-10-25T23:00:00Z";

fn with_deadline() -> TestApp {
    let app = TestApp::start();
    app.publish("frist", "2026-10-25");
    app
}

#[test]
fn what_had_arrived_whole_is_in_time_however_long_the_commit_takes() {
    let app = with_deadline();
    app.clock.set(at(LAST));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let _inside = runtime.enter();
    let gate = Gate::close(&app.app.db);
    let told = std::thread::scope(|scope| {
        let asking = scope.spawn(|| send_whole(&app, "frist", "i.siste@eksempel.example"));
        gate.await_waiting(1);
        app.clock.set(at(OVER) + TimeDelta::minutes(3));
        gate.open();
        asking.join().expect("an answer").json()
    });
    assert_eq!(told["late_seconds"], Value::Null);
    assert_eq!(
        at(told["received_at"].as_str().expect("an instant")),
        at(LAST)
    );
}

#[test]
fn what_lacked_its_last_byte_at_midnight_is_late() {
    let app = with_deadline();
    app.clock.set(at(LAST) - TimeDelta::hours(1));
    let body = whole_answer_to("frist", "halvveis@eksempel.example", "Nesten.").to_string();
    let (most, last) = body.split_at(body.len() - 1);
    let client = app.client();
    let mut connection = client.connect().expect("a connection");
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: {}\r\nContent-Length: {}\r\n\r\n",
        submissions_of("frist"),
        key("halvveis"),
        body.len()
    );
    let mut say = |text: &str| {
        connection
            .get_mut()
            .write_all(text.as_bytes())
            .expect("sent")
    };
    say(&head);
    say(most);
    app.clock.set(at(OVER));
    say(last);
    let told = read_answer(&mut connection, false).expect("an answer");
    assert_eq!(told.status, 201, "{}", told.text());
    assert_eq!(told.json()["late_seconds"], 0);
}

#[test]
fn an_answer_is_replaced_until_the_deadline_and_a_late_one_stands_beside_it() {
    let app = with_deadline();
    let mut writer = Respondent::confirmed_at(&app, "frist", "flere@eksempel.example");
    app.clock.set(at(LAST) - TimeDelta::seconds(10));
    let first = writer
        .rewrite_and_send(a_field("frist"), "Første.", "1")
        .json();
    app.clock.set(at(LAST));
    let second = writer
        .rewrite_and_send(a_field("frist"), "Andre.", "2")
        .json();
    assert_eq!(
        (&second["number"], &second["version"], &second["standing"]),
        (&first["number"], &json!(2), &json!("counts"))
    );
    for (n, seconds) in [(3, 0), (4, 60)] {
        app.clock.set(at(OVER) + TimeDelta::seconds(seconds));
        let late = writer
            .rewrite_and_send(a_field("frist"), &format!("Nummer {n}."), &n.to_string())
            .json();
        assert_eq!(late["standing"], "supplement");
        assert_eq!(late["version"], n);
        assert_eq!(late["late_seconds"], seconds);
        assert_eq!(late["number"], first["number"]);
    }
    let stands = writer.submission();
    assert_eq!(stands["standing"], "counts");
    assert_eq!(stands["current_version"], 2);
    assert_eq!(stands["last_version"], 4);
    // Every version has its receipt, and keeps what was said in it.
    for (version, text) in [
        (1, "Første."),
        (2, "Andre."),
        (3, "Nummer 3."),
        (4, "Nummer 4."),
    ] {
        let receipt = &writer.receipt(version)["receipt"];
        assert_eq!(receipt["answers"][0]["text"], text);
        assert_eq!(receipt["version"], version);
    }
}

#[test]
fn of_answers_that_all_came_too_late_the_last_stands_as_late() {
    let app = with_deadline();
    let mut writer = Respondent::confirmed_at(&app, "frist", "sen@eksempel.example");
    for n in 1..=2 {
        app.clock.set(at(OVER) + TimeDelta::seconds(n));
        let told = writer
            .rewrite_and_send(a_field("frist"), &format!("For sent {n}."), &n.to_string())
            .json();
        assert_eq!(told["standing"], "late");
    }
    let stands = writer.submission();
    assert_eq!(stands["standing"], "late");
    assert_eq!(stands["current_version"], 2);
}

#[test]
fn an_answer_in_time_that_is_confirmed_after_a_late_one_was_sent_still_counts() {
    let app = with_deadline();
    app.clock.set(at(LAST));
    let sent = send_whole(&app, "frist", "begge@eksempel.example");
    let mut writer = Respondent::after(&app, &sent);
    app.clock.set(at(OVER));
    let late = writer
        .rewrite_and_send(a_field("frist"), "Og så dette.", "late")
        .json();
    assert_eq!(late["standing"], "unconfirmed");
    let confirmed = writer.confirm(&app, "begge@eksempel.example");
    assert_eq!(confirmed["submission"]["standing"], "counts");
    assert_eq!(confirmed["submission"]["current_version"], 1);
    assert_eq!(writer.submission()["versions"][0]["standing"], "supplement");
}

#[test]
fn a_consultation_that_is_not_open_takes_nothing_whatever_was_known_of_it_before() {
    for status in ["preparing", "concluded"] {
        let app = with_deadline();
        let email = "stengt@eksempel.example";
        let mut writer = Respondent::begin_at(&app, "frist", &json!({ "sender": person(email) }));
        writer.write(a_field("frist"), 0, "For sent.");
        app.database(|conn| {
            let set = format!("UPDATE consultation SET status = '{status}' WHERE slug = 'frist'");
            sql_query(set).execute(conn).expect("another status");
        });
        let told = writer.send("once");
        assert_eq!(problem(&told), "not-open", "{status}");
        let body = whole_answer_to("frist", email, "Heller ikke.");
        let told = send_whole_to(&mut app.client(), "frist", &key("whole"), &body);
        assert_eq!(problem(&told), "not-open", "{status}");
        assert_eq!(writer.get("/submission").status, 404);
    }
}

#[test]
fn while_answers_are_processed_late_ones_are_still_received() {
    let app = with_deadline();
    app.database(|conn| {
        sql_query("UPDATE consultation SET status = 'processing' WHERE slug = 'frist'")
            .execute(conn)
            .expect("another status");
    });
    app.clock.set(at(OVER) + TimeDelta::days(10));
    let told = send_whole(&app, "frist", "etternoler@eksempel.example").json();
    assert_eq!(told["late_seconds"], 864_000);
}
