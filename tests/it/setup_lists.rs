//! Lists of bodies in set-up: taken in as lines that can be seen and changed, locked when they are published.

use crate::body_lists::{add, id_of, new_list, set_state};
use crate::invitations::hidden;
use crate::setup::{begun, saved, write_47329};
use crate::support::app::TestApp;
use crate::support::invited::Wanted;
use crate::support::staff::{Staff, audited};
use hoering::bodies::{self, ListState};
use hoering::role::Role;
use uuid::Uuid;

const NAME: &str = "Fuglevenner";

/// A list with these four on it, one of them closed since; its path.
fn a_list(app: &TestApp, staff: &mut Staff) -> String {
    let ids = app.register(&[
        Wanted::new("Ærfuglforbundet", Some("post@erfugl.example")),
        Wanted::new("Bjørkelaget", Some("post@bjork.example")).org_no("312345684"),
        Wanted::new("Nedlagt lag", None),
        Wanted::new("Ført opp før", None),
    ]);
    let list = new_list(staff, NAME);
    assert_eq!(add(staff, &list, &ids).status, 303);
    app.execute("UPDATE body SET closed_on = '2026-01-01' WHERE search_text LIKE 'nedlagt%'");
    list
}

fn ready(staff: &mut Staff, list: &str) {
    assert_eq!(set_state(staff, list, "ready").status, 303);
}

fn take_in(staff: &mut Staff, at: &str, list: &str) {
    let id = id_of(list).to_string();
    let fields = [("liste-id", id.as_str()), ("gjor", "ta-inn-liste")];
    saved(staff, &format!("{at}/instanser"), &fields);
}

/// Types one line and takes it in under no heading.
fn list_one(staff: &mut Staff, at: &str, name: &str) {
    let fields = [("linje.0", name), ("valg.0", "ny"), ("gjor", "ta-inn")];
    saved(staff, &format!("{at}/instanser"), &fields);
}

#[test]
fn what_was_pasted_and_not_read_stays_when_something_else_is_pressed() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Admin);
    let list = a_list(&app, &mut staff);
    ready(&mut staff, &list);
    let path = format!("{}/instanser", write_47329(&mut staff));
    let id = id_of(&list).to_string();
    let pasted = "Limt inn, ikke lest";
    let press = |staff: &mut Staff, version: &str, act: &str| {
        let fields = [
            ("version", version),
            ("liste-id", id.as_str()),
            ("liste", pasted),
            ("gjor", act),
        ];
        staff.post(&path, &fields)
    };
    let seen = hidden(staff.get(&path).text(), "version");
    let taken = press(&mut staff, &seen, "ta-inn-liste");
    assert_eq!(taken.status, 200);
    for said in ["Fra listen «Fuglevenner».", pasted] {
        assert!(taken.text().contains(said), "{said}\n{}", taken.text());
    }
    let late = press(&mut staff, &seen, "ta-inn-liste");
    assert_eq!(late.status, 409);
    assert!(late.text().contains(pasted), "{}", late.text());
    let version = hidden(late.text(), "version");
    let removed = press(&mut staff, &version, "fjern:0.0");
    assert!(removed.text().contains(pasted), "{}", removed.text());
    let version = hidden(removed.text(), "version");
    let read = press(&mut staff, &version, "les");
    assert!(read.text().contains("Hvem er ment?"), "{}", read.text());
}

fn state(app: &TestApp, list: &str) -> ListState {
    let found = app.database(|conn| bodies::find_list(conn, id_of(list)));
    found.expect("a reading").expect("a list").state
}

#[test]
fn a_ready_list_becomes_lines_is_invited_and_locked_when_it_is_published() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Admin);
    let list = a_list(&app, &mut staff);
    let at = write_47329(&mut staff);
    let page = staff.get(&format!("{at}/instanser"));
    assert!(!page.text().contains(NAME), "a draft is not offered");
    ready(&mut staff, &list);
    list_one(&mut staff, &at, "Ført opp før");
    take_in(&mut staff, &at, &list);
    let page = staff.get(&format!("{at}/instanser"));
    for said in [
        "Fra listen «Fuglevenner».",
        "Ikke tatt med: Ført opp før, Nedlagt lag (nedlagt).",
        "Bjørkelaget <span class=\"muted\">312345684</span>",
        "Ærfuglforbundet",
    ] {
        assert!(page.text().contains(said), "{said}\n{}", page.text());
    }
    assert_eq!(
        state(&app, &list),
        ListState::Ready,
        "nothing has used it yet"
    );
    // The file says the same as lines, for whoever imports it elsewhere.
    let file = staff.get(&format!("{at}/hoering.toml"));
    let line = "{ text = \"Bjørkelaget\", org_no = \"312345684\" }";
    assert!(file.text().contains(line), "{}", file.text());
    assert!(file.text().contains("name.nb = \"Fuglevenner\""));
    saved(
        &mut staff,
        &format!("{at}/publiser"),
        &[("gjor", "publiser")],
    );
    assert_eq!(state(&app, &list), ListState::Locked);
    let used = app.database(|conn| audited(conn, "body_list.used"));
    let detail = used[0].detail.as_deref().unwrap_or_default();
    let id = detail.strip_prefix("consultation:").expect("what used it");
    assert!(id.parse::<Uuid>().is_ok(), "{detail}");
    let screen = staff.get("/saksbehandling/horinger/22-47329/invitasjoner");
    for name in ["Ærfuglforbundet", "Bjørkelaget", "Ført opp før"] {
        assert!(screen.text().contains(name), "{name}\n{}", screen.text());
    }
    assert!(!screen.text().contains("Nedlagt lag"));
    let public = app.client().get("/horinger/22-47329").send();
    assert!(
        public.text().contains("3 instanser er invitert"),
        "{}",
        public.text()
    );
}

#[test]
fn a_list_that_was_changed_since_it_was_taken_in_stops_the_publishing_until_it_is_taken_in_again() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Admin);
    let list = a_list(&app, &mut staff);
    ready(&mut staff, &list);
    let at = write_47329(&mut staff);
    take_in(&mut staff, &at, &list);
    assert_eq!(set_state(&mut staff, &list, "draft").status, 303);
    let more = app.register(&[Wanted::new("En til", None)]);
    assert_eq!(add(&mut staff, &list, &more).status, 303);
    ready(&mut staff, &list);
    let changed = "Listen «Fuglevenner» er endret etter at den ble tatt inn.";
    let checks = staff.get(&format!("{at}/kontroll"));
    assert!(checks.text().contains(changed), "{}", checks.text());
    let seen = hidden(staff.get(&format!("{at}/om")).text(), "version");
    let pressed = [("version", seen.as_str()), ("gjor", "publiser")];
    let refused = staff.post(&format!("{at}/publiser"), &pressed);
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert_eq!(state(&app, &list), ListState::Ready);
    take_in(&mut staff, &at, &list);
    let page = staff.get(&format!("{at}/instanser"));
    assert_eq!(
        page.text().matches("Fra listen").count(),
        1,
        "{}",
        page.text()
    );
    assert!(page.text().contains("En til"));
    saved(
        &mut staff,
        &format!("{at}/publiser"),
        &[("gjor", "publiser")],
    );
    assert_eq!(state(&app, &list), ListState::Locked);
}

#[test]
fn what_was_pasted_under_the_name_of_a_list_stays_when_the_list_is_taken_in_again() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Admin);
    let list = a_list(&app, &mut staff);
    ready(&mut staff, &list);
    let at = write_47329(&mut staff);
    take_in(&mut staff, &at, &list);
    let pasted = [
        ("linje.0", NAME),
        ("valg.0", "overskrift"),
        ("linje.1", "Lomlaget"),
        ("valg.1", "ny"),
        ("linje.2", "Hegrelaget i Halden"),
        ("valg.2", "ny"),
        ("gjor", "ta-inn"),
    ];
    saved(&mut staff, &format!("{at}/instanser"), &pasted);
    assert_eq!(set_state(&mut staff, &list, "draft").status, 303);
    let more = app.register(&[Wanted::new("En til", None)]);
    assert_eq!(add(&mut staff, &list, &more).status, 303);
    ready(&mut staff, &list);
    take_in(&mut staff, &at, &list);
    let file = staff.get(&format!("{at}/hoering.toml"));
    for name in ["Lomlaget", "Hegrelaget i Halden", "En til", "Bjørkelaget"] {
        assert_eq!(
            file.text().matches(&format!("\"{name}\"")).count(),
            1,
            "{name}"
        );
    }
}

#[test]
fn two_working_copies_may_hold_the_same_list_and_both_be_published() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Admin);
    let list = a_list(&app, &mut staff);
    ready(&mut staff, &list);
    let first = write_47329(&mut staff);
    take_in(&mut staff, &first, &list);
    let second = begun(&mut staff, "En annen høring", "26/9");
    take_in(&mut staff, &second, &list);
    saved(
        &mut staff,
        &format!("{first}/publiser"),
        &[("gjor", "publiser")],
    );
    let checks = staff.get(&format!("{second}/kontroll"));
    assert!(
        !checks.text().contains("er endret etter"),
        "{}",
        checks.text()
    );
}
