//! Review: staff read what was answered. All answers of a consultation, the answers to one råd side by side, and
//! one answer whole, each by the same [`Filter`]. Changes nothing but the audit, which is told whenever an
//! answer is read whose sender asked that something be withheld.

mod entry;
mod filter;
mod find;
mod pages;
mod read;
mod roster;
mod search;
mod sift;
mod store;
mod words;

pub use entry::{Channel, Entry, Said, Sender, Standing};
pub use filter::{Filter, Stance};
pub use find::{Found, KeptRoster, Screen, Turn, look};
pub use pages::routes;
pub use roster::{Column, GENERAL, Part, Roster};
pub use search::keep_index;
pub use sift::{Sifted, Tally};
