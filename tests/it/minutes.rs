//! The minutes of a meeting belong to those who may write them: what somebody has had of links ends with their access, and
//! colleagues go on.

use crate::adoption::browser;
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::program::Program;
use crate::support::respondent::{Respondent, TEXT, letter_token, problem, text_of};
use crate::support::staff::audited;
use hoering::accounts;
use hoering::role::Role;
use hoering::scope::Scope;
use serde_json::json;
use uuid::Uuid;

const ROOT: &str = "/api/v1/staff/consultations/24-13304/meetings";

/// A member of staff who leaves, and what they have had of the minutes.
struct Leaving {
    id: Uuid,
    minutes: Respondent,
    /// Of the link in the letter with the receipt.
    in_letter: String,
}

const LEAVES: &str = "officer-24-13304@staff.example";
const STAYS: &str = "blir@staff.example";

fn program(app: &TestApp, staff: Uuid) -> Program {
    app.program(
        staff,
        &[Scope::ConsultationsWrite, Scope::AnswersWrite],
        ROOT,
    )
}

/// The desk of the minutes at this path, as this member of staff gets it.
pub fn opened(app: &TestApp, staff: Uuid, path: &str) -> Respondent {
    let opened = program(app, staff).ask("POST", path, &[], None);
    assert_eq!(opened.status, 200, "{}", opened.text());
    let opened = opened.json();
    Respondent {
        client: app.client(),
        desk: text_of(&opened["draft"]["id"]),
        token: text_of(&opened["token"]),
    }
}

/// A meeting that has begun; the path of its minutes.
pub fn held(app: &TestApp) -> String {
    let officer = app.staff_on(EXAMPLE, Role::Officer);
    let hearing = json!({
        "kind": "oral",
        "title": { "nb": "Muntlig høring" },
        "starts_at": "2026-04-14T08:00:00Z",
        "ends_at": "2026-04-14T10:30:00Z",
        "place": "Storgata 1, Oslo",
    });
    let made = program(app, officer.id).post_once("", "k", &hearing);
    assert_eq!(made.status, 201, "{}", made.text());
    let location = made.header("location").expect("a location");
    let path = location.strip_prefix(ROOT).expect("below the root");
    app.clock
        .set("2026-04-14T11:00:00Z".parse().expect("an instant"));
    format!("{path}/minutes")
}

/// An officer of the consultation alone who has sent the minutes.
fn sent(app: &TestApp, path: &str) -> Leaving {
    let id = app.staff_on(EXAMPLE, Role::Officer).id;
    let mut minutes = opened(app, id, path);
    minutes.write(TEXT, 0, "Sagt fra salen.");
    let sent = minutes.send("referat");
    assert_eq!(sent.status, 201, "{}", sent.text());
    let in_letter = letter_token(app, LEAVES);
    Leaving {
        id,
        minutes,
        in_letter,
    }
}

/// An officer of everything, who is still there.
fn colleague(app: &TestApp) -> Uuid {
    let id = app.add_staff(STAYS);
    app.give_role(id, None, Some(Role::Officer));
    id
}

/// None of their links opens the minutes any more.
fn are_shut_out(app: &TestApp, leaving: &mut Leaving) {
    assert_eq!(problem(&leaving.minutes.get("")), "link-revoked");
    let written = leaving
        .minutes
        .put_field(TEXT, 1, &json!({ "text": "Endret." }));
    assert_eq!(problem(&written), "link-revoked");
    assert_eq!(problem(&leaving.minutes.send("igjen")), "link-revoked");
    let mut by_letter = Respondent {
        client: app.client(),
        desk: leaving.minutes.desk.clone(),
        token: leaving.in_letter.clone(),
    };
    assert_eq!(problem(&by_letter.get("")), "link-revoked");
    let landing = app
        .client()
        .get(&format!("/lenke/{}", leaving.in_letter))
        .send();
    assert_eq!(landing.status, 410);
    assert!(
        landing.text().contains("«Skriv referat»"),
        "{}",
        landing.text()
    );
}

#[test]
fn whoever_has_left_neither_reads_writes_nor_sends_the_minutes_they_began() {
    let app = TestApp::start();
    let path = held(&app);
    let mut leaving = sent(&app, &path);
    let (id, by) = (leaving.id, app.operator());
    app.database(|conn| accounts::disable(conn, id, by))
        .expect("an end");
    are_shut_out(&app, &mut leaving);
    let ended = app.database(|conn| audited(conn, "minutes.links_ended"));
    assert_eq!(ended.len(), 1);
    assert_eq!(ended[0].detail, Some(format!("staff:{id}")));
}

#[test]
fn a_link_that_they_had_sent_elsewhere_opens_the_minutes_no_more_either() {
    let app = TestApp::start();
    let path = held(&app);
    let mut leaving = sent(&app, &path);
    leaving.minutes.have_link_sent("privat@post.example");
    let elsewhere = letter_token(&app, "privat@post.example");
    let (id, by) = (leaving.id, app.operator());
    app.database(|conn| accounts::disable(conn, id, by))
        .expect("an end");
    leaving.in_letter = elsewhere;
    are_shut_out(&app, &mut leaving);
}

#[test]
fn a_colleague_goes_on_with_the_same_minutes_and_gets_the_letters_from_then_on() {
    let app = TestApp::start();
    let path = held(&app);
    let mut leaving = sent(&app, &path);
    app.give_role(leaving.id, Some(EXAMPLE), None);
    are_shut_out(&app, &mut leaving);
    let before = app.mailbox.letters_to(LEAVES).len();
    let mut minutes = opened(&app, colleague(&app), &path);
    assert_eq!(minutes.desk, leaving.minutes.desk);
    assert_ne!(minutes.token, leaving.minutes.token);
    assert_eq!(
        minutes.get(&format!("/fields/{TEXT}")).json()["text"],
        "Sagt fra salen."
    );
    let sent = minutes.rewrite_and_send(TEXT, "Sagt fra salen, og fra scenen.", "igjen");
    assert_eq!(sent.status, 201, "{}", sent.text());
    assert_eq!(minutes.submission()["standing"], "counts");
    let mut by_letter = Respondent {
        client: app.client(),
        desk: minutes.desk.clone(),
        token: letter_token(&app, STAYS),
    };
    assert_eq!(by_letter.get("").status, 200);
    assert_eq!(app.mailbox.letters_to(LEAVES).len(), before);
    are_shut_out(&app, &mut leaving);
}

#[test]
fn a_program_that_was_ended_leaves_no_link_to_minutes_behind() {
    let app = TestApp::start();
    let path = held(&app);
    let mut leaving = sent(&app, &path);
    let mut admin = app.staff(Role::Admin);
    let mut end = |id: Uuid| {
        let ended = admin.post(&format!("/saksbehandling/nokler/{id}/avslutt"), &[]);
        assert_eq!(ended.status, 303, "{}", ended.text());
    };
    let writing = app.token_ids(leaving.id)[0];
    app.token(leaving.id, &[Scope::AnswersRead]);
    let all = app.token_ids(leaving.id);
    let reading = all.iter().find(|id| **id != writing);
    end(*reading.expect("the one that only reads"));
    assert_eq!(leaving.minutes.get("").status, 200, "it had made none");
    end(writing);
    are_shut_out(&app, &mut leaving);
    let mut again = opened(&app, leaving.id, &path);
    assert_eq!(again.desk, leaving.minutes.desk);
    assert_eq!(again.get("").status, 200, "by another program");
}

#[test]
fn a_role_that_still_lets_write_minutes_ends_no_link_and_a_lower_one_does() {
    let app = TestApp::start();
    let path = held(&app);
    let mut leaving = sent(&app, &path);
    app.give_role(leaving.id, None, Some(Role::Officer));
    app.give_role(leaving.id, Some(EXAMPLE), Some(Role::Reader));
    assert_eq!(leaving.minutes.get("").status, 200, "an officer of all");
    app.give_role(leaving.id, None, Some(Role::Reader));
    are_shut_out(&app, &mut leaving);
}

#[test]
fn nobody_elses_links_end_with_the_access_of_a_member_of_staff() {
    let app = TestApp::start();
    let path = held(&app);
    let mut respondent = Respondent::confirmed(&app);
    let mut leaving = sent(&app, &path);
    let reader = app.staff_on(EXAMPLE, Role::Reader);
    app.give_role(reader.id, Some(EXAMPLE), None);
    assert_eq!(leaving.minutes.get("").status, 200, "a reader had no part");
    let (id, by) = (leaving.id, app.operator());
    app.database(|conn| accounts::disable(conn, id, by))
        .expect("an end");
    assert_eq!(respondent.get("").status, 200);
    // They have nothing left to lose: what a colleague has got since stays.
    let mut minutes = opened(&app, colleague(&app), &path);
    app.give_role(id, Some(EXAMPLE), None);
    assert_eq!(minutes.get("").status, 200);
    assert_eq!(problem(&leaving.minutes.get("")), "link-revoked");
}

#[test]
fn whoever_only_looks_at_minutes_that_were_sent_has_changed_nothing_in_them() {
    let app = TestApp::start();
    let path = held(&app);
    let sent = sent(&app, &path);
    let colleague = colleague(&app);
    let minutes = opened(&app, colleague, &path);
    let mut looks = browser(&app, &minutes.token);
    let tasks = looks.get(&format!("/svar/{}", sent.minutes.desk)).send();
    let said = "endrer et innsendt innspill";
    assert!(!tasks.text().contains(said), "{}", tasks.text());
}

#[test]
fn whoever_concludes_is_told_which_minutes_are_begun_and_not_sent() {
    let app = TestApp::start();
    let path = held(&app);
    let officer = app.staff_on(EXAMPLE, Role::Officer).id;
    let mut minutes = opened(&app, officer, &path);
    app.pass_deadline();
    let mut leader = app.staff(Role::Leader);
    let status = format!("/saksbehandling/horinger/{EXAMPLE}/frist/status");
    let said = "er begynt og ikke sendt inn";
    let mut ask = |to: &str| {
        let asked = leader.post(&status, &[("status", to)]);
        assert_eq!(asked.status, 200, "{}", asked.text());
        asked.text().to_owned()
    };
    let asked = ask("concluded");
    assert!(!asked.contains(said), "nothing is written: {asked}");
    minutes.write(TEXT, 0, "Sagt fra salen.");
    let asked = ask("concluded");
    for told in [
        "Ett referat er begynt og ikke sendt inn",
        "Muntlig høring, 14. april 2026",
        "Gå til møtene",
    ] {
        assert!(asked.contains(told), "{told}: {asked}");
    }
    assert!(!ask("processing").contains(said), "it goes on");
    assert_eq!(minutes.send("referat").status, 201);
    assert!(!ask("concluded").contains(said));
}
