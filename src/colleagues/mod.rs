//! Several people on one answer: who was asked to take part, and what each may do.

mod contributor;
mod store;

pub use contributor::{Contributor, NewContributor};
pub use store::{change, end, find, insert, of_desk, who_wrote};
