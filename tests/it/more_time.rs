//! Whoever holds the link of an answer asks for more time; staff grant it or refuse, once, and it is told.

use crate::adoption::browser;
use crate::extension::{FRIST, NEW, at, extend, letters};
use crate::invitations::{
    answer_at, csrf, fjellvik, invitation_path, press, send_from, start, with_letter,
};
use crate::support::app::{ROUND, TestApp};
use crate::support::client::{Answer, Client};
use crate::support::respondent::Respondent;
use crate::support::staff::{Staff, audited};
use hoering::bodies::Form;
use hoering::role::Role;
use serde_json::json;

const POST: &str = "post@fjellvik.example";

/// The body's people after the deadline, at their desk.
fn late_body() -> (TestApp, Client, String) {
    let (app, _, _) = with_letter(fjellvik());
    app.clock.set(at("2027-03-01T10:00:00Z"));
    let mut client = app.client();
    let desk = start(&mut client, &invitation_path(&app, POST));
    (app, client, desk)
}

/// Presses the button of the form; the hidden field stands on another page, too.
fn ask(client: &mut Client, desk: &str, day: &str, reason: &str, key: &str) -> Answer {
    let token = csrf(client.get(&format!("{desk}/avsender")).send().text());
    let fields = [
        ("csrf", token.as_str()),
        ("new_on", day),
        ("reason", reason),
        ("nokkel", key),
    ];
    press(client, &format!("{desk}/frist"), &fields)
}

/// Where the page of the only request lies.
fn request_path(staff: &mut Staff) -> String {
    let page = staff.get(FRIST);
    let rest = page
        .text()
        .split("/frist/anmodninger/")
        .nth(1)
        .expect("a request");
    format!(
        "{FRIST}/anmodninger/{}",
        rest.split('"').next().expect("an id")
    )
}

fn answer(staff: &mut Staff, path: &str, what: &str, day: &str, key: &str) -> Answer {
    let fields = [
        ("svar", what),
        ("new_on", day),
        ("reason", "Politisk møte."),
        ("nokkel", key),
        // It has been looked at once more: it is a Saturday.
        ("sett", day),
    ];
    staff.post(path, &fields)
}

#[test]
fn a_body_asks_on_the_closed_page_and_what_is_granted_counts() {
    let (app, mut client, desk) = late_body();
    let page = client.get(&desk).send();
    assert!(
        page.text().contains("Be om å få svare likevel"),
        "{}",
        page.text()
    );
    for _ in 0..2 {
        let asked = ask_once(&mut client, &desk, "once");
        assert_eq!(asked.status, 303, "{}", asked.text());
    }
    let page = client.get(&format!("{desk}/frist")).send();
    assert!(
        page.text().contains("Anmodningen er sendt"),
        "{}",
        page.text()
    );
    let mut leader = app.staff(Role::Leader);
    assert!(
        leader
            .get("/saksbehandling")
            .text()
            .contains("én anmodning")
    );
    let path = request_path(&mut leader);
    let shown = leader.get(&path);
    for said in ["Fjellvik kommune ber om mer tid", "Møtet er 18. mars.", NEW] {
        assert!(shown.text().contains(said), "{said}: {}", shown.text());
    }
    let granted = answer(&mut leader, &path, "innvilg", NEW, "k");
    assert_eq!(granted.status, 303, "{}", granted.text());
    assert!(!leader.get("/saksbehandling").text().contains("anmodning"));
    let sent = letters(&app, POST, "Ny frist 20. mars 2027");
    assert_eq!(sent.len(), 1);
    assert!(
        sent[0].text.contains("Den nye fristen gjelder bare dere."),
        "{}",
        sent[0].text
    );
    assert!(sent[0].text.contains("Politisk møte."));
    let page = client.get(&desk).send();
    assert!(
        page.text()
            .contains("Ny frist for Fjellvik kommune: 20. mars 2027")
    );
    let told = answer_at(&mut client, &desk, "Ola", "ola@fjellvik.example");
    assert_eq!(told.status, 303);
    let receipt = client.get(&format!("{desk}/kvittering")).send();
    assert!(
        !receipt.text().contains("merket som for sent"),
        "{}",
        receipt.text()
    );
    let actions: Vec<String> = app
        .database(|conn| audited(conn, "deadline."))
        .into_iter()
        .map(|entry| entry.action)
        .collect();
    assert_eq!(actions, ["deadline.asked", "deadline.granted"]);
}

#[test]
fn a_deadline_moved_as_far_as_was_asked_for_answers_whoever_asked() {
    for (day, is_answered) in [("2027-03-19", false), (NEW, true)] {
        let (app, _, _) = with_letter(fjellvik());
        // Closed by now, and open for one more day when the deadline of all is moved.
        let mut client = app.client();
        let desk = start(&mut client, &invitation_path(&app, POST));
        assert_eq!(ask_once(&mut client, &desk, "a").status, 303);
        let mut leader = app.staff(Role::Leader);
        let path = request_path(&mut leader);
        assert_eq!(extend(&mut leader, FRIST, day, "k").status, 303);
        let work = leader.get("/saksbehandling");
        assert_eq!(!work.text().contains("anmodning"), is_answered, "{day}");
        let told = letters(&app, POST, "Ny frist");
        assert_eq!(told.len(), 1, "{day}");
        let page = client.get(&format!("{desk}/frist")).send();
        let granted = page.text().contains("Flere har bedt om mer tid.");
        assert_eq!(granted, is_answered, "{day}: {}", page.text());
        let shown = leader.get(&path);
        assert_eq!(shown.text().contains("Innvilget"), is_answered, "{day}");
    }
}

#[test]
fn the_reason_of_an_answer_is_read_in_the_language_of_whoever_asked() {
    for (what, subject, said) in [
        (
            "innvilg",
            "Ny frist 20. mars 2027",
            "Grunngiving: Politisk møte.",
        ),
        ("avsla", "Svar på oppmodinga", "Grunngiving: Politisk møte."),
    ] {
        let (app, _, _) = with_letter(fjellvik().form(Form::Nn));
        app.clock.set(at("2027-03-01T10:00:00Z"));
        let mut client = app.client();
        let desk = start(&mut client, &invitation_path(&app, POST));
        assert_eq!(ask_once(&mut client, &desk, "a").status, 303);
        let mut leader = app.staff(Role::Leader);
        let path = request_path(&mut leader);
        let too_long = "x".repeat(2_001);
        let mut fields = vec![
            ("svar", what),
            ("new_on", NEW),
            ("reason", "Det passer ikke."),
            ("reason_nn", &too_long),
            ("sett", NEW),
            ("nokkel", "k"),
        ];
        let refused = leader.post(&path, &fields);
        assert_eq!(refused.status, 422, "{}", refused.text());
        assert!(refused.text().contains("href=\"#reason_nn\""));
        assert!(refused.text().contains(&too_long), "what was typed is kept");
        fields[3] = ("reason_nn", "Politisk møte.");
        let done = leader.post(&path, &fields);
        assert_eq!(done.status, 303, "{}", done.text());
        let sent = letters(&app, POST, subject);
        assert_eq!(sent.len(), 1, "{what}");
        assert!(sent[0].text.contains(said), "{}", sent[0].text);
        assert!(desk.starts_with("/nn/"), "{desk}");
        let nynorsk = client.get(&format!("{desk}/frist")).send();
        assert!(nynorsk.text().contains(said), "{}", nynorsk.text());
        let bokmaal = leader.get(&path);
        assert!(
            bokmaal.text().contains("Det passer ikke."),
            "{}",
            bokmaal.text()
        );
    }
}

fn ask_once(client: &mut Client, desk: &str, key: &str) -> Answer {
    ask(client, desk, NEW, "Møtet er 18. mars.", key)
}

#[test]
fn one_question_at_a_time_and_nothing_that_was_typed_is_lost() {
    let (_app, mut client, desk) = late_body();
    let refused = ask(&mut client, &desk, "2027-02-27", "Grunn <b>her</b>.", "a");
    assert_eq!(refused.status, 422);
    assert!(
        refused
            .text()
            .contains("Den nye fristen må være i dag eller senere"),
        "{}",
        refused.text()
    );
    assert!(
        refused.text().contains("Grunn &#60;b&#62;her"),
        "{}",
        refused.text()
    );
    assert_eq!(ask(&mut client, &desk, NEW, "", "b").status, 422);
    assert_eq!(ask(&mut client, &desk, NEW, "Ja.", "c").status, 303);
    let second = ask_once(&mut client, &desk, "d");
    assert_eq!(second.status, 409, "{}", second.text());
}

#[test]
fn everything_that_is_wrong_with_a_question_is_told_at_once() {
    let app = TestApp::start();
    app.import_round();
    app.clock.set(at("2027-03-01T10:00:00Z"));
    let mut client = app.client();
    let start = [("on_behalf", "person"), ("til", "frist")];
    let begun = press(&mut client, "/horinger/lettere-a-svare/svar", &start);
    let page = begun.header("location").expect("a place").to_owned();
    let token = csrf(client.get(&page).send().text());
    let fields = [
        ("csrf", token.as_str()),
        ("new_on", "2027-02-27"),
        ("reason", " "),
        ("email", "ingen"),
        ("nokkel", "a"),
    ];
    let refused = press(&mut client, &page, &fields);
    assert_eq!(refused.status, 422, "{}", refused.text());
    for field in ["new_on", "reason", "email"] {
        let link = format!("href=\"#{field}\"");
        assert!(
            refused.text().contains(&link),
            "{field}: {}",
            refused.text()
        );
    }
}

#[test]
fn staff_who_move_a_deadline_learn_everything_that_is_wrong_at_once() {
    let (app, _, _) = late_body();
    let mut leader = app.staff(Role::Leader);
    let fields = [("new_on", "2027-02-01"), ("reason", ""), ("nokkel", "a")];
    let refused = leader.post(FRIST, &fields);
    assert_eq!(refused.status, 422, "{}", refused.text());
    for field in ["new_on", "reason"] {
        let link = format!("href=\"#{field}\"");
        assert!(
            refused.text().contains(&link),
            "{field}: {}",
            refused.text()
        );
    }
}

const ASK: &str = "Be om å få svare likevel";

#[test]
fn the_closed_pages_lead_to_where_more_time_is_asked_for() {
    let (app, _, path) = with_letter(fjellvik());
    let mut client = app.client();
    let (page, start) = (
        "/horinger/lettere-a-svare",
        "/horinger/lettere-a-svare/svar",
    );
    for before in [page, start, path.as_str()] {
        let text = client.get(before).send().text().to_owned();
        assert!(!text.contains(ASK), "{before} before the deadline: {text}");
    }
    app.clock.set(at("2027-03-01T10:00:00Z"));
    let closed = client.get(page).send();
    let button = format!("href=\"{start}\">{ASK}</a>");
    assert!(closed.text().contains(&button), "{}", closed.text());

    // Whoever has a link goes there by it.
    let landing = client.get(&path).send().text().to_owned();
    assert!(
        landing.contains(&format!("value=\"frist\">{ASK}</button>")),
        "{landing}"
    );
    assert!(!landing.contains("frem til fristen"), "{landing}");
    let pressed = press(&mut client, &path, &[("til", "frist")]);
    let there = pressed.header("location").expect("a place").to_owned();
    assert!(there.ends_with("/frist"), "{there}");
    assert!(client.get(&there).send().text().contains("name=\"new_on\""));

    // Whoever is at it goes there directly.
    let begun = client.get(start).send();
    let link = format!("href=\"{there}\">{ASK}</a>");
    assert!(begun.text().contains(&link), "{}", begun.text());

    // Anybody else begins, and the button says so.
    let mut stranger = app.client();
    let first = stranger.get(start).send();
    assert!(first.text().contains("Start, og be om å få svare likevel"));
    let fields = [("on_behalf", "person"), ("til", "frist")];
    let begun = press(&mut stranger, start, &fields);
    let own = begun.header("location").expect("a place").to_owned();
    assert!(own.ends_with("/frist") && own != there, "{own}");
    assert!(stranger.get(&own).send().text().contains("name=\"email\""));

    app.execute("UPDATE consultation SET status = 'concluded'");
    for after in [page, path.as_str()] {
        let shown = app.beside(&[]).client().get(after).send();
        assert!(!shown.text().contains(ASK), "{after}");
    }
}

#[test]
fn a_refusal_is_told_with_its_reason_and_the_first_answer_stands() {
    let (app, mut client, desk) = late_body();
    assert_eq!(ask_once(&mut client, &desk, "a").status, 303);
    let (mut one, mut other) = (app.staff(Role::Leader), app.staff(Role::Admin));
    let path = request_path(&mut one);
    let refused = answer(&mut one, &path, "avsla", "", "k");
    assert_eq!(refused.status, 303, "{}", refused.text());
    let second = answer(&mut other, &path, "innvilg", NEW, "k2");
    assert_eq!(second.status, 409, "{}", second.text());
    assert!(second.text().contains("Avslått"), "{}", second.text());
    assert!(second.text().contains("Politisk møte."));
    let sent = letters(&app, POST, "Svar på anmodningen");
    assert_eq!(sent.len(), 1);
    assert!(
        sent[0].text.contains("gir ikke ny frist"),
        "{}",
        sent[0].text
    );
    let page = client.get(&format!("{desk}/frist")).send();
    assert!(
        page.text().contains("Anmodningen er avslått"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("Politisk møte."));
    // After the answer one may ask again.
    assert_eq!(ask_once(&mut client, &desk, "again").status, 303);
    let mut officer = app.staff(Role::Officer);
    assert_eq!(answer(&mut officer, &path, "avsla", "", "k3").status, 403);
}

#[test]
fn a_day_that_is_granted_is_looked_at_once_more_when_people_are_off_then() {
    let (app, mut client, desk) = late_body();
    assert_eq!(ask_once(&mut client, &desk, "a").status, 303);
    let mut leader = app.staff(Role::Leader);
    let path = request_path(&mut leader);
    let mut fields = vec![
        ("svar", "innvilg"),
        ("new_on", NEW),
        ("reason", "Politisk <b>møte</b>."),
        ("nokkel", "k"),
    ];
    let shown = leader.post(&path, &fields);
    assert_eq!(shown.status, 200, "{}", shown.text());
    for said in [
        "Se på dagen en gang til",
        "Den nye fristen er en lørdag",
        "Politisk &#60;b&#62;møte",
    ] {
        assert!(shown.text().contains(said), "{said}: {}", shown.text());
    }
    assert!(
        letters(&app, POST, "Ny frist").is_empty(),
        "nothing is done yet"
    );
    // What was looked at is another day than the one that is sent.
    fields.push(("sett", "2027-03-21"));
    assert_eq!(leader.post(&path, &fields).status, 200);
    *fields.last_mut().expect("a field") = ("sett", NEW);
    assert_eq!(leader.post(&path, &fields).status, 303);
    assert_eq!(letters(&app, POST, "Ny frist").len(), 1);
}

#[test]
fn whoever_concludes_is_told_how_many_wait_and_afterwards_a_request_can_only_be_refused() {
    let (app, mut client, desk) = late_body();
    assert_eq!(ask_once(&mut client, &desk, "a").status, 303);
    let mut leader = app.staff(Role::Leader);
    let path = request_path(&mut leader);
    let status = format!("{FRIST}/status");
    let asked = leader.post(&status, &[("status", "concluded")]);
    let waits = "Én som ber om mer tid, har ikke fått svar";
    assert!(asked.text().contains(waits), "{}", asked.text());
    assert!(asked.text().contains(&format!("href=\"{FRIST}#h-ber\"")));
    let done = leader.post(&status, &[("status", "concluded"), ("bekreftet", "ja")]);
    assert_eq!(done.status, 303, "{}", done.text());
    let overview = leader.get(FRIST);
    assert!(
        overview.text().contains("Ingen frist kan flyttes lenger"),
        "{}",
        overview.text()
    );
    for gone in [
        "så lenge høringen er under behandling",
        "Én instans får ny frist",
    ] {
        assert!(!overview.text().contains(gone), "{gone}");
    }
    let form = leader.get(&path);
    assert!(form.text().contains("kan bare avslås"), "{}", form.text());
    assert!(!form.text().contains("Gi ny frist"), "{}", form.text());
    let granted = answer(&mut leader, &path, "innvilg", NEW, "k");
    assert_eq!(granted.status, 422, "{}", granted.text());
    assert!(granted.text().contains("href=\"#svar\"") && granted.text().contains("id=\"svar\""));
    let refused = answer(&mut leader, &path, "avsla", "", "k");
    assert_eq!(refused.status, 303, "{}", refused.text());
    let sent = letters(&app, POST, "Svar på anmodningen");
    assert!(
        sent[0].text.contains("tar ikke imot flere innspill"),
        "{}",
        sent[0].text
    );
}

#[test]
fn whoever_sent_late_and_gets_more_time_sends_the_same_again_in_time() {
    let app = TestApp::start();
    app.import_round();
    let mut writer = Respondent::confirmed_at(&app, ROUND, "a@b.example");
    app.clock.set(at("2027-03-01T10:00:00Z"));
    assert_eq!(writer.send("for-sent").json()["standing"], "late");
    let mut client = browser(&app, &writer.token);
    let desk = format!("/svar/{}", writer.desk);
    let (again, nothing) = ("så er det i tide", "ikke noe nytt å sende");
    let review = client.get(&format!("{desk}/se-over")).send();
    assert!(review.text().contains(nothing), "{}", review.text());
    let wanted = json!({ "new_on": NEW, "reason": "Møtet er 18. mars.", "email": "a@b.example" });
    let asked = writer
        .post("/more-time")
        .header("Idempotency-Key", "k")
        .json(&wanted)
        .send();
    assert!(asked.status < 300, "{}", asked.text());
    let mut leader = app.staff(Role::Leader);
    let path = request_path(&mut leader);
    let late = format!("{FRIST}/sene");
    let before_new = "Kom før fristen som gjelder nå";
    assert!(!leader.get(&late).text().contains(before_new));
    let granted = answer(&mut leader, &path, "innvilg", NEW, "k");
    assert_eq!(granted.status, 303, "{}", granted.text());
    let told = leader.get(&late);
    assert!(told.text().contains(before_new), "{}", told.text());
    for page in ["", "/se-over", "/kvittering"] {
        let page = client.get(&format!("{desk}{page}")).send();
        assert!(page.text().contains(again), "{}", page.text());
    }
    let sent = send_from(&mut client, &desk);
    assert_eq!(sent.status, 303, "{}", sent.text());
    let submission = writer.submission();
    assert_eq!(submission["standing"], "counts");
    assert_eq!(submission["current_version"], 2);
    let review = client.get(&format!("{desk}/se-over")).send();
    assert!(review.text().contains(nothing), "{}", review.text());
    assert!(!review.text().contains(again), "{}", review.text());
}

#[test]
fn whoever_asks_after_a_colleague_is_told_that_theirs_was_not_sent_and_gets_it_back() {
    let (_app, mut client, desk) = late_body();
    assert_eq!(ask_once(&mut client, &desk, "first").status, 303);
    let mine = "Kommunestyret skal ha saken den 18. mars, etter at utvalget har hatt den.";
    // Also where something is wrong with it: that is nothing to it by now.
    for (day, key) in [("2027-03-19", "second"), ("2027-02-27", "third")] {
        let refused = ask(&mut client, &desk, day, mine, key);
        assert_eq!(refused.status, 409, "{}", refused.text());
        for said in [
            "Feil: ",
            "Anmodningen din er ikke sendt",
            "Det du hadde skrevet",
            "id=\"beholdt\"",
            mine,
            day,
        ] {
            assert!(refused.text().contains(said), "{said}: {}", refused.text());
        }
        for field in ["new_on", "reason"] {
            let link = format!("href=\"#{field}\"");
            assert!(!refused.text().contains(&link), "{}", refused.text());
        }
    }
    let page = client.get(&format!("{desk}/frist")).send();
    assert!(!page.text().contains("Det du hadde skrevet"));
}
