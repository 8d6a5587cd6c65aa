//! Who is told of an answer beside its sender: the invited body whose link it came by, and the registered
//! body that it says it is from without one. Both at the address that the register has.

use super::desk::OfBody;
use super::receipt::Sender;
use super::send::{MessageId, RECEIPT_LETTER};
use crate::bodies::{self, AddressState, Body};
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Lang;
use crate::outbox::NewMessage;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// The letter to a body that an answer says it is from, when it did not come by the body's link.
pub const CLAIMED_LETTER: &str = "claimed";

/// The slot of the receipt that goes to the body itself.
pub const BODY_SLOT: &str = "body";

/// Where a body is written to: the register's address, or else the one it was invited at, unless the
/// register knows that one for bad.
pub fn address_now(body: &Body, then: Option<&str>) -> Option<String> {
    let is_gone = |address: &&str| {
        let known = body.addresses.iter().rfind(|a| a.address == **address);
        known.is_some_and(|a| a.state != AddressState::Active)
    };
    let address = body.official_address().or(then.filter(|a| !is_gone(a)));
    address.map(str::to_owned)
}

/// The one registered body that is called so: by number, else by name.
pub fn registered(
    conn: &mut Conn,
    number: Option<&str>,
    name: Option<&str>,
    day: NaiveDate,
) -> Result<Option<Body>, Error> {
    let by_number = match number {
        Some(number) => bodies::find_by_org_no(conn, number)?,
        None => None,
    };
    Ok(match (by_number, name) {
        (Some(body), _) => Some(body),
        (None, Some(name)) => {
            // Two municipalities of one name: it cannot be told which is meant.
            let mut named = bodies::find_by_name(conn, name, day)?;
            named.pop().filter(|_| named.is_empty())
        }
        (None, None) => None,
    })
}

/// A body, and where it is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub body_id: Uuid,
    pub address: Option<String>,
    pub language: Lang,
}

impl Told {
    /// The invited body: at its address of today, or else where it was invited.
    pub fn invited(conn: &mut Conn, of: &OfBody) -> Result<Self, Error> {
        let body = bodies::find(conn, of.body_id)?;
        let address = body.and_then(|body| address_now(&body, of.address_then.as_deref()));
        Ok(Self {
            body_id: of.body_id,
            address,
            language: of.language,
        })
    }

    /// The one registered body that a sender without its link says it is: by number, else by name.
    pub fn claimed(
        conn: &mut Conn,
        sender: &Sender,
        day: NaiveDate,
    ) -> Result<Option<Self>, Error> {
        if sender.body.is_some() {
            return Ok(None);
        }
        let number = sender.organisation_number.as_deref();
        let found = registered(conn, number, sender.organisation.as_deref(), day)?;
        Ok(found.map(|body| Self {
            body_id: body.id,
            address: body.official_address().map(str::to_owned),
            language: body.language.lang(),
        }))
    }

    /// The body's own copy of the receipt, unless the sender has it at that very address.
    pub fn receipt(
        &self,
        id: &MessageId,
        version_id: Uuid,
        sender: &str,
        at: DateTime<Utc>,
    ) -> Option<NewMessage> {
        let other = |address: &&String| !address.eq_ignore_ascii_case(sender);
        let recipient = self.address.as_ref().filter(other)?;
        Some(NewMessage {
            id: id.id,
            kind: RECEIPT_LETTER,
            about: version_id,
            slot: BODY_SLOT.into(),
            recipient: recipient.clone(),
            language: self.language,
            message_id: id.text.clone(),
            at,
        })
    }

    /// What a body is told of an answer that says it is from it: once for each answer.
    pub fn claim(
        &self,
        id: &MessageId,
        submission_id: Uuid,
        at: DateTime<Utc>,
    ) -> Option<NewMessage> {
        Some(NewMessage {
            id: id.id,
            kind: CLAIMED_LETTER,
            about: submission_id,
            slot: self.body_id.to_string(),
            recipient: self.address.clone()?,
            language: self.language,
            message_id: id.text.clone(),
            at,
        })
    }
}
