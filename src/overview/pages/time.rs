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
    /// Where the answers of the day with the most are, and what that link says; none while no answer counts.
    pub busiest: Option<(String, String)>,
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

/// Nothing while nobody has been written to and no answer counts.
pub(super) fn time(visit: &Visit, timeline: &Timeline) -> Option<Time> {
    if timeline.is_empty() {
        return None;
    }
    let lang = visit.lang;
    let date = |on| calendar::long_date(lang, on);
    let last = timeline.days.last().map_or(timeline.first, |day| day.on);
    let (first, last) = (date(timeline.first), date(last));
    let (finding, busiest) = match timeline.busiest().zip(timeline.half_on()) {
        None => (lang.t("overview-none-yet"), None),
        Some((busiest, half)) => {
            let (half, day) = (date(half), date(busiest.on));
            let found: [(&str, &dyn Value); 4] = [
                ("n", &timeline.total()),
                ("half", &half),
                ("most", &busiest.new),
                ("day", &day),
            ];
            let of_day = lang.with(
                "overview-time-busiest",
                &[("n", &busiest.new), ("day", &day)],
            );
            let href = came(visit, Days::between(busiest.on, busiest.on));
            (
                lang.with("overview-time-finding", &found),
                Some((href, of_day)),
            )
        }
    };
    let weeks = timeline.weeks();
    Some(Time {
        charts: [draw(timeline, lang, &WIDE), draw(timeline, lang, &NARROW)],
        title: lang.with("overview-time-title", &[("first", &first), ("last", &last)]),
        finding,
        busiest,
        weeks: weeks.iter().map(|week| line(visit, week)).collect(),
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
