//! Programs of staff move deadlines, answer who asks for more time and decide on what came late, as the pages do;
//! and whoever answers asks for more time by a program.

use crate::extension::{FRIST, NEW, OLD, at, letters};
use crate::invitations::{fjellvik, with_letter};
use crate::support::app::{ROUND, TestApp};
use crate::support::program::Program;
use crate::support::respondent::{Respondent, faults, problem};
use crate::support::staff::{Staff, audited};
use hoering::role::Role;
use hoering::scope::Scope;
use serde_json::{Value, json};

const ROOT: &str = "/api/v1/staff/consultations/lettere-a-svare";
const POST: &str = "post@fjellvik.example";

fn program(app: &TestApp, staff: &Staff) -> Program {
    let scopes = [Scope::ConsultationsWrite, Scope::AnswersWrite];
    app.program(staff.id, &scopes, ROOT)
}

fn reason() -> Value {
    json!({ "nb": "Flere har bedt om mer tid.", "nn": "Fleire har bede om meir tid." })
}

#[test]
fn a_deadline_is_moved_for_all_once_for_a_key_after_a_look_at_what_it_means() {
    let (app, invited, _) = with_letter(fjellvik());
    let mut leader = app.staff(Role::Leader);
    let mut program = program(&app, &leader);
    let (before, _) = program.read("/deadline");
    assert_eq!(before["deadline_on"], OLD);
    let (preview, _) = program.read(&format!("/deadline/preview?new_on={NEW}"));
    assert_eq!(
        preview["told"],
        json!({ "invited": 1, "drafts": 0, "along": 0 })
    );
    assert_eq!(preview["concerns"][0]["kind"], "saturday");
    let new = json!({ "new_on": NEW, "reason": reason() });
    let moved = program.post_once("/deadline/changes", "k1", &new);
    assert_eq!(moved.status, 200, "{}", moved.text());
    assert_eq!(moved.json()["told"]["invited"], 1);
    let again = program.post_once("/deadline/changes", "k1", &new);
    assert_eq!(again.json(), moved.json());
    assert_eq!(letters(&app, POST, "mars").len(), 1);
    assert_eq!(program.read("/deadline").0["deadline_on"], NEW);
    assert!(leader.get(FRIST).text().contains("20. mars 2027"));
    let (changes, _) = program.read("/deadline/changes");
    assert_eq!(changes["items"].as_array().map(Vec::len), Some(1));
    let change = &changes["items"][0];
    assert_eq!(
        (&change["whose"], &change["old_on"]),
        (&json!("all"), &json!(OLD))
    );
    assert_eq!(change["by"], "Kari Eksempel");
    let back = program.post(
        "/deadline/changes",
        &json!({ "new_on": OLD, "reason": { "nb": " " } }),
    );
    assert_eq!(
        faults(&back),
        [("/reason/nb".into(), "error-reason-missing".into())]
    );
    let back = program.post(
        "/deadline/changes",
        &json!({ "new_on": OLD, "reason": reason() }),
    );
    assert_eq!(
        faults(&back),
        [("/new_on".into(), "error-deadline-not-later".into())]
    );
    let one = json!({ "new_on": "2027-04-09", "reason": reason(), "invited": invited.id });
    assert_eq!(program.post("/deadline/changes", &one).status, 200);
    let (its, _) = program.read(&format!("/deadline/invited/{}", invited.id));
    assert_eq!(
        (&its["deadline_on"], &its["name"]),
        (&json!("2027-04-09"), &json!("Fjellvik kommune"))
    );
    let nobody = json!({ "new_on": "2027-04-09", "reason": reason(), "invited": leader.id });
    assert_eq!(
        faults(&program.post("/deadline/changes", &nobody))[0].0,
        "/invited"
    );
    let trail = app.database(|conn| audited(conn, "consultation.deadline_extended"));
    assert!(trail.iter().all(|entry| entry.token_id.is_some()));
}

#[test]
fn whoever_answers_asks_for_more_time_by_a_program_and_the_first_answer_of_staff_stands() {
    let app = TestApp::start();
    app.import_round();
    let mut writer = Respondent::confirmed_at(&app, ROUND, "a@b.example");
    let lacks = writer
        .post("/more-time")
        .json(&json!({ "new_on": OLD, "reason": "x" }))
        .send();
    assert_eq!(
        faults(&lacks),
        [
            ("/new_on".into(), "error-deadline-not-later".into()),
            ("/email".into(), "error-email".into())
        ],
        "everything at once"
    );
    let asking = json!({ "new_on": NEW, "reason": "Styret møtes i mars.", "email": "a@b.example" });
    for _ in 0..2 {
        let asked = writer
            .post("/more-time")
            .header("Idempotency-Key", "en")
            .json(&asking)
            .send();
        assert_eq!(asked.status, 200, "{}", asked.text());
        assert_eq!(asked.json()["items"].as_array().map(Vec::len), Some(1));
    }
    let more = writer.post("/more-time").json(&asking).send();
    assert_eq!(
        faults(&more),
        [(String::new(), "error-more-time-waits".into())]
    );

    let (leader, mut other) = (app.staff(Role::Leader), app.staff(Role::Admin));
    let mut program = program(&app, &leader);
    let (requests, _) = program.read("/deadline/requests");
    let id = requests["items"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    assert_eq!(program.read("/deadline").0["open_requests"], 1);
    let path = format!("/deadline/requests/{id}");
    let (request, tag) = program.read(&path);
    assert_eq!(
        (&request["wanted_on"], &request["answer"]),
        (&json!(NEW), &Value::Null)
    );
    let answer = format!("{path}/answer");
    let refuse = json!({ "grant": false, "reason": { "nb": "Saken haster." } });
    let unseen = program.ask("PUT", &answer, &[], Some(&refuse));
    assert_eq!(unseen.status, 428);
    let page = format!("{FRIST}/anmodninger/{id}");
    let granted = other.post(
        &page,
        &[
            ("svar", "innvilg"),
            ("new_on", NEW),
            ("sett", NEW),
            ("reason", "Greit."),
            ("nokkel", "p"),
        ],
    );
    assert_eq!(granted.status, 303, "{}", granted.text());
    let overtaken = program.seen("PUT", &answer, &tag, Some(&refuse));
    assert_eq!(problem(&overtaken), "precondition-failed");
    let current = &overtaken.json()["current"];
    assert_eq!(
        (
            &current["answer"]["granted"],
            &current["answer"]["reason"]["nb"]
        ),
        (&json!(true), &json!("Greit."))
    );
    let told = writer.get("/more-time").json();
    assert_eq!(told["items"][0]["answer"]["reason"]["nb"], "Greit.");
    assert_eq!(writer.draft()["deadline_on"], NEW);
}

#[test]
fn a_request_is_granted_with_another_day_or_refused_by_a_program() {
    let app = TestApp::start();
    app.import_round();
    let leader = app.staff(Role::Leader);
    let mut program = program(&app, &leader);
    for (address, grant) in [("a@b.example", true), ("c@d.example", false)] {
        let mut writer = Respondent::confirmed_at(&app, ROUND, address);
        let asking = json!({ "new_on": NEW, "reason": "Ferie.", "email": address });
        assert_eq!(writer.post("/more-time").json(&asking).send().status, 200);
        let (requests, _) = program.read("/deadline/requests");
        let id = requests["items"][0]["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        let answer = format!("/deadline/requests/{id}/answer");
        let mut body = json!({ "grant": grant, "reason": { "nb": "Se brevet." } });
        if grant {
            body["new_on"] = "2027-03-12".into();
        }
        let answered = program.seen("PUT", &answer, "\"0\"", Some(&body));
        assert_eq!(answered.status, 200, "{}", answered.text());
        assert_eq!(answered.header("etag"), Some("\"1\""));
        assert_eq!(answered.json()["answer"]["granted"], grant);
        let until = if grant { "2027-03-12" } else { OLD };
        assert_eq!(writer.draft()["deadline_on"], until);
    }
    assert_eq!(
        letters(&app, "c@d.example", "anmodningen").len(),
        1,
        "the refusal"
    );
}

#[test]
fn late_answers_are_decided_on_as_they_were_seen_all_or_none() {
    let app = TestApp::start();
    app.import_round();
    let mut writers: Vec<Respondent> = ["a@b.example", "c@d.example"]
        .map(|address| Respondent::confirmed_at(&app, ROUND, address))
        .into();
    app.clock.set(at("2027-03-01T10:00:00Z"));
    for writer in &mut writers {
        assert_eq!(writer.send("late").json()["standing"], "late");
    }
    let officer = app.staff(Role::Officer);
    let mut program = program(&app, &officer);
    let (late, _) = program.read("/late-answers");
    let ids: Vec<Value> = late["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| item["version_id"].clone())
        .collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(late["items"][0]["decision"], Value::Null);
    let seen = |id: &Value| json!({ "version_id": id, "seen_decision": null });
    let decide = |answers: Vec<Value>, reason: &str| json!({ "answers": answers, "counts": true, "reason": reason });
    let path = "/late-answers/decisions";
    let one = decide(vec![seen(&ids[0])], "Møtet ble flyttet.");
    for _ in 0..2 {
        let done = program.post_once(path, "k", &one);
        assert_eq!(
            (done.status, &done.json()["decided"]),
            (200, &json!(1)),
            "{}",
            done.text()
        );
    }
    assert_eq!(writers[0].submission()["standing"], "counts");
    let both = decide(vec![seen(&ids[0]), seen(&ids[1])], "Begge.");
    let overtaken = program.post(path, &both);
    assert_eq!(problem(&overtaken), "precondition-failed");
    let current = overtaken.json()["current"].clone();
    assert_eq!(current.as_array().map(Vec::len), Some(1));
    assert_eq!(current[0]["decision"]["reason"], "Møtet ble flyttet.");
    assert_eq!(writers[1].submission()["standing"], "late", "none of them");
    let none = program.post(
        path,
        &json!({ "answers": [], "counts": true, "reason": "x" }),
    );
    assert_eq!(none.status, 422);
    let trail = app.database(|conn| audited(conn, "submission.standing_decided"));
    assert_eq!(trail.len(), 1);
    assert!(trail[0].token_id.is_some());
}

#[test]
fn a_late_answer_that_came_before_the_deadline_as_it_is_now_says_so() {
    let app = TestApp::start();
    app.import_round();
    let mut writer = Respondent::confirmed_at(&app, ROUND, "a@b.example");
    app.clock.set(at("2027-03-01T10:00:00Z"));
    assert_eq!(writer.send("late").json()["standing"], "late");
    let leader = app.staff(Role::Leader);
    let mut program = program(&app, &leader);
    let (late, _) = program.read("/late-answers");
    assert_eq!(late["items"][0]["before_current_deadline"], false);
    let new = json!({ "new_on": NEW, "reason": reason() });
    assert_eq!(program.post("/deadline/changes", &new).status, 200);
    let (late, _) = program.read("/late-answers");
    assert_eq!(late["items"][0]["before_current_deadline"], true);
}
