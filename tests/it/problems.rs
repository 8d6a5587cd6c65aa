//! Every problem of the catalogue, produced through HTTP: the status, the content type and the type that
//! the catalogue says. One that nobody can produce does not belong there.

use crate::setup::{begun, version};
use crate::support::app::{EXAMPLE, ROUND, TestApp};
use crate::support::client::Answer;
use crate::support::database::Backend;
use crate::support::files::PDF;
use crate::support::respondent::{
    Respondent, TEXT, drafts_of, problem, send_whole, submissions_of, text_of, whole_answer,
};
use diesel::prelude::*;
use diesel::sql_query;
use hoering::colleagues::{self, NewContributor};
use hoering::error::Problem;
use hoering::i18n::Lang;
use hoering::ids;
use hoering::keys::Keys;
use hoering::right::Right;
use hoering::role::Role;
use hoering::scope::Scope;
use hoering::session::{self, NewLink};
use serde_json::json;
use std::io::Write;

const KEY: &str = "5b1c2f0e-6f0b-4a9d-9d5c-1f1f8e6a2b3c";

fn produced(problem: Problem) -> Option<Answer> {
    let app = &match problem {
        Problem::RequestTimeout => TestApp::start_with(&[("HOERING_BODY_SECONDS", "1")]),
        Problem::TooMany => TestApp::start_with(&[
            ("HOERING_RATE_BURST", "1"),
            ("HOERING_RATE_PER_MINUTE", "1"),
        ]),
        Problem::NoRoomForFiles => {
            TestApp::start_with(&[("HOERING_FREE_SPACE_UPLOADS_PERCENT", "100")])
        }
        Problem::NoPdf => TestApp::start_with(&[("HOERING_PDF", "")]),
        // Ends at once, with a code that tells that nothing was made.
        Problem::PdfNotMade => TestApp::start_with(&[("HOERING_PDF", "/bin/false")]),
        _ => TestApp::start(),
    };
    let mut client = app.client();
    let drafts = drafts_of(EXAMPLE);
    Some(match problem {
        Problem::MalformedRequest => client.post(&drafts).body("application/json", "{").send(),
        Problem::Invalid => client.post(&drafts).json(&json!({ "unknown": 1 })).send(),
        Problem::Unauthenticated => client
            .get("/api/v1/drafts/0198c0de-0000-7000-8000-000000000000")
            .send(),
        Problem::SignedOut => client
            .get("/saksbehandling")
            .header("Accept", "application/json")
            .send(),
        Problem::Forbidden => {
            let mut reader = app.staff(Role::Reader);
            let staff = reader.client.get("/saksbehandling/medarbeidere");
            staff.header("Accept", "application/json").send()
        }
        Problem::ScopeMissing => {
            let token = app.token(app.staff(Role::Admin).id, &[Scope::BodiesWrite]);
            let asked = client.get("/api/v1/staff/members");
            asked
                .header("Authorization", &format!("Bearer {token}"))
                .send()
        }
        Problem::TokenTooNarrow => {
            app.import_round();
            let token = app.token_on(
                app.staff(Role::Admin).id,
                ROUND,
                &[Scope::ConsultationsRead],
            );
            let asked = client.get(&format!("/api/v1/staff/consultations/{EXAMPLE}/meetings"));
            asked
                .header("Authorization", &format!("Bearer {token}"))
                .send()
        }
        Problem::RightMissing => {
            reader_of(app, Respondent::begin(app)).put_field(TEXT, 0, &json!({ "text": "Noe." }))
        }
        Problem::SecondPerson => {
            let strict = app.beside(&[("HOERING_PUBLISHING_SECOND_PERSON", "true")]);
            let mut admin = strict.staff(Role::Admin);
            let at = begun(&mut admin, "En høring", "26/1");
            let seen = version(&admin.get(&format!("{at}/om")));
            let pressed = admin.client.post(&format!("{at}/publiser"));
            pressed
                .header("Sec-Fetch-Site", "same-origin")
                .header("Accept", "application/json")
                .form(&[
                    ("csrf", admin.csrf.as_str()),
                    ("version", seen.as_str()),
                    ("gjor", "publiser"),
                ])
                .send()
        }
        Problem::CrossSite => client
            .post(&format!("/horinger/{EXAMPLE}/svar"))
            .header("Sec-Fetch-Site", "cross-site")
            .header("Accept", "application/json")
            .form(&[("on_behalf", "person")])
            .send(),
        Problem::NotFound => Respondent::begin(app).get("/fields/r99.tekst"),
        Problem::MethodNotAllowed => client.request("DELETE", &drafts).send(),
        Problem::LinkRevoked => revoked(app).get(""),
        Problem::RequestTimeout => stalled(app),
        Problem::InFlight => return in_flight(app),
        Problem::NotOpen => {
            run(app, "UPDATE consultation SET status = 'concluded'");
            client.post(&drafts).json(&json!({})).send()
        }
        Problem::Locked => {
            let mut respondent = Respondent::ready_to_send(app);
            let lock = json!({ "treated_in": "formannskapet", "meets_on": "2026-06-12" });
            let locked = respondent.request("PUT", "/lock").json(&lock).send();
            assert_eq!(locked.status, 200, "{}", locked.text());
            respondent.put_field(TEXT, 1, &json!({ "text": "Noe annet." }))
        }
        Problem::HeldBack => {
            // Nobody looks for malware there, so the file waits.
            let app = app.beside(&[("HOERING_FILES_CLAMD", "127.0.0.1:9")]);
            let mut respondent = Respondent::begin(&app);
            let id = respondent.attach("vedtak.pdf", PDF);
            respondent.get(&format!("/attachments/{id}"))
        }
        Problem::FileLost => {
            let mut respondent = Respondent::begin(app);
            let id = respondent.attach("vedtak.pdf", PDF);
            let lies = app.app.settings.files.directory.join(&id);
            std::fs::remove_file(lies).expect("it lay there");
            respondent.get(&format!("/attachments/{id}"))
        }
        Problem::PreconditionFailed => {
            Respondent::begin(app).put_field(TEXT, 7, &json!({ "text": "Noe." }))
        }
        Problem::PreconditionRequired => Respondent::begin(app)
            .request("PATCH", "")
            .json(&json!({}))
            .send(),
        Problem::TooLarge => client
            .post(&drafts)
            .body("application/json", vec![b' '; 3 << 20])
            .send(),
        Problem::UnsupportedMediaType => client.post(&drafts).body("text/plain", "{}").send(),
        Problem::IdempotencyKeyMissing => client
            .post(&submissions_of(EXAMPLE))
            .json(&whole_answer("Tekst."))
            .send(),
        Problem::IdempotencyKeyReused => {
            send_whole(&mut client, KEY, &whole_answer("En."));
            send_whole(&mut client, KEY, &whole_answer("To."))
        }
        Problem::NothingWritten => send_whole(&mut client, KEY, &whole_answer(" ")),
        Problem::OverLimit => send_whole(&mut client, KEY, &whole_answer(&"ø".repeat(4_001))),
        Problem::TooMany => {
            client.post(&drafts).json(&json!({})).send();
            client.post(&drafts).json(&json!({})).send()
        }
        Problem::NoPdf | Problem::PdfNotMade => {
            let path = format!("/api/v1/consultations/{EXAMPLE}/pdf-form");
            client.get(&path).send()
        }
        Problem::NoRoomForFiles => Respondent::begin(app).add_file("vedtak.pdf", PDF),
        Problem::Unavailable => {
            app.app.db.close();
            client.post(&drafts).json(&json!({})).send()
        }
        Problem::Internal => {
            let mut respondent = Respondent::begin(app);
            run(app, "ALTER TABLE desk_field_version RENAME TO gone");
            respondent.put_field(TEXT, 0, &json!({ "text": "Noe." }))
        }
    })
}

fn run(app: &TestApp, statement: &str) {
    app.database(|conn| sql_query(statement).execute(conn).expect("a statement"));
}

fn revoked(app: &TestApp) -> Respondent {
    let respondent = Respondent::begin(app);
    let hash = Keys::token_hash(&respondent.token);
    app.database(|conn| {
        let link = session::find_link(conn, &hash)
            .expect("a reading")
            .expect("a link");
        session::revoke(conn, link.id, app.clock.now()).expect("a revocation");
    });
    respondent
}

/// Somebody who was asked to read it.
fn reader_of(app: &TestApp, respondent: Respondent) -> Respondent {
    let (at, desk_id) = (app.clock.now(), respondent.desk.parse().expect("an id"));
    let reader = NewContributor {
        id: ids::new(at),
        desk_id,
        name: "Ola Moen".into(),
        email: "ola@kommune.example".into(),
        may: Right::Read,
        parts: vec![],
        language: Lang::Nb,
        at,
    };
    let link = NewLink::for_contributor(&app.app.keys, desk_id, reader.id, at);
    let (link, token) = link.expect("a key");
    app.database(|conn| {
        colleagues::insert(conn, &reader).expect("a reader");
        session::insert_link(conn, &link).expect("a link");
    });
    Respondent {
        token,
        ..respondent
    }
}

fn stalled(app: &TestApp) -> Answer {
    let mut connection = app.client().connect().expect("a connection");
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{",
        drafts_of(EXAMPLE)
    );
    connection
        .get_mut()
        .write_all(head.as_bytes())
        .expect("a request");
    crate::support::client::read_answer(&mut connection, false).expect("an answer")
}

/// Another instance holds the key. SQLite has but one instance, whose one writer comes to an end.
fn in_flight(app: &TestApp) -> Option<Answer> {
    if Backend::chosen() == Backend::Sqlite {
        return None;
    }
    let consultation = app.app.consultations.get(&app.app.db, EXAMPLE);
    let scope = format!(
        "anyone beginDraft {}",
        app.block_on(consultation).expect("the example").id
    );
    let hash = ring::digest::digest(&ring::digest::SHA256, format!("{scope}\n{KEY}").as_bytes());
    let lock = i64::from_be_bytes(hash.as_ref()[..8].try_into().expect("eight bytes"));
    app.database(|conn| {
        let held = sql_query(format!("SELECT pg_advisory_lock({lock})")).execute(conn);
        held.expect("a lock");
        let answer = app
            .client()
            .post(&drafts_of(EXAMPLE))
            .header("Idempotency-Key", KEY)
            .json(&json!({}))
            .send();
        Some(answer)
    })
}

#[test]
fn every_problem_is_produced_and_is_what_the_catalogue_says() {
    for expected in Problem::ALL {
        let Some(answer) = produced(expected) else {
            continue;
        };
        assert_eq!(problem(&answer), expected.slug(), "{}", answer.text());
        assert_eq!(answer.status, expected.status(), "{expected:?}");
        let body = answer.json();
        assert_eq!(body["title"], expected.title());
        let detail = text_of(&body["detail"]);
        assert!(
            detail.len() > 20 && !detail.starts_with("problem-"),
            "{expected:?}: {detail}"
        );
        for error in body["errors"].as_array().into_iter().flatten() {
            let detail = text_of(&error["detail"]);
            assert!(!detail.starts_with("error-"), "{expected:?}: {detail}");
        }
        assert_eq!(
            answer.header("cache-control"),
            Some("no-store"),
            "{expected:?}"
        );
    }
}

#[test]
fn the_type_of_a_problem_leads_to_its_section() {
    let app = TestApp::start();
    let refused = app
        .client()
        .get("/api/v1/drafts/0198c0de-0000-7000-8000-000000000000")
        .send();
    let kind = text_of(&refused.json()["type"]);
    let (page, section) = kind.split_once('#').expect("a section");
    let path = page.strip_prefix(&app.base_url).expect("our address");
    let shown = app.client().get(path).send();
    assert_eq!(shown.status, 200);
    assert!(shown.text().contains(&format!("<h2 id=\"{section}\">")));
}

#[test]
fn what_to_do_comes_in_the_language_that_is_asked_for() {
    let app = TestApp::start();
    let mut client = app.client();
    let mut detail = |language: &str| {
        let answer = client
            .get("/api/v1/drafts/x")
            .header("Accept-Language", language)
            .send();
        text_of(&answer.json()["detail"])
    };
    assert!(detail("nn, nb;q=0.8").contains("lenkja"));
    assert!(detail("en, nb;q=0.8").contains("lenken"));
}

#[test]
fn a_refusal_says_what_a_program_needs_to_go_on() {
    let app = TestApp::start();
    let mut client = app.client();
    let not_allowed = client.request("PUT", "/api/v1/drafts/x/submission").send();
    assert_eq!(not_allowed.header("allow"), Some("GET, HEAD, POST"));
    let without = client.get("/api/v1/drafts/x").send();
    assert_eq!(without.header("www-authenticate"), Some("Bearer"));
    let unknown = client.get("/api/v1/openapi.json?pretty=1").send();
    assert_eq!(problem(&unknown), "malformed-request");
    assert_eq!(unknown.json()["errors"][0]["parameter"], "pretty");
}

#[test]
fn a_program_is_told_what_to_do_in_the_words_of_the_api() {
    let app = TestApp::start();
    let said = |answer: &Answer| text_of(&answer.json()["detail"]);
    let without_key = app
        .client()
        .post(&submissions_of(EXAMPLE))
        .json(&whole_answer("Tekst."))
        .send();
    assert!(said(&without_key).contains("hodefeltet Idempotency-Key"));
    let without_token = app.client().get("/api/v1/drafts/x").send();
    assert!(said(&without_token).contains("Authorization: Bearer"));
    let stale = Respondent::begin(&app).put_field(TEXT, 7, &json!({ "text": "Noe." }));
    assert!(said(&stale).contains("ETag") && said(&stale).contains("kept_as"));
    for answer in [without_key, without_token, stale] {
        assert!(
            !said(&answer).contains("siden på nytt"),
            "{}",
            answer.text()
        );
    }
}
