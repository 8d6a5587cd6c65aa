//! Out to Word, and back in: what was written in the file stands in its field or is shown as not placed, nothing is
//! changed before somebody has said so, and what others have saved is never written over.

use crate::adoption::browser;
use crate::extension::at;
use crate::invitations::{csrf, press};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::{Answer, Client};
use crate::support::colleague::colleague;
use crate::support::office::{edited, is_left_out};
use crate::support::respondent::{
    ADVICE, REASON, Respondent, SCALE, TEXT, faults, problem, text_of,
};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hoering::right::Right;
use hoering::schedule;
use serde_json::{Value, json};
use std::io::{Cursor, Read, Write};

const OTHER: &str = "r2.tekst";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The form with what stands in the draft.
fn form(respondent: &mut Respondent) -> Vec<u8> {
    let fetched = respondent.get("/word-form");
    assert_eq!(fetched.status, 200);
    assert_eq!(fetched.header("content-type"), Some(DOCX));
    fetched.body
}

fn empty_form(app: &TestApp) -> Vec<u8> {
    let fetched = app
        .client()
        .get(&format!("/api/v1/consultations/{EXAMPLE}/word-form"))
        .send();
    assert_eq!(fetched.status, 200);
    fetched.body
}

fn give(respondent: &mut Respondent, file: &[u8]) -> Answer {
    let content = BASE64_STANDARD.encode(file);
    let given = json!({ "file_name": "svar.docx", "content": content });
    respondent.post("/word-readings").json(&given).send()
}

/// What a file says: where the reading is, and the reading.
fn read(respondent: &mut Respondent, file: &[u8]) -> (String, Value) {
    let given = give(respondent, file);
    assert_eq!(given.status, 201, "{}", given.text());
    let rest = format!("/word-readings/{}", text_of(&given.json()["id"]));
    let reading = respondent.get(&rest);
    assert_eq!(reading.status, 200, "{}", reading.text());
    (rest, reading.json())
}

fn field<'v>(reading: &'v Value, key: &str) -> &'v Value {
    let fields = reading["fields"].as_array().expect("fields");
    let is_it = |f: &&Value| f["key"] == key && f["is_no_comment"] == (key == ADVICE);
    fields
        .iter()
        .find(is_it)
        .unwrap_or_else(|| panic!("no {key} in {reading:#}"))
}

fn take(respondent: &mut Respondent, rest: &str, fields: &[&Value]) -> Answer {
    let places: Vec<Value> = fields
        .iter()
        .map(|f| json!({ "place": f["place"], "version": f["version"] }))
        .collect();
    let taking = json!({ "places": places });
    respondent
        .post(&format!("{rest}/taken"))
        .json(&taking)
        .send()
}

fn stands(respondent: &mut Respondent, key: &str) -> Value {
    respondent.get(&format!("/fields/{key}")).json()
}

pub fn document(file: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a package");
    let mut xml = String::new();
    let mut part = zip.by_name("word/document.xml").expect("a text");
    part.read_to_string(&mut xml).expect("a text");
    xml
}

/// The file with another text in the package.
fn with_document(file: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a package");
    let mut made = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..zip.len() {
        let mut part = zip.by_index(n).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        let name = part.name().expect("a name").into_owned();
        if name == "word/document.xml" {
            bytes = change(std::str::from_utf8(&bytes).expect("a text")).into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        made.start_file(name, options).expect("a part");
        made.write_all(&bytes).expect("its bytes");
    }
    made.finish().expect("a package").into_inner()
}

/// The file with something else in the cell of a field, between the beginning of its bookmark and its end.
pub fn with_cell(file: &[u8], key: &str, cell: &str) -> Vec<u8> {
    with_document(file, |xml| {
        let alias = xml
            .find(&format!("<w:alias w:val=\"{key}:"))
            .expect("its control");
        let start = xml[..alias].rfind("<w:bookmarkStart").expect("a bookmark");
        let after = start + xml[start..].find("/>").expect("its end") + 2;
        let end = after + xml[after..].find("<w:bookmarkEnd").expect("an end");
        format!("{}{cell}{}", &xml[..after], &xml[end..])
    })
}

fn control(key: &str, content: &str) -> String {
    format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"{key}\"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )
}

#[test]
fn the_form_has_every_rad_with_its_fields_in_both_languages() {
    let app = TestApp::start();
    for (path, said) in [
        (
            format!("/horinger/{EXAMPLE}/svarskjema.docx"),
            "Høringsfrist",
        ),
        (
            format!("/nn/horinger/{EXAMPLE}/svarskjema.docx"),
            "Høyringsfrist",
        ),
    ] {
        let fetched = app.client().get(&path).send();
        assert_eq!(fetched.status, 200, "{path}");
        assert_eq!(fetched.header("content-type"), Some(DOCX));
        let name = fetched.header("content-disposition").expect("a name");
        assert!(
            name.starts_with("attachment") && name.contains(".docx"),
            "{name}"
        );
        let xml = document(&fetched.body);
        assert!(xml.contains(said), "{said}");
        assert!(xml.contains("24/13304") && xml.contains("<w:tblHeader/>"));
        assert!(xml.contains("<w:pStyle w:val=\"Heading1\"/>"));
        for n in 1..=11 {
            for key in [
                format!("r{n}.tekst"),
                format!("r{n}.standpunkt"),
                format!("r{n}.ingen-merknad"),
            ] {
                let alias = format!("<w:alias w:val=\"{key}:");
                assert_eq!(xml.matches(&alias).count(), 1, "{key}");
            }
        }
    }
    let page = app.client().get(&format!("/horinger/{EXAMPLE}")).send();
    assert!(page.text().contains("svarskjema.docx"), "nobody finds it");
    assert_eq!(
        app.client()
            .get("/horinger/finnes-ikke/svarskjema.docx")
            .send()
            .status,
        404
    );
}

#[test]
fn libreoffice_gives_every_text_back_in_its_field() {
    if is_left_out() {
        return;
    }
    let app = TestApp::start();
    let mut desk = Respondent::begin(&app);
    let text = "Første linje: «æøå» & <b>\n\n  Innrykk\tmed tabulator\nSiste\u{AD}ord\u{2011}her";
    desk.write(TEXT, 0, text);
    let chosen = json!({ "choice": "stotter" });
    assert_eq!(desk.put_field(SCALE, 0, &chosen).status, 200);
    let file = form(&mut desk);

    // As it was saved again, with nothing written.
    let (_, reading) = read(&mut desk, &edited(&file, &json!([])));
    for one in reading["fields"].as_array().expect("fields") {
        assert_eq!(one["state"], "same", "{one:#}");
    }
    assert_eq!(reading["not_placed"], json!([]));

    let edits = json!([
        { "code": "r1.tekst:", "do": "paragraph", "text": "Et avsnitt til" },
        { "code": "r1.tekst:", "do": "break", "text": "og en linje" },
        { "code": "r1.begrunnelse:", "do": "append", "text": "Helt nytt" },
        { "code": "r1.standpunkt:", "do": "replace", "text": "Støtter ikke" },
        { "code": "r2.ingen-merknad:", "do": "replace", "text": "X" },
        { "code": "r3.tekst:", "do": "delete_row" },
        { "do": "record" },
        { "code": "r4.tekst:", "do": "append", "text": "Sporet tekst" },
        { "code": "r4.tekst:", "do": "below", "text": "Skrevet under tabellen" },
    ]);
    let (rest, reading) = read(&mut desk, &edited(&file, &edits));
    let more = format!("{text}\nEt avsnitt til\nog en linje");
    assert_eq!(field(&reading, TEXT)["text"], json!(more));
    assert_eq!(field(&reading, REASON)["text"], "Helt nytt");
    assert_eq!(field(&reading, SCALE)["choice"], "stotter-ikke");
    assert_eq!(field(&reading, "r4.tekst")["text"], "Sporet tekst");
    assert_eq!(field(&reading, "r3.tekst")["state"], "missing");
    let marked = reading["fields"].as_array().expect("fields").iter();
    let marked: Vec<&Value> = marked.filter(|f| f["no_comment"] == true).collect();
    assert_eq!((marked.len(), &marked[0]["key"]), (1, &json!("r2")));
    assert!(reading["remarks"]["tracked_changes"].as_u64() > Some(0));
    let loose = reading["not_placed"].as_array().expect("a list");
    assert_eq!(loose.len(), 1, "{loose:#?}");
    assert_eq!(loose[0]["text"], "Skrevet under tabellen");
    assert_eq!(loose[0]["why"], "outside");

    // Nothing was changed so far.
    assert_eq!(stands(&mut desk, TEXT)["text"], json!(text));
    let changed: Vec<&Value> = reading["fields"]
        .as_array()
        .expect("fields")
        .iter()
        .filter(|f| f["state"] == "changed")
        .collect();
    assert_eq!(changed.len(), 5);
    let taken = take(&mut desk, &rest, &changed);
    assert_eq!(taken.status, 200, "{}", taken.text());
    assert_eq!(taken.json()["saved"].as_array().expect("a list").len(), 5);
    assert_eq!(stands(&mut desk, TEXT)["text"], json!(more));
    assert_eq!(stands(&mut desk, SCALE)["choice"], "stotter-ikke");
    assert_eq!(stands(&mut desk, "r4.tekst")["text"], "Sporet tekst");
    let draft = desk.draft();
    let r2 = draft["parts"]
        .as_array()
        .expect("parts")
        .iter()
        .find(|p| p["advice"] == "r2");
    assert_eq!(r2.expect("the råd")["status"], "no_comment");
}

#[test]
fn what_word_does_to_a_field_while_people_write_changes_nothing_of_where_it_belongs() {
    let app = TestApp::start();
    let mut desk = Respondent::begin(&app);
    let file = form(&mut desk);
    let word = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let shapes = [
        // Runs that Word has split, with what it keeps between them.
        (format!("<w:p>{}<w:proofErr w:type=\"spellStart\"/>{}</w:p>", word("Delt "), word("opp")), "Delt opp"),
        // Insertions and deletions that are recorded.
        (
            format!("<w:p>{}<w:ins w:id=\"9\" w:author=\"A\">{}</w:ins><w:del w:id=\"8\"><w:r><w:delText>gammelt</w:delText></w:r></w:del></w:p>", word("Noe "), word("nytt")),
            "Noe nytt",
        ),
        // Soft line breaks.
        ("<w:p><w:r><w:t>En</w:t><w:br/><w:t>to</w:t></w:r></w:p><w:p><w:r><w:t>tre</w:t></w:r></w:p>".to_owned(), "En\nto\ntre"),
    ];
    for (paragraphs, expected) in &shapes {
        // In its control, and with the control deleted.
        for cell in [control("noe", paragraphs), paragraphs.clone()] {
            let (_, reading) = read(&mut desk, &with_cell(&file, TEXT, &cell));
            let one = field(&reading, TEXT);
            assert_eq!(
                (&one["state"], &one["text"]),
                (&json!("changed"), &json!(expected))
            );
            assert_eq!(reading["not_placed"], json!([]));
        }
    }
    // With its bookmark gone, too, the code of the row is left.
    let bare = with_cell(&file, TEXT, &shapes[0].0);
    let bare = with_document(&bare, |xml| {
        let alias = xml
            .find("<w:alias w:val=\"r1.begrunnelse:")
            .expect("the next control");
        let until = xml[..alias]
            .rfind("<w:bookmarkStart")
            .expect("its bookmark");
        let from = xml[..until]
            .rfind("<w:bookmarkStart")
            .expect("the one before");
        let end = from + xml[from..].find("/>").expect("an end") + 2;
        format!("{}{}", &xml[..from], &xml[end..])
    });
    let (_, reading) = read(&mut desk, &bare);
    assert_eq!(field(&reading, TEXT)["text"], "Delt opp");
}

#[test]
fn a_text_whose_cell_says_two_things_is_shown_and_placed_nowhere() {
    let app = TestApp::start();
    let mut desk = Respondent::begin(&app);
    let file = form(&mut desk);
    let xml = document(&file);
    let begins = format!("<w:alias w:val=\"{OTHER}:");
    let at = xml.find(&begins).expect("a control") + "<w:alias w:val=\"".len();
    let foreign = &xml[at..at + xml[at..].find('"').expect("an end")];
    let pasted = control(
        foreign,
        "<w:p><w:r><w:t>Limt inn fra et annet råd</w:t></w:r></w:p>",
    );
    let (rest, reading) = read(&mut desk, &with_cell(&file, TEXT, &pasted));
    assert_eq!(field(&reading, TEXT)["state"], "missing");
    assert_eq!(field(&reading, OTHER)["state"], "same");
    let loose = &reading["not_placed"][0];
    assert_eq!(loose["text"], "Limt inn fra et annet råd");
    assert_eq!(loose["why"], "unclear");
    let refused = take(&mut desk, &rest, &[field(&reading, TEXT)]);
    assert_eq!(refused.status, 422);
    assert_eq!(
        faults(&refused),
        [(
            "/places/0/place".to_owned(),
            "word-nothing-to-take".to_owned()
        )]
    );
}

/// What a reading places nowhere: under which heading, and the text.
fn loose(reading: &Value) -> Vec<(String, String)> {
    let all = reading["not_placed"].as_array().expect("a list").iter();
    all.map(|one| (text_of(&one["heading"]), text_of(&one["text"])))
        .collect()
}

#[test]
fn what_is_written_beside_the_fields_is_shown_also_when_it_is_what_the_form_says_elsewhere() {
    const SAID: &str = "<w:p><w:r><w:t>Ingen merknad</w:t></w:r></w:p>";
    let app = TestApp::start();
    let mut desk = Respondent::begin(&app);
    let file = form(&mut desk);
    for untouched in [&file, &empty_form(&app)] {
        let (_, reading) = read(&mut desk, untouched);
        assert_eq!(loose(&reading), []);
    }
    // Below the table of råd 2.
    let below = with_document(&file, |xml| {
        let alias = xml.find("<w:alias w:val=\"r2.ingen-merknad:").expect("it");
        let end = alias + xml[alias..].find("</w:tbl>").expect("its table") + "</w:tbl>".len();
        format!("{}{SAID}{}", &xml[..end], &xml[end..])
    });
    let (_, reading) = read(&mut desk, &below);
    let [(heading, text)] = &loose(&reading)[..] else {
        panic!("{reading:#}")
    };
    assert!(
        heading.contains("Råd 2") && text == "Ingen merknad",
        "{reading:#}"
    );
    // In the room for what is decided, the last of the form.
    let decided = with_document(&file, |xml| {
        let at = xml.rfind("</w:tc>").expect("a cell");
        format!("{}{SAID}{}", &xml[..at], &xml[at..])
    });
    let (_, reading) = read(&mut desk, &decided);
    let found = loose(&reading);
    assert!(
        matches!(&found[..], [(_, text)] if text == "Ingen merknad"),
        "{found:#?}"
    );
    // A line that the form does have there, once more.
    let twice = with_document(&file, |xml| {
        let at = xml.find("<w:body>").expect("a body") + "<w:body>".len();
        let end = at + xml[at..].find("</w:p>").expect("a title") + "</w:p>".len();
        format!("{}{}{}", &xml[..end], &xml[at..end], &xml[end..])
    });
    let (_, reading) = read(&mut desk, &twice);
    assert_eq!(loose(&reading).len(), 1, "{reading:#}");
}

#[test]
fn an_answer_whose_cell_has_lost_its_names_is_shown_whatever_it_says() {
    let app = TestApp::start();
    let mut desk = Respondent::begin(&app);
    let file = form(&mut desk);
    let xml = document(&file);
    let alias = xml.find("<w:alias w:val=\"r3.tekst:").expect("a control");
    let quoted = |from: usize| {
        let from = from + xml[from..].find("=\"").expect("a value") + 2;
        xml[from..from + xml[from..].find('"').expect("its end")].to_owned()
    };
    let code = quoted(alias);
    let start = xml[..alias].rfind("<w:bookmarkStart").expect("a bookmark");
    let bookmark = quoted(start + xml[start..].find("w:name").expect("its name"));
    for said in ["Ingen merknad", "Svar"] {
        let cell = format!("<w:p><w:r><w:t>{said}</w:t></w:r></w:p>");
        let bare = with_cell(&file, "r3.tekst", &cell);
        let bare = with_document(&bare, |xml| {
            xml.replace(&code, "borte").replace(&bookmark, "borte")
        });
        let (_, reading) = read(&mut desk, &bare);
        assert_eq!(field(&reading, "r3.tekst")["state"], "missing");
        let found = loose(&reading);
        let mut lines = found.iter().flat_map(|(_, text)| text.lines());
        assert!(lines.any(|line| line == said), "{found:#?}");
    }
}

#[test]
fn what_a_colleague_saved_is_never_written_over_unseen() {
    let app = TestApp::start();
    let mut desk = Respondent::begin(&app);
    desk.write(TEXT, 0, "Slik det sto.");
    desk.write(OTHER, 0, "Slik det sto i råd 2.");
    let file = form(&mut desk);
    let mut ola = colleague(&app, &desk.desk, "Ola", Right::Write, &[]).program;
    ola.write(TEXT, 1, "Ola har skrevet.");
    ola.write(OTHER, 1, "Ola har skrevet i råd 2.");
    let changed = with_cell(
        &file,
        TEXT,
        "<w:p><w:r><w:t>Skrevet i Word.</w:t></w:r></w:p>",
    );
    let (rest, reading) = read(&mut desk, &changed);
    // Both have changed the one; in the other the file has what stood before.
    assert_eq!(field(&reading, TEXT)["state"], "both");
    assert_eq!(field(&reading, OTHER)["state"], "behind");
    // Ola saves once more before it is taken in.
    ola.write(TEXT, 2, "Ola har skrevet mer.");
    let taken = take(&mut desk, &rest, &[field(&reading, TEXT)]);
    assert_eq!(taken.status, 200);
    assert_eq!(taken.json()["saved"], json!([]));
    assert_eq!(
        taken.json()["overtaken"].as_array().expect("a list").len(),
        1
    );
    let now = stands(&mut desk, TEXT);
    assert_eq!(now["text"], "Ola har skrevet mer.");
    // Both are kept, and the file can be taken in over what was seen.
    let kept = desk.get(&format!("/fields/{TEXT}/versions/4")).json();
    assert_eq!(kept["text"], "Skrevet i Word.");
    let again = desk.get(&rest).json();
    let taken = take(&mut desk, &rest, &[field(&again, TEXT)]);
    assert_eq!(taken.json()["saved"].as_array().expect("a list").len(), 1);
    assert_eq!(stands(&mut desk, TEXT)["text"], "Skrevet i Word.");
    let history = desk.get(&format!("/fields/{TEXT}/versions")).json();
    assert_eq!(history["items"].as_array().expect("versions").len(), 5);
    // The same again changes nothing.
    let version = stands(&mut desk, TEXT)["version"].clone();
    let twice = take(&mut desk, &rest, &[field(&again, TEXT)]);
    assert_eq!(twice.status, 200);
    assert_eq!(stands(&mut desk, TEXT)["version"], version);
}

#[test]
fn whoever_writes_in_some_parts_takes_in_those_alone() {
    let app = TestApp::start();
    let desk = Respondent::begin(&app);
    let mut kari = colleague(&app, &desk.desk, "Kari", Right::Write, &[ADVICE]).program;
    let file = form(&mut kari);
    let one = "<w:p><w:r><w:t>Karis tekst</w:t></w:r></w:p>";
    let file = with_cell(&with_cell(&file, TEXT, one), OTHER, one);
    let (rest, reading) = read(&mut kari, &file);
    let refused = take(
        &mut kari,
        &rest,
        &[field(&reading, TEXT), field(&reading, OTHER)],
    );
    assert_eq!(
        (refused.status, problem(&refused)),
        (403, "right-missing".into())
    );
    assert_eq!(stands(&mut kari, TEXT)["text"], Value::Null);
    assert_eq!(take(&mut kari, &rest, &[field(&reading, TEXT)]).status, 200);
    assert_eq!(stands(&mut kari, TEXT)["text"], "Karis tekst");
    assert_eq!(stands(&mut kari, OTHER)["text"], Value::Null);
    let mut reads = colleague(&app, &desk.desk, "Per", Right::Read, &[]).program;
    assert_eq!(reads.get("/word-form").status, 200);
    assert_eq!(give(&mut reads, &file).status, 403);
    // Another answer has no such reading.
    let mut other = Respondent::begin(&app);
    assert_eq!(other.get(&rest).status, 404);
}

#[test]
fn a_locked_text_is_not_changed_by_a_file() {
    let app = TestApp::start();
    let mut desk = Respondent::begin(&app);
    let file = form(&mut desk);
    let file = with_cell(
        &file,
        TEXT,
        "<w:p><w:r><w:t>Skrevet i Word.</w:t></w:r></w:p>",
    );
    let locked = json!({ "treated_in": "formannskapet" });
    assert_eq!(
        desk.request("PUT", "/lock").json(&locked).send().status,
        200
    );
    let (rest, reading) = read(&mut desk, &file);
    let refused = take(&mut desk, &rest, &[field(&reading, TEXT)]);
    assert_eq!((refused.status, problem(&refused)), (409, "locked".into()));
    assert_eq!(stands(&mut desk, TEXT)["version"], 0);
    assert_eq!(desk.request("DELETE", "/lock").send().status, 200);
    assert_eq!(take(&mut desk, &rest, &[field(&reading, TEXT)]).status, 200);
}

#[test]
fn that_the_text_is_locked_is_said_before_a_file_is_sent_in() {
    let app = TestApp::start();
    let mut desk = Respondent::begin(&app);
    let mut client = browser(&app, &desk.token);
    let path = format!("/svar/{}/word", desk.desk);
    let said = "låst til behandling";
    let page = client.get(&path).send();
    assert!(!page.text().contains(said), "{}", page.text());
    let locked = json!({ "treated_in": "formannskapet" });
    let locked = desk.request("PUT", "/lock").json(&locked).send();
    assert_eq!(locked.status, 200);
    let page = client.get(&path).send();
    assert!(page.text().contains(said), "{}", page.text());
}

#[test]
fn what_was_read_and_is_gone_leads_to_where_the_file_is_sent_in_anew() {
    let app = TestApp::start();
    let mut desk = Respondent::begin(&app);
    let file = form(&mut desk);
    let (rest, _) = read(&mut desk, &file);
    let mut client = browser(&app, &desk.token);
    let start = format!("/svar/{}/word", desk.desk);
    let read_once = rest.replace("/word-readings", &start);
    assert_eq!(client.get(&read_once).send().status, 200);
    let token = csrf(client.get(&start).send().text());
    // As many again as are kept.
    for _ in 0..5 {
        read(&mut desk, &file);
    }
    let again = format!("{start}?borte=1");
    let asked = client.get(&read_once).send();
    let pressed = press(&mut client, &read_once, &[("csrf", &token)]);
    for answer in [asked, pressed] {
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert_eq!(answer.header("location"), Some(again.as_str()));
    }
    let page = client.get(&again).send();
    assert!(
        page.text().contains("Last opp filen på nytt"),
        "{}",
        page.text()
    );
    // An address that nothing was ever read at is none.
    assert_eq!(client.get(&format!("{start}/x")).send().status, 404);
}

#[test]
fn a_text_over_its_limit_is_kept_and_one_over_the_ceiling_is_not_cut() {
    let app = TestApp::start();
    let mut desk = Respondent::begin(&app);
    let file = form(&mut desk);
    let of = |n: usize| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "ø".repeat(n));
    let (rest, reading) = read(&mut desk, &with_cell(&file, TEXT, &of(4_012)));
    assert_eq!(field(&reading, TEXT)["surplus"], 12);
    assert_eq!(take(&mut desk, &rest, &[field(&reading, TEXT)]).status, 200);
    assert_eq!(
        stands(&mut desk, TEXT)["text"]
            .as_str()
            .expect("a text")
            .chars()
            .count(),
        4_012
    );
    let (rest, reading) = read(&mut desk, &with_cell(&file, TEXT, &of(40_001)));
    let one = field(&reading, TEXT);
    assert_eq!(one["state"], "unfit");
    assert_eq!(
        one["unfit"].as_str().expect("a text").chars().count(),
        40_001
    );
    assert_eq!(take(&mut desk, &rest, &[one]).status, 422);
}

#[test]
fn an_empty_form_empties_nothing_and_a_field_emptied_in_the_file_is_asked_about() {
    let app = TestApp::start();
    let mut desk = Respondent::begin(&app);
    desk.write(TEXT, 0, "Det som står.");
    let empty = empty_form(&app);
    let (_, reading) = read(&mut desk, &empty);
    assert_eq!(field(&reading, TEXT)["state"], "behind");
    let file = form(&mut desk);
    let (rest, reading) = read(&mut desk, &with_cell(&file, TEXT, "<w:p/>"));
    assert_eq!(field(&reading, TEXT)["state"], "changed");
    assert_eq!(take(&mut desk, &rest, &[field(&reading, TEXT)]).status, 200);
    assert_eq!(stands(&mut desk, TEXT)["text"], Value::Null);
}

#[test]
fn choices_and_ingen_merknad_come_back_by_their_words_or_are_left_to_the_page() {
    let app = TestApp::start();
    let mut desk = Respondent::begin(&app);
    let file = form(&mut desk);
    // Within the paragraph that the cell has.
    let say = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    for said in ["støtter  ikke", "STØTTAR IKKJE "] {
        let (_, reading) = read(&mut desk, &with_cell(&file, SCALE, &say(said)));
        assert_eq!(field(&reading, SCALE)["choice"], "stotter-ikke", "{said}");
    }
    let (_, reading) = read(&mut desk, &with_cell(&file, SCALE, &say("Kanskje")));
    assert_eq!(field(&reading, SCALE)["state"], "unfit");
    assert_eq!(field(&reading, SCALE)["unfit"], "Kanskje");
    let mark = "r1.ingen-merknad";
    let (rest, reading) = read(&mut desk, &with_cell(&file, mark, &say("x")));
    assert_eq!(field(&reading, ADVICE)["no_comment"], true);
    assert_eq!(
        take(&mut desk, &rest, &[field(&reading, ADVICE)]).status,
        200
    );
    // A text and the mark in one råd: that is chosen on the page.
    let both = with_cell(
        &with_cell(&file, mark, &say("x")),
        TEXT,
        "<w:p><w:r><w:t>Likevel en tekst</w:t></w:r></w:p>",
    );
    let mut other = Respondent::begin(&app);
    let (rest, reading) = read(&mut other, &both);
    assert_eq!(field(&reading, ADVICE)["state"], "contradicted");
    assert_eq!(
        take(&mut other, &rest, &[field(&reading, ADVICE)]).status,
        422
    );
    // The mark was taken away in the file.
    let with_mark = form(&mut desk);
    let (rest, reading) = read(&mut desk, &with_cell(&with_mark, mark, &say("☐")));
    assert_eq!(field(&reading, ADVICE)["no_comment"], false);
    assert_eq!(
        take(&mut desk, &rest, &[field(&reading, ADVICE)]).status,
        200
    );
    let draft = desk.draft();
    assert_eq!(draft["parts"][0]["status"], "not_started");
}

#[test]
fn a_text_that_is_taken_in_lifts_ingen_merknad() {
    let app = TestApp::start();
    let mut desk = Respondent::begin(&app);
    let marked = desk.request("PUT", "/advice/r1/no-comment").send();
    assert_eq!(marked.status, 204, "{}", marked.text());
    let file = form(&mut desk);
    let say = "<w:p><w:r><w:t>Likevel en tekst</w:t></w:r></w:p>";
    let (rest, reading) = read(&mut desk, &with_cell(&file, TEXT, say));
    assert_eq!(field(&reading, ADVICE)["state"], "same");
    assert_eq!(take(&mut desk, &rest, &[field(&reading, TEXT)]).status, 200);
    assert_eq!(desk.draft()["parts"][0]["status"], "started");
    // A mark in a file, where somebody came to write before it was taken in.
    let file = with_cell(
        &empty_form(&app),
        "r2.ingen-merknad",
        "<w:r><w:t>x</w:t></w:r>",
    );
    let (rest, reading) = read(&mut desk, &file);
    let fields = reading["fields"].as_array().expect("fields").iter();
    let mark = fields.clone().find(|f| f["key"] == "r2").expect("a mark");
    assert_eq!(mark["no_comment"], true);
    desk.write(OTHER, 0, "Skrevet imens.");
    let taken = take(&mut desk, &rest, &[mark]);
    assert_eq!(taken.status, 422, "{}", taken.text());
    assert_eq!(stands(&mut desk, OTHER)["text"], "Skrevet imens.");
}

#[test]
fn the_form_of_another_consultation_places_nothing() {
    let app = TestApp::start();
    app.publish("en-annen", "2026-05-04");
    let mut other = Respondent::begin_at(&app, "en-annen", &json!({}));
    let mut desk = Respondent::begin(&app);
    let file = form(&mut other);
    let (_, reading) = read(&mut desk, &file);
    assert_eq!(reading["of_another_consultation"], true);
    for one in reading["fields"].as_array().expect("fields") {
        assert_eq!(one["state"], "missing", "{one:#}");
    }
}

#[test]
fn a_form_of_an_earlier_version_is_read_and_what_is_asked_no_more_is_shown() {
    let app = TestApp::start();
    let mut desk = Respondent::begin(&app);
    let say = "<w:p><w:r><w:t>Skrevet før det ble tatt ut.</w:t></w:r></w:p>";
    let file = with_cell(&form(&mut desk), "r5.tekst", say);
    let file = with_cell(&file, TEXT, say);
    app.retire("r5");
    let (_, reading) = read(&mut desk, &file);
    assert_eq!(reading["proposal_version"], 1);
    assert_eq!(field(&reading, TEXT)["state"], "changed");
    // Of its own words the form has nothing to tell, though this version has them no more.
    let loose = reading["not_placed"].as_array().expect("a list");
    assert_eq!(loose.len(), 1, "{loose:#?}");
    assert_eq!(loose[0]["text"], "Skrevet før det ble tatt ut.");
    assert_eq!(
        (&loose[0]["heading"], &loose[0]["why"]),
        (&json!("r5.tekst"), &Value::Null)
    );
    // Where somebody has written in it, it stands in the form as long as it would be sent.
    desk.write("r5.tekst", 0, "Skrevet etterpå.");
    let (rest, reading) = read(&mut desk, &file);
    assert_eq!(field(&reading, "r5.tekst")["state"], "both");
    assert_eq!(
        take(&mut desk, &rest, &[field(&reading, "r5.tekst")]).status,
        200
    );
    let again = form(&mut desk);
    let (_, reading) = read(&mut desk, &again);
    assert_eq!(reading["not_placed"], json!([]));
    assert_eq!(field(&reading, "r5.tekst")["state"], "same");
}

#[test]
fn what_is_no_word_file_is_refused_and_what_was_read_goes_after_a_day() {
    let app = TestApp::start();
    let mut desk = Respondent::begin(&app);
    let refused = give(&mut desk, b"ikke en fil");
    assert_eq!(refused.status, 422);
    assert_eq!(
        faults(&refused),
        [("/content".to_owned(), "word-not-word".to_owned())]
    );
    let file = form(&mut desk);
    let bomb = with_document(&file, |_| "<w:p/>".repeat(512 * 1024));
    assert_eq!(
        faults(&give(&mut desk, &bomb)),
        [("/content".to_owned(), "word-too-large".to_owned())]
    );
    let (rest, _) = read(&mut desk, &file);
    app.clock.advance(chrono::TimeDelta::hours(23));
    let sweep = || app.block_on(schedule::sweep(&app.app)).expect("a sweep");
    assert_eq!(sweep().word_readings, 0);
    assert_eq!(desk.get(&rest).status, 200);
    app.clock.advance(chrono::TimeDelta::hours(2));
    assert_eq!(sweep().word_readings, 1);
    assert_eq!(desk.get(&rest).status, 404);
    let last = read(&mut desk, &file).0;
    for _ in 0..5 {
        read(&mut desk, &file);
    }
    assert_eq!(desk.get(&last).status, 404, "more than five are kept");
    // With a draft that is swept goes what was read for it.
    app.clock.set(at("2026-07-01T10:00:00Z"));
    sweep();
    assert_eq!(desk.get("").status, 401);
}

pub fn send_file(client: &mut Client, path: &str, token: &str, file: &[u8]) -> Answer {
    let mut body = format!(
        "--grense\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n\
         --grense\r\nContent-Disposition: form-data; name=\"file\"; filename=\"svar.docx\"\r\n\
         Content-Type: {DOCX}\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--grense--\r\n");
    client
        .post(path)
        .header("Sec-Fetch-Site", "same-origin")
        .body("multipart/form-data; boundary=grense", body)
        .send()
}

#[test]
fn on_the_page_the_file_is_looked_over_before_anything_is_saved() {
    let app = TestApp::start();
    let mut desk = Respondent::confirmed(&app);
    let mut client = browser(&app, &desk.token);
    let base = format!("/svar/{}", desk.desk);
    let tasks = client.get(&base).send();
    assert!(
        tasks.text().contains(&format!("{base}/word")),
        "nobody finds it"
    );
    let page = client.get(&format!("{base}/word")).send();
    assert!(page.text().contains(&format!("{base}/svarskjema.docx")));
    let token = csrf(page.text());
    let file = client.get(&format!("{base}/svarskjema.docx")).send().body;
    let refused = send_file(&mut client, &format!("{base}/word"), &token, b"ikke en fil");
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("kan ikke leses som en Word-fil"));
    let file = with_cell(
        &file,
        TEXT,
        "<w:p><w:r><w:t>Rådet er ganske klart.</w:t></w:r></w:p>",
    );
    let file = with_document(&file, |xml| {
        xml.replace(
            "<w:sectPr>",
            "<w:p><w:r><w:t>En løs setning &lt;script&gt;</w:t></w:r></w:p><w:sectPr>",
        )
    });
    let sent = send_file(&mut client, &format!("{base}/word"), &token, &file);
    assert_eq!(sent.status, 303, "{}", sent.text());
    let looked = sent.header("location").expect("a place").to_owned();
    let page = client.get(&looked).send();
    assert_eq!(page.status, 200);
    let html = page.text();
    assert!(html.contains("<ins>") && html.contains("ganske"), "{html}");
    assert!(html.contains("En løs setning &#60;script&#62;"), "{html}");
    assert_eq!(stands(&mut desk, TEXT)["text"], "Rådet er klart.");
    let place = html
        .split("name=\"ta-inn\" value=\"")
        .nth(1)
        .expect("a box");
    let place = place.split('"').next().expect("a value").to_owned();
    assert!(
        html.contains(&format!("value=\"{place}\" checked")),
        "what was changed in the file alone is chosen"
    );
    // A colleague saves first: the page is shown again, and theirs stands.
    let (name, seen) = (format!("v.{place}"), "1");
    desk.write(TEXT, 1, "En kollega var først.");
    let fields = [
        ("csrf", token.as_str()),
        (name.as_str(), seen),
        ("ta-inn", place.as_str()),
    ];
    let met = press(&mut client, &looked, &fields);
    assert_eq!(met.status, 409, "{}", met.text());
    assert!(met.text().contains("Noen har lagret i mellomtiden"));
    assert_eq!(stands(&mut desk, TEXT)["text"], "En kollega var først.");
    let fields = [
        ("csrf", token.as_str()),
        (name.as_str(), "2"),
        ("ta-inn", place.as_str()),
    ];
    let saved = press(&mut client, &looked, &fields);
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert_eq!(stands(&mut desk, TEXT)["text"], "Rådet er ganske klart.");
    let after = client
        .get(saved.header("location").expect("a place"))
        .send();
    assert!(
        after.text().contains("Ett felt er tatt inn fra filen."),
        "{}",
        after.text()
    );
    let nynorsk = client.get(&format!("/nn{looked}")).send();
    assert!(nynorsk.text().contains("Dette står i Word-fila"));
}
