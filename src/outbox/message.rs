//! A letter that is owed, and what becomes of it.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// A letter to be owed.
#[derive(Debug, Clone)]
pub struct NewMessage {
    pub id: Uuid,
    /// Which letter: the slice that renders it knows.
    pub kind: &'static str,
    /// What it is about: the id of something that does not change.
    pub about: Uuid,
    /// Tells letters of one kind about one thing apart; together the three are unique.
    pub slot: String,
    pub recipient: String,
    pub language: crate::i18n::Lang,
    pub message_id: String,
    pub at: DateTime<Utc>,
}

/// A letter that a worker has claimed.
#[derive(Debug, Clone)]
pub struct Message {
    pub id: Uuid,
    pub kind: String,
    pub about: Uuid,
    pub slot: String,
    pub recipient: String,
    pub language: crate::i18n::Lang,
    pub message_id: String,
    pub attempts: i32,
    pub created_at: DateTime<Utc>,
}

/// What an attempt came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it; its reply is the proof.
    Sent {
        reply: String,
        content_sha256: [u8; 32],
    },
    /// Not now: tried again with growing pauses, parked after three days.
    /// `maybe_delivered`: the connection broke before the server's last word.
    Later { why: String, maybe_delivered: bool },
    /// Never to this address, or it cannot be written: parked at once, a person must look.
    Never { why: String },
    /// The relay refuses us, not the recipient: the attempt does not count.
    RelayFault { why: String },
    /// No longer due.
    Dropped,
}

/// The last one stands from then on: half an hour after a server is back, every letter has been tried.
const PAUSES_IN_MINUTES: [i64; 4] = [1, 5, 15, 30];
const GIVE_UP_AFTER: Duration = Duration::hours(72);

/// When to try again after attempt number `attempts`, or `None` when three days have passed.
pub fn next_attempt(
    now: DateTime<Utc>,
    created_at: DateTime<Utc>,
    attempts: i32,
) -> Option<DateTime<Utc>> {
    let n = usize::try_from(attempts.max(1) - 1)
        .unwrap_or(0)
        .min(PAUSES_IN_MINUTES.len() - 1);
    let next = now + Duration::minutes(PAUSES_IN_MINUTES[n]);
    (next <= created_at + GIVE_UP_AFTER).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_half_an_hour_and_end_after_three_days() {
        let start = DateTime::UNIX_EPOCH;
        assert_eq!(
            next_attempt(start, start, 1),
            Some(start + Duration::minutes(1))
        );
        assert_eq!(
            next_attempt(start, start, 4),
            Some(start + Duration::minutes(30))
        );
        assert_eq!(
            next_attempt(start, start, 50),
            Some(start + Duration::minutes(30))
        );
        let late = start + Duration::hours(72);
        assert_eq!(next_attempt(late, start, 50), None);
    }
}
