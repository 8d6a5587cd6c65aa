//! What a log never holds, however much is logged: tokens, addresses, names, what somebody wrote.

use crate::support::app::EXAMPLE;
use crate::support::client::Client;
use crate::support::process::{House, until};
use crate::support::respondent::{drafts_of, key, submissions_of, text_of};
use serde_json::{Value, json};

const EMAIL: &str = "hemmelig.adresse@eksempel.example";
const STAFF: &str = "hemmelig.medarbeider@staff.example";
const NAME: &str = "Unevnelig Navnesen";
const TEXT: &str = "Dette skal ingen logg fortelle videre.";

fn sender() -> Value {
    json!({ "on_behalf": "person", "person": NAME, "email": EMAIL })
}

/// The token of the nth letter, once the program has sent it.
fn letter_token(house: &House, nth: usize) -> String {
    until(|| {
        let letters = house.mailbox().letters_to(EMAIL);
        let link = letters.get(nth)?.links("http").first()?.to_string();
        Some(link.rsplit('/').next()?.to_owned())
    })
}

/// Answers through the API and on pages, and does some of it wrong; the secrets that were handed out.
fn answer(house: &House, client: &mut Client) -> Vec<String> {
    let whole = json!({ "sender": sender(), "answers": [{ "field": "generelt", "text": TEXT }] });
    let sent = client
        .post(&submissions_of(EXAMPLE))
        .header("Idempotency-Key", &key("logged"))
        .json(&whole)
        .send();
    assert_eq!(sent.status, 201, "{}", sent.text());
    let by_letter = letter_token(house, 0);
    for page in ["/lenke/", "/nn/lenke/", "/lenke/x", "/%6cenke/"] {
        client.get(&format!("{page}{by_letter}")).send();
    }
    client
        .get(&format!("/lenke/{by_letter}?token={by_letter}"))
        .send();
    client.get(&format!("/api/v1/drafts/{by_letter}")).send();
    let pressed = client
        .post(&format!("/lenke/{by_letter}"))
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[])
        .send();
    assert_eq!(pressed.status, 303, "{}", pressed.text());
    let desk = text_of(&sent.json()["draft"]);
    assert_eq!(
        client
            .get(&format!("/svar/{desk}/kvittering"))
            .send()
            .status,
        200
    );
    let begun = client
        .post(&drafts_of(EXAMPLE))
        .json(&json!({ "sender": sender() }))
        .send();
    let (draft, token) = (
        text_of(&begun.json()["draft"]["id"]),
        text_of(&begun.json()["token"]),
    );
    let bearer = format!("Bearer {token}");
    for body in [
        json!({ "text": TEXT }),
        json!({ "text": TEXT, "choice": TEXT }),
        json!({ TEXT: 1 }),
    ] {
        client
            .request("PUT", &format!("/api/v1/drafts/{draft}/fields/generelt"))
            .header("Authorization", &bearer)
            .header("If-Match", "\"0\"")
            .json(&body)
            .send();
    }
    client
        .post(&submissions_of(EXAMPLE))
        .body("application/json", format!("{{\"{TEXT}"))
        .send();
    client
        .get(&format!("/horinger/x?sok={EMAIL}&token={token}"))
        .send();
    let cookie = client.cookies.values().next().expect("a session").clone();
    let (to_staff, staffs_cookie) = sign_in(house, client);
    vec![
        to_staff,
        staffs_cookie,
        by_letter,
        text_of(&sent.json()["token"]),
        token,
        cookie,
        key("logged"),
    ]
}

/// Signs in, also with what does not hold; the token of the letter and of the cookie.
fn sign_in(house: &House, client: &mut Client) -> (String, String) {
    let added = house.run(&["staff", "add", STAFF, "--name", NAME]);
    assert!(added.status.success());
    let path = "/saksbehandling/logg-inn";
    for email in [STAFF, "hemmelig", EMAIL] {
        client
            .post(path)
            .header("Sec-Fetch-Site", "same-origin")
            .form(&[("email", email)])
            .send();
    }
    let token = until(|| {
        let letters = house.mailbox().letters_to(STAFF);
        let link = letters.first()?.links("http").first()?.to_string();
        Some(link.rsplit('/').next()?.to_owned())
    });
    let link = format!("{path}/{token}");
    client.get(&format!("/nn{link}")).send();
    for _ in 0..2 {
        client
            .post(&link)
            .header("Sec-Fetch-Site", "same-origin")
            .form(&[])
            .send();
    }
    client.get("/saksbehandling/instanser?q=hemmelig").send();
    (token, client.cookies["hoering-staff"].clone())
}

#[test]
fn nothing_of_what_people_write_and_no_token_is_logged_even_when_everything_is() {
    for (format, filter) in [
        ("text", "trace"),
        ("json", "trace,hoering=trace,actix_http=trace"),
    ] {
        let house = House::new()
            .with("HOERING_LOG", filter)
            .with("HOERING_LOG_FORMAT", format);
        let process = house.start();
        let secrets = answer(&house, &mut process.client());
        letter_token(&house, 1);
        assert_eq!(process.stop().code(), Some(0));
        let log = house.log();
        assert!(log.lines().count() > 15, "it logged next to nothing: {log}");
        for secret in secrets
            .iter()
            .map(String::as_str)
            .chain([EMAIL, NAME, TEXT, "hemmelig"])
        {
            let found: Vec<_> = log.lines().filter(|line| line.contains(secret)).collect();
            assert!(found.is_empty(), "{secret}: {found:?}");
        }
    }
}
