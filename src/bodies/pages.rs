//! The register's pages for staff: the list, one body, adding and changing, and files taken over.

mod edit;
mod import;
mod list;
mod lists;
mod one;
pub mod sift;

use super::body::Kind;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::web::components::Choice;
use crate::web::layout::{Nav, Page};
use crate::web::route::{Access, Face, RouteDef};
use actix_web::http::{Method, header};
use actix_web::{HttpResponse, Route, web};
use uuid::Uuid;

const PATH: &str = "/saksbehandling/instanser";
/// Files larger than this are divided.
const FILE_BYTES: usize = 20 * 1024 * 1024;

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    let row = |method, path, role, handler: fn() -> Route| RouteDef {
        method,
        path,
        access: Access::Staff(role),
        face: Face::Page,
        handler,
        operation: None,
        file_bytes: None,
    };
    let get = |path, role, handler| row(Method::GET, path, role, handler);
    let post = |path, handler| row(Method::POST, path, Role::Officer, handler);
    let mut rows = vec![
        get(PATH, Role::Reader, || web::get().to(list::show)),
        get("/saksbehandling/instanser/ny", Role::Officer, || {
            web::get().to(edit::begin)
        }),
        post("/saksbehandling/instanser/ny", || web::post().to(edit::add)),
        get("/saksbehandling/instanser/import", Role::Officer, || {
            web::get().to(import::begin)
        }),
        RouteDef {
            file_bytes: Some(FILE_BYTES),
            ..post("/saksbehandling/instanser/import", || {
                web::post().to(import::keep)
            })
        },
        get(
            "/saksbehandling/instanser/import/{id}",
            Role::Officer,
            || web::get().to(import::show),
        ),
        post("/saksbehandling/instanser/import/{id}", || {
            web::post().to(import::confirm)
        }),
        get(
            "/saksbehandling/instanser/import/{id}/feil.csv",
            Role::Officer,
            || web::get().to(import::to_mend),
        ),
        get("/saksbehandling/instanser/{id}", Role::Reader, || {
            web::get().to(one::show)
        }),
        get(
            "/saksbehandling/instanser/{id}/endre",
            Role::Officer,
            || web::get().to(edit::show),
        ),
        post("/saksbehandling/instanser/{id}/endre", || {
            web::post().to(edit::save)
        }),
    ];
    rows.extend(lists::routes());
    rows
}

fn page(app: &App, staff: &StaffAccess, lang: Lang, path: &str, title: String) -> Page {
    Page::new(&app.site, lang, path, title)
        .nav(Nav::Bodies)
        .staff(staff)
}

/// The id in a path; what is none leads nowhere.
fn id(text: &str) -> Result<Uuid, Error> {
    text.parse().map_err(|_| Problem::NotFound.into())
}

fn may_change(staff: &StaffAccess) -> bool {
    staff.role() >= Some(Role::Officer)
}

/// After a POST the browser fetches the page that shows what it did.
fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, path))
        .finish()
}

fn kind_name(lang: Lang, kind: Kind) -> String {
    lang.t(&format!("body-kind-{}", kind.as_str().replace('_', "-")))
}

/// A list to choose one of.
pub struct Select {
    pub name: &'static str,
    pub label: String,
    pub error: Option<String>,
    pub choices: Vec<Choice>,
}

fn kinds(lang: Lang, chosen: Option<Kind>) -> Vec<Choice> {
    let choice =
        |kind: &Kind| Choice::new(kind.as_str(), kind_name(lang, *kind), Some(*kind) == chosen);
    Kind::ALL.iter().map(choice).collect()
}

fn counties(chosen: &str) -> Vec<Choice> {
    let choice = |(no, name): &(&str, &str)| Choice::new(*no, *name, *no == chosen);
    super::COUNTIES.iter().map(choice).collect()
}
