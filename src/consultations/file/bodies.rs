//! The list of bodies (høringsinstanser): groups of lines, as listed.

use super::node::{Node, Table};
use super::problem::Report;
use super::texts::{self, Unique};
use super::types::{Collective, CollectiveKind, Group, ListedLine};

const COLLECTIVES: [(&str, CollectiveKind); 4] = [
    ("municipalities", CollectiveKind::Municipalities),
    ("county_authorities", CollectiveKind::CountyAuthorities),
    ("county_governors", CollectiveKind::CountyGovernors),
    ("health_authorities", CollectiveKind::HealthAuthorities),
];
const MAX_BODIES: i64 = 10_000;

/// What stands on the list, so that nobody is invited twice.
#[derive(Default)]
struct Listed {
    texts: Unique,
    org_nos: Unique,
    collectives: Unique,
}

pub(super) fn read(root: &mut Table<'_>, report: &mut Report<'_>) -> Vec<Group> {
    let mut listed = Listed::default();
    let tables = root.tables("group", "[[group]]", report);
    for (n, table) in tables.iter().enumerate() {
        report.place(format!("group {}", n + 1), table.at);
    }
    tables
        .into_iter()
        .filter_map(|table| group(table, &mut listed, report))
        .collect()
}

fn group(mut table: Table<'_>, listed: &mut Listed, report: &mut Report<'_>) -> Option<Group> {
    let name = table
        .get("name")
        .and_then(|node| texts::lines(&node, report));
    let lines = table
        .need("line", "line = [\"Folkehelseinstituttet\"]", report)
        .and_then(|node| node.list(report));
    table.close(report);
    let lines = lines?
        .iter()
        .filter_map(|node| line(node, listed, report))
        .collect();
    Some(Group { name, lines })
}

/// A line is its text, or a table when more is known about it.
fn line(node: &Node<'_>, listed: &mut Listed, report: &mut Report<'_>) -> Option<ListedLine> {
    if node.is_string() {
        return Some(ListedLine {
            text: as_listed(node, listed, report)?,
            name: None,
            org_no: None,
            collective: None,
        });
    }
    if !node.is_table() {
        node.string(report)?;
    }
    let mut table = node.table("i en linje av [[group]]".to_owned(), report)?;
    let text = table
        .need("text", "{ text = \"Alle landets kommuner\" }", report)
        .and_then(|node| as_listed(&node, listed, report));
    let name = table
        .get("name")
        .and_then(|node| texts::line(&node, report));
    let org_no = table.get("org_no").and_then(|node| {
        let org_no = texts::org_no(&node, report)?;
        listed.org_nos.claim(org_no.as_str(), &node, report);
        Some(org_no)
    });
    let collective = collective(&mut table, listed, report);
    table.close(report);
    Some(ListedLine {
        text: text?,
        name,
        org_no,
        collective,
    })
}

fn as_listed(node: &Node<'_>, listed: &mut Listed, report: &mut Report<'_>) -> Option<String> {
    let text = texts::line(node, report)?;
    listed.texts.claim(&text, node, report);
    Some(text)
}

fn collective(
    table: &mut Table<'_>,
    listed: &mut Listed,
    report: &mut Report<'_>,
) -> Option<Collective> {
    let kind = table.get("collective").map(|node| {
        let kind = texts::one_of(&node, &COLLECTIVES, report)?;
        listed
            .collectives
            .claim(node.string(report)?, &node, report);
        Some(kind)
    });
    let count = match kind {
        Some(_) => table.need("count", "count = 357", report),
        None => table.get("count"),
    };
    let count = count.and_then(|node| {
        let count = node.integer(report)?;
        if kind.is_none() {
            node.problem(
                "står uten «collective»",
                "Skriv hvilke som er ment, som collective = \"municipalities\".",
                report,
            );
        } else if !(1..=MAX_BODIES).contains(&count) {
            node.problem(
                "er utenfor det som går an",
                "Skriv hvor mange instanser linjen står for, fra 1 til 10000.",
                report,
            );
        }
        u32::try_from(count).ok()
    });
    Some(Collective {
        kind: kind??,
        count: count?,
    })
}
