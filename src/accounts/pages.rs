//! The pages by which staff come in and go out, and where it is said who they are and what they may do.

mod leave;
mod member;
mod on_consultation;
mod roles;
mod sign_in;
mod staff;
mod tokens;

use super::wanted::SIGN_IN;
use crate::error::FieldError;
use crate::i18n::Lang;
use crate::role::Role;
use crate::web::components::ErrorLink;
use crate::web::faces::field_text;
use crate::web::route::{Access, RouteDef};
use actix_web::web::{get, post};

const STAFF: &str = "/saksbehandling/medarbeidere";
const ADMIN: Access = Access::Staff(Role::Admin);
const LEADER: Access = Access::Staff(Role::Leader);

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    let landing = "/saksbehandling/logg-inn/{token}";
    let member = "/saksbehandling/medarbeidere/{member}";
    let role = "/saksbehandling/medarbeidere/{member}/rolle";
    let access = "/saksbehandling/medarbeidere/{member}/tilgang";
    let end_token = "/saksbehandling/nokler/{token_id}/avslutt";
    let on_consultation = "/saksbehandling/horinger/{slug}/medarbeidere";
    vec![
        RouteDef::get(SIGN_IN, Access::Start, || get().to(sign_in::show)),
        RouteDef::post(SIGN_IN, Access::Start, || post().to(sign_in::ask)),
        RouteDef::get(landing, Access::Token, || get().to(sign_in::land)),
        RouteDef::post(landing, Access::Token, || post().to(sign_in::enter)),
        RouteDef::post("/saksbehandling/logg-ut", Access::SignedIn, || {
            post().to(leave::leave)
        }),
        RouteDef::get(tokens::TOKENS, Access::SignedIn, || get().to(tokens::show)),
        RouteDef::post(tokens::TOKENS, Access::SignedIn, || post().to(tokens::make)),
        RouteDef::post(end_token, Access::SignedIn, || post().to(tokens::end))
            .does("accounts::tokens::end_token", "endToken"),
        RouteDef::get(STAFF, ADMIN, || get().to(staff::show)),
        RouteDef::post(STAFF, ADMIN, || post().to(staff::add))
            .does("accounts::manage::add", "addMember"),
        RouteDef::get(member, ADMIN, || get().to(member::show)),
        RouteDef::post(role, ADMIN, || post().to(member::set_role))
            .does("accounts::manage::set_role", "setRole"),
        RouteDef::post(access, ADMIN, || post().to(member::set_access))
            .does("accounts::manage::disable", "endAccess")
            .does("accounts::manage::enable", "openAccess"),
        RouteDef::get(on_consultation, LEADER, || get().to(on_consultation::show)),
        RouteDef::post(on_consultation, LEADER, || {
            post().to(on_consultation::set_role)
        })
        .does("accounts::manage::set_role", "setRoleOnConsultation"),
    ]
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
