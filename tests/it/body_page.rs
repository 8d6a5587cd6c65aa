//! A body's own page: everything that it was asked in one place, and as calendar and feed at a secret address.

use crate::invitations::{
    LIST, csrf, fjellvik, hidden, invitation_path, press, round_with, send_all, start,
};
use crate::support::app::{EXAMPLE, ROUND, TestApp};
use crate::support::client::Client;
use crate::support::invited::Wanted;
use crate::support::respondent::{Respondent, letter_token};
use chrono::TimeDelta;
use diesel::{RunQueryDsl, sql_query};
use hoering::colleagues::{self, NewContributor};
use hoering::db::Uid;
use hoering::db::types::UuidCol;
use hoering::i18n::Lang;
use hoering::ids;
use hoering::right::Right;
use hoering::role::Role;
use hoering::session::{self, NewLink};
use serde_json::{Value, json};
use std::collections::HashSet;

const POST: &str = "post@fjellvik.example";

/// A body that was asked in two consultations and came by the link of one.
struct Fjellvik {
    app: TestApp,
    browser: Client,
    /// The path of its answer.
    desk: String,
    token: String,
}

impl Fjellvik {
    fn new() -> Self {
        let (app, invited) = round_with(&[], &[fjellvik()]);
        ask_also(&app, invited[0].id);
        send_all(&app, &mut app.staff(Role::Officer));
        let link = invitation_path(&app, POST);
        let mut browser = app.client();
        let desk = start(&mut browser, &link);
        let token = link.rsplit('/').next().expect("a token").to_owned();
        Self {
            app,
            browser,
            desk,
            token,
        }
    }

    fn program(&self) -> Respondent {
        Respondent {
            client: self.app.client(),
            desk: self.desk.trim_start_matches("/svar/").to_owned(),
            token: self.token.clone(),
        }
    }

    fn page(&mut self) -> String {
        let page = self
            .browser
            .get(&format!("{}/virksomheten", self.desk))
            .send();
        assert_eq!(page.status, 200, "{}", page.text());
        page.text().to_owned()
    }

    fn press(&mut self, what: &str) {
        let csrf = csrf(&self.page());
        let path = format!("{}/virksomheten", self.desk);
        let pressed = press(&mut self.browser, &path, &[("csrf", &csrf), ("gjor", what)]);
        assert_eq!(pressed.status, 303, "{}", pressed.text());
    }

    /// The paths of the calendar and of the feed, as the page shows them.
    fn addresses(&mut self) -> (String, String) {
        let page = self.page();
        let mut shown = page.split("<code>").skip(1).map(|rest| {
            let address = rest.split("</code>").next().expect("an address");
            address.trim_start_matches(&self.app.base_url).to_owned()
        });
        let calendar = shown.next().expect("a calendar");
        (calendar, shown.next().expect("a feed"))
    }
}

/// The same body is asked in the example, too.
fn ask_also(app: &TestApp, invited: uuid::Uuid) {
    let found = app.app.consultations.get(&app.app.db, EXAMPLE);
    let consultation = app.block_on(found).expect("the example").id;
    let again = sql_query(
        "INSERT INTO invited (id, consultation_id, body_id, name, address, language, added_at) \
         SELECT $1, $2, body_id, name, address, language, added_at FROM invited WHERE id = $3",
    )
    .bind::<UuidCol, _>(Uid(ids::new(app.clock.now())))
    .bind::<UuidCol, _>(Uid(consultation))
    .bind::<UuidCol, _>(Uid(invited));
    assert_eq!(app.database(|conn| again.execute(conn)).expect("a row"), 1);
}

fn asked_in(page: &Value, slug: &str) -> Value {
    let all = page["consultations"].as_array().expect("consultations");
    let found = all.iter().find(|c| c["consultation"] == slug);
    found.expect("the consultation").clone()
}

#[test]
fn a_body_sees_everything_that_it_was_asked_with_state_and_deadline() {
    let mut fjellvik = Fjellvik::new();
    let mut program = fjellvik.program();
    program.write("erfaring", 0, "Vi har prøvd det.");
    let page = fjellvik.page();
    assert!(page.contains("Høringer til Fjellvik kommune"), "{page}");
    assert!(page.contains("Påbegynt") && page.contains("Ikke begynt"));
    let read = program.get("/body").json();
    assert_eq!(read["name"], "Fjellvik kommune");
    assert_eq!(asked_in(&read, ROUND)["state"], "begun");
    assert_eq!(asked_in(&read, ROUND)["draft"], json!(program.desk));
    let other = asked_in(&read, EXAMPLE);
    assert_eq!(
        (&other["state"], &other["draft"]),
        (&json!("not_begun"), &Value::Null)
    );
    assert_eq!(read["feed"], Value::Null);
}

#[test]
fn who_holds_the_pen_is_seen_and_what_was_sent_stands_with_its_number() {
    let fjellvik = Fjellvik::new();
    let mut program = fjellvik.program();
    let mut ola = contributor(&fjellvik, Right::Write);
    ola.write("erfaring", 0, "Vi har prøvd det.");
    let read = program.get("/body").json();
    let here = asked_in(&read, ROUND);
    assert_eq!(here["writers"], json!(["Ola Moen"]));
    assert_eq!(here["saved_by"], "Ola Moen");
    let etag = program.get("").header("etag").expect("an ETag").to_owned();
    let told = json!({ "sender": { "person": "Kari", "email": POST } });
    let told = program
        .request("PATCH", "")
        .header("If-Match", &etag)
        .json(&told)
        .send();
    assert_eq!(told.status, 200, "{}", told.text());
    let sent = program.send("the-first");
    assert_eq!(sent.status, 201, "{}", sent.text());
    let here = asked_in(&program.get("/body").json(), ROUND);
    assert_eq!(here["state"], "sent");
    assert_eq!(here["number"], sent.json()["number"]);
}

/// Ola, who was asked to take part.
fn contributor(fjellvik: &Fjellvik, may: Right) -> Respondent {
    let app = &fjellvik.app;
    let at = app.clock.now();
    let desk_id = fjellvik.program().desk.parse().expect("an id");
    let ola = NewContributor {
        id: ids::new(at),
        desk_id,
        name: "Ola Moen".into(),
        email: "ola@fjellvik.example".into(),
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
        token,
        ..fjellvik.program()
    }
}

#[test]
fn whoever_was_asked_to_write_along_does_not_see_what_else_the_body_was_asked() {
    for may in [Right::Read, Right::Write, Right::Send] {
        let fjellvik = Fjellvik::new();
        let mut ola = contributor(&fjellvik, may);
        assert_eq!(ola.get("/body").status, 403, "{may:?}");
        assert_eq!(ola.request("PUT", "/body/feed").send().status, 403);
    }
}

#[test]
fn whoever_coordinates_the_answer_sees_the_bodys_page_by_a_link_of_their_own() {
    let fjellvik = Fjellvik::new();
    let mut ola = contributor(&fjellvik, Right::Coordinate);
    let read = ola.get("/body");
    assert_eq!(read.status, 200, "{}", read.text());
    assert_eq!(read.json()["name"], "Fjellvik kommune");
    assert_eq!(ola.request("PUT", "/body/feed").send().status, 200);
    // «Lagre og fortsett»: the link that a letter brought.
    fjellvik.program().have_link_sent("kari@fjellvik.example");
    let token = letter_token(&fjellvik.app, "kari@fjellvik.example");
    let mut browser = fjellvik.app.client();
    let entered = press(&mut browser, &format!("/lenke/{token}"), &[]);
    assert_eq!(entered.status, 303, "{}", entered.text());
    let tasks = browser.get(&fjellvik.desk).send();
    assert!(tasks.text().contains("Alle høringer til Fjellvik kommune"));
    let page = browser
        .get(&format!("{}/virksomheten", fjellvik.desk))
        .send();
    assert_eq!(page.status, 200, "{}", page.text());
}

#[test]
fn an_answer_that_the_link_does_not_open_is_asked_for_where_the_body_is_registered() {
    let mut fjellvik = Fjellvik::new();
    // The other consultation has sent its invitation, too.
    let list = format!("/saksbehandling/horinger/{EXAMPLE}/invitasjoner");
    let sent = fjellvik.app.staff(Role::Officer).post(
        &list,
        &[
            ("handling", "send"),
            ("hvem", "alle"),
            ("bekreftet", "ja"),
            ("nokkel", "trykk-2"),
        ],
    );
    assert_eq!(sent.status, 303, "{}", sent.text());
    fjellvik.app.deliver_letters();
    let before = fjellvik.app.mailbox.letters_to(POST).len();
    let page = fjellvik.page();
    let path = format!("/horinger/{EXAMPLE}/lenke");
    assert!(page.contains(&format!("action=\"{path}\"")), "{page}");
    assert!(page.contains("Hver lenke åpner bare svaret i sin egen høring"));
    let who = hidden(&page, "who");
    let asked = press(&mut fjellvik.browser, &path, &[("who", &who)]);
    assert_eq!(asked.status, 303, "{}", asked.text());
    fjellvik.app.deliver_letters();
    let letters = fjellvik.app.mailbox.letters_to(POST);
    assert_eq!(letters.len(), before + 1);
    assert!(
        letters
            .last()
            .expect("a letter")
            .text
            .contains("/invitasjon/")
    );
}

#[test]
fn a_withdrawal_is_news_and_every_bodys_feed_has_a_name_of_its_own() {
    let mut fjellvik = Fjellvik::new();
    let mut program = fjellvik.program();
    program.write("erfaring", 0, "Vi har prøvd det.");
    let etag = program.get("").header("etag").expect("an ETag").to_owned();
    let told = json!({ "sender": { "person": "Kari", "email": POST } });
    let told = program
        .request("PATCH", "")
        .header("If-Match", &etag)
        .json(&told)
        .send();
    assert_eq!(told.status, 200, "{}", told.text());
    assert_eq!(program.send("sent").status, 201);
    fjellvik.app.clock.advance(TimeDelta::hours(2));
    let reason = json!({ "reason": "Feil vedlegg." });
    let taken_back = program
        .request("PUT", "/submission/withdrawal")
        .json(&reason)
        .send();
    assert_eq!(taken_back.status, 204, "{}", taken_back.text());
    fjellvik.press("lag");
    let (_, news) = fjellvik.addresses();
    let feed = fjellvik.app.client().get(&news).send();
    assert!(feed.text().contains("er sendt inn"), "{}", feed.text());
    assert!(feed.text().contains("er trukket"), "{}", feed.text());
    assert!(!feed.text().contains("vedlegg"), "the reason is not news");
    let ids = |text: &str| -> Vec<String> {
        let all = text.split("<id>").skip(1);
        all.map(|rest| rest.split("</id>").next().expect("an id").to_owned())
            .collect()
    };
    let own = ids(feed.text());
    let unlike: HashSet<_> = own.iter().collect();
    assert_eq!(unlike.len(), own.len(), "{own:?}");

    // Another body of the same place.
    let invited = fjellvik.app.invite(
        ROUND,
        &[Wanted::new("Nynes kommune", Some("post@nynes.example"))],
    );
    assert_eq!(invited.len(), 1);
    let sent = fjellvik.app.staff(Role::Officer).post(
        LIST,
        &[
            ("handling", "send"),
            ("hvem", "alle"),
            ("bekreftet", "ja"),
            ("nokkel", "trykk-3"),
        ],
    );
    assert_eq!(sent.status, 303, "{}", sent.text());
    fjellvik.app.deliver_letters();
    let link = invitation_path(&fjellvik.app, "post@nynes.example");
    let desk = start(&mut fjellvik.app.client(), &link);
    let mut nynes = Respondent {
        client: fjellvik.app.client(),
        desk: desk.trim_start_matches("/svar/").to_owned(),
        token: link.rsplit('/').next().expect("a token").to_owned(),
    };
    let made = nynes.request("PUT", "/body/feed").send().json();
    let news = made["news"].as_str().expect("an address").to_owned();
    let news = news.trim_start_matches(&fjellvik.app.base_url);
    let other = fjellvik.app.client().get(news).send();
    assert_ne!(ids(other.text())[0], own[0]);
}

#[test]
fn the_secret_address_has_the_bodys_own_deadlines_and_what_is_new() {
    let mut fjellvik = Fjellvik::new();
    fjellvik.press("lag");
    let (calendar, news) = fjellvik.addresses();
    let mut reader = fjellvik.app.client();
    let file = reader.get(&calendar).send();
    assert_eq!(file.status, 200, "{}", file.text());
    assert_eq!(file.header("cache-control"), Some("private, no-store"));
    assert!(
        file.header("content-type")
            .expect("a type")
            .starts_with("text/calendar")
    );
    assert_eq!(file.text().matches("BEGIN:VEVENT").count(), 2);
    let feed = reader.get(&news).send();
    assert_eq!(feed.status, 200, "{}", feed.text());
    assert!(
        feed.text().matches("<entry>").count() >= 2,
        "{}",
        feed.text()
    );
    let secret = calendar.split('/').nth(2).expect("a secret");
    let name = feed.text().split("<id>").nth(1).expect("a name");
    assert!(!name.split("</id>").next().expect("a name").contains(secret));
}

#[test]
fn an_address_that_was_ended_leads_nowhere_and_the_next_is_another() {
    let mut fjellvik = Fjellvik::new();
    fjellvik.press("lag");
    let (first, _) = fjellvik.addresses();
    fjellvik.press("lag");
    assert_eq!(fjellvik.addresses().0, first, "it stays until it is ended");
    fjellvik.press("avslutt");
    let mut reader = fjellvik.app.client();
    assert_eq!(reader.get(&first).send().status, 410);
    fjellvik.press("lag");
    let (next, _) = fjellvik.addresses();
    assert_ne!(next, first);
    assert_eq!(reader.get(&next).send().status, 200);
    let nobodys = first.replace(first.split('/').nth(2).expect("a secret"), "finnes-ikke");
    assert_eq!(reader.get(&nobodys).send().status, 404);
}

#[test]
fn a_new_link_to_the_body_ends_the_secret_address_too() {
    let mut fjellvik = Fjellvik::new();
    fjellvik.press("lag");
    let (calendar, feed) = fjellvik.addresses();
    let list = format!("/saksbehandling/horinger/{ROUND}/invitasjoner");
    let fields = [
        ("handling", "ny-lenke"),
        ("hvem", "alle"),
        ("bekreftet", "ja"),
        ("nokkel", "trykk-2"),
    ];
    let pressed = fjellvik.app.staff(Role::Officer).post(&list, &fields);
    assert_eq!(pressed.status, 303, "{}", pressed.text());
    let mut reader = fjellvik.app.client();
    for address in [calendar, feed] {
        assert_eq!(reader.get(&address).send().status, 410);
    }
}

#[test]
fn after_the_deadline_it_is_said_that_nothing_was_sent() {
    let mut fjellvik = Fjellvik::new();
    fjellvik.program().write("erfaring", 0, "Vi har prøvd det.");
    let clock = &fjellvik.app.clock;
    clock.set(clock.now() + TimeDelta::days(1_200));
    // The session has ended by then; the link is the same.
    let link = format!("/invitasjon/{}", fjellvik.token);
    start(&mut fjellvik.browser, &link);
    assert!(fjellvik.page().contains("Ikke sendt inn"));
}
