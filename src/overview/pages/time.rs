//! Answers over time, as a picture in two widths and as a table.

use super::Visit;
use crate::calendar;
use crate::i18n::Value;
use crate::overview::chart::{Chart, NARROW, WIDE, draw};
use crate::overview::lists;
use crate::overview::timeline::{Timeline, Week};
use crate::review::Days;

pub(super) struct Time {
    pub charts: [Chart; 2],
    pub title: String,
    /// What the picture shows, in words.
    pub finding: String,
    /// Where the answers of the day with the most are, and what that link says.
    pub busiest: (String, String),
    pub weeks: Vec<WeekLine>,
}

pub(super) struct WeekLine {
    pub text: String,
    pub new: usize,
    pub new_href: String,
    pub total: usize,
    pub total_href: String,
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
    let of_busiest: [(&str, &dyn Value); 2] = [("n", &busiest.new), ("day", &day)];
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
        busiest: (
            came(visit, Days::between(busiest.on, busiest.on)),
            lang.with("overview-time-busiest", &of_busiest),
        ),
        weeks: timeline
            .weeks()
            .iter()
            .map(|week| line(visit, week))
            .collect(),
    })
}

fn came(visit: &Visit, days: Days) -> String {
    visit.answers(&lists::came(days))
}

fn line(visit: &Visit, week: &Week) -> WeekLine {
    let year = week.year.to_string();
    WeekLine {
        text: visit
            .lang
            .with("overview-week", &[("no", &week.no), ("year", &year)]),
        new: week.new,
        new_href: came(visit, Days::between(week.from, week.to)),
        total: week.total,
        total_href: came(visit, Days::until(week.to)),
        letters: week.letters,
    }
}
