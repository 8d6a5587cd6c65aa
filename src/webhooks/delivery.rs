//! One event on its way to one webhook: what is posted, what can come of it, and when it is tried again.

use crate::db::Uid;
use chrono::{DateTime, Duration, SecondsFormat, Utc};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// The event of a test, which nobody subscribes to.
pub const TEST: &str = "webhook.test";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    Waiting,
    /// A worker has it.
    Leased,
    Delivered,
    /// Given up after three days; staff can have it sent again.
    Parked,
    /// Not sent any more, because the webhook ended.
    Dropped,
}

impl Progress {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Leased => "leased",
            Self::Delivered => "delivered",
            Self::Parked => "parked",
            Self::Dropped => "dropped",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        let all = [
            Self::Waiting,
            Self::Leased,
            Self::Delivered,
            Self::Parked,
            Self::Dropped,
        ];
        all.into_iter().find(|progress| progress.as_str() == text)
    }
}

#[derive(Debug, Clone)]
pub struct Delivery {
    pub webhook_id: Uuid,
    /// The same at every attempt: by it a receiver knows a repeat.
    pub event_id: Uuid,
    pub event: String,
    pub consultation: Option<Uuid>,
    pub facts: Value,
    pub happened_at: DateTime<Utc>,
    pub progress: Progress,
    /// From when three days are counted.
    pub owed_since: DateTime<Utc>,
    pub due_at: DateTime<Utc>,
    pub attempts: i32,
    pub tried_at: Option<DateTime<Utc>>,
    /// The HTTP status that the last attempt was answered with.
    pub status: Option<u16>,
    pub why: Option<Why>,
}

/// Why an attempt failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Answered, but not with 2xx.
    Status,
    Timeout,
    /// The name has no address.
    UnknownHost,
    /// An address of the name is not public.
    Private,
    /// No connection.
    Unreachable,
    /// The certificate does not hold, or no TLS is spoken.
    Tls,
    /// What was answered is no HTTP.
    Broken,
    /// The key file no longer has the key that the secret was made with.
    Key,
}

impl Why {
    const ALL: [Self; 8] = [
        Self::Status,
        Self::Timeout,
        Self::UnknownHost,
        Self::Private,
        Self::Unreachable,
        Self::Tls,
        Self::Broken,
        Self::Key,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Timeout => "timeout",
            Self::UnknownHost => "unknown-host",
            Self::Private => "private",
            Self::Unreachable => "unreachable",
            Self::Tls => "tls",
            Self::Broken => "broken",
            Self::Key => "key",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.as_str() == text)
    }
}

/// What an attempt came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Answered(u16),
    Failed(Why),
}

impl Outcome {
    pub const fn is_delivered(self) -> bool {
        matches!(self, Self::Answered(200..=299))
    }

    /// The receiver wants nothing more, ever.
    pub const fn is_gone(self) -> bool {
        matches!(self, Self::Answered(410))
    }

    pub const fn status(self) -> Option<u16> {
        match self {
            Self::Answered(status) => Some(status),
            Self::Failed(_) => None,
        }
    }

    pub const fn why(self) -> Option<Why> {
        match self {
            _ if self.is_delivered() => None,
            Self::Answered(_) => Some(Why::Status),
            Self::Failed(why) => Some(why),
        }
    }
}

#[derive(Serialize)]
struct Body<'b> {
    id: Uuid,
    #[serde(rename = "type")]
    event: &'b str,
    timestamp: String,
    data: Data<'b>,
}

#[derive(Serialize)]
struct Data<'b> {
    #[serde(skip_serializing_if = "Option::is_none")]
    consultation: Option<About<'b>>,
    #[serde(flatten)]
    facts: &'b Value,
}

#[derive(Serialize)]
struct About<'b> {
    slug: &'b str,
    url: String,
}

impl Delivery {
    /// What is posted: the same bytes at every attempt.
    pub fn body(&self, slug: Option<&str>, base_url: &str) -> Result<String, serde_json::Error> {
        serde_json::to_string(&Body {
            id: self.event_id,
            event: &self.event,
            timestamp: self
                .happened_at
                .to_rfc3339_opts(SecondsFormat::Micros, true),
            data: Data {
                consultation: slug.map(|slug| About {
                    slug,
                    url: format!("{base_url}/api/v1/consultations/{slug}"),
                }),
                facts: &self.facts,
            },
        })
    }

    pub(super) fn key(&self) -> (Uid, Uid) {
        (Uid(self.webhook_id), Uid(self.event_id))
    }
}

/// The last one stands from then on.
const PAUSES_IN_MINUTES: [i64; 5] = [1, 5, 15, 30, 60];
const GIVE_UP_AFTER: Duration = Duration::hours(72);

/// When to try again after attempt number `attempts`, or `None` when three days have passed.
pub fn next_attempt(
    now: DateTime<Utc>,
    owed_since: DateTime<Utc>,
    attempts: i32,
) -> Option<DateTime<Utc>> {
    let nth = usize::try_from(attempts.max(1) - 1).unwrap_or(0);
    let pause = PAUSES_IN_MINUTES[nth.min(PAUSES_IN_MINUTES.len() - 1)];
    let next = now + Duration::minutes(pause);
    (next <= owed_since + GIVE_UP_AFTER).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_an_hour_and_end_after_three_days() {
        let start = DateTime::UNIX_EPOCH;
        let after = |attempts| next_attempt(start, start, attempts).map(|at| at - start);
        for (attempts, minutes) in [(1, 1), (2, 5), (3, 15), (4, 30), (5, 60), (60, 60)] {
            assert_eq!(after(attempts), Some(Duration::minutes(minutes)));
        }
        let last = start + Duration::hours(71);
        assert!(next_attempt(last, start, 60).is_some());
        let late = last + Duration::seconds(1);
        assert_eq!(next_attempt(late, start, 60), None);
    }

    #[test]
    fn any_answer_of_200_to_299_is_taken_and_nothing_else() {
        for (status, taken) in [
            (199, false),
            (200, true),
            (299, true),
            (300, false),
            (410, false),
        ] {
            let outcome = Outcome::Answered(status);
            assert_eq!(outcome.is_delivered(), taken, "{status}");
            assert_eq!(outcome.why().is_none(), taken, "{status}");
        }
    }
}
