//! Consultations (høringer): what is asked, of whom, and until when.

pub mod file;
