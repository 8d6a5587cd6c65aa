//! The worker that makes what waits: claim, make, keep piece by piece, and only then tell the audit and show
//! the file. A worker that dies leaves its lease to run out; another begins the job again.

use super::asked::Asked;
use super::file::{Making, file_name};
use super::job::store::{self, Ended, Progress};
use super::job::{Job, State};
use super::picture::Picture;
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::{Error, Problem};
use crate::web::made::Halt;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::watch;

const IDLE_PAUSE: Duration = Duration::from_secs(2);
/// Answers between two notes of how far it has come.
const NOTED_EVERY: usize = 500;
/// Bytes of a piece of a file.
const PIECE: usize = 1 << 20;

/// Makes what waits until told to stop; the setting says how many do so at once.
pub async fn run(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match work_until(&app, stop.clone()).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(error = %error, "export.round_failed"),
        }
        tokio::select! {
            () = tokio::time::sleep(IDLE_PAUSE) => {}
            () = app.exports_due.notified() => {}
            _ = stop.changed() => {}
        }
    }
}

/// Makes one job, if one waits. Tests call it; [`run`] repeats it.
pub async fn work(app: &Arc<App>) -> Result<bool, Error> {
    let (_keep, stop) = watch::channel(false);
    work_until(app, stop).await
}

async fn work_until(app: &Arc<App>, stop: watch::Receiver<bool>) -> Result<bool, Error> {
    let now = app.clock.now();
    let Some(job) = app.db.write(move |conn| store::claim(conn, now)).await? else {
        return Ok(false);
    };
    let made = make(app, &job, stop.clone()).await;
    let now = app.clock.now();
    let ended = match &made {
        Ok(()) => return Ok(true),
        // Given back for another to make. If it was cancelled or taken over, nothing of it is this worker's to note.
        Err(Halt::Unwanted) => (State::Queued, None),
        Err(Halt::Failed(_)) if *stop.borrow() => (State::Queued, None),
        Err(Halt::Failed(error)) => {
            tracing::error!(export.job = %job.id, error = %error, "export.failed");
            (State::Failed, Some(why(error)))
        }
    };
    app.db
        .write(move |conn| {
            let (state, why) = ended;
            let ended = Ended {
                state,
                why,
                file_name: None,
                size: 0,
            };
            store::end(conn, &job, &ended, now)
        })
        .await?;
    Ok(true)
}

/// What whoever asked for it is told.
fn why(error: &Error) -> &'static str {
    match error.problem {
        Problem::TooLarge => "too-large",
        Problem::Unavailable => "unavailable",
        Problem::NotFound => "not-found",
        _ => "internal",
    }
}

async fn make(app: &Arc<App>, job: &Job, stop: watch::Receiver<bool>) -> Result<(), Halt> {
    let consultation = app.consultations.get(&app.db, job.consultation_id).await?;
    let asked = Asked::parse(&job.asked);
    let picture = Picture::take(app, consultation, asked, job.language).await?;
    let picture = Arc::new(picture);
    let desk = Desk {
        app: Arc::clone(app),
        job: job.clone(),
        total: picture.len(),
        stop,
        runtime: Handle::current(),
    };
    let making = Arc::clone(&picture);
    let written = tokio::task::spawn_blocking(move || desk.write(&making));
    let size = written
        .await
        .map_err(|error| Error::internal(format!("an export did not end: {error}")))??;
    let (now, job) = (app.clock.now(), job.clone());
    let done = move |conn: &mut _| {
        let name = file_name(&picture);
        let ended = Ended {
            state: State::Done,
            why: None,
            file_name: Some(&name),
            size,
        };
        if store::end(conn, &job, &ended, now)? {
            audit::record_all(conn, picture.reads(Actor::Staff(job.staff_id), now))?;
        }
        Ok(())
    };
    Ok(app.db.write(done).await?)
}

/// Where a job is made, on a thread that may block.
struct Desk {
    app: Arc<App>,
    job: Job,
    total: usize,
    stop: watch::Receiver<bool>,
    runtime: Handle,
}

impl Desk {
    /// How many bytes the file has.
    fn write(&self, picture: &Picture) -> Result<i64, Halt> {
        let making = Making {
            picture,
            db: &self.app.db,
            scratch: &self.app.settings.data_dir,
        };
        let mut pieces = Pieces {
            desk: self,
            kept: Vec::with_capacity(PIECE),
            no: 0,
            size: 0,
        };
        self.note(0)?;
        let mut noted = 0;
        making.write(&mut pieces, |done| {
            if done < noted + NOTED_EVERY && done < self.total {
                return Ok(());
            }
            noted = done;
            self.note(done)
        })?;
        pieces.keep()?;
        Ok(pieces.size)
    }

    fn note(&self, done: usize) -> Result<(), Halt> {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let (job, now) = (self.job.clone(), self.app.clock.now());
        let (done, total) = (count(done), count(self.total));
        let write = move |conn: &mut _| store::went_on(conn, &job, &Progress { done, total }, now);
        let is_ours = self.runtime.block_on(self.app.db.write(write))?;
        match is_ours && !*self.stop.borrow() {
            true => Ok(()),
            false => Err(Halt::Unwanted),
        }
    }

    fn keep(&self, no: i32, bytes: Vec<u8>) -> Result<(), Halt> {
        let (job, now) = (self.job.clone(), self.app.clock.now());
        let write = move |conn: &mut _| store::keep(conn, &job, no, &bytes, now);
        let is_ours = self.runtime.block_on(self.app.db.write(write))?;
        match is_ours && !*self.stop.borrow() {
            true => Ok(()),
            false => Err(Halt::Unwanted),
        }
    }
}

/// The file in the database, a piece at a time.
struct Pieces<'d> {
    desk: &'d Desk,
    kept: Vec<u8>,
    no: i32,
    size: i64,
}

impl Pieces<'_> {
    fn keep(&mut self) -> Result<(), Halt> {
        if self.kept.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::replace(&mut self.kept, Vec::with_capacity(PIECE));
        self.size += i64::try_from(bytes.len()).unwrap_or_default();
        self.desk.keep(self.no, bytes)?;
        self.no += 1;
        Ok(())
    }
}

impl Write for Pieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(PIECE - self.kept.len());
        self.kept.extend_from_slice(&bytes[..taken]);
        if self.kept.len() == PIECE {
            self.keep().map_err(|halt| match halt {
                Halt::Failed(error) => io::Error::other(error),
                Halt::Unwanted => io::ErrorKind::BrokenPipe.into(),
            })?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
