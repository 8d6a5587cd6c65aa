//! Links and sessions: who may do what, by the link they hold.
//!
//! A link is a capability for one answer (a desk). Its token is derived from the key file
//! (`keys::link_token`); the database holds only its SHA-256, so neither database nor backup opens
//! anything. A pressed button exchanges it for a session; a session may hold several links. The same
//! token is a bearer credential of the REST API.

pub mod guard;
pub mod staff;
mod store;

pub use store::{
    LetterLink, Link, NewLink, ToldName, desks_of_minutes, end_session, extend, find_link,
    find_session, hold, insert_link, insert_links, letter_links, link_of_id, live_letter_link,
    live_link_of, live_link_of_contributor, lock_desks, newest_link, note_opened, open, revoke,
    revoke_all, revoke_first, revoke_of_contributor, revoked_among, session_links, still_opens,
    sweep, tell_name, told_names,
};

use crate::keys::{Keys, UnknownKey};
use crate::right::Right;
use chrono::Duration;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A respondent's session lives this long after its last use.
pub const SESSION_LIFE: Duration = Duration::hours(24);

/// What a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// Made when an answer is begun; known to the browser or program that began it.
    Desk,
    /// Sent in a letter and found nowhere else: who presses its button has read that mailbox.
    Letter,
    /// Sent to an invited body: all who use it meet in the body's one answer.
    Invitation,
    /// Of somebody who was asked to take part in an answer: theirs alone, with what they may do. One that stands in letters to
    /// an address, which it confirms, is made where they have it sent or the address is theirs.
    Contributor,
}

impl LinkKind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Letter => "letter",
            Self::Invitation => "invitation",
            Self::Contributor => "contributor",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [
            Self::Desk,
            Self::Letter,
            Self::Invitation,
            Self::Contributor,
        ]
        .into_iter()
        .find(|kind| kind.as_str() == text)
    }
}

impl NewLink {
    /// A link for somebody who was asked to take part, and its token.
    pub fn for_contributor(
        keys: &Keys,
        desk_id: Uuid,
        contributor_id: Uuid,
        at: DateTime<Utc>,
    ) -> Result<(Self, String), UnknownKey> {
        let (link, token) = Self::issue(keys, LinkKind::Contributor, desk_id, None, at)?;
        let contributor_id = Some(contributor_id);
        Ok((
            Self {
                contributor_id,
                ..link
            },
            token,
        ))
    }

    /// A link for letters to this address: the colleague's it belongs to, or else of whoever has the whole answer in their hands.
    pub fn for_letters(
        keys: &Keys,
        desk_id: Uuid,
        address: &str,
        whose: Option<Uuid>,
        at: DateTime<Utc>,
    ) -> Result<Self, UnknownKey> {
        let kind = whose.map_or(LinkKind::Letter, |_| LinkKind::Contributor);
        let (link, _) = Self::issue(keys, kind, desk_id, Some(address.to_owned()), at)?;
        Ok(Self {
            contributor_id: whose,
            ..link
        })
    }

    /// A new link to a desk, and its token.
    pub fn issue(
        keys: &Keys,
        kind: LinkKind,
        desk_id: Uuid,
        confirms: Option<String>,
        at: DateTime<Utc>,
    ) -> Result<(Self, String), UnknownKey> {
        let (id, key_version) = (crate::ids::new(at), keys.newest());
        let token = keys.link_token(key_version, kind.as_str(), id, store::FIRST_GENERATION)?;
        let token_sha256 = Keys::token_hash(&token);
        Ok((
            Self {
                id,
                kind,
                desk_id,
                confirms,
                contributor_id: None,
                told_name: None,
                key_version,
                token_sha256,
                at,
            },
            token,
        ))
    }
}

impl Link {
    /// Whether its holder may write in this part of the answer: a råd by its key, or the general comments by theirs.
    pub fn may_write_in(&self, part: &str) -> bool {
        self.right >= Right::Write
            && (self.parts.is_empty() || self.parts.iter().any(|p| p == part))
    }

    /// Whether its holder may write in every part.
    pub fn may_write_everywhere(&self) -> bool {
        self.right >= Right::Write && self.parts.is_empty()
    }
}

/// The token of a desk's first link, derived again for an answer that is given again.
pub fn desk_token(keys: &Keys, id: Uuid, key_version: i32) -> Result<String, UnknownKey> {
    keys.link_token(
        key_version,
        LinkKind::Desk.as_str(),
        id,
        store::FIRST_GENERATION,
    )
}

impl Link {
    /// The token, derived again: every letter carries the same link. A key file that is not the one it was
    /// made with gives no token rather than one that opens nothing.
    pub fn token(&self, keys: &Keys) -> Result<String, UnknownKey> {
        let token = keys.link_token(
            self.key_version,
            self.kind.as_str(),
            self.id,
            self.generation,
        )?;
        if Keys::token_hash(&token) == self.token_sha256 {
            Ok(token)
        } else {
            Err(UnknownKey(self.key_version))
        }
    }
}
