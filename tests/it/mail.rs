//! Letters over a real SMTP server: encrypted or not at all, and each refusal taken for what it is.

use std::collections::HashSet;

use hoering::{
    address::{EmailAddress, Mailbox},
    clock::Clock,
    mail::{Composed, Delivery, Letter, Mailer},
    settings::Settings,
};

use crate::smtp_server::{PASSWORD, SmtpServer, USER, left_out};

/// A mailer as an operator would set it up, with a few settings more.
fn mailer(server: &SmtpServer, url: &str, more: &[(&str, &str)]) -> Mailer {
    let url = url.replace("PORT", &server.port.to_string());
    let authority = server.authority().display().to_string();
    let said = [
        ("HOERING_SMTP_URL", url.as_str()),
        ("HOERING_SMTP_ROOT_CERTIFICATE", authority.as_str()),
        ("HOERING_SMTP_SECONDS", "5"),
        ("HOERING_MAIL_FROM", "Høring <horing@horing.example>"),
    ];
    let said = said
        .iter()
        .chain(more)
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let clock = Clock::fixed("2024-08-01T12:32:00Z".parse().unwrap());
    Mailer::new(&Settings::load(said, None).unwrap(), clock).unwrap()
}

const STARTTLS: &str = "smtp://horing:h%3Am%2F%C3%A6%20lig@localhost:PORT?tls=required";

fn letter(mailer: &Mailer, to: &str, number: u128) -> Composed {
    let address = EmailAddress::parse(to).unwrap();
    let letter = Letter {
        from: None,
        to: Mailbox {
            name: "Ås kommune".to_owned(),
            address,
        },
        reply_to: None,
        subject: "Kvittering på høringssvar".to_owned(),
        text: ".\nEn prikk alene på linjen\n.\n..\nMAIL FROM:<a@b.example>\n".to_owned(),
        html: None,
        message_id: mailer.message_id("receipt", uuid::Uuid::from_u128(number)),
        in_reply_to: None,
        attachments: vec![],
        language: "nb",
    };
    mailer.compose(&letter).unwrap()
}

fn deliver(mailer: &Mailer, to: &str) -> Delivery {
    mailer.deliver_now(&letter(mailer, to, 1))
}

/// What became of it in one word.
fn word(delivery: &Delivery) -> &'static str {
    match delivery {
        Delivery::Sent { .. } => "sent",
        Delivery::Later {
            maybe_delivered: false,
            ..
        } => "later",
        Delivery::Later {
            maybe_delivered: true,
            ..
        } => "maybe",
        Delivery::Never { .. } => "never",
        Delivery::RelayFault { .. } => "relay",
    }
}

#[test]
fn a_letter_arrives_byte_for_byte_signed_in_and_encrypted() {
    if left_out() {
        return;
    }
    for (mode, url) in [
        ("starttls", STARTTLS),
        ("tls", "smtps://horing:h%3Am%2F%C3%A6%20lig@127.0.0.1:PORT"),
    ] {
        let server = SmtpServer::start(mode);
        let mailer = mailer(
            &server,
            url,
            &[("HOERING_BASE_URL", "https://horing.example")],
        );
        let sent = letter(&mailer, "post@as.example", 1);
        match mailer.deliver_now(&sent) {
            Delivery::Sent { reply } => assert!(reply.contains("queued as 000001"), "{reply}"),
            other => panic!("{mode}: {other:?}"),
        }
        let taken = server.taken();
        assert_eq!(taken.len(), 1);
        let received = String::from_utf8(taken[0].bytes.clone()).unwrap();
        assert_eq!(
            received.trim_end(),
            std::str::from_utf8(sent.bytes()).unwrap().trim_end()
        );
        let about = &taken[0].about;
        assert_eq!(about["tls"], true, "{mode}");
        assert_eq!(
            (&about["user"], &about["from"]),
            (&USER.into(), &"horing@horing.example".into())
        );
        assert_eq!(about["to"], serde_json::json!(["post@as.example"]));
        assert_eq!(about["hello"], "horing.example");
        let parsed = mail_parser::MessageParser::default()
            .parse(&taken[0].bytes)
            .unwrap();
        let text = parsed.body_text(0).unwrap().replace("\r\n", "\n");
        assert!(
            text.starts_with(".\nEn prikk alene på linjen\n.\n..\nMAIL FROM:<a@b.example>\n"),
            "{text:?}"
        );
    }
}

#[test]
fn fifty_letters_share_few_connections_and_none_is_lost_or_doubled() {
    if left_out() {
        return;
    }
    let server = SmtpServer::start("starttls");
    let mailer = mailer(&server, STARTTLS, &[("HOERING_SMTP_CONNECTIONS", "3")]);
    std::thread::scope(|threads| {
        for thread in 0..5u128 {
            let mailer = &mailer;
            threads.spawn(move || {
                for n in 0..10 {
                    let letter = letter(mailer, "post@as.example", thread * 100 + n);
                    assert_eq!(word(&mailer.deliver_now(&letter)), "sent");
                }
            });
        }
    });
    let taken = server.taken();
    let connections: HashSet<_> = taken
        .iter()
        .map(|taken| taken.about["peer_port"].as_u64())
        .collect();
    assert!((1..=3).contains(&connections.len()), "{connections:?}");
    let ids: HashSet<_> = taken
        .iter()
        .map(|taken| {
            let parsed = mail_parser::MessageParser::default()
                .parse(&taken.bytes)
                .unwrap();
            parsed.message_id().unwrap().to_owned()
        })
        .collect();
    assert_eq!((taken.len(), ids.len()), (50, 50));
}

#[test]
fn nothing_is_ever_sent_over_a_connection_that_is_not_what_it_should_be() {
    if left_out() {
        return;
    }
    for (mode, why) in [
        ("plain", "does not offer STARTTLS"),
        ("wrong-name", "certificate"),
        ("untrusted", "certificate"),
        ("inject", "out of step"),
    ] {
        let server = SmtpServer::start(mode);
        let delivery = deliver(&mailer(&server, STARTTLS, &[]), "post@as.example");
        match &delivery {
            Delivery::Later {
                why: said,
                maybe_delivered: false,
            } => assert!(said.contains(why), "{mode}: {said}"),
            other => panic!("{mode}: {other:?}"),
        }
        let heard = server.commands();
        assert!(
            !heard.iter().any(|line| line.starts_with("MAIL")),
            "{mode}: {heard:?}"
        );
        assert!(mode == "inject" || heard.is_empty(), "{mode}: {heard:?}");
        assert!(server.taken().is_empty());
    }
}

#[test]
fn without_the_own_authority_the_certificate_of_the_server_is_not_believed() {
    if left_out() {
        return;
    }
    let server = SmtpServer::start("starttls");
    let mailer = mailer(&server, STARTTLS, &[("HOERING_SMTP_ROOT_CERTIFICATE", "")]);
    assert_eq!(word(&deliver(&mailer, "post@as.example")), "later");
    assert!(server.commands().is_empty());
}

#[test]
fn each_refusal_is_taken_for_what_it_is_and_the_next_letter_goes_through() {
    if left_out() {
        return;
    }
    let server = SmtpServer::start("starttls");
    let mailer = mailer(&server, STARTTLS, &[]);
    for (to, expected) in [
        ("later@as.example", "later"),
        ("never@as.example", "never"),
        ("relay@as.example", "relay"),
        ("later-data@as.example", "later"),
        ("never-data@as.example", "never"),
        ("lost-once@as.example", "maybe"),
        ("lost-once@as.example", "sent"),
    ] {
        assert_eq!(word(&deliver(&mailer, to)), expected, "{to}");
        assert_eq!(
            word(&deliver(&mailer, "post@as.example")),
            "sent",
            "after {to}"
        );
    }
    for (control, expected) in [
        ("busy", "later"),
        ("refused", "relay"),
        ("full", "later"),
        ("drop", "maybe"),
    ] {
        server.control(control);
        assert_eq!(
            word(&deliver(&mailer, "post@as.example")),
            expected,
            "{control}"
        );
    }
    server.control("down");
    assert_eq!(word(&deliver(&mailer, "post@as.example")), "later", "down");
    server.control("");
    assert_eq!(word(&deliver(&mailer, "post@as.example")), "sent");
}

#[test]
fn a_wrong_password_and_a_server_that_is_not_there_are_told_apart() {
    if left_out() {
        return;
    }
    let server = SmtpServer::start("starttls");
    let wrong = mailer(
        &server,
        "smtp://horing:feil@localhost:PORT?tls=required",
        &[],
    );
    let delivery = deliver(&wrong, "post@as.example");
    assert_eq!(word(&delivery), "relay");
    assert!(!format!("{delivery:?}").contains(PASSWORD));

    let gone = mailer(&server, STARTTLS, &[]);
    drop(server);
    assert_eq!(word(&deliver(&gone, "post@as.example")), "later");
}
