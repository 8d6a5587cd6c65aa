//! Days and clock time in Norway: public holidays, working days, when a deadline closes, and how dates are
//! written. Reads no clock: every instant comes from the caller.

mod holidays;
mod words;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Europe::Oslo;
use chrono_tz::Tz;

pub use holidays::{Holiday, holidays};
pub use words::{
    clock_time, date_time, exact_time, how_late, long_date, month_name, short_date, weekday_date,
};

/// What a person who sets a deadline should be told about the day. Ground for a warning only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    Saturday,
    Sunday,
    Holiday(Holiday),
    /// The common holiday: few are at work, councils do not meet.
    July,
    /// Christmas Eve to New Year's Eve.
    Christmas,
    /// The working days before Maundy Thursday, and Easter Eve.
    Easter,
}

/// How long a consultation lies open, against the instructions for official studies (utredningsinstruksen 3-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Under six weeks: needs a written reason.
    TooShort,
    /// Under the normal three months.
    Short,
    Normal,
}

/// The days that the example is moved to, so that it is open on the day it is first shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemoDates {
    pub published_on: NaiveDate,
    pub deadline_on: NaiveDate,
}

/// The instant as the clock shows it in Norway.
pub fn oslo(at: DateTime<Utc>) -> DateTime<Tz> {
    at.with_timezone(&Oslo)
}

/// The day in Norway at that instant.
pub fn oslo_date(at: DateTime<Utc>) -> NaiveDate {
    oslo(at).date_naive()
}

/// The instant when the clock in Norway shows this; `None` in the hour that is left out in spring.
pub fn instant_in_oslo(date: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    let local = Oslo.from_local_datetime(&date.and_time(time));
    local.earliest().map(|at| at.to_utc())
}

pub fn is_working_day(date: NaiveDate) -> bool {
    let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    !weekend && holidays::on(date).is_none()
}

/// The public holiday that a day is.
pub fn holiday(date: NaiveDate) -> Option<Holiday> {
    holidays::on(date)
}

pub fn first_working_day_on_or_after(date: NaiveDate) -> NaiveDate {
    date.iter_days()
        .find(|day| is_working_day(*day))
        .unwrap_or(date)
}

/// The first instant that is too late: midnight in Norway after the day of the deadline.
/// A deadline is open to the end of its day, which on the days the clock is set has 23 or 25 hours.
pub fn closes_at(deadline_on: NaiveDate) -> DateTime<Utc> {
    let midnight = plus_days(deadline_on, 1).and_time(NaiveTime::MIN);
    // The clock is set at 02 and 03 here, so this midnight exists exactly once; the rest is for older years,
    // when it was set at midnight.
    Oslo.from_local_datetime(&midnight)
        .earliest()
        .map_or_else(|| midnight.and_utc(), |at| at.to_utc())
}

/// Whole days left, counted as people count them: 0 on the day of the deadline itself, none once it has closed.
pub fn days_left(now: DateTime<Utc>, deadline_on: NaiveDate) -> Option<u32> {
    let days = deadline_on.signed_duration_since(oslo_date(now)).num_days();
    u32::try_from(days).ok()
}

/// What to tell a person who sets this deadline.
pub fn concerns(deadline_on: NaiveDate) -> Vec<Concern> {
    let mut found = Vec::new();
    if let Some(holiday) = holidays::on(deadline_on) {
        found.push(Concern::Holiday(holiday));
    }
    match deadline_on.weekday() {
        Weekday::Sat => found.push(Concern::Saturday),
        Weekday::Sun => found.push(Concern::Sunday),
        _ => {}
    }
    match (deadline_on.month(), deadline_on.day()) {
        (7, _) => found.push(Concern::July),
        (12, 24..) => found.push(Concern::Christmas),
        _ => {}
    }
    let in_easter_week = holidays::easter_sunday(deadline_on.year())
        .is_some_and(|easter| (minus_days(easter, 8)..easter).contains(&deadline_on));
    if in_easter_week && holidays::on(deadline_on).is_none() {
        found.push(Concern::Easter);
    }
    found
}

/// How the time between the two days stands against the rule.
pub fn span(published_on: NaiveDate, deadline_on: NaiveDate) -> Span {
    let three_months = published_on
        .checked_add_months(Months::new(3))
        .unwrap_or(NaiveDate::MAX);
    if deadline_on < plus_days(published_on, 42) {
        Span::TooShort
    } else if deadline_on < three_months {
        Span::Short
    } else {
        Span::Normal
    }
}

/// The example's dates for someone who starts it today: open for at least 60 more days, and as long in all as
/// the real consultation was.
pub fn demo_dates(today: NaiveDate) -> DemoDates {
    let deadline_on = first_working_day_on_or_after(plus_days(today, 60));
    DemoDates {
        published_on: minus_days(deadline_on, 108),
        deadline_on,
    }
}

fn plus_days(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days))
        .unwrap_or(NaiveDate::MAX)
}

fn minus_days(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_sub_days(Days::new(days))
        .unwrap_or(NaiveDate::MIN)
}

#[cfg(test)]
mod tests;
