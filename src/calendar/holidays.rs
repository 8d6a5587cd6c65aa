//! The twelve public holidays of a year, computed; those that move follow Easter.

use chrono::{Datelike, Days, NaiveDate};

use crate::i18n::Lang;

/// A public holiday (helligdag or høytidsdag) and its name in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holiday {
    pub date: NaiveDate,
    pub name_nb: &'static str,
    pub name_nn: &'static str,
}

impl Holiday {
    pub fn name(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Nb => self.name_nb,
            Lang::Nn => self.name_nn,
        }
    }
}

enum When {
    Fixed { month: u32, day: u32 },
    AfterEaster(i32),
}

const RULES: [(When, &str, &str); 12] = [
    (
        When::Fixed { month: 1, day: 1 },
        "Første nyttårsdag",
        "Første nyttårsdag",
    ),
    (When::AfterEaster(-3), "Skjærtorsdag", "Skjærtorsdag"),
    (When::AfterEaster(-2), "Langfredag", "Langfredag"),
    (When::AfterEaster(0), "Første påskedag", "Første påskedag"),
    (When::AfterEaster(1), "Andre påskedag", "Andre påskedag"),
    (
        When::Fixed { month: 5, day: 1 },
        "Offentlig høytidsdag (1. mai)",
        "Offentleg høgtidsdag (1. mai)",
    ),
    (
        When::AfterEaster(39),
        "Kristi himmelfartsdag",
        "Kristi himmelfartsdag",
    ),
    (
        When::Fixed { month: 5, day: 17 },
        "Grunnlovsdagen (17. mai)",
        "Grunnlovsdagen (17. mai)",
    ),
    (When::AfterEaster(49), "Første pinsedag", "Første pinsedag"),
    (When::AfterEaster(50), "Andre pinsedag", "Andre pinsedag"),
    (
        When::Fixed { month: 12, day: 25 },
        "Første juledag",
        "Første juledag",
    ),
    (
        When::Fixed { month: 12, day: 26 },
        "Andre juledag",
        "Andre juledag",
    ),
];

/// The public holidays of the year, by date.
pub fn holidays(year: i32) -> Vec<Holiday> {
    let Some(easter) = easter_sunday(year) else {
        return Vec::new();
    };
    let mut days: Vec<Holiday> = RULES
        .iter()
        .filter_map(|(when, name_nb, name_nn)| {
            let date = match *when {
                When::Fixed { month, day } => NaiveDate::from_ymd_opt(year, month, day),
                When::AfterEaster(days) => moved(easter, days),
            }?;
            Some(Holiday {
                date,
                name_nb,
                name_nn,
            })
        })
        .collect();
    days.sort_by_key(|holiday| holiday.date);
    days
}

pub(super) fn on(date: NaiveDate) -> Option<Holiday> {
    holidays(date.year())
        .into_iter()
        .find(|holiday| holiday.date == date)
}

/// Easter Sunday by the Gregorian computus in whole-number arithmetic (the "anonymous" algorithm).
pub(super) fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let moon_shift = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon_shift + 15).rem_euclid(30);
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4).rem_euclid(7);
    let correction = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * correction + 114;
    NaiveDate::from_ymd_opt(
        year,
        u32::try_from(days / 31).ok()?,
        u32::try_from(days % 31).ok()? + 1,
    )
}

fn moved(date: NaiveDate, days: i32) -> Option<NaiveDate> {
    let length = Days::new(u64::from(days.unsigned_abs()));
    if days < 0 {
        date.checked_sub_days(length)
    } else {
        date.checked_add_days(length)
    }
}
