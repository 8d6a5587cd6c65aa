//! What was chosen on the scales, råd by råd and group by group, and how many answered each råd at all.
//!
//! A scale is an ordered list of options; which of them mean support nobody has said. So nothing is called support
//! here: a number is of those who chose one of the first few options, and those are named.

use super::groups::Among;
use crate::consultations::{Choice, Consultation, FieldKind};
use crate::review::{Column, Places, Roster};

/// The fields with the same options, keys and words, in the same order: what is said of one is true of all.
#[derive(Debug, Clone)]
pub(super) struct Scale {
    /// The options that can be chosen today.
    pub choices: Vec<Choice>,
    pub rows: Vec<ScaleRow>,
}

/// How many first options are counted together unless another number is asked for.
const USUAL: usize = 2;

impl Scale {
    pub fn has_field(&self, key: &str) -> bool {
        self.rows.iter().any(|row| row.field == key)
    }

    /// The usual number of first options, or what was asked for; always one and never all.
    pub fn first(&self, asked: Option<usize>) -> usize {
        let most = self.choices.len().saturating_sub(1).max(1);
        asked.unwrap_or(USUAL).clamp(1, most)
    }
}

#[derive(Debug, Clone)]
pub(super) struct ScaleRow {
    /// The keys of the field and of its råd.
    pub field: String,
    pub part: String,
    /// For each of those whose answers are counted together, how many chose each option; what can be chosen no
    /// more stands last.
    pub chosen: Vec<Vec<usize>>,
    pub choices: Vec<String>,
}

/// How many of each said something to a råd.
#[derive(Debug, Clone)]
pub(super) struct PartRow {
    pub key: String,
    pub answered: Vec<usize>,
}

#[derive(Debug, Default)]
pub(super) struct Stances {
    /// Those with an answer that counts.
    pub among: Vec<Among>,
    pub scales: Vec<Scale>,
    pub parts: Vec<PartRow>,
    /// Answers that count and support another: by the key of the råd in which they do so alone.
    pub supporting: Vec<(String, usize)>,
    /// Those that support one in whole.
    pub supporting_whole: usize,
}

impl Stances {
    pub fn of(consultation: &Consultation, roster: &Roster) -> Self {
        let values = roster.values();
        let (among, counted): (Vec<Among>, Vec<Places>) =
            Among::counting(consultation, values).into_iter().unzip();
        let parts = roster.parts.iter().enumerate();
        let supports: Vec<usize> = parts.map(|(at, _)| values.counting_support(at)).collect();
        let by_part = roster.parts.iter().zip(&supports);
        let of_advice = by_part.filter(|(part, n)| part.advice_id.is_some() && **n > 0);
        Self {
            scales: scales(consultation, roster, &counted),
            parts: parts_of(consultation, roster, &counted),
            supporting: of_advice.map(|(part, n)| (part.key.clone(), *n)).collect(),
            supporting_whole: supports.last().copied().unwrap_or_default(),
            among,
        }
    }
}

/// `counted`: the answers of each of those they are counted among.
fn scales(consultation: &Consultation, roster: &Roster, counted: &[Places]) -> Vec<Scale> {
    let mut scales: Vec<Scale> = Vec::new();
    for (at, column) in roster.columns.iter().enumerate() {
        if column.kind != FieldKind::Scale {
            continue;
        }
        let row = ScaleRow {
            field: column.key.clone(),
            part: roster.parts[column.part].key.clone(),
            chosen: chosen(roster, counted, (at, column)),
            choices: column.choices.clone(),
        };
        let is_asked = consultation.find_field(&column.key).is_some();
        if !is_asked && row.chosen.iter().flatten().all(|n| *n == 0) {
            continue;
        }
        let choices = today(consultation, column);
        // Keys alone say nothing: the first option is `valg1` of every scale whose options were given none.
        match scales.iter_mut().find(|scale| scale.choices == choices) {
            Some(scale) => scale.rows.push(row),
            None => scales.push(Scale {
                choices: choices.to_vec(),
                rows: vec![row],
            }),
        }
    }
    scales
}

fn today<'c>(consultation: &'c Consultation, column: &Column) -> &'c [Choice] {
    let field = consultation.find_field_ever(&column.key);
    field
        .map(|(_, field)| field.choices.as_slice())
        .unwrap_or_default()
}

fn chosen(roster: &Roster, counted: &[Places], (at, column): (usize, &Column)) -> Vec<Vec<usize>> {
    let of_choice = |of: &Places, choice: usize| {
        let places = roster.values().chose(at, choice);
        places.map_or(0, |places| of.intersection_count(places))
    };
    let of_each = |of: &Places| {
        let choices = 0..column.choices.len();
        choices.map(|choice| of_choice(of, choice)).collect()
    };
    counted.iter().map(of_each).collect()
}

/// What is asked today, and what was answered of what has been taken out.
fn parts_of(consultation: &Consultation, roster: &Roster, counted: &[Places]) -> Vec<PartRow> {
    let asks_general = !consultation.general_fields.is_empty();
    let mut rows = Vec::new();
    for (about, of_part) in roster.parts.iter().zip(&roster.values().parts) {
        let answered = counted
            .iter()
            .map(|of| of.intersection_count(&of_part.said));
        let answered: Vec<usize> = answered.collect();
        let is_asked = match about.advice_id {
            Some(_) => consultation.find_advice(&about.key).is_some(),
            None => asks_general,
        };
        if is_asked || answered.iter().any(|n| *n > 0) {
            let key = about.key.clone();
            rows.push(PartRow { key, answered });
        }
    }
    rows
}
