//! What letters and landing pages say of the deadline follows the clock: until it one can change what was
//! sent, after it only supplement, and what came in time stands.

use crate::support::app::TestApp;
use crate::support::mailbox::Letter;
use crate::support::respondent::{Respondent, TEXT, a_field, letter_token, sender};
use chrono::{DateTime, Utc};
use serde_json::json;

const EMAIL: &str = "flere@eksempel.example";
const IN_TIME: &str = "2026-10-25T22:59:59Z";
const LATE: &str = "2026-10-27T09:00:00Z";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

/// A person with a confirmed address at a consultation that closes on the 25th of October.
fn writer(app: &TestApp) -> Respondent {
    app.publish("frist", "2026-10-25");
    Respondent::confirmed_at(app, "frist", EMAIL)
}

fn send(writer: &mut Respondent, text: &str) {
    let key: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let sent = writer.rewrite_and_send(a_field("frist"), text, &key);
    assert_eq!(sent.status, 201, "{}", sent.text());
}

/// The newest receipt, each run of white space as one space.
fn last_receipt(app: &TestApp, address: &str) -> String {
    app.deliver_letters();
    let letters = app.mailbox.letters_to(address);
    let mut receipts = letters
        .iter()
        .filter(|l| l.message_id.starts_with("receipt."));
    words(receipts.next_back().expect("a receipt"))
}

fn words(letter: &Letter) -> String {
    letter.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_receipt_of_an_answer_in_time_says_that_it_can_be_changed_until_the_deadline() {
    let app = TestApp::start();
    let mut writer = writer(&app);
    app.clock.set(at(IN_TIME));
    send(&mut writer, "I tide.");
    let letter = last_receipt(&app, EMAIL);
    assert!(
        letter.contains("Du kan endre innspillet frem til fristen."),
        "{letter}"
    );
    assert!(letter.contains("Innspillet ditt til høringen"));
}

#[test]
fn the_receipt_that_is_written_after_the_deadline_promises_no_change() {
    let app = TestApp::start();
    let mut writer = writer(&app);
    app.clock.set(at(IN_TIME));
    send(&mut writer, "I tide.");
    app.clock.set(at(LATE));
    let letter = last_receipt(&app, EMAIL);
    assert!(!letter.contains("frem til fristen"), "{letter}");
    assert!(
        letter.contains("Du kan fortsatt ettersende noe."),
        "{letter}"
    );
    assert!(!letter.contains("etter fristen. Det er mottatt"));
}

#[test]
fn the_receipt_of_a_late_answer_promises_no_change_and_of_none_that_stands() {
    let app = TestApp::start();
    let mut writer = writer(&app);
    app.clock.set(at(LATE));
    send(&mut writer, "For sent.");
    let letter = last_receipt(&app, EMAIL);
    assert!(letter.contains("merket som for sent"), "{letter}");
    assert!(!letter.contains("frem til fristen"));
    assert!(!letter.contains("som kom i tide"));
}

#[test]
fn the_receipt_of_a_late_supplement_says_that_the_version_in_time_stands() {
    let app = TestApp::start();
    let mut writer = writer(&app);
    app.clock.set(at(IN_TIME));
    send(&mut writer, "Første.");
    send(&mut writer, "Andre.");
    app.clock.set(at(LATE));
    send(&mut writer, "Tillegg.");
    let letter = last_receipt(&app, EMAIL);
    let stands = "Versjon 2, som kom i tide, gjelder fortsatt.";
    assert!(letter.contains(stands), "{letter}");
    assert!(!letter.contains("frem til fristen"));
}

#[test]
fn a_body_is_addressed_as_several_and_in_nynorsk_too() {
    let app = TestApp::start();
    let body = json!({ "sender": sender(), "language": "nn" });
    let mut writer = Respondent::begin_with(&app, &body);
    writer.write(TEXT, 0, "Vi er samde.");
    let email = crate::support::respondent::EMAIL;
    writer.have_link_sent(email);
    writer.confirm(&app, email);
    let sent = writer
        .post("/submission")
        .header("Idempotency-Key", "en")
        .send();
    assert_eq!(sent.status, 201, "{}", sent.text());
    let letter = last_receipt(&app, email);
    assert!(
        letter.contains("De kan endre innspelet fram til fristen."),
        "{letter}"
    );
    assert!(letter.contains("Innspelet dykkar"), "{letter}");
}

#[test]
fn the_page_behind_a_link_promises_change_only_until_the_deadline() {
    let app = TestApp::start();
    let mut writer = writer(&app);
    let token = letter_token(&app, EMAIL);
    let page = |words: &str| {
        let page = app.client().get(&format!("/lenke/{token}")).send();
        assert_eq!(page.status, 200);
        assert!(page.text().contains(words), "{words}: {}", page.text());
    };
    page("ikke sendt inn ennå. Fristen er 25. oktober 2026.");
    app.clock.set(at(LATE));
    page("Fristen gikk ut 25. oktober 2026. Du kan fortsatt sende inn");
    app.clock.set(at(IN_TIME));
    send(&mut writer, "I tide.");
    page("endre innspillet frem til fristen");
    app.clock.set(at(LATE));
    page("Fristen har gått ut, men du kan fortsatt ettersende noe.");
    let nynorsk = app.client().get(&format!("/nn/lenke/{token}")).send();
    assert!(nynorsk.text().contains("du kan framleis ettersende noko"));
}
