//! Deadlines, as programs of staff ask and move them. Every handler calls the use case that the pages call.

mod late;
mod moves;
mod preview;
mod requests;
mod status;

use crate::accounts;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::role::Role;
use crate::scope::Scope::{AnswersRead, AnswersWrite, ConsultationsRead, ConsultationsWrite};
use crate::web::in_path;
use crate::web::route::{Access, RouteDef};
use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::web::{get, post, put};
use std::collections::HashMap;
use uuid::Uuid;

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    const DEADLINE: &str = "/api/v1/staff/consultations/{slug}/deadline";
    const CHANGES: &str = "/api/v1/staff/consultations/{slug}/deadline/changes";
    const PREVIEW: &str = "/api/v1/staff/consultations/{slug}/deadline/preview";
    const INVITED: &str = "/api/v1/staff/consultations/{slug}/deadline/invited/{invited}";
    const REQUESTS: &str = "/api/v1/staff/consultations/{slug}/deadline/requests";
    const REQUEST: &str = "/api/v1/staff/consultations/{slug}/deadline/requests/{request}";
    const ANSWER: &str = "/api/v1/staff/consultations/{slug}/deadline/requests/{request}/answer";
    const STATUS: &str = "/api/v1/staff/consultations/{slug}/status";
    const LATE: &str = "/api/v1/staff/consultations/{slug}/late-answers";
    const DECISIONS: &str = "/api/v1/staff/consultations/{slug}/late-answers/decisions";
    let reads = |role| Access::Program(ConsultationsRead, role);
    let leads = || Access::Program(ConsultationsWrite, Role::Leader);
    let row = RouteDef::api;
    vec![
        row(
            Method::GET,
            DEADLINE,
            reads(Role::Reader),
            || get().to(moves::read),
            moves::read_doc,
        ),
        row(
            Method::GET,
            CHANGES,
            reads(Role::Reader),
            || get().to(moves::list),
            moves::list_doc,
        ),
        row(
            Method::POST,
            CHANGES,
            leads(),
            || post().to(moves::change),
            moves::change_doc,
        ),
        row(
            Method::GET,
            PREVIEW,
            reads(Role::Leader),
            || get().to(preview::preview),
            preview::preview_doc,
        ),
        row(
            Method::GET,
            INVITED,
            reads(Role::Leader),
            || get().to(moves::read_one),
            moves::read_one_doc,
        ),
        row(
            Method::GET,
            REQUESTS,
            reads(Role::Reader),
            || get().to(requests::list),
            requests::list_doc,
        ),
        row(
            Method::GET,
            REQUEST,
            reads(Role::Reader),
            || get().to(requests::read),
            requests::read_doc,
        ),
        row(
            Method::PUT,
            ANSWER,
            leads(),
            || put().to(requests::answer),
            requests::answer_doc,
        ),
        row(
            Method::PUT,
            STATUS,
            leads(),
            || put().to(status::set),
            status::set_doc,
        ),
        row(
            Method::GET,
            LATE,
            Access::Program(AnswersRead, Role::Reader),
            || get().to(late::list),
            late::list_doc,
        ),
        row(
            Method::POST,
            DECISIONS,
            Access::Program(AnswersWrite, Role::Officer),
            || post().to(late::decide_on),
            late::decide_doc,
        ),
    ]
}

fn id_in_path(req: &HttpRequest, name: &str) -> Result<Uuid, Error> {
    let id = in_path(req, name).parse();
    id.map_err(|_| Problem::NotFound.into())
}

/// What members of staff are called, by what the audit calls them. Whoever is not there is the operator.
async fn names_of_staff(app: &App) -> Result<HashMap<String, String>, Error> {
    let members = app.db.read(accounts::list).await?;
    Ok(super::pages::staff_names(members))
}
