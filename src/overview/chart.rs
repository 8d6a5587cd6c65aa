//! Drawing answers over time, on the server: coordinates and texts, which the template puts into SVG. Colours are
//! classes. Twice: for a wide and for a narrow window, since letters that shrink with the picture cannot be read.

use super::timeline::{Mark, Timeline, months};
use crate::calendar::short_date;
use crate::i18n::Lang;
use chrono::{Datelike, NaiveDate};
use std::fmt::Write as _;

/// What a picture is drawn on, in its own units.
pub(super) struct Paper {
    pub id: &'static str,
    pub class: &'static str,
    width: f64,
    /// From the uppermost line to the bottom one.
    height: f64,
    left: f64,
    right: f64,
    /// About the width of a letter.
    letter: f64,
    line: f64,
}

pub(super) const WIDE: Paper = Paper {
    id: "tid-bred",
    class: "wide",
    width: 720.0,
    height: 190.0,
    left: 48.0,
    right: 14.0,
    letter: 8.3,
    line: 20.0,
};

pub(super) const NARROW: Paper = Paper {
    id: "tid-smal",
    class: "thin",
    width: 330.0,
    height: 170.0,
    left: 46.0,
    right: 10.0,
    letter: 9.2,
    line: 21.0,
};

/// A text beside the picture.
pub(super) struct Text {
    pub x: String,
    pub y: String,
    pub anchor: &'static str,
    pub text: String,
}

/// A line across the picture with its text: a deadline, or a day with letters.
pub(super) struct Line {
    pub x: String,
    pub top: String,
    pub class: &'static str,
    pub label: Text,
}

pub(super) struct Chart {
    pub id: &'static str,
    pub class: &'static str,
    pub width: String,
    pub height: String,
    pub left: String,
    pub right: String,
    pub bottom: String,
    /// Level lines with their numbers.
    pub levels: Vec<Text>,
    pub line: String,
    pub area: String,
    pub dot: (String, String),
    pub dot_label: Text,
    pub marks: Vec<Line>,
    pub days: Vec<Text>,
}

/// Where days and numbers lie on the paper.
struct Scale<'p> {
    paper: &'p Paper,
    first: NaiveDate,
    days: f64,
    top: f64,
    most: f64,
}

impl Scale<'_> {
    fn x(&self, on: NaiveDate) -> f64 {
        let days = on.signed_duration_since(self.first).num_days() as f64;
        let width = self.paper.width - self.paper.left - self.paper.right;
        self.paper.left + width * days / self.days
    }

    fn y(&self, n: usize) -> f64 {
        self.bottom() - self.paper.height * n as f64 / self.most
    }

    fn bottom(&self) -> f64 {
        self.top + self.paper.height
    }
}

fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// A step that gives at most four level lines above the lowest: 1, 2 or 5 with noughts.
fn step(most: usize) -> usize {
    let mut ten = 1;
    loop {
        for step in [ten, 2 * ten, 5 * ten] {
            if most <= 4 * step {
                return step;
            }
        }
        ten *= 10;
    }
}

pub(super) fn draw(timeline: &Timeline, lang: Lang, paper: &Paper) -> Chart {
    let total = timeline.total();
    let step = step(total.max(1));
    let levels = total.max(1).div_ceil(step);
    let days = timeline
        .last
        .signed_duration_since(timeline.first)
        .num_days();
    let mut scale = Scale {
        paper,
        first: timeline.first,
        days: days.max(1) as f64,
        top: 0.0,
        most: (levels * step) as f64,
    };
    let (marks, rows) = marks(&scale, timeline, lang);
    scale.top = paper.line * rows as f64 + 8.0;
    let (line, end) = trace(&scale, timeline);
    let bottom = number(scale.bottom());
    let level = |n: usize| Text {
        x: number(paper.left - 8.0),
        y: number(scale.y(n * step)),
        anchor: "end",
        text: (n * step).to_string(),
    };
    Chart {
        id: paper.id,
        class: paper.class,
        width: number(paper.width),
        height: number(scale.bottom() + paper.line + 8.0),
        left: number(paper.left),
        right: number(paper.width - paper.right),
        levels: (0..=levels).map(level).collect(),
        area: format!("{line}V{bottom}H{}Z", number(paper.left)),
        dot: (number(end.0), number(end.1)),
        dot_label: dot_label(&scale, lang, total, end),
        marks,
        days: day_labels(&scale, timeline, lang),
        line,
        bottom,
    }
}

/// The path of the line, and where it ends.
fn trace(scale: &Scale<'_>, timeline: &Timeline) -> (String, (f64, f64)) {
    let mut path = String::new();
    let mut end = (scale.paper.left, scale.bottom());
    for (n, day) in timeline.days.iter().enumerate() {
        end = (scale.x(day.on), scale.y(day.total));
        let letter = if n == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{letter}{} {}", number(end.0), number(end.1));
    }
    (path, end)
}

/// The number at the end of the line, on the side where there is room.
fn dot_label(scale: &Scale<'_>, lang: Lang, total: usize, (x, y): (f64, f64)) -> Text {
    let text = lang.with("overview-n-answers", &[("n", &total)]);
    let room = text.chars().count() as f64 * scale.paper.letter + 14.0;
    let is_left = x - room > scale.paper.left;
    Text {
        x: number(if is_left { x - 10.0 } else { x + 10.0 }),
        // Above the line, and below the uppermost edge.
        y: number((y - 10.0).max(scale.top + 12.0)),
        anchor: if is_left { "end" } else { "start" },
        text,
    }
}

fn mark_text(lang: Lang, on: NaiveDate, mark: Mark) -> (&'static str, String) {
    let day = short_date(lang, on);
    match mark {
        Mark::Deadline => (
            "deadline-now",
            lang.with1("overview-mark-deadline", "day", day),
        ),
        Mark::EarlierDeadline => ("", lang.with1("overview-mark-earlier", "day", day)),
        Mark::Letters(n) => (
            "",
            lang.with2("overview-mark-letters", ("n", n), ("day", day)),
        ),
    }
}

/// The lines across, each label in the first row above the picture where it is free; and how many rows that took.
fn marks(scale: &Scale<'_>, timeline: &Timeline, lang: Lang) -> (Vec<Line>, usize) {
    let paper = scale.paper;
    let mut taken: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut lines = Vec::new();
    for (on, mark) in &timeline.marks {
        let (class, text) = mark_text(lang, *on, *mark);
        let x = scale.x(*on);
        let width = text.chars().count() as f64 * paper.letter;
        let (anchor, from) = match x + width > paper.width {
            true => ("end", (x - width).max(0.0)),
            false => ("start", x),
        };
        let is_free = |row: &[(f64, f64)]| {
            row.iter()
                .all(|(a, b)| from > b + 8.0 || from + width + 8.0 < *a)
        };
        let row = taken
            .iter()
            .position(|row| is_free(row))
            .unwrap_or(taken.len());
        if row == taken.len() {
            taken.push(Vec::new());
        }
        taken[row].push((from, from + width));
        let y = paper.line * row as f64 + paper.line - 5.0;
        lines.push(Line {
            x: number(x),
            top: number(y + 5.0),
            class,
            label: Text {
                x: number(x),
                y: number(y),
                anchor,
                text,
            },
        });
    }
    (lines, taken.len())
}

/// The first day, and as many firsts of months as have room.
fn day_labels(scale: &Scale<'_>, timeline: &Timeline, lang: Lang) -> Vec<Text> {
    let paper = scale.paper;
    let width = |text: &str| text.chars().count() as f64 * paper.letter;
    let y = number(scale.bottom() + paper.line);
    let first = short_date(lang, timeline.first);
    let mut free = paper.left + width(&first) + 14.0;
    let mut labels = vec![Text {
        x: number(paper.left),
        y: y.clone(),
        anchor: "start",
        text: first,
    }];
    for on in months(timeline.first, timeline.last) {
        let mut text = short_date(lang, on);
        if on.month() == 1 {
            let _ = write!(text, " {}", on.year());
        }
        let half = width(&text) / 2.0;
        // The last one ends where the picture does.
        let x = scale.x(on).min(paper.width - half);
        if x - half < free {
            continue;
        }
        free = x + half + 14.0;
        labels.push(Text {
            x: number(x),
            y: y.clone(),
            anchor: "middle",
            text,
        });
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::overview::timeline::Day;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn timeline(counts: &[usize], last: &str, marks: Vec<(NaiveDate, Mark)>) -> Timeline {
        let first = day("2026-03-01");
        let mut total = 0;
        let days = first.iter_days().zip(counts).map(|(on, new)| {
            total += new;
            Day {
                on,
                new: *new,
                total,
                letters: 0,
            }
        });
        Timeline {
            days: days.collect(),
            first,
            last: day(last),
            marks,
        }
    }

    #[test]
    fn the_level_lines_are_round_numbers_and_never_many() {
        for (most, expected) in [
            (1, 1),
            (4, 1),
            (5, 2),
            (17, 5),
            (250, 100),
            (426, 200),
            (50_000, 20_000),
        ] {
            assert_eq!(step(most), expected, "{most}");
            assert!(most.div_ceil(expected) <= 4);
        }
    }

    #[test]
    fn a_line_of_nothing_lies_on_the_ground() {
        let chart = draw(
            &timeline(&[0, 0, 0], "2026-04-01", Vec::new()),
            Lang::Nb,
            &WIDE,
        );
        assert_eq!(chart.dot.1, chart.bottom);
        assert!(!chart.line.contains("NaN") && chart.line.starts_with('M'));
    }

    #[test]
    fn a_single_day_is_drawn_too() {
        let chart = draw(&timeline(&[3], "2026-03-01", Vec::new()), Lang::Nb, &NARROW);
        assert!(
            !chart.area.contains("NaN") && !chart.area.contains("inf"),
            "{}",
            chart.area
        );
    }

    #[test]
    fn labels_that_would_meet_stand_in_rows_above_each_other() {
        let marks = vec![
            (day("2026-03-10"), Mark::Letters(12)),
            (day("2026-03-12"), Mark::EarlierDeadline),
            (day("2026-06-01"), Mark::Deadline),
        ];
        let chart = draw(&timeline(&[1; 20], "2026-06-01", marks), Lang::Nb, &WIDE);
        let ys: Vec<&str> = chart
            .marks
            .iter()
            .map(|mark| mark.label.y.as_str())
            .collect();
        assert!(ys[0] != ys[1] && ys[0] == ys[2], "{ys:?}");
        assert_eq!(chart.marks[2].label.anchor, "end");
    }
}
