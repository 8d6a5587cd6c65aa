//! Reads the letters that the program has put into a folder, as the one they went to would.

use mail_parser::{Message, MessageParser, MimeHeaders};
use std::path::PathBuf;

/// A folder of letters, one `.eml` file each.
pub struct Mailbox(pub PathBuf);

#[derive(Debug)]
pub struct Letter {
    pub to: Vec<String>,
    pub subject: String,
    pub message_id: String,
    pub text: String,
    pub html: Option<String>,
    /// Name and bytes of each.
    pub attachments: Vec<(String, Vec<u8>)>,
}

impl Mailbox {
    /// Every letter as it was laid down, in the order of the file names.
    pub fn all(&self) -> Vec<Vec<u8>> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(&self.0)
            .map(|entries| entries.map(|entry| entry.expect("an entry").path()))
            .map(|paths| paths.filter(|path| path.extension().is_some_and(|e| e == "eml")))
            .map(Iterator::collect)
            .unwrap_or_default();
        files.sort();
        let read = |file| std::fs::read(file).expect("a letter");
        files.iter().map(read).collect()
    }

    /// The letters to one address, in the order of their file names.
    pub fn letters_to(&self, address: &str) -> Vec<Letter> {
        let all = self.all().into_iter().map(|bytes| Letter::parse(&bytes));
        all.filter(|letter| letter.to.iter().any(|to| to == address))
            .collect()
    }
}

impl Letter {
    pub fn parse(bytes: &[u8]) -> Self {
        let message = MessageParser::default().parse(bytes).expect("a letter");
        Self {
            to: recipients(&message),
            subject: message.subject().unwrap_or_default().to_owned(),
            message_id: message.message_id().unwrap_or_default().to_owned(),
            text: message.body_text(0).unwrap_or_default().into_owned(),
            html: message
                .html_part(0)
                .filter(|part| part.is_text_html())
                .and_then(|part| part.text_contents())
                .map(str::to_owned),
            attachments: message
                .attachments()
                .map(|part| {
                    let name = part.attachment_name().unwrap_or_default();
                    (name.to_owned(), part.contents().to_vec())
                })
                .collect(),
        }
    }

    /// The addresses in the text that begin with `start`, in order.
    pub fn links(&self, start: &str) -> Vec<&str> {
        self.text
            .match_indices(start)
            .map(|(at, _)| {
                let rest = &self.text[at..];
                rest.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
                    .next()
                    .unwrap_or(rest)
            })
            .collect()
    }
}

fn recipients(message: &Message<'_>) -> Vec<String> {
    let addresses = message.to().map(|to| to.iter()).into_iter().flatten();
    addresses
        .filter_map(|address| address.address().map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::temp_dir::TempDir;

    const LETTER: &str = "From: a@x.example\r\nTo: Kari <kari@y.example>\r\nSubject: =?utf-8?q?Kvittering_p=C3=A5_svar?=\r\n\
        Message-ID: <1@x.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\nBekreft: http://127.0.0.1:1/lenke/abc=\r\ndef\r\n";

    #[test]
    fn a_letter_is_found_by_its_recipient_and_its_links_are_read_through_the_encoding() {
        let folder = TempDir::new();
        std::fs::write(folder.path().join("1.eml"), LETTER).unwrap();
        let mailbox = Mailbox(folder.path().to_owned());
        let letters = mailbox.letters_to("kari@y.example");
        assert_eq!(letters.len(), 1);
        let letter = &letters[0];
        assert_eq!(letter.subject, "Kvittering på svar");
        assert_eq!(letter.message_id, "1@x.example");
        assert_eq!(letter.html, None);
        assert_eq!(
            letter.links("http://127.0.0.1:1/"),
            ["http://127.0.0.1:1/lenke/abcdef"]
        );
        assert!(mailbox.letters_to("ola@y.example").is_empty());
    }
}
