//! Staff: what they see when they come in, and that access that ends is ended at once.

use crate::support::app::{EXAMPLE, ROUND, TestApp};
use hoering::role::Role;

const START: &str = "/saksbehandling";

#[test]
fn the_first_page_lists_what_one_has_a_role_on_with_the_way_to_its_invitations() {
    let app = TestApp::start();
    app.import_round();
    let page = app.staff(Role::Reader).get(START);
    assert_eq!(page.status, 200);
    for slug in [EXAMPLE, ROUND] {
        let way = format!("href=\"/saksbehandling/horinger/{slug}/invitasjoner\"");
        assert!(page.text().contains(&way), "{}", page.text());
    }
    let on_one = app.staff_on(ROUND, Role::Leader).get(START);
    assert!(on_one.text().contains(ROUND) && !on_one.text().contains(EXAMPLE));
    assert!(on_one.text().contains("Rollen din: Leder"));
}

#[test]
fn whoever_has_no_role_is_told_who_can_give_one() {
    let app = TestApp::start();
    let staff = app.add_staff("ny@staff.example");
    let page = app.signed_in(staff).get(START);
    assert_eq!(page.status, 200);
    assert!(page.text().contains("En administrator kan gi deg en."));
    assert!(!page.text().contains("/saksbehandling/instanser"));
}

#[test]
fn the_menu_leads_only_administrators_to_the_staff() {
    let app = TestApp::start();
    let menu = "href=\"/saksbehandling/medarbeidere\"";
    assert!(app.staff(Role::Admin).get(START).text().contains(menu));
    assert!(!app.staff(Role::Leader).get(START).text().contains(menu));
}

#[test]
fn signing_out_ends_the_session_for_whoever_kept_its_cookie() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Reader);
    let kept = staff.client.cookies.clone();
    let left = staff.post("/saksbehandling/logg-ut", &[]);
    assert_eq!((left.status, left.header("location")), (303, Some("/")));
    assert!(staff.client.cookies.is_empty());
    staff.client.cookies = kept;
    assert_ne!(staff.get(START).status, 200);
}

#[test]
fn access_that_ends_is_refused_at_the_next_request() {
    let app = TestApp::start();
    let (mut disabled, mut left) = (app.staff(Role::Officer), app.staff(Role::Reader));
    let path = format!("/saksbehandling/horinger/{EXAMPLE}/invitasjoner");
    assert_eq!(disabled.get(START).status, 200);
    app.database(|conn| hoering::accounts::disable(conn, disabled.id, app.operator()))
        .expect("an end");
    assert_ne!(disabled.get(START).status, 200);
    app.give_role(left.id, None, None);
    assert_ne!(left.get(&path).status, 200);
    assert!(!left.get(START).text().contains(&path));
}
