//! Whose meeting has been: everyone who sent with reservation, or locked the text until then, and has not told what came of
//! it is asked once, and with them the colleagues who coordinate.

use super::adoption::waiting;
use super::decide::owed_to_readers;
use super::desk::Desk;
use super::send::SENDER_SLOT;
use super::store::{self, Writer};
use super::told::{BODY_SLOT, Told};
use crate::app::App;
use crate::calendar;
use crate::colleagues;
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Lang;
use crate::ids;
use crate::mail::Mailer;
use crate::outbox::{self, NewMessage};
use crate::right::Right;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The letter that asks; it is about the version that was sent with reservation.
pub const MEETING_LETTER: &str = "meeting-passed";

/// The letter about a text that is locked still; it is about the step that locked it.
pub const LOCKED_LETTER: &str = "meeting-passed-locked";

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
    let locked = app
        .db
        .read(move |conn| store::overdue_locks(conn, today, LOCKED_LETTER))
        .await?;
    for (step, desk) in &locked {
        let (step, desk, mailer) = (*step, *desk, app.mailer.clone());
        app.db
            .write(move |conn| owe_locked(conn, &mailer, step, desk, now))
            .await?;
    }
    if !due.is_empty() || !locked.is_empty() {
        app.letters_due.notify_one();
    }
    Ok(due.len() + locked.len())
}

/// To whoever has the answer in their hands. One that was sent with reservation has a letter of its own.
fn owe_locked(
    conn: &mut Conn,
    mailer: &Mailer,
    step: Uuid,
    desk: Uuid,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let desk = store::get_desk(conn, desk)?;
    let versions = match &desk.sent {
        Some(sent) => store::versions_of(conn, sent.submission_id)?,
        None => Vec::new(),
    };
    if !waiting(&desk, &versions).is_empty() {
        return Ok(());
    }
    let about = (LOCKED_LETTER, step);
    let mut letters: Vec<NewMessage> = Vec::new();
    for (slot, to, language) in owners(conn, &desk)? {
        if !is_told(&letters, &to) {
            letters.push(message(mailer, about, slot.to_owned(), to, language, now));
        }
    }
    add_coordinators(conn, mailer, about, desk.id, &mut letters, now)?;
    outbox::insert_all(conn, &letters)
}

/// An invited body where it is written to now, and whoever stands as sender of its answer; else whoever answers.
fn owners(conn: &mut Conn, desk: &Desk) -> Result<Vec<(&'static str, String, Lang)>, Error> {
    let Some(body) = &desk.body else {
        let writers = store::writers(conn, desk.consultation_id, Some(desk.id))?;
        let owner = |writer: Writer| (SENDER_SLOT, writer.address, writer.language);
        return Ok(writers.into_iter().map(owner).collect());
    };
    let at_body = Told::invited(conn, body)?.address;
    let at_body = at_body.map(|to| (BODY_SLOT, to, body.language));
    let sender = desk.sender.email.clone();
    let sender = sender.map(|to| (SENDER_SLOT, to, desk.language));
    Ok(at_body.into_iter().chain(sender).collect())
}

fn is_told(letters: &[NewMessage], address: &str) -> bool {
    let mut letters = letters.iter();
    letters.any(|letter| letter.recipient.eq_ignore_ascii_case(address))
}

fn message(
    mailer: &Mailer,
    (kind, about): (&'static str, Uuid),
    slot: String,
    recipient: String,
    language: Lang,
    at: DateTime<Utc>,
) -> NewMessage {
    let id = ids::new(at);
    NewMessage {
        id,
        kind,
        about,
        slot,
        recipient,
        language,
        message_id: mailer.message_id(kind, id),
        at,
    }
}

fn owe(
    conn: &mut Conn,
    mailer: &Mailer,
    version: Uuid,
    desk: Uuid,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let about = (MEETING_LETTER, version);
    let mut letters = owed_to_readers(conn, mailer, version, about, now)?;
    // The register may know another address of the body than the receipt went to.
    if let Some(body) = &store::get_desk(conn, desk)?.body {
        let to = Told::invited(conn, body)?.address;
        let mut of_body = letters.iter_mut().filter(|l| l.slot == BODY_SLOT);
        if let (Some(letter), Some(to)) = (of_body.next(), to) {
            letter.recipient = to;
        }
        // The sender's stands first.
        letters.dedup_by(|next, first| next.recipient.eq_ignore_ascii_case(&first.recipient));
    }
    add_coordinators(conn, mailer, about, desk, &mut letters, now)?;
    outbox::insert_all(conn, &letters)
}

/// The colleagues who coordinate, apart from those who are written to already.
fn add_coordinators(
    conn: &mut Conn,
    mailer: &Mailer,
    about: (&'static str, Uuid),
    desk: Uuid,
    letters: &mut Vec<NewMessage>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let taking_part = colleagues::of_desk(conn, desk)?;
    let coordinating = taking_part
        .into_iter()
        .filter(|one| one.may == Right::Coordinate && one.ended_at.is_none());
    for one in coordinating {
        if is_told(letters, &one.email) {
            continue;
        }
        let slot = slot_of_contributor(one.id);
        letters.push(message(mailer, about, slot, one.email, one.language, now));
    }
    Ok(())
}
