//! Whoever has an answer in their hands hears of it by letter: before the deadline that it is not sent, on the morning after
//! that it was not, around the deadline that what was sent is not confirmed, and after a meeting that nobody has told what came
//! of it. Each once, by a link of their own.

use crate::adoption::{browser, colleague};
use crate::extension::{FRIST, NEW as NEW_DAY, at, extend};
use crate::invitations::{fjellvik, press, start, with_letter};
use crate::support::app::TestApp;
use crate::support::invited::Invited;
use crate::support::respondent::{EMAIL, Respondent, TEXT, person};
use chrono::{DateTime, TimeDelta, Utc};
use hoering::right::Right;
use hoering::role::Role;
use hoering::{calendar, schedule, server};
use serde_json::json;

const POST: &str = "post@fjellvik.example";
const NEW: &str = "postmottak@fjellvik.example";
const KARI: &str = "kari@fjellvik.example";

/// An invited body that has begun, with a sender whom no letter has reached.
struct Begun {
    app: TestApp,
    invited: Invited,
    program: Respondent,
}

impl Begun {
    fn new() -> Self {
        let (app, invited, path) = with_letter(fjellvik());
        let desk = start(&mut app.client(), &path);
        let token = path.rsplit('/').next().expect("a token").to_owned();
        let mut program = Respondent {
            client: app.client(),
            desk: desk.trim_start_matches("/svar/").to_owned(),
            token,
        };
        let etag = program.get("").header("etag").expect("an ETag").to_owned();
        let told = json!({ "sender": { "person": "Kari", "email": KARI } });
        let told = program
            .request("PATCH", "")
            .header("If-Match", &etag)
            .json(&told)
            .send();
        assert_eq!(told.status, 200, "{}", told.text());
        Self {
            app,
            invited,
            program,
        }
    }

    fn write(&mut self) {
        self.program.write("erfaring", 0, "Vi har prøvd det.");
    }

    /// Those who write along, one with each right, who have opened the answer.
    fn with_colleagues(&self) {
        for (name, may) in [
            ("Leser", Right::Read),
            ("Skriver", Right::Write),
            ("Sender", Right::Send),
            ("Leder", Right::Coordinate),
        ] {
            let one = colleague(&self.app, &self.program.desk, name, may, &[]);
            let _ = browser(&self.app, &one.token);
        }
    }

    /// That hour in Oslo, so many days from the last day in time.
    fn hour(&self, days: i64, hour: i64) -> DateTime<Utc> {
        let found = self
            .app
            .app
            .consultations
            .get(&self.app.app.db, "lettere-a-svare");
        let on = self.app.block_on(found).expect("the round").deadline_on;
        calendar::closes_at(on) + TimeDelta::hours(24 * (days - 1) + hour)
    }

    fn send_and_take_back(&mut self, why: &str) {
        assert_eq!(self.program.send("in-time").status, 201);
        let taken_back = self.program.request("PUT", "/submission/withdrawal");
        let taken_back = taken_back.json(&json!({ "reason": why })).send();
        assert_eq!(taken_back.status, 204, "{}", taken_back.text());
    }

    fn remind_at(&self, days: i64, hour: i64) {
        self.app.clock.set(self.hour(days, hour));
        remind(&self.app);
    }

    fn got(&self, subject: &str) -> Vec<&'static str> {
        const ALL: [&str; 7] = [
            POST,
            NEW,
            KARI,
            "leser@kommune.example",
            "skriver@kommune.example",
            "sender@kommune.example",
            "leder@kommune.example",
        ];
        let mut got = Vec::new();
        for address in ALL {
            for _ in 0..texts(&self.app, address, subject).len() {
                got.push(address);
            }
        }
        got
    }

    /// The register knows another address of the body by now.
    fn moves(&self) {
        self.app.execute(&format!(
            "UPDATE body_address SET address = '{NEW}' WHERE address = '{POST}'"
        ));
    }
}

fn remind(app: &TestApp) {
    app.block_on(schedule::remind(&app.app)).expect("letters");
    app.deliver_letters();
}

/// What stood in those letters to an address whose subject says this.
fn texts(app: &TestApp, address: &str, subject: &str) -> Vec<String> {
    let letters = app.mailbox.letters_to(address).into_iter();
    let of_kind = letters.filter(|letter| letter.subject.contains(subject));
    of_kind.map(|letter| letter.text).collect()
}

#[test]
fn the_question_after_a_meeting_goes_to_the_body_where_it_is_now_and_to_whoever_stands_as_sender() {
    let mut begun = Begun::new();
    begun.write();
    let meets_on = calendar::oslo_date(begun.app.clock.now()) + TimeDelta::days(2);
    let lock = json!({ "treated_in": "formannskapet", "meets_on": meets_on });
    let locked = begun.program.request("PUT", "/lock").json(&lock).send();
    assert_eq!(locked.status, 200, "{}", locked.text());
    begun.moves();
    begun.app.clock.advance(TimeDelta::days(4));
    remind(&begun.app);
    remind(&begun.app);
    assert_eq!(begun.got("Møtet har vært"), [NEW, KARI]);
    // She has no link of her own: the body's is the body's, and she is told how it is got.
    let kari = texts(&begun.app, KARI, "Møtet har vært").remove(0);
    assert!(
        !kari.contains("/invitasjon/") && !kari.contains("/lenke/"),
        "{kari}"
    );
    assert!(kari.contains("/horinger/lettere-a-svare/lenke"), "{kari}");
    let body = texts(&begun.app, NEW, "Møtet har vært").remove(0);
    assert!(body.contains("/invitasjon/"), "{body}");
}

#[test]
fn a_sender_to_whom_a_link_was_sent_gets_it_and_one_at_the_bodys_own_address_gets_one_letter() {
    let mut begun = Begun::new();
    begun.write();
    begun.program.have_link_sent(KARI);
    begun.remind_at(-3, 10);
    let kari = texts(&begun.app, KARI, "er ikke sendt inn").remove(0);
    assert!(kari.contains("/lenke/"), "{kari}");
    let mut same = Begun::new();
    same.write();
    same.program.have_link_sent(POST);
    same.remind_at(-3, 10);
    assert_eq!(same.got("er ikke sendt inn"), [POST]);
}

#[test]
fn before_the_deadline_the_body_its_sender_and_whoever_sends_or_coordinates_are_reminded() {
    let mut begun = Begun::new();
    begun.write();
    begun.with_colleagues();
    begun.remind_at(-3, 10);
    begun.remind_at(-2, 10);
    assert_eq!(
        begun.got("er ikke sendt inn"),
        [
            POST,
            KARI,
            "sender@kommune.example",
            "leder@kommune.example"
        ]
    );
    let own = texts(&begun.app, "sender@kommune.example", "er ikke sendt inn").remove(0);
    assert!(own.contains("/lenke/"), "{own}");
    assert_eq!(begun.got("IKKE sendt inn"), [""; 0]);
}

#[test]
fn on_the_morning_after_everybody_who_may_write_is_told_once_that_nobody_has_sent_it() {
    let mut begun = Begun::new();
    begun.write();
    begun.with_colleagues();
    begun.remind_at(0, 22);
    begun.remind_at(1, 7);
    assert_eq!(begun.got("IKKE sendt inn"), [""; 0], "not at night");
    begun.remind_at(1, 8);
    begun.remind_at(1, 9);
    begun.remind_at(2, 9);
    assert_eq!(
        begun.got("IKKE sendt inn"),
        [
            POST,
            KARI,
            "skriver@kommune.example",
            "sender@kommune.example",
            "leder@kommune.example"
        ]
    );
    let own = texts(&begun.app, "skriver@kommune.example", "IKKE sendt inn").remove(0);
    for said in [
        "/lenke/",
        "for sent innkommet",
        "ferdigbehandlet",
        "slettet",
    ] {
        assert!(own.contains(said), "{said}: {own}");
    }
    // It can still be sent, and then nobody is told any more.
    let sent = begun.program.send("late");
    assert_eq!(sent.status, 201, "{}", sent.text());
}

#[test]
fn whoever_answers_uninvited_is_told_too_by_the_link_that_a_letter_brought() {
    let app = TestApp::start();
    let mut draft = Respondent::ready_to_send(&app);
    draft.have_link_sent("begynt@kommune.example");
    let mut sent = Respondent::confirmed(&app);
    assert_eq!(sent.send("sent").status, 201);
    let mut empty = Respondent::begin(&app);
    empty.have_link_sent("tom@kommune.example");
    app.clock.set(at("2026-05-05T09:00:00Z"));
    remind(&app);
    let told = |address: &str| texts(&app, address, "IKKE sendt inn");
    assert_eq!(told("begynt@kommune.example").len(), 1);
    assert!(told("begynt@kommune.example")[0].contains("/lenke/"));
    assert_eq!(told(EMAIL).len() + told("tom@kommune.example").len(), 0);
}

#[test]
fn nobody_is_told_of_what_was_declined_sent_never_written_or_is_concluded() {
    let untouched = Begun::new();
    untouched.remind_at(1, 9);
    assert_eq!(
        untouched.got("IKKE sendt inn"),
        [""; 0],
        "nothing is written"
    );

    let mut sent = Begun::new();
    sent.write();
    assert_eq!(sent.program.send("sent").status, 201);
    sent.remind_at(1, 9);
    assert_eq!(sent.got("IKKE sendt inn"), [""; 0], "it was sent");

    let mut declined = Begun::new();
    declined.write();
    let path = format!("/invitasjon/{}/svarer-ikke", declined.program.token);
    let pressed = press(&mut declined.app.client(), &path, &[]);
    assert!(pressed.status == 303, "{}", pressed.text());
    declined.remind_at(1, 9);
    assert_eq!(declined.got("IKKE sendt inn"), [""; 0], "it was declined");

    let mut concluded = Begun::new();
    concluded.write();
    concluded.app.clock.set(concluded.hour(1, 9));
    let due = concluded.app.app.clone();
    concluded
        .app
        .block_on(schedule::remind(&due))
        .expect("owed");
    // Concluded after the letter was owed, and before it went out.
    concluded
        .app
        .execute("UPDATE consultation SET status = 'concluded'");
    concluded
        .app
        .execute("UPDATE revision SET value = value + 1");
    let refreshed = server::refresh(&concluded.app.app);
    concluded.app.block_on(refreshed).expect("a look");
    concluded.app.deliver_letters();
    remind(&concluded.app);
    assert_eq!(concluded.got("IKKE sendt inn"), [""; 0], "it is concluded");
}

#[test]
fn a_body_with_more_time_is_told_after_its_own_deadline() {
    let mut begun = Begun::new();
    begun.write();
    let one = format!("{FRIST}/instanser/{}", begun.invited.id);
    let moved = extend(&mut begun.app.staff(Role::Leader), &one, NEW_DAY, "k");
    assert_eq!(moved.status, 303, "{}", moved.text());
    begun.remind_at(1, 9);
    assert_eq!(begun.got("IKKE sendt inn"), [""; 0]);
    begun.app.clock.set(at("2027-03-21T08:30:00Z"));
    remind(&begun.app);
    assert_eq!(begun.got("IKKE sendt inn"), [POST, KARI]);
}

#[test]
fn whoever_has_changed_what_was_sent_and_not_sent_it_anew_is_told_loudly_and_by_letter() {
    const SAYS: &str = "Endringene i innspillet deres ble IKKE sendt inn";
    let mut begun = Begun::new();
    begun.write();
    begun.with_colleagues();
    assert_eq!(begun.program.send("in-time").status, 201);
    begun.app.clock.advance(TimeDelta::hours(1));
    begun
        .program
        .write("erfaring", 1, "Vi har prøvd det to ganger.");
    begun.remind_at(-3, 10);
    begun.remind_at(1, 8);
    begun.remind_at(2, 9);
    assert_eq!(
        begun.got(SAYS),
        [
            POST,
            KARI,
            "skriver@kommune.example",
            "sender@kommune.example",
            "leder@kommune.example"
        ],
        "once each, and not before the deadline"
    );
    let own = texts(&begun.app, "skriver@kommune.example", SAYS).remove(0);
    for said in [
        "/lenke/",
        "Det dere har sendt inn, gjelder.",
        "som et tillegg",
        "-H1",
    ] {
        assert!(own.contains(said), "{said}: {own}");
    }
    assert!(!own.contains("slettet"), "{own}");
    let mut client = begun.app.client();
    start(&mut client, &format!("/invitasjon/{}", begun.program.token));
    for rest in ["", "/se-over", "/raad/generelt"] {
        let page = client
            .get(&format!("/svar/{}{rest}", begun.program.desk))
            .send();
        assert!(
            page.text().contains("Endringene ble IKKE sendt inn"),
            "{rest}: {}",
            page.text()
        );
    }
    // Once they are sent nothing is left to say.
    assert_eq!(begun.program.send("more").json()["standing"], "supplement");
    let page = client.get(&format!("/svar/{}", begun.program.desk)).send();
    assert!(!page.text().contains("IKKE sendt inn"), "{}", page.text());
}

#[test]
fn whoever_took_an_answer_back_and_did_not_send_the_new_one_is_told_that_it_was_not_sent() {
    let mut begun = Begun::new();
    begun.write();
    begun.send_and_take_back("Feil tekst");
    begun.remind_at(-1, 8);
    begun.program.write("erfaring", 1, "Den riktige teksten.");
    begun.remind_at(1, 8);
    assert_eq!(
        begun.got("Innspillet deres ble IKKE sendt inn"),
        [POST, KARI]
    );
    let mut client = begun.app.client();
    start(&mut client, &format!("/invitasjon/{}", begun.program.token));
    let page = client.get(&format!("/svar/{}", begun.program.desk)).send();
    let says = "Utkastet ble IKKE sendt inn";
    assert!(page.text().contains(says), "{}", page.text());
}

#[test]
fn an_answer_that_was_taken_back_and_left_so_was_not_forgotten() {
    let mut begun = Begun::new();
    begun.write();
    begun.send_and_take_back("Vi har ingen mening");
    begun.remind_at(1, 8);
    assert_eq!(begun.got("IKKE sendt inn"), [""; 0]);
}

#[test]
fn what_is_written_after_the_deadline_to_be_sent_as_a_supplement_was_not_forgotten_before_it() {
    let mut begun = Begun::new();
    begun.write();
    assert_eq!(begun.program.send("in-time").status, 201);
    begun.app.clock.set(begun.hour(1, 1));
    begun.program.write("erfaring", 1, "Mer, etter fristen.");
    begun.remind_at(1, 9);
    assert_eq!(begun.got("IKKE sendt inn"), [""; 0]);
    let mut client = begun.app.client();
    start(&mut client, &format!("/invitasjon/{}", begun.program.token));
    let page = client.get(&format!("/svar/{}", begun.program.desk)).send();
    assert!(!page.text().contains("IKKE sendt inn"), "{}", page.text());
}

/// An answer to the example, deadline 4 May, that was sent and waits for its address.
fn sent_unconfirmed(app: &TestApp) -> Respondent {
    let mut sender = Respondent::ready_to_send(app);
    assert_eq!(sender.send("first").status, 201);
    sender
}

#[test]
fn whoever_sent_and_has_not_confirmed_is_told_once_before_the_deadline_and_once_after_it() {
    let app = TestApp::start();
    let mut sender = sent_unconfirmed(&app);
    let got = |subject: &str| texts(&app, EMAIL, subject);
    let remind_at = |when: &str| {
        app.clock.set(at(when));
        remind(&app);
    };
    remind_at("2026-04-20T10:00:00Z");
    assert!(got("teller ikke").is_empty(), "long before");
    for when in ["2026-04-28T10:00:00Z", "2026-05-03T10:00:00Z"] {
        remind_at(when);
        let before = got("teller ikke ennå");
        assert_eq!(before.len(), 1, "{when}");
        assert!(before[0].contains("/lenke/"), "{}", before[0]);
    }
    assert!(got("IKKE bekreftet").is_empty());
    for when in ["2026-05-05T10:00:00Z", "2026-05-06T10:00:00Z"] {
        remind_at(when);
        let after = got("IKKE bekreftet");
        assert_eq!(after.len(), 1, "{when}");
        assert!(after[0].contains("3. juni 2026"), "{}", after[0]);
        assert!(after[0].contains("slettet"), "{}", after[0]);
    }
    let swept = |when: &str| {
        app.clock.set(at(when));
        let swept = app.block_on(schedule::sweep(&app.app));
        swept.expect("a sweep").unconfirmed
    };
    assert_eq!(swept("2026-06-03T21:00:00Z"), 0, "until then");
    let confirmed = sender.confirm(&app, EMAIL);
    assert_eq!(confirmed["submission"]["standing"], "counts");
    assert_eq!(swept("2026-06-04T10:00:00Z"), 0);
}

#[test]
fn an_answer_that_is_not_confirmed_is_told_of_at_the_address_it_waits_for_and_nowhere_else() {
    let app = TestApp::start();
    let mut sender = sent_unconfirmed(&app);
    let leader = colleague(&app, &sender.desk, "Leder", Right::Coordinate, &[]);
    let _ = browser(&app, &leader.token);
    let right = "rett@kommune.example";
    let again = sender.post("/confirmation");
    let again = again.json(&json!({ "email": right })).send();
    assert_eq!(again.status, 202, "{}", again.text());
    for when in ["2026-04-28T10:00:00Z", "2026-05-05T10:00:00Z"] {
        app.clock.set(at(when));
        remind(&app);
    }
    let got = |address| texts(&app, address, "teller ikke").len();
    assert_eq!(got(right), 2);
    assert_eq!((got(EMAIL), got("leder@kommune.example")), (0, 0));
}

#[test]
fn nothing_is_said_of_what_was_confirmed_or_of_what_was_sent_a_moment_ago() {
    let app = TestApp::start();
    let mut sender = Respondent::confirmed(&app);
    assert_eq!(sender.send("first").status, 201);
    app.clock.set(at("2026-04-28T10:00:00Z"));
    let other = person("ny@kommune.example");
    let mut other = Respondent::begin_with(&app, &json!({ "sender": other }));
    other.write(TEXT, 0, "Vi er enige.");
    assert_eq!(other.send("now").status, 201);
    remind(&app);
    let got = |address| texts(&app, address, "teller ikke").len();
    assert_eq!((got(EMAIL), got("ny@kommune.example")), (0, 0));
    app.clock.advance(TimeDelta::days(1));
    remind(&app);
    assert_eq!((got(EMAIL), got("ny@kommune.example")), (0, 1));
}
