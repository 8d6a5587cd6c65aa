//! What text is here: the canonical form, its length in characters (tegn), names on one line; and, in its
//! submodules, the references people write by hand, what looks like an identity number, and what differs between two.
//! Pure rules: stores and shows nothing.

pub mod differences;
mod hex;
mod national_id;
mod reference;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

pub use hex::{hex, unhex};
pub use national_id::{looks_like_national_id, national_ids};
pub use reference::{CaseRef, NotAReference, OrgNo};

/// The limit of an answer field (svarfelt) that states no other.
pub const DEFAULT_LIMIT: usize = 4_000;
/// The most a saved draft of one field may hold: far above every limit, so that no text is lost to a long paste.
pub const DRAFT_CEILING: usize = 40_000;

/// The canonical text: every kind of line break is one LF, other control characters but TAB are gone, NFC.
/// Idempotent, and the same in the browser: nothing else in the program may change what people wrote.
pub fn canonical(text: &str) -> String {
    if is_canonical(text) {
        return text.to_owned();
    }
    canonical_chars(text).collect()
}

/// The number of characters (tegn): Unicode scalar values of the canonical text.
pub fn count(text: &str) -> usize {
    if is_canonical(text) {
        return length(text);
    }
    canonical_chars(text).count()
}

/// [`count`] of a text that came out of [`canonical`].
pub fn length(canonical: &str) -> usize {
    canonical.chars().count()
}

/// Whether the text is sure to be canonical already, as nearly all are: seeing that costs a small part of
/// composing it anew. Nothing before the first combining character (U+0300) is ever changed by NFC.
fn is_canonical(text: &str) -> bool {
    if text.bytes().fold(true, |plain, b| plain & is_plain(b)) {
        return true;
    }
    let looked_up = text.chars().filter(|c| *c >= '\u{300}');
    text.chars().all(is_kept) && is_nfc_quick(looked_up) == IsNormalized::Yes
}

/// Bytes of characters that are kept and lie before U+0300. What begins with 0xC2 may be a control character,
/// and is looked at more closely.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\t' | 0x20..=0x7E | 0x80..=0xBF | 0xC3..=0xCB)
}

/// Characters that stay as they are before NFC.
fn is_kept(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        '\u{2028}' | '\u{2029}' => false,
        _ => !c.is_control(),
    }
}

/// The part of a canonical text that lies beyond the limit, to be shown to whoever must shorten it.
pub fn surplus(canonical: &str, limit: usize) -> Option<&str> {
    let (at, _) = canonical.char_indices().nth(limit)?;
    canonical.get(at..)
}

/// A canonical text in at most so many characters, the last of which says that it goes on.
pub fn shortened(canonical: &str, most: usize) -> String {
    match surplus(canonical, most) {
        Some(_) => {
            let kept: String = canonical.chars().take(most.saturating_sub(1)).collect();
            format!("{}…", kept.trim_end())
        }
        None => canonical.to_owned(),
    }
}

/// Whether a reader would see nothing at all: white space, control and zero-width characters only.
pub fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || c.is_control() || is_invisible(c))
}

/// A name, subject or title on one line: breaks and tabs become spaces, control and bidirectional
/// formatting characters are removed (they could make a name show as another), ends trimmed.
pub fn single_line(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| !is_bidi_control(*c) && *c != '\u{FEFF}')
        .collect();
    let line: String = canonical_chars(&kept)
        .map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c })
        .collect();
    line.trim().to_owned()
}

/// As it is searched: one line of small letters, whatever the alphabet («Čálloságat» is «čálloságat»), and nothing that cannot
/// be seen: what is copied from a page brings its soft hyphens along. Done here because SQLite folds only ASCII.
pub fn fold(text: &str) -> String {
    single_line(&seen(text)).to_lowercase()
}

/// Without what takes no room and shows nothing.
pub fn seen(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).collect()
}

/// Takes no room and shows nothing: two names that differ by it look the same.
pub(crate) fn is_invisible(c: char) -> bool {
    is_bidi_control(c)
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
        || matches!(c, '\u{180E}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E01EF}')
}

pub(crate) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn canonical_chars(text: &str) -> impl Iterator<Item = char> + '_ {
    let mut after_cr = false;
    text.chars()
        .filter_map(move |c| {
            let second_half_of_crlf = after_cr && c == '\n';
            after_cr = c == '\r';
            match c {
                '\n' if second_half_of_crlf => None,
                '\n' | '\t' => Some(c),
                '\r' | '\u{000B}' | '\u{000C}' | '\u{0085}' | '\u{2028}' | '\u{2029}' => Some('\n'),
                _ if c.is_control() => None,
                _ => Some(c),
            }
        })
        .nfc()
}

#[cfg(test)]
mod tests;
