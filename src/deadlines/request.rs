//! Staff answer whoever asks for more time: granted, with the day that was asked for or another, or refused; in
//! both cases with a reason and a letter. The first answer stands. A deadline that is moved as far as was asked for
//! answers them, too ([`settle`](super::settle)).

use super::extend::{Wanted, see_change, write};
use super::mails::REFUSED_LETTER;
use super::settle::whose;
use crate::app::App;
use crate::audit::{self, Actor};
use crate::consultations::Texts;
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::idempotency::{self, Claim, Claimed, Stored};
use crate::ids;
use crate::invitations::asked_with;
use crate::mail::Mailer;
use crate::outbox::{self, NewMessage};
use crate::submissions::more_time::entry;
use crate::submissions::{DeadlineRequest, RequestAnswer, Requests, insert_answer, requests};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// What staff answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The day that is granted; `None` refuses.
    pub new_on: Option<NaiveDate>,
    pub reason: Texts,
    pub actor: Actor,
}

/// What came of it.
#[derive(Debug, Clone)]
pub enum Answered {
    Done,
    /// Somebody else was first: this is the request with their answer.
    Overtaken(Box<DeadlineRequest>),
}

/// A request to this consultation.
pub fn find(conn: &mut Conn, consultation: Uuid, id: Uuid) -> Result<DeadlineRequest, Error> {
    let found = requests(conn, Requests::One(id))?.pop();
    let found = found.filter(|request| request.consultation_id == consultation);
    found.ok_or_else(|| Problem::NotFound.into())
}

/// Answers, once for each claim.
pub async fn answer(
    app: &App,
    consultation: Uuid,
    id: Uuid,
    answer: Answer,
    claim: Claim,
    done: Stored,
) -> Result<Answered, Error> {
    let (now, mailer) = (app.clock.now(), app.mailer.clone());
    let answered = app.db.write(move |conn| {
        if let Claimed::Replay(_) = idempotency::claim(conn, &claim)? {
            return Ok(Answered::Done);
        }
        // Two who answer at once follow each other.
        crate::consultations::lock_deadlines(conn)?;
        let request = find(conn, consultation, id)?;
        if request.answer.is_some() {
            return Ok(Answered::Overtaken(Box::new(request)));
        }
        store(conn, &mailer, &request, &answer, now)?;
        idempotency::store_all(conn, &[(&claim, &done)], now)?;
        Ok(Answered::Done)
    });
    let answered = answered.await?;
    app.letters_due.notify_one();
    see_change(app).await?;
    Ok(answered)
}

fn store(
    conn: &mut Conn,
    mailer: &Mailer,
    request: &DeadlineRequest,
    answer: &Answer,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let change_id = match answer.new_on {
        Some(new_on) => {
            let wanted = Wanted {
                whose: whose(request),
                new_on,
                reason: answer.reason.clone(),
            };
            let of = request.consultation_id;
            let id = write(conn, mailer, of, &wanted, answer.actor, now)?.id;
            if request.wanted_on <= new_on {
                return Ok(());
            }
            Some(id)
        }
        None => {
            refuse(conn, mailer, request, now)?;
            None
        }
    };
    let row = RequestAnswer {
        change_id,
        reason: answer.reason.clone(),
        by_whom: answer.actor.as_text(),
        at: now,
    };
    insert_answer(conn, ids::new(now), request.id, &row)?;
    let action = match change_id {
        Some(_) => "deadline.granted",
        None => "deadline.refused",
    };
    audit::record(conn, entry(request, answer.actor, action, now))
}

/// The letter to whoever asked: a body at its own address.
fn refuse(
    conn: &mut Conn,
    mailer: &Mailer,
    request: &DeadlineRequest,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let (recipient, language) = match request.invited_id {
        Some(invited) => {
            let body = asked_with(conn, request.consultation_id, Some(&[invited]))?.pop();
            let body = body.and_then(|body| Some((body.address?, body.language)));
            let Some(body) = body else { return Ok(()) };
            body
        }
        None => match &request.address {
            Some(address) => (address.clone(), request.language),
            None => return Ok(()),
        },
    };
    let id = ids::new(now);
    outbox::insert(
        conn,
        &NewMessage {
            id,
            kind: REFUSED_LETTER,
            about: request.id,
            slot: "answer".into(),
            recipient,
            language,
            message_id: mailer.message_id(REFUSED_LETTER, id),
            at: now,
        },
    )
}
