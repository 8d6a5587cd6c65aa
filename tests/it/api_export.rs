//! Programs take answers out: the same files as from the page, at once or made in the background.

use crate::support::answers::{a_person, content};
use crate::support::app::TestApp;
use crate::support::exported::{fetch, sheets_of};
use crate::support::reader::Reader;
use crate::support::respondent::{faults, text_of};
use crate::support::staff::audited;
use hoering::export::work;
use hoering::role::Role;
use serde_json::json;

/// Every workbook counts as large.
const SMALL: (&str, &str) = ("HOERING_EXPORT_ANSWERS_AT_ONCE", "0");
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn with_answers(app: TestApp) -> TestApp {
    for at in 0..2 {
        let answers = content(&format!("Innspill {at}"), "stotter");
        let more = json!({ "answers": answers, "withhold_reason": "En grunn." });
        app.send_confirmed(&a_person(&format!("a{at}@eksempel.example")), &more);
    }
    app
}

fn works(app: &TestApp) -> bool {
    let inner = app.app.clone().into_inner();
    app.block_on(work(&inner)).expect("a round")
}

fn start(program: &mut Reader, query: &str) -> String {
    let started = program.ask("POST", &format!("/exports?{query}"));
    assert_eq!(started.status, 201, "{}", started.text());
    let id = text_of(&started.json()["id"]);
    let location = started.header("location").expect("a location");
    assert!(location.ends_with(&format!("/exports/{id}")), "{location}");
    id
}

#[test]
fn a_file_at_once_is_byte_for_byte_the_one_from_the_page() {
    let app = with_answers(TestApp::start());
    let (mut staff, mut program) = (app.staff(Role::Reader), app.reader());
    for (page, api, media_type) in [
        ("format=csv", "format=csv", "text/csv; charset=utf-8"),
        (
            "format=csv&rader=svar&valgt=1&kol=tekst&kol=kontakt&felt=r1.tekst&status=teller",
            "format=csv&rows=field&columns=text,contact&fields=r1.tekst&standing=counts",
            "text/csv; charset=utf-8",
        ),
        (
            "format=csv&valgt=1&del=r1",
            "format=csv&columns=none&parts=r1",
            "text/csv; charset=utf-8",
        ),
        (
            "format=json&del=r1",
            "format=json&parts=r1",
            "application/json",
        ),
        (
            "format=jsonl&q=finnesikke",
            "format=jsonl&q=finnesikke",
            "application/jsonl",
        ),
    ] {
        let own = fetch(&mut staff, page);
        let got = program.ask("GET", &format!("/export?{api}"));
        assert_eq!(
            (got.status, got.header("content-type")),
            (200, Some(media_type)),
            "{api}"
        );
        assert_eq!(got.body, own.body, "{api}");
    }
    let workbook = program.ask("GET", "/export?language=nn");
    assert_eq!(workbook.header("content-type"), Some(WORKBOOK));
    let taken = app.database(|conn| audited(conn, "consultation.exported"));
    assert_eq!(
        taken
            .iter()
            .filter(|entry| entry.token_id.is_some())
            .count(),
        5
    );
}

#[test]
fn a_large_workbook_is_ordered_watched_fetched_and_done_without() {
    let app = with_answers(TestApp::start_with(&[SMALL]));
    let mut program = app.reader();
    let refused = program.ask("GET", "/export");
    assert_eq!(refused.status, 422);
    assert_eq!(
        faults(&refused),
        [("format".to_owned(), "error-export-large".to_owned())]
    );
    let id = start(&mut program, "standing=counts");
    assert_eq!(
        start(&mut program, "standing=counts"),
        id,
        "it is made once"
    );
    let one = format!("/exports/{id}");
    let waiting = program.read(&one);
    assert_eq!(
        (&waiting["state"], &waiting["total"], &waiting["file"]),
        (&json!("queued"), &json!(2), &json!(null))
    );
    assert_eq!(program.ask("GET", &format!("{one}/file")).status, 404);
    assert!(works(&app));
    let done = program.read(&one);
    assert_eq!((&done["state"], &done["done"]), (&json!("done"), &json!(2)));
    let file = program.at("GET", done["file"].as_str().expect("an address"));
    assert_eq!(
        (file.status, file.header("content-type")),
        (200, Some(WORKBOOK))
    );
    let sheets = sheets_of(&file.body);
    let mut cells = sheets.values().flatten().flatten();
    assert!(cells.any(|cell| cell == "Innspill 0"));
    assert_eq!(
        app.database(|conn| audited(conn, "export.fetched").len()),
        1
    );
    assert_eq!(program.read("/exports")["items"], json!([done]));
    assert_eq!(program.ask("DELETE", &one).status, 204);
    assert_eq!(program.ask("GET", &one).status, 404);
    assert_eq!(program.read("/exports")["items"], json!([]));
}

#[test]
fn nobody_sees_the_exports_of_another() {
    let app = with_answers(TestApp::start());
    let (mut own, mut other) = (app.reader(), app.reader_for("annen@staff.example"));
    let id = start(&mut own, "format=csv");
    assert!(works(&app));
    for (method, rest) in [("GET", ""), ("GET", "/file"), ("DELETE", "")] {
        let path = format!("/exports/{id}{rest}");
        assert_eq!(other.ask(method, &path).status, 404, "{method} {path}");
    }
    assert_eq!(other.read("/exports")["items"], json!([]));
    assert_eq!(own.ask("GET", &format!("/exports/{id}/file")).status, 200);
}

#[test]
fn a_key_that_the_consultation_never_had_is_refused_and_not_left_out() {
    let app = with_answers(TestApp::start());
    let mut program = app.reader();
    for (query, at, unknown) in [
        (
            "fields=r1.tekst,tull",
            "fields",
            json!({ "fields": ["tull"], "parts": [] }),
        ),
        (
            "parts=r1,r99",
            "parts",
            json!({ "fields": [], "parts": ["r99"] }),
        ),
    ] {
        for (method, rest) in [("GET", "export?format=csv&"), ("POST", "exports?")] {
            let refused = program.ask(method, &format!("/{rest}{query}"));
            assert_eq!(refused.status, 400, "{}", refused.text());
            assert_eq!(
                faults(&refused),
                [(at.to_owned(), "error-value".to_owned())]
            );
            assert_eq!(refused.json()["unknown"], unknown);
        }
    }
    assert_eq!(
        program
            .ask("GET", "/export?format=csv&parts=generelt")
            .status,
        200
    );
}
