//! Out to Word, and back in: the whole consultation as a form for those who write there, empty or with what stands at
//! their desk, and the file that comes back, looked over råd by råd before anything of it is saved.

mod api;
mod bring;
mod compare;
mod form;
mod known;
mod pages;
mod place;
mod read;
mod slot;
mod store;

pub use bring::KEPT_HOURS;
pub use read::read;
pub use store::sweep;

/// The rows of the route table.
pub fn routes() -> Vec<crate::web::route::RouteDef> {
    let mut rows = pages::routes();
    rows.extend(api::routes());
    rows
}
