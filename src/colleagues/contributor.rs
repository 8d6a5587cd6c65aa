//! Somebody who was asked to take part in an answer.

use crate::i18n::Lang;
use crate::right::Right;
use chrono::{DateTime, Utc};
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributor {
    pub id: Uuid,
    pub desk_id: Uuid,
    /// What colleagues see beside what was written.
    pub name: String,
    pub email: String,
    pub may: Right,
    /// The parts that may be written in: keys of råd, or of the general comments. Empty is all.
    pub parts: Vec<String>,
    /// The language of the letter.
    pub language: Lang,
    pub added_at: DateTime<Utc>,
    /// When the button of a link of theirs was pressed first.
    pub opened_at: Option<DateTime<Utc>>,
    /// From then on the links open nothing.
    pub ended_at: Option<DateTime<Utc>>,
    /// Every link to the answer was ended then: nobody took them out.
    pub ended_with_links: bool,
    /// The colleague who asked them; none where it was whoever has the whole answer in their hands.
    pub asked_by: Option<Uuid>,
}

impl Contributor {
    pub fn takes_part(&self) -> bool {
        self.ended_at.is_none()
    }

    /// As their links let them, as long as they take part.
    pub fn may_write_in(&self, part: &str) -> bool {
        let is_asked = self.parts.is_empty() || self.parts.iter().any(|own| own == part);
        self.takes_part() && self.may >= Right::Write && is_asked
    }

    /// The one part that they were asked about, when it is one.
    pub fn only_part(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [part] => Some(part),
            _ => None,
        }
    }
}

/// Somebody to be asked.
#[derive(Debug, Clone)]
pub struct NewContributor {
    pub id: Uuid,
    pub desk_id: Uuid,
    pub name: String,
    pub email: String,
    pub may: Right,
    pub parts: Vec<String>,
    pub language: Lang,
    pub at: DateTime<Utc>,
}

/// The name of whoever has the whole answer in their hands, as far as it is known: of several nobody can be meant.
pub fn one_name<'n>(told: impl IntoIterator<Item = &'n String>) -> Option<&'n str> {
    let mut told = told.into_iter();
    let first = told.next()?;
    told.all(|name| name == first).then_some(first)
}
