//! Letters that are owed go out once each, whatever happens on the way: a mail server that is away for
//! hours, a letter that cannot be written, a crash between sending and marking, several workers.

use crate::smtp_server::{SmtpServer, left_out};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::{Answer, Client};
use crate::support::mailbox::Letter;
use crate::support::process::free_port;
use crate::support::respondent::{
    Respondent, drafts_of, key, person, send_whole, submissions_of, whole_answer_to,
};
use chrono::TimeDelta;
use diesel::connection::SimpleConnection;
use hoering::db::Conn;
use hoering::error::{Error, Problem};
use hoering::i18n::Lang;
use hoering::outbox::{self, Message, NewMessage, Overview, Renderer, Step};
use hoering::{each, ids, server};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

fn owe_letter(app: &TestApp, n: usize) -> String {
    let email = format!("mottaker{n}@eksempel.example");
    let body = whole_answer_to(EXAMPLE, &email, "Et svar.");
    let sent = send_whole(&mut app.client(), &key(&email), &body);
    assert_eq!(sent.status, 201, "{}", sent.text());
    email
}

fn round(app: &TestApp, render: &Renderer) -> Result<Step, Error> {
    let app = &app.app;
    tokio::runtime::Runtime::new()
        .expect("a runtime")
        .block_on(outbox::deliver_due(
            &app.db,
            &app.clock,
            &app.mailer,
            render,
        ))
}

fn standing(app: &TestApp) -> Overview {
    app.database(outbox::overview).expect("an overview")
}

#[test]
fn a_mail_server_that_is_away_for_six_hours_costs_no_letter() {
    if left_out() {
        return;
    }
    let port = free_port();
    let url = format!("smtp://127.0.0.1:{port}");
    let app = TestApp::start_with(&[("HOERING_SMTP_URL", &url)]);
    let mut owed = Vec::new();
    for n in 0..72 {
        if n % 6 == 0 {
            owed.push(owe_letter(&app, n));
        }
        app.deliver_letters();
        app.clock.advance(TimeDelta::minutes(5));
    }
    let stands = standing(&app);
    assert_eq!((stands.waiting, stands.sent, stands.parked), (12, 0, 0));

    let server = SmtpServer::start_with(&["--mode", "plain", "--port", &port.to_string()]);
    for _ in 0..=15 {
        app.deliver_letters();
        app.clock.advance(TimeDelta::minutes(2));
    }
    assert_eq!(standing(&app).sent, 12, "half an hour after it came back");
    let mut reached: Vec<String> = server
        .taken()
        .iter()
        .flat_map(|taken| Letter::parse(&taken.bytes).to)
        .collect();
    reached.sort();
    owed.sort();
    assert_eq!(reached, owed, "each once, and nobody else");
}

#[test]
fn a_relay_that_refuses_us_for_six_hours_parks_nothing() {
    if left_out() {
        return;
    }
    let server = SmtpServer::start_with(&["--mode", "plain"]);
    let url = format!("smtp://127.0.0.1:{}", server.port);
    let app = TestApp::start_with(&[("HOERING_SMTP_URL", &url)]);
    server.control("refused");
    for n in 0..3 {
        owe_letter(&app, n);
    }
    for _ in 0..24 {
        app.deliver_letters();
        app.clock.advance(TimeDelta::minutes(15));
    }
    assert_eq!(standing(&app).waiting, 3);
    server.control("");
    app.deliver_letters();
    assert_eq!(standing(&app).sent, 3);
    assert_eq!(server.taken().len(), 3);
}

fn a_letter_that_nobody_can_write(app: &TestApp, kind: &'static str) -> uuid::Uuid {
    let now = app.clock.now();
    let id = ids::new(now);
    let message = NewMessage {
        id,
        kind,
        about: ids::new(now),
        slot: "sender".into(),
        recipient: format!("{kind}@eksempel.example"),
        language: Lang::Nb,
        message_id: app.app.mailer.message_id(kind, id),
        at: now,
    };
    app.database(|conn| outbox::insert(conn, &message))
        .expect("a row");
    id
}

#[test]
fn a_letter_that_cannot_be_written_is_parked_and_the_rest_goes_on() {
    let app = TestApp::start();
    let mut owed = vec![owe_letter(&app, 0)];
    for kind in ["saved", "confirm", "receipt"] {
        a_letter_that_nobody_can_write(&app, kind);
    }
    owed.push(owe_letter(&app, 1));
    app.deliver_letters();
    let stands = standing(&app);
    assert_eq!((stands.sent, stands.parked, stands.waiting), (2, 3, 0));
    for email in owed {
        assert_eq!(app.mailbox.letters_to(&email).len(), 1);
    }
}

#[test]
fn a_panic_while_one_letter_is_written_takes_no_other_along() {
    let app = TestApp::start();
    for n in 0..6 {
        owe_letter(&app, n);
    }
    let real = server::letters(&app.app);
    let render: Renderer = Arc::new(move |conn, message| {
        assert!(
            message.recipient != "mottaker3@eksempel.example",
            "as ordered"
        );
        real(conn, message)
    });
    while round(&app, &render).expect("a round") != Step::Idle {}
    let stands = standing(&app);
    assert_eq!((stands.sent, stands.parked), (5, 1));
}

#[test]
fn a_parked_letter_that_is_let_go_again_is_sent() {
    let app = TestApp::start();
    let email = owe_letter(&app, 0);
    let fails: Renderer = Arc::new(|_, _| Err(Problem::Internal.into()));
    round(&app, &fails).expect("a round");
    assert_eq!(standing(&app).parked, 1);
    let id = app.database(first_letter);
    let now = app.clock.now();
    let released = app.database(|conn| outbox::release_parked(conn, id, now));
    assert!(released.expect("a release"));
    app.deliver_letters();
    assert_eq!(app.mailbox.letters_to(&email).len(), 1);
}

fn first_letter(conn: &mut Conn) -> uuid::Uuid {
    use diesel::{QueryableByName, RunQueryDsl, sql_query};
    use hoering::db::Uid;
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = hoering::db::types::UuidCol)]
        id: Uid,
    }
    let row: Row = sql_query("SELECT id FROM outbox")
        .get_result(conn)
        .expect("a letter");
    row.id.0
}

/// From here on nothing can be marked as sent, as if the program died each time just before.
fn die_before_the_mark(conn: &mut Conn) {
    let trigger = match conn {
        Conn::Sqlite(_) => {
            "CREATE TRIGGER dies BEFORE UPDATE ON outbox WHEN NEW.state = 'sent'
             BEGIN SELECT RAISE(ABORT, 'as ordered'); END"
        }
        Conn::Pg(_) => {
            "CREATE FUNCTION dies() RETURNS trigger LANGUAGE plpgsql AS $$
             BEGIN RAISE EXCEPTION 'as ordered'; END $$;
             CREATE TRIGGER dies BEFORE UPDATE ON outbox FOR EACH ROW
             WHEN (NEW.state = 'sent') EXECUTE FUNCTION dies()"
        }
    };
    each!(conn, c => c.batch_execute(trigger)).expect("a trigger");
}

fn live_on(conn: &mut Conn) {
    let trigger = match conn {
        Conn::Sqlite(_) => "DROP TRIGGER dies",
        Conn::Pg(_) => "DROP TRIGGER dies ON outbox",
    };
    each!(conn, c => c.batch_execute(trigger)).expect("no trigger");
}

#[test]
fn after_a_crash_between_sending_and_marking_the_copy_has_the_same_message_id() {
    let app = TestApp::start();
    let render = server::letters(&app.app);
    let email = owe_letter(&app, 0);
    app.database(die_before_the_mark);
    assert!(round(&app, &render).is_err());
    app.database(live_on);
    assert_eq!(app.mailbox.letters_to(&email).len(), 1);

    // The lease of the dead worker stands for two minutes.
    app.clock.advance(TimeDelta::seconds(120));
    assert_eq!(round(&app, &render).expect("a round"), Step::Idle);
    app.clock.advance(TimeDelta::microseconds(1));
    app.deliver_letters();
    let copies = app.mailbox.letters_to(&email);
    assert_eq!(copies.len(), 2, "one copy for one interruption");
    assert_eq!(copies[0].message_id, copies[1].message_id);
    assert!(copies.iter().all(|copy| copy.to == [email.clone()]));
    assert_eq!(standing(&app).sent, 1);
    app.clock.advance(TimeDelta::days(1));
    app.deliver_letters();
    assert_eq!(app.mailbox.letters_to(&email).len(), 2);
}

#[test]
fn several_workers_send_each_letter_once() {
    let one = TestApp::start();
    let other = one.beside(&[]);
    let owed: Vec<String> = (0..40).map(|n| owe_letter(&one, n)).collect();
    std::thread::scope(|scope| {
        for app in [&one, &other, &one, &other] {
            scope.spawn(|| app.deliver_letters());
        }
    });
    one.deliver_letters();
    for email in owed {
        assert_eq!(one.mailbox.letters_to(&email).len(), 1, "{email}");
    }
}

#[test]
fn a_worker_that_is_slow_leaves_the_rest_to_others_before_its_lease_runs_out() {
    let app = TestApp::start();
    for n in 0..5 {
        owe_letter(&app, n);
    }
    let (real, clock) = (server::letters(&app.app), app.clock.clone());
    let slow: Renderer = Arc::new(move |conn, message| {
        clock.advance(TimeDelta::seconds(40));
        real(conn, message)
    });
    round(&app, &slow).expect("a round");
    let stands = standing(&app);
    assert_eq!((stands.sent, stands.waiting), (2, 3));
    // They wait for nobody's lease.
    app.deliver_letters();
    assert_eq!(standing(&app).sent, 5);
}

#[test]
fn what_a_worker_says_after_its_lease_ran_out_does_not_undo_what_another_did() {
    let app = TestApp::start();
    let email = owe_letter(&app, 0);
    let (real, its, runs) = (
        server::letters(&app.app),
        app.app.clone(),
        AtomicUsize::new(0),
    );
    let overtaken: Renderer = Arc::new(move |conn: &mut Conn, message: &Message| {
        if runs.fetch_add(1, Ordering::SeqCst) > 0 {
            return real(conn, message);
        }
        its.clock.advance(TimeDelta::seconds(121));
        let another = tokio::runtime::Runtime::new().expect("a runtime");
        let render = Arc::clone(&real);
        let sent = another.block_on(outbox::deliver_due(
            &its.db,
            &its.clock,
            &its.mailer,
            &render,
        ));
        assert_eq!(sent.expect("a round"), Step::Took(1));
        Err(Error::internal("it gave up"))
    });
    round(&app, &overtaken).expect("a round");
    let stands = standing(&app);
    assert_eq!((stands.sent, stands.parked, stands.waiting), (1, 0, 0));
    assert_eq!(app.mailbox.letters_to(&email).len(), 1);
}

/// A request as somebody sends it who wants links in letters to lead elsewhere.
fn spoofed(client: &Client, method: &str, path: &str, token: &str, body: &str) -> Answer {
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n\
         X-Forwarded-Proto: http\r\nX-Forwarded-Port: 1\r\nForwarded: host=evil.example;proto=http\r\n\
         X-Original-Host: evil.example\r\nIdempotency-Key: {}\r\n{token}\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        key(&format!("k{}", ASKED.fetch_add(1, Ordering::SeqCst))),
        body.len()
    );
    client.raw(request.as_bytes()).expect("an answer")
}

static ASKED: AtomicUsize = AtomicUsize::new(0);

const BASE: &str = "https://horing.example";

#[test]
fn links_begin_with_the_configured_address_whatever_a_request_says_of_its_host() {
    let app = TestApp::start_with(&[("HOERING_BASE_URL", BASE)]);
    let client = app.client();
    let mut subjects: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (language, path) in [("nb", "/lenke/"), ("nn", "/nn/lenke/")] {
        let email = format!("{language}@eksempel.example");
        let mut whole = whole_answer_to(EXAMPLE, &email, "Et svar.");
        whole["language"] = json!(language);
        let sent = spoofed(
            &client,
            "POST",
            &submissions_of(EXAMPLE),
            "",
            &whole.to_string(),
        );
        assert_eq!(sent.status, 201, "{}", sent.text());
        assert!(!sent.text().contains("evil.example"), "{}", sent.text());
        let start = json!({ "sender": person(&email), "language": language });
        let begun = spoofed(&client, "POST", &drafts_of(EXAMPLE), "", &start.to_string());
        assert_eq!(begun.status, 201, "{}", begun.text());
        let begun = begun.json();
        let link = begun["link"].as_str().expect("a link");
        assert!(link.starts_with(BASE), "{link}");
        let (desk, token) = (&begun["draft"]["id"], &begun["token"]);
        let to = format!("/api/v1/drafts/{}/link", desk.as_str().expect("an id"));
        let bearer = format!(
            "Authorization: Bearer {}\r\n",
            token.as_str().expect("a token")
        );
        let body = json!({ "email": email }).to_string();
        assert_eq!(spoofed(&client, "POST", &to, &bearer, &body).status, 202);
        app.deliver_letters();
        let confirming = app.mailbox.letters_to(&email);
        let token = confirming[0].links(BASE)[0]
            .rsplit('/')
            .next()
            .expect("a token")
            .to_owned();
        let body = json!({ "token": token }).to_string();
        let confirmed = spoofed(&client, "POST", "/api/v1/confirmations", "", &body);
        assert_eq!(confirmed.status, 200, "{}", confirmed.text());
        app.deliver_letters();
        let letters = app.mailbox.letters_to(&email);
        assert_eq!(letters.len(), 3, "to confirm, for later, and the receipt");
        for letter in &letters {
            let html = letter.html.as_deref().unwrap_or_default();
            for text in [&letter.text, html] {
                assert!(!text.contains("evil.example"), "{text}");
                let all = text.matches("http").count();
                let ours = text.matches(&format!("{BASE}{path}")).count();
                assert!(ours > 0 && all == ours, "{text}");
            }
            subjects
                .entry(language)
                .or_default()
                .push(letter.subject.clone());
        }
    }
    assert!(
        subjects["nb"]
            .iter()
            .zip(&subjects["nn"])
            .any(|(nb, nn)| nb != nn)
    );
}

#[test]
fn a_letter_has_one_recipient_and_nothing_of_another() {
    let app = TestApp::start();
    let owed: Vec<String> = (0..10).map(|n| owe_letter(&app, n)).collect();
    app.deliver_letters();
    for email in &owed {
        let letters = app.mailbox.letters_to(email);
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].to, std::slice::from_ref(email));
        let whole = format!("{} {:?}", letters[0].text, letters[0].html);
        assert!(
            owed.iter()
                .all(|other| other == email || !whole.contains(other.as_str()))
        );
        let mut opened = app.client();
        let path = &letters[0].links(&app.base_url)[0][app.base_url.len()..];
        assert_eq!(opened.get(path).send().status, 200);
    }
}

#[test]
fn the_row_of_a_letter_holds_neither_its_text_nor_its_token() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed_at(&app, EXAMPLE, "rad@eksempel.example");
    assert_eq!(respondent.send("once").status, 201);
    app.deliver_letters();
    let rows = app.database(crate::support::tables::contents);
    for letter in app.mailbox.letters_to("rad@eksempel.example") {
        let link = letter.links(&app.base_url)[0].to_owned();
        let token = link.rsplit('/').next().expect("a token");
        for table in ["outbox", "delivery_event"] {
            assert!(rows[table].iter().all(|row| !row.contains(token)));
            assert!(rows[table].iter().all(|row| !row.contains("Vi er enige.")));
        }
    }
}
