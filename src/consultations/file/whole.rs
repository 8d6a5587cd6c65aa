//! The file as a whole: every part in turn, and that there is something to answer.

use super::node::Table;
use super::problem::Report;
use super::types::{ConsultationFile, Texts};
use super::{Documents, advice, bodies, documents, fields, head, texts};

pub(super) fn read(
    mut root: Table<'_>,
    documents: Documents<'_>,
    report: &mut Report<'_>,
) -> Option<ConsultationFile> {
    let head = head::read(&mut root, report);
    let words = words(&mut root, report);
    let documents = documents::read(&mut root, head.kind, documents, report);
    let chapters = advice::read(&mut root, head.kind, report);
    let general_fields = fields::general(&mut root, report);
    let groups = bodies::read(&mut root, report);
    root.close(report);
    if !report.has_fields() {
        report.structural(
            0,
            "Det er ingenting å svare på: ingen råd har felter, og det er ingen generelle felter.",
            "Legg til [[default_field]] for rådene, eller [[general_field]].",
        );
    }
    Some(ConsultationFile {
        kind: head.kind?,
        reference: head.reference,
        slug: head.slug?,
        status: head.status,
        published_on: head.published_on?,
        deadline_on: head.deadline_on?,
        short_reason: head.short_reason,
        follows: head.follows,
        change: head.change,
        owner: head.owner?,
        contact: head.contact?,
        product_type: words.product_type,
        title: words.title?,
        proposal_title: words.proposal_title,
        ingress: words.ingress?,
        letter: words.letter,
        background: words.background,
        documents,
        chapters,
        general_fields,
        groups,
    })
}

/// The texts of the consultation's own page.
struct Words {
    product_type: Option<Texts>,
    title: Option<Texts>,
    proposal_title: Option<Texts>,
    ingress: Option<Texts>,
    letter: Option<Texts>,
    background: Option<Texts>,
}

fn words(root: &mut Table<'_>, report: &mut Report<'_>) -> Words {
    let title = root.need("title", "title.nb = \"…\"", report);
    let ingress = root.need("ingress", "ingress.nb = \"…\"", report);
    let mut read =
        |key, read: fn(&_, &mut _) -> _| root.get(key).and_then(|node| read(&node, report));
    let product_type = read("product_type", texts::lines);
    let proposal_title = read("proposal_title", texts::lines);
    let letter = read("letter", texts::markdowns);
    let background = read("background", texts::markdowns);
    Words {
        product_type,
        title: title.and_then(|node| texts::lines(&node, report)),
        proposal_title,
        ingress: ingress.and_then(|node| texts::markdowns(&node, report)),
        letter,
        background,
    }
}
