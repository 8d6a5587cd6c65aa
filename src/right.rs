//! What the holder of a link may do with the answer that it opens, when several write it together.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Each may what those before it may.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Reads what a body is asked to sign together with others, and says whether it does; nothing else. No colleague
    /// is asked for this, so that no program can name it.
    #[serde(skip)]
    Confirm,
    /// Reads the answer, and writes notes to colleagues.
    Read,
    /// Writes in the fields, everywhere or in some parts.
    Write,
    /// Tells who answers, and sends it.
    Send,
    /// Says who else takes part.
    Coordinate,
}

impl Right {
    const ALL: [Self; 5] = [
        Self::Confirm,
        Self::Read,
        Self::Write,
        Self::Send,
        Self::Coordinate,
    ];
    /// What those who write an answer together may do: what colleagues can be asked for.
    pub const OF_COLLEAGUES: [Self; 4] = [Self::Read, Self::Write, Self::Send, Self::Coordinate];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Read => "read",
            Self::Write => "write",
            Self::Send => "send",
            Self::Coordinate => "coordinate",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.as_str() == text)
    }
}
