//! Letters that are owed: stored in the transaction that caused them, sent by a worker afterwards.
//!
//! A row says which letter about what, to whom; neither its text nor a token. At least once: a crash
//! between sending and marking sends again, with the same Message-ID. While the outbox is frozen nothing is sent.

mod message;
mod store;
mod worker;

pub use message::{Message, NewMessage, Outcome, next_attempt};
pub use store::{
    Freeze, Overview, Waiting, addressed, count_of_all_since, count_since, drop_waiting, forget,
    forget_of_kind, freeze, frozen, insert, insert_all, last_recipient, let_go, overview,
    park_waiting, recipients, release_parked, release_waiting, waiting,
};
pub use worker::{Renderer, Step, deliver_due, run};
