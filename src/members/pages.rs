//! The pages of a round among members: at the umbrella organisation's desk who was asked and what was handed over, at a
//! member's handing over. Owns the rows of the route table.

mod hand_over;
mod input;
mod members;
mod parts;
mod typed;

use crate::app::App;
use crate::calendar;
use crate::consultations::Consultation;
use crate::error::Error;
use crate::i18n::Lang;
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::desk::Desk;
use crate::submissions::draft;
use crate::submissions::pages::demo_notice;
use crate::web::components::{Choice, Choices, Crumb};
use crate::web::layout::{Nav, Page};
use crate::web::route::{Access, RouteDef};
use actix_web::HttpRequest;
use actix_web::web::{Data, get, post};
use chrono::{DateTime, Utc};
use std::sync::Arc;

const MEMBERS: &str = "/svar/{desk}/medlemmer";
const PART: &str = "/svar/{desk}/medlemmer/raad/{key}";
const HAND_OVER: &str = "/svar/{desk}/lever";

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    vec![
        RouteDef::get(MEMBERS, Access::Desk(Right::Read), || {
            get().to(members::show)
        }),
        RouteDef::post(MEMBERS, Access::Desk(Right::Coordinate), || {
            post().to(members::press)
        })
        .does("members::hold::begin", "beginMemberRound")
        .does("members::hold::move_day", "moveMemberRound")
        .does("members::hold::end", "endMemberRound")
        .does("members::ask::ask", "askMembers")
        .does("members::ask::remind", "remindMembers")
        .does("members::ask::take_out", "takeOutMember"),
        RouteDef::get(PART, Access::Desk(Right::Read), || get().to(input::show)),
        RouteDef::post(PART, Access::Desk(Right::Write), || {
            post().to(input::take_in)
        })
        .does("members::merge::take_in", "takeInMemberInput"),
        RouteDef::get(HAND_OVER, Access::Desk(Right::Write), || {
            get().to(hand_over::show)
        }),
        RouteDef::post(HAND_OVER, Access::Desk(Right::Write), || {
            post().to(hand_over::hand_over)
        })
        .does("members::hand_over::hand_over", "handOver"),
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

    fn may(&self, right: Right) -> bool {
        self.access.link.right >= right
    }

    fn day(&self, day: chrono::NaiveDate) -> String {
        calendar::weekday_date(self.lang, day)
    }
}

/// The language of the letters to members.
fn languages(lang: Lang, chosen: Lang) -> Choices {
    let choices = Lang::ALL.map(|one| Choice::new(one.code(), one.name(), one == chosen));
    Choices::new("language", lang.t("members-language"), choices.to_vec())
}
