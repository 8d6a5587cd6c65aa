//! Programs of staff announce meetings, change and cancel them, and open the minutes, as the pages do.

use crate::support::app::{EXAMPLE, TestApp};
use crate::support::program::Program;
use crate::support::respondent::{Respondent, TEXT, faults, problem};
use crate::support::staff::audited;
use hoering::role::Role;
use hoering::scope::Scope;
use serde_json::{Value, json};

const ROOT: &str = "/api/v1/staff/consultations/24-13304/meetings";
const PAGE: &str = "/saksbehandling/horinger/24-13304/moter";

fn hearing() -> Value {
    json!({
        "kind": "oral",
        "title": { "nb": "Muntlig høring " },
        "starts_at": "2026-04-14T08:00:00Z",
        "ends_at": "2026-04-14T10:30:00Z",
        "place": "Storgata 1, Oslo",
        "about": { "nb": "Ta med *innspill*." },
    })
}

fn program(app: &TestApp) -> Program {
    let officer = app.staff_on(EXAMPLE, Role::Officer);
    app.program(
        officer.id,
        &[Scope::ConsultationsWrite, Scope::AnswersWrite],
        ROOT,
    )
}

/// The path of a meeting that was announced, below the root.
fn announced(program: &mut Program) -> String {
    let made = program.post_once("", "k", &hearing());
    assert_eq!(made.status, 201, "{}", made.text());
    let location = made.header("location").expect("a location");
    location
        .strip_prefix(ROOT)
        .expect("below the root")
        .to_owned()
}

#[test]
fn a_meeting_is_announced_once_changed_as_it_was_seen_and_cancelled() {
    let app = TestApp::start();
    let mut program = program(&app);
    let path = announced(&mut program);
    assert_eq!(announced(&mut program), path, "once");
    let (meeting, tag) = program.read(&path);
    assert_eq!(
        meeting["title"],
        json!({ "nb": "Muntlig høring", "nn": null })
    );
    let mut officer = app.staff_on(EXAMPLE, Role::Officer);
    assert!(officer.get(PAGE).text().contains("10.00–12.30"));
    let public = app.client().get("/horinger/24-13304").send();
    assert!(public.text().contains("Storgata 1, Oslo"));
    let mut moved = hearing();
    moved["place"] = "Tromsø".into();
    assert_eq!(program.ask("PUT", &path, &[], Some(&moved)).status, 428);
    let changed = program.seen("PUT", &path, &tag, Some(&moved));
    assert_eq!(
        (changed.status, changed.header("etag")),
        (200, Some("\"2\"")),
        "{}",
        changed.text()
    );
    let overtaken = program.seen("PUT", &path, &tag, Some(&hearing()));
    assert_eq!(problem(&overtaken), "precondition-failed");
    assert_eq!(overtaken.json()["current"]["place"], "Tromsø");
    let off = format!("{path}/cancellation");
    for _ in 0..2 {
        assert_eq!(program.ask("PUT", &off, &[], None).status, 204);
    }
    let (meeting, tag) = program.read(&path);
    assert!(meeting["cancelled_at"].is_string());
    assert_eq!(program.seen("PUT", &path, &tag, Some(&moved)).status, 412);
    assert!(officer.get(PAGE).text().contains("Avlyst"));
    let trail = app.database(|conn| audited(conn, "meeting."));
    let actions: Vec<&str> = trail.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(
        actions,
        ["meeting.announced", "meeting.changed", "meeting.cancelled"]
    );
    assert!(trail.iter().all(|entry| entry.token_id.is_some()));
}

#[test]
fn everything_that_is_wrong_with_a_meeting_is_told_at_once() {
    let app = TestApp::start();
    let mut program = program(&app);
    let wrong = json!({
        "kind": "oral",
        "title": { "nb": " " },
        "starts_at": "1026-04-14T08:00:00Z",
        "ends_at": "2026-04-14T10:30:00Z",
        "link": "http://mote.example",
    });
    let refused = program.post("", &wrong);
    let at: Vec<String> = faults(&refused).into_iter().map(|(at, _)| at).collect();
    assert_eq!(at, ["/title/nb", "/starts_at", "/link"]);
    assert_eq!(program.read("").0["items"], json!([]));
}

#[test]
fn a_program_does_not_cancel_a_meeting_that_has_begun() {
    let app = TestApp::start();
    let path = announced(&mut program(&app));
    app.clock
        .set("2026-04-14T08:00:00Z".parse().expect("an instant"));
    let mut program = program(&app);
    let refused = program.ask("PUT", &format!("{path}/cancellation"), &[], None);
    assert_eq!(refused.status, 422, "{}", refused.text());
    let wrong = vec![(String::new(), "error-meeting-begun".to_owned())];
    assert_eq!(faults(&refused), wrong);
    assert!(program.read(&path).0["cancelled_at"].is_null());
}

#[test]
fn the_minutes_of_a_meeting_are_opened_by_a_program_and_written_as_every_draft() {
    let app = TestApp::start();
    let mut before = program(&app);
    let path = format!("{}/minutes", announced(&mut before));
    assert_eq!(problem(&before.ask("POST", &path, &[], None)), "not-open");
    app.clock
        .set("2026-04-14T11:00:00Z".parse().expect("an instant"));
    let mut after = program(&app);
    let opened = after.ask("POST", &path, &[], None);
    assert_eq!(opened.status, 200, "{}", opened.text());
    let again = after.ask("POST", &path, &[], None);
    let (opened, again) = (opened.json(), again.json());
    assert_eq!(opened["token"], again["token"], "one desk for a meeting");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let mut minutes = Respondent {
        client: app.client(),
        desk: text(&opened["draft"]["id"]),
        token: text(&opened["token"]),
    };
    minutes.write(TEXT, 0, "Sagt fra salen.");
    let sent = minutes.send("referat");
    assert_eq!(sent.status, 201, "{}", sent.text());
    let begun = app.database(|conn| audited(conn, "minutes.begun"));
    assert_eq!(begun.len(), 1);
    assert!(begun[0].token_id.is_some());
}
