//! What a cell can be, and the rules by which text stays text wherever the file is opened. `docs/export.md`
//! says them to whoever reads the files.

use chrono::{DateTime, NaiveDate, Utc};
use std::borrow::Cow;

#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    Empty,
    Text(Cow<'a, str>),
    Number(i64),
    Day(NaiveDate),
    /// Shown as the clock stood in Norway, whole seconds.
    Instant(DateTime<Utc>),
}

/// What the cells of a column are, where they are anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    Text,
    Number,
    Day,
    Instant,
}

impl<'a> Cell<'a> {
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        match text.is_empty() {
            true => Self::Empty,
            false => Self::Text(text),
        }
    }

    pub fn of(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    pub fn number(n: impl Into<i64>) -> Self {
        Self::Number(n.into())
    }
}

/// A program for tables would take such a text for a formula, were it not told otherwise: it begins, perhaps
/// after spaces and breaks, with a sign that begins one (OWASP's list, with the wide forms of East Asia).
pub fn looks_like_formula(text: &str) -> bool {
    let first = text.trim_start().chars().next();
    let is_sign = |c: char| "=+-@＝＋－＠".contains(c);
    text.starts_with(['\t', '\r', '\n']) || first.is_some_and(is_sign)
}

/// What a text is in a CSV file: an apostrophe comes before one that looks like a formula, and before one that
/// begins with an apostrophe, so that taking one away always gives the text back.
pub fn defused(text: &str) -> Cow<'_, str> {
    match text.starts_with('\'') || looks_like_formula(text) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

/// The most that a cell of a workbook holds, in UTF-16 units as programs for tables count.
pub const MOST_IN_CELL: usize = 32_767;

pub fn fits(text: &str) -> bool {
    text.len() <= MOST_IN_CELL || text.encode_utf16().count() <= MOST_IN_CELL
}

/// A text in pieces that each fit in a cell; put together they are the text. Cut after a line break or a space
/// where there is one in the last part of the piece, and never inside a character.
pub fn pieces(text: &str) -> Vec<&str> {
    let (mut found, mut rest) = (Vec::new(), text);
    while !fits(rest) {
        let mut units = 0;
        let most = rest.char_indices().find(|(_, c)| {
            units += c.len_utf16();
            units > MOST_IN_CELL
        });
        let most = most.map_or(rest.len(), |(at, _)| at);
        let tail = most - most / 10;
        let tail = (tail..most)
            .find(|at| rest.is_char_boundary(*at))
            .unwrap_or(most);
        let last = |wanted: char| rest[tail..most].rfind(wanted).map(|at| tail + at + 1);
        let cut = last('\n').or_else(|| last(' ')).unwrap_or(most);
        let (piece, after) = rest.split_at(cut);
        found.push(piece);
        rest = after;
    }
    found.push(rest);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_known_by_its_beginning() {
        for text in [
            "=1+1", "+47", "- punkt", "@SUM(A1)", "\t=1", "\n-x", "  =1", "\u{a0}=1", "＝1", "＠x",
        ] {
            assert!(looks_like_formula(text), "{text:?}");
        }
        for text in ["", "a=b", "1-2", "'=1", "«=»", "Rådet + mer"] {
            assert!(!looks_like_formula(text), "{text:?}");
        }
    }

    #[test]
    fn taking_one_apostrophe_away_gives_the_text_back() {
        for text in ["=1", "'=1", "''", "'s Gravenhage", "- punkt", "\tx"] {
            assert_eq!(defused(text).strip_prefix('\''), Some(text));
        }
        assert_eq!(defused("Vi støtter rådet"), "Vi støtter rådet");
    }

    #[test]
    fn a_text_of_any_length_is_whole_in_pieces_that_fit() {
        let nasty = "a\u{301}\u{1f9d1}\u{200d}\u{1f4bb}Čálloságat\n".repeat(4_000);
        let unbroken = "\u{1f600}".repeat(40_000);
        for text in [
            String::new(),
            "kort".to_owned(),
            "ø ".repeat(20_000),
            "x".repeat(32_767),
            "x".repeat(32_768),
            nasty,
            unbroken,
        ] {
            let pieces = pieces(&text);
            assert_eq!(pieces.concat(), text);
            assert!(
                pieces
                    .iter()
                    .all(|p| p.encode_utf16().count() <= MOST_IN_CELL)
            );
            assert_eq!(pieces.len() == 1, fits(&text));
        }
    }
}
