//! How dates, clock time and delays are written in bokmål and nynorsk.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike, Utc};

use super::oslo;
use crate::i18n::Lang;

// The months have the same names in both languages.
const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];
const SHORT_MONTHS: [&str; 12] = [
    "jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des.",
];
const WEEKDAYS_NB: [&str; 7] = [
    "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag",
];
const WEEKDAYS_NN: [&str; 7] = [
    "måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag",
];

/// «august»
pub fn month_name(_lang: Lang, date: NaiveDate) -> &'static str {
    MONTHS[date.month0() as usize % 12]
}

/// «1. august 2024»
pub fn long_date(lang: Lang, date: NaiveDate) -> String {
    let month = month_name(lang, date);
    format!("{}. {month} {}", date.day(), date.year())
}

/// «1. aug.», held together: where there is little room and the year is clear.
pub fn short_date(_lang: Lang, date: NaiveDate) -> String {
    let month = SHORT_MONTHS[date.month0() as usize % 12];
    format!("{}.\u{A0}{month}", date.day())
}

/// «torsdag 1. august 2024»
pub fn weekday_date(lang: Lang, date: NaiveDate) -> String {
    let names = match lang {
        Lang::Nb => WEEKDAYS_NB,
        Lang::Nn => WEEKDAYS_NN,
    };
    let weekday = names[date.weekday().num_days_from_monday() as usize % 7];
    format!("{weekday} {}", long_date(lang, date))
}

/// «kl. 14.32», as the clock shows in Norway.
pub fn clock_time(_lang: Lang, at: DateTime<Utc>) -> String {
    let local = oslo(at);
    format!("kl. {:02}.{:02}", local.hour(), local.minute())
}

/// «kl. 14.32.05»: where the second matters, as in a receipt.
pub fn exact_time(_lang: Lang, at: DateTime<Utc>) -> String {
    let local = oslo(at);
    let (hour, minute, second) = (local.hour(), local.minute(), local.second());
    format!("kl. {hour:02}.{minute:02}.{second:02}")
}

/// «1. august 2024 kl. 14.32»
pub fn date_time(lang: Lang, at: DateTime<Utc>) -> String {
    let date = long_date(lang, oslo(at).date_naive());
    format!("{date} {}", clock_time(lang, at))
}

/// How much too late, in the two largest units: «1 dag og 3 timer», «12 minutter», «under ett sekund».
pub fn how_late(lang: Lang, late_by: TimeDelta) -> String {
    let seconds = late_by.num_seconds().max(0);
    let amounts = [
        (seconds / 86_400, Unit::Day),
        (seconds / 3_600 % 24, Unit::Hour),
        (seconds / 60 % 60, Unit::Minute),
        (seconds % 60, Unit::Second),
    ];
    let Some(first) = amounts.iter().position(|(amount, _)| *amount > 0) else {
        return match lang {
            Lang::Nb => "under ett sekund".to_owned(),
            Lang::Nn => "under eitt sekund".to_owned(),
        };
    };
    let largest: Vec<String> = amounts
        .iter()
        .skip(first)
        .take(2)
        .filter(|(amount, _)| *amount > 0)
        .map(|(amount, unit)| format!("{amount} {}", unit.word(lang, *amount)))
        .collect();
    largest.join(" og ")
}

#[derive(Clone, Copy)]
enum Unit {
    Day,
    Hour,
    Minute,
    Second,
}

impl Unit {
    fn word(self, lang: Lang, amount: i64) -> &'static str {
        match (self, amount, lang) {
            (Unit::Day, 1, _) => "dag",
            (Unit::Day, _, Lang::Nb) => "dager",
            (Unit::Day, _, Lang::Nn) => "dagar",
            (Unit::Hour, 1, _) => "time",
            (Unit::Hour, _, Lang::Nb) => "timer",
            (Unit::Hour, _, Lang::Nn) => "timar",
            (Unit::Minute, 1, _) | (Unit::Minute, _, Lang::Nn) => "minutt",
            (Unit::Minute, _, Lang::Nb) => "minutter",
            (Unit::Second, 1, _) | (Unit::Second, _, Lang::Nn) => "sekund",
            (Unit::Second, _, Lang::Nb) => "sekunder",
        }
    }
}
