//! An umbrella organisation hears its members: they are asked by letter with an earlier day, hand over to it and to nobody
//! else, and what it takes in is its own, with whose it was seen by it alone.

use crate::invitations::{csrf, hidden, press};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::{Answer, Client};
use crate::support::respondent::{
    ADVICE, CHOICE, NEXT_ADVICE, Respondent, SCALE, TEXT, faults, letter_token, problem,
    submissions_of, text_of,
};
use crate::support::tables::{contents, places_of};
use chrono::{NaiveDate, TimeDelta};
use hoering::colleagues::{self, NewContributor};
use hoering::i18n::Lang;
use hoering::right::Right;
use hoering::role::Role;
use hoering::session::{self, NewLink};
use hoering::{ids, schedule};
use serde_json::{Value, json};

const ELVEBY: &str = "post@elveby.example";
const FJELL: &str = "post@fjell.example";
const OWN: &str = "post@forbundet.example";

/// A federation whose address is confirmed, and its members.
struct Federation {
    app: TestApp,
    program: Respondent,
    browser: Client,
}

impl Federation {
    fn new() -> Self {
        let app = TestApp::start();
        let told = json!({ "sender": {
            "on_behalf": "organisation", "organisation": "Eksempelforbundet", "person": "Kari", "email": OWN,
        } });
        let mut program = Respondent::begin_with(&app, &told);
        program.have_link_sent(OWN);
        let link = letter_token(&app, OWN);
        program.confirm(&app, OWN);
        let mut browser = app.client();
        let entered = press(&mut browser, &format!("/lenke/{link}"), &[]);
        assert_eq!(entered.status, 303, "{}", entered.text());
        Self {
            app,
            program,
            browser,
        }
    }

    /// With a round of ten days, in which two members were asked and have got their letters.
    fn with_members() -> Self {
        let mut federation = Self::new();
        let begun = federation.begin(10);
        assert_eq!(begun.status, 200, "{}", begun.text());
        let asked = federation.ask(&[("Elveby lag", ELVEBY), ("Fjell lag", FJELL)]);
        assert_eq!(asked.json(), json!({ "asked": 2, "asked_before": 0 }));
        federation.app.deliver_letters();
        federation
    }

    fn day(&self, days: i64) -> NaiveDate {
        hoering::calendar::oslo_date(self.app.clock.now() + TimeDelta::days(days))
    }

    fn begin(&mut self, days: i64) -> Answer {
        let day = self.day(days);
        let body = json!({ "due_on": day, "message": "Svar gjerne\nbare på råd 1." });
        self.program.post("/members/round").json(&body).send()
    }

    fn ask(&mut self, members: &[(&str, &str)]) -> Answer {
        let members = members.iter();
        let members = members.map(|(name, email)| json!({ "name": name, "email": email }));
        let body = json!({ "members": members.collect::<Vec<_>>() });
        self.program.post("/members").json(&body).send()
    }

    fn round(&mut self) -> Value {
        let read = self.program.get("/members");
        assert_eq!(read.status, 200, "{}", read.text());
        read.json()
    }

    fn states(&mut self) -> Vec<String> {
        let round = self.round();
        let members = round["members"].as_array().expect("members").clone();
        members.iter().map(|m| text_of(&m["state"])).collect()
    }

    fn member(&self, email: &str) -> Member {
        let token = letter_token(&self.app, email);
        let mut browser = self.app.client();
        let entered = press(&mut browser, &format!("/lenke/{token}"), &[]);
        assert_eq!(entered.status, 303, "{}", entered.text());
        let path = entered.header("location").expect("a place").to_owned();
        let desk = path.rsplit('/').next().expect("a desk").to_owned();
        let program = Respondent {
            client: self.app.client(),
            desk,
            token,
        };
        Member {
            program,
            browser,
            path,
        }
    }

    fn path(&self, rest: &str) -> String {
        format!("/svar/{}{rest}", self.program.desk)
    }

    fn page(&mut self, rest: &str) -> String {
        let path = self.path(rest);
        page(&mut self.browser, &path)
    }

    /// Presses on the page of the round.
    fn press(&mut self, fields: &[(&str, &str)]) -> Answer {
        let path = self.path("/medlemmer");
        let token = csrf(&page(&mut self.browser, &path));
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        press(&mut self.browser, &path, &all)
    }

    fn inputs(&mut self, advice: &str) -> Value {
        let read = self.program.get(&format!("/advice/{advice}/member-input"));
        assert_eq!(read.status, 200, "{}", read.text());
        read.json()
    }

    fn take_in(&mut self, field: &str, seen: i64, members: &[&Value]) -> Answer {
        let path = format!("/fields/{field}/member-input");
        self.program
            .post(&path)
            .header("If-Match", &format!("\"{seen}\""))
            .json(&json!({ "members": members }))
            .send()
    }
}

struct Member {
    program: Respondent,
    browser: Client,
    path: String,
}

impl Member {
    fn hand_over(&mut self) -> Answer {
        self.program.post("/handing-over").send()
    }

    fn says(&mut self, field: &str, text: &str) {
        let stands = self.program.get(&format!("/fields/{field}")).json();
        let version = stands["version"].as_i64().expect("a version");
        self.program.write(field, version, text);
        let handed = self.hand_over();
        assert_eq!(handed.status, 200, "{}", handed.text());
    }
}

fn page(browser: &mut Client, path: &str) -> String {
    let page = browser.get(path).send();
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    page.text().to_owned()
}

fn field<'v>(inputs: &'v Value, key: &str) -> &'v Value {
    let fields = inputs["fields"].as_array().expect("fields");
    fields
        .iter()
        .find(|f| f["field"] == key)
        .expect("the field")
}

#[test]
fn a_member_is_told_who_asks_what_and_by_when_and_gets_a_link_of_its_own() {
    let federation = Federation::with_members();
    let letters = federation.app.mailbox.letters_to(ELVEBY);
    let [letter] = letters.as_slice() else {
        panic!("{} letters", letters.len());
    };
    assert!(
        letter
            .subject
            .starts_with("Eksempelforbundet ber om innspill: ")
    );
    for said in [
        "Elveby lag",
        "bare på råd 1.",
        "og ikke til",
        "Fristen hos Eksempelforbundet er",
    ] {
        assert!(letter.text.contains(said), "{said}: {}", letter.text);
    }
    let other = federation.app.mailbox.letters_to(FJELL).remove(0);
    let link = |text: &str| text.split("/lenke/").nth(1).map(str::to_owned);
    assert_ne!(link(&letter.text), link(&other.text));
}

#[test]
fn the_day_is_before_ones_own_deadline_and_not_in_the_past() {
    let mut federation = Federation::new();
    let fault = |answer: Answer| faults(&answer)[0].clone();
    let at = |code: &str| ("/due_on".to_owned(), code.to_owned());
    assert_eq!(fault(federation.begin(-1)), at("error-members-day-past"));
    assert_eq!(fault(federation.begin(400)), at("error-members-day-late"));
    assert_eq!(federation.begin(10).status, 200);
    assert_eq!(federation.begin(10).status, 200, "the same again");
    assert_eq!(fault(federation.begin(12)).1, "error-members-begun");
}

#[test]
fn only_an_organisation_whose_address_is_known_has_letters_sent_to_others() {
    let app = TestApp::start();
    let told = json!({ "sender": { "on_behalf": "organisation", "organisation": "Ukjent forbund", "email": OWN } });
    let mut unknown = Respondent::begin_with(&app, &told);
    let day = hoering::calendar::oslo_date(app.clock.now() + TimeDelta::days(3));
    let refused = unknown
        .post("/members/round")
        .json(&json!({ "due_on": day }))
        .send();
    assert_eq!(
        faults(&refused),
        [(String::new(), "error-members-confirm".to_owned())]
    );
    unknown.have_link_sent(OWN);
    unknown.confirm(&app, OWN);
    let begun = unknown
        .post("/members/round")
        .json(&json!({ "due_on": day }))
        .send();
    assert_eq!(begun.status, 200, "{}", begun.text());
}

#[test]
fn each_line_of_a_pasted_list_is_told_what_is_wrong_with_it_and_everything_typed_is_kept() {
    let mut federation = Federation::new();
    federation.begin(10);
    let list = "Elveby lag; post@elveby.example\nUten adresse\n\n; post@dal.example\nVik; galt@";
    let refused = federation.press(&[("gjor", "liste"), ("list", list)]);
    assert_eq!(refused.status, 422);
    for told in [
        "Linje 2: Skriv en e-post",
        "Linje 4: Skriv navnet",
        "Linje 5: Skriv en e-post",
        list,
    ] {
        let shown = refused.text().replace('\r', "");
        assert!(shown.contains(told), "{told}: {shown}");
    }
    assert_eq!(federation.states().len(), 0, "nothing is half done");
    let list = "Elveby lag; post@elveby.example\n\nFjell lag;post@fjell.example\n";
    assert_eq!(
        federation
            .press(&[("gjor", "liste"), ("list", list)])
            .status,
        303
    );
    assert_eq!(federation.states(), ["asked", "asked"]);
    // Pressed twice asks once.
    assert_eq!(
        federation
            .press(&[("gjor", "liste"), ("list", list)])
            .status,
        303
    );
    let one = [
        ("gjor", "en"),
        ("name", "Dal lag"),
        ("email", "post@dal.example"),
    ];
    assert_eq!(federation.press(&one).status, 303);
    assert_eq!(federation.states().len(), 3);
    federation.app.deliver_letters();
    assert_eq!(federation.app.mailbox.letters_to(ELVEBY).len(), 1);
}

#[test]
fn how_far_each_has_come_is_seen() {
    let mut federation = Federation::with_members();
    assert_eq!(federation.states(), ["asked", "asked"]);
    let mut elveby = federation.member(ELVEBY);
    assert_eq!(federation.states(), ["opened", "asked"]);
    elveby.program.write(TEXT, 0, "Vi er usikre.");
    assert_eq!(federation.states(), ["begun", "asked"]);
    elveby.hand_over();
    assert_eq!(federation.states(), ["handed_over", "asked"]);
    federation.app.clock.advance(TimeDelta::minutes(1));
    elveby.program.write(TEXT, 1, "Vi er enige.");
    assert_eq!(federation.round()["members"][0]["has_more"], true);
    assert!(
        federation
            .page("/medlemmer")
            .contains("Har skrevet mer siden")
    );
    assert!(federation.page("").contains("1 av 2 har levert"));
}

#[test]
fn a_member_writes_to_its_federation_and_can_send_to_nobody_else() {
    let federation = Federation::with_members();
    let mut elveby = federation.member(ELVEBY);
    let tasks = page(&mut elveby.browser, &elveby.path.clone());
    for said in [
        "Innspill til Eksempelforbundet",
        "bare på råd 1.",
        "og ikke til",
    ] {
        assert!(tasks.contains(said), "{said}: {tasks}");
    }
    for not in ["/avsender", "/lagre\"", "/frist\"", "Se over og send inn"] {
        assert!(!tasks.contains(not), "{not}: {tasks}");
    }
    elveby.program.write(TEXT, 0, "Vi er enige.");
    assert_eq!(
        problem(&elveby.program.send("til-direktoratet")),
        "right-missing"
    );
    let whole = json!({ "sender": { "on_behalf": "person", "person": "Kari", "email": ELVEBY },
        "answers": [{ "field": TEXT, "text": "Forbi." }] });
    let bearer = elveby.program.bearer();
    let path = submissions_of(EXAMPLE);
    let past = elveby
        .program
        .client
        .post(&path)
        .header("Authorization", &bearer);
    let past = past.header("Idempotency-Key", "forbi").json(&whole).send();
    assert_eq!(problem(&past), "right-missing");
    for rest in ["/members", "/more-time", "/link", "/body"] {
        let method = if rest == "/body" { "GET" } else { "POST" };
        let asked = elveby.program.request(method, rest).json(&json!({})).send();
        assert!(matches!(asked.status, 403), "{rest}: {}", asked.status);
    }
    let over = elveby
        .browser
        .get(&format!("{}/se-over", elveby.path))
        .send();
    assert_eq!(
        over.header("location"),
        Some(format!("{}/lever", elveby.path).as_str())
    );
}

#[test]
fn nothing_is_seen_before_it_is_handed_over_and_the_newest_counts_with_the_earlier_kept() {
    let mut federation = Federation::with_members();
    let mut elveby = federation.member(ELVEBY);
    assert_eq!(problem(&elveby.hand_over()), "nothing-written");
    elveby.program.write(TEXT, 0, "Det første.");
    assert_eq!(field(&federation.inputs(ADVICE), TEXT)["inputs"], json!([]));
    let handed = elveby.hand_over().json();
    assert_eq!(
        (&handed["times"], &handed["late"]),
        (&json!(1), &json!(false))
    );
    assert_eq!(elveby.hand_over().json()["times"], 1, "the same again");
    elveby.says(TEXT, "Det andre.");
    let inputs = federation.inputs(ADVICE);
    let said = &field(&inputs, TEXT)["inputs"];
    assert_eq!(said.as_array().expect("inputs").len(), 1);
    assert_eq!(
        (&said[0]["name"], &said[0]["text"]),
        (&json!("Elveby lag"), &json!("Det andre."))
    );
    let kept = federation.app.database(contents);
    assert_eq!(kept["member_input"].len(), 2);
}

#[test]
fn after_the_day_it_is_taken_and_marked_as_late_until_the_round_is_ended() {
    let mut federation = Federation::with_members();
    federation.app.clock.advance(TimeDelta::days(11));
    let mut elveby = federation.member(ELVEBY);
    let tasks = page(&mut elveby.browser, &elveby.path.clone());
    assert!(tasks.contains("Dere kan fortsatt levere"), "{tasks}");
    elveby.says(TEXT, "Sent.");
    assert_eq!(federation.states(), ["handed_over_late", "asked"]);
    assert_eq!(
        field(&federation.inputs(ADVICE), TEXT)["inputs"][0]["late"],
        true
    );
    let ended = federation
        .program
        .request("DELETE", "/members/round")
        .send();
    assert_eq!(ended.status, 204, "{}", ended.text());
    elveby.program.write(TEXT, 1, "Enda senere.");
    assert_eq!(faults(&elveby.hand_over())[0].1, "error-members-ended");
    assert_eq!(
        faults(&federation.ask(&[("Ny", "ny@lag.example")]))[0].1,
        "error-members-ended"
    );
    // Another day opens it again, and is told by letter.
    let day = federation.day(5);
    let moved = federation.program.request("PUT", "/members/round/day");
    let moved = moved.json(&json!({ "due_on": day })).send();
    assert_eq!(moved.status, 200, "{}", moved.text());
    federation.app.deliver_letters();
    let letters = federation.app.mailbox.letters_to(FJELL);
    assert!(
        letters
            .last()
            .expect("a letter")
            .subject
            .starts_with("Ny frist hos")
    );
    assert_eq!(elveby.hand_over().json()["late"], false);
}

#[test]
fn nothing_is_handed_over_once_the_consultation_is_concluded_and_the_text_is_kept() {
    let federation = Federation::with_members();
    let mut elveby = federation.member(ELVEBY);
    elveby.program.write(TEXT, 0, "Skrevet i tide.");
    federation
        .app
        .execute("UPDATE consultation SET status = 'concluded'");
    federation
        .app
        .execute("UPDATE revision SET value = value + 1");
    let look = hoering::server::refresh(&federation.app.app);
    federation.app.block_on(look).expect("a look");
    assert_eq!(problem(&elveby.hand_over()), "not-open");
    assert!(
        elveby
            .program
            .draft()
            .to_string()
            .contains("Skrevet i tide.")
    );
}

#[test]
fn those_who_have_not_handed_over_are_reminded_once_a_day() {
    let mut federation = Federation::with_members();
    let mut elveby = federation.member(ELVEBY);
    elveby.program.write(TEXT, 0, "Vi er enige.");
    elveby.hand_over();
    let remind = |federation: &mut Federation| {
        let reminded = federation.program.post("/members/reminders").send();
        reminded.json()["reminded"].as_u64().expect("a number")
    };
    assert_eq!(remind(&mut federation), 0, "asked today");
    federation.app.clock.advance(TimeDelta::days(1));
    assert_eq!(remind(&mut federation), 1);
    assert_eq!(remind(&mut federation), 0);
    federation.app.deliver_letters();
    assert_eq!(federation.app.mailbox.letters_to(ELVEBY).len(), 1);
    let letters = federation.app.mailbox.letters_to(FJELL);
    assert_eq!(letters.len(), 2);
    assert!(
        letters[1]
            .subject
            .starts_with("Påminnelse fra Eksempelforbundet")
    );
    for _ in 0..6 {
        federation.app.clock.advance(TimeDelta::days(1));
        remind(&mut federation);
    }
    federation.app.deliver_letters();
    assert_eq!(
        federation.app.mailbox.letters_to(FJELL).len(),
        6,
        "five in all"
    );
}

#[test]
fn whoever_is_taken_out_comes_in_no_more_and_is_shown_no_more() {
    let mut federation = Federation::with_members();
    let mut elveby = federation.member(ELVEBY);
    elveby.says(TEXT, "Vi er enige.");
    let id = text_of(&federation.round()["members"][0]["id"]);
    assert_eq!(federation.press(&[("ut", &id)]).status, 303);
    assert_eq!(federation.states(), ["taken_out", "asked"]);
    assert_eq!(field(&federation.inputs(ADVICE), TEXT)["inputs"], json!([]));
    assert_eq!(elveby.program.get("").status, 410);
    assert_eq!(elveby.browser.get(&elveby.path.clone()).send().status, 410);
    let again = federation.ask(&[("Elveby lag", ELVEBY)]);
    assert_eq!(again.json()["asked"], 1, "asked anew");
}

#[test]
fn what_is_taken_in_stands_behind_the_own_text_with_its_sources() {
    let mut federation = Federation::with_members();
    let (mut elveby, mut fjell) = (federation.member(ELVEBY), federation.member(FJELL));
    elveby.says(TEXT, "Elveby mener ja.");
    fjell.says(TEXT, "Fjell mener nei.");
    federation.program.write(TEXT, 0, "Vi mener dette.");
    let inputs = federation.inputs(ADVICE);
    let said = field(&inputs, TEXT)["inputs"].clone();
    let (first, second) = (&said[0]["member"], &said[1]["member"]);
    assert_eq!(
        problem(&federation.take_in(TEXT, 0, &[first])),
        "precondition-failed"
    );
    let taken = federation.take_in(TEXT, 1, &[first, second]);
    assert_eq!(taken.status, 200, "{}", taken.text());
    let stands = federation.program.get(&format!("/fields/{TEXT}")).json();
    assert_eq!(
        stands["text"],
        "Vi mener dette.\n\nElveby mener ja.\n\nFjell mener nei."
    );
    let inputs = federation.inputs(ADVICE);
    assert_eq!(sources(&inputs), ["Elveby lag", "Fjell lag"]);
    assert_eq!(field(&inputs, TEXT)["inputs"][0]["taken_in"], true);
    let written = federation.page(&format!("/raad/{ADVICE}"));
    assert!(written.contains("Innspill fra medlemmer (2)"), "{written}");
    assert!(
        written.contains("Tatt inn fra Elveby lag (") && written.contains("), Fjell lag ("),
        "{written}"
    );
    // The same press again finds another version: nothing stands there twice.
    assert_eq!(federation.take_in(TEXT, 1, &[first]).status, 412);
}

/// Whose texts were taken into the field, each with « rewritten» behind it when it was saved since.
fn sources(inputs: &Value) -> Vec<String> {
    let all = field(inputs, TEXT)["sources"].as_array().expect("sources");
    let said = |one: &Value| match one["rewritten_since"] == true {
        true => format!("{} rewritten", text_of(&one["name"])),
        false => text_of(&one["name"]),
    };
    all.iter().map(said).collect()
}

#[test]
fn what_a_member_changes_after_it_was_taken_in_is_said_to_be_changed_and_can_be_taken_in_anew() {
    let mut federation = Federation::with_members();
    let (mut elveby, mut fjell) = (federation.member(ELVEBY), federation.member(FJELL));
    elveby.says(TEXT, "Elveby mener ja.");
    fjell.says(TEXT, "Fjell mener nei.");
    let said = federation.inputs(ADVICE);
    let first = field(&said, TEXT)["inputs"][0]["member"].clone();
    assert_eq!(federation.take_in(TEXT, 0, &[&first]).status, 200);
    let state = |federation: &mut Federation| {
        let inputs = federation.inputs(ADVICE);
        let input = &field(&inputs, TEXT)["inputs"][0];
        assert!(input["taken_in_at"].is_string(), "{input}");
        (
            input["taken_in"] == true,
            input["changed_since_taken_in"] == true,
        )
    };
    let rest = format!("/medlemmer/raad/{ADVICE}");
    assert_eq!(state(&mut federation), (true, false));
    // What it hands over in another field changes nothing of this one.
    let chosen = elveby
        .program
        .put_field(SCALE, 0, &json!({ "choice": CHOICE }));
    assert_eq!(chosen.status, 200, "{}", chosen.text());
    assert_eq!(elveby.hand_over().status, 200);
    assert_eq!(state(&mut federation), (true, false));
    elveby.says(TEXT, "Elveby mener nei likevel.");
    assert_eq!(state(&mut federation), (false, true));
    let shown = federation.page(&rest);
    assert!(
        shown.contains("Endret siden det ble tatt inn") && !shown.contains(">Tatt inn<"),
        "{shown}"
    );
    assert_eq!(federation.take_in(TEXT, 1, &[&first]).status, 200);
    assert_eq!(state(&mut federation), (true, false));
    assert_eq!(sources(&federation.inputs(ADVICE)), ["Elveby lag"]);
    // Taking in more is put behind it; writing may have left anything of it.
    let second = field(&said, TEXT)["inputs"][1]["member"].clone();
    assert_eq!(federation.take_in(TEXT, 2, &[&second]).status, 200);
    let inputs = federation.inputs(ADVICE);
    assert_eq!(sources(&inputs), ["Elveby lag", "Fjell lag"]);
    federation.program.write(TEXT, 3, "Vi mener noe annet.");
    let inputs = federation.inputs(ADVICE);
    let rewritten = ["Elveby lag rewritten", "Fjell lag rewritten"];
    assert_eq!(sources(&inputs), rewritten);
    for shown in [
        federation.page(&rest),
        federation.page(&format!("/raad/{ADVICE}")),
    ] {
        assert!(shown.contains("Teksten er endret siden."), "{shown}");
    }
}

#[test]
fn what_was_taken_in_before_the_time_was_kept_was_the_newest_at_that_time() {
    let mut federation = Federation::with_members();
    let mut elveby = federation.member(ELVEBY);
    elveby.says(TEXT, "Elveby mener ja.");
    let said = federation.inputs(ADVICE);
    let first = field(&said, TEXT)["inputs"][0]["member"].clone();
    federation.app.clock.advance(TimeDelta::hours(1));
    assert_eq!(federation.take_in(TEXT, 0, &[&first]).status, 200);
    federation.app.clock.advance(TimeDelta::hours(1));
    elveby.says(TEXT, "Elveby mener nei likevel.");
    let steps = std::fs::read_dir("migrations/sqlite").expect("migrations");
    let after = steps.filter(|step| {
        let step = step.as_ref().expect("a step").file_name();
        *step.to_string_lossy() >= *"00000000000027"
    });
    let after = after.count();
    federation
        .app
        .database(|conn| hoering::db::redo(conn, after).expect("down and up"));
    let inputs = federation.inputs(ADVICE);
    let input = &field(&inputs, TEXT)["inputs"][0];
    assert_eq!(input["changed_since_taken_in"], true, "{input}");
    assert_eq!(federation.take_in(TEXT, 1, &[&first]).status, 200);
    let inputs = federation.inputs(ADVICE);
    assert_eq!(field(&inputs, TEXT)["inputs"][0]["taken_in"], true);
}

#[test]
fn the_page_takes_in_one_or_those_that_are_ticked_and_keeps_what_is_over_the_limit() {
    let mut federation = Federation::with_members();
    let (mut elveby, mut fjell) = (federation.member(ELVEBY), federation.member(FJELL));
    elveby.says(TEXT, &"a".repeat(3_000));
    fjell.says(TEXT, &"b".repeat(3_000));
    let rest = format!("/medlemmer/raad/{ADVICE}");
    let shown = federation.page(&rest);
    assert!(
        shown.contains("Elveby lag") && shown.contains("Fjell lag"),
        "{shown}"
    );
    let inputs = federation.inputs(ADVICE);
    let said = field(&inputs, TEXT)["inputs"].clone();
    let (first, second) = (text_of(&said[0]["member"]), text_of(&said[1]["member"]));
    let path = federation.path(&rest);
    let send = |federation: &mut Federation, version: &str, more: &[(&str, &str)]| {
        let token = csrf(&federation.page(&rest));
        let mut fields = vec![
            ("csrf", token.as_str()),
            ("felt", TEXT),
            ("versjon", version),
        ];
        fields.extend_from_slice(more);
        press(&mut federation.browser, &path, &fields)
    };
    let none = send(&mut federation, "0", &[("ta-inn", "valgte")]);
    assert_eq!(none.status, 422, "{}", none.text());
    let version = hidden(&shown, "versjon");
    let chosen = [
        ("medlem", first.as_str()),
        ("medlem", &second),
        ("ta-inn", "valgte"),
    ];
    let taken = send(&mut federation, &version, &chosen);
    assert_eq!(taken.status, 303, "{}", taken.text());
    let shown = federation.page(&rest);
    assert!(shown.contains("tegn for lang"), "{shown}");
    let overtaken = send(&mut federation, &version, &[("ta-inn", &first)]);
    assert_eq!(overtaken.status, 409);
    assert!(overtaken.text().contains("Teksten er endret i mellomtiden"));
}

#[test]
fn stances_are_counted_and_a_raad_without_comment_is_said() {
    let mut federation = Federation::with_members();
    let (mut elveby, mut fjell) = (federation.member(ELVEBY), federation.member(FJELL));
    let chosen = elveby
        .program
        .put_field(SCALE, 0, &json!({ "choice": CHOICE }));
    assert_eq!(chosen.status, 200, "{}", chosen.text());
    let path = format!("/advice/{NEXT_ADVICE}/no-comment");
    assert!(fjell.program.request("PUT", &path).send().status < 300);
    elveby.hand_over();
    fjell.hand_over();
    let inputs = federation.inputs(ADVICE);
    assert_eq!(field(&inputs, SCALE)["inputs"][0]["choice"], CHOICE);
    assert_eq!(
        federation.inputs(NEXT_ADVICE)["no_comment"],
        json!(["Fjell lag"])
    );
    let shown = federation.page(&format!("/medlemmer/raad/{ADVICE}"));
    assert!(
        shown.contains("Ett medlem") && shown.contains("Elveby lag"),
        "{shown}"
    );
    let member = field(&inputs, SCALE)["inputs"][0]["member"].clone();
    let refused = federation.take_in(SCALE, 0, &[&member]);
    assert_eq!(faults(&refused)[0].1, "error-members-choice");
}

#[test]
fn a_member_looks_over_what_it_hands_over_and_is_asked_again_when_something_was_saved() {
    let federation = Federation::with_members();
    let mut elveby = federation.member(ELVEBY);
    elveby.program.write(TEXT, 0, "Vi er enige.");
    let path = format!("{}/lever", elveby.path);
    let shown = page(&mut elveby.browser, &path);
    assert!(shown.contains("Vi er enige."), "{shown}");
    let (token, version) = (csrf(&shown), hidden(&shown, "versjon"));
    elveby.program.write(TEXT, 1, "Vi er ikke enige.");
    let fields = [("csrf", token.as_str()), ("versjon", version.as_str())];
    let again = press(&mut elveby.browser, &path, &fields);
    assert_eq!(again.status, 409);
    assert!(again.text().contains("Vi er ikke enige."));
    let version = hidden(again.text(), "versjon");
    let fields = [("csrf", token.as_str()), ("versjon", version.as_str())];
    assert_eq!(press(&mut elveby.browser, &path, &fields).status, 303);
    let shown = page(&mut elveby.browser, &path);
    assert!(shown.contains("Levert til Eksempelforbundet"), "{shown}");
}

#[test]
fn neither_what_a_member_says_nor_whose_it_was_is_sent_or_seen_by_staff() {
    let mut federation = Federation::with_members();
    let mut elveby = federation.member(ELVEBY);
    elveby.says(TEXT, "Tatt inn.");
    let mut fjell = federation.member(FJELL);
    fjell.says(TEXT, "Aldri tatt inn.");
    let inputs = federation.inputs(ADVICE);
    let first = field(&inputs, TEXT)["inputs"][0]["member"].clone();
    assert_eq!(federation.take_in(TEXT, 0, &[&first]).status, 200);
    let sent = federation.program.send("hele");
    assert_eq!(sent.status, 201, "{}", sent.text());
    let receipt = federation.program.receipt(1).to_string();
    let mut officer = federation.app.staff(Role::Officer);
    let list = format!("/saksbehandling/horinger/{EXAMPLE}/innspill");
    let pages = ["".to_owned(), "/1".to_owned(), format!("/rad/{ADVICE}")];
    let mut seen: Vec<String> = pages
        .iter()
        .map(|rest| officer.get(&format!("{list}{rest}")).text().to_owned())
        .collect();
    for path in ["eksport/fil?format=json", "invitasjoner", "frist"] {
        let path = format!("/saksbehandling/horinger/{EXAMPLE}/{path}");
        seen.push(officer.get(&path).text().to_owned());
    }
    seen.push(receipt);
    assert!(
        seen.iter().any(|text| text.contains("Tatt inn.")),
        "staff read the answer"
    );
    for secret in [
        "Elveby lag",
        "Fjell lag",
        ELVEBY,
        "Aldri tatt inn.",
        "bare på råd 1.",
    ] {
        assert!(!seen.iter().any(|text| text.contains(secret)), "{secret}");
    }
}

/// Somebody who was asked to take part in the federation's own answer.
fn colleague(federation: &Federation, may: Right) -> Respondent {
    let app = &federation.app;
    let at = app.clock.now();
    let desk_id = federation.program.desk.parse().expect("an id");
    let ola = NewContributor {
        id: ids::new(at),
        desk_id,
        name: "Ola Moen".into(),
        email: format!("{}@forbundet.example", may.as_str()),
        may,
        parts: vec![],
        language: Lang::Nb,
        at,
    };
    let link = NewLink::for_contributor(&app.app.keys, desk_id, ola.id, at);
    let (link, token) = link.expect("a key");
    app.database(|conn| {
        colleagues::insert(conn, &ola).expect("a contributor");
        session::insert_link(conn, &link).expect("a link");
    });
    Respondent {
        client: app.client(),
        desk: federation.program.desk.clone(),
        token,
    }
}

#[test]
fn who_reads_along_sees_the_members_who_writes_takes_in_and_who_coordinates_asks() {
    let mut federation = Federation::with_members();
    federation.member(ELVEBY).says(TEXT, "Vi er enige.");
    let inputs = federation.inputs(ADVICE);
    let member = field(&inputs, TEXT)["inputs"][0]["member"].clone();
    let take = format!("/fields/{TEXT}/member-input");
    let take_in = |who: &mut Respondent| {
        let asked = who.post(&take).header("If-Match", "\"0\"");
        asked.json(&json!({ "members": [member] })).send().status
    };
    for (may, taken) in [(Right::Read, 403), (Right::Write, 200), (Right::Send, 412)] {
        let mut ola = colleague(&federation, may);
        assert_eq!(ola.get("/members").status, 200, "{may:?}");
        assert_eq!(take_in(&mut ola), taken, "{may:?}");
        assert_eq!(
            problem(&ola.post("/members/reminders").send()),
            "right-missing"
        );
        assert_eq!(
            problem(&ola.request("DELETE", "/members/round").send()),
            "right-missing"
        );
    }
    let mut kari = colleague(&federation, Right::Coordinate);
    assert_eq!(kari.post("/members/reminders").send().status, 200);
}

#[test]
fn a_members_link_opens_nothing_of_its_federation() {
    let mut federation = Federation::with_members();
    let mut elveby = federation.member(ELVEBY);
    elveby.says(TEXT, "Vi er enige.");
    // A member's own link is one that writes: at another's desk it is nobody's.
    let other = federation.path("/medlemmer");
    assert_eq!(elveby.browser.get(&other).send().status, 401);
    let own = format!("{}/medlemmer", elveby.path);
    assert_eq!(elveby.browser.get(&own).send().status, 404);
    assert_eq!(elveby.program.get("/members").status, 404);
    assert_eq!(federation.program.get("/handing-over").status, 404);
}

#[test]
fn members_desks_are_swept_with_that_of_their_federation_and_not_while_one_of_them_writes() {
    let federation = Federation::with_members();
    let mut elveby = federation.member(ELVEBY);
    elveby.says(TEXT, "En tekst som ingen andre har.");
    let app = &federation.app;
    app.clock.advance(TimeDelta::days(200));
    let mut late = federation.member(ELVEBY).program;
    late.write(TEXT, 1, "Fortsatt i gang.");
    let swept = app.block_on(schedule::sweep(&app.app)).expect("a sweep");
    assert_eq!(swept.drafts, 0);
    app.clock.advance(TimeDelta::days(60));
    let swept = app.block_on(schedule::sweep(&app.app)).expect("a sweep");
    assert_eq!(swept.drafts, 1);
    let left = app.database(contents);
    for table in [
        "desk",
        "member_round",
        "member",
        "member_input",
        "contributor",
        "link",
        "outbox",
    ] {
        assert_eq!(left[table].len(), 0, "{table}");
    }
    for gone in ["En tekst som ingen andre har.", "Elveby lag", ELVEBY] {
        assert_eq!(places_of(&left, gone), Vec::<String>::new());
    }
}

#[test]
fn what_looks_like_a_national_identity_number_in_the_message_is_warned_of_once() {
    let mut federation = Federation::new();
    let day = federation.day(10).to_string();
    let message = "Spør Kari (01819010001).";
    let mut fields = vec![("gjor", "begynn"), ("due_on", day.as_str())];
    fields.extend([("message", message), ("language", "nb")]);
    let warned = federation.press(&fields);
    assert_eq!(warned.status, 200, "{}", warned.text());
    assert!(
        warned
            .text()
            .contains("ser ut som det står et fødselsnummer")
    );
    let shown = hidden(warned.text(), "varslet");
    fields.push(("varslet", &shown));
    assert_eq!(federation.press(&fields).status, 303);
    assert_eq!(federation.round()["message"], message);
}

#[test]
fn whoever_asked_hears_of_each_member_once_an_hour_and_when_all_have_handed_over() {
    let federation = Federation::with_members();
    let subjects = |federation: &Federation| -> Vec<String> {
        federation.app.deliver_letters();
        let letters = federation.app.mailbox.letters_to(OWN);
        let about = letters.iter().map(|letter| letter.subject.clone());
        about.filter(|subject| subject.contains("levert")).collect()
    };
    let mut elveby = federation.member(ELVEBY);
    elveby.says(TEXT, "Vi er enige.");
    assert_eq!(subjects(&federation).len(), 1);
    let mut letters = federation.app.mailbox.letters_to(OWN);
    letters.retain(|letter| {
        letter
            .subject
            .starts_with("Elveby lag har levert innspill: ")
    });
    let letter = letters.pop().expect("a letter");
    assert!(
        letter.text.contains("1 av 2 har levert."),
        "{}",
        letter.text
    );
    assert!(
        !letter.text.contains("Vi er enige."),
        "what was said is read at the desk"
    );
    // The link in it opens the federation's own answer.
    let link = letter.text.split("/lenke/").nth(1).expect("a link");
    let link = link.split_whitespace().next().expect("a token");
    let entered = press(&mut federation.app.client(), &format!("/lenke/{link}"), &[]);
    let to = entered.header("location").expect("a place");
    assert!(to.starts_with(&federation.path("")), "{to}");
    elveby.says(TEXT, "Vi er helt enige.");
    assert_eq!(subjects(&federation).len(), 1, "once in an hour");
    federation.member(FJELL).says(TEXT, "Vi også.");
    let told = subjects(&federation);
    let all = |subject: &&String| subject.starts_with("Alle har levert innspill: ");
    assert_eq!(
        (told.len(), told.iter().filter(all).count()),
        (2, 1),
        "{told:?}"
    );
    federation.app.clock.advance(TimeDelta::hours(2));
    elveby.says(TEXT, "Vi er ikke enige likevel.");
    assert_eq!(subjects(&federation).len(), 3);
}

#[test]
fn members_who_have_begun_hear_of_a_new_version_with_their_own_day() {
    let federation = Federation::with_members();
    federation.member(ELVEBY);
    crate::new_version::new_title(&federation.app, crate::new_version::SUBSTANCE);
    federation.app.deliver_letters();
    let about = |address: &str| {
        let mut letters = federation.app.mailbox.letters_to(address);
        letters.retain(|letter| letter.subject.contains("er endret"));
        letters
    };
    let letter = &about(ELVEBY)[0];
    for said in [
        "Endret: Råd 1: Planer bør ha rutiner",
        "Dere skriver innspill til Eksempelforbundet.",
        "Frist hos Eksempelforbundet",
    ] {
        assert!(letter.text.contains(said), "{said}: {}", letter.text);
    }
    assert!(about(FJELL).is_empty(), "it has opened nothing");
}

#[test]
fn whoever_has_handed_over_is_not_told_that_nothing_was_sent_and_whoever_has_not_is_told_how() {
    let federation = Federation::with_members();
    let mut elveby = federation.member(ELVEBY);
    elveby.says(TEXT, "Levert i tide.");
    let mut fjell = federation.member(FJELL);
    fjell.program.write(TEXT, 0, "Aldri levert.");
    federation.app.clock.advance(TimeDelta::days(11));
    let (mut elveby, mut fjell) = (federation.member(ELVEBY), federation.member(FJELL));
    for rest in ["", "/raad/r1"] {
        let shown = page(&mut elveby.browser, &format!("{}{rest}", elveby.path));
        assert!(
            !shown.contains("IKKE") && shown.contains("Levert"),
            "{shown}"
        );
        let shown = page(&mut fjell.browser, &format!("{}{rest}", fjell.path));
        assert!(shown.contains("Innspillet er IKKE levert"), "{shown}");
        assert!(
            shown.contains("Fristen for å levere til Eksempelforbundet gikk ut"),
            "{shown}"
        );
        assert!(shown.contains(&format!("{}/lever", fjell.path)), "{shown}");
        assert!(
            !shown.contains("IKKE sendt inn") && !shown.contains("slettes"),
            "{shown}"
        );
    }
    elveby.program.write(TEXT, 1, "Endret etterpå.");
    let shown = page(&mut elveby.browser, &elveby.path.clone());
    assert!(shown.contains("Endringene er IKKE levert"), "{shown}");
    assert!(shown.contains("Endret siden det ble levert"), "{shown}");
    assert_eq!(elveby.hand_over().status, 200);
    let shown = page(&mut elveby.browser, &elveby.path.clone());
    assert!(!shown.contains("IKKE"), "{shown}");
}

#[test]
fn nobody_approves_or_decides_on_a_members_input_at_its_desk() {
    let federation = Federation::with_members();
    let mut elveby = federation.member(ELVEBY);
    elveby.program.write(TEXT, 0, "Vi er enige.");
    let tasks = page(&mut elveby.browser, &elveby.path.clone());
    assert!(
        !tasks.contains("Vedtak om innspillet") && !tasks.contains("/godkjenning"),
        "{tasks}"
    );
    for rest in ["/godkjenning", "/vedtak"] {
        let led = elveby.browser.get(&format!("{}{rest}", elveby.path)).send();
        assert_eq!(led.header("location"), Some(elveby.path.as_str()), "{rest}");
    }
    let ready = elveby.program.request("PUT", "/approval/ready").send();
    assert_eq!(problem(&ready), "right-missing", "{}", ready.text());
    assert_eq!(elveby.program.get("/approval").json()["state"], "draft");
}

/// Refused, with all that was typed, and no way that leads nowhere.
fn gives_back(refused: &Answer, why: &str, typed: &[&str]) {
    assert_eq!(refused.status, 422, "{}", refused.text());
    let fixed = [
        why,
        "Det du hadde skrevet",
        "Ingenting av dette er gjort",
        "href=\"#beholdt\"",
        "id=\"beholdt\"",
    ];
    for said in fixed.iter().chain(typed) {
        assert!(refused.text().contains(said), "{said}: {}", refused.text());
    }
    assert!(!refused.text().contains("href=\"#round\""));
}

#[test]
fn what_was_typed_for_a_round_that_somebody_else_began_or_ended_is_given_back() {
    let mut federation = Federation::new();
    let token = csrf(&federation.page("/medlemmer"));
    assert_eq!(federation.begin(10).status, 200);
    let (day, path) = (
        federation.day(12).to_string(),
        federation.path("/medlemmer"),
    );
    let fields = [
        ("csrf", token.as_str()),
        ("due_on", &day),
        ("message", "Svar helst på alle rådene."),
        ("language", "nb"),
        ("gjor", "begynn"),
    ];
    let refused = press(&mut federation.browser, &path, &fields);
    gives_back(
        &refused,
        "Runden er alt begynt",
        &["Svar helst på alle rådene.", day.as_str()],
    );
    // The day of the round is the one that stands.
    let stands = federation.day(10).to_string();
    assert_eq!(hidden(refused.text(), "due_on"), stands);

    let list = "Elveby lag; post@elveby.example";
    // From a page that was drawn before: by now it has no such form.
    let ask = [("csrf", token.as_str()), ("list", list), ("gjor", "liste")];
    federation
        .app
        .execute("UPDATE desk SET claimed_name = NULL");
    let refused = press(&mut federation.browser, &path, &ask);
    gives_back(&refused, "Skriv navnet på organisasjonen", &[list]);
    federation
        .app
        .execute("UPDATE desk SET claimed_name = 'Eksempelforbundet'");
    assert_eq!(federation.press(&[("gjor", "avslutt")]).status, 303);
    let refused = press(&mut federation.browser, &path, &ask);
    gives_back(&refused, "Runden er avsluttet", &[list]);
    assert!(federation.states().is_empty(), "nobody was asked");
}
