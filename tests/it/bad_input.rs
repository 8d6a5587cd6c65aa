//! What nobody should send: each gets a clear answer, nothing is half written, and the server goes on.

use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::{Answer, Client};
use crate::support::respondent::{
    ADVICE, Respondent, TEXT, drafts_of, faults, problem, send_whole, sender, submissions_of,
    whole_answer,
};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use hoering::routes;
use hoering::web::route::{Access, Face};
use serde_json::{Value, json};
use std::io::Write;

const KEY: &str = "5b1c2f0e-6f0b-4a9d-9d5c-1f1f8e6a2b3c";
/// Every table that answering writes to.
const WRITTEN: [&str; 8] = [
    "desk",
    "desk_field_version",
    "desk_advice",
    "link",
    "submission",
    "submission_version",
    "outbox",
    "idempotency",
];

fn rows(app: &TestApp) -> Vec<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    app.database(|conn| {
        WRITTEN
            .iter()
            .map(|table| {
                let count = diesel::sql_query(format!("SELECT count(*) AS n FROM {table}"));
                count.get_result::<Count>(conn).expect("a count").n
            })
            .collect()
    })
}

/// Asks, and holds that it was refused as this problem and that nothing was written.
fn refused(app: &TestApp, expected: &str, ask: impl FnOnce(&mut Client) -> Answer) -> Answer {
    let before = rows(app);
    let answer = ask(&mut app.client());
    assert_eq!(problem(&answer), expected, "{}", answer.text());
    assert_eq!(rows(app), before, "{expected} wrote something");
    answer
}

#[test]
fn a_body_that_is_no_json_is_malformed_and_one_of_another_shape_is_told_where() {
    let app = TestApp::start();
    let drafts = drafts_of(EXAMPLE);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for body in [
        &b""[..],
        b"{",
        b"{} {}",
        b"\xff\xfe",
        b"{\"language\":\"\xff\"}",
        b"\x00",
        deep.as_bytes(),
    ] {
        let answer = app
            .client()
            .post(&drafts)
            .body("application/json", body)
            .send();
        assert!([400, 422].contains(&answer.status), "{}", answer.text());
        problem(&answer);
    }
    for (body, at, code) in [
        ("[]", "", "error-type"),
        ("null", "", "error-type"),
        (r#"{"langauge":"nb"}"#, "/langauge", "error-unknown-key"),
        (
            r#"{"language":"nb","language":"nn"}"#,
            "/language",
            "error-repeated",
        ),
        (r#"{"language":"en"}"#, "/language", "error-type"),
        (
            r#"{"sender":{"person":{"name":"x"}}}"#,
            "/sender/person",
            "error-type",
        ),
        (
            r#"{"sender":{"is_admin":true}}"#,
            "/sender/is_admin",
            "error-unknown-key",
        ),
        (r#"{"advice":[1]}"#, "/advice/0", "error-type"),
    ] {
        let answer = refused(&app, "invalid", |client| {
            client.post(&drafts).body("application/json", body).send()
        });
        assert_eq!(
            faults(&answer),
            [(at.to_owned(), code.to_owned())],
            "{body}"
        );
    }
    assert_eq!(
        app.client().post(&drafts).json(&json!({})).send().status,
        201
    );
}

#[test]
fn only_json_is_taken_for_json() {
    let app = TestApp::start();
    for content_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "",
        "application/jsonp",
    ] {
        refused(&app, "unsupported-media-type", |client| {
            client
                .post(&drafts_of(EXAMPLE))
                .body(content_type, "{}")
                .send()
        });
    }
    let with_charset = app
        .client()
        .post(&drafts_of(EXAMPLE))
        .body("application/json; charset=utf-8", "{}")
        .send();
    assert_eq!(with_charset.status, 201);
}

#[test]
fn ten_megabytes_are_too_large_and_the_server_goes_on() {
    let app = TestApp::start();
    let text = "ø".repeat(5 << 20);
    refused(&app, "too-large", |client| {
        send_whole(client, KEY, &whole_answer(&text))
    });
    assert_eq!(
        send_whole(&mut app.client(), KEY, &whole_answer("Kort.")).status,
        201
    );
}

#[test]
fn what_cannot_be_meant_in_an_address_is_malformed() {
    let app = TestApp::start();
    let mut respondent = Respondent::begin(&app);
    for rest in [
        "/fields/r1%00",
        "/fields/%0a",
        "/fields/%FF",
        "?limit=%00",
        "/submission?cursor=%80",
    ] {
        let answer = respondent.get(rest);
        assert_eq!(
            (answer.status, problem(&answer).as_str()),
            (400, "malformed-request"),
            "{rest}"
        );
    }
    for query in [
        "?x=1",
        "?limit=1&limit=2",
        "?limit=0",
        "?limit=101",
        "?cursor=%2B",
        "?cursor=AAAA",
    ] {
        let answer = respondent.get(&format!("/submission{query}"));
        assert_eq!(
            (answer.status, problem(&answer).as_str()),
            (400, "malformed-request"),
            "{query}"
        );
    }
    for path in [
        "/api/v1/consultations/24-13304%00/drafts",
        "/api/v1/consultations/%FF/drafts",
    ] {
        let answer = app.client().post(path).json(&json!({})).send();
        assert_eq!(answer.status, 400, "{path}");
    }
    for path in [
        "/api/v1/consultations/..%2f..%2fetc/drafts",
        "/api/v1/consultations/finnes-ikke/drafts",
    ] {
        let answer = app.client().post(path).json(&json!({})).send();
        assert_eq!(answer.status, 404, "{path}");
    }
}

#[test]
fn control_characters_in_headers_are_refused_whatever_the_header() {
    let app = TestApp::start();
    for header in [
        &b"Idempotency-Key: a\x00b-fifteen-characters"[..],
        b"Idempotency-Key: a\x07b-fifteen-characters",
        b"Idempotency-Key: \xc3\xb8-fifteen-characters",
        b"X-Anything: a\x00b",
    ] {
        let mut request = format!(
            "POST {} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n",
            drafts_of(EXAMPLE)
        )
        .into_bytes();
        request.extend_from_slice(b"Content-Type: application/json\r\n");
        request.extend_from_slice(header);
        request.extend_from_slice(b"\r\n\r\n{}");
        let answer = app.client().raw(&request).expect("an answer");
        assert_eq!(answer.status, 400, "{header:?}");
    }
}

#[test]
fn control_characters_in_texts_are_left_out_and_the_rest_is_kept() {
    let app = TestApp::start();
    let mut respondent = Respondent::begin(&app);
    let saved = respondent.put_field(
        TEXT,
        0,
        &json!({ "text": "a\u{0}b\u{7}c\td\u{85}e\u{feff}" }),
    );
    assert_eq!(saved.json()["text"], "abc\td\ne\u{feff}");
    let lone = respondent
        .request("PUT", &format!("/fields/{TEXT}"))
        .header("If-Match", "\"1\"")
        .body("application/json", r#"{"text":"\ud800"}"#)
        .send();
    assert!(
        [400, 422].contains(&lone.status),
        "half a surrogate pair: {}",
        lone.text()
    );
    assert_eq!(
        respondent.get(&format!("/fields/{TEXT}")).json()["version"],
        1
    );
}

#[test]
fn somebody_elses_ids_open_nothing() {
    let app = TestApp::start();
    let (owner, mut other) = (Respondent::ready_to_send(&app), Respondent::begin(&app));
    other.desk = owner.desk.clone();
    let before = rows(&app);
    for def in routes::table()
        .iter()
        .filter(|def| matches!(def.access, Access::Desk(_)) && def.face == Face::Api)
    {
        let rest = def
            .path
            .replace("/api/v1/drafts/{desk}", "")
            .replace("fields/{key}", &format!("fields/{TEXT}"))
            .replace("advice/{key}", &format!("advice/{ADVICE}"))
            .replace("{no}", "1")
            .replace("{batch}", "0198c0de-0000-7000-8000-000000000000");
        let mut request = other
            .request(def.method.as_str(), &rest)
            .header("If-Match", "\"1\"");
        if !def.is_safe() {
            request = request.header("Idempotency-Key", "k").json(&json!({}));
        }
        let answer = request.send();
        assert_eq!(
            (answer.status, problem(&answer).as_str()),
            (404, "not-found"),
            "{} {rest}",
            def.method
        );
    }
    assert_eq!(rows(&app), before);
    for id in ["x", "0", "%20", "0198c0de-0000-7000-8000-00000000000g"] {
        other.desk = id.to_owned();
        assert_eq!(other.get("").status, 404, "{id}");
    }
}

#[test]
fn a_token_in_another_shape_opens_nothing() {
    let app = TestApp::start();
    let respondent = Respondent::begin(&app);
    let path = format!("/api/v1/drafts/{}", respondent.desk);
    for authorization in [
        "Bearer",
        "Bearer ",
        "Basic YTpi",
        &respondent.token,
        &format!("Bearer {}x", respondent.token),
        &format!("Bearer {}", &respondent.token[1..]),
        &format!("Bearer {} {}", respondent.token, respondent.token),
        "Bearer ø",
    ] {
        let answer = app
            .client()
            .get(&path)
            .header("Authorization", authorization)
            .send();
        assert!(
            [400, 401].contains(&answer.status),
            "{authorization}: {}",
            answer.status
        );
    }
}

#[test]
fn a_body_that_never_ends_is_answered_and_the_next_one_is_served() {
    let app = TestApp::start_with(&[("HOERING_BODY_SECONDS", "1")]);
    let answer = stalled(&app.client()).map(|mut connection| {
        crate::support::client::read_answer(&mut connection, false).expect("an answer")
    });
    assert_eq!(problem(&answer.expect("a connection")), "request-timeout");
    assert_eq!(
        app.client()
            .post(&drafts_of(EXAMPLE))
            .json(&json!({}))
            .send()
            .status,
        201
    );
}

#[test]
fn a_thousand_bodies_that_never_end_keep_nobody_from_saving() {
    let app = TestApp::start();
    let mut respondent = Respondent::begin(&app);
    let waiting: Vec<_> = (0..1_000)
        .map(|_| stalled(&app.client()).expect("a connection"))
        .collect();
    respondent.write(TEXT, 0, "Lagret mens tusen andre venter.");
    assert_eq!(waiting.len(), 1_000);
}

fn stalled(client: &Client) -> std::io::Result<std::io::BufReader<std::net::TcpStream>> {
    let mut connection = client.connect()?;
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{",
        drafts_of(EXAMPLE)
    );
    connection.get_mut().write_all(head.as_bytes())?;
    Ok(connection)
}

#[test]
fn every_field_filled_to_its_limit_with_two_byte_letters_is_received_whole() {
    let app = TestApp::start();
    let draft = Respondent::begin(&app).draft();
    let fields = draft["parts"].as_array().expect("parts").iter();
    let answers: Vec<Value> = fields
        .flat_map(|part| part["fields"].as_array().expect("fields"))
        .filter_map(|field| {
            let limit = usize::try_from(field["limit"].as_u64()?).expect("a limit");
            Some(json!({ "field": field["field"], "text": "ø".repeat(limit) }))
        })
        .collect();
    assert_eq!(answers.len(), 23);
    let body = json!({ "sender": sender(), "answers": answers });
    let sent = send_whole(&mut app.client(), KEY, &body);
    assert_eq!(sent.status, 201, "{}", sent.text());
}

#[test]
fn a_form_whose_every_text_is_filled_to_its_limit_is_saved_whole() {
    let app = TestApp::start();
    let mut client = app.client();
    let begun = client
        .post(&format!("/horinger/{EXAMPLE}/svar"))
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[("on_behalf", "person")])
        .send();
    assert_eq!(begun.status, 303, "{}", begun.text());
    let tasks = begun.header("location").expect("a location").to_owned();
    let path = format!("{tasks}/raad/{ADVICE}");
    let page = client.get(&path).send();
    assert_eq!(page.status, 200);
    let page = page.text();
    let text = "ø".repeat(4_000);
    let between = |tag: &str, attribute: &str| -> Option<String> {
        let (_, rest) = tag.split_once(&format!("{attribute}=\""))?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    };
    let form = page.split("</form>").next().expect("a form");
    let hidden = form.split("<input type=\"hidden\"").skip(1);
    let mut fields: Vec<(String, String)> = hidden
        .filter_map(|tag| Some((between(tag, " name")?, between(tag, " value")?)))
        .collect();
    let texts = form.split("<textarea").skip(1);
    fields.extend(texts.filter_map(|tag| Some((between(tag, " name")?, text.clone()))));
    assert!(fields.iter().filter(|(_, value)| *value == text).count() >= 2);
    fields.push(("gjor".to_owned(), "neste".to_owned()));
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    let saved = client
        .post(&path)
        .header("Sec-Fetch-Site", "same-origin")
        .form(&fields)
        .send();
    assert_eq!(saved.status, 303, "{}", saved.text());
    let shown = client.get(&path).send();
    let texts = shown.text().split("<textarea").skip(1);
    let kept = texts.filter(|area| area.contains(&text)).count();
    assert_eq!(kept, 2);
}

#[test]
fn empty_and_over_long_values_are_told_with_their_limits() {
    let app = TestApp::start();
    let long = |name: &str, length: usize| {
        let mut sender = sender();
        sender[name] = "x".repeat(length).into();
        sender
    };
    for (sender, at) in [
        (long("person", 201), "/sender/person"),
        (long("organisation", 201), "/sender/organisation"),
        (long("role", 201), "/sender/role"),
        (long("email", 255), "/sender/email"),
        (
            long("organisation_number", 41),
            "/sender/organisation_number",
        ),
    ] {
        let body = json!({ "sender": sender, "answers": [{ "field": TEXT, "text": "Tekst." }] });
        let answer = refused(&app, "invalid", |client| send_whole(client, KEY, &body));
        assert_eq!(
            faults(&answer),
            [(at.to_owned(), "error-length".to_owned())]
        );
        assert!(
            answer.json()["errors"][0]["detail"]
                .as_str()
                .expect("a text")
                .contains(char::is_numeric)
        );
    }
    let none = json!({ "sender": sender(), "answers": [] });
    let answer = refused(&app, "invalid", |client| send_whole(client, KEY, &none));
    assert_eq!(
        faults(&answer),
        [("/answers".to_owned(), "error-empty".to_owned())]
    );
    assert!(answer.text().contains("Ta med minst ett svar"));
    let missing = refused(&app, "invalid", |client| {
        client
            .post(&submissions_of(EXAMPLE))
            .header("Idempotency-Key", KEY)
            .json(&json!({}))
            .send()
    });
    assert_eq!(
        faults(&missing),
        [("/sender".to_owned(), "error-missing".to_owned())]
    );
}

#[test]
fn a_request_that_needs_no_body_takes_none_and_reading_ignores_one() {
    let app = TestApp::start();
    let mut respondent = Respondent::ready_to_send(&app);
    let strange = respondent
        .post("/submission")
        .header("Idempotency-Key", "k")
        .json(&json!({ "number": "24/13304-H99" }))
        .send();
    assert_eq!(
        faults(&strange),
        [("/number".to_owned(), "error-unknown-key".to_owned())]
    );
    let empty = respondent
        .post("/submission")
        .header("Idempotency-Key", "k")
        .json(&json!({}))
        .send();
    assert_eq!(empty.status, 201, "{}", empty.text());
}
