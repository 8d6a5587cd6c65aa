//! What staff alone may see: a consultation that waits for its day, one that is only written, the register.

use super::Unpublished;
use super::canary::{Canary, Marks};
use super::file::Told;
use super::place::id_after;
use crate::support::app::TestApp;
use crate::support::client::Answer;
use crate::support::invited::Wanted;
use crate::support::staff::Staff;
use diesel::prelude::*;
use hoering::consultations::ImportOutcome;
use hoering::db::schema::{staff_token, working_copy};
use hoering::db::{Json, Uid};
use hoering::scope::Scope;
use serde_json::Value;

impl Unpublished {
    /// Imported for a later day, and open for change until then.
    pub fn waiting(app: &TestApp, staff: &mut Staff, marks: Marks) -> Self {
        let slug = "venter-paa-dagen";
        let (nb, nn) = (marks.word(Canary::WaitingNb), marks.word(Canary::WaitingNn));
        let told = Told {
            slug,
            case: 91,
            published_on: "2026-12-01",
            deadline_on: "2027-03-15",
            words: (&nb, &nn),
            owner: &nb,
            listed: &nb,
            inside: &marks.word(Canary::WaitingFile),
            change_note: None,
        };
        assert_eq!(told.import(app), ImportOutcome::Created);
        let opened = staff.post(&format!("/saksbehandling/horinger/{slug}/oppsett"), &[]);
        assert_eq!(opened.status, 303, "{}", opened.text());
        Self {
            slug,
            id: Some(super::id_of(app, slug)),
            document: first_document(app, slug),
        }
    }

    /// Written by pages, never imported.
    pub fn draft(app: &TestApp, staff: &mut Staff, marks: Marks) -> Self {
        let slug = "bare-skrevet";
        let fields = [
            ("kopi", "et-annet-sted"),
            ("tittel", "Bare skrevet"),
            ("slag", "høring"),
            ("referanse", "26/92"),
            ("adresse", slug),
        ];
        let begun = staff.post("/saksbehandling/oppsett/ny", &fields);
        assert_eq!(begun.status, 303, "{}", begun.text());
        let words = [Canary::DraftNb, Canary::DraftNn, Canary::DraftFile];
        write_over(app, staff, slug, words.map(|word| marks.word(word)));
        Self {
            slug,
            id: None,
            document: first_document(app, slug),
        }
    }
}

/// Writes a word into every text of a working copy, and gives it a document of its own.
pub fn write_over(app: &TestApp, staff: &mut Staff, slug: &str, [nb, nn, file]: [String; 3]) {
    let path = format!("/saksbehandling/horinger/{slug}/oppsett/dokumenter");
    let added = upload(staff, &path, &file);
    assert_eq!(added.status, 303, "{}", added.text());
    let row = working_copy::table.filter(working_copy::slug.eq(slug));
    app.database(|conn| {
        let (id, mut manuscript): (Uid, Json) = row
            .select((working_copy::id, working_copy::manuscript))
            .first(conn)
            .expect("a working copy");
        mark("", &mut manuscript.0, &nb, &nn);
        diesel::update(working_copy::table.find(id))
            .set(working_copy::manuscript.eq(manuscript))
            .execute(conn)
            .expect("a change");
    });
}

/// The strings that are typed; what only names things stays.
fn mark(name: &str, value: &mut Value, nb: &str, nn: &str) {
    match value {
        Value::String(text) => match name {
            "nn" => *text = format!("{text} {nn}"),
            "email" => *text = format!("{nb}@eksempel.example"),
            "nb" | "title" | "name" | "text" | "short_reason" | "phone" => {
                *text = format!("{text} {nb}");
            }
            _ => {}
        },
        Value::Array(items) => items.iter_mut().for_each(|item| mark(name, item, nb, nn)),
        Value::Object(members) => {
            let members = members.iter_mut();
            members.for_each(|(name, value)| mark(name, value, nb, nn));
        }
        _ => {}
    }
}

fn upload(staff: &mut Staff, path: &str, word: &str) -> Answer {
    let version = crate::invitations::hidden(staff.get(path).text(), "version");
    let field = |name: &str, value: &str| {
        format!("--grense\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = format!(
        "{}{}--grense\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"{word}.txt\"\r\n\
         Content-Type: text/plain\r\n\r\nInnhold {word}\r\n--grense--\r\n",
        field("csrf", &staff.csrf),
        field("version", &version),
    );
    staff
        .client
        .post(path)
        .header("Sec-Fetch-Site", "same-origin")
        .body("multipart/form-data; boundary=grense", body)
        .send()
}

/// Hash and name of the last document of a working copy.
pub fn first_document(app: &TestApp, slug: &str) -> (String, String) {
    let row = working_copy::table.filter(working_copy::slug.eq(slug));
    let manuscript: Json = app.database(|conn| {
        row.select(working_copy::manuscript)
            .first(conn)
            .expect("a working copy")
    });
    let document = manuscript.0["documents"]
        .as_array()
        .and_then(|all| all.last());
    let text = |name: &str| document.and_then(|d| d[name].as_str()).expect("a document");
    (text("sha256").to_owned(), text("file").to_owned())
}

/// A body, a list with it, and a file that was shown and not taken over.
pub fn register(app: &TestApp, staff: &mut Staff, marks: Marks) -> (String, String, String) {
    let name = format!("Uspurt {} kommune", marks.word(Canary::Registered));
    let address = marks.address(Canary::OfficialAddress, "registeret");
    let body = app.register(&[Wanted::new(&name, Some(&address))])[0];
    let lists = "/saksbehandling/lister";
    let made = staff.post(lists, &[("navn", &marks.word(Canary::ListName))]);
    let list = made.header("location").expect("a list").to_owned();
    let fields = [("hvem", "valgte"), ("id", &*body.to_string())];
    assert_eq!(staff.post(&format!("{list}/legg-til"), &fields).status, 303);
    let file = format!(
        "name,kind,address\nLaget {},organisation,ikke en adresse\n",
        marks.word(Canary::ImportFile)
    );
    let kept = staff.post("/saksbehandling/instanser/import", &[("text", &file)]);
    let import = kept.header("location").expect("a file");
    let last = |path: &str| path.rsplit('/').next().expect("an id").to_owned();
    (body.to_string(), last(&list), last(import))
}

/// A member of staff who has asked for a link to sign in; their id and its token.
pub fn sign_in_link(app: &TestApp) -> (String, String) {
    let email = "vil-inn@staff.example";
    let id = app.add_staff(email);
    let fields = [("email", email), ("til", "/saksbehandling")];
    let asked = super::place::press(&mut app.client(), "/saksbehandling/logg-inn", &fields);
    assert_eq!(asked.status, 200, "{}", asked.text());
    app.deliver_letters();
    let letters = app.mailbox.letters_to(email);
    let text = &letters.last().expect("a letter").text;
    let token = id_after(text, "/logg-inn/");
    let token = token.split_whitespace().next().expect("a token");
    (id.to_string(), token.to_owned())
}

/// The token of a program of theirs; its id and its secret.
pub fn token(app: &TestApp, member: &str, marks: Marks) -> (String, String) {
    let member = member.parse().expect("an id");
    let secret = app.token(member, &[Scope::AnswersRead]);
    let id = app.token_ids(member)[0];
    app.database(|conn| {
        diesel::update(staff_token::table.find(Uid(id)))
            .set(staff_token::name.eq(marks.word(Canary::TokenName)))
            .execute(conn)
    })
    .expect("a name");
    (id.to_string(), secret)
}
