//! Whether a text names a day, in any of the ways that people write one: «1. august 2024», «1. aug.», «01.08.2024»,
//! «1/8-24», «2024-08-01».

use crate::calendar;
use crate::i18n::Lang;
use chrono::{Datelike, NaiveDate};

/// The fewest letters of a month that is cut short.
const SHORTEST: usize = 3;
/// The most signs between the parts of a date.
const WIDEST: usize = 3;

/// Figures or letters, and what stands between them and those before.
struct Run<'t> {
    between: &'t str,
    text: &'t str,
}

impl Run<'_> {
    /// Whether it goes on with a date. The backslash is Markdown's, which keeps «1.» from being a list.
    fn is_joined(&self) -> bool {
        let is_sign = |c: char| c.is_whitespace() || matches!(c, '.' | '/' | '-' | '–' | '\\');
        self.between.chars().count() <= WIDEST && self.between.chars().all(is_sign)
    }

    fn number(&self) -> Option<u32> {
        self.text.parse().ok()
    }

    fn is_year(&self) -> bool {
        self.text.len() == 4 && self.number().is_some()
    }

    /// «august», «aug»: the months have the same names in both languages.
    fn is_month_of(&self, date: NaiveDate) -> bool {
        let word = self.text.to_lowercase();
        let month = calendar::month_name(Lang::Nb, date);
        word.len() >= SHORTEST && month.starts_with(&word)
    }
}

fn runs(text: &str) -> Vec<Run<'_>> {
    let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
    let (mut found, mut between, mut rest) = (Vec::new(), "", text);
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| kind(c) != kind(first));
        let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
        if kind(first) == (false, false) {
            between = run;
        } else {
            found.push(Run { between, text: run });
            between = "";
        }
        rest = after;
    }
    found
}

/// Whether a text names a date. A day without a year is that of the deadline that stands now, where it can be.
pub fn names(text: &str, date: NaiveDate, now: Option<NaiveDate>) -> bool {
    let day = |date: NaiveDate| (date.day(), date.month());
    let may_lack_year = now.map(day) != Some(day(date));
    let runs = runs(text);
    (0..runs.len()).any(|at| begins(&runs[at..], date, may_lack_year))
}

/// Whether the date stands first here.
fn begins(runs: &[Run<'_>], date: NaiveDate, may_lack_year: bool) -> bool {
    let joined = |n: usize| runs.get(n).filter(|run| n == 0 || run.is_joined());
    let is = |n: usize, wanted: u32| joined(n).and_then(Run::number) == Some(wanted);
    let year = u32::try_from(date.year()).unwrap_or_default();
    let (month, day) = (date.month(), date.day());
    if is(0, year) {
        return is(1, month) && is(2, day);
    }
    let is_of_year = is(2, year) || is(2, year % 100);
    let is_named = joined(1).is_some_and(|run| run.is_month_of(date));
    let has_year = joined(2).is_some_and(Run::is_year);
    let is_year_told = is_of_year || (is_named && may_lack_year && !has_year);
    is(0, day) && (is_named || is(1, month)) && is_year_told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_day_is_found_however_it_is_written() {
        for text in [
            "Fristen er **1. august 2024**.",
            "innen 1.august 2024",
            "1 AUGUST 2024",
            "1\\. august\n2024",
            "torsdag 1.\u{a0}aug. 2024",
            "01.08.2024",
            "1.8.24",
            "1/8-2024",
            "1/8/24",
            "2024-08-01",
            "innen 1. august, og ikke senere",
        ] {
            assert!(names(text, on(2024, 8, 1), None), "{text}");
        }
    }

    #[test]
    fn another_day_is_not_taken_for_it() {
        for text in [
            "11. august 2024",
            "1. august 2025",
            "1. september 2024",
            "12024-08-01",
            "Vedlegg 1: august",
            "1.8",
            "1. au 2024",
            "",
        ] {
            assert!(!names(text, on(2024, 8, 1), None), "{text}");
        }
    }

    #[test]
    fn a_day_without_a_year_is_that_of_the_deadline_now_where_it_is_the_same_day() {
        let (old, now) = (on(2024, 8, 1), Some(on(2027, 8, 1)));
        assert!(!names("innen 1. august", old, now));
        assert!(names("innen 1. august 2024", old, now));
        assert!(names("innen 1. august", old, Some(on(2027, 9, 1))));
    }
}
