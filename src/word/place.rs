//! Which text of a file that came back belongs in which place. A cell is found by three things that survive differently:
//! the code printed in its row, the title of its control, the bookmark round it. Where they do not agree the text is
//! shown and stands nowhere: better not placed than in a wrong place.

use super::known::{Known, Naming};
use super::read::{Cell, Contents, Piece, Remarks};
use super::slot::{Names, Slot};
use crate::text;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The properties of a file that say what it was made of.
pub const OF_CONSULTATION: &str = "hoering";
pub const OF_VERSION: &str = "hoering_versjon";

/// Longer than any that a form is made with: the key of a choice.
const LONGEST_TRACE: usize = 200;

/// A file as it was understood.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// By the bookmark of the place.
    pub found: BTreeMap<String, Found>,
    pub loose: Vec<Loose>,
    pub remarks: Remarks,
    /// The version of the proposal that it was made with, where the file says it.
    pub version: Option<i32>,
    /// It says that it was made for another consultation.
    pub is_of_another: bool,
}

#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub text: String,
    /// What stood there when the file was made; none where the file does not say.
    pub trace: Option<String>,
}

/// A text that was not placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loose {
    /// The heading that it stands under; empty where there is none.
    pub under: String,
    pub text: String,
    pub why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WhyNotPlaced)]
pub enum Why {
    /// It stands beside the fields.
    Outside,
    /// In a cell, but what the row and the cell say does not agree.
    Unclear,
    /// The same field is there more than once, with different texts.
    Twice,
    /// In a note at the foot of a page or the end.
    Note,
    /// At the head or the foot of every page.
    Margin,
    /// In a field that the file says nobody has written in.
    Shown,
}

/// Places what stands in a file. `known` are the lines that the form itself has beside its fields.
pub fn place(contents: &Contents, of: Uuid, names: &Names<'_>, known: &Known) -> Reading {
    let mut placing = Placing {
        names,
        left: known.clone(),
        under: String::new(),
        candidates: Vec::new(),
        loose: Vec::new(),
    };
    for piece in &contents.pieces {
        placing.piece(piece);
    }
    let apart = |text: &str, why| Loose {
        under: String::new(),
        text: text::canonical(text),
        why,
    };
    let notes = contents.notes.iter().flat_map(texts);
    let notes = notes.filter(|text| !text::is_blank(text));
    let notes = notes.map(|text| apart(&text, Why::Note));
    // The same stands on first, even and odd pages; a page's number alone says nothing.
    let margins: BTreeSet<String> = contents.margins.iter().flat_map(texts).collect();
    let margins = margins.into_iter().filter(|text| {
        text.contains(char::is_alphabetic) && !text.lines().all(|line| known.has(line))
    });
    let margins = margins.map(|text| apart(&text, Why::Margin));
    let mut loose = std::mem::take(&mut placing.loose);
    let found = placing.settle(&mut loose, contents);
    loose.extend(notes.chain(margins));
    let said = contents.properties.get(OF_VERSION);
    Reading {
        found,
        loose,
        remarks: contents.remarks,
        version: said.and_then(|said| said.parse().ok()),
        is_of_another: contents
            .properties
            .get(OF_CONSULTATION)
            .is_some_and(|said| *said != of.to_string()),
    }
}

fn texts(piece: &Piece) -> Vec<String> {
    match piece {
        Piece::Heading(text) | Piece::Paragraph(text) => vec![text.clone()],
        Piece::Row(cells) => cells.iter().map(Cell::text).collect(),
        Piece::Shown(text) => vec![text.clone()],
    }
}

struct Placing<'a, 'c> {
    names: &'a Names<'c>,
    /// The form's own lines that have not been met yet.
    left: Known,
    /// The heading that was last read.
    under: String,
    /// What each place may have, with the heading that it stands under, in the order of the file.
    candidates: Vec<(Slot<'c>, String, String)>,
    loose: Vec<Loose>,
}

impl<'c> Placing<'_, 'c> {
    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Heading(text) => {
                self.under = text::single_line(text);
                self.beside(text);
            }
            Piece::Paragraph(text) => self.beside(text),
            Piece::Row(cells) => self.row(cells),
            Piece::Shown(text) if self.left.has(text) => {}
            Piece::Shown(text) => self.put(text.trim(), Why::Shown),
        }
    }

    /// What stands beside the fields, unless the form itself has it.
    fn beside(&mut self, of: &str) {
        for line in of.split('\n') {
            if !text::is_blank(line) && !self.left.take(line) {
                self.put(line, Why::Outside);
            }
        }
    }

    /// The same of a cell of a row that belongs to no field.
    fn beside_in(&mut self, cells: &[Cell], at: usize) {
        for line in cells.get(at).into_iter().flat_map(|cell| &cell.lines) {
            if !text::is_blank(line) && !self.left.take_in(cells, at, line) {
                self.put(line, Why::Outside);
            }
        }
    }

    /// The answer of a row, and what stands beside it: what names the place is the form's own.
    fn answered(&mut self, cells: &[Cell], answer: usize, slot: Slot<'c>) {
        let mut naming = self.left.naming(&slot.bookmark());
        for (at, cell) in cells.iter().enumerate() {
            if at == answer {
                self.candidate(slot, cell);
                continue;
            }
            for line in &cell.lines {
                if !text::is_blank(line) && !naming.take(line) {
                    self.put(line, Why::Outside);
                }
            }
        }
    }

    /// Lines that follow each other are one text.
    fn put(&mut self, of: &str, why: Why) {
        let text = text::canonical(of);
        match self.loose.last_mut() {
            Some(last) if why == Why::Outside && last.why == why && last.under == self.under => {
                last.text.push('\n');
                last.text.push_str(&text);
            }
            _ => self.loose.push(Loose {
                under: self.under.clone(),
                text,
                why,
            }),
        }
    }

    fn row(&mut self, cells: &[Cell]) {
        // The first that has a code names the row; an answer may well have one in its text.
        let heading = cells
            .iter()
            .position(|cell| !self.names.printed(&cell.text()).is_empty());
        let printed = heading
            .and_then(|at| cells.get(at))
            .map(|cell| self.names.printed(&cell.text()));
        let marked: Vec<Vec<Slot<'c>>> = cells.iter().map(|cell| self.marked(cell)).collect();
        match (heading, printed.as_deref()) {
            (Some(at), Some([slot])) => self.named_row(cells, &marked, at, *slot),
            (Some(_), _) => self.unclear(cells),
            (None, _) => self.nameless_row(cells, &marked),
        }
    }

    /// The places whose bookmark or control is on a cell.
    fn marked(&self, cell: &Cell) -> Vec<Slot<'c>> {
        let mut found: Vec<Slot<'c>> = Vec::new();
        for slot in cell.names.iter().filter_map(|name| self.names.find(name)) {
            if found
                .iter()
                .all(|known| known.bookmark() != slot.bookmark())
            {
                found.push(slot);
            }
        }
        found
    }

    fn named_row(
        &mut self,
        cells: &[Cell],
        marked: &[Vec<Slot<'c>>],
        heading: usize,
        slot: Slot<'c>,
    ) {
        let is_its =
            |slots: &[Slot<'c>]| matches!(slots, [one] if one.bookmark() == slot.bookmark());
        let mut others: Vec<usize> = (0..cells.len()).filter(|at| *at != heading).collect();
        let disagrees = |at: &usize| marked.get(*at).is_some_and(|s| !s.is_empty() && !is_its(s));
        let heading_is_marked = marked.get(heading).is_some_and(|slots| !slots.is_empty());
        if cells.iter().any(|cell| cell.is_merged)
            || heading_is_marked
            || others.iter().any(disagrees)
        {
            return self.unclear(cells);
        }
        if others.len() > 1 {
            // Columns were added: the one with the marks is meant.
            others.retain(|at| marked.get(*at).is_some_and(|slots| is_its(slots)));
        }
        let [answer] = others.as_slice() else {
            return self.unclear(cells);
        };
        self.answered(cells, *answer, slot);
    }

    /// Its name is gone: one cell alone with the marks of one place is that place.
    fn nameless_row(&mut self, cells: &[Cell], marked: &[Vec<Slot<'c>>]) {
        let with: Vec<usize> = (0..cells.len())
            .filter(|at| marked.get(*at).is_some_and(|slots| !slots.is_empty()))
            .collect();
        let one = match with.as_slice() {
            [] => None,
            [at] => marked.get(*at).map(|slots| (*at, slots.as_slice())),
            _ => return self.unclear(cells),
        };
        match one {
            None => (0..cells.len()).for_each(|at| self.beside_in(cells, at)),
            Some((answer, [slot])) if !cells.iter().any(|cell| cell.is_merged) => {
                self.answered(cells, answer, *slot);
            }
            Some(_) => self.unclear(cells),
        }
    }

    fn candidate(&mut self, slot: Slot<'c>, cell: &Cell) {
        let text = text::canonical(&cell.text());
        self.candidates.push((slot, text, self.under.clone()));
    }

    /// All that stands in these cells and is not the form's own.
    fn unclear(&mut self, cells: &[Cell]) {
        for cell in cells {
            // What names a row is the form's own; an answer is shown whole, whatever it says.
            let named = self.names.printed(&cell.text());
            let named = named.iter().map(|slot| self.left.naming(&slot.bookmark()));
            let mut named: Vec<Naming> = named.collect();
            let lines = cell.lines.iter().map(String::as_str);
            let written = lines.filter(|line| !named.iter_mut().any(|own| own.take(line)));
            let text = written.collect::<Vec<_>>().join("\n");
            if !text::is_blank(&text) {
                self.put(&text, Why::Unclear);
            }
        }
    }

    /// Each place gets what is there once.
    fn settle(self, loose: &mut Vec<Loose>, contents: &Contents) -> BTreeMap<String, Found> {
        let knows = contents.properties.contains_key(OF_CONSULTATION);
        let mut by_place: BTreeMap<String, Vec<(Slot<'c>, String, String)>> = BTreeMap::new();
        for candidate in self.candidates {
            by_place
                .entry(candidate.0.bookmark())
                .or_default()
                .push(candidate);
        }
        let mut found = BTreeMap::new();
        for (bookmark, candidates) in by_place {
            let first = candidates
                .first()
                .map(|(_, text, _)| text.clone())
                .unwrap_or_default();
            if candidates
                .iter()
                .any(|(_, text, _)| text.trim() != first.trim())
            {
                let texts = candidates
                    .into_iter()
                    .filter(|(_, text, _)| !text::is_blank(text));
                loose.extend(texts.map(|(_, text, under)| Loose {
                    under,
                    text,
                    why: Why::Twice,
                }));
                continue;
            }
            let trace = contents.properties.get(&bookmark);
            let trace = trace.map(|trace| {
                text::single_line(trace)
                    .chars()
                    .take(LONGEST_TRACE)
                    .collect()
            });
            let trace = trace.or_else(|| knows.then(String::new));
            found.insert(bookmark, Found { text: first, trace });
        }
        found
    }
}

#[cfg(test)]
mod tests;
