//! The overview as programs read it: every table of the page, and with each number the address of the list that it
//! counts.

mod asked;
mod read;
mod stance;
mod views;

use crate::role::Role;
use crate::scope::Scope;
use crate::web::route::{Access, RouteDef};
use actix_web::http::Method;
use actix_web::web::get;

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    vec![RouteDef::api(
        Method::GET,
        "/api/v1/staff/consultations/{slug}/overview",
        Access::Program(Scope::AnswersRead, Role::Reader),
        || get().to(read::read),
        read::read_doc,
    )]
}
