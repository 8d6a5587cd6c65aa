//! The register's pages for staff: the list, one body, adding and changing, and files taken over.

mod edit;
mod import;
mod list;
mod lists;
mod one;
mod report;
pub mod sift;

pub use report::ReportPart;

use super::body::Kind;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::web::components::Choice;
use crate::web::layout::{Nav, Page};
use crate::web::route::{Access, RouteDef};
use actix_web::web::{get, post};
use uuid::Uuid;

const PATH: &str = "/saksbehandling/instanser";
/// Files larger than this are divided.
const FILE_BYTES: usize = 20 * 1024 * 1024;

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    let (reads, changes) = (Access::Staff(Role::Reader), Access::Staff(Role::Officer));
    let new = "/saksbehandling/instanser/ny";
    let import = "/saksbehandling/instanser/import";
    let file = "/saksbehandling/instanser/import/{id}";
    let to_mend = "/saksbehandling/instanser/import/{id}/feil.csv";
    let report = "/saksbehandling/instanser/{id}/meldinger/{report}";
    let edit = "/saksbehandling/instanser/{id}/endre";
    let mut rows = vec![
        RouteDef::get(PATH, reads, || get().to(list::show)),
        RouteDef::get(new, changes, || get().to(edit::begin)),
        RouteDef::post(new, changes, || post().to(edit::add)),
        RouteDef::get(import, changes, || get().to(import::begin)),
        RouteDef::post(import, changes, || post().to(import::keep)).with_file(FILE_BYTES),
        RouteDef::get(file, changes, || get().to(import::show)),
        RouteDef::post(file, changes, || post().to(import::confirm)),
        RouteDef::get(to_mend, changes, || get().to(import::to_mend)),
        RouteDef::get("/saksbehandling/instanser/{id}", reads, || {
            get().to(one::show)
        }),
        RouteDef::get(edit, changes, || get().to(edit::show)),
        RouteDef::post(report, changes, || post().to(report::press)),
        RouteDef::post(edit, changes, || post().to(edit::save)),
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

/// «Kommune», wherever a body is shown.
pub fn kind_name(lang: Lang, kind: Kind) -> String {
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
