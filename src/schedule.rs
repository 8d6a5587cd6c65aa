//! What happens by itself: the sweep of what is not kept for good, and the letters that time alone makes due. One
//! scheduled round, its rules in one place (`docs/operations.md` has the same table for people).

use crate::app::App;
use crate::error::Error;
use crate::submissions::Before;
use crate::{
    accounts, attachments, bodies, calendar, export, idempotency, invitations, session,
    submissions, webhooks, word,
};
use chrono::{Duration, Timelike};
use std::sync::Arc;
use tokio::sync::watch;

/// A file for the register that was shown is kept so long, taken over or not.
const REGISTER_FILE_DAYS: i64 = 7;

/// A file that was taken away from an answer can be put back so long.
const REMOVED_FILE_DAYS: i64 = 7;

/// What was owed to a webhook is kept so long, delivered or not.
const WEBHOOK_DAYS: i64 = 30;

/// From this hour in Oslo on letters are sent that nobody waits for at night.
const MORNING: u32 = 8;

/// What one round deleted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    pub sessions: usize,
    pub staff_sessions: usize,
    pub sign_ins: usize,
    pub register_files: usize,
    /// What was read in Word files.
    pub word_readings: usize,
    pub keys: usize,
    /// What was typed by those who had lost a link.
    pub lost_links: usize,
    pub drafts: usize,
    pub unconfirmed: usize,
    /// Pieces of files with answers, and the jobs that made them.
    pub exports: usize,
    pub webhook_deliveries: usize,
    /// Attachments that were taken away some days ago, and bytes that belong to nothing.
    pub attachments: usize,
    pub files: usize,
}

/// Deletes what has passed its time: ended sessions, links that let staff in, files for the register, what was read in Word files, old idempotency keys, what was typed to have a lost link sent, what webhooks were owed, drafts that were never sent
/// and answers that were never confirmed, both some days after their deadline or their last sign of life.
pub async fn sweep(app: &App) -> Result<Swept, Error> {
    let now = app.clock.now();
    let rules = &app.settings.sweep;
    let keys_before = now - Duration::days(rules.idempotency_days.into());
    let drafts_before = Before::days_ago(rules.drafts_days, now);
    let unconfirmed_before = Before::days_ago(rules.unconfirmed_days, now);
    app.rate_limit.sweep();
    let files_before = now - Duration::days(REGISTER_FILE_DAYS);
    let readings_before = now - Duration::hours(word::KEPT_HOURS);
    let (sessions, staff_sessions, sign_ins, register_files, word_readings, keys, lost_links) = app
        .db
        .write(move |conn| {
            Ok((
                session::sweep(conn, now)?,
                session::staff::sweep(conn, now)?,
                accounts::sweep(conn, now)?,
                bodies::sweep_imports(conn, files_before)?,
                word::sweep(conn, readings_before)?,
                idempotency::sweep(conn, keys_before)?,
                invitations::sweep_lost(conn, now)?,
            ))
        })
        .await?;
    let mut swept = Swept {
        sessions,
        staff_sessions,
        sign_ins,
        register_files,
        word_readings,
        keys,
        lost_links,
        ..Swept::default()
    };
    let exports_before = now - Duration::hours(app.settings.exports.keep_hours.into());
    // In chunks, so that nobody who saves waits behind the whole sweep.
    loop {
        let n = app
            .db
            .write(move |conn| submissions::sweep_unconfirmed(conn, unconfirmed_before))
            .await?;
        swept.unconfirmed += n;
        if n == 0 {
            break;
        }
    }
    loop {
        let n = app
            .db
            .write(move |conn| export::sweep(conn, exports_before))
            .await?;
        swept.exports += n;
        if n == 0 {
            break;
        }
    }
    let webhooks_before = now - Duration::days(WEBHOOK_DAYS);
    loop {
        let n = app
            .db
            .write(move |conn| webhooks::sweep(conn, webhooks_before))
            .await?;
        swept.webhook_deliveries += n;
        if n == 0 {
            break;
        }
    }
    loop {
        let n = app
            .db
            .write(move |conn| submissions::sweep_drafts(conn, drafts_before))
            .await?;
        swept.drafts += n;
        if n == 0 {
            break;
        }
    }
    let removed_before = now - Duration::days(REMOVED_FILE_DAYS);
    loop {
        let n = app
            .db
            .write(move |conn| attachments::forget_unwanted(conn, removed_before))
            .await?;
        swept.attachments += n;
        if n == 0 {
            break;
        }
    }
    // Last: the bytes of what was forgotten above belong to nothing now.
    swept.files = attachments::sweep(app).await?;
    Ok(swept)
}

/// Owes the letters that are due by now: to those whose draft is not sent though the deadline is near, to those whose
/// draft was not sent when it passed, to those whose answer was sent and is not confirmed, before that and after, and to
/// those whose meeting has been. Each once.
pub async fn remind(app: &App) -> Result<(), Error> {
    if calendar::oslo(app.clock.now()).hour() < MORNING {
        return Ok(());
    }
    invitations::remind_unsent(app).await?;
    invitations::tell_not_sent(app).await?;
    invitations::remind_unconfirmed(app).await?;
    submissions::ask_overdue(app).await?;
    Ok(())
}

/// Sweeps and reminds now and then until told to stop.
pub async fn run(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match sweep(&app).await {
            Ok(swept) if swept != Swept::default() => tracing::info!(?swept, "schedule.swept"),
            Ok(_) => {}
            Err(error) => tracing::error!(error = %error, "schedule.sweep_failed"),
        }
        if let Err(error) = remind(&app).await {
            tracing::error!(error = %error, "schedule.remind_failed");
        }
        tokio::select! {
            () = tokio::time::sleep(app.settings.sweep.every) => {}
            _ = stop.changed() => {}
        }
    }
}
