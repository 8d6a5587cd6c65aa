//! The deadline is counted from the day that people can read what is proposed, whatever day was meant.

use crate::setup::{base, publish, save, saved, version, write_47329};
use crate::support::app::TestApp;
use hoering::role::Role;

const SHORT: &str = "Under seks uker må begrunnes";

#[test]
fn a_short_deadline_needs_its_reason_also_when_an_earlier_day_of_publishing_is_typed() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    let early = [
        ("published_on", "2025-06-01"),
        ("deadline_on", "2026-03-03"),
    ];
    let refused = save(&mut staff, &format!("{at}/om"), &early);
    assert_eq!(refused.status, 422);
    let checks = staff.get(&format!("{at}/kontroll"));
    let said = format!("Fristen er 1 dager. {SHORT}");
    assert!(checks.text().contains(&said), "{}", checks.text());
    saved(
        &mut staff,
        &format!("{at}/om"),
        &[("deadline_on", "2026-06-10")],
    );
    let checks = staff.get(&format!("{at}/kontroll"));
    assert!(
        checks.text().contains("Publiseringsdagen er passert."),
        "{}",
        checks.text()
    );
    let preview = staff.get(&format!("{at}/visning"));
    publish(&mut staff, &at);
    let public = app.client().get("/horinger/22-47329").send();
    for page in [&preview, &public] {
        assert!(page.text().contains("2. mars 2026"), "{}", page.text());
        assert!(!page.text().contains("1. juni 2025"), "{}", page.text());
    }
}

#[test]
fn a_deadline_with_a_slip_in_its_year_is_not_published() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    let said = "mer enn tre år frem i tid";
    for (deadline, is_refused) in [
        ("2207-09-01", true),
        ("2029-03-06", true),
        ("2029-03-01", false),
    ] {
        save(
            &mut staff,
            &format!("{at}/om"),
            &[("deadline_on", deadline)],
        );
        let checks = staff.get(&format!("{at}/kontroll"));
        assert_eq!(
            checks.text().contains(said),
            is_refused,
            "{deadline}: {}",
            checks.text()
        );
    }
}

#[test]
fn a_deadline_that_has_passed_is_not_published_as_new() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Leader);
    let at = write_47329(&mut staff);
    for passed in ["2026-03-01", "2026-03-02"] {
        let past = [
            ("published_on", "2025-06-01"),
            ("deadline_on", passed),
            ("short_reason", "Det haster."),
        ];
        let refused = save(&mut staff, &format!("{at}/om"), &past);
        assert_eq!(refused.status, 422, "{passed}");
        assert!(
            refused.text().contains("Fristen er passert."),
            "{}",
            refused.text()
        );
    }
    let seen = version(&staff.get(&format!("{at}/om")));
    let pressed = [("version", seen.as_str()), ("gjor", "publiser")];
    assert_eq!(staff.post(&format!("{at}/publiser"), &pressed).status, 409);
    assert_eq!(app.client().get("/horinger/22-47329").send().status, 404);
}

#[test]
fn who_approves_weeks_later_is_asked_for_the_reason_that_is_needed_by_then() {
    let app = TestApp::start_with(&[("HOERING_PUBLISHING_SECOND_PERSON", "true")]);
    let mut one = app.staff(Role::Leader);
    let at = write_47329(&mut one);
    let path = format!("{at}/publiser");
    saved(&mut one, &path, &[("gjor", "be")]);
    app.clock
        .set("2026-05-20T09:00:00Z".parse().expect("an instant"));
    let mut other = app.staff(Role::Admin);
    let seen = version(&other.get(&format!("{at}/om")));
    let pressed = other.post(&path, &[("version", &seen), ("gjor", "publiser")]);
    assert_eq!(pressed.status, 409, "{}", pressed.text());
    let checks = other.get(&format!("{at}/kontroll"));
    let said = format!("Fristen er 21 dager. {SHORT}");
    assert!(checks.text().contains(&said), "{}", checks.text());
    assert_eq!(
        other.get(&base("22-47329")).status,
        200,
        "it is still being written"
    );
}
