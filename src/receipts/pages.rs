//! The pages that anybody may ask: whether a receipt is one of ours and unchanged, and what the log of a case is. Owns the
//! rows of the route table.

mod check;
mod log;

use super::FILE_BYTES;
use crate::web::route::{Access, RouteDef};
use actix_web::web::{get, post};

/// A form with a file has a few names beside it.
const FORM_BYTES: usize = FILE_BYTES + 64 * 1024;

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    const CHECK: &str = "/kvitteringer";
    vec![
        RouteDef::get(CHECK, Access::Anyone, || get().to(check::show)),
        RouteDef::post(CHECK, Access::Start, || post().to(check::check))
            .does("receipts::check::check_file", "checkReceipt")
            .does("receipts::check::check_sum", "checkReceiptSum")
            .with_much(FORM_BYTES),
        RouteDef::get("/horinger/{slug}/kvitteringer", Access::Anyone, || {
            get().to(log::show)
        }),
    ]
}
