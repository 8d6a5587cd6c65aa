//! An answer that several bodies give together: each is asked by letter and confirms by a link of its own, a confirmation
//! holds for exactly the content that was read, and whoever has not confirmed is counted nowhere.

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
fn what_was_confirmed_can_be_taken_back_also_after_it_was_sent() {
    let mut together = Together::with_two();
    let mut signer = together.signer(ELVEBY);
    signer.confirm();
    together.send("first");
    assert_eq!(together.signatures(), 1);
    let back = signer.take_back();
    assert_eq!(back.status, 200, "{}", back.text());
    assert_eq!(back.json()["sent"]["state"], "taken_back");
    assert_eq!(together.signatures(), 0);
    assert_eq!(signer.take_back().status, 200, "again it changes nothing");
    let taken_back = together
        .app
        .database(|conn| audited(conn, "cosigner.taken_back"));
    assert_eq!(taken_back.len(), 1);
    // What was issued stays as it was; staff see how it is now.
    assert_eq!(together.receipt(1)["cosigners"], json!(["Elveby lag"]));
    let mut reader = together.app.reader();
    let answer = reader.read("/answers/1");
    assert_eq!(answer["cosigners"][0]["state"], "taken_back");
    assert_eq!(answer["answer"]["cosigners"], 0);
    signer.confirm();
    assert_eq!(together.signatures(), 1);
}

#[test]
fn a_new_text_can_be_confirmed_before_it_is_sent_beside_the_one_that_was_sent() {
    let mut together = Together::with_two();
    let mut signer = together.signer(ELVEBY);
    signer.confirm();
    together.send("first");
    let stands = together.program.get("/fields/r1.tekst").json();
    let version = stands["version"].as_i64().expect("a version");
    together
        .program
        .write(TEXT, version, "Vi støtter rådet fullt ut.");
    let seen = signer.page();
    assert!(
        seen.contains("Dere har bekreftet denne teksten"),
        "what was sent stands"
    );
    assert!(seen.contains("?tekst=ny"));
    let new = format!("{}?tekst=ny", signer.path);
    assert!(page(&mut signer.browser, &new).contains("fullt ut"));
    let draft = signer.read()["draft"]["sha256"].clone();
    assert_eq!(signer.confirm_this(&draft).status, 200);
    assert!(
        together
            .page("/medunderskrivere")
            .contains("Har bekreftet den nye teksten")
    );
    assert_eq!(together.signatures(), 1);
    together.send("second");
    assert_eq!(together.receipt(2)["cosigners"], json!(["Elveby lag"]));
    assert_eq!(together.signatures(), 1);
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
fn what_was_confirmed_ends_with_the_answer_and_the_draft_of_a_new_one_is_confirmed_anew() {
    let mut together = Together::with_two();
    let mut elveby = together.signer(ELVEBY);
    elveby.confirm();
    together.send("first");
    together.withdraw();
    let landing = {
        let path = format!("/medunderskrift/{}", elveby.program.token);
        together.app.client().get(&path).send()
    };
    assert_eq!(landing.status, 200, "{}", landing.text());
    let page = elveby.page();
    for said in [
        "Svaret som ble sendt inn, er trukket",
        "Bekreftelsen deres gjelder ikke lenger",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    // The same text is no answer of theirs before they say so.
    together.app.clock.advance(chrono::TimeDelta::hours(1));
    together.send("second");
    assert_eq!(together.signatures(), 0);
    together.withdraw();
    together.app.clock.advance(chrono::TimeDelta::hours(1));
    elveby.confirm();
    together.app.clock.advance(chrono::TimeDelta::hours(1));
    together.send("third");
    assert_eq!(together.signatures(), 1);
    together.app.clock.advance(chrono::TimeDelta::hours(1));
    together.withdraw();
    // Of the second it had confirmed nothing.
    let told = letters(&together.app, ELVEBY).into_iter();
    let told: Vec<bool> = told
        .filter(|(subject, _)| subject.contains("er trukket"))
        .map(|(_, text)| text.contains("hadde bekreftet svaret"))
        .collect();
    assert_eq!(told, [true, false, true]);
}

#[test]
fn whoever_was_to_stand_behind_an_answer_hears_that_it_was_not_sent() {
    let together = Together::with_two();
    together.signer(ELVEBY).confirm();
    let mut fjell = together.signer(FJELL);
    assert!(fjell.decline("Vi svarer selv.").status < 300);
    together.app.deliver_letters();
    // The morning after the example's deadline, 4 May.
    together.app.clock.set(at("2026-05-05T07:30:00Z"));
    for _ in 0..2 {
        let round = schedule::remind(&together.app.app);
        together.app.block_on(round).expect("letters");
    }
    let told = |to: &str| {
        let all = letters(&together.app, to).into_iter();
        let of_kind = all.filter(|(subject, _)| subject.contains("IKKE sendt inn"));
        of_kind.map(|(_, text)| text).collect::<Vec<_>>()
    };
    let [text] = &told(ELVEBY)[..] else {
        panic!("{:?}", told(ELVEBY));
    };
    for said in [
        "Elveby lag hadde bekreftet svaret",
        "har Elveby lag ikke svart",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(told(FJELL), [""; 0], "it had let go of it");
    let page = together.signer(ELVEBY).page();
    assert!(page.contains("Svaret er IKKE sendt inn"), "{page}");
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
fn an_answer_that_waits_for_its_address_is_given_together_once_it_is_confirmed() {
    let mut together = Together::with_two();
    together.signer(ELVEBY).confirm();
    let new = "ny@forbundet.example";
    let draft = together.program.draft();
    let changed = together
        .program
        .request("PATCH", "")
        .header("If-Match", &format!("\"{}\"", draft["version"]))
        .json(&json!({ "sender": {
            "on_behalf": "organisation", "organisation": "Eksempelforbundet", "person": "Kari", "email": new,
        } }))
        .send();
    assert_eq!(changed.status, 200, "{}", changed.text());
    let sent = together.program.send("waits");
    assert_eq!(sent.json()["number"], Value::Null, "{}", sent.text());
    let told = |app: &TestApp| letters(app, FJELL).len();
    assert_eq!(
        told(&together.app),
        1,
        "nothing is sent in anybody's name yet"
    );
    together.program.confirm(&together.app, new);
    let receipt = together.receipt(1);
    assert_eq!(receipt["capacity"], "joint");
    assert_eq!(receipt["cosigners"], json!(["Elveby lag"]));
    assert_eq!(told(&together.app), 2);
}

#[test]
fn an_invited_body_that_has_confirmed_has_answered_and_one_that_has_not_is_missing() {
    let app = TestApp::start();
    let invited = app.invite(
        EXAMPLE,
        &[
            Wanted::new("Byen kommune", Some(BYEN)),
            Wanted::new("Dalen kommune", Some("post@dalen.example")),
        ],
    );
    let mut together = Together::on(app);
    together.ask("Byen kommune", "x@x.example");
    together.ask("Dalen kommune", "x@x.example");
    let list = format!("/saksbehandling/horinger/{EXAMPLE}/invitasjoner?gruppe=senere");
    let mut staff = together.app.staff(Role::Officer);
    let mut state = |id| {
        let page = staff.get(&list);
        let row = page
            .text()
            .split(&format!("id=\"s-{id}\""))
            .nth(1)
            .expect("a row");
        row.split("</td>").next().expect("a cell").to_owned()
    };
    let (byen, dalen) = (invited[0].id, invited[1].id);
    let mut signer = together.signer(BYEN);
    signer.confirm();
    assert!(!state(byen).contains("felles svar"), "nothing was sent");
    together.send("first");
    assert!(state(byen).contains("Med i felles svar") && state(byen).contains("-H1"));
    assert!(state(dalen).contains("Ikke invitert"), "{}", state(dalen));
    let mut reader = together.app.reader();
    let share = reader.read("/overview")["figures"]["invited"].clone();
    assert_eq!(share["cosigned"]["count"], 1);
    let missing = share["missing"]["count"].as_u64().expect("a number");
    let all = share["invited"]["count"].as_u64().expect("a number");
    assert_eq!(missing + 1, all);
    let mut body = its_own(&together.app, byen);
    let read = body.get("/body").json();
    let asked = &read["consultations"][0];
    assert_eq!(asked["state"], "cosigned", "{read}");
    assert!(text_of(&asked["cosigned"]).ends_with("-H1"), "{read}");
    let mut browser = together.app.client();
    press(&mut browser, &format!("/invitasjon/{}", body.token), &[]);
    let shown = page(&mut browser, &format!("/svar/{}/virksomheten", body.desk));
    assert!(shown.contains("Med i felles svar"), "{shown}");
    signer.take_back();
    let read = body.get("/body").json();
    assert_eq!(read["consultations"][0]["state"], "begun", "{read}");
    assert!(!state(byen).contains("felles svar"));
    let share = reader.read("/overview")["figures"]["invited"].clone();
    assert_eq!(share["cosigned"]["count"], 0);
    assert_eq!(share["missing"]["count"], all);
}

/// What an invited body writes by the link of its own invitation.
fn its_own(app: &TestApp, invited: uuid::Uuid) -> Respondent {
    let list = format!("/saksbehandling/horinger/{EXAMPLE}/invitasjoner");
    let id = invited.to_string();
    let sent = app.staff(Role::Officer).post(
        &list,
        &[
            ("handling", "send"),
            ("hvem", "valgte"),
            ("id", &id),
            ("nokkel", "trykk"),
        ],
    );
    assert_eq!(sent.status, 303, "{}", sent.text());
    app.deliver_letters();
    let letters = app.mailbox.letters_to(BYEN).into_iter();
    let link = letters
        .flat_map(|letter| {
            let links = letter.links(&app.base_url).into_iter();
            links.map(str::to_owned).collect::<Vec<_>>()
        })
        .find(|link| link.contains("/invitasjon/"));
    let token = link
        .expect("an invitation")
        .rsplit('/')
        .next()
        .expect("a token")
        .to_owned();
    let id: String = {
        use hoering::db::{Uid, types::UuidCol};
        #[derive(QueryableByName)]
        struct Desk {
            #[diesel(sql_type = UuidCol)]
            id: Uid,
        }
        let sql = "SELECT id FROM desk WHERE invited_id = $1";
        let query = sql_query(sql).bind::<UuidCol, _>(Uid(invited));
        let desk: Desk = app.database(|conn| query.get_result(conn)).expect("a desk");
        desk.id.0.to_string()
    };
    Respondent {
        client: app.client(),
        desk: id,
        token,
    }
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
fn when_a_joint_answer_is_taken_back_those_who_were_asked_are_told_what_they_can_do_themselves() {
    let mut together = Together::with_two();
    assert_eq!(together.ask("Byen lag", BYEN).status, 200);
    together.app.deliver_letters();
    together.signer(ELVEBY).confirm();
    let mut byen = together.signer(BYEN);
    assert!(byen.decline("Vi svarer selv.").status < 300);
    let number = text_of(&together.send("first")["number"]);
    together.withdraw();
    together.withdraw();
    let told = |together: &Together, to: &str| {
        let all = letters(&together.app, to).into_iter();
        let of_kind = all.filter(|(subject, _)| subject.contains("er trukket"));
        of_kind.map(|(_, text)| text).collect::<Vec<_>>()
    };
    let [with] = &told(&together, ELVEBY)[..] else {
        panic!("{:?}", told(&together, ELVEBY));
    };
    for said in [
        number.as_str(),
        "Eksempelforbundet trakk det felles svaret",
        "Elveby lag hadde bekreftet svaret",
        "kan gi sitt eget svar",
    ] {
        assert!(with.contains(said), "{said}: {with}");
    }
    assert!(!with.contains("/medunderskrift/"), "{with}");
    assert!(!with.contains("hver for oss"), "{with}");
    let [without] = &told(&together, FJELL)[..] else {
        panic!("{:?}", told(&together, FJELL));
    };
    assert!(without.contains("Fjell lag var bedt om"), "{without}");
    assert_eq!(told(&together, BYEN), [""; 0], "it had let go of it");
    // Sent anew it is told of, and its link works again.
    together.app.clock.advance(chrono::TimeDelta::hours(1));
    together
        .program
        .write(TEXT, 1, "Vi støtter rådet fullt ut.");
    together.send("second");
    let mut elveby = together.signer(ELVEBY);
    elveby.confirm();
    assert_eq!(together.signatures(), 1);
}

#[test]
fn staff_see_who_has_confirmed_and_who_has_not_in_list_answer_and_file() {
    let mut together = Together::with_two();
    together.signer(ELVEBY).confirm();
    together.send("first");
    let mut staff = together.app.staff(Role::Reader);
    let base = format!("/saksbehandling/horinger/{EXAMPLE}/innspill");
    let list = staff.get(&base);
    assert_eq!(list.status, 200, "{}", list.text());
    assert!(
        list.text().contains("Felles svar, 1 medunderskriver"),
        "{}",
        list.text()
    );
    let found = |query: &str| {
        let read = together.app.reader().read(&format!("/answers?{query}"));
        read["found"].clone()
    };
    assert_eq!(
        (found("capacity=joint"), found("capacity=own")),
        (json!(1), json!(0))
    );
    let whole = staff.get(&format!("{base}/1"));
    for said in [
        "Elveby lag",
        "Bekreftet av Ola Moen, Styreleder",
        "Fjell lag",
        "Står ikke i registeret",
    ] {
        assert!(whole.text().contains(said), "{said}: {}", whole.text());
    }
    let grid = csv_of(&fetch(&mut staff, "format=csv").body);
    let column = |name: &str| {
        let at = grid[0].iter().position(|heading| heading == name);
        grid[1][at.expect("a column")].clone()
    };
    assert_eq!(column("Eget eller felles"), "Felles");
    assert_eq!(column("Medunderskrivere"), "Elveby lag");
    assert_eq!(column("Spurt, ikke bekreftet"), "Fjell lag");
    let json: Value = serde_json::from_slice(&fetch(&mut staff, "format=json").body).expect("JSON");
    assert_eq!(json[0]["version"]["capacity"], "joint");
    assert_eq!(json[0]["version"]["cosigners"], json!(["Elveby lag"]));
    assert_eq!(json[0]["version"]["not_cosigned"], json!(["Fjell lag"]));
}

#[test]
fn what_was_sent_as_ones_own_stays_so_when_others_are_asked_until_they_stand_behind_it() {
    let mut together = Together::new();
    together.send("own");
    let mut staff = together.app.staff(Role::Reader);
    let mut reader = together.app.reader();
    let mut capacities = || {
        let mut found = |word: &str| {
            let read = reader.read(&format!("/answers?capacity={word}"));
            read["found"].clone()
        };
        let found = [found("own"), found("joint")];
        let grid = csv_of(&fetch(&mut staff, "format=csv").body);
        let at = grid[0].iter().position(|h| h == "Eget eller felles");
        let json = fetch(&mut staff, "format=json").body;
        let json: Value = serde_json::from_slice(&json).expect("JSON");
        let said = json[0]["version"]["capacity"].clone();
        (found, grid[1][at.expect("a column")].clone(), said)
    };
    let own = ([json!(1), json!(0)], "Eget".to_owned(), json!("own"));
    assert_eq!(capacities(), own);
    assert_eq!(together.ask("Elveby lag", ELVEBY).status, 200);
    assert_eq!(together.receipt(1)["capacity"], "own");
    assert_eq!(capacities(), own, "nothing was sent");
    together.app.deliver_letters();
    together.signer(ELVEBY).confirm();
    assert_eq!(together.signatures(), 1);
    let joint = ([json!(0), json!(1)], "Felles".to_owned(), json!("joint"));
    assert_eq!(capacities(), joint, "it stands behind what was sent");
}

#[test]
fn nothing_is_confirmed_once_the_consultation_is_concluded() {
    let mut together = Together::with_two();
    let mut signer = together.signer(ELVEBY);
    together.send("first");
    together
        .app
        .execute("UPDATE consultation SET status = 'concluded'");
    let seen = signer.read()["sent"]["sha256"].clone();
    let refused = signer.confirm_this(&seen);
    assert_eq!(problem(&refused), "not-open");
    assert_eq!(together.signatures(), 0);
}

#[test]
fn who_was_to_sign_goes_with_a_draft_that_was_never_sent_and_with_an_answer_that_was_never_confirmed()
 {
    for sends in [false, true] {
        let mut together = Together::with_two();
        together.signer(ELVEBY).confirm();
        let said = together.signer(FJELL).decline("Ikke slik det står.");
        assert_eq!(said.status, 200);
        if sends {
            let draft = together.program.draft();
            let changed = together
                .program
                .request("PATCH", "")
                .header("If-Match", &format!("\"{}\"", draft["version"]))
                .json(&json!({ "sender": { "email": "ny@forbundet.example" } }))
                .send();
            assert_eq!(changed.status, 200, "{}", changed.text());
            assert_eq!(together.send("never-confirmed")["number"], Value::Null);
        }
        together.app.deliver_letters();
        together.app.clock.advance(chrono::TimeDelta::days(200));
        let swept = together
            .app
            .block_on(schedule::sweep(&together.app.app))
            .expect("a sweep");
        assert_eq!(
            (swept.drafts, swept.unconfirmed),
            (usize::from(!sends), usize::from(sends))
        );
        let left = together.app.database(contents);
        for table in ["cosigner", "cosigner_reply", "cosignature", "contributor"] {
            assert_eq!(left[table].len(), 0, "{table}");
        }
        for gone in [ELVEBY, FJELL, "Ikke slik det står."] {
            assert_eq!(places_of(&left, gone), Vec::<String>::new());
        }
    }
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

/// A day after the deadline.
const LATE: &str = "2026-05-20T10:00:00Z";

#[test]
fn a_supplement_is_confirmed_beside_what_counts_and_takes_nobodys_confirmation_away() {
    let mut together = Together::with_two();
    let mut elveby = together.signer(ELVEBY);
    elveby.confirm();
    together.send("in-time");
    together.app.clock.set(crate::extension::at(LATE));
    together.browser = crate::adoption::browser(&together.app, &together.program.token);
    let more = together
        .program
        .rewrite_and_send(TEXT, "Vi støtter rådet, og vil ha mer.", "more");
    assert_eq!(more.json()["standing"], "supplement", "{}", more.text());

    // Told as what it is, to each what holds for it.
    for (address, stands) in [
        (ELVEBY, "Elveby lag står bak versjon 1 som før."),
        (FJELL, "Fjell lag har ikke bekreftet versjon 1"),
    ] {
        let told = letters(&together.app, address);
        let of_supplement = told
            .iter()
            .filter(|(about, _)| about.starts_with("Tillegg til felles svar"));
        let texts: Vec<&String> = of_supplement.map(|(_, text)| text).collect();
        assert_eq!(texts.len(), 1, "{told:?}");
        for said in [
            "Det er fortsatt versjon 1 av svaret som teller.",
            stands,
            "ikke bekreftet teksten med tillegget",
        ] {
            assert!(texts[0].contains(said), "{said}: {}", texts[0]);
        }
    }
    assert_eq!(together.states(), ["confirmed", "asked"]);
    assert!(
        together
            .page("/medunderskrivere")
            .contains("1 av 2 har bekreftet svaret.")
    );

    // What is asked first is what counts.
    let mut elveby = together.signer(ELVEBY);
    let seen = elveby.page();
    assert!(seen.contains("Dere har bekreftet denne teksten"), "{seen}");
    assert!(
        !seen.contains("og vil ha mer") && seen.contains("?tekst=tillegg"),
        "{seen}"
    );
    let mut fjell = together.signer(FJELL);
    fjell.confirm();
    assert_eq!(
        (together.states(), together.signatures()),
        (vec!["confirmed".to_owned(); 2], 2)
    );

    let beside = format!("{}?tekst=tillegg", elveby.path);
    let shown = page(&mut elveby.browser, &beside);
    for said in [
        "Dere har ikke bekreftet tillegget",
        "Det er versjon 1 av svaret som teller.",
        "vil ha mer",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let fields = [
        ("csrf", csrf(&shown)),
        ("tekst", hidden(&shown, "tekst")),
        ("sett", hidden(&shown, "sett")),
        ("hvilken", hidden(&shown, "hvilken")),
        ("name", "Ola Moen".to_owned()),
        ("role", "Styreleder".to_owned()),
        ("gjor", "bekreft".to_owned()),
    ];
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let pressed = press(&mut elveby.browser, &elveby.path, &fields);
    let leads = pressed.header("location").expect("a place").to_owned();
    assert!(leads.contains("&tekst=tillegg"), "{leads}");
    assert!(page(&mut elveby.browser, &beside).contains("Dere har bekreftet tillegget"));
    let read = elveby.read();
    let says = |text: &str| (read[text]["state"].clone(), read[text]["version"].clone());
    assert_eq!(says("sent"), (json!("confirmed"), json!(1)));
    assert_eq!(says("supplement"), (json!("confirmed"), json!(2)));
    assert_eq!(read["draft"], Value::Null);
    assert_eq!(together.signatures(), 2, "what counts has those it had");
    let told = letters(&together.app, ELVEBY);
    let proves = |(_, text): &(String, String)| text.contains("bak tillegget til svaret");
    assert!(told.iter().any(proves), "{told:?}");
    let told = letters(&together.app, OWN);
    let says =
        |(about, _): &(String, String)| about.starts_with("Elveby lag har bekreftet tillegget");
    assert!(told.iter().any(says), "{told:?}");
    let page = together.page("/medunderskrivere");
    assert!(page.contains("Har også bekreftet tillegget"), "{page}");
    assert!(page.contains("Har ikke bekreftet tillegget"), "{page}");
    let answer = together.app.reader().read("/answers/1");
    assert_eq!(answer["answer"]["cosigners"], 2);
}

#[test]
fn whoever_has_confirmed_a_supplement_alone_is_asked_about_what_counts() {
    let mut together = Together::with_two();
    together.send("in-time");
    together.app.clock.set(crate::extension::at(LATE));
    let more = together
        .program
        .rewrite_and_send(TEXT, "Vi vil ha mer.", "more");
    assert_eq!(more.json()["standing"], "supplement", "{}", more.text());
    let mut elveby = together.signer(ELVEBY);
    let beside = elveby.read()["supplement"]["sha256"].clone();
    assert_eq!(elveby.confirm_this(&beside).status, 200);
    assert_eq!(together.signatures(), 0);
    let seen = elveby.page();
    assert!(
        seen.contains("Dere har bekreftet en nyere tekst, men ikke denne"),
        "{seen}"
    );
    let reminded = together.program.post("/cosigners/reminders").send();
    assert_eq!(reminded.json()["reminded"], 2, "{}", reminded.text());
    let told = letters(&together.app, ELVEBY).into_iter();
    let mut reminders = told.filter(|(about, _)| about.starts_with("Påminnelse"));
    let (_, text) = reminders.next().expect("a reminder");
    assert!(text.contains("Det er også sendt inn et tillegg"), "{text}");
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
