//! The use cases on a webhook that lives: paused, resumed, given a new secret. Again changes nothing.

use super::register::note;
use super::store;
use super::webhook::{State, Webhook};
use crate::audit::Actor;
use crate::db::Conn;
use crate::error::{Error, Problem};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Nothing is sent from now on; what happens meanwhile is kept for it.
pub fn pause(conn: &mut Conn, id: Uuid, actor: Actor, now: DateTime<Utc>) -> Result<(), Error> {
    let webhook = live(conn, id)?;
    if webhook.state == State::Paused {
        return Ok(());
    }
    store::set_state(conn, id, State::Paused, now)?;
    note(conn, "webhook.paused", id, actor, now)
}

/// What was kept is sent now, as if it had just happened: three days are counted from here.
pub fn resume(conn: &mut Conn, id: Uuid, actor: Actor, now: DateTime<Utc>) -> Result<(), Error> {
    let webhook = live(conn, id)?;
    if webhook.state == State::Active {
        return Ok(());
    }
    store::set_state(conn, id, State::Active, now)?;
    store::begin_anew(conn, id, now)?;
    note(conn, "webhook.resumed", id, actor, now)
}

/// Another secret from now on, also for what waits; the old one signs nothing more. What the receiver refuses until
/// it knows the new one is sent again.
pub fn renew_secret(
    conn: &mut Conn,
    id: Uuid,
    key_version: i32,
    actor: Actor,
    now: DateTime<Utc>,
) -> Result<Webhook, Error> {
    let webhook = live(conn, id)?;
    let renewed = Webhook {
        key_version,
        generation: webhook.generation + 1,
        ..webhook
    };
    store::set_secret(conn, &renewed, now)?;
    note(conn, "webhook.secret_renewed", id, actor, now)?;
    Ok(renewed)
}

/// The webhook, locked; one that ended is not there any more for those who change it.
pub(super) fn live(conn: &mut Conn, id: Uuid) -> Result<Webhook, Error> {
    store::lock(conn, id)?;
    let webhook = store::find(conn, id)?.filter(|w| w.state.is_live());
    webhook.ok_or_else(|| Problem::NotFound.into())
}
