//! A consultation with one of everything that has an address of its own: answers, a meeting, a body that was
//! invited, a question for more time, a document, versions.

use super::askers::Take;
use super::canary::{Canary, Marks};
use super::file::Told;
use super::holder::Holder;
use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::invited::{Invited, Wanted};
use crate::support::respondent::{Respondent, key, send_whole_to};
use crate::support::staff::Staff;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::TimeDelta;
use diesel::prelude::*;
use hoering::bodies::Form;
use hoering::consultations::{ImportOutcome, Key, load};
use hoering::db::Uid;
use hoering::db::schema::{body_report, deadline_request, invited};
use hoering::document::{Document, Look, Span};
use hoering::docx::compose;
use hoering::i18n::Lang;
use hoering::role::Role;
use hoering::session;
use serde_json::{Value, json};
use uuid::Uuid;

pub const TEXT: &str = "r1.tekst";

pub struct Place {
    pub slug: &'static str,
    pub id: Uuid,
    /// Hash and name of the document of its newest version.
    pub document: (String, String),
    /// Sent and numbered; what was written after that is not sent.
    pub desk: Holder,
    /// The marks «ingen merknad» that were made at once there.
    pub batch: String,
    /// A note between those who write there.
    pub note: String,
    /// A file that was sent with it.
    pub attachment: String,
    /// What was read in a Word file that came there.
    pub reading: String,
    /// Another link to that desk, which was ended; a browser still holds it.
    pub ended: Holder,
    pub letter_link: String,
    /// Those who were asked to take part in it, and one more, who is asked about.
    pub contributors: Vec<(Take, Holder)>,
    pub contributor: String,
    /// A body that was asked to sign what is written at `desk`, and has.
    pub cosigner: String,
    /// The link of another, which was taken out.
    pub ended_cosigner: String,
    /// Written, not sent.
    pub other: Holder,
    /// A member of whoever holds `desk`; it has handed over its input.
    pub member: String,
    pub body: Invited,
    /// The same in the register.
    pub body_id: String,
    pub invited: Holder,
    /// The link of the letter that invited it.
    pub invitation: String,
    /// The secret in the address of that body's calendar.
    pub feed: String,
    pub meeting: String,
    pub request: String,
    pub report: String,
    pub webhook: String,
    /// The highest number of an answer.
    pub number: i64,
}

/// Who sends, with a word in everything that they tell.
pub fn sender(word: &str, email: &str) -> Value {
    json!({
        "on_behalf": "organisation", "organisation": format!("Laget {word}"), "person": format!("Kari {word}"),
        "role": format!("Leder {word}"), "email": email,
    })
}

/// Publishes two versions of it.
fn published(app: &TestApp, slug: &'static str, case: u32, deadline_on: &str) {
    let first = Told {
        slug,
        case,
        published_on: "2026-01-05",
        deadline_on,
        words: ("vanlig", "vanleg"),
        owner: "vanlig",
        listed: "vanlig",
        inside: "vanlig",
        change_note: None,
    };
    assert_eq!(first.import(app), ImportOutcome::Created);
    let next = Told {
        words: ("ny", "ny"),
        inside: slug,
        change_note: Some("Ny ordlyd."),
        ..first
    };
    let outcome = next.import(app);
    assert!(
        matches!(outcome, ImportOutcome::NewVersion(_)),
        "{outcome:?}"
    );
}

impl Place {
    pub fn new(
        app: &TestApp,
        slug: &'static str,
        case: u32,
        deadline_on: &str,
        marks: Marks,
    ) -> Self {
        published(app, slug, case, deadline_on);
        let found = app.database(|conn| load(conn, &Key::from(slug), None));
        let found = found.expect("a reading").expect("a consultation");
        let document = found.documents.first().expect("a document");
        let document = (document.sha256.clone(), document.file_name.clone());
        let mut officer = app.staff(Role::Officer);
        let (desk, [batch, note, attachment], (ended, letter_link)) = sent_desk(app, slug, marks);
        let (mut contributors, contributor) = taking_part(app, &desk, slug, marks);
        let (cosigner, signs, ended_cosigner) = signing(app, &desk, slug, marks);
        contributors.push((Take::Signs, signs));
        let reading = word_file(app, &desk, marks);
        let name = format!("Fjellvik {slug} kommune");
        let member = member_asked(app, &desk, marks);
        let (body, invited, invitation) = invited_body(app, &mut officer, slug, &name, marks);
        let other = unsent_desk(app, slug, marks);
        let meeting = announced(&mut officer, slug);
        let request = asked_for_more_time(app, &desk, found.id, marks);
        let report = reported(app, &invitation, marks);
        let feed = feed(app, &invited);
        let own = format!("/saksbehandling/horinger/{slug}/webhooks");
        let webhook = webhook(app, &own, marks);
        Self {
            slug,
            id: found.id,
            document,
            desk,
            batch,
            note,
            attachment,
            reading,
            ended,
            letter_link,
            contributors,
            contributor,
            cosigner,
            ended_cosigner,
            other,
            member,
            body_id: body_id(app, &body),
            body,
            invited,
            invitation,
            feed,
            meeting,
            request,
            report,
            webhook,
            number: 2,
        }
    }

    pub fn contributor(&self, take: Take) -> &Holder {
        let mut all = self.contributors.iter();
        let found = all.find(|(of, _)| *of == take);
        &found.expect("somebody who takes part so").1
    }

    /// Its working copy, opened for change.
    pub fn open_copy(&self, staff: &mut Staff) {
        let opened = staff.post(
            &format!("/saksbehandling/horinger/{}/oppsett", self.slug),
            &[],
        );
        assert_eq!(opened.status, 303, "{}", opened.text());
    }
}

/// Those who are asked to take part in an answer, one of each kind; and the id of one more.
fn taking_part(
    app: &TestApp,
    desk: &Holder,
    slug: &str,
    marks: Marks,
) -> (Vec<(Take, Holder)>, String) {
    let mut coordinator = Respondent {
        client: app.client(),
        desk: desk.desk.clone(),
        token: desk.token.clone(),
    };
    let address = marks.address(Canary::ContributorEmail, slug);
    let mut ask = |called: &str, take: Take| {
        let email = format!("{}-{address}", called.to_lowercase());
        let name = format!("{} {called}", marks.word(Canary::ContributorName));
        let told =
            json!({ "name": name, "email": email, "may": take.right(), "parts": take.parts() });
        let asked = coordinator.post("/contributors").json(&told).send();
        assert_eq!(asked.status, 201, "{}", asked.text());
        let id = asked.json()["id"].as_str().expect("an id").to_owned();
        (id, email)
    };
    let asked = Take::ALL.map(|take| (take, ask(&format!("{take:?}"), take)));
    let (one_more, _) = ask("den-andre", Take::Reads);
    let mut all = Vec::new();
    for (take, (id, email)) in asked {
        let token = crate::support::respondent::letter_token(app, &email);
        all.push((take, Holder::new(app, &desk.desk, &token)));
        if take == Take::Ended {
            let ended = coordinator.request("DELETE", &format!("/contributors/{id}"));
            assert_eq!(ended.send().status, 204);
        }
    }
    (all, one_more)
}

/// Bodies that are asked to sign what is written there: one has signed what was sent, one says why it does not, and one
/// was taken out. The id of the first, with its holder, and the link of the last.
fn signing(app: &TestApp, desk: &Holder, slug: &str, marks: Marks) -> (String, Holder, String) {
    let mut coordinator = Respondent {
        client: app.client(),
        desk: desk.desk.clone(),
        token: desk.token.clone(),
    };
    let address = marks.address(Canary::CosignerEmail, slug);
    let mut ask = |called: &str, name: &str| {
        let email = format!("{called}-{address}");
        let told = json!({ "name": name, "email": email });
        let asked = coordinator.post("/cosigners").json(&told).send();
        assert_eq!(asked.status, 200, "{}", asked.text());
        app.deliver_letters();
        let letter = app.mailbox.letters_to(&email).pop().expect("a letter");
        let links = letter.links(&app.base_url);
        let link = links.iter().find_map(|l| l.split_once("/medunderskrift/"));
        let token = link.expect("a link").1.to_owned();
        let id = asked.json()["id"].as_str().expect("an id").to_owned();
        let program = Respondent {
            client: app.client(),
            desk: desk.desk.clone(),
            token,
        };
        (id, program)
    };
    let (id, mut signs) = ask("den-forste", "Den første");
    let (_, mut declines) = ask("den-andre", &marks.word(Canary::CosignerName));
    let (out, taken_out) = ask("den-tredje", "Den tredje");
    let sent = signs.get("/cosignature").json()["sent"]["sha256"].clone();
    let by = marks.word(Canary::SignedBy);
    let signed = json!({ "sha256": sent, "name": by, "role": by });
    let signed = signs.request("PUT", "/cosignature").json(&signed).send();
    assert_eq!(signed.status, 200, "{}", signed.text());
    let why = json!({ "message": marks.word(Canary::CosignerMessage) });
    let declined = declines.post("/cosignature/refusal").json(&why).send();
    assert_eq!(declined.status, 200, "{}", declined.text());
    let ended = coordinator.request("DELETE", &format!("/cosigners/{out}"));
    assert_eq!(ended.send().status, 204);
    let holder = Holder::by(app, "medunderskrift", &desk.desk, &signs.token);
    (id, holder, taken_out.token)
}

/// A desk that has sent once and goes on, and a second link to it that is ended.
fn sent_desk(app: &TestApp, slug: &str, marks: Marks) -> (Holder, [String; 3], (Holder, String)) {
    let email = marks.address(Canary::SentEmail, slug);
    let told = json!({
        "sender": sender(&marks.word(Canary::SentSender), &email),
        "withhold_reason": marks.word(Canary::SentReason),
    });
    let mut desk = Respondent::begin_at(app, slug, &told);
    desk.write(TEXT, 0, &marks.word(Canary::SentText));
    let marked = desk.post("/no-comments").send();
    let batch = marked.json()["batch"].as_str().expect("a batch").to_owned();
    let noted = desk.post("/notes");
    let noted = noted
        .json(&json!({ "text": marks.word(Canary::ColleagueNote) }))
        .send();
    let note = noted.json()["id"].as_str().expect("a note").to_owned();
    let file = marks.word(Canary::SentText);
    let attachment = desk.attach(&format!("{file}.txt"), file.as_bytes());
    desk.have_link_sent(&email);
    desk.confirm(app, &email);
    treated(&mut desk, marks);
    let sent = desk.send("the-first");
    assert_eq!(sent.status, 201, "{}", sent.text());
    let by = marks.word(Canary::ToldAdoption);
    let told = json!({ "adopted_by": by, "adopted_on": "2026-03-02", "case": by });
    let told = desk
        .request("PUT", "/adoption/confirmed")
        .json(&told)
        .send();
    assert_eq!(told.status, 200, "{}", told.text());
    let stands = desk.get(&format!("/fields/{TEXT}")).json();
    desk.write(
        TEXT,
        stands["version"].as_i64().expect("a version"),
        &marks.word(Canary::UnsentText),
    );
    let letter = crate::support::respondent::letter_token(app, &email);
    let ended = Holder::new(app, &desk.desk, &letter);
    let id = app.database(|conn| {
        let hash = hoering::keys::Keys::token_hash(&letter);
        let link = session::find_link(conn, &hash)
            .expect("a reading")
            .expect("a link");
        session::revoke(conn, link.id, app.clock.now()).expect("an ended link");
        link.id.to_string()
    });
    (
        Holder::new(app, &desk.desk, &desk.token),
        [batch, note, attachment],
        (ended, id),
    )
}

/// A Word file of somebody's own comes to this desk; what was read in it, which is not placed.
fn word_file(app: &TestApp, desk: &Holder, marks: Marks) -> String {
    let mut writer = Respondent {
        client: app.client(),
        desk: desk.desk.clone(),
        token: desk.token.clone(),
    };
    let mut document = Document::new("Fil", "Eier", Lang::Nb);
    let text = vec![Span::plain(marks.word(Canary::WordText))];
    document.paragraph(Look::Body, text, None);
    let file = compose::file(&document).expect("a file");
    let given = json!({
        "file_name": format!("{}.docx", marks.word(Canary::WordText)),
        "content": BASE64_STANDARD.encode(file),
    });
    let read = writer.post("/word-readings").json(&given).send();
    assert_eq!(read.status, 201, "{}", read.text());
    read.json()["id"].as_str().expect("an id").to_owned()
}

/// It is approved, locked and opened again, and sent with reservation.
fn treated(desk: &mut Respondent, marks: Marks) {
    let by = marks.word(Canary::ApprovedBy);
    let body = marks.word(Canary::SentAdoption);
    let version = desk.draft()["version"].as_i64().expect("a version");
    let reserved = json!({ "kind": "reserved", "body": body, "on": "2026-06-12" });
    let told = desk
        .request("PUT", "/adoption")
        .header("If-Match", &format!("\"{version}\""))
        .json(&reserved)
        .send();
    assert_eq!(told.status, 200, "{}", told.text());
    for (method, rest, body) in [
        ("PUT", "/approval", json!({ "name": by, "role": by })),
        ("PUT", "/lock", json!({ "treated_in": by })),
    ] {
        let done = desk.request(method, rest).json(&body).send();
        assert_eq!(done.status, 200, "{rest}: {}", done.text());
    }
    let opened = desk.request("DELETE", "/lock").send();
    assert_eq!(opened.status, 200, "{}", opened.text());
}

fn unsent_desk(app: &TestApp, slug: &str, marks: Marks) -> Holder {
    let word = marks.word(Canary::UnsentSender);
    let told = json!({
        "sender": sender(&word, &marks.address(Canary::UnsentSender, slug)),
        "withhold_reason": marks.word(Canary::UnsentReason),
    });
    let mut desk = Respondent::begin_at(app, slug, &told);
    desk.write(TEXT, 0, &marks.word(Canary::UnsentText));
    Holder::new(app, &desk.desk, &desk.token)
}

/// Asks a member from this desk, which then hands over a text; its id.
fn member_asked(app: &TestApp, desk: &Holder, marks: Marks) -> String {
    let mut umbrella = Respondent {
        client: app.client(),
        desk: desk.desk.clone(),
        token: desk.token.clone(),
    };
    // Some days ago, when there was time before the deadline.
    let now = app.clock.now();
    app.clock.set(now - TimeDelta::days(10));
    let today = hoering::calendar::oslo_date(app.clock.now());
    let round = json!({ "due_on": today, "message": marks.word(Canary::MemberMessage) });
    let begun = umbrella.post("/members/round").json(&round).send();
    assert_eq!(begun.status, 200, "{}", begun.text());
    let email = marks.address(Canary::MemberEmail, &desk.desk);
    let member = json!({ "name": marks.word(Canary::MemberName), "email": email });
    let asked = umbrella
        .post("/members")
        .json(&json!({ "members": [member] }))
        .send();
    assert_eq!(asked.status, 200, "{}", asked.text());
    let token = crate::support::respondent::letter_token(app, &email);
    let entered = press(&mut app.client(), &format!("/lenke/{token}"), &[]);
    let mut member = Respondent {
        client: app.client(),
        desk: desk_in(entered.header("location").expect("a place")),
        token,
    };
    member.write(TEXT, 0, &marks.word(Canary::MemberText));
    let handed = member.post("/handing-over").send();
    assert_eq!(handed.status, 200, "{}", handed.text());
    app.clock.set(now);
    let round = umbrella.get("/members").json();
    round["members"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned()
}

/// A body that got its letter, began and sent.
pub fn invited_body(
    app: &TestApp,
    staff: &mut Staff,
    slug: &str,
    name: &str,
    marks: Marks,
) -> (Invited, Holder, String) {
    let address = marks.address(Canary::InvitedAddress, slug);
    let wanted = Wanted::new(name, Some(&address)).form(Form::Nb);
    let body = app.invite(slug, &[wanted]).remove(0);
    let (id, list) = (
        body.id.to_string(),
        format!("/saksbehandling/horinger/{slug}/invitasjoner"),
    );
    let fields = [
        ("handling", "send"),
        ("hvem", "valgte"),
        ("id", id.as_str()),
        ("nokkel", name),
    ];
    let pressed = staff.post(&list, &fields);
    assert_eq!(pressed.status, 303, "{}", pressed.text());
    app.deliver_letters();
    let letters = app.mailbox.letters_to(&address);
    let links = letters.last().expect("a letter").links(&app.base_url);
    let token = links
        .iter()
        .find_map(|link| link.split_once("/invitasjon/"));
    let token = token.expect("the link of an invitation").1.to_owned();
    let (mut client, path) = (app.client(), format!("/invitasjon/{token}"));
    let started = press(&mut client, &path, &[]);
    let desk = desk_in(started.header("location").expect("a place"));
    let mut invited = Respondent {
        client: app.client(),
        desk: desk.clone(),
        token: token.clone(),
    };
    let etag = invited.get("").header("etag").expect("an ETag").to_owned();
    let word = marks.word(Canary::InvitedSender);
    let told =
        json!({ "sender": { "person": word, "email": format!("{word}-{slug}@eksempel.example") } });
    let told = invited
        .request("PATCH", "")
        .header("If-Match", &etag)
        .json(&told)
        .send();
    assert_eq!(told.status, 200, "{}", told.text());
    invited.write(TEXT, 0, &marks.word(Canary::InvitedText));
    let sent = invited.send("the-bodys");
    assert_eq!(sent.status, 201, "{}", sent.text());
    let shared = invited.request("PUT", "/sharing").send();
    assert_eq!(shared.status, 200, "{}", shared.text());
    let holder = Holder {
        desk,
        token: token.clone(),
        client,
    };
    (body, holder, token)
}

/// Makes the address of the body's calendar; the secret in it.
fn feed(app: &TestApp, holder: &Holder) -> String {
    let mut body = Respondent {
        client: app.client(),
        desk: holder.desk.clone(),
        token: holder.token.clone(),
    };
    let made = body.request("PUT", "/body/feed").send();
    assert_eq!(made.status, 200, "{}", made.text());
    let calendar = made.json()["calendar"]
        .as_str()
        .expect("an address")
        .to_owned();
    let (_, rest) = calendar.split_once("/virksomhet/").expect("a secret");
    rest.split('/').next().expect("a secret").to_owned()
}

fn body_id(app: &TestApp, body: &Invited) -> String {
    let row = invited::table.find(Uid(body.id));
    let id: Uid = app.database(|conn| row.select(invited::body_id).first(conn).expect("a body"));
    id.0.to_string()
}

fn announced(staff: &mut Staff, slug: &str) -> String {
    let list = format!("/saksbehandling/horinger/{slug}/moter");
    let fields = [
        ("kind", "oral"),
        ("title_nb", "Muntlig høring"),
        ("title_nn", ""),
        ("date", "2026-03-01"),
        ("from", "10:00"),
        ("to", "12:30"),
        ("place", "Storgata 1"),
        ("link", ""),
        ("about_nb", ""),
        ("about_nn", ""),
    ];
    let answer = staff.post(&list, &fields);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = staff.get(&list);
    id_after(page.text(), &format!("{list}/"))
}

fn asked_for_more_time(app: &TestApp, desk: &Holder, of: Uuid, marks: Marks) -> String {
    let mut client = app.client();
    client.cookies = desk.client.cookies.clone();
    let path = format!("/svar/{}/frist", desk.desk);
    let token = crate::invitations::csrf(client.get(&path).send().text());
    let (reason, email) = (
        marks.word(Canary::RequestReason),
        marks.address(Canary::RequestAddress, &desk.desk),
    );
    let fields = [
        ("csrf", token.as_str()),
        ("new_on", "2026-06-20"),
        ("reason", &reason),
        ("email", &email),
        ("nokkel", "mer-tid"),
    ];
    let asked = press(&mut client, &path, &fields);
    assert_eq!(asked.status, 303, "{}", asked.text());
    let asked = deadline_request::table.filter(deadline_request::consultation_id.eq(Uid(of)));
    let id: Uid = app.database(|conn| {
        asked
            .select(deadline_request::id)
            .first(conn)
            .expect("a request")
    });
    id.0.to_string()
}

/// «Si fra»; the newest report.
fn reported(app: &TestApp, token: &str, marks: Marks) -> String {
    let address = marks.address(Canary::ReportAddress, &token[..8].to_lowercase());
    let said = [
        ("adresse", address.as_str()),
        ("melding", &marks.word(Canary::ReportNote)),
    ];
    let path = format!("/invitasjon/{token}/feil-mottaker");
    let told = press(&mut app.client(), &path, &said);
    assert_eq!(told.status, 303, "{}", told.text());
    let newest = body_report::table.order(body_report::id.desc());
    let id: Uid = app.database(|conn| {
        newest
            .select(body_report::id)
            .first(conn)
            .expect("a report")
    });
    id.0.to_string()
}

/// Another system that is told what happens; registered by the page at this path.
pub fn webhook(app: &TestApp, path: &str, marks: Marks) -> String {
    let url = format!("https://mottak.example/{}", marks.word(Canary::WebhookUrl));
    let mut leader = app.staff(Role::Leader);
    let (id, _) = crate::webhooks::register(&mut leader, path, &url, &["deadline.changed"]);
    id.to_string()
}

/// A whole answer from somebody without a link; the token of its desk.
pub fn whole_answer(app: &TestApp, slug: &str, sender: &Value, text: &str, reason: &str) -> Holder {
    let email = sender["email"].as_str().expect("an address");
    let answers = json!([{ "field": TEXT, "text": text }]);
    let body = json!({ "sender": sender, "answers": answers, "withhold_reason": reason });
    let sent = send_whole_to(&mut app.client(), slug, &key(email), &body);
    assert_eq!(sent.status, 201, "{}", sent.text());
    let after = Respondent::after(app, &sent);
    Holder::new(app, &after.desk, &after.token)
}

pub fn press(
    client: &mut Client,
    path: &str,
    fields: &[(&str, &str)],
) -> crate::support::client::Answer {
    crate::invitations::press(client, path, fields)
}

pub fn desk_in(path: &str) -> String {
    let rest = path.split("/svar/").nth(1).expect("a desk");
    rest.split('/').next().expect("an id").to_owned()
}

/// What stands behind `start` in a page, up to the end of the attribute.
pub fn id_after(page: &str, start: &str) -> String {
    let (_, rest) = page
        .split_once(start)
        .unwrap_or_else(|| panic!("no {start} in {page}"));
    rest.split(['"', '/', '?', '#'])
        .next()
        .expect("an id")
        .to_owned()
}
