//! Answers to consultations: written at a desk, sent, confirmed, acknowledged by a receipt.

pub mod adoption;
pub mod api;
pub mod approval;
pub mod compare;
mod confirm;
pub mod decide;
pub mod desk;
pub mod draft;
pub mod endorsement;
pub mod history;
pub mod links;
pub mod lock;
pub mod mails;
pub mod minutes;
pub mod more_time;
mod overdue;
pub mod pages;
pub mod receipt;
pub mod rights;
pub mod send;
pub mod standing;
mod store;
pub mod submit;
pub mod together;
pub mod told;
pub mod umbrella;
pub mod withdraw;

pub use overdue::ask_overdue;
pub use store::{
    Before, Channel, DeadlineRequest, FieldSaved, NewDesk, Numbered, RequestAnswer, Requests,
    SavedBy, StaffDecision, StoredReceipt, StoredVersion, VersionOf, Withdrawal, Writer,
    confirmed_of, desk_of_invited, end_shares, endorsed_in, get_desk, insert_answer, insert_desks,
    lock_desk, lock_to_write, number_text, receipts_by_number, requests, save_fields,
    set_own_deadline, sweep_drafts, sweep_unconfirmed, take_over_deadlines, touch, versions_of,
    writers,
};
