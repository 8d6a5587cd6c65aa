//! The texts of a file, each with what it belongs to; and what of them is new since a version.

use super::changes;
use crate::consultations::consultation::{Owner as StoredOwner, Texts};
use crate::consultations::file::{ConsultationFile, Owner};
use crate::consultations::words::{Words, part};
use crate::i18n::Lang;
use std::collections::HashSet;
use uuid::Uuid;

/// The ids of what texts belong to.
pub struct Owners<'a> {
    pub consultation: Uuid,
    pub version: Uuid,
    pub of: &'a crate::consultations::assemble::Ids,
}

/// A text to store; an empty one says that there is none any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewText {
    pub entity: Uuid,
    pub part: String,
    pub lang: Lang,
    pub text: String,
}

/// What differs from the texts before: new and changed ones, and those that are gone from what is still
/// there. What left the structure keeps its last words.
pub fn changed(before: &Words, all: Vec<NewText>) -> Vec<NewText> {
    let entities: HashSet<Uuid> = all.iter().map(|t| t.entity).collect();
    let written: HashSet<_> = all
        .iter()
        .map(|t| (t.entity, t.part.clone(), t.lang))
        .collect();
    let gone = before
        .iter()
        .filter(|(entity, ..)| entities.contains(entity))
        .filter(|(entity, part, lang)| !written.contains(&(*entity, (*part).to_owned(), *lang)))
        .map(|(entity, part, lang)| NewText {
            entity,
            part: part.to_owned(),
            lang,
            text: String::new(),
        });
    let gone: Vec<_> = gone.collect();
    let differs = |t: &NewText| before.stored(t.entity, &t.part, t.lang) != Some(t.text.as_str());
    all.into_iter().filter(differs).chain(gone).collect()
}

/// Every text of the file. The change note belongs to the version; the first has none.
pub fn all(file: &ConsultationFile, owners: &Owners<'_>, with_note: bool) -> Vec<NewText> {
    let mut found = Found(Vec::new());
    let own = owners.consultation;
    found.put(own, part::TITLE, Some(&file.title));
    found.put(own, part::PROPOSAL_TITLE, file.proposal_title.as_ref());
    found.put(own, part::INGRESS, Some(&file.ingress));
    found.put(own, part::LETTER, file.letter.as_ref());
    found.put(own, part::BACKGROUND, file.background.as_ref());
    found.put(own, part::PRODUCT_TYPE, file.product_type.as_ref());
    let contact = &file.contact;
    found.put_line(own, part::CONTACT_NAME, contact.name.as_ref());
    found.put_line(own, part::CONTACT_EMAIL, contact.email.as_ref());
    found.put_line(own, part::CONTACT_PHONE, contact.phone.as_ref());
    found.put_line(own, part::FOLLOWS, file.follows.as_ref());
    found.put_line(own, part::SHORT_REASON, file.short_reason.as_ref());
    if let Some(change) = file.change.as_ref().filter(|_| with_note) {
        found.put(owners.version, part::CHANGE_NOTE, Some(&change.note));
    }
    for chapter in &file.chapters {
        let id = owners.of.sections.get(&chapter.key);
        found.put_in(id, part::TITLE, Some(&chapter.title));
        found.put_in(id, part::BODY, chapter.body.as_ref());
    }
    for advice in file.advice() {
        let id = owners.of.advice.get(&advice.key);
        found.put_in(id, part::TITLE, Some(&advice.title));
        found.put_in(id, part::BODY, Some(&advice.body));
        found.put_in(id, part::RATIONALE, advice.rationale.as_ref());
        found.put_in(id, part::PRACTICE, advice.practice.as_ref());
    }
    for (key, field) in changes::fields(file) {
        let id = owners.of.fields.get(&key);
        found.put_in(id, part::LABEL, Some(&field.label));
        found.put_in(id, part::HELP, field.help.as_ref());
        for option in field.kind.options() {
            found.put_in(id, &part::choice(&option.key), Some(&option.label));
        }
    }
    found.0
}

/// What the file changes in its owner, to be kept until it is published. What it says as it is already is not kept: it
/// would be written back over what somebody else calls the owner by then.
pub fn of_owner(consultation: Uuid, owner: &Owner, now: Option<&StoredOwner>) -> Vec<NewText> {
    let mut found = Found(Vec::new());
    if now.is_none_or(|now| now.name != owner.name) {
        found.put(consultation, part::OWNER_NAME, Some(&owner.name));
    }
    if now.is_none_or(|now| now.reply_address != owner.reply_address) {
        let address = Some(&owner.reply_address);
        found.put_line(consultation, part::OWNER_ADDRESS, address);
    }
    found.0
}

struct Found(Vec<NewText>);

impl Found {
    fn put_in(&mut self, entity: Option<&Uuid>, part: &str, texts: Option<&Texts>) {
        if let Some(entity) = entity {
            self.put(*entity, part, texts);
        }
    }

    /// The same in every language.
    fn put_line(&mut self, entity: Uuid, part: &str, line: Option<&String>) {
        let nb = line.cloned();
        let texts = nb.map(|nb| Texts { nb, nn: None });
        self.put(entity, part, texts.as_ref());
    }

    fn put(&mut self, entity: Uuid, part: &str, texts: Option<&Texts>) {
        let Some(texts) = texts else { return };
        let languages = [(Lang::Nb, Some(&texts.nb)), (Lang::Nn, texts.nn.as_ref())];
        for (lang, text) in languages {
            let Some(text) = text else { continue };
            self.0.push(NewText {
                entity,
                part: part.to_owned(),
                lang,
                text: text.clone(),
            });
        }
    }
}
