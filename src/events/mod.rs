//! What happens that other systems may be told of. Whoever makes it happen says so in the same transaction; what is
//! owed is written down for each webhook that wants it, and sent afterwards (`webhooks`).

mod store;

use crate::ids;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

pub use store::owed;

/// What can be wanted. Closed: a new one is described in `docs/webhooks.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A consultation, or the next version of its proposal, was published.
    Published,
    /// An answer got its number, or one with a number was replaced.
    Answered,
    /// An answer with a number was taken back by its sender.
    Withdrawn,
    /// The deadline was moved, for all or for one.
    DeadlineMoved,
    Concluded,
}

impl Kind {
    pub const ALL: [Self; 5] = [
        Self::Published,
        Self::Answered,
        Self::Withdrawn,
        Self::DeadlineMoved,
        Self::Concluded,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Published => "consultation.published",
            Self::Answered => "answer.received",
            Self::Withdrawn => "answer.withdrawn",
            Self::DeadlineMoved => "deadline.changed",
            Self::Concluded => "consultation.concluded",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Something that happened to a consultation. Its facts are what receivers read: numbers, days, yes and no; never a
/// text, a name or an address.
#[derive(Debug, Clone)]
pub struct Event {
    id: Uuid,
    kind: Kind,
    consultation: Uuid,
    facts: Value,
    at: DateTime<Utc>,
}

impl Event {
    fn new(kind: Kind, consultation: Uuid, facts: Value, at: DateTime<Utc>) -> Self {
        let id = ids::new(at);
        Self {
            id,
            kind,
            consultation,
            facts,
            at,
        }
    }

    pub fn published(consultation: Uuid, version: i32, at: DateTime<Utc>) -> Self {
        let facts = json!({ "version": version });
        Self::new(Kind::Published, consultation, facts, at)
    }

    pub fn answered(
        consultation: Uuid,
        number: &str,
        version: i32,
        is_late: bool,
        at: DateTime<Utc>,
    ) -> Self {
        let facts = json!({ "number": number, "version": version, "late": is_late });
        Self::new(Kind::Answered, consultation, facts, at)
    }

    /// All that was sent under the number; sent anew it is received again.
    pub fn withdrawn(consultation: Uuid, number: &str, at: DateTime<Utc>) -> Self {
        let facts = json!({ "number": number });
        Self::new(Kind::Withdrawn, consultation, facts, at)
    }

    /// For one, it is not said for whom.
    pub fn deadline_moved(
        consultation: Uuid,
        (old, new): (NaiveDate, NaiveDate),
        for_all: bool,
        at: DateTime<Utc>,
    ) -> Self {
        let facts = json!({ "old": old, "new": new, "for_all": for_all });
        Self::new(Kind::DeadlineMoved, consultation, facts, at)
    }

    pub fn concluded(consultation: Uuid, at: DateTime<Utc>) -> Self {
        Self::new(Kind::Concluded, consultation, json!({}), at)
    }
}
