//! Taking answers out, as programs do it: a file at once, or one that is made in the background. The filter, the
//! columns and the fields are those of the page.

mod asked;
mod file;
mod jobs;

use crate::role::Role;
use crate::scope::Scope;
use crate::web::route::{Access, RouteDef};
use actix_web::http::Method;
use actix_web::web::{delete, get, post};

/// Taking out changes nothing of the answers: who may read them may do it.
const READS: Access = Access::Program(Scope::AnswersRead, Role::Reader);

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    const AT_ONCE: &str = "/api/v1/staff/consultations/{slug}/export";
    const ALL: &str = "/api/v1/staff/consultations/{slug}/exports";
    const ONE: &str = "/api/v1/staff/consultations/{slug}/exports/{export}";
    const CASE: &str = "/api/v1/staff/consultations/{slug}/archive-package";
    const FILE: &str = "/api/v1/staff/consultations/{slug}/exports/{export}/file";
    let row = |method, path, handler, doc| RouteDef::api(method, path, READS, handler, doc);
    vec![
        row(
            Method::GET,
            AT_ONCE,
            || get().to(file::at_once),
            file::at_once_doc,
        ),
        row(
            Method::GET,
            CASE,
            || get().to(file::archive),
            file::archive_doc,
        ),
        row(Method::GET, ALL, || get().to(jobs::list), jobs::list_doc),
        row(
            Method::POST,
            ALL,
            || post().to(jobs::start),
            jobs::start_doc,
        ),
        row(Method::GET, ONE, || get().to(jobs::read), jobs::read_doc),
        row(
            Method::DELETE,
            ONE,
            || delete().to(jobs::drop_one),
            jobs::drop_doc,
        ),
        row(Method::GET, FILE, || get().to(file::fetch), file::fetch_doc),
    ]
}
