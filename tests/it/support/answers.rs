//! Answers of every kind of sender, sent as they would send them.

use super::app::{EXAMPLE, TestApp};
use super::invited::{Invited, Wanted};
use super::respondent::{Respondent, key, send_whole_to};
use chrono::{DateTime, Utc};
use hoering::calendar;
use hoering::role::Role;
use serde_json::{Value, json};

/// A text to the first råd, its stance, and no comment to the second.
pub fn content(text: &str, stance: &str) -> Value {
    json!([
        { "field": "r1.tekst", "text": text },
        { "field": "r1.standpunkt", "choice": stance },
        { "advice": "r2", "no_comment": true },
    ])
}

impl TestApp {
    /// A whole answer to the example; it waits for its address to be confirmed.
    pub fn send_unconfirmed(&self, sender: &Value, more: &Value) -> Respondent {
        let mut body = json!({ "sender": sender });
        for (name, value) in more.as_object().expect("members") {
            body[name] = value.clone();
        }
        let email = sender["email"].as_str().expect("an address");
        let sent = send_whole_to(&mut self.client(), EXAMPLE, &key(email), &body);
        assert_eq!(sent.status, 201, "{}", sent.text());
        Respondent::after(self, &sent)
    }

    /// The same, its address confirmed; its number.
    pub fn send_confirmed(&self, sender: &Value, more: &Value) -> i64 {
        let mut respondent = self.send_unconfirmed(sender, more);
        let email = sender["email"].as_str().expect("an address");
        sequence(&respondent.confirm(self, email)["submission"]["number"])
    }

    /// Invites these to the example and has their letters sent.
    pub fn invite_with_letters(&self, wanted: &[Wanted]) -> Vec<Invited> {
        let invited = self.invite(EXAMPLE, wanted);
        let mut staff = self.staff(Role::Officer);
        for (n, body) in invited.iter().enumerate() {
            let (id, press) = (body.id.to_string(), format!("invitert-{n}"));
            let fields = [
                ("handling", "send"),
                ("hvem", "valgte"),
                ("id", id.as_str()),
                ("nokkel", press.as_str()),
            ];
            let list = format!("/saksbehandling/horinger/{EXAMPLE}/invitasjoner");
            let pressed = staff.post(&list, &fields);
            assert_eq!(pressed.status, 303, "{}", pressed.text());
        }
        self.deliver_letters();
        invited
    }

    /// An invited body answers by its link; its number.
    pub fn answer_invited(&self, body: &Invited, answers: &Value) -> i64 {
        let mut respondent = self.invited_respondent(body);
        respondent.answer(answers);
        let sent = respondent.send(&key(&body.id.to_string()));
        assert_eq!(sent.status, 201, "{}", sent.text());
        sequence(&sent.json()["number"])
    }

    /// Whoever holds the body's link, with everything told but the answers.
    pub fn invited_respondent(&self, body: &Invited) -> Respondent {
        let address = body.address.as_deref().expect("an address");
        let letters = self.mailbox.letters_to(address);
        let links = letters.last().expect("a letter").links(&self.base_url);
        let token = links.iter().find_map(|l| l.split_once("/invitasjon/"));
        let token = token.expect("the link of an invitation").1.to_owned();
        let mut client = self.client();
        let started = client
            .post(&format!("/invitasjon/{token}"))
            .header("Sec-Fetch-Site", "same-origin")
            .form(&[])
            .send();
        assert_eq!(started.status, 303, "{}", started.text());
        let place = started.header("location").expect("a place");
        let desk = place
            .split("/svar/")
            .nth(1)
            .and_then(|rest| rest.split('/').next());
        let desk = desk.expect("a desk").to_owned();
        let mut respondent = Respondent {
            client: self.client(),
            desk,
            token,
        };
        let etag = respondent
            .get("")
            .header("etag")
            .expect("an ETag")
            .to_owned();
        let told = respondent
            .request("PATCH", "")
            .header("If-Match", &etag)
            .json(&json!({ "sender": { "person": "Kari", "email": format!("kari@{}", address.split('@').next_back().unwrap()) } }))
            .send();
        assert_eq!(told.status, 200, "{}", told.text());
        respondent
    }

    /// Two answers whose standing version asks nothing: of the first a supplement asks to withhold something, of the second
    /// the version that was replaced. Their numbers; the deadline has passed.
    pub fn send_with_claims_elsewhere(&self) -> [i64; 2] {
        let reason = Some("Et barn er nevnt.");
        let send = |respondent: &mut Respondent, text: &str, press: &str| {
            let sent = respondent.rewrite_and_send("r1.tekst", text, &key(press));
            assert_eq!(sent.status, 201, "{}", sent.text());
            sequence(&sent.json()["number"])
        };
        let mut replaces = Respondent::confirmed_at(self, EXAMPLE, "erstatter@eksempel.example");
        replaces.ask_to_withhold(reason);
        let replaced = send(&mut replaces, "Erstattet og unntatt.", "erstattes");
        replaces.ask_to_withhold(None);
        send(&mut replaces, "Det som står.", "erstatter");
        let mut adds = Respondent::confirmed_at(self, EXAMPLE, "legger-til@eksempel.example");
        let supplemented = send(&mut adds, "Det som kom i tide.", "i-tide");
        self.pass_deadline();
        adds.ask_to_withhold(reason);
        send(&mut adds, "Tillegg og unntatt.", "tillegg");
        [supplemented, replaced]
    }

    /// Sets the clock after the example's deadline.
    pub fn pass_deadline(&self) -> DateTime<Utc> {
        let found = self.app.consultations.get(&self.app.db, EXAMPLE);
        let consultation = self.block_on(found).expect("the example");
        let after = calendar::closes_at(consultation.deadline_on) + chrono::TimeDelta::hours(2);
        self.clock.set(after);
        after
    }
}

impl Respondent {
    /// Writes and chooses as a whole answer says it.
    pub fn answer(&mut self, answers: &Value) {
        for answer in answers.as_array().expect("answers") {
            let done = match (answer["field"].as_str(), answer["advice"].as_str()) {
                (Some(field), _) => {
                    let mut body = answer.clone();
                    body.as_object_mut().expect("an answer").remove("field");
                    self.put_field(field, 0, &body)
                }
                (_, Some(advice)) => self
                    .request("PUT", &format!("/advice/{advice}/no-comment"))
                    .send(),
                _ => panic!("{answer}"),
            };
            assert!([200, 204].contains(&done.status), "{}", done.text());
        }
    }
}

/// The sequence of a number: 17 of «24/13304-H17».
pub fn sequence(number: &Value) -> i64 {
    let text = number.as_str().expect("a number");
    let (_, sequence) = text.rsplit_once("-H").expect("a number of ours");
    sequence.parse().expect("a sequence")
}

/// A private person.
pub fn a_person(email: &str) -> Value {
    json!({ "on_behalf": "person", "person": "Ola Eksempel", "email": email })
}

/// Somebody who says to answer for this organisation.
pub fn an_organisation(name: &str, email: &str) -> Value {
    json!({ "on_behalf": "organisation", "organisation": name, "person": "Ola Eksempel", "email": email })
}
