//! How a sent version stands: whether it counts, and which version of an answer stands. Pure rules.

/// What a version of an answer counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Stored whole; its sender has not confirmed the address yet.
    Unconfirmed,
    Counts,
    /// Came after the deadline; staff decide with a reason.
    Late,
    /// Late, beside a version that counts.
    Supplement,
    /// Its sender has taken it back.
    Withdrawn,
}

impl Standing {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unconfirmed => "unconfirmed",
            Self::Counts => "counts",
            Self::Late => "late",
            Self::Supplement => "supplement",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A sent version, as far as its standing follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentVersion {
    pub no: i32,
    pub is_late: bool,
    /// What staff have decided of a late one, last: that it counts, or that it does not.
    pub decided: Option<bool>,
    /// Its sender has taken it back, for good: what is sent anew is another version.
    pub withdrawn: bool,
}

impl SentVersion {
    /// As it came.
    pub const fn arrived(no: i32, is_late: bool) -> Self {
        Self {
            no,
            is_late,
            decided: None,
            withdrawn: false,
        }
    }

    /// What came in time counts; what came late, when staff say so; what was taken back, never.
    const fn counts(&self) -> bool {
        !self.withdrawn && (!self.is_late || matches!(self.decided, Some(true)))
    }
}

/// Which version of an answer stands, and how: the last of those that count. While none does, the last that was not
/// taken back; when all were, the last. So a late version never takes the place of one that counts unless staff decide
/// that it shall.
pub fn stands(versions: &[SentVersion]) -> (i32, Standing) {
    let last = |versions: &mut dyn Iterator<Item = &SentVersion>| versions.map(|v| v.no).max();
    if let Some(no) = last(&mut versions.iter().filter(|v| v.counts())) {
        return (no, Standing::Counts);
    }
    match last(&mut versions.iter().filter(|v| !v.withdrawn)) {
        Some(no) => (no, Standing::Late),
        None => (last(&mut versions.iter()).unwrap_or(1), Standing::Withdrawn),
    }
}

/// How one of the versions stands among the others.
pub fn standing_of(version: &SentVersion, all: &[SentVersion]) -> Standing {
    match version.counts() {
        _ if version.withdrawn => Standing::Withdrawn,
        true => Standing::Counts,
        false if all.iter().any(SentVersion::counts) => Standing::Supplement,
        false => Standing::Late,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IN_TIME: (bool, Option<bool>) = (false, None);
    const LATE: (bool, Option<bool>) = (true, None);
    const TAKEN: (bool, Option<bool>) = (true, Some(true));
    const LEFT: (bool, Option<bool>) = (true, Some(false));

    /// Which version stands, how, and how each of them stands.
    fn of(versions: &[(bool, Option<bool>)]) -> (i32, Standing, Vec<Standing>) {
        let all: Vec<SentVersion> = (1..)
            .zip(versions)
            .map(|(no, (is_late, decided))| SentVersion {
                no,
                is_late: *is_late,
                decided: *decided,
                withdrawn: false,
            })
            .collect();
        let (no, standing) = stands(&all);
        let each = all.iter().map(|v| standing_of(v, &all)).collect();
        (no, standing, each)
    }

    use Standing::{Counts, Late, Supplement, Withdrawn};

    /// The same, the first so many of them taken back.
    fn withdrawn(
        first: usize,
        versions: &[(bool, Option<bool>)],
    ) -> (i32, Standing, Vec<Standing>) {
        let all: Vec<SentVersion> = versions
            .iter()
            .enumerate()
            .map(|(at, (is_late, decided))| SentVersion {
                no: i32::try_from(at + 1).unwrap(),
                is_late: *is_late,
                decided: *decided,
                withdrawn: at < first,
            })
            .collect();
        let (no, standing) = stands(&all);
        let each = all.iter().map(|v| standing_of(v, &all)).collect();
        (no, standing, each)
    }

    #[test]
    fn what_was_taken_back_counts_no_more_and_what_is_sent_anew_counts_by_when_it_comes() {
        let found = withdrawn(2, &[IN_TIME, TAKEN]);
        assert_eq!(found, (2, Withdrawn, vec![Withdrawn, Withdrawn]));
        let found = withdrawn(1, &[IN_TIME, IN_TIME]);
        assert_eq!(found, (2, Counts, vec![Withdrawn, Counts]));
        let found = withdrawn(1, &[IN_TIME, LATE]);
        assert_eq!(found, (2, Late, vec![Withdrawn, Late]));
    }

    #[test]
    fn a_later_answer_in_time_takes_the_place_of_the_earlier() {
        assert_eq!(of(&[IN_TIME, IN_TIME]), (2, Counts, vec![Counts, Counts]));
    }

    #[test]
    fn a_late_answer_stands_beside_one_in_time() {
        let found = of(&[IN_TIME, IN_TIME, LATE]);
        assert_eq!(found, (2, Counts, vec![Counts, Counts, Supplement]));
    }

    #[test]
    fn among_late_answers_the_last_stands() {
        assert_eq!(of(&[LATE]), (1, Late, vec![Late]));
        assert_eq!(of(&[LATE, LATE]), (2, Late, vec![Late, Late]));
    }

    #[test]
    fn staff_let_a_late_answer_count_alone_or_in_the_place_of_one_in_time() {
        assert_eq!(of(&[TAKEN]), (1, Counts, vec![Counts]));
        assert_eq!(of(&[IN_TIME, TAKEN]), (2, Counts, vec![Counts, Counts]));
    }

    #[test]
    fn what_staff_leave_out_never_stands_before_what_counts() {
        assert_eq!(of(&[LEFT]), (1, Late, vec![Late]));
        assert_eq!(of(&[IN_TIME, LEFT]), (1, Counts, vec![Counts, Supplement]));
        assert_eq!(of(&[TAKEN, LEFT]), (1, Counts, vec![Counts, Supplement]));
    }

    #[test]
    fn a_decision_holds_for_its_version_and_the_next_one_waits_for_its_own() {
        assert_eq!(of(&[TAKEN, LATE]), (1, Counts, vec![Counts, Supplement]));
        assert_eq!(of(&[LEFT, LATE]), (2, Late, vec![Late, Late]));
    }

    #[test]
    fn what_comes_in_time_after_the_deadline_was_moved_stands_whatever_was_decided_before() {
        assert_eq!(of(&[LATE, IN_TIME]), (2, Counts, vec![Supplement, Counts]));
        assert_eq!(of(&[TAKEN, IN_TIME]), (2, Counts, vec![Counts, Counts]));
        assert_eq!(of(&[LEFT, IN_TIME]), (2, Counts, vec![Supplement, Counts]));
    }
}
