//! The pages by which staff come in and go out, and where it is said who they are and what they may do.

mod leave;

use crate::web::route::{Access, Face, RouteDef};
use actix_web::http::{Method, header};
use actix_web::web::post;
use actix_web::{HttpResponse, Route};

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    vec![posts("/saksbehandling/logg-ut", Access::SignedIn, || {
        post().to(leave::leave)
    })]
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
