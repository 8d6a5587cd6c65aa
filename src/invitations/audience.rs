//! Who is written to when something changes for those who answer: the bodies that were invited, those who
//! have begun uninvited and whom a letter about it has reached, and those who write along. One letter each, owed once.

use super::Asked;
use crate::app::App;
use crate::consultations::Whose;
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Lang;
use crate::ids;
use crate::mail::Mailer;
use crate::outbox::{self, Message, NewMessage};
use crate::submissions::mails::{LinkOf, link_of, link_of_contributor};
use crate::submissions::{CoWriter, Writer, contributor_of_slot, slot_of_contributor};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// So many letters in one statement.
const CHUNK: usize = 500;

/// Whom a letter goes to; its slot tells which link stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reader {
    Invited(Uuid),
    Desk(Uuid),
    /// Somebody who writes along.
    Contributor(Uuid),
}

impl Reader {
    pub fn slot(&self) -> String {
        match self {
            Self::Invited(id) => format!("invited:{id}"),
            Self::Desk(id) => format!("desk:{id}"),
            Self::Contributor(id) => slot_of_contributor(*id),
        }
    }

    pub fn of_slot(slot: &str) -> Option<Self> {
        if let Some(id) = contributor_of_slot(slot) {
            return Some(Self::Contributor(id));
        }
        let (kind, id) = slot.split_once(':')?;
        let id = id.parse().ok()?;
        match kind {
            "invited" => Some(Self::Invited(id)),
            "desk" => Some(Self::Desk(id)),
            _ => None,
        }
    }

    /// The reader's own link, and whose deadline is theirs. None when the link is gone.
    pub fn link(
        &self,
        app: &App,
        conn: &mut Conn,
        message: &Message,
    ) -> Result<Option<(LinkOf, Whose)>, Error> {
        let whose = match self {
            Self::Invited(id) => Whose::Invited(*id),
            Self::Desk(id) => Whose::Desk(*id),
            Self::Contributor(id) => {
                let to = link_of_contributor(app, conn, *id, message)?;
                return Ok(to.map(|to| {
                    let body = to.desk.body.as_ref();
                    let own = Whose::Desk(to.desk.id);
                    let whose = body.map_or(own, |body| Whose::Invited(body.invited_id));
                    (to, whose)
                }));
            }
        };
        Ok(link_of(app, conn, whose, message)?.map(|to| (to, whose)))
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

impl From<CoWriter> for Recipient {
    fn from(one: CoWriter) -> Self {
        Self {
            reader: Reader::Contributor(one.contributor_id),
            address: one.address,
            language: one.language,
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
