//! The address of an answer becomes another, wherever that is told: what letters took to the one before ends, and an answer
//! that waits to be confirmed waits for the new one.

use super::desk::Desk;
use super::links::{MOST_IN_AN_HOUR, ensure_letter_link, entry, may_end, waiting_versions};
use super::send::{CONFIRM_LETTER, MessageId};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::colleagues;
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::ids;
use crate::keys::Keys;
use crate::outbox::{self, NewMessage};
use crate::session::{self, LetterLink};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// The correction of an address, ready to be stored with what tells it.
pub(super) struct Readdress {
    keys: Keys,
    /// The letter that asks to confirm, should one be owed.
    letter: MessageId,
    at: DateTime<Utc>,
}

impl Readdress {
    pub fn new(app: &App) -> Self {
        let at = app.clock.now();
        let id = ids::new(at);
        Self {
            keys: app.keys.clone(),
            letter: MessageId {
                id,
                text: app.mailer.message_id(CONFIRM_LETTER, id),
            },
            at,
        }
    }

    /// Does it under the lock of the desk; `desk` is as it was before. The same address changes nothing.
    pub fn run(
        &self,
        conn: &mut Conn,
        desk: &Desk,
        email: Option<&str>,
        by: Actor,
    ) -> Result<(), Error> {
        if desk.sender.email.as_deref() == email {
            return Ok(());
        }
        end_overtaken(conn, desk, email, by, self.at)?;
        match email {
            Some(email) => self.ask_to_confirm(conn, desk, email, by),
            None => Ok(()),
        }
    }

    /// Owes the letter that asks to confirm to the new address, where something waits for that.
    fn ask_to_confirm(
        &self,
        conn: &mut Conn,
        desk: &Desk,
        email: &str,
        by: Actor,
    ) -> Result<(), Error> {
        let Some(version) = waiting_versions(conn, desk)?.pop() else {
            return Ok(());
        };
        let since = self.at - Duration::hours(1);
        if outbox::count_since(conn, CONFIRM_LETTER, version, since)? >= MOST_IN_AN_HOUR {
            return Err(Problem::TooMany.into());
        }
        ensure_letter_link(conn, &self.keys, desk.id, email, by, self.at)?;
        let letter = NewMessage {
            id: self.letter.id,
            kind: CONFIRM_LETTER,
            about: version,
            slot: self.letter.id.to_string(),
            recipient: email.to_owned(),
            language: desk.language,
            message_id: self.letter.text.clone(),
            at: self.at,
        };
        outbox::insert(conn, &letter)
    }
}

/// The address whose link would end if another one was told now.
pub(super) async fn would_end(app: &App, desk: &Desk, by: Uuid) -> Result<Option<String>, Error> {
    let Some(address) = desk.sender.email.clone() else {
        return Ok(None);
    };
    let desk = desk.clone();
    app.db
        .read(move |conn| {
            let ends = overtaken(conn, &desk, None, by)?;
            Ok(ends
                .iter()
                .any(|one| one.address == address)
                .then_some(address))
        })
        .await
}

/// What letters took to an address that the answer is not given from any more, and that nobody has confirmed, opens nothing
/// from now on: whoever reads there may be anybody.
pub(super) fn end_overtaken(
    conn: &mut Conn,
    desk: &Desk,
    email: Option<&str>,
    by: Actor,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let Actor::Link(id) = by else { return Ok(()) };
    for letter in overtaken(conn, desk, email, id)? {
        session::revoke(conn, letter.id, at)?;
        audit::record(conn, entry(by, "link.ended", "link", letter.id, at))?;
    }
    Ok(())
}

/// The links that end. Not what the holder of this one could not end by itself, nor a colleague's own. An invited body's
/// answer is given from one address after another, each of somebody there.
fn overtaken(
    conn: &mut Conn,
    desk: &Desk,
    email: Option<&str>,
    by: Uuid,
) -> Result<Vec<LetterLink>, Error> {
    let by = session::link_of_id(conn, by)?;
    let Some(by) = by.filter(|_| desk.body.is_none() && !desk.is_minutes()) else {
        return Ok(Vec::new());
    };
    let versions = waiting_versions(conn, desk)?;
    let mut told = outbox::recipients(conn, CONFIRM_LETTER, &versions)?;
    told.extend(desk.sender.email.clone());
    let colleagues = colleagues::of_desk(conn, desk.id)?;
    let taking_part = colleagues.iter().filter(|one| one.takes_part());
    let mut stay: Vec<&str> = taking_part.map(|one| one.email.as_str()).collect();
    stay.extend(email);
    stay.extend(desk.confirmed_email.as_deref());
    told.retain(|one| !stay.iter().any(|stays| stays.eq_ignore_ascii_case(one)));
    let mut links = session::letter_links(conn, desk.id)?;
    links.retain(|letter| told.contains(&letter.address) && may_end(&by, letter));
    Ok(links)
}
