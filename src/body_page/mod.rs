//! A body's own page: every consultation that it was asked in, how its answer stands, who holds the pen; the same as
//! calendar and feed at a secret address. Whoever holds the link of one of its invitations sees it.

mod api;
mod asked;
mod feed;
mod pages;
mod store;

pub use store::end_feed;

/// The rows of the route table.
pub fn routes() -> Vec<crate::web::route::RouteDef> {
    let mut rows = pages::routes();
    rows.extend(api::routes());
    rows
}
