//! «Jeg har ikke fått lenken»: the links go to where somebody is registered and nowhere else, and whoever asks learns
//! nothing of who is there.

use crate::invitations::press;
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::Answer;
use crate::support::invited::Wanted;
use crate::support::respondent::{EMAIL, Respondent, faults, letter_token};
use crate::support::tables::{contents, differences, places_of};
use chrono::TimeDelta;
use hoering::role::Role;
use hoering::schedule;
use serde_json::json;

const PAGE: &str = "/horinger/24-13304/lenke";
const POST: &str = "post@fjellvik.example";
const ORG_NO: &str = "974760673";

/// A body that has got its letter; the token of its link.
fn invited(app: &TestApp) -> String {
    let wanted = Wanted::new("Fjellvik kommune", Some(POST)).org_no(ORG_NO);
    let body = app.invite(EXAMPLE, &[wanted]).remove(0);
    let id = body.id.to_string();
    let fields = [
        ("handling", "send"),
        ("hvem", "valgte"),
        ("id", id.as_str()),
        ("nokkel", "k"),
    ];
    let list = format!("/saksbehandling/horinger/{EXAMPLE}/invitasjoner");
    let pressed = app.staff(Role::Officer).post(&list, &fields);
    assert_eq!(pressed.status, 303, "{}", pressed.text());
    app.deliver_letters();
    token_in(app, POST, "/invitasjon/")
}

fn token_in(app: &TestApp, address: &str, place: &str) -> String {
    let letter = app.mailbox.letters_to(address).pop().expect("a letter");
    let links = letter.links(&app.base_url);
    let link = links.iter().find_map(|link| link.split_once(place));
    link.expect("a link").1.to_owned()
}

fn ask(app: &TestApp, who: &str) -> Answer {
    press(&mut app.client(), PAGE, &[("who", who)])
}

#[test]
fn a_body_gets_its_link_at_its_registered_address_however_it_is_named() {
    let app = TestApp::start();
    let token = invited(&app);
    for (n, who) in [
        "Fjellvik kommune",
        "  fjellvik  KOMMUNE",
        "974 760 673",
        POST,
    ]
    .iter()
    .enumerate()
    {
        // The second is the same as the first: once in an hour.
        assert_eq!(ask(&app, who).status, 303);
        app.deliver_letters();
        let so_many = app.mailbox.letters_to(POST).len();
        assert_eq!(so_many, [2, 2, 3, 4][n], "{who}");
        assert_eq!(token_in(&app, POST, "/invitasjon/"), token);
    }
    app.clock.advance(TimeDelta::hours(1));
    ask(&app, "Fjellvik kommune");
    app.deliver_letters();
    assert_eq!(app.mailbox.letters_to(POST).len(), 5);
}

#[test]
fn whoever_has_begun_or_was_asked_gets_every_live_link_of_theirs_and_nobody_elses() {
    let app = TestApp::start();
    let mut mine = Respondent::begin(&app);
    mine.have_link_sent(EMAIL);
    let own = letter_token(&app, EMAIL);
    // Letters of one instant stand in the order of their names.
    app.clock.advance(TimeDelta::seconds(1));
    let mut theirs = Respondent::begin(&app);
    let told = json!({ "name": "Kari", "email": EMAIL, "may": "write" });
    let asked = theirs.post("/contributors").json(&told).send();
    let path = format!(
        "/contributors/{}",
        asked.json()["id"].as_str().expect("an id")
    );
    let shared = letter_token(&app, EMAIL);
    assert_ne!(own, shared);
    app.clock.advance(TimeDelta::seconds(1));
    let links = || {
        app.deliver_letters();
        let letter = app.mailbox.letters_to(EMAIL).pop().expect("a letter");
        let text = letter.text;
        [&own, &shared].map(|token| text.contains(token.as_str()))
    };
    ask(&app, EMAIL);
    assert_eq!(links(), [true, true]);
    // What was ended is not sent again.
    assert_eq!(theirs.request("DELETE", &path).send().status, 204);
    app.clock.advance(TimeDelta::hours(1));
    ask(&app, EMAIL);
    assert_eq!(links(), [true, false]);
    // Nor is what belongs to another consultation.
    let so_many = app.mailbox.letters_to(EMAIL).len();
    app.publish("en-annen", "2027-02-26");
    press(
        &mut app.client(),
        "/horinger/en-annen/lenke",
        &[("who", EMAIL)],
    );
    app.deliver_letters();
    assert_eq!(app.mailbox.letters_to(EMAIL).len(), so_many);
}

#[test]
fn an_address_is_the_same_however_its_letters_are_cased() {
    let app = TestApp::start();
    let mut coordinator = Respondent::begin(&app);
    let told = json!({ "name": "Per Vik", "email": "Per.Vik@kommune.example", "may": "write" });
    assert!(coordinator.post("/contributors").json(&told).send().status < 300);
    let sent = || {
        app.deliver_letters();
        let all = app.mailbox.letters_to("Per.Vik@kommune.example");
        all.iter()
            .filter(|letter| letter.text.contains("/lenke/"))
            .count()
    };
    assert_eq!(sent(), 1);
    for typed in ["per.vik@kommune.example", "PER.VIK@KOMMUNE.EXAMPLE"] {
        app.clock.advance(TimeDelta::hours(1));
        let before = sent();
        ask(&app, typed);
        assert_eq!(sent(), before + 1, "{typed}");
    }
}

#[test]
fn a_body_whose_address_a_colleague_was_asked_at_in_other_letters_gets_its_own_link_too() {
    let app = TestApp::start();
    let token = invited(&app);
    let entered = press(&mut app.client(), &format!("/invitasjon/{token}"), &[]);
    let place = entered.header("location").expect("the desk").to_owned();
    let mut holder = Respondent {
        client: app.client(),
        desk: place.split('/').nth(2).expect("its id").to_owned(),
        token: token.clone(),
    };
    let told = json!({ "name": "Per Vik", "email": "Post@Fjellvik.example", "may": "read" });
    let asked = holder.post("/contributors").json(&told).send();
    assert!(asked.status < 300, "{}", asked.text());
    app.deliver_letters();
    assert_eq!(ask(&app, POST).status, 303);
    app.deliver_letters();
    let letter = app.mailbox.letters_to(POST).pop().expect("a letter");
    let links = letter.links(&app.base_url);
    assert!(links.iter().any(|link| link.contains(&token)), "{links:?}");
}

#[test]
fn whoever_is_not_there_is_answered_and_written_down_as_whoever_is_and_gets_no_letter() {
    let app = TestApp::start();
    invited(&app);
    let letters = app.mailbox.all().len();
    let mut answers = Vec::new();
    for who in [
        "Fjellvik kommune",
        "Finnes ikke kommune",
        ORG_NO,
        "981275721",
        POST,
        "ingen@annet.example",
    ] {
        let before = app.database(contents);
        let answer = ask(&app, who);
        let after = app.database(contents);
        // One row, of what was typed: what there is to say is found out by the worker.
        let changed = differences(&before, &after);
        assert_eq!(changed.len(), 1, "{who}: {changed:#?}");
        assert!(changed[0].contains("outbox"), "{changed:?}");
        let mut headers: Vec<_> = ["location", "content-length", "cache-control", "set-cookie"]
            .map(|name| answer.header(name).map(str::to_owned))
            .into();
        headers.push(Some(answer.text().to_owned()));
        answers.push((answer.status, headers));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!(answers[0].0, 303);
    app.deliver_letters();
    assert_eq!(app.mailbox.all().len(), letters + 3);
    let to = answers[0].1[0].clone().expect("a place");
    let said = app.client().get(&to).send();
    assert!(
        said.text()
            .contains("Har vi en lenke til den som ble skrevet")
    );
    assert!(!said.text().contains("Fjellvik"));
}

#[test]
fn two_bodies_of_one_name_are_told_apart_by_number_only() {
    let app = TestApp::start();
    let wanted = [("974760673", "a@en.example"), ("981275721", "b@to.example")]
        .map(|(number, to)| Wanted::new("Eksempel kommune", Some(to)).org_no(number));
    let bodies = app.invite(EXAMPLE, &wanted);
    let ids: Vec<String> = bodies.iter().map(|body| body.id.to_string()).collect();
    let mut fields = vec![("handling", "send"), ("hvem", "valgte"), ("nokkel", "k")];
    fields.extend(ids.iter().map(|id| ("id", id.as_str())));
    let list = format!("/saksbehandling/horinger/{EXAMPLE}/invitasjoner");
    app.staff(Role::Officer).post(&list, &fields);
    app.deliver_letters();
    ask(&app, "Eksempel kommune");
    app.deliver_letters();
    assert_eq!(app.mailbox.all().len(), 2);
    ask(&app, "981275721");
    app.deliver_letters();
    assert_eq!(app.mailbox.letters_to("b@to.example").len(), 2);
}

#[test]
fn what_was_typed_is_kept_when_it_must_be_mended_and_forgotten_after_some_days() {
    let app = TestApp::start();
    let refused = ask(&app, "  ");
    assert_eq!(refused.status, 422);
    let long = "å".repeat(255);
    let refused = ask(&app, &long);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains(&format!("value=\"{long}\"")));
    ask(&app, "ingen@annet.example");
    app.deliver_letters();
    app.clock
        .advance(TimeDelta::days(3) + TimeDelta::seconds(1));
    let swept = app.block_on(schedule::sweep(&app.app)).expect("a sweep");
    assert_eq!(swept.lost_links, 1);
    assert_eq!(
        places_of(&app.database(contents), "ingen@annet.example"),
        Vec::<String>::new()
    );
}

#[test]
fn a_program_asks_for_the_same_and_a_network_only_so_often() {
    let app = TestApp::start_with(&[
        ("HOERING_RATE_PER_MINUTE", "2"),
        ("HOERING_RATE_BURST", "4"),
    ]);
    let path = "/api/v1/consultations/24-13304/lost-links";
    let ask = |body| app.client().post(path).json(&body).send();
    let asked = ask(json!({ "who": "Fjellvik kommune", "language": "nn" }));
    assert_eq!((asked.status, asked.text()), (202, ""));
    let refused = ask(json!({ "who": " " }));
    assert_eq!(
        faults(&refused),
        [("/who".to_owned(), "error-missing".to_owned())]
    );
    let statuses: Vec<u16> = (0..6)
        .map(|n| ask(json!({ "who": format!("nr {n}") })).status)
        .collect();
    assert!(statuses.contains(&429), "{statuses:?}");
}

#[test]
fn the_way_there_stands_where_somebody_without_a_link_comes() {
    let app = TestApp::start();
    let mut client = app.client();
    for (path, status, way) in [
        ("/horinger/24-13304", 200, PAGE),
        ("/horinger/24-13304/svar", 200, PAGE),
        ("/svar/0198c0de-0000-7000-8000-000000000000", 401, "/lenke"),
        ("/lenke", 200, PAGE),
    ] {
        let page = client.get(path).send();
        assert_eq!(page.status, status, "{path}");
        assert!(
            page.text().contains(&format!("href=\"{way}\"")),
            "{path}: {}",
            page.text()
        );
        let page = client.get(&format!("/nn{path}")).send();
        assert!(
            page.text().contains(&format!("href=\"/nn{way}\"")),
            "/nn{path}"
        );
    }
}
