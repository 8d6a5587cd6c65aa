//! The register of bodies (høringsinstanser): who can be asked, what they are called, where they are
//! written to. Bodies are never deleted, since consultations of the past name them.

mod body;
mod correct;
mod example;
mod shipped;
mod store;

pub use body::*;
pub use correct::{Correction, correct_address};
pub use example::give_example_addresses;
pub use shipped::load_shipped;
pub use store::{
    find, find_by_name, find_by_org_no, find_many, has_shipped, in_force, insert as insert_bodies,
    official_addresses,
};
