//! The SQL of the outbox; that of the freeze is `store/freeze.rs`.

mod freeze;

pub use freeze::{Freeze, Waiting, freeze, frozen, let_go, park_waiting, release_waiting, waiting};

use super::message::{Message, NewMessage, Outcome, next_attempt};
use crate::db::schema::{delivery_event, outbox};
use crate::db::{Conn, Instant, Uid, dialect};
use crate::error::Error;
use crate::i18n::Lang;
use crate::{each, ids};
use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use uuid::Uuid;

/// How long a worker may take over a letter before another takes it up.
pub(super) const LEASE: Duration = Duration::seconds(120);

/// How long a letter rests when the relay refuses us.
const RELAY_PAUSE: Duration = Duration::minutes(1);

/// Owes a letter.
pub fn insert(conn: &mut Conn, new: &NewMessage) -> Result<(), Error> {
    insert_all(conn, std::slice::from_ref(new))
}

/// Owes letters; one that is owed already (same kind, about and slot) stays as it is.
pub fn insert_all(conn: &mut Conn, new: &[NewMessage]) -> Result<(), Error> {
    if new.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = new
        .iter()
        .map(|m| {
            (
                outbox::id.eq(Uid(m.id)),
                outbox::kind.eq(m.kind),
                outbox::about.eq(Uid(m.about)),
                outbox::slot.eq(&m.slot),
                outbox::recipient.eq(&m.recipient),
                outbox::language.eq(m.language.code()),
                outbox::message_id.eq(&m.message_id),
                outbox::state.eq("queued"),
                outbox::due_at.eq(Instant(m.at)),
                outbox::attempts.eq(0),
                outbox::created_at.eq(Instant(m.at)),
            )
        })
        .collect();
    each!(conn, c => diesel::insert_into(outbox::table).values(&rows).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// To whom the last letter of this kind about this thing goes.
pub fn last_recipient(conn: &mut Conn, kind: &str, about: Uuid) -> Result<Option<String>, Error> {
    let last = outbox::table
        .filter(outbox::kind.eq(kind).and(outbox::about.eq(Uid(about))))
        .order((outbox::created_at.desc(), outbox::id.desc()))
        .select(outbox::recipient)
        .first(conn)
        .optional()?;
    Ok(last)
}

/// All to whom letters of this kind about these went.
pub fn recipients(conn: &mut Conn, kind: &str, about: &[Uuid]) -> Result<Vec<String>, Error> {
    let about: Vec<Uid> = about.iter().map(|id| Uid(*id)).collect();
    let all = outbox::table
        .filter(outbox::kind.eq(kind).and(outbox::about.eq_any(about)))
        .select(outbox::recipient)
        .load(conn)?;
    Ok(all)
}

/// To whom one letter goes, and in which language.
pub fn addressed(
    conn: &mut Conn,
    kind: &str,
    about: Uuid,
    slot: &str,
) -> Result<Option<(String, Lang)>, Error> {
    let of_kind = outbox::kind.eq(kind).and(outbox::about.eq(Uid(about)));
    let one = outbox::table.filter(of_kind.and(outbox::slot.eq(slot)));
    let found: Option<(String, String)> = one
        .select((outbox::recipient, outbox::language))
        .first(conn)
        .optional()?;
    Ok(found.map(|(to, language)| (to, Lang::parse(&language).unwrap_or(Lang::Nb))))
}

/// How many letters of this kind about this thing have been owed since then.
pub fn count_since(
    conn: &mut Conn,
    kind: &str,
    about: Uuid,
    since: DateTime<Utc>,
) -> Result<i64, Error> {
    let of_kind = outbox::kind.eq(kind).and(outbox::about.eq(Uid(about)));
    let recent = outbox::table.filter(of_kind.and(outbox::created_at.gt(Instant(since))));
    Ok(recent.count().get_result(conn)?)
}

/// The same about several things.
pub fn count_of_all_since(
    conn: &mut Conn,
    kind: &str,
    about: &[Uuid],
    since: DateTime<Utc>,
) -> Result<i64, Error> {
    let about: Vec<Uid> = about.iter().map(|id| Uid(*id)).collect();
    let of_kind = outbox::kind.eq(kind).and(outbox::about.eq_any(about));
    let recent = outbox::table.filter(of_kind.and(outbox::created_at.gt(Instant(since))));
    Ok(recent.count().get_result(conn)?)
}

#[derive(QueryableByName)]
struct ClaimedId {
    #[diesel(sql_type = crate::db::types::UuidCol)]
    id: Uid,
}

/// Takes up to `n` due letters for this worker; a lease that ran out makes a letter due again. None while the outbox
/// is frozen.
pub(super) fn claim(conn: &mut Conn, now: DateTime<Utc>, n: i64) -> Result<Vec<Message>, Error> {
    use crate::db::types::InstantCol;
    let sql = format!(
        "UPDATE outbox SET state = 'leased', lease_until = $1, attempts = attempts + 1 WHERE id IN (\
         SELECT id FROM outbox WHERE ((state IN ('queued', 'retry') AND due_at <= $2) \
         OR (state = 'leased' AND lease_until < $3)) AND NOT EXISTS (SELECT 1 FROM outbox_freeze) \
         ORDER BY due_at, id LIMIT $4{}) RETURNING id",
        dialect::skip_locked(conn)
    );
    let ids: Vec<Uid> = diesel::sql_query(sql)
        .bind::<InstantCol, _>(Instant(now + LEASE))
        .bind::<InstantCol, _>(Instant(now))
        .bind::<InstantCol, _>(Instant(now))
        .bind::<BigInt, _>(n)
        .load::<ClaimedId>(conn)?
        .into_iter()
        .map(|row| row.id)
        .collect();
    let rows = outbox::table
        .filter(outbox::id.eq_any(ids))
        .order((outbox::created_at, outbox::id))
        .select((
            outbox::id,
            outbox::kind,
            outbox::about,
            outbox::slot,
            outbox::recipient,
            outbox::language,
            outbox::message_id,
            outbox::attempts,
            outbox::created_at,
        ))
        .load::<(
            Uid,
            String,
            Uid,
            String,
            String,
            String,
            String,
            i32,
            Instant,
        )>(conn)?;
    Ok(rows
        .into_iter()
        .map(
            |(id, kind, about, slot, recipient, language, message_id, attempts, created_at)| {
                Message {
                    id: id.0,
                    kind,
                    about: about.0,
                    slot,
                    recipient,
                    language: Lang::parse(&language).unwrap_or(Lang::Nb),
                    message_id,
                    attempts,
                    created_at: created_at.0,
                }
            },
        )
        .collect())
}

/// Marks what came of an attempt. Where the lease ran out and another worker has the letter now, only a
/// letter that did go out is marked: the other's word stands for the rest.
pub(super) fn settle(
    conn: &mut Conn,
    message: &Message,
    outcome: &Outcome,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let retry_at = next_attempt(now, message.created_at, message.attempts);
    let stays = message.attempts;
    let (state, event, detail, due_at, attempts) = match outcome {
        Outcome::Sent { reply, .. } => ("sent", Some("sent"), reply.as_str(), now, stays),
        Outcome::Later {
            why,
            maybe_delivered,
        } => {
            let event = if *maybe_delivered {
                "uncertain"
            } else {
                "later"
            };
            let state = if retry_at.is_some() {
                "retry"
            } else {
                "parked"
            };
            (
                state,
                Some(event),
                why.as_str(),
                retry_at.unwrap_or(now),
                stays,
            )
        }
        Outcome::Never { why } => ("parked", Some("never"), why.as_str(), now, stays),
        Outcome::RelayFault { why } => (
            "retry",
            Some("relay_fault"),
            why.as_str(),
            now + RELAY_PAUSE,
            stays - 1,
        ),
        Outcome::Dropped => ("dropped", None, "", now, stays),
    };
    let (sent_at, sha256) = match outcome {
        Outcome::Sent { content_sha256, .. } => (Some(Instant(now)), Some(content_sha256.to_vec())),
        _ => (None, None),
    };
    let mut row = diesel::update(outbox::table.filter(outbox::id.eq(Uid(message.id)))).into_boxed();
    if !matches!(outcome, Outcome::Sent { .. }) {
        row = row
            .filter(outbox::state.eq("leased"))
            .filter(outbox::attempts.eq(message.attempts));
    }
    let marked = row
        .set((
            outbox::state.eq(state),
            outbox::lease_until.eq(None::<Instant>),
            outbox::due_at.eq(Instant(due_at)),
            outbox::attempts.eq(attempts),
            outbox::reply.eq((!detail.is_empty()).then_some(detail)),
            outbox::sent_at.eq(sent_at),
            outbox::content_sha256.eq(sha256),
        ))
        .execute(conn)?;
    if let Some(event) = event.filter(|_| marked == 1) {
        diesel::insert_into(delivery_event::table)
            .values((
                delivery_event::id.eq(Uid(ids::new(now))),
                delivery_event::outbox_id.eq(Uid(message.id)),
                delivery_event::outcome.eq(event),
                delivery_event::detail.eq(detail),
                delivery_event::at.eq(Instant(now)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Puts back letters that this worker has claimed and will not come to.
pub(super) fn put_back(
    conn: &mut Conn,
    messages: &[Message],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for message in messages {
        diesel::update(outbox::table.filter(outbox::id.eq(Uid(message.id))))
            .filter(
                outbox::state
                    .eq("leased")
                    .and(outbox::attempts.eq(message.attempts)),
            )
            .set((
                outbox::state.eq("retry"),
                outbox::lease_until.eq(None::<Instant>),
                outbox::due_at.eq(Instant(now)),
                outbox::attempts.eq(message.attempts - 1),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Forgets the letters about things that are not kept themselves, and with them the addresses they went to.
pub fn forget(conn: &mut Conn, about: &[Uid]) -> Result<usize, Error> {
    let letters: Vec<Uid> = outbox::table
        .filter(outbox::about.eq_any(about))
        .select(outbox::id)
        .load(conn)?;
    forget_these(conn, &letters)
}

/// Forgets letters of this kind that were owed before then and are not waiting; how many.
pub fn forget_of_kind(conn: &mut Conn, kind: &str, before: DateTime<Utc>) -> Result<usize, Error> {
    let settled = outbox::state.eq_any(["sent", "parked", "dropped"]);
    let old = outbox::created_at.lt(Instant(before));
    let letters: Vec<Uid> = outbox::table
        .filter(outbox::kind.eq(kind).and(settled).and(old))
        .select(outbox::id)
        .load(conn)?;
    forget_these(conn, &letters)
}

fn forget_these(conn: &mut Conn, letters: &[Uid]) -> Result<usize, Error> {
    diesel::delete(delivery_event::table.filter(delivery_event::outbox_id.eq_any(letters)))
        .execute(conn)?;
    Ok(diesel::delete(outbox::table.filter(outbox::id.eq_any(letters))).execute(conn)?)
}

/// How many letters stand in which state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    pub waiting: i64,
    pub sent: i64,
    pub parked: i64,
}

pub fn overview(conn: &mut Conn) -> Result<Overview, Error> {
    let rows: Vec<(String, i64)> = outbox::table
        .group_by(outbox::state)
        .select((outbox::state, diesel::dsl::count_star()))
        .load(conn)?;
    let mut overview = Overview::default();
    for (state, n) in rows {
        match state.as_str() {
            "sent" => overview.sent += n,
            "parked" => overview.parked += n,
            "queued" | "retry" | "leased" => overview.waiting += n,
            _ => {}
        }
    }
    Ok(overview)
}

/// A letter that waits will not be sent. One that a worker has taken is on its way.
pub fn drop_waiting(conn: &mut Conn, id: Uuid) -> Result<(), Error> {
    let waits = outbox::state.eq_any(["queued", "retry"]);
    diesel::update(outbox::table.filter(outbox::id.eq(Uid(id)).and(waits)))
        .set(outbox::state.eq("dropped"))
        .execute(conn)?;
    Ok(())
}

/// Lets a parked letter be tried again.
pub fn release_parked(conn: &mut Conn, id: Uuid, now: DateTime<Utc>) -> Result<bool, Error> {
    let n = diesel::update(
        outbox::table.filter(outbox::id.eq(Uid(id)).and(outbox::state.eq("parked"))),
    )
    .set((
        outbox::state.eq("queued"),
        outbox::due_at.eq(Instant(now)),
        outbox::created_at.eq(Instant(now)),
    ))
    .execute(conn)?;
    Ok(n == 1)
}
