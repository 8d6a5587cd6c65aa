//! Packages: Word and OpenDocument files are zip archives. What they say of themselves is not believed before it was
//! unpacked and counted, with nothing of it kept but what says what they are and what they fetch.

use super::super::kind::Kind;
use super::{Content, END_OF_ZIP, Refusal, find, picture};
use crate::docx::next;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;
use std::io::{BufReader, Read, Seek, SeekFrom};
use zip::read::ZipFile;
use zip::{CompressionMethod, ZipArchive};

/// The most that may lie in one.
const ENTRIES: u16 = 2_000;
/// The most bytes of the directory that names them.
const DIRECTORY: u64 = 1 << 20;
/// The most that all of it may be unpacked: so much is counted in well under two seconds.
const UNPACKED: u64 = 200 << 20;
/// An entry this much larger than it lies there, when it is large at all, was made to be.
const RATIO: u64 = 100;
const LARGE: u64 = 1 << 20;
/// The most of a file that says what a package is, or what it fetches.
const MANIFEST: u64 = 1 << 20;

const CONTENT_TYPES: &str = "[content_types].xml";
const WORD: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
/// Parts of these contents are programs, whatever they are called.
const OF_PROGRAMS: [&str; 3] = ["macroenabled", "vbaproject", "ms-office.activex"];
const ODF_TYPE: &str = "mimetype";
const ODF_TEXT: &str = "application/vnd.oasis.opendocument.text";
const ODF_MANIFEST: &str = "meta-inf/manifest.xml";
/// What Word opens by itself, wherever it lies.
const FETCHED: [&str; 4] = ["/attachedtemplate", "/oleobject", "/frame", "/subdocument"];

/// What its own files say that it is.
#[derive(Default)]
struct Told {
    types: Option<Types>,
    odf_type: Option<String>,
    is_encrypted: bool,
}

/// What `[Content_Types].xml` says.
#[derive(Default)]
struct Types {
    /// What is opened, and the part that it is.
    main: Option<(Content, String)>,
}

pub fn inspect(file: &mut (impl Read + Seek), size: u64, tail: &[u8]) -> Result<Content, Refusal> {
    let directory = Directory::at_the_end(tail, size)?;
    // The library keeps one of those that have the same name, and counts what it kept.
    if directory.count(file)? != directory.entries {
        return Err(Refusal::Ambiguous);
    }
    let mut archive = ZipArchive::new(file).map_err(|_| Refusal::Broken)?;
    let is_the_same = archive.offset() == 0
        && archive.central_directory_start() == directory.at
        && archive.len() == usize::from(directory.entries);
    if !is_the_same {
        return Err(Refusal::Ambiguous);
    }
    let names = judge_directory(&mut archive, size)?;
    let mut told = Told::default();
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|_| Refusal::Broken)?;
        let head = count(entry, &mut told)?;
        let entry = archive.by_index(at).map_err(|_| Refusal::Broken)?;
        let is_too_large = picture::is_too_large(&head, &mut BufReader::new(entry));
        if is_too_large.map_err(|_| Refusal::Broken)? {
            return Err(Refusal::Picture);
        }
    }
    told.content(&names)
}

/// Where an archive says what lies in it.
struct Directory {
    at: u64,
    bytes: u64,
    entries: u16,
}

impl Directory {
    /// By the record that ends an archive, which must be where the file ends: what is behind it, also as a comment, or
    /// between the two, belongs to something else. Large ones (Zip64) have another record, that no document needs.
    fn at_the_end(tail: &[u8], size: u64) -> Result<Self, Refusal> {
        let split = tail.len().checked_sub(22).ok_or(Refusal::Broken)?;
        let (before, end) = tail.split_at(split);
        let comment = number(end, 20, 2);
        if !end.starts_with(END_OF_ZIP) || comment != 0 {
            return Err(match find(tail, END_OF_ZIP) {
                Some(_) => Refusal::Ambiguous,
                None => Refusal::Broken,
            });
        }
        let is_large = before.len() >= 20 && before[before.len() - 20..].starts_with(b"PK\x06\x07");
        // Parts of an archive on several disks.
        if is_large || number(end, 4, 4) != 0 || number(end, 8, 2) != number(end, 10, 2) {
            return Err(Refusal::Broken);
        }
        let directory = Self {
            at: number(end, 16, 4),
            bytes: number(end, 12, 4),
            entries: u16::try_from(number(end, 10, 2)).unwrap_or(u16::MAX),
        };
        if directory.entries > ENTRIES || directory.bytes > DIRECTORY {
            return Err(Refusal::Bomb);
        }
        match directory.at + directory.bytes + 22 == size {
            true => Ok(directory),
            false => Err(Refusal::Ambiguous),
        }
    }

    /// How many entries it has, gone through from one to the next.
    fn count(&self, file: &mut (impl Read + Seek)) -> Result<u16, Refusal> {
        let mut bytes = Vec::new();
        let found = file.seek(SeekFrom::Start(self.at));
        let read = found.and_then(|_| file.take(self.bytes).read_to_end(&mut bytes));
        read.map_err(|_| Refusal::Broken)?;
        let (mut rest, mut n) = (bytes.as_slice(), 0_u16);
        while !rest.is_empty() {
            let lengths = number(rest, 28, 2) + number(rest, 30, 2) + number(rest, 32, 2);
            let behind = usize::try_from(46 + lengths).ok();
            let behind = behind.and_then(|length| rest.get(length..));
            if !rest.starts_with(b"PK\x01\x02") {
                return Err(Refusal::Broken);
            }
            rest = behind.ok_or(Refusal::Broken)?;
            n = n.saturating_add(1);
        }
        Ok(n)
    }
}

/// As archives write numbers; what is not there is none.
fn number(bytes: &[u8], at: usize, length: usize) -> u64 {
    let digits = bytes.get(at..at + length).unwrap_or_default();
    digits.iter().rev().fold(0, |n, b| n << 8 | u64::from(*b))
}

/// What the directory says, before anything is unpacked; the names in it.
fn judge_directory<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    size: u64,
) -> Result<HashSet<String>, Refusal> {
    let (mut packed, mut unpacked) = (0_u64, 0_u64);
    let mut names = HashSet::new();
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(|_| Refusal::Broken)?;
        let name = name_of(&entry)?;
        if entry.encrypted() {
            return Err(Refusal::Encrypted);
        }
        if entry.is_symlink() || leads_out(&name) {
            return Err(Refusal::Paths);
        }
        if is_macro(&name) {
            return Err(Refusal::Macros);
        }
        let method = entry.compression();
        if !matches!(
            method,
            CompressionMethod::Stored | CompressionMethod::Deflated
        ) {
            return Err(Refusal::Broken);
        }
        packed = packed.saturating_add(entry.compressed_size());
        unpacked = unpacked.saturating_add(entry.size());
        let is_blown_up =
            entry.size() > LARGE && entry.size() / RATIO > entry.compressed_size().max(1);
        if is_blown_up || unpacked > UNPACKED {
            return Err(Refusal::Bomb);
        }
        // Which of two that Word does not tell apart is meant, is for whoever opens it.
        if !names.insert(name) {
            return Err(Refusal::Ambiguous);
        }
    }
    // Entries that lie in each other: a few bytes are unpacked again and again.
    match packed > size {
        true => Err(Refusal::Bomb),
        false => Ok(names),
    }
}

/// A name as Word compares it.
fn name_of<R: Read + ?Sized>(entry: &ZipFile<'_, R>) -> Result<String, Refusal> {
    let name = entry.name().map_err(|_| Refusal::Broken)?;
    Ok(name.replace('\\', "/").to_lowercase())
}

/// A way out of the folder that somebody unpacks it in.
fn leads_out(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    name.starts_with('/')
        || drive
        || name.contains('\0')
        || name.split('/').any(|part| part == "..")
}

/// What programs run, or ask whether to run, in Word and LibreOffice.
fn is_macro(name: &str) -> bool {
    let (folders, last) = name.rsplit_once('/').unwrap_or(("", name));
    let of_word = last.starts_with("vbaproject") || last == "vbadata.xml";
    let of_office = folders
        .split('/')
        .any(|folder| matches!(folder, "activex" | "basic" | "scripts"));
    let inside = [
        ".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".pptm", ".ppam",
    ];
    let programs = [
        ".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".hta", ".jar", ".com", ".scr",
        ".msi", ".lnk", ".wsf", ".jse", ".vbe",
    ];
    let mut ends = inside.iter().chain(&programs);
    of_word || of_office || ends.any(|end| last.ends_with(end))
}

/// Unpacks an entry to the end, counting: what it says of its length is not believed. Its beginning.
fn count<R: Read + ?Sized>(mut entry: ZipFile<'_, R>, told: &mut Told) -> Result<Vec<u8>, Refusal> {
    let (name, said) = (name_of(&entry)?, entry.size());
    let is_relations = name.ends_with(".rels");
    let is_kept = is_relations || matches!(name.as_str(), CONTENT_TYPES | ODF_TYPE | ODF_MANIFEST);
    if is_kept && said > MANIFEST {
        return Err(Refusal::Bomb);
    }
    // Programs for drawing write entities, and only in these.
    let may_define = name.ends_with(".svg");
    let (mut seen, mut head, mut kept) = (0_u64, Vec::new(), Vec::new());
    let mut window = Vec::new();
    let mut piece = [0; 32 << 10];
    loop {
        let n = entry.read(&mut piece).map_err(|_| Refusal::Broken)?;
        if n == 0 {
            break;
        }
        seen += n as u64;
        if seen > said {
            return Err(Refusal::Bomb);
        }
        let missing = super::HEAD.saturating_sub(head.len()).min(n);
        head.extend_from_slice(&piece[..missing]);
        if is_kept {
            kept.extend_from_slice(&piece[..n]);
        }
        // With the end of what was looked at before.
        window.drain(..window.len().saturating_sub(ENTITY_WIDE.len() - 1));
        window.extend_from_slice(&piece[..n]);
        if !may_define && defines_entities(&window) {
            return Err(Refusal::Bomb);
        }
    }
    // An archive within the archive is only what offices put there.
    let is_embedded = name.contains("embeddings/") || name.starts_with("object");
    if head.starts_with(b"PK\x03\x04") && !is_embedded {
        return Err(Refusal::Bomb);
    }
    if is_kept {
        // In another encoding Word would read it, and we would not.
        let text = String::from_utf8(kept).map_err(|_| Refusal::Broken)?;
        let text = text.trim_start_matches('\u{feff}');
        match name.as_str() {
            CONTENT_TYPES => told.types = Some(Types::read(text)?),
            ODF_TYPE => told.odf_type = Some(text.trim().to_owned()),
            ODF_MANIFEST => told.is_encrypted = text.contains("encryption-data"),
            _ => judge_relations(text)?,
        }
    }
    Ok(head)
}

const ENTITY: &[u8] = b"<!ENTITY";
/// In UTF-16, of either order.
const ENTITY_WIDE: &[u8] = b"<\0!\0E\0N\0T\0I\0T\0Y";

/// XML of offices defines no entities, which can be made to grow without end.
fn defines_entities(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|b| *b == b'<') {
        rest = &rest[at..];
        if rest.starts_with(ENTITY) || rest.starts_with(ENTITY_WIDE) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

/// Each element of a part that is read; one that cannot be, or defines a type of its own, is broken.
fn elements(
    xml: &str,
    mut each: impl FnMut(&BytesStart<'_>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut reader = Reader::from_str(xml);
    loop {
        match next(&mut reader).map_err(|_| Refusal::Broken)? {
            Event::Start(element) | Event::Empty(element) => each(&element)?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute in small letters, with what is written otherwise in it («&#69;») as what it stands for.
fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Refusal> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Refusal::Broken)?;
        if attribute.key.local_name().as_ref() == name {
            let value = quick_xml::escape::unescape(&attribute.value);
            let value = value.map_err(|_| Refusal::Broken)?;
            return Ok(Some(value.trim().to_lowercase()));
        }
    }
    Ok(None)
}

impl Types {
    fn read(xml: &str) -> Result<Self, Refusal> {
        let mut types = Self::default();
        elements(xml, |element| {
            let Some(of) = attribute(element, "ContentType")? else {
                return Ok(());
            };
            if OF_PROGRAMS.iter().any(|program| of.contains(program)) {
                return Err(Refusal::Macros);
            }
            let part = attribute(element, "PartName")?;
            let content = match of.as_str() {
                WORD => Content::Of(Kind::Docx),
                WORKBOOK => Content::Workbook,
                _ => return Ok(()),
            };
            let part = part.as_deref().map(|part| part.trim_start_matches('/'));
            let usual = match content {
                Content::Workbook => "xl/workbook.xml",
                Content::Of(_) => "word/document.xml",
            };
            if types
                .main
                .as_ref()
                .is_some_and(|(other, _)| *other != content)
            {
                return Err(Refusal::Ambiguous);
            }
            types.main = Some((content, part.unwrap_or(usual).to_owned()));
            Ok(())
        })?;
        Ok(types)
    }
}

/// What belongs together in the package, and what it leads to outside.
fn judge_relations(xml: &str) -> Result<(), Refusal> {
    elements(xml, |element| {
        let of = attribute(element, "Type")?.unwrap_or_default();
        if OF_PROGRAMS.iter().any(|program| of.ends_with(program)) {
            return Err(Refusal::Macros);
        }
        let is_outside = attribute(element, "TargetMode")?.as_deref() == Some("external");
        let is_fetched = is_outside && FETCHED.iter().any(|kind| of.ends_with(kind));
        let target = attribute(element, "Target")?.unwrap_or_default();
        match is_fetched && !is_near(&target) {
            true => Err(Refusal::Paths),
            false => Ok(()),
        }
    })
}

/// On the machine of whoever opens it, or in their own network, by a name that means nothing elsewhere: Word writes there
/// where the template lay that a document was begun with, and most of those that municipalities send have one.
fn is_near(target: &str) -> bool {
    let target = target.replace('\\', "/");
    let (path, is_address) = match target.split_once(':') {
        Some(("file", path)) => (path, true),
        Some((drive, _)) if drive.len() == 1 => return true,
        Some(_) => return false,
        None => (target.as_str(), false),
    };
    let below = path.trim_start_matches('/');
    let is_drive = below.as_bytes().get(1) == Some(&b':');
    let is_beside = below.len() == path.len() && !is_address;
    let host = below.split('/').next().unwrap_or_default();
    let is_plain = host
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    // An address in numbers leads anywhere.
    let is_number = host.starts_with("0x") || host.chars().all(|c| c.is_ascii_digit());
    is_drive || is_beside || (is_plain && !is_number)
}

impl Told {
    fn content(self, names: &HashSet<String>) -> Result<Content, Refusal> {
        match (self.types, self.odf_type.as_deref()) {
            (Some(types), None) => match types.main {
                Some((content, part)) if names.contains(&part) => Ok(content),
                Some(_) => Err(Refusal::Broken),
                None => Err(Refusal::Kind),
            },
            (None, Some(ODF_TEXT)) if self.is_encrypted => Err(Refusal::Encrypted),
            (None, Some(ODF_TEXT)) if names.contains("content.xml") => Ok(Content::Of(Kind::Odt)),
            (None, Some(ODF_TEXT)) => Err(Refusal::Broken),
            _ => Err(Refusal::Kind),
        }
    }
}
