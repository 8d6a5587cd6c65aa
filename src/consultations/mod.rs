//! Consultations (høringer): imported, published, read.

pub mod consultation;
pub mod file;

pub use consultation::*;
