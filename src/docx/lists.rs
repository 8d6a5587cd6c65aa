//! The lists of a Word file: how their levels count, and how the items that come are marked.

use super::{NotRead, Styles, attribute, next};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// The highest number that a list can begin with in Word.
const HIGHEST_START: usize = 32_767;
/// The highest number that is written in letters there, and how many letters there are.
const HIGHEST_LETTER: usize = 780;
const LETTERS: usize = 26;
/// What is longer around a number is no mark.
const LONGEST_MARK: usize = 40;

/// The list that a paragraph is an item of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbering {
    /// «0» takes the paragraph out of the list of its style.
    pub id: Option<String>,
    pub depth: usize,
    /// How deep it stands by the name of its style: «List Bullet 2» is a list of its own, within another.
    pub nested: usize,
}

impl Numbering {
    /// How deep the item stands among others.
    pub fn stands(&self) -> usize {
        self.depth.max(self.nested)
    }
}

/// How an item is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    Bullet,
    /// A number alone, whatever stands behind it.
    Number(usize),
    /// Anything else, as it is seen: «a)», «iv.», «2.1».
    Other(String),
}

impl Mark {
    /// As it stands in a text.
    pub fn text(self) -> String {
        match self {
            Self::Bullet => "-".to_owned(),
            Self::Number(n) => format!("{n}."),
            Self::Other(mark) => mark,
        }
    }
}

/// How the numbers of a level are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Format {
    Bullet,
    #[default]
    Decimal,
    /// «01»
    WithZero,
    Letters {
        are_large: bool,
    },
    Roman {
        are_large: bool,
    },
}

impl Format {
    fn of(value: &str) -> Self {
        match value {
            "bullet" | "none" => Self::Bullet,
            "decimalZero" => Self::WithZero,
            "lowerLetter" => Self::Letters { are_large: false },
            "upperLetter" => Self::Letters { are_large: true },
            "lowerRoman" => Self::Roman { are_large: false },
            "upperRoman" => Self::Roman { are_large: true },
            _ => Self::Decimal,
        }
    }

    fn written(self, n: usize) -> String {
        let (written, are_large) = match self {
            Self::Bullet => return String::new(),
            Self::WithZero => return format!("{n:02}"),
            Self::Letters { are_large } if (1..=HIGHEST_LETTER).contains(&n) => {
                (letters(n), are_large)
            }
            Self::Roman { are_large } if (1..=HIGHEST_START).contains(&n) => (roman(n), are_large),
            _ => return n.to_string(),
        };
        match are_large {
            true => written.to_uppercase(),
            false => written,
        }
    }
}

/// «a» to «z», then «aa», «bb».
fn letters(n: usize) -> String {
    let letter = (b'a'..=b'z').nth((n - 1) % LETTERS).unwrap_or(b'a');
    char::from(letter).to_string().repeat((n - 1) / LETTERS + 1)
}

fn roman(mut n: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut written = String::new();
    for (worth, sign) in SIGNS {
        while n >= worth {
            written.push_str(sign);
            n -= worth;
        }
    }
    written
}

/// A level of a list.
#[derive(Clone, Debug)]
struct Level {
    format: Format,
    start: usize,
    /// The numbers of which levels, from «%1», and what stands around them.
    text: Option<String>,
    /// It counts on below the next item of the level above.
    goes_on: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            format: Format::default(),
            start: 1,
            text: None,
            goes_on: false,
        }
    }
}

/// Whose a level is: of a definition that lists share, or of one of these alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Owner {
    Definition(String),
    List(String),
}

/// The lists of a file as they are defined.
#[derive(Debug, Default)]
pub struct Definitions {
    /// The definition behind a list.
    behind: HashMap<String, String>,
    levels: HashMap<(Owner, usize), Level>,
    /// Where lists begin that do not go on after others of their definition.
    starts: HashMap<String, HashMap<usize, usize>>,
    /// The style whose list a definition only points to.
    links: HashMap<String, String>,
}

impl Definitions {
    pub fn read(xml: &str) -> Result<Self, NotRead> {
        let mut reader = Reader::from_str(xml);
        let mut found = Self::default();
        let mut at = (Owner::Definition(String::new()), 0);
        loop {
            match next(&mut reader)? {
                Event::Start(element) | Event::Empty(element) => found.hear(&element, &mut at),
                Event::Eof => return Ok(found),
                _ => {}
            }
        }
    }

    fn hear(&mut self, element: &BytesStart<'_>, at: &mut (Owner, usize)) {
        let value = |name| attribute(element, name).unwrap_or_default();
        let start = || {
            value("val")
                .parse::<usize>()
                .unwrap_or(1)
                .min(HIGHEST_START)
        };
        let name = element.local_name();
        match (name.as_ref(), &at.0) {
            ("abstractNum", _) => *at = (Owner::Definition(value("abstractNumId")), 0),
            ("num", _) => *at = (Owner::List(value("numId")), 0),
            ("lvl" | "lvlOverride", _) => at.1 = value("ilvl").parse().unwrap_or(0),
            ("abstractNumId", Owner::List(list)) => {
                self.behind.insert(list.clone(), value("val"));
            }
            ("numStyleLink", Owner::Definition(definition)) => {
                self.links.insert(definition.clone(), value("val"));
            }
            ("startOverride", Owner::List(list)) => {
                let starts = self.starts.entry(list.clone()).or_default();
                starts.insert(at.1, start());
            }
            ("numFmt", _) => self.level(at).format = Format::of(&value("val")),
            ("start", _) => self.level(at).start = start(),
            ("lvlText", _) => {
                let text = value("val");
                self.level(at).text = (text.len() <= LONGEST_MARK).then_some(text);
            }
            ("lvlRestart", _) => self.level(at).goes_on = value("val") == "0",
            _ => {}
        }
    }

    fn level(&mut self, at: &(Owner, usize)) -> &mut Level {
        self.levels.entry(at.clone()).or_default()
    }
}

/// The items of lists as they come: how each is marked.
pub struct Lists<'s> {
    styles: &'s Styles,
    /// How far each series has counted at each depth.
    counted: HashMap<(Owner, usize), usize>,
}

impl<'s> Lists<'s> {
    pub fn of(styles: &'s Styles) -> Self {
        Self {
            styles,
            counted: HashMap::new(),
        }
    }

    /// How the next item is marked; nothing for what is no item.
    pub fn mark(&mut self, list: &Numbering) -> Option<Mark> {
        let id = list.id.as_deref().filter(|id| *id != "0")?;
        let (styles, series) = (self.styles, series(self.styles, id));
        // What is deeper begins anew below the next item.
        let begins_anew = |of: &Owner, depth: usize| {
            let goes_on = || level(styles, id, depth).is_some_and(|level| level.goes_on);
            *of == series && depth > list.depth && !goes_on()
        };
        self.counted
            .retain(|(of, depth), _| !begins_anew(of, *depth));
        let level = level(styles, id, list.depth).filter(|level| level.format != Format::Bullet);
        let Some(level) = level else {
            return Some(Mark::Bullet);
        };
        let n = self.counted.get(&(series.clone(), list.depth));
        let n = n.map_or_else(|| start(styles, id, list.depth), |n| n + 1);
        self.counted.insert((series.clone(), list.depth), n);
        let own = format!("%{}", list.depth + 1);
        let around = |c: char| matches!(c, '.' | ')' | '(' | ':') || c.is_whitespace();
        Some(match level.text.as_deref() {
            Some("") => Mark::Bullet,
            Some(text) if text.trim_matches(around) != own || level.format != Format::Decimal => {
                Mark::Other(self.filled(text, id, &series))
            }
            None if level.format != Format::Decimal => {
                Mark::Other(format!("{}.", level.format.written(n)))
            }
            _ => Mark::Number(n),
        })
    }

    /// The text of a mark with the numbers that it has so far.
    fn filled(&self, text: &str, id: &str, series: &Owner) -> String {
        let mut filled = String::new();
        let mut signs = text.chars().peekable();
        while let Some(sign) = signs.next() {
            let digit = signs.peek().and_then(|next| next.to_digit(10));
            let depth = digit.and_then(|n| usize::try_from(n).ok()?.checked_sub(1));
            let Some(depth) = depth.filter(|_| sign == '%') else {
                filled.push(sign);
                continue;
            };
            signs.next();
            let n = self.counted.get(&(series.clone(), depth)).copied();
            let n = n.unwrap_or_else(|| start(self.styles, id, depth));
            let format = level(self.styles, id, depth).map_or(Format::Decimal, |l| l.format);
            filled.push_str(&format.written(n));
        }
        filled.trim().to_owned()
    }
}

/// What an item counts with: lists of one definition go on after each other, unless one says where it begins.
fn series(styles: &Styles, id: &str) -> Owner {
    let lists = styles.lists();
    match lists.behind.get(id) {
        Some(definition) if !lists.starts.contains_key(id) => Owner::Definition(definition.clone()),
        _ => Owner::List(id.to_owned()),
    }
}

fn start(styles: &Styles, id: &str, depth: usize) -> usize {
    let own = styles.lists().starts.get(id);
    let own = own.and_then(|starts| starts.get(&depth)).copied();
    let usual = || level(styles, id, depth).map_or(1, |level| level.start);
    own.unwrap_or_else(usual)
}

fn level<'s>(styles: &'s Styles, id: &str, depth: usize) -> Option<&'s Level> {
    let lists = styles.lists();
    let of_definition = |definition: &String| {
        let owner = Owner::Definition(definition.clone());
        lists.levels.get(&(owner, depth))
    };
    let own = lists.levels.get(&(Owner::List(id.to_owned()), depth));
    own.or_else(|| {
        let definition = lists.behind.get(id)?;
        of_definition(definition).or_else(|| {
            let style = styles.find(lists.links.get(definition)?);
            of_definition(lists.behind.get(style.numbering.id.as_ref()?)?)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        let letters = Format::of("lowerLetter");
        let written = [1, 26, 27, 53, 781].map(|n| letters.written(n));
        assert_eq!(written, ["a", "z", "aa", "aaa", "781"]);
        let roman = Format::of("upperRoman");
        let written = [1, 4, 9, 1994].map(|n| roman.written(n));
        assert_eq!(written, ["I", "IV", "IX", "MCMXCIV"]);
        assert_eq!(Format::of("decimalZero").written(7), "07");
        assert_eq!(Format::of("lowerLetter").written(0), "0");
    }
}
