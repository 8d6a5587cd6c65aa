//! Staff: what they see when they come in, who gives and takes access, and that what ends is ended at once.

use crate::support::app::{EXAMPLE, ROUND, TestApp};
use crate::support::process::{House, said, until};
use crate::support::staff::{Staff, audited};
use hoering::accounts;
use hoering::db::Conn;
use hoering::role::Role;
use hoering::settings::DatabaseUrl;

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

const STAFF: &str = "/saksbehandling/medarbeidere";

fn page_of(staff: &Staff) -> String {
    format!("{STAFF}/{}", staff.id)
}

#[test]
fn an_administrator_adds_somebody_who_can_then_sign_in() {
    let app = TestApp::start();
    let mut admin = app.staff(Role::Admin);
    let fields = [
        ("email", "Ny@Staff.Example"),
        ("name", " Nils\tNy "),
        ("language", "nn"),
        ("role", "officer"),
    ];
    let added = admin.post(STAFF, &fields);
    assert_eq!(added.status, 303, "{}", added.text());
    let page = admin.get(added.header("location").expect("their page"));
    assert!(page.text().contains("Nils Ny") && page.text().contains("Nynorsk"));
    assert!(
        page.text()
            .contains("value=\"officer\" aria-describedby=\"role-3-valg\" checked")
    );
    let found = app.database(|c| accounts::find_by_email(c, "ny@staff.example"));
    assert!(found.expect("a reading").is_some_and(|m| m.is_active()));
    let again = admin.post(STAFF, &fields);
    assert_eq!(again.status, 422);
    assert!(again.text().contains("har allerede denne adressen"));
    assert!(again.text().contains("value=\"Ny@Staff.Example\""));
}

#[test]
fn what_is_wrong_with_somebody_new_is_told_all_at_once_and_kept() {
    let app = TestApp::start();
    let mut admin = app.staff(Role::Admin);
    let fields = [
        ("email", "nei"),
        ("name", " "),
        ("language", "nn"),
        ("role", "leader"),
    ];
    let wrong = admin.post(STAFF, &fields);
    assert_eq!(wrong.status, 422);
    for expected in [
        "href=\"#email\"",
        "href=\"#name\"",
        "value=\"nei\"",
        "value=\"nn\" checked",
    ] {
        assert!(
            wrong.text().contains(expected),
            "{expected}: {}",
            wrong.text()
        );
    }
    assert!(wrong.text().contains("<title>Feil: "));
}

#[test]
fn access_that_an_administrator_ends_is_ended_for_the_open_browser_and_can_be_given_again() {
    let app = TestApp::start();
    let (mut admin, mut officer) = (app.staff(Role::Admin), app.staff(Role::Officer));
    assert_eq!(officer.get(START).status, 200);
    let access = format!("{}/tilgang", page_of(&officer));
    assert_eq!(admin.post(&access, &[("access", "end")]).status, 303);
    assert_eq!(officer.get(START).status, 303);
    assert_eq!(officer.post("/saksbehandling/logg-ut", &[]).status, 401);
    assert_eq!(admin.post(&access, &[("access", "open")]).status, 303);
    // Whoever is let in again signs in again.
    assert_eq!(officer.get(START).status, 303);
    assert!(
        app.signed_in(officer.id)
            .get(START)
            .text()
            .contains("Rollen din: Saksbehandler")
    );
}

#[test]
fn a_role_that_is_taken_is_gone_at_the_next_request() {
    let app = TestApp::start();
    let (mut admin, mut other) = (app.staff(Role::Admin), app.staff_on(EXAMPLE, Role::Leader));
    let here = format!("/saksbehandling/horinger/{EXAMPLE}/medarbeidere");
    assert_eq!(other.get(&here).status, 200);
    let taken = [
        ("member", other.id.to_string()),
        ("role", "none".to_owned()),
    ];
    let taken = taken
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    assert_eq!(admin.post(&here, &taken).status, 303);
    assert_eq!(other.get(&here).status, 403);
    let everywhere = format!("{}/rolle", page_of(&other));
    assert_eq!(admin.post(&everywhere, &[("role", "admin")]).status, 303);
    assert_eq!(other.get(STAFF).status, 200);
    assert_eq!(admin.post(&everywhere, &[("role", "none")]).status, 303);
    assert_eq!(other.get(STAFF).status, 403);
}

#[test]
fn the_last_administrator_stays() {
    let app = TestApp::start();
    let mut admin = app.staff(Role::Admin);
    let ended = admin.post(
        &format!("{}/tilgang", page_of(&admin)),
        &[("access", "end")],
    );
    let demoted = admin.post(&format!("{}/rolle", page_of(&admin)), &[("role", "reader")]);
    for refused in [ended, demoted] {
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("den siste administratoren"));
    }
    // Another administrator who cannot come in does not count.
    let second = app.add_staff("andre@staff.example");
    app.give_role(second, None, Some(Role::Admin));
    app.database(|c| accounts::disable(c, second, app.operator()))
        .expect("an end");
    let role = format!("{}/rolle", page_of(&admin));
    assert_eq!(admin.post(&role, &[("role", "none")]).status, 422);
    app.database(|c| accounts::enable(c, second, app.operator()))
        .expect("a beginning");
    assert_eq!(admin.post(&role, &[("role", "none")]).status, 303);
    assert_eq!(admin.get(STAFF).status, 403);
}

#[test]
fn of_two_administrators_who_end_each_other_at_once_one_stays() {
    let app = TestApp::start();
    let by = app.operator();
    let both = ["en@staff.example", "to@staff.example"].map(|email| {
        let id = app.add_staff(email);
        app.give_role(id, None, Some(Role::Admin));
        id
    });
    let end = |id| app.block_on(app.app.db.write(move |c| accounts::disable(c, id, by)));
    let done = std::thread::scope(|scope| {
        both.map(|id| scope.spawn(move || end(id)))
            .map(|one| one.join().expect("an outcome"))
    });
    assert_eq!(done.iter().filter(|outcome| outcome.is_ok()).count(), 1);
}

#[test]
fn a_leader_gives_roles_on_their_own_consultation_and_makes_nobody_administrator() {
    let app = TestApp::start();
    app.import_round();
    let mut leader = app.staff_on(EXAMPLE, Role::Leader);
    let new = app.add_staff("ny@staff.example").to_string();
    let on = |slug: &str| format!("/saksbehandling/horinger/{slug}/medarbeidere");
    let give = |role: &'static str| [("member", new.clone()), ("role", role.to_owned())];
    let mut post = |slug: &str, role: &'static str| {
        let fields = give(role);
        let fields = fields
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        leader.post(&on(slug), &fields).status
    };
    assert_eq!(post(EXAMPLE, "officer"), 303);
    assert_eq!(post(EXAMPLE, "admin"), 422);
    assert_eq!(post(ROUND, "officer"), 403);
    assert_eq!(leader.post(&on(EXAMPLE), &[]).status, 422);
    let page = app.signed_in(new.parse().expect("an id")).get(START);
    assert!(page.text().contains(EXAMPLE) && !page.text().contains(ROUND));
    assert_eq!(leader.get(STAFF).status, 403);
}

#[test]
fn everything_that_is_done_to_access_stands_in_the_audit_with_who_did_it() {
    let app = TestApp::start();
    let mut admin = app.staff(Role::Admin);
    let fields = [
        ("email", "ny@staff.example"),
        ("name", "Ny"),
        ("language", "nb"),
        ("role", "reader"),
    ];
    let added = admin.post(STAFF, &fields);
    let page = added.header("location").expect("their page").to_owned();
    let id = page.rsplit('/').next().expect("an id").to_owned();
    admin.post(&format!("{page}/rolle"), &[("role", "leader")]);
    let here = format!("/saksbehandling/horinger/{EXAMPLE}/medarbeidere");
    admin.post(&here, &[("member", &id), ("role", "officer")]);
    admin.post(&here, &[("member", &id), ("role", "none")]);
    admin.post(&format!("{page}/tilgang"), &[("access", "end")]);
    admin.post(&format!("{page}/tilgang"), &[("access", "open")]);
    let consultation = app.app.consultations.get(&app.app.db, EXAMPLE);
    let consultation = app.block_on(consultation).expect("the example").id;
    let by = format!("staff:{}", admin.id);
    let entries = app.database(|conn| audited(conn, "staff."));
    let theirs: Vec<_> = entries
        .iter()
        .filter(|entry| entry.object_id.to_string() == id)
        .map(|entry| {
            assert_eq!(entry.actor, by);
            (
                entry.action.as_str(),
                entry.detail.clone().unwrap_or_default(),
            )
        })
        .collect();
    let expected = [
        ("staff.added", String::new()),
        ("staff.role_given", "reader".to_owned()),
        ("staff.role_taken", "reader".to_owned()),
        ("staff.role_given", "leader".to_owned()),
        ("staff.role_given", format!("officer {consultation}")),
        ("staff.role_taken", format!("officer {consultation}")),
        ("staff.disabled", String::new()),
        ("staff.enabled", String::new()),
    ];
    assert_eq!(theirs, expected);
    admin.post("/saksbehandling/logg-ut", &[]);
    let left = app.database(|conn| audited(conn, "staff.signed_out"));
    assert_eq!(left[0].actor, by);
}

#[test]
fn the_operator_adds_the_first_administrator_while_the_server_runs() {
    let house = House::new();
    let process = house.start();
    let ok = |arguments: &[&str]| {
        let output = house.run(arguments);
        assert!(output.status.success(), "{}", said(&output));
        said(&output)
    };
    let none = ok(&["staff", "list"]);
    assert!(none.contains("hoering staff add EMAIL --name NAME --role admin"));
    let email = "leder@staff.example";
    ok(&[
        "staff",
        "add",
        email,
        "--name",
        "Kari Leder",
        "--role",
        "admin",
    ]);
    ok(&[
        "staff",
        "add",
        "to@staff.example",
        "--name",
        "To",
        "--language",
        "nn",
    ]);
    ok(&[
        "staff",
        "role",
        "TO@staff.example",
        "leader",
        "--consultation",
        EXAMPLE,
    ]);
    let listed = ok(&["staff", "list"]);
    assert!(
        listed.contains("leder@staff.example  Kari Leder  (admin)"),
        "{listed}"
    );
    assert!(
        listed.contains(&format!("(leader on {EXAMPLE})")),
        "{listed}"
    );
    let mut client = process.client();
    let asked = client
        .post("/saksbehandling/logg-inn")
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[("email", email)])
        .send();
    assert_eq!(asked.status, 200);
    let link = until(|| {
        let letters = house.mailbox().letters_to(email);
        Some(letters.first()?.links("http").first()?.to_string())
    });
    let path = link.find("/saksbehandling").map(|at| &link[at..]);
    let pressed = client
        .post(path.expect("a path"))
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[])
        .send();
    assert_eq!(pressed.status, 303, "{}", pressed.text());
    assert_eq!(client.get(STAFF).send().status, 200);
    for (wrong, why) in [
        (&["staff", "disable", email][..], "the last administrator"),
        (
            &["staff", "disable", "ingen@staff.example"],
            "nobody has this address",
        ),
        (
            &["staff", "add", email, "--name", "X"],
            "has this address already",
        ),
        (
            &["staff", "add", "x", "--name", " "],
            "no address that a letter can be sent to; --name is empty",
        ),
        (
            &["staff", "role", email, "reader", "--consultation", "x"],
            "no consultation has this name",
        ),
        (
            &["staff", "role", email, "boss"],
            "reader, officer, leader or admin",
        ),
    ] {
        let refused = house.run(wrong);
        assert!(!refused.status.success(), "{wrong:?}");
        assert!(
            said(&refused).contains(why),
            "{wrong:?}: {}",
            said(&refused)
        );
    }
    ok(&["staff", "role", "to@staff.example", "admin"]);
    ok(&["staff", "disable", email]);
    assert_eq!(client.get(STAFF).send().status, 303);
    let url = DatabaseUrl::parse(house.database.url()).expect("a database");
    let entries = audited(&mut Conn::open(&url).expect("a connection"), "staff.");
    let by_operator = entries.iter().filter(|entry| entry.actor == "operator");
    // Two were added, three roles given, one access ended.
    assert_eq!(by_operator.count(), 6);
}
