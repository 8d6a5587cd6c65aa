//! The round itself: begun, held until another day, ended. Once the day has passed, or the round was ended, another day
//! opens it again.

use super::round::{self, LONGEST_MESSAGE, MESSAGE, Member, Round, WHOLE};
use super::store::{self, NewRound};
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::consultations::Consultation;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::ids;
use crate::outbox::{self, NewMessage};
use crate::submissions::desk::Desk;
use crate::submissions::draft::takes_input;
use crate::submissions::lock_desk;
use crate::text;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use uuid::Uuid;

/// The letter that tells a member of another day; it is about the member.
pub const DAY_LETTER: &str = "member_day";

/// Members are written to about another day no more often than this in a day.
const MOST_IN_A_DAY: i64 = 3;

/// What is told of a round before it begins.
#[derive(Debug, Clone)]
pub struct Beginning {
    pub due_on: NaiveDate,
    pub message: String,
    pub language: Lang,
    /// The link of whoever begins it.
    pub by: Uuid,
}

/// Begins a round at this desk; the same again changes nothing.
pub async fn begin(
    app: &App,
    desk: &Desk,
    consultation: &Consultation,
    beginning: Beginning,
) -> Result<(), Error> {
    let now = app.clock.now();
    if !takes_input(consultation, now) {
        return Err(Problem::NotOpen.into());
    }
    round::who_asks(desk)?;
    let message = text::canonical(&beginning.message).trim().to_owned();
    let mut faults = Vec::new();
    faults.extend(round::check_day(beginning.due_on, desk.deadline_on(consultation), now).err());
    if text::count(&message) > LONGEST_MESSAGE {
        let most = i64::try_from(LONGEST_MESSAGE).unwrap_or(i64::MAX);
        faults.push(FieldError::new(MESSAGE, "error-length").with(most));
    }
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let new = NewRound {
        id: ids::new(now),
        desk_id: desk.id,
        due_on: beginning.due_on,
        message,
        language: beginning.language,
        link_id: beginning.by,
        at: now,
    };
    app.db
        .write(move |conn| {
            lock_desk(conn, new.desk_id)?;
            match store::round_of(conn, new.desk_id)? {
                Some(there) if is_same(&there, &new) => return Ok(()),
                Some(_) => {
                    let fault = FieldError::new(WHOLE, "error-members-begun");
                    return Err(Error::invalid(vec![fault]));
                }
                None => store::insert_round(conn, &new)?,
            }
            audit::record(
                conn,
                entry(Actor::Link(new.link_id), "member_round.begun", new.id, now),
            )
        })
        .await
}

fn is_same(there: &Round, new: &NewRound) -> bool {
    there.due_on == new.due_on
        && there.message == new.message
        && there.language == new.language
        && there.ended_at.is_none()
}

/// Moves the day; all who take part are told by letter. The same day again changes nothing.
pub async fn move_day(
    app: &App,
    desk: &Desk,
    consultation: &Consultation,
    due_on: NaiveDate,
    actor: Actor,
) -> Result<(), Error> {
    let now = app.clock.now();
    if !takes_input(consultation, now) {
        return Err(Problem::NotOpen.into());
    }
    round::who_asks(desk)?;
    round::check_day(due_on, desk.deadline_on(consultation), now)
        .map_err(|fault| Error::invalid(vec![fault]))?;
    let found = look(app, desk.id).await?;
    let (round, members) = found.ok_or_else(|| Error::new(Problem::NotFound))?;
    let change = ids::new(now);
    let there = members.iter().filter(|member| member.takes_part());
    let letters: Vec<NewMessage> = there
        .map(|member| {
            let id = ids::new(now);
            NewMessage {
                id,
                kind: DAY_LETTER,
                about: member.id,
                slot: change.to_string(),
                recipient: member.email.clone(),
                language: round.language,
                message_id: app.mailer.message_id(DAY_LETTER, id),
                at: now,
            }
        })
        .collect();
    let desk_id = desk.id;
    app.db
        .write(move |conn| {
            lock_desk(conn, desk_id)?;
            let round = store::get_round(conn, desk_id)?;
            if round.due_on == due_on && round.ended_at.is_none() {
                return Ok(());
            }
            // Whoever was asked first has got every one of them.
            if let Some(first) = letters.first() {
                let since = now - Duration::days(1);
                if outbox::count_since(conn, DAY_LETTER, first.about, since)? >= MOST_IN_A_DAY {
                    return Err(Problem::TooMany.into());
                }
            }
            store::move_day(conn, round.id, due_on)?;
            outbox::insert_all(conn, &letters)?;
            audit::record(conn, entry(actor, "member_round.moved", round.id, now))
        })
        .await?;
    app.letters_due.notify_one();
    Ok(())
}

/// Ends it: nothing more is taken. What was handed over stays. Again it changes nothing.
pub async fn end(app: &App, desk: Uuid, actor: Actor) -> Result<(), Error> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            lock_desk(conn, desk)?;
            let round = store::get_round(conn, desk)?;
            if round.ended_at.is_some() {
                return Ok(());
            }
            store::end_round(conn, round.id, now)?;
            audit::record(conn, entry(actor, "member_round.ended", round.id, now))
        })
        .await
}

/// The round at a desk and all who were asked in it, in the order in which they were; `None` when there is none.
pub async fn look(app: &App, desk: Uuid) -> Result<Option<(Round, Vec<Member>)>, Error> {
    app.db
        .read_at_once(move |conn| {
            let Some(round) = store::round_of(conn, desk)? else {
                return Ok(None);
            };
            Ok(Some((round, store::members_at(conn, desk)?)))
        })
        .await
}

pub fn entry(actor: Actor, action: &'static str, about: Uuid, at: DateTime<Utc>) -> Entry {
    let object_kind = match action.starts_with("member_round") {
        true => "member_round",
        false => "member",
    };
    Entry {
        at,
        actor,
        action,
        object_kind,
        object_id: about,
        detail: None,
    }
}
