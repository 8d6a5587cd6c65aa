//! The SQL of webhooks; that of their deliveries is `store/deliveries.rs`.

mod deliveries;

use super::webhook::{State, Webhook};
use crate::db::schema::{webhook, webhook_event};
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::events::Kind;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

pub use deliveries::{
    Claimed, begin_anew, claim, counts, deliveries, drop_waiting, find_delivery, insert_delivery,
    is_due, release_waiting, settle, sweep, unpark, waiting,
};

type Row = (Uid, Option<Uid>, String, String, i32, i32, Instant);

const COLUMNS: (
    webhook::id,
    webhook::consultation_id,
    webhook::url,
    webhook::state,
    webhook::key_version,
    webhook::generation,
    webhook::created_at,
) = (
    webhook::id,
    webhook::consultation_id,
    webhook::url,
    webhook::state,
    webhook::key_version,
    webhook::generation,
    webhook::created_at,
);

/// Those on one consultation, or all there are; the newest first.
pub fn list(conn: &mut Conn, consultation: Option<Uuid>) -> Result<Vec<Webhook>, Error> {
    let mut all = webhook::table.into_boxed();
    if let Some(id) = consultation {
        all = all.filter(webhook::consultation_id.eq(Uid(id)));
    }
    let rows: Vec<Row> = all.order(webhook::id.desc()).select(COLUMNS).load(conn)?;
    read(conn, rows)
}

pub fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Webhook>, Error> {
    let row = webhook::table.find(Uid(id)).select(COLUMNS);
    let row: Option<Row> = row.first(conn).optional()?;
    Ok(read(conn, row.into_iter().collect())?.pop())
}

fn read(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<Webhook>, Error> {
    let ids: Vec<Uid> = rows.iter().map(|row| row.0).collect();
    let wanted: Vec<(Uid, String)> = webhook_event::table
        .filter(webhook_event::webhook_id.eq_any(ids))
        .select((webhook_event::webhook_id, webhook_event::event))
        .load(conn)?;
    let mut events: HashMap<Uid, Vec<String>> = HashMap::new();
    for (id, event) in wanted {
        events.entry(id).or_default().push(event);
    }
    let one = |(id, of, url, state, key_version, generation, created_at): Row| {
        let events = events.remove(&id).unwrap_or_default();
        let wants = |kind: &Kind| events.iter().any(|event| event == kind.as_str());
        let state = State::parse(&state);
        Ok(Webhook {
            id: id.0,
            consultation: of.map(|of| of.0),
            url,
            state: state.ok_or_else(|| Error::internal("a webhook in an unknown state"))?,
            events: Kind::ALL.into_iter().filter(wants).collect(),
            key_version,
            generation,
            created_at: created_at.0,
        })
    };
    rows.into_iter().map(one).collect()
}

/// Others who change it come after this transaction.
pub fn lock(conn: &mut Conn, id: Uuid) -> Result<(), Error> {
    let Conn::Pg(c) = conn else { return Ok(()) };
    let row = webhook::table.find(Uid(id)).select(webhook::id);
    row.for_no_key_update().first::<Uid>(c).optional()?;
    Ok(())
}

pub fn insert(conn: &mut Conn, new: &Webhook) -> Result<(), Error> {
    diesel::insert_into(webhook::table)
        .values((
            webhook::id.eq(Uid(new.id)),
            webhook::consultation_id.eq(new.consultation.map(Uid)),
            webhook::url.eq(&new.url),
            webhook::state.eq(new.state.as_str()),
            webhook::key_version.eq(new.key_version),
            webhook::generation.eq(new.generation),
            webhook::created_at.eq(Instant(new.created_at)),
            webhook::changed_at.eq(Instant(new.created_at)),
        ))
        .execute(conn)?;
    for kind in &new.events {
        diesel::insert_into(webhook_event::table)
            .values((
                webhook_event::webhook_id.eq(Uid(new.id)),
                webhook_event::event.eq(kind.as_str()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

pub fn set_state(conn: &mut Conn, id: Uuid, state: State, now: DateTime<Utc>) -> Result<(), Error> {
    diesel::update(webhook::table.find(Uid(id)))
        .set((
            webhook::state.eq(state.as_str()),
            webhook::changed_at.eq(Instant(now)),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn set_secret(conn: &mut Conn, to: &Webhook, now: DateTime<Utc>) -> Result<(), Error> {
    diesel::update(webhook::table.find(Uid(to.id)))
        .set((
            webhook::key_version.eq(to.key_version),
            webhook::generation.eq(to.generation),
            webhook::changed_at.eq(Instant(now)),
        ))
        .execute(conn)?;
    Ok(())
}
