//! Two states of one answer side by side: what was sent or approved, and what stands now. Pure; which field says
//! something else, and what was said before.

use super::desk::Content;
use super::endorsement::Endorsed;
use super::receipt::{Adoption, Sender};
use super::store::StoredVersion;
use crate::attachments::Named;
use crate::consultations::{Advice, Consultation, Field};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What is said in each field, by its key, the keys of the råd without comment, what is supported, and the
/// files that go with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    pub fields: HashMap<String, (Option<String>, Option<String>)>,
    pub no_comment: HashSet<String>,
    pub endorsed: BTreeSet<Endorsed>,
    pub attached: BTreeSet<Named>,
}

impl From<&StoredVersion> for Side {
    fn from(version: &StoredVersion) -> Self {
        let said = version.answers.iter().cloned();
        Self {
            fields: said
                .map(|(key, text, choice)| (key, (text, choice)))
                .collect(),
            no_comment: version.no_comment.iter().cloned().collect(),
            endorsed: version.endorsements.iter().map(Endorsed::from).collect(),
            attached: version.attachments.iter().map(Named::from).collect(),
        }
    }
}

impl From<&Content> for Side {
    fn from(content: &Content) -> Self {
        let said = content.answers.iter();
        Self {
            fields: said
                .map(|a| (a.field.key.clone(), (a.text.clone(), a.choice.clone())))
                .collect(),
            no_comment: content.no_comment.iter().map(|a| a.key.clone()).collect(),
            endorsed: content.endorsements.iter().map(Endorsed::from).collect(),
            attached: content.attachments.iter().map(Named::from).collect(),
        }
    }
}

/// All that a version says: two that are equal are one.
#[derive(Debug, PartialEq)]
pub struct Whole<'a> {
    pub side: Side,
    pub sender: &'a Sender,
    pub is_name_withheld: bool,
    pub withhold_reason: Option<&'a str>,
    pub adoption: Option<&'a Adoption>,
}

impl<'a> From<&'a StoredVersion> for Whole<'a> {
    fn from(version: &'a StoredVersion) -> Self {
        Self {
            side: version.into(),
            sender: &version.sender,
            is_name_withheld: version.is_name_withheld,
            withhold_reason: version.withhold_reason.as_deref(),
            adoption: version.adoption.as_ref(),
        }
    }
}

/// A part of the answer that does not say what it said.
#[derive(Debug, Clone)]
pub struct ChangedPart {
    /// `None`: the general comments.
    pub advice: Option<Advice>,
    pub changes: Vec<Change>,
}

#[derive(Debug, Clone)]
pub enum Change {
    Said {
        field: Box<Field>,
        /// Text, or the key of a choice.
        old: Option<String>,
        new: Option<String>,
    },
    /// *Ingen merknad* was set, or taken away.
    NoComment(bool),
    /// Other answers are supported than were, in a råd or in whole: those that are no more, and those that were not.
    Endorsed {
        old: Vec<Endorsed>,
        new: Vec<Endorsed>,
    },
    /// Other files go with it than did: those that do no more, and those that did not.
    Attached { old: Vec<Named>, new: Vec<Named> },
}

/// Every part that differs, in the order of the proposal.
pub fn compare(consultation: &Consultation, old: &Side, new: &Side) -> Vec<ChangedPart> {
    let parts = consultation.advice_ever().map(Some).chain([None]);
    parts
        .filter_map(|advice| {
            let changes = changes(consultation, advice, old, new);
            (!changes.is_empty()).then(|| ChangedPart {
                advice: advice.cloned(),
                changes,
            })
        })
        .collect()
}

fn changes(
    consultation: &Consultation,
    advice: Option<&Advice>,
    old: &Side,
    new: &Side,
) -> Vec<Change> {
    let is_marked = |side: &Side| advice.is_some_and(|a| side.no_comment.contains(&a.key));
    let endorsed = endorsed(advice, old, new);
    let mark = (is_marked(old) != is_marked(new)).then(|| Change::NoComment(is_marked(new)));
    let said = |side: &Side, field: &Field| {
        let said = side.fields.get(&field.key).cloned();
        said.and_then(|(text, choice)| text.or(choice))
    };
    let fields = consultation.fields_ever_of(advice);
    let of_fields = fields.filter_map(|field| {
        let (old, new) = (said(old, field), said(new, field));
        (old != new).then(|| Change::Said {
            field: Box::new(field.clone()),
            old,
            new,
        })
    });
    let attached = advice.is_none().then(|| attached(old, new)).flatten();
    let whole = mark.into_iter().chain(endorsed).chain(of_fields);
    whole.chain(attached).collect()
}

fn attached(old: &Side, new: &Side) -> Option<Change> {
    let only = |side: &Side, other: &Side| -> Vec<Named> {
        side.attached.difference(&other.attached).cloned().collect()
    };
    let (old, new) = (only(old, new), only(new, old));
    (!old.is_empty() || !new.is_empty()).then_some(Change::Attached { old, new })
}

/// What is supported in a råd alone; with the general comments, what is supported in whole.
fn endorsed(advice: Option<&Advice>, old: &Side, new: &Side) -> Option<Change> {
    let key = advice.map(|advice| advice.key.as_str());
    let only = |side: &Side, other: &Side| -> Vec<Endorsed> {
        let differs = side.endorsed.difference(&other.endorsed);
        let here = differs.filter(|one| one.advice.as_deref() == key);
        here.cloned().collect()
    };
    let (old, new) = (only(old, new), only(new, old));
    (!old.is_empty() || !new.is_empty()).then_some(Change::Endorsed { old, new })
}
