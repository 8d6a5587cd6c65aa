//! Consultations (høringer): imported, published, read.

mod advance;
mod api;
mod assemble;
mod catalogue;
pub mod consultation;
mod deadline_file;
mod differences;
mod example;
mod extend;
pub mod file;
mod import;
mod invited;
mod list;
pub mod markdown;
mod meetings;
mod outline;
mod pages;
mod search;
mod store;
mod words;

pub use advance::{ADVANCE, advance, check_next, last_deadline};
pub use api::ChangedView;
pub use catalogue::{Catalogue, at_version};
pub use consultation::*;
pub use deadline_file::{SaidDeadline, deadline_event, deadline_file};
pub use differences::{Changed, Differences, Fact, Of};
pub use example::load_example;
pub use extend::{
    Extension, LONGEST_REASON, MovedDeadline, NEW_ON, REASON, Whose, check_day, deadlines_for,
    deadlines_of, extend, find_deadline, is_too_far, lock_deadlines, open_requests, read_day,
    read_later_day, read_reason, too_long,
};
pub use import::{
    ImportOutcome, Terms, as_published, call_off, import, is_known, lock as lock_imports,
    publish_due, refusals,
};
pub use invited::{
    ADDED_LATER, Asked, AskedFor, Invited, add_invited, complete, find_invited, group_word,
    invited, invited_body_ids, is_complete, parse_group,
};
pub use list::{Counts, Cursor, ListQuery, Listed, Summary, count, list, waiting};
pub use meetings::{Announcement, Meeting, MeetingKind, find as find_meeting};
pub use pages::{ChangedPart, Languages, Preview, news};
pub use store::{
    FoundVersion, Key, current_revision, find_blob, find_document, find_of_case, find_owner,
    find_version, keep_blob, keys_ever, load, named,
};

/// The rows of the route table: pages and API.
pub fn routes() -> Vec<crate::web::route::RouteDef> {
    let mut rows = pages::routes();
    rows.extend(api::routes());
    rows
}
