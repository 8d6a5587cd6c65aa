//! An invited body may give both an answer of its own and one together with others: two desks, two numbers, one body.

use crate::invitations::{csrf, fjellvik, invitation_path, press, round_with, send_all, start};
use crate::support::app::{ROUND, TestApp};
use crate::support::client::{Answer, Client};
use crate::support::respondent::{Respondent, faults, text_of};
use chrono::TimeDelta;
use hoering::role::Role;
use hoering::schedule;
use serde_json::{Value, json};

const POST: &str = "post@fjellvik.example";

/// A body with its invitation, and what is given together with others begun.
struct Body {
    app: TestApp,
    browser: Client,
    first: Respondent,
}

impl Body {
    fn new() -> Self {
        let (app, _) = round_with(&[], &[fjellvik()]);
        send_all(&app, &mut app.staff(Role::Officer));
        let link = invitation_path(&app, POST);
        let mut browser = app.client();
        let desk = start(&mut browser, &link);
        let first = respondent(
            &app,
            desk.trim_start_matches("/svar/"),
            link.rsplit('/').next().expect("a token"),
        );
        Self {
            app,
            browser,
            first,
        }
    }

    fn with_joint() -> Self {
        let mut body = Self::new();
        let asked = ask(&mut body.first, "Elveby lag");
        assert_eq!(asked.status, 200, "{}", asked.text());
        body
    }

    fn other(&mut self) -> Respondent {
        let other = opened(&mut self.first);
        respondent(&self.app, &text_of(&other["id"]), &text_of(&other["token"]))
    }
}

fn respondent(app: &TestApp, desk: &str, token: &str) -> Respondent {
    Respondent {
        client: app.client(),
        desk: desk.to_owned(),
        token: token.to_owned(),
    }
}

fn ask(program: &mut Respondent, name: &str) -> Answer {
    let body = json!({ "name": name, "email": "post@elveby.example" });
    program.post("/cosigners").json(&body).send()
}

fn opened(program: &mut Respondent) -> Value {
    let opened = program.post("/other").send();
    assert_eq!(opened.status, 200, "{}", opened.text());
    opened.json()
}

fn send(program: &mut Respondent, text: &str, key: &str) -> Value {
    program.write("erfaring", 0, text);
    let etag = program.get("").header("etag").expect("an ETag").to_owned();
    let told = json!({ "sender": { "person": "Kari Moen", "email": POST } });
    let told = program
        .request("PATCH", "")
        .header("If-Match", &etag)
        .json(&told)
        .send();
    assert_eq!(told.status, 200, "{}", told.text());
    let sent = program.send(key);
    assert_eq!(sent.status, 201, "{}", sent.text());
    program.receipt(1)["receipt"].clone()
}

#[test]
fn a_body_gives_its_own_answer_beside_the_joint_one_each_with_number_and_receipt() {
    let mut body = Body::with_joint();
    let mut own = body.other();
    let joint = send(&mut body.first, "Sammen mener vi dette.", "felles");
    let alone = send(&mut own, "Alene mener vi mer.", "eget");
    assert_eq!(
        (&joint["capacity"], &alone["capacity"]),
        (&json!("joint"), &json!("own"))
    );
    assert_eq!(
        joint["sender"]["organisation"],
        alone["sender"]["organisation"]
    );
    assert_ne!(joint["number"], alone["number"]);

    let mut staff = body.app.staff(Role::Officer);
    let screen = staff.get(&format!("/saksbehandling/horinger/{ROUND}/invitasjoner"));
    for number in [&joint["number"], &alone["number"]] {
        assert!(
            screen.text().contains(&text_of(number)),
            "{}",
            screen.text()
        );
    }
    let answers = staff.get(&format!("/saksbehandling/horinger/{ROUND}/innspill"));
    assert_eq!(answers.text().matches("Felles svar").count(), 1);
    let path = format!("/api/v1/staff/consultations/{ROUND}/overview");
    let figures = body.app.reader().at("GET", &path).json()["figures"].clone();
    assert_eq!(
        figures["invited"]["answered"]["count"], 1,
        "one body has answered"
    );
}

#[test]
fn the_other_answer_is_begun_once_and_leads_back() {
    let mut body = Body::with_joint();
    let once = opened(&mut body.first);
    assert_eq!(opened(&mut body.first), once);
    let mut own = body.other();
    assert_eq!(opened(&mut own)["id"], json!(body.first.desk));
    own.write("erfaring", 0, "Bare vårt.");
    let first = body.first.draft().to_string();
    assert!(!first.contains("Bare vårt."), "nothing is shared: {first}");
}

#[test]
fn a_browser_goes_from_one_to_the_other_by_a_button_and_is_told_which_is_which() {
    let mut body = Body::with_joint();
    let path = format!("/svar/{}/medunderskrivere", body.first.desk);
    let page = body.browser.get(&path).send();
    assert!(
        page.text().contains("Skriv et eget innspill"),
        "{}",
        page.text()
    );
    let token = csrf(page.text());
    let pressed = press(
        &mut body.browser,
        &path,
        &[("csrf", &token), ("gjor", "begge")],
    );
    assert_eq!(pressed.status, 303, "{}", pressed.text());
    let own = pressed.header("location").expect("a place").to_owned();
    let shown = body.browser.get(&own).send();
    assert!(
        shown.text().contains("Dette er innspillet dere gir alene"),
        "{}",
        shown.text()
    );
    let joint = body
        .browser
        .get(&format!("/svar/{}", body.first.desk))
        .send();
    assert!(
        joint
            .text()
            .contains("Dette er innspillet dere gir sammen med andre")
    );
    let asked = body.browser.get(&format!("{own}/medunderskrivere")).send();
    assert!(
        asked.text().contains("Spør medunderskriverne der"),
        "{}",
        asked.text()
    );
}

#[test]
fn a_joint_answer_can_be_begun_beside_ones_own_and_stays_joint_when_nobody_is_left() {
    let mut body = Body::new();
    let own = send(&mut body.first, "Vårt eget.", "eget");
    assert_eq!(own["capacity"], "own");
    let mut joint = body.other();
    let refused = ask(&mut body.first, "Elveby lag");
    assert_eq!(
        (refused.status, faults(&refused).len()),
        (422, 1),
        "{}",
        refused.text()
    );
    assert_eq!(ask(&mut joint, "Elveby lag").status, 200);
    let asked = joint.get("/cosigners").json();
    let id = text_of(&asked["items"][0]["id"]);
    let out = joint.request("DELETE", &format!("/cosigners/{id}")).send();
    assert_eq!(out.status, 204, "{}", out.text());
    assert_eq!(
        send(&mut joint, "Vårt felles.", "felles")["capacity"],
        "joint"
    );
}

#[test]
fn a_new_link_to_the_body_ends_what_opened_either() {
    let mut body = Body::with_joint();
    let mut own = body.other();
    let list = format!("/saksbehandling/horinger/{ROUND}/invitasjoner");
    let mut staff = body.app.staff(Role::Officer);
    let pressed = staff.post(
        &list,
        &[
            ("handling", "ny-lenke"),
            ("hvem", "alle"),
            ("bekreftet", "ja"),
            ("nokkel", "trykk-2"),
        ],
    );
    assert_eq!(pressed.status, 303, "{}", pressed.text());
    assert_eq!(body.first.get("").status, 410);
    assert_eq!(own.get("").status, 410);
}

#[test]
fn the_body_page_shows_both_and_the_calendar_its_deadline_once() {
    let mut body = Body::with_joint();
    body.other();
    let page = body.first.get("/body").json();
    let all = page["consultations"].as_array().expect("consultations");
    let joint: Vec<_> = all.iter().map(|one| one["joint"] == true).collect();
    assert_eq!(joint, [false, true]);
    let path = format!("/svar/{}/virksomheten", body.first.desk);
    let shown = body.browser.get(&path).send();
    let token = csrf(shown.text());
    assert!(shown.text().contains("Felles innspill"), "{}", shown.text());
    let made = press(
        &mut body.browser,
        &path,
        &[("csrf", &token), ("gjor", "lag")],
    );
    assert_eq!(made.status, 303, "{}", made.text());
    let shown = body.browser.get(&path).send();
    let address = shown
        .text()
        .split("<code>")
        .nth(1)
        .and_then(|rest| rest.split("</code>").next());
    let address = address
        .expect("an address")
        .trim_start_matches(&body.app.base_url)
        .to_owned();
    let calendar = body.browser.get(&address).send();
    assert_eq!(calendar.text().matches("BEGIN:VEVENT").count(), 1);
}

#[test]
fn whoever_was_not_invited_has_one_answer() {
    let app = TestApp::start();
    let mut program = Respondent::begin(&app);
    let refused = program.post("/other").send();
    assert_eq!(
        (refused.status, faults(&refused).len()),
        (422, 1),
        "{}",
        refused.text()
    );
}

/// Those that the letters with this in their subject say, to the body's own address.
fn told(app: &TestApp, subject: &str) -> Vec<String> {
    app.block_on(schedule::remind(&app.app)).expect("letters");
    app.deliver_letters();
    let letters = app.mailbox.letters_to(POST).into_iter();
    let of_kind = letters.filter(|letter| letter.subject.contains(subject));
    of_kind.map(|letter| letter.text).collect()
}

#[test]
fn a_body_that_has_sent_one_of_its_answers_is_reminded_of_the_draft_of_the_other() {
    let mut body = Body::with_joint();
    let mut own = body.other();
    send(&mut body.first, "Sammen mener vi dette.", "felles");
    let found = body.app.app.consultations.get(&body.app.app.db, ROUND);
    let on = body.app.block_on(found).expect("the round").deadline_on;
    let closes = hoering::calendar::closes_at(on);
    body.app
        .clock
        .set(closes - TimeDelta::days(4) + TimeDelta::hours(10));
    let reminded = told(&body.app, "er ikke sendt inn");
    assert_eq!(reminded, [""; 0], "nothing is written in the other");

    own.write("erfaring", 0, "Alene mener vi mer.");
    let reminded = told(&body.app, "er ikke sendt inn");
    let [letter] = reminded.as_slice() else {
        panic!("one letter and not {reminded:?}");
    };
    for said in [
        "Det gjelder innspillet dere gir alene, ikke det dere gir sammen med andre.",
        "Lenken åpner det andre innspillet.",
    ] {
        assert!(letter.contains(said), "{said}: {letter}");
    }
    assert_eq!(told(&body.app, "er ikke sendt inn").len(), 1, "once");

    body.app.clock.set(closes + TimeDelta::hours(9));
    let after = told(&body.app, "IKKE sendt inn");
    assert_eq!(after.len(), 1, "{after:?}");
    assert!(
        after[0].contains("innspillet dere gir alene"),
        "{}",
        after[0]
    );

    // Once that was sent, too, nothing waits any more.
    let mut sent = Body::with_joint();
    let mut own = sent.other();
    send(&mut sent.first, "Sammen mener vi dette.", "felles");
    send(&mut own, "Alene mener vi mer.", "eget");
    sent.app.clock.set(closes - TimeDelta::days(3));
    assert_eq!(told(&sent.app, "ikke sendt inn"), [""; 0]);
}
