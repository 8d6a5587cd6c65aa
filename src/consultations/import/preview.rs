//! A file as it would read if it were published: nothing is stored, and its ids are made for the moment.

use super::texts::{Owners, all};
use crate::consultations::assemble::{Ids, assemble};
use crate::consultations::consultation::{
    Consultation, Document, Group, ListedLine, Owner, Retired, Status,
};
use crate::consultations::file::{self, ConsultationFile};
use crate::consultations::outline::Outline;
use crate::consultations::store::to_word;
use crate::consultations::words::{Words, part};
use crate::error::Error;
use crate::ids;
use chrono::{DateTime, Utc};

pub fn as_published(file: &ConsultationFile, now: DateTime<Utc>) -> Result<Consultation, Error> {
    let outline = Outline::of(file);
    let mut known = Ids::default();
    for chapter in &outline.chapters {
        known.sections.insert(chapter.key.clone(), ids::new(now));
    }
    for advice in outline.advice() {
        known.advice.insert(advice.key.clone(), ids::new(now));
    }
    for (_, field) in outline.fields() {
        known.fields.insert(field.key.clone(), ids::new(now));
    }
    let (id, version) = (ids::new(now), ids::new(now));
    let owners = Owners {
        consultation: id,
        version,
        of: &known,
    };
    let mut words = Words::default();
    for text in all(file, &owners, false) {
        words.put(text.entity, text.part, text.lang, text.text);
    }
    let (chapters, general_fields) = assemble(outline, &known, &words)?;
    let own = |part| words.get(id, part);
    let reference = file.reference.as_ref().map(ToString::to_string);
    let groups = file.groups.iter().map(group);
    Ok(Consultation {
        id,
        slug: file.slug.clone(),
        number_prefix: reference.clone().unwrap_or_else(|| file.slug.clone()),
        reference,
        case_series_id: id,
        kind: file.kind,
        status: Status::Open,
        product_type: own(part::PRODUCT_TYPE),
        owner: Owner {
            name: file.owner.name.clone(),
            org_no: Some(file.owner.org_no.as_str().to_owned()),
            reply_address: file.owner.reply_address.clone(),
        },
        contact: file.contact.clone(),
        title: words.need(id, part::TITLE),
        proposal_title: own(part::PROPOSAL_TITLE),
        ingress: own(part::INGRESS),
        letter: own(part::LETTER),
        background: own(part::BACKGROUND),
        published_on: file.published_on,
        deadline_on: file.deadline_on,
        deadline_changes: Vec::new(),
        later_deadlines: 0,
        meetings: Vec::new(),
        short_reason: file.short_reason.clone(),
        is_called_off: false,
        demo: None,
        version: 1,
        versions: Vec::new(),
        follows: None,
        followed_by: Vec::new(),
        chapters,
        general_fields,
        retired: Retired::default(),
        documents: file
            .documents
            .iter()
            .map(document)
            .collect::<Result<_, _>>()?,
        groups: groups.collect::<Result<_, _>>()?,
        added: Vec::new(),
    })
}

fn document(document: &file::Document) -> Result<Document, Error> {
    Ok(Document {
        kind: document.kind,
        language: document.lang.code().to_owned(),
        title: document.title.clone(),
        file_name: document.file_name.clone(),
        sha256: document.sha256.iter().map(|b| format!("{b:02x}")).collect(),
        size: i64::try_from(document.size()).unwrap_or(i64::MAX),
        media_type: document.media_type.to_owned(),
    })
}

fn group(group: &file::Group) -> Result<Group, Error> {
    let line = |line: &file::ListedLine| {
        Ok(ListedLine {
            as_listed: line.text.clone(),
            name: line.name.clone(),
            org_no: line.org_no.as_ref().map(|no| no.as_str().to_owned()),
            collective: line.collective.map(|c| to_word(c.kind)).transpose()?,
            bodies: i32::try_from(line.bodies()).unwrap_or(i32::MAX),
            added_in: 1,
            invited: Vec::new(),
        })
    };
    Ok(Group {
        name: group.name.clone(),
        lines: group.lines.iter().map(line).collect::<Result<_, Error>>()?,
    })
}
