//! The register of bodies (høringsinstanser): who can be asked, what they are called, where they are
//! written to. Bodies are never deleted, since consultations of the past name them.

mod body;
mod change;
mod correct;
mod details;
mod example;
mod import;
mod list;
mod lists;
mod pages;
mod reports;
mod shipped;
mod store;

pub use body::*;
pub use change::{By, Changed, add, change};
pub use correct::{Correction, correct_address};
pub use example::give_example_addresses;
pub use import::{Applied, Fault, Plan, apply, apply_kept, armed, plan, sweep_imports};
pub use list::{Cursor, ListQuery, Listed, Standing};
pub use lists::*;
pub use pages::{ReportPart, Select, kind_name, sift};
pub use reports::{Report, handle_report, open_reports, report};
pub use shipped::load_shipped;
pub use store::{
    count, find, find_by_name, find_by_org_no, find_many, has_shipped, in_force,
    insert as insert_bodies, list, list_names, official_addresses,
};

/// The rows of the route table.
pub fn routes() -> Vec<crate::web::route::RouteDef> {
    pages::routes()
}
