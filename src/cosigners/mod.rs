//! An answer that several bodies give together. The body whose desk it is asks others to stand behind it; each reads
//! the whole of it by a link of its own and confirms it, or says that it cannot. A confirmation holds for the content
//! that it was given to, and whoever has not given one is shown as such and counted nowhere. What follows from that is
//! in `submissions::cosigners`, since sending needs it.

mod api;
mod ask;
mod both;
pub mod mails;
mod pages;
mod reply;
mod texts;
mod wanted;

pub use ask::{ASKED_LETTER, OUT_LETTER, REMINDER_LETTER};
pub use reply::{CONFIRMED_LETTER, REPLIED_LETTER};

/// The rows of the route table.
pub fn routes() -> Vec<crate::web::route::RouteDef> {
    let mut rows = pages::routes();
    rows.extend(api::routes());
    rows
}
