//! Who is told that a deadline was moved: the bodies that were invited by letter and have not declined, and
//! those who have a draft and an address that a letter about it went to. One letter each.

use super::mails::DEADLINE_LETTER;
use super::store;
use crate::consultations::{ImportOutcome, Key, Whose, deadlines_of, load};
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Lang;
use crate::ids;
use crate::invitations::{Asked, asked_with};
use crate::mail::Mailer;
use crate::outbox::{self, NewMessage};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// So many letters in one statement.
const CHUNK: usize = 500;

/// Whom a letter goes to; its slot tells which link stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reader {
    Invited(Uuid),
    Desk(Uuid),
}

impl Reader {
    pub fn slot(&self) -> String {
        match self {
            Self::Invited(id) => format!("invited:{id}"),
            Self::Desk(id) => format!("desk:{id}"),
        }
    }

    pub fn of_slot(slot: &str) -> Option<Self> {
        let (kind, id) = slot.split_once(':')?;
        let id = id.parse().ok()?;
        match kind {
            "invited" => Some(Self::Invited(id)),
            "desk" => Some(Self::Desk(id)),
            _ => None,
        }
    }

    /// Whose deadline the reader asks after.
    pub const fn whose(&self) -> Whose {
        match self {
            Self::Invited(id) => Whose::Invited(*id),
            Self::Desk(id) => Whose::Desk(*id),
        }
    }
}

/// One of them, and where the letter goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    pub reader: Reader,
    pub address: String,
    pub language: Lang,
}

/// How many of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub invited: usize,
    pub drafts: usize,
}

/// Everybody who is told when this deadline is moved.
pub fn audience(
    conn: &mut Conn,
    consultation: Uuid,
    whose: Whose,
) -> Result<Vec<Recipient>, Error> {
    let has_letter = |asked: &Asked| asked.letter.is_some();
    let body = |asked: Asked| {
        Some(Recipient {
            reader: Reader::Invited(asked.id),
            address: asked.address?,
            language: asked.language,
        })
    };
    Ok(match whose {
        Whose::All => {
            let mut all = asked_with(conn, consultation, None)?;
            all.retain(|asked| has_letter(asked) && asked.declined_at.is_none());
            let drafts = store::drafts(conn, consultation, None)?;
            all.into_iter().filter_map(body).chain(drafts).collect()
        }
        Whose::Invited(id) => {
            let mut one = asked_with(conn, consultation, Some(&[id]))?;
            one.retain(has_letter);
            one.into_iter().filter_map(body).collect()
        }
        Whose::Desk(id) => store::drafts(conn, consultation, Some(id))?,
    })
}

pub fn counts(recipients: &[Recipient]) -> Counts {
    let is_invited = |r: &&Recipient| matches!(r.reader, Reader::Invited(_));
    let invited = recipients.iter().filter(is_invited).count();
    Counts {
        invited,
        drafts: recipients.len() - invited,
    }
}

/// Owes everybody whom a change concerns their letter, in the transaction that writes the change. Doing it
/// again owes nothing more.
pub fn tell(
    conn: &mut Conn,
    mailer: &Mailer,
    consultation: Uuid,
    (change, whose): (Uuid, Whose),
    now: DateTime<Utc>,
) -> Result<Counts, Error> {
    let recipients = audience(conn, consultation, whose)?;
    let letter = |to: &Recipient| {
        let id = ids::new(now);
        NewMessage {
            id,
            kind: DEADLINE_LETTER,
            about: change,
            slot: to.reader.slot(),
            recipient: to.address.clone(),
            language: to.language,
            message_id: mailer.message_id(DEADLINE_LETTER, id),
            at: now,
        }
    };
    for chunk in recipients.chunks(CHUNK) {
        let letters: Vec<_> = chunk.iter().map(letter).collect();
        outbox::insert_all(conn, &letters)?;
    }
    Ok(counts(&recipients))
}

/// The letters about a deadline that a file has just moved for all, in the transaction of the import.
pub fn tell_of_import(
    conn: &mut Conn,
    mailer: &Mailer,
    slug: &str,
    outcome: &ImportOutcome,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let ImportOutcome::NewVersion(_) = outcome else {
        return Ok(());
    };
    let Some(consultation) = load(conn, &Key::from(slug), None)? else {
        return Ok(());
    };
    let moved = deadlines_of(conn, consultation.id)?;
    let last = moved.iter().rfind(|m| m.whose == Whose::All && m.at == now);
    if let Some(last) = last {
        tell(conn, mailer, consultation.id, (last.id, Whose::All), now)?;
    }
    Ok(())
}
