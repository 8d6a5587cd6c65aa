//! F1, the bare floor: one submission and its 10 answers of 1,500 characters by a plain loop on one
//! connection, with nothing of the program around it.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::ops::Range;
use std::time::Instant;

pub const ANSWERS: usize = 10;
pub const CHARACTERS: usize = 1_500;
/// Submissions in one commit.
const SQLITE_BATCH: usize = 50;
const POSTGRES_BATCH: usize = 16;

/// A text as people write them: words, and few letters that take more than a byte.
pub fn text(characters: usize) -> String {
    const WORDS: &str =
        "Kommunen støtter rådet, og ber om at ansvaret mellom nivåene blir gjort tydelig. ";
    let text = WORDS.chars().cycle().take(characters);
    text.collect::<String>().trim_end().to_owned()
}

const DURABLE: &str = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";
const TABLES: &str = "
    CREATE TABLE submission (id BIGINT PRIMARY KEY, sender TEXT NOT NULL);
    CREATE TABLE answer (
        submission BIGINT NOT NULL REFERENCES submission, field BIGINT NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (submission, field)
    );";

diesel::table! {
    submission (id) { id -> BigInt, sender -> Text, }
}
diesel::table! {
    answer (submission, field) { submission -> BigInt, field -> BigInt, body -> Text, }
}

/// Submissions per second into an empty database.
pub fn bare(url: &str, submissions: usize) -> f64 {
    let begun = Instant::now();
    match url.strip_prefix("sqlite://") {
        Some(file) => sqlite(file, submissions),
        None => postgres(url, submissions),
    }
    .expect("the floor is written");
    submissions as f64 / begun.elapsed().as_secs_f64()
}

fn sqlite(file: &str, submissions: usize) -> QueryResult<()> {
    let mut connection = SqliteConnection::establish(file).expect("a database");
    connection.batch_execute(DURABLE)?;
    connection.batch_execute(TABLES)?;
    for batch in batches(submissions, SQLITE_BATCH) {
        connection.immediate_transaction(|connection| {
            for id in batch {
                diesel::insert_into(submission::table)
                    .values(sender(id))
                    .execute(connection)?;
                for row in answers(id) {
                    diesel::insert_into(answer::table)
                        .values(row)
                        .execute(connection)?;
                }
            }
            QueryResult::Ok(())
        })?;
    }
    Ok(())
}

fn postgres(url: &str, submissions: usize) -> QueryResult<()> {
    let mut connection = PgConnection::establish(url).expect("a database");
    connection.batch_execute(TABLES)?;
    for batch in batches(submissions, POSTGRES_BATCH) {
        connection.transaction(|connection| {
            for id in batch {
                diesel::insert_into(submission::table)
                    .values(sender(id))
                    .execute(connection)?;
                // An array: its length is known, so the statement is prepared once.
                diesel::insert_into(answer::table)
                    .values(answers(id))
                    .execute(connection)?;
            }
            QueryResult::Ok(())
        })?;
    }
    Ok(())
}

fn batches(submissions: usize, size: usize) -> impl Iterator<Item = Range<usize>> {
    (0..submissions)
        .step_by(size)
        .map(move |start| start..(start + size).min(submissions))
}

#[derive(Insertable)]
#[diesel(table_name = submission)]
struct Sender {
    id: i64,
    sender: &'static str,
}

#[derive(Insertable)]
#[diesel(table_name = answer)]
struct Answer {
    submission: i64,
    field: i64,
    body: String,
}

fn sender(id: usize) -> Sender {
    Sender {
        id: id as i64,
        sender: "Eksempel",
    }
}

fn answers(id: usize) -> [Answer; ANSWERS] {
    std::array::from_fn(|field| Answer {
        submission: id as i64,
        field: field as i64,
        body: text(CHARACTERS),
    })
}
