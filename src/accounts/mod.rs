//! Staff (medarbeidere): who they are, what they may do, and how they come in. What is asked of them at
//! every request is `session`'s.

mod api;
mod entrance;
pub mod mails;
mod manage;
mod member;
mod pages;
mod sign_in;
mod store;
mod tokens;
mod wanted;

use crate::web::route::RouteDef;

pub use manage::{By, add, disable, enable, may_write_minutes, set_role};
pub use member::{Grant, Member, NewMember, as_kept};
pub use sign_in::{SIGN_IN_LETTER, sweep};
pub use store::{find, find_by_email, list};
pub use tokens::{NewToken, USUAL_LIFE, issue, secret, tokens_of};

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    let mut rows = pages::routes();
    rows.extend(api::routes());
    rows
}
