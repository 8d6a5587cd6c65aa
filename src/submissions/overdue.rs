//! Whose meeting has been: everyone who sent with reservation and has not told what came of it is asked once, and with
//! them the colleagues who coordinate.

use super::decide::owed_to_readers;
use super::store;
use crate::app::App;
use crate::calendar;
use crate::colleagues;
use crate::db::Conn;
use crate::error::Error;
use crate::ids;
use crate::mail::Mailer;
use crate::outbox::{self, NewMessage};
use crate::right::Right;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The letter that asks; it is about the version that was sent with reservation.
pub const MEETING_LETTER: &str = "meeting-passed";

/// The slot of a letter to a colleague who was asked to take part.
pub fn slot_of_contributor(id: Uuid) -> String {
    format!("contributor:{id}")
}

/// The colleague that a slot names.
pub fn contributor_of_slot(slot: &str) -> Option<Uuid> {
    slot.strip_prefix("contributor:")?.parse().ok()
}

/// Owes every letter that is due; how many answers they are about.
pub async fn ask_overdue(app: &App) -> Result<usize, Error> {
    let (now, mailer) = (app.clock.now(), app.mailer.clone());
    let today = calendar::oslo_date(now);
    let due = app
        .db
        .read(move |conn| store::overdue(conn, today, MEETING_LETTER))
        .await?;
    for one in &due {
        let (version, desk) = (one.version_id, one.desk_id);
        let mailer = mailer.clone();
        app.db
            .write(move |conn| owe(conn, &mailer, version, desk, now))
            .await?;
    }
    if !due.is_empty() {
        app.letters_due.notify_one();
    }
    Ok(due.len())
}

fn owe(
    conn: &mut Conn,
    mailer: &Mailer,
    version: Uuid,
    desk: Uuid,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut letters = owed_to_readers(conn, mailer, version, (MEETING_LETTER, version), now)?;
    let taking_part = colleagues::of_desk(conn, desk)?;
    let coordinating = taking_part
        .into_iter()
        .filter(|one| one.may == Right::Coordinate && one.ended_at.is_none());
    for one in coordinating {
        let is_told = letters
            .iter()
            .any(|l| l.recipient.eq_ignore_ascii_case(&one.email));
        if is_told {
            continue;
        }
        let id = ids::new(now);
        letters.push(NewMessage {
            id,
            kind: MEETING_LETTER,
            about: version,
            slot: slot_of_contributor(one.id),
            recipient: one.email,
            language: one.language,
            message_id: mailer.message_id(MEETING_LETTER, id),
            at: now,
        });
    }
    outbox::insert_all(conn, &letters)
}
