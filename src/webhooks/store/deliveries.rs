//! The SQL of deliveries.

use crate::db::schema::{consultation, webhook_delivery as d};
use crate::db::types::{InstantCol, UuidCol};
use crate::db::{Conn, Instant, Json, Uid, dialect};
use crate::error::Error;
use crate::webhooks::delivery::{Delivery, Outcome, Progress, Why, next_attempt};
use crate::webhooks::webhook::Webhook;
use chrono::{DateTime, Duration, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use uuid::Uuid;

/// How long a worker may take over a delivery before another takes it up: well beyond the patience with a receiver.
const LEASE: Duration = Duration::minutes(5);
/// Deliveries that one round of the sweep deletes.
const SWEPT_AT_ONCE: i64 = 1_000;

#[derive(Queryable, Selectable)]
#[diesel(table_name = d)]
struct Row {
    webhook_id: Uid,
    event_id: Uid,
    event: String,
    consultation_id: Option<Uid>,
    facts: Json,
    happened_at: Instant,
    state: String,
    owed_since: Instant,
    due_at: Instant,
    attempts: i32,
    tried_at: Option<Instant>,
    status: Option<i32>,
    why: Option<String>,
}

impl Row {
    fn delivery(self) -> Result<Delivery, Error> {
        let progress = Progress::parse(&self.state);
        Ok(Delivery {
            webhook_id: self.webhook_id.0,
            event_id: self.event_id.0,
            event: self.event,
            consultation: self.consultation_id.map(|id| id.0),
            facts: self.facts.0,
            happened_at: self.happened_at.0,
            progress: progress.ok_or_else(|| Error::internal("a delivery in no known state"))?,
            owed_since: self.owed_since.0,
            due_at: self.due_at.0,
            attempts: self.attempts,
            tried_at: self.tried_at.map(|at| at.0),
            status: self.status.and_then(|status| u16::try_from(status).ok()),
            why: self.why.as_deref().and_then(Why::parse),
        })
    }
}

pub fn insert_delivery(conn: &mut Conn, new: &Delivery) -> Result<(), Error> {
    diesel::insert_into(d::table)
        .values((
            d::webhook_id.eq(Uid(new.webhook_id)),
            d::event_id.eq(Uid(new.event_id)),
            d::event.eq(&new.event),
            d::consultation_id.eq(new.consultation.map(Uid)),
            d::facts.eq(Json(new.facts.clone())),
            d::happened_at.eq(Instant(new.happened_at)),
            d::state.eq(new.progress.as_str()),
            d::owed_since.eq(Instant(new.owed_since)),
            d::due_at.eq(Instant(new.due_at)),
            d::attempts.eq(new.attempts),
        ))
        .execute(conn)?;
    Ok(())
}

/// The latest of a webhook that stand so, or of all of them; the newest first.
pub fn deliveries(
    conn: &mut Conn,
    webhook: Uuid,
    progress: Option<Progress>,
    n: i64,
) -> Result<Vec<Delivery>, Error> {
    let mut all = d::table.filter(d::webhook_id.eq(Uid(webhook))).into_boxed();
    if let Some(progress) = progress {
        all = all.filter(d::state.eq(progress.as_str()));
    }
    let rows: Vec<Row> = all
        .order(d::event_id.desc())
        .limit(n)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::delivery).collect()
}

pub fn find_delivery(
    conn: &mut Conn,
    webhook: Uuid,
    event: Uuid,
) -> Result<Option<Delivery>, Error> {
    let row = d::table.find((Uid(webhook), Uid(event)));
    let row: Option<Row> = row.select(Row::as_select()).first(conn).optional()?;
    row.map(Row::delivery).transpose()
}

/// How many of each webhook stand in which state, of those that are not delivered.
pub fn counts(conn: &mut Conn) -> Result<Vec<(Uuid, Progress, i64)>, Error> {
    let open = ["waiting", "leased", "parked"];
    let rows: Vec<(Uid, String, i64)> = d::table
        .filter(d::state.eq_any(open))
        .group_by((d::webhook_id, d::state))
        .select((d::webhook_id, d::state, count_star()))
        .load(conn)?;
    let row = |(id, state, n): (Uid, String, i64)| Some((id.0, Progress::parse(&state)?, n));
    Ok(rows.into_iter().filter_map(row).collect())
}

/// A delivery that a worker has claimed, with what it is posted with.
pub struct Claimed {
    pub webhook: Webhook,
    pub delivery: Delivery,
    /// The consultation that it is about.
    pub slug: Option<String>,
}

/// What is due at `$1`. A webhook is sent one at a time and in the order in which things happened; one that has
/// failed five times (which takes most of an hour) no longer holds back those after it. A test goes first. Nothing is
/// due while the outbox is frozen.
const DUE: &str = "SELECT d.webhook_id, d.event_id FROM webhook_delivery d \
    WHERE ((d.state = 'waiting' AND d.due_at <= $1) OR (d.state = 'leased' AND d.lease_until < $1)) \
    AND NOT EXISTS (SELECT 1 FROM outbox_freeze) \
    AND d.webhook_id IN (SELECT w.id FROM webhook w WHERE w.state = 'active') \
    AND NOT EXISTS (SELECT 1 FROM webhook_delivery e \
        WHERE e.webhook_id = d.webhook_id AND e.state IN ('waiting', 'leased') AND e.event_id <> d.event_id \
        AND ((e.state = 'leased' AND e.lease_until >= $1) \
            OR (e.event_id < d.event_id AND e.attempts < 5 \
                AND e.event <> 'webhook.test' AND d.event <> 'webhook.test'))) \
    ORDER BY d.due_at, d.event_id LIMIT 1";

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Whether there is something to claim.
pub fn is_due(conn: &mut Conn, now: DateTime<Utc>) -> Result<bool, Error> {
    let sql = format!("WITH due AS ({DUE}) SELECT count(*) AS n FROM due");
    let query = diesel::sql_query(sql).bind::<InstantCol, _>(Instant(now));
    Ok(query.get_result::<Found>(conn)?.n > 0)
}

#[derive(QueryableByName)]
struct ClaimedKey {
    #[diesel(sql_type = UuidCol)]
    webhook_id: Uid,
    #[diesel(sql_type = UuidCol)]
    event_id: Uid,
}

/// Takes what is due longest for this worker; a lease that ran out makes a delivery due again.
pub fn claim(conn: &mut Conn, now: DateTime<Utc>) -> Result<Option<Claimed>, Error> {
    let sql = format!(
        "WITH due AS ({DUE}{}) UPDATE webhook_delivery SET state = 'leased', lease_until = $2, \
         attempts = attempts + 1, tried_at = $3 \
         WHERE (webhook_id, event_id) IN (SELECT webhook_id, event_id FROM due) \
         RETURNING webhook_id, event_id",
        dialect::skip_locked(conn)
    );
    let key: Option<ClaimedKey> = diesel::sql_query(sql)
        .bind::<InstantCol, _>(Instant(now))
        .bind::<InstantCol, _>(Instant(now + LEASE))
        .bind::<InstantCol, _>(Instant(now))
        .get_result(conn)
        .optional()?;
    let Some(ClaimedKey {
        webhook_id,
        event_id,
    }) = key
    else {
        return Ok(None);
    };
    let gone = || Error::internal("a claimed delivery is not there");
    let delivery = find_delivery(conn, webhook_id.0, event_id.0)?.ok_or_else(gone)?;
    let slug = match delivery.consultation {
        Some(id) => {
            let row = consultation::table.find(Uid(id));
            Some(row.select(consultation::slug).first(conn)?)
        }
        None => None,
    };
    Ok(Some(Claimed {
        webhook: super::find(conn, webhook_id.0)?.ok_or_else(gone)?,
        delivery,
        slug,
    }))
}

/// Marks what came of an attempt. Where the lease ran out and another worker has it now, only what was delivered
/// is marked: the other's word stands for the rest.
pub fn settle(
    conn: &mut Conn,
    delivery: &Delivery,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let again_at = next_attempt(now, delivery.owed_since, delivery.attempts);
    let progress = match again_at {
        _ if outcome.is_delivered() => Progress::Delivered,
        Some(_) => Progress::Waiting,
        None => Progress::Parked,
    };
    let mut row = diesel::update(d::table.find(delivery.key())).into_boxed();
    if !outcome.is_delivered() {
        row = row
            .filter(d::state.eq(Progress::Leased.as_str()))
            .filter(d::attempts.eq(delivery.attempts));
    }
    row.set((
        d::state.eq(progress.as_str()),
        d::lease_until.eq(None::<Instant>),
        d::due_at.eq(Instant(again_at.unwrap_or(now))),
        d::status.eq(outcome.status().map(i32::from)),
        d::why.eq(outcome.why().map(Why::as_str)),
    ))
    .execute(conn)?;
    Ok(())
}

/// What waits is not sent any more, nor what failed and would be sent again.
pub fn drop_waiting(conn: &mut Conn, webhook: Uuid) -> Result<(), Error> {
    let waiting = d::table.filter(d::webhook_id.eq(Uid(webhook)));
    diesel::update(waiting.filter(d::state.eq(Progress::Waiting.as_str())))
        .set(d::state.eq(Progress::Dropped.as_str()))
        .execute(conn)?;
    Ok(())
}

/// What waits is due now, and three days are counted from now.
pub fn begin_anew(conn: &mut Conn, webhook: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    let waiting = d::table.filter(d::webhook_id.eq(Uid(webhook)));
    diesel::update(waiting.filter(d::state.eq(Progress::Waiting.as_str())))
        .set((
            d::due_at.eq(Instant(now)),
            d::owed_since.eq(Instant(now)),
            d::attempts.eq(0),
        ))
        .execute(conn)?;
    Ok(())
}

/// How many wait, for all webhooks.
pub fn waiting(conn: &mut Conn) -> Result<i64, Error> {
    let waits = d::state.eq_any([Progress::Waiting.as_str(), Progress::Leased.as_str()]);
    Ok(d::table.filter(waits).count().get_result(conn)?)
}

/// What waits is due now for all, and three days are counted from now.
pub fn release_waiting(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, Error> {
    let waits = d::state.eq_any([Progress::Waiting.as_str(), Progress::Leased.as_str()]);
    let anew = (
        d::state.eq(Progress::Waiting.as_str()),
        d::lease_until.eq(None::<Instant>),
        d::due_at.eq(Instant(now)),
        d::owed_since.eq(Instant(now)),
        d::attempts.eq(0),
    );
    Ok(diesel::update(d::table.filter(waits))
        .set(anew)
        .execute(conn)?)
}

/// Lets what is parked be tried again for another three days: one, or all of it; how many.
pub fn unpark(
    conn: &mut Conn,
    webhook: Uuid,
    event: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<usize, Error> {
    let of = d::table.filter(d::webhook_id.eq(Uid(webhook)));
    let mut parked = diesel::update(of.filter(d::state.eq(Progress::Parked.as_str()))).into_boxed();
    if let Some(event) = event {
        parked = parked.filter(d::event_id.eq(Uid(event)));
    }
    let anew = (
        d::state.eq(Progress::Waiting.as_str()),
        d::due_at.eq(Instant(now)),
        d::owed_since.eq(Instant(now)),
        d::attempts.eq(0),
    );
    Ok(parked.set(anew).execute(conn)?)
}

/// Deletes some of what was owed before then, whatever became of it; how many.
pub fn sweep(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, Error> {
    let old: Vec<(Uid, Uid)> = d::table
        .filter(d::owed_since.lt(Instant(before)))
        .order((d::webhook_id, d::event_id))
        .limit(SWEPT_AT_ONCE)
        .select((d::webhook_id, d::event_id))
        .load(conn)?;
    for key in &old {
        diesel::delete(d::table.find(*key)).execute(conn)?;
    }
    Ok(old.len())
}
