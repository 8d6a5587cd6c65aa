//! Whoever decides on what was sent has seen the last of it: what a colleague sent meanwhile is neither confirmed, nor taken
//! back, nor shared unseen.

use crate::adoption::{browser, colleague, sent_with_reservation};
use crate::extension::at;
use crate::invitations::{csrf, hidden, press};
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};
use crate::support::respondent::{NEXT_ADVICE, Respondent, problem, text_of};
use hoering::right::Right;
use serde_json::json;

/// An answer that was sent, one who looks at a page about it, and what a colleague then sends.
struct Desk {
    app: TestApp,
    sender: Respondent,
    looks: Client,
}

impl Desk {
    fn new() -> Self {
        let app = TestApp::start();
        let sender = sent_with_reservation(&app);
        let one = colleague(&app, &sender.desk, "Kari Moen", Right::Send, &[]);
        let looks = browser(&app, &one.token);
        Self { app, sender, looks }
    }

    fn at(&self, rest: &str) -> String {
        format!("/svar/{}{rest}", self.sender.desk)
    }

    /// Opens a page, a colleague sends another version, and then the button is pressed there.
    fn presses_late(&mut self, page: &str, to: &str, fields: &[(&str, &str)]) -> Answer {
        let at = self.at(page);
        let shown = self.looks.get(&at).send();
        assert_eq!(shown.status, 200, "{page}: {}", shown.text());
        self.sender.write("r2.tekst", 0, "Sendt imens.");
        assert_eq!(self.sender.send("meanwhile").status, 201);
        self.presses(shown.text(), to, fields)
    }

    fn presses(&mut self, shown: &str, to: &str, fields: &[(&str, &str)]) -> Answer {
        let (token, last) = (csrf(shown), hidden(shown, "sist"));
        let mut all = vec![("csrf", token.as_str()), ("sist", last.as_str())];
        all.extend(fields);
        let to = self.at(to);
        press(&mut self.looks, &to, &all)
    }
}

const SINCE: &str = "sendt inn på nytt etter at du åpnet denne siden";

#[test]
fn what_a_colleague_sent_meanwhile_is_not_taken_back_unseen() {
    let mut desk = Desk::new();
    let late = desk.presses_late("/trekk", "/trekk", &[("reason", "Feil i versjon 1.")]);
    assert_eq!(late.status, 409, "{}", late.text());
    for said in [SINCE, "Feil i versjon 1."] {
        assert!(late.text().contains(said), "{said}: {}", late.text());
    }
    assert_ne!(text_of(&desk.sender.submission()["standing"]), "withdrawn");
    let told = json!({ "reason": "Feil.", "version": 1 });
    let by_program = desk.sender.request("PUT", "/submission/withdrawal");
    let by_program = by_program.json(&told).send();
    assert_eq!(problem(&by_program), "precondition-failed");
    let looked = desk.presses(late.text(), "/trekk", &[("reason", "Feil i versjon 1.")]);
    assert_eq!(looked.status, 303, "{}", looked.text());
    assert_eq!(desk.sender.submission()["standing"], "withdrawn");
}

#[test]
fn what_a_colleague_sent_meanwhile_is_not_confirmed_unseen() {
    let mut desk = Desk::new();
    let fields = [
        ("body", "formannskapet"),
        ("on", "2026-03-01"),
        ("case", "12/26"),
    ];
    let late = desk.presses_late("/vedtak", "/vedtak/bekreft", &fields);
    assert_eq!(late.status, 409, "{}", late.text());
    for said in [SINCE, "12/26"] {
        assert!(late.text().contains(said), "{said}: {}", late.text());
    }
    assert_eq!(desk.sender.get("/adoption").json()["waits"], true);
    let told = json!({ "adopted_on": "2026-03-01", "version": 1 });
    let by_program = desk.sender.request("PUT", "/adoption/confirmed");
    let by_program = by_program.json(&told).send();
    assert_eq!(problem(&by_program), "precondition-failed");
    let looked = desk.presses(late.text(), "/vedtak/bekreft", &fields);
    assert_eq!(looked.status, 303, "{}", looked.text());
    assert_eq!(desk.sender.get("/adoption").json()["waits"], false);
}

#[test]
fn what_a_colleague_sent_meanwhile_is_not_shared_unseen() {
    let mut desk = Desk::new();
    let late = desk.presses_late("/deling", "/deling", &[("gjor", "del")]);
    assert_eq!(late.status, 409, "{}", late.text());
    assert!(late.text().contains(SINCE), "{}", late.text());
    assert_eq!(desk.sender.get("/sharing").json()["shared"], false);
    let by_program = desk.sender.request("PUT", "/sharing?version=1").send();
    assert_eq!(problem(&by_program), "precondition-failed");
    let looked = desk.presses(late.text(), "/deling", &[("gjor", "del")]);
    assert_eq!(looked.status, 303, "{}", looked.text());
    assert_eq!(desk.sender.get("/sharing").json()["shared"], true);
}

#[test]
fn a_meeting_that_was_told_of_long_ago_is_not_sent_as_one_to_come() {
    let mut desk = Desk::new();
    desk.app.clock.set(at("2026-06-15T10:00:00Z"));
    desk.sender.write("r2.tekst", 0, "Sendt etter møtet.");
    let refused = desk.sender.send("after-the-meeting");
    assert_eq!(problem(&refused), "invalid", "{}", refused.text());
    assert!(
        refused.text().contains("error-meeting-passed"),
        "{}",
        refused.text()
    );
}

#[test]
fn whoever_writes_in_one_part_does_not_put_away_for_all_that_the_proposal_has_changed() {
    let desk = Desk::new();
    let mut one = colleague(
        &desk.app,
        &desk.sender.desk,
        "Per",
        Right::Write,
        &[NEXT_ADVICE],
    );
    let seen = one
        .request("PUT", "/seen-proposal")
        .json(&json!({ "version": 1 }));
    assert_eq!(problem(&seen.send()), "right-missing");
    let mut all = colleague(&desk.app, &desk.sender.desk, "Eva", Right::Write, &[]);
    let seen = all
        .request("PUT", "/seen-proposal")
        .json(&json!({ "version": 1 }));
    assert_eq!(seen.send().status, 204);
}
