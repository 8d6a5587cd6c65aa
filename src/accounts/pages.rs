//! The pages by which staff come in and go out, and where it is said who they are and what they may do.

mod leave;
mod member;
mod on_consultation;
mod roles;
mod sign_in;
mod staff;

use super::wanted::SIGN_IN;
use crate::error::FieldError;
use crate::i18n::Lang;
use crate::role::Role;
use crate::web::components::ErrorLink;
use crate::web::faces::field_text;
use crate::web::route::{Access, Face, RouteDef};
use actix_web::http::{Method, header};
use actix_web::web::{get, post};
use actix_web::{HttpRequest, HttpResponse, Route};

const STAFF: &str = "/saksbehandling/medarbeidere";
const ADMIN: Access = Access::Staff(Role::Admin);
const LEADER: Access = Access::Staff(Role::Leader);

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    let landing = "/saksbehandling/logg-inn/{token}";
    let member = "/saksbehandling/medarbeidere/{member}";
    let role = "/saksbehandling/medarbeidere/{member}/rolle";
    let access = "/saksbehandling/medarbeidere/{member}/tilgang";
    let on_consultation = "/saksbehandling/horinger/{slug}/medarbeidere";
    vec![
        reads(SIGN_IN, Access::Start, || get().to(sign_in::show)),
        posts(SIGN_IN, Access::Start, || post().to(sign_in::ask)),
        reads(landing, Access::Token, || get().to(sign_in::land)),
        posts(landing, Access::Token, || post().to(sign_in::enter)),
        posts("/saksbehandling/logg-ut", Access::SignedIn, || {
            post().to(leave::leave)
        }),
        reads(STAFF, ADMIN, || get().to(staff::show)),
        posts(STAFF, ADMIN, || post().to(staff::add)),
        reads(member, ADMIN, || get().to(member::show)),
        posts(role, ADMIN, || post().to(member::set_role)),
        posts(access, ADMIN, || post().to(member::set_access)),
        reads(on_consultation, LEADER, || get().to(on_consultation::show)),
        posts(on_consultation, LEADER, || {
            post().to(on_consultation::set_role)
        }),
    ]
}

fn reads(path: &'static str, access: Access, handler: fn() -> Route) -> RouteDef {
    row(Method::GET, path, access, handler)
}

fn posts(path: &'static str, access: Access, handler: fn() -> Route) -> RouteDef {
    row(Method::POST, path, access, handler)
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

/// What stands in the path under this name.
fn in_path<'a>(req: &'a HttpRequest, name: &str) -> &'a str {
    req.match_info().get(name).unwrap_or_default()
}

/// The summary of a form's faults.
fn error_links(lang: Lang, faults: &[FieldError]) -> Vec<ErrorLink> {
    let link = |fault: &FieldError| ErrorLink::field(&fault.at, field_text(lang, fault));
    faults.iter().map(link).collect()
}

/// What is wrong in one field.
fn fault(lang: Lang, faults: &[FieldError], at: &str) -> Option<String> {
    let fault = faults.iter().find(|fault| fault.at == at)?;
    Some(field_text(lang, fault))
}
