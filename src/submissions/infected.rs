//! A file that was sent proves harmful: it is given out to nobody, and whoever sent it believes that it has come. They are
//! told, by one letter for each file.

use super::decide::owed_to_readers;
use crate::attachments;
use crate::db::Conn;
use crate::error::Error;
use crate::mail::Mailer;
use crate::outbox;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The letter that says so; it is about the attachment.
pub const INFECTED_LETTER: &str = "infected";

/// Owes the letter to whoever got the receipt of the newest version that has the file and was acknowledged. Of what nobody has
/// sent yet, or confirmed, [`tell_of`] owes it then.
pub fn tell(
    conn: &mut Conn,
    mailer: &Mailer,
    attachment: Uuid,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for version in attachments::versions_with(conn, attachment)? {
        let about = (INFECTED_LETTER, attachment);
        let letters = owed_to_readers(conn, mailer, version, about, now)?;
        if !letters.is_empty() {
            return outbox::insert_all(conn, &letters);
        }
    }
    Ok(())
}

/// Owes it of what was found in the files of these versions before they were acknowledged.
pub fn tell_of(
    conn: &mut Conn,
    mailer: &Mailer,
    versions: &[Uuid],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for attachment in attachments::infected_in(conn, versions)? {
        tell(conn, mailer, attachment, now)?;
    }
    Ok(())
}
