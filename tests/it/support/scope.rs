//! How much is tried: by default what every change must pass, and with HOERING_TEST_FULL=1 the long rounds, too.

use super::database::Backend;

pub fn is_full() -> bool {
    std::env::var_os("HOERING_TEST_FULL").is_some()
}

/// Everybody × everything × every state is gone through on SQLite. What it is about is decided before any SQL, which every
/// other test has on both databases: on PostgreSQL a few states are enough, but in full.
pub fn is_walked_whole() -> bool {
    is_full() || Backend::chosen() == Backend::Sqlite
}
