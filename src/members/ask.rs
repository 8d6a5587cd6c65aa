//! Members are asked, reminded and taken out. Who is asked gets a desk and a link of its own, by letter.

use super::hold::{entry, look};
use super::round::{self, MOST_MEMBERS, Member, Round, WHOLE};
use super::store::{self, NewMember};
use super::wanted::{Wanted, too_many};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::colleagues::{self, NewContributor};
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::ids;
use crate::outbox::{self, NewMessage};
use crate::right::Right;
use crate::session::{self, NewLink};
use crate::submissions::desk::{Desk, SenderDetails};
use crate::submissions::draft::takes_input;
use crate::submissions::receipt::OnBehalf;
use crate::submissions::{NewDesk, insert_desks, lock_desk};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The letter that asks a member, with its link; it is about the member.
pub const ASKED_LETTER: &str = "member_asked";
/// The one that reminds it.
pub const REMINDER_LETTER: &str = "member_reminder";

/// What became of those who were to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub asked: usize,
    /// They were asked before, and get no new letter.
    pub before: usize,
}

/// One of them, ready to be stored.
#[derive(Clone)]
struct Made {
    member: NewMember,
    desk: NewDesk,
    contributor: NewContributor,
    link: NewLink,
    letter: NewMessage,
}

/// Asks these; whoever was asked before at the same address stays as it is.
pub async fn ask(
    app: &App,
    desk: &Desk,
    consultation: &Consultation,
    wanted: Vec<Wanted>,
    actor: Actor,
) -> Result<Asked, Error> {
    let now = app.clock.now();
    if !takes_input(consultation, now) {
        return Err(Problem::NotOpen.into());
    }
    round::who_asks(desk)?;
    let found = look(app, desk.id).await?;
    let (round, _) = found.ok_or_else(|| Error::new(Problem::NotFound))?;
    let made = wanted.into_iter();
    let made = made.map(|wanted| make(app, desk, consultation, &round, wanted, now));
    let made: Vec<Made> = made.collect::<Result<_, _>>()?;
    let desk_id = desk.id;
    let asked = app
        .db
        .write(move |conn| {
            lock_desk(conn, desk_id)?;
            session::still_opens(conn, actor)?;
            if store::get_round(conn, desk_id)?.ended_at.is_some() {
                return Err(refused("error-members-ended"));
            }
            let there = store::members_at(conn, desk_id)?;
            let (known, new): (Vec<&Made>, Vec<&Made>) =
                made.iter().partition(|m| is_there(&there, &m.member.email));
            if there.len() + new.len() > MOST_MEMBERS {
                return Err(Error::invalid(vec![too_many("members")]));
            }
            insert(conn, &new)?;
            for made in &new {
                audit::record(conn, entry(actor, "member.asked", made.member.id, now))?;
            }
            Ok(Asked {
                asked: new.len(),
                before: known.len(),
            })
        })
        .await?;
    app.letters_due.notify_one();
    Ok(asked)
}

fn refused(code: &'static str) -> Error {
    Error::invalid(vec![FieldError::new(WHOLE, code)])
}

fn is_there(members: &[Member], email: &str) -> bool {
    let mut there = members.iter().filter(|member| member.takes_part());
    there.any(|member| member.email.eq_ignore_ascii_case(email))
}

fn make(
    app: &App,
    parent: &Desk,
    consultation: &Consultation,
    round: &Round,
    wanted: Wanted,
    at: DateTime<Utc>,
) -> Result<Made, Error> {
    let (id, desk_id, contributor_id) = (ids::new(at), ids::new(at), ids::new(at));
    let link = NewLink::for_contributor(&app.keys, desk_id, contributor_id, at);
    let (link, _) = link.map_err(|e| Error::internal(e.to_string()))?;
    let desk = NewDesk {
        id: desk_id,
        consultation_id: consultation.id,
        sender: SenderDetails {
            on_behalf: Some(OnBehalf::Organisation),
            organisation: Some(wanted.name.clone()),
            ..SenderDetails::default()
        },
        chosen: vec![],
        language: round.language,
        proposal_version: consultation.version,
        of: None,
        parent: Some(parent.id),
        is_joint: false,
        at,
    };
    let contributor = NewContributor {
        id: contributor_id,
        desk_id,
        name: wanted.name.clone(),
        email: wanted.email.clone(),
        may: Right::Write,
        parts: vec![],
        language: round.language,
        at,
    };
    Ok(Made {
        letter: letter(app, ASKED_LETTER, id, &wanted.email, round, at),
        member: NewMember {
            id,
            round_id: round.id,
            name: wanted.name,
            email: wanted.email,
            desk_id,
            at,
        },
        desk,
        contributor,
        link,
    })
}

/// A letter to a member; one of its kind a day, whoever presses how often.
fn letter(
    app: &App,
    kind: &'static str,
    member: Uuid,
    to: &str,
    round: &Round,
    at: DateTime<Utc>,
) -> NewMessage {
    let id = ids::new(at);
    NewMessage {
        id,
        kind,
        about: member,
        slot: crate::calendar::oslo_date(at).to_string(),
        recipient: to.to_owned(),
        language: round.language,
        message_id: app.mailer.message_id(kind, id),
        at,
    }
}

fn insert(conn: &mut Conn, new: &[&Made]) -> Result<(), Error> {
    insert_desks(conn, &new.iter().map(|m| &m.desk).collect::<Vec<_>>())?;
    for made in new {
        colleagues::insert(conn, &made.contributor)?;
        store::insert_member(conn, &made.member)?;
    }
    session::insert_links(conn, &new.iter().map(|m| &m.link).collect::<Vec<_>>())?;
    let letters: Vec<NewMessage> = new.iter().map(|m| m.letter.clone()).collect();
    outbox::insert_all(conn, &letters)
}

/// Reminds those who have handed over nothing; how many got a letter.
pub async fn remind(
    app: &App,
    desk: &Desk,
    consultation: &Consultation,
    actor: Actor,
) -> Result<usize, Error> {
    let now = app.clock.now();
    if !takes_input(consultation, now) {
        return Err(Problem::NotOpen.into());
    }
    round::who_asks(desk)?;
    let found = look(app, desk.id).await?;
    let (round, members) = found.ok_or_else(|| Error::new(Problem::NotFound))?;
    let due = members.iter().filter(|member| member.may_be_reminded(now));
    let letters: Vec<NewMessage> = due
        .map(|member| letter(app, REMINDER_LETTER, member.id, &member.email, &round, now))
        .collect();
    let desk_id = desk.id;
    let reminded = app
        .db
        .write(move |conn| {
            lock_desk(conn, desk_id)?;
            let round = store::get_round(conn, desk_id)?;
            if round.ended_at.is_some() {
                return Err(refused("error-members-ended"));
            }
            // Looked at again under the lock: two who press at once remind once.
            let members = store::members_at(conn, desk_id)?;
            let is_due = |letter: &&NewMessage| {
                let mut all = members.iter().filter(|member| member.may_be_reminded(now));
                all.any(|member| member.id == letter.about)
            };
            let letters: Vec<NewMessage> = letters.iter().filter(is_due).cloned().collect();
            outbox::insert_all(conn, &letters)?;
            if !letters.is_empty() {
                audit::record(conn, entry(actor, "member_round.reminded", round.id, now))?;
            }
            Ok(letters.len())
        })
        .await?;
    app.letters_due.notify_one();
    Ok(reminded)
}

/// Takes a member out: its link opens nothing any more, and what it handed over is shown no more. Again it changes
/// nothing.
pub async fn take_out(app: &App, desk: Uuid, id: Uuid, actor: Actor) -> Result<(), Error> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            lock_desk(conn, desk)?;
            let mut members = store::members_at(conn, desk)?.into_iter();
            let found = members.find(|member| member.id == id);
            let member = found.ok_or_else(|| Error::new(Problem::NotFound))?;
            if !member.takes_part() {
                return Ok(());
            }
            // Whoever asks a colleague there in the same instant comes before and is ended, or after and is refused.
            lock_desk(conn, member.desk_id)?;
            store::take_out(conn, id, now)?;
            session::revoke_all(conn, member.desk_id, now)?;
            audit::record(conn, entry(actor, "member.taken_out", id, now))
        })
        .await
}
