//! «Vi støtter svaret fra …»: a body lets others support its answer, whoever writes to the same consultation reads it and
//! supports it in whole or råd by råd, and what is sent says so. Staff see a signature, never a text that nobody wrote.

use crate::invitations::{csrf, hidden, press};
use crate::overview::count;
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::{Answer, Client};
use crate::support::colleague::colleague;
use crate::support::respondent::{
    ADVICE, CHOICE, NEXT_ADVICE, Respondent, SCALE, TEXT, faults, letter_token, part, problem,
    send_whole, text_of,
};
use hoering::right::Right;
use hoering::role::Role;
use hoering::server;
use serde_json::{Value, json};

const FEDERATION: &str = "post@forbundet.example";
const TEAM: &str = "post@laget.example";

/// A body whose address is confirmed and that has sent nothing.
fn body(app: &TestApp, name: &str, email: &str) -> Respondent {
    let told = json!({ "sender": {
        "on_behalf": "organisation", "organisation": name, "person": "Kari Hemmelig", "email": email,
    } });
    let mut body = Respondent::begin_with(app, &told);
    body.have_link_sent(email);
    body.confirm(app, email);
    body
}

/// A federation that has answered the first råd and shared that, and a team that has written nothing.
struct Scene {
    app: TestApp,
    federation: Respondent,
    number: i64,
    team: Respondent,
}

impl Scene {
    fn new() -> Self {
        let app = TestApp::start();
        let mut federation = body(&app, "Eksempelforbundet", FEDERATION);
        federation.write(TEXT, 0, "Rådet er godt, men for kort.");
        let chosen = federation.put_field(SCALE, 0, &json!({ "choice": CHOICE }));
        assert_eq!(chosen.status, 200, "{}", chosen.text());
        let number = number(&federation.send("first"));
        let shared = federation.request("PUT", "/sharing").send();
        assert_eq!(shared.status, 200, "{}", shared.text());
        assert_eq!(shared.json()["shared"], true);
        let team = body(&app, "Eksempellaget", TEAM);
        Self {
            app,
            federation,
            number,
            team,
        }
    }

    fn reference(&self) -> String {
        text_of(&self.federation_submission()["number"])
    }

    fn federation_submission(&self) -> Value {
        let mut federation = Respondent {
            client: self.app.client(),
            desk: self.federation.desk.clone(),
            token: self.federation.token.clone(),
        };
        federation.submission()
    }

    /// The team supports what is asked for.
    fn endorse(&mut self, body: &Value) -> Answer {
        let path = format!("/endorsements/{}", self.number);
        self.team.request("PUT", &path).json(body).send()
    }

    fn endorses(&mut self, body: &Value) {
        let done = self.endorse(body);
        assert_eq!(done.status, 200, "{}", done.text());
    }

    fn stand(&mut self) -> Vec<String> {
        let listed = self.team.get("/endorsements");
        assert_eq!(listed.status, 200, "{}", listed.text());
        let items = listed.json()["items"].as_array().cloned().expect("items");
        items.iter().map(|item| text_of(&item["stand"])).collect()
    }

    /// The team's address opened in a browser, by the newest link in a letter.
    fn browser(&mut self) -> Client {
        self.team.have_link_sent(TEAM);
        opened(&self.app, TEAM)
    }

    fn path(&self, rest: &str) -> String {
        format!("/svar/{}{rest}", self.team.desk)
    }
}

fn opened(app: &TestApp, email: &str) -> Client {
    let token = letter_token(app, email);
    let mut browser = app.client();
    let entered = press(&mut browser, &format!("/lenke/{token}"), &[]);
    assert_eq!(entered.status, 303, "{}", entered.text());
    browser
}

fn number(sent: &Answer) -> i64 {
    assert_eq!(sent.status, 201, "{}", sent.text());
    let number = text_of(&sent.json()["number"]);
    let (_, sequence) = number.rsplit_once("-H").expect("a number");
    sequence.parse().expect("a number")
}

fn whole() -> Value {
    json!({ "version": 1 })
}

fn in_advice(keys: &[&str]) -> Value {
    json!({ "version": 1, "advice": keys })
}

fn page(browser: &mut Client, path: &str) -> String {
    let page = browser.get(path).send();
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    page.text().to_owned()
}

/// A press of a form on a page, with its csrf field.
fn press_on(browser: &mut Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    let token = csrf(&page(browser, path));
    let mut all = vec![("csrf", token.as_str())];
    all.extend_from_slice(fields);
    press(browser, path, &all)
}

#[test]
fn nothing_is_shared_before_its_sender_says_so_and_nothing_after() {
    let mut scene = Scene::new();
    let one = format!("/shared-answers/{}", scene.number);
    let names = |team: &mut Respondent| {
        let listed = team.get("/shared-answers").json();
        let items = listed["items"].as_array().cloned().expect("items");
        items
            .iter()
            .map(|i| text_of(&i["name"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&mut scene.team), ["Eksempelforbundet"]);
    assert_eq!(scene.team.get(&one).status, 200);
    let own = scene.federation.get("/shared-answers").json();
    assert_eq!(own["items"], json!([]), "one's own is not among them");
    let ended = scene.federation.request("DELETE", "/sharing").send();
    assert_eq!(ended.json()["shared"], false, "{}", ended.text());
    assert_eq!(names(&mut scene.team), Vec::<String>::new());
    assert_eq!(problem(&scene.team.get(&one)), "not-found");
    let refused = scene.endorse(&whole());
    assert_eq!(problem(&refused), "not-found");
    let again = scene.federation.request("PUT", "/sharing").send();
    assert_eq!(again.json()["shared"], true, "{}", again.text());
    assert_eq!(scene.team.get(&one).status, 200);
}

#[test]
fn what_is_shared_is_texts_choices_name_and_number_and_never_a_person_or_an_address() {
    let mut scene = Scene::new();
    let adopted = json!({
        "kind": "administrative", "name": "Direktør Hemmelig", "on": "2024-05-02", "role": "Direktør",
    });
    let etag = scene
        .federation
        .get("")
        .header("etag")
        .expect("an ETag")
        .to_owned();
    let told = scene
        .federation
        .request("PUT", "/adoption")
        .header("If-Match", &etag)
        .json(&adopted)
        .send();
    assert_eq!(told.status, 200, "{}", told.text());
    let sent = scene
        .federation
        .rewrite_and_send(TEXT, "Ny og synlig tekst.", "second");
    assert_eq!(sent.status, 201, "{}", sent.text());
    scene.federation.write("r2.tekst", 0, "Usendt og hemmelig.");
    let one = format!("/shared-answers/{}", scene.number);
    let read = scene.team.get(&one);
    let shown = read.json();
    assert_eq!(shown["answer"]["version"], 2);
    assert_eq!(shown["answer"]["name"], "Eksempelforbundet");
    assert_eq!(shown["advice"], json!([ADVICE]));
    let (json, path) = (
        read.text().to_owned(),
        scene.path(&format!("/stotte/{}", scene.number)),
    );
    let mut browser = scene.browser();
    let list = page(&mut browser, &scene.path("/stotte"));
    let html = page(&mut browser, &path);
    for (seen, text) in [("the API", &json), ("the page", &html)] {
        assert!(text.contains("Ny og synlig tekst."), "{seen}: {text}");
    }
    for (seen, text) in [("the API", json), ("the page", html), ("the list", list)] {
        for secret in ["Hemmelig", "hemmelig", FEDERATION] {
            assert!(!text.contains(secret), "{secret} in {seen}: {text}");
        }
    }
}

#[test]
fn only_a_numbered_answer_of_a_body_with_nothing_to_withhold_can_be_shared() {
    let app = TestApp::start();
    let mut body = body(&app, "Eksempelforbundet", FEDERATION);
    body.write(TEXT, 0, "Rådet er klart.");
    assert_eq!(problem(&body.get("/sharing")), "not-found");
    number(&body.send("first"));
    let etag = body.get("").header("etag").expect("an ETag").to_owned();
    let told = body
        .request("PATCH", "")
        .header("If-Match", &etag)
        .json(&json!({ "withhold_reason": "Personvern" }))
        .send();
    assert_eq!(told.status, 200, "{}", told.text());
    let refused = body.request("PUT", "/sharing").send();
    let code = |code: &str| [(String::new(), code.to_owned())];
    assert_eq!(faults(&refused), code("error-share-withheld"));

    let mut person = Respondent::confirmed_at(&app, EXAMPLE, "kari@person.example");
    number(&person.send("person"));
    let refused = person.request("PUT", "/sharing").send();
    assert_eq!(faults(&refused), code("error-share-person"));

    let sent = send_whole(
        &mut app.client(),
        "key-of-sixteen-and-more-unconfirmed",
        &crate::support::respondent::whole_answer("Venter."),
    );
    let mut waiting = Respondent::after(&app, &sent);
    assert_eq!(
        problem(&waiting.request("PUT", "/sharing").send()),
        "not-found"
    );
}

#[test]
fn a_version_that_asks_to_withhold_and_a_withdrawal_end_the_sharing() {
    let mut scene = Scene::new();
    let etag = scene
        .federation
        .get("")
        .header("etag")
        .expect("an ETag")
        .to_owned();
    let told = scene
        .federation
        .request("PATCH", "")
        .header("If-Match", &etag)
        .json(&json!({ "withhold_reason": "Personvern" }))
        .send();
    assert_eq!(told.status, 200, "{}", told.text());
    assert_eq!(scene.federation.send("second").status, 201);
    assert_eq!(scene.team.get("/shared-answers").json()["items"], json!([]));
    // Without the claim it is not shared again by itself.
    let etag = scene
        .federation
        .get("")
        .header("etag")
        .expect("an ETag")
        .to_owned();
    let told = scene
        .federation
        .request("PATCH", "")
        .header("If-Match", &etag)
        .json(&json!({ "withhold_reason": null }))
        .send();
    assert_eq!(told.status, 200, "{}", told.text());
    assert_eq!(scene.federation.send("third").status, 201);
    assert_eq!(scene.team.get("/shared-answers").json()["items"], json!([]));
    let again = scene.federation.request("PUT", "/sharing").send();
    assert_eq!(again.json()["shared"], true, "{}", again.text());
    let taken_back = scene
        .federation
        .request("PUT", "/submission/withdrawal")
        .json(&json!({ "reason": "Feil" }))
        .send();
    assert_eq!(taken_back.status, 204, "{}", taken_back.text());
    assert_eq!(scene.team.get("/shared-answers").json()["items"], json!([]));
    let refused = scene.federation.request("PUT", "/sharing").send();
    let code = "error-share-withdrawn".to_owned();
    assert_eq!(faults(&refused), [(String::new(), code)]);
}

#[test]
fn whoever_supports_what_is_taken_back_is_told_and_sees_it_as_staff_do() {
    let mut scene = Scene::new();
    scene.endorses(&in_advice(&[ADVICE]));
    assert_eq!(scene.team.send("supports").status, 201);
    // Another that has let go of its support by now hears of nothing.
    let mut other = body(&scene.app, "Eksempelkoret", "post@koret.example");
    let path = format!("/endorsements/{}", scene.number);
    let chosen = other.request("PUT", &path).json(&whole()).send();
    assert_eq!(chosen.status, 200, "{}", chosen.text());
    assert_eq!(other.send("other").status, 201);
    assert!(other.request("DELETE", &path).send().status < 300);
    other.write(TEXT, 0, "Vi mener noe selv.");
    assert_eq!(other.send("alone").status, 201);
    let taken_back = scene
        .federation
        .request("PUT", "/submission/withdrawal")
        .json(&json!({ "reason": "Feil" }))
        .send();
    assert_eq!(taken_back.status, 204, "{}", taken_back.text());
    scene.app.deliver_letters();
    let told = |app: &TestApp, to: &str| {
        let letters = app.mailbox.letters_to(to).into_iter();
        let of_kind = letters.filter(|letter| letter.subject.contains("støtter, er trukket"));
        of_kind.map(|letter| letter.text).collect::<Vec<_>>()
    };
    let reference = scene.reference();
    let [letter] = &told(&scene.app, TEAM)[..] else {
        panic!("{:?}", told(&scene.app, TEAM));
    };
    let said = format!("svaret fra Eksempelforbundet ({reference})");
    assert!(letter.contains(&said), "{letter}");
    assert_eq!(told(&scene.app, "post@koret.example"), [""; 0]);
    let version = scene.team.submission()["versions"][0].clone();
    assert_eq!(version["supports_withdrawn"], json!([reference]));
    let text = "Støtten viser til et svar som ikke teller";
    let rest = scene.path("/kvittering");
    let mut browser = scene.browser();
    assert!(page(&mut browser, &rest).contains(text));
    let mut staff = scene.app.staff(Role::Reader);
    let own = text_of(&scene.team.submission()["number"]);
    let (_, sequence) = own.rsplit_once("-H").expect("a number");
    let seen = staff.get(&format!(
        "/saksbehandling/horinger/{EXAMPLE}/innspill/{sequence}"
    ));
    assert!(seen.text().contains(text), "{}", seen.text());
    // What is sent anew is another version: the one that was read stays taken back.
    assert_eq!(scene.federation.send("anew").status, 201);
    let version = scene.team.submission()["versions"][0].clone();
    assert_eq!(version["supports_withdrawn"], json!([reference]));
}

#[test]
fn support_of_a_whole_answer_is_enough_to_send_and_stands_in_the_receipt() {
    let mut scene = Scene::new();
    let nothing = scene.team.send("nothing");
    assert_eq!(problem(&nothing), "nothing-written");
    scene.endorses(&whole());
    let draft = scene.team.draft();
    assert_eq!(part(&draft, ADVICE)["status"], "endorsed");
    assert_eq!(part(&draft, NEXT_ADVICE)["status"], "endorsed");
    let sent = scene.team.send("whole");
    assert_eq!(sent.status, 201, "{}", sent.text());
    let reference = scene.reference();
    let supports = json!([{
        "advice": null, "name": "Eksempelforbundet", "number": reference, "version": 1,
    }]);
    let receipt = scene.team.receipt(1);
    assert_eq!(receipt["receipt"]["supports"], supports);
    assert_eq!(scene.team.submission()["versions"][0]["supports"], supports);
    let unsupporting = scene.federation.receipt(1);
    assert!(unsupporting["receipt"].get("supports").is_none());
    let changes = scene.team.get("/submission/changes").json();
    assert_eq!(changes["supports"], json!([]));
    scene.app.deliver_letters();
    let letters = scene.app.mailbox.letters_to(TEAM);
    let said = format!("Støtter hele svaret fra Eksempelforbundet ({reference}, versjon 1)");
    assert!(
        letters.iter().any(|letter| letter.text.contains(&said)),
        "{said}"
    );
}

#[test]
fn one_supports_only_what_has_been_read_and_says_something() {
    let mut scene = Scene::new();
    let code = |at: &str, code: &str| [(at.to_owned(), code.to_owned())];
    let silent = scene.endorse(&in_advice(&[NEXT_ADVICE]));
    assert_eq!(faults(&silent), code("/advice/0", "error-endorse-nothing"));
    let unknown = scene.endorse(&in_advice(&[ADVICE, "r99"]));
    assert_eq!(faults(&unknown), code("/advice/1", "error-not-offered"));
    let twice = scene.endorse(&in_advice(&[ADVICE, ADVICE]));
    assert_eq!(faults(&twice), code("/advice/1", "error-repeated"));
    let sent = scene
        .federation
        .rewrite_and_send(TEXT, "Noe annet.", "second");
    assert_eq!(sent.status, 201, "{}", sent.text());
    assert_eq!(problem(&scene.endorse(&whole())), "precondition-failed");
    assert_eq!(scene.stand(), Vec::<String>::new());
    scene.endorses(&json!({ "version": 2 }));
    assert_eq!(scene.stand(), ["as_read"]);
    let own = format!("/endorsements/{}", scene.number);
    let of_oneself = scene.federation.request("PUT", &own).json(&whole()).send();
    assert_eq!(problem(&of_oneself), "not-found");
}

#[test]
fn no_comment_and_support_of_the_same_raad_are_asked_about_both_ways() {
    let mut scene = Scene::new();
    let no_comment = format!("/advice/{ADVICE}/no-comment");
    assert_eq!(scene.team.request("PUT", &no_comment).send().status, 204);
    let refused = scene.endorse(&in_advice(&[ADVICE]));
    let fault = (
        "/advice/0".to_owned(),
        "error-endorse-no-comment".to_owned(),
    );
    assert_eq!(faults(&refused), [fault]);
    let replacing = json!({ "version": 1, "advice": [ADVICE], "replace_no_comment": true });
    scene.endorses(&replacing);
    assert_eq!(part(&scene.team.draft(), ADVICE)["status"], "endorsed");
    let refused = scene.team.request("PUT", &no_comment).send();
    let fault = (String::new(), "error-no-comment-endorsed".to_owned());
    assert_eq!(faults(&refused), [fault]);

    // The page asks, and keeps the support until it is answered.
    let mut browser = scene.browser();
    let path = scene.path(&format!("/raad/{ADVICE}"));
    let form = page(&mut browser, &path);
    let versions = ["r1.tekst", "r1.begrunnelse", "r1.standpunkt"].map(|field| {
        let name = format!("v.{field}");
        let value = hidden(&form, &name);
        (name, value)
    });
    let mut fields = vec![("gjor", "neste"), (SCALE, "ingen merknad")];
    fields.extend(versions.iter().map(|(n, v)| (n.as_str(), v.as_str())));
    let asked = press_on(&mut browser, &path, &fields);
    assert_eq!(asked.status, 303, "{}", asked.text());
    let question = asked.header("location").expect("a place").to_owned();
    assert!(question.contains("/ingen-merknad"), "{question}");
    let shown = page(&mut browser, &question);
    assert!(
        shown.contains("blir støtten til andre svar på rådet tatt bort"),
        "{shown}"
    );
    assert_eq!(scene.stand(), ["as_read"]);
    let ask = scene.path(&format!("/raad/{ADVICE}/ingen-merknad"));
    let yes = press_on(&mut browser, &ask, &[("svar", "ja")]);
    assert_eq!(yes.status, 303, "{}", yes.text());
    assert_eq!(scene.stand(), Vec::<String>::new());
    assert_eq!(part(&scene.team.draft(), ADVICE)["status"], "no_comment");

    // And the other way.
    let one = scene.path(&format!("/stotte/{}", scene.number));
    let chosen = [("versjon", "1"), ("raad", ADVICE), ("gjor", "raad")];
    let asked = press_on(&mut browser, &one, &chosen);
    assert_eq!(asked.status, 422, "{}", asked.text());
    assert!(
        asked.text().contains("Det kan ikke stå sammen med støtte"),
        "{}",
        asked.text()
    );
    let chosen = [("versjon", "1"), ("raad", ADVICE), ("gjor", "bytt")];
    let done = press_on(&mut browser, &one, &chosen);
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(part(&scene.team.draft(), ADVICE)["status"], "endorsed");
}

#[test]
fn what_has_become_of_a_supported_answer_is_said_before_sending() {
    let mut scene = Scene::new();
    scene.endorses(&whole());
    let sent = scene
        .federation
        .rewrite_and_send(TEXT, "Nå mener vi noe annet.", "second");
    assert_eq!(sent.status, 201, "{}", sent.text());
    assert_eq!(scene.stand(), ["newer"]);
    let mut browser = scene.browser();
    let review = page(&mut browser, &scene.path("/se-over"));
    assert!(
        review.contains("Svaret er endret siden dere leste versjon 1"),
        "{review}"
    );
    let ended = scene.federation.request("DELETE", "/sharing").send();
    assert_eq!(ended.status, 200, "{}", ended.text());
    assert_eq!(scene.stand(), ["unshared"]);
    let refused = scene.team.send("unshared");
    let at = format!("/endorsements/{}", scene.number);
    let fault = |code: &str| [(at.clone(), code.to_owned())];
    assert_eq!(faults(&refused), fault("error-endorsement-unshared"));
    let path = scene.path(&format!("/stotte/{}", scene.number));
    let shown = page(&mut browser, &path);
    assert!(!shown.contains("Nå mener vi noe annet."), "{shown}");
    let kept = press_on(&mut browser, &path, &[("gjor", "behold"), ("versjon", "0")]);
    assert_eq!(kept.status, 303, "{}", kept.text());
    assert_eq!(scene.stand(), ["kept"]);
    assert_eq!(scene.team.send("kept").status, 201);
    let receipt = scene.team.receipt(1);
    assert_eq!(receipt["receipt"]["supports"][0]["version"], 1);

    let taken_back = scene
        .federation
        .request("PUT", "/submission/withdrawal")
        .json(&json!({ "reason": "Feil" }))
        .send();
    assert_eq!(taken_back.status, 204, "{}", taken_back.text());
    assert_eq!(scene.stand(), ["withdrawn"]);
    scene.team.write(TEXT, 0, "Med egne ord.");
    let refused = scene.team.send("withdrawn");
    assert_eq!(faults(&refused), fault("error-endorsement-withdrawn"));
    let gone = press_on(&mut browser, &path, &[("gjor", "angre"), ("versjon", "0")]);
    assert_eq!(gone.status, 303, "{}", gone.text());
    assert_eq!(scene.team.send("own").status, 201);
    assert!(scene.team.receipt(2)["receipt"].get("supports").is_none());
}

#[test]
fn support_of_what_was_taken_back_is_not_sent_whatever_its_sender_sends_and_shares_since() {
    let mut scene = Scene::new();
    scene.endorses(&whole());
    let team = number(&scene.team.send("team"));
    let reason = json!({ "reason": "Feil" });
    let taken_back = scene.federation.request("PUT", "/submission/withdrawal");
    assert_eq!(taken_back.json(&reason).send().status, 204);
    let anew = scene
        .federation
        .rewrite_and_send(TEXT, "Nå mener vi det motsatte.", "anew");
    assert_eq!(anew.status, 201, "{}", anew.text());
    assert_eq!(scene.stand(), ["withdrawn"]);
    let shared = scene.federation.request("PUT", "/sharing").send();
    assert_eq!(shared.status, 200, "{}", shared.text());
    assert_eq!(scene.stand(), ["withdrawn"]);
    scene.team.write(TEXT, 0, "Med egne ord.");
    let at = format!("/endorsements/{}", scene.number);
    let refused = scene.team.send("withdrawn");
    let fault = [(at, "error-endorsement-withdrawn".to_owned())];
    assert_eq!(faults(&refused), fault);
    // Nor does what was sent instead count as supported.
    let supported = scene.app.reader().read("/answers?supported=yes");
    assert_eq!(supported["items"], json!([]), "{team}: {supported}");
}

#[test]
fn who_supported_what_was_taken_back_stands_apart_and_is_in_no_number() {
    let mut scene = Scene::new();
    scene.endorses(&in_advice(&[ADVICE]));
    scene.team.write("r2.tekst", 0, "Vårt eget.");
    let team = number(&scene.team.send("team"));
    let shared = scene.team.request("PUT", "/sharing").send();
    assert_eq!(shared.status, 200, "{}", shared.text());
    let mut staff = scene.app.staff(Role::Reader);
    let mut reader = scene.app.reader();
    let before = reader.read(&format!("/answers/{}", scene.number));
    assert_eq!(before["supported_by"][0]["number"], team);
    assert_eq!(before["supported_before_withdrawal"], json!([]));
    let reason = json!({ "reason": "Feil" });
    let taken_back = scene.federation.request("PUT", "/submission/withdrawal");
    assert_eq!(taken_back.json(&reason).send().status, 204);
    for is_sent_anew in [false, true] {
        if is_sent_anew {
            let anew = scene
                .federation
                .rewrite_and_send(TEXT, "Nå mener vi det motsatte.", "anew");
            assert_eq!(anew.status, 201, "{}", anew.text());
        }
        let supported = reader.read("/answers?supported=yes");
        assert_eq!(supported["items"], json!([]), "{is_sent_anew}: {supported}");
        let one = reader.read(&format!("/answers/{}", scene.number));
        let to_advice = reader.read(&format!("/advice/{ADVICE}/answers"));
        let items = to_advice["items"].as_array().cloned().expect("items");
        let mut items = items.into_iter();
        let there = items.find(|item| item["answer"]["number"] == scene.number);
        for seen in [one, there.expect("the answer to the råd")] {
            assert_eq!(seen["supported_by"], json!([]), "{is_sent_anew}: {seen}");
            let apart = &seen["supported_before_withdrawal"];
            assert_eq!(apart.as_array().map(Vec::len), Some(1), "{seen}");
            assert_eq!(apart[0]["number"], team);
            assert_eq!(apart[0]["version"], 1);
        }
        let list = format!("/saksbehandling/horinger/{EXAMPLE}/innspill");
        for path in [scene.number.to_string(), format!("rad/{ADVICE}")] {
            let shown = page(&mut staff.client, &format!("{list}/{path}"));
            let (_, apart) = shown
                .split_once("Støttet en versjon som er trukket")
                .expect("a heading of their own");
            assert!(apart.contains("Eksempellaget"), "{path}: {shown}");
            assert!(!shown.contains("Støttet av 1"), "{path}: {shown}");
        }
        let told = scene.federation.get("/sharing").json();
        assert_eq!(told["supported_by"], json!([]), "{told}");
    }
}

#[test]
fn what_is_supported_is_compared_with_what_was_sent() {
    let mut scene = Scene::new();
    scene.endorses(&whole());
    assert_eq!(scene.team.send("whole").status, 201);
    let mut browser = scene.browser();
    let tasks = page(&mut browser, &scene.path(""));
    assert!(!tasks.contains("/endret"), "{tasks}");
    scene.endorses(&in_advice(&[ADVICE]));
    let changes = scene.team.get("/submission/changes").json();
    let reference = scene.reference();
    let change = |advice: Value, stands: bool| json!({ "advice": advice, "number": reference, "version": 1, "stands": stands });
    let expected = json!([change(json!(ADVICE), true), change(Value::Null, false)]);
    assert_eq!(changes["supports"], expected);
    let shown = page(&mut browser, &scene.path("/endret"));
    assert!(shown.contains("Støtte til hele svar"), "{shown}");
    assert!(shown.contains("Støtte til andre svar på rådet"), "{shown}");
}

#[test]
fn who_writes_in_one_raad_supports_in_that_alone() {
    let mut scene = Scene::new();
    let path = format!("/endorsements/{}", scene.number);
    let may = |name: &str, part: &str| {
        let desk = &scene.team.desk;
        colleague(&scene.app, desk, name, Right::Write, &[part]).program
    };
    let (mut own, mut other) = (may("En", ADVICE), may("To", NEXT_ADVICE));
    let refused = own.request("PUT", &path).json(&whole()).send();
    assert_eq!(problem(&refused), "right-missing");
    let refused = other
        .request("PUT", &path)
        .json(&in_advice(&[ADVICE]))
        .send();
    assert_eq!(problem(&refused), "right-missing");
    let done = own.request("PUT", &path).json(&in_advice(&[ADVICE])).send();
    assert_eq!(done.status, 200, "{}", done.text());
    let refused = other.request("DELETE", &path).send();
    assert_eq!(problem(&refused), "right-missing");
    let lock = json!({ "treated_in": "Styret" });
    let locked = scene.team.request("PUT", "/lock").json(&lock).send();
    assert_eq!(locked.status, 200, "{}", locked.text());
    assert_eq!(problem(&own.request("DELETE", &path).send()), "locked");
    assert_eq!(problem(&scene.endorse(&whole())), "locked");
}

#[test]
fn staff_see_who_supports_whom_and_what_was_chosen_is_counted_apart() {
    let mut scene = Scene::new();
    scene.endorses(&in_advice(&[ADVICE]));
    let team = number(&scene.team.send("advice"));
    let mut other = body(&scene.app, "Vennelaget", "post@venner.example");
    let path = format!("/endorsements/{}", scene.number);
    let done = other.request("PUT", &path).json(&whole()).send();
    assert_eq!(done.status, 200, "{}", done.text());
    let friends = number(&other.send("whole"));

    let mut staff = scene.app.staff(Role::Reader);
    let list = format!("/saksbehandling/horinger/{EXAMPLE}/innspill");
    let supported = page(&mut staff.client, &format!("{list}/{}", scene.number));
    assert!(supported.contains("Støttet av 2"), "{supported}");
    assert!(supported.contains("Vennelaget"), "{supported}");
    let supporting = page(&mut staff.client, &format!("{list}/{team}"));
    let leads = format!("{list}/{}?vis=1", scene.number);
    assert!(supporting.contains(&leads), "{supporting}");
    assert!(
        supporting.contains("Støtter svaret fra Eksempelforbundet"),
        "{supporting}"
    );

    let advice = page(&mut staff.client, &format!("{list}/rad/{ADVICE}"));
    let signatures = advice.split("Støttet av 2").nth(1).expect("the signatures");
    assert!(signatures.contains("Eksempellaget") && signatures.contains("Vennelaget"));
    assert!(
        !advice.contains(&format!("id=\"svar-{team}\"")),
        "no text of its own: {advice}"
    );
    for (filter, expected) in [
        ("stotte=noe", vec![friends, team]),
        ("stotte=hele", vec![friends]),
        ("stotte=raad%3Ar1", vec![team]),
        ("stotte=raad%3Ar2", vec![]),
    ] {
        let shown = page(&mut staff.client, &format!("{list}?{filter}"));
        for number in [scene.number, team, friends] {
            let there = shown.contains(&format!("{list}/{number}?"));
            assert_eq!(
                there,
                expected.contains(&number),
                "{filter} {number}: {shown}"
            );
        }
    }

    let overview = page(
        &mut staff.client,
        &format!("/saksbehandling/horinger/{EXAMPLE}"),
    );
    assert!(
        overview.contains("1 innspill støtter et annet svar i sin helhet"),
        "{overview}"
    );
    let mut reader = scene.app.reader();
    let numbers = reader.read("/overview");
    assert_eq!(numbers["figures"]["counted"]["count"], 3);
    let plain = |advice: &str| {
        let sql = format!(
            "SELECT count(DISTINCT s.id) AS n FROM endorsement e \
             JOIN submission_version v ON v.id = e.submission_version_id \
             JOIN submission s ON s.id = v.submission_id AND s.current_version = v.no \
             LEFT JOIN advice a ON a.id = e.advice_id \
             WHERE s.standing = 'counts' AND a.key {advice}"
        );
        count(&scene.app, &sql)
    };
    assert_eq!(numbers["supporting"]["whole"]["count"], plain("IS NULL"));
    assert_eq!(plain("IS NULL"), 1);
    let of_advice = &numbers["supporting"]["advice"][0]["number"];
    assert_eq!(of_advice["count"], plain("= 'r1'"));
    assert_eq!(plain("= 'r1'"), 1);
    let list_of = text_of(&numbers["supporting"]["advice"][0]["number"]["list"]);
    assert_eq!(reader.at("GET", &list_of).json()["found"], 1);
    let chose = reader.read(&format!("/answers?stance={SCALE}:{CHOICE}"));
    assert_eq!(chose["found"], 1, "nobody has chosen what they refer to");
    let one = reader.read(&format!("/answers/{}", scene.number));
    let by = one["supported_by"].as_array().cloned().expect("supporters");
    assert_eq!(by.len(), 2, "{one}");
    assert_eq!(by[0]["advice"], json!([ADVICE]));
    assert_eq!(by[1]["advice"], Value::Null);
    let to_advice = reader.read(&format!("/advice/{ADVICE}/answers"));
    assert_eq!(to_advice["found"], 1);
    assert_eq!(
        to_advice["items"][0]["supported_by"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );

    // One that is taken back supports nobody any more.
    let taken_back = other
        .request("PUT", "/submission/withdrawal")
        .json(&json!({ "reason": "Feil" }))
        .send();
    assert_eq!(taken_back.status, 204, "{}", taken_back.text());
    let one = reader.read(&format!("/answers/{}", scene.number));
    assert_eq!(one["supported_by"].as_array().map(Vec::len), Some(1));
    assert_eq!(reader.read("/overview")["supporting"]["whole"]["count"], 0);
}

#[test]
fn whoever_is_supported_is_told_of_those_who_share_their_own_answer_and_of_nobody_else() {
    let mut scene = Scene::new();
    let mut browser = opened(&scene.app, FEDERATION);
    let sharing = format!("/svar/{}/deling", scene.federation.desk);
    scene.endorses(&in_advice(&[ADVICE]));
    scene.team.write("r2.tekst", 0, "Vårt eget.");
    let team = scene.team.send("team").json();
    let told = |scene: &mut Scene| {
        let read = scene.federation.get("/sharing").json();
        read["supported_by"]
            .as_array()
            .cloned()
            .expect("supporters")
    };
    assert!(told(&mut scene).is_empty(), "their answer is theirs");
    assert!(!page(&mut browser, &sharing).contains("Eksempellaget"));

    let shared = scene.team.request("PUT", "/sharing").send();
    assert_eq!(shared.status, 200, "{}", shared.text());
    let supporters = told(&mut scene);
    assert_eq!(supporters.len(), 1);
    assert_eq!(supporters[0]["name"], "Eksempellaget");
    assert_eq!(supporters[0]["reference"], team["number"]);
    assert_eq!(supporters[0]["advice"], json!([ADVICE]));
    let shown = page(&mut browser, &sharing);
    let said = format!("Eksempellaget ({}) støtter råd 1", text_of(&team["number"]));
    assert!(shown.contains(&said), "{shown}");
    let leads = format!(
        "/svar/{}/stotte/{}",
        scene.federation.desk, supporters[0]["number"]
    );
    assert!(page(&mut browser, &leads).contains("Vårt eget."));

    let ended = scene.team.request("DELETE", "/sharing").send();
    assert_eq!(ended.status, 200, "{}", ended.text());
    assert!(told(&mut scene).is_empty(), "they share it no more");
}

#[test]
fn staff_look_for_what_is_supported_and_what_is_not() {
    let mut scene = Scene::new();
    scene.endorses(&whole());
    let team = number(&scene.team.send("team"));
    let mut staff = scene.app.staff(Role::Reader);
    let list = format!("/saksbehandling/horinger/{EXAMPLE}/innspill");
    let mut reader = scene.app.reader();
    let mut found = |filter: &str, asked: &str| {
        let shown = page(&mut staff.client, &format!("{list}?{filter}"));
        let of_page: Vec<i64> = [scene.number, team]
            .into_iter()
            .filter(|number| shown.contains(&format!("{list}/{number}?")))
            .collect();
        let by_program = reader.read(&format!("/answers?{asked}"));
        let items = by_program["items"].as_array().cloned().expect("items");
        assert_eq!(items.len(), of_page.len(), "{by_program}");
        of_page
    };
    assert_eq!(found("stottes=ja", "supported=yes"), [scene.number]);
    assert_eq!(found("stottes=nei", "supported=no"), [team]);
    // What is taken back supports nobody.
    let reason = json!({ "reason": "Feil" });
    let taken_back = scene
        .team
        .request("PUT", "/submission/withdrawal")
        .json(&reason)
        .send();
    assert_eq!(taken_back.status, 204, "{}", taken_back.text());
    assert_eq!(found("stottes=ja", "supported=yes"), [0_i64; 0]);
}

#[test]
fn files_have_a_column_with_what_is_supported() {
    let mut scene = Scene::new();
    scene.endorses(&in_advice(&[ADVICE]));
    assert_eq!(scene.team.send("advice").status, 201);
    let mut reader = scene.app.reader();
    let csv = reader.ask("GET", "/export?format=csv");
    let expected = format!("Eksempelforbundet ({}): råd 1", scene.reference());
    assert!(csv.text().contains("Tilslutning"), "{}", csv.text());
    assert!(csv.text().contains(&expected), "{}", csv.text());
    let lines = reader.ask("GET", "/export?format=jsonl");
    let last: Value = serde_json::from_str(lines.text().lines().last().expect("a line")).unwrap();
    let supports = json!([{
        "advice": [ADVICE], "name": "Eksempelforbundet", "number": scene.reference(), "version": 1,
    }]);
    assert_eq!(last["version"]["supports"], supports);
}

#[test]
fn a_supported_raad_is_called_what_it_was_called_to_its_supporter_whatever_its_number_is_since() {
    let mut scene = Scene::new();
    let mut browser = opened(&scene.app, FEDERATION);
    scene.endorses(&in_advice(&[ADVICE]));
    scene.team.write("r2.tekst", 0, "Vårt eget.");
    let sent = scene.team.send("team");
    assert_eq!(sent.status, 201, "{}", sent.text());
    let reference = text_of(&sent.json()["number"]);
    let shared = scene.team.request("PUT", "/sharing").send();
    assert_eq!(shared.status, 200, "{}", shared.text());
    let file = include_str!("../../examples/24-13304/hoering.toml");
    let (was, is) = ("key = \"r1\"\nnumber = 1\n", "key = \"r1\"\nnumber = 21\n");
    assert!(file.contains(was));
    scene.app.publish_changed(&file.replacen(was, is, 1));
    let again = scene
        .federation
        .rewrite_and_send(TEXT, "Rådet er flyttet.", "second");
    assert_eq!(again.status, 201, "{}", again.text());

    let csv = scene.app.reader().ask("GET", "/export?format=csv");
    let told = format!("Eksempelforbundet ({}): råd 1", scene.reference());
    assert!(csv.text().contains(&told), "{}", csv.text());
    let mut staff = scene.app.staff(Role::Reader);
    let list = format!("/saksbehandling/horinger/{EXAMPLE}/innspill");
    let told = format!("Eksempellaget ({reference}): råd 1 (leste versjon 1)");
    for version in ["", "?vis=1"] {
        let shown = page(
            &mut staff.client,
            &format!("{list}/{}{version}", scene.number),
        );
        assert!(shown.contains(&told), "{version}: {shown}");
    }
    let sharing = format!("/svar/{}/deling", scene.federation.desk);
    let shown = page(&mut browser, &sharing);
    let told = format!("Eksempellaget ({reference}) støtter råd 1");
    assert!(shown.contains(&told), "{shown}");
}

#[test]
fn when_the_consultation_is_concluded_nothing_is_shared_any_more() {
    let mut scene = Scene::new();
    scene
        .app
        .execute("UPDATE consultation SET status = 'concluded'");
    scene.app.execute("UPDATE revision SET value = value + 1");
    let refreshed = server::refresh(&scene.app.app);
    scene.app.block_on(refreshed).expect("a look");
    assert_eq!(scene.team.get("/shared-answers").json()["items"], json!([]));
    let one = format!("/shared-answers/{}", scene.number);
    assert_eq!(problem(&scene.team.get(&one)), "not-found");
}
