//! The pages of invitations: where a link lands, and what staff see and do. Owns the rows of the route table.

mod act;
mod add;
mod correct;
mod landing;
mod list;
mod lost;
mod one;
mod row;

use crate::app::App;
use crate::calendar::{closes_at, long_date};
use crate::consultations::Consultation;
use crate::error::Error;
use crate::i18n::Lang;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::submissions::draft::takes_input;
use crate::tabs::Tab;
use crate::web::layout::Tabs;
use crate::web::route::{Access, RouteDef};
use actix_web::HttpRequest;
use actix_web::web::{get, post};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    let landing = "/invitasjon/{token}";
    let list = "/saksbehandling/horinger/{slug}/invitasjoner";
    let one = "/saksbehandling/horinger/{slug}/invitasjoner/{invited}";
    let address = "/saksbehandling/horinger/{slug}/invitasjoner/{invited}/adresse";
    let report = "/saksbehandling/horinger/{slug}/invitasjoner/{invited}/meldinger/{report}";
    let adding = "/saksbehandling/horinger/{slug}/invitasjoner/legg-til";
    let leads = Access::Staff(Role::Leader);
    let (reads, acts) = (Access::Staff(Role::Reader), Access::Staff(Role::Officer));
    vec![
        RouteDef::get(landing, Access::Token, || get().to(landing::show)),
        RouteDef::post(landing, Access::Token, || post().to(landing::start))
            .does("invitations::land::start", "beginInvitedAnswer"),
        RouteDef::post("/invitasjon/{token}/svarer-ikke", Access::Token, || {
            post().to(landing::decline)
        })
        .does("invitations::land::decline", "declineInvitation")
        .does("invitations::land::decline", "takeBackDecline"),
        RouteDef::post("/invitasjon/{token}/feil-mottaker", Access::Token, || {
            post().to(landing::report)
        })
        .does("invitations::land::report", "reportWrongRecipient"),
        RouteDef::get("/lenke", Access::Anyone, || get().to(lost::which)),
        RouteDef::get("/horinger/{slug}/lenke", Access::Anyone, || {
            get().to(lost::show)
        }),
        RouteDef::post("/horinger/{slug}/lenke", Access::Start, || {
            post().to(lost::ask)
        })
        .does("invitations::lost::ask", "askForLostLink"),
        RouteDef::get(list, reads, || get().to(list::show)),
        RouteDef::post(list, acts, || post().to(act::press))
            .does("invitations::invite::act", "actOnInvitations"),
        RouteDef::get(adding, leads, || get().to(add::show)),
        RouteDef::post(adding, leads, || post().to(add::press))
            .does("invitations::add::look", "lookOverInvitations")
            .does("invitations::add::add", "inviteMore"),
        RouteDef::get(one, reads, || get().to(one::show)),
        RouteDef::post(report, acts, || post().to(correct::handled)).does(
            "invitations::correct::handle_invited_report",
            "handleInvitedReport",
        ),
        RouteDef::post(address, acts, || post().to(correct::address)).does(
            "invitations::correct::correct_invited",
            "correctInvitedAddress",
        ),
    ]
}

/// What every page of staff about one consultation's invitations stands on.
struct Visit {
    consultation: Arc<Consultation>,
    staff: StaffAccess,
    lang: Lang,
}

impl Visit {
    async fn enter(app: &App, staff: StaffAccess, req: &HttpRequest) -> Result<Self, Error> {
        let slug = req.match_info().get("slug").unwrap_or_default();
        Ok(Self {
            consultation: app.consultations.get(&app.db, slug).await?,
            staff,
            lang: Lang::of_path(req.path()).0,
        })
    }

    /// The path without language: `""` is the list.
    fn neutral(&self, rest: &str) -> String {
        format!("{}{rest}", Tab::Bodies.path(&self.consultation.slug))
    }

    fn path(&self, rest: &str) -> String {
        self.lang.path(&self.neutral(rest))
    }

    fn tabs(&self) -> Tabs {
        self.consultation.tabs(&self.staff, self.lang, Tab::Bodies)
    }

    /// Whether the link to inviting more is shown.
    fn may_add(&self) -> bool {
        self.staff.role_on(self.consultation.id) >= Some(Role::Leader)
    }

    /// What letters say when the deadline has passed and answers are received all the same.
    fn late(&self, now: DateTime<Utc>) -> Option<String> {
        let on = self.consultation.deadline_on;
        let is_late = closes_at(on) <= now && takes_input(&self.consultation, now);
        let date = long_date(self.lang, on);
        is_late.then(|| self.lang.with1("invitations-late", "date", date))
    }

    /// Whether the buttons are shown.
    fn may_act(&self) -> bool {
        self.staff.role_on(self.consultation.id) >= Some(Role::Officer)
    }
}
