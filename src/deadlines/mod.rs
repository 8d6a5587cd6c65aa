//! Deadlines (høringsfrister) after the publishing: moved for all or for one who answers, with the letters that
//! say so. Writing the change is `consultations::extend`; whom it concerns, and who must be told, is here.

mod api;
mod audience;
mod extend;
pub mod mails;
mod pages;
mod request;
mod settle;
mod store;

pub use audience::{tell, tell_of_import};
pub use extend::{Moved, Wanted, move_deadline};
pub use mails::{DEADLINE_LETTER, REFUSED_LETTER};
pub use request::{Answer, Answered, answer};

/// The rows of the route table.
pub fn routes() -> Vec<crate::web::route::RouteDef> {
    let mut rows = pages::routes();
    rows.extend(api::routes());
    rows
}
