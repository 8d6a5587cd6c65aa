//! Review: staff read what was answered. All answers of a consultation, the answers to one råd side by side, and
//! one answer whole, each by the same [`Filter`]. Changes nothing but the audit, which is told whenever an
//! answer is read whose sender asked that something be withheld.

mod api;
mod counts;
mod days;
#[cfg(test)]
mod drawn;
mod entry;
mod filter;
mod find;
mod pages;
mod read;
mod roster;
mod search;
mod sift;
mod store;
mod strange;
mod supporters;
mod values;
mod words;

use crate::web::route::RouteDef;

pub use api::{CONTROLS, address, filter_of, to_part_address};
pub use days::Days;
pub use entry::{Adoption, Channel, Entry, Said, Sender, Standing};
pub use filter::{Filter, Stance, Supports};
pub use find::{Found, KeptRoster, Screen, Turn, look, read_in};
pub use pages::TO_UNCONFIRMED;
pub use read::withheld_read;
pub use roster::{Column, Part, Roster};
pub use search::keep_index;
pub use sift::{Sifted, Tally};
pub use strange::{Strange, strange};
pub use values::{Places, Values};

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    let mut rows = pages::routes();
    rows.extend(api::routes());
    rows
}
