//! What is told at a desk after the answer was sent, and not sent, is seen by nobody but those who hold the desk.

use crate::support::answers::{a_person, content};
use crate::support::app::{ROUND, TestApp};
use crate::support::exported::{column, csv_of, fetch, sheets_of};
use crate::support::invited::Wanted;
use crate::support::respondent::{Respondent, key};
use crate::support::scene::holder::Holder;
use hoering::role::Role;
use hoering::scope::Scope;
use serde_json::{Value, json};

const ANSWER: &str = "/saksbehandling/horinger/24-13304/innspill/1";
const OLA: &str = "ola@ola.example";
const UNSENT: &str = "usendt@eksempel.example";
const WITHHELD: &str = "Som privatperson, uten navn";

fn more() -> Value {
    json!({ "answers": content("Rådet er klart.", "stotter") })
}

/// The only answer of an export.
fn exported(app: &TestApp, query: &str) -> Value {
    let file = fetch(&mut app.staff(Role::Reader), query);
    let all: Value = serde_json::from_slice(&file.body).expect("JSON");
    assert_eq!(all.as_array().map(Vec::len), Some(1), "{all}");
    all[0].clone()
}

/// A private person who does not want the name published, confirmed.
fn shy(app: &TestApp) -> Respondent {
    let mut sender = a_person(OLA);
    sender["name_withheld"] = json!(true);
    let mut writer = app.send_unconfirmed(&sender, &more());
    writer.confirm(app, OLA);
    writer
}

#[test]
fn a_name_that_is_not_to_be_published_is_not_until_its_sender_sends_that_it_may_be() {
    let app = TestApp::start();
    let mut writer = shy(&app);
    writer.tell(&json!({ "sender": { "name_withheld": false, "email": UNSENT } }));
    let seen = |app: &TestApp| {
        let page = app.staff(Role::Reader).get(ANSWER).text().to_owned();
        let read = app.reader_for("leser@staff.example").read("/answers/1");
        (page, read, exported(app, "format=json"))
    };
    let (page, read, file) = seen(&app);
    assert!(page.contains(WITHHELD) && !page.contains(UNSENT), "{page}");
    assert_eq!(read["name_withheld"], true);
    assert_eq!(
        (&read["email"], &read["confirmed_email"]),
        (&json!(OLA), &json!(OLA))
    );
    assert_eq!(file["name_withheld"], true);
    assert!(!format!("{read}{file}").contains(UNSENT), "{read} {file}");
    let mut staff = app.staff(Role::Reader);
    let grid = csv_of(&fetch(&mut staff, "format=csv").body);
    assert_eq!(column(&grid, "Navnet skal ikke vises"), ["Ja"]);

    // Whoever holds the desk sees that it is not sent, and can send it though no text is another.
    let mut browser = Holder::new(&app, &writer.desk, &writer.token).client;
    let desk = browser.get(&format!("/svar/{}", writer.desk)).send();
    assert!(
        desk.text().contains("Endret etter innsending"),
        "{}",
        desk.text()
    );
    let sent = writer.send(&key("en-gang-til"));
    assert_eq!(sent.status, 201, "{}", sent.text());
    let desk = browser.get(&format!("/svar/{}", writer.desk)).send();
    assert!(
        !desk.text().contains("Endret etter innsending"),
        "{}",
        desk.text()
    );
    let read = app.reader_for("en-til@staff.example").read("/answers/1");
    assert_eq!(read["name_withheld"], false);
    assert_eq!(
        (&read["email"], &read["confirmed_email"]),
        (&json!(UNSENT), &json!(OLA))
    );
    let page = app.staff(Role::Reader).get(ANSWER).text().to_owned();
    assert!(!page.contains(WITHHELD), "{page}");
    // The version before it says what it said.
    let page = app.staff(Role::Reader).get(&format!("{ANSWER}?vis=1"));
    assert!(page.text().contains(WITHHELD), "{}", page.text());
    assert_eq!(exported(&app, "format=json")["name_withheld"], false);
}

#[test]
fn an_address_of_a_body_that_was_not_sent_is_in_no_file() {
    let app = TestApp::start();
    let wanted = [Wanted::new(
        "Fjellvik kommune",
        Some("post@fjellvik.example"),
    )];
    let body = app.invite_with_letters(&wanted).remove(0);
    let mut writer = app.invited_respondent(&body);
    writer.answer(&content("Vi er enige.", "stotter"));
    let sent = writer.send(&key("fjellvik"));
    assert_eq!(sent.status, 201, "{}", sent.text());
    writer.tell(&json!({ "sender": { "email": UNSENT } }));
    let told = json!({ "address": "kari@fjellvik.example", "confirmed": false });
    assert_eq!(exported(&app, "format=json")["email"], told);
    let mut staff = app.staff(Role::Reader);
    let table = "valgt=1&kol=kontakt";
    let grid = csv_of(&fetch(&mut staff, &format!("format=csv&{table}")).body);
    assert_eq!(column(&grid, "E-post"), ["kari@fjellvik.example"]);
    let sheets = sheets_of(&fetch(&mut staff, &format!("format=xlsx&{table}")).body);
    let all = &sheets["Alle innspill"];
    assert_eq!(column(all, "E-post"), ["kari@fjellvik.example"]);
    let page = staff.get(ANSWER);
    assert!(!page.text().contains(UNSENT), "{}", page.text());
    assert_eq!(
        app.reader().read("/answers/1")["email"],
        "kari@fjellvik.example"
    );
}

#[test]
fn an_answer_that_waits_for_its_address_has_the_one_that_it_was_sent_with() {
    let app = TestApp::start();
    let mut writer = app.send_unconfirmed(&a_person(OLA), &more());
    writer.tell(&json!({ "sender": { "email": UNSENT } }));
    let file = exported(&app, "format=json&ubekreftet=1");
    let told = json!({ "address": OLA, "confirmed": false });
    assert_eq!(file["email"], told);
}

#[test]
fn whose_deadline_was_moved_is_told_by_the_name_that_was_sent() {
    let app = TestApp::start();
    app.import_round();
    let mut writer = Respondent::confirmed_at(&app, ROUND, OLA);
    let asking = json!({ "new_on": "2027-03-20", "reason": "Ferie.", "email": OLA });
    assert_eq!(writer.post("/more-time").json(&asking).send().status, 200);
    let leader = app.staff(Role::Leader);
    let root = format!("/api/v1/staff/consultations/{ROUND}");
    let mut program = app.program(
        leader.id,
        &[Scope::ConsultationsWrite, Scope::AnswersWrite],
        &root,
    );
    let (requests, _) = program.read("/deadline/requests");
    let id = requests["items"][0]["id"].as_str().expect("an id");
    let answer = format!("/deadline/requests/{id}/answer");
    let granted = json!({ "grant": true, "new_on": "2027-03-12", "reason": { "nb": "Greit." } });
    let granted = program.seen("PUT", &answer, "\"0\"", Some(&granted));
    assert_eq!(granted.status, 200, "{}", granted.text());
    assert_eq!(writer.send(&key("ferie")).status, 201);
    writer.tell(&json!({ "sender": { "person": "Usendt Navn" } }));
    let page = app
        .staff(Role::Leader)
        .get(&format!("/saksbehandling/horinger/{ROUND}/frist"));
    assert!(page.text().contains("Eksempel"), "{}", page.text());
    assert!(!page.text().contains("Usendt Navn"), "{}", page.text());
}
