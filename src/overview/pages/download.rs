//! The numbers as files that a spreadsheet opens: a table each, with every number of the page and the rest.

use super::{Visit, heat};
use crate::app::App;
use crate::bodies::armed;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::overview::figures::{Figures, Share};
use crate::overview::groups::Among;
use crate::overview::stance::Stances;
use crate::overview::timeline::{Day, Timeline};
use crate::session::staff::StaffAccess;
use crate::web::in_path;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Time,
    Groups,
    Counties,
    Stances,
    Answered,
}

impl Table {
    const ALL: [Self; 5] = [
        Self::Time,
        Self::Groups,
        Self::Counties,
        Self::Stances,
        Self::Answered,
    ];

    pub const fn file(self) -> &'static str {
        match self {
            Self::Time => "over-tid.csv",
            Self::Groups => "grupper.csv",
            Self::Counties => "fylker.csv",
            Self::Stances => "standpunkt.csv",
            Self::Answered => "svar-per-raad.csv",
        }
    }
}

type Cells = Vec<String>;

pub(super) async fn download(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let wanted = in_path(&req, "table");
    let table = Table::ALL.into_iter().find(|table| table.file() == wanted);
    let table = table.ok_or_else(|| Error::new(Problem::NotFound))?;
    let visit = Visit::enter(&app, staff, &req).await?;
    let (headings, rows) = match table {
        Table::Time => over_time(&visit, app.clock.now()),
        Table::Groups => groups(&visit),
        Table::Counties => counties(&visit),
        Table::Stances => stances(&visit),
        Table::Answered => answered(&visit),
    };
    let name = format!("{}-{}", visit.consultation.slug, table.file());
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ))
        .body(written(visit.lang, &headings, rows)?))
}

/// Semicolons and a byte order mark: what a Norwegian spreadsheet takes for a table without asking.
fn written(lang: Lang, headings: &[&str], rows: Vec<Cells>) -> Result<Vec<u8>, Error> {
    let bad = |e: csv::Error| Error::internal(e.to_string());
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    let headings = headings
        .iter()
        .map(|key| lang.t(&format!("overview-csv-{key}")));
    writer.write_record(headings).map_err(bad)?;
    for row in rows {
        writer
            .write_record(row.iter().map(|cell| armed(cell)))
            .map_err(bad)?;
    }
    writer
        .into_inner()
        .map_err(|e| Error::internal(e.to_string()))
}

fn over_time(visit: &Visit, now: DateTime<Utc>) -> (Vec<&'static str>, Vec<Cells>) {
    let timeline = Timeline::of(&visit.consultation, &visit.read, now);
    let row = |day: &Day| {
        let numbers = [day.new, day.total, day.letters].map(|n| n.to_string());
        [day.on.to_string()].into_iter().chain(numbers).collect()
    };
    let headings = vec!["day", "new", "total", "letters"];
    (headings, timeline.days.iter().map(row).collect())
}

const SHARES: [&str; 6] = [
    "invited",
    "answered",
    "declined",
    "missing",
    "cosigned",
    "not-counted",
];

fn shares(name: String, share: &Share) -> Cells {
    let numbers = [
        share.invited,
        share.answered,
        share.declined,
        share.missing,
        share.cosigned,
        share.not_counted,
    ];
    [name]
        .into_iter()
        .chain(numbers.map(|n| n.to_string()))
        .collect()
}

fn groups(visit: &Visit) -> (Vec<&'static str>, Vec<Cells>) {
    let figures = Figures::of(&visit.consultation, &visit.read);
    let name = |among: Among| among.name(&visit.consultation, visit.lang);
    let rows = figures
        .groups
        .iter()
        .map(|(among, share)| shares(name(*among), share));
    (
        ["group"].into_iter().chain(SHARES).collect(),
        rows.collect(),
    )
}

fn counties(visit: &Visit) -> (Vec<&'static str>, Vec<Cells>) {
    let figures = Figures::of(&visit.consultation, &visit.read);
    let rows = figures
        .counties
        .iter()
        .map(|one| shares(one.name.to_owned(), &one.share));
    (
        ["county"].into_iter().chain(SHARES).collect(),
        rows.collect(),
    )
}

/// A row for each option of each scale in each group.
fn stances(visit: &Visit) -> (Vec<&'static str>, Vec<Cells>) {
    let stances = Stances::of(&visit.consultation, &visit.read.roster);
    let mut rows = Vec::new();
    for row in stances.scales.iter().flat_map(|scale| &scale.rows) {
        for (among, chosen) in stances.among.iter().zip(&row.chosen) {
            for (choice, n) in row.choices.iter().zip(chosen) {
                rows.push(vec![
                    heat::row_name(visit, row),
                    row.field.clone(),
                    among.name(&visit.consultation, visit.lang),
                    heat::choice_name(visit, &row.field, choice),
                    n.to_string(),
                ]);
            }
        }
    }
    (vec!["advice", "field", "group", "option", "n"], rows)
}

fn answered(visit: &Visit) -> (Vec<&'static str>, Vec<Cells>) {
    let stances = Stances::of(&visit.consultation, &visit.read.roster);
    let mut rows = Vec::new();
    for row in &stances.parts {
        for (among, n) in stances.among.iter().zip(&row.answered) {
            rows.push(vec![
                heat::part_name(visit, &row.key),
                among.name(&visit.consultation, visit.lang),
                n.to_string(),
            ]);
        }
    }
    (vec!["advice", "group", "n"], rows)
}
