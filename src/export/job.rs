//! A file that is made in the background: asked for by a member of staff, made by a worker, fetched by who
//! asked. The file lies in the database, in pieces, so that any instance can give it out.

pub mod store;

use crate::i18n::Lang;
use chrono::{DateTime, Utc};
use uuid::Uuid;

pub use store::sweep;

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Queued,
    /// A worker makes it, until its lease runs out.
    Leased,
    Done,
    Failed,
    /// Nobody wants it any more: stopped while it was made, or thrown away after.
    Cancelled,
}

impl State {
    const ALL: [Self; 5] = [
        Self::Queued,
        Self::Leased,
        Self::Done,
        Self::Failed,
        Self::Cancelled,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Leased => "leased",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Something will still happen to it by itself.
    pub fn is_moving(self) -> bool {
        matches!(self, Self::Queued | Self::Leased)
    }
}

#[derive(Debug, Clone)]
pub struct Job {
    pub id: Uuid,
    pub consultation_id: Uuid,
    pub staff_id: Uuid,
    /// Headings and words are in it.
    pub language: Lang,
    /// The query of the address that asks for the same.
    pub asked: String,
    pub state: State,
    /// The worker that has the lease is the one that made it so many.
    pub attempts: i32,
    /// How many answers have been gone through, and of how many.
    pub done: i64,
    pub total: i64,
    /// Why it failed: the last part of a text's key.
    pub why: Option<String>,
    pub file_name: Option<String>,
    pub size: i64,
    pub created_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
}
