//! Several people on one answer: each has a link of their own, does what it lets them and nothing else, and is taken
//! out from one request to the next.

use crate::extension::hoering_is_postgres;
use crate::invitations::{hidden, press};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::{Answer, Client};
use crate::support::invited::Wanted;
use crate::support::respondent::{
    NEXT_ADVICE, Respondent, TEXT, faults, key, letter_token, problem, send_whole_to, sender,
    text_of, whole_answer,
};
use crate::support::scene::askers::Take;
use crate::support::scene::holder::Holder;
use crate::support::staff::Staff;
use crate::support::tables::{contents, places_of};
use actix_web::http::Method;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl, sql_query};
use hoering::audit::Actor;
use hoering::colleagues::{self, By, NewContributor, Told};
use hoering::db::schema::{desk, link, submission_version};
use hoering::db::{Conn, Uid};
use hoering::error::Problem;
use hoering::i18n::Lang;
use hoering::idempotency::{Claim, Stored};
use hoering::right::Right;
use hoering::role::Role;
use hoering::routes;
use hoering::schedule;
use hoering::session::{self, NewLink};
use hoering::submissions::submit::{self, Request, TellsAdoption};
use hoering::submissions::{Channel, draft, lock_desk};
use hoering::web::route::{Access, Face};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const OLA: &str = "ola@kommune.example";

/// Somebody who has begun, in a browser.
struct Coordinator {
    client: Client,
    /// The answer's path.
    desk: String,
    csrf: String,
    api: Respondent,
}

impl Coordinator {
    fn begin(app: &TestApp) -> Self {
        let api = Respondent::begin_with(app, &json!({ "sender": sender() }));
        let Holder { client, .. } = Holder::new(app, &api.desk, &api.token);
        let cookie = client.cookies.get("hoering").expect("a session");
        let hash = hoering::keys::Keys::token_hash(cookie);
        let csrf = app.app.keys.csrf(&hash);
        let desk = format!("/svar/{}", api.desk);
        Self {
            client,
            desk,
            csrf,
            api,
        }
    }

    fn list(&mut self) -> String {
        let page = self
            .client
            .get(&format!("{}/medskrivere", self.desk))
            .send();
        assert_eq!(page.status, 200, "{}", page.text());
        page.text().to_owned()
    }

    /// Fills in the form and presses.
    fn ask(&mut self, name: &str, email: &str, may: &str, parts: &[&str]) -> Answer {
        let page = self.list();
        let key = hidden(&page, "nokkel");
        self.ask_with(&key, name, email, may, parts)
    }

    fn ask_with(
        &mut self,
        key: &str,
        name: &str,
        email: &str,
        may: &str,
        parts: &[&str],
    ) -> Answer {
        let csrf = self.csrf.clone();
        let mut fields = vec![
            ("csrf", csrf.as_str()),
            ("nokkel", key),
            ("name", name),
            ("email", email),
            ("may", may),
            ("language", "nb"),
        ];
        fields.extend(parts.iter().map(|part| ("parts", *part)));
        press(
            &mut self.client,
            &format!("{}/medskrivere", self.desk),
            &fields,
        )
    }

    /// Presses a button on the page of one who takes part.
    fn act(&mut self, of: &str, rest: &str, more: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf.clone();
        let mut fields = vec![("csrf", csrf.as_str())];
        fields.extend(more);
        let path = format!("{}/medskrivere/{of}{rest}", self.desk);
        press(&mut self.client, &path, &fields)
    }
}

/// The id of who was asked, from where the press led.
fn asked(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    let to = answer.header("location").expect("a place");
    to.split("hvem=").nth(1).expect("an id").to_owned()
}

/// Presses the button of the link in the last letter to this address.
fn enter(app: &TestApp, email: &str) -> (Client, String) {
    let mut client = app.client();
    let entered = press(
        &mut client,
        &format!("/lenke/{}", letter_token(app, email)),
        &[],
    );
    assert_eq!(entered.status, 303, "{}", entered.text());
    let to = entered.header("location").expect("a place").to_owned();
    (client, to)
}

fn csrf_of(app: &TestApp, client: &Client) -> String {
    let cookie = client.cookies.get("hoering").expect("a session");
    app.app.keys.csrf(&hoering::keys::Keys::token_hash(cookie))
}

#[test]
fn each_who_is_asked_gets_a_letter_with_a_link_of_their_own_that_says_who_asks_and_what_they_may() {
    let app = TestApp::start();
    let mut coordinator = Coordinator::begin(&app);
    asked(&coordinator.ask("Ola Moen", OLA, "write", &["r1"]));
    asked(&coordinator.ask("Eva Vik", "eva@kommune.example", "read", &[]));
    app.deliver_letters();
    let letters = app.mailbox.letters_to(OLA);
    assert_eq!(letters.len(), 1);
    let text = &letters[0].text;
    for said in [
        "Innspillet er fra Eksempel kommune.",
        "Det er Kari som spør.",
        "Du kan skrive i Råd 1. Resten av innspillet kan du lese.",
        "Du trenger ingen konto",
        "kl. 23.59",
    ] {
        assert!(text.contains(said), "{said} is not in {text}");
    }
    let (ola, eva) = (
        letter_token(&app, OLA),
        letter_token(&app, "eva@kommune.example"),
    );
    assert_ne!(ola, eva);
    // Where it lands says the same, and opening it changes nothing.
    let before = app.database(contents);
    let landing = app.client().get(&format!("/lenke/{ola}")).send();
    assert!(
        landing
            .text()
            .contains("Innspillet er fra Eksempel kommune.")
    );
    assert!(landing.text().contains("Du kan skrive i Råd 1."));
    assert_eq!(app.database(contents), before);
    assert_eq!(coordinator.list().matches("Ikke ennå").count(), 2);
    enter(&app, OLA);
    assert_eq!(coordinator.list().matches("Ikke ennå").count(), 1);
    // The tokens stand in no table.
    let all = app.database(contents);
    for token in [ola, eva] {
        assert_eq!(places_of(&all, &token), Vec::<String>::new());
    }
}

#[test]
fn what_nobody_has_checked_leads_nowhere_in_the_letter() {
    let app = TestApp::start();
    let mut told = sender();
    told["organisation"] = json!("Vinn på www.vinn.example");
    told["person"] = json!("https://vinn.example/");
    let mut api = Respondent::begin_with(&app, &json!({ "sender": told }));
    let asked = json!({ "name": "Se vinn.example", "email": OLA, "may": "write" });
    assert_eq!(api.post("/contributors").json(&asked).send().status, 201);
    app.deliver_letters();
    let letter = app.mailbox.letters_to(OLA).pop().expect("a letter");
    assert!(!letter.text.contains("vinn.example"), "{}", letter.text);
}

#[test]
fn whoever_was_asked_about_one_part_is_led_there_and_writes_there_and_nowhere_else() {
    let app = TestApp::start();
    let mut coordinator = Coordinator::begin(&app);
    asked(&coordinator.ask("Ola Moen", OLA, "write", &["r1"]));
    let (mut ola, to) = enter(&app, OLA);
    assert_eq!(to, format!("{}/raad/r1", coordinator.desk));
    let page = ola.get(&to).send();
    assert!(page.text().contains("data-autosave"), "{}", page.text());
    assert!(page.text().contains("Din del"));
    let csrf = csrf_of(&app, &ola);
    let write = |client: &mut Client, key: &str| {
        let path = format!("{}/raad/{key}", coordinator.desk);
        let (field, version) = (format!("{key}.tekst"), format!("v.{key}.tekst"));
        let fields = [
            ("csrf", csrf.as_str()),
            (version.as_str(), "0"),
            (field.as_str(), "Fra Ola."),
        ];
        press(client, &path, &fields).status
    };
    assert_eq!(write(&mut ola, "r1"), 303);
    assert_eq!(write(&mut ola, NEXT_ADVICE), 403);
    // The others are there to be read, as text.
    coordinator.api.write("r2.tekst", 0, "Fra koordinatoren.");
    let other = ola.get(&format!("{}/raad/r2", coordinator.desk)).send();
    assert_eq!(other.status, 200);
    assert!(other.text().contains("Fra koordinatoren."));
    assert!(!other.text().contains("data-autosave"));
    assert!(other.text().contains("Du kan skrive i Råd 1."));
}

#[test]
fn taking_somebody_out_ends_their_session_and_their_token_at_once_and_asking_again_is_a_new_link() {
    let app = TestApp::start();
    let mut coordinator = Coordinator::begin(&app);
    let id = asked(&coordinator.ask("Ola Moen", OLA, "write", &[]));
    let token = letter_token(&app, OLA);
    let (mut ola, _) = enter(&app, OLA);
    let desk = coordinator.desk.clone();
    assert_eq!(ola.get(&desk).send().status, 200);
    let out = coordinator.act(&id, "/ut", &[]);
    assert_eq!(out.status, 303);
    let list = coordinator
        .client
        .get(out.header("location").expect("a place"))
        .send();
    assert!(
        list.text()
            .contains("er tatt ut, og lenken virker ikke lenger"),
        "{}",
        list.text()
    );
    let refused = ola.get(&desk).send();
    assert!((400..500).contains(&refused.status), "{}", refused.status);
    let mut program = Respondent {
        client: app.client(),
        desk: coordinator.api.desk.clone(),
        token: token.clone(),
    };
    assert_eq!(program.get("").status, 410);
    let landing = app.client().get(&format!("/lenke/{token}")).send();
    assert_eq!(landing.status, 410);
    assert!(
        landing
            .text()
            .contains("Du er ikke lenger med på dette innspillet")
    );
    assert!(
        !landing.text().contains("Eksempel kommune"),
        "nothing is told of the answer"
    );
    // Undone: the form beside what was done asks again, as they were.
    let key = hidden(list.text(), "nokkel");
    let again = asked(&coordinator.ask_with(&key, "Ola Moen", OLA, "write", &[]));
    assert_ne!(again, id);
    assert_ne!(letter_token(&app, OLA), token);
    let (mut ola, _) = enter(&app, OLA);
    assert_eq!(ola.get(&desk).send().status, 200);
    assert_eq!(program.get("").status, 410, "the link before stays ended");
    assert_eq!(coordinator.list().matches("Ikke lenger med").count(), 0);
}

#[test]
fn what_somebody_may_is_changed_from_their_next_request_by_the_same_link() {
    let app = TestApp::start();
    let mut coordinator = Coordinator::begin(&app);
    let id = asked(&coordinator.ask("Ola Moen", OLA, "read", &[]));
    let (mut ola, _) = enter(&app, OLA);
    let (part, sender) = (
        format!("{}/raad/r1", coordinator.desk),
        format!("{}/avsender", coordinator.desk),
    );
    assert!(!ola.get(&part).send().text().contains("data-autosave"));
    assert_eq!(ola.get(&sender).send().status, 403);
    assert_eq!(coordinator.act(&id, "", &[("may", "send")]).status, 303);
    assert!(ola.get(&part).send().text().contains("data-autosave"));
    assert_eq!(ola.get(&sender).send().status, 200);
    assert_eq!(
        coordinator
            .act(&id, "", &[("may", "write"), ("parts", "r2")])
            .status,
        303
    );
    assert!(!ola.get(&part).send().text().contains("data-autosave"));
    assert_eq!(ola.get(&sender).send().status, 403);
    assert_eq!(app.mailbox.letters_to(OLA).len(), 1);
}

#[test]
fn the_letter_again_carries_the_same_link_and_another_link_ends_the_one_before() {
    let app = TestApp::start();
    let mut coordinator = Coordinator::begin(&app);
    let id = asked(&coordinator.ask("Ola Moen", OLA, "write", &[]));
    let first = letter_token(&app, OLA);
    assert_eq!(coordinator.act(&id, "/lenke", &[]).status, 303);
    assert_eq!(letter_token(&app, OLA), first);
    assert_eq!(app.mailbox.letters_to(OLA).len(), 2);
    let (mut ola, _) = enter(&app, OLA);
    assert_eq!(coordinator.act(&id, "/lenke", &[("ny", "ja")]).status, 303);
    let second = letter_token(&app, OLA);
    assert_ne!(second, first);
    assert!((400..500).contains(&ola.get(&coordinator.desk).send().status));
    let old = app.client().get(&format!("/lenke/{first}")).send();
    assert_eq!(old.status, 410);
    assert!(old.text().contains("Lenken er erstattet av en nyere"));
    assert!(old.text().contains(&format!("/horinger/{EXAMPLE}/lenke")));
    assert_eq!(
        app.client().get(&format!("/lenke/{second}")).send().status,
        200
    );
}

#[test]
fn everything_that_was_typed_is_kept_when_something_in_it_must_be_mended() {
    let app = TestApp::start();
    let mut coordinator = Coordinator::begin(&app);
    let refused = coordinator.ask("Ola Moen", "ikke en adresse", "write", &["r2"]);
    assert_eq!(refused.status, 422);
    let page = refused.text();
    for kept in ["value=\"Ola Moen\"", "value=\"ikke en adresse\""] {
        assert!(page.contains(kept), "{kept} is not in {page}");
    }
    for ticked in ["value=\"write\"", "value=\"r2\""] {
        let rest = page.split(ticked).nth(1).expect("a choice");
        let tag = rest.split('>').next().expect("a tag");
        assert!(tag.contains("checked"), "{ticked}{tag}");
    }
    // Somebody who is there already is not asked twice, and it is said where to look.
    asked(&coordinator.ask("Ola Moen", OLA, "write", &[]));
    let twice = coordinator.ask("Ola M.", "OLA@kommune.example", "read", &[]);
    assert_eq!(twice.status, 422);
    assert!(
        twice
            .text()
            .contains("Denne adressen er allerede bedt om å være med")
    );
    // Who sends answers for the whole of it.
    let narrow = coordinator.ask("Eva", "eva@kommune.example", "send", &["r1"]);
    assert_eq!(narrow.status, 422);
    assert!(narrow.text().contains("Ta bort valget av deler"));
    app.deliver_letters();
    assert_eq!(app.mailbox.all().len(), 1);
}

#[test]
fn pressed_twice_somebody_is_asked_once() {
    let app = TestApp::start();
    let mut coordinator = Coordinator::begin(&app);
    let key = hidden(&coordinator.list(), "nokkel");
    let first = asked(&coordinator.ask_with(&key, "Ola Moen", OLA, "write", &[]));
    let second = asked(&coordinator.ask_with(&key, "Ola Moen", OLA, "write", &[]));
    assert_eq!(first, second);
    app.deliver_letters();
    assert_eq!(app.mailbox.letters_to(OLA).len(), 1);
}

fn ask_by_api(api: &mut Respondent, email: &str, may: &str) -> Answer {
    let told = json!({ "name": "Eksempel", "email": email, "may": may });
    api.post("/contributors").json(&told).send()
}

#[test]
fn forty_take_part_at_a_time_and_one_address_gets_five_letters_in_an_hour() {
    let app = TestApp::start_with(&[
        ("HOERING_RATE_PER_MINUTE", "1000"),
        ("HOERING_RATE_BURST", "1000"),
    ]);
    let mut api = Respondent::begin(&app);
    let mut last = String::new();
    for n in 0..40 {
        let asked = ask_by_api(&mut api, &format!("nummer{n}@kommune.example"), "read");
        assert_eq!(asked.status, 201, "{}", asked.text());
        last = text_of(&asked.json()["id"]);
    }
    let too_many = ask_by_api(&mut api, OLA, "read");
    assert_eq!(
        faults(&too_many),
        [("/email".to_owned(), "error-contributor-many".to_owned())]
    );
    // Taken out and asked again it is the same mailbox.
    for round in 0..4 {
        let out = api
            .request("DELETE", &format!("/contributors/{last}"))
            .send();
        assert_eq!(out.status, 204, "{round}");
        let again = ask_by_api(&mut api, "nummer39@kommune.example", "read");
        assert_eq!(again.status, 201, "{round}: {}", again.text());
        last = text_of(&again.json()["id"]);
    }
    let letters = format!("/contributors/{last}/letters");
    assert_eq!(api.post(&letters).send().status, 429);
    app.clock.advance(TimeDelta::minutes(61));
    assert_eq!(api.post(&letters).send().status, 204);
}

#[test]
fn nobody_takes_themselves_out_nor_changes_what_they_may() {
    let app = TestApp::start();
    let mut coordinator = Coordinator::begin(&app);
    let id = asked(&coordinator.ask("Ola Moen", OLA, "coordinate", &[]));
    let token = letter_token(&app, OLA);
    let mut ola = Respondent {
        client: app.client(),
        desk: coordinator.api.desk.clone(),
        token,
    };
    let path = format!("/contributors/{id}");
    let less = json!({ "may": "read", "parts": [] });
    for refused in [
        ola.request("DELETE", &path).send(),
        ola.request("PUT", &path).json(&less).send(),
        ola.post(&format!("{path}/link")).send(),
    ] {
        assert_eq!(refused.status, 422, "{}", refused.text());
        assert_eq!(faults(&refused)[0].1, "error-contributor-self");
    }
    // Another who coordinates can, and Ola can ask others.
    assert_eq!(
        ask_by_api(&mut ola, "eva@kommune.example", "send").status,
        201
    );
    assert_eq!(
        coordinator
            .api
            .request("PUT", &path)
            .json(&less)
            .send()
            .status,
        200
    );
    assert_eq!(
        ask_by_api(&mut ola, "per@kommune.example", "read").status,
        403
    );
}

#[test]
fn a_program_sees_and_does_what_the_page_does() {
    let app = TestApp::start();
    let mut coordinator = Coordinator::begin(&app);
    let told = json!({ "name": " Ola\nMoen ", "email": OLA, "may": "write", "parts": ["r1", "generelt"], "language": "nn" });
    let mut ask = |key: &str| {
        let asked = coordinator
            .api
            .post("/contributors")
            .header("Idempotency-Key", key);
        asked.json(&told).send()
    };
    let (first, second) = (ask("k1"), ask("k1"));
    assert_eq!(first.status, 201, "{}", first.text());
    assert_eq!(first.text(), second.text());
    assert_eq!(ask("k2").status, 422);
    let id = text_of(&first.json()["id"]);
    let location = first.header("location").expect("a place").to_owned();
    assert_eq!(
        location,
        format!("/api/v1/drafts/{}/contributors/{id}", coordinator.api.desk)
    );
    let list = coordinator.api.get("/contributors").json();
    assert_eq!(list["items"][0]["name"], "Ola Moen");
    assert_eq!(list["items"][0]["parts"], json!(["r1", "generelt"]));
    assert_eq!(list["items"][0]["opened_at"], Value::Null);
    let page = coordinator.list();
    assert!(
        page.contains("Ola Moen") && page.contains("Råd 1, Generelle innspill"),
        "{page}"
    );
    app.deliver_letters();
    let letter = app.mailbox.letters_to(OLA).pop().expect("a letter");
    assert!(
        letter.text.contains("Du er beden om å vere med"),
        "{}",
        letter.text
    );
    enter(&app, OLA);
    let path = format!("/contributors/{id}");
    assert_ne!(coordinator.api.get(&path).json()["opened_at"], Value::Null);
    let unknown = json!({ "may": "write", "parts": ["r99"] });
    let refused = coordinator.api.request("PUT", &path).json(&unknown).send();
    assert_eq!(
        faults(&refused),
        [("/parts".to_owned(), "error-not-offered".to_owned())]
    );
    let changed = json!({ "may": "send", "parts": [] });
    let changed = coordinator.api.request("PUT", &path).json(&changed).send();
    assert_eq!(
        (changed.status, &changed.json()["may"]),
        (200, &json!("send"))
    );
    assert_eq!(
        coordinator.api.post(&format!("{path}/link")).send().status,
        204
    );
    for _ in 0..2 {
        assert_eq!(coordinator.api.request("DELETE", &path).send().status, 204);
    }
    let ended = coordinator.api.get(&path).json();
    assert_ne!(ended["ended_at"], Value::Null);
    assert_eq!(ended["ended_with_all_links"], false);
    assert_eq!(
        coordinator
            .api
            .post(&format!("{path}/letters"))
            .send()
            .status,
        404
    );
    let mut other = Respondent::begin(&app);
    assert_eq!(other.get(&path).status, 404, "of another answer");
}

#[test]
fn a_whole_answer_is_taken_from_whoever_may_send_and_from_no_other() {
    let app = TestApp::start();
    let mut api = Respondent::begin_with(&app, &json!({ "sender": sender() }));
    for (may, status) in [
        ("read", 403),
        ("write", 403),
        ("send", 201),
        ("coordinate", 201),
    ] {
        let email = format!("{may}@kommune.example");
        assert_eq!(ask_by_api(&mut api, &email, may).status, 201);
        let bearer = format!("Bearer {}", letter_token(&app, &email));
        let sent = app
            .client()
            .post(&crate::support::respondent::submissions_of(EXAMPLE))
            .header("Idempotency-Key", &key(may))
            .header("Authorization", &bearer)
            .json(&whole_answer("Hele svaret."))
            .send();
        assert_eq!(sent.status, status, "{may}: {}", sent.text());
        if status == 403 {
            assert_eq!(problem(&sent), "right-missing");
        }
    }
    // Without a token it is an answer of its own.
    let own = send_whole_to(
        &mut app.client(),
        EXAMPLE,
        &key("own"),
        &whole_answer("Et annet."),
    );
    assert_eq!(own.status, 201);
    assert_ne!(text_of(&own.json()["draft"]), api.desk);
}

#[test]
fn another_link_to_an_invited_body_ends_everybodys_and_the_page_says_so() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let wanted = Wanted::new("Fjellvik kommune", Some("post@fjellvik.example"));
    let body = app.invite(EXAMPLE, &[wanted]).remove(0);
    let id = body.id.to_string();
    let mut act = |what: &str| {
        let fields = [
            ("handling", what),
            ("hvem", "valgte"),
            ("id", id.as_str()),
            ("nokkel", what),
            ("bekreftet", "ja"),
        ];
        let list = format!("/saksbehandling/horinger/{EXAMPLE}/invitasjoner");
        let pressed = staff.post(&list, &fields);
        assert_eq!(pressed.status, 303, "{}", pressed.text());
        app.deliver_letters();
        let letter = app
            .mailbox
            .letters_to("post@fjellvik.example")
            .pop()
            .expect("a letter");
        let link = letter
            .links(&app.base_url)
            .into_iter()
            .find_map(|l| l.split_once("/invitasjon/"));
        link.expect("a link").1.to_owned()
    };
    let first = act("send");
    let mut client = app.client();
    let started = press(&mut client, &format!("/invitasjon/{first}"), &[]);
    let desk = started.header("location").expect("a desk").to_owned();
    let mut api = Respondent {
        client: app.client(),
        desk: desk.replace("/svar/", ""),
        token: first,
    };
    assert_eq!(ask_by_api(&mut api, OLA, "write").status, 201);
    let ola = letter_token(&app, OLA);
    let second = act("ny-lenke");
    let landing = app.client().get(&format!("/lenke/{ola}")).send();
    assert_eq!(landing.status, 410);
    assert!(
        landing.text().contains("Innspillet har fått ny lenke"),
        "{}",
        landing.text()
    );
    let mut client = app.client();
    assert_eq!(
        press(&mut client, &format!("/invitasjon/{second}"), &[]).status,
        303
    );
    let list = client.get(&format!("{desk}/medskrivere")).send();
    assert!(
        list.text()
            .contains("sluttet også de personlige lenkene å virke"),
        "{}",
        list.text()
    );
    assert!(list.text().contains("Be om å være med igjen"));
}

#[test]
fn who_was_asked_goes_with_the_draft_and_so_do_their_letters() {
    let app = TestApp::start();
    let mut api = Respondent::begin(&app);
    assert_eq!(ask_by_api(&mut api, OLA, "write").status, 201);
    enter(&app, OLA);
    let over: DateTime<Utc> = "2026-06-03T22:00:00Z".parse().expect("an instant");
    app.clock.set(over);
    assert_eq!(
        app.block_on(schedule::sweep(&app.app))
            .expect("a sweep")
            .drafts,
        1
    );
    let left = app.database(contents);
    assert_eq!(places_of(&left, OLA), Vec::<String>::new());
    assert_eq!(left["contributor"].len(), 0);
}

/// The addresses that a page leads to, and those that its forms go to.
fn ways(page: &str, desk: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let of = |start: &str| -> BTreeSet<String> {
        let found = page.split(start).skip(1);
        let found = found.map(|rest| rest.split('"').next().expect("a value"));
        let plain = found.map(|way| way.split(['#', '?']).next().expect("a path").to_owned());
        plain.filter(|way| way.starts_with(desk)).collect()
    };
    (of("href=\""), of("action=\""))
}

/// The least right that a form's route asks for.
fn needed(action: &str) -> Right {
    let parts: Vec<&str> = action.split('/').collect();
    let fits = |path: &str| {
        let of: Vec<&str> = path.split('/').collect();
        of.len() == parts.len()
            && of
                .iter()
                .zip(&parts)
                .all(|(a, b)| a.starts_with('{') || a == b)
    };
    let mut rows = routes::table().iter();
    let row =
        rows.find(|def| def.method == Method::POST && def.face == Face::Page && fits(def.path));
    match row
        .unwrap_or_else(|| panic!("no route for {action}"))
        .access
    {
        Access::Desk(right) => right,
        other => panic!("{action} is {other:?}"),
    }
}

#[test]
fn no_control_leads_to_a_refusal_whatever_one_may() {
    let app = TestApp::start();
    let mut coordinator = Coordinator::begin(&app);
    coordinator.api.write(TEXT, 0, "Rådet er klart.");
    coordinator.api.write("r2.tekst", 0, "Dette også.");
    // Marked at once, so that there is something to undo; and some are left out.
    assert_eq!(coordinator.api.post("/no-comments").send().status, 201);
    let desk = coordinator.desk.clone();
    for round in ["draft", "sent"] {
        for take in Take::ALL {
            let email = format!("{round}-{take:?}@kommune.example");
            let told = json!({ "name": format!("{take:?}"), "email": email, "may": take.right(), "parts": take.parts() });
            let asked = coordinator.api.post("/contributors").json(&told).send();
            assert_eq!(asked.status, 201, "{}", asked.text());
            let (mut client, to) = enter(&app, &email);
            let (mut seen, mut left) = (BTreeSet::new(), BTreeSet::from([to, desk.clone()]));
            while let Some(path) = left.pop_first() {
                // Files, and leaving: nothing leads on from there.
                let is_file = [".json", ".docx", ".pdf"]
                    .iter()
                    .any(|end| path.ends_with(end));
                if !seen.insert(path.clone()) || is_file {
                    continue;
                }
                let page = client.get(&path).send();
                assert_eq!(page.status, 200, "{take:?}, {round}: {path}");
                let (links, forms) = ways(page.text(), &desk);
                for form in forms {
                    let may = take.right() >= needed(&form);
                    assert!(may, "{take:?}, {round}: {path} has a form to {form}");
                    let part = form
                        .split("/raad/")
                        .nth(1)
                        .map(|rest| rest.split('/').next().expect("a key"));
                    let parts = take.parts();
                    let is_theirs =
                        part.is_none_or(|part| parts.is_empty() || parts.contains(&part));
                    let is_for_all = form == format!("{desk}/ingen-merknad");
                    // Notes are for whoever reads.
                    let is_theirs = is_theirs || needed(&form) == Right::Read;
                    assert!(
                        is_theirs && (!is_for_all || parts.is_empty()),
                        "{take:?}, {round}: {path} has a form to {form}"
                    );
                }
                left.extend(links);
            }
            assert!(seen.len() > 12, "{take:?}: {seen:?}");
            assert_eq!(
                seen.contains(&format!("{desk}/avsender")),
                take.right() >= Right::Send,
                "{take:?}"
            );
        }
        assert_eq!(coordinator.api.send(round).status, 201);
    }
}

#[test]
fn the_letter_names_the_colleague_who_asked() {
    let app = TestApp::start();
    let mut coordinator = Coordinator::begin(&app);
    asked(&coordinator.ask("Ola Moen", OLA, "coordinate", &[]));
    let mut ola = Respondent {
        client: app.client(),
        desk: coordinator.api.desk.clone(),
        token: letter_token(&app, OLA),
    };
    let eva = "eva@kommune.example";
    assert_eq!(ask_by_api(&mut ola, eva, "write").status, 201);
    app.deliver_letters();
    let letter = app.mailbox.letters_to(eva).pop().expect("a letter");
    assert!(
        letter.text.contains("Det er Ola Moen som spør."),
        "{}",
        letter.text
    );
}

#[test]
fn nobody_is_asked_when_the_consultation_is_concluded_and_the_page_says_why() {
    let app = TestApp::start();
    let mut coordinator = Coordinator::begin(&app);
    app.execute("UPDATE consultation SET status = 'concluded'");
    app.execute("UPDATE revision SET value = value + 1");
    app.block_on(hoering::server::refresh(&app.app))
        .expect("a look");
    let page = coordinator.list();
    assert!(
        page.contains("ingen flere kan bli med på innspillet"),
        "{page}"
    );
    assert!(!page.contains("name=\"email\""), "{page}");
    let refused = coordinator.ask_with("k", "Ola Moen", OLA, "write", &[]);
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert!(
        refused
            .text()
            .contains("Høringen tar ikke imot innspill nå")
    );
    let refused = ask_by_api(&mut coordinator.api, OLA, "write");
    assert_eq!(problem(&refused), "not-open");
}

#[test]
fn whoever_asks_by_a_link_that_was_ended_in_the_same_instant_is_refused() {
    let app = TestApp::start();
    let coordinator = Coordinator::begin(&app);
    let hash = hoering::keys::Keys::token_hash(&coordinator.api.token);
    let link = app.database(|conn| session::find_link(conn, &hash));
    let link = link.expect("an answer").expect("a link");
    let draft = app.block_on(draft::read(&app.app, link.desk_id));
    let of = draft.expect("a draft").consultation_id;
    let consultation = app.block_on(app.app.consultations.get(&app.app.db, of));
    let consultation = consultation.expect("a consultation");
    // What the guard has let in comes to the lock after whoever ended the link.
    app.execute("UPDATE link SET revoked_at = created_at");
    let told = Told {
        name: "Ola Moen".into(),
        email: OLA.into(),
        may: Some(Right::Write),
        ..Told::default()
    };
    let wanted = colleagues::Wanted::check(&told, &consultation).expect("somebody");
    let done = |_| Stored {
        status: 201,
        headers: vec![],
        body: String::new(),
    };
    let asked = colleagues::ask(&app.app, By::link(&link), &consultation, wanted, None, done);
    let refused = app.block_on(asked).expect_err("the link is ended");
    assert_eq!(refused.problem, Problem::LinkRevoked);
    app.deliver_letters();
    assert!(app.mailbox.letters_to(OLA).is_empty());
}

#[test]
fn what_is_sent_by_a_link_that_was_ended_in_the_same_instant_is_refused_and_makes_no_other_link() {
    let app = TestApp::start();
    let kari = Respondent::ready_to_send(&app);
    let hash = hoering::keys::Keys::token_hash(&kari.token);
    let link = app.database(|conn| session::find_link(conn, &hash));
    let link = link.expect("an answer").expect("a link");
    let desk = app.block_on(draft::read(&app.app, link.desk_id));
    let desk = desk.expect("a draft");
    let consultation = app.app.consultations.get(&app.app.db, desk.consultation_id);
    let consultation = app.block_on(consultation).expect("a consultation");
    app.execute("UPDATE link SET revoked_at = created_at");
    let request = Request {
        channel: Channel::Api,
        language: Lang::Nb,
        received_at: app.clock.now(),
        actor: Actor::Link(link.id),
        claim: Claim::new("test", "the-same-instant", b""),
        respond: |_| Stored {
            status: 201,
            headers: vec![],
            body: String::new(),
        },
        if_sent: None,
    };
    let told = TellsAdoption::AsTold;
    let sent = submit::send_desk(&app.app, consultation, desk, told, request, |f| {
        f.key.clone()
    });
    let refused = app.block_on(sent).expect_err("the link is ended");
    assert_eq!(refused.problem, Problem::LinkRevoked);
    let (links, sent) = app.database(|conn| {
        let links = link::table.count().get_result::<i64>(conn);
        let sent = submission_version::table.count().get_result::<i64>(conn);
        (links.expect("a count"), sent.expect("a count"))
    });
    assert_eq!((links, sent), (1, 0));
}

#[derive(diesel::QueryableByName)]
struct Waiting {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

/// Whether somebody waits for a lock; on PostgreSQL.
fn somebody_waits(conn: &mut Conn) -> bool {
    let waiting = "SELECT count(*) AS n FROM pg_stat_activity \
                   WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let found: Waiting = sql_query(waiting).get_result(conn).expect("a count");
    found.n > 0
}

#[test]
fn whoever_is_asked_in_the_instant_in_which_staff_give_a_new_link_keeps_none() {
    let app = TestApp::start();
    // On SQLite one writes after the other anyway.
    if !hoering_is_postgres(&app) {
        return;
    }
    let wanted = Wanted::new("Fjellvik kommune", Some("post@fjellvik.example"));
    let id = app.invite(EXAMPLE, &[wanted]).remove(0).id.to_string();
    let mut staff = app.staff(Role::Officer);
    let act = |staff: &mut Staff, what: &str| {
        let fields = [
            ("handling", what),
            ("hvem", "valgte"),
            ("id", id.as_str()),
            ("nokkel", what),
            ("bekreftet", "ja"),
        ];
        let list = format!("/saksbehandling/horinger/{EXAMPLE}/invitasjoner");
        let pressed = staff.post(&list, &fields);
        assert_eq!(pressed.status, 303, "{}", pressed.text());
    };
    act(&mut staff, "send");
    let desk = app.database(|conn| {
        let desks = desk::table.filter(desk::invited_id.is_not_null());
        desks.select(desk::id).first::<Uid>(conn)
    });
    let desk = desk.expect("a desk").0;
    let at = app.clock.now();
    let new = NewContributor {
        id: hoering::ids::new(at),
        desk_id: desk,
        name: "Ola Moen".into(),
        email: OLA.into(),
        may: Right::Write,
        parts: vec![],
        language: Lang::Nb,
        at,
    };
    let link = NewLink::for_contributor(&app.app.keys, desk, new.id, at);
    let (link, token) = link.expect("a key");
    app.database(|conn| {
        sql_query("BEGIN").execute(conn).expect("a transaction");
        lock_desk(conn, desk).expect("the desk");
        colleagues::insert(conn, &new).expect("a colleague");
        session::insert_link(conn, &link).expect("a link");
        std::thread::scope(|scope| {
            let pressing = scope.spawn(|| act(&mut staff, "ny-lenke"));
            // Asked by a connection of its own: within a transaction the answer would stay the same.
            while !pressing.is_finished() && !app.database(somebody_waits) {
                std::thread::yield_now();
            }
            sql_query("COMMIT").execute(conn).expect("a commit");
            pressing.join().expect("a new link");
        });
    });
    let landing = app.client().get(&format!("/lenke/{token}")).send();
    assert_eq!(landing.status, 410, "{}", landing.text());
}
