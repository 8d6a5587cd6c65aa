//! An umbrella organisation hears its members: it passes the consultation on with an earlier date of its own, gets their
//! input per råd at its own desk, and merges it. Who said what is seen by it alone. What a member writes stands at a desk
//! of its own, of which the umbrella organisation's is the parent; it is handed over and never sent.

mod api;
mod ask;
mod hand_over;
mod hold;
pub mod mails;
mod merge;
mod pages;
mod round;
mod store;
pub mod told;
mod wanted;

pub use ask::{ASKED_LETTER, REMINDER_LETTER};
pub use hold::DAY_LETTER;
pub use told::{ALL_LETTER, INPUT_LETTER};

/// The rows of the route table.
pub fn routes() -> Vec<crate::web::route::RouteDef> {
    let mut rows = pages::routes();
    rows.extend(api::routes());
    rows
}
