//! The import format: a consultation written by hand as TOML (`docs/import-format.md`). Reads it into plain data
//! and finds everything that is wrong with it at once. Knows no database: what a new version may change
//! is decided where the old one is known.

mod advice;
mod bodies;
mod documents;
mod fields;
mod head;
mod node;
mod problem;
mod syntax;
mod texts;
mod types;
mod whole;

use std::path::Path;

use toml::de::DeTable;

pub use documents::{apart, media_type_of, unused};
pub use problem::Problem;
pub use types::{
    Advice, Change, Chapter, Collective, CollectiveKind, ConsultationFile, Contact, Document,
    DocumentKind, Field, FieldKind, FieldOption, Group, Kind, ListedLine, Owner, Status, Strength,
    Texts,
};

use documents::{Folder, Unreadable};
use node::Table;
use problem::Report;

/// The import file and its documents together.
pub const MAX_TOTAL_BYTES: u64 = 20 * 1024 * 1024;

/// A file without errors, what its author should still think about, and where things stand in it.
#[derive(Clone, Debug)]
pub struct Imported {
    pub file: ConsultationFile,
    pub warnings: Vec<Problem>,
    places: problem::Places,
}

impl Imported {
    /// The line of a top-level key (`deadline_on`), a chapter or råd (`r3`) or a field (`r3.tekst`), so that
    /// what is found wrong later is reported like what is found here. 1 when it is not in the file.
    pub fn line_of(&self, name: &str) -> usize {
        self.places.get(name).map_or(1, |(line, _)| *line)
    }

    /// A problem at the line of that name, in the shape of all others.
    pub fn problem_at(&self, name: &str, what: &str, what_to_do: &str) -> Problem {
        let (line, column) = self.places.get(name).copied().unwrap_or((1, 1));
        Problem {
            line,
            column,
            what: what.to_owned(),
            what_to_do: what_to_do.to_owned(),
        }
    }
}

/// Reads the file and the documents that lie beside or below it.
pub fn read(path: &Path) -> Result<Imported, Vec<Problem>> {
    let text = documents::read_text(path).map_err(|problem| vec![problem])?;
    let folder = Folder::of(path);
    parse_with(&text, &|name| folder.read(name))
}

/// Reads a text whose documents the caller knows by the name written in it.
pub fn parse(
    text: &str,
    documents: impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<Imported, Vec<Problem>> {
    parse_with(text, &|name| documents(name).ok_or(Unreadable::NotFound))
}

type Documents<'d> = &'d dyn Fn(&str) -> Result<Vec<u8>, Unreadable>;

fn parse_with(text: &str, documents: Documents<'_>) -> Result<Imported, Vec<Problem>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut report = Report::new(text);
    let (document, errors) = DeTable::parse_recoverable(text);
    syntax::report(&errors, &mut report);
    let root = Table::root(document.get_ref());
    let file = whole::read(root, documents, &mut report);
    let (problems, warnings, places) = report.finish();
    match file {
        Some(file) if problems.is_empty() => Ok(Imported {
            file,
            warnings,
            places,
        }),
        _ => Err(problems),
    }
}

#[cfg(test)]
mod tests;
