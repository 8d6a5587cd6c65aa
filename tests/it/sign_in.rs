//! Signing in by a letter: nobody learns who is registered, opening the link changes nothing, one pressed
//! button lets in, and whoever is not signed in is led there and back.

use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};
use crate::support::staff::audited;
use crate::support::tables;
use chrono::Duration;
use hoering::i18n::Lang;
use hoering::role::Role;
use std::sync::Barrier;

const SIGN_IN: &str = "/saksbehandling/logg-inn";
const START: &str = "/saksbehandling";
const EMAIL: &str = "kari@staff.example";

/// A program with one member of staff, who is asked for nothing yet.
fn with_kari() -> TestApp {
    let app = TestApp::start();
    let kari = app.add_staff(EMAIL);
    app.give_role(kari, None, Some(Role::Officer));
    app
}

fn ask(client: &mut Client, fields: &[(&str, &str)]) -> Answer {
    client
        .post(SIGN_IN)
        .header("Sec-Fetch-Site", "same-origin")
        .form(fields)
        .send()
}

fn press(client: &mut Client, link: &str) -> Answer {
    client
        .post(link)
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[])
        .send()
}

/// The path of the link in the newest letter.
fn link(app: &TestApp) -> String {
    app.deliver_letters();
    let letters = app.mailbox.letters_to(EMAIL);
    let letter = letters.last().expect("a letter");
    let links = letter.links(&app.base_url);
    links[0]
        .strip_prefix(&app.base_url)
        .expect("ours")
        .to_owned()
}

fn asked_for(app: &TestApp) -> String {
    assert_eq!(ask(&mut app.client(), &[("email", EMAIL)]).status, 200);
    link(app)
}

#[test]
fn the_answer_is_the_same_whether_the_address_is_registered_or_not() {
    let app = with_kari();
    let mut client = app.client();
    let known = ask(&mut client, &[("email", EMAIL)]);
    let unknown = ask(&mut client, &[("email", "ukjent@staff.example")]);
    assert_eq!((known.status, unknown.status), (200, 200));
    let anonymous = |answer: &Answer, email| answer.text().replace(email, "…");
    assert_eq!(
        anonymous(&known, EMAIL),
        anonymous(&unknown, "ukjent@staff.example")
    );
    app.deliver_letters();
    assert_eq!(app.mailbox.letters_to(EMAIL).len(), 1);
    assert!(app.mailbox.letters_to("ukjent@staff.example").is_empty());
}

#[test]
fn an_address_is_known_however_its_letters_are_written_and_a_wrong_one_is_shown_again() {
    let app = with_kari();
    ask(&mut app.client(), &[("email", " Kari@Staff.Example ")]);
    link(&app);
    let wrong = ask(
        &mut app.client(),
        &[("email", "kari@"), ("til", "/saksbehandling/instanser")],
    );
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("value=\"kari@\""));
    assert!(wrong.text().contains("value=\"/saksbehandling/instanser\""));
    assert!(wrong.text().contains("href=\"#email\""));
}

#[test]
fn the_letter_says_for_how_long_and_how_often_in_the_persons_language_as_text_and_html() {
    let app = TestApp::start();
    for (lang, email, minutes, once) in [
        (
            Lang::Nb,
            "nb@staff.example",
            "15 minutter",
            "virker én gang",
        ),
        (Lang::Nn, "nn@staff.example", "15 minutt", "verkar éin gong"),
    ] {
        app.add_staff_in(email, lang);
        ask(&mut app.client(), &[("email", email)]);
        app.deliver_letters();
        let letters = app.mailbox.letters_to(email);
        let html = letters[0].html.clone().expect("an HTML part");
        for part in [&letters[0].text, &html] {
            assert!(part.contains(minutes) && part.contains(once), "{part}");
        }
        let path = lang.path(&format!("{SIGN_IN}/"));
        assert!(letters[0].text.contains(&format!("{}{path}", app.base_url)));
    }
}

#[test]
fn no_more_than_five_letters_an_hour_go_to_one_person_and_nobody_is_told() {
    let app = with_kari();
    let mut client = app.client();
    let answers: Vec<_> = (0..7)
        .map(|_| ask(&mut client, &[("email", EMAIL)]))
        .map(|answer| (answer.status, answer.body))
        .collect();
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    app.deliver_letters();
    assert_eq!(app.mailbox.letters_to(EMAIL).len(), 5);
    app.clock.set(app.clock.now() + Duration::minutes(61));
    ask(&mut client, &[("email", EMAIL)]);
    app.deliver_letters();
    assert_eq!(app.mailbox.letters_to(EMAIL).len(), 6);
}

#[test]
fn a_program_that_opens_the_link_again_and_again_changes_nothing() {
    let app = with_kari();
    let link = asked_for(&app);
    let before = app.database(tables::contents);
    let mut scanner = app.client();
    for method in ["HEAD", "GET", "GET", "GET", "GET", "GET"] {
        let answer = scanner.request(method, &link).send();
        assert_eq!(answer.status, 200);
        assert!(answer.header("set-cookie").is_none());
        assert_eq!(answer.header("referrer-policy"), Some("strict-origin"));
        assert_eq!(answer.header("x-robots-tag"), Some("noindex"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
    assert!(app.database(tables::contents) == before);
    assert_eq!(press(&mut app.client(), &link).status, 303);
}

#[test]
fn the_pressed_button_opens_a_session_of_its_own_that_leads_to_the_first_page() {
    let app = with_kari();
    let link = asked_for(&app);
    let mut planted = app.client();
    planted
        .cookies
        .insert("hoering-staff".to_owned(), "a".repeat(43));
    let pressed = press(&mut planted, &link);
    assert_eq!(
        (pressed.status, pressed.header("location")),
        (303, Some(START))
    );
    let cookie = pressed.header("set-cookie").expect("a cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    assert_ne!(planted.cookies["hoering-staff"], "a".repeat(43));
    assert_eq!(planted.get(START).send().status, 200);
    assert_eq!(app.database(|c| audited(c, "staff.signed_in")).len(), 1);
}

#[test]
fn a_link_lets_in_once_and_then_says_what_to_do() {
    let app = with_kari();
    let link = asked_for(&app);
    assert_eq!(press(&mut app.client(), &link).status, 303);
    for again in [
        app.client().get(&link).send(),
        press(&mut app.client(), &link),
    ] {
        assert_eq!(again.status, 410);
        assert!(again.text().contains("Lenken er brukt"));
        assert!(again.text().contains(&format!("href=\"{SIGN_IN}\"")));
        assert!(again.header("set-cookie").is_none());
    }
}

#[test]
fn of_two_who_press_at_once_one_comes_in() {
    let app = with_kari();
    for _ in 0..4 {
        app.clock.set(app.clock.now() + Duration::hours(1));
        let link = asked_for(&app);
        let together = Barrier::new(2);
        let press_together = || {
            let mut client = app.client();
            client.get(&link).send();
            together.wait();
            press(&mut client, &link).status
        };
        let mut statuses = std::thread::scope(|scope| {
            let both = [scope.spawn(press_together), scope.spawn(press_together)];
            both.map(|one| one.join().expect("an answer"))
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 410]);
    }
    assert_eq!(app.database(|c| audited(c, "staff.signed_in")).len(), 4);
}

#[test]
fn whoever_presses_twice_is_in() {
    let app = with_kari();
    let (link, mut client) = (asked_for(&app), app.client());
    for _ in 0..2 {
        assert_eq!(press(&mut client, &link).header("location"), Some(START));
    }
    assert_eq!(client.get(&link).send().header("location"), Some(START));
    assert_eq!(client.get(SIGN_IN).send().header("location"), Some(START));
}

#[test]
fn a_link_lives_fifteen_minutes() {
    let app = with_kari();
    let (first, second) = (asked_for(&app), asked_for(&app));
    let asked = app.clock.now();
    app.clock
        .set(asked + Duration::minutes(15) - Duration::microseconds(1));
    assert_eq!(press(&mut app.client(), &first).status, 303);
    app.clock.set(asked + Duration::minutes(15));
    let late = press(&mut app.client(), &second);
    assert_eq!(late.status, 410);
    assert!(late.text().contains("Lenken er for gammel"));
    let unknown = app
        .client()
        .get(&format!("{SIGN_IN}/{}", "a".repeat(43)))
        .send();
    assert_eq!(unknown.status, 404);
    assert!(unknown.text().contains("Få en ny lenke"));
}

#[test]
fn a_letter_that_could_not_go_out_in_time_is_not_sent_afterwards() {
    let app = with_kari();
    ask(&mut app.client(), &[("email", EMAIL)]);
    app.clock.set(app.clock.now() + Duration::minutes(16));
    app.deliver_letters();
    assert!(app.mailbox.letters_to(EMAIL).is_empty());
}

#[test]
fn whoever_asked_for_a_page_comes_to_it_after_signing_in() {
    let app = with_kari();
    let mut client = app.client();
    let page = "/nn/saksbehandling?etter=1";
    let led = client.get(page).send();
    assert_eq!(led.status, 303);
    let way = led.header("location").expect("a way").to_owned();
    assert_eq!(
        way,
        "/nn/saksbehandling/logg-inn?til=%2Fnn%2Fsaksbehandling%3Fetter%3D1"
    );
    let shown = client.get(&way).send();
    assert!(
        shown
            .text()
            .contains(&format!("name=\"til\" value=\"{page}\""))
    );
    ask(&mut client, &[("email", EMAIL), ("til", page)]);
    // The letter may be read on another machine.
    let pressed = press(&mut app.client(), &link(&app));
    assert_eq!(pressed.header("location"), Some(page));
}

#[test]
fn nobody_is_led_away_from_the_pages_of_staff() {
    let app = with_kari();
    for elsewhere in [
        "https://evil.example/saksbehandling",
        "//evil.example",
        "/\\evil.example",
        "/svar/x",
        "/saksbehandling/logg-ut",
    ] {
        app.clock.set(app.clock.now() + Duration::hours(1));
        ask(&mut app.client(), &[("email", EMAIL), ("til", elsewhere)]);
        let pressed = press(&mut app.client(), &link(&app));
        assert_eq!(pressed.header("location"), Some(START), "{elsewhere}");
    }
}

#[test]
fn a_form_of_a_session_that_has_ended_keeps_what_was_written_and_is_taken_after_signing_in() {
    let app = TestApp::start();
    let mut admin = app.staff(Role::Admin);
    let path = "/saksbehandling/medarbeidere";
    let fields = [
        ("email", "ola@staff.example"),
        ("name", "Ola"),
        ("language", "nb"),
        ("role", "reader"),
    ];
    app.clock.set(app.clock.now() + Duration::minutes(31));
    let refused = admin.post(path, &fields);
    assert_eq!(refused.status, 401);
    assert!(refused.text().contains("value=\"ola@staff.example\""));
    assert!(refused.text().contains("href=\"/saksbehandling/logg-inn\""));
    // Signed in again beside it: the form still has the old session's hidden field, once.
    let mut again = app.signed_in(admin.id);
    let (old, new) = (admin.csrf.clone(), again.csrf.clone());
    again.csrf = old;
    let shown = again.post(path, &fields);
    assert_eq!(shown.status, 403);
    assert!(
        shown
            .text()
            .contains(&format!("name=\"csrf\" value=\"{new}\""))
    );
    again.csrf = new;
    assert_eq!(again.post(path, &fields).status, 303);
}

#[test]
fn somebody_whose_access_has_ended_gets_no_letter_and_the_one_they_have_is_worth_nothing() {
    let app = with_kari();
    let kari = app.add_staff(EMAIL);
    let link = asked_for(&app);
    app.database(|conn| hoering::accounts::disable(conn, kari, app.operator()))
        .expect("an end");
    assert_eq!(press(&mut app.client(), &link).status, 410);
    let sent = app.mailbox.letters_to(EMAIL).len();
    assert_eq!(ask(&mut app.client(), &[("email", EMAIL)]).status, 200);
    app.deliver_letters();
    assert_eq!(app.mailbox.letters_to(EMAIL).len(), sent);
}

#[test]
fn the_token_stands_in_the_letter_and_nowhere_in_the_database() {
    let app = with_kari();
    let link = asked_for(&app);
    let mut client = app.client();
    press(&mut client, &link);
    let contents = app.database(tables::contents);
    let token = link.rsplit('/').next().expect("a token");
    for secret in [token, &client.cookies["hoering-staff"]] {
        assert_eq!(tables::places_of(&contents, secret), Vec::<String>::new());
    }
    // The audit knows people by their ids.
    let entries = contents["audit"].join("\n");
    assert!(!entries.contains("staff.example") && !entries.contains("Kari"));
}
