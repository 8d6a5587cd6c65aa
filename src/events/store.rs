//! The one statement by which events are owed to webhooks.

use super::Event;
use crate::db::types::{InstantCol, JsonCol, UuidCol};
use crate::db::{Conn, Instant, Json, MultiBackend, Uid};
use crate::error::Error;
use diesel::RunQueryDsl;
use diesel::sql_types::Text;

/// Owes what happened to every webhook that wants it. One statement, which inserts nothing where none does. It
/// locks no row that others change, so it may stand anywhere among a transaction's locks.
pub fn owed(conn: &mut Conn, events: &[Event]) -> Result<(), Error> {
    if events.is_empty() {
        return Ok(());
    }
    let row = |n: usize| {
        let at = n * 5;
        let (id, kind, of, facts, when) = (at + 1, at + 2, at + 3, at + 4, at + 5);
        format!("(${id}, ${kind}, ${of}, ${facts}, ${when})")
    };
    let rows: Vec<String> = (0..events.len()).map(row).collect();
    // Both databases call the columns of VALUES so.
    let sql = format!(
        "INSERT INTO webhook_delivery (webhook_id, event_id, event, consultation_id, facts, happened_at, \
         state, owed_since, due_at, attempts) \
         SELECT w.id, v.column1, v.column2, v.column3, v.column4, v.column5, 'waiting', v.column5, v.column5, 0 \
         FROM (VALUES {}) AS v \
         JOIN webhook_event e ON e.event = v.column2 \
         JOIN webhook w ON w.id = e.webhook_id \
         WHERE w.state IN ('active', 'paused') \
         AND (w.consultation_id IS NULL OR w.consultation_id = v.column3)",
        rows.join(", ")
    );
    let mut query = diesel::sql_query(sql).into_boxed::<MultiBackend>();
    for event in events {
        query = query
            .bind::<UuidCol, _>(Uid(event.id))
            .bind::<Text, _>(event.kind.as_str())
            .bind::<UuidCol, _>(Uid(event.consultation))
            .bind::<JsonCol, _>(Json(event.facts.clone()))
            .bind::<InstantCol, _>(Instant(event.at));
    }
    query.execute(conn)?;
    Ok(())
}
