//! The pages of invitations: where a link lands, and what staff see and do. Owns the rows of the route table.

mod act;
mod add;
mod correct;
mod landing;
mod list;
mod one;
mod row;

use crate::app::App;
use crate::consultations::Consultation;
use crate::error::Error;
use crate::i18n::Lang;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::web::route::{Access, Face, RouteDef};
use actix_web::http::{Method, header};
use actix_web::web::{get, post};
use actix_web::{HttpRequest, HttpResponse, Route};
use std::sync::Arc;

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    let landing = "/invitasjon/{token}";
    let list = "/saksbehandling/horinger/{slug}/invitasjoner";
    let one = "/saksbehandling/horinger/{slug}/invitasjoner/{invited}";
    let address = "/saksbehandling/horinger/{slug}/invitasjoner/{invited}/adresse";
    let adding = "/saksbehandling/horinger/{slug}/invitasjoner/legg-til";
    let leads = Access::Staff(Role::Leader);
    let (reads, acts) = (Access::Staff(Role::Reader), Access::Staff(Role::Officer));
    vec![
        row(Method::GET, landing, Access::Token, || {
            get().to(landing::show)
        }),
        row(Method::POST, landing, Access::Token, || {
            post().to(landing::start)
        }),
        row(
            Method::POST,
            "/invitasjon/{token}/svarer-ikke",
            Access::Token,
            || post().to(landing::decline),
        ),
        row(Method::GET, list, reads, || get().to(list::show)),
        row(Method::POST, list, acts, || post().to(act::press)),
        row(Method::GET, adding, leads, || get().to(add::show)),
        row(Method::POST, adding, leads, || post().to(add::press)),
        row(Method::GET, one, reads, || get().to(one::show)),
        row(Method::POST, address, acts, || post().to(correct::address)),
    ]
}

fn row(method: Method, path: &'static str, access: Access, handler: fn() -> Route) -> RouteDef {
    RouteDef {
        method,
        path,
        access,
        face: Face::Page,
        handler,
        operation: None,
        file_bytes: None,
    }
}

/// After a POST the browser fetches the page that shows what it did.
fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, path))
        .finish()
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
        let slug = &self.consultation.slug;
        format!("/saksbehandling/horinger/{slug}/invitasjoner{rest}")
    }

    fn path(&self, rest: &str) -> String {
        self.lang.path(&self.neutral(rest))
    }

    /// Whether the link to inviting more is shown.
    fn may_add(&self) -> bool {
        self.staff.role_on(self.consultation.id) >= Some(Role::Leader)
    }

    /// Whether the buttons are shown.
    fn may_act(&self) -> bool {
        self.staff.role_on(self.consultation.id) >= Some(Role::Officer)
    }
}
