//! Answers to consultations: written at a desk, sent, confirmed, acknowledged by a receipt.

pub mod desk;
pub mod draft;
pub mod links;
pub mod receipt;
pub mod send;
pub mod standing;
mod store;
pub mod submit;

pub use store::{Channel, FieldSaved, StoredReceipt, StoredVersion, sweep_drafts, sweep_unconfirmed};
