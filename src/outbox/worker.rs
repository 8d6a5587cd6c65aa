//! The worker that sends what is owed: claim, render, send outside any transaction, mark.

use super::message::{Message, Outcome};
use super::store;
use crate::clock::Clock;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::mail::{Delivery, Letter, Mailer};
use chrono::{DateTime, Utc};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, watch};

/// Writes the letter that a row owes, or `None` when it is no longer due.
pub type Renderer = Arc<dyn Fn(&mut Conn, &Message) -> Result<Option<Letter>, Error> + Send + Sync>;

/// What one round came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing was due.
    Idle,
    /// This many letters were taken up.
    Took(usize),
    /// The relay refuses us: wait before the next round.
    RelayDown,
}

const AT_ONCE: i64 = 16;
const IDLE_PAUSE: Duration = Duration::from_secs(5);
const RELAY_PAUSE: Duration = Duration::from_secs(30);

/// One round: sends what is due now. Tests call it; [`run`] repeats it.
pub async fn deliver_due(
    db: &Db,
    clock: &Clock,
    mailer: &Mailer,
    render: &Renderer,
) -> Result<Step, Error> {
    deliver_while(db, clock, mailer, render, || true).await
}

/// A letter is not begun when another worker might take it up before this one has done with it.
fn may_begin(claimed_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - claimed_at < store::LEASE / 2
}

async fn deliver_while(
    db: &Db,
    clock: &Clock,
    mailer: &Mailer,
    render: &Renderer,
    go_on: impl Fn() -> bool,
) -> Result<Step, Error> {
    let now = clock.now();
    let messages = db
        .write(move |conn| store::claim(conn, now, AT_ONCE))
        .await?;
    if messages.is_empty() {
        return Ok(Step::Idle);
    }
    let taken = messages.len();
    let mut relay_down = false;
    let mut messages = VecDeque::from(messages);
    while let Some(message) = messages.pop_front() {
        if !go_on() || !may_begin(now, clock.now()) {
            messages.push_front(message);
            break;
        }
        let outcome = if relay_down {
            Outcome::RelayFault {
                why: "the relay refused the letter before this one".into(),
            }
        } else {
            attempt(db, mailer, render, &message).await
        };
        relay_down |= matches!(outcome, Outcome::RelayFault { .. });
        if !matches!(outcome, Outcome::Sent { .. } | Outcome::Dropped) {
            tracing::warn!(letter.id = %message.id, letter.kind = %message.kind, attempts = message.attempts, "letter.not_sent");
        }
        let now = clock.now();
        db.write(move |conn| store::settle(conn, &message, &outcome, now))
            .await?;
    }
    if !messages.is_empty() {
        let (rest, now) = (Vec::from(messages), clock.now());
        db.write(move |conn| store::put_back(conn, &rest, now))
            .await?;
    }
    Ok(if relay_down {
        Step::RelayDown
    } else {
        Step::Took(taken)
    })
}

/// A letter that cannot be written is parked: the rest goes on.
async fn attempt(db: &Db, mailer: &Mailer, render: &Renderer, message: &Message) -> Outcome {
    let (render, about) = (Arc::clone(render), message.clone());
    let letter = match db.read(move |conn| render(conn, &about)).await {
        Ok(Some(letter)) => letter,
        Ok(None) => return Outcome::Dropped,
        Err(error) if error.problem == crate::error::Problem::Unavailable => {
            return Outcome::Later {
                why: "the database could not be read".into(),
                maybe_delivered: false,
            };
        }
        Err(error) => {
            return Outcome::Never {
                why: format!("the letter could not be written: {error}"),
            };
        }
    };
    let composed = match mailer.compose(&letter) {
        Ok(composed) => composed,
        Err(error) => {
            return Outcome::Never {
                why: error.to_string(),
            };
        }
    };
    let content_sha256 = composed.sha256();
    match mailer.deliver(composed).await {
        Delivery::Sent { reply } => Outcome::Sent {
            reply,
            content_sha256,
        },
        Delivery::Later {
            why,
            maybe_delivered,
        } => Outcome::Later {
            why,
            maybe_delivered,
        },
        Delivery::Never { why } => Outcome::Never { why },
        Delivery::RelayFault { why } => Outcome::RelayFault { why },
    }
}

/// Sends what is due until `stop` says so; `woken` starts a round at once.
pub async fn run(
    db: Db,
    clock: Clock,
    mailer: Mailer,
    render: Renderer,
    woken: Arc<Notify>,
    mut stop: watch::Receiver<bool>,
) {
    while !*stop.borrow() {
        let go_on = || !*stop.borrow();
        let pause = match deliver_while(&db, &clock, &mailer, &render, go_on).await {
            Ok(Step::Took(_)) => continue,
            Ok(Step::Idle) => IDLE_PAUSE,
            Ok(Step::RelayDown) => RELAY_PAUSE,
            Err(error) => {
                tracing::error!(error = %error, "outbox.round_failed");
                IDLE_PAUSE
            }
        };
        // A new letter is no reason to ask a relay again that refuses all of them.
        let waits_for_relay = pause == RELAY_PAUSE;
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = woken.notified(), if !waits_for_relay => {}
            _ = stop.changed() => {}
        }
    }
}
