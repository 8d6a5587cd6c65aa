//! The lines that a form itself has beside its fields, how many of each and where: what else stands in a file that comes back
//! was written by somebody, also when it says the same as some line of the form.

use super::read::{Cell, Piece};
use super::slot::Names;
use crate::text;
use std::collections::HashMap;

/// How many of each line.
type Lines = HashMap<String, usize>;

#[derive(Debug, Default, Clone)]
pub struct Known {
    /// Headings and paragraphs.
    texts: Lines,
    /// Cells of rows that belong to no field: by what the row begins with, which is empty for its first cell. So what is
    /// written in the room beside a label is no label, and a row that has lost its names has nothing of ours.
    cells: HashMap<(String, String), usize>,
    /// The cell that names a field, by the bookmark of its place. Rows are moved and doubled: each may have these.
    named: HashMap<String, Lines>,
}

/// A line as it is compared.
pub fn plain(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    text::canonical(&words.join(" "))
}

impl Known {
    /// The lines of a form with nothing else in it.
    pub fn of(form: &[Piece], names: &Names<'_>) -> Self {
        let mut known = Self::default();
        for piece in form {
            match piece {
                Piece::Heading(text) | Piece::Paragraph(text) => {
                    for line in text.split('\n') {
                        *known.texts.entry(plain(line)).or_default() += 1;
                    }
                }
                Piece::Row(cells) => known.row(cells, names),
                Piece::Shown(_) => {}
            }
        }
        known
    }

    fn row(&mut self, cells: &[Cell], names: &Names<'_>) {
        let begins = begins(cells);
        let named = cells.iter().map(|cell| names.printed(&cell.text()));
        let named = named.into_iter().find_map(|slots| slots.first().copied());
        for (at, cell) in cells.iter().enumerate() {
            if cell.names.iter().any(|name| names.find(name).is_some()) {
                continue;
            }
            for line in cell.lines.iter().map(|line| plain(line)) {
                let count = match &named {
                    Some(slot) => {
                        let lines = self.named.entry(slot.bookmark()).or_default();
                        lines.entry(line).or_default()
                    }
                    None => self.cells.entry((beside(at, &begins), line)).or_default(),
                };
                *count += 1;
            }
        }
    }

    /// In the row that begins so this line stands, too, when the form was made at another time.
    pub fn also(&mut self, beside: &str, line: &str) {
        let line = (plain(beside), plain(line));
        self.cells.entry(line).or_insert(1);
    }

    /// A file is one of these forms or the other, never both.
    pub fn or(&mut self, other: Self) {
        most(&mut self.texts, other.texts);
        most(&mut self.cells, other.cells);
        for (place, lines) in other.named {
            most(self.named.entry(place).or_default(), lines);
        }
    }

    /// Whether the form has this line beside its fields; one that was taken is there once less.
    pub fn take(&mut self, line: &str) -> bool {
        take(&mut self.texts, &plain(line))
    }

    /// The same of the lines of a cell in a row that belongs to no field.
    pub fn take_in(&mut self, cells: &[Cell], at: usize, line: &str) -> bool {
        take(&mut self.cells, &(beside(at, &begins(cells)), plain(line)))
    }

    /// The lines of the cell that names this place.
    pub fn naming(&self, bookmark: &str) -> Naming {
        Naming(self.named.get(bookmark).cloned().unwrap_or_default())
    }

    /// Whether the form has this line at all beside its tables.
    pub fn has(&self, line: &str) -> bool {
        self.texts.contains_key(&plain(line))
    }
}

/// The lines of one cell that names a field.
pub struct Naming(Lines);

impl Naming {
    pub fn take(&mut self, line: &str) -> bool {
        take(&mut self.0, &plain(line))
    }
}

fn begins(cells: &[Cell]) -> String {
    cells
        .first()
        .map(|cell| plain(&cell.text()))
        .unwrap_or_default()
}

fn beside(at: usize, begins: &str) -> String {
    match at {
        0 => String::new(),
        _ => begins.to_owned(),
    }
}

fn take<K: std::hash::Hash + Eq>(lines: &mut HashMap<K, usize>, line: &K) -> bool {
    match lines.get_mut(line) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    }
}

fn most<K: std::hash::Hash + Eq>(into: &mut HashMap<K, usize>, other: HashMap<K, usize>) {
    for (line, n) in other {
        let known = into.entry(line).or_default();
        *known = n.max(*known);
    }
}
