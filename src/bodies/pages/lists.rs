//! The pages of lists: all of them, one with who is on it, and the register to choose from. Owns their rows
//! of the route table.

mod act;
mod add;
mod all;
mod one;

use super::{id, may_change};
use crate::app::App;
use crate::bodies::lists::{BodyList, ListState, Whom};
use crate::bodies::pages::sift;
use crate::error::{Error, FieldError};
use crate::i18n::Lang;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::web::components::ErrorLink;
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::{Nav, Page};
use crate::web::route::{Access, RouteDef};
use actix_web::web::{get, post};
use uuid::Uuid;

const PATH: &str = "/saksbehandling/lister";

/// The rows of the route table.
pub(super) fn routes() -> Vec<RouteDef> {
    let (reads, changes) = (Access::Staff(Role::Reader), Access::Staff(Role::Officer));
    let one = "/saksbehandling/lister/{list}";
    let adding = "/saksbehandling/lister/{list}/legg-til";
    let removing = "/saksbehandling/lister/{list}/fjern";
    let name = "/saksbehandling/lister/{list}/navn";
    let state = "/saksbehandling/lister/{list}/tilstand";
    vec![
        RouteDef::get(PATH, reads, || get().to(all::show)),
        RouteDef::post(PATH, changes, || post().to(all::create))
            .does("bodies::lists::change::create_list", "createBodyList"),
        RouteDef::get(one, reads, || get().to(one::show)),
        RouteDef::get(adding, changes, || get().to(add::show)),
        RouteDef::post(adding, changes, || post().to(add::add))
            .does("bodies::lists::change::add_members", "addToBodyList"),
        RouteDef::post(removing, changes, || post().to(act::remove)).does(
            "bodies::lists::change::remove_members",
            "removeFromBodyList",
        ),
        RouteDef::post(name, changes, || post().to(act::rename))
            .does("bodies::lists::change::rename_list", "renameBodyList"),
        RouteDef::post(state, changes, || post().to(act::set_state))
            .does("bodies::lists::change::set_list_state", "setBodyListState"),
        RouteDef::post("/saksbehandling/lister/{list}/kopi", changes, || {
            post().to(act::copy)
        })
        .does("bodies::lists::change::copy_list", "copyBodyList"),
    ]
}

fn page(app: &App, staff: &StaffAccess, lang: Lang, path: &str, title: String) -> Page {
    Page::new(&app.site, lang, path, title)
        .nav(Nav::Lists)
        .staff(staff)
}

fn state_name(lang: Lang, state: ListState) -> String {
    lang.t(&format!("list-state-{}", state.as_str()))
}

const fn color(state: ListState) -> &'static str {
    match state {
        ListState::Draft => "warning",
        ListState::Ready => "success",
        ListState::Locked => "neutral",
    }
}

fn on_it(lang: Lang, list: &BodyList) -> String {
    lang.with("list-on-it", &[("n", &list.members)])
}

/// What was refused, as the links of the summary and as the texts beside the fields.
fn links(lang: Lang, faults: &[FieldError]) -> Vec<ErrorLink> {
    let link = |fault: &FieldError| ErrorLink::field(&fault.at, field_text(lang, fault));
    faults.iter().map(link).collect()
}

fn fault(lang: Lang, faults: &[FieldError], name: &str) -> Option<String> {
    let found = faults.iter().find(|fault| fault.at == name);
    found.map(|fault| field_text(lang, fault))
}

/// The version of a list that the sender of a form had seen.
fn seen(form: &Form) -> i64 {
    let version = form.get("versjon").and_then(|no| no.parse().ok());
    version.unwrap_or_default()
}

/// Whom a form is about: those that are ticked, or everybody who was looked for. `None`: nobody was ticked.
fn whom(form: &Form) -> Result<Option<Whom>, Error> {
    let mut once = vec!["hvem"];
    once.extend(sift::CONTROLS);
    form.expect(&once, &["id"])?;
    if form.get("hvem") == Some("alle") {
        let query = sift::read_from(|name| form.get(name), None)?;
        return Ok(Some(Whom::Matching(query)));
    }
    let ticked: Vec<Uuid> = form.all("id").filter_map(|id| id.parse().ok()).collect();
    Ok((!ticked.is_empty()).then_some(Whom::These(ticked)))
}
