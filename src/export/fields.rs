//! Which fields go out: all, those of whole råd, or single ones. What is not chosen is not even read, so that no
//! kind of file can hold it.

use crate::consultations::{Advice, Consultation, Field, GENERAL};
use uuid::Uuid;

/// The keys of what was chosen; where nothing was, everything goes out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// Of råd, or of the general fields: all that was said there, *ingen merknad* too.
    pub parts: Vec<String>,
    pub single: Vec<String>,
}

/// The same by ids, as the database is asked.
pub struct Only {
    pub fields: Vec<Uuid>,
    /// Those whose *ingen merknad* goes out.
    pub advice: Vec<Uuid>,
}

impl Fields {
    pub fn is_all(&self) -> bool {
        self.parts.is_empty() && self.single.is_empty()
    }

    /// `None`: the general fields.
    pub fn has_part(&self, advice: Option<&Advice>) -> bool {
        let key = advice.map_or(GENERAL, |advice| &advice.key);
        self.is_all() || self.parts.iter().any(|known| known == key)
    }

    /// A field of this råd, or a general one.
    pub fn has(&self, advice: Option<&Advice>, field: &Field) -> bool {
        self.has_part(advice) || self.single.contains(&field.key)
    }

    /// The keys that the consultation never had.
    pub fn unknown(&self, consultation: &Consultation) -> Self {
        let parts = self.parts.iter();
        let single = self.single.iter();
        Self {
            parts: parts
                .filter(|key| !consultation.has_part_ever(key))
                .cloned()
                .collect(),
            single: single
                .filter(|key| consultation.find_field_ever(key).is_none())
                .cloned()
                .collect(),
        }
    }

    /// `None`: all.
    pub fn only(&self, consultation: &Consultation) -> Option<Only> {
        let fields = consultation.fields_ever();
        let fields = fields.filter(|(advice, field)| self.has(*advice, field));
        let advice = consultation.advice_ever();
        let advice = advice.filter(|advice| self.has_part(Some(advice)));
        (!self.is_all()).then(|| Only {
            fields: fields.map(|(_, field)| field.id).collect(),
            advice: advice.map(|advice| advice.id).collect(),
        })
    }
}
