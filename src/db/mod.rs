//! The only place that knows that there are two databases.
//!
//! Slices read with [`Db::read`] and write with [`Db::write`] or, where many requests should share one
//! set-wise statement, [`Db::write_batch`]. Both leave the async threads; nothing else does.

mod connection;
pub mod dialect;
mod error;
mod migrations;
mod queue;
mod readers;
pub mod schema;
pub mod snapshot;
pub mod transaction;
pub mod types;

pub use connection::{Conn, MultiBackend};
pub use error::{is_unique_violation, readable};
pub use migrations::{known, migrate, pending, redo, revert_all};
pub use queue::BatchJob;
#[cfg(debug_assertions)]
pub use queue::early::turn_on as acknowledge_too_early;
pub use types::{Instant, Json, Uid, lower};

use crate::error::{Error, Problem};
use crate::settings::DatabaseUrl;
use queue::{Batched, Job, Queue, Single};
use readers::Readers;
use std::sync::Arc;
use std::thread::JoinHandle;

const POSTGRES_COMMITTERS: usize = 3;

/// The database: a pool of readers and the write queue. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    url: DatabaseUrl,
    readers: Readers,
    queue: Arc<Queue>,
    committers: std::sync::Mutex<Vec<JoinHandle<()>>>,
}

impl Db {
    /// Opens the database with up to `readers` connections for reading and starts the committers. Fails when it cannot be reached.
    pub fn open(url: &DatabaseUrl, readers: u32) -> Result<Self, Error> {
        let mut first = Some(Conn::open(url)?);
        let readers = Readers::open(url, readers)?;
        let queue = Arc::new(Queue::default());
        let db = Self {
            inner: Arc::new(Inner {
                url: url.clone(),
                readers,
                queue,
                committers: std::sync::Mutex::default(),
            }),
        };
        let started = (0..db.committers())
            .map(|n| start_committer(n, url, &db.inner.queue, first.take()))
            .collect::<Result<Vec<_>, _>>()?;
        db.lock_committers().extend(started);
        Ok(db)
    }

    fn lock_committers(&self) -> std::sync::MutexGuard<'_, Vec<JoinHandle<()>>> {
        self.inner
            .committers
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Runs `work` on a reader's connection, off the async threads. It must not write.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Error>
    where
        F: FnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        let turn = self.inner.readers.turn().await?;
        let db = self.clone();
        let work = move || {
            // Held until the work ends, whether or not somebody still waits for it.
            let _turn = turn;
            db.read_blocking(work)
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|e| Error::internal(format!("a read did not end: {e}")))?
    }

    /// [`Db::read`] in one transaction: all that `work` asks is answered as of the same moment.
    pub async fn read_at_once<T, F>(&self, work: F) -> Result<T, Error>
    where
        F: FnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        self.read(|conn| transaction::read(conn, work)).await
    }

    /// [`Db::read`] for threads that may block.
    pub fn read_blocking<T>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.inner.readers.read(work)
    }

    /// Runs `work` in a transaction and answers after its commit. `work` may run twice: when its
    /// transaction failed as a whole, it is redone alone.
    pub async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        F: Fn(&mut Conn) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        let (job, answer) = Single::new(work);
        self.enqueue(Box::new(job), answer).await
    }

    /// Hands over one item of a set-wise job; see [`BatchJob`].
    pub async fn write_batch<J: BatchJob>(&self, item: J) -> Result<J::Output, Error> {
        let (job, answer) = Batched::new(item);
        self.enqueue(Box::new(job), answer).await
    }

    async fn enqueue<T>(
        &self,
        job: Box<dyn Job>,
        answer: tokio::sync::oneshot::Receiver<Result<T, Error>>,
    ) -> Result<T, Error> {
        self.inner.queue.push(job);
        answer
            .await
            .map_err(|_| Error::because(Problem::Unavailable, "the committer went away"))?
    }

    /// Finishes what was queued and stops the committers. Later writes are refused.
    pub fn close(&self) {
        self.inner.queue.close();
        for committer in self.lock_committers().drain(..) {
            let _ = committer.join();
        }
    }

    /// How many jobs no committer has taken up yet.
    pub fn waiting(&self) -> usize {
        self.inner.queue.waiting()
    }

    /// How many transactions can be under way at once.
    pub fn committers(&self) -> usize {
        match self.inner.url {
            DatabaseUrl::Sqlite(_) => 1,
            DatabaseUrl::Postgres(_) => POSTGRES_COMMITTERS,
        }
    }

    pub fn url(&self) -> &DatabaseUrl {
        &self.inner.url
    }
}

fn start_committer(
    n: usize,
    url: &DatabaseUrl,
    queue: &Arc<Queue>,
    held: Option<Conn>,
) -> Result<JoinHandle<()>, Error> {
    let queue = Arc::clone(queue);
    let shared = matches!(url, DatabaseUrl::Sqlite(_));
    let url = url.clone();
    let open: queue::Opener = Arc::new(move || Conn::open(&url));
    std::thread::Builder::new()
        .name(format!("committer-{n}"))
        .spawn(move || queue::commit_forever(&queue, held, &open, shared))
        .map_err(|e| Error::internal(e.to_string()))
}

/// Every migration has been run.
pub fn schema_is_current(conn: &mut Conn) -> Result<(), Error> {
    match pending(conn)?.as_slice() {
        [] => Ok(()),
        names => Err(Error::internal(format!(
            "the database lacks {}: run «hoering migrate» first",
            names.join(", ")
        ))),
    }
}
