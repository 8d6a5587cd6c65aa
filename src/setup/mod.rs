//! Setting up a consultation: a working copy is written by pages, checked, looked at as respondents will see it,
//! and published by the same import as a file.

mod answered;
mod api;
mod begin;
mod bring_back;
mod check;
mod copied;
mod documents;
mod draft;
mod draft_file;
mod file;
mod images;
mod lists;
mod manuscript;
mod other_cases;
mod owner;
mod pages;
mod paste;
mod publish;
mod put_back;
mod recipients;
mod replace;
mod sketch;
mod store;
mod word;
mod working_copy;

pub use manuscript::Manuscript;
pub use word::read as read_word;

/// The rows of the route table.
pub fn routes() -> Vec<crate::web::route::RouteDef> {
    let mut rows = pages::routes();
    rows.extend(api::routes());
    rows
}
