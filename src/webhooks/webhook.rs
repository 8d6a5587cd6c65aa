//! A webhook: where it is, what it wants, how it stands, and the secret it shares with its receiver.

use super::sign;
use crate::events::Kind;
use crate::keys::{Keys, UnknownKey};
use chrono::{DateTime, Utc};
use uuid::Uuid;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Active,
    /// Nothing is sent; what happens meanwhile is owed.
    Paused,
    /// Staff ended it.
    Ended,
    /// Its receiver said that it is gone (410).
    Gone,
}

impl State {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Ended => "ended",
            Self::Gone => "gone",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        let all = [Self::Active, Self::Paused, Self::Ended, Self::Gone];
        all.into_iter().find(|state| state.as_str() == text)
    }

    /// It is owed what happens.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Active | Self::Paused)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    pub id: Uuid,
    /// `None`: it is told of all consultations.
    pub consultation: Option<Uuid>,
    pub url: String,
    pub state: State,
    pub events: Vec<Kind>,
    pub key_version: i32,
    pub generation: i32,
    pub created_at: DateTime<Utc>,
}

impl Webhook {
    pub(super) fn secret(&self, keys: &Keys) -> Result<[u8; 32], UnknownKey> {
        keys.webhook_secret(self.key_version, self.id, self.generation)
    }

    /// The secret as its receiver is given it.
    pub fn secret_text(&self, keys: &Keys) -> Result<String, UnknownKey> {
        Ok(sign::secret_text(&self.secret(keys)?))
    }
}
