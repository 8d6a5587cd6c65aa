//! One letter as it is shown: what a mail program would make of its bytes.

use chrono::{DateTime, Utc};
use mail_parser::{Address, HeaderName, Message, MessageParser, MimeHeaders as _};

pub struct OpenLetter {
    /// The name of its file.
    pub name: String,
    pub from: String,
    pub to: String,
    pub reply_to: Option<String>,
    pub subject: String,
    pub sent_at: Option<DateTime<Utc>>,
    /// The language that the letter says it is in.
    pub language: Option<String>,
    pub text: Vec<Piece>,
    pub html: Option<String>,
    pub attachments: Vec<Attached>,
    /// All header lines as they were sent.
    pub headers: String,
}

/// A stretch of the text: words, or a link that can be followed.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    Words(String),
    Link(String),
}

pub struct Attached {
    pub name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

impl OpenLetter {
    pub fn read(name: &str, bytes: &[u8]) -> Option<Self> {
        let message = MessageParser::default().parse(bytes)?;
        let head = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap_or(bytes.len());
        Some(Self {
            name: name.to_owned(),
            from: people(message.from()).unwrap_or_default(),
            to: people(message.to()).unwrap_or_default(),
            reply_to: people(message.reply_to()),
            subject: message.subject().unwrap_or_default().to_owned(),
            sent_at: message
                .date()
                .and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0)),
            language: message
                .header_raw(HeaderName::ContentLanguage)
                .map(|raw| raw.trim().to_owned()),
            text: pieces(
                &message
                    .body_text(0)
                    .unwrap_or_default()
                    .replace("\r\n", "\n"),
            ),
            html: html(&message),
            attachments: message.attachments().map(attached).collect(),
            headers: String::from_utf8_lossy(&bytes[..head]).replace("\r\n", "\n"),
        })
    }
}

/// The HTML that was sent; the parser would make some of the plain text.
fn html(message: &Message<'_>) -> Option<String> {
    let part = message.html_part(0).filter(|part| part.is_text_html())?;
    part.text_contents().map(str::to_owned)
}

fn attached(part: &mail_parser::MessagePart<'_>) -> Attached {
    let media_type = part
        .content_type()
        .map(|media_type| match media_type.subtype() {
            Some(subtype) => format!("{}/{subtype}", media_type.ctype()),
            None => media_type.ctype().to_owned(),
        });
    Attached {
        name: part.attachment_name().unwrap_or("–").to_owned(),
        media_type: media_type.unwrap_or_default(),
        bytes: part.contents().to_vec(),
    }
}

fn people(header: Option<&Address<'_>>) -> Option<String> {
    let all = header?.iter().map(|one| match (one.name(), one.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (name, address) => name.or(address).unwrap_or_default().to_owned(),
    });
    Some(all.collect::<Vec<_>>().join(", "))
}

/// Cuts a text where links begin and end.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let start = |text: &str| {
        let starts = ["http://", "https://"]
            .into_iter()
            .filter_map(|scheme| text.find(scheme));
        starts.min()
    };
    while let Some(at) = start(rest) {
        let (words, link) = rest.split_at(at);
        let end = link
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»'))
            .unwrap_or(link.len());
        // A full stop after a link ends the sentence.
        let link = link[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
        if !words.is_empty() {
            pieces.push(Piece::Words(words.to_owned()));
        }
        pieces.push(Piece::Link(link.to_owned()));
        rest = &rest[at + link.len()..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest.to_owned()));
    }
    pieces
}
