//! A day and a reason, as somebody types them who moves a deadline or asks for it.

use super::NEW_ON;
use crate::calendar;
use crate::error::FieldError;
use crate::text;
use chrono::{DateTime, Days, NaiveDate, Utc};

/// The control of the reason.
pub const REASON: &str = "reason";

/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 2_000;

/// A deadline further ahead than this is a slip of the pen.
const MOST_DAYS: Days = Days::new(3 * 366);

/// Nobody means a deadline this far ahead; once published it could never be mended.
pub fn is_too_far(deadline_on: NaiveDate, today: NaiveDate) -> bool {
    deadline_on > today + MOST_DAYS
}

/// A reason, which must be there.
pub fn read_reason(typed: &str) -> Result<String, FieldError> {
    let reason = text::canonical(typed).trim().to_owned();
    match text::count(&reason) {
        0 => Err(FieldError::new(REASON, "error-reason-missing")),
        n if n > LONGEST_REASON => Err(too_long(REASON)),
        _ => Ok(reason),
    }
}

pub fn too_long(at: &str) -> FieldError {
    let most = i64::try_from(LONGEST_REASON).unwrap_or(i64::MAX);
    FieldError::new(at, "error-length").with(most)
}

/// «2026-08-15», as browsers send a day, or «15.8.2026», as people write it.
pub fn read_day(typed: &str) -> Result<NaiveDate, &'static str> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err("error-day-missing");
    }
    let by_browser = NaiveDate::parse_from_str(typed, "%Y-%m-%d");
    by_browser
        .or_else(|_| NaiveDate::parse_from_str(typed, "%d.%m.%Y"))
        .map_err(|_| "error-day")
}

/// A day that a deadline may be moved to, or that may be asked for, when this one is in force.
pub fn read_later_day(
    typed: &str,
    in_force: NaiveDate,
    now: DateTime<Utc>,
) -> Result<NaiveDate, FieldError> {
    let day = read_day(typed).map_err(|code| FieldError::new(NEW_ON, code))?;
    check_day(day, in_force, now).map(|()| day)
}

/// Whether a deadline may be moved to this day, or asked for, when this one is in force.
pub fn check_day(
    new_on: NaiveDate,
    in_force: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), FieldError> {
    let today = calendar::oslo_date(now);
    let code = match new_on {
        day if day <= in_force => "error-deadline-not-later",
        day if day < today => "error-deadline-past",
        day if is_too_far(day, today) => "error-deadline-far",
        _ => return Ok(()),
    };
    Err(FieldError::new(NEW_ON, code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_is_read_as_browsers_send_it_and_as_people_write_it() {
        assert_eq!(read_day(" 2026-08-15 "), Ok(day("2026-08-15")));
        assert_eq!(read_day("15.8.2026"), Ok(day("2026-08-15")));
        assert_eq!(read_day(""), Err("error-day-missing"));
        assert_eq!(read_day("31.02.2026"), Err("error-day"));
    }
}
