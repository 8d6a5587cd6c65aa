//! Fields to answer in: text with a limit, scale, choice.

use super::node::Table;
use super::problem::Report;
use super::texts::{self, Unique};
use super::types::{Field, FieldKind, FieldOption};
use crate::text::{DEFAULT_LIMIT, DRAFT_CEILING};

#[derive(Clone, Copy)]
enum Word {
    Text,
    Scale,
    Choice,
}

const KINDS: [(&str, Word); 3] = [
    ("text", Word::Text),
    ("scale", Word::Scale),
    ("choice", Word::Choice),
];

/// The fields that every råd has.
pub(super) fn defaults(root: &mut Table<'_>, report: &mut Report<'_>) -> Vec<Field> {
    let tables = root.tables("default_field", "[[default_field]]", report);
    read(tables, None, report)
}

/// The fields that belong to no råd.
pub(super) fn general(root: &mut Table<'_>, report: &mut Report<'_>) -> Vec<Field> {
    let tables = root.tables("general_field", "[[general_field]]", report);
    if !tables.is_empty() {
        report.found_field();
    }
    read(tables, None, report)
}

/// The fields of one råd.
pub(super) fn of_advice(
    table: &mut Table<'_>,
    advice: Option<&str>,
    report: &mut Report<'_>,
) -> Vec<Field> {
    let tables = table.tables("field", "[[chapter.advice.field]]", report);
    if !tables.is_empty() {
        report.found_field();
    }
    read(tables, advice, report)
}

fn read(tables: Vec<Table<'_>>, within: Option<&str>, report: &mut Report<'_>) -> Vec<Field> {
    let mut unique = Unique::default();
    tables
        .into_iter()
        .filter_map(|table| field(table, within, &mut unique, report))
        .collect()
}

fn field(
    mut table: Table<'_>,
    within: Option<&str>,
    unique: &mut Unique,
    report: &mut Report<'_>,
) -> Option<Field> {
    let node = table.need("key", "key = \"tekst\"", report);
    let key = node.and_then(|node| {
        let key = texts::key(&node, report)?;
        unique.claim(&key, &node, report);
        let full = within.map_or_else(|| key.clone(), |within| format!("{within}.{key}"));
        report.place(full, node.at);
        Some(key)
    });
    let kind = kind(&mut table, report);
    let label = table
        .need("label", "label.nb = \"Innspill til rådet\"", report)
        .and_then(|node| texts::lines(&node, report));
    let help = table
        .get("help")
        .and_then(|node| texts::markdowns(&node, report));
    table.close(report);
    Some(Field {
        key: key?,
        kind: kind?,
        label: label?,
        help,
    })
}

fn kind(table: &mut Table<'_>, report: &mut Report<'_>) -> Option<FieldKind> {
    let word = table
        .need("kind", "kind = \"text\"", report)
        .and_then(|node| texts::one_of(&node, &KINDS, report));
    let limit = limit(table, word, report);
    let options = options(table, word, report);
    match word? {
        Word::Text => Some(FieldKind::Text { limit: limit? }),
        Word::Scale => Some(FieldKind::Scale { options }),
        Word::Choice => Some(FieldKind::Choice { options }),
    }
}

fn limit(table: &mut Table<'_>, word: Option<Word>, report: &mut Report<'_>) -> Option<usize> {
    let Some(node) = table.get("limit") else {
        return Some(DEFAULT_LIMIT);
    };
    if matches!(word, Some(Word::Scale | Word::Choice)) {
        node.problem(
            "gjelder bare felter av slaget text",
            "Fjern linjen.",
            report,
        );
        return None;
    }
    let limit = usize::try_from(node.integer(report)?).unwrap_or(0);
    if !(1..=DRAFT_CEILING).contains(&limit) {
        node.problem(
            "er utenfor det som går an",
            "Skriv et tall fra 1 til 40000; det vanlige er 4000.",
            report,
        );
        return None;
    }
    Some(limit)
}

fn options(table: &mut Table<'_>, word: Option<Word>, report: &mut Report<'_>) -> Vec<FieldOption> {
    let node = table.get("option");
    let read = match (&node, word) {
        (Some(node), Some(Word::Text)) => {
            node.problem(
                "passer ikke i et felt av slaget text",
                "Fjern valgene, eller skriv kind = \"choice\".",
                report,
            );
            return Vec::new();
        }
        (Some(_), _) => table.tables("option", "option", report),
        (None, _) => Vec::new(),
    };
    if read.len() < 2 && matches!(word, Some(Word::Scale | Word::Choice)) {
        report.structural(
            node.map_or(table.at, |node| node.at),
            "Feltet har færre enn to valg.",
            "Skriv minst to: option = [{ key = \"ja\", label.nb = \"Ja\" }, …].",
        );
    }
    let mut unique = Unique::default();
    read.into_iter()
        .filter_map(|table| option(table, &mut unique, report))
        .collect()
}

fn option(
    mut table: Table<'_>,
    unique: &mut Unique,
    report: &mut Report<'_>,
) -> Option<FieldOption> {
    let key = table.need("key", "key = \"ja\"", report).and_then(|node| {
        let key = texts::key(&node, report)?;
        unique.claim(&key, &node, report);
        Some(key)
    });
    let label = table
        .need("label", "label.nb = \"Ja\"", report)
        .and_then(|node| texts::lines(&node, report));
    table.close(report);
    Some(FieldOption {
        key: key?,
        label: label?,
    })
}
