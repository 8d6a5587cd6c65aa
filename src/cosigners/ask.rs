//! Bodies are asked to give an answer together, reminded and taken out. Who is asked gets a link of its own, by letter.

use super::texts::Texts;
use super::wanted::{Found, NAME, WHOLE, Wanted, in_list, who_asks};
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::bodies;
use crate::calendar;
use crate::colleagues::{self, NewContributor};
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::ids;
use crate::mail::Mailer;
use crate::outbox::{self, NewMessage};
use crate::right::Right;
use crate::session::{self, NewLink};
use crate::submissions::cosigners::{Cosigner, State};
use crate::submissions::desk::Desk;
use crate::submissions::draft::takes_input;
use crate::submissions::{
    cosigners_at, end_cosigner, first_asked, get_desk, insert_cosigner, letters_about, lock_desk,
    note_change, set_cosigner_address, set_joint,
};
use chrono::{DateTime, Duration, Utc};
use std::sync::Arc;
use uuid::Uuid;

/// The letter to a body that is asked, with its link; it is about the co-signer.
pub const ASKED_LETTER: &str = "cosigner_asked";
/// The one that reminds it.
pub const REMINDER_LETTER: &str = "cosigner_reminder";

/// The one that tells a body that it was taken out.
pub const OUT_LETTER: &str = "cosigner_out";

/// So many give one answer together at a time, beside the one whose it is.
const MOST: usize = 40;
/// So many letters go out from one answer in an hour, and so many of them to one body.
const MOST_IN_AN_HOUR: i64 = 60;
const MOST_TO_ONE: i64 = 5;
/// A body is reminded once a day, and no more often than this.
const MOST_REMINDERS: usize = 5;

/// Who was asked, and whether just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub id: Uuid,
    pub is_new: bool,
}

/// Asks these bodies, all or none; one that was asked before stays as it is. From then on the answer is given together.
/// Where several are asked, faults stand at their places among them.
pub async fn ask(
    app: &App,
    desk: &Desk,
    consultation: &Consultation,
    wanted: Vec<Wanted>,
    actor: Actor,
) -> Result<Vec<Asked>, Error> {
    let now = app.clock.now();
    if !takes_input(consultation, now) {
        return Err(Problem::NotOpen.into());
    }
    who_asks(desk)?;
    let desk_id = desk.id;
    let with_link = |wanted: Wanted| {
        let id = ids::new(now);
        Ok((wanted, new_link(app, desk_id, id, now)?, id))
    };
    let wanted: Vec<(Wanted, NewLink, Uuid)> = wanted
        .into_iter()
        .map(with_link)
        .collect::<Result<_, Error>>()?;
    let mailer = app.mailer.clone();
    let asked = app
        .db
        .write(move |conn| {
            lock_desk(conn, desk_id)?;
            session::still_opens(conn, actor)?;
            let desk = get_desk(conn, desk_id)?;
            who_asks(&desk)?;
            let found = find_all(conn, &desk, &wanted, now)?;
            let mut asked = Vec::with_capacity(found.len());
            for (found, (_, link, id)) in found.iter().zip(&wanted) {
                let all = cosigners_at(conn, desk_id)?;
                if let Some(there) = all.iter().find(|one| found.is(one)) {
                    let (id, is_new) = (there.id, false);
                    asked.push(Asked { id, is_new });
                    continue;
                }
                if all.len() >= MOST {
                    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
                    let fault = FieldError::new(NAME, "error-cosigner-many").with(most);
                    return Err(Error::invalid(vec![fault]));
                }
                let everybody: Vec<Uuid> = all.iter().map(|one| one.id).collect();
                within(conn, &everybody, now, MOST_IN_AN_HOUR)?;
                insert(conn, desk_id, *id, found, now)?;
                session::insert_link(conn, link)?;
                let to = (*id, found.email.as_str(), found.language);
                outbox::insert(conn, &letter(&mailer, ASKED_LETTER, to, now))?;
                audit::record(conn, entry(actor, "cosigner.asked", *id, now))?;
                let (id, is_new) = (*id, true);
                asked.push(Asked { id, is_new });
            }
            if asked.iter().any(|one| one.is_new) {
                if !desk.is_joint {
                    set_joint(conn, desk_id, true)?;
                }
                note(conn, &desk)?;
            }
            Ok(asked)
        })
        .await?;
    app.letters_due.notify_one();
    Ok(asked)
}

/// Whom each of these is in the register, or every fault.
fn find_all(
    conn: &mut Conn,
    desk: &Desk,
    wanted: &[(Wanted, NewLink, Uuid)],
    now: DateTime<Utc>,
) -> Result<Vec<Found>, Error> {
    let (mut all, mut faults) = (Vec::with_capacity(wanted.len()), Vec::new());
    for (n, (one, ..)) in wanted.iter().enumerate() {
        match one.find(conn, desk, calendar::oslo_date(now)) {
            Ok(found) => all.push(found),
            Err(error) if error.problem != Problem::Invalid || wanted.len() == 1 => {
                return Err(error);
            }
            Err(error) => faults.extend(in_list(n, error.fields)),
        }
    }
    match faults.is_empty() {
        true => Ok(all),
        false => Err(Error::invalid(faults)),
    }
}

fn insert(
    conn: &mut Conn,
    desk_id: Uuid,
    id: Uuid,
    found: &Found,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let new = NewContributor {
        id,
        desk_id,
        name: found.name.clone(),
        email: found.email.clone(),
        may: Right::Confirm,
        parts: vec![],
        language: found.language,
        at,
    };
    colleagues::insert(conn, &new)?;
    insert_cosigner(conn, id, found.org_no.as_deref(), found.body_id)
}

/// Owes the letter once more. The register may know another address by now: then the link goes there, and the one
/// before opens nothing. `replaces`: it opens nothing in any case.
pub async fn send_again(
    app: &App,
    desk_id: Uuid,
    id: Uuid,
    replaces: bool,
    actor: Actor,
) -> Result<(), Error> {
    let now = app.clock.now();
    let link = new_link(app, desk_id, id, now)?;
    let mailer = app.mailer.clone();
    app.db
        .write(move |conn| {
            lock_desk(conn, desk_id)?;
            session::still_opens(conn, actor)?;
            let all = cosigners_at(conn, desk_id)?;
            let to = find(&all, id)?;
            within(conn, &[id], now, MOST_TO_ONE)?;
            let everybody: Vec<Uuid> = all.iter().map(|one| one.id).collect();
            within(conn, &everybody, now, MOST_IN_AN_HOUR)?;
            let address = address_now(conn, to)?;
            let has_link = session::live_link_of_contributor(conn, id)?.is_some();
            let is_moved = address != to.email;
            if replaces || is_moved || !has_link {
                session::revoke_of_contributor(conn, id, now)?;
                session::insert_link(conn, &link)?;
            }
            set_cosigner_address(conn, id, &address)?;
            let to = (id, address.as_str(), to.language);
            outbox::insert(conn, &letter(&mailer, ASKED_LETTER, to, now))?;
            let action = match replaces {
                true => "cosigner.link_replaced",
                false => "cosigner.link_sent",
            };
            audit::record(conn, entry(actor, action, id, now))
        })
        .await?;
    app.letters_due.notify_one();
    Ok(())
}

/// Where a co-signer is written to now.
fn address_now(conn: &mut Conn, to: &Cosigner) -> Result<String, Error> {
    let body = match to.body_id {
        Some(id) => bodies::find(conn, id)?,
        None => None,
    };
    let known = body.and_then(|body| body.official_address().map(str::to_owned));
    Ok(known.unwrap_or_else(|| to.email.clone()))
}

/// Reminds those who have not said what they say of what stands now; how many got a letter.
pub async fn remind(
    app: &App,
    desk_id: Uuid,
    consultation: Arc<Consultation>,
    actor: Actor,
) -> Result<usize, Error> {
    let now = app.clock.now();
    if !takes_input(&consultation, now) {
        return Err(Problem::NotOpen.into());
    }
    let mailer = app.mailer.clone();
    let reminded = app
        .db
        .write(move |conn| {
            lock_desk(conn, desk_id)?;
            let desk = get_desk(conn, desk_id)?;
            let due = due(conn, &desk, &consultation, now)?;
            let letters: Vec<NewMessage> = due
                .iter()
                .map(|to| {
                    let to = (to.id, to.email.as_str(), to.language);
                    letter(&mailer, REMINDER_LETTER, to, now)
                })
                .collect();
            outbox::insert_all(conn, &letters)?;
            for one in &due {
                audit::record(conn, entry(actor, "cosigner.reminded", one.id, now))?;
            }
            Ok(due.len())
        })
        .await?;
    app.letters_due.notify_one();
    Ok(reminded)
}

/// Who is reminded when somebody asks for it now.
pub fn due(
    conn: &mut Conn,
    desk: &Desk,
    consultation: &Consultation,
    now: DateTime<Utc>,
) -> Result<Vec<Cosigner>, Error> {
    let texts = Texts::read(conn, desk, consultation)?;
    let mut all = cosigners_at(conn, desk.id)?;
    all.retain(|one| waits(one, &texts));
    let ids: Vec<Uuid> = all.iter().map(|one| one.id).collect();
    let asked = letters_about(conn, ASKED_LETTER, &ids)?;
    let reminded = letters_about(conn, REMINDER_LETTER, &ids)?;
    let today = calendar::oslo_date(now);
    let is_today = |at: &DateTime<Utc>| calendar::oslo_date(*at) == today;
    all.retain(|one| {
        let reminded = reminded.get(&one.id).map_or(&[][..], Vec::as_slice);
        let asked = asked.get(&one.id).map_or(&[][..], Vec::as_slice);
        let last = asked.iter().chain(reminded).max();
        reminded.len() < MOST_REMINDERS && !last.is_some_and(is_today)
    });
    Ok(all)
}

/// It has confirmed neither what stands of what was sent nor what stands now, and has not said that it will not.
fn waits(one: &Cosigner, texts: &Texts) -> bool {
    let states = texts.sent.iter().chain(&texts.draft);
    let mut states = states.map(|text| one.state(&text.sha256));
    states.all(State::is_waited_for)
}

/// Takes a body out: its link opens nothing any more, and it stands behind nothing, which it is told. Again it changes
/// nothing.
pub async fn take_out(app: &App, desk_id: Uuid, id: Uuid, actor: Actor) -> Result<(), Error> {
    let (now, mailer) = (app.clock.now(), app.mailer.clone());
    app.db
        .write(move |conn| {
            lock_desk(conn, desk_id)?;
            let all = cosigners_at(conn, desk_id)?;
            let Ok(one) = find(&all, id) else {
                return match was_asked(conn, desk_id, id)? {
                    true => Ok(()),
                    false => Err(Problem::NotFound.into()),
                };
            };
            end_cosigner(conn, id, now)?;
            let to = (id, one.email.as_str(), one.language);
            outbox::insert(conn, &letter(&mailer, OUT_LETTER, to, now))?;
            let desk = get_desk(conn, desk_id)?;
            // Nobody was told yet that it is given together, and the body's own answer is this one.
            let has_own = desk.body.as_ref().is_some_and(|body| body.other.is_some());
            let asked = first_asked(conn, desk_id)?;
            let sent = desk.sent.as_ref().map(|sent| sent.received_at);
            let was_sent_so = sent.is_some_and(|sent| asked.is_some_and(|asked| asked <= sent));
            if all.len() == 1 && !was_sent_so && !has_own {
                set_joint(conn, desk_id, false)?;
            }
            note(conn, &desk)?;
            audit::record(conn, entry(actor, "cosigner.taken_out", id, now))
        })
        .await?;
    app.letters_due.notify_one();
    Ok(())
}

/// It was asked at this desk, and taken out since.
fn was_asked(conn: &mut Conn, desk: Uuid, id: Uuid) -> Result<bool, Error> {
    let found = colleagues::of_id(conn, id)?;
    Ok(found.is_some_and(|one| one.desk_id == desk && one.may == Right::Confirm))
}

/// Whoever reads answers learns of it as of every change.
fn note(conn: &mut Conn, desk: &Desk) -> Result<(), Error> {
    match &desk.sent {
        Some(sent) => note_change(conn, sent.submission_id),
        None => Ok(()),
    }
}

fn find(all: &[Cosigner], id: Uuid) -> Result<&Cosigner, Error> {
    let found = all.iter().find(|one| one.id == id);
    found.ok_or_else(|| Problem::NotFound.into())
}

fn within(conn: &mut Conn, about: &[Uuid], now: DateTime<Utc>, most: i64) -> Result<(), Error> {
    let since = now - Duration::hours(1);
    match outbox::count_of_all_since(conn, ASKED_LETTER, about, since)? < most {
        true => Ok(()),
        false => Err(Problem::TooMany.into()),
    }
}

fn new_link(app: &App, desk: Uuid, id: Uuid, at: DateTime<Utc>) -> Result<NewLink, Error> {
    let made = NewLink::for_contributor(&app.keys, desk, id, at);
    let (link, _) = made.map_err(|e| Error::internal(e.to_string()))?;
    Ok(link)
}

fn letter(
    mailer: &Mailer,
    kind: &'static str,
    (about, to, language): (Uuid, &str, crate::i18n::Lang),
    at: DateTime<Utc>,
) -> NewMessage {
    let id = ids::new(at);
    NewMessage {
        id,
        kind,
        about,
        slot: id.to_string(),
        recipient: to.to_owned(),
        language,
        message_id: mailer.message_id(kind, id),
        at,
    }
}

pub fn entry(actor: Actor, action: &'static str, about: Uuid, at: DateTime<Utc>) -> Entry {
    Entry {
        at,
        actor,
        action,
        object_kind: "cosigner",
        object_id: about,
        detail: None,
    }
}

/// What stands in the way of everything here.
pub fn in_the_way(error: &Error) -> Option<&FieldError> {
    error.fields.iter().find(|fault| fault.at == WHOLE)
}
