//! Other systems are told what happens: each event once and signed, in order, whatever the receiver does; never to an
//! address that is not public; and never with a text, a name or an address.

use crate::extension::extend;
use crate::smtp_server::{SmtpServer, left_out};
use crate::support::app::{EXAMPLE, ROUND, TestApp};
use crate::support::gate::Gate;
use crate::support::process::{House, until};
use crate::support::receiver::{Posted, Receiver, Reply};
use crate::support::respondent::{
    EMAIL, Respondent, TEXT, confirm, key, letter_token, person, send_whole, whole_answer,
};
use crate::support::staff::Staff;
use crate::support::tables::{contents, places_of};
use chrono::TimeDelta;
use hoering::audit::Actor;
use hoering::consultations::{self, Extension, Texts, Whose};
use hoering::db::transaction;
use hoering::error::{Error, Problem};
use hoering::events::{self, Event};
use hoering::role::Role;
use hoering::schedule;
use hoering::server::compose;
use hoering::settings::Settings;
use hoering::webhooks::{self, Courier, Delivery, NewWebhook, Progress, Resolver, State, Why};
use serde_json::json;
use std::collections::BTreeSet;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use uuid::Uuid;

pub const ALL: &str = "/saksbehandling/webhooks";
pub const EVERY: [&str; 5] = [
    "consultation.published",
    "answer.received",
    "answer.withdrawn",
    "deadline.changed",
    "consultation.concluded",
];
const LOOPBACK: (&str, &str) = ("HOERING_WEBHOOK_NETWORKS", "127.0.0.1/32");
const IMPATIENT: (&str, &str) = ("HOERING_WEBHOOK_SECONDS", "1");

/// A program that may post to 127.0.0.1, and a receiver there.
pub fn start() -> (TestApp, Receiver) {
    (TestApp::start_with(&[LOOPBACK]), Receiver::start())
}

pub fn frist(slug: &str) -> String {
    format!("/saksbehandling/horinger/{slug}/frist")
}

/// A webhook that a member of staff registers on the page at `path`: its id and its secret.
pub fn register(staff: &mut Staff, path: &str, url: &str, events: &[&str]) -> (Uuid, String) {
    let mut fields = vec![("url", url), ("nokkel", url)];
    fields.extend(events.iter().map(|event| ("events", *event)));
    let shown = staff.post(path, &fields);
    assert_eq!(shown.status, 200, "{}", shown.text());
    let own = format!("action=\"{path}/");
    (
        between(shown.text(), &own, "\"").parse().expect("an id"),
        secret_on(shown.text()),
    )
}

pub fn secret_on(page: &str) -> String {
    between(page, "id=\"hemmelighet\">", "<").to_owned()
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let (_, rest) = text
        .split_once(from)
        .unwrap_or_else(|| panic!("no {from} in {text}"));
    rest.split_once(to).expect("an end").0
}

/// One for everything, with its receiver.
fn told_of_all() -> (TestApp, Receiver, Uuid) {
    let (app, receiver) = start();
    let (id, _) = register(&mut app.staff(Role::Leader), ALL, &receiver.url(), &EVERY);
    (app, receiver, id)
}

pub fn courier(app: &TestApp) -> Courier {
    Courier::new(&app.app.settings).expect("a courier")
}

/// Posts what is due now; how many attempts.
pub fn deliver(app: &TestApp) -> usize {
    deliver_by(app, &courier(app))
}

fn deliver_by(app: &TestApp, courier: &Courier) -> usize {
    app.block_on(webhooks::deliver_due(&app.app, courier))
        .expect("a round")
}

fn deliveries(app: &TestApp, id: Uuid) -> Vec<Delivery> {
    app.database(|conn| webhooks::deliveries(conn, id, None, 1_000))
        .expect("deliveries")
}

fn progress(app: &TestApp, id: Uuid) -> Vec<Progress> {
    deliveries(app, id).iter().map(|d| d.progress).collect()
}

/// Something that happened, without the rest of it.
pub fn happen(app: &TestApp, n: i32) {
    let consultation = app.block_on(app.app.consultations.get(&app.app.db, EXAMPLE));
    let id = consultation.expect("the example").id;
    let event = Event::published(id, n, app.clock.now());
    app.database(|conn| {
        transaction::write(conn, |c| events::owed(c, std::slice::from_ref(&event)))
    })
    .expect("an event that is owed");
}

fn versions(receiver: &Receiver) -> Vec<i64> {
    let version = |p: &Posted| p.json()["data"]["version"].as_i64().expect("a version");
    receiver.posted().iter().map(version).collect()
}

#[test]
fn what_happens_to_a_consultation_is_posted_with_its_facts_alone() {
    let (app, receiver, id) = told_of_all();
    app.import_round();
    app.retire("r5");
    let mut leader = app.staff(Role::Leader);
    let moved = extend(&mut leader, &frist(ROUND), "2027-03-20", "k");
    assert_eq!(moved.status, 303, "{}", moved.text());
    deliver(&app);
    let posted = receiver.posted();
    assert_eq!(
        receiver.kinds(),
        [
            "consultation.published",
            "consultation.published",
            "deadline.changed"
        ]
    );
    let about = |slug: &str| {
        let url = format!("{}/api/v1/consultations/{slug}", app.base_url);
        json!({ "slug": slug, "url": url })
    };
    let first = json!({
        "id": posted[0].id(),
        "type": "consultation.published",
        "timestamp": "2026-03-02T09:00:00.000000Z",
        "data": { "consultation": about(ROUND), "version": 1 },
    });
    assert_eq!(posted[0].json(), first);
    assert_eq!(
        posted[1].json()["data"],
        json!({ "consultation": about(EXAMPLE), "version": 2 })
    );
    assert_eq!(
        posted[2].json()["data"],
        json!({ "consultation": about(ROUND), "old": "2027-02-26", "new": "2027-03-20", "for_all": true })
    );
    let ids: BTreeSet<&str> = posted.iter().map(Posted::id).collect();
    assert_eq!(ids.len(), 3);
    assert_eq!(posted[0].line, "POST /inn?k=1 HTTP/1.1");
    assert_eq!(posted[0].header("content-type"), "application/json");
    assert_eq!(posted[0].header("host"), receiver.address.to_string());
    assert_eq!(progress(&app, id), [Progress::Delivered; 3]);
    assert_eq!(deliver(&app), 0, "once");
}

#[test]
fn an_answer_is_told_of_when_it_has_its_number_and_again_when_it_is_replaced() {
    let (app, receiver, _) = told_of_all();
    let sent = send_whole(&mut app.client(), &key("a"), &whole_answer("Vi er enige."));
    assert_eq!(sent.status, 201);
    assert_eq!(deliver(&app), 0, "nobody has confirmed the address");
    let mut respondent = Respondent::after(&app, &sent);
    assert_eq!(confirm(&app, &letter_token(&app, EMAIL)).status, 200);
    deliver(&app);
    respondent.rewrite_and_send(TEXT, "Vi er uenige.", &key("b"));
    app.pass_deadline();
    respondent.rewrite_and_send(TEXT, "Vi er i tvil.", &key("c"));
    deliver(&app);
    let facts: Vec<_> = receiver
        .posted()
        .iter()
        .map(|p| {
            let data = p.json()["data"].clone();
            (
                data["number"].clone(),
                data["version"].clone(),
                data["late"].clone(),
            )
        })
        .collect();
    let fact = |version: i32, late: bool| (json!("24/13304-H1"), json!(version), json!(late));
    assert_eq!(facts, [fact(1, false), fact(2, false), fact(3, true)]);
    assert!(
        receiver
            .kinds()
            .iter()
            .all(|kind| kind == "answer.received")
    );
}

#[test]
fn an_answer_that_was_taken_back_is_told_of_by_its_number_alone() {
    let (app, receiver, _) = told_of_all();
    let mut respondent = Respondent::confirmed(&app);
    assert_eq!(respondent.send("a").status, 201);
    let mut withdraw = || {
        let body = json!({ "reason": "Feil sak." });
        let put = respondent.request("PUT", "/submission/withdrawal");
        assert_eq!(put.json(&body).send().status, 204);
    };
    withdraw();
    withdraw();
    deliver(&app);
    assert_eq!(receiver.kinds(), ["answer.received", "answer.withdrawn"]);
    let data = receiver.posted()[1].json()["data"].clone();
    assert_eq!(data["number"], "24/13304-H1");
    let members = data.as_object().expect("members").len();
    assert_eq!(members, 2, "the consultation and the number: {data}");
}

#[test]
fn answers_of_one_batch_are_each_told_of_once_and_a_repeated_request_is_none() {
    let (app, receiver, _) = told_of_all();
    let mut writers: Vec<Respondent> = (0..3)
        .map(|n| Respondent::confirmed_at(&app, EXAMPLE, &format!("nr{n}@b.example")))
        .collect();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let entered = runtime.enter();
    let gate = Gate::close(&app.app.db);
    std::thread::scope(|scope| {
        let sending: Vec<_> = writers
            .iter_mut()
            .map(|writer| scope.spawn(|| writer.send("samme").status))
            .collect();
        gate.await_waiting(3);
        gate.open();
        for sent in sending {
            assert_eq!(sent.join().expect("a sending"), 201);
        }
    });
    drop(entered);
    assert_eq!(
        writers[0].send("samme").status,
        201,
        "the same answer again"
    );
    deliver(&app);
    let numbers: BTreeSet<String> = receiver
        .posted()
        .iter()
        .map(|p| p.json()["data"]["number"].to_string())
        .collect();
    assert_eq!((receiver.posted().len(), numbers.len()), (3, 3));
}

#[test]
fn a_consultation_that_staff_conclude_is_told_of() {
    let (app, receiver, _) = told_of_all();
    app.pass_deadline();
    let mut leader = app.staff(Role::Leader);
    let path = format!("{}/status", frist(EXAMPLE));
    for status in ["processing", "concluded", "concluded"] {
        let done = leader.post(&path, &[("status", status), ("bekreftet", "ja")]);
        assert_eq!(done.status, 303, "{}", done.text());
    }
    deliver(&app);
    assert_eq!(receiver.kinds(), ["consultation.concluded"]);
}

#[test]
fn a_later_deadline_for_one_is_told_without_saying_for_whom() {
    let (app, receiver, _) = told_of_all();
    let mut respondent = Respondent::confirmed(&app);
    assert_eq!(respondent.send(&key("a")).status, 201);
    let consultation = app.block_on(app.app.consultations.get(&app.app.db, EXAMPLE));
    let id = consultation.expect("the example").id;
    let desk: Uuid = respondent.desk.parse().expect("an id");
    let extension = Extension {
        whose: Whose::Desk(desk),
        new_on: "2026-06-01".parse().expect("a day"),
        reason: &Texts::default(),
        actor: Actor::Operator,
        now: app.clock.now(),
    };
    app.database(|conn| {
        transaction::write(conn, |c| {
            consultations::extend(c, id, &extension, |_, _| Ok(()))
        })
    })
    .expect("a later deadline");
    deliver(&app);
    let posted = receiver.posted();
    let last = posted.last().expect("a delivery");
    assert_eq!(last.json()["data"]["for_all"], false);
    let said = String::from_utf8_lossy(&last.body).into_owned();
    assert!(!said.contains(&respondent.desk), "{said}");
}

#[test]
fn a_webhook_hears_what_it_asked_for_and_only_of_its_consultation() {
    let (app, receiver) = start();
    app.import_round();
    let (some, other) = (Receiver::start(), Receiver::start());
    let mut leader = app.staff_on(ROUND, Role::Leader);
    let own = format!("/saksbehandling/horinger/{ROUND}/webhooks");
    register(&mut leader, &own, &receiver.url(), &EVERY);
    let mut everywhere = app.staff(Role::Leader);
    register(&mut everywhere, ALL, &some.url(), &["answer.received"]);
    register(
        &mut everywhere,
        ALL,
        &other.url(),
        &["deadline.changed", "answer.received"],
    );
    let mut leader = app.staff(Role::Leader);
    for (slug, key) in [(EXAMPLE, "a"), (ROUND, "b")] {
        let moved = extend(&mut leader, &frist(slug), "2027-05-20", key);
        assert_eq!(moved.status, 303, "{}", moved.text());
    }
    deliver(&app);
    let slugs = |receiver: &Receiver| -> Vec<String> {
        let slug = |p: &Posted| p.json()["data"]["consultation"]["slug"].to_string();
        receiver.posted().iter().map(slug).collect()
    };
    assert_eq!(slugs(&receiver), [format!("\"{ROUND}\"")]);
    assert_eq!(slugs(&some), Vec::<String>::new());
    assert_eq!(slugs(&other).len(), 2);
}

#[test]
fn nothing_is_owed_when_the_transaction_fails_or_nobody_wants_it() {
    let (app, receiver) = start();
    happen(&app, 1);
    let rows = app.database(contents);
    assert!(rows["webhook_delivery"].is_empty(), "nobody wants it");
    let (id, _) = register(&mut app.staff(Role::Leader), ALL, &receiver.url(), &EVERY);
    let now = app.clock.now();
    let found = app.block_on(app.app.consultations.get(&app.app.db, EXAMPLE));
    let of = found.expect("the example").id;
    let failed = app.block_on(app.app.db.write(move |conn| {
        events::owed(conn, &[Event::concluded(of, now)])?;
        Err::<(), Error>(Problem::NotOpen.into())
    }));
    assert!(failed.is_err());
    assert!(deliveries(&app, id).is_empty());
    assert_eq!(deliver(&app), 0);
    assert!(receiver.posted().is_empty());
}

#[test]
fn what_is_not_taken_is_tried_again_with_the_same_id_and_the_same_bytes() {
    let (app, receiver, id) = told_of_all();
    let app = app.beside(&[LOOPBACK, IMPATIENT]);
    happen(&app, 7);
    receiver.answers(&[
        Reply::Status(500),
        Reply::Silence,
        Reply::Hangup,
        Reply::Raw(b"SMTP 220 hello\r\n\r\n".to_vec()),
        Reply::Status(404),
    ]);
    let mut whys = Vec::new();
    for pause in [1, 5, 15, 30, 60] {
        assert_eq!(deliver(&app), 1);
        let stands = deliveries(&app, id).remove(0);
        whys.push((stands.why, stands.status));
        assert_eq!(stands.due_at, app.clock.now() + TimeDelta::minutes(pause));
        app.clock.set(stands.due_at - TimeDelta::microseconds(1));
        assert_eq!(deliver(&app), 0, "not before {pause} minutes");
        app.clock.set(stands.due_at);
    }
    assert_eq!(deliver(&app), 1);
    assert_eq!(
        whys,
        [
            (Some(Why::Status), Some(500)),
            (Some(Why::Timeout), None),
            (Some(Why::Broken), None),
            (Some(Why::Broken), None),
            (Some(Why::Status), Some(404)),
        ]
    );
    assert_eq!(progress(&app, id), [Progress::Delivered]);
    let posted = receiver.posted();
    assert_eq!(posted.len(), 6);
    assert!(posted.iter().all(|p| p.id() == posted[0].id()));
    assert!(posted.iter().all(|p| p.body == posted[0].body));
    let stamps: BTreeSet<&str> = posted
        .iter()
        .map(|p| p.header("webhook-timestamp"))
        .collect();
    assert_eq!(stamps.len(), 6, "each attempt says when it was made");
}

#[test]
fn a_receiver_that_is_away_is_tried_for_three_days_and_then_parked_for_staff() {
    let (app, receiver, id) = told_of_all();
    let url = receiver.address;
    drop(receiver);
    happen(&app, 1);
    let begun = app.clock.now();
    let mut attempts = 0;
    while progress(&app, id) == [Progress::Waiting] {
        attempts += deliver(&app);
        let due = deliveries(&app, id).remove(0).due_at;
        assert!(due <= begun + TimeDelta::hours(72));
        app.clock.set(due.max(app.clock.now()));
    }
    assert_eq!(progress(&app, id), [Progress::Parked]);
    assert_eq!(deliveries(&app, id)[0].why, Some(Why::Unreachable));
    assert!((70..80).contains(&attempts), "{attempts}");
    let mut leader = app.staff(Role::Leader);
    let path = format!("{ALL}/{id}");
    assert!(leader.get(ALL).text().contains("1 ikke levert"));
    let page = leader.get(&path);
    assert!(page.text().contains("ingen forbindelse"), "{}", page.text());

    let receiver = Receiver::at(&url.to_string());
    let event = deliveries(&app, id)[0].event_id.to_string();
    let again = leader.post(&path, &[("gjor", "igjen"), ("hendelse", &event)]);
    assert_eq!(again.status, 303, "{}", again.text());
    deliver(&app);
    assert_eq!(receiver.posted()[0].id(), event);
    assert_eq!(progress(&app, id), [Progress::Delivered]);
}

#[test]
fn one_that_a_worker_left_in_the_middle_is_taken_up_with_the_same_id() {
    let (app, receiver, id) = told_of_all();
    happen(&app, 1);
    receiver.answers(&[Reply::Silence]);
    app.block_on(async {
        let courier = courier(&app);
        let left = webhooks::deliver(&app.app, &courier);
        let seen = async {
            while receiver.posted().is_empty() {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            _ = left => panic!("it was to be left"),
            () = seen => {}
        }
    });
    assert_eq!(progress(&app, id), [Progress::Leased]);
    assert_eq!(deliver(&app), 0, "another may still be at it");
    app.clock
        .advance(TimeDelta::minutes(5) + TimeDelta::microseconds(1));
    assert_eq!(deliver(&app), 1);
    let posted = receiver.posted();
    assert_eq!((posted.len(), posted[0].id()), (2, posted[1].id()));
    assert_eq!(progress(&app, id), [Progress::Delivered]);
}

#[test]
fn a_redirect_is_not_followed() {
    let (app, receiver, id) = told_of_all();
    let elsewhere = Receiver::start();
    receiver.answers(&[Reply::Redirect(elsewhere.url())]);
    happen(&app, 1);
    deliver(&app);
    assert!(elsewhere.posted().is_empty());
    assert_eq!(deliveries(&app, id)[0].status, Some(302));
    assert_eq!(progress(&app, id), [Progress::Waiting]);
}

#[test]
fn no_more_of_an_answer_is_read_than_its_head_and_of_that_little() {
    let (app, receiver, id) = told_of_all();
    let endless = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\nx".to_vec();
    let mut long = b"HTTP/1.1 200 OK\r\nX: ".to_vec();
    long.extend(vec![b'x'; 64 * 1024]);
    long.extend(b"\r\n\r\n");
    receiver.answers(&[Reply::Raw(endless), Reply::Raw(long)]);
    happen(&app, 1);
    happen(&app, 2);
    assert_eq!(deliver(&app), 2);
    let stands = deliveries(&app, id);
    assert_eq!(stands[1].progress, Progress::Delivered);
    assert_eq!(stands[0].why, Some(Why::Broken));
}

#[test]
fn a_receiver_that_says_it_is_gone_gets_nothing_more() {
    let (app, receiver, id) = told_of_all();
    happen(&app, 1);
    happen(&app, 2);
    receiver.answers(&[Reply::Status(410)]);
    assert_eq!(deliver(&app), 1);
    happen(&app, 3);
    app.clock.advance(TimeDelta::hours(2));
    assert_eq!(deliver(&app), 0);
    assert_eq!(receiver.posted().len(), 1);
    assert_eq!(progress(&app, id), [Progress::Dropped; 2]);
    let webhook = app
        .database(|conn| webhooks::find(conn, id))
        .expect("a reading");
    assert_eq!(webhook.expect("the webhook").state, State::Gone);
}

#[test]
fn events_come_in_order_and_one_that_fails_for_most_of_an_hour_holds_back_no_longer() {
    let (app, receiver, _) = told_of_all();
    for n in 1..=3 {
        happen(&app, n);
    }
    receiver.answers(&[Reply::Status(500)]);
    assert_eq!(deliver(&app), 1, "the others wait for the first");
    app.clock.advance(TimeDelta::minutes(1));
    deliver(&app);
    assert_eq!(versions(&receiver), [1, 1, 2, 3]);

    let failing = [const { Reply::Status(500) }; 5];
    receiver.answers(&failing);
    happen(&app, 4);
    happen(&app, 5);
    for minutes in [0, 1, 5, 15] {
        app.clock.advance(TimeDelta::minutes(minutes));
        deliver(&app);
    }
    assert_eq!(versions(&receiver)[4..], [4; 4]);
    app.clock.advance(TimeDelta::minutes(30));
    deliver(&app);
    assert_eq!(versions(&receiver)[4..], [4, 4, 4, 4, 4, 5]);
    app.clock.advance(TimeDelta::minutes(60));
    deliver(&app);
    assert_eq!(versions(&receiver).last(), Some(&4));
}

#[test]
fn a_test_goes_ahead_of_what_waits() {
    let (app, receiver, id) = told_of_all();
    receiver.answers(&[Reply::Status(500)]);
    happen(&app, 1);
    deliver(&app);
    let mut leader = app.staff(Role::Leader);
    let tried = leader.post(&format!("{ALL}/{id}"), &[("gjor", "prov")]);
    assert_eq!(tried.status, 303, "{}", tried.text());
    deliver(&app);
    assert_eq!(receiver.kinds(), ["consultation.published", "webhook.test"]);
    assert_eq!(receiver.posted()[1].json()["data"], json!({}));
}

#[test]
fn a_receiver_that_fails_keeps_no_other_from_its_events() {
    let (app, receiver, _) = told_of_all();
    let good = Receiver::start();
    register(&mut app.staff(Role::Leader), ALL, &good.url(), &EVERY);
    receiver.answers(&[Reply::Hangup, Reply::Hangup, Reply::Hangup]);
    for n in 1..=3 {
        happen(&app, n);
    }
    deliver(&app);
    assert_eq!(versions(&good), [1, 2, 3]);
    assert_eq!(receiver.posted().len(), 1);
}

#[test]
fn several_instances_post_each_event_once() {
    let (app, receiver, id) = told_of_all();
    let others: Vec<TestApp> = (0..2).map(|_| app.beside(&[LOOPBACK])).collect();
    let slow = Receiver::start();
    register(&mut app.staff(Role::Leader), ALL, &slow.url(), &EVERY);
    for n in 1..=12 {
        happen(&app, n);
    }
    std::thread::scope(|scope| {
        for instance in others.iter().chain([&app]) {
            scope.spawn(|| {
                // One that finds everything in the others' hands comes back.
                while progress(instance, id).contains(&Progress::Waiting) {
                    deliver(instance);
                }
            });
        }
    });
    deliver(&app);
    for receiver in [&receiver, &slow] {
        let ids: BTreeSet<String> = receiver
            .posted()
            .iter()
            .map(|p| p.id().to_owned())
            .collect();
        assert_eq!((receiver.posted().len(), ids.len()), (12, 12));
    }
}

#[test]
fn what_happens_during_a_pause_comes_when_it_ends() {
    let (app, receiver, id) = told_of_all();
    let mut leader = app.staff(Role::Leader);
    let path = format!("{ALL}/{id}");
    let mut press = |what: &str| {
        let pressed = leader.post(&path, &[("gjor", what)]);
        assert_eq!(pressed.status, 303, "{}", pressed.text());
    };
    press("pause");
    happen(&app, 1);
    app.clock.advance(TimeDelta::days(5));
    assert_eq!(deliver(&app), 0);
    let mut leader = app.staff(Role::Leader);
    let resumed = leader.post(&path, &[("gjor", "fortsett")]);
    assert_eq!(resumed.status, 303, "{}", resumed.text());
    receiver.answers(&[Reply::Status(503)]);
    deliver(&app);
    assert_eq!(
        progress(&app, id),
        [Progress::Waiting],
        "three days begin anew"
    );
    app.clock.advance(TimeDelta::minutes(1));
    deliver(&app);
    assert_eq!(progress(&app, id), [Progress::Delivered]);
}

#[test]
fn nothing_more_is_sent_to_one_that_staff_have_ended() {
    let (app, receiver, id) = told_of_all();
    happen(&app, 1);
    let mut leader = app.staff(Role::Leader);
    let path = format!("{ALL}/{id}");
    assert_eq!(leader.post(&path, &[("gjor", "avslutt")]).status, 303);
    happen(&app, 2);
    assert_eq!(deliver(&app), 0);
    assert!(receiver.posted().is_empty());
    assert_eq!(progress(&app, id), [Progress::Dropped]);
    for press in ["prov", "pause", "fortsett", "igjen", "ny-nokkel"] {
        let pressed = leader.post(&path, &[("gjor", press), ("nokkel", "k")]);
        assert_eq!(pressed.status, 404, "{press}");
    }
}

/// A way of finding addresses that says these, one after the other, and counts how often it is asked.
fn resolving(says: &[&str]) -> (Resolver, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let says: Vec<Vec<IpAddr>> = says
        .iter()
        .map(|said| {
            said.split(' ')
                .map(|a| a.parse().expect("an address"))
                .collect()
        })
        .collect();
    let resolver = move |_: &str| -> io::Result<Vec<IpAddr>> {
        let n = count.fetch_add(1, Ordering::SeqCst);
        Ok(says[n.min(says.len() - 1)].clone())
    };
    (Arc::new(resolver), asked)
}

#[test]
fn a_name_with_an_address_that_is_not_public_is_not_posted_to() {
    let app = TestApp::start_with(&[("HOERING_WEBHOOK_NETWORKS", "127.0.0.9/32")]);
    let receiver = Receiver::start();
    let port = receiver.address.port();
    let mut leader = app.staff(Role::Leader);
    for scheme in ["http", "https"] {
        let url = format!("{scheme}://mottak.example:{port}/inn");
        let (id, _) = register(&mut leader, ALL, &url, &EVERY);
        for addresses in [
            "127.0.0.1",
            "127.0.0.9 127.0.0.1",
            "10.0.0.1",
            "169.254.169.254",
            "0.0.0.0",
            "::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "fd00::1",
        ] {
            assert_eq!(
                leader
                    .post(&format!("{ALL}/{id}"), &[("gjor", "prov")])
                    .status,
                303
            );
            let (resolver, _) = resolving(&[addresses]);
            deliver_by(&app, &courier(&app).asking(resolver));
            let last = deliveries(&app, id).remove(0);
            assert_eq!(last.why, Some(Why::Private), "{scheme} {addresses}");
        }
    }
    // Without TLS no public address is reached either.
    let url = format!("http://offentlig.example:{port}/inn");
    let (id, _) = register(&mut leader, ALL, &url, &EVERY);
    assert_eq!(
        leader
            .post(&format!("{ALL}/{id}"), &[("gjor", "prov")])
            .status,
        303
    );
    let (resolver, _) = resolving(&["8.8.8.8"]);
    deliver_by(&app, &courier(&app).asking(resolver));
    assert_eq!(deliveries(&app, id)[0].why, Some(Why::Private));
    assert!(receiver.posted().is_empty());
}

#[test]
fn an_answer_of_the_name_server_that_changes_leads_nowhere_else() {
    let (app, receiver) = start();
    let trap = Receiver::at(&format!("127.0.0.2:{}", receiver.address.port()));
    let url = format!("http://mottak.example:{}/inn", receiver.address.port());
    let (id, _) = register(&mut app.staff(Role::Leader), ALL, &url, &EVERY);
    happen(&app, 1);
    // Good when it is looked at; another from then on.
    let (resolver, asked) = resolving(&["127.0.0.1", "127.0.0.2"]);
    let courier = courier(&app).asking(resolver);
    assert_eq!(deliver_by(&app, &courier), 1);
    assert_eq!(
        asked.load(Ordering::SeqCst),
        1,
        "asked once, and that is connected to"
    );
    assert_eq!((receiver.posted().len(), trap.posted().len()), (1, 0));
    assert_eq!(
        receiver.posted()[0].header("host"),
        format!("mottak.example:{}", receiver.address.port())
    );
    happen(&app, 2);
    deliver_by(&app, &courier);
    assert_eq!((receiver.posted().len(), trap.posted().len()), (1, 0));
    assert_eq!(deliveries(&app, id)[0].why, Some(Why::Private));
}

#[test]
fn a_network_that_is_no_longer_excepted_is_not_posted_to() {
    let (app, receiver, id) = told_of_all();
    happen(&app, 1);
    let strict = app.beside(&[]);
    deliver(&strict);
    assert!(receiver.posted().is_empty());
    assert_eq!(deliveries(&app, id)[0].why, Some(Why::Private));
}

#[test]
fn over_tls_only_a_certificate_that_holds_is_believed() {
    if left_out() {
        return;
    }
    for (mode, trusted, why) in [
        ("tls", true, None),
        ("tls", false, Some(Why::Tls)),
        ("wrong-name", true, Some(Why::Tls)),
        ("untrusted", true, Some(Why::Tls)),
    ] {
        // Its script makes authorities and certificates.
        let smtp = SmtpServer::start(mode);
        let authority = smtp.authority();
        let receiver = Receiver::with_tls(authority.parent().expect("its folder"));
        let ca = authority.display().to_string();
        let mut settings = vec![LOOPBACK];
        if trusted {
            settings.push(("HOERING_WEBHOOK_ROOT_CERTIFICATE", &ca));
        }
        let app = TestApp::start_with(&settings);
        let url = format!("https://localhost:{}/inn", receiver.address.port());
        let (id, _) = register(&mut app.staff(Role::Leader), ALL, &url, &EVERY);
        happen(&app, 1);
        let (resolver, _) = resolving(&["127.0.0.1"]);
        deliver_by(&app, &courier(&app).asking(resolver));
        assert_eq!(deliveries(&app, id)[0].why, why, "{mode} {trusted}");
        let came = usize::from(why.is_none());
        assert_eq!(receiver.posted().len(), came, "{mode} {trusted}");
    }
}

#[test]
fn no_delivery_holds_what_people_wrote_who_they_are_or_where_they_live() {
    let (app, receiver, _) = told_of_all();
    let mut respondent = Respondent::confirmed(&app);
    assert_eq!(respondent.send(&key("a")).status, 201);
    let withheld = json!({
        "sender": person("annen@b.example"),
        "withhold_reason": "Dette er taushetsbelagt.",
        "answers": [{ "field": TEXT, "text": "Hemmelig tekst." }],
    });
    let sent = send_whole(&mut app.client(), &key("b"), &withheld);
    assert_eq!(sent.status, 201, "{}", sent.text());
    let token = letter_token(&app, "annen@b.example");
    assert_eq!(confirm(&app, &token).status, 200);
    deliver(&app);
    assert_eq!(receiver.posted().len(), 2);
    let rows = app.database(contents);
    for secret in [
        "Rådet er klart.",
        "Hemmelig",
        "taushetsbelagt",
        EMAIL,
        "annen@b.example",
        "Kari",
        "Eksempel kommune",
        "Rådgiver",
    ] {
        for posted in receiver.posted() {
            let body = String::from_utf8_lossy(&posted.body).into_owned();
            let heads = format!("{:?}", posted.headers);
            assert!(
                !body.contains(secret) && !heads.contains(secret),
                "{secret}"
            );
        }
        let owed = rows["webhook_delivery"].iter();
        assert_eq!(
            owed.filter(|row| row.contains(secret)).count(),
            0,
            "{secret}"
        );
    }
}

#[test]
fn the_secret_stands_nowhere_and_a_new_one_takes_its_place_at_once() {
    let (app, receiver) = start();
    let mut leader = app.staff(Role::Leader);
    let (id, first) = register(&mut leader, ALL, &receiver.url(), &EVERY);
    happen(&app, 1);
    let path = format!("{ALL}/{id}");
    assert!(!leader.get(&path).text().contains("whsec_"), "shown once");
    let renew = [("gjor", "ny-nokkel"), ("nokkel", "en")];
    let second = secret_on(leader.post(&path, &renew).text());
    assert_ne!(first, second);
    assert_eq!(
        secret_on(leader.post(&path, &renew).text()),
        second,
        "the same press"
    );
    deliver(&app);
    let posted = &receiver.posted()[0];
    assert!(!is_signed_by(&first, posted));
    assert!(is_signed_by(&second, posted));
    let rows = app.database(contents);
    for secret in [&first, &second] {
        let (_, bare) = secret.split_once('_').expect("a secret");
        assert_eq!(places_of(&rows, bare), Vec::<String>::new());
    }
}

/// As the documentation tells, in the library that the program uses.
fn is_signed_by(secret: &str, posted: &Posted) -> bool {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    use ring::hmac;
    let secret = secret.strip_prefix("whsec_").expect("a secret");
    let key = STANDARD.decode(secret).expect("base64");
    assert_eq!(key.len(), 32);
    let mut signed =
        format!("{}.{}.", posted.id(), posted.header("webhook-timestamp")).into_bytes();
    signed.extend(&posted.body);
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), &signed);
    posted.header("webhook-signature") == format!("v1,{}", STANDARD.encode(tag))
}

#[test]
fn deliveries_are_kept_for_thirty_days() {
    let (app, _receiver, id) = told_of_all();
    happen(&app, 1);
    deliver(&app);
    let sweep = || app.block_on(schedule::sweep(&app.app)).expect("a sweep");
    app.clock.advance(TimeDelta::days(30));
    assert_eq!(sweep().webhook_deliveries, 0);
    app.clock.advance(TimeDelta::microseconds(1));
    assert_eq!(sweep().webhook_deliveries, 1);
    assert!(deliveries(&app, id).is_empty());
}

#[test]
fn the_running_program_posts_by_itself_and_logs_neither_address_nor_answer() {
    let receiver = Receiver::start();
    receiver.answers(&[Reply::Status(500)]);
    let house = House::new()
        .with(LOOPBACK.0, LOOPBACK.1)
        .with("HOERING_LOG", "trace");
    // The first start loads the example.
    assert_eq!(house.start().stop().code(), Some(0));
    let settings = Settings::load(house.settings(), None).expect("settings");
    let clock = settings.clock();
    let app = compose(settings, clock).expect("the program");
    let networks = app.settings.webhooks.networks.clone();
    let url = format!("http://{}/hemmelig-sti?nokkel=hemmelig", receiver.address);
    let new = NewWebhook::check(None, &url, EVERY, &networks).expect("a webhook");
    let (now, key_version) = (app.clock.now(), app.keys.newest());
    let work = async {
        let write = move |conn: &mut _| {
            let webhook = webhooks::register(conn, &new, key_version, Actor::Operator, now)?;
            webhooks::send_test(conn, webhook.id, Actor::Operator, now)
        };
        app.db.write(write).await.expect("a webhook")
    };
    let event = tokio::runtime::Runtime::new()
        .expect("a runtime")
        .block_on(work);
    app.db.close();
    let process = house.start();
    let posted = until(|| receiver.posted().first().cloned());
    assert_eq!(posted.id(), event.to_string());
    until(|| house.log().contains("webhook.not_delivered").then_some(()));
    assert_eq!(process.stop().code(), Some(0));
    assert!(!house.log().contains("hemmelig"), "{}", house.log());
}
