//! The use cases «prøv» and «send på nytt»: a delivery that only says that it is a test, and one that was given up and
//! is tried once more.

use super::change::live;
use super::delivery::{Delivery, Progress, TEST};
use super::register::note;
use super::store;
use crate::audit::Actor;
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::ids;
use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

/// Owes the webhook a test. It goes ahead of what waits, since somebody does.
pub fn send_test(
    conn: &mut Conn,
    id: Uuid,
    actor: Actor,
    now: DateTime<Utc>,
) -> Result<Uuid, Error> {
    let webhook = live(conn, id)?;
    let test = Delivery {
        webhook_id: id,
        event_id: ids::new(now),
        event: TEST.to_owned(),
        consultation: webhook.consultation,
        facts: json!({}),
        happened_at: now,
        progress: Progress::Waiting,
        owed_since: now,
        due_at: now,
        attempts: 0,
        tried_at: None,
        status: None,
        why: None,
    };
    store::insert_delivery(conn, &test)?;
    note(conn, "webhook.tested", id, actor, now)?;
    Ok(test.event_id)
}

/// Tries what was given up for another three days, with the same ids: one, or all of it.
///
/// # Errors
/// [`Problem::NotFound`] when the webhook has ended, or has no such delivery.
pub fn send_again(
    conn: &mut Conn,
    id: Uuid,
    event: Option<Uuid>,
    actor: Actor,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    live(conn, id)?;
    if let Some(event) = event
        && store::find_delivery(conn, id, event)?.is_none()
    {
        return Err(Problem::NotFound.into());
    }
    match store::unpark(conn, id, event, now)? {
        0 => Ok(()),
        _ => note(conn, "webhook.sent_again", id, actor, now),
    }
}
