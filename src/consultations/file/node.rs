//! Reading values of the right type out of the spanned document: what is missing, of another type, or unknown
//! is reported with its place, and reading goes on.

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::problem::Report;

/// A table being read: remembers which keys were asked for, so that the others are found at the end.
pub(super) struct Table<'t> {
    /// How its author would name it: `[owner]`, `[[chapter]] nr. 2`.
    pub place: String,
    pub at: usize,
    entries: &'t DeTable<'t>,
    known: Vec<&'static str>,
}

/// One value and where it stands.
#[derive(Clone)]
pub(super) struct Node<'t> {
    /// The key as written: `title`, `title.nb`.
    pub name: String,
    pub at: usize,
    value: &'t DeValue<'t>,
}

impl<'t> Table<'t> {
    pub fn root(entries: &'t DeTable<'t>) -> Table<'t> {
        Table {
            place: "øverst i filen".to_owned(),
            at: 0,
            entries,
            known: Vec::new(),
        }
    }

    pub fn get(&mut self, key: &'static str) -> Option<Node<'t>> {
        self.known.push(key);
        let value = self.entries.get(key)?;
        Some(Node::new(key.to_owned(), value))
    }

    /// The value, or a problem that shows how to write it.
    pub fn need(
        &mut self,
        key: &'static str,
        example: &str,
        report: &mut Report<'_>,
    ) -> Option<Node<'t>> {
        let found = self.get(key);
        if found.is_none() {
            report.structural(
                self.at,
                format!("«{key}» mangler {}.", self.place),
                format!("Legg til en linje som denne: {example}"),
            );
        }
        found
    }

    /// The tables of `[[key]]`, each named by its number.
    pub fn tables(
        &mut self,
        key: &'static str,
        heading: &str,
        report: &mut Report<'_>,
    ) -> Vec<Table<'t>> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        let numbered = node.list(report).into_iter().flatten().zip(1..);
        numbered
            .filter_map(|(item, number)| item.table(format!("i {heading} nr. {number}"), report))
            .collect()
    }

    /// Ends the reading: whatever was not asked for is unknown.
    pub fn close(self, report: &mut Report<'_>) {
        for key in self.entries.keys() {
            if self.known.iter().any(|known| known == key.get_ref()) {
                continue;
            }
            let what_to_do = match nearest(key.get_ref(), &self.known) {
                Some(meant) => format!("Mente du «{meant}»? Rett eller fjern linjen."),
                None => "Fjern linjen; nøklene står i docs/import-format.md.".to_owned(),
            };
            report.structural(
                key.span().start,
                format!("Nøkkelen «{}» er ikke kjent {}.", key.get_ref(), self.place),
                what_to_do,
            );
        }
    }
}

impl<'t> Node<'t> {
    fn new(name: String, value: &'t Spanned<DeValue<'t>>) -> Node<'t> {
        let Range { start, .. } = value.span();
        Node {
            name,
            at: start,
            value: value.get_ref(),
        }
    }

    /// The same value, named as a part of the other: `title.nb`.
    pub fn of(mut self, whole: &Node<'_>) -> Node<'t> {
        self.name = format!("{}.{}", whole.name, self.name);
        self
    }

    pub fn is_string(&self) -> bool {
        matches!(self.value, DeValue::String(_))
    }

    pub fn is_table(&self) -> bool {
        matches!(self.value, DeValue::Table(_))
    }

    pub fn is_integer(&self) -> bool {
        matches!(self.value, DeValue::Integer(_))
    }

    pub fn string(&self, report: &mut Report<'_>) -> Option<&'t str> {
        match self.value {
            DeValue::String(text) => Some(text),
            _ => self.wrong_type("en tekst", "Skriv den mellom hermetegn: \"…\".", report),
        }
    }

    pub fn integer(&self, report: &mut Report<'_>) -> Option<i64> {
        let DeValue::Integer(number) = self.value else {
            return self.wrong_type("et helt tall", "Skriv tallet uten hermetegn: 4000.", report);
        };
        let value = i64::from_str_radix(number.as_str(), number.radix()).ok();
        if value.is_none() {
            self.problem(
                "er et tall som er for stort",
                "Skriv et mindre tall.",
                report,
            );
        }
        value
    }

    pub fn boolean(&self, report: &mut Report<'_>) -> Option<bool> {
        match self.value {
            DeValue::Boolean(value) => Some(*value),
            _ => self.wrong_type(
                "true eller false",
                "Skriv true eller false uten hermetegn.",
                report,
            ),
        }
    }

    pub fn date(&self, report: &mut Report<'_>) -> Option<NaiveDate> {
        const HOW: &str = "Skriv datoen uten hermetegn og klokkeslett, slik: 2024-08-01.";
        let DeValue::Datetime(Datetime {
            date: Some(date),
            time: None,
            offset: None,
        }) = self.value
        else {
            return self.wrong_type("en dato", HOW, report);
        };
        let found = NaiveDate::from_ymd_opt(
            i32::from(date.year),
            u32::from(date.month),
            u32::from(date.day),
        );
        if found.is_none() {
            self.problem("er en dato som ikke finnes", HOW, report);
        }
        found
    }

    pub fn table(&self, place: String, report: &mut Report<'_>) -> Option<Table<'t>> {
        match self.value {
            DeValue::Table(entries) => Some(Table {
                place,
                at: self.at,
                entries,
                known: Vec::new(),
            }),
            _ => self.wrong_type(
                "en del med egne nøkler",
                "Se docs/import-format.md.",
                report,
            ),
        }
    }

    pub fn list(&self, report: &mut Report<'_>) -> Option<Vec<Node<'t>>> {
        match self.value {
            DeValue::Array(items) => Some(
                items
                    .iter()
                    .map(|item| Node::new(self.name.clone(), item))
                    .collect(),
            ),
            _ => self.wrong_type(
                "en liste",
                "Skriv den med klammer: [ … ], eller gi hver del overskriften [[…]].",
                report,
            ),
        }
    }

    /// A problem with this value: «name» and what it is or does.
    pub fn problem(&self, what: &str, what_to_do: &str, report: &mut Report<'_>) {
        report.problem(self.at, format!("«{}» {what}.", self.name), what_to_do);
    }

    fn wrong_type<T>(&self, wanted: &str, what_to_do: &str, report: &mut Report<'_>) -> Option<T> {
        let is = match self.value {
            DeValue::String(_) => "en tekst",
            DeValue::Integer(_) => "et helt tall",
            DeValue::Float(_) => "et desimaltall",
            DeValue::Boolean(_) => "true eller false",
            DeValue::Datetime(_) => "en dato eller et klokkeslett",
            DeValue::Array(_) => "en liste",
            DeValue::Table(_) => "en del med egne nøkler",
        };
        self.problem(
            &format!("skal være {wanted}, men er {is}"),
            what_to_do,
            report,
        );
        None
    }
}

/// The known key that the written one was most likely meant to be.
fn nearest(written: &str, known: &[&'static str]) -> Option<&'static str> {
    let near = known.iter().map(|key| (distance(written, key), *key));
    let (distance, key) = near.min()?;
    (distance <= 1 + key.len() / 4).then_some(key)
}

/// The number of letters to add, remove or change to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}
