//! Attachments (*vedlegg*): files that go with an answer. Looked into before they are kept, kept outside the database, given
//! out as files and never as pages. Whose they are and what may be done with them is for `submissions` to say.

mod add;
mod inspect;
mod kind;
mod name;
pub mod pages;
mod read;
mod scan;
mod store;
mod sweep;

pub use add::{Laid, lay, take_back};
pub use inspect::{Content, Refusal, inspect};
pub use kind::{Kind, MEDIA_TYPES};
pub use read::{lost, read};
pub use scan::{OnFound, is_infected, look_at_all, look_for_malware};
pub use store::{
    Lying, NewSent, find_at_desk, forget, forget_oldest, forget_sent, forget_unwanted, infected_in,
    insert, insert_sent, lying, of_desk, of_versions, set_removed, versions_with,
};
pub use sweep::sweep;

use crate::text::hex;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The most bytes of all that go with one answer, and how many those may be.
pub const ANSWER_BYTES: u64 = 100 << 20;
pub const MOST: usize = 50;

/// What the search for malware has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scan {
    /// Nobody was asked to look.
    Unasked,
    /// It is looked at as soon as the scanner answers.
    Waiting,
    Clean,
    Infected,
}

impl Scan {
    const ALL: [Self; 4] = [Self::Unasked, Self::Waiting, Self::Clean, Self::Infected];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unasked => "unasked",
            Self::Waiting => "waiting",
            Self::Clean => "clean",
            Self::Infected => "infected",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scan| scan.as_str() == text)
    }

    /// It is sent, and given out to nobody.
    pub const fn is_held_back(self) -> bool {
        matches!(self, Self::Waiting | Self::Infected)
    }
}

/// A file that goes with an answer. All of it but its last two members stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Also what its bytes lie under.
    pub id: Uuid,
    pub desk_id: Uuid,
    pub name: String,
    /// It is not what its sender called it.
    pub is_mended: bool,
    pub kind: Kind,
    pub size: i64,
    pub sha256: [u8; 32],
    /// Whose link it was added by.
    pub by: Uuid,
    pub added_at: DateTime<Utc>,
    pub removed_at: Option<DateTime<Utc>>,
    pub scan: Scan,
}

/// What tells one attachment from another, wherever it is compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Named {
    pub name: String,
    /// In hex.
    pub sha256: String,
}

impl From<&Attachment> for Named {
    fn from(one: &Attachment) -> Self {
        Self {
            name: one.name.clone(),
            sha256: hex(&one.sha256),
        }
    }
}

/// What a document that staff publish holds, or why nobody should be given it.
pub fn content_of(bytes: &[u8]) -> Result<Content, Refusal> {
    // Nothing that lies in memory cannot be read.
    inspect::look(&mut std::io::Cursor::new(bytes)).unwrap_or(Err(Refusal::Broken))
}
