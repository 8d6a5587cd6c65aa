//! What each number counts, as the filter of the list that has exactly those. Pages and programs link by the same.

use crate::bodies::Kind;
use crate::invitations::{self, Wanted};
use crate::review::{self, Days, Standing, Supports};

/// Answers that stand so.
pub fn standing(standing: Standing) -> review::Filter {
    review::Filter {
        standings: vec![standing],
        ..review::Filter::default()
    }
}

/// Answers that count and support another: in whole, or in a råd alone.
pub fn supporting(supports: Supports) -> review::Filter {
    review::Filter {
        supports: Some(supports),
        ..standing(Standing::Counts)
    }
}

/// Answers that count and came on these days.
pub fn came(days: Days) -> review::Filter {
    review::Filter {
        came: days,
        ..standing(Standing::Counts)
    }
}

/// The invited municipalities of a county.
pub fn in_county(no: &str) -> invitations::Filter {
    invitations::Filter {
        kind: Some(Kind::Municipality),
        county: Some(no.to_owned()),
        ..invitations::Filter::default()
    }
}

/// Those of some invited bodies that are in a state.
pub fn in_state(bodies: &invitations::Filter, state: Wanted) -> invitations::Filter {
    invitations::Filter {
        state: Some(state),
        ..bodies.clone()
    }
}
