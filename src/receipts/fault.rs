//! What can be wrong with the log of a case. None of it can come about through the program: somebody has changed the
//! database by hand, or its disk has.

use chrono::{DateTime, Utc};
use std::fmt;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FaultKind {
    /// The receipt is gone, or says something else than what was entered.
    Receipt,
    /// The receipt is as it was entered, and what is kept of the answer is not, or it counts otherwise than it must.
    Answer,
    /// A leaf is gone, or a hash of the tree is another.
    Tree,
    /// A head that was signed is not that of the tree, or not signed by us.
    Head,
    /// The log has fewer leaves than a head that was published.
    Shorter,
}

impl FaultKind {
    pub const ALL: [Self; 5] = [
        Self::Receipt,
        Self::Answer,
        Self::Tree,
        Self::Head,
        Self::Shorter,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Answer => "answer",
            Self::Tree => "tree",
            Self::Head => "head",
            Self::Shorter => "shorter",
        }
    }

    /// Its place is how many leaves there were, and not which leaf.
    pub const fn counts_leaves(self) -> bool {
        matches!(self, Self::Head | Self::Shorter)
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Something wrong, and where: which leaf, or of a head and of a whole log which size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fault {
    pub kind: FaultKind,
    pub place: u64,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (no, size) = (self.place + 1, self.place);
        match self.kind {
            FaultKind::Receipt => write!(f, "receipt {no} is gone or was changed"),
            FaultKind::Answer => {
                write!(
                    f,
                    "receipt {no} is as it was, and the answer that is kept is another or counts otherwise than it must"
                )
            }
            FaultKind::Tree => write!(f, "the leaf of receipt {no} is gone or was changed"),
            FaultKind::Head => write!(
                f,
                "the head of {size} receipts is gone, another or not signed by us"
            ),
            FaultKind::Shorter => write!(
                f,
                "it is shorter than the {size} receipts that were published"
            ),
        }
    }
}

/// A fault as it was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub fault: Fault,
    pub found_at: DateTime<Utc>,
    /// Looked at again, it was no more.
    pub gone_at: Option<DateTime<Utc>>,
}
