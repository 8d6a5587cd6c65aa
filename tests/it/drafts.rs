//! Drafts through the API: begun, written field by field, marked, told who answers, sent and replaced.

use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::Answer;
use crate::support::respondent::{
    ADVICE, CHOICE, EMAIL, NEXT_ADVICE, REASON, Respondent, SCALE, TEXT, confirm, drafts_of,
    faults, letter_token, part, problem, sender, text_of,
};
use serde_json::{Value, json};

#[test]
fn a_draft_begins_with_nothing_and_its_token_opens_it() {
    let app = TestApp::start();
    let begun = app
        .client()
        .post(&drafts_of(EXAMPLE))
        .json(&json!({}))
        .send();
    assert_eq!(begun.status, 201);
    let body = begun.json();
    let desk = text_of(&body["draft"]["id"]);
    assert_eq!(
        begun.header("location"),
        Some(format!("/api/v1/drafts/{desk}").as_str())
    );
    assert_eq!(begun.header("etag"), Some("\"1\""));
    let token = text_of(&body["token"]);
    assert_eq!(body["link"], format!("{}/lenke/{token}", app.base_url));
    let read = app
        .client()
        .get(begun.header("location").expect("a location"))
        .header("Authorization", &format!("Bearer {token}"))
        .send();
    assert_eq!((read.status, read.json()), (200, body["draft"].clone()));
    assert_eq!(read.header("etag"), Some("\"1\""));
    assert_eq!(part(&body["draft"], ADVICE)["status"], "not_started");
}

#[test]
fn a_draft_begins_with_all_that_is_told() {
    let app = TestApp::start();
    let mut told = sender();
    told["organisation_number"] = "983 544 622".into();
    told["person"] = "Kari\u{202e}\r\nNordmann".into();
    let mut respondent = Respondent::begin_with(
        &app,
        &json!({ "language": "nn", "sender": told, "advice": [NEXT_ADVICE], "withhold_reason": "Helseopplysninger." }),
    );
    let draft = respondent.draft();
    assert_eq!(draft["language"], "nn");
    assert_eq!(draft["sender"]["organisation_number"], "983544622");
    assert_eq!(draft["sender"]["person"], "Kari Nordmann");
    assert_eq!(draft["withhold_reason"], "Helseopplysninger.");
    assert_eq!(
        (
            &part(&draft, ADVICE)["shown"],
            &part(&draft, NEXT_ADVICE)["shown"]
        ),
        (&json!(false), &json!(true))
    );
}

#[test]
fn a_field_is_saved_over_the_version_that_was_seen_and_counted_as_people_count() {
    let app = TestApp::start();
    let mut respondent = Respondent::begin(&app);
    let empty = respondent.get(&format!("/fields/{TEXT}"));
    assert_eq!((empty.status, empty.header("etag")), (200, Some("\"0\"")));
    let saved = respondent.put_field(
        TEXT,
        0,
        &json!({ "text": "Blåbær\r\nog e\u{301}n til\u{0}" }),
    );
    assert_eq!((saved.status, saved.header("etag")), (200, Some("\"1\"")));
    let view = saved.json();
    assert_eq!(
        (&view["text"], &view["length"]),
        (&json!("Blåbær\nog én til"), &json!(16))
    );
    let again = respondent.put_field(TEXT, 1, &json!({ "text": "Noe annet." }));
    assert_eq!(again.header("etag"), Some("\"2\""));
    assert_eq!(
        respondent.get(&format!("/fields/{TEXT}")).json(),
        again.json()
    );
    let first = respondent.get(&format!("/fields/{TEXT}/versions/1"));
    assert_eq!(first.json()["text"], "Blåbær\nog én til");
    let emptied = respondent.put_field(TEXT, 2, &json!({ "text": null, "choice": null }));
    assert_eq!(
        (emptied.json()["text"].clone(), emptied.header("etag")),
        (Value::Null, Some("\"3\""))
    );
    assert_eq!(
        respondent.get(&format!("/fields/{TEXT}/versions/4")).status,
        404
    );
}

#[test]
fn an_over_long_text_is_kept_with_its_surplus_and_stops_sending_alone() {
    let app = TestApp::start();
    let mut respondent = Respondent::ready_to_send(&app);
    let saved = respondent
        .put_field(REASON, 0, &json!({ "text": "ø".repeat(4_127) }))
        .json();
    assert_eq!(
        (&saved["length"], &saved["surplus"], &saved["limit"]),
        (&json!(4127), &json!(127), &json!(4000))
    );
    assert_eq!(part(&respondent.draft(), ADVICE)["status"], "too_long");
    let refused = respondent.send("over");
    assert_eq!(
        (refused.status, problem(&refused).as_str()),
        (422, "over-limit")
    );
    assert_eq!(
        faults(&refused),
        [(format!("/fields/{REASON}"), "error-over-limit".to_owned())]
    );
    let ceiling = respondent.put_field(REASON, 1, &json!({ "text": "ø".repeat(40_001) }));
    assert_eq!(
        faults(&ceiling),
        [("/text".to_owned(), "error-over-ceiling".to_owned())]
    );
    respondent.write(REASON, 1, &"ø".repeat(4_000));
    assert_eq!(respondent.send("fits").status, 201);
}

#[test]
fn a_choice_is_one_of_those_offered_and_a_text_field_takes_none() {
    let app = TestApp::start();
    let mut respondent = Respondent::begin(&app);
    let chosen = respondent
        .put_field(SCALE, 0, &json!({ "choice": CHOICE }))
        .json();
    assert_eq!(
        (&chosen["choice"], &chosen["limit"]),
        (&json!(CHOICE), &Value::Null)
    );
    for (field, body, at) in [
        (SCALE, json!({ "choice": "kanskje" }), "/choice"),
        (SCALE, json!({ "text": "Ja" }), "/text"),
        (TEXT, json!({ "choice": CHOICE }), "/choice"),
    ] {
        let refused = respondent.put_field(field, 1, &body);
        assert_eq!(
            faults(&refused),
            [(at.to_owned(), "error-not-offered".to_owned())],
            "{body}"
        );
    }
    let both = respondent.put_field(SCALE, 1, &json!({ "text": "Ja", "choice": CHOICE }));
    assert_eq!(
        faults(&both),
        [("/choice".to_owned(), "error-both".to_owned())]
    );
    assert_eq!(respondent.put_field("r99.tekst", 0, &json!({})).status, 404);
}

#[test]
fn who_answers_is_told_piece_by_piece_and_taken_back_with_null() {
    let app = TestApp::start();
    let mut respondent = Respondent::begin(&app);
    let patched = |respondent: &mut Respondent, seen: i64, body: Value| -> Answer {
        respondent
            .request("PATCH", "")
            .header("If-Match", &format!("\"{seen}\""))
            .json(&body)
            .send()
    };
    let first = patched(
        &mut respondent,
        1,
        json!({ "sender": { "person": "Kari", "email": "Kari@Kommune.EXAMPLE" } }),
    );
    assert_eq!((first.status, first.header("etag")), (200, Some("\"2\"")));
    let second = patched(
        &mut respondent,
        2,
        json!({ "sender": { "person": null }, "advice": [ADVICE] }),
    );
    let draft = second.json();
    assert_eq!(draft["sender"]["person"], Value::Null);
    assert_eq!(draft["sender"]["email"], "Kari@kommune.example");
    assert_eq!(draft["advice"], json!([ADVICE]));
    let seen = draft["version"].as_i64().expect("a version");
    let same = patched(&mut respondent, seen, json!({}));
    assert_eq!(same.json()["version"], seen);
    let faulty = patched(
        &mut respondent,
        seen,
        json!({ "sender": { "email": "kari", "organisation_number": "1" }, "advice": ["r99", ADVICE, ADVICE] }),
    );
    let mut found = faults(&faulty);
    found.sort();
    let expected = [
        ("/advice/0", "error-not-offered"),
        ("/advice/2", "error-repeated"),
        ("/sender/email", "error-email"),
        ("/sender/organisation_number", "error-org-no"),
    ];
    assert_eq!(
        found,
        expected.map(|(at, code)| (at.to_owned(), code.to_owned()))
    );
}

#[test]
fn no_comment_keeps_the_text_and_is_taken_back_and_ready_is_another_mark() {
    let app = TestApp::start();
    let mut respondent = Respondent::begin(&app);
    respondent.write(TEXT, 0, "Noe.");
    let status =
        |respondent: &mut Respondent| text_of(&part(&respondent.draft(), ADVICE)["status"]);
    let mark = |respondent: &mut Respondent, method: &str, what: &str| {
        let answer = respondent
            .request(method, &format!("/advice/{ADVICE}/{what}"))
            .send();
        assert_eq!(answer.status, 204, "{method} {what}");
    };
    let path = format!("/advice/{ADVICE}/no-comment");
    let refused = respondent.request("PUT", &path).send();
    let said = (String::new(), "error-no-comment-said".to_owned());
    assert_eq!(faults(&refused), [said], "a text would not be sent");
    let stale = respondent.request("PUT", &path).header("If-Match", "\"1\"");
    assert_eq!(stale.send().status, 412, "what stands was not seen");
    let etag = respondent
        .get("")
        .header("etag")
        .expect("an ETag")
        .to_owned();
    let seen = respondent.request("PUT", &path).header("If-Match", &etag);
    assert_eq!(seen.send().status, 204);
    mark(&mut respondent, "PUT", "no-comment");
    assert_eq!(status(&mut respondent), "no_comment");
    mark(&mut respondent, "DELETE", "ready");
    assert_eq!(status(&mut respondent), "no_comment", "another mark stays");
    mark(&mut respondent, "DELETE", "no-comment");
    assert_eq!(status(&mut respondent), "started");
    assert_eq!(
        respondent.get(&format!("/fields/{TEXT}")).json()["text"],
        "Noe."
    );
    mark(&mut respondent, "PUT", "ready");
    assert_eq!(status(&mut respondent), "ready");
    mark(&mut respondent, "DELETE", "ready");
    assert_eq!(status(&mut respondent), "started");
    assert_eq!(
        respondent.request("PUT", "/advice/r99/ready").send().status,
        404
    );
}

#[test]
fn no_comment_to_the_rest_is_one_step_and_undone_in_one_step() {
    let app = TestApp::start();
    let mut respondent = Respondent::begin(&app);
    respondent.write(TEXT, 0, "Noe.");
    let marked = respondent
        .post("/no-comments")
        .header("Idempotency-Key", "k")
        .send();
    assert_eq!(marked.status, 201);
    assert_eq!(marked.json()["advice"].as_array().expect("råd").len(), 10);
    let again = respondent
        .post("/no-comments")
        .header("Idempotency-Key", "k")
        .send();
    assert_eq!((again.status, again.body), (201, marked.body.clone()));
    let none_left = respondent.post("/no-comments").send();
    assert_eq!(
        (none_left.status, none_left.json()["batch"].clone()),
        (200, Value::Null)
    );
    let location = text_of(&marked.header("location").expect("a location").into());
    let rest = location
        .rsplit_once(&respondent.desk)
        .expect("the draft")
        .1
        .to_owned();
    assert_eq!(respondent.request("DELETE", &rest).send().status, 204);
    assert_eq!(respondent.request("DELETE", &rest).send().status, 404);
    assert_eq!(
        part(&respondent.draft(), NEXT_ADVICE)["status"],
        "not_started"
    );
}

#[test]
fn an_answer_waits_for_its_address_and_gets_its_number_by_the_letter() {
    let app = TestApp::start();
    let mut respondent = Respondent::ready_to_send(&app);
    let sent = respondent.send("first");
    assert_eq!(sent.status, 201);
    let body = sent.json();
    assert_eq!(
        (&body["standing"], &body["number"], &body["version"]),
        (&json!("unconfirmed"), &Value::Null, &json!(1))
    );
    assert_eq!(body["token"], Value::Null, "a token was shown");
    let location = sent.header("location").expect("a location").to_owned();
    assert!(location.ends_with(&format!("{}/submission", respondent.desk)));
    assert_eq!(
        respondent.get("/submission/versions/1/receipt").status,
        404,
        "not issued yet"
    );
    let own_token = respondent.token.clone();
    assert_eq!(
        confirm(&app, &own_token).status,
        404,
        "a draft's own token proves no address"
    );
    let token = letter_token(&app, EMAIL);
    let confirmed = confirm(&app, &token).json();
    assert_eq!(confirmed["submission"]["number"], "24/13304-H1");
    assert_eq!(
        confirm(&app, &token).json(),
        confirmed,
        "again changes nothing"
    );
    assert_eq!(confirm(&app, "nobody-has-this").status, 404);
    let read = respondent.get("/submission").json();
    assert_eq!(
        (&read["number"], &read["standing"]),
        (&json!("24/13304-H1"), &json!("counts"))
    );
    assert_eq!(read["versions"][0]["receipt"]["number"], "24/13304-H1");
}

#[test]
fn the_receipt_is_the_stored_document_byte_for_byte() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    let sent = respondent.send("first").json();
    assert_eq!(
        (&sent["number"], &sent["standing"]),
        (&json!("24/13304-H1"), &json!("counts"))
    );
    let file = respondent.get("/submission/versions/1/receipt");
    assert_eq!(file.header("content-type"), Some("application/json"));
    let verified =
        hoering::submissions::receipt::verify(file.text()).expect("a receipt that holds");
    assert!(verified.stated);
    assert_eq!(sent["sha256"], verified.sha256);
    let canonical = verified.receipt.canonical().expect("a document");
    let begins = format!(
        "{{\"receipt\":{canonical},\"sha256\":\"{}\",\"log\":{{",
        verified.sha256
    );
    assert!(file.text().starts_with(&begins), "{}", file.text());
}

#[test]
fn an_answer_is_replaced_and_every_version_stays_page_by_page() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    for no in 1..=3 {
        respondent.write(TEXT, no, &format!("Utgave {no}."));
        let sent = respondent
            .send(&format!("version {no}").replace(' ', "-"))
            .json();
        assert_eq!(
            (&sent["version"], &sent["number"]),
            (&json!(no), &json!("24/13304-H1"))
        );
    }
    let first = respondent.get("/submission?limit=2").json();
    let next = text_of(&first["next_cursor"]);
    let second = respondent
        .get(&format!("/submission?limit=2&cursor={next}"))
        .json();
    assert_eq!(second["next_cursor"], Value::Null);
    let texts: Vec<&Value> = [&first, &second]
        .iter()
        .flat_map(|page| page["versions"].as_array().expect("versions"))
        .map(|version| &version["answers"][0]["text"])
        .collect();
    assert_eq!(texts, ["Utgave 3.", "Utgave 2.", "Utgave 1."]);
    assert_eq!(respondent.draft()["submission"]["current_version"], 3);
}

#[test]
fn sending_what_was_last_seen_is_refused_when_somebody_has_changed_it() {
    let app = TestApp::start();
    let mut respondent = Respondent::ready_to_send(&app);
    let seen = respondent.draft()["version"].as_i64().expect("a version");
    respondent.write(REASON, 0, "En kollega skrev.");
    let post = |respondent: &mut Respondent, version: i64| {
        respondent
            .post("/submission")
            .header("Idempotency-Key", "seen")
            .header("If-Match", &format!("\"{version}\""))
            .send()
    };
    assert_eq!(problem(&post(&mut respondent, seen)), "precondition-failed");
    assert_eq!(post(&mut respondent, seen + 1).status, 201);
}

#[test]
fn a_late_answer_is_received_and_stamped_and_stands_beside_the_one_in_time() {
    let app = TestApp::start();
    let mut respondent = Respondent::confirmed(&app);
    respondent.send("in-time");
    let deadline = text_of(&respondent.draft()["deadline_on"])
        .parse()
        .expect("a day");
    app.clock
        .set(hoering::calendar::closes_at(deadline) + chrono::Duration::seconds(90));
    respondent.write(TEXT, 1, "For sent.");
    let late = respondent.send("late").json();
    assert_eq!(
        (&late["standing"], &late["late_seconds"]),
        (&json!("supplement"), &json!(90))
    );
    let read = respondent.get("/submission").json();
    assert_eq!(
        (&read["current_version"], &read["standing"]),
        (&json!(1), &json!("counts"))
    );
    assert_eq!(read["versions"][0]["standing"], "supplement");
}

#[test]
fn a_link_to_another_address_does_not_number_the_answer() {
    let app = TestApp::start();
    let mut respondent = Respondent::ready_to_send(&app);
    respondent
        .post("/link")
        .json(&json!({ "email": "en@annen.example" }))
        .send();
    let other = letter_token(&app, "en@annen.example");
    let seen = respondent.draft()["version"].clone();
    respondent
        .request("PATCH", "")
        .header("If-Match", &format!("\"{seen}\""))
        .json(&json!({ "sender": { "email": EMAIL } }))
        .send();
    assert_eq!(respondent.send("first").json()["standing"], "unconfirmed");
    assert_eq!(
        confirm(&app, &other).json()["submission"]["number"],
        Value::Null
    );
    let right = letter_token(&app, EMAIL);
    assert_eq!(
        confirm(&app, &right).json()["submission"]["number"],
        "24/13304-H1"
    );
}

#[test]
fn head_answers_like_get_without_a_body() {
    let app = TestApp::start();
    let mut respondent = Respondent::begin(&app);
    let got = respondent.get("");
    let head = respondent.request("HEAD", "").send();
    assert_eq!((head.status, head.body.len()), (200, 0));
    for name in ["etag", "content-type", "content-length", "cache-control"] {
        assert_eq!(head.header(name), got.header(name), "{name}");
    }
    assert_eq!(respondent.get("").body, got.body, "the connection goes on");
}

#[test]
fn nobody_fills_another_mailbox_with_links() {
    let app = TestApp::start();
    let mut respondent = Respondent::begin(&app);
    let mut ask = || {
        let body = json!({ "email": EMAIL });
        respondent.post("/link").json(&body).send().status
    };
    let statuses: Vec<u16> = (0..12).map(|_| ask()).collect();
    assert_eq!(statuses.iter().filter(|s| **s == 202).count(), 10);
    assert_eq!(statuses[10..], [429, 429]);
    app.clock.advance(chrono::Duration::hours(1));
    assert_eq!(ask(), 202);
}
