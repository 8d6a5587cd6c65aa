//! The form: which file, which columns and fields, of which answers; and the files that were asked for before.

use super::{Visit, jobs, words};
use crate::app::App;
use crate::consultations::{Advice, Field, GENERAL};
use crate::error::Error;
use crate::export::asked::{Format, Group, Rows, name};
use crate::export::job::store;
use crate::export::store as contents;
use crate::export::wording::field_label;
use crate::review::look;
use crate::session::staff::StaffAccess;
use crate::tabs::Tab;
use crate::web::components::{Choice, Choices, Fact};
use crate::web::layout::Page;
use crate::web::render;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "export/templates/form.html")]
struct FormPage {
    page: Page,
    /// How many answers the filter takes.
    what: String,
    which: Vec<Fact>,
    /// Where other answers are chosen.
    choose: String,
    /// The same form for all answers, where some are chosen.
    all: Option<String>,
    action: String,
    /// The filter, for the next address.
    filter: Vec<(&'static str, String)>,
    formats: Choices,
    rows: Choices,
    groups: Vec<Boxes>,
    /// The fields of each råd, and the general ones.
    parts: Vec<Boxes>,
    /// Some fields are chosen, or all go out.
    is_chosen: bool,
    unconfirmed: Option<Tick>,
    jobs: jobs::Listed,
    /// The whole case, for the archive.
    archive: String,
}

/// Boxes under one legend.
struct Boxes {
    legend: String,
    boxes: Vec<Tick>,
}

struct Tick {
    name: &'static str,
    value: String,
    text: String,
    hint: Option<String>,
    checked: bool,
}

const OF_SENDER: [Group; 3] = [Group::Sender, Group::Listing, Group::Contact];
const OF_ANSWER: [Group; 5] = [
    Group::Times,
    Group::Version,
    Group::Channel,
    Group::Standing,
    Group::Receipt,
];
const OF_TEXT: [Group; 3] = [Group::Text, Group::Stance, Group::NoComment];

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let (lang, asked) = (visit.lang, &visit.asked);
    let found = look(&app, &visit.consultation, &asked.filter).await?;
    let (by, on) = (visit.staff.staff_id, visit.consultation.id);
    let (jobs, waiting) = app
        .db
        .read(move |conn| {
            Ok((
                store::of_staff(conn, by, on)?,
                contents::count_unconfirmed(conn, on)?,
            ))
        })
        .await?;
    let is_filtered = asked.filter.is_set();
    let unconfirmed = Tick {
        name: name::UNCONFIRMED,
        value: "1".to_owned(),
        text: lang.with("export-unconfirmed", &[("n", &waiting)]),
        hint: Some(lang.t("export-unconfirmed-what")),
        checked: asked.unconfirmed,
    };
    let answers = lang.path(&Tab::Answers.path(&visit.consultation.slug));
    Ok(render(&FormPage {
        page: visit
            .page(&app, &address(&visit), lang.t("export-title"))
            .errors(words::strange(&visit, &found)),
        what: lang.with("export-n", &[("n", &found.len())]),
        which: words::of(&visit),
        choose: format!("{answers}{}", asked.filter.query(&[])),
        all: is_filtered.then(|| visit.path("")),
        action: visit.path("/fil"),
        filter: asked.filter.pairs(),
        formats: formats(&visit),
        rows: rows(&visit),
        groups: [
            ("export-about-sender", &OF_SENDER[..]),
            ("export-about-answer", &OF_ANSWER),
            ("export-about-text", &OF_TEXT),
        ]
        .map(|(legend, groups)| boxes(&visit, legend, groups))
        .into(),
        parts: parts(&visit),
        is_chosen: !asked.fields.is_all(),
        unconfirmed: (!is_filtered && waiting > 0).then_some(unconfirmed),
        jobs: jobs::Listed::of(&visit, &jobs),
        archive: visit.path("/arkivpakke.zip"),
    }))
}

/// This page's query: what its address said, and no more.
fn address(visit: &Visit) -> String {
    match visit.asked == crate::export::asked::Asked::parse("") {
        true => String::new(),
        false => visit.asked.query(),
    }
}

fn formats(visit: &Visit) -> Choices {
    let lang = visit.lang;
    let choice = |format: &Format| {
        let word = format.word();
        let label = lang.t(&format!("export-format-{word}"));
        Choice::new(word, label, *format == visit.asked.format)
            .hint(lang.t(&format!("export-format-{word}-hint")))
    };
    let choices = Format::ALL.iter().map(choice).collect();
    Choices::new(name::FORMAT, lang.t("export-format"), choices)
}

fn rows(visit: &Visit) -> Choices {
    let lang = visit.lang;
    let choice = |rows: &Rows| {
        let label = lang.t(&format!("export-rows-{}", rows.word()));
        Choice::new(rows.word(), label, *rows == visit.asked.rows)
    };
    let choices = Rows::ALL.iter().map(choice).collect();
    Choices::new(name::ROWS, lang.t("export-rows"), choices)
}

fn boxes(visit: &Visit, legend: &str, groups: &[Group]) -> Boxes {
    let lang = visit.lang;
    let tick = |group: &Group| Tick {
        name: name::GROUP,
        value: group.word().to_owned(),
        text: lang.t(&format!("export-group-{}", group.word())),
        hint: Some(lang.t(&format!("export-group-{}-hint", group.word()))),
        checked: visit.asked.has(*group),
    };
    Boxes {
        legend: lang.t(legend),
        boxes: groups.iter().map(tick).collect(),
    }
}

fn parts(visit: &Visit) -> Vec<Boxes> {
    let all = visit.consultation.advice_ever().map(Some).chain([None]);
    let boxes = all.map(|advice| part(visit, advice));
    // The first is for all of it.
    boxes.filter(|part| part.boxes.len() > 1).collect()
}

/// A box for all that was said to a råd, and one for each of its fields. Nothing is ticked until somebody chooses:
/// whoever wants one råd need not untick the others.
fn part(visit: &Visit, advice: Option<&Advice>) -> Boxes {
    let (lang, fields) = (visit.lang, &visit.asked.fields);
    let key = advice.map_or(GENERAL, |advice| &advice.key);
    let whole = Tick {
        name: name::PART,
        value: key.to_owned(),
        text: lang.t(match advice {
            Some(_) => "export-whole-advice",
            None => "export-whole-general",
        }),
        hint: None,
        checked: fields.parts.iter().any(|known| known == key),
    };
    let single = |field: &Field| Tick {
        name: name::FIELD,
        value: field.key.clone(),
        text: field_label(lang, &visit.consultation, field),
        hint: None,
        checked: fields.single.contains(&field.key),
    };
    let singles = visit.consultation.fields_ever_of(advice).map(single);
    Boxes {
        legend: words::part(visit, key),
        boxes: [whole].into_iter().chain(singles).collect(),
    }
}
