//! What stands before the items of a list, and what nobody sees in it: text that comes from Word, PDF and web pages
//! is full of both.

use crate::text::{canonical, is_invisible};

/// Signs before an item that can begin a name, too, unless a space follows: dashes of all lengths, the «o» that Word
/// has below another sign, and «§», which a bullet of Wingdings becomes without its font.
const SIGNS: [char; 10] = [
    '-', '\u{2010}', '\u{2011}', '–', '—', '―', '−', '*', 'o', '§',
];

/// Signs that begin no name; PDF often loses the space after them. Word has its own in the fonts Symbol and Wingdings,
/// whose characters lie from U+F000.
fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '·' | '∙' | '‣' | '⁃' | '>' | '\u{f000}'..='\u{f0ff}'
    ) || matches!(c, '●' | '○' | '◦' | '■' | '□' | '▪' | '▫' | '◆' | '◇' | '❖')
        || matches!(c, '►' | '▶' | '▸' | '➢' | '➤' | '→' | '✓' | '✔' | '☐')
}

/// Text of which only what is seen is left, on lines that end in one way: every space but TAB is the common one.
pub fn plain(text: &str) -> String {
    let space = |c: char| match c {
        '\n' | '\t' => c,
        _ if c.is_whitespace() => ' ',
        _ => c,
    };
    let seen = canonical(text);
    let seen = seen.chars().filter(|c| !is_invisible(*c));
    seen.map(space).collect()
}

/// What stands before an item of a numbered list: «2.», «2)», «c)», or a number in a column of its own.
struct Marker<'l> {
    style: (bool, char),
    n: u32,
    rest: &'l str,
}

impl<'l> Marker<'l> {
    fn of(line: &'l str) -> Option<Self> {
        let line = line.trim();
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (n, rest) = match digits {
            0 => {
                let letter = line.chars().next().filter(char::is_ascii_alphabetic)?;
                let n = u32::from(letter.to_ascii_lowercase()) - u32::from('a') + 1;
                (n, &line[1..])
            }
            1..=3 => (line[..digits].parse().ok()?, &line[digits..]),
            _ => return None,
        };
        let mark = rest.chars().next()?;
        let is_column = mark == '\t' && digits > 0;
        if !is_column && !matches!(mark, '.' | ')') {
            return None;
        }
        let rest = &rest[1..];
        let stands_alone = is_column || rest.is_empty() || rest.starts_with(char::is_whitespace);
        stands_alone.then(|| Self {
            style: (digits > 0, mark),
            n,
            rest: rest.trim_start(),
        })
    }
}

/// How a list is numbered, wherever it begins. «22. juli-senteret» is no item of a list unless there is one before
/// or after it.
pub struct Numbering(Vec<(bool, char)>);

impl Numbering {
    pub fn of(lines: &[&str]) -> Self {
        let markers: Vec<Marker<'_>> = lines.iter().filter_map(|line| Marker::of(line)).collect();
        let begins = |marker: &Marker<'_>| match marker.style {
            (true, '.') => marker.n == 1,
            (false, '.') => false,
            _ => true,
        };
        let first = markers.iter().filter(|marker| begins(marker));
        let mut styles: Vec<(bool, char)> = first.map(|marker| marker.style).collect();
        for (at, marker) in markers.iter().enumerate() {
            let mut after = markers[at + 1..].iter();
            let next = after.find(|next| next.style == marker.style);
            if next.is_some_and(|next| next.n == marker.n + 1) {
                styles.push(marker.style);
            }
        }
        Self(styles)
    }

    /// A line without what stands before the items of a list, and whether anything did: signs, or its number.
    pub fn without_bullet<'l>(&self, line: &'l str) -> (&'l str, bool) {
        let line = line.trim().trim_start_matches('#').trim_start();
        if let Some(marker) = Marker::of(line).filter(|marker| self.0.contains(&marker.style)) {
            return (marker.rest, true);
        }
        let mut bare = line;
        while let Some(rest) = without_sign(bare) {
            bare = rest;
        }
        (bare, bare.len() < line.len())
    }
}

/// A line without the sign that stands first in it.
fn without_sign(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix(is_bullet) {
        return Some(rest.trim_start());
    }
    let rest = line.strip_prefix(SIGNS)?;
    let stands_alone = rest.is_empty() || rest.starts_with(char::is_whitespace);
    stands_alone.then(|| rest.trim_start())
}
