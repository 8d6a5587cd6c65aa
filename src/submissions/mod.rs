//! Answers to consultations: written at a desk, sent, confirmed, acknowledged by a receipt.

pub mod api;
mod confirm;
pub mod decide;
pub mod desk;
pub mod draft;
pub mod links;
pub mod mails;
pub mod minutes;
pub mod more_time;
pub mod pages;
pub mod receipt;
pub mod send;
pub mod standing;
mod store;
pub mod submit;
pub mod told;
pub mod umbrella;

pub use store::{
    Before, Channel, DeadlineRequest, FieldSaved, NewDesk, Numbered, RequestAnswer, Requests,
    StaffDecision, StoredReceipt, StoredVersion, VersionOf, Writer, desk_of_invited, get_desk,
    insert_answer, insert_desks, lock_desk, number_text, receipts_by_number, requests, save_fields,
    set_own_deadline, sweep_drafts, sweep_unconfirmed, take_over_deadlines, versions_of, writers,
};
