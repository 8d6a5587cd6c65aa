//! The access rules, held for every row of the route table: a new route is tested the moment it is there.

use crate::support::app::TestApp;
use crate::support::client::Answer;
use crate::support::tables;
use actix_web::http::Method;
use hoering::routes;
use hoering::web::route::{Access, Face, RouteDef};

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
    for def in rows(|def| def.access == Access::Desk) {
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
    let before = app.database(tables::contents);
    for def in rows(|def| def.method == Method::GET) {
        for _ in 0..2 {
            asked(&app, def, &[("Sec-Fetch-Site", "same-origin")]);
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
        let lands = ["/lenke/", "/invitasjon/"];
        let referrer = if lands.iter().any(|l| def.path.starts_with(l)) {
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
