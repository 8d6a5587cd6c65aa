//! The places of a form: one for each field, and one in each råd for *ingen merknad*. How each is named in a file, and
//! what stands in it at a desk.

use crate::consultations::{Advice, Consultation, Field, FieldKind};
use crate::docx::compose::in_xml;
use crate::submissions::desk::{Desk, part_key};
use crate::submissions::receipt::{checksum, hex};
use crate::text;
use std::collections::HashMap;
use uuid::Uuid;

/// The longest title that Word gives a control is 64; the check and its colon are part of it.
const LONGEST_KEY: usize = 57;

/// A place of the form.
#[derive(Debug, Clone, Copy)]
pub struct Slot<'c> {
    /// None: among the general comments.
    pub advice: Option<&'c Advice>,
    pub what: What<'c>,
    /// Whoever begins now is asked it.
    pub is_asked: bool,
}

#[derive(Debug, Clone, Copy)]
pub enum What<'c> {
    Field(&'c Field),
    NoComment(&'c Advice),
}

/// What is said in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Text(String),
    /// The key of a choice.
    Choice(Option<String>),
    Mark(bool),
}

impl Said {
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text::is_blank(text),
            Self::Choice(choice) => choice.is_none(),
            Self::Mark(is_set) => !is_set,
        }
    }

    /// What a file keeps of what it was made with, to know later whether it was changed in it: never the text itself.
    pub fn trace(&self) -> String {
        match self {
            _ if self.is_empty() => String::new(),
            Self::Text(text) => hex(&checksum(&essence(text))).chars().take(16).collect(),
            Self::Choice(choice) => choice.clone().unwrap_or_default(),
            Self::Mark(_) => "x".to_owned(),
        }
    }

    /// Nobody would see a difference.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => essence(a) == essence(b),
            _ => self == other,
        }
    }
}

/// A text as a file can give it back: what stands at its ends and shows nothing is not looked at.
fn essence(of: &str) -> String {
    let fit: String = text::canonical(of).chars().map(in_xml).collect();
    fit.trim().to_owned()
}

impl<'c> Slot<'c> {
    fn id(&self) -> Uuid {
        match self.what {
            What::Field(field) => field.id,
            What::NoComment(advice) => advice.id,
        }
    }

    /// The bookmark round its cell, by which it is known everywhere: at most 40 letters, as Word has them.
    pub fn bookmark(&self) -> String {
        let kind = match self.what {
            What::Field(_) => "hf",
            What::NoComment(_) => "hm",
        };
        format!("{kind}_{}", self.id().simple())
    }

    /// What is printed beside it. The end is of this place in this consultation alone: the form of another one has
    /// the same keys.
    pub fn code(&self) -> String {
        let key = match self.what {
            What::Field(field) => field.key.clone(),
            What::NoComment(advice) => format!("{}.ingen-merknad", advice.key),
        };
        let key: String = key.chars().take(LONGEST_KEY).collect();
        let check: String = hex(&checksum(&self.bookmark())).chars().take(6).collect();
        format!("{key}:{check}")
    }

    pub fn field(&self) -> Option<&'c Field> {
        match self.what {
            What::Field(field) => Some(field),
            What::NoComment(_) => None,
        }
    }

    /// The key of the part that it belongs to: who may write there may write in it.
    pub fn part(&self) -> &'c str {
        part_key(self.advice)
    }

    /// What stands in it.
    pub fn stands(&self, desk: &Desk) -> Said {
        match self.what {
            What::Field(field) => {
                let state = desk.field(field);
                match field.kind {
                    FieldKind::Text => Said::Text(state.text.unwrap_or_default()),
                    FieldKind::Scale | FieldKind::Choice => Said::Choice(state.choice),
                }
            }
            What::NoComment(advice) => Said::Mark(desk.has_no_comment(advice)),
        }
    }

    /// What stands in one where nobody has written.
    pub fn empty(&self) -> Said {
        match self.what {
            What::Field(field) if field.kind == FieldKind::Text => Said::Text(String::new()),
            What::Field(_) => Said::Choice(None),
            What::NoComment(_) => Said::Mark(false),
        }
    }

    /// Names what stands in it: the field's version, or the mark.
    pub fn version(&self, desk: &Desk) -> i64 {
        match self.what {
            What::Field(field) => desk.field(field).version,
            What::NoComment(advice) => i64::from(desk.has_no_comment(advice)),
        }
    }

    /// It stands in the form of this desk: what was taken out does where somebody has written in it.
    fn is_drawn(&self, desk: Option<&Desk>) -> bool {
        self.is_asked || desk.is_some_and(|desk| self.version(desk) > 0)
    }
}

/// Every place that there is or was, råd by råd, the general comments last.
pub fn all(consultation: &Consultation) -> Vec<Slot<'_>> {
    let mut slots = Vec::new();
    for advice in consultation.advice_ever().map(Some).chain([None]) {
        let is_there = advice.is_none_or(|a| consultation.find_advice(&a.key).is_some());
        slots.extend(advice.map(|of| Slot {
            advice,
            what: What::NoComment(of),
            is_asked: is_there,
        }));
        let asked = advice.map_or(&consultation.general_fields, |a| &a.fields);
        let fields = consultation.fields_ever_of(advice);
        slots.extend(fields.map(|field| Slot {
            advice,
            what: What::Field(field),
            is_asked: is_there && asked.iter().any(|one| one.id == field.id),
        }));
    }
    slots
}

/// Those of the form of this desk, or of the empty one.
pub fn drawn<'c>(consultation: &'c Consultation, desk: Option<&Desk>) -> Vec<Slot<'c>> {
    let all = all(consultation).into_iter();
    all.filter(|slot| slot.is_drawn(desk)).collect()
}

/// The places by their names in a file: bookmarks, and what is printed and stands on the controls. A name that two
/// have is nobody's.
pub struct Names<'c> {
    slots: Vec<Slot<'c>>,
    by_name: HashMap<String, Option<usize>>,
}

impl<'c> Names<'c> {
    pub fn of(consultation: &'c Consultation) -> Self {
        Self::among(all(consultation))
    }

    pub fn among(slots: Vec<Slot<'c>>) -> Self {
        let mut by_name = HashMap::new();
        for (at, slot) in slots.iter().enumerate() {
            for name in [slot.bookmark(), slot.code()] {
                let entry = by_name.entry(name).or_insert(Some(at));
                *entry = entry.filter(|known| *known == at);
            }
        }
        Self { slots, by_name }
    }

    pub fn find(&self, name: &str) -> Option<Slot<'c>> {
        let at = self.by_name.get(name).copied().flatten()?;
        self.slots.get(at).copied()
    }

    /// Those whose code is printed in this text.
    pub fn printed(&self, text: &str) -> Vec<Slot<'c>> {
        let words = text.split(|c: char| c.is_whitespace() || "()[]«»\"".contains(c));
        let mut found: Vec<Slot<'c>> = Vec::new();
        for slot in words.filter_map(|word| self.find(word.trim_end_matches(['.', ',', ';']))) {
            if found
                .iter()
                .all(|known| known.bookmark() != slot.bookmark())
            {
                found.push(slot);
            }
        }
        found
    }
}
