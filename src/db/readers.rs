//! The connections for reading: a pool that gets rid of those that no longer answer.

use super::Conn;
use crate::error::{Error, Problem};
use crate::settings::DatabaseUrl;
use diesel::r2d2::{self, ManageConnection};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long a read waits for a connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// A connection that was used within this time is taken to answer still.
const FRESH: Duration = Duration::from_secs(1);

pub(super) struct Readers {
    pool: r2d2::Pool<Opener>,
    /// As many as there are connections: whoever waits for one holds no thread meanwhile.
    turns: Arc<Semaphore>,
    doubt: Doubt,
}

/// When a connection was last found dead: those that rested then have probably died with it.
type Doubt = Arc<Mutex<Option<Instant>>>;

struct Opener {
    url: DatabaseUrl,
    doubt: Doubt,
}

struct Reader {
    conn: Conn,
    used: Instant,
    /// The database did not answer, or not to this connection: the next read shall have another.
    failed: bool,
}

fn held(doubt: &Doubt) -> MutexGuard<'_, Option<Instant>> {
    doubt.lock().unwrap_or_else(PoisonError::into_inner)
}

impl ManageConnection for Opener {
    type Connection = Reader;
    type Error = r2d2::Error;

    fn connect(&self) -> Result<Reader, Self::Error> {
        let conn = Conn::open_reader(&self.url).map_err(|e| {
            r2d2::Error::ConnectionError(diesel::ConnectionError::BadConnection(e.to_string()))
        })?;
        Ok(Reader {
            conn,
            used: Instant::now(),
            failed: false,
        })
    }

    /// Asked before every use. A server that was started again has left the connections that rested here
    /// dead, and diesel does not see that.
    fn is_valid(&self, reader: &mut Reader) -> Result<(), Self::Error> {
        use diesel::RunQueryDsl;
        let doubted = held(&self.doubt).is_some_and(|since| reader.used <= since);
        let is_trusted = reader.used.elapsed() < FRESH && !doubted;
        if matches!(reader.conn, Conn::Sqlite(_)) || is_trusted {
            return Ok(());
        }
        diesel::sql_query("SELECT 1")
            .execute(&mut reader.conn)
            .map(|_| ())
            .map_err(r2d2::Error::QueryError)
    }

    fn has_broken(&self, reader: &mut Reader) -> bool {
        reader.failed
            || std::thread::panicking()
            || diesel::r2d2::R2D2Connection::is_broken(&mut reader.conn)
    }
}

impl Readers {
    pub fn open(url: &DatabaseUrl, most: u32) -> Result<Self, Error> {
        let turns = Arc::new(Semaphore::new(usize::try_from(most).unwrap_or(1)));
        let doubt = Doubt::default();
        let opener = Opener {
            url: url.clone(),
            doubt: Arc::clone(&doubt),
        };
        let pool = r2d2::Pool::builder()
            .max_size(most)
            .min_idle(Some(0))
            .test_on_check_out(true)
            .connection_timeout(PATIENCE)
            .build(opener)
            .map_err(|e| Error::because(Problem::Unavailable, e.to_string()))?;
        Ok(Self { pool, turns, doubt })
    }

    /// Waits for a turn to read; it must be held until the read has ended.
    pub async fn turn(&self) -> Result<OwnedSemaphorePermit, Error> {
        let turn = Arc::clone(&self.turns).acquire_owned();
        match tokio::time::timeout(PATIENCE, turn).await {
            Ok(Ok(turn)) => Ok(turn),
            _ => Err(Error::because(Problem::Unavailable, "no reader was free")),
        }
    }

    pub fn read<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T, Error>) -> Result<T, Error> {
        let mut reader = self
            .pool
            .get()
            .map_err(|e| Error::because(Problem::Unavailable, e.to_string()))?;
        let outcome = work(&mut reader.conn);
        reader.used = Instant::now();
        reader.failed = matches!(&outcome, Err(e) if e.problem == Problem::Unavailable);
        if reader.failed {
            *held(&self.doubt) = Some(reader.used);
        }
        outcome
    }
}
