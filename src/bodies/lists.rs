//! Lists of bodies (adresselister) that staff gather, so that the same bodies can be asked again: a draft is
//! worked on, a ready one may be used, and one that was used is locked for good; a copy of it can be changed.

mod change;
mod store;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

pub use change::{
    Outcome, Whom, add_members, copy_list, create_list, lock_for, remove_members, rename_list,
    set_list_state,
};
pub use store::{find as find_list, list_all, member_ids, members_among};

/// How far a list has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = BodyListState)]
pub enum ListState {
    /// *Utkast*: bodies come and go.
    Draft,
    /// *Klar*: stands as it is, and may be used.
    Ready,
    /// *Låst*: was used; what it held can be looked up for ever.
    Locked,
}

impl ListState {
    pub const ALL: [Self; 3] = [Self::Draft, Self::Ready, Self::Locked];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ready => "ready",
            Self::Locked => "locked",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// What staff may make of it by hand.
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Draft, Self::Ready) | (Self::Ready, Self::Draft | Self::Locked)
        )
    }

    pub const fn is_usable(self) -> bool {
        matches!(self, Self::Ready | Self::Locked)
    }
}

/// A list, and how many are on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyList {
    pub id: Uuid,
    pub name: String,
    pub state: ListState,
    /// Raised by every change.
    pub version: i64,
    pub changed_at: DateTime<Utc>,
    pub members: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_goes_forward_and_back_only_while_nothing_has_used_it() {
        use ListState::{Draft, Locked, Ready};
        let ways: Vec<(ListState, ListState)> = ListState::ALL
            .into_iter()
            .flat_map(|from| ListState::ALL.map(|to| (from, to)))
            .filter(|(from, to)| from.may_become(*to))
            .collect();
        assert_eq!(ways, [(Draft, Ready), (Ready, Draft), (Ready, Locked)]);
        for state in ListState::ALL {
            assert_eq!(ListState::parse(state.as_str()), Some(state));
        }
    }
}
