//! The register of bodies and the lists of them, as programs of staff read and change them. Every handler calls
//! the use case that the pages call.

mod asked;
mod imports;
mod lists;
mod members;
mod register;
mod reports;
mod view;

pub use lists::BodyListView;
pub use view::ReportView;

use super::pages::FILE_BYTES;
use crate::error::{Error, Problem};
use crate::role::Role;
use crate::scope::Scope::{BodiesRead, BodiesWrite};
use crate::web::in_path;
use crate::web::route::{Access, RouteDef};
use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::web::{get, post, put};
use uuid::Uuid;

const BODIES: &str = "/api/v1/staff/bodies";
const LISTS: &str = "/api/v1/staff/body-lists";

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    let mut rows = of_register();
    rows.extend(of_lists());
    rows
}

fn of_register() -> Vec<RouteDef> {
    const IMPORTS: &str = "/api/v1/staff/bodies/imports";
    const IMPORT: &str = "/api/v1/staff/bodies/imports/{import}";
    const TO_MEND: &str = "/api/v1/staff/bodies/imports/{import}/to-mend";
    const APPLIED: &str = "/api/v1/staff/bodies/imports/{import}/applied";
    const BODY: &str = "/api/v1/staff/bodies/{body}";
    const HANDLED: &str = "/api/v1/staff/bodies/{body}/reports/{report}/handled";
    const TAKEN: &str = "/api/v1/staff/bodies/{body}/reports/{report}/taken-over";
    let reads = Access::Program(BodiesRead, Role::Reader);
    let looks_over = Access::Program(BodiesRead, Role::Officer);
    let writes = Access::Program(BodiesWrite, Role::Officer);
    let row = RouteDef::api;
    vec![
        row(
            Method::GET,
            BODIES,
            reads,
            || get().to(register::list),
            register::list_doc,
        ),
        row(
            Method::POST,
            BODIES,
            writes,
            || post().to(register::add),
            register::add_doc,
        ),
        row(
            Method::POST,
            IMPORTS,
            writes,
            || post().to(imports::keep),
            imports::keep_doc,
        )
        .with_file(FILE_BYTES),
        row(
            Method::GET,
            IMPORT,
            looks_over,
            || get().to(imports::read),
            imports::read_doc,
        ),
        row(
            Method::GET,
            TO_MEND,
            looks_over,
            || get().to(imports::to_mend),
            imports::to_mend_doc,
        ),
        row(
            Method::PUT,
            APPLIED,
            writes,
            || put().to(imports::apply),
            imports::apply_doc,
        ),
        row(
            Method::GET,
            BODY,
            reads,
            || get().to(register::read),
            register::read_doc,
        ),
        row(
            Method::PUT,
            BODY,
            writes,
            || put().to(register::change),
            register::change_doc,
        ),
        row(
            Method::PUT,
            HANDLED,
            writes,
            || put().to(reports::handle),
            reports::handle_doc,
        ),
        row(
            Method::PUT,
            TAKEN,
            writes,
            || put().to(reports::take_over),
            reports::take_over_doc,
        ),
    ]
}

fn of_lists() -> Vec<RouteDef> {
    const LIST: &str = "/api/v1/staff/body-lists/{list}";
    const NAME: &str = "/api/v1/staff/body-lists/{list}/name";
    const STATE: &str = "/api/v1/staff/body-lists/{list}/state";
    const COPIES: &str = "/api/v1/staff/body-lists/{list}/copies";
    const MEMBERS: &str = "/api/v1/staff/body-lists/{list}/members";
    const REMOVALS: &str = "/api/v1/staff/body-lists/{list}/members/removals";
    let reads = Access::Program(BodiesRead, Role::Reader);
    let writes = Access::Program(BodiesWrite, Role::Officer);
    let row = RouteDef::api;
    vec![
        row(
            Method::GET,
            LISTS,
            reads,
            || get().to(lists::list),
            lists::list_doc,
        ),
        row(
            Method::POST,
            LISTS,
            writes,
            || post().to(lists::create),
            lists::create_doc,
        ),
        row(
            Method::GET,
            LIST,
            reads,
            || get().to(lists::read),
            lists::read_doc,
        ),
        row(
            Method::PUT,
            NAME,
            writes,
            || put().to(lists::rename),
            lists::rename_doc,
        ),
        row(
            Method::PUT,
            STATE,
            writes,
            || put().to(lists::set_state),
            lists::set_state_doc,
        ),
        row(
            Method::POST,
            COPIES,
            writes,
            || post().to(lists::copy),
            lists::copy_doc,
        ),
        row(
            Method::GET,
            MEMBERS,
            reads,
            || get().to(members::list),
            members::list_doc,
        ),
        row(
            Method::POST,
            MEMBERS,
            writes,
            || post().to(members::add),
            members::add_doc,
        ),
        row(
            Method::POST,
            REMOVALS,
            writes,
            || post().to(members::remove),
            members::remove_doc,
        ),
    ]
}

/// The id that stands in the path under this name; what is none leads nowhere.
fn id(req: &HttpRequest, name: &str) -> Result<Uuid, Error> {
    in_path(req, name)
        .parse()
        .map_err(|_| Problem::NotFound.into())
}
