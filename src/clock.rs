//! The only place that reads the wall clock. Everything else is given a [`Clock`], so that a test decides what time it is.
//!
//! Instants are whole microseconds, because that is what both databases keep: a time read back equals the time written.

use std::{
    fmt, fs,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, Duration, SubsecRound, Utc};

/// Tells the time; a clone is cheap and shows the same time as the original.
#[derive(Clone)]
pub struct Clock(Arc<Source>);

enum Source {
    System,
    Fixed(Mutex<DateTime<Utc>>),
    File {
        path: PathBuf,
        last: Mutex<Option<DateTime<Utc>>>,
    },
}

impl Clock {
    pub fn system() -> Self {
        Self(Arc::new(Source::System))
    }

    /// A clock that stands still until [`set`](Self::set) or [`advance`](Self::advance) moves it.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self(Arc::new(Source::Fixed(Mutex::new(at.trunc_subsecs(6)))))
    }

    /// A clock that stands at the RFC 3339 instant a file holds, and follows the system while there is no such file.
    /// It lets a test move the time of a running program; the settings refuse it in the production profile.
    pub fn following(path: PathBuf) -> Self {
        let last = Mutex::new(None);
        Self(Arc::new(Source::File { path, last }))
    }

    pub fn now(&self) -> DateTime<Utc> {
        match &*self.0 {
            Source::System => system_now(),
            Source::Fixed(at) => *lock(at),
            Source::File { path, last } => {
                let mut last = lock(last);
                match fs::read_to_string(path) {
                    // A half-written file is not an instant: the one before stands until the next reading.
                    Ok(text) => {
                        if let Ok(at) = DateTime::parse_from_rfc3339(text.trim()) {
                            *last = Some(at.to_utc().trunc_subsecs(6));
                        }
                    }
                    Err(_) => *last = None,
                }
                last.unwrap_or_else(system_now)
            }
        }
    }

    /// Moves a fixed clock to an instant; another kind of clock is left as it is.
    pub fn set(&self, at: DateTime<Utc>) {
        if let Source::Fixed(now) = &*self.0 {
            *lock(now) = at.trunc_subsecs(6);
        }
    }

    /// Moves a fixed clock forward (or back, by a negative duration); another kind of clock is left as it is.
    pub fn advance(&self, by: Duration) {
        if let Source::Fixed(now) = &*self.0 {
            let mut now = lock(now);
            *now = (*now + by).trunc_subsecs(6);
        }
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &*self.0 {
            Source::System => "Clock(system)",
            Source::Fixed(_) => "Clock(fixed)",
            Source::File { .. } => "Clock(file)",
        })
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "the one place that reads the wall clock"
)]
fn system_now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}

/// A panic elsewhere cannot leave an instant half set, so a poisoned lock is as good as any.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_system_clock_has_no_more_than_microseconds() {
        assert_eq!(Clock::system().now().timestamp_subsec_nanos() % 1000, 0);
    }

    #[test]
    fn a_fixed_clock_moves_only_when_told_and_its_clones_with_it() {
        let clock = Clock::fixed(at("2024-08-01T21:59:59.123456789Z"));
        let other = clock.clone();
        assert_eq!(other.now(), at("2024-08-01T21:59:59.123456Z"));
        clock.advance(Duration::seconds(1));
        assert_eq!(other.now(), at("2024-08-01T22:00:00.123456Z"));
        other.set(at("2024-03-31T01:00:00Z"));
        assert_eq!(clock.now(), at("2024-03-31T01:00:00Z"));
    }

    #[test]
    fn a_clock_file_is_followed_kept_while_half_written_and_let_go_when_it_is_gone() {
        let path =
            std::env::temp_dir().join(format!("hoering-clock-{}-{}", std::process::id(), line!()));
        let clock = Clock::following(path.clone());
        assert!(clock.now() > at("2025-01-01T00:00:00Z"));
        fs::write(&path, "2024-08-01T23:59:59+02:00\n").unwrap();
        assert_eq!(clock.now(), at("2024-08-01T21:59:59Z"));
        fs::write(&path, "2024-08-02T0").unwrap();
        assert_eq!(clock.now(), at("2024-08-01T21:59:59Z"));
        fs::remove_file(&path).unwrap();
        assert!(clock.now() > at("2025-01-01T00:00:00Z"));
    }
}
