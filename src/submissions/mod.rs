//! Answers to consultations: written at a desk, sent, confirmed, acknowledged by a receipt.

pub mod adoption;
pub mod api;
pub mod approval;
pub mod attach;
pub mod compare;
mod confirm;
pub mod cosigners;
pub mod decide;
pub mod desk;
pub mod draft;
pub mod endorsement;
pub mod history;
pub mod infected;
pub mod links;
pub mod lock;
pub mod mails;
pub mod minutes;
pub mod more_time;
mod overdue;
pub mod pages;
mod readdress;
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

pub use overdue::{ask_overdue, contributor_of_slot, slot_of_contributor};
pub use store::{
    Before, Channel, CoWriter, CosignedAnswer, DeadlineRequest, FieldSave, FieldSaved,
    GivenTogether, NewDesk, Numbered, RequestAnswer, Requests, SavedBy, StaffDecision,
    StoredReceipt, StoredVersion, VersionOf, Withdrawal, Writer, begin_invited, co_writers,
    confirmed_of, cosigned, cosigned_by, cosigners_at, cosigners_of, cosigners_of_joint,
    desk_of_invited, end_cosigner, end_shares, end_signatures, endorsed_in, find_reply,
    find_withdrawal, first_asked, get_desk, given_jointly, given_together, handed_over_by,
    ids_by_number, insert_answer, insert_cosigner, insert_desks, insert_reply, letters_about,
    lock_desk, lock_desks, lock_to_write, note_change, number_text, receipts_by_number, requests,
    save_fields, saved_since_sent, set_cosigner_address, set_joint, set_own_deadline, sign,
    signed_by, supporting, sweep_drafts, sweep_unconfirmed, take_leaves, take_over_deadlines,
    taken_back, told_senders, touch, unconfirmed, versions_of, withdrawn_at, withdrawn_before,
    withdrawn_versions, writers,
};
