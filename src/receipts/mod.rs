//! Checking receipts: heads of the logs are published, the logs looked over, and anybody may ask whether a receipt is one
//! that was issued here, and whether it is unchanged.

mod api;
mod check;
mod fault;
mod log;
mod look_over;
mod pages;
mod publish;
mod store;

pub use check::{Verdict, is_ours, look_up};
pub use fault::{Fault, FaultKind};
pub use look_over::{LookedOver, look_at_all};
pub use publish::{Rounds, publish, run};

use crate::web::route::RouteDef;

/// The most bytes of a receipt's file: every field at its most, and as much again.
const FILE_BYTES: usize = 4 << 20;

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    let mut rows = pages::routes();
    rows.extend(api::routes());
    rows
}
