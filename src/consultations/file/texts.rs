//! Texts, keys, addresses and references of the import file: what each kind of value must be like.

use std::collections::BTreeMap;

use validator::ValidateEmail;

use super::node::{Node, Table};
use super::problem::Report;
use super::types::Texts;
use crate::text::{CaseRef, OrgNo, canonical, count, is_bidi_control, is_blank, single_line};

const MAX_LINE: usize = 500;
const MAX_MARKDOWN: usize = 200_000;
const MAX_KEY: usize = 80;

/// A way to read one language of a text.
type ReadOne = fn(&Node<'_>, &mut Report<'_>) -> Option<String>;

/// A text on one line, in both languages.
pub(super) fn lines(node: &Node<'_>, report: &mut Report<'_>) -> Option<Texts> {
    texts(node, line, report)
}

/// Markdown in both languages.
pub(super) fn markdowns(node: &Node<'_>, report: &mut Report<'_>) -> Option<Texts> {
    texts(node, markdown, report)
}

/// A text is either written plainly (then it is bokmål) or has `nb` and perhaps `nn`.
fn texts(node: &Node<'_>, read_one: ReadOne, report: &mut Report<'_>) -> Option<Texts> {
    if node.is_string() {
        report.lacks_nn(node.at, &node.name);
        return Some(Texts {
            nb: read_one(node, report)?,
            nn: None,
        });
    }
    if !node.is_table() {
        node.string(report)?;
    }
    let mut table = node.table(format!("i «{}»", node.name), report)?;
    let example = format!("{}.nb = \"…\"", node.name);
    let nb = table.need("nb", &example, report);
    let nn = table.get("nn");
    match &nn {
        Some(_) => report.has_nn(),
        None => report.lacks_nn(node.at, &node.name),
    }
    table.close(report);
    let nb = nb.and_then(|nb| read_one(&nb.of(node), report));
    let nn = nn.and_then(|nn| read_one(&nn.of(node), report));
    Some(Texts { nb: nb?, nn })
}

/// One line: no line breaks, nothing invisible that could turn it round.
pub(super) fn line(node: &Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let text = visible(node, report)?;
    if text.trim_end().contains(['\n', '\r', '\t']) {
        node.problem(
            "går over flere linjer",
            "Skriv den på én linje, uten tabulator.",
            report,
        );
        return None;
    }
    if text.chars().any(is_bidi_control) {
        node.problem(
            "har usynlige tegn som snur skriveretningen",
            "Skriv teksten på nytt i stedet for å lime den inn.",
            report,
        );
        return None;
    }
    within(node, single_line(text), MAX_LINE, report)
}

/// Canonical Markdown, without the empty lines that the quotes leave round it.
pub(super) fn markdown(node: &Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let text = canonical(visible(node, report)?);
    let text = text.trim_start_matches('\n').trim_end().to_owned();
    within(node, text, MAX_MARKDOWN, report)
}

fn visible<'t>(node: &Node<'t>, report: &mut Report<'_>) -> Option<&'t str> {
    let text = node.string(report)?;
    if let Some(control) = text
        .chars()
        .find(|c| c.is_control() && !"\n\r\t".contains(*c))
    {
        node.problem(
            &format!("har styretegnet U+{:04X}", u32::from(control)),
            "Fjern det; det kan verken lagres eller vises.",
            report,
        );
        return None;
    }
    if is_blank(text) {
        node.problem("er tom", "Skriv noe, eller fjern linjen.", report);
        return None;
    }
    Some(text)
}

fn within(node: &Node<'_>, text: String, max: usize, report: &mut Report<'_>) -> Option<String> {
    let length = count(&text);
    if length > max {
        node.problem(
            &format!("er {length} tegn"),
            &format!("Kort den ned til {max} tegn."),
            report,
        );
        return None;
    }
    Some(text)
}

/// A key or slug: small letters, digits and single dashes or underscores between them.
pub(super) fn key(node: &Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let text = node.string(report)?;
    let words_ok = text.split(['-', '_']).all(|word| {
        !word.is_empty()
            && word
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    });
    if words_ok && text.len() <= MAX_KEY {
        return Some(text.to_owned());
    }
    node.problem(
        &format!("kan ikke være «{}»", single_line(text)),
        "Bruk små bokstaver a–z og tall, med - eller _ mellom ordene, høyst 80 tegn.",
        report,
    );
    None
}

pub(super) fn email(node: &Node<'_>, report: &mut Report<'_>) -> Option<String> {
    let text = node.string(report)?.trim();
    let has_full_domain = text
        .rsplit_once('@')
        .is_some_and(|(_, domain)| domain.contains('.'));
    if text.is_ascii() && has_full_domain && text.validate_email() {
        return Some(text.to_owned());
    }
    node.problem(
        &format!("er ikke en e-postadresse: «{}»", single_line(text)),
        "Skriv den i riktig format, som navn@eksempel.no.",
        report,
    );
    None
}

pub(super) fn org_no(node: &Node<'_>, report: &mut Report<'_>) -> Option<OrgNo> {
    let text = node.string(report)?;
    let number = OrgNo::parse(text).ok();
    if number.is_none() {
        node.problem(
            &format!("er ikke et organisasjonsnummer: «{}»", single_line(text)),
            "Et organisasjonsnummer har ni sifre, og det siste er et kontrollsiffer. Slå det opp i Enhetsregisteret.",
            report,
        );
    }
    number
}

pub(super) fn case_ref(node: &Node<'_>, report: &mut Report<'_>) -> Option<CaseRef> {
    let text = node.string(report)?;
    let reference = CaseRef::parse(text).ok();
    if reference.is_none() {
        node.problem(
            &format!("er ikke et saksnummer: «{}»", single_line(text)),
            "Skriv år og nummer, som 24/13304 eller 2018/10769.",
            report,
        );
    }
    reference
}

/// One of the words that are allowed.
pub(super) fn one_of<T: Copy>(
    node: &Node<'_>,
    allowed: &[(&str, T)],
    report: &mut Report<'_>,
) -> Option<T> {
    let text = node.string(report)?;
    let found = allowed.iter().find(|(word, _)| *word == text);
    if found.is_none() {
        let words: Vec<String> = allowed
            .iter()
            .map(|(word, _)| format!("\"{word}\""))
            .collect();
        node.problem(
            &format!("kan ikke være «{}»", single_line(text)),
            &format!("Skriv {}.", or(&words)),
            report,
        );
    }
    found.map(|(_, value)| *value)
}

fn or(words: &[String]) -> String {
    match words {
        [most @ .., last] if !most.is_empty() => format!("{} eller {last}", most.join(", ")),
        _ => words.concat(),
    }
}

/// true or false, false when not written.
pub(super) fn flag(table: &mut Table<'_>, key: &'static str, report: &mut Report<'_>) -> bool {
    let node = table.get(key);
    node.and_then(|node| node.boolean(report)).unwrap_or(false)
}

/// What must not be used twice, and where each was used first.
#[derive(Default)]
pub(super) struct Unique(BTreeMap<String, usize>);

impl Unique {
    pub fn claim(&mut self, value: &str, node: &Node<'_>, report: &mut Report<'_>) {
        let first = *self.0.entry(value.to_owned()).or_insert(node.at);
        if first != node.at {
            let line = report.line(first);
            node.problem(
                &format!("«{value}» er brukt før, på linje {line}"),
                "Gi den ene et annet navn eller nummer; hver må være sin egen.",
                report,
            );
        }
    }
}
