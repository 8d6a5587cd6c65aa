//! The worker that posts what is owed: claim one, sign, post outside any transaction, mark. Several go on at once, so
//! that a receiver that keeps one waiting keeps nobody else.

use super::delivery::{Outcome, Why};
use super::end::{drop_if_ended, end_gone};
use super::post::{Courier, Signed};
use super::sign::signature;
use super::store::{self, Claimed};
use crate::app::App;
use crate::error::Error;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

const IDLE_PAUSE: Duration = Duration::from_secs(2);

/// Posts one delivery that is due; false when none was.
pub async fn deliver(app: &App, courier: &Courier) -> Result<bool, Error> {
    let now = app.clock.now();
    // Asked by reading first: most of the time nothing is due, and nobody who writes should wait for that.
    if !app.db.read(move |conn| store::is_due(conn, now)).await? {
        return Ok(false);
    }
    let claimed = app.db.write(move |conn| store::claim(conn, now)).await?;
    let Some(claimed) = claimed else {
        return Ok(false);
    };
    let outcome = attempt(app, courier, &claimed).await?;
    if !outcome.is_delivered() {
        let delivery = &claimed.delivery;
        tracing::warn!(
            webhook.id = %delivery.webhook_id, event.id = %delivery.event_id, event.kind = %delivery.event,
            attempts = delivery.attempts, status = outcome.status(), why = outcome.why().map(Why::as_str),
            "webhook.not_delivered"
        );
    }
    let now = app.clock.now();
    let settle = move |conn: &mut _| {
        let delivery = &claimed.delivery;
        store::settle(conn, delivery, outcome, now)?;
        match outcome.is_gone() {
            true => end_gone(conn, delivery.webhook_id, now),
            false => drop_if_ended(conn, delivery.webhook_id),
        }
    };
    app.db.write(settle).await?;
    Ok(true)
}

async fn attempt(app: &App, courier: &Courier, claimed: &Claimed) -> Result<Outcome, Error> {
    let Claimed {
        webhook,
        delivery,
        slug,
    } = claimed;
    let Ok(secret) = webhook.secret(&app.keys) else {
        return Ok(Outcome::Failed(Why::Key));
    };
    let body = delivery
        .body(slug.as_deref(), &app.settings.base_url)
        .map_err(|e| Error::internal(e.to_string()))?;
    let (id, timestamp) = (delivery.event_id.to_string(), app.clock.now().timestamp());
    let signed = Signed {
        signature: signature(&secret, &id, timestamp, &body),
        id,
        timestamp,
        body,
    };
    Ok(courier.post(&webhook.url, signed).await)
}

/// Posts everything that is due now; how many attempts. Tests call it; [`run`] goes on for good.
pub async fn deliver_due(app: &App, courier: &Courier) -> Result<usize, Error> {
    let mut attempts = 0;
    while deliver(app, courier).await? {
        attempts += 1;
    }
    Ok(attempts)
}

/// Posts what is due until told to stop.
pub async fn run(app: Arc<App>, courier: Courier, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match deliver(&app, &courier).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(error = %error, "webhooks.round_failed"),
        }
        tokio::select! {
            () = tokio::time::sleep(IDLE_PAUSE) => {}
            _ = stop.changed() => {}
        }
    }
}
