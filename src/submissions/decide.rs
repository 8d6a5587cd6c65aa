//! Staff decide whether what came after the deadline counts: one by one or several with one reason, each
//! decision a new row, so that one may be changed and nothing is forgotten. Who decides over what another has
//! decided meanwhile is shown that first.

use super::send::{RECEIPT_LETTER, SENDER_SLOT};
use super::standing::{SentVersion, standing_of, stands};
use super::store::{self, NewStanding, Numbered, StaffDecision};
use super::told::BODY_SLOT;
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::idempotency::{self, Claim, Claimed, Stored};
use crate::ids;
use crate::mail::Mailer;
use crate::outbox::{self, NewMessage};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The letter that says what was decided; it is about the decision.
pub const STANDING_LETTER: &str = "standing";

/// A late version that is chosen, and the decision that the page showed of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    pub version_id: Uuid,
    pub seen: Option<Uuid>,
}

/// What is decided of all that are chosen.
#[derive(Debug, Clone)]
pub struct Decision {
    pub chosen: Vec<Chosen>,
    pub counts: bool,
    pub reason: String,
    pub actor: Actor,
}

/// What came of it.
#[derive(Debug, Clone)]
pub enum Decided {
    Done(Stored),
    /// Somebody else has decided on these meanwhile, or something newer has come: nothing is written.
    Overtaken(Vec<Numbered>),
}

/// The answers to a consultation whose last version came late, by number.
pub async fn late_answers(app: &App, consultation: Uuid) -> Result<Vec<Numbered>, Error> {
    let read = move |conn: &mut Conn| store::with_late(conn, consultation, None);
    let mut answers = app.db.read(read).await?;
    answers.retain(|answer| answer.late().is_some());
    Ok(answers)
}

/// Decides on all that are chosen, or on none; once for each claim.
pub async fn decide(
    app: &App,
    consultation: Uuid,
    decision: Decision,
    claim: Claim,
    done: Stored,
) -> Result<Decided, Error> {
    let (now, mailer) = (app.clock.now(), app.mailer.clone());
    let decided = app.db.write(move |conn| {
        if let Claimed::Replay(stored) = idempotency::claim(conn, &claim)? {
            return Ok(Decided::Done(stored));
        }
        let chosen: Vec<Uuid> = decision.chosen.iter().map(|c| c.version_id).collect();
        // Whoever sends from these desks comes before or after.
        let found = store::with_late(conn, consultation, Some(&chosen))?;
        let desks: Vec<Uuid> = found.iter().filter_map(|answer| answer.desk_id).collect();
        store::lock_desks(conn, &desks)?;
        let answers = store::with_late(conn, consultation, Some(&chosen))?;
        if answers.len() != chosen.len() {
            return Err(Problem::NotFound.into());
        }
        let is_as_seen = |answer: &Numbered| {
            answer.late().is_some_and(|late| {
                let seen = late.decision.as_ref().map(|d| d.id);
                decision.chosen.contains(&Chosen {
                    version_id: late.id,
                    seen,
                })
            })
        };
        let overtaken: Vec<_> = answers.iter().filter(|a| !is_as_seen(a)).cloned().collect();
        if !overtaken.is_empty() {
            return Ok(Decided::Overtaken(overtaken));
        }
        for answer in &answers {
            write(conn, &mailer, answer, &decision, now)?;
        }
        idempotency::store_all(conn, &[(&claim, &done)], now)?;
        Ok(Decided::Done(done.clone()))
    });
    let decided = decided.await?;
    app.letters_due.notify_one();
    Ok(decided)
}

fn write(
    conn: &mut Conn,
    mailer: &Mailer,
    answer: &Numbered,
    decision: &Decision,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let before = answer.sent();
    let late = answer
        .late()
        .ok_or_else(|| Error::internal("nothing came late"))?;
    let decide = |sent: &SentVersion| match sent.no == late.sent.no {
        true => SentVersion {
            decided: Some(decision.counts),
            ..*sent
        },
        false => *sent,
    };
    let after: Vec<SentVersion> = before.iter().map(decide).collect();
    let id = ids::new(now);
    let rows = answer.versions.iter().zip(before.iter().zip(&after));
    let rows: Vec<NewStanding> = rows
        .filter_map(|(version, (was, is))| {
            let standing = standing_of(is, &after);
            let follows = NewStanding::by_program(version.id, standing, now);
            if version.id == late.id {
                return Some(NewStanding {
                    id,
                    by_whom: decision.actor.as_text(),
                    reason: Some(decision.reason.clone()),
                    ..follows
                });
            }
            (standing != standing_of(was, &before)).then_some(follows)
        })
        .collect();
    store::insert_standings(conn, &rows)?;
    let (current, standing) = stands(&after);
    store::set_current(conn, answer.submission_id, current, standing)?;
    let entry = Entry {
        at: now,
        actor: decision.actor,
        action: "submission.standing_decided",
        object_kind: "submission",
        object_id: answer.submission_id,
        detail: Some(format!(
            "version {} {}",
            late.sent.no,
            if decision.counts {
                "counts"
            } else {
                "does not count"
            }
        )),
    };
    audit::record(conn, entry)?;
    let letters = owed_to_readers(conn, mailer, late.id, (STANDING_LETTER, id), now)?;
    outbox::insert_all(conn, &letters)
}

/// A letter to whoever got the receipt of that version: its sender, and the body when it was invited.
pub(super) fn owed_to_readers(
    conn: &mut Conn,
    mailer: &Mailer,
    version: Uuid,
    (kind, about): (&'static str, Uuid),
    now: DateTime<Utc>,
) -> Result<Vec<NewMessage>, Error> {
    let mut letters = Vec::new();
    for slot in [SENDER_SLOT, BODY_SLOT] {
        let to = outbox::addressed(conn, RECEIPT_LETTER, version, slot)?;
        let Some((recipient, language)) = to else {
            continue;
        };
        let id = ids::new(now);
        letters.push(NewMessage {
            id,
            kind,
            about,
            slot: slot.to_owned(),
            recipient,
            language,
            message_id: mailer.message_id(kind, id),
            at: now,
        });
    }
    Ok(letters)
}

/// What staff have decided of a late version, last.
pub async fn last_on(app: &App, version: Uuid) -> Result<Option<StaffDecision>, Error> {
    let read = move |conn: &mut Conn| store::last_decisions(conn, &[version]);
    Ok(app.db.read(read).await?.remove(&version))
}
