//! Setting a consultation up, as programs of staff do it. A working copy is read and written whole, as the content of an
//! import file in JSON (docs/decisions/0039); the file itself, what is pasted, drafts and documents have operations of
//! their own. Every handler calls the use case that the pages call.

mod bodies;
mod content;
mod copies;
mod documents;
mod drafts;
mod publishing;
mod view;

use crate::app::App;
use crate::error::{Error, Problem};
use crate::role::Role;
use crate::scope::Scope::{ConsultationsRead, ConsultationsWrite};
use crate::session::staff::StaffAccess;
use crate::setup::manuscript::Manuscript;
use crate::setup::working_copy::{By, Saved, save};
use crate::web::conditions::if_match;
use crate::web::in_path;
use crate::web::route::{Access, RouteDef};
use actix_web::http::Method;
use actix_web::web::{delete, get, post, put};
use actix_web::{HttpRequest, HttpResponse};

/// The largest content: as large as an import file with its documents may be.
const CONTENT_BYTES: usize = 20 * 1024 * 1024;
/// The largest document, written as base64 in a body.
const FILE_BYTES: usize = 28 * 1024 * 1024;

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    const COPIES: &str = "/api/v1/staff/working-copies";
    const COPY: &str = "/api/v1/staff/working-copies/{slug}";
    const OPEN: &str = "/api/v1/staff/consultations/{slug}/working-copy";
    const WAITING: &str = "/api/v1/staff/consultations/{slug}/publication";
    const FILE: &str = "/api/v1/staff/working-copies/{slug}/file";
    const CHECKS: &str = "/api/v1/staff/working-copies/{slug}/checks";
    const DIFFERENCES: &str = "/api/v1/staff/working-copies/{slug}/differences";
    const DOCUMENTS: &str = "/api/v1/staff/working-copies/{slug}/documents";
    const BODIES: &str = "/api/v1/staff/working-copies/{slug}/bodies";
    const LISTS: &str = "/api/v1/staff/working-copies/{slug}/bodies/lists";
    const PASTED: &str = "/api/v1/staff/working-copies/{slug}/bodies/reading";
    const DRAFT: &str = "/api/v1/staff/working-copies/{slug}/draft";
    const GIVEN: &str = "/api/v1/staff/working-copies/{slug}/draft/reading";
    const APPROVAL: &str = "/api/v1/staff/working-copies/{slug}/approval-request";
    const PUBLICATION: &str = "/api/v1/staff/working-copies/{slug}/publication";
    let reads = Access::Program(ConsultationsRead, Role::Leader);
    let writes = Access::Program(ConsultationsWrite, Role::Leader);
    let row = RouteDef::api;
    vec![
        row(
            Method::GET,
            COPIES,
            reads,
            || get().to(copies::list),
            copies::list_doc,
        ),
        row(
            Method::POST,
            COPIES,
            writes,
            || post().to(copies::begin),
            copies::begin_doc,
        ),
        row(
            Method::POST,
            OPEN,
            writes,
            || post().to(copies::open_published),
            copies::open_doc,
        ),
        row(
            Method::DELETE,
            WAITING,
            writes,
            || delete().to(publishing::call_off),
            publishing::call_off_doc,
        ),
        row(
            Method::GET,
            COPY,
            reads,
            || get().to(copies::read),
            copies::read_doc,
        ),
        row(
            Method::PUT,
            COPY,
            writes,
            || put().to(content::replace),
            content::replace_doc,
        )
        .with_much(CONTENT_BYTES),
        row(
            Method::DELETE,
            COPY,
            writes,
            || delete().to(copies::throw_away),
            copies::discard_doc,
        ),
        row(
            Method::GET,
            FILE,
            reads,
            || get().to(copies::file),
            copies::file_doc,
        ),
        row(
            Method::GET,
            CHECKS,
            reads,
            || get().to(publishing::checks),
            publishing::checks_doc,
        ),
        row(
            Method::GET,
            DIFFERENCES,
            reads,
            || get().to(publishing::differences),
            publishing::differences_doc,
        ),
        row(
            Method::POST,
            DOCUMENTS,
            writes,
            || post().to(documents::add),
            documents::add_doc,
        )
        .with_file(FILE_BYTES),
        row(
            Method::POST,
            PASTED,
            reads,
            || post().to(bodies::read),
            bodies::read_doc,
        ),
        row(
            Method::POST,
            BODIES,
            writes,
            || post().to(bodies::take_in),
            bodies::take_in_doc,
        ),
        row(
            Method::POST,
            LISTS,
            writes,
            || post().to(bodies::take_list),
            bodies::take_list_doc,
        ),
        row(
            Method::POST,
            GIVEN,
            reads,
            || post().to(drafts::read),
            drafts::read_doc,
        )
        .with_much(FILE_BYTES),
        row(
            Method::POST,
            DRAFT,
            writes,
            || post().to(drafts::take_in),
            drafts::take_in_doc,
        ),
        row(
            Method::PUT,
            APPROVAL,
            writes,
            || put().to(publishing::ask_for),
            publishing::ask_doc,
        ),
        row(
            Method::DELETE,
            APPROVAL,
            writes,
            || delete().to(publishing::take_back),
            publishing::take_back_doc,
        ),
        row(
            Method::POST,
            PUBLICATION,
            writes,
            || post().to(publishing::go),
            publishing::publish_doc,
        ),
    ]
}

/// What every change of a working copy can be answered with.
const CHANGE_PROBLEMS: &[Problem] = &[Problem::PreconditionRequired, Problem::PreconditionFailed];

fn by(app: &App, staff: &StaffAccess) -> By {
    By::staff(staff, app.clock.now())
}

/// The working copy of the path as it was seen; whoever was overtaken is told how it stands.
async fn as_seen(app: &App, req: &HttpRequest) -> Result<view::Found, Error> {
    let seen = if_match(req)?.version();
    let found = view::Found::read(app, in_path(req, "slug"), req).await?;
    match found.copy.version == seen {
        true => Ok(found),
        false => Err(found.overtaken()),
    }
}

/// Saves on top of the version that was seen, and gives what stands there now.
async fn saved(
    app: &App,
    staff: &StaffAccess,
    req: &HttpRequest,
    seen: i64,
    new: Manuscript,
) -> Result<HttpResponse, Error> {
    let (slug, by) = (in_path(req, "slug").to_owned(), by(app, staff));
    let done = app
        .db
        .write(move |conn| save(conn, &slug, seen, &new, by))
        .await?;
    let found = view::Found::read(app, in_path(req, "slug"), req).await?;
    match done {
        Saved::Done => found.answer(),
        Saved::Overtaken => Err(found.overtaken()),
    }
}
