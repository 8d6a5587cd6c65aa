//! Webhooks as a program registers and looks after them, compared with what the pages show.

use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::{Answer, Client};
use crate::webhooks::{ALL, EVERY, deliver, secret_on, start};
use hoering::role::Role;
use hoering::scope::Scope;
use serde_json::{Value, json};

const WEBHOOKS: &str = "/api/v1/staff/webhooks";

struct Program {
    client: Client,
    bearer: String,
}

impl Program {
    fn of(app: &TestApp) -> Self {
        let owner = app.staff(Role::Leader).id;
        Self {
            client: app.client(),
            bearer: format!("Bearer {}", app.token(owner, &[Scope::WebhooksWrite])),
        }
    }

    fn ask(&mut self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let mut asked = self.client.request(method, path);
        asked = asked.header("Authorization", &self.bearer);
        if let Some(body) = body {
            asked = asked.json(&body);
        }
        asked.send()
    }

    fn register(&mut self, at: &str, url: &str) -> (String, Value) {
        let body = json!({ "url": url, "events": ["answer.received", "deadline.changed"] });
        let made = self.ask("POST", at, Some(body));
        assert_eq!(made.status, 201, "{}", made.text());
        let location = made.header("location").expect("a location").to_owned();
        (location, made.json())
    }
}

#[test]
fn a_program_registers_a_webhook_tests_it_and_reads_what_came_of_it() {
    let (app, receiver) = start();
    let mut program = Program::of(&app);
    let (one, made) = program.register(WEBHOOKS, &receiver.url());
    assert!(
        made["secret"]
            .as_str()
            .is_some_and(|s| s.starts_with("whsec_"))
    );
    let tested = program.ask("POST", &format!("{one}/tests"), None);
    assert_eq!(tested.status, 202, "{}", tested.text());
    assert_eq!(deliver(&app), 1);
    let read = program.ask("GET", &one, None).json();
    assert_eq!(
        read["events"],
        json!(["answer.received", "deadline.changed"])
    );
    assert_eq!(read["deliveries"][0]["event_id"], tested.json()["event_id"]);
    assert_eq!(read["deliveries"][0]["state"], "delivered");
    assert_eq!(read["deliveries"][0]["status"], 204);
    assert_eq!(receiver.posted().len(), 1);
    // Neither the list nor the webhook itself gives the secret again.
    for path in [one.as_str(), WEBHOOKS] {
        assert!(!program.ask("GET", path, None).text().contains("whsec_"));
    }
}

#[test]
fn the_same_request_registers_once_and_gives_the_same_secret_until_it_is_another() {
    let (app, receiver) = start();
    let mut program = Program::of(&app);
    let body = json!({ "url": receiver.url(), "events": ["answer.received"] });
    let mut twice = |key: &str| {
        let asked = program
            .client
            .post(WEBHOOKS)
            .header("Authorization", &program.bearer);
        asked
            .header("Idempotency-Key", key)
            .json(&body)
            .send()
            .json()
    };
    let (first, again) = (twice("k"), twice("k"));
    assert_eq!(first, again);
    assert_ne!(twice("another")["id"], first["id"]);
    let id = first["id"].as_str().expect("an id").to_owned();
    let renewed = program
        .ask("POST", &format!("{WEBHOOKS}/{id}/secret"), None)
        .json();
    assert_ne!(renewed["secret"], first["secret"]);
    let asked = program
        .client
        .post(WEBHOOKS)
        .header("Authorization", &program.bearer);
    let late = asked
        .header("Idempotency-Key", "k")
        .json(&body)
        .send()
        .json();
    assert_eq!((&late["id"], &late["secret"]), (&first["id"], &Value::Null));
}

#[test]
fn a_webhook_is_paused_resumed_and_ended_as_the_page_shows() {
    let (app, receiver) = start();
    let mut program = Program::of(&app);
    let on = format!("/api/v1/staff/consultations/{EXAMPLE}/webhooks");
    let (one, made) = program.register(&on, &receiver.url());
    let id = made["id"].as_str().expect("an id").to_owned();
    let mut leader = app.staff(Role::Leader);
    let page = format!("/saksbehandling/horinger/{EXAMPLE}/webhooks/{id}");
    let set = |program: &mut Program, state: &str| {
        let path = format!("{one}/state");
        program
            .ask("PUT", &path, Some(json!({ "state": state })))
            .status
    };
    assert_eq!(set(&mut program, "paused"), 204);
    assert_eq!(program.ask("GET", &one, None).json()["state"], "paused");
    program.ask("POST", &format!("{one}/tests"), None);
    assert_eq!(deliver(&app), 0);
    assert_eq!(set(&mut program, "active"), 204);
    assert_eq!(deliver(&app), 1);
    assert_eq!(program.ask("DELETE", &one, None).status, 204);
    assert_eq!(program.ask("GET", &one, None).json()["state"], "ended");
    assert_eq!(set(&mut program, "active"), 404);
    assert_eq!(leader.get(&page).status, 200);
    // Under another consultation, and among none, it is not there.
    assert_eq!(
        program.ask("GET", &format!("{on}/nobody"), None).status,
        404
    );
    let listed = program.ask("GET", &on, None).json();
    assert_eq!(listed["items"][0]["consultation"], EXAMPLE);
}

#[test]
fn what_is_wrong_with_a_webhook_is_told_at_its_members() {
    let app = TestApp::start();
    let mut program = Program::of(&app);
    let body = json!({ "url": "https://127.0.0.1/", "events": ["something.else"] });
    let refused = program.ask("POST", WEBHOOKS, Some(body));
    assert_eq!(refused.status, 422);
    let at: Vec<_> = refused.json()["errors"]
        .as_array()
        .expect("errors")
        .iter()
        .map(|error| error["pointer"].clone())
        .collect();
    assert_eq!(at, [json!("/url"), json!("/events")]);
    assert_eq!(
        program.ask("GET", WEBHOOKS, None).json()["items"],
        json!([])
    );
    // What a program has registered, staff give a new secret on the page.
    let (app, receiver) = start();
    let (one, made) = Program::of(&app).register(WEBHOOKS, &receiver.url());
    let id = one.rsplit('/').next().expect("an id");
    let fields = [("gjor", "ny-nokkel"), ("nokkel", "k")];
    let shown = app
        .staff(Role::Leader)
        .post(&format!("{ALL}/{id}"), &fields);
    assert_ne!(json!(secret_on(shown.text())), made["secret"]);
}

#[test]
fn an_address_is_as_long_as_the_document_says_and_no_longer() {
    let (app, _receiver) = start();
    let mut program = Program::of(&app);
    let document = app.client().get("/api/v1/openapi.json").send().json();
    let most =
        &document["components"]["schemas"]["NewWebhookInput"]["properties"]["url"]["maxLength"];
    let most = usize::try_from(most.as_u64().expect("a number")).expect("a size");
    let of_length = |length: usize| {
        let begin = "https://mottak.example/";
        format!("{begin}{}", "x".repeat(length - begin.len()))
    };
    program.register(WEBHOOKS, &of_length(most));
    let body = json!({ "url": of_length(most + 1), "events": ["answer.received"] });
    let refused = program.ask("POST", WEBHOOKS, Some(body));
    assert_eq!(refused.status, 422, "{}", refused.text());
    let mut leader = app.staff(Role::Leader);
    for (length, status) in [(most, 200), (most + 1, 422)] {
        let (key, url) = (format!("k{length}"), of_length(length));
        let fields = [
            ("url", url.as_str()),
            ("events", EVERY[0]),
            ("nokkel", key.as_str()),
        ];
        assert_eq!(leader.post(ALL, &fields).status, status, "{length}");
    }
}
