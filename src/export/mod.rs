//! Export: staff take the answers of a consultation out, as CSV, JSON or a workbook. What is taken is a
//! [`Picture`]: the versions that stood at the moment it began; they never change, so that the texts behind
//! them can be read a few at a time, without a long transaction and without holding them in memory. CSV and
//! JSON are made while they are sent. A workbook must be whole before it is sent: a small one is made at once,
//! a large one by a job. A whole case goes out to the archive in the same way as CSV. Changes nothing of the answers; the
//! audit is told who took what.

mod api;
mod asked;
mod cells;
mod columns;
mod csv;
mod fields;
mod file;
mod job;
mod json;
mod pages;
mod picture;
mod store;
mod take;
mod wording;
mod workbook;
mod worker;
mod xlsx;

pub use job::{State, sweep};
pub use worker::{run, work};

use crate::web::route::RouteDef;

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    let mut rows = pages::routes();
    rows.extend(api::routes());
    rows
}
