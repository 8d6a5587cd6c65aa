//! The pages of sharing and supporting: letting others support one's own answer, finding what others have shared, reading
//! it and supporting it. Owns the rows of the route table.

mod list;
mod one;
mod share;

use crate::app::App;
use crate::consultations::Consultation;
use crate::error::Error;
use crate::i18n::{Lang, Value};
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::desk::Desk;
use crate::submissions::draft;
use crate::submissions::pages::demo_notice;
use crate::submissions::receipt::OnBehalf;
use crate::web::components::Crumb;
use crate::web::layout::{Nav, Page};
use crate::web::route::{Access, RouteDef};
use actix_web::HttpRequest;
use actix_web::web::{Data, get, post};
use chrono::{DateTime, Utc};
use std::sync::Arc;

const SHARE: &str = "/svar/{desk}/deling";
const LIST: &str = "/svar/{desk}/stotte";
const ONE: &str = "/svar/{desk}/stotte/{number}";

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    vec![
        RouteDef::get(SHARE, Access::Desk(Right::Send), || get().to(share::show)),
        RouteDef::post(SHARE, Access::Desk(Right::Send), || post().to(share::press))
            .does("endorsements::share::share", "shareAnswer")
            .does("endorsements::share::unshare", "unshareAnswer"),
        RouteDef::get(LIST, Access::Desk(Right::Read), || get().to(list::show)),
        RouteDef::get(ONE, Access::Desk(Right::Read), || get().to(one::show)),
        RouteDef::post(ONE, Access::Desk(Right::Write), || post().to(one::press))
            .does("endorsements::endorse::endorse", "endorseAnswer")
            .does("endorsements::endorse::let_go", "removeEndorsement")
            .does("endorsements::endorse::keep", "keepEndorsement"),
    ]
}

/// What every page here stands on.
struct Visit {
    app: Data<App>,
    access: DeskAccess,
    desk: Desk,
    consultation: Arc<Consultation>,
    lang: Lang,
    now: DateTime<Utc>,
}

impl Visit {
    async fn enter(app: &Data<App>, access: DeskAccess, req: &HttpRequest) -> Result<Self, Error> {
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

    fn neutral(&self, rest: &str) -> String {
        format!("/svar/{}{rest}", self.desk.id)
    }

    fn path(&self, rest: &str) -> String {
        self.lang.path(&self.neutral(rest))
    }

    fn page(&self, rest: &str, title: String) -> Page {
        Page::new(&self.app.site, self.lang, &self.neutral(rest), title)
            .nav(Nav::Consultations)
            .notice(demo_notice(self.lang, &self.consultation))
            .private()
    }

    /// Back to the parts of the answer, over the pages in between.
    fn crumbs(&self, between: Vec<Crumb>, here: &str) -> Vec<Crumb> {
        let mut crumbs = vec![Crumb::to(self.path(""), self.lang.t("svar-back-to-parts"))];
        crumbs.extend(between);
        crumbs.push(Crumb::here(here));
        crumbs
    }

    /// A text that addresses whoever answers.
    fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    fn say_with(&self, key: &str, values: &[(&str, &dyn Value)]) -> String {
        let who = self
            .desk
            .sender
            .on_behalf
            .map_or("dere", OnBehalf::addressed);
        let mut all: Vec<(&str, &dyn Value)> = vec![("who", &who)];
        all.extend_from_slice(values);
        self.lang.with(key, &all)
    }
}
