//! Holds every committer of a database still, so that a test decides what has queued up before the first
//! of them goes on.

use hoering::db::Db;
use std::sync::{Arc, Condvar, Mutex, mpsc};

/// Writes wait until this is opened or dropped.
pub struct Gate {
    db: Db,
    open: Arc<(Mutex<bool>, Condvar)>,
}

impl Gate {
    /// Must be called inside a tokio runtime; comes back when no committer is free any more.
    pub fn close(db: &Db) -> Self {
        let open = Arc::new((Mutex::new(false), Condvar::new()));
        let (started, starts) = mpsc::channel();
        for _ in 0..db.committers() {
            let (open, started, db) = (Arc::clone(&open), started.clone(), db.clone());
            tokio::spawn(async move {
                db.write(move |_| {
                    let _ = started.send(());
                    let (is_open, changed) = &*open;
                    let held = is_open.lock().expect("a gate");
                    drop(changed.wait_while(held, |is_open| !*is_open));
                    Ok(())
                })
                .await
            });
        }
        for _ in 0..db.committers() {
            starts.recv().expect("a committer");
        }
        Self {
            db: db.clone(),
            open,
        }
    }

    /// Waits until this many jobs have queued up behind the gate.
    pub fn await_waiting(&self, jobs: usize) {
        while self.db.waiting() < jobs {
            std::thread::yield_now();
        }
    }

    pub fn open(self) {}
}

impl Drop for Gate {
    fn drop(&mut self) {
        let (is_open, changed) = &*self.open;
        *is_open.lock().expect("a gate") = true;
        changed.notify_all();
    }
}
