//! Høring: public consultations published, answered råd by råd, with receipts that can be checked.
#![forbid(unsafe_code)]

pub mod address;
pub mod calendar;
pub mod clock;
pub mod consultations;
pub mod db;
pub mod error;
pub mod i18n;
pub mod ids;
pub mod keys;
pub mod settings;
pub mod text;
pub mod web;
