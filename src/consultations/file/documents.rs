//! Letter, draft and papers: named in the file, lying beside or below it. The only part that touches files.

use std::fs;
use std::path::{Component, Path, PathBuf};

use ring::digest;

use super::node::{Node, Table};
use super::problem::{Problem, Report};
use super::texts::{self, Unique};
use super::types::{Document, DocumentKind, Kind};
use super::{Documents, MAX_TOTAL_BYTES};
use crate::attachments::{self, Content, Kind as Held, Refusal};
use crate::i18n::Lang;

const KINDS: [(&str, DocumentKind); 3] = [
    ("letter", DocumentKind::Letter),
    ("draft", DocumentKind::Draft),
    ("paper", DocumentKind::Paper),
];
const LANGUAGES: [(&str, Lang); 2] = [("nb", Lang::Nb), ("nn", Lang::Nn)];

/// A kind of file that may be published: extension, media type, and what it holds.
type Publishable = (&'static str, &'static str, Content);

const PUBLISHABLE: [Publishable; 5] = [
    ("pdf", "application/pdf", Content::Of(Held::Pdf)),
    (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Content::Of(Held::Docx),
    ),
    (
        "odt",
        "application/vnd.oasis.opendocument.text",
        Content::Of(Held::Odt),
    ),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Content::Workbook,
    ),
    ("txt", "text/plain; charset=utf-8", Content::Of(Held::Text)),
];

fn publishable_as(name: &str) -> Option<&'static Publishable> {
    let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
    PUBLISHABLE.iter().find(|(known, ..)| extension == *known)
}

/// The media type of a file that may be published. It is looked into as what senders attach is; one whose name or content is of
/// another kind is refused for its kind.
pub fn media_type_of(name: &str, bytes: &[u8]) -> Result<&'static str, Refusal> {
    let (_, media_type, content) = publishable_as(name).ok_or(Refusal::Kind)?;
    match attachments::content_of(bytes)? == *content {
        true => Ok(media_type),
        false => Err(Refusal::Kind),
    }
}

/// Why the bytes of a document are not to be had.
pub(super) enum Unreadable {
    NotFound,
    TooLarge,
}

/// The documents, read in the order of the file.
pub(super) fn read(
    root: &mut Table<'_>,
    round: Option<Kind>,
    documents: Documents<'_>,
    report: &mut Report<'_>,
) -> Vec<Document> {
    let mut unique = Unique::default();
    let mut total = report.text_bytes();
    let mut read = Vec::new();
    for table in root.tables("document", "[[document]]", report) {
        let at = table.at;
        let Some(document) = document(table, round, documents, &mut unique, report) else {
            continue;
        };
        total += document.bytes.len() as u64;
        if total > MAX_TOTAL_BYTES {
            report.problem(at, "Alt er til sammen over 20 MiB.", MAKE_SMALLER);
            break;
        }
        read.push(document);
    }
    apart(&mut read, |document| &mut document.file_name);
    read
}

/// Gives each of these its own file name, the first that has one keeps it: of `nb/brev.txt` and `nn/brev.txt` only the last
/// part is published, and they lie in one folder from then on. One that only differs in capitals is the same to some systems.
pub fn apart<D>(documents: &mut [D], name_of: impl Fn(&mut D) -> &mut String) {
    let mut taken: Vec<String> = Vec::new();
    for document in documents {
        let name = name_of(document);
        *name = unused(name, |wanted| taken.contains(&wanted.to_lowercase()));
        taken.push(name.to_lowercase());
    }
}

/// The name, with a number where it is taken.
pub fn unused(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) => (stem, format!(".{extension}")),
        None => (name, String::new()),
    };
    let mut wanted = name.to_owned();
    let mut n = 1;
    while is_taken(&wanted) {
        n += 1;
        wanted = format!("{stem}-{n}{extension}");
    }
    wanted
}

fn document(
    mut table: Table<'_>,
    round: Option<Kind>,
    documents: Documents<'_>,
    unique: &mut Unique,
    report: &mut Report<'_>,
) -> Option<Document> {
    let kind = table
        .need("kind", "kind = \"letter\"", report)
        .and_then(|node| kind(&node, round, report));
    let lang = table
        .need("language", "language = \"nb\"", report)
        .and_then(|node| texts::one_of(&node, &LANGUAGES, report));
    let title = table
        .need("title", "title = \"Høringsbrev\"", report)
        .and_then(|node| texts::line(&node, report));
    let content = table
        .need("file", "file = \"hoeringsbrev.pdf\"", report)
        .and_then(|node| content(&node, documents, unique, report));
    table.close(report);
    Some(content?.document(kind?, lang?, title?))
}

const MAKE_SMALLER: &str = "Gjør filene mindre; alt må være under 20 MiB til sammen.";

fn kind(node: &Node<'_>, round: Option<Kind>, report: &mut Report<'_>) -> Option<DocumentKind> {
    let kind = texts::one_of(node, &KINDS, report)?;
    if kind == DocumentKind::Draft && round == Some(Kind::InputRound) {
        node.problem(
            "er et høringsutkast, og en innspillsrunde kommer før utkastet",
            "Skriv kind = \"paper\" om dokumentet, eller kind = \"høring\" øverst.",
            report,
        );
    }
    Some(kind)
}

struct Read {
    file_name: String,
    media_type: &'static str,
    bytes: Vec<u8>,
}

impl Read {
    fn document(self, kind: DocumentKind, lang: Lang, title: String) -> Document {
        let mut sha256 = [0; 32];
        sha256.copy_from_slice(digest::digest(&digest::SHA256, &self.bytes).as_ref());
        Document {
            kind,
            lang,
            title,
            file_name: self.file_name,
            media_type: self.media_type,
            sha256,
            bytes: self.bytes,
        }
    }
}

fn content(
    node: &Node<'_>,
    documents: Documents<'_>,
    unique: &mut Unique,
    report: &mut Report<'_>,
) -> Option<Read> {
    let name = texts::line(node, report)?;
    unique.claim(&name, node, report);
    publishable(&name, node, report)?;
    let bytes = match documents(&name) {
        Ok(bytes) => bytes,
        Err(Unreadable::NotFound) => {
            node.problem(
                &format!("finnes ikke: «{name}»"),
                "Legg filen ved siden av importfilen, eller rett navnet.",
                report,
            );
            return None;
        }
        Err(Unreadable::TooLarge) => {
            node.problem("er over 20 MiB", MAKE_SMALLER, report);
            return None;
        }
    };
    let media_type = match media_type_of(&name, &bytes) {
        Ok(media_type) => media_type,
        Err(why) => {
            let (what, what_to_do) = refused(why);
            node.problem(&format!("{what}: «{name}»"), what_to_do, report);
            return None;
        }
    };
    Some(Read {
        file_name: name.rsplit('/').next().unwrap_or(&name).to_owned(),
        media_type,
        bytes,
    })
}

/// What is wrong with a file, and what to do.
const fn refused(why: Refusal) -> (&'static str, &'static str) {
    let otherwise = "Lagre filen på nytt uten, for eksempel som PDF.";
    match why {
        Refusal::Empty | Refusal::Kind | Refusal::Broken => (
            "har ikke det innholdet som navnet sier",
            "Lagre filen på nytt i det formatet; en txt-fil skal være UTF-8.",
        ),
        Refusal::Ambiguous => (
            "er flere slags filer på én gang",
            "Lagre den på nytt, for eksempel som PDF.",
        ),
        Refusal::Encrypted => ("er låst med passord", otherwise),
        Refusal::Macros => ("har makroer eller programmer i seg", otherwise),
        Refusal::Bomb => ("pakkes ut til langt mer enn den skal", otherwise),
        Refusal::Picture => (
            "har et bilde med mer enn 50 millioner bildepunkter",
            "Gjør bildet mindre.",
        ),
        Refusal::Paths => ("henter noe utenfra", otherwise),
    }
}

/// Whether a name may be read at all.
fn publishable(name: &str, node: &Node<'_>, report: &mut Report<'_>) -> Option<()> {
    if !stays_below(name) {
        node.problem(
            "er ikke et filnavn ved siden av eller under importfilen",
            "Skriv filen relativt til importfilen, med / mellom mappene, uten .. og uten / først.",
            report,
        );
        return None;
    }
    let known = publishable_as(name);
    if known.is_none() {
        node.problem(
            &format!("er av et slag som ikke kan publiseres: «{name}»"),
            "Bruk pdf, docx, odt, xlsx eller txt.",
            report,
        );
    }
    known.map(|_| ())
}

fn stays_below(name: &str) -> bool {
    let parts_ok = Path::new(name)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    parts_ok && !name.contains(['\\', ':'])
}

/// The text of the import file itself.
pub(super) fn read_text(path: &Path) -> Result<String, Problem> {
    let problem = |line, column, what: &str, what_to_do: &str| Problem {
        line,
        column,
        what: what.to_owned(),
        what_to_do: what_to_do.to_owned(),
    };
    let bytes = read_limited(path).map_err(|unreadable| match unreadable {
        Unreadable::NotFound => problem(1, 1, "Filen kan ikke leses.", "Se om navnet er rett."),
        Unreadable::TooLarge => problem(1, 1, "Filen er over 20 MiB.", MAKE_SMALLER),
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.iter().filter(|b| **b == b'\n').count() + 1;
        let in_line = valid.rsplit(|b| *b == b'\n').next().unwrap_or_default();
        let column = String::from_utf8_lossy(in_line).chars().count() + 1;
        problem(
            line,
            column,
            "Filen er ikke UTF-8.",
            "Lagre den på nytt som UTF-8.",
        )
    })
}

/// The folder that documents must lie in, links followed.
pub(super) struct Folder(Option<PathBuf>);

impl Folder {
    pub fn of(file: &Path) -> Folder {
        let real = fs::canonicalize(file).ok();
        Folder(real.and_then(|file| file.parent().map(Path::to_owned)))
    }

    pub fn read(&self, name: &str) -> Result<Vec<u8>, Unreadable> {
        let folder = self.0.as_ref().ok_or(Unreadable::NotFound)?;
        let path = fs::canonicalize(folder.join(name)).map_err(|_| Unreadable::NotFound)?;
        if !path.starts_with(folder) {
            return Err(Unreadable::NotFound);
        }
        read_limited(&path)
    }
}

fn read_limited(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let known = fs::metadata(path).map_err(|_| Unreadable::NotFound)?;
    if !known.is_file() {
        return Err(Unreadable::NotFound);
    }
    if known.len() > MAX_TOTAL_BYTES {
        return Err(Unreadable::TooLarge);
    }
    fs::read(path).map_err(|_| Unreadable::NotFound)
}
