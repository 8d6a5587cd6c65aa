//! The only place where fresh ids and fresh secrets are made. What is derived from a key lies in `keys`.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use ring::rand::{SecureRandom, SystemRandom};
use uuid::{ContextV7, Timestamp, Uuid};

/// The id of a row. People never see it, and it never opens anything: secrets are not UUIDs.
pub type Id = Uuid;

/// One counter for the process: ids made within the same millisecond, or after the clock was set back, still grow.
static CONTEXT: Mutex<ContextV7> = Mutex::new(ContextV7::new());

/// A new UUIDv7 for something that happens at `at`, greater than every one made before it in this process.
#[allow(
    clippy::disallowed_methods,
    reason = "the one place that makes fresh ids"
)]
pub fn new(at: DateTime<Utc>) -> Id {
    let context = CONTEXT.lock().unwrap_or_else(PoisonError::into_inner);
    let seconds = u64::try_from(at.timestamp()).unwrap_or(0);
    // A leap second shows as more than 1e9 nanoseconds, which the id cannot hold.
    let nanos = at.timestamp_subsec_nanos().min(999_999_999);
    Uuid::new_v7(Timestamp::from_unix(&*context, seconds, nanos))
}

/// 256 bits from the operating system.
///
/// # Panics
/// When the operating system has no randomness to give: nothing could be kept secret, so nothing goes on.
pub fn secret() -> [u8; 32] {
    let mut bytes = [0; 32];
    if SystemRandom::new().fill(&mut bytes).is_err() {
        panic!("the operating system gave no random bytes");
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_within_one_instant_and_when_the_clock_goes_back() {
        let at: DateTime<Utc> = "2024-08-01T12:00:00.000001Z".parse().unwrap();
        let mut before = new(at);
        for n in 0..10_000 {
            let id = new(at - chrono::Duration::milliseconds(n % 3));
            assert!(id > before);
            assert_eq!(id.get_version_num(), 7);
            before = id;
        }
    }

    #[test]
    fn ids_from_several_threads_are_all_different() {
        let at = "2024-08-01T12:00:00Z".parse().unwrap();
        let threads: Vec<_> = (0..4)
            .map(|_| std::thread::spawn(move || (0..5_000).map(|_| new(at)).collect::<Vec<_>>()))
            .collect();
        let mut all: Vec<_> = threads
            .into_iter()
            .flat_map(|t| t.join().unwrap())
            .collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 20_000);
    }

    #[test]
    fn two_secrets_differ() {
        assert_ne!(secret(), secret());
    }
}
