//! The pages of reading. Owns the rows of the route table, and what the three pages have in common.

mod advice;
mod controls;
mod list;
mod one;
mod row;

pub use list::TO_UNCONFIRMED;

use super::filter::Filter;
use super::find::Turn;
use crate::app::App;
use crate::consultations::Consultation;
use crate::error::Error;
use crate::i18n::Lang;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::submissions::pages::demo_notice;
use crate::tabs::Tab;
use crate::web::in_path;
use crate::web::layout::{Nav, Page};
use crate::web::route::{Access, RouteDef};
use actix_web::HttpRequest;
use actix_web::web::get;
use std::sync::Arc;

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    vec![
        RouteDef::get("/saksbehandling/horinger/{slug}/innspill", READS, || {
            get().to(list::show)
        }),
        RouteDef::get(
            "/saksbehandling/horinger/{slug}/innspill/rad/{key}",
            READS,
            || get().to(advice::show),
        ),
        RouteDef::get(
            "/saksbehandling/horinger/{slug}/innspill/{number}",
            READS,
            || get().to(one::show),
        ),
        RouteDef::get(
            "/saksbehandling/horinger/{slug}/innspill/{number}/kvittering.json",
            READS,
            || get().to(one::receipt),
        ),
        RouteDef::get(
            "/saksbehandling/horinger/{slug}/innspill/{number}/arkivpakke.zip",
            READS,
            || get().to(one::archive),
        ),
        RouteDef::get(
            "/saksbehandling/horinger/{slug}/innspill/{number}/kvittering.pdf",
            READS,
            || get().to(one::paper),
        ),
        RouteDef::get(
            "/saksbehandling/horinger/{slug}/innspill/{number}/vedlegg/{attachment}",
            READS,
            || get().to(one::attachment),
        ),
    ]
}

const READS: Access = Access::Staff(Role::Reader);

/// What every page of reading stands on.
struct Visit {
    consultation: Arc<Consultation>,
    staff: StaffAccess,
    lang: Lang,
    /// What stands behind the question mark, in order; a control may be there several times.
    pairs: Vec<(String, String)>,
}

const OLDER: &str = "etter";
const NEWER: &str = "foer";

impl Visit {
    async fn enter(app: &App, staff: StaffAccess, req: &HttpRequest) -> Result<Self, Error> {
        let slug = in_path(req, "slug");
        let query = url::form_urlencoded::parse(req.query_string().as_bytes());
        Ok(Self {
            consultation: app.consultations.get(&app.db, slug).await?,
            staff,
            lang: Lang::of_path(req.path()).0,
            pairs: query.into_owned().collect(),
        })
    }

    fn get(&self, name: &str) -> Option<&str> {
        let mut pairs = self.pairs.iter();
        pairs.find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    fn filter(&self) -> Filter {
        Filter::read(self.pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())))
    }

    fn turn(&self) -> Turn {
        // Numbers begin at 1: what comes after none is the beginning.
        let number = |name| self.get(name)?.parse::<i64>().ok().filter(|no| *no > 0);
        match (number(OLDER), number(NEWER)) {
            (Some(number), _) => Turn::Older(number),
            (None, Some(number)) => Turn::Newer(number),
            (None, None) => Turn::First,
        }
    }

    /// The path without language: `""` is the list.
    fn neutral(&self, rest: &str) -> String {
        format!("{}{rest}", Tab::Answers.path(&self.consultation.slug))
    }

    fn path(&self, rest: &str) -> String {
        self.lang.path(&self.neutral(rest))
    }

    /// The frame; `rest` is where the page is, with its query.
    fn page(&self, app: &App, rest: &str, title: String) -> Page {
        Page::new(&app.site, self.lang, &self.neutral(rest), title)
            .nav(Nav::Work)
            .notice(demo_notice(self.lang, &self.consultation))
            .staff(&self.staff)
            .tabs(self.consultation.tabs(&self.staff, self.lang, Tab::Answers))
    }
}

/// The way from one screenful to the next.
struct Ways {
    newer: Option<String>,
    older: Option<String>,
}

impl Ways {
    /// `address` gives the address of this page with these pairs beside the filter.
    fn new(
        screen: &super::find::Screen<'_>,
        address: impl Fn(&[(&str, String)]) -> String,
    ) -> Self {
        let to = |name, number: Option<i64>| number.map(|no| address(&[(name, no.to_string())]));
        Self {
            newer: to(NEWER, screen.newer),
            older: to(OLDER, screen.older),
        }
    }

    fn are_needed(&self) -> bool {
        self.newer.is_some() || self.older.is_some()
    }
}
