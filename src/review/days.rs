//! The days between which answers came, both included, as days are counted in Norway. Kept as they were typed, so
//! that the page can show again what is no day.

use crate::calendar::closes_at;
use crate::consultations::read_day;
use crate::error::FieldError;
use chrono::{DateTime, Datelike, NaiveDate, Utc};

/// How the two controls are called in addresses and forms.
pub const FROM: &str = "fra";
pub const TO: &str = "til";

/// As they were typed; nothing where it is open to that side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days {
    pub from: String,
    pub to: String,
}

/// From the first instant of a day until the first that is too late.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    from: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
}

impl Days {
    pub fn between(from: NaiveDate, to: NaiveDate) -> Self {
        Self {
            from: from.to_string(),
            to: to.to_string(),
        }
    }

    pub fn until(to: NaiveDate) -> Self {
        Self {
            to: to.to_string(),
            ..Self::default()
        }
    }

    /// The day that was typed, if it is one.
    pub fn day(typed: &str) -> Option<NaiveDate> {
        // Nobody means the year 26.
        read_day(typed)
            .ok()
            .filter(|day| (1000..=9999).contains(&day.year()))
    }

    /// The instants between which the days lie, or what is wrong with them.
    pub fn span(&self) -> Result<Span, Vec<FieldError>> {
        let mut faults = Vec::new();
        let mut read = |at: &str, typed: &str| {
            let day = Self::day(typed);
            if day.is_none() && !typed.is_empty() {
                faults.push(FieldError::new(at, "error-day"));
            }
            day
        };
        let (from, to) = (read(FROM, &self.from), read(TO, &self.to));
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            faults.push(FieldError::new(TO, "error-days-crossed"));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Span {
            from: from.and_then(|day| day.pred_opt()).map(closes_at),
            until: to.map(closes_at),
        })
    }
}

impl Span {
    pub fn holds(&self, at: DateTime<Utc>) -> bool {
        self.from.is_none_or(|from| from <= at) && self.until.is_none_or(|until| at < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, to: &str) -> Days {
        let (from, to) = (from.to_owned(), to.to_owned());
        Days { from, to }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn both_days_are_in_it_whole_as_the_clock_stands_in_norway() {
        // The clock is set forward on the second of them.
        let span = days("28.3.2026", "2026-03-29").span().unwrap();
        for (instant, is_in) in [
            ("2026-03-27T22:59:59.999999Z", false),
            ("2026-03-27T23:00:00Z", true),
            ("2026-03-29T21:59:59.999999Z", true),
            ("2026-03-29T22:00:00Z", false),
        ] {
            assert_eq!(span.holds(at(instant)), is_in, "{instant}");
        }
    }

    #[test]
    fn a_side_that_is_not_typed_is_open() {
        let (early, late) = (at("1999-01-01T00:00:00Z"), at("2999-01-01T00:00:00Z"));
        let from = days("2026-03-01", "").span().unwrap();
        assert!(!from.holds(early) && from.holds(late));
        let to = days("", "2026-03-01").span().unwrap();
        assert!(to.holds(early) && !to.holds(late));
        assert!(days("", "").span().unwrap().holds(early));
    }

    #[test]
    fn what_is_no_day_is_told_where_it_stands_and_crossed_days_at_the_last() {
        let told = |from: &str, to: &str| -> Vec<(String, &'static str)> {
            let faults = days(from, to).span().unwrap_err();
            faults.into_iter().map(|f| (f.at, f.code)).collect()
        };
        let at = |at: &str, code| (at.to_owned(), code);
        assert_eq!(told("32.1.2026", ""), [at(FROM, "error-day")]);
        assert_eq!(
            told("i går", "1.3.26"),
            [at(FROM, "error-day"), at(TO, "error-day")]
        );
        let crossed = [at(TO, "error-days-crossed")];
        assert_eq!(told("2026-03-02", "2026-03-01"), crossed);
        assert!(days("9999-12-31", "9999-12-31").span().is_ok());
    }
}
