//! Who the staff are, as programs ask and change it. Every handler calls the use case that the pages call.

mod members;
mod tokens;

use crate::role::Role;
use crate::scope::Scope::{StaffRead, StaffWrite};
use crate::web::route::{Access, RouteDef};
use actix_web::http::Method;
use actix_web::web::{delete, get, post, put};

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    const MEMBERS: &str = "/api/v1/staff/members";
    const MEMBER: &str = "/api/v1/staff/members/{member}";
    const ROLE: &str = "/api/v1/staff/members/{member}/role";
    const ACCESS: &str = "/api/v1/staff/members/{member}/access";
    const HERE: &str = "/api/v1/staff/consultations/{slug}/members";
    const ROLE_HERE: &str = "/api/v1/staff/consultations/{slug}/members/{member}/role";
    const TOKENS: &str = "/api/v1/staff/tokens";
    const TOKEN: &str = "/api/v1/staff/tokens/{token_id}";
    let reads = |role| Access::Program(StaffRead, role);
    let writes = |role| Access::Program(StaffWrite, role);
    let row = RouteDef::api;
    vec![
        row(
            Method::GET,
            MEMBERS,
            reads(Role::Admin),
            || get().to(members::list),
            members::list_doc,
        ),
        row(
            Method::POST,
            MEMBERS,
            writes(Role::Admin),
            || post().to(members::add),
            members::add_doc,
        ),
        row(
            Method::GET,
            MEMBER,
            reads(Role::Admin),
            || get().to(members::read),
            members::read_doc,
        ),
        row(
            Method::PUT,
            ROLE,
            writes(Role::Admin),
            || put().to(members::set_role),
            members::set_role_doc,
        ),
        row(
            Method::PUT,
            ACCESS,
            writes(Role::Admin),
            || put().to(members::open),
            members::open_doc,
        ),
        row(
            Method::DELETE,
            ACCESS,
            writes(Role::Admin),
            || delete().to(members::end),
            members::end_doc,
        ),
        row(
            Method::GET,
            HERE,
            reads(Role::Leader),
            || get().to(members::list_here),
            members::list_here_doc,
        ),
        row(
            Method::PUT,
            ROLE_HERE,
            writes(Role::Leader),
            || put().to(members::set_role_here),
            members::set_role_here_doc,
        ),
        row(
            Method::GET,
            TOKENS,
            Access::OwnTokens(StaffRead),
            || get().to(tokens::list),
            tokens::list_doc,
        ),
        row(
            Method::DELETE,
            TOKEN,
            Access::OwnTokens(StaffWrite),
            || delete().to(tokens::end),
            tokens::end_doc,
        ),
    ]
}
