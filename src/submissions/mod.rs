//! Answers to consultations: written at a desk, sent, confirmed, acknowledged by a receipt.

pub mod desk;
pub mod receipt;
pub mod send;
pub mod standing;
mod store;

pub use store::Channel;
