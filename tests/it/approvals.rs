//! What a second person is told before they approve: that something waits for them, and all that it changes; and that of
//! several who press at once, one publishes.

use crate::setup::{base, publish, saved, write_47329};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::program::Program;
use crate::support::staff::{Staff, audited};
use hoering::role::Role;
use hoering::scope::Scope;
use serde_json::json;
use std::sync::Barrier;

const START: &str = "/saksbehandling";
const WAITS: &str = "Venter på godkjenning";
const COPY: &str = "/working-copies/24-13304";

const NOTE: [(&str, &str); 3] = [
    ("change_note.nb", "Kontakten er ny."),
    ("change_note.nn", "Kontakten er ny."),
    ("professional_change", "false"),
];

fn with_a_second_person() -> TestApp {
    TestApp::start_with(&[("HOERING_PUBLISHING_SECOND_PERSON", "true")])
}

fn program(app: &TestApp, staff: &Staff) -> Program {
    app.program(staff.id, &[Scope::ConsultationsWrite], "/api/v1/staff")
}

/// Another leader of the example alone.
fn second_leader(app: &TestApp) -> Staff {
    let id = app.add_staff("andre@staff.example");
    app.give_role(id, Some(EXAMPLE), Some(Role::Leader));
    app.signed_in(id)
}

/// The example opened for change, with this saved beside its note.
fn changed(staff: &mut Staff, fields: &[(&str, &str)]) -> String {
    let at = base(EXAMPLE);
    assert_eq!(staff.post(&at, &[]).status, 303);
    saved(staff, &format!("{at}/om"), &[&NOTE[..], fields].concat());
    at
}

fn ask(staff: &mut Staff, at: &str) {
    saved(staff, &format!("{at}/publiser"), &[("gjor", "be")]);
}

#[test]
fn whoever_may_approve_sees_on_their_first_page_what_waits_who_asked_and_when() {
    let app = with_a_second_person();
    let mut one = app.staff_on(EXAMPLE, Role::Leader);
    let mut other = second_leader(&app);
    assert!(!other.get(START).text().contains(WAITS));
    let at = changed(&mut one, &[]);
    assert!(!other.get(START).text().contains(WAITS), "nobody has asked");
    ask(&mut one, &at);
    let page = other.get(START);
    let way = format!("href=\"{at}/publiser\"");
    for said in [WAITS, &way, "Kari Eksempel ba om godkjenning"] {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    assert!(other.get("/nn/saksbehandling").text().contains("Ventar på"));
    assert!(!one.get(START).text().contains(WAITS), "whoever asked");
    let mut officer = app.staff_on(EXAMPLE, Role::Officer);
    assert!(!officer.get(START).text().contains(WAITS));
    publish(&mut other, &at);
    assert!(!other.get(START).text().contains(WAITS));
}

#[test]
fn what_is_new_waits_for_those_who_work_on_all_alone() {
    let app = with_a_second_person();
    let mut one = app.staff(Role::Leader);
    let at = write_47329(&mut one);
    ask(&mut one, &at);
    let (mut of_all, mut of_one) = (app.staff(Role::Admin), second_leader(&app));
    let way = format!("href=\"{at}/publiser\"");
    assert!(of_all.get(START).text().contains(&way));
    let page = of_one.get(START);
    assert!(!page.text().contains(WAITS) && !page.text().contains("verpehøns"));
}

#[test]
fn whom_to_ask_is_among_what_the_second_person_and_everybody_see_as_changed() {
    let app = with_a_second_person();
    let mut one = app.staff_on(EXAMPLE, Role::Leader);
    let mut other = second_leader(&app);
    let at = changed(&mut one, &[("contact.email", "ny@direktorat.example")]);
    ask(&mut one, &at);
    let (told, _) = program(&app, &other).read(&format!("{COPY}/differences"));
    let contact = |email: &str| json!({ "name": null, "email": email, "phone": null });
    assert_eq!(
        told["changes"][0]["facts"],
        json!([{
            "kind": "contact",
            "old": contact("postmottak@direktorat.example"),
            "new": contact("ny@direktorat.example"),
        }]),
        "{told}"
    );
    let said = "Kontakten er nå ny@direktorat.example. Før var det postmottak@direktorat.example.";
    let page = other.get(&format!("{at}/publiser"));
    assert!(page.text().contains(said), "{}", page.text());
    publish(&mut other, &at);
    let public = app.client().get("/horinger/24-13304/versjoner/2").send();
    assert!(public.text().contains(said), "{}", public.text());
}

#[test]
fn of_several_who_publish_at_once_one_does_and_it_is_told_once() {
    const LEADERS: usize = 3;
    let app = TestApp::start();
    let mut one = app.staff_on(EXAMPLE, Role::Leader);
    changed(&mut one, &[("contact.email", "ny@direktorat.example")]);
    let (_, tag) = program(&app, &one).read(COPY);
    let programs: Vec<Program> = (0..LEADERS)
        .map(|n| {
            let id = app.add_staff(&format!("leder{n}@staff.example"));
            app.give_role(id, Some(EXAMPLE), Some(Role::Leader));
            program(&app, &app.signed_in(id))
        })
        .collect();
    let barrier = Barrier::new(LEADERS);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let threads: Vec<_> = programs
            .into_iter()
            .map(|mut program| {
                let (barrier, tag) = (&barrier, &tag);
                scope.spawn(move || {
                    barrier.wait();
                    let path = format!("{COPY}/publication");
                    program.seen("POST", &path, tag, None).status
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("a status"))
            .collect()
    });
    let done = statuses.iter().filter(|status| **status == 200).count();
    assert!(done >= 1, "{statuses:?}");
    // Who asked for the same a moment later is told what came of it.
    let told = |status: &u16| matches!(*status, 200 | 404 | 412 | 422);
    assert!(statuses.iter().all(told), "{statuses:?}");
    let published = app.database(|conn| audited(conn, "working_copy.published"));
    assert_eq!(published.len(), 1);
    let imported = app.database(|conn| audited(conn, "consultation.imported"));
    let second = imported
        .iter()
        .filter(|e| e.detail.as_deref() == Some("version 2"));
    assert_eq!(second.count(), 1);
}

/// The codes of what is found in the working copy of the example.
fn codes(program: &mut Program) -> Vec<String> {
    let (checks, _) = program.read(&format!("{COPY}/checks"));
    let found = checks["findings"].as_array().expect("findings").iter();
    found
        .filter_map(|f| f["code"].as_str().map(str::to_owned))
        .collect()
}

#[test]
fn a_leader_of_one_consultation_does_not_learn_of_another_that_waits_for_its_day() {
    let app = TestApp::start();
    let mut of_all = app.staff(Role::Leader);
    let secret = write_47329(&mut of_all);
    saved(
        &mut of_all,
        &format!("{secret}/om"),
        &[("published_on", "2026-03-20")],
    );
    publish(&mut of_all, &secret);
    let mut of_one = app.staff_on(EXAMPLE, Role::Leader);
    changed(&mut of_one, &[]);
    let (mut of_one, mut of_all) = (program(&app, &of_one), program(&app, &of_all));
    let (copy, tag) = of_one.read(COPY);
    let mut content = copy["content"].clone();
    content["follows"] = "22-47329".into();
    content["ingress"]["nb"] = "Se også 22/47329.".into();
    let saved = of_one.seen("PUT", COPY, &tag, Some(&content));
    assert_eq!(saved.status, 200, "{}", saved.text());
    let has = |codes: &[String], code: &str| codes.iter().any(|found| found == code);
    let (one, all) = (codes(&mut of_one), codes(&mut of_all));
    assert!(!has(&one, "setup-warn-other-case"), "{one:?}");
    assert!(
        has(&one, "setup-wrong-follows"),
        "as an unknown name: {one:?}"
    );
    assert!(has(&all, "setup-warn-other-case"), "{all:?}");
    assert!(!has(&all, "setup-wrong-follows"), "{all:?}");
}
