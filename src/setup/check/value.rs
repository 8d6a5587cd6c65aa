//! What each kind of value must be like: the same bounds as in the import file.

use crate::address::EmailAddress;
use crate::text::{CaseRef, OrgNo, count};

/// A text on one line; text over several lines.
const LONGEST_LINE: usize = 500;
const LONGEST_TEXT: usize = 200_000;

/// The last part of the pointer of texts that are Markdown.
const MARKDOWN: [&str; 8] = [
    "ingress",
    "letter",
    "background",
    "change_note",
    "body",
    "rationale",
    "practice",
    "help",
];

pub fn is_reference(text: &str) -> bool {
    CaseRef::parse(text).is_ok()
}

pub fn is_org_no(text: &str) -> bool {
    OrgNo::parse(text).is_ok()
}

pub fn is_email(text: &str) -> bool {
    EmailAddress::parse(text).is_ok()
}

/// Whether the value at this pointer may go over several lines.
pub fn is_markdown(at: &str) -> bool {
    let name = at.rsplit('/').next().unwrap_or_default();
    MARKDOWN.contains(&name)
}

/// What to say of a text that is too long, and how long it may be.
pub fn too_long(at: &str, text: &str) -> Option<(&'static str, usize)> {
    let most = if is_markdown(at) {
        LONGEST_TEXT
    } else {
        LONGEST_LINE
    };
    (count(text) > most).then_some(("setup-wrong-too-long", most))
}
