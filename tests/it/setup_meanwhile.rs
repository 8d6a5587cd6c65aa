//! What is decided beside a working copy while it is written: its owner's name, a version by a file, another working
//! copy in its place; and a status before its time.

use crate::setup::{base, saved, write_47329};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::program::Program;
use crate::support::respondent::problem;
use crate::support::staff::Staff;
use chrono::TimeDelta;
use hoering::role::Role;
use hoering::scope::Scope;
use serde_json::{Value, json};

/// Opens what is published for change; where that is done.
fn opened(staff: &mut Staff, slug: &str) -> String {
    let at = base(slug);
    assert_eq!(staff.post(&at, &[]).status, 303);
    at
}

fn program(app: &TestApp, staff: &Staff) -> Program {
    app.program(staff.id, &[Scope::ConsultationsWrite], "/api/v1/staff")
}

/// The codes of what is found, and whether it may be published.
fn checked(program: &mut Program, slug: &str) -> (Vec<String>, bool) {
    let (checks, _) = program.read(&format!("/working-copies/{slug}/checks"));
    let found = checks["findings"].as_array().expect("findings").iter();
    let codes = found.filter_map(|f| Some(f["code"].as_str()?.to_owned()));
    (codes.collect(), checks["may_publish"] == true)
}

/// Reads the content, changes it, and saves it; the tag of what stands there then.
fn written(program: &mut Program, slug: &str, change: impl FnOnce(&mut Value)) -> String {
    let path = format!("/working-copies/{slug}");
    let (copy, tag) = program.read(&path);
    let mut content = copy["content"].clone();
    change(&mut content);
    let saved = program.seen("PUT", &path, &tag, Some(&content));
    assert_eq!(saved.status, 200, "{}", saved.text());
    saved.header("etag").expect("a tag").to_owned()
}

#[test]
fn a_status_before_its_time_is_refused_and_one_in_time_is_shown() {
    let app = TestApp::start();
    let mut leader = app.staff(Role::Leader);
    opened(&mut leader, EXAMPLE);
    let mut program = program(&app, &leader);
    let conclude = |content: &mut Value| {
        content["status"] = "concluded".into();
        content["change_note"] = json!({ "nb": "Ferdig." });
        content["professional_change"] = "false".into();
    };
    let tag = written(&mut program, EXAMPLE, conclude);
    let (codes, may) = checked(&mut program, EXAMPLE);
    assert!(codes.contains(&"setup-wrong-status-early".to_owned()) && !may);
    let publication = format!("/working-copies/{EXAMPLE}/publication");
    assert_eq!(
        problem(&program.seen("POST", &publication, &tag, None)),
        "invalid"
    );
    app.clock.advance(TimeDelta::days(365));
    let mut leader = app.staff(Role::Leader);
    let mut program = self::program(&app, &leader);
    let (differences, _) = program.read(&format!("/working-copies/{EXAMPLE}/differences"));
    let facts = &differences["changes"][0]["facts"];
    let moved = json!([{ "kind": "status", "old": "open", "new": "concluded" }]);
    assert_eq!(facts, &moved, "{differences}");
    let page = leader.get(&format!("{}/publiser", base(EXAMPLE)));
    let said = "Status er endret fra «Åpen for innspill» til «Ferdigbehandlet».";
    assert!(page.text().contains(said), "{}", page.text());
    let done = program.seen("POST", &publication, &tag, None);
    assert_eq!(done.status, 200, "{}", done.text());
}

#[test]
fn a_first_publication_says_that_the_deadline_has_passed_only_once_it_has() {
    let app = TestApp::start();
    let mut leader = app.staff(Role::Leader);
    write_47329(&mut leader);
    let mut program = program(&app, &leader);
    written(&mut program, "22-47329", |content| {
        content["status"] = "processing".into();
        content["published_on"] = "2025-06-01".into();
        content["deadline_on"] = "2026-03-04".into();
    });
    let (codes, may) = checked(&mut program, "22-47329");
    assert!(codes.contains(&"setup-wrong-status-early".to_owned()) && !may);
}
