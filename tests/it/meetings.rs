//! Meetings about a proposal: announced by staff, shown to everybody on the consultation's page, in its JSON, in
//! the public calendar and among the news.

use crate::invitations::{csrf, hidden, press, send_from};
use crate::support::app::{EXAMPLE, ROUND, TestApp};
use crate::support::respondent::{Respondent, TEXT, faults};
use crate::support::staff::{Staff, audited};
use chrono::TimeDelta;
use diesel::prelude::*;
use hoering::audit::Actor;
use hoering::consultations::{self, ImportOutcome, Terms};
use hoering::db::schema::submission;
use hoering::role::Role;
use serde_json::json;

const LIST: &str = "/saksbehandling/horinger/24-13304/moter";

const HEARING: [(&str, &str); 10] = [
    ("kind", "oral"),
    ("title_nb", "Muntlig høring; i Čáhcesuolu"),
    ("title_nn", ""),
    ("date", "2026-04-14"),
    ("from", "10:00"),
    ("to", "12:30"),
    ("place", "Storgata 1, Oslo"),
    ("link", "https://mote.example/1?a=1&b=2"),
    ("about_nb", "Ta med *innspill*."),
    ("about_nn", ""),
];

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = HEARING.into_iter();
    let mut fields: Vec<_> = kept
        .filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name))
        .collect();
    fields.extend(changes);
    fields
}

fn announced(app: &TestApp) -> Staff {
    let mut officer = app.staff_on(EXAMPLE, Role::Officer);
    let answer = officer.post(LIST, &HEARING);
    assert_eq!(answer.status, 303, "{}", answer.text());
    officer
}

/// The page of the only meeting.
fn its_page(officer: &mut Staff) -> String {
    let list = officer.get(LIST);
    let at = list.text().find(&format!("{LIST}/")).expect("a meeting");
    list.text()[at..].split('"').next().unwrap().to_owned()
}

/// A calendar as programs read it: folded lines put together again.
fn calendar(app: &TestApp, path: &str) -> String {
    let answer = app.client().get(path).send();
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.header("content-type"),
        Some("text/calendar; charset=utf-8")
    );
    answer.text().replace("\r\n ", "")
}

#[test]
fn a_meeting_that_is_announced_stands_on_the_page_and_in_the_json_at_once() {
    let app = TestApp::start();
    let mut officer = announced(&app);
    let page = app.client().get("/horinger/24-13304").send();
    let text = page.text();
    assert!(text.contains("Muntlig høring; i Čáhcesuolu"), "{text}");
    assert!(text.contains("tirsdag 14. april 2026 kl. 10.00–12.30"));
    assert!(text.contains("Ta med <em>innspill</em>."));
    let json = app
        .client()
        .get("/api/v1/consultations/24-13304")
        .send()
        .json();
    let meeting = &json["meetings"][0];
    assert_eq!(meeting["starts_at"], "2026-04-14T08:00:00Z");
    assert_eq!(meeting["ends_at"], "2026-04-14T10:30:00Z");
    assert_eq!(
        (&meeting["kind"], &meeting["cancelled"]),
        (&"oral".into(), &false.into())
    );
    assert!(officer.get(LIST).text().contains("Storgata 1, Oslo"));
    let noted = app.database(|conn| audited(conn, "meeting."));
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0].action, "meeting.announced");
}

#[test]
fn what_is_wrong_with_a_meeting_is_told_all_at_once_and_kept() {
    let app = TestApp::start();
    let mut officer = app.staff_on(EXAMPLE, Role::Officer);
    let fields = with(&[
        ("date", "14. april"),
        ("from", "ti"),
        ("to", "12:30"),
        ("title_nb", "Behold meg"),
    ]);
    let answer = officer.post(LIST, &fields);
    assert_eq!(answer.status, 422);
    let text = answer.text();
    for kept in [
        "Behold meg",
        "14. april",
        "value=\"ti\"",
        "Ta med *innspill*.",
    ] {
        assert!(text.contains(kept), "{kept} in {text}");
    }
    assert!(text.contains("href=\"#date\"") && text.contains("href=\"#from\""));
    let backwards = officer.post(
        LIST,
        &with(&[("to", "09:00"), ("link", "javascript:alert(1)")]),
    );
    assert_eq!(backwards.status, 422);
    assert!(
        backwards.text().contains("href=\"#to\"") && backwards.text().contains("href=\"#link\"")
    );
    let never = officer.post(
        LIST,
        &with(&[("date", "2026-03-29"), ("from", "02:30"), ("to", "04:00")]),
    );
    assert_eq!(never.status, 422);
    assert!(
        never.text().contains("Klokken stilles frem"),
        "{}",
        never.text()
    );
    let json = app
        .client()
        .get("/api/v1/consultations/24-13304")
        .send()
        .json();
    assert_eq!(json["meetings"].as_array().map(Vec::len), Some(0));
}

/// Two days, as a form says them.
fn two_days() -> Vec<(&'static str, &'static str)> {
    with(&[
        ("date", "2026-04-30"),
        ("from", "09:00"),
        ("end_date", "2026-05-01"),
        ("to", "15:00"),
    ])
}

#[test]
fn a_meeting_of_several_days_says_both_days_wherever_it_is_shown() {
    let app = TestApp::start();
    let mut officer = app.staff_on(EXAMPLE, Role::Officer);
    let answer = officer.post(LIST, &two_days());
    assert_eq!(answer.status, 303, "{}", answer.text());
    let said = "torsdag 30. april 2026 kl. 09.00 – fredag 1. mai 2026 kl. 15.00";
    for path in ["/horinger/24-13304", "/horinger.atom"] {
        let shown = app.client().get(path).send();
        assert!(shown.text().contains(said), "{path}: {}", shown.text());
    }
    assert!(officer.get(LIST).text().contains(said));
    let calendar = calendar(&app, "/kalender.ics");
    assert!(
        calendar.contains("DTSTART:20260430T070000Z\r\nDTEND:20260501T130000Z"),
        "{calendar}"
    );
}

#[test]
fn the_form_of_a_meeting_keeps_its_last_day_and_its_seconds() {
    let app = TestApp::start();
    let mut officer = app.staff_on(EXAMPLE, Role::Officer);
    let fields = with(&[
        ("from", "09:00:30"),
        ("end_date", "2026-04-15"),
        ("to", "01:00"),
    ]);
    assert_eq!(officer.post(LIST, &fields).status, 303);
    let page = its_page(&mut officer);
    let shown = officer.get(&page);
    for value in ["09:00:30", "2026-04-15", "01:00"] {
        let field = format!("value=\"{value}\"");
        assert!(shown.text().contains(&field), "{value}: {}", shown.text());
    }
    // With the place alone changed.
    let again = with(&[
        ("from", "09:00:30"),
        ("end_date", "2026-04-15"),
        ("to", "01:00"),
        ("place", "Bergen"),
        ("version", "1"),
    ]);
    assert_eq!(officer.post(&page, &again).status, 303);
    let json = app
        .client()
        .get("/api/v1/consultations/24-13304")
        .send()
        .json();
    let meeting = &json["meetings"][0];
    assert_eq!(meeting["place"], "Bergen");
    assert_eq!(meeting["starts_at"], "2026-04-14T07:00:30Z");
    assert_eq!(meeting["ends_at"], "2026-04-14T23:00:00Z");
}

#[test]
fn a_press_that_is_repeated_announces_one_meeting() {
    let app = TestApp::start();
    let mut officer = app.staff_on(EXAMPLE, Role::Officer);
    let key = hidden(officer.get(LIST).text(), "nokkel");
    for _ in 0..2 {
        let answer = officer.post(LIST, &with(&[("nokkel", key.as_str())]));
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert_eq!(answer.header("location"), Some(LIST));
    }
    let noted = app.database(|conn| audited(conn, "meeting.announced"));
    assert_eq!(noted.len(), 1);
}

#[test]
fn a_meeting_is_cancelled_by_a_button_that_stands_behind_a_question() {
    let app = TestApp::start();
    let mut officer = announced(&app);
    let page = its_page(&mut officer);
    let shown = officer.get(&page);
    let (_, below) = shown.text().split_once("id=\"avlys\"").expect("its part");
    let (_, asked) = below.split_once("<details").expect("a question");
    let asked = asked.split("</details>").next().expect("its end");
    assert!(
        asked.contains(&format!("action=\"{page}/avlys\"")),
        "{asked}"
    );
    for said in ["Det kan ikke angres.", "Ja, avlys møtet"] {
        assert!(asked.contains(said), "{said}: {asked}");
    }
}

#[test]
fn whoever_changes_a_meeting_second_sees_what_stands_and_keeps_what_they_typed() {
    let app = TestApp::start();
    let mut officer = announced(&app);
    let page = its_page(&mut officer);
    let first = officer.post(&page, &with(&[("place", "Nytt sted"), ("version", "1")]));
    assert_eq!(first.status, 303, "{}", first.text());
    let second = officer.post(&page, &with(&[("place", "Et annet"), ("version", "1")]));
    assert_eq!(second.status, 409);
    assert!(second.text().contains("Nytt sted") && second.text().contains("Et annet"));
    assert!(second.text().contains("name=\"version\" value=\"2\""));
    let json = app
        .client()
        .get("/api/v1/consultations/24-13304")
        .send()
        .json();
    assert_eq!(json["meetings"][0]["place"], "Nytt sted");
}

#[test]
fn a_cancelled_meeting_stays_and_says_so_everywhere() {
    let app = TestApp::start();
    let mut officer = announced(&app);
    let page = its_page(&mut officer);
    for _ in 0..2 {
        assert_eq!(officer.post(&format!("{page}/avlys"), &[]).status, 303);
    }
    assert!(
        app.client()
            .get("/horinger/24-13304")
            .send()
            .text()
            .contains("Avlyst")
    );
    let json = app
        .client()
        .get("/api/v1/consultations/24-13304")
        .send()
        .json();
    assert_eq!(json["meetings"][0]["cancelled"], true);
    let calendar = calendar(&app, "/kalender.ics");
    assert!(calendar.contains("STATUS:CANCELLED\r\n") && calendar.contains("SEQUENCE:1\r\n"));
    let changed = officer.post(&page, &with(&[("version", "2")]));
    assert_eq!(changed.status, 409);
    let noted = app.database(|conn| audited(conn, "meeting.cancelled"));
    assert_eq!(noted.len(), 1);
}

#[test]
fn a_meeting_that_has_begun_is_not_cancelled() {
    let app = TestApp::start();
    let page = its_page(&mut announced(&app));
    // Its first instant.
    app.clock
        .set("2026-04-14T08:00:00Z".parse().expect("an instant"));
    let mut officer = app.staff_on(EXAMPLE, Role::Officer);
    let off = format!("{page}/avlys");
    assert!(!officer.get(&page).text().contains(&off));
    let refused = officer.post(&off, &[]);
    assert_eq!(refused.status, 422, "{}", refused.text());
    for said in ["kan ikke avlyses", "href=\"#avlys\"", "id=\"avlys\""] {
        assert!(refused.text().contains(said), "{said}: {}", refused.text());
    }
    let noted = app.database(|conn| audited(conn, "meeting.cancelled"));
    assert!(noted.is_empty());
}

#[test]
fn minutes_that_were_begun_are_not_sent_when_the_meeting_was_moved_and_cancelled() {
    let app = TestApp::start();
    announced(&app);
    app.clock
        .set("2026-04-14T11:00:00Z".parse().expect("an instant"));
    let mut minutes = minutes(&app);
    let mut officer = app.staff_on(EXAMPLE, Role::Officer);
    let page = its_page(&mut officer);
    let later = with(&[("date", "2026-04-20"), ("version", "1")]);
    assert_eq!(officer.post(&page, &later).status, 303);
    assert_eq!(officer.post(&format!("{page}/avlys"), &[]).status, 303);
    let refused = minutes.send("referat");
    assert_eq!(refused.status, 422, "{}", refused.text());
    let wrong = vec![(String::new(), "error-minutes-cancelled".to_owned())];
    assert_eq!(faults(&refused), wrong);
    let desk = format!("/svar/{}", minutes.desk);
    let shown = minutes.client.get(&format!("{desk}/se-over")).send();
    assert!(
        shown.text().contains("Referatet kan ikke sendes inn"),
        "{}",
        shown.text()
    );
    assert_eq!(
        minutes.get(&format!("/fields/{TEXT}")).json()["text"],
        "Sagt fra salen.",
        "it is kept"
    );
}

/// Minutes that were begun when the meeting had been, and an officer who corrects it, with the path of its page.
fn begun(app: &TestApp) -> (Respondent, Staff, String) {
    announced(app);
    app.clock
        .set("2026-04-14T11:00:00Z".parse().expect("an instant"));
    let minutes = minutes(app);
    let mut officer = app.staff_on(EXAMPLE, Role::Officer);
    let page = its_page(&mut officer);
    (minutes, officer, page)
}

#[test]
fn minutes_are_called_what_the_meeting_is_called_when_they_are_sent() {
    let app = TestApp::start();
    let (mut minutes, mut officer, page) = begun(&app);
    let desk = format!("/svar/{}", minutes.desk);
    let drawn = minutes.client.get(&format!("{desk}/se-over")).send();
    let corrected = with(&[
        ("title_nb", "Høringsmøte i Bodø"),
        ("date", "2026-04-13"),
        ("version", "1"),
    ]);
    assert_eq!(officer.post(&page, &corrected).status, 303);
    // Nobody has pressed the button again.
    let name = "Høringsmøte i Bodø, 13. april 2026";
    let token = csrf(drawn.text());
    let (key, seen) = (
        hidden(drawn.text(), "nokkel"),
        hidden(drawn.text(), "versjon"),
    );
    let fields = [
        ("csrf", token.as_str()),
        ("nokkel", key.as_str()),
        ("versjon", seen.as_str()),
    ];
    let shown = press(&mut minutes.client, &format!("{desk}/send"), &fields);
    assert_eq!(shown.status, 409, "{}", shown.text());
    assert!(shown.text().contains(name), "{}", shown.text());
    let asked = minutes.client.get(&format!("{desk}/avsender")).send();
    assert!(asked.text().contains(name), "{}", asked.text());
    assert!(!asked.text().contains("name=\"organisation\""));
    let sent = minutes.send("referat");
    assert_eq!(sent.status, 201, "{}", sent.text());
    let sender = &minutes.receipt(1)["receipt"]["sender"];
    assert_eq!(sender["organisation"], name);
    let email = minutes.draft()["sender"]["email"].clone();
    let told = json!({
        "on_behalf": "public_body",
        "organisation": "Noe annet",
        "person": "Kari",
        "email": email,
    });
    let whole = json!({ "sender": told, "answers": [{ "field": TEXT, "text": "Sagt igjen." }] });
    let sent = minutes.send_whole(&app, "helt", &whole);
    assert_eq!(sent.status, 201, "{}", sent.text());
    let sender = &minutes.receipt(2)["receipt"]["sender"];
    assert_eq!(sender["organisation"], name);
}

#[test]
fn minutes_of_a_meeting_that_was_moved_are_not_sent_before_it_and_are_kept() {
    let app = TestApp::start();
    let (mut minutes, mut officer, page) = begun(&app);
    let later = with(&[("date", "2026-04-20"), ("version", "1")]);
    assert_eq!(officer.post(&page, &later).status, 303);
    let refused = minutes.send("for-tidlig");
    assert_eq!(refused.status, 422, "{}", refused.text());
    let wrong = vec![(String::new(), "error-minutes-early".to_owned())];
    assert_eq!(faults(&refused), wrong);
    let desk = format!("/svar/{}", minutes.desk);
    let refused = send_from(&mut minutes.client, &desk);
    assert_eq!(refused.status, 422, "{}", refused.text());
    for said in ["Møtet har ikke begynt", "Sagt fra salen."] {
        assert!(refused.text().contains(said), "{said}: {}", refused.text());
    }
    // Its first instant.
    app.clock
        .set("2026-04-20T08:00:00Z".parse().expect("an instant"));
    let sent = minutes.send("referat");
    assert_eq!(sent.status, 201, "{}", sent.text());
}

#[test]
fn minutes_of_a_meeting_with_the_longest_title_have_its_day_in_their_name() {
    let app = TestApp::start();
    let mut officer = app.staff_on(EXAMPLE, Role::Officer);
    let title = "å".repeat(200);
    let answer = officer.post(LIST, &with(&[("title_nb", title.as_str())]));
    assert_eq!(answer.status, 303, "{}", answer.text());
    app.clock
        .set("2026-04-14T11:00:00Z".parse().expect("an instant"));
    let mut minutes = minutes(&app);
    let sent = minutes.send("referat");
    assert_eq!(sent.status, 201, "{}", sent.text());
    let receipt = minutes.receipt(1);
    let name = receipt["receipt"]["sender"]["organisation"].as_str();
    let name = name.expect("a name");
    assert!(name.ends_with("å…, 14. april 2026"), "{name}");
    assert_eq!(name.chars().count(), 200);
}

#[test]
fn only_officers_of_the_consultation_announce_and_a_meeting_is_reached_from_its_own_only() {
    let app = TestApp::start();
    app.import_round();
    let mut reader = app.staff_on(EXAMPLE, Role::Reader);
    assert_eq!(reader.get(LIST).status, 200);
    assert_eq!(reader.post(LIST, &HEARING).status, 403);
    let mut officer = announced(&app);
    let page = its_page(&mut officer);
    let elsewhere = page.replace(EXAMPLE, ROUND);
    assert_eq!(officer.get(&elsewhere).status, 403);
    let mut everywhere = app.staff(Role::Admin);
    assert_eq!(everywhere.get(&elsewhere).status, 404);
    assert_eq!(
        everywhere.post(&format!("{elsewhere}/avlys"), &[]).status,
        404
    );
    assert_eq!(everywhere.get(&page).status, 200);
}

#[test]
fn the_public_calendar_holds_every_deadline_and_meeting_and_follows_them() {
    let app = TestApp::start();
    app.import_round();
    announced(&app);
    let text = calendar(&app, "/kalender.ics");
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 3, "{text}");
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    assert!(text.contains("DTSTART;VALUE=DATE:20270226"));
    assert!(text.contains("DTSTART:20260414T080000Z\r\nDTEND:20260414T103000Z"));
    let title = app
        .client()
        .get("/api/v1/consultations/24-13304")
        .send()
        .json()["title"]["nb"]
        .as_str()
        .expect("a title")
        .replace(';', "\\;")
        .replace(',', "\\,");
    let summary = format!("SUMMARY:Muntlig høring: Muntlig høring\\; i Čáhcesuolu – {title}\r\n");
    assert!(text.contains(&summary), "{text}");
    // It asks nobody to come, so it needs no organizer.
    assert!(!text.contains("METHOD"), "{text}");
    assert!(text.contains("LOCATION:Storgata 1\\, Oslo"));
    assert!(text.contains(&format!("URL:{}/horinger/24-13304", app.base_url)));
    let nynorsk = calendar(&app, "/nn/kalender.ics");
    assert!(nynorsk.contains("SUMMARY:Munnleg høyring:"), "{nynorsk}");
    assert!(nynorsk.contains("/nn/horinger/24-13304"));
}

#[test]
fn a_consultation_with_another_title_is_said_anew_to_calendars() {
    let app = TestApp::start();
    announced(&app);
    let before = calendar(&app, "/kalender.ics");
    assert_eq!(before.matches("SEQUENCE:0\r\n").count(), 2, "{before}");
    app.clock.advance(TimeDelta::hours(1));
    let file = include_str!("../../examples/24-13304/hoering.toml");
    let title = "title.nb = \"Overdoseforebyggende arbeid i kommunen\"";
    app.publish_changed(&file.replacen(title, "title.nb = \"Færre overdoser\"", 1));
    let after = calendar(&app, "/kalender.ics");
    let said_at = app.clock.now().format("DTSTAMP:%Y%m%dT%H%M%SZ\r\n");
    for said in ["SEQUENCE:1\r\n", &said_at.to_string(), "Færre overdoser"] {
        assert!(after.matches(said).count() >= 2, "{said}: {after}");
    }
}

#[test]
fn the_feed_of_news_is_well_formed_with_the_newest_first() {
    let app = TestApp::start();
    app.import_round();
    let mut officer = announced(&app);
    let told = officer.post(LIST, &with(&[("title_nb", "A & B <i>\u{ffff}")]));
    assert_eq!(told.status, 303);
    let answer = app.client().get("/horinger.atom").send();
    assert_eq!(
        answer.header("content-type"),
        Some("application/atom+xml; charset=utf-8")
    );
    let text = answer.text();
    assert!(!text.contains("<i>") && text.contains("A &"), "{text}");
    assert!(
        !text.contains('\u{ffff}') && text.contains('\u{fffd}'),
        "{text}"
    );
    assert_eq!(text.matches("<entry>").count(), 4, "{text}");
    assert_eq!(
        text.matches("<entry>").count(),
        text.matches("</entry>").count()
    );
    let mut days: Vec<&str> = text
        .split("<updated>")
        .skip(2)
        .filter_map(|rest| rest.split('<').next())
        .collect();
    let shown = days.clone();
    days.sort_by(|a, b| b.cmp(a));
    assert_eq!(shown, days);
    let ids: std::collections::HashSet<&str> = text
        .split("<id>")
        .filter_map(|rest| rest.split("</id>").next())
        .collect();
    assert_eq!(ids.len(), 1 + 5);
}

#[test]
fn nothing_that_is_being_prepared_is_in_calendar_or_feed() {
    let app = TestApp::start();
    // As it is shipped: published on a day that has not come.
    let file = include_str!("../../examples/innspillsrunde/hoering.toml").replace(ROUND, "kommer");
    let imported = consultations::file::parse(&file, |_| None).expect("a file without faults");
    let terms = Terms {
        actor: Actor::Operator,
        now: app.clock.now(),
        moved: None,
    };
    let outcome = app.database(|conn| consultations::import(conn, &imported, &terms));
    assert_eq!(outcome.expect("an outcome"), ImportOutcome::Created);
    for path in [
        "/kalender.ics",
        "/horinger.atom",
        "/nn/kalender.ics",
        "/nn/horinger.atom",
    ] {
        assert!(
            !app.client().get(path).send().text().contains("kommer"),
            "{path}"
        );
    }
}

/// The minutes of the only meeting, with a sentence in them: a program's way to their desk.
fn minutes(app: &TestApp) -> Respondent {
    let mut minutes = opened(app);
    minutes.write(TEXT, 0, "Sagt fra salen.");
    minutes
}

/// Their desk, by the button of staff.
fn opened(app: &TestApp) -> Respondent {
    let mut officer = app.staff_on(EXAMPLE, Role::Officer);
    let minutes = format!("{}/referat", its_page(&mut officer));
    let landing = officer.post(&minutes, &[]);
    let link = landing.header("location").expect("a link").to_owned();
    let mut writer = app.client();
    let entered = writer
        .post(&link)
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[])
        .send();
    let desk = entered.header("location").expect("the desk");
    Respondent {
        desk: desk.rsplit('/').next().expect("an id").to_owned(),
        client: writer,
        token: link.rsplit('/').next().expect("a token").to_owned(),
    }
}

#[test]
fn minutes_of_a_meeting_in_time_count_whenever_they_are_written() {
    let app = TestApp::start();
    announced(&app);
    app.clock
        .set("2026-04-14T11:00:00Z".parse().expect("an instant"));
    let mut minutes = minutes(&app);
    let desk = format!("/svar/{}", minutes.desk);
    let before = minutes.client.get(&desk).send();
    assert!(
        !before.text().contains("Be om utsatt frist"),
        "{}",
        before.text()
    );
    assert_eq!(
        minutes.client.get(&format!("{desk}/frist")).send().status,
        404
    );
    app.pass_deadline();
    let mut minutes = opened(&app);
    let after = minutes.client.get(&desk).send();
    assert_eq!(after.status, 200);
    for wrong in ["for sent innkommet", "Be om å få svare likevel"] {
        assert!(!after.text().contains(wrong), "{wrong}: {}", after.text());
    }
    let sent = minutes.send("referat");
    assert_eq!(sent.status, 201, "{}", sent.text());
    assert_eq!(minutes.submission()["standing"], "counts");
    for page in ["", "/kvittering"] {
        let told = minutes.client.get(&format!("{desk}{page}")).send();
        assert!(
            told.text()
                .contains("kan endres helt til høringen er avsluttet"),
            "{}",
            told.text()
        );
    }
    let mut reader = app.staff(Role::Reader);
    let overview = reader.get(&format!("/saksbehandling/horinger/{EXAMPLE}"));
    assert!(overview.text().contains("Referater fra møter"));
    assert!(!overview.text().contains("Andre virksomheter"));
    let path = format!("/saksbehandling/horinger/{EXAMPLE}/innspill?avsender=meeting");
    let found = reader.get(&path);
    assert!(found.text().contains("24/13304-H1"), "{}", found.text());
    let receipt = minutes.receipt(1);
    assert_eq!(receipt["receipt"]["late_seconds"], serde_json::Value::Null);
    let wanted =
        json!({ "new_on": "2026-12-01", "reason": "Vi rekker det ikke.", "email": "a@b.example" });
    let asked = minutes.post("/more-time").json(&wanted).send();
    assert_eq!(asked.status, 404, "{}", asked.text());
}

#[test]
fn minutes_of_a_meeting_after_the_deadline_are_late() {
    let app = TestApp::start();
    let mut officer = app.staff_on(EXAMPLE, Role::Officer);
    let after = officer.post(LIST, &with(&[("date", "2026-05-20")]));
    assert_eq!(after.status, 303, "{}", after.text());
    app.clock
        .set("2026-05-20T11:00:00Z".parse().expect("an instant"));
    let mut minutes = minutes(&app);
    assert_eq!(minutes.send("referat").status, 201);
    assert_eq!(minutes.submission()["standing"], "late");
}

#[test]
fn a_meeting_that_has_been_says_so_and_is_not_announced_as_coming() {
    let app = TestApp::start();
    let mut officer = app.staff_on(EXAMPLE, Role::Officer);
    let before = officer.post(LIST, &with(&[("date", "2026-02-10")]));
    assert_eq!(before.status, 303, "{}", before.text());
    for page in [LIST, "/horinger/24-13304"] {
        let shown = officer.get(page);
        assert!(
            shown.text().contains(">Holdt</span>"),
            "{page}: {}",
            shown.text()
        );
    }
    let mut coming = announced(&app);
    let shown = coming.get("/horinger/24-13304");
    assert_eq!(shown.text().matches(">Holdt</span>").count(), 1);
}

#[test]
fn the_minutes_of_a_meeting_are_written_by_the_same_pages_and_numbered_as_input_from_it() {
    let app = TestApp::start();
    let mut officer = announced(&app);
    let minutes = format!("{}/referat", its_page(&mut officer));
    assert_eq!(
        officer.post(&minutes, &[]).status,
        409,
        "before the meeting"
    );
    app.clock
        .set("2026-04-14T11:00:00Z".parse().expect("an instant"));
    let mut officer = app.staff_on(EXAMPLE, Role::Officer);
    let landing = officer.post(&minutes, &[]);
    assert_eq!(landing.status, 303, "{}", landing.text());
    let link = landing.header("location").expect("a link").to_owned();
    let again = officer.post(&minutes, &[]);
    assert_eq!(
        again.header("location"),
        Some(link.as_str()),
        "one desk for a meeting"
    );

    let mut writer = app.client();
    let entered = writer
        .post(&link)
        .header("Sec-Fetch-Site", "same-origin")
        .form(&[])
        .send();
    assert_eq!(entered.status, 303, "{}", entered.text());
    let desk = entered.header("location").expect("the desk").to_owned();
    let token = link.rsplit('/').next().expect("a token");
    let mut minutes = Respondent {
        client: app.client(),
        desk: desk.rsplit('/').next().expect("an id").to_owned(),
        token: token.to_owned(),
    };
    minutes.write(TEXT, 0, "Sagt fra salen.");
    let sent = minutes.send("referat");
    assert_eq!(sent.status, 201, "{}", sent.text());
    let receipt = writer.get(&format!("{desk}/kvittering")).send();
    assert!(receipt.text().contains("24/13304-H1"), "{}", receipt.text());
    let channels: Vec<String> = app.database(|conn| {
        submission::table
            .select(submission::channel)
            .load(conn)
            .expect("the channels")
    });
    assert_eq!(channels, ["meeting"]);
    let begun = app.database(|conn| audited(conn, "minutes.begun"));
    assert_eq!(begun.len(), 1);
}
