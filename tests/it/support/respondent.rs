//! A program that answers a consultation through the API: a draft with its token, and what it asks most.

use super::app::{EXAMPLE, TestApp};
use super::client::{Answer, Client, Request};
use serde_json::{Value, json};

/// A text field, another of the same råd, and the scale of that råd; and the next råd.
pub const TEXT: &str = "r1.tekst";
pub const REASON: &str = "r1.begrunnelse";
pub const SCALE: &str = "r1.standpunkt";
pub const ADVICE: &str = "r1";
pub const NEXT_ADVICE: &str = "r2";
pub const CHOICE: &str = "stotter";

pub const EMAIL: &str = "kari@kommune.example";

pub fn drafts_of(slug: &str) -> String {
    format!("/api/v1/consultations/{slug}/drafts")
}

pub fn submissions_of(slug: &str) -> String {
    format!("/api/v1/consultations/{slug}/submissions")
}

/// A text field that the consultation has: the example, or a round of input.
pub fn a_field(slug: &str) -> &'static str {
    if slug == EXAMPLE { TEXT } else { "erfaring" }
}

/// What a person tells who answers.
pub fn person(email: &str) -> Value {
    json!({ "on_behalf": "person", "person": "Eksempel", "email": email })
}

pub fn sender() -> Value {
    json!({
        "on_behalf": "public_body",
        "organisation": "Eksempel kommune",
        "person": "Kari",
        "role": "Rådgiver",
        "email": EMAIL,
    })
}

/// A whole answer with one text.
pub fn whole_answer(text: &str) -> Value {
    json!({ "sender": sender(), "answers": [{ "field": TEXT, "text": text }] })
}

/// The same from a person with this address, to any consultation.
pub fn whole_answer_to(slug: &str, email: &str, text: &str) -> Value {
    json!({ "sender": person(email), "answers": [{ "field": a_field(slug), "text": text }] })
}

/// A key that nobody guesses, as it is asked for where no token tells who sends.
pub fn key(name: &str) -> String {
    format!("key-of-sixteen-and-more-{name}")
}

pub struct Respondent {
    pub client: Client,
    pub desk: String,
    pub token: String,
}

impl Respondent {
    /// Begins a draft and tells nothing.
    pub fn begin(app: &TestApp) -> Self {
        Self::begin_with(app, &json!({}))
    }

    pub fn begin_with(app: &TestApp, body: &Value) -> Self {
        Self::begin_at(app, EXAMPLE, body)
    }

    pub fn begin_at(app: &TestApp, slug: &str, body: &Value) -> Self {
        let mut client = app.client();
        let begun = client.post(&drafts_of(slug)).json(body).send();
        assert_eq!(begun.status, 201, "{}", begun.text());
        let begun = begun.json();
        Self {
            client,
            desk: text_of(&begun["draft"]["id"]),
            token: text_of(&begun["token"]),
        }
    }

    /// A person with a confirmed address who has written in one field.
    pub fn confirmed_at(app: &TestApp, slug: &str, email: &str) -> Self {
        let mut respondent = Self::begin_at(app, slug, &json!({ "sender": person(email) }));
        respondent.write(a_field(slug), 0, "Vi er enige.");
        respondent.have_link_sent(email);
        respondent.confirm(app, email);
        respondent
    }

    /// Goes on with the draft that was made for a whole answer.
    pub fn after(app: &TestApp, sent: &Answer) -> Self {
        let sent = sent.json();
        Self {
            client: app.client(),
            desk: text_of(&sent["draft"]),
            token: text_of(&sent["token"]),
        }
    }

    /// A draft whose sender has told everything, with a text in one field.
    pub fn ready_to_send(app: &TestApp) -> Self {
        let mut respondent = Self::begin_with(app, &json!({ "sender": sender() }));
        respondent.write(TEXT, 0, "Rådet er klart.");
        respondent
    }

    /// The same, its address confirmed by the letter.
    pub fn confirmed(app: &TestApp) -> Self {
        let mut respondent = Self::ready_to_send(app);
        respondent.have_link_sent(EMAIL);
        respondent.confirm(app, EMAIL);
        respondent
    }

    pub fn have_link_sent(&mut self, email: &str) {
        let asked = self.post("/link").json(&json!({ "email": email })).send();
        assert_eq!(asked.status, 202, "{}", asked.text());
    }

    /// Shows that the newest letter was read; what the confirmation says.
    pub fn confirm(&mut self, app: &TestApp, email: &str) -> Value {
        let confirmed = confirm(app, &letter_token(app, email));
        assert_eq!(confirmed.status, 200, "{}", confirmed.text());
        confirmed.json()
    }

    pub fn bearer(&self) -> String {
        format!("Bearer {}", self.token)
    }

    /// A request to the draft, with its token; `rest` comes after its address.
    pub fn request(&mut self, method: &str, rest: &str) -> Request<'_> {
        let path = format!("/api/v1/drafts/{}{rest}", self.desk);
        let bearer = self.bearer();
        self.client
            .request(method, &path)
            .header("Authorization", &bearer)
    }

    pub fn get(&mut self, rest: &str) -> Answer {
        self.request("GET", rest).send()
    }

    pub fn post(&mut self, rest: &str) -> Request<'_> {
        self.request("POST", rest)
    }

    /// The draft as it stands.
    pub fn draft(&mut self) -> Value {
        let answer = self.get("");
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    pub fn put_field(&mut self, field: &str, seen: i64, body: &Value) -> Answer {
        self.request("PUT", &format!("/fields/{field}"))
            .header("If-Match", &format!("\"{seen}\""))
            .json(body)
            .send()
    }

    pub fn write(&mut self, field: &str, seen: i64, text: &str) {
        let answer = self.put_field(field, seen, &json!({ "text": text }));
        assert_eq!(answer.status, 200, "{}", answer.text());
    }

    /// Writes over whatever stands there, and sends.
    pub fn rewrite_and_send(&mut self, field: &str, text: &str, key: &str) -> Answer {
        let stands = self.get(&format!("/fields/{field}")).json();
        self.write(field, stands["version"].as_i64().expect("a version"), text);
        self.send(key)
    }

    /// Tells why something should be withheld of what is sent from now on; `None` takes that back.
    pub fn ask_to_withhold(&mut self, reason: Option<&str>) {
        self.tell(&json!({ "withhold_reason": reason }));
    }

    /// Tells something of who answers, whatever was told before, and does not send it.
    pub fn tell(&mut self, told: &Value) {
        let etag = self.get("").header("etag").expect("an ETag").to_owned();
        let told = self
            .request("PATCH", "")
            .header("If-Match", &etag)
            .json(told)
            .send();
        assert_eq!(told.status, 200, "{}", told.text());
    }

    /// What was sent and how it stands.
    pub fn submission(&mut self) -> Value {
        let answer = self.get("/submission");
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    /// The receipt of a version, as it is downloaded.
    pub fn receipt(&mut self, version: i64) -> Value {
        let answer = self.get(&format!("/submission/versions/{version}/receipt"));
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    /// A whole answer in one call, from this desk.
    pub fn send_whole(&self, app: &TestApp, key: &str, body: &Value) -> Answer {
        app.client()
            .post(&submissions_of(EXAMPLE))
            .header("Authorization", &self.bearer())
            .header("Idempotency-Key", key)
            .json(body)
            .send()
    }

    pub fn send(&mut self, key: &str) -> Answer {
        self.post("/submission")
            .header("Idempotency-Key", key)
            .send()
    }
}

/// Sends a whole answer without a token.
pub fn send_whole(client: &mut Client, key: &str, body: &Value) -> Answer {
    send_whole_to(client, EXAMPLE, key, body)
}

pub fn send_whole_to(client: &mut Client, slug: &str, key: &str, body: &Value) -> Answer {
    client
        .post(&submissions_of(slug))
        .header("Idempotency-Key", key)
        .json(body)
        .send()
}

/// The token of the link in the last letter to an address.
pub fn letter_token(app: &TestApp, address: &str) -> String {
    app.deliver_letters();
    let letters = app.mailbox.letters_to(address);
    let letter = letters.last().expect("a letter");
    let links = letter.links(&app.base_url);
    let token = links.iter().find_map(|link| link.split_once("/lenke/"));
    token.expect("a personal link in the letter").1.to_owned()
}

pub fn confirm(app: &TestApp, token: &str) -> Answer {
    let body = json!({ "token": token });
    app.client()
        .post("/api/v1/confirmations")
        .json(&body)
        .send()
}

pub fn text_of(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// A part of a draft by its råd.
pub fn part<'v>(draft: &'v Value, advice: &str) -> &'v Value {
    let parts = draft["parts"].as_array().expect("parts");
    parts
        .iter()
        .find(|part| part["advice"] == advice)
        .expect("the råd")
}

/// The last word of a problem's type.
pub fn problem(answer: &Answer) -> String {
    assert_eq!(
        answer.header("content-type"),
        Some("application/problem+json"),
        "{} {}",
        answer.status,
        answer.text()
    );
    let body = answer.json();
    assert_eq!(body["status"], answer.status);
    let kind = text_of(&body["type"]);
    kind.rsplit_once('#')
        .expect("a type with its section")
        .1
        .to_owned()
}

/// Where the faults are, and of which kind.
pub fn faults(answer: &Answer) -> Vec<(String, String)> {
    let body = answer.json();
    let errors = body["errors"].as_array().cloned().unwrap_or_default();
    let place = |e: &Value| {
        let places = ["pointer", "parameter", "header"];
        places
            .iter()
            .find_map(|p| e[*p].as_str())
            .expect("a place")
            .to_owned()
    };
    errors
        .iter()
        .map(|e| (place(e), text_of(&e["code"])))
        .collect()
}
