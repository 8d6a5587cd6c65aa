//! Letters without a mail server: what they are made of, and what becomes of them as files and in memory.

use std::path::PathBuf;

use mail_parser::{MessageParser, MimeHeaders as _};

use super::*;
use crate::address::EmailAddress;

fn mailbox(name: &str, address: &str) -> Mailbox {
    let address = EmailAddress::parse(address).unwrap();
    Mailbox {
        name: name.to_owned(),
        address,
    }
}

fn letter() -> Letter {
    Letter {
        from: None,
        to: mailbox("Kari Nordmann", "kari@mottaker.example"),
        reply_to: Some(mailbox("Saksbehandler", "sak@horing.example")),
        subject: "Kvittering 24/13304-H17".to_owned(),
        text: "Hei\n\nhttp://127.0.0.1:8080/lenke/abc\n".to_owned(),
        html: Some("<p>Hei på deg</p>".to_owned()),
        message_id: "receipt.1@horing.example".to_owned(),
        in_reply_to: Some("start.1@horing.example".to_owned()),
        attachments: vec![Attachment {
            name: "frist.ics".to_owned(),
            media_type: "text/calendar; charset=utf-8".to_owned(),
            bytes: b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_vec(),
        }],
        language: "nb",
    }
}

fn clock() -> Clock {
    Clock::fixed("2024-08-01T12:32:00Z".parse().unwrap())
}

fn mailer() -> (Mailer, Memory) {
    Mailer::memory(mailbox("Høring", "horing@horing.example"), clock())
}

/// The header lines of a letter, unfolded.
fn headers(letter: &Composed) -> Vec<String> {
    let text = std::str::from_utf8(letter.bytes()).unwrap();
    let head = text.split("\r\n\r\n").next().unwrap();
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    unfolded.split("\r\n").map(str::to_owned).collect()
}

fn header_names(letter: &Composed) -> Vec<String> {
    let mut names: Vec<_> = headers(letter)
        .iter()
        .map(|line| line.split(':').next().unwrap().to_ascii_lowercase())
        .collect();
    names.sort();
    names
}

const HEADERS: [&str; 12] = [
    "auto-submitted",
    "content-language",
    "content-type",
    "date",
    "from",
    "in-reply-to",
    "message-id",
    "mime-version",
    "references",
    "reply-to",
    "subject",
    "to",
];

#[test]
fn a_letter_has_exactly_the_headers_it_should_have_and_its_text_first() {
    let composed = mailer().0.compose(&letter()).unwrap();
    assert_eq!(header_names(&composed), HEADERS);
    let lines = headers(&composed);
    for line in [
        "Auto-Submitted: auto-generated",
        "Content-Language: nb",
        "Message-ID: <receipt.1@horing.example>",
        "In-Reply-To: <start.1@horing.example>",
        "References: <start.1@horing.example>",
        "Date: Thu, 01 Aug 2024 12:32:00 +0000",
    ] {
        assert!(
            lines.iter().any(|other| other == line),
            "{line} is not in {lines:#?}"
        );
    }
    let parsed = MessageParser::default().parse(composed.bytes()).unwrap();
    assert_eq!(
        parsed.from().unwrap().first().unwrap().name(),
        Some("Høring")
    );
    assert_eq!(
        parsed.to().unwrap().first().unwrap().address(),
        Some("kari@mottaker.example")
    );
    assert_eq!(
        parsed.body_text(0).unwrap().replace("\r\n", "\n"),
        letter().text
    );
    assert_eq!(parsed.body_html(0).unwrap(), "<p>Hei på deg</p>");
    let attached = parsed.attachments().next().unwrap();
    assert_eq!(attached.attachment_name(), Some("frist.ics"));
    assert_eq!(attached.contents(), letter().attachments[0].bytes);
    let text = std::str::from_utf8(composed.bytes()).unwrap();
    assert!(text.find("text/plain").unwrap() < text.find("text/html").unwrap());
}

#[test]
fn the_same_letter_is_the_same_bytes_and_another_is_not() {
    let mailer = mailer().0;
    let first = mailer.compose(&letter()).unwrap();
    assert_eq!(first.sha256(), mailer.compose(&letter()).unwrap().sha256());
    let mut other = letter();
    other.text.push('.');
    assert_ne!(first.sha256(), mailer.compose(&other).unwrap().sha256());
    assert!(!format!("{first:?}").contains("lenke"));
}

#[test]
fn a_message_id_is_the_same_for_every_try_of_a_letter() {
    let id = mailer().0.message_id("receipt", uuid::Uuid::from_u128(5));
    assert_eq!(
        id,
        "receipt.00000000000000000000000000000005@horing.example"
    );
}

#[test]
fn a_letter_with_something_that_is_no_message_id_or_content_type_is_an_error_for_it_alone() {
    let mailer = mailer().0;
    for id in ["", "a", "a@b@c", "a@b>\r\nBcc: x", "<a@b", "å@b"] {
        let letter = Letter {
            message_id: id.to_owned(),
            ..letter()
        };
        assert!(mailer.compose(&letter).is_err(), "{id:?}");
    }
    let mut letter = letter();
    letter.attachments[0].media_type = "text/plain\r\nX: y".to_owned();
    assert!(mailer.compose(&letter).is_err());
}

/// Numbers without any pattern that a failing case can be made again from (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % most as u64).unwrap()
    }

    /// A text of pieces that have hurt mail programs.
    fn nasty(&mut self) -> String {
        const PIECES: [&str; 40] = [
            "\r\n",
            "\n",
            "\r",
            "\0",
            "\u{1b}[31m",
            "\u{7f}",
            "\u{85}",
            "\u{2028}",
            "\u{2029}",
            "\u{202e}",
            "\u{feff}",
            "\u{200d}",
            "\u{301}",
            "Bcc: offer@annet.example",
            "\r\nBcc: offer@annet.example\r\n",
            "\r\n.\r\n",
            "\n.\nMAIL FROM:<a@b.example>\n",
            ".",
            "..",
            "=_",
            "--",
            "=?utf-8?q?=0D=0ABcc:_x?=",
            "=3D",
            "<",
            ">",
            "\"",
            "\\",
            ",",
            ";",
            ":",
            "(",
            ")",
            "@",
            " ",
            "\t",
            "ø",
            "👩‍👩‍👧",
            "بِسْمِ",
            "abc",
            "å\u{308}",
        ];
        let mut text = String::new();
        for _ in 0..self.below(12) {
            match self.below(12) {
                0 => text.extend(std::iter::repeat_n("lang ", self.below(90))),
                1 => text.extend(char::from_u32(
                    u32::try_from(self.below(0x11_0000)).unwrap(),
                )),
                _ => text.push_str(PIECES[self.below(PIECES.len())]),
            }
        }
        text
    }
}

#[test]
fn ten_thousand_nasty_letters_are_each_one_message_with_the_headers_it_should_have() {
    let mailer = mailer().0;
    let mut numbers = Numbers(24_13304);
    for round in 0..10_000 {
        let nasty = Letter {
            from: Some(mailbox(&numbers.nasty(), "fra@horing.example")),
            to: mailbox(&numbers.nasty(), "til@mottaker.example"),
            reply_to: Some(mailbox(&numbers.nasty(), "svar@horing.example")),
            subject: numbers.nasty(),
            text: numbers.nasty(),
            html: Some(numbers.nasty()),
            attachments: vec![Attachment {
                name: numbers.nasty(),
                ..letter().attachments[0].clone()
            }],
            ..letter()
        };
        let composed = mailer
            .compose(&nasty)
            .unwrap_or_else(|error| panic!("{round}: {error} {nasty:?}"));
        check(&nasty, &composed, round);
    }
}

fn check(nasty: &Letter, composed: &Composed, round: usize) {
    assert_eq!(header_names(composed), HEADERS, "{round}: {nasty:?}");
    let text = std::str::from_utf8(composed.bytes()).unwrap();
    assert!(text.lines().all(|line| line.len() <= 998), "{round}");
    let parsed = MessageParser::default().parse(composed.bytes()).unwrap();
    for (header, address) in [
        (parsed.from(), "fra@horing.example"),
        (parsed.to(), "til@mottaker.example"),
        (parsed.reply_to(), "svar@horing.example"),
    ] {
        let all: Vec<_> = header
            .unwrap()
            .iter()
            .filter_map(|one| one.address())
            .collect();
        assert_eq!(all, [address], "{round}: {nasty:?}");
    }
    let shown = |text: &str| -> String {
        text.replace("\r\n", "\n")
            .replace('\r', "\n")
            .chars()
            .filter(|c| !c.is_control() || "\n\t".contains(*c))
            .collect()
    };
    let body =
        |part: Option<std::borrow::Cow<'_, str>>| part.unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(body(parsed.body_text(0)), shown(&nasty.text), "{round}");
    assert_eq!(
        body(parsed.body_html(0)),
        shown(nasty.html.as_ref().unwrap()),
        "{round}"
    );
    assert_eq!(parsed.attachments().count(), 1, "{round}");
    // A mail program shows each line as one line, with all that may be shown of it.
    let name = |header: Option<&mail_parser::Address<'_>>| {
        let first = header.and_then(|header| header.first()?.name().map(str::to_owned));
        first.unwrap_or_default()
    };
    for (shown, written) in [
        (
            parsed.subject().unwrap_or_default().to_owned(),
            &nasty.subject,
        ),
        (name(parsed.to()), &nasty.to.name),
        (
            name(parsed.reply_to()),
            &nasty.reply_to.as_ref().unwrap().name,
        ),
    ] {
        assert!(!shown.contains(char::is_control), "{round}: {shown:?}");
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(
            words(&shown),
            words(&compose::single_line(written)),
            "{round}"
        );
    }
}

#[test]
fn a_test_reads_what_was_sent_and_says_how_the_next_fares() {
    let (mailer, memory) = mailer();
    let composed = mailer.compose(&letter()).unwrap();
    memory.next(Delivery::Never {
        why: "no".to_owned(),
    });
    memory.next(Delivery::Later {
        why: "lost".to_owned(),
        maybe_delivered: true,
    });
    assert!(matches!(
        mailer.deliver_now(&composed),
        Delivery::Never { .. }
    ));
    assert!(memory.sent().is_empty());
    assert!(matches!(
        mailer.deliver_now(&composed),
        Delivery::Later { .. }
    ));
    assert!(matches!(
        mailer.deliver_now(&composed),
        Delivery::Sent { .. }
    ));
    assert_eq!(memory.sent(), [composed.clone(), composed]);
}

fn files_in(directory: PathBuf) -> Mailer {
    let directory = directory.display().to_string();
    let environment = [("HOERING_MAIL_DIR".to_owned(), directory)];
    Mailer::new(&Settings::load(environment, None).unwrap(), clock()).unwrap()
}

#[test]
fn a_letter_as_a_file_is_private_whole_and_named_by_time_and_a_second_copy_is_a_second_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let directory = std::env::temp_dir().join(format!("hoering-mail-{}", std::process::id()));
    let mailer = files_in(directory.clone());
    let composed = mailer.compose(&letter()).unwrap();
    for _ in 0..2 {
        assert!(matches!(
            mailer.deliver_now(&composed),
            Delivery::Sent { .. }
        ));
    }
    let mut names: Vec<_> = std::fs::read_dir(&directory)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "20240801T123200000000Z-001-receipt.1.eml",
            "20240801T123200000000Z-002-receipt.1.eml"
        ]
    );
    let file = directory.join(&names[0]);
    assert_eq!(std::fs::read(&file).unwrap(), composed.bytes());
    assert_eq!(
        std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600
    );
    std::fs::remove_dir_all(&directory).unwrap();
}

#[test]
fn a_directory_that_cannot_be_written_means_later() {
    let file = std::env::temp_dir().join(format!("hoering-nodir-{}", std::process::id()));
    std::fs::write(&file, "").unwrap();
    let mailer = files_in(file.join("mail"));
    let composed = mailer.compose(&letter()).unwrap();
    assert!(matches!(
        mailer.deliver_now(&composed),
        Delivery::Later {
            maybe_delivered: false,
            ..
        }
    ));
    std::fs::remove_file(&file).unwrap();
}
