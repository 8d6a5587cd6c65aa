//! Råd by group: how many of those who took a stance chose one of the first options, and how many answered at all.

use super::Visit;
use crate::consultations::{Field, GENERAL};
use crate::i18n::Lang;
use crate::overview::groups::Among;
use crate::overview::lists::{standing, supporting as those};
use crate::overview::percent;
use crate::overview::stance::{PartRow, Scale, ScaleRow, Stances};
use crate::review::{Stance, Standing, Supports};
use crate::web::query::Query;
use url::form_urlencoded::Serializer;

/// The control that says how many of the first options are counted, and the one that names a field of the scale whose
/// options they are.
const FIRST: &str = "valg";
const SCALE: &str = "skala";

/// How many of the first options somebody asks to have counted: of one scale, or else of all.
pub(super) struct Cut {
    first: usize,
    field: Option<String>,
}

impl Cut {
    pub fn read(query: &Query) -> Option<Self> {
        Some(Self {
            first: query.get(FIRST)?.parse().ok()?,
            field: query.get(SCALE).map(str::to_owned),
        })
    }

    pub fn query(&self) -> String {
        let field = self.field.as_ref().map(|field| (SCALE, field.clone()));
        let first = (FIRST, self.first.to_string());
        let query = Serializer::new(String::new())
            .extend_pairs(field.into_iter().chain([first]))
            .finish();
        format!("?{query}")
    }

    /// What it asks of this scale.
    fn of(&self, scale: &Scale) -> Option<usize> {
        let field = self.field.as_deref();
        let is_meant = field.is_none_or(|field| scale.has_field(field));
        is_meant.then_some(self.first)
    }
}

pub(super) struct Heat {
    pub id: String,
    pub heading: String,
    /// Which options can be counted instead.
    pub ways: Vec<Way>,
    pub columns: Vec<String>,
    pub rows: Vec<HeatRow>,
}

pub(super) struct Way {
    pub href: String,
    pub text: String,
    pub current: bool,
}

pub(super) struct HeatRow {
    pub href: String,
    pub text: String,
    pub cells: Vec<Cell>,
}

pub(super) struct Cell {
    pub class: &'static str,
    pub percent: Option<usize>,
    /// Those who chose what is counted.
    pub href: String,
    pub n: usize,
    /// All who chose something.
    pub all_href: String,
}

/// How many answered each råd.
pub(super) struct Answered {
    pub columns: Vec<String>,
    pub rows: Vec<AnsweredRow>,
}

pub(super) struct AnsweredRow {
    pub href: String,
    pub text: String,
    pub cells: Vec<(usize, String)>,
}

fn columns(visit: &Visit, stances: &Stances) -> Vec<String> {
    // A heading may break after a slash.
    let name = |among: &Among| {
        among
            .name(&visit.consultation, visit.lang)
            .replace('/', "/\u{200B}")
    };
    stances.among.iter().map(name).collect()
}

pub(super) fn answered(visit: &Visit, stances: &Stances) -> Answered {
    let row = |row: &PartRow| {
        let cell =
            |(among, n): (&Among, &usize)| (*n, visit.to_part(&among.answers(), &row.key, &[]));
        AnsweredRow {
            href: visit.to_part(&standing(Standing::Counts), &row.key, &[]),
            text: part_name(visit, &row.key),
            cells: stances.among.iter().zip(&row.answered).map(cell).collect(),
        }
    };
    Answered {
        columns: columns(visit, stances),
        rows: stances.parts.iter().map(row).collect(),
    }
}

/// What is supported is counted apart: nobody has chosen on a scale what they refer to.
pub(super) fn supporting(visit: &Visit, stances: &Stances) -> Vec<(String, String)> {
    let whole = (stances.supporting_whole > 0).then(|| {
        let text = visit
            .lang
            .with1("overview-supporting-whole", "n", stances.supporting_whole);
        (visit.answers(&those(Supports::Whole)), text)
    });
    let of_advice = stances.supporting.iter().map(|(key, n)| {
        let title = part_name(visit, key);
        let text = visit
            .lang
            .with2("overview-supporting", ("n", n), ("title", &title));
        (visit.answers(&those(Supports::Advice(key.clone()))), text)
    });
    whole.into_iter().chain(of_advice).collect()
}

pub(super) fn heats(visit: &Visit, stances: &Stances, asked: Option<&Cut>) -> Vec<Heat> {
    let heat = |(n, scale): (usize, &Scale)| {
        let first = scale.first(asked.and_then(|cut| cut.of(scale)));
        Heat {
            id: format!("skala-{}", n + 1),
            heading: visit
                .lang
                .with1("overview-heat", "options", options(visit, scale, first)),
            ways: ways(visit, scale, first),
            columns: columns(visit, stances),
            rows: scale
                .rows
                .iter()
                .map(|row| heat_row(visit, stances, row, first))
                .collect(),
        }
    };
    stances.scales.iter().enumerate().map(heat).collect()
}

/// «A» eller «B».
fn options(visit: &Visit, scale: &Scale, first: usize) -> String {
    let labels: Vec<String> = scale.choices[..first]
        .iter()
        .map(|choice| format!("«{}»", choice.label.get(visit.lang)))
        .collect();
    match labels.as_slice() {
        [rest @ .., last] if !rest.is_empty() => {
            let or = visit.lang.t("overview-or");
            format!("{} {or} {last}", rest.join(", "))
        }
        labels => labels.join(""),
    }
}

fn ways(visit: &Visit, scale: &Scale, first: usize) -> Vec<Way> {
    let field = scale.rows.first().map(|row| row.field.clone());
    let cut = |first| Cut {
        first,
        field: field.clone(),
    };
    let way = |n: usize| Way {
        href: visit
            .lang
            .path(&format!("{}{}", visit.neutral(), cut(n).query())),
        text: options(visit, scale, n),
        current: n == first,
    };
    let most = scale.choices.len().saturating_sub(1);
    if most < 2 {
        return Vec::new();
    }
    (1..=most).map(way).collect()
}

fn heat_row(visit: &Visit, stances: &Stances, row: &ScaleRow, first: usize) -> HeatRow {
    let stance = |choice: &String| Stance::Choice {
        field: row.field.clone(),
        choice: choice.clone(),
    };
    let all: Vec<Stance> = row.choices.iter().map(stance).collect();
    let cell = |(among, chosen): (&Among, &Vec<usize>)| {
        let (upper, n) = (chosen[..first].iter().sum(), chosen.iter().sum());
        let percent = percent(upper, n);
        let answers = among.answers();
        Cell {
            class: percent.map_or("few", shade),
            percent,
            href: visit.to_part(&answers, &row.part, &all[..first]),
            n,
            all_href: visit.to_part(&answers, &row.part, &all),
        }
    };
    HeatRow {
        href: visit.to_part(&standing(Standing::Counts), &row.part, &[]),
        text: row_name(visit, row),
        cells: stances.among.iter().zip(&row.chosen).map(cell).collect(),
    }
}

const fn shade(percent: usize) -> &'static str {
    match percent {
        85.. => "h5",
        70.. => "h4",
        55.. => "h3",
        40.. => "h2",
        20.. => "h1",
        _ => "h0",
    }
}

/// The råd, or the question where it is a general one.
pub(super) fn row_name(visit: &Visit, row: &ScaleRow) -> String {
    match find(visit, &row.field) {
        Some(field) if row.part == GENERAL => field.label.get(visit.lang).to_owned(),
        _ => part_name(visit, &row.part),
    }
}

fn find<'v>(visit: &'v Visit, field: &str) -> Option<&'v Field> {
    visit
        .consultation
        .find_field_ever(field)
        .map(|(_, field)| field)
}

pub(super) fn choice_name(visit: &Visit, field: &str, choice: &str) -> String {
    let found = find(visit, field).and_then(|f| f.choices.iter().find(|c| c.key == choice));
    found.map_or_else(|| choice.to_owned(), |c| c.label.get(visit.lang).to_owned())
}

/// «6. Følge opp …», or the general fields.
pub(super) fn part_name(visit: &Visit, key: &str) -> String {
    let lang: Lang = visit.lang;
    if key == GENERAL {
        return lang.t("svar-general");
    }
    let title = |advice: &crate::consultations::Advice| {
        format!("{}. {}", advice.number, advice.title.get(lang))
    };
    match visit.consultation.find_advice(key) {
        Some(advice) => title(advice),
        None => {
            let gone = visit.consultation.find_advice_ever(key);
            let gone = gone.map_or_else(|| key.to_owned(), title);
            lang.with1("overview-retired", "title", gone)
        }
    }
}
