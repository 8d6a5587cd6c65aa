//! The computed calendar against the file of holidays, the deadline over both clock changes, and the words.

use chrono::TimeDelta;

use super::*;
use crate::i18n::Lang;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn the_computed_holidays_are_those_of_the_file() {
    let file = include_str!("../../tests/data/holidays.csv");
    let listed: Vec<String> = file.lines().skip(1).map(str::to_owned).collect();
    let computed: Vec<String> = (2024..=2035)
        .flat_map(holidays)
        .map(|h| format!("{},{},{}", h.date, h.name_nb, h.name_nn))
        .collect();
    let mut by_line = (listed.clone(), computed);
    by_line.0.sort();
    by_line.1.sort();
    assert_eq!(listed.len(), 144);
    assert_eq!(by_line.0, by_line.1);
}

#[test]
fn easter_falls_where_it_is_known_to_have_fallen() {
    for known in [
        "1818-03-22",
        "1943-04-25",
        "1954-04-18",
        "1981-04-19",
        "2000-04-23",
        "2008-03-23",
        "2038-04-25",
    ] {
        assert_eq!(holidays::easter_sunday(day(known).year()), Some(day(known)));
    }
}

#[test]
fn weekends_and_holidays_are_no_working_days() {
    assert!(is_working_day(day("2024-08-01")));
    assert!(!is_working_day(day("2024-08-03")));
    assert!(!is_working_day(day("2024-05-17")));
    assert_eq!(
        first_working_day_on_or_after(day("2024-03-28")),
        day("2024-04-02")
    );
    assert_eq!(
        first_working_day_on_or_after(day("2024-08-01")),
        day("2024-08-01")
    );
}

#[test]
fn a_deadline_closes_at_the_midnight_after_its_day_in_norway() {
    assert_eq!(
        closes_at(day("2024-08-01")),
        instant("2024-08-01T22:00:00Z")
    );
    assert_eq!(
        closes_at(day("2024-12-31")),
        instant("2024-12-31T23:00:00Z")
    );
}

#[test]
fn the_days_on_which_the_clock_is_set_have_23_and_25_hours() {
    let length = |date: &str| closes_at(day(date)) - closes_at(day(date).pred_opt().unwrap());
    assert_eq!(length("2026-10-25"), TimeDelta::hours(25));
    assert_eq!(length("2027-03-28"), TimeDelta::hours(23));
    assert_eq!(length("2027-03-29"), TimeDelta::hours(24));
}

#[test]
fn days_left_are_counted_by_the_calendar_in_norway() {
    let deadline = day("2024-08-01");
    assert_eq!(
        days_left(instant("2024-06-14T08:00:00Z"), deadline),
        Some(48)
    );
    assert_eq!(
        days_left(instant("2024-07-31T21:59:59Z"), deadline),
        Some(1)
    );
    assert_eq!(
        days_left(instant("2024-07-31T22:00:00Z"), deadline),
        Some(0)
    );
    assert_eq!(
        days_left(instant("2024-08-01T21:59:59Z"), deadline),
        Some(0)
    );
    assert_eq!(days_left(instant("2024-08-01T22:00:00Z"), deadline), None);
}

#[test]
fn the_example_is_open_for_sixty_days_more_and_108_in_all() {
    for start in day("2024-01-01").iter_days().take(800) {
        let dates = demo_dates(start);
        let left = dates.deadline_on.signed_duration_since(start).num_days();
        assert!((60..=66).contains(&left), "{start}: {left}");
        assert!(is_working_day(dates.deadline_on));
        assert!(dates.published_on < start);
        let open = dates.deadline_on.signed_duration_since(dates.published_on);
        assert_eq!(open.num_days(), 108);
    }
}

#[test]
fn the_real_dates_raise_no_concern_and_awkward_ones_do() {
    assert_eq!(concerns(day("2024-08-01")), []);
    assert_eq!(
        concerns(day("2024-07-06")),
        [Concern::Saturday, Concern::July]
    );
    assert_eq!(concerns(day("2024-03-26")), [Concern::Easter]);
    assert_eq!(concerns(day("2024-12-31")), [Concern::Christmas]);
    assert!(matches!(
        concerns(day("2024-03-31"))[..],
        [Concern::Holiday(_), Concern::Sunday]
    ));
}

#[test]
fn six_weeks_is_the_least_and_three_months_is_normal() {
    let published = day("2024-04-15");
    assert_eq!(span(published, day("2024-05-26")), Span::TooShort);
    assert_eq!(span(published, day("2024-05-27")), Span::Short);
    assert_eq!(span(published, day("2024-07-14")), Span::Short);
    assert_eq!(span(published, day("2024-07-15")), Span::Normal);
    assert_eq!(span(published, day("2024-08-01")), Span::Normal);
}

#[test]
fn dates_and_times_are_written_as_norwegians_write_them() {
    let at = instant("2024-08-01T12:32:07Z");
    assert_eq!(long_date(Lang::Nb, day("2024-08-01")), "1. august 2024");
    assert_eq!(
        weekday_date(Lang::Nb, day("2024-08-01")),
        "torsdag 1. august 2024"
    );
    assert_eq!(
        weekday_date(Lang::Nn, day("2024-08-06")),
        "tysdag 6. august 2024"
    );
    assert_eq!(clock_time(Lang::Nb, at), "kl. 14.32");
    assert_eq!(date_time(Lang::Nn, at), "1. august 2024 kl. 14.32");
    assert_eq!(
        date_time(Lang::Nb, instant("2024-12-31T23:05:00Z")),
        "1. januar 2025 kl. 00.05"
    );
}

#[test]
fn how_late_is_said_in_words_in_both_languages() {
    let late = |lang, seconds| how_late(lang, TimeDelta::seconds(seconds));
    assert_eq!(
        how_late(Lang::Nb, TimeDelta::milliseconds(3)),
        "under ett sekund"
    );
    assert_eq!(late(Lang::Nn, -5), "under eitt sekund");
    assert_eq!(late(Lang::Nb, 1), "1 sekund");
    assert_eq!(late(Lang::Nb, 59), "59 sekunder");
    assert_eq!(late(Lang::Nn, 59), "59 sekund");
    assert_eq!(late(Lang::Nb, 125), "2 minutter og 5 sekunder");
    assert_eq!(late(Lang::Nn, 3_600), "1 time");
    assert_eq!(late(Lang::Nb, 2 * 3_600 + 60), "2 timer og 1 minutt");
    assert_eq!(late(Lang::Nn, 2 * 3_600 + 120), "2 timar og 2 minutt");
    assert_eq!(late(Lang::Nb, 86_400 + 3 * 3_600), "1 dag og 3 timer");
    assert_eq!(late(Lang::Nn, 12 * 86_400 + 59), "12 dagar");
}

#[test]
fn a_clock_time_is_an_instant_but_in_the_hour_that_spring_leaves_out() {
    let at = |day: &str, time: &str| instant_in_oslo(day.parse().unwrap(), time.parse().unwrap());
    let utc = |text: &str| Some(text.parse::<DateTime<Utc>>().unwrap());
    assert_eq!(at("2026-05-12", "10:00:00"), utc("2026-05-12T08:00:00Z"));
    assert_eq!(at("2026-01-12", "10:00:00"), utc("2026-01-12T09:00:00Z"));
    assert_eq!(at("2026-03-29", "02:30:00"), None);
    // The hour that autumn has twice: the first of them.
    assert_eq!(at("2026-10-25", "02:30:00"), utc("2026-10-25T00:30:00Z"));
}
