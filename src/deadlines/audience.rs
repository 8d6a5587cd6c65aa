//! Who is told that a deadline was moved: the bodies that were invited by letter and have not declined, and
//! those who have a draft and an address that a letter about it went to. One letter each.

use super::mails::DEADLINE_LETTER;
use crate::consultations::{ImportOutcome, Key, Whose, deadlines_of, load};
use crate::db::Conn;
use crate::error::Error;
use crate::invitations::{Asked, Reader, Recipient, asked_with, owe};
use crate::mail::Mailer;
use crate::submissions::writers;
use chrono::{DateTime, Utc};
use uuid::Uuid;

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
    Ok(match whose {
        Whose::All => {
            let mut all = asked_with(conn, consultation, None)?;
            all.retain(|asked| has_letter(asked) && asked.declined_at.is_none());
            let mut drafts = writers(conn, consultation, None)?;
            drafts.retain(|writer| writer.standing.is_none());
            let drafts = drafts.into_iter().map(Recipient::from);
            let invited = all.into_iter().filter_map(Recipient::invited);
            invited.chain(drafts).collect()
        }
        Whose::Invited(id) => {
            let mut one = asked_with(conn, consultation, Some(&[id]))?;
            one.retain(has_letter);
            one.into_iter().filter_map(Recipient::invited).collect()
        }
        Whose::Desk(id) => {
            let one = writers(conn, consultation, Some(id))?;
            one.into_iter().map(Recipient::from).collect()
        }
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
    owe(conn, mailer, (DEADLINE_LETTER, change), &recipients, now)?;
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
