//! The roster of a consultation: an entry for each numbered answer and, beside it, what was said in which
//! field, a byte each. 50,000 answers to eleven råd are some eight megabytes, and one and a half
//! more with what stands beside them.
//!
//! That is which entries have which value ([`Values`]), a bit each: whatever is looked for is found and counted with
//! a few operations on sets, where a database would need an index for every combination of filters.
//! Texts and names are never here; they are read for the rows that are shown.
//!
//! It is kept (`App::kept`) and brought up to date before each look: with the numbers above its highest, and with
//! what has taken a change number since. Both are given in the order of the commits, so nothing is missed.

use super::entry::{Entry, Said, Sender};
use super::values::Values;
use crate::consultations::{Consultation, FieldKind, GENERAL};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use uuid::Uuid;

/// A råd, or the general fields.
#[derive(Debug, Clone)]
pub struct Part {
    /// `None`: the general fields.
    pub advice_id: Option<Uuid>,
    pub key: String,
    /// The first version of the proposal that had it, and the first that had it no more.
    pub added_in: i32,
    pub gone_in: Option<i32>,
}

impl Part {
    fn stood_in(&self, proposal: i32) -> bool {
        self.added_in <= proposal && self.gone_in.is_none_or(|no| proposal < no)
    }
}

/// A field, and what has been chosen in it.
#[derive(Debug, Clone)]
pub struct Column {
    pub id: Uuid,
    pub key: String,
    pub kind: FieldKind,
    /// Its place among the parts.
    pub part: usize,
    /// The keys of its choices: those of today first, then what has been chosen all the same.
    pub choices: Vec<String>,
}

impl Column {
    pub fn has_choices(&self) -> bool {
        self.kind != FieldKind::Text
    }
}

#[derive(Debug, Clone)]
pub struct Roster {
    /// The version of the proposal whose parts and columns these are.
    pub proposal: i32,
    /// The highest change number that is in it.
    pub changed_to: i64,
    /// When it was last seen what the bodies are.
    pub placed_at: DateTime<Utc>,
    /// Some that came since then are from bodies that have not been looked up.
    pub has_unplaced: bool,
    pub parts: Vec<Part>,
    pub columns: Vec<Column>,
    /// By number, the lowest first.
    entries: Vec<Entry>,
    /// For each entry a byte for each part, then one for each column.
    said: Vec<u8>,
    values: Values,
    by_field: HashMap<Uuid, usize>,
    by_advice: HashMap<Uuid, usize>,
}

/// How many råd an answer says something to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    pub n: usize,
    pub of: usize,
    /// It supports another answer, in whole or in a råd.
    pub supports: bool,
}

const NOTHING: u8 = 0;
const SOMETHING: u8 = 1;
const NO_COMMENT: u8 = 2;
const FIRST_CHOICE: u8 = 2;
/// Beside what is said to a part: another answer is supported in that råd alone, or, with the general fields, in whole.
const SUPPORTS: u8 = 0x80;

impl Roster {
    /// An empty one, for what the proposal asks and ever asked.
    pub fn new(consultation: &Consultation) -> Self {
        let of_advice = consultation.advice_ever().map(|advice| Part {
            advice_id: Some(advice.id),
            key: advice.key.clone(),
            added_in: advice.added_in,
            gone_in: consultation.retired.gone_in.get(&advice.id).copied(),
        });
        let general = Part {
            advice_id: None,
            key: GENERAL.to_owned(),
            added_in: 0,
            gone_in: None,
        };
        let parts: Vec<Part> = of_advice.chain([general]).collect();
        let part_of = |advice: Option<Uuid>| {
            let at = parts.iter().position(|part| part.advice_id == advice);
            at.unwrap_or(parts.len() - 1)
        };
        let columns: Vec<Column> = consultation
            .fields_ever()
            .map(|(advice, field)| Column {
                id: field.id,
                key: field.key.clone(),
                kind: field.kind,
                part: part_of(advice.map(|advice| advice.id)),
                choices: field.choices.iter().map(|c| c.key.clone()).collect(),
            })
            .collect();
        Self::of(consultation.version, parts, columns)
    }

    /// An empty one, for these. The general fields are the last part.
    pub fn of(proposal: i32, parts: Vec<Part>, columns: Vec<Column>) -> Self {
        let by_field = columns.iter().enumerate().map(|(at, c)| (c.id, at));
        let by_advice = parts.iter().enumerate();
        let by_advice = by_advice.filter_map(|(at, part)| Some((part.advice_id?, at)));
        Self {
            proposal,
            changed_to: 0,
            placed_at: DateTime::UNIX_EPOCH,
            has_unplaced: false,
            values: Values::new(parts.len(), columns.len()),
            by_field: by_field.collect(),
            by_advice: by_advice.collect(),
            parts,
            columns,
            entries: Vec::new(),
            said: Vec::new(),
        }
    }

    fn width(&self) -> usize {
        self.parts.len() + self.columns.len()
    }

    /// Takes an answer in, in the place of what was known of it.
    /// `supported`: the råd in which another answer is supported, `None` where it is in whole.
    pub fn put(
        &mut self,
        entry: Entry,
        answers: &[(Uuid, Option<String>)],
        no_comment: &[Uuid],
        supported: &[Option<Uuid>],
    ) {
        let width = self.width();
        let mut said = vec![NOTHING; width];
        for (field, choice) in answers {
            let Some(&at) = self.by_field.get(field) else {
                continue;
            };
            let byte = match choice {
                Some(key) => self.code_of(at, key),
                None => SOMETHING,
            };
            said[self.parts.len() + at] = byte;
            said[self.columns[at].part] = SOMETHING;
        }
        for advice in no_comment {
            if let Some(&part) = self.by_advice.get(advice) {
                said[part] = NO_COMMENT;
            }
        }
        let whole = self.parts.len() - 1;
        for advice in supported {
            let part = advice.map_or(Some(whole), |id| self.by_advice.get(&id).copied());
            if let Some(part) = part {
                said[part] |= SUPPORTS;
            }
        }
        self.has_unplaced |= entry.body_id.is_some();
        match self.place(entry.number) {
            Ok(at) => {
                self.mark(at, false);
                self.said[at * width..(at + 1) * width].copy_from_slice(&said);
                self.entries[at] = entry;
                self.mark(at, true);
            }
            Err(at) => {
                self.said.splice(at * width..at * width, said);
                self.entries.insert(at, entry);
                // They are read in the order of their numbers. One that came below others all the same would move them.
                if at + 1 < self.len() {
                    self.values = Values::new(self.parts.len(), self.columns.len());
                    (0..self.len()).for_each(|at| self.mark(at, true));
                } else {
                    self.mark(at, true);
                }
            }
        }
    }

    /// Says of each value of an entry that the entry has it, or has it no more.
    fn mark(&mut self, at: usize, is: bool) {
        self.values.of_entry(at, &self.entries[at], is);
        for part in 0..self.parts.len() {
            let said = (self.to_part(at, part), self.supports_in(at, part));
            self.values.of_part(at, part, said, is);
        }
        for column in 0..self.columns.len() {
            let said = self.in_column(at, column);
            self.values.of_column(at, column, said, is);
        }
    }

    /// What the register says of the body whose answer an entry is.
    pub fn place_body(
        &mut self,
        at: usize,
        sender: Sender,
        group: Option<i32>,
        county: Option<u8>,
    ) {
        let entry = &mut self.entries[at];
        if (entry.sender, entry.group, entry.county) == (sender, group, county) {
            return;
        }
        self.values.of_entry(at, entry, false);
        (entry.sender, entry.group, entry.county) = (sender, group, county);
        self.values.of_entry(at, entry, true);
    }

    fn code_of(&mut self, column: usize, key: &str) -> u8 {
        let choices = &mut self.columns[column].choices;
        let at = choices.iter().position(|known| known == key);
        let at = at.unwrap_or_else(|| {
            choices.push(key.to_owned());
            choices.len() - 1
        });
        // No field has two hundred choices.
        u8::try_from(at)
            .unwrap_or(u8::MAX)
            .saturating_add(FIRST_CHOICE)
    }

    fn place(&self, number: i64) -> Result<usize, usize> {
        // Nearly always the newest.
        match self.entries.last() {
            Some(last) if last.number < number => Err(self.entries.len()),
            _ => self.entries.binary_search_by_key(&number, |e| e.number),
        }
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub const fn values(&self) -> &Values {
        &self.values
    }

    /// The highest number that is in it.
    pub fn last_number(&self) -> i64 {
        self.entries.last().map_or(0, |entry| entry.number)
    }

    pub fn entry(&self, at: usize) -> &Entry {
        &self.entries[at]
    }

    pub fn find(&self, number: i64) -> Option<usize> {
        // Where a series belongs to one consultation, no number is missing.
        let first = self.entries.first()?.number;
        let guess = usize::try_from(number - first).ok()?;
        match self.entries.get(guess) {
            Some(entry) if entry.number == number => Some(guess),
            _ => self.place(number).ok(),
        }
    }

    /// The first entry whose number is not below this one.
    pub fn from(&self, number: i64) -> usize {
        self.entries.partition_point(|e| e.number < number)
    }

    pub fn part(&self, key: &str) -> Option<usize> {
        self.parts.iter().position(|part| part.key == key)
    }

    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// What was said to a part.
    pub fn to_part(&self, at: usize, part: usize) -> Said {
        match self.said[at * self.width() + part] & !SUPPORTS {
            NOTHING => Said::Nothing,
            NO_COMMENT => Said::NoComment,
            _ => Said::Something,
        }
    }

    /// Whether anything was said to each part, in their order.
    pub fn to_parts(&self, at: usize) -> impl Iterator<Item = bool> {
        let of_parts = self.of_parts(at);
        of_parts.iter().map(|byte| byte & !SUPPORTS != NOTHING)
    }

    fn of_parts(&self, at: usize) -> &[u8] {
        let from = at * self.width();
        &self.said[from..from + self.parts.len()]
    }

    /// Whether another answer is supported in each råd alone, in their order, and last whether one is in whole.
    pub fn supports(&self, at: usize) -> impl Iterator<Item = bool> {
        self.of_parts(at).iter().map(|byte| byte & SUPPORTS != 0)
    }

    fn supports_in(&self, at: usize, part: usize) -> bool {
        self.of_parts(at)[part] & SUPPORTS != 0
    }

    /// What was said in a field.
    pub fn in_column(&self, at: usize, column: usize) -> Said {
        match self.said[at * self.width() + self.parts.len() + column] {
            NOTHING => Said::Nothing,
            SOMETHING => Said::Something,
            code => Said::Choice(code - FIRST_CHOICE),
        }
    }

    /// How many råd something was said to, and of how many: those of the version that was answered, and what was said
    /// to one that this version had no more.
    pub fn answered(&self, at: usize) -> Answered {
        let proposal = self.entries[at].proposal;
        let of_advice = self.parts.iter().zip(self.to_parts(at));
        let of_advice = of_advice.filter(|(part, _)| part.advice_id.is_some());
        let mut answered = Answered {
            n: 0,
            of: 0,
            supports: self.supports(at).any(|is| is),
        };
        for (part, is_said) in of_advice {
            answered.n += usize::from(is_said);
            answered.of += usize::from(is_said || part.stood_in(proposal));
        }
        answered
    }
}
