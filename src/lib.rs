//! Høring: public consultations published, answered råd by råd, with receipts that can be checked.
#![forbid(unsafe_code)]

pub mod address;
pub mod clock;
pub mod ids;
pub mod keys;
pub mod mail;
pub mod settings;
pub mod telemetry;
