//! The use case «avslutt en webhook»: nothing is owed to it nor sent from now on, for good.

use super::register::note;
use super::store;
use super::webhook::State;
use crate::audit::Actor;
use crate::db::Conn;
use crate::error::{Error, Problem};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// By staff. Again changes nothing.
pub fn end(conn: &mut Conn, id: Uuid, actor: Actor, now: DateTime<Utc>) -> Result<(), Error> {
    finish(conn, id, State::Ended, actor, now)
}

/// Its receiver has answered that it is gone.
pub(super) fn end_gone(conn: &mut Conn, id: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    finish(conn, id, State::Gone, Actor::Program, now)
}

/// What was under way when it ended is not tried again.
pub(super) fn drop_if_ended(conn: &mut Conn, id: Uuid) -> Result<(), Error> {
    let webhook = store::find(conn, id)?;
    match webhook.is_some_and(|w| w.state.is_live()) {
        true => Ok(()),
        false => store::drop_waiting(conn, id),
    }
}

fn finish(
    conn: &mut Conn,
    id: Uuid,
    state: State,
    actor: Actor,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    store::lock(conn, id)?;
    let webhook = store::find(conn, id)?.ok_or_else(|| Error::new(Problem::NotFound))?;
    if !webhook.state.is_live() {
        return Ok(());
    }
    store::set_state(conn, id, state, now)?;
    store::drop_waiting(conn, id)?;
    note(conn, "webhook.ended", id, actor, now)
}
