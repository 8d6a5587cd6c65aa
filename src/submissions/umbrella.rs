//! An umbrella organisation and its members, as the pages of an answer show them: whose member a desk is, and what
//! members have handed over to it. Asking, handing over and merging are in `members`.

use super::store;
use crate::app::App;
use crate::calendar;
use crate::consultations::{Advice, Field};
use crate::error::Error;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Whom a member's desk is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Umbrella {
    pub member_id: Uuid,
    /// What it is called now.
    pub name: String,
    /// To the end of this day in Oslo.
    pub due_on: NaiveDate,
    /// What it wrote to its members.
    pub message: String,
    pub handed_over: Option<HandedOver>,
    /// It takes nothing more.
    pub has_ended: bool,
}

impl Umbrella {
    pub fn is_late(&self, now: DateTime<Utc>) -> bool {
        now >= calendar::closes_at(self.due_on)
    }
}

/// The last time that a member handed over what it had written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandedOver {
    /// How many times it has.
    pub no: i32,
    pub at: DateTime<Utc>,
    pub late: bool,
}

/// What the members of the umbrella organisation whose desk it is have handed over, as far as it stands now.
#[derive(Debug, Clone, Default)]
pub struct Heard {
    pub(super) asked: usize,
    /// Who has said something, by field and by råd without comment.
    pub(super) by_field: HashMap<Uuid, HashSet<Uuid>>,
    pub(super) without_comment: HashMap<Uuid, HashSet<Uuid>>,
    /// Whose input each field builds on, in the order in which it was taken in.
    pub(super) sources: HashMap<Uuid, Vec<String>>,
}

impl Heard {
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// How many have handed over something.
    pub fn handed_over(&self) -> usize {
        let all = self.by_field.values().chain(self.without_comment.values());
        all.flatten().collect::<HashSet<_>>().len()
    }

    /// How many have said something of this part.
    pub fn on<'c>(
        &self,
        advice: Option<&Advice>,
        fields: impl IntoIterator<Item = &'c Field>,
    ) -> usize {
        let marked = advice.and_then(|advice| self.without_comment.get(&advice.id));
        let written = fields
            .into_iter()
            .filter_map(|field| self.by_field.get(&field.id));
        let all: HashSet<&Uuid> = written.chain(marked).flatten().collect();
        all.len()
    }

    /// Whose input a field builds on.
    pub fn sources(&self, field: Uuid) -> &[String] {
        self.sources.get(&field).map_or(&[], Vec::as_slice)
    }
}

/// What members have handed over to this desk; `None` when none were asked.
pub async fn heard(app: &App, desk: Uuid) -> Result<Option<Heard>, Error> {
    app.db.read(move |conn| store::heard(conn, desk)).await
}
