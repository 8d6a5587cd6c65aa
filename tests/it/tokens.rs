//! Tokens of programs: made in a browser and shown once, worth what their owner may do, ended at once.

use crate::support::app::{EXAMPLE, ROUND, TestApp};
use crate::support::client::Answer;
use crate::support::process::{House, said};
use crate::support::respondent::problem;
use crate::support::staff::{Staff, audited};
use chrono::Duration;
use hoering::accounts;
use hoering::role::Role;
use hoering::scope::Scope;
use hoering::server;
use serde_json::{Value, json};
use uuid::Uuid;

const PAGE: &str = "/saksbehandling/nokler";
const MEMBERS: &str = "/api/v1/staff/members";

fn form<'a>(name: &'a str, key: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", name),
        ("scope", "staff:read"),
        ("scope", "answers:read"),
        ("slug", ""),
        ("days", "30"),
        ("nokkel", key),
    ]
}

/// The secret on the page that shows it.
fn secret_on(page: &str) -> String {
    let (_, rest) = page.split_once("value=\"hoering_").expect("a secret");
    format!("hoering_{}", rest.split('"').next().expect("its end"))
}

fn made(staff: &mut Staff) -> String {
    let answer = staff.post(PAGE, &form("Saksbehandlingssystemet", "k1"));
    assert_eq!(answer.status, 200, "{}", answer.text());
    secret_on(answer.text())
}

fn asked(app: &TestApp, token: &str, path: &str) -> Answer {
    let mut client = app.client();
    let bearer = format!("Bearer {token}");
    client.get(path).header("Authorization", &bearer).send()
}

#[test]
fn a_token_is_shown_once_and_the_database_does_not_hold_it() {
    let app = TestApp::start();
    let mut admin = app.staff(Role::Admin);
    let token = made(&mut admin);
    assert_eq!(asked(&app, &token, MEMBERS).status, 200);
    let shown = admin.get(PAGE);
    let page = shown.text();
    assert!(page.contains("Saksbehandlingssystemet") && !page.contains(&token));
    let tables = app.database(crate::support::tables::contents);
    assert!(!format!("{tables:?}").contains(&token));
}

#[test]
fn the_same_press_shows_the_same_token_and_makes_no_other() {
    let app = TestApp::start();
    let mut admin = app.staff(Role::Admin);
    assert_eq!(made(&mut admin), made(&mut admin));
    assert_eq!(app.token_ids(admin.id).len(), 1);
}

#[test]
fn a_form_that_lacks_something_says_all_of_it_and_keeps_what_was_typed() {
    let app = TestApp::start();
    let mut admin = app.staff(Role::Admin);
    let fields = [
        ("name", " "),
        ("slug", "finnes-ikke"),
        ("days", "30"),
        ("nokkel", "k"),
    ];
    let answer = admin.post(PAGE, &fields);
    assert_eq!(answer.status, 422);
    let page = answer.text();
    for link in ["#name", "#scope", "#slug"] {
        assert!(page.contains(&format!("href=\"{link}\"")), "{link}");
    }
    assert!(page.contains("value=\"finnes-ikke\""));
    assert!(app.token_ids(admin.id).is_empty());
}

#[test]
fn a_token_ends_by_its_button_by_its_day_with_its_owners_access_and_never_comes_back() {
    let app = TestApp::start();
    let mut admin = app.staff(Role::Admin);
    let other = app.add_staff("annen@staff.example");
    app.give_role(other, None, Some(Role::Admin));
    let (ended, shut_out) = (made(&mut admin), app.token(other, &[Scope::StaffRead]));
    let lives = app.token(admin.id, &[Scope::StaffRead]);
    let id = app.token_ids(admin.id).pop().expect("the first");
    assert_eq!(admin.post(&format!("{PAGE}/{id}/avslutt"), &[]).status, 303);
    assert_eq!(asked(&app, &ended, MEMBERS).status, 401);
    app.database(|conn| {
        accounts::disable(conn, other, app.operator()).expect("an end");
        accounts::enable(conn, other, app.operator()).expect("a beginning");
    });
    assert_eq!(asked(&app, &shut_out, MEMBERS).status, 401);
    assert_eq!(asked(&app, &lives, MEMBERS).status, 200);
    app.clock.advance(Duration::days(90));
    assert_eq!(asked(&app, &lives, MEMBERS).status, 401);
}

#[test]
fn a_role_that_is_taken_is_gone_at_the_next_request_of_a_program() {
    let app = TestApp::start();
    app.staff(Role::Admin);
    let owner = app.add_staff("kari@staff.example");
    app.give_role(owner, None, Some(Role::Admin));
    let token = app.token(owner, &[Scope::StaffRead]);
    assert_eq!(asked(&app, &token, MEMBERS).status, 200);
    app.give_role(owner, None, Some(Role::Officer));
    assert_eq!(asked(&app, &token, MEMBERS).status, 403);
}

#[test]
fn a_token_for_one_consultation_opens_no_other() {
    let app = TestApp::start();
    app.import_round();
    let admin = app.staff(Role::Admin);
    let token = app.token_on(admin.id, EXAMPLE, &[Scope::StaffRead]);
    let here = |slug: &str| format!("/api/v1/staff/consultations/{slug}/members");
    assert_eq!(asked(&app, &token, &here(EXAMPLE)).status, 200);
    for outside in [here(ROUND).as_str(), MEMBERS] {
        let refused = asked(&app, &token, outside);
        assert_eq!(refused.status, 403, "{outside}");
        assert_eq!(problem(&refused), "token-too-narrow", "{outside}");
    }
    // It is the owner who may not.
    let reader = app.staff(Role::Reader);
    let token = app.token_on(reader.id, EXAMPLE, &[Scope::StaffRead]);
    assert_eq!(problem(&asked(&app, &token, MEMBERS)), "forbidden");
}

#[test]
fn a_program_of_staff_is_told_of_its_token_and_not_of_drafts() {
    let app = TestApp::start();
    let mut client = app.client();
    let without = client.get(MEMBERS).send();
    let ended = asked(&app, "hoering_finnes-ikke", MEMBERS);
    for (answer, said) in [
        (without, "må ha hodefeltet"),
        (ended, "avsluttet eller utløpt"),
    ] {
        assert_eq!(answer.status, 401);
        let detail = answer.json()["detail"].to_string();
        assert!(detail.contains(said), "{detail}");
        assert!(detail.contains("Nøkler for programmer"), "{detail}");
        assert!(
            !detail.contains("utkast") && !detail.contains("/lenke/"),
            "{detail}"
        );
    }
}

#[test]
fn nobody_ends_the_token_of_another_but_administrators() {
    let app = TestApp::start();
    let (mut admin, mut officer) = (app.staff(Role::Admin), app.staff(Role::Officer));
    let token = app.token(admin.id, &[Scope::StaffRead]);
    let end = |id| format!("{PAGE}/{id}/avslutt");
    let of_admin = app.token_ids(admin.id)[0];
    assert_eq!(officer.post(&end(of_admin), &[]).status, 404);
    assert_eq!(asked(&app, &token, MEMBERS).status, 200);
    app.token(officer.id, &[Scope::AnswersRead]);
    let of_officer = app.token_ids(officer.id)[0];
    let member = format!("/saksbehandling/medarbeidere/{}", officer.id);
    assert!(admin.get(&member).text().contains(&end(of_officer)));
    let answer = admin.post(&end(of_officer), &[]);
    assert_eq!(answer.header("location"), Some(member.as_str()));
}

const TOKENS: &str = "/api/v1/staff/tokens";

fn ended(app: &TestApp, token: &str, id: Uuid) -> Answer {
    let mut client = app.client();
    let bearer = format!("Bearer {token}");
    let request = client.request("DELETE", &format!("{TOKENS}/{id}"));
    request.header("Authorization", &bearer).send()
}

#[test]
fn a_program_lists_and_ends_its_owners_tokens_whatever_roles_they_have_and_whatever_it_is_for() {
    let app = TestApp::start();
    app.import_round();
    let all = [Scope::StaffWrite];
    // On all consultations, on one alone, and none at all.
    let owners = [
        app.staff(Role::Admin).id,
        app.staff_on(ROUND, Role::Leader).id,
        app.add_staff("uten@staff.example"),
    ];
    for owner in owners {
        for on in [None, Some(EXAMPLE)] {
            let make = || match on {
                None => app.token(owner, &all),
                Some(slug) => app.token_on(owner, slug, &all),
            };
            let (other, asks) = (make(), make());
            let ids = app.token_ids(owner);
            let listed = asked(&app, &asks, TOKENS);
            assert_eq!(listed.status, 200, "{on:?} {}", listed.text());
            assert_eq!(listed.json()["items"][0]["id"], json!(ids[0]));
            assert_eq!(ended(&app, &asks, ids[1]).status, 204, "{on:?}");
            assert_eq!(asked(&app, &other, TOKENS).status, 401);
            assert_eq!(ended(&app, &asks, ids[0]).status, 204, "{on:?}");
            assert_eq!(asked(&app, &asks, TOKENS).status, 401);
        }
    }
}

#[test]
fn a_token_ends_itself_with_any_scope_and_no_other_without_the_scope_for_it() {
    let app = TestApp::start();
    let owner = app.staff(Role::Admin).id;
    for scope in Scope::ALL {
        let (_other, asks) = (app.token(owner, &[scope]), app.token(owner, &[scope]));
        let ids = app.token_ids(owner);
        if scope != Scope::StaffWrite {
            let refused = ended(&app, &asks, ids[1]);
            assert_eq!(problem(&refused), "scope-missing", "{scope:?}");
        }
        assert_eq!(ended(&app, &asks, ids[0]).status, 204, "{scope:?}");
        assert_eq!(ended(&app, &asks, ids[0]).status, 401, "{scope:?}");
    }
}

#[test]
fn a_program_ends_the_token_of_another_only_for_an_administrator_of_all_consultations() {
    let app = TestApp::start();
    let (admin, leader) = (app.staff(Role::Admin).id, app.staff(Role::Leader).id);
    let theirs = app.token(leader, &[Scope::StaffRead]);
    let of_leader = app.token_ids(leader)[0];
    let narrow = app.token_on(admin, EXAMPLE, &[Scope::StaffWrite]);
    let of_admin = app.token_ids(admin)[0];
    let small = app.token(leader, &[Scope::StaffWrite]);
    assert_eq!(ended(&app, &small, of_admin).status, 404);
    assert_eq!(ended(&app, &narrow, of_leader).status, 404);
    assert_eq!(asked(&app, &theirs, TOKENS).status, 200);
    let wide = app.token(admin, &[Scope::StaffWrite]);
    assert_eq!(ended(&app, &wide, of_leader).status, 204);
    assert_eq!(asked(&app, &theirs, TOKENS).status, 401);
}

#[test]
fn the_audit_says_which_token_did_it_and_who_answers_for_it() {
    let app = TestApp::start();
    let admin = app.staff(Role::Admin);
    let token = app.token(admin.id, &[Scope::StaffWrite]);
    let new = json!({ "email": "ny@staff.example", "name": "Ny Eksempel", "role": "officer" });
    let mut client = app.client();
    let request = client
        .post(MEMBERS)
        .header("Authorization", &format!("Bearer {token}"));
    let answer = request.json(&new).send();
    assert_eq!(answer.status, 201, "{}", answer.text());
    let added: Value = answer.json();
    let entries = app.database(|conn| audited(conn, "staff.added"));
    let entry = entries.last().expect("an entry");
    assert_eq!(entry.actor, format!("staff:{}", admin.id));
    assert_eq!(entry.token_id, Some(app.token_ids(admin.id)[0]));
    assert_eq!(json!(entry.object_id), added["id"]);
}

#[test]
fn programs_list_add_change_and_shut_out_staff_as_the_pages_do() {
    let app = TestApp::start();
    let admin = app.staff(Role::Admin);
    let token = format!("Bearer {}", app.token(admin.id, &[Scope::StaffWrite]));
    let mut client = app.client();
    let mut ask = |method: &str, path: &str, body: Option<Value>| {
        let mut request = client.request(method, path).header("Authorization", &token);
        if let Some(body) = body {
            request = request.json(&body);
        }
        request.send()
    };
    let new = json!({ "email": "Ny@staff.example", "name": "Ny Eksempel", "language": "nn" });
    let location = ask("POST", MEMBERS, Some(new.clone()));
    let path = location.header("location").expect("a location").to_owned();
    let again = ask("POST", MEMBERS, Some(new));
    assert_eq!(again.status, 422);
    assert_eq!(again.json()["errors"][0]["pointer"], "/email");
    let member = ask("GET", &path, None).json();
    assert_eq!(member["email"], "ny@staff.example");
    assert_eq!(
        (&member["language"], &member["role"]),
        (&json!("nn"), &Value::Null)
    );
    let role = ask(
        "PUT",
        &format!("{path}/role"),
        Some(json!({ "role": "officer" })),
    );
    assert_eq!(role.json()["role"], "officer");
    let id = member["id"].as_str().expect("an id");
    let here = format!("/api/v1/staff/consultations/{EXAMPLE}/members");
    let given = ask(
        "PUT",
        &format!("{here}/{id}/role"),
        Some(json!({ "role": "leader" })),
    );
    assert_eq!(given.status, 204);
    let admin_here = ask(
        "PUT",
        &format!("{here}/{id}/role"),
        Some(json!({ "role": "admin" })),
    );
    assert_eq!(admin_here.status, 422);
    let listed = ask("GET", &here, None).json();
    let items = listed["items"].as_array().expect("items");
    let found = items
        .iter()
        .find(|item| item["id"] == id)
        .expect("the new one");
    assert_eq!(
        found["on_consultations"][0],
        json!({ "consultation": EXAMPLE, "role": "leader" })
    );
    assert_eq!(ask("DELETE", &format!("{path}/access"), None).status, 204);
    assert_eq!(ask("GET", &path, None).json()["active"], false);
    assert_eq!(ask("PUT", &format!("{path}/access"), None).status, 204);
    assert_eq!(ask("GET", &path, None).json()["active"], true);
    // The last administrator stays, whoever asks.
    let own = format!("{MEMBERS}/{}/access", admin.id);
    assert_eq!(ask("DELETE", &own, None).status, 422);
}

#[test]
fn the_operator_makes_a_token_at_the_command_line_beside_the_running_program() {
    let house = House::new();
    let program = house.start();
    let run = |args: &[&str]| {
        let done = house.run(args);
        assert!(done.status.success(), "{}", said(&done));
        String::from_utf8(done.stdout)
            .expect("text")
            .trim()
            .to_owned()
    };
    let email = "drift@staff.example";
    run(&["staff", "add", email, "--name", "Drift", "--role", "admin"]);
    let make = [
        "staff",
        "token",
        email,
        "--name",
        "Jobb",
        "--scope",
        "staff:read",
    ];
    let token = run(&make);
    let mut client = program.client();
    let bearer = format!("Bearer {token}");
    let answer = client.get(MEMBERS).header("Authorization", &bearer).send();
    assert_eq!(answer.json()["items"][0]["email"], email);
    let unknown = house.run(&["staff", "token", email, "--name", "x", "--scope", "all"]);
    assert!(!unknown.status.success() && said(&unknown).contains("answers:read"));
}

#[test]
fn a_role_on_what_waits_for_its_day_hides_nobody_from_administrators() {
    let app = TestApp::start();
    app.import_round();
    let member = app.add_staff("ny@staff.example");
    app.give_role(member, Some(ROUND), Some(Role::Officer));
    let mut admin = app.staff(Role::Admin);
    let bearer = format!("Bearer {}", app.token(admin.id, &[Scope::StaffRead]));
    app.execute(&format!(
        "UPDATE consultation SET status = 'preparing', published_on = '2026-12-01' WHERE slug = '{ROUND}';
         UPDATE revision SET value = value + 1"
    ));
    app.block_on(server::refresh(&app.app))
        .expect("a look at what is published");
    let page = admin.get(&format!("/saksbehandling/medarbeidere/{member}"));
    assert!(page.text().contains("ny@staff.example"), "{}", page.status);
    let mut client = app.client();
    let members = client
        .get("/api/v1/staff/members")
        .header("Authorization", &bearer)
        .send();
    assert!(
        members.text().contains("ny@staff.example"),
        "{}",
        members.status
    );
}
