//! A whole answer in one call: with a token and without, and everything that can be wrong in its array.

use crate::support::app::TestApp;
use crate::support::client::Answer;
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

/// A whole answer in one call, and whoever goes on from it at its desk.
fn whole_on_two_parts(app: &TestApp) -> Respondent {
    let body = json!({
        "sender": sender(),
        "answers": [{ "field": TEXT, "text": "Sendt i ett." }, { "advice": NEXT_ADVICE, "no_comment": true }],
    });
    let sent = send_whole(&mut app.client(), KEY, &body);
    Respondent::after(app, &sent)
}

#[test]
fn whoever_goes_on_at_the_desk_of_a_whole_answer_loses_nothing_of_it() {
    // Whatever is done first there.
    type First = fn(&mut Respondent) -> Answer;
    let firsts: [First; 4] = [
        |desk| desk.put_field(REASON, 0, &json!({ "text": "Og mer." })),
        |desk| {
            let version = desk.draft()["version"].clone();
            let seen = format!("\"{version}\"");
            let told = json!({ "sender": { "role": "Rådgiver" } });
            let asked = desk.request("PATCH", "").header("If-Match", &seen);
            asked.json(&told).send()
        },
        |desk| {
            let told = json!({ "email": "riktig@eksempel.example" });
            desk.post("/confirmation").json(&told).send()
        },
        |desk| {
            let version = desk.draft()["version"].clone();
            let told = json!({ "kind": "administrative", "name": "Kari", "on": "2026-03-02" });
            let asked = desk.request("PUT", "/adoption");
            let asked = asked.header("If-Match", &format!("\"{version}\""));
            asked.json(&told).send()
        },
    ];
    for (n, first) in firsts.into_iter().enumerate() {
        let app = TestApp::start();
        let mut respondent = whole_on_two_parts(&app);
        let done = first(&mut respondent);
        assert!(done.status < 300, "{n}: {} {}", done.status, done.text());
        let again = respondent.send("again");
        assert_eq!(again.status, 201, "{n}: {}", again.text());
        let version = respondent.get("/submission").json()["versions"][0].clone();
        assert_eq!(version["version"], 2, "{n}");
        let texts = version["answers"].as_array().expect("answers");
        let is_there = texts.iter().any(|one| one["text"] == "Sendt i ett.");
        assert!(is_there, "{n}: {version}");
        assert_eq!(version["no_comment"], json!([NEXT_ADVICE]), "{n}");
    }
}

#[test]
fn a_whole_answer_is_what_stands_at_a_desk_that_was_written_at_and_what_stood_there_is_in_its_history()
 {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    respondent.send("first");
    let sent = respondent.send_whole(&app, KEY, &whole_answer("Utgave to."));
    assert_eq!(sent.status, 201, "{}", sent.text());
    let draft = respondent.draft();
    let fields = part(&draft, ADVICE)["fields"].as_array().cloned();
    let fields = fields.expect("fields");
    let text = fields.iter().find(|one| one["field"] == TEXT);
    assert_eq!(text.expect("the field")["text"], "Utgave to.");
    // Nothing is unsent: what goes on from here begins with what was sent.
    assert_eq!(respondent.send("again").status, 201);
    let version = respondent.get("/submission").json()["versions"][0].clone();
    assert_eq!(version["answers"][0]["text"], "Utgave to.");
    let history = respondent.get(&format!("/fields/{TEXT}/versions")).json();
    let saved = history["items"].as_array().map_or(0, Vec::len);
    assert_eq!(saved, 2, "{history}");
}

#[test]
fn with_the_token_of_a_draft_it_is_the_next_version_and_numbered_at_once() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    respondent.send("first");
    let sent = respondent.send_whole(&app, KEY, &whole_answer("Utgave to."));
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
