//! Answers to consultations: written at a desk, sent, confirmed, acknowledged by a receipt.

pub mod api;
pub mod confirm;
pub mod desk;
pub mod draft;
pub mod links;
pub mod mails;
pub mod minutes;
pub mod pages;
pub mod receipt;
pub mod send;
pub mod standing;
mod store;
pub mod submit;
pub mod told;

pub use store::{
    Before, Channel, FieldSaved, NewDesk, StoredReceipt, StoredVersion, desk_of_invited,
    insert_desks, lock_desk, receipts_by_number, set_own_deadline, sweep_drafts, sweep_unconfirmed,
    take_over_deadlines, versions_of,
};
