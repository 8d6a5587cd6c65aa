//! What a colleague has had sent opens what they may, by every link there is, and nothing once they are taken out; and what
//! was written stands under the name of whoever wrote it.

use crate::invitations::{csrf, fjellvik, invitation_path, press, round_with, send_all, start};
use crate::support::app::{ROUND, TestApp};
use crate::support::client::{Answer, Client};
use crate::support::respondent::{
    ADVICE, EMAIL, NEXT_ADVICE, Respondent, TEXT, letter_token, problem, sender, text_of,
};
use crate::support::scene::holder::Holder;
use hoering::role::Role;
use serde_json::{Value, json};

const POST: &str = "post@fjellvik.example";
const OLA: &str = "ola@fjellvik.example";
const PRIVATE: &str = "ola.moen@privat.example";
/// A field of the round, and how the part that it stands in is called.
const FIELD: &str = "erfaring";

/// An invited body: whoever came by its invitation, in a browser and as a program.
struct Body {
    app: TestApp,
    browser: Client,
    kari: Respondent,
}

impl Body {
    fn new() -> Self {
        let (app, _) = round_with(&[], &[fjellvik()]);
        send_all(&app, &mut app.staff(Role::Officer));
        let link = invitation_path(&app, POST);
        let mut browser = app.client();
        let desk = start(&mut browser, &link);
        let token = link.rsplit('/').next().expect("a token");
        let kari = at(&app, desk.trim_start_matches("/svar/"), token);
        Self { app, browser, kari }
    }

    fn ask(&mut self, may: &str) -> (String, Respondent) {
        ask(&self.app, &mut self.kari, "Ola Moen", OLA, may)
    }

    /// Whoever has the link of the last letter to this address.
    fn by_letter(&self, address: &str) -> Respondent {
        at(
            &self.app,
            &self.kari.desk,
            &letter_token(&self.app, address),
        )
    }

    fn page(&mut self, rest: &str) -> String {
        let path = format!("/svar/{}{rest}", self.kari.desk);
        let page = self.browser.get(&path).send();
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        page.text().to_owned()
    }
}

fn at(app: &TestApp, desk: &str, token: &str) -> Respondent {
    Respondent {
        client: app.client(),
        desk: desk.to_owned(),
        token: token.to_owned(),
    }
}

fn ask(
    app: &TestApp,
    by: &mut Respondent,
    name: &str,
    email: &str,
    may: &str,
) -> (String, Respondent) {
    let told = json!({ "name": name, "email": email, "may": may });
    let asked = by.post("/contributors").json(&told).send();
    assert_eq!(asked.status, 201, "{}", asked.text());
    let id = text_of(&asked.json()["id"]);
    (id, at(app, &by.desk, &letter_token(app, email)))
}

fn end(by: &mut Respondent, id: &str) {
    let ended = by.request("DELETE", &format!("/contributors/{id}")).send();
    assert_eq!(ended.status, 204, "{}", ended.text());
}

fn tell(by: &mut Respondent, person: &str, email: &str) {
    let etag = by.get("").header("etag").expect("an ETag").to_owned();
    let told = json!({ "sender": { "person": person, "email": email } });
    let request = by.request("PATCH", "").header("If-Match", &etag);
    let told = request.json(&told).send();
    assert_eq!(told.status, 200, "{}", told.text());
}

fn send(by: &mut Respondent, key: &str) -> Value {
    let sent = by.send(key);
    assert_eq!(sent.status, 201, "{}", sent.text());
    sent.json()
}

fn coordinates(program: &mut Respondent) -> bool {
    let told = json!({ "name": "Per", "email": "per@fjellvik.example", "may": "coordinate" });
    let statuses = [
        program.get("/letter-links").status,
        program.post("/contributors").json(&told).send().status,
    ];
    match statuses {
        [200, 201] => true,
        [403, 403] => false,
        other => panic!("{other:?}"),
    }
}

/// Neither the token nor its button opens anything, and nothing is told of the answer.
fn opens_nothing(app: &TestApp, program: &mut Respondent) {
    for refused in [
        program.get(""),
        program.send("once-more"),
        program.put_field(FIELD, 0, &json!({ "text": "Fra den som er tatt ut." })),
    ] {
        assert_eq!(refused.status, 410, "{}", refused.text());
    }
    let landing = app
        .client()
        .get(&format!("/lenke/{}", program.token))
        .send();
    assert_eq!(landing.status, 410, "{}", landing.text());
    let pressed = press(&mut app.client(), &format!("/lenke/{}", program.token), &[]);
    assert_eq!(pressed.status, 410);
}

fn lost(app: &TestApp, slug: &str, who: &str) -> usize {
    let before = app.mailbox.letters_to(who).len();
    let asked = app
        .client()
        .post(&format!("/api/v1/consultations/{slug}/lost-links"))
        .json(&json!({ "who": who }))
        .send();
    assert_eq!(asked.status, 202, "{}", asked.text());
    app.deliver_letters();
    app.mailbox.letters_to(who).len() - before
}

#[test]
fn whoever_may_send_and_tells_their_own_address_gets_no_more_by_the_receipt_and_loses_it_when_taken_out()
 {
    let mut body = Body::new();
    let (id, mut ola) = body.ask("send");
    ola.write(FIELD, 0, "Vi har prøvd det.");
    tell(&mut ola, "Ola Moen", OLA);
    send(&mut ola, "sent");
    let mut receipt = body.by_letter(OLA);
    assert_ne!(
        receipt.token, ola.token,
        "the receipt has a link of its own"
    );
    assert_eq!(receipt.get("/submission").status, 200);
    assert!(!coordinates(&mut receipt) && !coordinates(&mut ola));
    assert_eq!(receipt.get("/body").status, 403);
    let mut session = Holder::new(&body.app, &ola.desk, &receipt.token).client;
    assert_eq!(lost(&body.app, ROUND, OLA), 1, "while he takes part");

    end(&mut body.kari, &id);
    opens_nothing(&body.app, &mut ola);
    opens_nothing(&body.app, &mut receipt);
    let page = session.get(&format!("/svar/{}", ola.desk)).send();
    assert_eq!(page.status, 410, "{}", page.text());
    assert_eq!(body.kari.get("/letter-links").json()["items"], json!([]));
    body.app.clock.advance(chrono::TimeDelta::hours(2));
    assert_eq!(lost(&body.app, ROUND, OLA), 0);
    assert_eq!(body.kari.get("/submission").status, 200);
}

#[test]
fn whoever_has_not_been_invited_confirms_by_a_colleagues_receipt_that_coordinates_nothing() {
    let app = TestApp::start();
    let mut kari = Respondent::ready_to_send(&app);
    let (id, mut ola) = ask(&app, &mut kari, "Ola Moen", OLA, "send");
    tell(&mut ola, "Ola Moen", OLA);
    assert_eq!(send(&mut ola, "sent")["standing"], "unconfirmed");
    let mut letter = at(&app, &kari.desk, &letter_token(&app, OLA));
    let landing = app.client().get(&format!("/lenke/{}", letter.token)).send();
    assert!(landing.text().contains(OLA), "{}", landing.text());
    let confirmed = kari.confirm(&app, OLA);
    assert_eq!(confirmed["submission"]["number"], "24/13304-H1");
    assert!(!coordinates(&mut letter));

    end(&mut kari, &id);
    opens_nothing(&app, &mut letter);
    // What is sent after that is not told to the address that was confirmed before.
    app.deliver_letters();
    let told = app.mailbox.letters_to(OLA).len();
    tell(&mut kari, "Kari", EMAIL);
    assert_eq!(
        kari.rewrite_and_send(TEXT, "Etter at Ola er ute.", "again")
            .status,
        201
    );
    app.deliver_letters();
    assert_eq!(app.mailbox.letters_to(OLA).len(), told);
    let receipt = app.mailbox.letters_to(EMAIL).pop().expect("a receipt");
    assert!(receipt.text.contains("Etter at Ola er ute."));
}

#[test]
fn what_a_colleague_who_coordinates_has_made_is_theirs_and_ends_with_them() {
    let mut body = Body::new();
    let (id, mut ola) = body.ask("coordinate");
    ola.have_link_sent(PRIVATE);
    let mut private = body.by_letter(PRIVATE);
    let other = ola.post("/other").send();
    assert_eq!(other.status, 200, "{}", other.text());
    let other = other.json();
    let mut other = at(&body.app, &text_of(&other["id"]), &text_of(&other["token"]));
    other.have_link_sent(PRIVATE);
    let mut of_other = at(&body.app, &other.desk, &letter_token(&body.app, PRIVATE));
    assert!(coordinates(&mut private) && coordinates(&mut other));
    // It is seen whose it is, at both.
    other.write(FIELD, 0, "Fra Ola.");
    private.write(FIELD, 0, "Også fra Ola.");
    for program in [&mut body.kari, &mut other] {
        let part = program.get("/parts/generelt").json();
        assert_eq!(part["saved"][0]["saved_by"], "Ola Moen", "{part}");
    }
    let list = body.page("/medskrivere");
    assert!(
        list.contains(PRIVATE) && list.contains("Det samme som Ola Moen kan"),
        "{list}"
    );
    let there = other.get("/contributors").json();
    assert_eq!(there["items"][0]["name"], "Ola Moen");
    assert_eq!(other.post("/other").send().json()["id"], json!(ola.desk));

    end(&mut body.kari, &id);
    for program in [&mut ola, &mut private, &mut other, &mut of_other] {
        opens_nothing(&body.app, program);
    }
    body.app.clock.advance(chrono::TimeDelta::hours(2));
    assert_eq!(lost(&body.app, ROUND, PRIVATE), 0);
    // Whoever holds the whole answer opens the other by a link of their own.
    let opened = body.kari.post("/other").send();
    assert_eq!(opened.status, 200, "{}", opened.text());
    assert_eq!(opened.json()["id"], json!(other.desk));
}

#[test]
fn whoever_coordinates_no_more_does_so_by_none_of_their_links_nor_the_bodys_other_answer() {
    let mut body = Body::new();
    let (id, mut ola) = body.ask("coordinate");
    ola.have_link_sent(PRIVATE);
    let mut private = body.by_letter(PRIVATE);
    let other = ola.post("/other").send().json();
    let mut other = at(&body.app, &text_of(&other["id"]), &text_of(&other["token"]));
    let reads = json!({ "may": "read", "parts": [] });
    let changed = body.kari.request("PUT", &format!("/contributors/{id}"));
    assert_eq!(changed.json(&reads).send().status, 200);
    assert_eq!(private.get("").status, 200);
    let refused = private.put_field(FIELD, 0, &json!({ "text": "Fra Ola." }));
    assert_eq!(refused.status, 403, "{}", refused.text());
    assert_eq!(other.get("").status, 410);
}

#[test]
fn whoever_was_taken_out_of_the_other_answer_does_not_open_it_from_this_one() {
    let mut body = Body::new();
    let (_, mut ola) = body.ask("coordinate");
    let opened = ola.post("/other").send().json();
    let mut other = at(
        &body.app,
        &text_of(&opened["id"]),
        &text_of(&opened["token"]),
    );
    assert_eq!(ola.post("/other").send().json(), opened, "the same again");
    let karis = body.kari.post("/other").send().json();
    let mut karis = at(&body.app, &text_of(&karis["id"]), &text_of(&karis["token"]));
    assert_ne!(karis.token, other.token);
    let there = text_of(&karis.get("/contributors").json()["items"][0]["id"]);
    end(&mut karis, &there);
    assert_eq!(other.get("").status, 410);
    assert_eq!(problem(&ola.post("/other").send()), "right-missing");
    assert_eq!(ola.get("").status, 200);
    assert_eq!(karis.get("").status, 200);
}

#[test]
fn a_colleague_whom_the_coordinator_tells_as_sender_gets_no_more_by_the_receipt() {
    let mut body = Body::new();
    let (id, mut ola) = body.ask("read");
    body.kari.write(FIELD, 0, "Vi har prøvd det.");
    tell(&mut body.kari, "Ola Moen", "Ola@Fjellvik.example");
    send(&mut body.kari, "sent");
    let mut receipt = body.by_letter("Ola@fjellvik.example");
    assert!(!coordinates(&mut receipt));
    assert_eq!(
        receipt
            .put_field(FIELD, 1, &json!({ "text": "Nei." }))
            .status,
        403
    );
    end(&mut body.kari, &id);
    opens_nothing(&body.app, &mut ola);
    opens_nothing(&body.app, &mut receipt);
}

#[test]
fn whom_the_coordinator_tells_as_sender_has_the_whole_answer_until_that_link_is_ended() {
    let mut body = Body::new();
    let leader = "leder@fjellvik.example";
    body.kari.write(FIELD, 0, "Vi har prøvd det.");
    tell(&mut body.kari, "Berit Li", leader);
    send(&mut body.kari, "sent");
    let mut berit = body.by_letter(leader);
    assert!(coordinates(&mut berit));
    let opened = berit.post("/other").send().json();
    let mut other = at(
        &body.app,
        &text_of(&opened["id"]),
        &text_of(&opened["token"]),
    );

    // A colleague does not end what was not theirs to give, and nobody ends their own.
    let (_, mut ola) = body.ask("coordinate");
    let links = berit.get("/letter-links").json();
    assert_eq!(links["items"][0]["email"], leader);
    assert_eq!(links["items"][0]["may_be_ended"], false);
    let id = text_of(&links["items"][0]["id"]);
    for program in [&mut ola, &mut berit] {
        let refused = program
            .request("DELETE", &format!("/letter-links/{id}"))
            .send();
        assert_eq!(problem(&refused), "right-missing");
    }
    let list = body.page("/medskrivere");
    let action = format!("/svar/{}/lenker/{id}/avslutt", body.kari.desk);
    assert!(list.contains(leader) && list.contains(&action), "{list}");
    let token = csrf(&list);
    let ended = press(&mut body.browser, &action, &[("csrf", &token)]);
    assert_eq!(ended.status, 303, "{}", ended.text());
    let to = ended.header("location").expect("a place").to_owned();
    let list = body.browser.get(&to).send();
    assert!(
        list.text().contains("Lenken er avsluttet"),
        "{}",
        list.text()
    );
    assert!(!list.text().contains(leader));
    opens_nothing(&body.app, &mut berit);
    assert_eq!(
        other.get("").status,
        410,
        "what was opened by it goes with it"
    );
    let again = body.kari.post("/other").send();
    assert_eq!(again.status, 200, "{}", again.text());
    let again = body.kari.request("DELETE", &format!("/letter-links/{id}"));
    assert_eq!(again.send().status, 204, "again it changes nothing");
}

#[test]
fn no_letter_brings_the_bodys_own_link_to_the_address_that_a_colleague_told() {
    let mut body = Body::new();
    let (id, mut ola) = body.ask("send");
    let signs = json!({ "name": "Elveby lag", "email": "post@elveby.example" });
    let asked = body.kari.post("/cosigners").json(&signs).send();
    assert_eq!(asked.status, 200, "{}", asked.text());
    ola.write(FIELD, 0, "Vi har prøvd det.");
    tell(&mut ola, "Ola Moen", OLA);
    send(&mut ola, "sent");
    let receipt = body.by_letter(OLA);
    Holder::new(&body.app, &ola.desk, &receipt.token);
    end(&mut body.kari, &id);
    let before = body.app.mailbox.letters_to(OLA).len();
    let letter = body.app.mailbox.letters_to("post@elveby.example").remove(0);
    let links = letter.links(&body.app.base_url);
    let token = links.iter().find_map(|l| l.split_once("/medunderskrift/"));
    let mut signer = at(&body.app, &ola.desk, token.expect("a link").1);
    let sha256 = signer.get("/cosignature").json()["sent"]["sha256"].clone();
    let signed = json!({ "sha256": sha256, "name": "Per", "role": "Leder" });
    let signed = signer.request("PUT", "/cosignature").json(&signed).send();
    assert_eq!(signed.status, 200, "{}", signed.text());
    let at_body = body.app.mailbox.letters_to(POST).len();
    body.app.deliver_letters();
    assert_eq!(body.app.mailbox.letters_to(OLA).len(), before);
    let told = body.app.mailbox.letters_to(POST);
    assert_eq!(told.len(), at_body + 1, "the body hears of it");
    assert!(told.last().expect("a letter").text.contains("/invitasjon/"));
}

fn saved_by(program: &mut Respondent, key: &str) -> Value {
    program.get(&format!("/parts/{key}")).json()["saved"][0]["saved_by"].clone()
}

#[test]
fn what_was_written_stands_under_the_name_of_whoever_wrote_it_whoever_is_told_as_sender() {
    let app = TestApp::start();
    let mut kari = Respondent::begin(&app);
    let (_, mut ola) = ask(&app, &mut kari, "Ola Moen", OLA, "send");
    kari.write(TEXT, 0, "Fra Kari.");
    assert_eq!(
        saved_by(&mut kari, ADVICE),
        Value::Null,
        "nobody has told a name"
    );
    tell(&mut ola, "Ola Moen", OLA);
    assert_eq!(
        saved_by(&mut kari, ADVICE),
        Value::Null,
        "Ola is not who wrote it"
    );
    let history = Holder::new(&app, &kari.desk, &ola.token)
        .client
        .get(&format!("/svar/{}/raad/r1/historikk/r1.tekst", kari.desk))
        .send();
    assert!(
        history.text().contains("en som samordner innspillet"),
        "{}",
        history.text()
    );
    assert!(
        !history.text().contains("av Ola Moen"),
        "{}",
        history.text()
    );

    // She tells her own, and corrects it; then somebody else is to stand as sender.
    tell(&mut kari, "Kari Lie", EMAIL);
    tell(&mut kari, "Kari Li", EMAIL);
    ola.write("r2.tekst", 0, "Fra Ola.");
    for (person, email) in [("Ola Moen", OLA), ("Berit Li", "leder@kommune.example")] {
        tell(&mut kari, person, email);
        assert_eq!(saved_by(&mut ola, ADVICE), "Kari Li");
        assert_eq!(saved_by(&mut kari, NEXT_ADVICE), "Ola Moen");
    }
    let note = kari
        .post("/notes")
        .json(&json!({ "text": "Fra meg." }))
        .send();
    assert_eq!(note.status, 201);
    assert_eq!(
        ola.get("/notes").json()["items"][0]["written_by"],
        "Kari Li"
    );
}

#[test]
fn of_several_who_have_the_whole_answer_each_has_the_name_that_they_told() {
    let app = TestApp::start();
    let mut kari = Respondent::begin_with(&app, &json!({ "sender": sender() }));
    let (_, mut ola) = ask(&app, &mut kari, "Ola Moen", OLA, "read");
    kari.have_link_sent("leder@kommune.example");
    let mut berit = at(
        &app,
        &kari.desk,
        &letter_token(&app, "leder@kommune.example"),
    );
    berit.write(TEXT, 0, "Fra Berit.");
    assert_eq!(saved_by(&mut ola, ADVICE), "Kari", "as far as is known");
    tell(&mut berit, "Berit Li", "leder@kommune.example");
    kari.write("r2.tekst", 0, "Fra Kari.");
    assert_eq!(saved_by(&mut ola, ADVICE), "Berit Li");
    assert_eq!(saved_by(&mut ola, NEXT_ADVICE), "Kari");
}

#[test]
fn the_bodys_page_says_that_whoever_has_the_whole_answer_writes_by_name_where_it_was_told() {
    let mut body = Body::new();
    body.kari.write(FIELD, 0, "Vi har prøvd det.");
    let page = body.page("/virksomheten");
    assert!(
        page.contains("Den som samordner innspillet. Den som samordner innspillet lagret sist"),
        "{page}"
    );
    let (_, mut ola) = body.ask("write");
    tell(&mut body.kari, "Kari Li", POST);
    let page = body.page("/virksomheten");
    assert!(
        page.contains("Kari Li, Ola Moen. Kari Li lagret sist"),
        "{page}"
    );
    ola.write(FIELD, 1, "Vi har prøvd det ofte.");
    let here = body.kari.get("/body").json()["consultations"][0].clone();
    assert_eq!(here["writers"], json!(["Kari Li", "Ola Moen"]));
    assert_eq!(here["saved_by"], "Ola Moen");
}

#[test]
fn a_part_is_held_by_nobody_who_may_not_write_there() {
    let app = TestApp::start();
    let mut kari = Respondent::begin_with(&app, &json!({ "sender": sender() }));
    let (reader, _) = ask(&app, &mut kari, "Jon Vik", "jon@kommune.example", "read");
    let elsewhere = json!({ "name": "Eli Ås", "email": "eli@kommune.example", "may": "write", "parts": [NEXT_ADVICE] });
    let elsewhere = kari.post("/contributors").json(&elsewhere).send().json();
    let (writer, _) = ask(&app, &mut kari, "Ola Moen", OLA, "write");
    let holder = format!("/parts/{ADVICE}/holder");
    let put = |kari: &mut Respondent, id: &str| -> Answer {
        let body = json!({ "contributor": id });
        kari.request("PUT", &holder).json(&body).send()
    };
    for id in [reader.as_str(), elsewhere["id"].as_str().expect("an id")] {
        assert_eq!(put(&mut kari, id).status, 422);
    }
    let mut browser = Holder::new(&app, &kari.desk, &kari.token).client;
    let page = browser
        .get(&format!("/svar/{}/raad/{ADVICE}", kari.desk))
        .send();
    let offered = |id: &str| page.text().contains(&format!("value=\"{id}\""));
    assert!(offered(&writer) && !offered(&reader), "{}", page.text());
    assert_eq!(put(&mut kari, &writer).status, 204);
    let held =
        |kari: &mut Respondent| kari.get(&format!("/parts/{ADVICE}")).json()["holder"].clone();
    assert_eq!(held(&mut kari)["name"], "Ola Moen");
    // And by nobody who may not any more.
    let reads = json!({ "may": "read", "parts": [] });
    let changed = kari.request("PUT", &format!("/contributors/{writer}"));
    assert_eq!(changed.json(&reads).send().status, 200);
    assert_eq!(held(&mut kari), Value::Null);
}

#[test]
fn whoever_loses_access_while_writing_is_told_so_and_keeps_what_they_typed() {
    let app = TestApp::start();
    let mut kari = Respondent::begin_with(&app, &json!({ "sender": sender() }));
    let (id, ola) = ask(&app, &mut kari, "Ola Moen", OLA, "write");
    let mut browser = Holder::new(&app, &kari.desk, &ola.token).client;
    let part = format!("/svar/{}/raad/{ADVICE}", kari.desk);
    let drawn = browser.get(&part).send();
    let token = csrf(drawn.text());
    let fields = [
        ("csrf", token.as_str()),
        ("v.r1.tekst", "0"),
        (TEXT, "Olas viktige tekst."),
    ];
    let saves = |browser: &mut Client| {
        let request = browser.post(&part).header("Sec-Fetch-Site", "same-origin");
        request
            .header("Accept", "application/json")
            .form(&fields)
            .send()
    };
    let reads = json!({ "may": "read", "parts": [] });
    let changed = kari.request("PUT", &format!("/contributors/{id}"));
    assert_eq!(changed.json(&reads).send().status, 200);
    let told = saves(&mut browser);
    assert_eq!(problem(&told), "right-missing");
    let detail = text_of(&told.json()["detail"]);
    assert!(
        detail.contains("må den som samordner innspillet, gjøre for deg"),
        "{detail}"
    );

    end(&mut kari, &id);
    let told = saves(&mut browser);
    assert_eq!(
        (told.status, problem(&told).as_str()),
        (410, "link-revoked")
    );
    let detail = text_of(&told.json()["detail"]);
    assert!(
        detail.contains("spør den som samordner innspillet"),
        "{detail}"
    );
    let pressed = press(&mut browser, &part, &fields);
    assert_eq!(pressed.status, 410);
    assert!(
        pressed.text().contains("Lenken virker ikke lenger"),
        "{}",
        pressed.text()
    );
    assert!(
        pressed.text().contains("Olas viktige tekst."),
        "what was typed stands there"
    );
    // Whoever never had a link to it learns nothing: there might be no such answer.
    let stranger = Respondent::begin(&app);
    let mut stranger = Holder::new(&app, &stranger.desk, &stranger.token).client;
    let nowhere = part.replace(&kari.desk, "01890000-0000-7000-8000-000000000000");
    let (there, nowhere) = (stranger.get(&part).send(), stranger.get(&nowhere).send());
    assert_eq!((there.status, nowhere.status), (401, 401));
}
