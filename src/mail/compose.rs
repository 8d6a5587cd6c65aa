//! From a letter to the bytes that are sent: headers that nothing written by people can add to, text first, ASCII only.

use std::{
    fmt::Write as _,
    panic::{AssertUnwindSafe, catch_unwind},
};

use chrono::{DateTime, Utc};
use lettre::{
    Address, Message,
    message::{
        Attachment as AttachmentPart, MessageBuilder, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use ring::digest;

use super::letter::{Attachment, Letter};
use crate::address::{EmailAddress, Mailbox};

/// Characters of a name or a subject that are kept; more would hide the rest of the letter in a list.
const LONGEST_LINE: usize = 200;

/// A letter that no mail server will ever take as it is: park this row, and go on with the next.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the letter cannot be made: {0}")]
pub struct CannotCompose(String);

/// The bytes of a letter, and whom they go to.
#[derive(Clone, PartialEq, Eq)]
pub struct Composed {
    pub from: EmailAddress,
    pub to: EmailAddress,
    pub message_id: String,
    bytes: Vec<u8>,
}

impl Composed {
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What is kept of a letter that was sent.
    pub fn sha256(&self) -> [u8; 32] {
        let mut hash = [0; 32];
        hash.copy_from_slice(digest::digest(&digest::SHA256, &self.bytes).as_ref());
        hash
    }
}

/// Not the bytes, which hold a personal link.
impl std::fmt::Debug for Composed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Composed({}, {} bytes)",
            self.message_id,
            self.bytes.len()
        )
    }
}

/// `from` is who writes when the letter does not say.
pub fn compose(
    letter: &Letter,
    from: &Mailbox,
    at: DateTime<Utc>,
) -> Result<Composed, CannotCompose> {
    let from = letter.from.as_ref().unwrap_or(from);
    // lettre panics on some names. They are cleaned below, but a letter must never take others down with it.
    let message = catch_unwind(AssertUnwindSafe(|| message(letter, from, at)))
        .map_err(|_| CannotCompose("the mail library gave up on it".to_owned()))??;
    let bytes = message.formatted();
    if !bytes.is_ascii() || !has_whole_line_ends(&bytes) {
        return Err(CannotCompose(
            "it holds bytes that mail servers take differently".to_owned(),
        ));
    }
    Ok(Composed {
        from: from.address.clone(),
        to: letter.to.address.clone(),
        message_id: letter.message_id.clone(),
        bytes,
    })
}

/// A lone CR or LF ends a line for some servers and not for others, which lets one letter be read as two.
fn has_whole_line_ends(bytes: &[u8]) -> bool {
    let lone_lf = bytes.first() == Some(&b'\n')
        || bytes
            .windows(2)
            .any(|two| two[1] == b'\n' && two[0] != b'\r');
    let lone_cr = bytes.last() == Some(&b'\r')
        || bytes
            .windows(2)
            .any(|two| two[0] == b'\r' && two[1] != b'\n');
    !lone_lf && !lone_cr
}

fn message(letter: &Letter, from: &Mailbox, at: DateTime<Utc>) -> Result<Message, CannotCompose> {
    let mut builder = Message::builder()
        .from(mailbox(from)?)
        .to(mailbox(&letter.to)?)
        .subject(single_line(&letter.subject))
        .date(at.into())
        .message_id(Some(bracketed(&letter.message_id)?))
        .raw_header(header("Auto-Submitted", "auto-generated")?)
        .raw_header(header("Content-Language", letter.language)?);
    if let Some(reply_to) = &letter.reply_to {
        builder = builder.reply_to(mailbox(reply_to)?);
    }
    if let Some(id) = &letter.in_reply_to {
        let id = bracketed(id)?;
        builder = builder.in_reply_to(id.clone()).references(id);
    }
    with_body(builder, letter)
}

fn with_body(builder: MessageBuilder, letter: &Letter) -> Result<Message, CannotCompose> {
    let text = SinglePart::plain(plain_text(&letter.text));
    let boundary = |part: &str| boundary(letter, part);
    let alternative = letter.html.as_ref().map(|html| {
        MultiPart::alternative()
            .boundary(boundary("alternative"))
            .singlepart(text.clone())
            .singlepart(SinglePart::html(plain_text(html)))
    });
    let made = if letter.attachments.is_empty() {
        match alternative {
            None => builder.singlepart(text),
            Some(alternative) => builder.multipart(alternative),
        }
    } else {
        let mixed = MultiPart::mixed().boundary(boundary("mixed")).build();
        let mut mixed = match alternative {
            None => mixed.singlepart(text),
            Some(alternative) => mixed.multipart(alternative),
        };
        for attachment in &letter.attachments {
            mixed = mixed.singlepart(attached(attachment)?);
        }
        builder.multipart(mixed)
    };
    made.map_err(|error| CannotCompose(error.to_string()))
}

fn attached(attachment: &Attachment) -> Result<SinglePart, CannotCompose> {
    let content_type = ContentType::parse(&attachment.media_type)
        .map_err(|_| CannotCompose("an attachment has a content type that is none".to_owned()))?;
    let name = single_line(&attachment.name).replace(['/', '\\', '"'], "_");
    Ok(AttachmentPart::new(name).body(attachment.bytes.clone(), content_type))
}

/// The same letter has the same boundaries, so its hash can be made again; nobody can write a text that holds them,
/// since the text decides them.
fn boundary(letter: &Letter, part: &str) -> String {
    let mut context = digest::Context::new(&digest::SHA256);
    let html = letter.html.as_deref().unwrap_or_default();
    for written in [part, &letter.message_id, &letter.text, html] {
        context.update(&(written.len() as u64).to_be_bytes());
        context.update(written.as_bytes());
    }
    let mut boundary = String::from("=_");
    for byte in &context.finish().as_ref()[..18] {
        let _ = write!(boundary, "{byte:02x}");
    }
    boundary
}

fn mailbox(mailbox: &Mailbox) -> Result<lettre::message::Mailbox, CannotCompose> {
    let address: Address = mailbox
        .address
        .as_str()
        .parse()
        .map_err(|_| CannotCompose("an address in it is none".to_owned()))?;
    let name = Some(single_line(&mailbox.name)).filter(|name| !name.is_empty());
    Ok(lettre::message::Mailbox::new(name, address))
}

fn header(name: &'static str, value: &str) -> Result<HeaderValue, CannotCompose> {
    let name = HeaderName::new_from_ascii(name.to_owned())
        .map_err(|_| CannotCompose("a header name in it is none".to_owned()))?;
    Ok(HeaderValue::new(name, single_line(value)))
}

/// A Message-ID as it stands in a header, whether or not it was given with its brackets.
fn bracketed(id: &str) -> Result<String, CannotCompose> {
    let bare = id.strip_prefix('<').and_then(|id| id.strip_suffix('>'));
    let id = bare.unwrap_or(id);
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"@.-_".contains(&b);
    if id.matches('@').count() == 1 && id.len() <= 250 && id.bytes().all(allowed) {
        Ok(format!("<{id}>"))
    } else {
        Err(CannotCompose("a Message-ID in it is none".to_owned()))
    }
}

/// A name or subject as one line: whatever could end a line, or turn the direction of reading, is gone, and `=?`, which
/// a mail program would take for something encoded, stands apart.
pub fn single_line(text: &str) -> String {
    let shown = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c });
    let shown: String = shown
        .filter(|c| !c.is_control() && !turns_the_line(*c))
        .collect();
    let words: Vec<_> = shown.split(' ').filter(|word| !word.is_empty()).collect();
    words
        .join(" ")
        .replace("=?", "= ?")
        .chars()
        .take(LONGEST_LINE)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

fn turns_the_line(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{061c}' | '\u{feff}')
}

/// A text as it was written, without the control characters that no mail program shows.
fn plain_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}
