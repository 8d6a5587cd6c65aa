//! *Ingen merknad* and what colleagues write meanwhile: nothing that was said after it, or that was not seen when it was set,
//! is left out of what is sent.

use crate::invitations::{csrf, hidden, press};
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};
use crate::support::colleague::colleague;
use crate::support::respondent::{
    ADVICE, CHOICE, NEXT_ADVICE, Respondent, SCALE, TEXT, letter_token, part, text_of,
};
use hoering::right::Right;
use serde_json::json;

const KARI: &str = "kari@kommune.example";

/// Kari coordinates in a browser, Ola writes along in another and as a program.
struct Two {
    _app: TestApp,
    kari: Client,
    ola: Client,
    program: Respondent,
    desk: String,
}

impl Two {
    fn new() -> Self {
        let app = TestApp::start();
        let told = json!({ "sender": {
            "on_behalf": "organisation", "organisation": "Eksempellaget", "person": "Kari", "email": KARI,
        } });
        let mut program = Respondent::begin_with(&app, &told);
        program.have_link_sent(KARI);
        let link = letter_token(&app, KARI);
        program.confirm(&app, KARI);
        let ola = colleague(&app, &program.desk, "Ola Moen", Right::Write, &[]);
        let enter = |token: &str| {
            let mut browser = app.client();
            let entered = press(&mut browser, &format!("/lenke/{token}"), &[]);
            assert_eq!(entered.status, 303, "{}", entered.text());
            browser
        };
        Self {
            kari: enter(&link),
            ola: enter(&ola.program.token),
            desk: program.desk.clone(),
            program: ola.program,
            _app: app,
        }
    }

    fn path(&self, rest: &str) -> String {
        format!("/svar/{}{rest}", self.desk)
    }

    /// The page of the first råd, as Kari or Ola has it open.
    fn drawn(&mut self, kari: bool) -> Drawn {
        let path = self.path(&format!("/raad/{ADVICE}"));
        let browser = if kari { &mut self.kari } else { &mut self.ola };
        let page = browser.get(&path).send();
        assert_eq!(page.status, 200, "{}", page.text());
        let value = |name: &str| hidden(page.text(), name);
        Drawn {
            path,
            csrf: csrf(page.text()),
            text: value(&format!("v.{TEXT}")),
            stance: value(&format!("v.{SCALE}")),
            mark: value("merke"),
        }
    }

    fn status(&mut self) -> String {
        text_of(&part(&self.program.draft(), ADVICE)["status"])
    }

    fn marks_the_rest(&mut self) {
        let token = csrf(self.kari.get(&self.path("")).send().text());
        let path = self.path("/ingen-merknad");
        let pressed = press(&mut self.kari, &path, &[("csrf", &token)]);
        assert_eq!(pressed.status, 303, "{}", pressed.text());
        assert_eq!(self.status(), "no_comment");
    }
}

struct Drawn {
    path: String,
    csrf: String,
    text: String,
    stance: String,
    mark: String,
}

impl Drawn {
    fn send(&self, browser: &mut Client, text: &str, stance: &str, by_script: bool) -> Answer {
        let (v_text, v_stance) = (format!("v.{TEXT}"), format!("v.{SCALE}"));
        let mut fields = vec![
            ("csrf", self.csrf.as_str()),
            (&v_text, &self.text),
            (TEXT, text),
            (&v_stance, &self.stance),
            ("merke", &self.mark),
        ];
        if !stance.is_empty() {
            fields.push((SCALE, stance));
        }
        let request = browser
            .post(&self.path)
            .header("Sec-Fetch-Site", "same-origin");
        let request = match by_script {
            true => request.header("Accept", "application/json"),
            false => request,
        };
        request.form(&fields).send()
    }
}

#[test]
fn a_text_saved_after_a_colleague_marked_the_rest_is_sent() {
    for by_script in [true, false] {
        let mut two = Two::new();
        let drawn = two.drawn(false);
        two.marks_the_rest();
        let saved = drawn.send(&mut two.ola, "Vi har noe å si.", "", by_script);
        match by_script {
            true => {
                assert_eq!(saved.status, 200, "{}", saved.text());
                let message = text_of(&saved.json()["message"]);
                assert!(message.contains("Merket er tatt bort"), "{message}");
            }
            false => assert_eq!(saved.status, 303, "{}", saved.text()),
        }
        assert_eq!(two.status(), "started");
        let review = two.kari.get(&two.path("/se-over")).send();
        assert!(review.text().contains("Vi har noe å si."));
    }
}

#[test]
fn a_stance_taken_after_a_colleague_marked_the_rest_is_sent() {
    let mut two = Two::new();
    let drawn = two.drawn(false);
    two.marks_the_rest();
    let saved = drawn.send(&mut two.ola, "", CHOICE, false);
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert_eq!(two.status(), "started");
}

#[test]
fn no_comment_over_what_a_colleague_has_saved_meanwhile_is_asked_about() {
    for by_script in [true, false] {
        let mut two = Two::new();
        let drawn = two.drawn(true);
        two.program.write(TEXT, 0, "Olas setning.");
        let chosen = drawn.send(&mut two.kari, "", "ingen merknad", by_script);
        match by_script {
            true => assert!(text_of(&chosen.json()["message"]).contains("ikke valget")),
            false => {
                let asks = chosen.header("location").expect("a place").to_owned();
                let page = two.kari.get(&asks).send();
                assert!(page.text().contains("Olas setning."), "{}", page.text());
            }
        }
        assert_eq!(two.status(), "started");
    }
}

#[test]
fn no_comment_over_a_stance_that_was_not_seen_is_asked_about() {
    let mut two = Two::new();
    let drawn = two.drawn(true);
    let took = two
        .program
        .put_field(SCALE, 0, &json!({ "choice": CHOICE }));
    assert_eq!(took.status, 200, "{}", took.text());
    let chosen = drawn.send(&mut two.kari, "", "ingen merknad", false);
    let asks = chosen.header("location").expect("a place").to_owned();
    assert!(asks.contains("/ingen-merknad"), "{asks}");
    assert_eq!(two.status(), "started");
}

#[test]
fn what_is_saved_between_the_question_and_its_answer_is_asked_about_anew() {
    let mut two = Two::new();
    two.program.write(TEXT, 0, "Første.");
    let drawn = two.drawn(true);
    let asks = drawn.send(&mut two.kari, "Første.", "ingen merknad", false);
    let asks = asks.header("location").expect("a place").to_owned();
    let page = two.kari.get(&asks).send().text().to_owned();
    two.program.write(TEXT, 1, "Andre.");
    let path = two.path(&format!("/raad/{ADVICE}/ingen-merknad"));
    let answer = |two: &mut Two, page: &str| {
        let (token, v_text, v_stance) = (csrf(page), format!("v.{TEXT}"), format!("v.{SCALE}"));
        let fields = [
            ("csrf", token),
            ("svar", "ja".to_owned()),
            (&v_text, hidden(page, &v_text)),
            (&v_stance, hidden(page, &v_stance)),
        ];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        press(&mut two.kari, &path, &fields)
    };
    let again = answer(&mut two, &page);
    let again = again.header("location").expect("a place").to_owned();
    assert_eq!(two.status(), "started");
    let page = two.kari.get(&again).send().text().to_owned();
    assert!(page.contains("Andre."), "{page}");
    assert_eq!(answer(&mut two, &page).status, 303);
    assert_eq!(two.status(), "no_comment");
}

#[test]
fn an_earlier_text_that_is_fetched_back_is_sent() {
    let mut two = Two::new();
    two.program.write(TEXT, 0, "Den første teksten.");
    two.program.write(TEXT, 1, "");
    two.marks_the_rest();
    let path = format!("/fields/{TEXT}");
    let back = two
        .program
        .request("PUT", &path)
        .header("If-Match", "\"2\"");
    let back = back.json(&json!({ "text": "Den første teksten." })).send();
    assert_eq!(back.status, 200, "{}", back.text());
    assert_eq!(two.status(), "started");
    let other = text_of(&part(&two.program.draft(), NEXT_ADVICE)["status"]);
    assert_eq!(other, "no_comment", "the others stay as they are");
}
