//! Packages: Word and OpenDocument files are zip archives. What they say of themselves is not believed before it was
//! unpacked and counted, with nothing of it kept.

use super::super::kind::Kind;
use super::{Looked, Refusal};
use std::io::{Read, Seek};
use zip::read::ZipFile;
use zip::{CompressionMethod, ZipArchive};

/// The most that may lie in one.
const ENTRIES: usize = 2_000;
/// The most that all of it may be unpacked: so much is counted in well under two seconds.
const UNPACKED: u64 = 200 << 20;
/// An entry this much larger than it lies there, when it is large at all, was made to be.
const RATIO: u64 = 100;
const LARGE: u64 = 1 << 20;
/// The most of the two files that say what a package is.
const MANIFEST: u64 = 1 << 20;

const CONTENT_TYPES: &str = "[Content_Types].xml";
const WORD: &str = "wordprocessingml.document.main+xml";
const WORD_WITH_MACROS: &str = "macroEnabled";
const ODF_TYPE: &str = "mimetype";
const ODF_TEXT: &str = "application/vnd.oasis.opendocument.text";
const ODF_MANIFEST: &str = "META-INF/manifest.xml";

/// What its own files say that it is.
#[derive(Default)]
struct Told {
    content_types: Option<String>,
    odf_type: Option<String>,
    manifest: Option<String>,
    has_document: bool,
}

pub fn inspect(file: &mut (impl Read + Seek), size: u64) -> Looked {
    // Its directory is read whole, so that what it says of how long that is must fit first.
    let mut archive = ZipArchive::new(file).map_err(|_| Refusal::Broken)?;
    // Something before the archive: a program of its own, for instance.
    if archive.offset() != 0 {
        return Err(Refusal::Ambiguous);
    }
    if archive.len() > ENTRIES {
        return Err(Refusal::Bomb);
    }
    judge_directory(&mut archive, size)?;
    let mut told = Told::default();
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|_| Refusal::Broken)?;
        count(entry, &mut told)?;
    }
    told.kind()
}

/// What the directory says, before anything is unpacked.
fn judge_directory<R: Read + Seek>(archive: &mut ZipArchive<R>, size: u64) -> Result<(), Refusal> {
    let (mut packed, mut unpacked) = (0_u64, 0_u64);
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
    }
    // Entries that lie in each other: a few bytes are unpacked again and again.
    match packed > size {
        true => Err(Refusal::Bomb),
        false => Ok(()),
    }
}

fn name_of<R: Read + ?Sized>(entry: &ZipFile<'_, R>) -> Result<String, Refusal> {
    let name = entry.name().map_err(|_| Refusal::Broken)?;
    Ok(name.into_owned())
}

/// A way out of the folder that somebody unpacks it in.
fn leads_out(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    name.starts_with(['/', '\\'])
        || drive
        || name.contains('\0')
        || name.split(['/', '\\']).any(|part| part == "..")
}

/// What programs run, or ask whether to run, in Word and LibreOffice.
fn is_macro(name: &str) -> bool {
    let lower = name.to_lowercase();
    let last = lower.rsplit('/').next().unwrap_or_default();
    let of_word = matches!(last, "vbaproject.bin" | "vbadata.xml")
        || last.starts_with("vbaproject")
        || lower.contains("/activex/");
    let of_office = ["basic/", "scripts/"]
        .iter()
        .any(|dir| lower.starts_with(dir));
    let inside = [
        ".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".pptm", ".ppam",
    ];
    let programs = [
        ".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".hta", ".jar",
    ];
    let mut ends = inside.iter().chain(&programs);
    of_word || of_office || ends.any(|end| last.ends_with(end))
}

/// Unpacks an entry to the end, counting: what it says of its length is not believed.
fn count<R: Read + ?Sized>(mut entry: ZipFile<'_, R>, told: &mut Told) -> Result<(), Refusal> {
    let (name, said) = (name_of(&entry)?, entry.size());
    let is_kept = matches!(name.as_str(), CONTENT_TYPES | ODF_TYPE | ODF_MANIFEST);
    if is_kept && said > MANIFEST {
        return Err(Refusal::Bomb);
    }
    told.has_document |= name == "word/document.xml" || name == "content.xml";
    let (mut seen, mut head, mut kept) = (0_u64, Vec::new(), Vec::new());
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
    }
    judge_entry(&name, &head)?;
    let text = is_kept.then(|| String::from_utf8_lossy(&kept).into_owned());
    match name.as_str() {
        CONTENT_TYPES => told.content_types = text,
        ODF_TYPE => told.odf_type = text,
        ODF_MANIFEST => told.manifest = text,
        _ => {}
    }
    Ok(())
}

/// An archive within the archive is only what offices put there; and their XML names no entities, which can be made to
/// grow without end.
fn judge_entry(name: &str, head: &[u8]) -> Result<(), Refusal> {
    let is_embedded = name.contains("embeddings/") || name.starts_with("Object");
    if head.starts_with(b"PK\x03\x04") && !is_embedded {
        return Err(Refusal::Bomb);
    }
    let is_xml = [".xml", ".rels"].iter().any(|end| name.ends_with(end));
    match is_xml && super::find(head, b"<!ENTITY").is_some() {
        true => Err(Refusal::Bomb),
        false => Ok(()),
    }
}

impl Told {
    fn kind(self) -> Looked {
        if let Some(types) = &self.content_types
            && self.odf_type.is_none()
        {
            return match (types.contains(WORD), types.contains(WORD_WITH_MACROS)) {
                (_, true) => Err(Refusal::Macros),
                (true, false) if self.has_document => Ok(Kind::Docx),
                (true, false) => Err(Refusal::Broken),
                (false, false) => Err(Refusal::Kind),
            };
        }
        if self.odf_type.as_deref().map(str::trim) == Some(ODF_TEXT) && self.content_types.is_none()
        {
            let manifest = self.manifest.unwrap_or_default();
            if manifest.contains("encryption-data") {
                return Err(Refusal::Encrypted);
            }
            return match self.has_document {
                true => Ok(Kind::Odt),
                false => Err(Refusal::Broken),
            };
        }
        Err(Refusal::Kind)
    }
}
