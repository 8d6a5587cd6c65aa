//! The pages of deadlines: what staff see and do under the tab «Frist». Owns the rows of the route table.

mod advance;
mod extend;
mod late;
mod overview;
mod parts;
mod request;

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

const READS: Access = Access::Staff(Role::Reader);
const WORKS: Access = Access::Staff(Role::Officer);
const LEADS: Access = Access::Staff(Role::Leader);

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    let all = "/saksbehandling/horinger/{slug}/frist";
    let one = "/saksbehandling/horinger/{slug}/frist/instanser/{invited}";
    let late = "/saksbehandling/horinger/{slug}/frist/sene";
    let request = "/saksbehandling/horinger/{slug}/frist/anmodninger/{request}";
    let status = "/saksbehandling/horinger/{slug}/frist/status";
    vec![
        RouteDef::post(status, LEADS, || post().to(advance::press)),
        RouteDef::get(request, READS, || get().to(request::show)),
        RouteDef::post(request, LEADS, || post().to(request::press)),
        RouteDef::get(late, READS, || get().to(late::show)),
        RouteDef::post(late, WORKS, || post().to(late::press)),
        RouteDef::get(all, READS, || get().to(overview::show)),
        RouteDef::post(all, LEADS, || post().to(extend::press_for_all)),
        RouteDef::get(one, LEADS, || get().to(extend::show_for_one)),
        RouteDef::post(one, LEADS, || post().to(extend::press_for_one)),
    ]
}

/// What every page of staff about one consultation's deadlines stands on.
struct Visit {
    consultation: Arc<Consultation>,
    staff: StaffAccess,
    lang: Lang,
}

impl Visit {
    async fn enter(app: &App, staff: StaffAccess, req: &HttpRequest) -> Result<Self, Error> {
        Ok(Self {
            consultation: app.consultations.get(&app.db, in_path(req, "slug")).await?,
            staff,
            lang: Lang::of_path(req.path()).0,
        })
    }

    /// The path without language: `""` is the tab's first page.
    fn neutral(&self, rest: &str) -> String {
        format!("{}{rest}", Tab::Deadline.path(&self.consultation.slug))
    }

    fn path(&self, rest: &str) -> String {
        self.lang.path(&self.neutral(rest))
    }

    fn page(&self, app: &App, rest: &str, title: String) -> Page {
        Page::new(&app.site, self.lang, &self.neutral(rest), title)
            .nav(Nav::Work)
            .notice(demo_notice(self.lang, &self.consultation))
            .staff(&self.staff)
            .tabs(
                self.consultation
                    .tabs(&self.staff, self.lang, Tab::Deadline),
            )
    }

    fn has(&self, role: Role) -> bool {
        self.staff.role_on(self.consultation.id) >= Some(role)
    }
}
