//! Deadlines that are moved by staff: for all and for one body, once for each press, later only, told to
//! everybody whom it concerns, and decisive to the microsecond for what arrives.

use crate::invitations::{
    answer_at, fjellvik, hidden, invitation_path, press, round_with, send_all, start, with_letter,
};
use crate::support::app::{EXAMPLE, ROUND, TestApp};
use crate::support::client::Answer;
use crate::support::colleague::colleague;
use crate::support::invited::Wanted;
use crate::support::mailbox::Letter;
use crate::support::respondent::{Respondent, a_field, person};
use crate::support::staff::{Staff, audited};
use chrono::{DateTime, TimeDelta, Utc};
use hoering::bodies::Form;
use hoering::db::schema::{deadline_change, outbox};
use hoering::right::Right;
use hoering::role::Role;
use serde_json::json;

pub const FRIST: &str = "/saksbehandling/horinger/lettere-a-svare/frist";
/// The round closes on a Friday, and is given a month more, which ends on a Saturday before Easter week.
pub const OLD: &str = "2027-02-26";
pub const NEW: &str = "2027-03-20";

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

/// The form without the page that asks once more.
pub fn extend(staff: &mut Staff, path: &str, day: &str, key: &str) -> Answer {
    let fields = [
        ("new_on", day),
        ("reason", "Flere har bedt om mer tid."),
        ("reason_nn", "Fleire har bede om meir tid."),
        ("nokkel", key),
        ("bekreftet", "ja"),
    ];
    staff.post(path, &fields)
}

pub fn letters(app: &TestApp, address: &str, subject: &str) -> Vec<Letter> {
    app.deliver_letters();
    let all = app.mailbox.letters_to(address).into_iter();
    all.filter(|letter| letter.subject.contains(subject))
        .collect()
}

fn changes(app: &TestApp) -> i64 {
    use diesel::{QueryDsl, RunQueryDsl};
    app.database(|conn| deadline_change::table.count().get_result(conn))
        .expect("a count")
}

#[test]
fn an_extension_for_all_says_first_who_is_told_and_what_is_to_be_known_of_the_day() {
    let wanted = [
        fjellvik(),
        Wanted::new("Nynes kommune", Some("post@nynes.example")).form(Form::Nn),
        Wanted::new("Uten adresse", None),
        Wanted::new("Svarer ikke", Some("post@nei.example")),
    ];
    let (app, _) = round_with(&[], &wanted);
    send_all(&app, &mut app.staff(Role::Officer));
    let path = invitation_path(&app, "post@nei.example");
    press(&mut app.client(), &format!("{path}/svarer-ikke"), &[]);
    let mut draft = Respondent::begin_at(&app, ROUND, &json!({ "sender": person("a@b.example") }));
    draft.have_link_sent("a@b.example");
    Respondent::begin_at(&app, ROUND, &json!({ "sender": person("aldri@b.example") }));
    let mut leader = app.staff(Role::Leader);
    let fields = [
        ("new_on", NEW),
        ("reason", "Mer tid."),
        ("reason_nn", ""),
        ("nokkel", "k"),
    ];
    let asked = leader.post(FRIST, &fields);
    assert_eq!(asked.status, 200, "{}", asked.text());
    for said in [
        "Ny frist 20. mars 2027?",
        "Fristen flyttes fra 26. februar 2027 til lørdag 20. mars 2027 kl. 23.59.",
        "2 instanser og én med utkast får e-post.",
        "vises på høringssiden med den gamle fristen",
        "Den nye fristen er en lørdag.",
        "Den nye fristen er i påskeuken.",
        "Du kan velge dagen likevel.",
    ] {
        assert!(asked.text().contains(said), "{said}\n{}", asked.text());
    }
    assert_eq!(
        changes(&app),
        0,
        "nothing is done before the button is pressed"
    );
    let again = leader.post(FRIST, &[&fields[..], &[("endre", "ja")]].concat());
    assert!(again.text().contains("Mer tid."), "{}", again.text());
    assert!(again.text().contains(NEW));
}

#[test]
fn an_extension_is_on_every_page_and_in_one_letter_each_in_the_readers_language() {
    let nynes = Wanted::new("Nynes kommune", Some("post@nynes.example")).form(Form::Nn);
    let (app, _) = round_with(&[], &[fjellvik(), nynes]);
    send_all(&app, &mut app.staff(Role::Officer));
    let link = invitation_path(&app, "post@fjellvik.example");
    let mut draft = Respondent::begin_at(&app, ROUND, &json!({ "sender": person("a@b.example") }));
    draft.have_link_sent("a@b.example");
    let beside = app.beside(&[]);
    let public = format!("/horinger/{ROUND}");
    assert!(
        beside
            .client()
            .get(&public)
            .send()
            .text()
            .contains("26. februar 2027")
    );
    let mut leader = app.staff(Role::Leader);
    let done = extend(&mut leader, FRIST, NEW, "k");
    assert_eq!(
        done.header("location"),
        Some(&*format!("{FRIST}?gjort=alle")),
        "{}",
        done.text()
    );
    let page = leader.get(&format!("{FRIST}?gjort=alle"));
    for said in [
        "Fristen er flyttet.",
        "lørdag 20. mars 2027",
        "Fra 26. februar 2027 til 20. mars 2027",
        "Kari Eksempel",
        "Flere har bedt om mer tid.",
    ] {
        assert!(page.text().contains(said), "{said}\n{}", page.text());
    }
    app.block_on(hoering::server::refresh(&beside.app))
        .expect("a look");
    for at in [&app, &beside] {
        let page = at.client().get(&public).send();
        assert!(
            page.text()
                .contains("Fristen er utsatt fra 26. februar 2027 til 20. mars 2027.")
        );
        assert!(page.text().contains("Flere har bedt om mer tid."));
        let nn = at.client().get(&format!("/nn{public}")).send();
        assert!(nn.text().contains("Fleire har bede om meir tid."));
    }
    for (address, subject, lead, reason) in [
        (
            "post@fjellvik.example",
            "Ny frist 20. mars 2027",
            "er flyttet fra",
            "Flere har bedt",
        ),
        (
            "post@nynes.example",
            "Ny frist 20. mars 2027",
            "er flytt frå",
            "Fleire har bede",
        ),
        (
            "a@b.example",
            "Ny frist 20. mars 2027",
            "er flyttet fra",
            "Flere har bedt",
        ),
    ] {
        let sent = letters(&app, address, subject);
        assert_eq!(sent.len(), 1, "{address}");
        assert!(sent[0].text.contains(lead), "{}", sent[0].text);
        assert!(sent[0].text.contains(reason), "{}", sent[0].text);
    }
    // The link that the body has goes on working, and stands in the letter.
    let letter = &letters(&app, "post@fjellvik.example", "Ny frist")[0];
    assert!(letter.text.contains(&link), "{}", letter.text);
    let landed = app.client().get(&link).send();
    assert!(landed.text().contains("20. mars 2027"), "{}", landed.text());
    let entries = app.database(|conn| audited(conn, "consultation.deadline_extended"));
    let said: Vec<_> = entries.iter().map(|e| e.detail.as_deref()).collect();
    assert_eq!(said, [Some(NEW)]);
}

#[test]
fn whoever_writes_along_hears_of_the_new_day_by_a_letter_with_their_own_link() {
    let (app, _, path) = with_letter(fjellvik());
    let desk = start(&mut app.client(), &path);
    let desk = desk.trim_start_matches("/svar/");
    let ola = colleague(&app, desk, "Ola Moen", Right::Write, &[]);
    colleague(&app, desk, "Har Ikke Begynt", Right::Write, &[]);
    colleague(&app, desk, "Bare Leser", Right::Read, &[]);
    press(
        &mut app.client(),
        &format!("/lenke/{}", ola.program.token),
        &[],
    );
    let fields = [
        ("new_on", NEW),
        ("reason", "Mer tid."),
        ("reason_nn", ""),
        ("nokkel", "k"),
    ];
    let asked = app.staff(Role::Leader).post(FRIST, &fields);
    let said = "Én som skriver sammen med dem, får den også.";
    assert!(asked.text().contains(said), "{}", asked.text());
    let moved = extend(&mut app.staff(Role::Leader), FRIST, NEW, "k");
    assert_eq!(moved.status, 303, "{}", moved.text());
    let told = letters(&app, "ola.moen@kommune.example", "20. mars");
    assert_eq!(told.len(), 1);
    assert!(
        told[0].text.contains(&ola.program.token),
        "{}",
        told[0].text
    );
    for silent in [
        "har.ikke.begynt@kommune.example",
        "bare.leser@kommune.example",
    ] {
        assert_eq!(letters(&app, silent, "20. mars").len(), 0, "{silent}");
    }
}

#[test]
fn the_letter_brings_the_new_day_as_a_calendar_file_that_takes_the_place_of_the_first() {
    let (app, _, _) = with_letter(fjellvik());
    let mut leader = app.staff(Role::Leader);
    extend(&mut leader, FRIST, NEW, "one");
    app.clock.set(app.clock.now() + TimeDelta::days(1));
    let mut leader = app.staff(Role::Leader);
    extend(&mut leader, FRIST, "2027-04-09", "two");
    app.deliver_letters();
    let folder = std::fs::read_dir(&app.mailbox.0).expect("letters");
    let files: Vec<String> = folder
        .map(|file| std::fs::read(file.expect("a file").path()).expect("a letter"))
        .filter_map(|bytes| {
            let letter = mail_parser::MessageParser::default()
                .parse(&bytes)?
                .into_owned();
            let file = letter.attachments().next()?.text_contents()?.to_owned();
            Some(file)
        })
        .collect();
    let of = |sequence: &str| files.iter().find(|file| file.contains(sequence));
    assert!(
        of("SEQUENCE:0\r\n")
            .expect("the invitation's")
            .contains("DTSTART;VALUE=DATE:20270226")
    );
    // The first extension's letter was overtaken before it was sent.
    assert!(of("SEQUENCE:1\r\n").is_none(), "{files:?}");
    let last = of("SEQUENCE:2\r\n").expect("the last letter's");
    assert!(last.contains("DTSTART;VALUE=DATE:20270409"), "{last}");
    let uid = |file: &str| {
        let line = file.lines().find(|line| line.starts_with("UID:"));
        line.expect("a UID").to_owned()
    };
    assert_eq!(uid(of("SEQUENCE:0\r\n").expect("a file")), uid(last));
}

#[test]
fn a_press_that_is_repeated_moves_the_deadline_once_and_owes_one_letter_each() {
    let (app, _, _) = with_letter(fjellvik());
    let mut leader = app.staff(Role::Leader);
    for _ in 0..3 {
        let done = extend(&mut leader, FRIST, NEW, "the same key");
        assert_eq!(done.status, 303, "{}", done.text());
    }
    let answers: Vec<u16> = std::thread::scope(|scope| {
        let presses: Vec<_> = (0..4)
            .map(|_| {
                let mut leader = app.signed_in(leader.id);
                scope.spawn(move || extend(&mut leader, FRIST, "2027-04-09", "at once").status)
            })
            .collect();
        presses
            .into_iter()
            .map(|p| p.join().expect("an answer"))
            .collect()
    });
    assert_eq!(answers, [303; 4]);
    assert_eq!(changes(&app), 2);
    assert_eq!(
        letters(&app, "post@fjellvik.example", "Ny frist").len(),
        1,
        "only the newest"
    );
}

#[test]
fn a_deadline_is_never_moved_back_and_nothing_that_was_typed_is_lost() {
    let app = TestApp::start();
    app.import_round();
    let mut leader = app.staff(Role::Leader);
    for (day, says) in [
        (OLD, "Den nye fristen må være senere enn den som gjelder"),
        (
            "2026-12-01",
            "Den nye fristen må være senere enn den som gjelder",
        ),
        ("", "Skriv en dato"),
        ("i morgen", "Skriv datoen som dag, måned og år"),
        ("2077-01-01", "mer enn tre år frem i tid"),
    ] {
        for confirmed in [&[][..], &[("bekreftet", "ja")]] {
            let fields = [
                ("new_on", day),
                ("reason", "Grunnen <b>står</b>."),
                ("nokkel", "k"),
            ];
            let refused = leader.post(FRIST, &[&fields[..], confirmed].concat());
            assert_eq!(refused.status, 422, "{day}");
            assert!(refused.text().contains(says), "{day}: {}", refused.text());
            assert!(
                refused.text().contains("Grunnen &#60;b&#62;står"),
                "{}",
                refused.text()
            );
        }
    }
    let without = leader.post(
        FRIST,
        &[("new_on", NEW), ("reason", " \n"), ("nokkel", "k")],
    );
    assert_eq!(without.status, 422);
    assert!(without.text().contains("Skriv en begrunnelse"));
    assert_eq!(changes(&app), 0);
    // As people write a day.
    let fields = [
        ("new_on", "20.3.2027"),
        ("reason", "Ja."),
        ("nokkel", "k"),
        ("bekreftet", "ja"),
    ];
    assert_eq!(leader.post(FRIST, &fields).status, 303);
}

#[test]
fn only_leaders_move_a_deadline_and_readers_see_what_was_moved() {
    let app = TestApp::start();
    app.import_round();
    for role in [Role::Reader, Role::Officer] {
        let mut staff = app.staff(role);
        assert_eq!(extend(&mut staff, FRIST, NEW, "k").status, 403);
        let page = staff.get(FRIST);
        assert_eq!(page.status, 200);
        assert!(!page.text().contains("name=\"new_on\""));
    }
    let mut elsewhere = app.staff_on(EXAMPLE, Role::Leader);
    assert_eq!(extend(&mut elsewhere, FRIST, NEW, "k").status, 403);
    assert_eq!(changes(&app), 0);
}

#[test]
fn an_answer_counts_to_the_last_microsecond_of_the_new_deadline() {
    let app = TestApp::start();
    app.import_round();
    let mut writer = Respondent::confirmed_at(&app, ROUND, "a@b.example");
    let mut late = Respondent::confirmed_at(&app, ROUND, "b@b.example");
    // The old deadline has passed, and drafts are open.
    app.clock.set(at("2027-03-01T10:00:00Z"));
    let mut leader = app.staff(Role::Leader);
    assert_eq!(extend(&mut leader, FRIST, NEW, "k").status, 303);
    app.clock.set(at("2027-03-20T22:59:59.999999Z"));
    let told = writer.send("once").json();
    assert_eq!(told["standing"], "counts", "{told}");
    assert_eq!(told["deadline_on"], NEW);
    app.clock.set(at("2027-03-20T23:00:00Z"));
    assert_eq!(late.send("once").json()["standing"], "late");
}

#[test]
fn a_body_that_is_given_more_time_is_judged_by_its_own_deadline_and_the_rest_by_theirs() {
    let other = Wanted::new("Nabo kommune", Some("post@nabo.example"));
    let (app, invited) = round_with(&[], &[fjellvik(), other]);
    send_all(&app, &mut app.staff(Role::Officer));
    let path = invitation_path(&app, "post@fjellvik.example");
    let mut theirs = app.client();
    let desk = start(&mut theirs, &path);
    let mut leader = app.staff(Role::Leader);
    let one = format!("{FRIST}/instanser/{}", invited[0].id);
    let form = leader.get(&one);
    assert!(
        form.text()
            .contains("Fristen for Fjellvik kommune er fredag 26. februar 2027")
    );
    let done = extend(&mut leader, &one, NEW, "k");
    assert_eq!(
        done.header("location"),
        Some(&*format!("{FRIST}?gjort=instans")),
        "{}",
        done.text()
    );
    let page = theirs.get(&desk).send();
    assert!(
        page.text()
            .contains("Ny frist for Fjellvik kommune: 20. mars 2027"),
        "{}",
        page.text()
    );
    let staff_page = leader.get(&format!(
        "/saksbehandling/horinger/{ROUND}/invitasjoner/{}",
        invited[0].id
    ));
    assert!(
        staff_page.text().contains("Egen frist"),
        "{}",
        staff_page.text()
    );
    // The public learns how many, and neither who nor why.
    let public = app.client().get(&format!("/horinger/{ROUND}")).send();
    assert!(
        public
            .text()
            .contains("Én som svarer, har fått en senere frist"),
        "{}",
        public.text()
    );
    assert!(!public.text().contains("Fjellvik kommune: 20."));
    assert!(!public.text().contains("20. mars 2027") && !public.text().contains("Flere har bedt"));
    let api = app
        .client()
        .get(&format!("/api/v1/consultations/{ROUND}"))
        .send();
    assert!(!api.text().contains(NEW), "{}", api.text());
    let file = app
        .client()
        .get(&format!("/horinger/{ROUND}/frist.ics"))
        .send();
    assert!(file.text().contains("20270226"), "{}", file.text());

    app.clock.set(at("2027-03-20T22:59:59.999999Z"));
    let neighbour = invitation_path(&app, "post@nabo.example");
    let landed = app.client().get(&neighbour).send();
    let passed = "Fristen gikk ut 26. februar 2027";
    assert!(landed.text().contains(passed), "{}", landed.text());
    let (mut theirs, mut others) = (app.client(), app.client());
    let desk = start(&mut theirs, &path);
    let sent = answer_at(&mut theirs, &desk, "Ola", "ola@fjellvik.example");
    assert_eq!(sent.status, 303);
    let receipt = theirs.get(&format!("{desk}/kvittering")).send();
    assert!(
        !receipt.text().contains("merket som for sent"),
        "{}",
        receipt.text()
    );
    assert!(receipt.text().contains("20. mars 2027"));
    let other_desk = start(&mut others, &neighbour);
    let sent = answer_at(&mut others, &other_desk, "Kari", "kari@nabo.example");
    assert_eq!(sent.status, 303);
    let receipt = others.get(&format!("{other_desk}/kvittering")).send();
    assert!(
        receipt.text().contains("merket som for sent"),
        "{}",
        receipt.text()
    );
    // A moment later the body's own has passed, too.
    app.clock.set(at("2027-03-20T23:00:00Z"));
    let receipt = theirs.get(&format!("{desk}/kvittering")).send();
    assert!(receipt.text().contains("Ettersend"), "{}", receipt.text());
}

#[test]
fn the_later_of_the_bodys_deadline_and_the_deadline_for_all_holds() {
    let (app, invited, _) = with_letter(fjellvik());
    let one = format!("{FRIST}/instanser/{}", invited.id);
    let mut leader = app.staff(Role::Leader);
    assert_eq!(extend(&mut leader, &one, NEW, "a").status, 303);
    // Never back, for the one either.
    let refused = extend(&mut leader, &one, "2027-03-01", "b");
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("senere enn den som gjelder"));
    assert_eq!(extend(&mut leader, FRIST, "2027-03-05", "c").status, 303);
    assert!(letters(&app, "post@fjellvik.example", "Ny frist 5. mars").is_empty());
    let subject = "Egen frist 20. mars 2027 gjelder fortsatt";
    let sent = letters(&app, "post@fjellvik.example", subject);
    assert!(
        sent[0].text.contains("Fristen for alle som gir innspill"),
        "{}",
        sent[0].text
    );
    assert!(
        sent[0].text.contains("gjelder fortsatt: 20. mars 2027"),
        "{}",
        sent[0].text
    );
    assert!(
        sent[0]
            .text
            .contains("Høringsfristen er lørdag 20. mars 2027"),
        "{}",
        sent[0].text
    );
    let form = leader.get(&one);
    assert!(
        form.text().contains("er lørdag 20. mars 2027"),
        "{}",
        form.text()
    );
    assert_eq!(extend(&mut leader, FRIST, "2027-04-09", "d").status, 303);
    assert!(leader.get(&one).text().contains("er fredag 9. april 2027"));
    let public = app.client().get(&format!("/horinger/{ROUND}")).send();
    assert!(
        !public.text().contains("senere frist"),
        "nobody has a later one any more"
    );
}

#[test]
fn a_body_that_is_invited_afterwards_has_the_deadline_it_was_given() {
    let (app, invited) = round_with(&[], &[fjellvik()]);
    let one = format!("{FRIST}/instanser/{}", invited[0].id);
    let mut leader = app.staff(Role::Leader);
    let form = leader.get(&one);
    assert!(
        form.text().contains("ikke invitert ennå"),
        "{}",
        form.text()
    );
    assert_eq!(extend(&mut leader, &one, NEW, "a").status, 303);
    assert!(letters(&app, "post@fjellvik.example", "Ny frist").is_empty());
    send_all(&app, &mut app.staff(Role::Officer));
    let letter = &app.mailbox.letters_to("post@fjellvik.example")[0];
    assert!(
        letter.subject.contains("20. mars 2027"),
        "{}",
        letter.subject
    );
    let mut client = app.client();
    let desk = start(&mut client, &invitation_path(&app, "post@fjellvik.example"));
    assert!(client.get(&desk).send().text().contains("20. mars 2027"));
}

#[test]
fn a_letter_about_a_deadline_is_owed_in_the_transaction_that_moves_it() {
    let (app, _, _) = with_letter(fjellvik());
    // The table of letters refuses: then the deadline is not moved either.
    app.execute(match hoering_is_postgres(&app) {
        true => "CREATE FUNCTION full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$; CREATE TRIGGER no_room BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION full();",
        false => "CREATE TRIGGER no_room BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'full'); END;",
    });
    let mut leader = app.staff(Role::Leader);
    assert!(extend(&mut leader, FRIST, NEW, "k").status >= 500);
    assert_eq!(changes(&app), 0);
    assert!(leader.get(FRIST).text().contains("26. februar 2027"));
    app.execute(match hoering_is_postgres(&app) {
        true => "DROP TRIGGER no_room ON outbox",
        false => "DROP TRIGGER no_room",
    });
    // The same press again does all of it.
    assert_eq!(extend(&mut leader, FRIST, NEW, "k").status, 303);
    use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
    let owed: i64 = app
        .database(|conn| {
            outbox::table
                .filter(outbox::kind.eq("deadline"))
                .count()
                .get_result(conn)
        })
        .expect("a count");
    assert_eq!((changes(&app), owed), (1, 1));
}

pub fn hoering_is_postgres(app: &TestApp) -> bool {
    app.database(|conn| matches!(conn, hoering::db::Conn::Pg(_)))
}

#[test]
fn a_deadline_is_moved_between_reading_and_sending() {
    let app = TestApp::start();
    app.import_round();
    let mut writer = Respondent::confirmed_at(&app, ROUND, "a@b.example");
    app.clock.set(at("2027-02-26T23:30:00Z"));
    // The writer's page was drawn when the deadline had passed; another instance has moved it meanwhile.
    let beside = app.beside(&[]);
    assert_eq!(writer.draft()["deadline_on"], OLD);
    let mut leader = beside.staff(Role::Leader);
    assert_eq!(extend(&mut leader, FRIST, NEW, "k").status, 303);
    let told = writer
        .rewrite_and_send(a_field(ROUND), "Vi er enige.", "once")
        .json();
    assert_eq!(told["standing"], "counts", "{told}");
    assert_eq!(told["deadline_on"], NEW);
}

#[test]
fn the_confirming_page_keeps_the_key_so_that_both_presses_are_one() {
    let app = TestApp::start();
    app.import_round();
    let mut leader = app.staff(Role::Leader);
    let first = leader.get(FRIST);
    let key = hidden(first.text(), "nokkel");
    let fields = [("new_on", NEW), ("reason", "Ja."), ("nokkel", key.as_str())];
    let asked = leader.post(FRIST, &fields);
    assert_eq!(hidden(asked.text(), "nokkel"), key);
}

#[test]
fn a_reason_is_shown_to_everybody_as_it_was_written() {
    let app = TestApp::start();
    app.import_round();
    let mut leader = app.staff(Role::Leader);
    let fields = [
        ("new_on", NEW),
        ("reason", "Bare <b>én</b> grunn, *uten* tegn."),
        ("nokkel", "k"),
        ("bekreftet", "ja"),
    ];
    assert_eq!(leader.post(FRIST, &fields).status, 303);
    let page = app.client().get("/horinger/lettere-a-svare").send();
    let said = "Bare &#60;b&#62;én&#60;/b&#62; grunn, *uten* tegn.";
    assert!(page.text().contains(said), "{}", page.text());
}
