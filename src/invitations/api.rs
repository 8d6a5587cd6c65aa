//! Invitations as programs see and send them: those of staff, and that of a body that was invited, whose link's
//! token is the credential. Every handler calls the use case that the pages call.

mod acts;
mod add;
mod asked;
mod correct;
mod landing;
mod list;
mod look;
mod lost;
mod one;
mod view;

use crate::app::App;
use crate::consultations::Consultation;
use crate::error::{Error, Problem};
use crate::role::Role;
use crate::scope::Scope::{InvitationsRead, InvitationsWrite};
use crate::web::in_path;
use crate::web::route::{Access, RouteDef};
use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::web::{delete, get, post, put};
use std::sync::Arc;
use uuid::Uuid;

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    let mut rows = of_staff();
    rows.extend(of_invited());
    rows.push(RouteDef::api(
        Method::POST,
        "/api/v1/consultations/{slug}/lost-links",
        Access::Start,
        || post().to(lost::ask),
        lost::ask_doc,
    ));
    rows
}

fn of_staff() -> Vec<RouteDef> {
    const LIST: &str = "/api/v1/staff/consultations/{slug}/invitations";
    const ACTS: &str = "/api/v1/staff/consultations/{slug}/invitations/acts";
    const LOOK: &str = "/api/v1/staff/consultations/{slug}/invitations/look-over";
    const ONE: &str = "/api/v1/staff/consultations/{slug}/invitations/{invited}";
    const ADDRESS: &str = "/api/v1/staff/consultations/{slug}/invitations/{invited}/address";
    const HANDLED: &str =
        "/api/v1/staff/consultations/{slug}/invitations/{invited}/reports/{report}/handled";
    let reads = Access::Program(InvitationsRead, Role::Reader);
    let acts_on = Access::Program(InvitationsWrite, Role::Officer);
    let leads = Access::Program(InvitationsWrite, Role::Leader);
    let looks = Access::Program(InvitationsRead, Role::Leader);
    let row = RouteDef::api;
    vec![
        row(
            Method::GET,
            LIST,
            reads,
            || get().to(list::list),
            list::list_doc,
        ),
        row(
            Method::POST,
            LIST,
            leads,
            || post().to(add::invite),
            add::invite_doc,
        ),
        row(
            Method::POST,
            LOOK,
            looks,
            || post().to(look::look_over),
            look::look_over_doc,
        ),
        row(
            Method::POST,
            ACTS,
            acts_on,
            || post().to(acts::act),
            acts::act_doc,
        ),
        row(
            Method::GET,
            ONE,
            reads,
            || get().to(one::read),
            one::read_doc,
        ),
        row(
            Method::PUT,
            ADDRESS,
            acts_on,
            || put().to(correct::address),
            correct::address_doc,
        ),
        row(
            Method::PUT,
            HANDLED,
            acts_on,
            || put().to(correct::handle),
            correct::handle_doc,
        ),
    ]
}

fn of_invited() -> Vec<RouteDef> {
    const OWN: &str = "/api/v1/invitation";
    const DRAFT: &str = "/api/v1/invitation/draft";
    const DECLINE: &str = "/api/v1/invitation/decline";
    const REPORTS: &str = "/api/v1/invitation/reports";
    let row = |method, path, handler, operation| {
        RouteDef::api(method, path, Access::Start, handler, operation)
    };
    vec![
        row(
            Method::GET,
            OWN,
            || get().to(landing::read),
            landing::read_doc,
        ),
        row(
            Method::POST,
            DRAFT,
            || post().to(landing::begin),
            landing::begin_doc,
        ),
        row(
            Method::PUT,
            DECLINE,
            || put().to(landing::decline),
            landing::decline_doc,
        ),
        row(
            Method::DELETE,
            DECLINE,
            || delete().to(landing::take_back),
            landing::take_back_doc,
        ),
        row(
            Method::POST,
            REPORTS,
            || post().to(landing::report),
            landing::report_doc,
        ),
    ]
}

/// The consultation in the path.
async fn consultation(app: &App, req: &HttpRequest) -> Result<Arc<Consultation>, Error> {
    app.consultations.get(&app.db, in_path(req, "slug")).await
}

/// The id in the path under this name; what is none leads nowhere.
fn id(req: &HttpRequest, name: &str) -> Result<Uuid, Error> {
    in_path(req, name)
        .parse()
        .map_err(|_| Problem::NotFound.into())
}
