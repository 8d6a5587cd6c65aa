//! The connections that are kept open, and a turn for each letter: never more of either than the settings say.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::Open;

pub struct Pool {
    state: Mutex<State>,
    freed: Condvar,
}

struct State {
    idle: Vec<Open>,
    turns_left: usize,
}

/// Leave to have a connection of one's own; given back when it is dropped.
pub struct Turn<'p>(&'p Pool);

impl Pool {
    pub fn of(connections: usize) -> Self {
        let state = State {
            idle: Vec::new(),
            turns_left: connections.max(1),
        };
        Self {
            state: Mutex::new(state),
            freed: Condvar::new(),
        }
    }

    /// Waits until there are fewer letters under way than there may be connections.
    pub fn turn(&self) -> Turn<'_> {
        let mut state = self.state();
        while state.turns_left == 0 {
            state = self
                .freed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        state.turns_left -= 1;
        Turn(self)
    }

    pub fn take(&self) -> Option<Open> {
        self.state().idle.pop()
    }

    pub fn put(&self, open: Open) {
        self.state().idle.push(open);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.state().turns_left += 1;
        self.0.freed.notify_one();
    }
}
