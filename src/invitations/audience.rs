//! Who is written to when something changes for those who answer: the bodies that were invited, and those who
//! have begun uninvited and whom a letter about it has reached. One letter each, owed once.

use super::Asked;
use crate::consultations::Whose;
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Lang;
use crate::ids;
use crate::mail::Mailer;
use crate::outbox::{self, NewMessage};
use crate::submissions::Writer;
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

impl Recipient {
    /// Nobody for a body without an address.
    pub fn invited(asked: Asked) -> Option<Self> {
        Some(Self {
            reader: Reader::Invited(asked.id),
            address: asked.address?,
            language: asked.language,
        })
    }
}

impl From<Writer> for Recipient {
    fn from(writer: Writer) -> Self {
        Self {
            reader: Reader::Desk(writer.desk_id),
            address: writer.address,
            language: writer.language,
        }
    }
}

/// Owes all of them this letter, in the transaction that causes it. Doing it again owes nothing more.
pub fn owe(
    conn: &mut Conn,
    mailer: &Mailer,
    (kind, about): (&'static str, Uuid),
    recipients: &[Recipient],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let letter = |to: &Recipient| {
        let id = ids::new(now);
        NewMessage {
            id,
            kind,
            about,
            slot: to.reader.slot(),
            recipient: to.address.clone(),
            language: to.language,
            message_id: mailer.message_id(kind, id),
            at: now,
        }
    };
    for chunk in recipients.chunks(CHUNK) {
        let letters: Vec<_> = chunk.iter().map(letter).collect();
        outbox::insert_all(conn, &letters)?;
    }
    Ok(())
}
