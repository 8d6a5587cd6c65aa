//! The only place that knows that there are two databases.
//!
//! Slices read with [`Db::read`] and write with [`Db::write`] or, where many requests should share one
//! set-wise statement, [`Db::write_batch`]. Both leave the async threads; nothing else does.

mod connection;
pub mod dialect;
mod error;
mod migrations;
mod queue;
pub mod schema;
pub mod transaction;
pub mod types;

pub use connection::{Conn, MultiBackend};
pub use error::is_unique_violation;
pub use migrations::{migrate, pending, revert_all};
pub use queue::BatchJob;
pub use types::{Instant, Json, Uid};

use crate::error::{Error, Problem};
use crate::settings::DatabaseUrl;
use diesel::r2d2::{self, ManageConnection};
use queue::{Batched, Job, Queue, Single};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

const POSTGRES_COMMITTERS: usize = 3;
/// How long somebody waits for a connection to read with.
const READER_WITHIN: Duration = Duration::from_secs(5);

/// The database: a pool of readers and the write queue. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    url: DatabaseUrl,
    readers: r2d2::Pool<Opener>,
    /// As many as there are connections to read with: whoever waits for one holds no thread meanwhile.
    reading: Arc<tokio::sync::Semaphore>,
    queue: Arc<Queue>,
    committers: std::sync::Mutex<Vec<JoinHandle<()>>>,
}

struct Opener(DatabaseUrl);

impl ManageConnection for Opener {
    type Connection = Conn;
    type Error = r2d2::Error;

    fn connect(&self) -> Result<Conn, Self::Error> {
        Conn::open_reader(&self.0).map_err(|e| {
            r2d2::Error::ConnectionError(diesel::ConnectionError::BadConnection(e.to_string()))
        })
    }
    fn is_valid(&self, conn: &mut Conn) -> Result<(), Self::Error> {
        use diesel::RunQueryDsl;
        diesel::sql_query("SELECT 1")
            .execute(conn)
            .map(|_| ())
            .map_err(r2d2::Error::QueryError)
    }
    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || diesel::r2d2::R2D2Connection::is_broken(conn)
    }
}

impl Db {
    /// Opens the database with up to `readers` connections for reading and starts the committers. Fails when it cannot be reached.
    pub fn open(url: &DatabaseUrl, readers: u32) -> Result<Self, Error> {
        Conn::open(url)?;
        let reading = Arc::new(tokio::sync::Semaphore::new(
            usize::try_from(readers).unwrap_or(1),
        ));
        let readers = r2d2::Pool::builder()
            .max_size(readers)
            .min_idle(Some(1))
            .test_on_check_out(false)
            .connection_timeout(READER_WITHIN)
            .build(Opener(url.clone()))
            .map_err(|e| Error::because(Problem::Unavailable, e.to_string()))?;
        let queue = Arc::new(Queue::default());
        let shared = matches!(url, DatabaseUrl::Sqlite(_));
        let committers = if shared { 1 } else { POSTGRES_COMMITTERS };
        let committers = (0..committers)
            .map(|n| start_committer(n, url, &queue, shared))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            inner: Arc::new(Inner {
                url: url.clone(),
                readers,
                reading,
                queue,
                committers: std::sync::Mutex::new(committers),
            }),
        })
    }

    /// Runs `work` on a reader's connection, off the async threads. It must not write.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Error>
    where
        F: FnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        let turn = Arc::clone(&self.inner.reading).acquire_owned();
        let turn = tokio::time::timeout(READER_WITHIN, turn)
            .await
            .map_err(|_| Error::because(Problem::Unavailable, "no reader was free"))?;
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

    /// [`Db::read`] for threads that may block.
    pub fn read_blocking<T>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut conn = self
            .inner
            .readers
            .get()
            .map_err(|e| Error::because(Problem::Unavailable, e.to_string()))?;
        work(&mut conn)
    }

    /// Runs `work` in a transaction and answers after its commit. `work` may run twice: when the
    /// transaction it shared with others failed, it is redone alone.
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
        let mut committers = self
            .inner
            .committers
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        for committer in committers.drain(..) {
            let _ = committer.join();
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
    shared: bool,
) -> Result<JoinHandle<()>, Error> {
    let queue = Arc::clone(queue);
    let url = url.clone();
    let open: queue::Opener = Arc::new(move || Conn::open(&url));
    std::thread::Builder::new()
        .name(format!("committer-{n}"))
        .spawn(move || queue::commit_forever(&queue, &open, shared))
        .map_err(|e| Error::internal(e.to_string()))
}

/// The database answers.
pub fn answers(conn: &mut Conn) -> Result<(), Error> {
    use diesel::RunQueryDsl;
    diesel::sql_query("SELECT 1").execute(conn)?;
    Ok(())
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
