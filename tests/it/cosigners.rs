//! An answer that several bodies give together: each is asked by letter and confirms by a link of its own, a confirmation
//! holds for exactly the content that was read, and whoever has not confirmed is counted nowhere.

mod after_sending;

use crate::extension::at;
use crate::invitations::{csrf, hidden, press};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::{Answer, Client};
use crate::support::exported::{csv_of, fetch};
use crate::support::invited::Wanted;
use crate::support::respondent::{Respondent, TEXT, faults, letter_token, problem, text_of};
use crate::support::staff::audited;
use crate::support::tables::{contents, places_of};
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types};
use hoering::role::Role;
use hoering::schedule;
use serde_json::{Value, json};

const OWN: &str = "post@forbundet.example";
const ELVEBY: &str = "post@elveby.example";
const FJELL: &str = "post@fjell.example";
const BYEN: &str = "postmottak@byen.example";

/// A federation whose address is confirmed, with an answer that is ready to be sent.
struct Together {
    app: TestApp,
    program: Respondent,
    browser: Client,
}

/// A body that was asked, with the link from its letter.
struct Signer {
    program: Respondent,
    browser: Client,
    /// Its page.
    path: String,
}

impl Together {
    fn new() -> Self {
        Self::on(TestApp::start())
    }

    fn on(app: TestApp) -> Self {
        let told = json!({ "sender": {
            "on_behalf": "organisation", "organisation": "Eksempelforbundet", "person": "Kari", "role": "Leder", "email": OWN,
        } });
        let mut program = Respondent::begin_with(&app, &told);
        program.write(TEXT, 0, "Vi støtter rådet.");
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

    /// Two that the register does not have, both with their letters.
    fn with_two() -> Self {
        let mut together = Self::new();
        assert_eq!(together.ask("Elveby lag", ELVEBY).status, 200);
        assert_eq!(together.ask("Fjell lag", FJELL).status, 200);
        together.app.deliver_letters();
        together
    }

    fn withdraw(&mut self) {
        let reason = json!({ "reason": "Vi svarer hver for oss." });
        let taken_back = self.program.request("PUT", "/submission/withdrawal");
        let taken_back = taken_back.json(&reason).send();
        assert_eq!(taken_back.status, 204, "{}", taken_back.text());
    }

    fn ask(&mut self, name: &str, email: &str) -> Answer {
        self.ask_with(&json!({ "name": name, "email": email }))
    }

    fn ask_with(&mut self, body: &Value) -> Answer {
        self.program.post("/cosigners").json(body).send()
    }

    fn list(&mut self) -> Vec<Value> {
        let read = self.program.get("/cosigners");
        assert_eq!(read.status, 200, "{}", read.text());
        read.json()["items"].as_array().expect("items").clone()
    }

    fn states(&mut self) -> Vec<String> {
        self.list()
            .iter()
            .map(|one| text_of(&one["state"]))
            .collect()
    }

    fn id(&mut self, name: &str) -> String {
        let all = self.list();
        let one = all.iter().find(|one| one["name"] == name);
        text_of(&one.expect("the body")["id"])
    }

    fn path(&self, rest: &str) -> String {
        format!("/svar/{}{rest}", self.program.desk)
    }

    fn page(&mut self, rest: &str) -> String {
        let path = self.path(rest);
        page(&mut self.browser, &path)
    }

    /// Presses on the page where bodies are asked.
    fn press(&mut self, fields: &[(&str, &str)]) -> Answer {
        let token = csrf(&self.page("/medunderskrivere"));
        let path = self.path("/medunderskrivere");
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        press(&mut self.browser, &path, &all)
    }

    fn signer(&self, email: &str) -> Signer {
        let token = self.token(email);
        let mut browser = self.app.client();
        let entered = press(&mut browser, &format!("/medunderskrift/{token}"), &[]);
        assert_eq!(entered.status, 303, "{}", entered.text());
        let path = entered.header("location").expect("a place").to_owned();
        Signer {
            program: Respondent {
                client: self.app.client(),
                desk: self.program.desk.clone(),
                token,
            },
            browser,
            path,
        }
    }

    /// That of the link in the last letter to a body.
    fn token(&self, email: &str) -> String {
        self.app.deliver_letters();
        let letter = self.app.mailbox.letters_to(email).pop().expect("a letter");
        let links = letter.links(&self.app.base_url);
        let link = links.iter().find_map(|l| l.split_once("/medunderskrift/"));
        link.expect("a co-signer's link").1.to_owned()
    }

    fn send(&mut self, key: &str) -> Value {
        let sent = self.program.send(key);
        assert_eq!(sent.status, 201, "{}", sent.text());
        sent.json()
    }

    fn receipt(&mut self, version: i64) -> Value {
        self.program.receipt(version)["receipt"].clone()
    }

    /// What stands behind an answer by plain SQL.
    fn signatures(&self) -> i64 {
        #[derive(QueryableByName)]
        struct Count {
            #[diesel(sql_type = sql_types::BigInt)]
            n: i64,
        }
        let sql = "SELECT count(*) AS n FROM cosignature c JOIN submission_version v ON v.id = c.submission_version_id \
                   JOIN submission s ON s.id = v.submission_id AND s.current_version = v.no WHERE c.ended_at IS NULL";
        let counted = self
            .app
            .database(|conn| sql_query(sql).get_result::<Count>(conn));
        counted.expect("a count").n
    }
}

impl Signer {
    fn read(&mut self) -> Value {
        let read = self.program.get("/cosignature");
        assert_eq!(read.status, 200, "{}", read.text());
        read.json()
    }

    fn confirm_this(&mut self, sha256: &Value) -> Answer {
        let body = json!({ "sha256": sha256, "name": "Ola Moen", "role": "Styreleder" });
        self.program
            .request("PUT", "/cosignature")
            .json(&body)
            .send()
    }

    /// Confirms what is asked first.
    fn confirm(&mut self) -> Value {
        let read = self.read();
        let asked = match read["sent"].is_null() {
            true => &read["draft"],
            false => &read["sent"],
        };
        let confirmed = self.confirm_this(&asked["sha256"]);
        assert_eq!(confirmed.status, 200, "{}", confirmed.text());
        confirmed.json()
    }

    fn decline(&mut self, message: &str) -> Answer {
        let body = json!({ "message": message });
        self.program.post("/cosignature/refusal").json(&body).send()
    }

    fn take_back(&mut self) -> Answer {
        self.program.request("DELETE", "/cosignature").send()
    }

    fn page(&mut self) -> String {
        let path = self.path.clone();
        page(&mut self.browser, &path)
    }

    fn press(&mut self, fields: &[(&str, &str)]) -> Answer {
        let token = csrf(&self.page());
        let path = self.path.clone();
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        press(&mut self.browser, &path, &all)
    }
}

fn page(browser: &mut Client, path: &str) -> String {
    let page = browser.get(path).send();
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    page.text().to_owned()
}

fn letters(app: &TestApp, to: &str) -> Vec<(String, String)> {
    app.deliver_letters();
    let letters = app.mailbox.letters_to(to).into_iter();
    letters
        .map(|letter| (letter.subject, letter.text))
        .collect()
}

#[test]
fn a_body_is_told_who_asks_for_what_and_its_link_shows_nothing_of_the_answer_before_it_is_pressed()
{
    let together = Together::with_two();
    let all = letters(&together.app, ELVEBY);
    let [(subject, text)] = all.as_slice() else {
        panic!("{} letters", all.len());
    };
    assert!(subject.starts_with("Eksempelforbundet ber dere stå bak et felles svar: "));
    for said in [
        "Elveby lag",
        "Det er Kari som skriver for dem",
        "Høringsfristen er",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let link = format!("/medunderskrift/{}", together.token(ELVEBY));
    assert_ne!(together.token(ELVEBY), together.token(FJELL));
    for _ in 0..2 {
        let landed = together.app.client().get(&link).send();
        assert_eq!(landed.status, 200);
        assert!(
            landed
                .text()
                .contains("Eksempelforbundet ber dere stå sammen")
        );
        assert!(!landed.text().contains("Vi støtter rådet."));
        assert!(landed.header("set-cookie").is_none());
        assert_eq!(landed.header("referrer-policy"), Some("strict-origin"));
    }
    let other_place = link.replace("medunderskrift", "lenke");
    assert_eq!(together.app.client().get(&other_place).send().status, 404);
}

#[test]
fn a_co_signer_reads_the_whole_answer_and_comes_to_no_other_page_of_it() {
    let mut together = Together::with_two();
    let note = together
        .program
        .post("/notes")
        .json(&json!({ "text": "Bare mellom oss." }))
        .send();
    assert!(note.status < 300, "{}", note.text());
    let mut signer = together.signer(ELVEBY);
    let seen = signer.page();
    assert!(seen.contains("Vi støtter rådet."));
    for secret in ["Bare mellom oss.", "Fjell lag", OWN, FJELL] {
        assert!(!seen.contains(secret), "{secret}");
    }
    for rest in [
        "",
        "/raad/r1",
        "/se-over",
        "/medskrivere",
        "/medunderskrivere",
        "/godkjenning",
        "/kvittering",
        "/raad/r1/historikk/r1.tekst",
    ] {
        let path = together.path(rest);
        assert_eq!(signer.browser.get(&path).send().status, 403, "{rest}");
    }
    for rest in [
        "",
        "/notes",
        "/contributors",
        "/cosigners",
        "/fields/r1.tekst",
    ] {
        assert_eq!(signer.program.get(rest).status, 403, "{rest}");
    }
    let start = page(&mut signer.browser, &format!("/horinger/{EXAMPLE}/svar"));
    assert!(
        !start.contains(&together.path("\"")),
        "nothing begun to go on with"
    );
}

#[test]
fn who_confirms_what_is_sent_stands_on_the_receipt_and_who_does_not_stands_nowhere() {
    let mut together = Together::with_two();
    let mut signer = together.signer(ELVEBY);
    let confirmed = signer.confirm();
    assert_eq!(confirmed["draft"]["state"], "confirmed");
    assert_eq!(together.states(), ["confirmed", "asked"]);
    let review = together.page("/se-over");
    assert!(
        review.contains("Elveby lag") && review.contains("Fjell lag"),
        "{review}"
    );
    assert!(review.contains("Bare de som har bekreftet"));
    together.send("first");
    let receipt = together.receipt(1);
    assert_eq!(receipt["capacity"], "joint");
    assert_eq!(receipt["cosigners"], json!(["Elveby lag"]));
    assert_eq!(together.signatures(), 1);
    let page = together.page("/kvittering");
    assert!(page.contains("Medunderskrivere") && page.contains("Elveby lag"));
    assert!(!page.contains("Fjell lag"));
    let told = |email| letters(&together.app, email).pop().expect("a letter");
    let (subject, text) = told(ELVEBY);
    assert!(
        subject.starts_with("Felles svar er sendt inn: "),
        "{subject}"
    );
    assert!(
        text.contains("sendt inn med Elveby lag som medunderskriver"),
        "{text}"
    );
    let (_, text) = told(FJELL);
    assert!(
        text.contains("Fjell lag har ikke bekreftet teksten som ble sendt inn"),
        "{text}"
    );
}

#[test]
fn an_answer_of_ones_own_says_so_and_one_whose_co_signers_were_all_taken_out_does_again() {
    let mut together = Together::new();
    let asked = together.ask("Elveby lag", ELVEBY).json();
    let id = text_of(&asked["id"]);
    let out = together
        .program
        .request("DELETE", &format!("/cosigners/{id}"))
        .send();
    assert_eq!(out.status, 204);
    together.send("own");
    let receipt = together.receipt(1);
    assert_eq!(receipt["capacity"], "own");
    assert_eq!(receipt["cosigners"], json!([]));
}

#[test]
fn an_own_answer_that_was_sent_stays_ones_own_when_a_body_asked_by_mistake_is_taken_out() {
    let mut together = Together::new();
    together.send("own");
    together.app.clock.advance(chrono::TimeDelta::hours(1));
    let asked = together.ask("Elveby lag", ELVEBY).json();
    let id = text_of(&asked["id"]);
    let path = format!("/cosigners/{id}");
    let out = together.program.request("DELETE", &path).send();
    assert_eq!(out.status, 204);
    together.send("again");
    assert_eq!(together.receipt(2)["capacity"], "own");
}

#[test]
fn nobody_stands_behind_an_answer_of_another_than_the_one_who_asked() {
    let mut together = Together::with_two();
    together.signer(ELVEBY).confirm();
    let fault = |at: &str| [(at.to_owned(), "error-cosign-named".to_owned())];
    let whole = json!({
        "sender": { "on_behalf": "organisation", "organisation": "Et annet parti", "person": "Kari", "email": OWN },
        "answers": [{ "field": TEXT, "text": "Vi støtter rådet." }],
    });
    let at_once = together
        .program
        .send_whole(&together.app, "at-once", &whole);
    let named = fault("/sender/organisation");
    assert_eq!(faults(&at_once), named, "{}", at_once.text());
    let mut told = |sender: Value| {
        let version = together.program.draft()["version"].clone();
        let seen = format!("\"{version}\"");
        let asked = together.program.request("PATCH", "");
        let asked = asked.header("If-Match", &seen);
        asked.json(&json!({ "sender": sender })).send()
    };
    for (sender, at) in [
        (
            json!({ "organisation": "Et annet parti" }),
            "/sender/organisation",
        ),
        (json!({ "on_behalf": "person" }), "/sender/on_behalf"),
    ] {
        let refused = told(sender);
        assert_eq!(faults(&refused), fault(at), "{}", refused.text());
    }
    // The same name in other letters is the same name.
    let same = told(json!({ "organisation": "EKSEMPELFORBUNDET", "role": "Nestleder" }));
    assert_eq!(same.status, 200, "{}", same.text());
    together.send("first");
    assert_eq!(together.receipt(1)["cosigners"], json!(["Elveby lag"]));
}

#[test]
fn two_bodies_of_one_name_with_numbers_of_their_own_are_two() {
    let mut together = Together::new();
    for (number, email) in [("312345676", ELVEBY), ("974760673", FJELL)] {
        let body =
            json!({ "name": "Nes idrettslag", "organisation_number": number, "email": email });
        let asked = together.ask_with(&body);
        assert_eq!(asked.status, 200, "{}", asked.text());
    }
    assert_eq!(together.list().len(), 2);
}

#[test]
fn a_confirmation_holds_for_its_text_alone_and_shows_what_has_changed_since() {
    let mut together = Together::with_two();
    let mut signer = together.signer(ELVEBY);
    signer.confirm();
    let stands = together.program.get("/fields/r1.tekst").json();
    let version = stands["version"].as_i64().expect("a version");
    together
        .program
        .write(TEXT, version, "Vi støtter ikke rådet.");
    assert_eq!(together.states(), ["confirmed_earlier", "asked"]);
    let seen = signer.page();
    assert!(seen.contains("Dere har bekreftet en tidligere tekst"));
    assert!(seen.contains("<ins>") && seen.contains("ikke"), "{seen}");
    together.send("changed");
    assert_eq!(together.receipt(1)["cosigners"], json!([]));
    assert_eq!(together.signatures(), 0);
    // It may still be confirmed, and counts from then on; what the receipt says stays.
    let confirmed = signer.confirm();
    assert_eq!(confirmed["sent"]["state"], "confirmed");
    assert_eq!(together.signatures(), 1);
    assert_eq!(together.receipt(1)["cosigners"], json!([]));
    let mut reader = together.app.reader();
    let list = reader.read("/answers");
    assert_eq!(list["items"][0]["cosigners"], 1);
}

#[test]
fn whoever_read_another_text_confirms_nothing_and_is_shown_what_differs() {
    let mut together = Together::with_two();
    let mut signer = together.signer(ELVEBY);
    let old = signer.read()["draft"]["sha256"].clone();
    let seen = signer.page();
    let (token, text, read) = (csrf(&seen), hidden(&seen, "tekst"), hidden(&seen, "sett"));
    let read = read.replace("&#34;", "\"").replace("&quot;", "\"");
    together
        .program
        .write(TEXT, 1, "Vi støtter rådet fullt ut.");
    let refused = signer.confirm_this(&old);
    assert_eq!(refused.status, 412, "{}", refused.text());
    assert_ne!(refused.json()["current"]["sha256"], old);
    let path = signer.path.clone();
    let pressed = press(
        &mut signer.browser,
        &path,
        &[
            ("csrf", &token),
            ("tekst", &text),
            ("sett", &read),
            ("name", "Ola Moen"),
            ("role", "Styreleder"),
            ("gjor", "bekreft"),
        ],
    );
    assert_eq!(pressed.status, 422);
    for said in [
        "Ingenting er bekreftet",
        "Endret siden dere åpnet siden",
        "fullt ut",
        "value=\"Ola Moen\"",
    ] {
        assert!(pressed.text().contains(said), "{said}: {}", pressed.text());
    }
    assert_eq!(together.states(), ["opened", "asked"]);
}

#[test]
fn confirming_twice_by_the_same_form_is_confirming_once_and_proves_it_by_letter() {
    let together = Together::with_two();
    let mut signer = together.signer(ELVEBY);
    let text = hidden(&signer.page(), "tekst");
    for _ in 0..2 {
        let pressed = signer.press(&[
            ("tekst", &text),
            ("name", "Ola Moen"),
            ("role", "Styreleder"),
            ("gjor", "bekreft"),
        ]);
        assert_eq!(pressed.status, 303, "{}", pressed.text());
    }
    let confirmed = together
        .app
        .database(|conn| audited(conn, "cosigner.confirmed"));
    assert_eq!(confirmed.len(), 1);
    let to_signer = letters(&together.app, ELVEBY);
    let proofs: Vec<_> = to_signer
        .iter()
        .filter(|(subject, _)| subject.starts_with("Dere har bekreftet et felles svar"))
        .collect();
    let [(_, proof)] = proofs.as_slice() else {
        panic!("{to_signer:?}");
    };
    assert!(
        proof.contains("Bekreftet av Ola Moen, Styreleder"),
        "{proof}"
    );
    let grouped = text.as_bytes().chunks(8).map(String::from_utf8_lossy);
    let grouped: Vec<_> = grouped.collect();
    assert!(proof.contains(&grouped.join(" ")), "{proof}");
    let seen = signer.page();
    assert!(seen.contains("Dere har bekreftet denne teksten") && seen.contains(&grouped.join(" ")));
    let told = letters(&together.app, OWN);
    let told: Vec<_> = told
        .iter()
        .filter(|(subject, _)| subject.starts_with("Elveby lag har bekreftet svaret"))
        .collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].1.contains("/lenke/"), "{}", told[0].1);
}

#[test]
fn name_and_role_are_asked_for_and_nothing_that_was_typed_is_lost() {
    let mut together = Together::with_two();
    let mut signer = together.signer(ELVEBY);
    let text = hidden(&signer.page(), "tekst");
    let pressed = signer.press(&[
        ("tekst", &text),
        ("name", "Ola Moen"),
        ("role", " "),
        ("gjor", "bekreft"),
    ]);
    assert_eq!(pressed.status, 422);
    assert!(pressed.text().contains("value=\"Ola Moen\""));
    let long = "x".repeat(2_001);
    let pressed = signer.press(&[("message", &long), ("gjor", "avsla")]);
    assert_eq!(pressed.status, 422);
    assert!(pressed.text().contains(&long));
    assert_eq!(together.states(), ["opened", "asked"]);
}

#[test]
fn a_body_that_cannot_stand_behind_it_says_why_to_the_one_who_asks_and_to_nobody_else() {
    let mut together = Together::with_two();
    let mut elveby = together.signer(ELVEBY);
    let mut fjell = together.signer(FJELL);
    for _ in 0..2 {
        let said = elveby.decline("Andre avsnitt går for langt.");
        assert_eq!(said.status, 200, "{}", said.text());
    }
    let all = together.list();
    assert_eq!(all[0]["state"], "declined");
    assert_eq!(all[0]["message"], "Andre avsnitt går for langt.");
    assert!(
        together
            .page("/medunderskrivere")
            .contains("Andre avsnitt går for langt.")
    );
    assert!(!fjell.page().contains("Andre avsnitt"));
    let told = letters(&together.app, OWN);
    let told: Vec<_> = told
        .iter()
        .filter(|(subject, _)| subject.starts_with("Elveby lag kan ikke stå bak svaret"))
        .collect();
    assert_eq!(told.len(), 1);
    // They may come to stand behind it all the same.
    assert_eq!(elveby.confirm()["draft"]["state"], "confirmed");
    assert_eq!(together.states(), ["confirmed", "opened"]);
}

#[test]
fn a_body_of_the_register_is_written_to_there_and_nowhere_else() {
    let together = Together::new();
    let mut together = together;
    together.app.register(&[
        Wanted::new("Byen kommune", Some(BYEN)).org_no("974760673"),
        Wanted::new("Nes kommune", Some("post@nes-i-nord.example")),
        Wanted::new("Nes kommune", Some("post@nes-i-sor.example")),
        Wanted::new("Stille kommune", None),
    ]);
    let mine = "jeg@mitt-eget.example";
    // By its very name, and by its number under whatever name.
    assert_eq!(together.ask("byen  KOMMUNE", mine).status, 200);
    let again = together.ask_with(
        &json!({ "name": "Noe annet", "organisation_number": "974 760 673", "email": mine }),
    );
    assert_eq!(again.json()["asked_before"], true, "{}", again.text());
    assert!(letters(&together.app, mine).is_empty());
    assert_eq!(letters(&together.app, BYEN).len(), 1);
    let one = together.list().remove(0);
    assert_eq!(one["in_register"], true);
    assert_eq!(one["email"], "p…@byen.example");
    assert!(!together.page("/medunderskrivere").contains(BYEN));
    let refusal = |answer: Answer| faults(&answer).remove(0);
    let at = |at: &str, code: &str| (at.to_owned(), code.to_owned());
    assert_eq!(
        refusal(together.ask("Nes kommune", mine)),
        at("/organisation_number", "error-cosigner-which")
    );
    assert_eq!(
        refusal(together.ask("Stille kommune", mine)),
        at("/name", "error-cosigner-no-address")
    );
    assert_eq!(
        refusal(together.ask_with(&json!({ "name": "Ukjent lag" }))),
        at("/email", "error-cosigner-email")
    );
    assert_eq!(
        refusal(together.ask("Eksempelforbundet", mine)),
        at("/name", "error-cosigner-self")
    );
    assert_eq!(
        refusal(together.ask("se www.vinn.example", mine)),
        at("/name", "error-cosigner-only-name")
    );
}

#[test]
fn a_letter_that_is_sent_again_goes_to_where_the_register_knows_the_body_now() {
    let mut together = Together::new();
    let body = together
        .app
        .register(&[Wanted::new("Byen kommune", Some("gammel@byen.example"))])[0];
    together.ask("Byen kommune", "x@x.example");
    let old = together.token("gammel@byen.example");
    together.app.execute(
        "UPDATE body_address SET address = 'ny@byen.example' WHERE address = 'gammel@byen.example'",
    );
    let _ = body;
    let id = together.id("Byen kommune");
    let again = together
        .program
        .post(&format!("/cosigners/{id}/letters"))
        .send();
    assert_eq!(again.status, 204, "{}", again.text());
    assert_ne!(together.token("ny@byen.example"), old);
    let ended = together
        .app
        .client()
        .get(&format!("/medunderskrift/{old}"))
        .send();
    assert_eq!(ended.status, 410);
}

#[test]
fn only_a_body_whose_address_is_known_asks_others() {
    let app = TestApp::start();
    let told = json!({ "sender": { "on_behalf": "organisation", "organisation": "Ukjent forbund", "email": OWN } });
    let mut unknown = Respondent::begin_with(&app, &told);
    let ask = json!({ "name": "Elveby lag", "email": ELVEBY });
    let refused = unknown.post("/cosigners").json(&ask).send();
    let whole = |code: &str| [(String::new(), code.to_owned())];
    assert_eq!(faults(&refused), whole("error-cosigners-confirm"));
    let mut person = Respondent::confirmed_at(&app, EXAMPLE, "kari@person.example");
    let refused = person.post("/cosigners").json(&ask).send();
    assert_eq!(faults(&refused), whole("error-cosigners-not-here"));
    assert!(letters(&app, ELVEBY).is_empty());
}

#[test]
fn a_link_opens_nothing_once_its_body_was_taken_out() {
    let mut together = Together::with_two();
    let mut elveby = together.signer(ELVEBY);
    together.signer(FJELL);
    elveby.confirm();
    together.send("first");
    assert_eq!(together.signatures(), 1);
    let id = together.id("Elveby lag");
    let pressed = together.press(&[("ut", &id)]);
    assert_eq!(pressed.status, 303, "{}", pressed.text());
    assert_eq!(together.signatures(), 0);
    let landing = |signer: &Signer| {
        let path = format!("/medunderskrift/{}", signer.program.token);
        together.app.client().get(&path).send()
    };
    let gone = landing(&elveby);
    assert_eq!(gone.status, 410);
    assert!(gone.text().contains("har tatt dere ut"), "{}", gone.text());
    assert_eq!(elveby.program.get("/cosignature").status, 410);
    let path = elveby.path.clone();
    assert_eq!(elveby.browser.get(&path).send().status, 410);
    // Asked again, it has another link.
    assert_eq!(
        together.ask("Elveby lag", ELVEBY).json()["asked_before"],
        false
    );
    assert_eq!(together.states(), ["opened", "asked"]);
}

#[test]
fn nobody_signs_with_anothers_id_and_whoever_writes_the_answer_signs_nothing() {
    let mut together = Together::with_two();
    let mut elveby = together.signer(ELVEBY);
    let (own, other) = (together.id("Elveby lag"), together.id("Fjell lag"));
    let path = elveby.path.replace(&own, &other);
    let (token, text) = {
        let seen = elveby.page();
        (csrf(&seen), hidden(&seen, "tekst"))
    };
    assert_eq!(elveby.browser.get(&path).send().status, 404);
    let fields = [
        ("csrf", token.as_str()),
        ("tekst", &text),
        ("name", "Ola"),
        ("role", "Leder"),
        ("gjor", "bekreft"),
    ];
    assert_eq!(press(&mut elveby.browser, &path, &fields).status, 404);
    let stranger = Respondent::begin(&together.app);
    let elsewhere = elveby.path.replace(&together.program.desk, &stranger.desk);
    assert_eq!(press(&mut elveby.browser, &elsewhere, &fields).status, 401);
    let own_path = together.path(&format!("/medunderskrift/{own}"));
    assert_eq!(together.browser.get(&own_path).send().status, 404);
    assert_eq!(together.program.get("/cosignature").status, 404);
    assert_eq!(together.states(), ["opened", "asked"]);
}

#[test]
fn who_signs_is_no_colleague_and_no_colleague_is_asked_to_sign() {
    let mut together = Together::with_two();
    let all = together.program.get("/contributors").json();
    assert_eq!(all["items"], json!([]));
    let id = together.id("Elveby lag");
    for (method, rest) in [("GET", ""), ("DELETE", "")] {
        let path = format!("/contributors/{id}{rest}");
        let answer = together.program.request(method, &path).send();
        assert_eq!(answer.status, 404, "{method}");
    }
    assert!(!together.page("/medskrivere").contains("Elveby lag"));
    let asked = together
        .program
        .post("/contributors")
        .header("Idempotency-Key", "signs")
        .json(&json!({ "name": "Ola", "email": "ola@x.example", "may": "confirm" }))
        .send();
    assert_eq!(asked.status, 422, "{}", asked.text());
    // Somebody at the same address may write along.
    let asked = together
        .program
        .post("/contributors")
        .header("Idempotency-Key", "writes")
        .json(&json!({ "name": "Ola", "email": ELVEBY, "may": "write" }))
        .send();
    assert_eq!(asked.status, 201, "{}", asked.text());
    assert_eq!(together.list().len(), 2);
}

#[test]
fn those_who_have_not_answered_are_reminded_once_a_day_and_nobody_else_is() {
    let mut together = Together::with_two();
    together.signer(ELVEBY).confirm();
    let remind = |together: &mut Together| {
        let reminded = together.program.post("/cosigners/reminders").send();
        assert_eq!(reminded.status, 200, "{}", reminded.text());
        reminded.json()["reminded"].as_u64().expect("a number")
    };
    assert_eq!(remind(&mut together), 0, "they were asked today");
    together.app.clock.advance(chrono::TimeDelta::days(1));
    assert_eq!(remind(&mut together), 1);
    assert_eq!(remind(&mut together), 0);
    let last = letters(&together.app, FJELL).pop().expect("a letter");
    assert!(
        last.0.starts_with("Påminnelse om felles svar"),
        "{}",
        last.0
    );
    assert!(last.1.contains("/medunderskrift/"));
}

#[test]
fn whoever_has_lost_the_link_gets_it_again_where_it_leads() {
    let together = Together::with_two();
    let asked = together
        .app
        .client()
        .post(&format!("/api/v1/consultations/{EXAMPLE}/lost-links"))
        .json(&json!({ "who": ELVEBY }))
        .send();
    assert!(asked.status < 300, "{}", asked.text());
    let first = together.token(ELVEBY);
    let last = letters(&together.app, ELVEBY).pop().expect("a letter");
    assert!(
        last.1.contains(&format!("/medunderskrift/{first}")),
        "{}",
        last.1
    );
}

#[test]
fn a_body_that_is_taken_out_is_told_without_a_link_to_the_answer() {
    let mut together = Together::with_two();
    together.signer(ELVEBY).confirm();
    let id = together.id("Elveby lag");
    let out = together
        .program
        .request("DELETE", &format!("/cosigners/{id}"))
        .send();
    assert_eq!(out.status, 204, "{}", out.text());
    together.app.deliver_letters();
    let told = together
        .app
        .mailbox
        .letters_to(ELVEBY)
        .pop()
        .expect("a letter");
    assert!(
        told.subject.contains("ikke lenger spurt"),
        "{}",
        told.subject
    );
    assert!(
        told.text
            .contains("Eksempelforbundet har tatt Elveby lag ut"),
        "{}",
        told.text
    );
    assert!(!told.text.contains("/medunderskrift/"), "{}", told.text);
    let others = together.app.mailbox.letters_to(FJELL);
    assert!(
        others
            .iter()
            .all(|letter| !letter.subject.contains("ikke lenger"))
    );
}

#[test]
fn several_are_asked_at_once_by_a_pasted_list_all_or_none() {
    let mut together = Together::new();
    let registered = Wanted::new("Fjellvik kommune", Some("post@fjellvik.example"));
    together.app.register(&[registered]);
    let wrong =
        "Fjellvik kommune\n\nElveby lag; post@elveby.example\nUten Adresse lag\nVik lag; feil@";
    let refused = together.press(&[("gjor", "liste"), ("list", wrong)]);
    assert_eq!(refused.status, 422);
    let page = refused.text();
    assert!(page.contains("Linje 5: "), "{page}");
    assert!(page.contains("Elveby lag; post@elveby.example"), "{page}");
    let wrong = "Fjellvik kommune\nUten Adresse lag";
    let refused = together.press(&[("gjor", "liste"), ("list", wrong)]);
    assert_eq!(refused.status, 422);
    let said = "Linje 2: Skriv e-postadressen. Virksomheten står ikke i registeret";
    assert!(refused.text().contains(said), "{}", refused.text());
    assert!(
        together.list().is_empty(),
        "nobody is asked where one cannot be"
    );

    let list =
        "Fjellvik kommune\nElveby lag; post@elveby.example\nElveby lag; post@elveby.example\n";
    let asked = together.press(&[("gjor", "liste"), ("list", list)]);
    assert_eq!(asked.status, 303, "{}", asked.text());
    let to = asked.header("location").expect("a place").to_owned();
    assert!(to.contains("gjort=spurt-alle"), "{to}");
    let names: Vec<String> = together
        .list()
        .iter()
        .map(|one| text_of(&one["name"]))
        .collect();
    assert_eq!(names, ["Fjellvik kommune", "Elveby lag"]);
    for address in ["post@fjellvik.example", ELVEBY] {
        assert_eq!(letters(&together.app, address).len(), 1, "{address}");
    }
    let again = together.press(&[("gjor", "liste"), ("list", list)]);
    let to = again.header("location").expect("a place").to_owned();
    assert!(to.contains("gjort=ingen-nye"), "{to}");
    assert_eq!(letters(&together.app, ELVEBY).len(), 1);
}

#[test]
fn a_co_signer_leaves_the_answer_on_a_machine_that_others_use() {
    let together = Together::with_two();
    let mut signer = together.signer(ELVEBY);
    let leave = together.path("/logg-ut");
    assert!(signer.page().contains(&leave), "{}", signer.page());
    let shown = page(&mut signer.browser, &leave);
    assert!(
        shown.contains(&format!("<a href=\"{}\">", signer.path)),
        "{shown}"
    );
    let left = press(&mut signer.browser, &leave, &[("csrf", &csrf(&shown))]);
    assert_eq!(left.status, 303, "{}", left.text());
    let after = signer.browser.get(&signer.path).send();
    assert_eq!(after.status, 401, "{}", after.text());
    // The link in the letter leads back.
    let mut back = together.signer(ELVEBY);
    assert!(back.page().contains("Eksempelforbundet"));
}

#[test]
fn a_list_that_nobody_can_be_asked_with_by_now_is_given_back_and_says_why() {
    let mut together = Together::new();
    let token = csrf(&together.page("/medunderskrivere"));
    together.app.execute("UPDATE desk SET claimed_name = NULL");
    let list = "Elveby lag; post@elveby.example\nFjell lag; post@fjell.example";
    let path = together.path("/medunderskrivere");
    let fields = [
        ("csrf", token.as_str()),
        ("language", "nb"),
        ("list", list),
        ("gjor", "liste"),
    ];
    let refused = press(&mut together.browser, &path, &fields);
    assert_eq!(refused.status, 422, "{}", refused.text());
    for said in [
        "Feil: ",
        "href=\"#beholdt\">Skriv navnet på organisasjonen deres først",
        "Det du hadde skrevet",
        "Ingenting av dette er gjort",
        "Elveby lag; post@elveby.example",
        "Fjell lag; post@fjell.example",
    ] {
        assert!(refused.text().contains(said), "{said}: {}", refused.text());
    }
    assert!(together.list().is_empty());
}
