//! Consultations: imported, published, read.

pub mod consultation;

pub use consultation::*;
