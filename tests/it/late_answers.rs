//! What comes after the deadline: staff decide with a reason whether it counts, one by one or several; the
//! sender learns it; and nobody decides over what another has decided without having seen it.

use crate::adoption::browser;
use crate::extension::{FRIST, NEW, at, extend, letters};
use crate::invitations::send_from;
use crate::support::app::{ROUND, TestApp};
use crate::support::client::Answer;
use crate::support::respondent::{Respondent, a_field, faults};
use crate::support::staff::{Staff, audited};
use hoering::role::Role;
use hoering::scope::Scope;
use serde_json::json;

const LATE: &str = "/saksbehandling/horinger/lettere-a-svare/frist/sene";
const AFTER: &str = "2027-03-01T10:00:00Z";

/// A round whose deadline has passed, with late answers from these.
fn with_late(addresses: &[&str]) -> (TestApp, Vec<Respondent>) {
    let app = TestApp::start();
    app.import_round();
    let mut writers: Vec<Respondent> = addresses
        .iter()
        .map(|address| Respondent::confirmed_at(&app, ROUND, address))
        .collect();
    app.clock.set(at(AFTER));
    for writer in &mut writers {
        assert_eq!(writer.send("late").json()["standing"], "late");
    }
    (app, writers)
}

/// The boxes of the page: the version and the decision that was seen.
fn boxes(page: &Answer) -> Vec<String> {
    let parts = page.text().split("name=\"id\" value=\"").skip(1);
    parts
        .map(|part| part.split('"').next().expect("a value").to_owned())
        .collect()
}

fn decide(staff: &mut Staff, chosen: &[String], what: &str, reason: &str, key: &str) -> Answer {
    let mut fields = vec![("avgjorelse", what), ("reason", reason), ("nokkel", key)];
    fields.extend(chosen.iter().map(|id| ("id", id.as_str())));
    staff.post(LATE, &fields)
}

#[test]
fn a_late_answer_counts_when_staff_say_so_and_not_when_they_change_their_mind() {
    let (app, mut writers) = with_late(&["a@b.example"]);
    let mut officer = app.staff(Role::Officer);
    let page = officer.get(LATE);
    assert!(page.text().contains("Ikke avgjort"), "{}", page.text());
    assert!(
        page.text()
            .contains("2 dager og 11 timer etter 26. februar 2027"),
        "{}",
        page.text()
    );
    let done = decide(
        &mut officer,
        &boxes(&page),
        "teller",
        "Møtet ble flyttet.",
        "one",
    );
    assert_eq!(
        done.header("location"),
        Some(&*format!("{LATE}?antall=1")),
        "{}",
        done.text()
    );
    assert_eq!(writers[0].submission()["standing"], "counts");
    let sent = letters(&app, "a@b.example", "skal telle");
    assert_eq!(sent.len(), 1);
    assert!(
        sent[0].text.contains("Møtet ble flyttet."),
        "{}",
        sent[0].text
    );
    let page = officer.get(LATE);
    assert!(page.text().contains("Kari Eksempel") && page.text().contains("Møtet ble flyttet."));
    let done = decide(
        &mut officer,
        &boxes(&page),
        "teller-ikke",
        "Det var feil.",
        "two",
    );
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(writers[0].submission()["standing"], "late");
    assert_eq!(letters(&app, "a@b.example", "skal ikke telle").len(), 1);
    let entries = app.database(|conn| audited(conn, "submission.standing_decided"));
    let said: Vec<_> = entries.iter().filter_map(|e| e.detail.as_deref()).collect();
    assert_eq!(said, ["version 1 counts", "version 1 does not count"]);
}

#[test]
fn a_late_version_takes_the_place_of_one_in_time_only_when_staff_decide_so() {
    let app = TestApp::start();
    app.import_round();
    let mut writer = Respondent::confirmed_at(&app, ROUND, "a@b.example");
    assert_eq!(writer.send("in-time").json()["standing"], "counts");
    app.clock.set(at(AFTER));
    let late = writer.rewrite_and_send(a_field(ROUND), "Et tillegg.", "late");
    assert_eq!(late.json()["standing"], "supplement");
    let mut officer = app.staff(Role::Officer);
    let supplements = |path: &str| {
        let list = app
            .reader()
            .at("GET", &format!("/api/v1/staff/consultations/{ROUND}{path}"));
        assert_eq!(list.status, 200, "{}", list.text());
        list.json()
    };
    let numbers = || {
        let found = supplements("/answers?standing=supplement")["found"].clone();
        let told = supplements("/overview")["figures"]["supplement"]["count"].clone();
        (found, told)
    };
    assert_eq!(numbers(), (json!(1), json!(1)));
    let list = officer.get(&format!("/saksbehandling/horinger/{ROUND}/innspill"));
    assert!(
        list.text().contains("Tillegg etter fristen"),
        "{}",
        list.text()
    );
    let page = officer.get(LATE);
    assert!(
        page.text().contains("Ikke avgjort; versjon 1 teller"),
        "{}",
        page.text()
    );
    decide(
        &mut officer,
        &boxes(&page),
        "teller",
        "Det retter en feil.",
        "one",
    );
    assert_eq!(writer.submission()["current_version"], 2);
    assert_eq!(numbers(), (json!(0), json!(0)));
    // What comes after that waits for a decision of its own.
    let again = writer.rewrite_and_send(a_field(ROUND), "Enda et.", "later");
    assert_eq!(again.json()["standing"], "supplement");
    assert_eq!(writer.submission()["current_version"], 2);
    let page = officer.get(LATE);
    decide(
        &mut officer,
        &boxes(&page),
        "teller-ikke",
        "For sent.",
        "two",
    );
    let submission = writer.submission();
    assert_eq!(submission["current_version"], 2);
    assert_eq!(submission["standing"], "counts");
    assert!(
        officer
            .get(LATE)
            .text()
            .contains("Teller ikke; versjon 2 teller")
    );
}

#[test]
fn several_are_decided_with_one_reason_and_none_when_another_was_first() {
    let (app, mut writers) = with_late(&["a@b.example", "b@b.example", "c@b.example"]);
    let (mut one, mut other) = (app.staff(Role::Officer), app.staff(Role::Leader));
    let seen = boxes(&one.get(LATE));
    assert_eq!(seen.len(), 3);
    assert_eq!(
        decide(&mut one, &seen[..1], "teller", "Først.", "one").status,
        303
    );
    let second = decide(&mut other, &seen, "teller-ikke", "Min <i>grunn</i>.", "two");
    assert_eq!(second.status, 409, "{}", second.text());
    for said in [
        "Noen andre var før deg",
        "Teller",
        "Først.",
        "Min &#60;i&#62;grunn",
    ] {
        assert!(second.text().contains(said), "{said}: {}", second.text());
    }
    let standing = |writer: &mut Respondent| writer.submission()["standing"].clone();
    assert_eq!(
        standing(&mut writers[1]),
        "late",
        "nothing was written of the others"
    );
    assert_eq!(letters(&app, "b@b.example", "telle").len(), 0);
    // Having seen it, the second decides; the same press again is the same decision.
    let seen = boxes(&other.get(LATE));
    for _ in 0..2 {
        assert_eq!(
            decide(&mut other, &seen, "teller", "Alle.", "three").status,
            303
        );
    }
    for writer in &mut writers {
        assert_eq!(standing(writer), "counts");
    }
    assert_eq!(letters(&app, "b@b.example", "skal telle").len(), 1);
}

#[test]
fn a_decision_needs_a_reason_a_choice_and_a_role() {
    let (app, _) = with_late(&["a@b.example"]);
    let mut officer = app.staff(Role::Officer);
    let seen = boxes(&officer.get(LATE));
    let refused = decide(&mut officer, &seen, "teller", " ", "k");
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Skriv en begrunnelse"));
    let refused = decide(&mut officer, &[], "noe", "Fordi.", "k");
    assert_eq!(refused.status, 422);
    for said in [
        "Velg minst ett innspill",
        "Velg om det skal telle",
        "Fordi.",
    ] {
        assert!(refused.text().contains(said), "{said}");
    }
    let mut reader = app.staff(Role::Reader);
    assert_eq!(
        decide(&mut reader, &seen, "teller", "Fordi.", "k").status,
        403
    );
    assert_eq!(boxes(&reader.get(LATE)), Vec::<String>::new());
}

#[test]
fn what_came_before_the_new_deadline_is_marked_so_and_what_comes_then_counts() {
    let (app, mut writers) = with_late(&["a@b.example"]);
    let mut leader = app.staff(Role::Leader);
    assert_eq!(extend(&mut leader, FRIST, NEW, "k").status, 303);
    assert!(
        leader
            .get(LATE)
            .text()
            .contains("Kom før fristen som gjelder nå")
    );
    let sent = writers[0].rewrite_and_send(a_field(ROUND), "På nytt.", "in-time");
    assert_eq!(sent.json()["standing"], "counts");
    let page = leader.get(LATE);
    assert!(
        boxes(&page).is_empty(),
        "nothing is left to decide: {}",
        page.text()
    );
}

#[test]
fn what_came_late_is_sent_again_as_it_is_when_the_deadline_is_moved_unless_it_counts_already() {
    let (app, mut writers) = with_late(&["a@b.example", "b@b.example"]);
    let mut leader = app.staff(Role::Leader);
    let page = leader.get(LATE);
    let other = &boxes(&page)[1..];
    let done = decide(&mut leader, other, "teller", "Møtet ble flyttet.", "one");
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(extend(&mut leader, FRIST, NEW, "k").status, 303);
    for (writer, again) in writers.iter().zip([true, false]) {
        let mut client = browser(&app, &writer.token);
        let review = client.get(&format!("/svar/{}/se-over", writer.desk)).send();
        for said in ["så er det i tide", "name=\"nokkel\""] {
            assert_eq!(review.text().contains(said), again, "{}", review.text());
        }
    }
    let mut client = browser(&app, &writers[0].token);
    let sent = send_from(&mut client, &format!("/svar/{}", writers[0].desk));
    assert_eq!(sent.status, 303, "{}", sent.text());
    let submission = writers[0].submission();
    assert_eq!(submission["standing"], "counts");
    assert_eq!(submission["current_version"], 2);
}

#[test]
fn whoever_concludes_is_told_of_late_answers_that_nobody_has_decided_on_and_never_goes_back() {
    let (app, _) = with_late(&["a@b.example", "b@b.example"]);
    let mut leader = app.staff(Role::Leader);
    let page = leader.get(LATE);
    let one = &boxes(&page)[..1];
    let done = decide(&mut leader, one, "teller-ikke", "For sent.", "k");
    assert_eq!(done.status, 303, "{}", done.text());
    let status = format!("{FRIST}/status");
    let asked = leader.post(&status, &[("status", "concluded")]);
    assert_eq!(asked.status, 200, "{}", asked.text());
    assert!(
        asked.text().contains("Ett sent innspill er ikke avgjort"),
        "{}",
        asked.text()
    );
    assert!(asked.text().contains(&format!("href=\"{LATE}\"")));
    let asked = leader.post(&status, &[("status", "processing")]);
    assert!(!asked.text().contains("ikke avgjort"), "{}", asked.text());
    let concluded = leader.post(&status, &[("status", "concluded"), ("bekreftet", "ja")]);
    assert_eq!(concluded.status, 303, "{}", concluded.text());
    for confirmed in ["", "ja"] {
        let back = leader.post(
            &status,
            &[("status", "processing"), ("bekreftet", confirmed)],
        );
        assert_eq!(back.status, 422, "{}", back.text());
        assert!(
            back.text().contains("Det går bare fremover"),
            "{}",
            back.text()
        );
        assert!(back.text().contains("href=\"#status\"") && back.text().contains("id=\"status\""));
        assert!(!back.text().contains("tar ikke imot innspill nå"));
    }
    let token = app.token(leader.id, &[Scope::ConsultationsWrite]);
    let back = app
        .client()
        .request("PUT", "/api/v1/staff/consultations/lettere-a-svare/status")
        .header("Authorization", &format!("Bearer {token}"))
        .json(&json!({ "status": "processing" }))
        .send();
    assert_eq!(
        faults(&back),
        [("/status".to_owned(), "error-advance-back".to_owned())]
    );
}
