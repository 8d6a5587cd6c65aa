//! The facts of the consultation: case, dates, owner, contact; and the rules about them.

use chrono::NaiveDate;

use super::node::{Node, Table};
use super::problem::Report;
use super::texts;
use super::types::{Change, Contact, Kind, Owner, Status};
use crate::calendar::{self, Concern, Span};
use crate::text::CaseRef;

const KINDS: [(&str, Kind); 2] = [
    ("høring", Kind::Hearing),
    ("innspillsrunde", Kind::InputRound),
];
const STATUSES: [(&str, Status); 3] = [
    ("open", Status::Open),
    ("processing", Status::Processing),
    ("concluded", Status::Concluded),
];

/// The facts as far as they could be read; a part that is None has been reported.
pub(super) struct Head {
    pub kind: Option<Kind>,
    pub reference: Option<CaseRef>,
    pub slug: Option<String>,
    pub status: Option<Status>,
    pub published_on: Option<NaiveDate>,
    pub deadline_on: Option<NaiveDate>,
    pub short_reason: Option<String>,
    pub follows: Option<String>,
    pub change: Option<Change>,
    pub owner: Option<Owner>,
    pub contact: Option<Contact>,
}

pub(super) fn read(root: &mut Table<'_>, report: &mut Report<'_>) -> Head {
    format(root, report);
    let kind = root
        .need("kind", "kind = \"høring\"", report)
        .and_then(|node| {
            report.place("kind", node.at);
            texts::one_of(&node, &KINDS, report)
        });
    let reference = reference(root, kind, report);
    let slug = root
        .need("slug", "slug = \"24-13304\"", report)
        .and_then(|node| {
            report.place("slug", node.at);
            texts::key(&node, report)
        });
    let status = root.get("status").and_then(|node| {
        report.place("status", node.at);
        texts::one_of(&node, &STATUSES, report)
    });
    let (published_on, deadline_on, short_reason) = dates(root, kind, report);
    Head {
        kind,
        reference,
        status,
        published_on,
        deadline_on,
        short_reason,
        follows: follows(root, slug.as_deref(), report),
        slug,
        change: change(root, report),
        owner: owner(root, report),
        contact: contact(root, report),
    }
}

fn format(root: &mut Table<'_>, report: &mut Report<'_>) {
    let Some(node) = root.need("format", "format = 1", report) else {
        return;
    };
    if let Some(other) = node.integer(report).filter(|format| *format != 1) {
        let what = format!("{other} finnes ikke; dette programmet leser format 1");
        node.problem(&what, "Skriv format = 1.", report);
    }
}

fn reference(root: &mut Table<'_>, kind: Option<Kind>, report: &mut Report<'_>) -> Option<CaseRef> {
    let node = match kind {
        Some(Kind::Hearing) => root.need("reference", "reference = \"24/13304\"", report),
        _ => root.get("reference"),
    }?;
    report.place("reference", node.at);
    texts::case_ref(&node, report)
}

fn follows(root: &mut Table<'_>, slug: Option<&str>, report: &mut Report<'_>) -> Option<String> {
    let node = root.get("follows")?;
    report.place("follows", node.at);
    let follows = texts::key(&node, report)?;
    if Some(follows.as_str()) == slug {
        node.problem(
            "er høringen selv",
            "Skriv «slug» til høringen som denne følger etter.",
            report,
        );
    }
    Some(follows)
}

type Dates = (Option<NaiveDate>, Option<NaiveDate>, Option<String>);

fn dates(root: &mut Table<'_>, kind: Option<Kind>, report: &mut Report<'_>) -> Dates {
    let published = root.need("published_on", "published_on = 2024-04-15", report);
    let deadline = root.need("deadline_on", "deadline_on = 2024-08-01", report);
    let short_reason = root
        .get("short_reason")
        .and_then(|node| texts::markdown(&node, report));
    if let Some(node) = &published {
        report.place("published_on", node.at);
    }
    let published_on = published.as_ref().and_then(|node| node.date(report));
    let deadline_on = deadline.as_ref().and_then(|node| node.date(report));
    if let (Some(node), Some(deadline_on)) = (&deadline, deadline_on) {
        report.place("deadline_on", node.at);
        concerns(node, deadline_on, report);
        match published_on {
            Some(published_on) if deadline_on <= published_on => node.problem(
                "er ikke etter «published_on»",
                "Sett en frist som kommer etter at høringen er publisert.",
                report,
            ),
            Some(published_on) if kind == Some(Kind::Hearing) && short_reason.is_none() => {
                length(node, published_on, deadline_on, report);
            }
            _ => {}
        }
    }
    (published_on, deadline_on, short_reason)
}

/// Utredningsinstruksen 3-3: normally three months, never under six weeks without a reason.
fn length(
    node: &Node<'_>,
    published_on: NaiveDate,
    deadline_on: NaiveDate,
    report: &mut Report<'_>,
) {
    let days = deadline_on.signed_duration_since(published_on).num_days();
    match calendar::span(published_on, deadline_on) {
        Span::Normal => {}
        Span::Short => report.warn(
            node.at,
            format!("Fristen er {days} dager. Normalt er den minst tre måneder."),
            "Sett en senere frist, eller skriv grunnen i «short_reason».",
        ),
        Span::TooShort => node.problem(
            &format!(
                "er {days} dager etter publisering; under seks uker må begrunnes (utredningsinstruksen 3-3)"
            ),
            "Sett en senere frist, eller skriv grunnen i «short_reason».",
            report,
        ),
    }
}

fn concerns(node: &Node<'_>, deadline_on: NaiveDate, report: &mut Report<'_>) {
    for concern in calendar::concerns(deadline_on) {
        let when = match concern {
            Concern::Saturday => "på en lørdag".to_owned(),
            Concern::Sunday => "på en søndag".to_owned(),
            Concern::Holiday(holiday) => format!("på en helligdag: {}", holiday.name_nb),
            Concern::July => "i juli, når mange har ferie".to_owned(),
            Concern::Christmas => "i julen".to_owned(),
            Concern::Easter => "i påskeuken".to_owned(),
        };
        report.warn(
            node.at,
            format!("Fristen er {when}."),
            "Velg gjerne en vanlig arbeidsdag.",
        );
    }
}

fn change(root: &mut Table<'_>, report: &mut Report<'_>) -> Option<Change> {
    let note = root.get("change_note");
    let professional = root.get("professional_change");
    if let Some(node) = note.as_ref().or(professional.as_ref()) {
        report.place("change_note", node.at);
    }
    match (note, professional) {
        (None, None) => None,
        (Some(note), Some(professional)) => {
            let note = texts::markdowns(&note, report);
            let professional = professional.boolean(report)?;
            note.map(|note| Change { note, professional })
        }
        (Some(note), None) => {
            note.problem(
                "står uten «professional_change»",
                "Skriv professional_change = true hvis endringen er faglig, ellers false.",
                report,
            );
            None
        }
        (None, Some(professional)) => {
            professional.problem(
                "står uten «change_note»",
                "Skriv i change_note.nb hva som er endret.",
                report,
            );
            None
        }
    }
}

fn owner(root: &mut Table<'_>, report: &mut Report<'_>) -> Option<Owner> {
    let node = root.need("owner", "[owner]", report)?;
    let mut table = node.table("i [owner]".to_owned(), report)?;
    let name = table
        .need("name", "name.nb = \"Helsedirektoratet\"", report)
        .and_then(|node| texts::lines(&node, report));
    let org_no = table
        .need("org_no", "org_no = \"983544622\"", report)
        .and_then(|node| texts::org_no(&node, report));
    let reply_address = table
        .need("reply_address", "reply_address = \"postmottak@…\"", report)
        .and_then(|node| texts::email(&node, report));
    table.close(report);
    Some(Owner {
        name: name?,
        org_no: org_no?,
        reply_address: reply_address?,
    })
}

fn contact(root: &mut Table<'_>, report: &mut Report<'_>) -> Option<Contact> {
    let node = root.need("contact", "[contact]", report)?;
    let mut table = node.table("i [contact]".to_owned(), report)?;
    let (name, email, phone) = (table.get("name"), table.get("email"), table.get("phone"));
    if email.is_none() && phone.is_none() {
        report.structural(
            table.at,
            "[contact] har verken «email» eller «phone».",
            "Legg til minst én av dem, slik at folk kan spørre.",
        );
    }
    table.close(report);
    Some(Contact {
        name: name.and_then(|node| texts::line(&node, report)),
        email: email.and_then(|node| texts::email(&node, report)),
        phone: phone.and_then(|node| texts::line(&node, report)),
    })
}
