//! What a member of staff may do, from least to most; the guard compares them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A role on one consultation, or on all of them.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads what has come in.
    Reader,
    /// Works on it: the register, letters, assessment.
    Officer,
    /// Answers for it: publishes, invites, decides on late answers, gives roles on it.
    Leader,
    /// Everything, and who the staff are.
    Admin,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Reader, Self::Officer, Self::Leader, Self::Admin];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Officer => "officer",
            Self::Leader => "leader",
            Self::Admin => "admin",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}
