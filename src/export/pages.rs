//! The pages of taking answers out. Owns the rows of the route table, and what they have in common.

pub(in crate::export) mod case;
mod form;
mod jobs;
pub(in crate::export) mod stream;
mod taken;
mod words;

use super::asked::Asked;
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
use actix_web::web::{get, post};
use std::sync::Arc;

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    let page = "/saksbehandling/horinger/{slug}/eksport";
    let job = "/saksbehandling/horinger/{slug}/eksport/{id}";
    vec![
        RouteDef::get(page, READS, || get().to(form::show)),
        RouteDef::post(page, READS, || post().to(jobs::ask))
            .does("export::take::order", "startExport"),
        RouteDef::get("/saksbehandling/horinger/{slug}/eksport/fil", READS, || {
            get().to(taken::fetch)
        }),
        RouteDef::get(
            "/saksbehandling/horinger/{slug}/eksport/arkivpakke.zip",
            READS,
            || get().to(taken::archive),
        ),
        RouteDef::post(job, READS, || post().to(jobs::drop_one))
            .does("export::take::cancel", "dropExport"),
        RouteDef::get(
            "/saksbehandling/horinger/{slug}/eksport/{id}/fil",
            READS,
            || get().to(jobs::fetch),
        ),
    ]
}

const READS: Access = Access::Staff(Role::Reader);

struct Visit {
    consultation: Arc<Consultation>,
    staff: StaffAccess,
    lang: Lang,
    asked: Asked,
}

impl Visit {
    async fn enter(app: &App, staff: StaffAccess, req: &HttpRequest) -> Result<Self, Error> {
        let slug = in_path(req, "slug");
        Ok(Self {
            consultation: app.consultations.get(&app.db, slug).await?,
            staff,
            lang: Lang::of_path(req.path()).0,
            asked: Asked::parse(req.query_string()),
        })
    }

    /// The path without language: `""` is the form.
    fn neutral(&self, rest: &str) -> String {
        format!("{}{rest}", Tab::Export.path(&self.consultation.slug))
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
            .tabs(self.consultation.tabs(&self.staff, self.lang, Tab::Export))
    }
}
