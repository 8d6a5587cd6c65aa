//! The letters that invite: what stands in them and what never does, and that each reaches its body through a
//! real mail server that refuses, drops and goes away.

use crate::invitations::{
    LIST, do_for, invitation_path, path_in, round_with, send_all, state_on_screen,
};
use crate::smtp_server::{SmtpServer, left_out};
use crate::support::app::{EXAMPLE, ROUND, TestApp};
use crate::support::invited::{Invited, Wanted};
use crate::support::mailbox::Letter;
use crate::support::process::free_port;
use crate::support::scope::is_full;
use crate::support::tables;
use chrono::TimeDelta;
use hoering::address::{EmailAddress, Mailbox};
use hoering::bodies::Form;
use hoering::clock::Clock;
use hoering::mail::{self, Mailer};
use hoering::outbox;
use hoering::role::Role;
use mail_parser::{MessageParser, MimeHeaders};
use std::collections::{BTreeMap, HashMap, HashSet};

const BASE: &str = "http://horing.example";

fn bodies(n: usize) -> Vec<Wanted> {
    (0..n)
        .map(|n| {
            let address = match n % 71 {
                70 => None,
                69 => Some(format!("never@k{n}.example")),
                68 => Some(format!("later@k{n}.example")),
                67 => Some(format!("lost-once@k{n}.example")),
                _ => Some(format!("post@k{n}.example")),
            };
            let form = if n % 4 == 0 { Form::Nn } else { Form::Nb };
            Wanted::new(&format!("Kommune nummer {n}"), address.as_deref()).form(form)
        })
        .collect()
}

/// Pressed, but nothing sent yet.
fn press_send(app: &TestApp) {
    let mut staff = app.staff(Role::Officer);
    let fields = [
        ("handling", "send"),
        ("hvem", "alle"),
        ("bekreftet", "ja"),
        ("nokkel", "trykk-1"),
    ];
    assert_eq!(staff.post(LIST, &fields).status, 303);
}

fn of(n: usize) -> usize {
    426 / 71 * n
}

#[test]
fn four_hundred_and_twenty_six_letters_through_a_server_that_refuses_some_and_goes_down_half_way() {
    if left_out() {
        return;
    }
    let port = free_port();
    let server = SmtpServer::start_with(&["--mode", "plain", "--port", &port.to_string()]);
    let url = format!("smtp://127.0.0.1:{port}");
    let settings = [
        ("HOERING_SMTP_URL", url.as_str()),
        ("HOERING_BASE_URL", BASE),
    ];
    let (app, invited) = round_with(&settings, &bodies(426));
    press_send(&app);
    press_send(&app);
    let render = hoering::server::letters(&app.app);
    let round = || {
        let app = &app.app;
        let sent = outbox::deliver_due(&app.db, &app.clock, &app.mailer, &render);
        tokio::runtime::Runtime::new()
            .expect("a runtime")
            .block_on(sent)
            .expect("a round")
    };
    for _ in 0..12 {
        round();
    }
    server.control("drop");
    round();
    server.control("down");
    for _ in 0..12 {
        app.deliver_letters();
        app.clock.advance(TimeDelta::minutes(30));
    }
    server.control("");
    app.deliver_letters();
    let taken = server.taken();
    let letters: Vec<Letter> = taken.iter().map(|t| Letter::parse(&t.bytes)).collect();
    let mut copies: HashMap<&str, usize> = HashMap::new();
    for letter in &letters {
        *copies.entry(letter.message_id.as_str()).or_default() += 1;
    }
    let reachable = 426 - of(3);
    assert_eq!(
        copies.len(),
        reachable,
        "a Message-ID for each body that can be reached"
    );
    assert!(copies.values().all(|n| *n <= 2), "{copies:?}");
    let twice = copies.values().filter(|n| **n == 2).count();
    assert!(
        twice <= of(1) + 16,
        "one more copy for an interruption at most: {twice}"
    );
    each_holds_its_own_and_nothing_of_another(
        &taken.iter().map(|t| t.bytes.as_slice()).collect::<Vec<_>>(),
        &invited,
    );
    let mut staff = app.staff(Role::Reader);
    let counted = counts(staff.get(LIST).text());
    assert_eq!(counted.values().sum::<usize>(), 426, "{counted:?}");
    assert_eq!(counted["levert"], reachable);
    assert_eq!(counted["uten-adresse"], of(1));
    assert_eq!(counted["feilet"], of(1));
    assert_eq!(counted["i-ko"], of(1), "greylisted still");
    let refused = invited
        .iter()
        .find(|i| i.address.as_deref().is_some_and(|a| a.starts_with("never")))
        .expect("one");
    let one = staff.get(&format!("{LIST}/{}", refused.id));
    assert!(one.text().contains("5.1.1 No such user"), "{}", one.text());
    no_token_is_kept(&app, &letters);
}

/// How many letters are looked through; the long run takes ten thousand.
fn many() -> usize {
    match is_full() {
        true => 10_000,
        false => 1_000,
    }
}

#[test]
fn none_of_thousands_of_letters_holds_the_address_or_the_link_of_another() {
    let wanted: Vec<Wanted> = (0..many())
        .map(|n| Wanted::new(&format!("Kommune {n}"), Some(&format!("post@k{n}.example"))))
        .collect();
    let (app, invited) = round_with(&[("HOERING_BASE_URL", BASE)], &wanted);
    press_send(&app);
    app.deliver_letters();
    let letters = app.mailbox.all();
    assert_eq!(letters.len(), many());
    let letters: Vec<&[u8]> = letters.iter().map(Vec::as_slice).collect();
    each_holds_its_own_and_nothing_of_another(&letters, &invited);
}

fn each_holds_its_own_and_nothing_of_another(taken: &[&[u8]], invited: &[Invited]) {
    let mut tokens: HashMap<String, String> = HashMap::new();
    let read: Vec<(String, Letter, String)> = taken
        .iter()
        .map(|bytes| {
            let letter = Letter::parse(bytes);
            assert_eq!(letter.to.len(), 1, "one recipient");
            let message = MessageParser::default().parse(*bytes).expect("a letter");
            let mut whole = format!(
                "{}\n{}",
                letter.text,
                letter.html.clone().unwrap_or_default()
            );
            for part in message.attachments() {
                whole.push_str(&String::from_utf8_lossy(part.contents()));
            }
            (letter.to[0].clone(), letter, whole)
        })
        .collect();
    for (to, letter, _) in &read {
        let links = letter.links(&format!("{BASE}/"));
        let token = links
            .iter()
            .find_map(|l| l.split_once("/invitasjon/"))
            .expect("a link")
            .1;
        let before = tokens.insert(token.to_owned(), to.clone());
        assert!(
            before.is_none_or(|before| before == *to),
            "a link of its own"
        );
    }
    let addresses: HashSet<&str> = invited
        .iter()
        .filter_map(|i| i.address.as_deref())
        .collect();
    for (to, _, whole) in &read {
        for word in whole.split(|c: char| c.is_whitespace() || "<>\"/,;:".contains(c)) {
            if let Some(owner) = tokens.get(word) {
                assert_eq!(owner, to, "another's token");
            }
            assert!(!addresses.contains(word), "an address: {word}");
        }
    }
}

fn no_token_is_kept(app: &TestApp, letters: &[Letter]) {
    let all = app.database(tables::contents);
    let whole: String = all.values().flatten().cloned().collect();
    for letter in letters {
        let links = letter.links(&format!("{BASE}/"));
        for token in links.iter().filter_map(|l| l.split_once("/invitasjon/")) {
            assert!(!whole.contains(token.1));
        }
    }
}

/// The numbers at the top of the screen, by the word in their addresses.
fn counts(page: &str) -> BTreeMap<String, usize> {
    page.split("tilstand=")
        .skip(1)
        .filter_map(|part| {
            let word = part.split('"').next()?.to_owned();
            let n = part.split("<b class=\"num\">").nth(1)?;
            Some((word, n.split('<').next()?.parse().ok()?))
        })
        .collect()
}

#[test]
fn a_letter_says_who_asks_about_what_until_when_in_the_bodys_own_language() {
    let wanted = [
        Wanted::new("Fjellvik kommune", Some("nb@x.example")),
        Wanted::new("Fjordvik kommune", Some("nn@x.example")).form(Form::Nn),
        Wanted::new("Nøytral kommune", Some("neutral@x.example")).form(Form::Neutral),
    ];
    let (app, _) = round_with(&[], &wanted);
    send_all(&app, &mut app.staff(Role::Officer));
    for (address, name, subject, date) in [
        (
            "nb@x.example",
            "Fjellvik",
            "Invitasjon til innspillsrunde",
            "frist 26. februar 2027",
        ),
        (
            "nn@x.example",
            "Fjordvik",
            "Invitasjon til innspelsrunde",
            "frist 26. februar 2027",
        ),
        (
            "neutral@x.example",
            "Nøytral",
            "Invitasjon til innspillsrunde",
            "frist 26. februar 2027",
        ),
    ] {
        let letter = &app.mailbox.letters_to(address)[0];
        assert!(letter.subject.starts_with(subject), "{}", letter.subject);
        assert!(letter.subject.ends_with(date), "{}", letter.subject);
        let html = letter.html.as_deref().expect("HTML");
        for text in [letter.text.as_str(), html] {
            assert!(
                text.contains(name) && text.contains("/invitasjon/"),
                "{text}"
            );
        }
        assert!(letter.message_id.starts_with("invitation."));
    }
}

#[test]
fn a_letter_after_the_deadline_says_that_it_has_passed_and_staff_are_told_so_before_they_send() {
    let wanted = [
        Wanted::new("Fjellvik kommune", Some("nb@x.example")),
        Wanted::new("Fjordvik kommune", Some("nn@x.example")).form(Form::Nn),
    ];
    let (app, _) = round_with(&[], &wanted);
    app.clock
        .set("2027-03-01T09:00:00Z".parse().expect("an instant"));
    let mut staff = app.staff(Role::Officer);
    let told = "Fristen gikk ut 26. februar 2027. Brevet sier det";
    assert!(staff.get(LIST).text().contains(told));
    let asked = [("handling", "send"), ("hvem", "alle"), ("nokkel", "k")];
    let confirm = staff.post(LIST, &asked);
    assert!(confirm.text().contains(told), "{}", confirm.text());
    send_all(&app, &mut staff);
    for (address, subject, text) in [
        (
            "nb@x.example",
            "fristen var 26. februar 2027",
            "Fristen gikk ut 26. februar 2027 kl. 23.59.",
        ),
        (
            "nn@x.example",
            "fristen var 26. februar 2027",
            "Fristen gjekk ut 26. februar 2027 kl. 23.59.",
        ),
    ] {
        let letter = &app.mailbox.letters_to(address)[0];
        assert!(letter.subject.ends_with(subject), "{}", letter.subject);
        assert!(letter.text.contains(text), "{}", letter.text);
        assert!(!letter.text.contains("fristen er"), "{}", letter.text);
    }
}

fn raw_letters(app: &TestApp) -> Vec<Vec<u8>> {
    let files = std::fs::read_dir(&app.mailbox.0).expect("a folder");
    files
        .map(|file| std::fs::read(file.expect("a file").path()).expect("a letter"))
        .collect()
}

#[test]
fn a_letter_can_be_answered_and_brings_the_deadline_as_a_calendar_file_without_the_link() {
    let (app, _) = round_with(
        &[],
        &[Wanted::new("Fjellvik kommune", Some("post@x.example"))],
    );
    send_all(&app, &mut app.staff(Role::Officer));
    let found = app.app.consultations.get(&app.app.db, ROUND);
    let owner = app.block_on(found).expect("a consultation").owner.clone();
    let token = invitation_path(&app, "post@x.example");
    let token = token.rsplit('/').next().expect("a token");
    let raw = &raw_letters(&app)[0];
    let message = MessageParser::default()
        .parse(raw.as_slice())
        .expect("a letter");
    let reply_to = message
        .reply_to()
        .and_then(|to| to.first())
        .and_then(|to| to.address());
    assert_eq!(reply_to, Some(owner.reply_address.as_str()));
    let header = |name: &str| {
        message
            .header_raw(name)
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    assert_eq!(header("Auto-Submitted"), "auto-generated");
    assert_eq!(header("Content-Language"), "nb");
    let file = message.attachments().next().expect("an attachment");
    assert_eq!(file.attachment_name(), Some("høringsfrist.ics"));
    let text = String::from_utf8(file.contents().to_vec()).expect("UTF-8");
    assert!(
        text.split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains('\n')),
        "{text}"
    );
    let unfolded = text.replace("\r\n ", "");
    let lines: Vec<&str> = unfolded.split("\r\n").collect();
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "BEGIN:VEVENT",
        "DTSTART;VALUE=DATE:20270226",
        "DTEND;VALUE=DATE:20270227",
        "END:VEVENT",
        "END:VCALENDAR",
    ] {
        assert_eq!(
            lines.iter().filter(|l| **l == line).count(),
            1,
            "{line} in {text}"
        );
    }
    for start in ["UID:", "DTSTAMP:", "PRODID:", "SUMMARY:"] {
        assert!(
            lines.iter().any(|l| l.starts_with(start)),
            "{start} in {text}"
        );
    }
    assert!(!unfolded.contains(token));
}

#[test]
fn what_a_request_says_of_its_host_never_reaches_a_mailed_link() {
    let (app, _) = round_with(
        &[("HOERING_BASE_URL", BASE)],
        &[Wanted::new("Fjellvik kommune", Some("post@x.example"))],
    );
    let staff = app.staff(Role::Officer);
    let body = format!(
        "csrf={}&handling=send&hvem=alle&bekreftet=ja&nokkel=n",
        staff.csrf
    );
    let cookie = &staff.client.cookies["hoering-staff"];
    let request = format!(
        "POST {LIST} HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: http\r\n\
         Forwarded: host=evil.example;proto=http\r\nX-Original-Host: evil.example\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: hoering-staff={cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    );
    let answer = staff.client.raw(request.as_bytes()).expect("an answer");
    assert_eq!(answer.status, 303, "{}", answer.text());
    app.deliver_letters();
    let letter = &app.mailbox.letters_to("post@x.example")[0];
    for text in [letter.text.as_str(), letter.html.as_deref().expect("HTML")] {
        assert!(!text.contains("evil.example"), "{text}");
        assert_eq!(
            text.matches("http").count(),
            text.matches(BASE).count(),
            "{text}"
        );
    }
}

#[test]
fn a_letter_that_is_refused_for_good_is_parked_with_the_reason_and_let_go_by_its_button() {
    if left_out() {
        return;
    }
    let server = SmtpServer::start_with(&["--mode", "plain"]);
    let url = format!("smtp://127.0.0.1:{}", server.port);
    let wanted = [
        Wanted::new("Fjellvik kommune", Some("never@x.example")),
        Wanted::new("Fjordvik kommune", Some("post@y.example")),
    ];
    let (app, invited) = round_with(&[("HOERING_SMTP_URL", &url)], &wanted);
    let mut staff = app.staff(Role::Officer);
    send_all(&app, &mut staff);
    let screen = state_on_screen(&mut staff, &invited[0]);
    assert!(
        screen.contains("Ikke levert") && screen.contains("5.1.1 No such user"),
        "{screen}"
    );
    assert!(
        state_on_screen(&mut staff, &invited[1]).contains("Levert"),
        "the rest goes on"
    );
    assert_eq!(
        do_for(&mut staff, "prov-igjen", invited[0].id, "k").status,
        303
    );
    assert!(state_on_screen(&mut staff, &invited[0]).contains("I kø"));
    app.deliver_letters();
    assert!(state_on_screen(&mut staff, &invited[0]).contains("Ikke levert"));
    let tried = server
        .commands()
        .iter()
        .filter(|c| c.contains("RCPT never"))
        .count();
    assert_eq!(tried, 2);
}

#[test]
fn an_invitation_that_nobody_can_write_is_parked_and_the_rest_goes_on() {
    let wanted = [
        Wanted::new("Fjellvik kommune", Some("post@x.example")),
        Wanted::new("Fjordvik kommune", Some("post@y.example")),
    ];
    let (app, invited) = round_with(&[], &wanted);
    press_send(&app);
    app.execute("UPDATE link SET revoked_at = created_at WHERE desk_id IN (SELECT desk_id FROM link ORDER BY id LIMIT 1)");
    app.deliver_letters();
    let mut staff = app.staff(Role::Reader);
    let states: Vec<String> = invited
        .iter()
        .map(|i| state_on_screen(&mut staff, i))
        .collect();
    let failed = states.iter().filter(|s| s.contains("Ikke levert")).count();
    let handed = states.iter().filter(|s| s.contains("Levert")).count();
    assert_eq!((failed, handed), (1, 1), "{states:?}");
}

/// Ten thousand names that somebody may have: no two the same, most of them odd.
#[test]
fn whatever_a_body_is_called_its_letter_is_one_message_with_exact_headers() {
    let clock = Clock::fixed("2024-08-01T12:32:00Z".parse().expect("an instant"));
    let from = Mailbox {
        name: "Høring".to_owned(),
        address: EmailAddress::parse("horing@horing.example").expect("an address"),
    };
    let (mailer, _) = Mailer::memory(from, clock);
    let pieces = [
        "Ås",
        "\r\nBcc: evil@x.example",
        "\u{202e}kommune",
        "\"",
        ",",
        "<a@b.example>",
        "🏔️👩‍👩‍👧",
        "=?utf-8?q?x?=",
        "\0",
        "\u{2028}",
        "ČSV Sámi",
        "(kommentar",
        ";",
        "\\",
        "a\u{0301}\u{0301}",
        "\n.\n",
        "QUIT",
        "\t",
        ":",
        "\u{feff}",
    ];
    let mut seed = 42u64;
    let mut next = |n: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits") % n
    };
    for n in 0..10_000 {
        let mut name = String::new();
        for _ in 0..=next(9) {
            name.push_str(pieces[next(pieces.len())]);
        }
        if n % 100 == 0 {
            name = name.repeat(60);
        }
        let id = mailer.message_id("invitation", uuid::Uuid::from_u128(n));
        let letter = mail::Letter {
            from: None,
            to: Mailbox {
                name: name.clone(),
                address: EmailAddress::parse("post@x.example").expect("an address"),
            },
            reply_to: Some(Mailbox {
                name: name.clone(),
                address: EmailAddress::parse("svar@x.example").expect("an address"),
            }),
            subject: format!("Invitasjon til høring {name} – frist 1. august 2024"),
            text: name.clone(),
            html: Some("<p>x</p>".to_owned()),
            message_id: id.clone(),
            in_reply_to: None,
            attachments: vec![],
            language: "nb",
        };
        let composed = mailer
            .compose(&letter)
            .unwrap_or_else(|e| panic!("{name:?}: {e}"));
        let text = std::str::from_utf8(composed.bytes()).expect("ASCII");
        let head = text
            .split("\r\n\r\n")
            .next()
            .expect("a head")
            .replace("\r\n ", " ");
        let names: Vec<String> = head
            .split("\r\n")
            .map(|line| {
                line.split(':')
                    .next()
                    .unwrap_or_default()
                    .to_ascii_lowercase()
            })
            .filter(|name| !name.starts_with('\t'))
            .collect();
        for name in [
            "from",
            "to",
            "reply-to",
            "subject",
            "date",
            "message-id",
            "auto-submitted",
        ] {
            assert_eq!(
                names.iter().filter(|n| *n == name).count(),
                1,
                "{name} in {head}"
            );
        }
        assert!(
            !names
                .iter()
                .any(|name| name.contains("bcc") || name == "cc"),
            "{head}"
        );
        let parsed = Letter::parse(composed.bytes());
        assert_eq!(parsed.to, ["post@x.example"]);
        assert_eq!(parsed.message_id, id);
    }
}

#[test]
fn a_letter_to_an_address_that_was_given_up_is_not_sent_once_there_is_one_to_another() {
    let (app, invited) = round_with(
        &[],
        &[Wanted::new("Fjellvik kommune", Some("gammel@x.example"))],
    );
    press_send(&app);
    app.execute("UPDATE body_address SET address = 'ny@x.example'");
    let mut staff = app.staff(Role::Officer);
    do_for(&mut staff, "send-igjen", invited[0].id, "k");
    app.deliver_letters();
    assert!(app.mailbox.letters_to("gammel@x.example").is_empty());
    let letters = app.mailbox.letters_to("ny@x.example");
    assert_eq!(letters.len(), 1);
    assert!(path_in(&app, &letters[0]).starts_with("/invitasjon/"));
}

#[test]
fn the_example_sends_426_letters_the_nynorsk_ones_to_those_who_write_nynorsk() {
    let app = TestApp::start();
    let list = LIST.replace(ROUND, EXAMPLE);
    let mut staff = app.staff(Role::Officer);
    let fields = [
        ("handling", "send"),
        ("hvem", "alle"),
        ("bekreftet", "ja"),
        ("nokkel", "trykk-1"),
    ];
    assert_eq!(staff.post(&list, &fields).status, 303);
    app.deliver_letters();
    let all = app.database(tables::contents);
    let nynorsk = all["invited"]
        .iter()
        .filter(|row| row.contains("'nn'") || row.contains(",nn,"));
    let letters: Vec<Letter> = raw_letters(&app)
        .iter()
        .map(|raw| Letter::parse(raw))
        .collect();
    assert_eq!(letters.len(), 426);
    let ids: HashSet<_> = letters.iter().map(|letter| &letter.message_id).collect();
    assert_eq!(ids.len(), 426);
    let in_nynorsk = letters
        .iter()
        .filter(|l| l.subject.starts_with("Invitasjon til høyring 24/13304: "));
    let in_nynorsk: Vec<_> = in_nynorsk.collect();
    assert!(
        in_nynorsk
            .iter()
            .all(|l| l.text.contains("/nn/invitasjon/"))
    );
    assert_eq!(in_nynorsk.len(), nynorsk.count());
    assert!(in_nynorsk.len() > 50, "{}", in_nynorsk.len());
    let counted = counts(staff.get(&list).text());
    assert_eq!((counted["levert"], counted.values().sum()), (426, 426));
}
