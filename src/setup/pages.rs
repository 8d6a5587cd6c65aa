//! The pages where leaders set a consultation up: one part a page, each saved by itself.

mod begin;
mod bodies;
mod checks;
mod documents;
mod download;
mod drafts;
mod gone;
mod leaf;
mod outline;
mod overview;
mod preview;
mod publishing;
mod sheet;
mod visit;

use crate::role::Role;
use crate::web::route::{Access, Face, RouteDef};
use actix_web::http::Method;
use actix_web::web;

/// Where everything of one working copy lies.
pub fn base(slug: &str) -> String {
    format!("/saksbehandling/horinger/{slug}/oppsett")
}

/// Where the working copies are listed.
const LIST: &str = "/saksbehandling/oppsett";
/// The largest document that is taken.
const FILE_BYTES: usize = 20 * 1024 * 1024;

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    let get = |path, handler| RouteDef::get(path, Access::Staff(Role::Leader), handler);
    let post = |path, handler| RouteDef::post(path, Access::Staff(Role::Leader), handler);
    vec![
        get(LIST, || web::get().to(begin::list)),
        get("/saksbehandling/oppsett/ny", || web::get().to(begin::show)),
        post("/saksbehandling/oppsett/ny", || {
            web::post().to(begin::create)
        })
        .does("setup::begin::make", "beginWorkingCopy"),
        get("/saksbehandling/horinger/{slug}/oppsett", || {
            web::get().to(overview::show)
        }),
        post("/saksbehandling/horinger/{slug}/oppsett", || {
            web::post().to(overview::open)
        })
        .does("setup::working_copy::open", "openWorkingCopy"),
        post("/saksbehandling/horinger/{slug}/oppsett/forkast", || {
            web::post().to(overview::discard)
        })
        .does("setup::working_copy::discard", "discardWorkingCopy"),
        post("/saksbehandling/horinger/{slug}/oppsett/stans", || {
            web::post().to(overview::call_off)
        })
        .does(
            "consultations::import::publish::call_off",
            "callOffPublication",
        ),
        get("/saksbehandling/horinger/{slug}/oppsett/om", || {
            web::get().to(leaf::show_about)
        }),
        post("/saksbehandling/horinger/{slug}/oppsett/om", || {
            web::post().to(leaf::save_about)
        })
        .does("setup::working_copy::save", "replaceWorkingCopy"),
        get("/saksbehandling/horinger/{slug}/oppsett/tekster", || {
            web::get().to(leaf::show_texts)
        }),
        post("/saksbehandling/horinger/{slug}/oppsett/tekster", || {
            web::post().to(leaf::save_texts)
        })
        .does("setup::working_copy::save", "replaceWorkingCopy"),
        get("/saksbehandling/horinger/{slug}/oppsett/raad", || {
            web::get().to(outline::show)
        }),
        post("/saksbehandling/horinger/{slug}/oppsett/raad", || {
            web::post().to(outline::change)
        })
        .does("setup::working_copy::save", "replaceWorkingCopy"),
        get("/saksbehandling/horinger/{slug}/oppsett/raad/{key}", || {
            web::get().to(leaf::show_entry)
        }),
        post("/saksbehandling/horinger/{slug}/oppsett/raad/{key}", || {
            web::post().to(leaf::save_entry)
        })
        .does("setup::working_copy::save", "replaceWorkingCopy"),
        get("/saksbehandling/horinger/{slug}/oppsett/felter", || {
            web::get().to(leaf::show_general)
        }),
        post("/saksbehandling/horinger/{slug}/oppsett/felter", || {
            web::post().to(leaf::save_general)
        })
        .does("setup::working_copy::save", "replaceWorkingCopy"),
        get("/saksbehandling/horinger/{slug}/oppsett/dokumenter", || {
            web::get().to(documents::show)
        }),
        post("/saksbehandling/horinger/{slug}/oppsett/dokumenter", || {
            web::post().to(documents::change)
        })
        .does("setup::working_copy::save", "replaceWorkingCopy")
        .does("setup::documents::keep", "addDocument")
        .with_file(FILE_BYTES),
        get("/saksbehandling/horinger/{slug}/oppsett/instanser", || {
            web::get().to(bodies::show)
        }),
        post("/saksbehandling/horinger/{slug}/oppsett/instanser", || {
            web::post().to(bodies::change)
        })
        .does("setup::working_copy::save", "replaceWorkingCopy")
        .does("setup::paste::read", "readBodies")
        .does("setup::answered::add", "addBodies")
        .does("setup::lists::take_into", "addListOfBodies"),
        get("/saksbehandling/horinger/{slug}/oppsett/kontroll", || {
            web::get().to(checks::show)
        }),
        get("/saksbehandling/horinger/{slug}/oppsett/publiser", || {
            web::get().to(publishing::show)
        }),
        post("/saksbehandling/horinger/{slug}/oppsett/publiser", || {
            web::post().to(publishing::act)
        })
        .does("setup::publish::ask", "askForApproval")
        .does("setup::publish::ask", "takeBackApprovalRequest")
        .does("setup::publish::publish", "publishWorkingCopy"),
        get(
            "/saksbehandling/horinger/{slug}/oppsett/hoering.toml",
            || web::get().to(download::show),
        ),
        get("/saksbehandling/horinger/{slug}/oppsett/utkast", || {
            web::get().to(drafts::show)
        }),
        post("/saksbehandling/horinger/{slug}/oppsett/utkast", || {
            web::post().to(drafts::change)
        })
        .does("setup::draft_file::read", "readDraftFile")
        .does("setup::working_copy::save", "takeInDraft")
        .with_file(FILE_BYTES),
        get("/saksbehandling/horinger/{slug}/oppsett/visning", || {
            web::get().to(preview::front)
        }),
        get(
            "/saksbehandling/horinger/{slug}/oppsett/visning/utkast",
            || web::get().to(preview::draft),
        ),
        get(
            "/saksbehandling/horinger/{slug}/oppsett/visning/frist.ics",
            || web::get().to(preview::calendar),
        ),
        get(
            "/saksbehandling/horinger/{slug}/oppsett/visning/raad/{key}",
            || web::get().to(preview::advice),
        ),
        get(
            "/saksbehandling/horinger/{slug}/oppsett/visning/svar",
            || web::get().to(preview::begin_try),
        ),
        get(
            "/saksbehandling/horinger/{slug}/oppsett/visning/svar/{key}",
            || web::get().to(preview::show_try),
        ),
        post(
            "/saksbehandling/horinger/{slug}/oppsett/visning/svar/{key}",
            || web::post().to(preview::do_try),
        ),
        RouteDef::new(
            Method::GET,
            "/saksbehandling/horinger/{slug}/oppsett/visning/dokument/{sha256}/{name}",
            Access::Staff(Role::Leader),
            Face::Plain,
            || web::get().to(preview::document),
        ),
    ]
}
