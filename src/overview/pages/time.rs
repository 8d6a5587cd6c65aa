//! Answers over time, as a picture in two widths and as a table.

use super::Visit;
use crate::calendar;
use crate::i18n::Lang;
use crate::i18n::Value;
use crate::overview::chart::{Chart, NARROW, WIDE, draw};
use crate::overview::timeline::{Timeline, Week};

pub(super) struct Time {
    pub charts: [Chart; 2],
    pub title: String,
    /// What the picture shows, in words.
    pub finding: String,
    pub weeks: Vec<WeekLine>,
}

pub(super) struct WeekLine {
    pub text: String,
    pub new: usize,
    pub total: usize,
    pub letters: usize,
}

/// Nothing while nobody has answered.
pub(super) fn time(visit: &Visit, timeline: &Timeline) -> Option<Time> {
    let busiest = timeline.busiest()?;
    let half = timeline.half_on()?;
    let lang = visit.lang;
    let date = |on| calendar::long_date(lang, on);
    let last = timeline.days.last().map_or(timeline.first, |day| day.on);
    let (first, last, half, day) = (
        date(timeline.first),
        date(last),
        date(half),
        date(busiest.on),
    );
    let found: [(&str, &dyn Value); 4] = [
        ("n", &timeline.total()),
        ("half", &half),
        ("most", &busiest.new),
        ("day", &day),
    ];
    Some(Time {
        charts: [draw(timeline, lang, &WIDE), draw(timeline, lang, &NARROW)],
        title: lang.with("overview-time-title", &[("first", &first), ("last", &last)]),
        finding: lang.with("overview-time-finding", &found),
        weeks: timeline
            .weeks()
            .iter()
            .map(|week| line(lang, week))
            .collect(),
    })
}

fn line(lang: Lang, week: &Week) -> WeekLine {
    let year = week.year.to_string();
    WeekLine {
        text: lang.with("overview-week", &[("no", &week.no), ("year", &year)]),
        new: week.new,
        total: week.total,
        letters: week.letters,
    }
}
