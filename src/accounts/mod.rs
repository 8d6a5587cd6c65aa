//! Staff: who they are and what they may do. Sessions and the check at every request are `session`'s.

mod manage;
mod member;
mod pages;
mod store;

pub use manage::{By, add, disable, enable, set_role};
pub use member::{Grant, Member, NewMember};
pub use pages::routes;
pub use store::{find, find_by_email, list};
