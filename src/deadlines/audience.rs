//! Who is told that a deadline was moved: the bodies that were invited by letter and have not declined, those who
//! have a draft and an address that a letter about it went to, or have asked for more time, and those who write along with
//! either in what is not sent. One letter each. Members have the day that their umbrella organisation set, and hear of it from there.

use super::mails::DEADLINE_LETTER;
use super::settle::settle;
use crate::audit::Actor;
use crate::consultations::{Extension, ImportOutcome, Key, Whose, deadlines_of, load};
use crate::db::Conn;
use crate::error::Error;
use crate::invitations::{Asked, Reader, Recipient, asked_with, owe};
use crate::mail::Mailer;
use crate::submissions::standing::Standing;
use crate::submissions::{Requests, co_writers, requests, writers};
use chrono::{DateTime, Utc};
use std::collections::HashSet;
use uuid::Uuid;

/// How many of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub invited: usize,
    pub drafts: usize,
    /// Those who write along with them.
    pub along: usize,
}

/// Everybody who is told when this deadline is moved.
pub fn audience(
    conn: &mut Conn,
    consultation: Uuid,
    whose: Whose,
) -> Result<Vec<Recipient>, Error> {
    let has_letter = |asked: &Asked| asked.letter.is_some();
    let (invited, drafts) = match whose {
        Whose::All => {
            let mut all = asked_with(conn, consultation, None)?;
            all.retain(|asked| has_letter(asked) && asked.declined_at.is_none());
            let asked = requests(conn, Requests::Of(consultation))?;
            let waits = asked.iter().filter(|request| request.answer.is_none());
            let waiting: HashSet<Uuid> = waits.map(|request| request.desk_id).collect();
            let mut drafts = writers(conn, consultation, None)?;
            // What came late may be sent anew in time now.
            let is_late = |standing: &str| standing == Standing::Late.as_str();
            drafts.retain(|one| {
                let is_open = one.standing.as_deref().is_none_or(is_late);
                is_open || waiting.contains(&one.desk_id)
            });
            (all, drafts)
        }
        Whose::Invited(id) => {
            let mut one = asked_with(conn, consultation, Some(&[id]))?;
            one.retain(has_letter);
            (one, vec![])
        }
        Whose::Desk(id) => (vec![], writers(conn, consultation, Some(id))?),
    };
    // Nobody gets two letters about one answer.
    let of_body = invited
        .iter()
        .filter_map(|a| Some((a.id, lower(a.address.as_deref()?))));
    let of_desk = drafts.iter().map(|w| (w.desk_id, lower(&w.address)));
    let mut told: HashSet<(Uuid, String)> = of_body.chain(of_desk).collect();
    let concerned: HashSet<Uuid> = told.iter().map(|(id, _)| *id).collect();
    let mut along = co_writers(conn, consultation)?;
    along.retain(|one| {
        let whose = one.invited_id.unwrap_or(one.desk_id);
        let is_told = concerned.contains(&whose) && !one.is_member && one.standing.is_none();
        is_told && told.insert((whose, lower(&one.address)))
    });
    let invited = invited.into_iter().filter_map(Recipient::invited);
    let others = drafts.into_iter().map(Recipient::from);
    let along = along.into_iter().map(Recipient::from);
    Ok(invited.chain(others).chain(along).collect())
}

fn lower(address: &str) -> String {
    address.to_lowercase()
}

pub fn counts(recipients: &[Recipient]) -> Counts {
    let mut counts = Counts::default();
    for to in recipients {
        match to.reader {
            Reader::Invited(_) => counts.invited += 1,
            Reader::Desk(_) => counts.drafts += 1,
            Reader::Contributor(_) => counts.along += 1,
        }
    }
    counts
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
    actor: Actor,
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
        let extension = Extension {
            whose: Whose::All,
            new_on: last.new_on,
            reason: &last.reason,
            actor,
            now,
        };
        settle(conn, consultation.id, last.id, &extension)?;
    }
    Ok(())
}
