//! What the pages that other slices have at an answer stand on: those of members, of co-signers, of endorsements. The
//! answer's own pages need more of it (`visit.rs`).

use super::say::Say;
use super::visit::demo_notice;
use crate::app::App;
use crate::consultations::Consultation;
use crate::error::Error;
use crate::i18n::Lang;
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::desk::Desk;
use crate::submissions::draft;
use crate::web::components::Crumb;
use crate::web::layout::{Nav, Page};
use actix_web::HttpRequest;
use actix_web::web::Data;
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// Somebody with a link to an answer, and the answer as it stands.
pub struct AtDesk {
    pub app: Data<App>,
    pub access: DeskAccess,
    pub desk: Desk,
    pub consultation: Arc<Consultation>,
    pub lang: Lang,
    pub now: DateTime<Utc>,
}

impl AtDesk {
    pub async fn enter(
        app: &Data<App>,
        access: DeskAccess,
        req: &HttpRequest,
    ) -> Result<Self, Error> {
        let desk = draft::read(app, access.desk_id()).await?;
        let consultation = app.consultations.get(&app.db, desk.consultation_id).await?;
        Ok(Self {
            app: app.clone(),
            access,
            desk,
            consultation,
            lang: Lang::of_path(req.path()).0,
            now: app.clock.now(),
        })
    }

    pub fn may(&self, right: Right) -> bool {
        self.access.link.right >= right
    }

    /// An address of the answer, without its language.
    pub fn neutral(&self, rest: &str) -> String {
        format!("/svar/{}{rest}", self.desk.id)
    }

    /// The same in the page's language.
    pub fn path(&self, rest: &str) -> String {
        self.lang.path(&self.neutral(rest))
    }

    pub fn page(&self, rest: &str, title: String) -> Page {
        Page::new(&self.app.site, self.lang, &self.neutral(rest), title)
            .nav(Nav::Consultations)
            .notice(demo_notice(self.lang, &self.consultation))
            .private()
    }

    /// Back to the parts of the answer, over the pages in between.
    pub fn crumbs(&self, between: Vec<Crumb>, here: &str) -> Vec<Crumb> {
        let mut crumbs = vec![Crumb::to(self.path(""), self.lang.t("svar-back-to-parts"))];
        crumbs.extend(between);
        crumbs.push(Crumb::here(here));
        crumbs
    }

    pub fn say(&self) -> Say {
        Say::to(self.lang, &self.desk.sender)
    }
}
