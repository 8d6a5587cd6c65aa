//! Setting up a consultation: a working copy is written by pages, checked, looked at as respondents will see it,
//! and published by the same import as a file.

mod check;
mod draft;
mod file;
mod lists;
mod manuscript;
mod pages;
mod paste;
mod publish;
mod store;
mod word;
mod working_copy;

pub use manuscript::Manuscript;

/// The rows of the route table.
pub fn routes() -> Vec<crate::web::route::RouteDef> {
    pages::routes()
}
