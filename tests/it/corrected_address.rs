//! An address that was told wrong and is corrected: the link that went to it opens nothing and confirms nothing, and the
//! letter that asks to confirm goes to the right one. Links that were somebody's stay.

use crate::invitations::{csrf, hidden, press};
use crate::support::app::TestApp;
use crate::support::client::Answer;
use crate::support::colleague::colleague;
use crate::support::respondent::{
    EMAIL, Respondent, confirm, key, letter_token, send_whole, whole_answer,
};
use crate::support::scene::holder::Holder;
use hoering::right::Right;
use serde_json::json;

const RIGHT: &str = "rett@kommune.example";

/// Tells another address by a program.
fn tell(program: &mut Respondent, email: Option<&str>) -> Answer {
    let etag = program.get("").header("etag").expect("an ETag").to_owned();
    let asked = program.request("PATCH", "").header("If-Match", &etag);
    asked.json(&json!({ "sender": { "email": email } })).send()
}

/// Tells it on «Hvem svarer».
fn tell_on_page(app: &TestApp, program: &Respondent, email: &str) {
    let mut browser = Holder::new(app, &program.desk, &program.token).client;
    let path = format!("/svar/{}/avsender", program.desk);
    let page = browser.get(&path).send();
    let (token, version) = (csrf(page.text()), hidden(page.text(), "versjon"));
    let fields = [
        ("csrf", token.as_str()),
        ("versjon", &version),
        ("email", email),
    ];
    let told = press(&mut browser, &path, &fields);
    assert_eq!(told.status, 303, "{}", told.text());
}

/// Whoever has this token, as a program.
fn by(app: &TestApp, desk: &str, token: &str) -> Respondent {
    Respondent {
        client: app.client(),
        desk: desk.to_owned(),
        token: token.to_owned(),
    }
}

/// The link opens nothing, and confirms nothing.
fn is_ended(app: &TestApp, desk: &str, token: &str) {
    assert_eq!(by(app, desk, token).get("").status, 410);
    assert_eq!(confirm(app, token).status, 410);
    let landing = app.client().get(&format!("/lenke/{token}")).send();
    assert_eq!(landing.status, 410, "{}", landing.text());
}

fn receipt_page(app: &TestApp, program: &Respondent) -> String {
    let mut browser = Holder::new(app, &program.desk, &program.token).client;
    let page = browser.get(&format!("/svar/{}/kvittering", program.desk));
    page.send().text().to_owned()
}

#[test]
fn the_link_at_a_mistyped_address_ends_with_its_correction_and_the_letter_goes_to_the_right_one() {
    for on_page in [true, false] {
        let app = TestApp::start();
        let mut sender = Respondent::ready_to_send(&app);
        assert_eq!(sender.send("first").status, 201);
        let wrong = letter_token(&app, EMAIL);
        match on_page {
            true => tell_on_page(&app, &sender, RIGHT),
            false => assert_eq!(tell(&mut sender, Some(RIGHT)).status, 200),
        }
        is_ended(&app, &sender.desk, &wrong);
        assert_eq!(sender.submission()["standing"], "unconfirmed");
        letter_token(&app, RIGHT);
        let page = receipt_page(&app, &sender);
        assert!(page.contains(RIGHT) && !page.contains(EMAIL), "{page}");

        // Sent anew it waits for the same address, and nothing more goes to the wrong one.
        assert_eq!(sender.send("again").status, 201);
        let confirmed = sender.confirm(&app, RIGHT);
        assert_eq!(confirmed["submission"]["standing"], "counts");
        app.deliver_letters();
        assert_eq!(app.mailbox.letters_to(EMAIL).len(), 1);
    }
}

#[test]
fn a_draft_that_was_saved_for_later_to_a_mistyped_address_is_not_opened_from_there() {
    let app = TestApp::start();
    let mut writer = Respondent::begin(&app);
    writer.have_link_sent(EMAIL);
    let wrong = letter_token(&app, EMAIL);
    writer.have_link_sent(RIGHT);
    is_ended(&app, &writer.desk, &wrong);
    let mut right = by(&app, &writer.desk, &letter_token(&app, RIGHT));
    assert_eq!(right.get("").status, 200);
}

#[test]
fn a_whole_answer_from_another_address_ends_the_link_of_the_one_before_it() {
    let app = TestApp::start();
    let first = send_whole(&mut app.client(), &key("first"), &whole_answer("Enige."));
    let mut sender = Respondent::after(&app, &first);
    let wrong = letter_token(&app, EMAIL);
    let mut again = whole_answer("Enige.");
    again["sender"]["email"] = json!(RIGHT);
    let sent = sender.send_whole(&app, &key("again"), &again);
    assert_eq!(sent.status, 201, "{}", sent.text());
    is_ended(&app, &sender.desk, &wrong);
    let confirmed = sender.confirm(&app, RIGHT);
    assert_eq!(confirmed["submission"]["standing"], "counts");
}

#[test]
fn a_confirmed_address_keeps_its_link_when_another_is_told() {
    let app = TestApp::start();
    let mut sender = Respondent::confirmed(&app);
    let token = letter_token(&app, EMAIL);
    assert_eq!(sender.send("first").status, 201);
    assert_eq!(tell(&mut sender, Some(RIGHT)).status, 200);
    assert_eq!(by(&app, &sender.desk, &token).get("").status, 200);
    // What is numbered waits for nobody.
    app.deliver_letters();
    assert!(app.mailbox.letters_to(RIGHT).is_empty());
}

#[test]
fn a_colleague_who_was_told_as_sender_keeps_the_link_and_does_not_confirm_for_another() {
    let app = TestApp::start();
    let mut sender = Respondent::ready_to_send(&app);
    let ola = "ola@kommune.example";
    let asked = colleague(&app, &sender.desk, "Ola", Right::Send, &[]);
    assert_eq!(tell(&mut sender, Some(ola)).status, 200);
    assert_eq!(sender.send("first").status, 201);
    let token = letter_token(&app, ola);
    assert_eq!(tell(&mut sender, Some(RIGHT)).status, 200);

    assert_eq!(by(&app, &sender.desk, &token).get("").status, 200);
    assert_eq!(
        by(&app, &sender.desk, &asked.program.token).get("").status,
        200
    );
    let landing = app.client().get(&format!("/lenke/{token}")).send();
    assert_eq!(landing.status, 200);
    assert!(
        !landing.text().contains("Adressen som blir bekreftet"),
        "{}",
        landing.text()
    );
    assert_eq!(confirm(&app, &token).status, 200);
    assert_eq!(sender.submission()["standing"], "unconfirmed");
    let confirmed = sender.confirm(&app, RIGHT);
    assert_eq!(confirmed["submission"]["standing"], "counts");
}

#[test]
fn a_colleague_who_tells_another_sender_ends_no_link_to_the_whole_answer() {
    let app = TestApp::start();
    let mut kari = Respondent::ready_to_send(&app);
    kari.have_link_sent(EMAIL);
    let token = letter_token(&app, EMAIL);
    let mut ola = colleague(&app, &kari.desk, "Ola", Right::Send, &[]).program;
    assert_eq!(tell(&mut ola, Some(RIGHT)).status, 200);
    assert_eq!(by(&app, &kari.desk, &token).get("").status, 200);
}

#[test]
fn where_no_letter_asks_to_confirm_any_more_the_page_says_so_and_sends_one() {
    let app = TestApp::start();
    let mut sender = Respondent::ready_to_send(&app);
    assert_eq!(sender.send("first").status, 201);
    let wrong = letter_token(&app, EMAIL);
    let told = tell(&mut sender, None);
    assert_eq!(told.status, 200, "{}", told.text());
    is_ended(&app, &sender.desk, &wrong);
    let page = receipt_page(&app, &sender);
    assert!(
        page.contains("Ingen kan bekrefte innspillet ennå"),
        "{page}"
    );
    let asked = sender.post("/confirmation");
    let asked = asked.json(&json!({ "email": RIGHT })).send();
    assert_eq!(asked.status, 202, "{}", asked.text());
    let confirmed = sender.confirm(&app, RIGHT);
    assert_eq!(confirmed["submission"]["standing"], "counts");
}

#[test]
fn nobody_fills_a_mailbox_with_letters_by_correcting_the_address() {
    let app = TestApp::start();
    let mut sender = Respondent::ready_to_send(&app);
    assert_eq!(sender.send("first").status, 201);
    let told: Vec<u16> = (0..11)
        .map(|n| tell(&mut sender, Some(&format!("rett{n}@kommune.example"))).status)
        .collect();
    assert_eq!((told[0], told[10]), (200, 429), "{told:?}");
}
