//! Links and sessions: who may do what, by the link they hold.
//!
//! A link is a capability for one answer (a desk). Its token is derived from the key file
//! (`keys::link_token`); the database holds only its SHA-256, so neither database nor backup opens
//! anything. A pressed button exchanges it for a session; a session may hold several links. The same
//! token is a bearer credential of the REST API.

pub mod guard;
mod store;

pub use store::{
    Link, NewLink, end_session, extend, find_link, find_session, hold, insert_link, live_link_of, open, revoke,
    session_links, sweep,
};

use chrono::Duration;

/// A respondent's session lives this long after its last use.
pub const SESSION_LIFE: Duration = Duration::hours(24);

/// What a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// Made when an answer is begun; known to the browser or program that began it.
    Desk,
    /// Sent in a letter and found nowhere else: who presses its button has read that mailbox.
    Letter,
}

impl LinkKind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Letter => "letter",
        }
    }
}
