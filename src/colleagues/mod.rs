//! Several people on one answer: who was asked to take part, and what each may do.

mod contributor;
pub mod holders;
pub mod notes;
pub mod presence;
mod store;

pub use contributor::{Contributor, NewContributor};
pub use store::{
    change, end, find, forget_writing, insert, links, note_counts, of_desk, signs_since, who_holds,
    who_wrote,
};
