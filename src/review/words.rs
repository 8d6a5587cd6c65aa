//! Words: how texts are taken apart for searching, where words stand, and how what was found is marked.
//!
//! A word is a run of letters and digits, folded to small ones; «kommun» finds what begins so. Words of one or
//! two letters must stand alone. A [`Chunk`] holds, for each word, the answers and fields where it stands, packed
//! into a few bytes: an index that is only ever added to, the same on both databases. What was indexed of an
//! answer that has been sent again is told by the version that stands with it.

use crate::text::seen;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

/// The most words of a question, each of which is looked for in the whole index.
pub const MOST_WORDS: usize = 100;
/// The letters of a word that the index holds. Where a longer one is looked for the index tells only what begins alike, and
/// the texts tell the rest.
const MOST_LETTERS: usize = 40;
/// From so many letters on, a word finds what begins with it.
const BEGINS_FROM: usize = 3;

/// A word of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub word: String,
    /// Also what only begins so.
    pub begins: bool,
}

impl Wanted {
    pub fn is(&self, word: &str) -> bool {
        match self.begins {
            true => word.starts_with(&self.word),
            false => word == self.word,
        }
    }

    /// Of a word that is longer than the index holds, what it begins with there.
    pub fn beginning(&self) -> Option<Self> {
        let held = held(&self.word);
        (held.len() < self.word.len()).then(|| Self {
            word: held.to_owned(),
            begins: true,
        })
    }
}

/// A word as the index holds it.
fn held(word: &str) -> &str {
    let end = word.char_indices().nth(MOST_LETTERS);
    end.map_or(word, |(end, _)| &word[..end])
}

/// What is looked for; nothing when there is no word in it, or too many: what was found without some of them would not
/// be what was asked for.
pub fn wanted(question: &str) -> Vec<Wanted> {
    let found = asked(question);
    match found.len() > MOST_WORDS {
        true => Vec::new(),
        false => found,
    }
}

/// More different words than are looked for.
pub fn has_too_many(question: &str) -> bool {
    asked(question).len() > MOST_WORDS
}

/// Each word once, and no more than show that they are too many.
fn asked(question: &str) -> Vec<Wanted> {
    let mut found: Vec<Wanted> = Vec::new();
    for (word, _) in words(question) {
        let begins = word.chars().count() >= BEGINS_FROM;
        let one = Wanted { word, begins };
        if !found.contains(&one) {
            found.push(one);
        }
        if found.len() > MOST_WORDS {
            break;
        }
    }
    found
}

/// The number of an answer, where the question is one: «H17», «24/13304-H17». `prefix` is what the case's numbers
/// begin with.
pub fn number(question: &str, prefix: &str) -> Option<i64> {
    let question = seen(question);
    let question = question.trim();
    let own = match question.rsplit_once('-') {
        Some((before, own)) if before.to_lowercase() == prefix.to_lowercase() => own,
        Some(_) => return None,
        None => question,
    };
    let digits = own.strip_prefix(['H', 'h'])?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

/// The words of a text, folded, each with its bytes in the text.
pub fn words(text: &str) -> impl Iterator<Item = (String, std::ops::Range<usize>)> + '_ {
    let mut rest = text.char_indices();
    std::iter::from_fn(move || {
        let (start, first) = rest.find(|(_, c)| is_letter(*c))?;
        let (mut word, mut end) = (String::new(), start + first.len_utf8());
        word.extend(first.to_lowercase());
        for (at, c) in rest.by_ref() {
            if is_letter(c) {
                end = at + c.len_utf8();
                word.extend(c.to_lowercase());
            } else if !is_unseen(c) {
                break;
            }
        }
        Some((word, start..end))
    })
}

/// A letter or a digit. Those of European languages are known by where they stand; for others the tables of Unicode are
/// looked up.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphanumeric(),
        '\u{C0}'..='\u{24F}' => !matches!(c, '×' | '÷'),
        _ => c.is_alphanumeric(),
    }
}

/// What does not end a word: a hyphen that is not seen.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}')
}

/// A text as HTML with what was looked for marked.
pub fn marked(text: &str, wanted: &[Wanted]) -> String {
    let (mut html, mut from) = (String::with_capacity(text.len() + 64), 0);
    let hits = words(text).filter(|(word, _)| wanted.iter().any(|one| one.is(word)));
    for (_, range) in hits {
        escape(&mut html, &text[from..range.start]);
        html.push_str("<mark>");
        escape(&mut html, &text[range.clone()]);
        html.push_str("</mark>");
        from = range.end;
    }
    escape(&mut html, &text[from..]);
    html
}

fn escape(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' | '>' | '&' | '"' | '\'' => {
                let _ = write!(html, "&#{};", u32::from(c));
            }
            _ => html.push(c),
        }
    }
}

/// A place where a word stands: the answer, its version, and the field by its place in the chunk's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub number: i64,
    pub version: i32,
    pub field: u32,
}

/// The field that stands for the sender's name.
pub const SENDER: u32 = 0;

/// An index of some answers.
#[derive(Debug, Default)]
pub struct Chunk(HashMap<String, Vec<Place>>);

impl Chunk {
    pub fn add(&mut self, place: Place, text: &str) {
        for (mut word, _) in words(text) {
            word.truncate(held(&word).len());
            let places = self.0.entry(word).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }

    /// Each word with its places, packed; in the order in which they are kept.
    pub fn packed(self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let words: BTreeMap<_, _> = self.0.into_iter().collect();
        words.into_iter().map(|(word, mut places)| {
            places.sort_unstable();
            places.dedup();
            (word, pack(&places))
        })
    }
}

/// Numbers by how much they grow, all in as few bytes as they need.
fn pack(places: &[Place]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(places.len() * 3);
    let mut last = 0;
    for place in places {
        put(&mut bytes, place.number.abs_diff(last));
        put(&mut bytes, u64::from(place.version.unsigned_abs()));
        put(&mut bytes, u64::from(place.field));
        last = place.number;
    }
    bytes
}

fn put(bytes: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        bytes.push(n.to_le_bytes()[0] | 0x80);
        n >>= 7;
    }
    bytes.push(n.to_le_bytes()[0]);
}

/// The places of a packed list; what is broken ends it.
pub fn unpack(bytes: &[u8]) -> impl Iterator<Item = Place> + '_ {
    let (mut at, mut last) = (0, 0_i64);
    let mut next = move || {
        let mut n = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = *bytes.get(at)?;
            at += 1;
            n |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(n);
            }
        }
        None
    };
    std::iter::from_fn(move || {
        last += i64::try_from(next()?).ok()?;
        Some(Place {
            number: last,
            version: i32::try_from(next()?).ok()?,
            field: u32::try_from(next()?).ok()?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        words(text).map(|(word, _)| word).collect()
    }

    #[test]
    fn words_are_folded_whatever_their_letters() {
        assert_eq!(
            of("Blåbær, ČÁLLOSÁGAT/ŋ «48 timer»"),
            ["blåbær", "čálloságat", "ŋ", "48", "timer"]
        );
        assert_eq!(of("over\u{AD}dose"), ["overdose"]);
        assert_eq!(of(" … "), [""; 0]);
    }

    #[test]
    fn letters_are_those_of_unicode() {
        for c in '\0'..='\u{FFFF}' {
            assert_eq!(is_letter(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn a_question_can_be_the_number_of_an_answer() {
        for asked in ["H17", "h17", " 24/13304-H17 ", "24/13304-h17"] {
            assert_eq!(number(asked, "24/13304"), Some(17), "{asked}");
        }
        assert_eq!(number("Innspill-2026-H2", "innspill-2026"), Some(2));
        for asked in ["", "17", "H", "H+1", "Hei", "25/1-H17", "H17 H18", "H-17"] {
            assert_eq!(number(asked, "24/13304"), None, "{asked}");
        }
    }

    #[test]
    fn long_words_find_what_begins_so_and_short_ones_only_themselves() {
        let looked = wanted("Kommun på kommun");
        assert_eq!(looked.len(), 2);
        assert!(looked[0].is("kommunen") && !looked[0].is("bykommunen"));
        assert!(looked[1].is("på") && !looked[1].is("påse"));
    }

    #[test]
    fn a_word_that_is_longer_than_the_index_holds_is_itself_in_a_text_and_a_beginning_in_the_index()
    {
        let held = "å".repeat(MOST_LETTERS);
        assert_eq!(wanted(&held)[0].beginning(), None);
        let longer = format!("{held}b");
        let looked = &wanted(&longer)[0];
        assert!(looked.is(&format!("{longer}c")) && !looked.is(&held));
        let beginning = looked.beginning().expect("a beginning");
        assert!(beginning.word == held && beginning.begins);
        let mut chunk = Chunk::default();
        let place = Place {
            number: 1,
            version: 1,
            field: 1,
        };
        chunk.add(place, &longer);
        let words: Vec<String> = chunk.packed().map(|(word, _)| word).collect();
        assert_eq!(words, [held]);
    }

    #[test]
    fn every_word_is_looked_for_or_none_and_one_that_comes_again_is_one() {
        let of = |n: usize| (0..n).map(|n| format!("ord{n} ")).collect::<String>();
        let most = of(MOST_WORDS);
        assert_eq!(wanted(&most).len(), MOST_WORDS);
        assert_eq!(wanted(&most.repeat(2)).len(), MOST_WORDS);
        assert!(!has_too_many(&most.repeat(2)));
        let more = of(MOST_WORDS + 1);
        assert!(wanted(&more).is_empty() && has_too_many(&more));
    }

    #[test]
    fn what_is_found_is_marked_and_everything_is_escaped() {
        let text = "<b>Kommunen</b> & «KOMMUNER»";
        assert_eq!(
            marked(text, &wanted("kommun")),
            "&#60;b&#62;<mark>Kommunen</mark>&#60;/b&#62; &#38; «<mark>KOMMUNER</mark>»"
        );
        assert_eq!(marked("a < b", &[]), "a &#60; b");
    }

    #[test]
    fn packed_places_come_back() {
        let mut chunk = Chunk::default();
        let place = |number, version, field| Place {
            number,
            version,
            field,
        };
        let all = [place(7, 1, 0), place(7, 1, 300), place(90_000, 2, 5)];
        for at in all {
            chunk.add(at, "ord ord");
        }
        let packed: Vec<_> = chunk.packed().collect();
        assert_eq!(packed.len(), 1);
        assert_eq!(unpack(&packed[0].1).collect::<Vec<_>>(), all);
        assert_eq!(unpack(&[0x80]).count(), 0);
    }
}
