//! What is not kept goes on its day and not before, and takes along all that was about it. What has a
//! number stays as it is, whoever tries.

use crate::invitations::{fjellvik, start, with_letter};
use crate::minutes::{held, opened};
use crate::support::app::{EXAMPLE, TestApp};
use crate::support::client::Client;
use crate::support::database::Backend;
use crate::support::respondent::{
    EMAIL, Respondent, TEXT, key, person, send_whole, whole_answer, whole_answer_to,
};
use crate::support::tables::{Contents, contents, places_of};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::{RunQueryDsl, sql_query};
use hoering::role::Role;
use hoering::schedule::{self, Swept};
use hoering::settings::Settings;
use serde_json::json;

/// The example's deadline is 4 May; drafts and unconfirmed answers are kept for 30 days, to the end of
/// 3 June in Oslo.
const LAST: &str = "2026-06-03T21:59:59.999999Z";
const OVER: &str = "2026-06-03T22:00:00Z";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn sweep(app: &TestApp) -> Swept {
    app.block_on(schedule::sweep(&app.app)).expect("a sweep")
}

fn all(app: &TestApp) -> Contents {
    app.database(contents)
}

#[test]
fn a_draft_that_was_never_sent_goes_on_its_day_with_its_texts_links_and_letters() {
    let app = TestApp::start();
    app.publish("lenge-til", "2027-02-26");
    let other = Respondent::begin_at(&app, "lenge-til", &json!({}));
    let mut draft = Respondent::ready_to_send(&app);
    draft.write(TEXT, 1, "En tekst som ingen andre har.");
    let note = json!({ "text": "Et notat som ingen andre har." });
    assert_eq!(draft.post("/notes").json(&note).send().status, 201);
    for rest in ["presence", "holder"] {
        let put = draft.request("PUT", &format!("/parts/r1/{rest}"));
        assert_eq!(put.json(&json!({})).send().status, 204);
    }
    draft.have_link_sent(EMAIL);
    app.deliver_letters();

    app.clock.set(at(LAST));
    assert_eq!(sweep(&app).drafts, 0);
    assert_eq!(draft.get("").status, 200);
    app.clock.set(at(OVER));
    assert_eq!(sweep(&app).drafts, 1);
    assert_eq!(draft.get("").status, 401);

    let left = all(&app);
    for gone in [
        "En tekst som ingen andre har.",
        "Et notat som ingen andre har.",
        EMAIL,
        "Eksempel kommune",
    ] {
        assert_eq!(places_of(&left, gone), Vec::<String>::new());
    }
    for (table, rows) in [
        ("desk", 1),
        ("link", 1),
        ("outbox", 0),
        ("delivery_event", 0),
        ("desk_note", 0),
        ("desk_presence", 0),
        ("desk_holder", 0),
    ] {
        assert_eq!(left[table].len(), rows, "{table}");
    }
    assert_eq!(places_of(&left, &other.desk.replace('-', "")).len(), 0);
    assert_eq!(sweep(&app), Swept::default());
}

#[test]
fn an_answer_that_was_never_confirmed_goes_on_its_day() {
    let app = TestApp::start();
    let sent = send_whole(
        &mut app.client(),
        &key("a"),
        &whole_answer("Aldri bekreftet."),
    );
    let mut sender = Respondent::after(&app, &sent);
    app.deliver_letters();

    app.clock.set(at(LAST));
    assert_eq!(sweep(&app).unconfirmed, 0);
    assert_eq!(sender.submission()["standing"], "unconfirmed");
    app.clock.set(at(OVER));
    let swept = sweep(&app);
    assert_eq!((swept.unconfirmed, swept.drafts), (1, 0));
    let left = all(&app);
    for gone in ["Aldri bekreftet.", EMAIL, "Eksempel kommune"] {
        assert_eq!(places_of(&left, gone), Vec::<String>::new());
    }
    for table in [
        "submission",
        "submission_version",
        "answer",
        "standing_decision",
        "outbox",
        "desk",
    ] {
        assert_eq!(left[table].len(), 0, "{table}");
    }
}

#[test]
fn an_answer_that_was_never_confirmed_stays_while_somebody_goes_on_with_its_text() {
    let app = TestApp::start();
    let whole = |n: &str| {
        let sent = send_whole(&mut app.client(), &key(n), &whole_answer("Ikke bekreftet."));
        Respondent::after(&app, &sent)
    };
    let (mut written, mut locked, _) = (whole("a"), whole("b"), whole("c"));
    app.clock.set(at("2026-05-20T10:00:00Z"));
    written.write("r2.tekst", 0, "Skrevet etterpå.");
    let lock = json!({ "treated_in": "kommunestyret", "meets_on": "2026-06-20" });
    let lock = locked.request("PUT", "/lock").json(&lock).send();
    assert_eq!(lock.status, 200, "{}", lock.text());
    app.clock.set(at(OVER));
    assert_eq!(sweep(&app).unconfirmed, 1);
    app.clock.set(at("2026-07-20T21:59:59Z"));
    assert_eq!(sweep(&app).unconfirmed, 1, "the one that was written in");
    app.clock.set(at("2026-07-20T22:00:00Z"));
    assert_eq!(sweep(&app).unconfirmed, 1);
}

#[test]
fn a_draft_stays_while_staff_have_not_said_whether_it_gets_the_time_that_was_asked_for() {
    let app = TestApp::start();
    let mut draft = Respondent::ready_to_send(&app);
    app.clock.set(at("2026-05-20T10:00:00Z"));
    let asked = draft
        .post("/more-time")
        .header("Idempotency-Key", "k")
        .json(&json!({ "new_on": "2026-06-20", "reason": "Møtet er 18. juni.", "email": EMAIL }))
        .send();
    assert!(asked.status < 300, "{}", asked.text());
    app.clock.set(at(OVER));
    assert_eq!(sweep(&app).drafts, 0);
    app.clock.set(at("2026-07-20T22:00:00Z"));
    assert_eq!(
        sweep(&app).drafts,
        1,
        "the day that was wanted is long past"
    );
}

#[test]
fn one_that_is_confirmed_on_the_last_day_stays() {
    let app = TestApp::start();
    let sent = send_whole(
        &mut app.client(),
        &key("a"),
        &whole_answer("Sent bekreftet."),
    );
    let mut sender = Respondent::after(&app, &sent);
    app.clock.set(at(LAST));
    sender.confirm(&app, EMAIL);
    app.clock.set(at(OVER) + TimeDelta::days(1_000));
    let swept = sweep(&app);
    assert_eq!((swept.unconfirmed, swept.drafts), (0, 0));
    assert_eq!(sender.submission()["standing"], "counts");
}

#[test]
fn whoever_is_late_has_as_many_days_as_the_others() {
    let app = TestApp::start();
    let begun = at("2026-07-01T10:00:00Z");
    app.clock.set(begun);
    let mut draft = Respondent::ready_to_send(&app);
    let sent = send_whole(&mut app.client(), &key("a"), &whole_answer("For sent."));
    assert_eq!(sent.status, 201);
    let mut unconfirmed = Respondent::after(&app, &sent);
    let last = at("2026-07-31T21:59:59.999999Z");
    for day in [begun, last] {
        app.clock.set(day);
        let swept = sweep(&app);
        assert_eq!((swept.drafts, swept.unconfirmed), (0, 0), "{day}");
        assert_eq!(draft.get("").status, 200);
        assert_eq!(unconfirmed.submission()["standing"], "unconfirmed");
    }
    // Another change, another version: each has its days from then on.
    draft.write(TEXT, 1, "Enda senere.");
    unconfirmed.write(TEXT, 0, "En ny versjon.");
    assert_eq!(unconfirmed.send("again").status, 201);
    app.clock.set(last + TimeDelta::days(30));
    let swept = sweep(&app);
    assert_eq!((swept.drafts, swept.unconfirmed), (0, 0));
    app.clock
        .set(last + TimeDelta::days(30) + TimeDelta::microseconds(1));
    let swept = sweep(&app);
    assert_eq!((swept.drafts, swept.unconfirmed), (1, 1));
}

#[test]
fn the_days_are_the_operators_and_many_drafts_go_in_one_round() {
    let app = TestApp::start_with(&[
        ("HOERING_KEEP_DRAFTS_DAYS", "2"),
        ("HOERING_KEEP_UNCONFIRMED_DAYS", "3"),
    ]);
    for _ in 0..120 {
        Respondent::begin(&app);
    }
    let sent = send_whole(&mut app.client(), &key("a"), &whole_answer("Tre dager."));
    assert_eq!(sent.status, 201);
    for (now, drafts, unconfirmed) in [
        ("2026-05-06T21:59:59.999999Z", 0, 0),
        ("2026-05-06T22:00:00Z", 120, 0),
        ("2026-05-07T21:59:59.999999Z", 0, 0),
        ("2026-05-07T22:00:00Z", 0, 1),
    ] {
        app.clock.set(at(now));
        let swept = sweep(&app);
        assert_eq!(
            (swept.drafts, swept.unconfirmed),
            (drafts, unconfirmed),
            "{now}"
        );
    }
}

/// A browser that has begun an answer, and the page of its draft.
fn browser(app: &TestApp) -> (Client, String) {
    let mut client = app.client();
    let begun = client
        .post(&format!("/horinger/{EXAMPLE}/svar"))
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[("on_behalf", "person")])
        .send();
    assert_eq!(begun.status, 303, "{}", begun.text());
    let page = begun.header("location").expect("a page").to_owned();
    (client, page)
}

#[test]
fn a_session_ends_a_day_after_its_last_use_and_is_swept_then() {
    let app = TestApp::start();
    let start = app.clock.now();
    let (mut one, page) = browser(&app);
    let (mut other, other_page) = browser(&app);
    app.clock.set(start + TimeDelta::hours(12));
    assert_eq!(one.get(&page).send().status, 200);
    let end = start + TimeDelta::hours(24);
    app.clock.set(end - TimeDelta::microseconds(1));
    assert_eq!(sweep(&app).sessions, 0);
    app.clock.set(end);
    assert_eq!(other.get(&other_page).send().status, 401);
    assert_eq!(sweep(&app).sessions, 1);
    app.clock.set(end + TimeDelta::hours(12));
    assert_eq!(sweep(&app).sessions, 1);
    assert_eq!(one.get(&page).send().status, 401);
    let left = all(&app);
    assert_eq!((left["session"].len(), left["session_link"].len()), (0, 0));
    // What was written is there still: only the way in has closed.
    assert_eq!(left["desk"].len(), 2);
}

#[test]
fn a_draft_that_is_locked_for_a_meeting_is_kept_until_the_meeting_is_long_past() {
    let app = TestApp::start();
    let mut draft = Respondent::ready_to_send(&app);
    let lock = json!({ "treated_in": "kommunestyret", "meets_on": "2026-06-20" });
    let locked = draft.request("PUT", "/lock").json(&lock).send();
    assert_eq!(locked.status, 200, "{}", locked.text());
    app.clock.set(at(OVER));
    assert_eq!(sweep(&app).drafts, 0);
    app.clock.set(at("2026-07-20T21:59:59Z"));
    assert_eq!(sweep(&app).drafts, 0);
    app.clock.set(at("2026-07-20T22:00:00Z"));
    assert_eq!(sweep(&app).drafts, 1);
}

#[test]
fn an_invited_body_comes_in_by_its_link_as_long_as_its_late_answer_is_taken() {
    let (app, _, path) = with_letter(fjellvik());
    let desk = start(&mut app.client(), &path);
    app.clock.set(at("2027-12-01T12:00:00Z"));
    assert_eq!(sweep(&app).drafts, 0);
    assert_eq!(start(&mut app.client(), &path), desk);
    let kept = app.client().get(&path).send();
    assert_eq!(kept.status, 200, "{}", kept.text());
    app.execute("UPDATE consultation SET status = 'concluded'");
    assert_eq!(sweep(&app).drafts, 1);
}

#[test]
fn minutes_that_were_not_sent_are_kept_until_the_consultation_is_concluded() {
    let app = TestApp::start();
    let path = held(&app);
    let officer = app.staff_on(EXAMPLE, Role::Officer).id;
    let mut minutes = opened(&app, officer, &path);
    minutes.write(TEXT, 0, "Sagt fra salen.");
    app.clock.set(at("2027-12-01T12:00:00Z"));
    assert_eq!(sweep(&app).drafts, 0);
    let kept = minutes.get(&format!("/fields/{TEXT}"));
    assert_eq!(kept.json()["text"], "Sagt fra salen.");
    app.execute("UPDATE consultation SET status = 'concluded'");
    assert_eq!(sweep(&app).drafts, 1);
}

#[test]
fn minutes_that_were_sent_to_an_address_that_nobody_confirmed_are_kept_as_long() {
    let app = TestApp::start();
    let path = held(&app);
    let officer = app.staff_on(EXAMPLE, Role::Officer).id;
    let mut minutes = opened(&app, officer, &path);
    minutes.write(TEXT, 0, "Sagt fra salen.");
    let etag = minutes.get("").header("etag").expect("an ETag").to_owned();
    let told = minutes
        .request("PATCH", "")
        .header("If-Match", &etag)
        .json(&json!({ "sender": { "email": "en-annen@staff.example" } }))
        .send();
    assert_eq!(told.status, 200, "{}", told.text());
    assert_eq!(minutes.send("referat").status, 201);
    assert_eq!(minutes.submission()["standing"], "unconfirmed");
    app.clock.set(at("2027-12-01T12:00:00Z"));
    assert_eq!(sweep(&app).unconfirmed, 0);
    app.execute("UPDATE consultation SET status = 'concluded'");
    assert_eq!(sweep(&app).unconfirmed, 1);
}

#[test]
fn an_idempotency_key_is_kept_for_thirty_days() {
    let app = TestApp::start();
    let send = || send_whole(&mut app.client(), &key("k"), &whole_answer("Én gang."));
    let first = send();
    app.clock.advance(TimeDelta::days(30));
    assert_eq!(sweep(&app).keys, 0);
    assert_eq!(send().body, first.body);
    app.clock.advance(TimeDelta::microseconds(1));
    assert_eq!(sweep(&app).keys, 1);
    assert_eq!(all(&app)["idempotency"].len(), 0);
}

/// Somebody with two sent versions, a text beside, and råd without comment.
fn numbered(app: &TestApp) -> Respondent {
    let mut sender = Respondent::confirmed_at(app, EXAMPLE, "nummerert@eksempel.example");
    let marked = sender.request("PUT", "/advice/r2/no-comment").send();
    assert!(marked.status < 300, "{}", marked.text());
    for n in ["1", "2"] {
        assert_eq!(sender.send(n).status, 201);
    }
    app.deliver_letters();
    sender
}

#[test]
fn an_answer_with_a_number_is_never_swept() {
    let app = TestApp::start();
    let mut sender = numbered(&app);
    let kept = |all: Contents| -> Contents {
        let passing = ["idempotency", "session", "session_link"];
        all.into_iter()
            .filter(|(table, _)| !passing.contains(&table.as_str()))
            .collect()
    };
    let before = kept(all(&app));
    app.clock.advance(TimeDelta::days(3_650));
    sweep(&app);
    assert_eq!(kept(all(&app)), before);
    assert_eq!(sender.receipt(2)["receipt"]["version"], 2);
}

#[test]
fn no_statement_changes_or_takes_away_what_has_a_number() {
    let app = TestApp::start();
    numbered(&app);
    let before = all(&app);
    for statement in forbidden() {
        let outcome = app.database(|conn| sql_query(&statement).execute(conn));
        assert!(outcome.is_err(), "{statement} went through");
    }
    assert_eq!(all(&app), before);
}

fn forbidden() -> Vec<String> {
    let mut all: Vec<String> = [
        "UPDATE answer SET body = 'Noe annet.'",
        "UPDATE no_comment SET advice_id = advice_id",
        "UPDATE submission_version SET received_at = received_at",
        "UPDATE standing_decision SET standing = 'late'",
        "UPDATE receipt SET document = '{}'",
        "UPDATE desk_field_version SET body = 'Noe annet.'",
        "UPDATE delivery_event SET outcome = 'sent'",
        "UPDATE audit SET actor = 'anyone'",
        "UPDATE submission SET number = 99",
        "UPDATE submission SET number = NULL",
        "UPDATE case_series SET next_number = 1",
        "UPDATE proposal_version SET published_at = NULL",
        "UPDATE content SET markdown = 'Noe annet.'",
    ]
    .map(str::to_owned)
    .to_vec();
    let kept = [
        "answer",
        "no_comment",
        "submission_version",
        "standing_decision",
        "receipt",
        "desk_field_version",
        "audit",
        "submission",
        "proposal_version",
        "content",
    ];
    all.extend(kept.map(|table| format!("DELETE FROM {table}")));
    match Backend::chosen() {
        Backend::Postgres => all.extend(kept.map(|table| format!("TRUNCATE {table} CASCADE"))),
        // Takes the row away and puts another in its place.
        Backend::Sqlite => all.extend(
            [
                "answer",
                "submission_version",
                "receipt",
                "audit",
                "submission",
            ]
            .map(|table| format!("REPLACE INTO {table} SELECT * FROM {table}")),
        ),
    }
    all
}

#[test]
fn what_has_no_number_yet_cannot_be_changed_either() {
    let app = TestApp::start();
    let body = whole_answer_to(EXAMPLE, "a@eksempel.example", "Sendt.");
    assert_eq!(send_whole(&mut app.client(), &key("a"), &body).status, 201);
    let draft = Respondent::begin_with(&app, &json!({ "sender": person("b@eksempel.example") }));
    drop(draft);
    for statement in [
        "UPDATE answer SET body = 'Noe annet.'",
        "UPDATE submission_version SET received_at = received_at",
        "UPDATE standing_decision SET standing = 'counts'",
    ] {
        let outcome = app.database(|conn| sql_query(statement).execute(conn));
        assert!(outcome.is_err(), "{statement} went through");
    }
}

#[test]
fn every_period_of_the_sweep_is_a_setting_that_is_used() {
    // A setting that nothing reads would promise what nobody does.
    let settings = Settings::load(Vec::new(), None).expect("the defaults");
    let shown: Vec<&str> = settings.shown().iter().map(|s| s.key.as_str()).collect();
    let periods = [
        "keep_drafts_days",
        "keep_unconfirmed_days",
        "keep_idempotency_days",
        "keep_exports_hours",
    ];
    assert!(periods.iter().all(|key| shown.contains(key)));
    assert!(!shown.contains(&"session_hours"));
}

#[test]
fn links_that_let_staff_in_go_a_day_after_their_end_with_their_letters_and_sessions_when_they_rest()
{
    let app = TestApp::start();
    app.add_staff("kari@staff.example");
    let asked = app
        .client()
        .post("/saksbehandling/logg-inn")
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[("email", "kari@staff.example")])
        .send();
    assert_eq!(asked.status, 200);
    app.deliver_letters();
    app.staff(Role::Reader);
    let begun = app.clock.now();
    app.clock.set(begun + TimeDelta::minutes(30));
    assert_eq!(
        (sweep(&app).staff_sessions, all(&app)["sign_in"].len()),
        (1, 1)
    );
    app.clock
        .set(begun + TimeDelta::hours(24) + TimeDelta::minutes(15));
    let swept = sweep(&app);
    assert_eq!((swept.staff_sessions, swept.sign_ins), (0, 1));
    let left = all(&app);
    for table in ["sign_in", "staff_session", "outbox", "delivery_event"] {
        assert_eq!(left[table].len(), 0, "{table}");
    }
}

#[test]
fn a_file_for_the_register_goes_after_seven_days_taken_over_or_not() {
    let app = TestApp::start();
    let mut staff = app.staff(Role::Officer);
    let file = "name,kind\nEksempellaget,organisation\n";
    let (path, page) = crate::register_import::given(&mut staff, file);
    let shown = crate::register_import::shown(&page);
    assert_eq!(staff.post(&path, &[("shown", &shown)]).status, 303);
    crate::register_import::given(&mut staff, "name,kind\nEt annet,ukjent\n");
    let kept = app.clock.now();
    app.clock.set(kept + TimeDelta::days(7));
    assert_eq!(sweep(&app).register_files, 0);
    app.clock
        .set(kept + TimeDelta::days(7) + TimeDelta::microseconds(1));
    assert_eq!(sweep(&app).register_files, 2);
    assert!(all(&app)["register_import"].is_empty());
    let found = app.database(|conn| {
        let day = hoering::calendar::oslo_date(kept);
        hoering::bodies::find_by_name(conn, "Eksempellaget", day).expect("a reading")
    });
    assert_eq!(found.len(), 1, "what was taken over stays");
    assert_eq!(app.staff(Role::Officer).get(&path).status, 404);
}
