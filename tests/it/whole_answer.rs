//! A whole answer in one call: with a token and without, and everything that can be wrong in its array.

use crate::support::app::{EXAMPLE, TestApp};
use crate::support::respondent::{
    ADVICE, CHOICE, EMAIL, NEXT_ADVICE, REASON, Respondent, SCALE, TEXT, confirm, faults,
    letter_token, part, problem, send_whole, sender, submissions_of, text_of, whole_answer,
};
use serde_json::{Value, json};

const KEY: &str = "5b1c2f0e-6f0b-4a9d-9d5c-1f1f8e6a2b3c";

#[test]
fn it_is_stored_unconfirmed_and_its_token_reads_it_and_the_letter_numbers_it() {
    let app = TestApp::start();
    let body = json!({
        "language": "nn",
        "sender": sender(),
        "answers": [
            { "advice": NEXT_ADVICE, "no_comment": true },
            { "field": REASON, "text": "  \n" },
            { "field": TEXT, "text": "Klart.\r\nOg kort." },
            { "field": SCALE, "choice": CHOICE },
        ],
        "withhold_reason": "Helseopplysninger.",
    });
    let sent = send_whole(&mut app.client(), KEY, &body);
    assert_eq!(sent.status, 201, "{}", sent.text());
    let sent = sent.json();
    assert_eq!(
        (&sent["standing"], &sent["number"]),
        (&json!("unconfirmed"), &Value::Null)
    );
    let mut respondent = Respondent {
        client: app.client(),
        desk: text_of(&sent["draft"]),
        token: text_of(&sent["token"]),
    };
    let version = respondent.get("/submission").json()["versions"][0].clone();
    let expected = json!([
        { "field": SCALE, "text": null, "choice": CHOICE },
        { "field": TEXT, "text": "Klart.\nOg kort.", "choice": null },
    ]);
    assert_eq!(
        version["answers"], expected,
        "in the order of the proposal, without what is empty"
    );
    assert_eq!(version["no_comment"], json!([NEXT_ADVICE]));
    assert_eq!(version["withhold_reason"], "Helseopplysninger.");
    assert_eq!(version["sender"]["organisation"], "Eksempel kommune");
    let token = letter_token(&app, EMAIL);
    assert_eq!(
        confirm(&app, &token).json()["submission"]["number"],
        "24/13304-H1"
    );
    assert_eq!(respondent.get("/submission/versions/1/receipt").status, 200);
}

#[test]
fn whoever_opens_it_as_a_page_finds_what_was_sent_to_be_changed() {
    let app = TestApp::start();
    let body = json!({
        "sender": sender(),
        "answers": [{ "field": TEXT, "text": "Utgave en." }, { "advice": NEXT_ADVICE, "no_comment": true }],
    });
    let sent = send_whole(&mut app.client(), KEY, &body).json();
    let mut respondent = Respondent {
        client: app.client(),
        desk: text_of(&sent["draft"]),
        token: text_of(&sent["token"]),
    };
    assert_eq!(part(&respondent.draft(), ADVICE)["status"], "not_started");
    let opened = app
        .client()
        .post(&format!("/lenke/{}", letter_token(&app, EMAIL)))
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[])
        .send();
    assert_eq!(opened.status, 303, "{}", opened.text());
    assert_eq!(
        part(&respondent.draft(), NEXT_ADVICE)["status"],
        "no_comment"
    );
    respondent.write(TEXT, 1, "Utgave to.");
    assert_eq!(respondent.send("again").json()["version"], 2);
    let version = respondent.get("/submission").json()["versions"][0].clone();
    assert_eq!(version["answers"][0]["text"], "Utgave to.");
    assert_eq!(version["no_comment"], json!([NEXT_ADVICE]));
}

#[test]
fn with_the_token_of_a_draft_it_is_the_next_version_and_numbered_at_once() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    respondent.send("first");
    let bearer = format!("Bearer {}", respondent.token);
    let sent = app
        .client()
        .post(&submissions_of(EXAMPLE))
        .header("Authorization", &bearer)
        .header("Idempotency-Key", KEY)
        .json(&whole_answer("Utgave to."))
        .send();
    assert_eq!(sent.status, 201, "{}", sent.text());
    let sent = sent.json();
    assert_eq!(
        (&sent["version"], &sent["number"]),
        (&json!(2), &json!("24/13304-H1"))
    );
    assert_eq!(
        (&sent["draft"], &sent["token"]),
        (&json!(respondent.desk), &Value::Null)
    );
    let read = respondent.get("/submission").json();
    assert_eq!(read["versions"][0]["answers"][0]["text"], "Utgave to.");
}

#[test]
fn everything_wrong_in_it_is_told_at_once_with_its_pointer() {
    let app = TestApp::start();
    let body = json!({
        "sender": sender(),
        "answers": [
            { "field": TEXT, "text": "En." },
            { "field": TEXT, "text": "To." },
            { "field": "r99.tekst", "text": "Tre." },
            { "field": SCALE, "choice": "kanskje" },
            { "field": REASON, "text": "a", "choice": "b" },
            { "advice": ADVICE, "no_comment": true },
            { "advice": NEXT_ADVICE, "no_comment": true },
            { "advice": NEXT_ADVICE, "no_comment": true },
            { "advice": "r3", "no_comment": false },
            { "field": "r3.tekst" },
            { "advice": "r4", "field": "r4.tekst", "text": "Fem." },
            {},
            { "field": "r5.tekst", "text": "ø".repeat(40_001) },
        ],
    });
    let refused = send_whole(&mut app.client(), KEY, &body);
    assert_eq!(
        (refused.status, problem(&refused).as_str()),
        (422, "invalid")
    );
    let mut found = faults(&refused);
    found.sort();
    let mut expected: Vec<(String, String)> = [
        ("/answers/0/text", "error-beside-no-comment"),
        ("/answers/1/field", "error-repeated"),
        ("/answers/2/field", "error-not-offered"),
        ("/answers/3/choice", "error-not-offered"),
        ("/answers/4", "error-both"),
        ("/answers/7/advice", "error-repeated"),
        ("/answers/8", "error-neither"),
        ("/answers/9", "error-neither"),
        ("/answers/10", "error-neither"),
        ("/answers/11", "error-neither"),
        ("/answers/12/text", "error-over-ceiling"),
    ]
    .map(|(at, code)| (at.to_owned(), code.to_owned()))
    .into();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn a_text_over_its_limit_and_an_empty_answer_are_problems_of_their_own() {
    let app = TestApp::start();
    let mut client = app.client();
    let long = send_whole(&mut client, KEY, &whole_answer(&"ø".repeat(4_001)));
    assert_eq!((long.status, problem(&long).as_str()), (422, "over-limit"));
    assert_eq!(
        faults(&long),
        [("/answers/0/text".to_owned(), "error-over-limit".to_owned())]
    );
    let empty = send_whole(&mut client, KEY, &whole_answer(" \u{a0}\r\n"));
    assert_eq!(
        (empty.status, problem(&empty).as_str()),
        (422, "nothing-written")
    );
    let fits = send_whole(&mut client, KEY, &whole_answer(&"ø\r\n".repeat(2_000)));
    assert_eq!(
        fits.status, 201,
        "a line break is one character, and a refusal keeps no key"
    );
}

#[test]
fn who_answers_must_be_told() {
    let app = TestApp::start();
    let mut client = app.client();
    for (sender, at, code) in [
        (
            json!({ "on_behalf": "person", "email": EMAIL }),
            "/sender/person",
            "error-missing",
        ),
        (
            json!({ "on_behalf": "person", "person": " ", "email": EMAIL }),
            "/sender/person",
            "error-missing",
        ),
        (
            json!({ "on_behalf": "person", "person": "Kari", "email": "kari" }),
            "/sender/email",
            "error-email",
        ),
        (
            json!({ "on_behalf": "organisation", "person": "Kari", "email": EMAIL }),
            "/sender/organisation",
            "error-missing",
        ),
        (
            json!({ "on_behalf": "king", "person": "Kari", "email": EMAIL }),
            "/sender/on_behalf",
            "error-type",
        ),
        (
            json!({ "on_behalf": "person", "person": "K".repeat(201), "email": EMAIL }),
            "/sender/person",
            "error-length",
        ),
    ] {
        let mut body = whole_answer("Tekst.");
        body["sender"] = sender;
        let refused = send_whole(&mut client, KEY, &body);
        assert_eq!(refused.status, 422);
        assert_eq!(
            faults(&refused),
            [(at.to_owned(), code.to_owned())],
            "{body}"
        );
    }
}

#[test]
fn a_token_of_another_consultation_opens_nothing_here() {
    let app = TestApp::start();
    let respondent = Respondent::begin(&app);
    app.import_round();
    let sent = app
        .client()
        .post(&submissions_of(crate::support::app::ROUND))
        .header("Authorization", &format!("Bearer {}", respondent.token))
        .header("Idempotency-Key", KEY)
        .json(
            &json!({ "sender": sender(), "answers": [{ "field": "erfaring", "text": "Tekst." }] }),
        )
        .send();
    assert_eq!((sent.status, problem(&sent).as_str()), (404, "not-found"));
}
