//! F2, the equal floor: the very rows that the program wrote for submissions, read back from its database
//! and written by a plain loop on one connection into an equal one, the case's counter included.

use diesel::prelude::*;
use hoering::db::schema::{
    answer, audit, case_series, idempotency, outbox, receipt, standing_decision, submission,
    submission_version,
};
use hoering::db::{Conn, Instant, Json, Uid, transaction};
use hoering::error::Error;
use hoering::receipt_log::{self, Log, NewLeaf, Signer};
use hoering::settings::DatabaseUrl;
use std::collections::HashMap;
use std::time::Instant as Time;

/// Submissions in one commit.
const SQLITE_BATCH: usize = 50;
const POSTGRES_BATCH: usize = 16;

macro_rules! row {
    ($name:ident, $table:ident { $($column:ident: $type:ty),* $(,)? }) => {
        #[derive(Clone, Queryable, Selectable, Insertable)]
        #[diesel(table_name = $table, treat_none_as_default_value = false)]
        struct $name { $($column: $type),* }
    };
}
row!(Submission, submission {
    id: Uid, consultation_id: Uid, case_series_id: Uid, desk_id: Option<Uid>, channel: String,
    number: Option<i64>, current_version: i32, standing: String, created_at: Instant,
});
row!(Version, submission_version {
    id: Uid, submission_id: Uid, no: i32, received_at: Instant, deadline_on: chrono::NaiveDate,
    late_seconds: Option<i64>, proposal_version: i32, sender: Json, withhold_reason: Option<String>,
    language: String,
});
row!(Answer, answer {
    submission_version_id: Uid, field_id: Uid, body: Option<String>, choice: Option<String>, over_limit: bool,
});
row!(Standing, standing_decision {
    id: Uid, submission_version_id: Uid, standing: String, by_whom: String, reason: Option<String>, at: Instant,
});
row!(Audit, audit {
    id: Uid, at: Instant, actor: String, action: String, object_kind: String, object_id: Uid,
    detail: Option<String>,
});
row!(Letter, outbox {
    id: Uid, kind: String, about: Uid, slot: String, recipient: String, language: String, message_id: String,
    state: String, due_at: Instant, lease_until: Option<Instant>, attempts: i32, reply: Option<String>,
    content_sha256: Option<Vec<u8>>, created_at: Instant, sent_at: Option<Instant>,
});
row!(Receipt, receipt {
    submission_version_id: Uid, format: i32, number: String, document: String, sha256: Vec<u8>,
    issued_at: Instant,
});
row!(Key, idempotency {
    scope: String, key: String, payload_sha256: Vec<u8>, status: i32, headers: Json, body: String,
    created_at: Instant,
});

impl Letter {
    /// As it was when it was owed.
    fn owed(mut self) -> Self {
        self.state = "queued".into();
        self.due_at = self.created_at;
        (self.lease_until, self.sent_at) = (None, None);
        (self.reply, self.content_sha256) = (None, None);
        self.attempts = 0;
        self
    }
}

/// Everything that one submission wrote.
struct Written {
    submission: Submission,
    version: Version,
    answers: Vec<Answer>,
    standing: Standing,
    audit: Audit,
    letter: Letter,
    receipt: Receipt,
    key: Key,
}

pub struct Rows(Vec<Written>);

fn open(url: &str) -> Conn {
    Conn::open(&DatabaseUrl::parse(url).expect("a database URL")).expect("a database")
}

/// How many answers have their number.
pub fn count(url: &str) -> usize {
    let numbered = submission::table.filter(submission::number.is_not_null());
    let n: i64 = numbered
        .count()
        .get_result(&mut open(url))
        .expect("a count");
    usize::try_from(n).expect("a count")
}

impl Rows {
    /// What the program wrote for the last `n` submissions.
    pub fn written(url: &str, n: usize) -> Self {
        Self(read(&mut open(url), n).expect("the rows are read back"))
    }

    /// Submissions per second into an equal database that holds none of them; with the log of their receipts, or without.
    pub fn again(&self, url: &str, log: Option<&Signer>) -> f64 {
        let mut conn = open(url);
        let batch = match conn {
            Conn::Sqlite(_) => SQLITE_BATCH,
            Conn::Pg(_) => POSTGRES_BATCH,
        };
        let begun = Time::now();
        for set in self.0.chunks(batch) {
            transaction::begin(&mut conn).expect("a transaction");
            for written in set {
                written.write(&mut conn).expect("its rows");
            }
            let first = count_up(&mut conn, set).expect("the counter");
            if let Some(signer) = log {
                enter(&mut conn, signer, set, first).expect("the log");
            }
            transaction::commit(&mut conn).expect("a commit");
        }
        self.0.len() as f64 / begun.elapsed().as_secs_f64()
    }
}

fn read(conn: &mut Conn, n: usize) -> QueryResult<Vec<Written>> {
    let submissions: Vec<Submission> = submission::table
        .filter(submission::number.is_not_null())
        .order(submission::number.desc())
        .limit(n as i64)
        .select(Submission::as_select())
        .load(conn)?;
    assert_eq!(submissions.len(), n, "so many submissions to write again");
    let mut keys = idempotency::table
        .order(idempotency::created_at.desc())
        .limit(n as i64)
        .select(Key::as_select())
        .load(conn)?;
    let mut written = Vec::with_capacity(n);
    for some in submissions.chunks(500) {
        let ids: Vec<Uid> = some.iter().map(|s| s.id).collect();
        let versions: Vec<Version> = submission_version::table
            .filter(submission_version::submission_id.eq_any(&ids))
            .select(Version::as_select())
            .load(conn)?;
        let of: Vec<Uid> = versions.iter().map(|v| v.id).collect();
        let answers = answer::table
            .filter(answer::submission_version_id.eq_any(&of))
            .select(Answer::as_select());
        let standings = standing_decision::table
            .filter(standing_decision::submission_version_id.eq_any(&of))
            .select(Standing::as_select());
        let audits = audit::table
            .filter(audit::object_id.eq_any(&ids))
            .select(Audit::as_select());
        let letters = outbox::table
            .filter(outbox::about.eq_any(&of))
            .select(Letter::as_select());
        let receipts = receipt::table
            .filter(receipt::submission_version_id.eq_any(&of))
            .select(Receipt::as_select());
        let mut versions = by(versions, |v| v.submission_id);
        let mut answers = by(answers.load(conn)?, |a: &Answer| a.submission_version_id);
        let mut standings = by(standings.load(conn)?, |s: &Standing| {
            s.submission_version_id
        });
        let mut audits = by(audits.load(conn)?, |a: &Audit| a.object_id);
        let mut letters = by(letters.load(conn)?, |l: &Letter| l.about);
        let mut receipts = by(receipts.load(conn)?, |r: &Receipt| r.submission_version_id);
        for submission in some {
            let version = one(&mut versions, submission.id);
            written.push(Written {
                submission: submission.clone(),
                answers: answers.remove(&version.id).expect("answers"),
                standing: one(&mut standings, version.id),
                audit: one(&mut audits, submission.id),
                letter: one(&mut letters, version.id).owed(),
                receipt: one(&mut receipts, version.id),
                // Which is whose makes no difference to the writing.
                key: keys.pop().expect("a key for each"),
                version,
            });
        }
    }
    // In the order of their numbers, as they were written.
    written.reverse();
    Ok(written)
}

fn by<T>(rows: Vec<T>, id: impl Fn(&T) -> Uid) -> HashMap<Uid, Vec<T>> {
    let mut map: HashMap<Uid, Vec<T>> = HashMap::new();
    for row in rows {
        map.entry(id(&row)).or_default().push(row);
    }
    map
}

fn one<T>(rows: &mut HashMap<Uid, Vec<T>>, id: Uid) -> T {
    let mut rows = rows.remove(&id).expect("a row");
    assert_eq!(rows.len(), 1, "one row of each kind for each submission");
    rows.pop().expect("a row")
}

impl Written {
    fn write(&self, conn: &mut Conn) -> QueryResult<()> {
        hoering::each!(conn, c => {
            diesel::insert_into(submission::table).values(&self.submission).execute(c)?;
            diesel::insert_into(submission_version::table).values(&self.version).execute(c)?;
            diesel::insert_into(standing_decision::table).values(&self.standing).execute(c)?;
            diesel::insert_into(audit::table).values(&self.audit).execute(c)?;
            diesel::insert_into(outbox::table).values(&self.letter).execute(c)?;
            diesel::insert_into(receipt::table).values(&self.receipt).execute(c)?;
            diesel::insert_into(idempotency::table).values(&self.key).execute(c)?;
        });
        match conn {
            Conn::Sqlite(c) => {
                for row in &self.answers {
                    diesel::insert_into(answer::table).values(row).execute(c)?;
                }
            }
            Conn::Pg(c) => {
                // An array: its length is known, so the statement is prepared once.
                let rows: [Answer; crate::floor::ANSWERS] =
                    std::array::from_fn(|n| self.answers[n].clone());
                diesel::insert_into(answer::table).values(rows).execute(c)?;
            }
        }
        Ok(())
    }
}

/// Once for each transaction, as the program does; how many leaves the log had.
fn count_up(conn: &mut Conn, set: &[Written]) -> QueryResult<i64> {
    let n = set.len() as i64;
    let series = set[0].submission.case_series_id;
    let leaves: i64 = diesel::update(case_series::table.filter(case_series::id.eq(series)))
        .set((
            case_series::next_number.eq(case_series::next_number + n),
            case_series::next_leaf.eq(case_series::next_leaf + n),
        ))
        .returning(case_series::next_leaf)
        .get_result(conn)?;
    Ok(leaves - n)
}

fn enter(conn: &mut Conn, signer: &Signer, set: &[Written], first: i64) -> Result<(), Error> {
    let log = Log {
        case_series: set[0].submission.case_series_id.0,
        case: "24/13304".to_owned(),
    };
    let leaves: Vec<NewLeaf<'_>> = set
        .iter()
        .map(|written| NewLeaf {
            version_id: written.version.id.0,
            document: &written.receipt.document,
        })
        .collect();
    let at = set[0].receipt.issued_at.0;
    receipt_log::append(conn, signer, &log, first.unsigned_abs(), &leaves, at)
}
