//! Personal links: opening one changes nothing, pressing its button does; a revoked one opens nothing
//! anywhere; and its token stands nowhere but in the letter and in the hands that hold it.

use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::{Answer, Client};
use crate::support::respondent::{
    EMAIL, Respondent, key, letter_token, send_whole, text_of, whole_answer,
};
use crate::support::tables::{contents, places_of};
use actix_web::http::Method;
use chrono::TimeDelta;
use hoering::keys::Keys;
use hoering::routes;
use hoering::session;
use hoering::web::route::{Access, Face, RouteDef};
use serde_json::json;

/// A whole answer that waits for its address, and the token in the letter.
fn waiting(app: &TestApp) -> (Respondent, String) {
    let sent = send_whole(&mut app.client(), &key("w"), &whole_answer("Vi er enige."));
    assert_eq!(sent.status, 201, "{}", sent.text());
    let token = letter_token(app, EMAIL);
    (Respondent::after(app, &sent), token)
}

fn press(client: &mut Client, token: &str) -> Answer {
    client
        .post(&format!("/lenke/{token}"))
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[])
        .send()
}

#[test]
fn opening_a_link_changes_nothing_however_often_and_by_whom() {
    let app = TestApp::start();
    let (mut sender, token) = waiting(&app);
    let before = app.database(contents);
    for page in [format!("/lenke/{token}"), format!("/nn/lenke/{token}")] {
        let mut scanner = app.client();
        assert_eq!(scanner.request("HEAD", &page).send().status, 200);
        for _ in 0..5 {
            let opened = scanner
                .get(&page)
                .header("User-Agent", "a program that reads mail before people do")
                .header("Purpose", "prefetch")
                .send();
            assert_eq!(opened.status, 200);
            assert!(opened.all("set-cookie").is_empty());
            // Nothing that presses the button by itself.
            assert!(!opened.text().contains("http-equiv"), "{}", opened.text());
            assert!(!opened.text().contains("onload"));
            assert_eq!(opened.header("referrer-policy"), Some("strict-origin"));
            assert_eq!(opened.header("cache-control"), Some("no-store"));
        }
    }
    assert_eq!(app.database(contents), before);
    assert_eq!(sender.submission()["standing"], "unconfirmed");
}

#[test]
fn reading_any_page_or_resource_changes_nothing() {
    let app = TestApp::start();
    let (sender, token) = waiting(&app);
    let mut browser = app.client();
    assert_eq!(press(&mut browser, &token).status, 303);
    app.deliver_letters();
    let before = app.database(contents);
    let mut read = 0;
    for def in routes::table().iter().filter(|def| def.is_safe()) {
        let path = path_of(def, &sender.desk, &token);
        let answer = match def.face {
            Face::Api => browser
                .get(&path)
                .header("Authorization", &sender.bearer())
                .send(),
            _ => browser.get(&path).send(),
        };
        assert!(answer.status < 500, "{path}: {}", answer.status);
        read += usize::from(answer.status < 400);
    }
    assert!(read > 20, "only {read} of them were there");
    assert_eq!(app.database(contents), before);
}

fn path_of(def: &RouteDef, desk: &str, token: &str) -> String {
    def.path
        .replace("{slug}", EXAMPLE)
        .replace("{desk}", desk)
        .replace("{token}", token)
        .replace(
            "{key}",
            if def.path.contains("/fields/") {
                "r1.tekst"
            } else {
                "r1"
            },
        )
        .split('/')
        .map(|part| if part.starts_with('{') { "1" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

#[test]
fn the_pressed_button_confirms_numbers_and_lets_in() {
    let app = TestApp::start();
    let (mut sender, token) = waiting(&app);
    let mut browser = app.client();
    let entered = press(&mut browser, &token);
    assert_eq!(entered.status, 303);
    let page = entered.header("location").expect("a page").to_owned();
    assert_eq!(page, format!("/svar/{}/kvittering", sender.desk));
    assert!(!page.contains(&token));
    let shown = browser.get(&page).send();
    assert_eq!(shown.status, 200);
    assert!(shown.text().contains("24/13304-H1"));
    let stands = sender.submission();
    assert_eq!(stands["number"], "24/13304-H1");
    assert_eq!(stands["standing"], "counts");

    // Again, and in another browser: the same desk, no other number, no other letter.
    assert_eq!(press(&mut browser, &token).status, 303);
    let mut elsewhere = app.client();
    assert_eq!(press(&mut elsewhere, &token).status, 303);
    assert_eq!(elsewhere.get(&page).send().status, 200);
    assert_eq!(sender.submission()["number"], "24/13304-H1");
    app.deliver_letters();
    assert_eq!(
        app.mailbox.letters_to(EMAIL).len(),
        2,
        "to confirm, and the receipt"
    );
    let all = app.database(contents);
    assert_eq!((all["session"].len(), all["receipt"].len()), (2, 1));
}

#[test]
fn a_button_pressed_from_another_site_lets_nobody_in() {
    let app = TestApp::start();
    let (mut sender, token) = waiting(&app);
    for headers in [
        vec![("Sec-Fetch-Site", "cross-site")],
        vec![("Origin", "https://somewhere.example")],
        vec![],
    ] {
        let mut client = app.client();
        let target = format!("/lenke/{token}");
        let mut request = client.post(&target);
        for (name, value) in &headers {
            request = request.header(name, value);
        }
        assert_eq!(request.form(&[]).send().status, 403, "{headers:?}");
    }
    assert_eq!(sender.submission()["standing"], "unconfirmed");
}

fn revoke(app: &TestApp, token: &str) {
    let hash = Keys::token_hash(token);
    app.database(|conn| {
        let link = session::find_link(conn, &hash)
            .expect("a reading")
            .expect("a link");
        session::revoke(conn, link.id, app.clock.now()).expect("a revocation");
    });
}

#[test]
fn a_revoked_link_is_told_so_everywhere_a_token_is_shown() {
    let app = TestApp::start();
    let (sender, token) = waiting(&app);
    for token in [&token, &sender.token] {
        revoke(&app, token);
    }
    let before = app.database(contents);
    let mut asked = 0;
    for def in routes::table() {
        let path = path_of(def, &sender.desk, &token);
        let by_bearer =
            def.face == Face::Api && matches!(def.access, Access::Desk(_) | Access::Start);
        // The link of an invitation lands in a place of its own (invitations.rs).
        let lands = def.access == Access::Token && path.starts_with("/lenke/");
        if !by_bearer && !lands {
            continue;
        }
        let mut client = app.client();
        let mut request = client
            .request(def.method.as_str(), &path)
            .header("Sec-Fetch-Site", "same-origin");
        if by_bearer {
            request = request.header("Authorization", &sender.bearer());
        }
        let answer = match (def.method == Method::GET, def.face) {
            (true, _) => request.send(),
            (false, Face::Page) => request.form(&[]).send(),
            (false, _) => request.json(&json!({})).send(),
        };
        assert_eq!(
            answer.status,
            410,
            "{} {path}: {}",
            def.method,
            answer.text()
        );
        asked += 1;
    }
    assert!(asked > 15, "only {asked} of them take a token");
    let confirming = app
        .client()
        .post("/api/v1/confirmations")
        .json(&json!({ "token": token }))
        .send();
    assert_eq!(confirming.status, 410, "{}", confirming.text());
    assert_eq!(app.database(contents), before);
}

#[test]
fn a_session_loses_a_revoked_link_at_its_next_request() {
    let app = TestApp::start();
    let (sender, token) = waiting(&app);
    let mut browser = app.client();
    press(&mut browser, &token);
    let page = format!("/svar/{}", sender.desk);
    assert_eq!(browser.get(&page).send().status, 200);
    revoke(&app, &token);
    let refused = browser.get(&page).send();
    assert!((400..500).contains(&refused.status), "{}", refused.status);
    assert!(!refused.text().contains("Vi er enige."));
}

#[test]
fn a_session_that_has_ended_is_asked_for_the_link_in_its_own_language() {
    let app = TestApp::start();
    let (sender, token) = waiting(&app);
    let mut browser = app.client();
    press(&mut browser, &token);
    app.clock.advance(TimeDelta::hours(24));
    for (path, words) in [
        (
            format!("/svar/{}", sender.desk),
            "Åpne innspillet med lenken din",
        ),
        (
            format!("/nn/svar/{}", sender.desk),
            "Opne innspelet med lenkja di",
        ),
    ] {
        let refused = browser.get(&path).send();
        assert_eq!(refused.status, 401);
        assert!(refused.text().contains(words), "{}", refused.text());
        assert!(!refused.text().contains("Vi er enige."));
    }
    // The link itself has no end.
    app.clock.advance(TimeDelta::days(40));
    assert_eq!(press(&mut browser, &token).status, 303);
    assert_eq!(
        browser.get(&format!("/svar/{}", sender.desk)).send().status,
        200
    );
}

#[test]
fn no_token_stands_in_the_database_or_on_a_page_that_it_opens() {
    let app = TestApp::start();
    let (mut sender, token) = waiting(&app);
    let mut browser = app.client();
    press(&mut browser, &token);
    sender.have_link_sent("en.annen@eksempel.example");
    let another = letter_token(&app, "en.annen@eksempel.example");
    assert_eq!(
        sender
            .rewrite_and_send("r1.tekst", "Igjen.", "again")
            .status,
        201
    );
    app.deliver_letters();
    let begun = app
        .client()
        .post(&crate::support::respondent::drafts_of(EXAMPLE))
        .header("Idempotency-Key", &key("begin"))
        .json(&json!({}))
        .send();
    let cookie = browser
        .cookies
        .values()
        .next()
        .expect("a session")
        .to_owned();
    let tokens = [
        token,
        another,
        sender.token.clone(),
        text_of(&begun.json()["token"]),
        cookie,
    ];
    let all = app.database(contents);
    for secret in &tokens {
        assert!(secret.len() >= 43, "{secret}");
        assert_eq!(places_of(&all, secret), Vec::<String>::new());
    }
    let pages = [
        "",
        "/se-over",
        "/kvittering",
        "/raad/r1",
        "/avsender",
        "/lagre",
        "/logg-ut",
    ];
    for page in pages {
        let shown = browser.get(&format!("/svar/{}{page}", sender.desk)).send();
        assert_eq!(shown.status, 200, "{page}");
        assert_eq!(
            shown.header("referrer-policy"),
            Some("same-origin"),
            "{page}"
        );
        assert!(
            tokens.iter().all(|t| !shown.text().contains(t.as_str())),
            "{page}"
        );
    }
}

#[test]
fn a_token_of_another_shape_or_of_nobody_is_not_found_and_changes_nothing() {
    let app = TestApp::start();
    let (_, token) = waiting(&app);
    let before = app.database(contents);
    let cut = &token[..token.len() - 1];
    for wrong in [
        cut,
        &format!("{token}A"),
        &"A".repeat(43),
        "%00",
        "%F0%9F%98%80",
        "'",
    ] {
        let mut client = app.client();
        let opened = client.get(&format!("/lenke/{wrong}")).send();
        assert!(
            matches!(opened.status, 400 | 404),
            "{wrong}: {}",
            opened.status
        );
        let pressed = press(&mut client, wrong);
        assert!(
            matches!(pressed.status, 400 | 404),
            "{wrong}: {}",
            pressed.status
        );
    }
    assert_eq!(app.database(contents), before);
}
