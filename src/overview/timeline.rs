//! Answers over time: how many had come by the end of each day in Oslo, when letters went out, and the deadlines.
//! An answer stands on the day when the version came that counts.

use super::read::Read;
use crate::calendar::{closes_at, oslo_date};
use crate::consultations::Consultation;
use crate::review::{Places, Standing};
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};
use std::collections::BTreeMap;
use std::ops::Range;

/// So many days with letters are marked in the picture: those with the most. The table has them all.
const MARKED_LETTERS: usize = 3;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Day {
    pub on: NaiveDate,
    pub new: usize,
    /// With all that came before.
    pub total: usize,
    pub letters: usize,
}

/// A week, from Monday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Week {
    pub no: u32,
    pub year: i32,
    /// The first and the last of its days that are counted.
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub new: usize,
    pub total: usize,
    pub letters: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Letters(usize),
    EarlierDeadline,
    Deadline,
}

#[derive(Debug, Clone)]
pub(super) struct Timeline {
    pub first: NaiveDate,
    /// Where the picture ends: the deadline, or what came after it.
    pub last: NaiveDate,
    /// From the first day until today, or until the picture ends.
    pub days: Vec<Day>,
    pub marks: Vec<(NaiveDate, Mark)>,
}

impl Timeline {
    pub fn of(consultation: &Consultation, read: &Read, now: DateTime<Utc>) -> Self {
        let values = read.roster.values();
        let counting = values.standings.get(&Standing::Counts);
        let counting = counting.into_iter().flat_map(Places::ones);
        let answers = by_day(counting.map(|at| values.came[at]));
        let letters = by_day(read.letters.iter().copied());
        let came = answers.keys().chain(letters.keys()).copied();
        let first = came.clone().chain([consultation.published_on]).min();
        let first = first.unwrap_or(consultation.published_on);
        let last = came.chain([consultation.deadline_on]).max();
        let last = last.unwrap_or(consultation.deadline_on).max(first);
        let until = oslo_date(now).clamp(first, last);
        let mut total = 0;
        let day = |on: NaiveDate| {
            let new = answers.get(&on).copied().unwrap_or(0);
            total += new;
            let letters = letters.get(&on).copied().unwrap_or(0);
            Day {
                on,
                new,
                total,
                letters,
            }
        };
        Self {
            days: first
                .iter_days()
                .take_while(|on| *on <= until)
                .map(day)
                .collect(),
            marks: marks(consultation, &letters),
            first,
            last,
        }
    }

    /// Nobody has been written to, and no answer counts.
    pub fn is_empty(&self) -> bool {
        self.days.iter().all(|day| day.new + day.letters == 0)
    }

    pub fn total(&self) -> usize {
        self.days.last().map_or(0, |day| day.total)
    }

    /// The day with the most answers, the earliest of equals.
    pub fn busiest(&self) -> Option<&Day> {
        let days = self.days.iter().rev();
        days.max_by_key(|day| day.new).filter(|day| day.new > 0)
    }

    /// The day by whose end half of them had come.
    pub fn half_on(&self) -> Option<NaiveDate> {
        let half = self.total().div_ceil(2);
        let day = self.days.iter().find(|day| half > 0 && day.total >= half);
        day.map(|day| day.on)
    }

    pub fn weeks(&self) -> Vec<Week> {
        let mut weeks: Vec<Week> = Vec::new();
        for day in &self.days {
            let iso = day.on.iso_week();
            match weeks.last_mut() {
                Some(week) if day.on.weekday() != Weekday::Mon => {
                    week.new += day.new;
                    week.letters += day.letters;
                    week.total = day.total;
                    week.to = day.on;
                }
                _ => weeks.push(Week {
                    no: iso.week(),
                    year: iso.year(),
                    from: day.on,
                    to: day.on,
                    new: day.new,
                    total: day.total,
                    letters: day.letters,
                }),
            }
        }
        weeks
    }
}

/// How many on each day in Oslo. Instants that follow each other are mostly of one day, and whether they are is
/// told at once; which day it is takes the time zone's rules.
fn by_day(instants: impl Iterator<Item = DateTime<Utc>>) -> BTreeMap<NaiveDate, usize> {
    let mut counted = BTreeMap::new();
    let mut last: Option<(NaiveDate, Range<DateTime<Utc>>)> = None;
    for at in instants {
        let on = match &last {
            Some((on, day)) if day.contains(&at) => *on,
            _ => oslo_date(at),
        };
        if last.as_ref().is_none_or(|(known, _)| *known != on) {
            let begins = on.pred_opt().map_or(at, closes_at);
            last = Some((on, begins..closes_at(on)));
        }
        *counted.entry(on).or_default() += 1;
    }
    counted
}

fn marks(
    consultation: &Consultation,
    letters: &BTreeMap<NaiveDate, usize>,
) -> Vec<(NaiveDate, Mark)> {
    let mut most: Vec<(NaiveDate, usize)> = letters.iter().map(|(on, n)| (*on, *n)).collect();
    most.sort_by_key(|(on, n)| (std::cmp::Reverse(*n), *on));
    most.truncate(MARKED_LETTERS);
    let mut marks: Vec<(NaiveDate, Mark)> = most
        .into_iter()
        .map(|(on, n)| (on, Mark::Letters(n)))
        .collect();
    let earlier = consultation
        .deadline_changes
        .iter()
        .map(|change| change.old_on);
    marks.extend(earlier.map(|on| (on, Mark::EarlierDeadline)));
    marks.push((consultation.deadline_on, Mark::Deadline));
    marks.sort_by_key(|(on, _)| *on);
    marks
}

/// The first of each month between two days.
pub(super) fn months(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let from = first.checked_add_days(Days::new(1)).unwrap_or(first);
    from.iter_days()
        .take_while(move |on| *on <= last)
        .filter(|on| on.day() == 1)
}
