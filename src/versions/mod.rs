//! A new version of a proposal, told by letter to those who have begun to answer it and to those who can still
//! change what they have sent. Publishing it is `consultations::import`.

pub mod mails;
mod tell;

pub use mails::VERSION_LETTER;
pub use tell::{Counts, counts, tell_of_import};
