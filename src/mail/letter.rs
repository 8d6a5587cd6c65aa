//! A letter as a slice writes it, before it becomes bytes.

use crate::address::Mailbox;

/// One letter to one recipient.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Whom it comes from, when not from the address in the settings.
    pub from: Option<Mailbox>,
    pub to: Mailbox,
    /// The mailbox of the case handler.
    pub reply_to: Option<Mailbox>,
    pub subject: String,
    /// Plain text, which every letter has; a link stands on a line of its own.
    pub text: String,
    pub html: Option<String>,
    /// From `Mailer::message_id`; angle brackets may be there or not.
    pub message_id: String,
    /// The Message-ID of the letter this one belongs to, so that mail programs show them together.
    pub in_reply_to: Option<String>,
    pub attachments: Vec<Attachment>,
    /// The language code of the text: "nb" or "nn".
    pub language: &'static str,
}

#[derive(Debug, Clone)]
pub struct Attachment {
    pub name: String,
    /// For instance `text/calendar; charset=utf-8`.
    pub media_type: String,
    pub bytes: Vec<u8>,
}
