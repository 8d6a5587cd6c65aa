//! «Vi støtter svaret fra …»: a body lets others support its answer, whoever writes to the same consultation reads it and
//! supports it, in whole or råd by råd. What stands on a desk and what is sent of it is in `submissions::endorsement`.

mod api;
mod endorse;
mod pages;
mod share;
mod shared;
mod store;

/// The rows of the route table.
pub fn routes() -> Vec<crate::web::route::RouteDef> {
    let mut rows = pages::routes();
    rows.extend(api::routes());
    rows
}
