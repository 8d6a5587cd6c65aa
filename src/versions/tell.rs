//! Who hears of a new version: whoever has begun or sent an answer that can still be written in before the
//! deadline, and those who write along in it, when the substance has changed. A change of wording alone is no reason
//! for a letter.

use super::mails::VERSION_LETTER;
use crate::consultations::{
    Arrival, Consultation, ImportOutcome, Key, MovedDeadline, Whose, arrival, deadlines_of, load,
};
use crate::db::Conn;
use crate::error::Error;
use crate::invitations::{Asked, Recipient, asked_with, owe};
use crate::mail::Mailer;
use crate::submissions::{co_writers, taken_back, writers};
use chrono::{DateTime, Utc};
use std::collections::HashSet;
use uuid::Uuid;

/// How many of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub drafts: usize,
    pub sent: usize,
    /// Those who write along, in drafts and in what was sent.
    pub along: usize,
}

/// Those who have drafts, those who have sent, and those who write along with them.
#[derive(Default)]
struct Audience {
    drafts: Vec<Recipient>,
    sent: Vec<Recipient>,
    along: Vec<Recipient>,
}

fn audience(
    conn: &mut Conn,
    consultation: &Consultation,
    now: DateTime<Utc>,
) -> Result<Audience, Error> {
    let moved = deadlines_of(conn, consultation.id)?;
    let taken_back = taken_back(conn, consultation.id)?;
    let is_open = |whose| is_open_for(consultation, &moved, whose, now);
    let mut found = Audience::default();
    let mut invited = HashSet::new();
    // Nobody gets two letters about one answer.
    let mut told: HashSet<(Uuid, String)> = HashSet::new();
    for asked in asked_with(conn, consultation.id, None)? {
        let has_sent = !asked.sent.is_empty();
        if has_begun(&asked, &taken_back) && is_open(Whose::Invited(asked.id)) {
            invited.insert(asked.id);
            let desk = asked.desk.as_ref().map(|desk| desk.id);
            told.extend(desk.zip(asked.address.as_ref().map(|a| a.to_lowercase())));
            found.add(has_sent, Recipient::invited(asked));
        }
    }
    for writer in writers(conn, consultation.id, None)? {
        let has_sent = writer.standing.is_some();
        if !is_withdrawn(writer.standing.as_deref()) && is_open(Whose::Desk(writer.desk_id)) {
            told.insert((writer.desk_id, writer.address.to_lowercase()));
            found.add(has_sent, Some(Recipient::from(writer)));
        }
    }
    for one in co_writers(conn, consultation.id)? {
        let can_write = match one.invited_id {
            Some(id) => invited.contains(&id),
            None => is_open(Whose::Desk(one.desk_id)) && !is_withdrawn(one.standing.as_deref()),
        };
        if can_write && told.insert((one.desk_id, one.address.to_lowercase())) {
            found.along.push(Recipient::from(one));
        }
    }
    Ok(found)
}

/// Somebody has answered or begun by a link that still opens it, and the body has not said that it will not.
/// What was taken back is no draft.
fn has_begun(asked: &Asked, taken_back: &HashSet<Uuid>) -> bool {
    let desk = asked.desk.as_ref();
    let is_begun = desk.is_some_and(|desk| desk.is_begun() && !taken_back.contains(&desk.id));
    asked.has_link() && asked.declined_at.is_none() && (is_begun || !asked.sent.is_empty())
}

fn is_withdrawn(standing: Option<&str>) -> bool {
    standing == Some("withdrawn")
}

/// What arrives now comes before the deadline in force for this one.
pub(super) fn is_open_for(
    consultation: &Consultation,
    moved: &[MovedDeadline],
    whose: Whose,
    now: DateTime<Utc>,
) -> bool {
    let own = moved.iter().filter(|change| change.whose == whose);
    let days = own.map(|change| change.new_on);
    let on = days.fold(consultation.deadline_on, |last, on| last.max(on));
    arrival(consultation.status, on, now) == Some(Arrival::InTime)
}

impl Audience {
    fn add(&mut self, has_sent: bool, recipient: Option<Recipient>) {
        match has_sent {
            true => self.sent.extend(recipient),
            false => self.drafts.extend(recipient),
        }
    }
}

/// How many would hear of a change of substance that is published now.
pub fn counts(
    conn: &mut Conn,
    consultation: &Consultation,
    now: DateTime<Utc>,
) -> Result<Counts, Error> {
    let found = audience(conn, consultation, now)?;
    Ok(Counts {
        drafts: found.drafts.len(),
        sent: found.sent.len(),
        along: found.along.len(),
    })
}

/// The letters about a version that has just been imported, in the transaction of the import.
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
    let version = consultation.current_version();
    let Some(version) = version.filter(|version| version.professional_change) else {
        return Ok(());
    };
    let found = audience(conn, &consultation, now)?;
    for recipients in [found.drafts, found.sent, found.along] {
        owe(conn, mailer, (VERSION_LETTER, version.id), &recipients, now)?;
    }
    Ok(())
}
