//! Who takes part in an answer: somebody is asked, may something else from now on, gets the letter again or
//! another link, is taken out. It holds from the next request of whoever it is about.

use super::contributor::{Contributor, NewContributor};
use super::store;
use super::wanted::{Allowed, Wanted};
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::consultations::{Consultation, arrival};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::idempotency::{self, Claim, Stored};
use crate::ids;
use crate::outbox::{self, NewMessage};
use crate::right::Right;
use crate::session::{self, Link, NewLink};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// The letter to somebody who is asked to take part, with their link; it is about them.
pub const ASKED_LETTER: &str = "asked";

/// So many take part in one answer at a time.
const MOST: usize = 40;

/// So many letters go out from one answer in an hour, and so many of them to one address: nobody fills another's
/// mailbox by it.
const MOST_IN_AN_HOUR: i64 = 60;
const MOST_TO_ONE: i64 = 5;

/// Who asks for it.
#[derive(Debug, Clone, Copy)]
pub struct By {
    pub desk_id: Uuid,
    actor: Actor,
    /// Who that is, when they were asked to take part themselves.
    contributor: Option<Uuid>,
}

impl By {
    pub fn link(link: &Link) -> Self {
        Self {
            desk_id: link.desk_id,
            actor: Actor::Link(link.id),
            contributor: link.contributor_id,
        }
    }

    /// Nobody takes themselves out, nor lets themselves do more or less: it would shut out who does it.
    fn about_another(self, contributor: Uuid) -> Result<(), Error> {
        match self.contributor == Some(contributor) {
            true => Err(Error::invalid(vec![FieldError::new(
                "",
                "error-contributor-self",
            )])),
            false => Ok(()),
        }
    }

    fn record(
        self,
        conn: &mut Conn,
        action: &'static str,
        about: Uuid,
        at: DateTime<Utc>,
    ) -> Result<(), Error> {
        let entry = Entry {
            at,
            actor: self.actor,
            action,
            object_kind: "contributor",
            object_id: about,
            detail: None,
        };
        audit::record(conn, entry)
    }
}

/// A request that is done once when it makes a claim, and the answer that is then given again.
pub struct Once {
    pub claim: Option<Claim>,
    pub done: Stored,
}

/// Asks somebody to take part: they get a link of their own by letter. `done` says what is answered, by the id of
/// who was asked.
pub async fn ask(
    app: &App,
    by: By,
    consultation: &Consultation,
    wanted: Wanted,
    claim: Option<Claim>,
    done: impl Fn(Uuid) -> Stored + Send + 'static,
) -> Result<Stored, Error> {
    let now = app.clock.now();
    if arrival(consultation.status, consultation.deadline_on, now).is_none() {
        return Err(Problem::NotOpen.into());
    }
    let new = NewContributor {
        id: ids::new(now),
        desk_id: by.desk_id,
        name: wanted.name,
        email: wanted.email,
        may: wanted.allowed.may,
        parts: wanted.allowed.parts,
        language: wanted.language,
        at: now,
    };
    let link = new_link(app, by.desk_id, new.id, now)?;
    let (letter_id, message_id) = letter_ids(app, now);
    let letter = NewMessage {
        id: letter_id,
        kind: ASKED_LETTER,
        about: new.id,
        slot: letter_id.to_string(),
        recipient: new.email.clone(),
        language: new.language,
        message_id,
        at: now,
    };
    let work = move |conn: &mut Conn| {
        store::lock_desk(conn, new.desk_id)?;
        session::still_opens(conn, by.actor)?;
        let all = store::of_desk(conn, new.desk_id)?;
        room_for(&all, &new.email)?;
        within_limits(conn, &all, &new.email, now)?;
        store::insert(conn, &new)?;
        if let Some(colleague) = by.contributor {
            store::set_asked_by(conn, new.id, colleague)?;
        }
        session::insert_link(conn, &link)?;
        outbox::insert(conn, &letter)?;
        by.record(conn, "contributor.asked", new.id, now)?;
        Ok(done(new.id))
    };
    owe(app, claim, now, work).await
}

/// Lets somebody do something else, or write elsewhere. Their link is the same.
pub async fn change(app: &App, by: By, id: Uuid, allowed: Allowed) -> Result<(), Error> {
    by.about_another(id)?;
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let found = taking_part(conn, by, id)?;
            store::change(conn, id, allowed.may, &allowed.parts)?;
            if allowed.may < Right::Coordinate {
                store::end_elsewhere(conn, &found, now)?;
            }
            by.record(conn, "contributor.changed", id, now)
        })
        .await
}

/// Takes somebody out: neither a link of theirs nor one that they have had sent opens the answer any more. What they have written
/// stays. Again it changes nothing.
pub async fn end(app: &App, by: By, id: Uuid) -> Result<(), Error> {
    by.about_another(id)?;
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            store::lock_desk(conn, by.desk_id)?;
            let found = store::find(conn, by.desk_id, id)?;
            let found = found.ok_or_else(|| Error::new(Problem::NotFound))?;
            if !found.takes_part() {
                return Ok(());
            }
            store::end(conn, &found, now)?;
            by.record(conn, "contributor.ended", id, now)
        })
        .await
}

/// Owes the letter with the same link once more.
pub async fn send_again(app: &App, by: By, id: Uuid, once: Once) -> Result<Stored, Error> {
    let now = app.clock.now();
    let (letter_id, message_id) = letter_ids(app, now);
    let work = move |conn: &mut Conn| {
        let found = taking_part(conn, by, id)?;
        let letter = letter_to(&found, letter_id, &message_id, now);
        let all = store::of_desk(conn, by.desk_id)?;
        within_limits(conn, &all, &found.email, now)?;
        outbox::insert(conn, &letter)?;
        by.record(conn, "contributor.link_sent", id, now)?;
        Ok(once.done.clone())
    };
    owe(app, once.claim.clone(), now, work).await
}

/// Gives somebody another link, which a letter brings; the one before opens nothing from now on.
pub async fn replace_link(app: &App, by: By, id: Uuid, once: Once) -> Result<Stored, Error> {
    by.about_another(id)?;
    let now = app.clock.now();
    let link = new_link(app, by.desk_id, id, now)?;
    let (letter_id, message_id) = letter_ids(app, now);
    let work = move |conn: &mut Conn| {
        let found = taking_part(conn, by, id)?;
        let letter = letter_to(&found, letter_id, &message_id, now);
        let all = store::of_desk(conn, by.desk_id)?;
        within_limits(conn, &all, &found.email, now)?;
        session::revoke_of_contributor(conn, id, now)?;
        session::insert_link(conn, &link)?;
        outbox::insert(conn, &letter)?;
        by.record(conn, "contributor.link_replaced", id, now)?;
        Ok(once.done.clone())
    };
    owe(app, once.claim.clone(), now, work).await
}

/// Does what owes a letter, once for each claim, and wakes whoever sends it.
async fn owe(
    app: &App,
    claim: Option<Claim>,
    now: DateTime<Utc>,
    work: impl Fn(&mut Conn) -> Result<Stored, Error> + Send + 'static,
) -> Result<Stored, Error> {
    let stored = app
        .db
        .write(move |conn| idempotency::once(conn, claim.as_ref(), now, &work))
        .await?;
    app.letters_due.notify_one();
    Ok(stored)
}

/// Who takes part in this answer by this id, with the answer locked.
fn taking_part(conn: &mut Conn, by: By, id: Uuid) -> Result<Contributor, Error> {
    store::lock_desk(conn, by.desk_id)?;
    session::still_opens(conn, by.actor)?;
    let found = store::find(conn, by.desk_id, id)?.filter(Contributor::takes_part);
    found.ok_or_else(|| Problem::NotFound.into())
}

fn room_for(all: &[Contributor], email: &str) -> Result<(), Error> {
    let mut there = all.iter().filter(|c| c.takes_part());
    let is_there = |c: &Contributor| c.email.eq_ignore_ascii_case(email);
    if there.clone().any(is_there) {
        let fault = FieldError::new("email", "error-contributor-there");
        return Err(Error::invalid(vec![fault]));
    }
    if there.nth(MOST - 1).is_some() {
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        let fault = FieldError::new("email", "error-contributor-many").with(most);
        return Err(Error::invalid(vec![fault]));
    }
    Ok(())
}

/// Whoever was taken out and asked again counts as the same: by address.
fn within_limits(
    conn: &mut Conn,
    all: &[Contributor],
    email: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let since = now - Duration::hours(1);
    let everybody: Vec<Uuid> = all.iter().map(|c| c.id).collect();
    let same = all.iter().filter(|c| c.email.eq_ignore_ascii_case(email));
    let same: Vec<Uuid> = same.map(|c| c.id).collect();
    let in_all = outbox::count_of_all_since(conn, ASKED_LETTER, &everybody, since)?;
    let to_one = outbox::count_of_all_since(conn, ASKED_LETTER, &same, since)?;
    match in_all < MOST_IN_AN_HOUR && to_one < MOST_TO_ONE {
        true => Ok(()),
        false => Err(Problem::TooMany.into()),
    }
}

fn new_link(app: &App, desk: Uuid, id: Uuid, at: DateTime<Utc>) -> Result<NewLink, Error> {
    let made = NewLink::for_contributor(&app.keys, desk, id, at);
    let (link, _) = made.map_err(|e| Error::internal(e.to_string()))?;
    Ok(link)
}

fn letter_ids(app: &App, now: DateTime<Utc>) -> (Uuid, String) {
    let id = ids::new(now);
    (id, app.mailer.message_id(ASKED_LETTER, id))
}

fn letter_to(to: &Contributor, id: Uuid, message_id: &str, at: DateTime<Utc>) -> NewMessage {
    NewMessage {
        id,
        kind: ASKED_LETTER,
        about: to.id,
        slot: id.to_string(),
        recipient: to.email.clone(),
        language: to.language,
        message_id: message_id.to_owned(),
        at,
    }
}
