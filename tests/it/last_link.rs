//! The only link to an answer that stands in letters: ending it is asked about first, and no letter promises it afterwards.

use crate::invitations::{csrf, press};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::{Answer, Client};
use crate::support::respondent::{EMAIL, Respondent, letter_token, text_of};
use crate::support::scene::holder::Holder;
use serde_json::json;

const OTHER: &str = "annen@kommune.example";

/// Whoever wrote it, in the browser that it was begun in.
fn browser(app: &TestApp, writer: &Respondent) -> Client {
    Holder::new(app, &writer.desk, &writer.token).client
}

/// Presses «Avslutt lenken» of the link to this address.
fn end(client: &mut Client, writer: &mut Respondent, address: &str, sees: bool) -> Answer {
    let links = writer.get("/letter-links").json();
    let all = links["items"].as_array().expect("links");
    let one = all.iter().find(|one| one["email"] == address);
    let id = text_of(&one.expect("the link")["id"]);
    let list = client.get(&format!("/svar/{}/medskrivere", writer.desk));
    let token = csrf(list.send().text());
    let mut fields = vec![("csrf", token.as_str())];
    if sees {
        fields.push(("sett", "ja"));
    }
    let path = format!("/svar/{}/lenker/{id}/avslutt", writer.desk);
    press(client, &path, &fields)
}

fn opens(app: &TestApp, writer: &Respondent, token: &str) -> u16 {
    let mut by_letter = Respondent {
        client: app.client(),
        desk: writer.desk.clone(),
        token: token.to_owned(),
    };
    by_letter.get("").status
}

#[test]
fn whoever_ends_the_only_link_in_letters_is_asked_first_and_offered_another_address() {
    let app = TestApp::start();
    let mut writer = Respondent::ready_to_send(&app);
    writer.have_link_sent(EMAIL);
    let token = letter_token(&app, EMAIL);
    let mut client = browser(&app, &writer);
    let asked = end(&mut client, &mut writer, EMAIL, false);
    assert_eq!(asked.status, 200, "{}", asked.text());
    for part in [
        "Avslutte den eneste lenken?".to_owned(),
        format!("href=\"/svar/{}/lagre\"", writer.desk),
    ] {
        assert!(asked.text().contains(&part), "{part}: {}", asked.text());
    }
    assert_eq!(opens(&app, &writer, &token), 200, "nothing is done yet");

    let ended = end(&mut client, &mut writer, EMAIL, true);
    assert_eq!(ended.status, 303, "{}", ended.text());
    assert_eq!(opens(&app, &writer, &token), 410);
    // Whoever was put out does not get in again by asking.
    app.deliver_letters();
    let so_many = app.mailbox.letters_to(EMAIL).len();
    let lost = format!("/horinger/{EXAMPLE}/lenke");
    assert_eq!(
        press(&mut app.client(), &lost, &[("who", EMAIL)]).status,
        303
    );
    app.deliver_letters();
    assert_eq!(app.mailbox.letters_to(EMAIL).len(), so_many);
    // Whoever sits at the answer still has one sent.
    writer.have_link_sent(EMAIL);
    assert_eq!(opens(&app, &writer, &letter_token(&app, EMAIL)), 200);
}

#[test]
fn a_link_that_is_not_the_only_one_is_ended_at_once() {
    let app = TestApp::start();
    let mut writer = Respondent::confirmed(&app);
    writer.have_link_sent(OTHER);
    let token = letter_token(&app, OTHER);
    let mut client = browser(&app, &writer);
    let ended = end(&mut client, &mut writer, OTHER, false);
    assert_eq!(ended.status, 303, "{}", ended.text());
    assert_eq!(opens(&app, &writer, &token), 410);
    let asked = end(&mut client, &mut writer, EMAIL, false);
    assert_eq!(asked.status, 200, "the other is the only one now");
}

#[test]
fn a_letter_after_its_link_was_ended_says_so_and_promises_nothing_by_it() {
    let app = TestApp::start();
    let mut writer = Respondent::confirmed(&app);
    assert_eq!(writer.send("first").status, 201);
    let mut client = browser(&app, &writer);
    assert_eq!(end(&mut client, &mut writer, EMAIL, true).status, 303);
    let withdrawn = writer.request("PUT", "/submission/withdrawal");
    let withdrawn = withdrawn.json(&json!({ "reason": "Feil sak." })).send();
    assert_eq!(withdrawn.status, 204, "{}", withdrawn.text());
    app.deliver_letters();
    let letters = app.mailbox.letters_to(EMAIL);
    let told = letters
        .iter()
        .find(|one| one.subject.contains("er trukket"));
    let text = &told.expect("a letter").text;
    assert!(text.contains("er avsluttet"), "{text}");
    assert!(!text.contains("Åpne innspillet"), "{text}");
    assert!(!text.contains("med den samme lenken"), "{text}");
}
