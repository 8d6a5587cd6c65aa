//! Several people on one answer: who was asked to take part, and what each may do. Their pages, operations and
//! letters are those of the answer, in `submissions`.

mod contributor;
pub mod holders;
mod manage;
pub mod notes;
pub mod presence;
mod store;
mod wanted;

pub use contributor::{Contributor, NewContributor, one_name};
pub use manage::{ASKED_LETTER, By, Once, ask, change, end, replace_link, send_again};
pub use store::{
    find, forget_writing, insert, links, note_counts, of_desk, of_id, set_asked_by, signs_since,
    told_names, who_holds, who_wrote,
};
pub use wanted::{Allowed, Told, Wanted};
