//! The access rules, held for every row of the route table: a new route is tested the moment it is there.

mod crossing;
mod matrix;
mod rules;

use crate::support::app::{ROUND, TestApp};
use crate::support::client::Answer;
use crate::support::respondent::Respondent;
use crate::support::staff::Staff;
use crate::support::tables;
use actix_web::http::Method;
use hoering::accounts;
use hoering::role::Role;
use hoering::routes;
use hoering::scope::Scope;
use hoering::web::route::{Access, Face, RouteDef};
use std::collections::HashMap;
use uuid::Uuid;

/// Ids and tokens that nobody has.
fn path_of(def: &RouteDef) -> String {
    let path = def
        .path
        .replace("{desk}", "0198c0de-0000-7000-8000-000000000000");
    let filled = path
        .replace("{slug}", "24-13304")
        .replace("{token}", &"a".repeat(43));
    let mut whole = String::new();
    for part in filled.split('/').skip(1) {
        whole.push('/');
        whole.push_str(if part.starts_with('{') { "1" } else { part });
    }
    whole
}

fn asked(app: &TestApp, def: &RouteDef, headers: &[(&str, &str)]) -> Answer {
    let mut client = app.client();
    let path = path_of(def);
    let mut request = client.request(def.method.as_str(), &path);
    for (name, value) in headers {
        request = request.header(name, value);
    }
    if def.method != Method::GET {
        request = match def.face {
            Face::Page => request.body("application/x-www-form-urlencoded", "a=1"),
            Face::Api | Face::Plain => request.body("application/json", "{}"),
        };
    }
    request.send()
}

fn rows(rule: impl Fn(&RouteDef) -> bool) -> Vec<&'static RouteDef> {
    let rows: Vec<_> = routes::table().iter().filter(|def| rule(def)).collect();
    assert!(
        !rows.is_empty(),
        "no route has this rule any more: the test tests nothing"
    );
    rows
}

#[test]
fn nobody_without_a_link_comes_to_a_desk() {
    let app = TestApp::start();
    for def in rows(|def| matches!(def.access, Access::Desk(_))) {
        let bare = asked(&app, def, &[("Sec-Fetch-Site", "same-origin")]);
        assert_eq!(bare.status, 401, "{} {}", def.method, def.path);
        let invented = asked(
            &app,
            def,
            &[
                ("Sec-Fetch-Site", "same-origin"),
                (
                    "Authorization",
                    "Bearer aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                ),
                (
                    "Cookie",
                    "hoering=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                ),
            ],
        );
        assert_eq!(invented.status, 401, "{} {}", def.method, def.path);
    }
}

/// By a session in a browser.
fn is_for_staff(def: &RouteDef) -> bool {
    matches!(def.access, Access::SignedIn | Access::Staff(_))
}

/// By a token of staff.
fn is_for_programs(def: &RouteDef) -> bool {
    matches!(def.access, Access::Program(..) | Access::OwnTokens(_))
}

#[test]
fn no_program_comes_in_without_a_token_of_staff_that_is_worth_something() {
    let app = TestApp::start();
    let mut admin = app.staff(Role::Admin);
    let link = Respondent::begin(&app).token;
    let ended = app.token(admin.id, &Scope::ALL);
    let answer = admin.post(
        &format!(
            "/saksbehandling/nokler/{}/avslutt",
            app.token_ids(admin.id)[0]
        ),
        &[],
    );
    assert_eq!(answer.status, 303);
    let of_another = app.add_staff("ended@staff.example");
    app.give_role(of_another, None, Some(Role::Admin));
    let disabled = app.token(of_another, &Scope::ALL);
    app.database(|conn| accounts::disable(conn, of_another, app.operator()).expect("an end"));
    let bearer = |token: &str| format!("Bearer {token}");
    let cookie = format!("hoering-staff={}", admin.cookie());
    for def in rows(is_for_programs) {
        for headers in [
            vec![],
            vec![("Authorization", bearer(&"a".repeat(43)))],
            vec![("Authorization", "Basic YTph".to_owned())],
            // The link of an answer, and the session of somebody who may everything, are no tokens.
            vec![("Authorization", bearer(&link))],
            vec![("Cookie", cookie.clone())],
            vec![("Authorization", bearer(&ended))],
            vec![("Authorization", bearer(&disabled))],
        ] {
            let headers: Vec<_> = headers.iter().map(|(n, v)| (*n, v.as_str())).collect();
            let answer = asked(&app, def, &headers);
            assert_eq!(answer.status, 401, "{} {}", def.method, def.path);
            assert!(answer.header("www-authenticate").is_some());
        }
    }
}

#[test]
fn a_token_lets_do_what_both_its_scopes_and_its_owners_roles_allow() {
    let app = TestApp::start();
    app.import_round();
    let mut tokens: HashMap<(Uuid, Vec<Scope>), String> = HashMap::new();
    for def in rows(|def| matches!(def.access, Access::Program(..))) {
        let Access::Program(scope, needed) = def.access else {
            continue;
        };
        let mut status = |staff: &Staff, scopes: &[Scope]| {
            let made = tokens.entry((staff.id, scopes.to_vec()));
            let token = made.or_insert_with(|| app.token(staff.id, scopes));
            let bearer = format!("Bearer {token}");
            asked(&app, def, &[("Authorization", &bearer)]).status
        };
        let owner = app.staff(needed);
        let others: Vec<_> = Scope::ALL
            .into_iter()
            .filter(|s| !s.covers(scope))
            .collect();
        let (method, path) = (&def.method, def.path);
        assert_eq!(status(&owner, &others), 403, "{method} {path}");
        let mut too_small = vec![app.staff_on(ROUND, Role::Leader)];
        let smaller = Role::ALL.into_iter().rfind(|role| *role < needed);
        too_small.extend(smaller.map(|role| app.staff(role)));
        for staff in too_small {
            assert_eq!(status(&staff, &Scope::ALL), 403, "{method} {path}");
        }
        let admitted = status(&owner, &[scope]);
        assert!(
            ![401, 403].contains(&admitted),
            "{method} {path}: {admitted}"
        );
    }
}

/// Asks as this member of staff, whose forms are their own.
fn asked_as(app: &TestApp, staff: &mut Staff, def: &RouteDef) -> u16 {
    let path = path_of(def);
    match (def.method == Method::GET, def.face) {
        (true, _) => staff.get(&path).status,
        (false, Face::Page) => staff.post(&path, &[]).status,
        (false, _) => asked(app, def, &[]).status,
    }
}

#[test]
fn nobody_comes_to_staffs_pages_without_a_session() {
    let app = TestApp::start();
    for def in rows(is_for_staff) {
        for cookie in [
            "hoering-staff=",
            "hoering-staff=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ] {
            let headers = [("Sec-Fetch-Site", "same-origin"), ("Cookie", cookie)];
            let answer = asked(&app, def, &headers);
            let (status, way) = match def.method {
                Method::GET => (303, Some("/saksbehandling/logg-inn?til=")),
                _ => (401, None),
            };
            assert_eq!(answer.status, status, "{} {}", def.method, def.path);
            let location = answer.header("location");
            assert_eq!(
                location.is_some(),
                way.is_some(),
                "{} {}",
                def.method,
                def.path
            );
            assert!(way.is_none_or(|way| location.is_some_and(|to| to.starts_with(way))));
        }
        // A respondent's session is none of staff's.
        let respondent = asked(
            &app,
            def,
            &[("Sec-Fetch-Site", "same-origin"), ("Cookie", "hoering=a")],
        );
        assert!(
            [303, 401].contains(&respondent.status),
            "{} {}",
            def.method,
            def.path
        );
    }
}

#[test]
fn a_role_that_is_too_small_or_on_another_consultation_is_refused() {
    let app = TestApp::start();
    app.import_round();
    for def in rows(|def| matches!(def.access, Access::Staff(_))) {
        let Access::Staff(needed) = def.access else {
            continue;
        };
        let smaller = Role::ALL.into_iter().rfind(|role| *role < needed);
        let mut refused = vec![app.staff_on(ROUND, Role::Leader)];
        refused.extend(smaller.map(|role| app.staff(role)));
        for mut staff in refused {
            let status = asked_as(&app, &mut staff, def);
            assert_eq!(status, 403, "{} {}", def.method, def.path);
        }
        let status = asked_as(&app, &mut app.staff(needed), def);
        assert!(![303, 401, 403].contains(&status) || def.method != Method::GET);
        assert_ne!(status, 403, "{} {}", def.method, def.path);
    }
}

#[test]
fn no_form_of_staff_is_taken_without_its_hidden_field() {
    let app = TestApp::start();
    let mut admin = app.staff(Role::Admin);
    for def in rows(|def| is_for_staff(def) && def.face == Face::Page && def.method != Method::GET)
    {
        for csrf in ["", "x", &"A".repeat(43)] {
            csrf.clone_into(&mut admin.csrf);
            let answer = admin.post(&path_of(def), &[]);
            assert_eq!(answer.status, 403, "{} {}", def.method, def.path);
        }
    }
}

#[test]
fn no_form_is_taken_from_another_site() {
    let app = TestApp::start();
    for def in rows(|def| def.face == Face::Page && def.method != Method::GET) {
        let path = path_of(def);
        for headers in [
            &[("Sec-Fetch-Site", "cross-site")][..],
            &[("Sec-Fetch-Site", "same-site")],
            &[("Origin", "https://somewhere.example")],
            &[("Origin", "null")],
            &[],
        ] {
            let answer = asked(&app, def, headers);
            assert_eq!(answer.status, 403, "{} {path} with {headers:?}", def.method);
        }
    }
}

#[test]
fn reading_changes_nothing() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Admin);
    let before = app.database(tables::contents);
    for def in rows(|def| def.method == Method::GET) {
        for _ in 0..2 {
            asked(&app, def, &[("Sec-Fetch-Site", "same-origin")]);
        }
        if is_for_staff(def) {
            staff.get(&path_of(def));
        }
    }
    assert!(app.database(tables::contents) == before);
}

#[test]
fn every_answer_carries_the_headers_that_protect_it() {
    let app = TestApp::start();
    for def in routes::table() {
        let answer = asked(&app, def, &[]);
        for (name, expected) in [
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(
                answer.header(name),
                Some(expected),
                "{} {}",
                def.method,
                def.path
            );
        }
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(
            policy.contains("default-src 'none'"),
            "{} {}",
            def.method,
            def.path
        );
        let referrer = if def.path.contains("{token}") {
            "strict-origin"
        } else {
            "same-origin"
        };
        assert_eq!(
            answer.header("referrer-policy"),
            Some(referrer),
            "{} {}",
            def.method,
            def.path
        );
        assert!(
            answer.header("set-cookie").is_none(),
            "{} {}",
            def.method,
            def.path
        );
    }
}
