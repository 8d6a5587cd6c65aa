//! The one way to write: jobs queue up, committers take what has gathered and commit it together.
//!
//! SQLite has one committer: every job runs in a savepoint of one transaction, and is answered after the
//! commit (group commit). PostgreSQL has a few: jobs of one kind ([`BatchJob`]) share a transaction,
//! anything else has its own, so that row locks of unrelated jobs never meet in one transaction.
//! When a transaction fails it is rolled back and redone once, job by job: a poison job fails alone, and a
//! connection that broke on the way is nobody's failure.

use super::{Conn, transaction};
use crate::error::{Error, Problem};
use std::any::{Any, TypeId};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use tokio::sync::oneshot;

/// Work that is done set-wise for all that queued up: one item per request.
pub trait BatchJob: Send + Sync + Sized + 'static {
    type Output: Send + 'static;

    /// One outcome per item, in order. An outer `Err` rolls the whole batch back.
    fn run(conn: &mut Conn, items: &[&Self]) -> Result<Vec<Result<Self::Output, Error>>, Error>;
}

/// How many jobs share a commit at most: keeps the wait of the first one short.
const LARGEST_BATCH: usize = 64;

/// Runs all jobs of one set; it knows their type because the first of them handed it out.
type Runner = fn(&mut Conn, &mut [Box<dyn Job>], Nesting) -> Result<(), Error>;

/// Whether a set shares its transaction with others and must be able to fail alone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Nesting {
    WholeTransaction,
    Savepoint,
}

impl Nesting {
    fn run<T>(
        self,
        conn: &mut Conn,
        work: impl FnOnce(&mut Conn) -> Result<T, Error>,
    ) -> Result<T, Error> {
        match self {
            Self::WholeTransaction => work(conn),
            Self::Savepoint => transaction::savepoint(conn, work),
        }
    }
}

/// A queued job. It may be run twice (the redo) and is answered once.
pub(super) trait Job: Send {
    /// Jobs with the same kind are run together; `None` runs alone.
    fn kind(&self) -> Option<TypeId>;
    fn runner(&self) -> Runner;
    fn failure(&self) -> Option<&Error>;
    fn fail(&mut self, error: Error);
    fn answer(&mut self);
    fn as_any(&mut self) -> &mut dyn Any;
}

/// What came of a job, and who waits for it.
struct Slot<T> {
    outcome: Option<Result<T, Error>>,
    reply: Option<oneshot::Sender<Result<T, Error>>>,
}

impl<T> Slot<T> {
    fn new() -> (Self, oneshot::Receiver<Result<T, Error>>) {
        let (reply, answer) = oneshot::channel();
        (
            Self {
                outcome: None,
                reply: Some(reply),
            },
            answer,
        )
    }

    fn failure(&self) -> Option<&Error> {
        self.outcome
            .as_ref()
            .and_then(|outcome| outcome.as_ref().err())
    }

    fn answer(&mut self) {
        if let Some(reply) = self.reply.take() {
            let never = || Err(Error::internal("a job was never run"));
            // The asker may have gone away; what was committed stays committed.
            let _ = reply.send(self.outcome.take().unwrap_or_else(never));
        }
    }
}

/// One closure, one job.
pub(super) struct Single<F, T> {
    work: F,
    slot: Slot<T>,
}

impl<F, T> Single<F, T> {
    pub fn new(work: F) -> (Self, oneshot::Receiver<Result<T, Error>>) {
        let (slot, answer) = Slot::new();
        (Self { work, slot }, answer)
    }
}

impl<F, T> Job for Single<F, T>
where
    F: Fn(&mut Conn) -> Result<T, Error> + Send + 'static,
    T: Send + 'static,
{
    fn kind(&self) -> Option<TypeId> {
        None
    }
    fn runner(&self) -> Runner {
        |conn, set, nesting| {
            for job in set
                .iter_mut()
                .filter_map(|job| job.as_any().downcast_mut::<Self>())
            {
                job.slot.outcome = Some(nesting.run(conn, |c| (job.work)(c)));
            }
            Ok(())
        }
    }
    fn failure(&self) -> Option<&Error> {
        self.slot.failure()
    }
    fn fail(&mut self, error: Error) {
        self.slot.outcome = Some(Err(error));
    }
    fn answer(&mut self) {
        self.slot.answer();
    }
    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}

/// One item of a [`BatchJob`].
pub(super) struct Batched<J: BatchJob> {
    item: J,
    slot: Slot<J::Output>,
}

impl<J: BatchJob> Batched<J> {
    pub fn new(item: J) -> (Self, oneshot::Receiver<Result<J::Output, Error>>) {
        let (slot, answer) = Slot::new();
        (Self { item, slot }, answer)
    }
}

impl<J: BatchJob> Job for Batched<J> {
    fn kind(&self) -> Option<TypeId> {
        Some(TypeId::of::<J>())
    }
    fn runner(&self) -> Runner {
        |conn, set, nesting| {
            let mut jobs: Vec<&mut Self> = set
                .iter_mut()
                .filter_map(|job| job.as_any().downcast_mut::<Self>())
                .collect();
            let outcomes = {
                let items: Vec<&J> = jobs.iter().map(|job| &job.item).collect();
                nesting.run(conn, |c| J::run(c, &items))?
            };
            if outcomes.len() != jobs.len() {
                return Err(Error::internal(
                    "a batch answered another number of items than it got",
                ));
            }
            for (job, outcome) in jobs.iter_mut().zip(outcomes) {
                job.slot.outcome = Some(outcome);
            }
            Ok(())
        }
    }
    fn failure(&self) -> Option<&Error> {
        self.slot.failure()
    }
    fn fail(&mut self, error: Error) {
        self.slot.outcome = Some(Err(error));
    }
    fn answer(&mut self) {
        self.slot.answer();
    }
    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}

/// Jobs that wait for a committer.
#[derive(Default)]
pub(super) struct Queue {
    waiting: Mutex<Waiting>,
    arrived: Condvar,
}

#[derive(Default)]
struct Waiting {
    jobs: std::collections::VecDeque<Box<dyn Job>>,
    closed: bool,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub fn push(&self, job: Box<dyn Job>) {
        let mut waiting = self.lock();
        if waiting.closed {
            drop(waiting);
            let mut job = job;
            job.fail(Error::because(
                Problem::Unavailable,
                "the write queue is closed",
            ));
            return job.answer();
        }
        waiting.jobs.push_back(job);
        drop(waiting);
        self.arrived.notify_one();
    }

    /// How many jobs no committer has taken up yet.
    pub fn waiting(&self) -> usize {
        self.lock().jobs.len()
    }

    /// Lets the committers finish what waits and stop.
    pub fn close(&self) {
        self.lock().closed = true;
        self.arrived.notify_all();
    }

    /// The next jobs to commit together; empty when closed and drained.
    fn take(&self, shared: bool) -> Vec<Box<dyn Job>> {
        let mut waiting = self.lock();
        while waiting.jobs.is_empty() {
            if waiting.closed {
                return Vec::new();
            }
            waiting = self
                .arrived
                .wait(waiting)
                .unwrap_or_else(std::sync::PoisonError::into_inner);
        }
        if shared {
            let n = waiting.jobs.len().min(LARGEST_BATCH);
            return waiting.jobs.drain(..n).collect();
        }
        let Some(first) = waiting.jobs.pop_front() else {
            return Vec::new();
        };
        let Some(kind) = first.kind() else {
            return vec![first];
        };
        let mut set = vec![first];
        let mut rest = std::collections::VecDeque::with_capacity(waiting.jobs.len());
        while let Some(job) = waiting.jobs.pop_front() {
            if job.kind() == Some(kind) && set.len() < LARGEST_BATCH {
                set.push(job);
            } else {
                rest.push_back(job);
            }
        }
        waiting.jobs = rest;
        set
    }
}

/// Opens connections for the committer; called again after a fault.
pub(super) type Opener = Arc<dyn Fn() -> Result<Conn, Error> + Send + Sync>;

/// What became of a transaction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Attempt {
    /// Every job has its outcome, and what they wrote is committed.
    Done,
    /// Rolled back as a whole: every job holds the failure, and may fare better alone.
    Failed,
    /// The database takes nothing at all: every job holds the failure.
    NotBegun,
}

/// The committer's life, with a connection that is open already or without: until the queue is closed and drained.
pub(super) fn commit_forever(queue: &Queue, mut held: Option<Conn>, open: &Opener, shared: bool) {
    loop {
        let mut jobs = queue.take(shared);
        if jobs.is_empty() {
            return;
        }
        if commit(&mut held, open, &mut jobs) == Attempt::Failed {
            redo(&mut held, open, &mut jobs);
        }
        jobs.iter_mut().for_each(|job| job.answer());
    }
}

/// Each job in a transaction of its own, once. Where the database takes nothing, the rest do not wait for
/// it one after the other.
fn redo(held: &mut Option<Conn>, open: &Opener, jobs: &mut [Box<dyn Job>]) {
    let mut rest = jobs;
    while let Some((job, after)) = rest.split_first_mut() {
        let waited = job
            .failure()
            .is_some_and(|e| e.problem == Problem::InFlight);
        let alone = std::slice::from_mut(job);
        // A lone job that has waited for its lock in vain is not made to wait again.
        let is_over = waited && after.is_empty();
        if !is_over && commit(held, open, alone) == Attempt::NotBegun {
            let why = job.failure().cloned();
            let why = why.unwrap_or_else(|| Problem::Unavailable.into());
            after.iter_mut().for_each(|job| job.fail(why.clone()));
            return;
        }
        rest = after;
    }
}

/// One transaction for all jobs. When it fails the connection is dropped with it, because diesel's depth
/// cannot be trusted any more.
fn commit(held: &mut Option<Conn>, open: &Opener, jobs: &mut [Box<dyn Job>]) -> Attempt {
    let mut conn = match begin(held, open) {
        Ok(conn) => conn,
        Err(error) => {
            fail_all(jobs, &error);
            return Attempt::NotBegun;
        }
    };
    let ran = catch_unwind(AssertUnwindSafe(|| {
        if !run_all(&mut conn, jobs)? {
            return transaction::rollback(&mut conn);
        }
        #[cfg(debug_assertions)]
        early::acknowledge(jobs);
        transaction::commit(&mut conn)
    }));
    let error = match ran {
        Ok(Ok(())) => {
            *held = Some(conn);
            return Attempt::Done;
        }
        Ok(Err(error)) => error,
        Err(_) => Error::internal("a write job panicked"),
    };
    fail_all(jobs, &error);
    Attempt::Failed
}

/// Begins on the connection that is held, or on a new one when that no longer answers: a PostgreSQL that
/// was started again has closed it.
fn begin(held: &mut Option<Conn>, open: &Opener) -> Result<Conn, Error> {
    if let Some(mut conn) = held.take() {
        match transaction::begin(&mut conn) {
            Ok(()) => return Ok(conn),
            Err(_) if matches!(conn, Conn::Pg(_)) => {}
            Err(error) => return Err(error),
        }
    }
    let mut conn = open()?;
    transaction::begin(&mut conn)?;
    Ok(conn)
}

fn fail_all(jobs: &mut [Box<dyn Job>], error: &Error) {
    tracing::warn!(error = %error, jobs = jobs.len(), "write.rolled_back");
    jobs.iter_mut().for_each(|job| job.fail(error.clone()));
}

/// Runs every set. False when there is nothing to commit: a lone job that refused.
fn run_all(conn: &mut Conn, jobs: &mut [Box<dyn Job>]) -> Result<bool, Error> {
    jobs.sort_by_key(|job| job.kind());
    let alone = jobs.len() == 1;
    let one_set =
        alone || jobs.first().and_then(|job| job.kind()) == jobs.last().and_then(|job| job.kind());
    let is_batch = jobs.first().is_some_and(|job| job.kind().is_some());
    let nesting = if alone || (one_set && is_batch) {
        Nesting::WholeTransaction
    } else {
        Nesting::Savepoint
    };
    let mut rest = &mut *jobs;
    while let Some(first) = rest.first() {
        let (kind, runner) = (first.kind(), first.runner());
        let n = kind.map_or(1, |_| {
            rest.iter().take_while(|job| job.kind() == kind).count()
        });
        let (set, tail) = rest.split_at_mut(n);
        runner(conn, set, nesting)?;
        if let Some(fault) = set.iter().filter_map(|job| job.failure()).find(is_fault) {
            return Err(fault.clone());
        }
        rest = tail;
    }
    Ok(!(alone && jobs.iter().all(|job| job.failure().is_some())))
}

/// A refusal leaves the transaction as it was. After anything else nobody knows what is left of it: SQLite
/// may have undone all of it by itself, and the jobs after would commit one by one without their savepoints.
fn is_fault(error: &&Error) -> bool {
    matches!(
        error.problem,
        Problem::Internal | Problem::Unavailable | Problem::InFlight
    )
}

/// What the crash test must catch: the answer goes out before the commit (docs/decisions/0025). No release build has it.
#[cfg(debug_assertions)]
pub(super) mod early {
    use super::Job;
    use std::sync::atomic::{AtomicBool, Ordering};

    static IS_ON: AtomicBool = AtomicBool::new(false);

    /// From here on, for the whole process.
    pub fn turn_on() {
        IS_ON.store(true, Ordering::Relaxed);
    }

    pub fn acknowledge(jobs: &mut [Box<dyn Job>]) {
        if IS_ON.load(Ordering::Relaxed) {
            jobs.iter_mut().for_each(|job| job.answer());
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    }
}
