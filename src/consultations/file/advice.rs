//! Chapters and their råd.

use super::fields;
use super::node::{Node, Table};
use super::problem::Report;
use super::texts::{self, Unique};
use super::types::{Advice, Chapter, Field, Kind, Strength};
use crate::consultations::consultation::GENERAL;

const STRENGTHS: [(&str, Strength); 2] = [("bør", Strength::Should), ("skal", Strength::Shall)];

/// What råd and chapters share, so that no key or number is used twice.
struct Shared {
    kind: Option<Kind>,
    has_defaults: bool,
    defaults: Vec<Field>,
    keys: Unique,
    chapter_numbers: Unique,
    advice_numbers: Unique,
}

pub(super) fn read(
    root: &mut Table<'_>,
    kind: Option<Kind>,
    report: &mut Report<'_>,
) -> Vec<Chapter> {
    let mut shared = Shared {
        kind,
        has_defaults: root.get("default_field").is_some(),
        defaults: fields::defaults(root, report),
        keys: Unique::default(),
        chapter_numbers: Unique::default(),
        advice_numbers: Unique::default(),
    };
    root.tables("chapter", "[[chapter]]", report)
        .into_iter()
        .filter_map(|table| chapter(table, &mut shared, report))
        .collect()
}

fn chapter(mut table: Table<'_>, shared: &mut Shared, report: &mut Report<'_>) -> Option<Chapter> {
    let key = permanent_key(&mut table, "key = \"forebygging\"", shared, report);
    let number = table.get("number").and_then(|node| {
        let number = number(&node, report)?;
        shared.chapter_numbers.claim(&number, &node, report);
        Some(number)
    });
    let title = table
        .need("title", "title.nb = \"Forebygging\"", report)
        .and_then(|node| texts::lines(&node, report));
    let example_title = texts::flag(&mut table, "example_title", report);
    let body = table
        .get("body")
        .and_then(|node| texts::markdowns(&node, report));
    let advice = table
        .tables("advice", "[[chapter.advice]]", report)
        .into_iter()
        .filter_map(|table| advice(table, shared, report))
        .collect();
    table.close(report);
    Some(Chapter {
        key: key?,
        number,
        title: title?,
        example_title,
        body,
        advice,
    })
}

fn advice(mut table: Table<'_>, shared: &mut Shared, report: &mut Report<'_>) -> Option<Advice> {
    if shared.kind == Some(Kind::InputRound) {
        report.problem(
            table.at,
            "En innspillsrunde har ingen råd.",
            "Skriv spørsmålet som [[general_field]], eller skriv kind = \"høring\".",
        );
    }
    let key = permanent_key(&mut table, "key = \"r1\"", shared, report);
    if let Some(key) = &key {
        table.place = format!("i [[chapter.advice]] «{key}»");
        if key == GENERAL {
            report.problem(
                table.at,
                "«generelt» er adressen til de generelle feltene, og kan ikke være nøkkelen til et råd.",
                "Gi rådet en annen nøkkel, som \"r1\".",
            );
        }
    }
    let number = table.need("number", "number = 1", report).and_then(|node| {
        let number = number(&node, report)?;
        shared.advice_numbers.claim(&number, &node, report);
        Some(number)
    });
    let title = table
        .need("title", "title.nb = \"Kommunen bør …\"", report)
        .and_then(|node| texts::lines(&node, report));
    let example_title = texts::flag(&mut table, "example_title", report);
    let strength = table
        .get("strength")
        .and_then(|node| texts::one_of(&node, &STRENGTHS, report));
    let body = table
        .need("body", "body.nb = \"\"\"…\"\"\"", report)
        .and_then(|node| texts::markdowns(&node, report));
    let rationale = table
        .get("rationale")
        .and_then(|node| texts::markdowns(&node, report));
    let practice = table
        .get("practice")
        .and_then(|node| texts::markdowns(&node, report));
    let fields = own_and_default_fields(&mut table, key.as_deref(), shared, report);
    table.close(report);
    Some(Advice {
        key: key?,
        number: number?,
        title: title?,
        example_title,
        strength,
        body: body?,
        rationale,
        practice,
        fields,
    })
}

/// The default fields first, each replaced by the råd's own with the same key; then its other own ones.
fn own_and_default_fields(
    table: &mut Table<'_>,
    advice: Option<&str>,
    shared: &Shared,
    report: &mut Report<'_>,
) -> Vec<Field> {
    let use_defaults = table
        .get("default_fields")
        .and_then(|node| node.boolean(report))
        .unwrap_or(true);
    if use_defaults && shared.has_defaults {
        report.found_field();
    }
    let mut own = fields::of_advice(table, advice, report);
    let mut fields = Vec::new();
    for default in shared.defaults.iter().filter(|_| use_defaults) {
        let replaced = own.iter().position(|field| field.key == default.key);
        fields.push(replaced.map_or_else(|| default.clone(), |at| own.remove(at)));
    }
    fields.extend(own);
    fields
}

fn permanent_key(
    table: &mut Table<'_>,
    example: &str,
    shared: &mut Shared,
    report: &mut Report<'_>,
) -> Option<String> {
    let node = table.need("key", example, report)?;
    let key = texts::key(&node, report)?;
    shared.keys.claim(&key, &node, report);
    report.place(key.clone(), node.at);
    Some(key)
}

/// A number as shown: 1, or "2.1" between quotes.
fn number(node: &Node<'_>, report: &mut Report<'_>) -> Option<String> {
    if node.is_integer() {
        return node.integer(report).map(|number| number.to_string());
    }
    let text = texts::line(node, report)?;
    if text.chars().count() > 12 {
        node.problem(
            "er for langt til å være et nummer",
            "Skriv et kort nummer, som 1 eller \"2.1\".",
            report,
        );
        return None;
    }
    Some(text)
}
