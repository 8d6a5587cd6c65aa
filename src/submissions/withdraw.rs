//! An answer is taken back by its sender, with a reason: it keeps its number and its receipts, and counts no more. What
//! is sent anew from the desk is a new version that counts by when it comes.

use super::cosigners::{WITHDRAWN_LETTER as COSIGNERS_LETTER, told};
use super::decide::owed_to_readers;
use super::links::entry;
use super::standing::{Standing, stands};
use super::store::{self, NewStanding, Withdrawal};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::consultations::{Consultation, Status, arrival, read_reason};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::events::{self, Event};
use crate::ids;
use crate::outbox;
use chrono::{DateTime, Utc};
use std::sync::Arc;
use uuid::Uuid;

/// The letter that says that it was taken back; it is about the decision on the version that stood.
pub const WITHDRAWN_LETTER: &str = "withdrawn";

/// The letter to whoever supports it: their reference points at nothing that counts. It is about the support.
pub const SUPPORT_LETTER: &str = "support_withdrawn";

/// Whether anything is taken of answers to this consultation, whatever this instance has in memory.
pub fn is_open(conn: &mut Conn, consultation: Uuid, now: DateTime<Utc>) -> Result<bool, Error> {
    let known = store::deadlines(conn, &[consultation])?;
    Ok(known.get(&consultation).is_some_and(|(status, on)| {
        Status::parse(status).is_some_and(|status| arrival(status, *on, now).is_some())
    }))
}

/// Takes back everything that was sent from the desk, of which `seen` is the last that was looked at. One that is taken back
/// already stays as it is.
pub async fn withdraw(
    app: &App,
    consultation: &Arc<Consultation>,
    desk_id: Uuid,
    actor: Actor,
    reason: &str,
    seen: Option<i32>,
) -> Result<(), Error> {
    let reason = read_reason(reason).map_err(|fault| Error::invalid(vec![fault]))?;
    let (clock, mailer) = (app.clock.clone(), app.mailer.clone());
    let id = consultation.id;
    app.db
        .write(move |conn| {
            store::lock_desk(conn, desk_id)?;
            // What a co-signer confirmed while this waited came before it.
            let now = clock.now();
            let desk = store::get_desk(conn, desk_id)?;
            let numbered = desk.sent.as_ref().filter(|sent| sent.number.is_some());
            let sent = numbered.ok_or(Problem::NotFound)?;
            if sent.is_withdrawn() {
                return Ok(());
            }
            sent.is_last(seen)?;
            if !is_open(conn, id, now)? {
                return Err(Problem::NotOpen.into());
            }
            let existing = store::existing(conn, &[desk_id])?.remove(&desk_id);
            let mut versions = existing.ok_or(Problem::NotFound)?.versions;
            let before = versions.clone();
            for version in &mut versions {
                version.withdrawn = true;
            }
            let ids_of = store::version_ids(conn, sent.submission_id)?;
            let rows: Vec<NewStanding> = ids_of
                .iter()
                .zip(&before)
                .filter(|(_, was)| !was.withdrawn)
                .map(|(version, _)| NewStanding {
                    id: ids::new(now),
                    version_id: *version,
                    standing: Standing::Withdrawn,
                    by_whom: actor.as_text(),
                    reason: Some(reason.clone()),
                    at: now,
                })
                .collect();
            store::insert_standings(conn, &rows)?;
            let (current, standing) = stands(&versions);
            store::set_current(conn, sent.submission_id, current, standing)?;
            store::end_shares(conn, &[sent.submission_id], now)?;
            let done = entry(
                actor,
                "submission.withdrawn",
                "submission",
                sent.submission_id,
                now,
            );
            audit::record(conn, done)?;
            let number = sent.number.as_deref().unwrap_or_default();
            events::owed(conn, &[Event::withdrawn(id, number, now)])?;
            let Some(last) = rows.last() else {
                return Ok(());
            };
            let about = (WITHDRAWN_LETTER, last.id);
            let mut letters = owed_to_readers(conn, &mailer, last.version_id, about, now)?;
            let asked = store::cosigners_at(conn, desk_id)?;
            let about = (COSIGNERS_LETTER, &*last.id.to_string());
            letters.extend(told(&asked, about, &mailer, now));
            for support in store::supporting(conn, sent.submission_id)? {
                let about = (SUPPORT_LETTER, support.id);
                letters.extend(owed_to_readers(
                    conn,
                    &mailer,
                    support.by_version,
                    about,
                    now,
                )?);
                store::note_change(conn, support.by_submission)?;
            }
            outbox::insert_all(conn, &letters)
        })
        .await?;
    app.letters_due.notify_one();
    Ok(())
}

/// Why and when a version was taken back, if it was.
pub async fn of_version(app: &App, version: Uuid) -> Result<Option<Withdrawal>, Error> {
    app.db
        .read(move |conn| store::withdrawal_of(conn, version))
        .await
}
