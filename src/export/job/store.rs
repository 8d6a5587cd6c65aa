//! The SQL of jobs and their files.

use super::{Job, State};
use crate::db::schema::{export_chunk, export_job};
use crate::db::types::{InstantCol, UuidCol};
use crate::db::{Conn, Instant, Uid, dialect};
use crate::error::Error;
use crate::i18n::Lang;
use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// How long a worker may say nothing before another takes its job over.
pub const LEASE: Duration = Duration::seconds(120);
/// So often a job is begun; one that ends its worker each time is given up.
const MOST_ATTEMPTS: i32 = 3;

#[derive(Queryable, Selectable)]
#[diesel(table_name = export_job)]
struct Row {
    id: Uid,
    consultation_id: Uid,
    staff_id: Uid,
    language: String,
    asked: String,
    state: String,
    attempts: i32,
    done: i64,
    total: i64,
    why: Option<String>,
    file_name: Option<String>,
    size: i64,
    created_at: Instant,
    finished_at: Option<Instant>,
}

impl Row {
    fn job(self) -> Result<Job, Error> {
        let state = State::parse(&self.state);
        Ok(Job {
            id: self.id.0,
            consultation_id: self.consultation_id.0,
            staff_id: self.staff_id.0,
            language: Lang::parse(&self.language).unwrap_or_default(),
            asked: self.asked,
            state: state.ok_or_else(|| Error::internal("a job in a state that is unknown"))?,
            attempts: self.attempts,
            done: self.done,
            total: self.total,
            why: self.why,
            file_name: self.file_name,
            size: self.size,
            created_at: self.created_at.0,
            finished_at: self.finished_at.map(|at| at.0),
        })
    }
}

pub fn insert(conn: &mut Conn, job: &Job) -> Result<(), Error> {
    diesel::insert_into(export_job::table)
        .values((
            export_job::id.eq(Uid(job.id)),
            export_job::consultation_id.eq(Uid(job.consultation_id)),
            export_job::staff_id.eq(Uid(job.staff_id)),
            export_job::language.eq(job.language.code()),
            export_job::asked.eq(&job.asked),
            export_job::state.eq(job.state.as_str()),
            export_job::attempts.eq(0),
            export_job::done.eq(0_i64),
            export_job::total.eq(job.total),
            export_job::size.eq(0_i64),
            export_job::created_at.eq(Instant(job.created_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The jobs of a member of staff on a consultation, the newest first; without those nobody wants any more.
pub fn of_staff(conn: &mut Conn, staff: Uuid, consultation: Uuid) -> Result<Vec<Job>, Error> {
    let rows: Vec<Row> = export_job::table
        .filter(export_job::staff_id.eq(Uid(staff)))
        .filter(export_job::consultation_id.eq(Uid(consultation)))
        .filter(export_job::state.ne(State::Cancelled.as_str()))
        .order((export_job::created_at.desc(), export_job::id.desc()))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::job).collect()
}

/// How many of a member of staff are not finished.
pub fn unfinished(conn: &mut Conn, staff: Uuid) -> Result<i64, Error> {
    let moving = [State::Queued.as_str(), State::Leased.as_str()];
    let of = export_job::table.filter(export_job::staff_id.eq(Uid(staff)));
    Ok(of
        .filter(export_job::state.eq_any(moving))
        .count()
        .get_result(conn)?)
}

pub fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Job>, Error> {
    let row: Option<Row> = export_job::table
        .filter(export_job::id.eq(Uid(id)))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::job).transpose()
}

#[derive(QueryableByName)]
struct ClaimedId {
    #[diesel(sql_type = UuidCol)]
    id: Uid,
}

/// Takes the job that has waited longest; one whose worker has said nothing for the length of a lease is taken
/// over, and given up after some times.
pub fn claim(conn: &mut Conn, now: DateTime<Utc>) -> Result<Option<Job>, Error> {
    let abandoned = export_job::state
        .eq(State::Leased.as_str())
        .and(export_job::lease_until.lt(Instant(now)))
        .and(export_job::attempts.ge(MOST_ATTEMPTS));
    diesel::update(export_job::table.filter(abandoned))
        .set((
            export_job::state.eq(State::Failed.as_str()),
            export_job::why.eq("given-up"),
            export_job::lease_until.eq(None::<Instant>),
            export_job::finished_at.eq(Some(Instant(now))),
        ))
        .execute(conn)?;
    let sql = format!(
        "UPDATE export_job SET state = 'leased', lease_until = $1, attempts = attempts + 1, done = 0 WHERE id IN (\
         SELECT id FROM export_job WHERE state = 'queued' OR (state = 'leased' AND lease_until < $2) \
         ORDER BY created_at, id LIMIT 1{}) RETURNING id",
        dialect::skip_locked(conn)
    );
    let claimed: Option<ClaimedId> = diesel::sql_query(sql)
        .bind::<InstantCol, _>(Instant(now + LEASE))
        .bind::<InstantCol, _>(Instant(now))
        .get_result(conn)
        .optional()?;
    let Some(ClaimedId { id }) = claimed else {
        return Ok(None);
    };
    // What another began and did not end.
    diesel::delete(export_chunk::table.filter(export_chunk::job_id.eq(id))).execute(conn)?;
    find(conn, id.0)
}

/// What a worker says of its job.
pub struct Progress {
    pub done: i64,
    pub total: i64,
}

/// Notes how far it has come and keeps the lease. False: the job is no longer this worker's.
pub fn went_on(
    conn: &mut Conn,
    job: &Job,
    at: &Progress,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let n = diesel::update(export_job::table.filter(export_job::id.eq(Uid(job.id))))
        .filter(export_job::state.eq(State::Leased.as_str()))
        .filter(export_job::attempts.eq(job.attempts))
        .set((
            export_job::done.eq(at.done),
            export_job::total.eq(at.total),
            export_job::lease_until.eq(Some(Instant(now + LEASE))),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Keeps a piece of the file and the lease. False: the job is no longer this worker's.
pub fn keep(
    conn: &mut Conn,
    job: &Job,
    no: i32,
    bytes: &[u8],
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let n = diesel::update(export_job::table.filter(export_job::id.eq(Uid(job.id))))
        .filter(export_job::state.eq(State::Leased.as_str()))
        .filter(export_job::attempts.eq(job.attempts))
        .set(export_job::lease_until.eq(Some(Instant(now + LEASE))))
        .execute(conn)?;
    if n == 0 {
        return Ok(false);
    }
    diesel::insert_into(export_chunk::table)
        .values((
            export_chunk::job_id.eq(Uid(job.id)),
            export_chunk::no.eq(no),
            export_chunk::bytes.eq(bytes),
        ))
        .execute(conn)?;
    Ok(true)
}

/// What became of a job.
pub struct Ended<'e> {
    pub state: State,
    pub why: Option<&'e str>,
    pub file_name: Option<&'e str>,
    pub size: i64,
}

/// Ends it, or gives it back for another to make. False: the job is no longer this worker's.
pub fn end(
    conn: &mut Conn,
    job: &Job,
    ended: &Ended<'_>,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let is_given_back = ended.state == State::Queued;
    let n = diesel::update(export_job::table.filter(export_job::id.eq(Uid(job.id))))
        .filter(export_job::state.eq(State::Leased.as_str()))
        .filter(export_job::attempts.eq(job.attempts))
        .set((
            export_job::state.eq(ended.state.as_str()),
            export_job::lease_until.eq(None::<Instant>),
            export_job::attempts.eq(job.attempts - i32::from(is_given_back)),
            export_job::why.eq(ended.why),
            export_job::file_name.eq(ended.file_name),
            export_job::size.eq(ended.size),
            export_job::finished_at.eq((!is_given_back).then_some(Instant(now))),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Nobody wants it any more. The sweep takes the file.
pub fn cancel(conn: &mut Conn, id: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    diesel::update(export_job::table.filter(export_job::id.eq(Uid(id))))
        .set((
            export_job::state.eq(State::Cancelled.as_str()),
            export_job::lease_until.eq(None::<Instant>),
            export_job::finished_at.eq(Some(Instant(now))),
        ))
        .execute(conn)?;
    Ok(())
}

/// A piece of a file.
pub fn chunk(conn: &mut Conn, id: Uuid, no: i32) -> Result<Option<Vec<u8>>, Error> {
    let one = export_chunk::job_id
        .eq(Uid(id))
        .and(export_chunk::no.eq(no));
    let bytes = export_chunk::table.filter(one).select(export_chunk::bytes);
    Ok(bytes.first(conn).optional()?)
}

/// Pieces that one round of the sweep deletes, so that nobody who saves waits behind a large file.
const SWEPT_AT_ONCE: i64 = 32;

/// Deletes some of what nobody wants any more or what was finished before then; how much. A job goes when its file has gone.
pub fn sweep(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, Error> {
    let over: Vec<Uid> = export_job::table
        .filter(
            export_job::state
                .eq(State::Cancelled.as_str())
                .or(export_job::finished_at
                    .is_not_null()
                    .and(export_job::finished_at.lt(Instant(before)))),
        )
        .select(export_job::id)
        .load(conn)?;
    if over.is_empty() {
        return Ok(0);
    }
    let pieces: Vec<(Uid, i32)> = export_chunk::table
        .filter(export_chunk::job_id.eq_any(&over))
        .order((export_chunk::job_id, export_chunk::no))
        .limit(SWEPT_AT_ONCE)
        .select((export_chunk::job_id, export_chunk::no))
        .load(conn)?;
    for (job, no) in &pieces {
        let one = export_chunk::job_id.eq(*job).and(export_chunk::no.eq(*no));
        diesel::delete(export_chunk::table.filter(one)).execute(conn)?;
    }
    match pieces.len() {
        0 => Ok(
            diesel::delete(export_job::table.filter(export_job::id.eq_any(&over))).execute(conn)?,
        ),
        n => Ok(n),
    }
}
