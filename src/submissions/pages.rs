//! The pages by which anyone answers a consultation: begin, write råd by råd, say who answers, see over,
//! send, and keep the receipt. Every step works without a script, in bokmål and nynorsk.
//! Owns the rows of the route table; the rules are the use cases' beside this file.

mod begun;
mod conflict;
mod controls;
mod keep;
mod landing;
mod leave;
mod merge;
mod no_comment;
mod parts;
mod posted;
mod receipt;
mod receipt_text;
mod review;
mod review_rows;
mod save;
mod say;
mod send;
mod sender;
mod start;
mod tasks;
mod unconfirmed;
mod visit;
mod write;

pub use visit::{about, about_until, demo_notice};

use crate::idempotency::Stored;
use crate::web::route::{Access, Face, RouteDef};
use actix_web::http::{Method, StatusCode, header};
use actix_web::web::{get, post};
use actix_web::{HttpRequest, HttpResponse, Route};

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    let start = "/horinger/{slug}/svar";
    let advice = "/svar/{desk}/raad/{key}";
    let no_comment = "/svar/{desk}/raad/{key}/ingen-merknad";
    vec![
        reads(start, Access::Start, || get().to(start::show)),
        posts(start, Access::Start, || post().to(start::begin)),
        reads("/svar/{desk}", Access::Desk, || get().to(tasks::show)),
        desk_post("/svar/{desk}/ingen-merknad", || post().to(no_comment::rest)),
        desk_post("/svar/{desk}/sett-endringer", || {
            post().to(tasks::seen_changes)
        }),
        desk_post("/svar/{desk}/vis-alle", || post().to(tasks::show_all)),
        reads(advice, Access::Desk, || get().to(write::show)),
        desk_post(advice, || post().to(save::save)),
        reads(no_comment, Access::Desk, || get().to(no_comment::ask)),
        desk_post(no_comment, || post().to(no_comment::answer)),
        desk_post("/svar/{desk}/raad/{key}/valg", || {
            post().to(conflict::choose)
        }),
        reads("/svar/{desk}/avsender", Access::Desk, || {
            get().to(sender::show)
        }),
        desk_post("/svar/{desk}/avsender", || post().to(sender::save)),
        reads("/svar/{desk}/lagre", Access::Desk, || get().to(keep::show)),
        desk_post("/svar/{desk}/lagre", || post().to(keep::send)),
        reads("/svar/{desk}/se-over", Access::Desk, || {
            get().to(review::show)
        }),
        desk_post("/svar/{desk}/send", || post().to(send::send)),
        reads("/svar/{desk}/kvittering", Access::Desk, || {
            get().to(receipt::show)
        }),
        reads("/svar/{desk}/kvittering.json", Access::Desk, || {
            get().to(receipt::file)
        }),
        desk_post("/svar/{desk}/bekreftelse", || {
            post().to(unconfirmed::resend)
        }),
        reads("/svar/{desk}/logg-ut", Access::Desk, || {
            get().to(leave::show)
        }),
        desk_post("/svar/{desk}/logg-ut", || post().to(leave::leave)),
        reads("/lenke/{token}", Access::Token, || get().to(landing::show)),
        posts("/lenke/{token}", Access::Token, || {
            post().to(landing::enter)
        }),
    ]
}

fn reads(path: &'static str, access: Access, handler: fn() -> Route) -> RouteDef {
    row(Method::GET, path, access, handler)
}

fn posts(path: &'static str, access: Access, handler: fn() -> Route) -> RouteDef {
    row(Method::POST, path, access, handler)
}

fn desk_post(path: &'static str, handler: fn() -> Route) -> RouteDef {
    row(Method::POST, path, Access::Desk, handler)
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

/// An answer that was stored with its request, given (again).
fn respond(stored: Stored) -> HttpResponse {
    let status = StatusCode::from_u16(stored.status).unwrap_or(StatusCode::SEE_OTHER);
    let mut response = HttpResponse::build(status);
    for (name, value) in stored.headers {
        response.insert_header((name, value));
    }
    response.body(stored.body)
}

/// The values of a name in the address.
fn query(req: &HttpRequest, name: &str) -> Vec<String> {
    url::form_urlencoded::parse(req.query_string().as_bytes())
        .filter(|(n, _)| n == name)
        .map(|(_, value)| value.into_owned())
        .collect()
}

/// What stands in the path under this name.
fn in_path(req: &HttpRequest, name: &str) -> String {
    req.match_info().get(name).unwrap_or_default().to_owned()
}
