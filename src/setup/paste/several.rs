//! Several bodies on one line: «Oslo kommune, Bergen kommune og Trondheim kommune». Many a body has a comma or «og» in
//! its own name, so nothing is parted here by itself: it is only found out what must be asked about.

use super::alike::compared;
use super::{Candidate, Known};

/// What stands between two names.
const BETWEEN: [&str; 4] = [",", ";", " og ", " samt "];
/// Of how many pieces the name of one body is at most.
const MOST_PIECES: usize = 4;
/// From how many names that nobody knows it is likely that they are several.
const SEVERAL: usize = 3;
/// How names of bodies end that are organised in one way or another.
const FORMS: [&str; 10] = [
    "hf",
    "rhf",
    "as",
    "asa",
    "sa",
    "sf",
    "kf",
    "iks",
    "kommune",
    "fylkeskommune",
];

/// What a line names beside one body.
#[derive(Debug, Default)]
pub struct Several {
    /// Those of the register that it names, where it names nothing else and no name is that of two.
    pub bodies: Vec<Candidate>,
    /// Whether it looks as if it named several.
    pub is_likely: bool,
}

impl Several {
    pub fn of(text: &str, register: &[Known]) -> Self {
        let names = names(text, register);
        if names.len() < 2 {
            return Self::default();
        }
        let known = names.iter().filter(|name| !name.bodies.is_empty()).count();
        let all_have_form = names
            .iter()
            .all(|name| has_form(&text[name.begins..name.end]));
        let only = names.iter().map(|name| match name.bodies.as_slice() {
            [one] => Some(*one),
            _ => None,
        });
        let only: Option<Vec<&Candidate>> = only.collect();
        let mut bodies: Vec<Candidate> = Vec::new();
        for body in only.unwrap_or_default() {
            if bodies.iter().all(|other| other.id != body.id) {
                bodies.push(body.clone());
            }
        }
        // One that is named twice is one.
        if bodies.len() < 2 {
            bodies.clear();
        }
        Self {
            bodies,
            is_likely: known > 1 || all_have_form || names.len() >= SEVERAL,
        }
    }
}

/// Where a name stands in a line, and those of the register that it is.
struct Name<'r> {
    begins: usize,
    end: usize,
    bodies: Vec<&'r Candidate>,
}

/// The names in a line: the longest that the register knows, and otherwise what stands between two commas. What goes on
/// in small letters is no name of its own.
fn names<'r>(text: &str, register: &'r [Known]) -> Vec<Name<'r>> {
    let pieces = pieces(text);
    let mut names: Vec<Name<'r>> = Vec::new();
    let mut at = 0;
    while let Some((begins, end)) = pieces.get(at).copied() {
        let most = pieces.len().min(at + MOST_PIECES);
        let known = (at..most).rev().find_map(|last| {
            let end = pieces[last].1;
            let bodies = called(&text[begins..end], register);
            (!bodies.is_empty()).then_some((last, end, bodies))
        });
        let goes_on = text[begins..].starts_with(char::is_lowercase);
        match (known, names.last_mut()) {
            (Some((last, end, bodies)), _) => {
                names.push(Name {
                    begins,
                    end,
                    bodies,
                });
                at = last;
            }
            (None, Some(before)) if goes_on => {
                before.end = end;
                before.bodies.clear();
            }
            (None, _) => names.push(Name {
                begins,
                end,
                bodies: Vec::new(),
            }),
        }
        at += 1;
    }
    names
}

/// Those that are called so, each once, by whichever of its names.
fn called<'r>(name: &str, register: &'r [Known]) -> Vec<&'r Candidate> {
    let name = compared(name);
    let mut called: Vec<&Candidate> = Vec::new();
    for known in register.iter().filter(|known| known.compared == name) {
        if called.iter().all(|other| other.id != known.body.id) {
            called.push(&known.body);
        }
    }
    called
}

/// Where the pieces of a line begin and end. «Helse- og omsorgsdepartementet» is one, and so is what stands in brackets.
fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut begins, mut depth) = (0_usize, 0_usize);
    let mut put = |from: usize, to: usize| {
        let piece = &text[from..to];
        let bare = piece.trim();
        let begins = from + (piece.len() - piece.trim_start().len());
        if !bare.is_empty() {
            found.push((begins, begins + bare.len()));
        }
    };
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if at < begins || depth > 0 || text[..at].ends_with('-') {
            continue;
        }
        let between = BETWEEN.iter().find(|word| text[at..].starts_with(**word));
        if let Some(word) = between {
            put(begins, at);
            // The space behind a word can stand before the next one.
            begins = at + word.trim_end().len();
        }
    }
    put(begins, text.len());
    found
}

fn has_form(name: &str) -> bool {
    let last = name.rsplit(char::is_whitespace).next().unwrap_or_default();
    FORMS.contains(&last.to_lowercase().as_str())
}
