//! The one way to write: what shares a transaction, who is told what, and when.

use crate::support::database::{Backend, Database};
use crate::support::gate::Gate;
use diesel::connection::SimpleConnection;
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types};
use hoering::db::{BatchJob, Conn, Db};
use hoering::each;
use hoering::error::{Error, Problem};
use hoering::settings::DatabaseUrl;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::task::JoinHandle;

/// A database with one table, and the queue in front of it.
struct House {
    db: Db,
    runtime: tokio::runtime::Runtime,
    _database: Database,
}

/// `child` is checked at the commit only, so that a job can fail there.
const TABLES: &str = "
    CREATE TABLE parent (id INTEGER NOT NULL PRIMARY KEY);
    CREATE TABLE note (no INTEGER NOT NULL PRIMARY KEY, body TEXT NOT NULL,
        parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);";

#[derive(QueryableByName)]
struct Numbers {
    #[diesel(sql_type = sql_types::Integer)]
    no: i32,
}

impl House {
    fn new() -> Self {
        let database = Database::empty(Backend::chosen());
        let url = DatabaseUrl::parse(database.url()).expect("a URL of ours");
        let mut conn = Conn::open(&url).expect("the database answers");
        each!(&mut conn, c => c.batch_execute(TABLES)).expect("tables");
        Self {
            db: Db::open(&url, 2).expect("a queue"),
            runtime: tokio::runtime::Runtime::new().expect("a runtime"),
            _database: database,
        }
    }

    /// A connection that has nothing to do with the queue.
    fn conn(&self) -> Conn {
        Conn::open(self.db.url()).expect("the database answers")
    }

    fn clear(&self) {
        sql_query("DELETE FROM note")
            .execute(&mut self.conn())
            .expect("an empty table");
    }

    fn stored(&self) -> Vec<i32> {
        numbers(&mut self.conn())
    }

    /// Lets all of them queue up, in this order, before the first is taken.
    fn together(&self, kind: Kind, notes: Vec<Note>) -> Vec<Result<i32, Error>> {
        let _inside = self.runtime.enter();
        let gate = Gate::close(&self.db);
        let mut asked = Vec::new();
        for (n, note) in notes.into_iter().enumerate() {
            asked.push(self.hand_over(kind, note));
            gate.await_waiting(n + 1);
        }
        gate.open();
        self.runtime.block_on(async {
            let mut told = Vec::new();
            for answer in asked {
                told.push(answer.await.expect("an answer, not a panic"));
            }
            told
        })
    }

    fn alone(&self, kind: Kind, note: Note) -> Result<i32, Error> {
        let _inside = self.runtime.enter();
        let answer = self.hand_over(kind, note);
        self.runtime
            .block_on(answer)
            .expect("an answer, not a panic")
    }

    fn hand_over(&self, kind: Kind, note: Note) -> JoinHandle<Result<i32, Error>> {
        let db = self.db.clone();
        tokio::spawn(async move {
            match kind {
                Kind::Closures => db.write(move |conn| note.write(conn)).await,
                Kind::SetWise => db.write_batch(note).await,
            }
        })
    }
}

fn numbers(conn: &mut Conn) -> Vec<i32> {
    sql_query("SELECT no FROM note ORDER BY no")
        .load::<Numbers>(conn)
        .expect("the notes")
        .into_iter()
        .map(|row| row.no)
        .collect()
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Closures,
    SetWise,
}

const KINDS: [Kind; 2] = [Kind::Closures, Kind::SetWise];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Fine,
    /// Writes, then says no by a rule of its own.
    Refused,
    Panics,
    /// A statement that the database refuses.
    Broken,
    /// Every statement is taken, the commit is not.
    FailsAtCommit,
    /// The connection is gone in the middle (PostgreSQL).
    LosesConnection,
    /// The database undoes the whole transaction by itself, as it may on a full disk (SQLite).
    UndoesAll,
}

struct Note {
    no: i32,
    fate: Fate,
    runs: Arc<AtomicUsize>,
}

fn note(no: i32, fate: Fate) -> Note {
    Note {
        no,
        fate,
        runs: Arc::default(),
    }
}

impl Note {
    fn write(&self, conn: &mut Conn) -> Result<i32, Error> {
        self.runs.fetch_add(1, Ordering::SeqCst);
        let Self { no, .. } = self;
        let parent = if self.fate == Fate::FailsAtCommit {
            "7"
        } else {
            "NULL"
        };
        sql_query(format!("INSERT INTO note VALUES ({no}, 'text', {parent})")).execute(conn)?;
        match self.fate {
            Fate::Fine | Fate::FailsAtCommit => {}
            Fate::Refused => return Err(Problem::NotOpen.into()),
            Fate::Panics => panic!("a poison job, as ordered"),
            Fate::Broken => {
                sql_query(format!("INSERT INTO note VALUES ({no}, NULL, NULL)")).execute(conn)?;
            }
            Fate::UndoesAll => {
                sql_query(format!(
                    "INSERT OR ROLLBACK INTO note VALUES ({no}, NULL, NULL)"
                ))
                .execute(conn)?;
            }
            Fate::LosesConnection => {
                sql_query("SELECT pg_terminate_backend(pg_backend_pid())").execute(conn)?;
            }
        }
        Ok(*no)
    }
}

impl BatchJob for Note {
    type Output = i32;

    /// As the program's own: a refusal is an outcome and leaves nothing behind, a fault is the batch's.
    fn run(conn: &mut Conn, notes: &[&Self]) -> Result<Vec<Result<i32, Error>>, Error> {
        notes
            .iter()
            .map(|note| match note.fate {
                Fate::Refused => Ok(Err(Problem::NotOpen.into())),
                _ => note.write(conn).map(Ok),
            })
            .collect()
    }
}

fn poisons() -> Vec<Fate> {
    let mut fates = vec![
        Fate::Refused,
        Fate::Panics,
        Fate::Broken,
        Fate::FailsAtCommit,
    ];
    fates.push(match Backend::chosen() {
        Backend::Sqlite => Fate::UndoesAll,
        Backend::Postgres => Fate::LosesConnection,
    });
    fates
}

#[test]
fn a_poison_job_fails_alone_and_its_neighbours_are_stored_once() {
    let house = House::new();
    for kind in KINDS {
        for poison in poisons() {
            let fate = |no| if no == 11 { poison } else { Fate::Fine };
            let told = house.together(kind, (1..=20).map(|no| note(no, fate(no))).collect());
            for (no, outcome) in (1..).zip(&told) {
                match outcome {
                    Ok(stored) => assert_eq!((*stored, fate(no)), (no, Fate::Fine), "{kind:?}"),
                    Err(error) => {
                        assert_eq!(fate(no), poison, "{kind:?} {poison:?}: {no} got {error}");
                        assert_eq!(error.problem, told_of(poison), "{kind:?} {poison:?}");
                    }
                }
            }
            let others: Vec<i32> = (1..=20).filter(|no| *no != 11).collect();
            assert_eq!(house.stored(), others, "{kind:?} {poison:?}");
            house.clear();
        }
    }
}

fn told_of(poison: Fate) -> Problem {
    match poison {
        Fate::Refused => Problem::NotOpen,
        Fate::LosesConnection => Problem::Unavailable,
        _ => Problem::Internal,
    }
}

#[test]
fn a_poison_job_alone_is_told_and_the_next_one_goes_through() {
    let house = House::new();
    for kind in KINDS {
        for (no, poison) in (1..).zip(poisons()) {
            let error = house
                .alone(kind, note(no, poison))
                .expect_err("a poison job");
            assert_eq!(
                error.problem,
                told_of(poison),
                "{kind:?} {poison:?}: {error}"
            );
            let next = house.alone(kind, note(100 + no, Fate::Fine));
            assert_eq!(next.expect("a good job after a poison one"), 100 + no);
        }
        assert!(house.stored().iter().all(|no| *no > 100), "{kind:?}");
        house.clear();
    }
}

#[test]
fn several_poison_jobs_of_every_kind_in_one_batch_leave_the_others_alone() {
    let house = House::new();
    for kind in KINDS {
        let poisons = poisons();
        let fate = |no: usize| match no % 10 {
            0 => poisons[(no / 10) % poisons.len()],
            _ => Fate::Fine,
        };
        let notes = (0..150).map(|no| note(i32::try_from(no).expect("small"), fate(no)));
        let told = house.together(kind, notes.collect());
        for (no, outcome) in told.iter().enumerate() {
            assert_eq!(
                outcome.is_ok(),
                fate(no) == Fate::Fine,
                "{kind:?} {no}: {outcome:?}"
            );
        }
        assert_eq!(house.stored().len(), 135, "{kind:?}");
        house.clear();
    }
}

#[test]
fn a_refusal_is_one_jobs_own_and_does_not_make_the_others_run_again() {
    let house = House::new();
    for kind in KINDS {
        let runs: Arc<AtomicUsize> = Arc::default();
        let notes = (1..=20).map(|no| Note {
            no,
            fate: if no == 5 { Fate::Refused } else { Fate::Fine },
            runs: Arc::clone(&runs),
        });
        let told = house.together(kind, notes.collect());
        assert_eq!(told.iter().filter(|t| t.is_ok()).count(), 19);
        assert!(runs.load(Ordering::SeqCst) <= 20, "{kind:?}");
        house.clear();
    }
}

#[test]
fn set_wise_jobs_share_a_transaction_and_run_in_the_order_they_came() {
    struct Ordered(usize, Arc<std::sync::Mutex<Vec<Vec<usize>>>>);
    impl BatchJob for Ordered {
        type Output = ();
        fn run(_: &mut Conn, items: &[&Self]) -> Result<Vec<Result<(), Error>>, Error> {
            let batch = items.iter().map(|item| item.0).collect();
            items[0].1.lock().expect("a list").push(batch);
            Ok(items.iter().map(|_| Ok(())).collect())
        }
    }
    let house = House::new();
    let seen = Arc::default();
    let _inside = house.runtime.enter();
    let gate = Gate::close(&house.db);
    let mut asked = Vec::new();
    for n in 0..100 {
        let (db, item) = (house.db.clone(), Ordered(n, Arc::clone(&seen)));
        asked.push(tokio::spawn(async move { db.write_batch(item).await }));
        gate.await_waiting(n + 1);
    }
    gate.open();
    house.runtime.block_on(async {
        for answer in asked {
            answer.await.expect("an answer").expect("a commit");
        }
    });
    let mut batches = seen.lock().expect("a list").clone();
    batches.sort();
    assert!(
        batches.len() < 10,
        "{} transactions for 100 jobs",
        batches.len()
    );
    assert!(batches.iter().all(|batch| batch.is_sorted()), "{batches:?}");
    assert_eq!(batches.concat(), (0..100).collect::<Vec<_>>());
}

#[test]
fn whoever_is_told_finds_it_stored_by_another_connection() {
    let house = House::new();
    let mut elsewhere = house.conn();
    for kind in KINDS {
        for no in 1..=50 {
            house.alone(kind, note(no, Fate::Fine)).expect("stored");
            assert_eq!(numbers(&mut elsewhere).last(), Some(&no), "{kind:?}");
        }
        house.clear();
    }
}

#[test]
fn what_was_queued_is_finished_at_the_close_and_what_comes_later_is_refused() {
    for kind in KINDS {
        let house = House::new();
        let _inside = house.runtime.enter();
        let gate = Gate::close(&house.db);
        let queued: Vec<_> = (1..=30)
            .map(|no| house.hand_over(kind, note(no, Fate::Fine)))
            .collect();
        gate.await_waiting(30);
        let closing = std::thread::spawn({
            let db = house.db.clone();
            move || db.close()
        });
        gate.open();
        closing.join().expect("a close");
        let told = house.alone(kind, note(99, Fate::Fine));
        assert_eq!(told.expect_err("closed").problem, Problem::Unavailable);
        for answer in queued {
            let told = house.runtime.block_on(answer).expect("an answer");
            told.expect("queued before the close");
        }
        assert_eq!(house.stored(), (1..=30).collect::<Vec<_>>());
    }
}

#[test]
fn a_caller_that_goes_away_does_not_take_its_write_along() {
    let house = House::new();
    let _inside = house.runtime.enter();
    let gate = Gate::close(&house.db);
    let gone = house.hand_over(Kind::SetWise, note(1, Fate::Fine));
    gate.await_waiting(1);
    gone.abort();
    let stays = house.hand_over(Kind::SetWise, note(2, Fate::Fine));
    gate.await_waiting(2);
    gate.open();
    house
        .runtime
        .block_on(stays)
        .expect("an answer")
        .expect("stored");
    assert_eq!(house.stored(), [1, 2]);
}

/// Ends every connection that the program has to this database, as a restart of the server does.
fn cut_all_connections(house: &House) {
    let mut conn = house.conn();
    sql_query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .execute(&mut conn)
    .expect("the administrator's word");
    #[derive(QueryableByName)]
    struct Left {
        #[diesel(sql_type = sql_types::BigInt)]
        n: i64,
    }
    let count = "SELECT count(*) AS n FROM pg_stat_activity \
                 WHERE datname = current_database() AND pid <> pg_backend_pid()";
    while sql_query(count)
        .get_result::<Left>(&mut conn)
        .expect("a count")
        .n
        > 0
    {
        std::thread::yield_now();
    }
}

#[test]
fn writing_goes_on_when_the_server_has_closed_every_connection() {
    if Backend::chosen() == Backend::Sqlite {
        return;
    }
    let house = House::new();
    for kind in KINDS {
        for round in 0..5 {
            house.alone(kind, note(round, Fate::Fine)).expect("before");
            cut_all_connections(&house);
            house
                .alone(kind, note(10 + round, Fate::Fine))
                .expect("the first write afterwards");
        }
        house.clear();
    }
}

#[test]
fn reading_goes_on_when_the_server_has_closed_every_connection() {
    if Backend::chosen() == Backend::Sqlite {
        return;
    }
    let house = House::new();
    let read = || {
        house
            .db
            .read_blocking(|conn| Ok(sql_query("SELECT 1").execute(conn)?))
    };
    read().expect("before");
    cut_all_connections(&house);
    let failures = (0..20).filter(|_| read().is_err()).count();
    assert!(
        failures <= 2,
        "each dead connection may fail one read at most: {failures}"
    );
}
