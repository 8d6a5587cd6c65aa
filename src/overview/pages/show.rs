//! The page itself.

use super::heat::{self, Answered, Cut, Heat};
use super::rates::{self, Rate, Tile};
use super::time::{Time, time};
use super::{Visit, download::Table};
use crate::app::App;
use crate::calendar;
use crate::consultations::Stage;
use crate::error::Error;
use crate::i18n::Value;
use crate::invitations::{Asked, State, Wanted};
use crate::overview::figures::Figures;
use crate::overview::stance::Stances;
use crate::overview::timeline::Timeline;
use crate::overview::{lists, percent};
use crate::review::{Filter, Standing, TO_UNCONFIRMED};
use crate::session::staff::StaffAccess;
use crate::submissions::pages::demo_notice;
use crate::tabs::Tab;
use crate::web::layout::{Nav, Page};
use crate::web::query::Query;
use crate::web::render;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{DateTime, Utc};

/// So many of those who are missing are named.
const NAMED: usize = 24;

#[derive(Template)]
#[template(path = "overview/templates/overview.html")]
struct OverviewPage {
    page: Page,
    stage: (&'static str, String),
    deadline: String,
    key_figures: Vec<KeyFigure>,
    /// What is in none of the numbers.
    outside: Vec<KeyFigure>,
    time: Option<Time>,
    groups: Vec<Rate>,
    map: Vec<Tile>,
    counties: Vec<Rate>,
    missing: Missing,
    heats: Vec<Heat>,
    answered: Answered,
    /// How many support another answer, in whole and råd by råd: address and text.
    supporting: Vec<(String, String)>,
    files: Files,
}

/// With fewer counties than half of them, their places on a map say nothing.
const FEWEST_ON_A_MAP: usize = 8;

impl OverviewPage {
    fn is_map(&self) -> bool {
        self.map.len() >= FEWEST_ON_A_MAP
    }
}

/// A number that leads to what it counts.
struct KeyFigure {
    href: String,
    number: String,
    text: String,
}

/// Those who have neither answered nor said that they will not.
struct Missing {
    n: usize,
    href: String,
    first: Vec<(String, String)>,
}

/// The tables as files.
struct Files {
    time: String,
    groups: String,
    counties: String,
    stances: String,
    answered: String,
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let query = Query::of(&req)?;
    let cut = Cut::read(&query);
    let now = app.clock.now();
    let (lang, consultation) = (visit.lang, &visit.consultation);
    let figures = Figures::of(consultation, &visit.read);
    let stances = Stances::of(consultation, &visit.read.roster);
    let timeline = Timeline::of(consultation, &visit.read, now);
    let asked = cut.as_ref().map(Cut::query).unwrap_or_default();
    let path = format!("{}{asked}", visit.neutral());
    let day = calendar::long_date(lang, consultation.deadline_on);
    Ok(render(&OverviewPage {
        page: Page::new(&app.site, lang, &path, lang.t("tab-overview"))
            .nav(Nav::Work)
            .notice(demo_notice(lang, consultation))
            .staff(&visit.staff)
            .tabs(consultation.tabs(&visit.staff, lang, Tab::Overview)),
        stage: stage(&visit, now),
        deadline: lang.with("overview-deadline", &[("day", &day)]),
        key_figures: key_figures(&visit, &figures),
        outside: outside(&visit, &figures),
        time: time(&visit, &timeline),
        groups: rates::groups(&visit, &figures.groups),
        map: rates::map(&visit, &figures.counties),
        counties: rates::counties(&visit, &figures.counties),
        missing: missing(&visit, &figures),
        heats: heat::heats(&visit, &stances, cut.as_ref()),
        answered: heat::answered(&visit, &stances),
        supporting: heat::supporting(&visit, &stances),
        files: Files {
            time: visit.table_path(Table::Time),
            groups: visit.table_path(Table::Groups),
            counties: visit.table_path(Table::Counties),
            stances: visit.table_path(Table::Stances),
            answered: visit.table_path(Table::Answered),
        },
    }))
}

/// «Åpen for innspill · 30 dager igjen».
fn stage(visit: &Visit, now: DateTime<Utc>) -> (&'static str, String) {
    let lang = visit.lang;
    let (color, key) = match visit.consultation.stage(now) {
        Stage::Open => ("success", "stage-open"),
        Stage::Processing => return ("warning", lang.t("stage-processing")),
        Stage::Concluded => return ("neutral", lang.t("stage-concluded")),
    };
    let days = calendar::days_left(now, visit.consultation.deadline_on).unwrap_or(0);
    let left = lang.with("days-left", &[("n", &days)]);
    (color, format!("{} · {left}", lang.t(key)))
}

fn figure(visit: &Visit, href: String, n: usize, key: &str) -> KeyFigure {
    KeyFigure {
        href,
        number: n.to_string(),
        text: visit.lang.with(key, &[("n", &n)]),
    }
}

/// Answers that stand so.
fn standing(visit: &Visit, figures: &Figures, standing: Standing, key: &str) -> KeyFigure {
    let href = visit.answers(&lists::standing(standing));
    figure(visit, href, figures.standing(standing), key)
}

/// Invited bodies that are in this state.
fn bodies(visit: &Visit, state: State, n: usize, key: &str) -> KeyFigure {
    figure(visit, visit.bodies_in(Wanted::One(state)), n, key)
}

fn key_figures(visit: &Visit, figures: &Figures) -> Vec<KeyFigure> {
    let invited = figures.invited;
    let mut all = vec![
        standing(visit, figures, Standing::Counts, "overview-counted"),
        share(visit, figures),
        bodies(
            visit,
            State::Declined,
            invited.declined,
            "overview-declined",
        ),
        bodies(visit, State::Started, figures.begun, "overview-begun"),
        standing(visit, figures, Standing::Late, "overview-late"),
        bodies(
            visit,
            State::Failed,
            figures.undelivered,
            "overview-undelivered",
        ),
    ];
    // Said where there are any: most consultations have none.
    if invited.not_counted > 0 {
        let href = visit.bodies_in(Wanted::NotCounted);
        let n = invited.not_counted;
        all.insert(2, figure(visit, href, n, "overview-not-counted"));
    }
    if invited.cosigned > 0 {
        let (href, n) = (visit.bodies_in(Wanted::Joined), invited.cosigned);
        all.insert(2, figure(visit, href, n, "overview-cosigned"));
    }
    all
}

/// «40 %», of too few the number of those who have answered, alone or with others.
fn share(visit: &Visit, figures: &Figures) -> KeyFigure {
    let of = figures.invited;
    let n = of.heard();
    let (number, key) = match percent(n, of.invited) {
        Some(percent) => (format!("{percent}\u{A0}%"), "overview-share"),
        None => (n.to_string(), "overview-share-few"),
    };
    let values: [(&str, &dyn Value); 2] = [("n", &n), ("of", &of.invited)];
    KeyFigure {
        href: visit.bodies_in(Wanted::Heard),
        number,
        text: visit.lang.with(key, &values),
    }
}

/// What is not confirmed, withdrawn or there twice, and what came late to an answer that counts: said where there is any,
/// since it is counted nowhere else.
fn outside(visit: &Visit, figures: &Figures) -> Vec<KeyFigure> {
    let list = visit.answers(&Filter::default());
    let waiting = format!("{list}{TO_UNCONFIRMED}");
    let all = [
        figure(visit, waiting, figures.unconfirmed, "overview-unconfirmed"),
        standing(visit, figures, Standing::Supplement, "overview-supplement"),
        standing(visit, figures, Standing::Withdrawn, "overview-withdrawn"),
        standing(visit, figures, Standing::Duplicate, "overview-duplicate"),
    ];
    all.into_iter().filter(|one| one.number != "0").collect()
}

fn missing(visit: &Visit, figures: &Figures) -> Missing {
    let bodies = Tab::Bodies.path(&visit.consultation.slug);
    let all = visit.read.asked.iter().filter(|asked| asked.is_missing());
    let link = |asked: &Asked| {
        let href = visit.lang.path(&format!("{bodies}/{}", asked.id));
        (href, asked.name.clone())
    };
    Missing {
        n: figures.invited.missing,
        href: visit.bodies_in(Wanted::Missing),
        first: all.take(NAMED).map(link).collect(),
    }
}
