//! How a sent version stands: whether it counts. Pure rules.

/// What a version of an answer counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Stored whole; its sender has not confirmed the address yet.
    Unconfirmed,
    Counts,
    /// Came after the deadline; staff decide with a reason.
    Late,
    /// Late, beside an answer that came in time.
    Supplement,
}

impl Standing {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unconfirmed => "unconfirmed",
            Self::Counts => "counts",
            Self::Late => "late",
            Self::Supplement => "supplement",
        }
    }

    /// By its arrival alone.
    pub const fn of_arrival(late: bool) -> Self {
        if late { Self::Late } else { Self::Counts }
    }
}

/// Which version stands when `new` is sent after `earlier`, and how the new one stands: a late version
/// never takes the place of one in time.
pub fn after(earlier: &[(i32, Standing)], current: i32, new: (i32, Standing)) -> (i32, Standing) {
    let current_in_time = earlier
        .iter()
        .any(|(no, s)| *no == current && *s == Standing::Counts);
    match new {
        (_, Standing::Late) if current_in_time => (current, Standing::Supplement),
        (no, standing) => (no, standing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_answer_in_time_takes_the_place_of_the_earlier() {
        assert_eq!(
            after(&[(1, Standing::Counts)], 1, (2, Standing::Counts)),
            (2, Standing::Counts)
        );
    }

    #[test]
    fn a_late_answer_stands_beside_one_in_time() {
        let earlier = [(1, Standing::Counts), (2, Standing::Counts)];
        assert_eq!(
            after(&earlier, 2, (3, Standing::Late)),
            (2, Standing::Supplement)
        );
    }

    #[test]
    fn among_late_answers_the_last_stands() {
        assert_eq!(after(&[], 1, (1, Standing::Late)), (1, Standing::Late));
        assert_eq!(
            after(&[(1, Standing::Late)], 1, (2, Standing::Late)),
            (2, Standing::Late)
        );
    }
}
