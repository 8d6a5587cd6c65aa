//! Several who write one answer at once: whose each text is, what stood before, who is there now, who holds what, and
//! what they say to each other. The same by pages and by programs.

use crate::invitations::{csrf, hidden, press};
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};
use crate::support::colleague::{Colleague, colleague};
use crate::support::respondent::{
    ADVICE, EMAIL, NEXT_ADVICE, REASON, Respondent, TEXT, faults, key, part, problem, sender,
};
use crate::support::scene::holder::Holder;
use chrono::TimeDelta;
use hoering::right::Right;
use serde_json::{Value, json};

/// The coordinator of an answer, and Ola, who was asked to write in it.
struct Desk {
    app: TestApp,
    kari: Respondent,
    ola: Colleague,
}

impl Desk {
    fn new() -> Self {
        let app = TestApp::start();
        let kari = Respondent::begin_with(&app, &json!({ "sender": sender() }));
        let ola = colleague(&app, &kari.desk, "Ola Moen", Right::Write, &[]);
        Self { app, kari, ola }
    }

    /// Kari's and Ola's browsers.
    fn browsers(&self) -> (Client, Client) {
        let enter = |token: &str| Holder::new(&self.app, &self.kari.desk, token).client;
        (enter(&self.kari.token), enter(&self.ola.program.token))
    }

    fn page(&self, rest: &str) -> String {
        format!("/svar/{}{rest}", self.kari.desk)
    }

    fn later(&self, seconds: i64) {
        self.app.clock.advance(TimeDelta::seconds(seconds));
    }
}

fn get(client: &mut Client, path: &str) -> Answer {
    let answer = client.get(path).send();
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer
}

/// Sends the form of a part's page as it was drawn, with these changes.
fn send_part(client: &mut Client, drawn: &Answer, action: &str, typed: &[(&str, &str)]) -> Answer {
    let page = drawn.text();
    let (token, version) = (csrf(page), hidden(page, "v.r1.tekst"));
    let mut fields = vec![("csrf", token.as_str()), ("v.r1.tekst", &version)];
    fields.extend(typed);
    press(client, action, &fields)
}

#[test]
fn it_is_seen_who_wrote_what_and_when() {
    let mut desk = Desk::new();
    let (mut kari, mut ola) = desk.browsers();
    let raad = desk.page(&format!("/raad/{ADVICE}"));
    let drawn = get(&mut ola, &raad);
    let saved = send_part(&mut ola, &drawn, &raad, &[(TEXT, "Fra Ola.")]);
    assert_eq!(saved.status, 303);
    let seen = get(&mut kari, &raad);
    assert!(
        seen.text().contains("Lagret kl. 10.00 av Ola Moen"),
        "{}",
        seen.text()
    );
    assert!(
        get(&mut ola, &raad)
            .text()
            .contains("Lagret kl. 10.00 av deg")
    );
    let list = get(&mut kari, &desk.page("")).text().to_owned();
    assert!(list.contains("Lagret kl. 10.00 av Ola Moen"), "{list}");
    let part = desk.ola.program_get(&format!("/parts/{ADVICE}"));
    assert_eq!(part["saved"][0]["saved_by"], "Ola Moen");
}

#[test]
fn it_is_seen_who_said_that_there_is_no_comment_or_that_a_råd_is_done() {
    let mut desk = Desk::new();
    let (mut kari, mut ola) = desk.browsers();
    let raad = desk.page(&format!("/raad/{ADVICE}"));
    let none = get(&mut kari, &raad);
    assert!(!none.text().contains(" av Ola Moen"), "{}", none.text());
    let marked = desk
        .ola
        .program
        .request("PUT", &format!("/advice/{ADVICE}/no-comment"))
        .send();
    assert_eq!(marked.status, 204, "{}", marked.text());
    let said = "«Ingen merknad» valgt kl. 10.00 av";
    for path in [&raad, &desk.page("")] {
        let seen = get(&mut kari, path).text().to_owned();
        assert!(seen.contains(&format!("{said} Ola Moen")), "{seen}");
    }
    assert!(get(&mut ola, &raad).text().contains(&format!("{said} deg")));
    let part = desk.ola.program_get(&format!("/parts/{ADVICE}"));
    assert_eq!(part["mark"]["mark"], "no_comment");
    assert_eq!(part["mark"]["set_by"], "Ola Moen");

    // Kari takes it away and is done instead, a minute later.
    desk.later(60);
    let mut program = |method: &str, rest: &str| {
        let done = desk.kari.request(method, rest).send();
        assert_eq!(done.status, 204, "{}", done.text());
    };
    program("DELETE", &format!("/advice/{ADVICE}/no-comment"));
    program("PUT", &format!("/advice/{ADVICE}/ready"));
    let seen = get(&mut ola, &raad).text().to_owned();
    assert!(!seen.contains("Ingen merknad» valgt"), "{seen}");
    let ready = "Merket som ferdig kl. 10.01 av Kari";
    assert!(seen.contains(ready), "{seen}");
    let part = desk.ola.program_get(&format!("/parts/{ADVICE}"));
    assert_eq!(part["mark"]["mark"], "ready");

    // For all the rest at once it is the same.
    let rest = desk
        .kari
        .post("/no-comments")
        .header("Idempotency-Key", "resten");
    let rest = rest.send();
    assert_eq!(rest.status, 201, "{}", rest.text());
    let next = desk.page(&format!("/raad/{NEXT_ADVICE}"));
    let seen = get(&mut ola, &next).text().to_owned();
    assert!(
        seen.contains("«Ingen merknad» valgt kl. 10.01 av Kari"),
        "{seen}"
    );
}

impl Colleague {
    fn program_get(&mut self, rest: &str) -> Value {
        let answer = self.program.get(rest);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }
}

#[test]
fn two_who_meet_in_a_field_see_each_others_names_and_what_differs_and_choose() {
    let mut desk = Desk::new();
    let (mut kari, mut ola) = desk.browsers();
    let raad = desk.page(&format!("/raad/{ADVICE}"));
    let (drawn, olas) = (get(&mut kari, &raad), get(&mut ola, &raad));
    let first = send_part(
        &mut ola,
        &olas,
        &raad,
        &[(TEXT, "Kommunen bør handle raskt.")],
    );
    assert_eq!(first.status, 303);
    let met = send_part(&mut kari, &drawn, &raad, &[(TEXT, "Kommunen skal handle.")]);
    assert_eq!(met.status, 409, "{}", met.text());
    let page = met.text();
    for said in [
        "Ola Moen lagret en nyere versjon kl. 10.00.",
        "Begge tekstene er tatt vare på.",
        "Teksten til Ola Moen",
        "Behold teksten til Ola Moen",
        "Behold teksten min",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    // Each text alone has its words marked.
    for word in ["bør", "skal"] {
        let marked = page.split("<mark>").skip(1).any(|rest| {
            let inside = rest.split("</mark>").next().expect("an end");
            inside.contains(word)
        });
        assert!(marked, "{word} in {page}");
    }
    let by_script = kari
        .post(&raad)
        .header("Sec-Fetch-Site", "same-origin")
        .header("Accept", "application/json")
        .form(&[
            ("csrf", csrf(drawn.text()).as_str()),
            ("v.r1.tekst", "0"),
            (TEXT, "Kommunen skal handle."),
        ])
        .send();
    assert_eq!(by_script.status, 409);
    let message = by_script.json()["message"]
        .as_str()
        .expect("a message")
        .to_owned();
    assert_eq!(
        message,
        "Ola Moen lagret en nyere versjon kl. 10.00. Begge tekstene er tatt vare på."
    );
    // The same text that met the same is kept once.
    let versions = desk.ola.program_get(&format!("/fields/{TEXT}/versions"));
    assert_eq!(versions["items"].as_array().map(Vec::len), Some(2));
    let chosen = press(
        &mut kari,
        &format!("{raad}/valg"),
        &[
            ("csrf", &csrf(page)),
            ("v.r1.tekst", &hidden(page, "v.r1.tekst")),
            ("min.r1.tekst", &hidden(page, "min.r1.tekst")),
            ("velg.r1.tekst", "min"),
        ],
    );
    assert_eq!(chosen.status, 303, "{}", chosen.text());
    let stands = desk.ola.program_get(&format!("/fields/{TEXT}"));
    assert_eq!(stands["text"], "Kommunen skal handle.");
}

#[test]
fn two_who_write_in_different_fields_of_one_råd_stand_in_nobodys_way() {
    let mut desk = Desk::new();
    let (mut kari, mut ola) = desk.browsers();
    let raad = desk.page(&format!("/raad/{ADVICE}"));
    let (drawn, olas) = (get(&mut kari, &raad), get(&mut ola, &raad));
    let both = |own: &'static str| [("v.r1.begrunnelse", "0"), (REASON, own)];
    let first = send_part(
        &mut ola,
        &olas,
        &raad,
        &[&[(TEXT, "Fra Ola.")], &both("")[..]].concat(),
    );
    assert_eq!(first.status, 303);
    // Kari's form has the field as it was when it was drawn: she says nothing of it.
    let second = send_part(
        &mut kari,
        &drawn,
        &raad,
        &[&[(TEXT, "")], &both("Fra Kari.")[..]].concat(),
    );
    assert_eq!(second.status, 303, "{}", second.text());
    let mut text = |field: &str| desk.ola.program_get(&format!("/fields/{field}"))["text"].clone();
    assert_eq!(
        (text(TEXT), text(REASON)),
        (json!("Fra Ola."), json!("Fra Kari."))
    );
    let versions = desk.ola.program_get(&format!("/fields/{TEXT}/versions"));
    assert_eq!(versions["items"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_a_colleague_said_of_a_råd_meanwhile_is_not_unsaid_by_a_page_that_was_drawn_before() {
    let mut desk = Desk::new();
    let (mut kari, mut ola) = desk.browsers();
    let raad = desk.page(&format!("/raad/{ADVICE}"));
    let drawn = get(&mut kari, &raad);
    let olas = get(&mut ola, &raad);
    let mark = |page: &Answer| hidden(page.text(), "merke");
    let ready = [("merke", ""), ("ferdig", "ja"), (TEXT, "Fra Ola.")];
    assert_eq!(send_part(&mut ola, &olas, &raad, &ready).status, 303);
    let typed = [("merke", mark(&drawn)), (TEXT, String::new())];
    let typed: Vec<(&str, &str)> = typed.iter().map(|(n, v)| (*n, v.as_str())).collect();
    assert_eq!(send_part(&mut kari, &drawn, &raad, &typed).status, 303);
    let status = |desk: &mut Desk| part(&desk.kari.draft(), ADVICE)["status"].clone();
    assert_eq!(status(&mut desk), "ready");
    // Whoever has seen it takes it back.
    let seen = get(&mut kari, &raad);
    assert_eq!(mark(&seen), "ferdig");
    let back = [("merke", "ferdig"), (TEXT, "Fra Ola.")];
    assert_eq!(send_part(&mut kari, &seen, &raad, &back).status, 303);
    assert_eq!(status(&mut desk), "started");
}

#[test]
fn everything_that_was_saved_in_a_field_is_in_its_history_and_can_be_gone_back_to() {
    let mut desk = Desk::new();
    for n in 0..12 {
        desk.kari.write(TEXT, n, &format!("Utkast nummer {n}."));
        desk.later(1);
    }
    let met = desk
        .ola
        .program
        .put_field(TEXT, 3, &json!({ "text": "Olas, for sent." }));
    assert_eq!(met.status, 412);
    let (mut kari, _) = desk.browsers();
    let history = desk.page(&format!("/raad/{ADVICE}/historikk/{TEXT}"));
    let first = get(&mut kari, &history);
    let page = first.text();
    assert!(page.contains("Olas, for sent."));
    assert!(page.contains("Tatt vare på ved siden av"));
    assert!(page.contains("av Ola Moen"));
    assert!(page.contains("Utkast nummer 11.") && !page.contains("Utkast nummer 1.<"));
    let older = page
        .split("href=\"")
        .find(|rest| rest.starts_with(&format!("{history}?under=")));
    let older = older
        .and_then(|rest| rest.split('"').next())
        .expect("older ones");
    let second = get(&mut kari, older);
    assert!(second.text().contains("Utkast nummer 0."));
    // Back to the first, over what stands.
    let back = |client: &mut Client, drawn: &Answer, wanted: &str| {
        press(
            client,
            &history,
            &[
                ("csrf", &csrf(drawn.text())),
                ("v.r1.tekst", &hidden(drawn.text(), "v.r1.tekst")),
                ("versjon", wanted),
            ],
        )
    };
    assert_eq!(back(&mut kari, &second, "1").status, 303);
    let stands = desk.ola.program_get(&format!("/fields/{TEXT}"));
    assert_eq!(stands["text"], "Utkast nummer 0.");
    // A page that was drawn before overwrites nothing unseen.
    let stale = back(&mut kari, &first, "2");
    assert_eq!(stale.status, 409, "{}", stale.text());
    // Programs read the same, page by page, with what each was saved over.
    let mut cursor = String::new();
    let mut all: Vec<Value> = Vec::new();
    loop {
        let rest = format!("/fields/{TEXT}/versions?limit=5{cursor}");
        let some = desk.ola.program_get(&rest);
        all.extend(some["items"].as_array().expect("versions").iter().cloned());
        match some["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    let numbers: Vec<i64> = all
        .iter()
        .map(|v| v["version"].as_i64().expect("a number"))
        .collect();
    assert_eq!(
        numbers,
        (1..=numbers.len() as i64).rev().collect::<Vec<_>>()
    );
    let aside = all
        .iter()
        .find(|v| v["text"] == "Olas, for sent.")
        .expect("Ola's");
    assert_eq!(
        (&aside["aside"], &aside["saved_by"], &aside["before"]),
        (&json!(true), &json!("Ola Moen"), &json!(12))
    );
}

#[test]
fn who_writes_is_seen_for_a_minute_after_the_last_sign_and_two_after_the_last_saving_without_one() {
    let mut desk = Desk::new();
    let here = desk.page(&format!("/raad/{ADVICE}/til-stede"));
    let (mut kari, mut ola) = desk.browsers();
    let writing = |client: &mut Client| get(client, &here).json()["writing"].clone();
    assert_eq!(writing(&mut kari), Value::Null);
    let drawn = get(&mut ola, &desk.page(&format!("/raad/{ADVICE}")));
    let told = ola
        .post(&here)
        .header("Sec-Fetch-Site", "same-origin")
        .header("Accept", "application/json")
        .form(&[("csrf", csrf(drawn.text()).as_str())])
        .send();
    assert_eq!(told.status, 204, "{}", told.text());
    let seen = writing(&mut kari);
    assert!(
        seen.as_str()
            .is_some_and(|t| t.starts_with("Ola Moen skriver i dette rådet nå.")),
        "{seen}"
    );
    // Not to himself, not elsewhere, and drawn without a script, too.
    assert_eq!(writing(&mut ola), Value::Null);
    let elsewhere = desk.page(&format!("/raad/{NEXT_ADVICE}/til-stede"));
    assert_eq!(get(&mut kari, &elsewhere).json()["writing"], Value::Null);
    let page = get(&mut kari, &desk.page(&format!("/raad/{ADVICE}")));
    assert!(page.text().contains("Ola Moen skriver i dette rådet nå."));
    let part = desk.kari.get(&format!("/parts/{ADVICE}")).json();
    assert_eq!(part["writing"][0]["name"], "Ola Moen");
    desk.later(60);
    assert!(writing(&mut kari).is_string());
    desk.later(1);
    assert_eq!(writing(&mut kari), Value::Null);
    // Without a script: who saved lately.
    desk.ola.program.write(TEXT, 0, "Lagret uten skript.");
    desk.later(119);
    assert!(writing(&mut kari).is_string());
    desk.later(1);
    assert_eq!(writing(&mut kari), Value::Null);
    // A program says it, too.
    let told = desk
        .ola
        .program
        .request("PUT", &format!("/parts/{ADVICE}/presence"))
        .send();
    assert_eq!(told.status, 204, "{}", told.text());
    assert!(writing(&mut kari).is_string());
    // It is a notice and no lock.
    desk.kari.write(TEXT, 1, "Karis.");
}

#[test]
fn whoever_may_only_read_is_not_there_to_write_but_leaves_notes() {
    let desk = Desk::new();
    let mut reader = colleague(&desk.app, &desk.kari.desk, "Ida Lie", Right::Read, &[]);
    let told = reader
        .program
        .request("PUT", &format!("/parts/{ADVICE}/presence"))
        .send();
    assert_eq!(
        (told.status, problem(&told).as_str()),
        (403, "right-missing")
    );
    let held = reader
        .program
        .request("PUT", &format!("/parts/{ADVICE}/holder"))
        .json(&json!({}))
        .send();
    assert_eq!(held.status, 403);
    let note = json!({ "text": "Legevakta ønsker dette nevnt.", "part": ADVICE });
    let noted = reader.program.post("/notes").json(&note).send();
    assert_eq!(noted.status, 201, "{}", noted.text());
    // Somebody who writes in another part only is not in this one.
    let mut elsewhere = colleague(
        &desk.app,
        &desk.kari.desk,
        "Per Vik",
        Right::Write,
        &[NEXT_ADVICE],
    );
    let told = elsewhere
        .program
        .request("PUT", &format!("/parts/{ADVICE}/presence"))
        .send();
    assert_eq!(told.status, 403);
}

#[test]
fn colleagues_leave_notes_that_are_counted_and_each_takes_away_their_own() {
    let mut desk = Desk::new();
    let (mut kari, mut ola) = desk.browsers();
    let raad = desk.page(&format!("/raad/{ADVICE}"));
    let drawn = get(&mut ola, &raad);
    // What stands in the fields is saved on the way.
    let typed = [
        (TEXT, "Skrevet samtidig."),
        ("notat", "Legevakta ønsker\n\n<b>dette</b>."),
    ];
    let noted = send_part(&mut ola, &drawn, &format!("{raad}/notat"), &typed);
    assert_eq!(noted.status, 303, "{}", noted.text());
    assert_eq!(
        desk.kari.get(&format!("/fields/{TEXT}")).json()["text"],
        "Skrevet samtidig."
    );
    let seen = get(&mut kari, &raad);
    let page = seen.text();
    assert!(
        page.contains("Legevakta ønsker\n\n&#60;b&#62;dette&#60;/b&#62;."),
        "{page}"
    );
    assert!(page.contains("Sendes ikke inn") && page.contains("<b>Ola Moen</b>"));
    // Kari cannot take it away; the button is Ola's.
    let button = |page: &str| {
        page.split("name=\"slett\" value=\"")
            .nth(1)
            .map(|rest| rest[..36].to_owned())
    };
    assert_eq!(button(page), None);
    let id = button(get(&mut ola, &raad).text()).expect("a button");
    let refused = send_part(
        &mut kari,
        &seen,
        &format!("{raad}/notat"),
        &[("slett", &id)],
    );
    assert_eq!(refused.status, 403, "{}", refused.text());
    assert!(get(&mut kari, &desk.page("")).text().contains("1 notat"));
    // One on the whole answer.
    let list = get(&mut kari, &desk.page(""));
    let whole = [
        ("csrf", csrf(list.text())),
        ("notat", "Husk møtet.".to_owned()),
    ];
    let whole: Vec<(&str, &str)> = whole.iter().map(|(n, v)| (*n, v.as_str())).collect();
    assert_eq!(press(&mut kari, &desk.page("/notat"), &whole).status, 303);
    let notes = desk.ola.program_get("/notes");
    let notes = notes["items"].as_array().expect("notes").iter();
    let notes: Vec<(&Value, &Value)> = notes.map(|n| (&n["part"], &n["written_by"])).collect();
    assert_eq!(
        notes,
        [
            (&json!(ADVICE), &json!("Ola Moen")),
            (&Value::Null, &json!("Kari"))
        ]
    );
    let away = send_part(
        &mut ola,
        &drawn,
        &format!("{raad}/notat"),
        &[(TEXT, "Skrevet samtidig."), ("slett", &id)],
    );
    assert_eq!(away.status, 303, "{}", away.text());
    assert_eq!(
        desk.ola.program_get("/notes")["items"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

#[test]
fn a_note_that_cannot_be_stored_comes_back_with_all_that_was_typed_and_nothing_is_half_written() {
    let mut desk = Desk::new();
    let (_, mut ola) = desk.browsers();
    let raad = desk.page(&format!("/raad/{ADVICE}"));
    let drawn = get(&mut ola, &raad);
    let long = "å".repeat(2_001);
    let typed = [(TEXT, "Skrevet samtidig."), ("notat", long.as_str())];
    let refused = send_part(&mut ola, &drawn, &format!("{raad}/notat"), &typed);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains(&long) && refused.text().contains("Skrevet samtidig."));
    assert_eq!(
        desk.kari.get(&format!("/fields/{TEXT}")).json()["version"],
        0
    );
    let by_program = desk
        .ola
        .program
        .post("/notes")
        .json(&json!({ "text": " ", "part": "r99" }))
        .send();
    assert_eq!(
        faults(&by_program),
        [
            ("/part".to_owned(), "error-not-offered".to_owned()),
            ("/text".to_owned(), "error-note-empty".to_owned())
        ]
    );
    let note = json!({ "text": "Én gang." });
    let send = |desk: &mut Desk| {
        let post = desk.ola.program.post("/notes");
        post.header("Idempotency-Key", &key("note"))
            .json(&note)
            .send()
    };
    let (first, again) = (send(&mut desk), send(&mut desk));
    assert_eq!((first.status, first.json()), (again.status, again.json()));
    assert_eq!(
        desk.ola.program_get("/notes")["items"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

#[test]
fn notes_are_in_nothing_that_is_sent() {
    let mut desk = Desk::new();
    desk.kari.write(TEXT, 0, "Dette sendes.");
    let word = "bareForKolleger";
    for body in [
        json!({ "text": word, "part": ADVICE }),
        json!({ "text": word }),
    ] {
        assert_eq!(
            desk.ola.program.post("/notes").json(&body).send().status,
            201
        );
    }
    desk.kari.have_link_sent(EMAIL);
    desk.kari.confirm(&desk.app, EMAIL);
    assert_eq!(desk.kari.send("sent").status, 201);
    assert!(!desk.kari.submission().to_string().contains(word));
    assert!(!desk.kari.receipt(1).to_string().contains(word));
    let (mut kari, _) = desk.browsers();
    for rest in ["/se-over", "/kvittering", "/kvittering.json"] {
        assert!(
            !get(&mut kari, &desk.page(rest)).text().contains(word),
            "{rest}"
        );
    }
}

#[test]
fn a_part_is_held_by_agreement_and_stands_first_for_whoever_holds_it() {
    let mut desk = Desk::new();
    let (mut kari, mut ola) = desk.browsers();
    let raad = desk.page(&format!("/raad/{NEXT_ADVICE}"));
    let hold = |client: &mut Client, who: &str| {
        let drawn = get(client, &raad);
        let token = csrf(drawn.text());
        let fields = [("csrf", token.as_str()), ("skrives_av", who)];
        press(client, &format!("{raad}/skrives-av"), &fields)
    };
    let id = desk.ola.id.to_string();
    assert_eq!(hold(&mut kari, &id).status, 303);
    let list = get(&mut kari, &desk.page("")).text().to_owned();
    assert!(
        list.contains("Skrives av Ola Moen") && !list.contains("Det du skriver"),
        "{list}"
    );
    let own = get(&mut ola, &desk.page("")).text().to_owned();
    let (mine, rest) = (own.find("Det du skriver"), own.find("De andre delene"));
    let place = own.find(&format!("/raad/{NEXT_ADVICE}\""));
    assert!(mine < place && place < rest, "{own}");
    // Another who may write writes there all the same.
    let next_text = TEXT.replace(ADVICE, NEXT_ADVICE);
    desk.kari.write(&next_text, 0, "Karis.");
    assert_eq!(hold(&mut kari, "meg").status, 303);
    let part = desk.ola.program_get(&format!("/parts/{NEXT_ADVICE}"));
    assert_eq!(
        part["holder"],
        json!({ "contributor": null, "name": "Kari", "me": false })
    );
    assert_eq!(hold(&mut kari, "ingen").status, 303);
    let holder = format!("/parts/{NEXT_ADVICE}/holder");
    let put = |desk: &mut Desk, body: &Value| desk.kari.request("PUT", &holder).json(body).send();
    assert_eq!(put(&mut desk, &json!({ "contributor": id })).status, 204);
    let stranger = put(
        &mut desk,
        &json!({ "contributor": "01890000-0000-7000-8000-000000000000" }),
    );
    assert_eq!(faults(&stranger)[0].0, "/contributor");
    // Whoever takes part no more holds nothing.
    let ola = format!("/contributors/{}", desk.ola.id);
    assert_eq!(desk.kari.request("DELETE", &ola).send().status, 204);
    let part = desk.kari.get(&format!("/parts/{NEXT_ADVICE}")).json();
    assert_eq!(part["holder"], Value::Null);
    assert_eq!(desk.kari.request("DELETE", &holder).send().status, 204);
}

#[test]
fn a_session_that_ends_in_the_middle_of_writing_loses_nothing() {
    let mut desk = Desk::new();
    let (mut kari, _) = desk.browsers();
    let raad = desk.page(&format!("/raad/{ADVICE}"));
    let drawn = get(&mut kari, &raad);
    desk.later(24 * 60 * 60 + 1);
    // Without a script: the page that refuses has all of it, to be sent again.
    let refused = send_part(&mut kari, &drawn, &raad, &[(TEXT, "Skrevet over natten.")]);
    assert_eq!(refused.status, 401);
    assert!(refused.text().contains("Skrevet over natten."));
    // The script is told so, and keeps it.
    let save = |client: &mut Client, token: &str| {
        client
            .post(&raad)
            .header("Sec-Fetch-Site", "same-origin")
            .header("Accept", "application/json")
            .form(&[
                ("csrf", token),
                ("v.r1.tekst", "0"),
                (TEXT, "Skrevet over natten."),
            ])
            .send()
    };
    let old = csrf(drawn.text());
    assert_eq!(save(&mut kari, &old).status, 401);
    // The link is opened in another tab of the same browser: the page that was open goes on from there.
    let entered = press(&mut kari, &format!("/lenke/{}", desk.kari.token), &[]);
    assert_eq!(entered.status, 303);
    let met = save(&mut kari, &old);
    assert_eq!(met.status, 403);
    let fresh = met.json()["csrf"].as_str().expect("a proof").to_owned();
    let again = send_part(&mut kari, &drawn, &raad, &[(TEXT, "Skrevet over natten.")]);
    assert_eq!(again.status, 403);
    assert_eq!(csrf(again.text()), fresh);
    assert!(again.text().contains("Skrevet over natten."));
    assert_eq!(save(&mut kari, &fresh).status, 200);
    let stands = desk.ola.program_get(&format!("/fields/{TEXT}"));
    assert_eq!(stands["text"], "Skrevet over natten.");
}

#[test]
fn what_was_merged_by_hand_and_not_chosen_is_kept_in_the_history() {
    const BY_HAND: &str = "Fra Ola og Kari.";
    // What the page itself had put in is nobody's text.
    const MADE: &str = "Fra Ola.\r\nFra Kari.";
    for (choice, merged, stands, n) in [
        ("min", BY_HAND, "Fra Kari.", 4),
        ("deres", BY_HAND, "Fra Ola.", 3),
        ("min", MADE, "Fra Kari.", 3),
        ("deres", MADE, "Fra Ola.", 2),
    ] {
        let mut desk = Desk::new();
        let (mut kari, mut ola) = desk.browsers();
        let raad = desk.page(&format!("/raad/{ADVICE}"));
        let (drawn, olas) = (get(&mut kari, &raad), get(&mut ola, &raad));
        let first = send_part(&mut ola, &olas, &raad, &[(TEXT, "Fra Ola.")]);
        assert_eq!(first.status, 303, "{}", first.text());
        let met = send_part(&mut kari, &drawn, &raad, &[(TEXT, "Fra Kari.")]);
        assert_eq!(met.status, 409, "{}", met.text());
        let page = met.text();
        let chosen = press(
            &mut kari,
            &format!("{raad}/valg"),
            &[
                ("csrf", &csrf(page)),
                ("v.r1.tekst", &hidden(page, "v.r1.tekst")),
                ("min.r1.tekst", &hidden(page, "min.r1.tekst")),
                ("flett.r1.tekst", merged),
                ("velg.r1.tekst", choice),
            ],
        );
        assert_eq!(chosen.status, 303, "{}", chosen.text());
        let now = desk.ola.program_get(&format!("/fields/{TEXT}"));
        assert_eq!(now["text"], stands, "{choice} {merged}");
        let versions = desk.ola.program_get(&format!("/fields/{TEXT}/versions"));
        let all = versions["items"].as_array().expect("versions");
        assert_eq!(all.len(), n, "{choice} {merged}: {versions}");
        let is_kept = all.iter().any(|one| one["text"] == BY_HAND);
        assert_eq!(is_kept, merged == BY_HAND, "{versions}");
    }
}

#[test]
fn a_field_that_comes_without_its_version_is_refused_and_every_word_is_there() {
    let mut desk = Desk::new();
    let (mut kari, _) = desk.browsers();
    let raad = desk.page(&format!("/raad/{ADVICE}"));
    let token = csrf(get(&mut kari, &raad).text());
    let fields = [("csrf", token.as_str()), (TEXT, "Skrevet uten versjon.")];
    let refused = press(&mut kari, &raad, &fields);
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert!(
        refused.text().contains("Skrevet uten versjon."),
        "{}",
        refused.text()
    );
    assert_eq!(
        desk.ola.program_get(&format!("/fields/{TEXT}"))["version"],
        0
    );
}
