//! An answer on its way through the body that gives it: approved, locked while it is treated, sent as adopted or with
//! reservation, and followed up on the same number.

use crate::extension::at;
use crate::invitations::{csrf, hidden, press};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::{Answer, Client};
use crate::support::respondent::{
    EMAIL, NEXT_ADVICE, Respondent, TEXT, part, problem, send_whole, text_of, whole_answer,
};
use crate::support::scene::conclude;
use crate::support::staff::audited;
use hoering::colleagues::{self, NewContributor};
use hoering::i18n::Lang;
use hoering::ids;
use hoering::right::Right;
use hoering::role::Role;
use hoering::schedule;
use hoering::session::{self, NewLink};
use serde_json::{Value, json};

/// A day after the example's deadline, 4 May; and after the meeting, 12 June.
pub const LATE: &str = "2026-05-20T10:00:00Z";
const AFTER_MEETING: &str = "2026-06-15T10:00:00Z";

/// Somebody who was asked to take part with this right, by a link of their own.
pub fn colleague(app: &TestApp, desk: &str, name: &str, may: Right, parts: &[&str]) -> Respondent {
    let (at, desk_id) = (app.clock.now(), desk.parse().expect("an id"));
    let new = NewContributor {
        id: ids::new(at),
        desk_id,
        name: name.into(),
        email: format!("{}@kommune.example", name.to_lowercase().replace(' ', ".")),
        may,
        parts: parts.iter().map(|part| (*part).to_owned()).collect(),
        language: Lang::Nb,
        at,
    };
    let link = NewLink::for_contributor(&app.app.keys, desk_id, new.id, at);
    let (link, token) = link.expect("a key");
    app.database(|conn| {
        colleagues::insert(conn, &new).expect("a colleague");
        session::insert_link(conn, &link).expect("a link");
    });
    Respondent {
        client: app.client(),
        desk: desk.to_owned(),
        token,
    }
}

/// The browser that has pressed the button of this link.
pub fn browser(app: &TestApp, token: &str) -> Client {
    let mut client = app.client();
    let entered = press(&mut client, &format!("/lenke/{token}"), &[]);
    assert_eq!(entered.status, 303, "{}", entered.text());
    client
}

pub fn page(client: &mut Client, path: &str) -> String {
    let page = client.get(path).send();
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    page.text().to_owned()
}

pub fn submit(client: &mut Client, path: &str, token: &str, fields: &[(&str, &str)]) -> Answer {
    let mut all = vec![("csrf", token)];
    all.extend(fields);
    press(client, path, &all)
}

fn reserved() -> Value {
    json!({ "kind": "reserved", "body": "formannskapet", "on": "2026-06-12" })
}

fn tell(respondent: &mut Respondent, told: &Value) -> Answer {
    let version = respondent.draft()["version"].as_i64().expect("a version");
    respondent
        .request("PUT", "/adoption")
        .header("If-Match", &format!("\"{version}\""))
        .json(told)
        .send()
}

/// Confirmed, and sent with reservation.
pub fn sent_with_reservation(app: &TestApp) -> Respondent {
    let mut respondent = Respondent::confirmed(app);
    assert_eq!(tell(&mut respondent, &reserved()).status, 200);
    let sent = respondent.send("reserved");
    assert_eq!(sent.status, 201, "{}", sent.text());
    respondent
}

fn approval(respondent: &mut Respondent) -> Value {
    respondent.get("/approval").json()
}

pub fn remind(app: &TestApp) {
    app.block_on(schedule::remind(&app.app)).expect("letters");
    app.deliver_letters();
}

#[test]
fn an_approval_holds_for_the_content_as_it_was_and_tells_of_what_changed_afterwards() {
    let app = TestApp::start();
    let mut respondent = Respondent::ready_to_send(&app);
    assert_eq!(approval(&mut respondent)["state"], "draft");
    let ready = respondent.request("PUT", "/approval/ready").send();
    assert_eq!(ready.json()["state"], "ready", "{}", ready.text());
    let mut leader = colleague(&app, &respondent.desk, "Anne Berg", Right::Send, &[]);
    let who = json!({ "name": "Anne Berg", "role": "Kommunaldirektør" });
    let approved = leader.request("PUT", "/approval").json(&who).send();
    assert_eq!(approved.json()["state"], "approved", "{}", approved.text());
    assert_eq!(approved.json()["changed_since"], false);

    respondent.write(TEXT, 1, "Rådet er helt klart.");
    assert_eq!(approval(&mut respondent)["changed_since"], true);
    let mut client = browser(&app, &leader.token);
    let desk = format!("/svar/{}", respondent.desk);
    let shown = page(&mut client, &format!("{desk}/godkjenning"));
    assert!(shown.contains("Endret etter godkjenningen"), "{shown}");
    assert!(shown.contains("Godkjent av Anne Berg, Kommunaldirektør"));
    assert!(shown.contains("<ins>") && shown.contains("helt"), "{shown}");
    let review = page(&mut client, &format!("{desk}/se-over"));
    assert!(review.contains("Innspillet er ikke godkjent"), "{review}");

    // What is as it was is as it was approved.
    respondent.write(TEXT, 2, "Rådet er klart.");
    assert_eq!(approval(&mut respondent)["changed_since"], false);
    let opened = leader.request("DELETE", "/approval").send();
    assert_eq!(opened.json()["state"], "draft");
    let steps = opened.json()["steps"].as_array().expect("steps").len();
    assert_eq!(steps, 3);
    assert_eq!(app.database(|conn| audited(conn, "desk.approved")).len(), 1);
}

#[test]
fn nobody_is_stopped_from_sending_by_an_approval_that_was_not_given() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    respondent.request("PUT", "/approval/ready").send();
    assert_eq!(respondent.send("unapproved").status, 201);
}

#[test]
fn an_approval_names_somebody_and_is_of_something() {
    let app = TestApp::start();
    let mut empty = Respondent::begin(&app);
    let ready = empty.request("PUT", "/approval/ready").send();
    assert_eq!(problem(&ready), "nothing-written");
    let mut respondent = Respondent::ready_to_send(&app);
    let nobody = json!({ "name": " ", "role": "Leder" });
    let refused = respondent.request("PUT", "/approval").json(&nobody).send();
    assert_eq!(refused.json()["errors"][0]["pointer"], "/name");
    let mut client = browser(&app, &respondent.token);
    let desk = format!("/svar/{}", respondent.desk);
    let form = page(&mut client, &format!("{desk}/godkjenning"));
    let path = format!("{desk}/godkjenning");
    let fields = [("handling", "godkjenn"), ("name", ""), ("role", "Leder")];
    let again = submit(&mut client, &path, &csrf(&form), &fields);
    assert_eq!(again.status, 422);
    assert_eq!(hidden(again.text(), "role"), "Leder");
}

#[test]
fn who_has_adopted_it_is_asked_before_a_body_sends_and_stands_on_the_receipt() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    let mut client = browser(&app, &respondent.token);
    let desk = format!("/svar/{}", respondent.desk);
    let review = page(&mut client, &format!("{desk}/se-over"));
    let fields = |more: &[(&'static str, &'static str)]| {
        let mut all = vec![
            ("nokkel".to_owned(), hidden(&review, "nokkel")),
            ("versjon".to_owned(), hidden(&review, "versjon")),
            ("spurt".to_owned(), "ja".to_owned()),
        ];
        all.extend(more.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
        all
    };
    let mut send = |more: &[(&'static str, &'static str)]| {
        let fields = fields(more);
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        submit(
            &mut client,
            &format!("{desk}/send"),
            &csrf(&review),
            &fields,
        )
    };
    let unsaid = send(&[]);
    assert_eq!(unsaid.status, 422);
    assert!(
        unsaid
            .text()
            .contains("Si om innspillet er behandlet hos dere")
    );
    let half = send(&[("behandlet", "political"), ("vedtatt_av", "kommunestyret")]);
    assert_eq!(half.status, 422, "{}", half.text());
    assert_eq!(hidden(half.text(), "vedtatt_av"), "kommunestyret");
    let sent = send(&[
        ("behandlet", "political"),
        ("vedtatt_av", "kommunestyret"),
        ("vedtatt_dato", "26.02.2026"),
        ("vedtatt_sak", "PS 14/26"),
        // What stands in the controls of another alternative is not read.
        ("forbehold_i", "formannskapet"),
    ]);
    assert_eq!(sent.status, 303, "{}", sent.text());
    let again = send(&[("behandlet", "political")]);
    assert_eq!(again.status, 303, "the same press leads to the receipt");

    let receipt = respondent.receipt(1);
    let adoption = &receipt["receipt"]["adoption"];
    assert_eq!(
        adoption,
        &json!({ "body": "kommunestyret", "case": "PS 14/26", "kind": "political",
            "name": null, "on": "2026-02-26", "role": null })
    );
    assert!(hoering::submissions::receipt::verify(&receipt.to_string()).is_ok());
    assert_eq!(
        respondent.submission()["versions"][0]["adoption"],
        *adoption
    );
    let shown = page(&mut client, &format!("{desk}/kvittering"));
    assert!(
        shown.contains("Vedtatt av kommunestyret 26. februar 2026"),
        "{shown}"
    );
    let mut reader = app.staff(Role::Reader);
    let list = format!("/saksbehandling/horinger/{EXAMPLE}/innspill");
    let one = reader.get(&format!("{list}/1"));
    assert!(one.text().contains("PS 14/26"), "{}", one.text());
    assert!(reader.get(&list).text().contains("Vedtatt"));
}

#[test]
fn a_whole_answer_says_who_has_adopted_it_and_faults_are_named_by_their_members() {
    let app = TestApp::start();
    let mut client = app.client();
    let mut whole = whole_answer("Tekst.");
    whole["adoption"] = json!({ "kind": "administrative", "on": "2026-03-03", "body": "rådet" });
    let refused = send_whole(&mut client, "key-of-sixteen-and-more-1", &whole);
    let errors = refused.json()["errors"].clone();
    let at: Vec<_> = errors
        .as_array()
        .expect("errors")
        .iter()
        .map(|e| text_of(&e["pointer"]))
        .collect();
    assert_eq!(at, ["/adoption/body", "/adoption/name", "/adoption/on"]);
    whole["adoption"] = json!({ "kind": "administrative", "on": "2026-03-02", "name": "Anne" });
    let sent = send_whole(&mut client, "key-of-sixteen-and-more-2", &whole);
    assert_eq!(sent.status, 201, "{}", sent.text());
    let mut respondent = Respondent::after(&app, &sent);
    respondent.confirm(&app, EMAIL);
    let receipt = respondent.receipt(1);
    assert_eq!(receipt["receipt"]["adoption"]["name"], "Anne");
}

#[test]
fn what_was_sent_with_reservation_is_confirmed_without_being_a_late_answer() {
    let app = TestApp::start();
    let mut respondent = sent_with_reservation(&app);
    let mut reader = app.staff(Role::Reader);
    let list = format!("/saksbehandling/horinger/{EXAMPLE}/innspill");
    assert!(
        reader
            .get(&list)
            .text()
            .contains("Sendt med forbehold, ikke bekreftet")
    );
    app.clock.set(at(AFTER_MEETING));
    let ahead = json!({ "adopted_on": "2026-06-16" });
    let refused = respondent
        .request("PUT", "/adoption/confirmed")
        .json(&ahead)
        .send();
    assert_eq!(refused.json()["errors"][0]["pointer"], "/adopted_on");
    let told = json!({ "adopted_on": "2026-06-12", "case": "FS 9/26" });
    let confirmed = respondent
        .request("PUT", "/adoption/confirmed")
        .json(&told)
        .send();
    assert_eq!(confirmed.json()["waits"], false, "{}", confirmed.text());
    assert_eq!(confirmed.json()["confirmed"]["adopted_by"], "formannskapet");
    let submission = respondent.submission();
    assert_eq!(
        (&submission["standing"], &submission["last_version"]),
        (&json!("counts"), &json!(1))
    );
    assert_eq!(
        submission["versions"][0]["adoption_confirmed"]["case"],
        "FS 9/26"
    );
    // The receipt is as it was issued.
    assert_eq!(
        respondent.receipt(1)["receipt"]["adoption"]["kind"],
        "reserved"
    );
    let after = app
        .staff(Role::Reader)
        .get(&format!("{list}?vedtak=bekreftet"));
    assert!(after.text().contains("24/13304-H1"), "{}", after.text());
    let none = app
        .staff(Role::Reader)
        .get(&format!("{list}?vedtak=forbehold"));
    assert!(!none.text().contains("24/13304-H1"));
    let file = app.staff(Role::Reader).get(&format!(
        "/saksbehandling/horinger/{EXAMPLE}/eksport/fil?format=json"
    ));
    assert_eq!(
        file.json()[0]["version"]["adoption_confirmed"]["case"],
        "FS 9/26"
    );
}

#[test]
fn an_adopted_text_is_compared_before_it_is_saved_and_sent_on_the_same_number() {
    let app = TestApp::start();
    let mut respondent = sent_with_reservation(&app);
    app.clock.set(at(LATE));
    let mut client = browser(&app, &respondent.token);
    let desk = format!("/svar/{}", respondent.desk);
    let path = format!("{desk}/vedtatt-tekst");
    let form = page(&mut client, &path);
    let (token, base) = (csrf(&form), hidden(&form, "v.r1.tekst"));
    let new = "Rådet er klart, og kommunen følger det.";
    let fields = [
        ("v.r1.tekst", base.as_str()),
        (TEXT, new),
        ("gjor", "lagre"),
    ];
    let shown = submit(&mut client, &path, &token, &fields);
    assert_eq!(shown.status, 200, "nothing is saved before it was seen");
    assert!(shown.text().contains("<ins>"), "{}", shown.text());
    assert_eq!(
        respondent.get(&format!("/fields/{TEXT}")).json()["version"],
        1
    );
    let seen = hidden(shown.text(), "sett");
    let fields = [
        ("v.r1.tekst", base.as_str()),
        (TEXT, new),
        ("sett", seen.as_str()),
        ("gjor", "lagre"),
    ];
    let saved = submit(&mut client, &path, &token, &fields);
    assert_eq!(saved.header("location"), Some(&*format!("{desk}/se-over")));
    let changed = page(&mut client, &format!("{desk}/endret"));
    assert!(
        changed.contains("<ins>") && changed.contains("følger"),
        "{changed}"
    );
    let changes = respondent.get("/submission/changes").json();
    assert_eq!(changes["fields"][0]["stands"], new);

    let adopted = json!({ "kind": "political", "body": "formannskapet", "on": "2026-05-19" });
    assert_eq!(tell(&mut respondent, &adopted).status, 200);
    let sent = respondent.send("adopted").json();
    assert_eq!(
        (&sent["number"], &sent["version"]),
        (&json!("24/13304-H1"), &json!(2))
    );
    // It came late: what came in time stands until staff decide.
    assert_eq!(sent["standing"], "supplement");
    assert_eq!(respondent.submission()["current_version"], 1);
    assert_eq!(
        respondent.receipt(2)["receipt"]["adoption"]["kind"],
        "political"
    );
}

#[test]
fn whoever_has_not_told_what_came_of_the_meeting_is_asked_once() {
    let app = TestApp::start();
    let mut respondent = sent_with_reservation(&app);
    colleague(
        &app,
        &respondent.desk,
        "Per Coordinator",
        Right::Coordinate,
        &[],
    );
    colleague(&app, &respondent.desk, "Ola Writer", Right::Write, &[]);
    let asked = |address: &str| {
        let letters = app.mailbox.letters_to(address);
        let about = |l: &&crate::support::mailbox::Letter| l.subject.contains("Hva ble vedtatt");
        letters.iter().filter(about).count()
    };
    app.clock.set(at("2026-06-12T10:00:00Z"));
    remind(&app);
    assert_eq!(asked(EMAIL), 0, "the meeting is today");
    app.clock.set(at("2026-06-15T03:00:00Z"));
    remind(&app);
    assert_eq!(asked(EMAIL), 0, "it is night");
    app.clock.set(at(AFTER_MEETING));
    remind(&app);
    remind(&app);
    let all = [
        EMAIL,
        "per.coordinator@kommune.example",
        "ola.writer@kommune.example",
    ];
    assert_eq!(all.map(asked), [1, 1, 0]);
    let told = json!({ "adopted_on": "2026-06-12" });
    respondent
        .request("PUT", "/adoption/confirmed")
        .json(&told)
        .send();

    let quiet = TestApp::start();
    let mut followed = sent_with_reservation(&quiet);
    quiet.clock.set(at(AFTER_MEETING));
    followed
        .request("PUT", "/adoption/confirmed")
        .json(&told)
        .send();
    remind(&quiet);
    let letters = quiet.mailbox.letters_to(EMAIL);
    assert!(
        !letters
            .iter()
            .any(|l| l.subject.contains("Hva ble vedtatt"))
    );
}

#[test]
fn what_was_sent_with_reservation_is_confirmed_though_the_consultation_is_concluded() {
    let app = TestApp::start();
    let mut respondent = sent_with_reservation(&app);
    conclude(&app, EXAMPLE);
    app.clock.set(at(AFTER_MEETING));
    remind(&app);
    let letters = app.mailbox.letters_to(EMAIL);
    let asked = letters
        .iter()
        .find(|letter| letter.subject.starts_with("Hva ble vedtatt?"));
    let asked = &asked.expect("the question comes all the same").text;
    // Nothing that is refused by now is offered, and whoever has decided otherwise can say so.
    assert!(!asked.contains("trekk innspillet"), "{asked}");
    assert!(asked.contains("Ble noe annet vedtatt"), "{asked}");
    let mut client = browser(&app, &respondent.token);
    let page = page(&mut client, &format!("/svar/{}/vedtak", respondent.desk));
    assert!(!page.contains("/trekk\""), "{page}");
    assert!(page.contains("Ble noe annet vedtatt, si fra til"), "{page}");
    let told = json!({ "adopted_on": "2026-06-12" });
    let confirmed = respondent
        .request("PUT", "/adoption/confirmed")
        .json(&told)
        .send();
    assert_eq!(confirmed.json()["waits"], false, "{}", confirmed.text());
}

#[test]
fn the_adopted_text_that_is_pasted_back_into_a_raad_without_comment_is_sent() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    let path = format!("/advice/{NEXT_ADVICE}/no-comment");
    assert_eq!(respondent.request("PUT", &path).send().status, 204);
    let mut client = browser(&app, &respondent.token);
    let desk = format!("/svar/{}/vedtatt-tekst", respondent.desk);
    let shown = page(&mut client, &desk);
    let field = "r2.tekst";
    let (token, version) = (csrf(&shown), format!("v.{field}"));
    let saw = hidden(&shown, &version);
    let text = "Kommunestyret vil ha rådet endret.";
    let fields = [("csrf", token.as_str()), (&version, &saw), (field, text)];
    let look = press(
        &mut client,
        &desk,
        &[&fields[..], &[("gjor", "se")]].concat(),
    );
    let seen = hidden(look.text(), "sett");
    let save = [&fields[..], &[("gjor", "lagre"), ("sett", &seen)]].concat();
    let saved = press(&mut client, &desk, &save);
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert_eq!(
        text_of(&part(&respondent.draft(), NEXT_ADVICE)["status"]),
        "started"
    );
    let review = page(&mut client, &format!("/svar/{}/se-over", respondent.desk));
    assert!(review.contains(text), "{review}");
}

#[test]
fn a_draft_that_was_not_sent_says_so_loudly_wherever_it_is_opened() {
    let app = TestApp::start();
    let respondent = Respondent::ready_to_send(&app);
    let mut client = browser(&app, &respondent.token);
    let desk = format!("/svar/{}", respondent.desk);
    app.clock.set(at("2026-05-04T21:30:00Z"));
    let mut client_then = browser(&app, &respondent.token);
    assert!(!page(&mut client_then, &desk).contains("IKKE sendt inn"));
    app.clock.set(at("2026-05-04T22:00:01Z"));
    let _ = &mut client;
    let mut client = browser(&app, &respondent.token);
    for rest in ["", "/se-over", "/raad/r1"] {
        let shown = page(&mut client, &format!("{desk}{rest}"));
        assert!(
            shown.contains("Utkastet ble IKKE sendt inn"),
            "{rest}: {shown}"
        );
        assert!(shown.contains("Vil dere sende det som for sent innkommet?"));
    }
}

#[test]
fn whoever_has_begun_and_not_sent_is_reminded_once_before_the_deadline() {
    let app = TestApp::start();
    let mut begun = Respondent::ready_to_send(&app);
    begun.have_link_sent("begynt@kommune.example");
    let mut sent = Respondent::confirmed(&app);
    sent.send("sent");
    let reminded = |address: &str| {
        let letters = app.mailbox.letters_to(address);
        letters
            .iter()
            .filter(|l| l.subject.contains("er ikke sendt inn"))
            .count()
    };
    app.clock.set(at("2026-04-26T10:00:00Z"));
    remind(&app);
    assert_eq!(
        reminded("begynt@kommune.example"),
        0,
        "more than a week is left"
    );
    app.clock.set(at("2026-04-27T10:00:00Z"));
    remind(&app);
    remind(&app);
    assert_eq!(["begynt@kommune.example", EMAIL].map(reminded), [1, 0]);
}

#[test]
fn what_a_colleague_saved_meanwhile_is_not_approved_unseen() {
    let app = TestApp::start();
    let mut respondent = Respondent::ready_to_send(&app);
    let mut client = browser(&app, &respondent.token);
    let path = format!("/svar/{}/godkjenning", respondent.desk);
    let drawn = page(&mut client, &path);
    respondent.write(TEXT, 1, "Rådet er ikke klart.");
    let approve = |client: &mut Client, drawn: &str| {
        let version = hidden(drawn, "versjon");
        let fields = [
            ("handling", "godkjenn"),
            ("versjon", version.as_str()),
            ("name", "Anne Berg"),
            ("role", "kommunedirektør"),
        ];
        submit(client, &path, &csrf(drawn), &fields)
    };
    let refused = approve(&mut client, &drawn);
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert!(refused.text().contains("ingenting er godkjent"));
    assert!(
        refused.text().contains("Anne Berg"),
        "what was typed is kept"
    );
    assert_eq!(approval(&mut respondent)["state"], "draft");
    let by_program = respondent
        .request("PUT", "/approval")
        .header("If-Match", "\"1\"")
        .json(&json!({ "name": "Anne Berg", "role": "kommunedirektør" }))
        .send();
    assert_eq!(problem(&by_program), "precondition-failed");
    assert_eq!(approve(&mut client, refused.text()).status, 303);
    assert_eq!(approval(&mut respondent)["state"], "approved");
}

#[test]
fn what_somebody_else_told_of_the_decision_meanwhile_is_not_told_otherwise_unseen() {
    let app = TestApp::start();
    let mut respondent = Respondent::ready_to_send(&app);
    let mut client = browser(&app, &respondent.token);
    let path = format!("/svar/{}/vedtak", respondent.desk);
    let drawn = page(&mut client, &path);
    assert_eq!(tell(&mut respondent, &reserved()).status, 200);
    let save = |client: &mut Client, drawn: &str| {
        let seen = hidden(drawn, "sett");
        let fields = [
            ("spurt", "ja"),
            ("sett", seen.as_str()),
            ("behandlet", "administrative"),
            ("godkjent_av", "Anne Berg"),
            ("godkjent_rolle", "Leder"),
            ("godkjent_dato", "2026-03-01"),
        ];
        submit(client, &path, &csrf(drawn), &fields)
    };
    let both = save(&mut client, &drawn);
    assert_eq!(both.status, 409, "{}", both.text());
    for shown in [
        "Noen har svart på dette imens",
        "formannskapet",
        "Anne Berg",
    ] {
        assert!(both.text().contains(shown), "{shown}: {}", both.text());
    }
    assert_eq!(
        respondent.get("/adoption").json()["told"]["kind"],
        "reserved"
    );
    assert_eq!(save(&mut client, both.text()).status, 303);
    assert_eq!(
        respondent.get("/adoption").json()["told"]["kind"],
        "administrative"
    );
}

/// Writes more after the deadline and sends it, with this told of the body's decision.
fn sends_more(app: &TestApp, respondent: &mut Respondent, told: &Value) {
    app.clock.set(at(LATE));
    respondent.write("r2.tekst", 0, "Dette glemte vi.");
    assert_eq!(tell(respondent, told).status, 200);
    let sent = respondent.send("supplement").json();
    assert_eq!(sent["standing"], "supplement", "{sent}");
}

fn confirm(respondent: &mut Respondent) -> Answer {
    let told = json!({ "adopted_on": "2026-06-12" });
    let confirmed = respondent.request("PUT", "/adoption/confirmed");
    confirmed.json(&told).send()
}

/// Of the versions that were sent, the first first: the body that has confirmed each.
fn confirmed(respondent: &mut Respondent) -> Vec<Value> {
    let sent = respondent.submission();
    let versions = sent["versions"].as_array().expect("versions").iter();
    let by = |version: &Value| version["adoption_confirmed"]["adopted_by"].clone();
    versions.rev().map(by).collect()
}

fn asked_after_the_meeting(app: &TestApp) -> usize {
    app.clock.set(at(AFTER_MEETING));
    remind(app);
    remind(app);
    let letters = app.mailbox.letters_to(EMAIL);
    let asks = |l: &&crate::support::mailbox::Letter| l.subject.contains("Hva ble vedtatt");
    letters.iter().filter(asks).count()
}

#[test]
fn a_supplement_leaves_the_reservation_of_what_counts_to_be_asked_about_and_confirmed() {
    let app = TestApp::start();
    let mut respondent = sent_with_reservation(&app);
    let approved = json!({ "kind": "administrative", "name": "Bo", "on": "2026-05-20" });
    sends_more(&app, &mut respondent, &approved);
    assert_eq!(asked_after_the_meeting(&app), 1);
    let waits = respondent.get("/adoption").json();
    assert_eq!(
        (&waits["waits"], &waits["versions"]),
        (&json!(true), &json!([1]))
    );
    let mut client = browser(&app, &respondent.token);
    let desk = format!("/svar/{}", respondent.desk);
    assert!(page(&mut client, &desk).contains("Si hva møtet vedtok"));
    let shown = page(&mut client, &format!("{desk}/vedtak"));
    assert!(shown.contains("formannskapet 12. juni 2026"), "{shown}");
    assert!(shown.contains("Bekreftelsen gjelder versjon 1"), "{shown}");
    assert_eq!(confirm(&mut respondent).json()["waits"], false);
    assert_eq!(
        confirmed(&mut respondent),
        [json!("formannskapet"), Value::Null]
    );
    let list = format!("/saksbehandling/horinger/{EXAMPLE}/innspill?vedtak=bekreftet");
    let listed = app.staff(Role::Reader).get(&list);
    assert!(listed.text().contains("24/13304-H1"), "{}", listed.text());
}

#[test]
fn a_supplement_with_the_same_reservation_is_confirmed_with_what_counts_and_asked_about_with_it() {
    let app = TestApp::start();
    let mut respondent = sent_with_reservation(&app);
    sends_more(&app, &mut respondent, &reserved());
    assert_eq!(asked_after_the_meeting(&app), 1, "one letter for both");
    assert_eq!(
        respondent.get("/adoption").json()["versions"],
        json!([1, 2])
    );
    let said = confirm(&mut respondent);
    assert_eq!(said.status, 200, "{}", said.text());
    let both = vec![json!("formannskapet"), json!("formannskapet")];
    assert_eq!(confirmed(&mut respondent), both);
}

#[test]
fn what_was_confirmed_before_a_supplement_came_stays_as_it_was_told() {
    let app = TestApp::start();
    let mut respondent = sent_with_reservation(&app);
    app.clock.set(at("2026-06-13T10:00:00Z"));
    assert_eq!(confirm(&mut respondent).status, 200);
    respondent.write("r2.tekst", 0, "Dette glemte vi.");
    let later = json!({ "kind": "reserved", "body": "kommunestyret", "on": "2026-06-25" });
    assert_eq!(tell(&mut respondent, &later).status, 200);
    assert_eq!(
        respondent.send("supplement").json()["standing"],
        "supplement"
    );
    let waits = respondent.get("/adoption").json();
    assert_eq!(
        (&waits["waits"], &waits["versions"]),
        (&json!(true), &json!([2]))
    );
    app.clock.set(at("2026-06-26T10:00:00Z"));
    let told = json!({ "adopted_on": "2026-06-25" });
    let said = respondent.request("PUT", "/adoption/confirmed").json(&told);
    assert_eq!(said.send().status, 200);
    let each = vec![json!("formannskapet"), json!("kommunestyret")];
    assert_eq!(confirmed(&mut respondent), each);
}

#[test]
fn once_a_later_version_tells_what_was_decided_nothing_waits_though_it_came_late() {
    let app = TestApp::start();
    let mut respondent = sent_with_reservation(&app);
    let decided = json!({ "kind": "political", "body": "formannskapet", "on": "2026-05-19" });
    sends_more(&app, &mut respondent, &decided);
    assert_eq!(asked_after_the_meeting(&app), 0);
    assert_eq!(respondent.get("/adoption").json()["waits"], false);
    assert_eq!(confirm(&mut respondent).status, 404);
}

#[test]
fn what_is_told_of_a_decision_after_the_sender_became_a_person_is_given_back_and_kept_nowhere() {
    let app = TestApp::start();
    let mut respondent = Respondent::ready_to_send(&app);
    let mut client = browser(&app, &respondent.token);
    let desk = format!("/svar/{}", respondent.desk);
    let review = page(&mut client, &format!("{desk}/se-over"));
    app.execute("UPDATE desk SET on_behalf = 'person', version = version + 1");
    let (seen, version) = (hidden(&review, "sett"), hidden(&review, "versjon"));
    let key = hidden(&review, "nokkel");
    for (rest, day) in [("/vedtak", ""), ("/vedtak", "2026-02-26"), ("/send", "")] {
        let fields = [
            ("spurt", "ja"),
            ("sett", seen.as_str()),
            ("nokkel", &key),
            ("versjon", &version),
            ("behandlet", "political"),
            ("vedtatt_av", "Styret i foreningen"),
            ("vedtatt_dato", day),
            ("vedtatt_sak", "12/26"),
        ];
        let refused = submit(
            &mut client,
            &format!("{desk}{rest}"),
            &csrf(&review),
            &fields,
        );
        assert_eq!(refused.status, 409, "{rest}: {}", refused.text());
        for said in [
            "href=\"#beholdt\">Noen har endret hvem som svarer",
            "Det du hadde skrevet",
            "Styret i foreningen",
            "12/26",
            day,
        ] {
            assert!(refused.text().contains(said), "{said}: {}", refused.text());
        }
        for control in ["behandlet", "vedtatt_dato"] {
            let link = format!("href=\"#{control}\"");
            assert!(!refused.text().contains(&link), "{}", refused.text());
        }
    }
    assert!(respondent.get("/adoption").json()["told"].is_null());
}
