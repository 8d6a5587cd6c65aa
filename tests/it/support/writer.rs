//! Somebody who answers a consultation over the REST API, step by step or in one call.

use super::app::TestApp;
use super::client::{Answer, Client};
use serde_json::{Value, json};

/// A draft, and the token that opens it.
pub struct Writer {
    pub client: Client,
    pub slug: String,
    pub email: String,
    pub desk: String,
    pub token: String,
}

/// A text field that every consultation of the tests has.
pub fn a_field(slug: &str) -> &'static str {
    if slug == super::app::EXAMPLE {
        "generelt"
    } else {
        "erfaring"
    }
}

/// A whole answer, as it is sent in one call.
pub fn whole(slug: &str, email: &str, text: &str) -> Value {
    json!({ "sender": sender(email), "answers": [{ "field": a_field(slug), "text": text }] })
}

fn sender(email: &str) -> Value {
    json!({ "on_behalf": "person", "person": "Eksempel", "email": email })
}

/// A key that nobody guesses, as the API wants it.
pub fn key(name: &str) -> String {
    format!("key-of-sixteen-and-more-{name}")
}

/// Where whole answers are sent.
pub fn submissions(slug: &str) -> String {
    format!("/api/v1/consultations/{slug}/submissions")
}

impl Writer {
    /// Begins a draft whose address is told and not confirmed.
    pub fn begin(app: &TestApp, slug: &str, email: &str) -> Self {
        let mut client = app.client();
        let answer = client
            .post(&format!("/api/v1/consultations/{slug}/drafts"))
            .json(&json!({ "sender": sender(email) }))
            .send();
        assert_eq!(answer.status, 201, "{}", answer.text());
        let begun = answer.json();
        Self::of(client, slug, email, &begun["draft"]["id"], &begun["token"])
    }

    /// Goes on with the draft that was made for a whole answer.
    pub fn after(app: &TestApp, slug: &str, email: &str, sent: &Answer) -> Self {
        let sent = sent.json();
        Self::of(app.client(), slug, email, &sent["draft"], &sent["token"])
    }

    fn of(client: Client, slug: &str, email: &str, desk: &Value, token: &Value) -> Self {
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        Self {
            client,
            slug: slug.to_owned(),
            email: email.to_owned(),
            desk: text(desk),
            token: text(token),
        }
    }

    /// A request about the draft, with its token.
    pub fn ask(&mut self, method: &str, rest: &str, body: Option<Value>) -> Answer {
        let (path, bearer) = (format!("/api/v1/drafts/{}{rest}", self.desk), self.bearer());
        let request = self.client.request(method, &path);
        let request = request.header("Authorization", &bearer);
        match body {
            Some(body) => request.json(&body).send(),
            None => request.send(),
        }
    }

    pub fn bearer(&self) -> String {
        format!("Bearer {}", self.token)
    }

    /// Saves a text over whatever stood there.
    pub fn write(&mut self, field: &str, text: &str) -> Answer {
        let stands = self.ask("GET", &format!("/fields/{field}"), None);
        let version = stands.json()["version"].to_string();
        let (path, bearer) = (
            format!("/api/v1/drafts/{}/fields/{field}", self.desk),
            self.bearer(),
        );
        self.client
            .request("PUT", &path)
            .header("Authorization", &bearer)
            .header("If-Match", &format!("\"{version}\""))
            .json(&json!({ "text": text }))
            .send()
    }

    /// Writes in one field and sends.
    pub fn answer(&mut self, text: &str, name: &str) -> Answer {
        let saved = self.write(a_field(&self.slug.clone()), text);
        assert_eq!(saved.status, 200, "{}", saved.text());
        self.send(name)
    }

    /// Sends what stands there.
    pub fn send(&mut self, name: &str) -> Answer {
        let (path, bearer) = (
            format!("/api/v1/drafts/{}/submission", self.desk),
            self.bearer(),
        );
        self.client
            .post(&path)
            .header("Authorization", &bearer)
            .header("Idempotency-Key", &key(name))
            .send()
    }

    /// Has the link sent, and presses it: from here on what is sent is numbered at once.
    pub fn confirm_first(&mut self, app: &TestApp) {
        let asked = self.ask("POST", "/link", Some(json!({ "email": self.email })));
        assert_eq!(asked.status, 202, "{}", asked.text());
        self.confirm(app);
    }

    /// Reads the newest letter and shows that it was read.
    pub fn confirm(&mut self, app: &TestApp) -> Value {
        let token = link_token(app, &self.email);
        let answer = self
            .client
            .post("/api/v1/confirmations")
            .json(&json!({ "token": token }))
            .send();
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    /// What was sent and how it stands.
    pub fn submission(&mut self) -> Value {
        let answer = self.ask("GET", "/submission", None);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    /// The receipt of a version, as it is downloaded.
    pub fn receipt(&mut self, version: i32) -> Value {
        let answer = self.ask(
            "GET",
            &format!("/submission/versions/{version}/receipt"),
            None,
        );
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }
}

/// The token in the newest letter to somebody, after all that is due was sent.
pub fn link_token(app: &TestApp, email: &str) -> String {
    app.deliver_letters();
    let letters = app.mailbox.letters_to(email);
    let letter = letters.last().expect("a letter");
    let links = letter.links(&app.base_url);
    let link = links.first().expect("a link in the letter");
    link.rsplit('/').next().expect("a token").to_owned()
}
