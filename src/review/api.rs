//! Reading what was answered, as programs do it: by the filter of the pages, with the counts that they show.
//! Every handler calls the use case that the pages call; the audit is told the same.

mod advice;
mod asked;
mod list;
mod one;
mod views;

pub use asked::{CONTROLS, address, filter_of, to_part_address};

use crate::role::Role;
use crate::scope::Scope;
use crate::web::route::{Access, RouteDef};
use actix_web::http::Method;
use actix_web::web::get;

const READS: Access = Access::Program(Scope::AnswersRead, Role::Reader);

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    const LIST: &str = "/api/v1/staff/consultations/{slug}/answers";
    const UNCONFIRMED: &str = "/api/v1/staff/consultations/{slug}/unconfirmed-answers";
    const ONE: &str = "/api/v1/staff/consultations/{slug}/answers/{number}";
    const RECEIPT: &str =
        "/api/v1/staff/consultations/{slug}/answers/{number}/versions/{no}/receipt";
    const ARCHIVE: &str =
        "/api/v1/staff/consultations/{slug}/answers/{number}/versions/{no}/archive-package";
    const PAPER: &str =
        "/api/v1/staff/consultations/{slug}/answers/{number}/versions/{no}/receipt-pdf";
    const ATTACHMENT: &str =
        "/api/v1/staff/consultations/{slug}/answers/{number}/attachments/{attachment}";
    const TO_ADVICE: &str = "/api/v1/staff/consultations/{slug}/advice/{key}/answers";
    let row = |path, handler, doc| RouteDef::api(Method::GET, path, READS, handler, doc);
    vec![
        row(LIST, || get().to(list::list), list::list_doc),
        row(
            UNCONFIRMED,
            || get().to(list::unconfirmed_ones),
            list::unconfirmed_doc,
        ),
        row(ONE, || get().to(one::read), one::read_doc),
        row(RECEIPT, || get().to(one::receipt), one::receipt_doc),
        row(ARCHIVE, || get().to(one::archive), one::archive_doc),
        row(PAPER, || get().to(one::paper), one::paper_doc),
        row(
            ATTACHMENT,
            || get().to(one::attachment),
            one::attachment_doc,
        ),
        row(TO_ADVICE, || get().to(advice::list), advice::list_doc),
    ]
}
