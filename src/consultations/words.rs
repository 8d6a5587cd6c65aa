//! The texts of a consultation by what they belong to: one version's words, in the languages there are.

use super::consultation::Texts;
use crate::i18n::Lang;
use std::collections::HashMap;
use uuid::Uuid;

/// What a text is for, as it is stored.
pub mod part {
    pub const TITLE: &str = "title";
    pub const PROPOSAL_TITLE: &str = "proposal_title";
    pub const INGRESS: &str = "ingress";
    pub const LETTER: &str = "letter";
    pub const BACKGROUND: &str = "background";
    pub const PRODUCT_TYPE: &str = "product_type";
    pub const BODY: &str = "body";
    pub const RATIONALE: &str = "rationale";
    pub const PRACTICE: &str = "practice";
    pub const LABEL: &str = "label";
    pub const HELP: &str = "help";
    pub const CHANGE_NOTE: &str = "change_note";
    /// Of what waits for its day: what its owner is called from then on.
    pub const OWNER_NAME: &str = "owner_name";
    pub const OWNER_ADDRESS: &str = "owner_address";

    /// Whom to ask, the slug of what it follows, and why the deadline is short: no texts, but each version has its own, so
    /// that everybody can see what was changed.
    pub const CONTACT_NAME: &str = "contact_name";
    pub const CONTACT_EMAIL: &str = "contact_email";
    pub const CONTACT_PHONE: &str = "contact_phone";
    pub const FOLLOWS: &str = "follows";
    pub const SHORT_REASON: &str = "short_reason";

    /// The label of something that can be chosen.
    pub fn choice(key: &str) -> String {
        format!("choice:{key}")
    }
}

/// What is stored of one text: a language without it has `None`, and an emptied one has nothing in it.
type Stored = [Option<String>; 2];

#[derive(Debug, Clone, Default)]
pub struct Words {
    texts: HashMap<Uuid, HashMap<String, Stored>>,
    /// The versions in which something of it was written, the first and the last.
    written: HashMap<Uuid, (i32, i32)>,
}

impl Words {
    /// A later call for the same text takes the place of an earlier one.
    pub fn put(&mut self, entity: Uuid, part: String, lang: Lang, text: String) {
        let stored = self.texts.entry(entity).or_default();
        stored.entry(part).or_default()[index(lang)] = Some(text);
    }

    /// Something of this was written in this version.
    pub fn written_in(&mut self, entity: Uuid, version: i32) {
        let written = self.written.entry(entity).or_insert((version, version));
        *written = (written.0.min(version), written.1.max(version));
    }

    /// The versions in which something of it was written first and last.
    pub fn written(&self, entity: Uuid) -> (i32, i32) {
        self.written.get(&entity).copied().unwrap_or((1, 1))
    }

    pub fn stored(&self, entity: Uuid, part: &str, lang: Lang) -> Option<&str> {
        self.texts.get(&entity)?.get(part)?[index(lang)].as_deref()
    }

    /// Everything that is stored and not emptied.
    pub fn iter(&self) -> impl Iterator<Item = (Uuid, &str, Lang)> {
        self.texts.iter().flat_map(|(entity, parts)| {
            parts.iter().flat_map(|(part, stored)| {
                let filled =
                    |lang: &Lang| stored[index(*lang)].as_ref().is_some_and(|t| !t.is_empty());
                Lang::ALL
                    .into_iter()
                    .filter(filled)
                    .map(|lang| (*entity, part.as_str(), lang))
            })
        })
    }

    pub fn get(&self, entity: Uuid, part: &str) -> Option<Texts> {
        let filled = |lang| {
            let text = self.stored(entity, part, lang)?;
            (!text.is_empty()).then(|| text.to_owned())
        };
        let nb = filled(Lang::Nb)?;
        Some(Texts {
            nb,
            nn: filled(Lang::Nn),
        })
    }

    /// A text that is always there.
    pub fn need(&self, entity: Uuid, part: &str) -> Texts {
        self.get(entity, part).unwrap_or_default()
    }
}

const fn index(lang: Lang) -> usize {
    match lang {
        Lang::Nb => 0,
        Lang::Nn => 1,
    }
}
