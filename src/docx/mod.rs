//! Word files (DOCX): the package that one is, opened without trusting what it says of itself, and the small things
//! that everybody who reads one needs. A file is never unpacked beyond what a text can be, no entity is defined or
//! fetched, and nothing is written to disk. `compose.rs` writes a document as one.

pub mod compose;
mod equation;
mod height;
mod lists;
mod styles;

pub use equation::{Ended, Equation};
pub use height::{Height, RunHeight, raise};
pub use lists::{Lists, Mark, Numbering};
pub use styles::{Styles, outline_level};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most that all parts which are read may be together when they are unpacked, and how many parts there may be.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
const MOST_PARTS: usize = 5_000;
/// What is larger than this and packed tighter than text ever is was made to be unpacked by somebody.
const SUSPICIOUS_BYTES: u64 = 2 * 1024 * 1024;
const TIGHTEST: u64 = 150;
/// How each entry of the directory at a package's end begins.
const ENTRY: &[u8] = b"PK\x01\x02";

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// Not a Word file, or a broken one.
    NotWord,
    /// Larger unpacked than a text can be.
    TooLarge,
}

/// A Word file that was opened.
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
    /// The part with the text: other programs than Word on a desk call it otherwise.
    document: String,
}

impl<'b> Package<'b> {
    pub fn open(bytes: &'b [u8]) -> Result<Self, NotRead> {
        // Counted before the directory is read, which takes memory for each.
        let entries = bytes.windows(ENTRY.len()).filter(|at| *at == ENTRY);
        if entries.take(MOST_PARTS + 1).count() > MOST_PARTS {
            return Err(NotRead::TooLarge);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NotRead::NotWord)?;
        if archive.len() > MOST_PARTS {
            return Err(NotRead::TooLarge);
        }
        let mut package = Self {
            archive,
            left: MOST_BYTES,
            document: String::new(),
        };
        let found = package.targets("_rels/.rels", "/officeDocument")?;
        let found = found.into_iter().next();
        package.document = found.unwrap_or_else(|| "word/document.xml".to_owned());
        Ok(package)
    }

    /// The text itself.
    pub fn document(&mut self) -> Result<String, NotRead> {
        let name = self.document.clone();
        self.part(&name)?.ok_or(NotRead::NotWord)
    }

    /// A part that belongs to the text, by the last word of its relationship: «styles», «footnotes».
    pub fn related(&mut self, kind: &str) -> Result<Option<String>, NotRead> {
        let (folder, relations) = self.relations();
        let targets = self.targets(&relations, &format!("/{kind}"))?;
        let usual = || format!("{folder}{kind}.xml");
        let found = targets.into_iter().next();
        self.part(&found.unwrap_or_else(usual))
    }

    /// Every part that belongs to the text by this word: a text has several headers and footers.
    pub fn all_related(&mut self, kind: &str) -> Result<Vec<String>, NotRead> {
        let (_, relations) = self.relations();
        let mut targets = self.targets(&relations, &format!("/{kind}"))?;
        targets.sort();
        targets.dedup();
        let parts = targets.iter().map(|name| self.part(name));
        parts.filter_map(Result::transpose).collect()
    }

    /// The folder of the text, with its last slash, and the part that says what belongs to it.
    fn relations(&self) -> (String, String) {
        let at = self.document.rfind('/').map_or(0, |slash| slash + 1);
        let (folder, name) = self.document.split_at(at);
        (folder.to_owned(), format!("{folder}_rels/{name}.rels"))
    }

    /// A part by its name; none where the file has no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, NotRead> {
        let Ok(part) = self.archive.by_name(name) else {
            return Ok(None);
        };
        let loosest = part.compressed_size().saturating_mul(TIGHTEST);
        let most = self.left.min(loosest.max(SUSPICIOUS_BYTES));
        if part.size() > most {
            return Err(NotRead::TooLarge);
        }
        let mut text = Vec::new();
        // What the file says of its size need not be true.
        part.take(most + 1)
            .read_to_end(&mut text)
            .map_err(|_| NotRead::NotWord)?;
        let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
        if length > most {
            return Err(NotRead::TooLarge);
        }
        self.left -= length;
        let text = decoded(text).ok_or(NotRead::NotWord)?;
        Ok(Some(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        }))
    }

    /// Where the relationships of this kind lead, as names of parts.
    fn targets(&mut self, relations: &str, kind: &str) -> Result<Vec<String>, NotRead> {
        let mut targets = Vec::new();
        let Some(xml) = self.part(relations)? else {
            return Ok(targets);
        };
        let folder = relations
            .rsplit_once("_rels/")
            .map_or("", |(folder, _)| folder);
        let mut reader = Reader::from_str(&xml);
        loop {
            let element = match next(&mut reader)? {
                Event::Start(element) | Event::Empty(element) => element,
                Event::Eof => return Ok(targets),
                _ => continue,
            };
            let is_kind = attribute(&element, "Type").is_some_and(|said| said.ends_with(kind));
            if !is_kind || attribute(&element, "TargetMode").as_deref() == Some("External") {
                continue;
            }
            if let Some(target) = attribute(&element, "Target") {
                targets.push(match target.strip_prefix('/') {
                    Some(from_root) => from_root.to_owned(),
                    None => format!("{folder}{target}"),
                });
            }
        }
    }
}

/// The text of a part: UTF-8, or UTF-16 where it begins with the mark of that.
fn decoded(bytes: Vec<u8>) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes.get(..2) {
        Some([0xff, 0xfe]) => u16::from_le_bytes,
        Some([0xfe, 0xff]) => u16::from_be_bytes,
        _ => return String::from_utf8(bytes).ok(),
    };
    let pairs = bytes.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    let units: Vec<u16> = pairs.map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16(&units).ok()
}

/// The next event; a document type, which could define entities, is refused.
pub fn next<'x>(reader: &mut Reader<&'x [u8]>) -> Result<Event<'x>, NotRead> {
    match reader.read_event() {
        Ok(Event::DocType(_)) | Err(_) => Err(NotRead::NotWord),
        Ok(event) => Ok(event),
    }
}

/// An attribute's value as it is written; for names and numbers, which have nothing escaped.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

/// How many elements of this name there are.
pub fn count(xml: &str, name: &str) -> Result<usize, NotRead> {
    let mut reader = Reader::from_str(xml);
    let mut n = 0;
    loop {
        match next(&mut reader)? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == name =>
            {
                n += 1;
            }
            Event::Eof => return Ok(n),
            _ => {}
        }
    }
}

/// What is not in the text as it stands: how it was before a change, where it was moved from, what older programs
/// show in the place of the same thing.
pub fn is_passed_over(name: &str, alternatives: &Alternatives) -> bool {
    let is_said_before = name == "Fallback" && alternatives.is_read();
    is_said_before || matches!(name, "del" | "moveFrom") || name.ends_with("PrChange")
}

/// The `AlternateContent` that are open, and whether a `Choice` of each was read: where there is none, what older programs
/// show is all that there is.
#[derive(Debug, Default)]
pub struct Alternatives(Vec<bool>);

impl Alternatives {
    /// An element begins whose end is to come.
    pub fn open(&mut self, name: &str) {
        match (name, self.0.last_mut()) {
            ("AlternateContent", _) => self.0.push(false),
            ("Choice", Some(is_read)) => *is_read = true,
            _ => {}
        }
    }

    pub fn end(&mut self, name: &str) {
        if name == "AlternateContent" {
            self.0.pop();
        }
    }

    fn is_read(&self) -> bool {
        self.0.last().copied().unwrap_or_default()
    }
}

/// What stands for a sign that only its own font knows.
pub const UNREAD: char = '\u{FFFD}';

/// The sign of a `w:sym`.
pub fn symbol(element: &BytesStart<'_>) -> char {
    let code = attribute(element, "char").unwrap_or_default();
    let code = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
    let is_private = |c: &char| ('\u{E000}'..='\u{F8FF}').contains(c);
    code.filter(|c| !is_private(c)).unwrap_or(UNREAD)
}

/// The five entities that XML has by itself, and characters by number.
pub fn character(entity: &BytesRef<'_>) -> Option<char> {
    match &**entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => entity.resolve_char_ref().ok().flatten(),
    }
}
