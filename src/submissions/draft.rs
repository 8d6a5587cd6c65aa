//! Writing an answer: begin, save field by field, mark, tell who answers. Every step is stored at once.

use super::desk::{Desk, FieldState, Mark, SenderDetails};
use super::store::{self, FIRST_VERSION, FieldSave, FieldSaved, NewDesk};
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::consultations::{Advice, Consultation, Field, FieldKind};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::idempotency::{self, Claim, Stored};
use crate::ids;
use crate::session::{self, LinkKind, NewLink};
use crate::text;
use chrono::{DateTime, Utc};
use std::sync::Arc;
use uuid::Uuid;

/// What somebody says before writing.
pub struct Beginning<'a> {
    pub consultation: &'a Consultation,
    pub sender: SenderDetails,
    /// Keys of the råd that the writer wants to say something about; empty is all.
    pub chosen: Vec<String>,
    pub language: Lang,
    pub at: DateTime<Utc>,
}

/// A desk to be stored, with the link that opens it.
#[derive(Debug, Clone)]
pub struct Begun {
    pub desk: NewDesk,
    pub link: NewLink,
    /// Shown once to whoever begins; derived again when needed, never stored.
    pub token: String,
}

impl Beginning<'_> {
    /// Checks what was said; nothing is stored yet.
    pub fn check(self, app: &App) -> Result<Begun, Error> {
        if !takes_input(self.consultation, self.at) {
            return Err(Problem::NotOpen.into());
        }
        let sender = self.sender.cleaned();
        let mut faults = sender.faults();
        faults.extend(unknown_advice(self.consultation, &self.chosen));
        if !faults.is_empty() {
            return Err(Error::invalid(faults));
        }
        let desk_id = ids::new(self.at);
        let (link, token) = NewLink::issue(&app.keys, LinkKind::Desk, desk_id, None, self.at)
            .map_err(|e| Error::internal(e.to_string()))?;
        let desk = NewDesk {
            id: desk_id,
            consultation_id: self.consultation.id,
            sender,
            chosen: self.chosen,
            language: self.language,
            proposal_version: self.consultation.version,
            of: None,
            at: self.at,
        };
        Ok(Begun { desk, link, token })
    }
}

/// Whether an answer that arrives now is taken at all, in time or late.
pub fn takes_input(consultation: &Consultation, now: DateTime<Utc>) -> bool {
    crate::consultations::arrival(consultation.status, consultation.deadline_on, now).is_some()
}

impl Begun {
    /// Stores the desk and its link.
    pub fn store(&self, conn: &mut Conn) -> Result<(), Error> {
        store::insert_desks(conn, &[&self.desk])?;
        session::insert_link(conn, &self.link)?;
        let entry = |action| Entry {
            at: self.desk.at,
            actor: Actor::Anyone,
            action,
            object_kind: "desk",
            object_id: self.desk.id,
            detail: None,
        };
        audit::record(conn, entry("desk.begun"))
    }
}

/// Begins a desk, once for each claim. `respond` makes the answer that is given, and given again.
pub async fn begin(
    app: &App,
    begun: Begun,
    claim: Option<Claim>,
    respond: impl Fn(&Desk) -> Stored + Send + 'static,
) -> Result<Stored, Error> {
    let now = begun.desk.at;
    app.db
        .write(move |conn| {
            idempotency::once(conn, claim.as_ref(), now, |conn| {
                begun.store(conn)?;
                Ok(respond(&store::get_desk(conn, begun.desk.id)?))
            })
        })
        .await
}

/// The desk as it stands.
pub async fn read(app: &App, desk_id: Uuid) -> Result<Desk, Error> {
    app.db
        .read(move |conn| store::get_desk(conn, desk_id))
        .await
}

/// An answer that came whole, in one call, was never written at its desk: when somebody opens it as a page,
/// what was sent is laid out there, so that it can be changed.
pub(super) fn lay_out(conn: &mut Conn, desk_id: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    store::lock_desk(conn, desk_id)?;
    let desk = store::get_desk(conn, desk_id)?;
    // Sent, and as it was made: every other way to send leaves a desk that was changed.
    if desk.sent.is_some() && desk.version == FIRST_VERSION {
        store::lay_out_sent(conn, desk_id, now)?;
    }
    Ok(())
}

/// What somebody wrote in one field, over the version that they saw (0 for an empty field).
#[derive(Debug, Clone, Default)]
pub struct Written {
    pub base: i64,
    pub text: Option<String>,
    pub choice: Option<String>,
}

/// Checks what was written for a field and cleans it for storing. A text over the field's limit is kept
/// (sending is blocked, not saving); only one over the draft's ceiling is refused.
pub fn checked(field: &Field, written: Written, at: &str) -> Result<FieldSave, FieldError> {
    let text = written
        .text
        .map(|t| text::canonical(&t))
        .filter(|t| !text::is_blank(t));
    let choice = written.choice.filter(|c| !c.is_empty());
    match field.kind {
        FieldKind::Text if choice.is_some() => {
            return Err(FieldError::new(at, "error-not-offered"));
        }
        FieldKind::Text => {}
        FieldKind::Scale | FieldKind::Choice if text.is_some() => {
            return Err(FieldError::new(at, "error-not-offered"));
        }
        FieldKind::Scale | FieldKind::Choice => {
            let offered = |key: &String| field.choices.iter().any(|c| c.key == *key);
            if choice.as_ref().is_some_and(|key| !offered(key)) {
                return Err(FieldError::new(at, "error-not-offered"));
            }
        }
    }
    let length = text.as_deref().map_or(0, text::length);
    if length > text::DRAFT_CEILING {
        let over = i64::try_from(length - text::DRAFT_CEILING).unwrap_or(i64::MAX);
        return Err(FieldError::new(at, "error-over-ceiling").with(over));
    }
    Ok(FieldSave {
        field_id: field.id,
        base: written.base,
        text,
        choice,
    })
}

/// What one press of «Lagre» brings: fields, and perhaps a mark on their råd.
#[derive(Debug, Clone, Default)]
pub struct Save {
    pub fields: Vec<FieldSave>,
    /// The råd that the fields belong to, and the mark that it shall have now.
    pub mark: Option<(Uuid, Option<Mark>)>,
}

/// Saves it in one transaction. Conflicts are outcomes, not errors: both texts are kept.
pub async fn save(app: &App, desk_id: Uuid, save: Save) -> Result<Vec<FieldSaved>, Error> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let outcomes = store::save_fields(conn, desk_id, &save.fields, now)?;
            if let Some((advice, mark)) = save.mark
                && store::mark_of(conn, desk_id, advice)? != mark
            {
                store::set_marks(conn, desk_id, &[advice], mark, now)?;
            }
            Ok(outcomes)
        })
        .await
}

/// A text as it was once saved: what a conflict shows beside the other.
pub async fn kept(
    app: &App,
    desk_id: Uuid,
    field_id: Uuid,
    version: i64,
) -> Result<Option<FieldState>, Error> {
    app.db
        .read(move |conn| store::find_field_version(conn, desk_id, field_id, version))
        .await
}

/// *Ingen merknader* for every unanswered råd; what undoes it in one step, or `None` when there was none.
pub async fn no_comment_to_the_rest(
    app: &App,
    desk_id: Uuid,
    consultation: Arc<Consultation>,
) -> Result<Option<(Uuid, usize)>, Error> {
    let now = app.clock.now();
    let batch = ids::new(now);
    app.db
        .write(move |conn| {
            let marked = mark_the_rest(conn, desk_id, &consultation, batch, now)?;
            Ok((!marked.is_empty()).then_some((batch, marked.len())))
        })
        .await
}

/// [`no_comment_to_the_rest`], done once for each claim. `respond` gets the batch and the keys of the råd.
pub async fn no_comment_to_the_rest_once(
    app: &App,
    desk_id: Uuid,
    consultation: Arc<Consultation>,
    claim: Option<Claim>,
    respond: fn(Uuid, Uuid, &[String]) -> Stored,
) -> Result<Stored, Error> {
    let now = app.clock.now();
    let batch = ids::new(now);
    app.db
        .write(move |conn| {
            idempotency::once(conn, claim.as_ref(), now, |conn| {
                let marked = mark_the_rest(conn, desk_id, &consultation, batch, now)?;
                Ok(respond(desk_id, batch, &marked))
            })
        })
        .await
}

/// The keys of the råd that were unanswered and are marked now.
fn mark_the_rest(
    conn: &mut Conn,
    desk_id: Uuid,
    consultation: &Consultation,
    batch: Uuid,
    now: DateTime<Utc>,
) -> Result<Vec<String>, Error> {
    store::lock_desk(conn, desk_id)?;
    let desk = store::get_desk(conn, desk_id)?;
    let rest = desk.unanswered(consultation);
    if !rest.is_empty() {
        let ids: Vec<Uuid> = rest.iter().map(|a| a.id).collect();
        let mark = Mark::NoComment { batch: Some(batch) };
        store::set_marks(conn, desk_id, &ids, Some(mark), now)?;
    }
    Ok(rest.iter().map(|a| a.key.clone()).collect())
}

/// Undoes [`no_comment_to_the_rest`]; how many råd are unanswered again.
pub async fn undo_no_comment(app: &App, desk_id: Uuid, batch: Uuid) -> Result<usize, Error> {
    let now = app.clock.now();
    app.db
        .write(move |conn| store::unmark_batch(conn, desk_id, batch, now))
        .await
}

/// Marks one råd, or takes its mark away. Text that stands there is kept, and comes back with the mark's end.
pub async fn mark(
    app: &App,
    desk_id: Uuid,
    advice: &Advice,
    mark: Option<Mark>,
) -> Result<(), Error> {
    let (advice, now) = (advice.id, app.clock.now());
    app.db
        .write(move |conn| {
            store::lock_desk(conn, desk_id)?;
            store::set_marks(conn, desk_id, &[advice], mark, now)
        })
        .await
}

/// Takes a råd's mark away when it is one of these; another mark stays.
pub async fn unmark(
    app: &App,
    desk_id: Uuid,
    advice: &Advice,
    is_meant: fn(Mark) -> bool,
) -> Result<(), Error> {
    let (advice, now) = (advice.id, app.clock.now());
    app.db
        .write(move |conn| {
            store::lock_desk(conn, desk_id)?;
            match store::mark_of(conn, desk_id, advice)? {
                Some(mark) if is_meant(mark) => {
                    store::set_marks(conn, desk_id, &[advice], None, now)
                }
                _ => Ok(()),
            }
        })
        .await
}

/// Stores who answers; faults are told and nothing is stored. `expected`: the desk's version that was seen.
pub async fn tell_sender(
    app: &App,
    desk_id: Uuid,
    sender: SenderDetails,
    expected: Option<i64>,
) -> Result<(), Error> {
    let sender = sender.cleaned();
    let faults = sender.faults();
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let mut sender = sender.clone();
            if let Some(body) = store::body_of(conn, desk_id)? {
                body.fix(&mut sender);
            }
            store::set_sender(conn, desk_id, &sender, expected, now)
        })
        .await
}

/// Changes who answers and which råd are chosen, over the desk's version that was seen; the desk as it
/// then stands. `change` gets both as they are.
pub async fn revise(
    app: &App,
    desk_id: Uuid,
    expected: i64,
    consultation: Arc<Consultation>,
    change: impl Fn(&mut SenderDetails, &mut Vec<String>) + Send + 'static,
) -> Result<Desk, Error> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            store::lock_desk(conn, desk_id)?;
            let desk = store::get_desk(conn, desk_id)?;
            if desk.version != expected {
                return Err(Problem::PreconditionFailed.into());
            }
            let (mut sender, mut chosen) = (desk.sender.clone(), desk.chosen.clone());
            change(&mut sender, &mut chosen);
            if let Some(body) = &desk.body {
                body.fix(&mut sender);
            }
            let sender = sender.cleaned();
            let mut faults = sender.faults();
            faults.extend(unknown_advice(&consultation, &chosen));
            if !faults.is_empty() {
                return Err(Error::invalid(faults));
            }
            if sender != desk.sender {
                store::set_sender(conn, desk_id, &sender, Some(expected), now)?;
            }
            if chosen != desk.chosen {
                store::set_chosen(conn, desk_id, &chosen, now)?;
            }
            store::get_desk(conn, desk_id)
        })
        .await
}

/// A fault for each chosen key that the consultation does not have, and for each that stands there twice.
fn unknown_advice(consultation: &Consultation, chosen: &[String]) -> Vec<FieldError> {
    let fault = |(n, key): (usize, &String)| {
        let code = if consultation.find_advice(key).is_none() {
            "error-not-offered"
        } else if chosen[..n].contains(key) {
            "error-repeated"
        } else {
            return None;
        };
        Some(FieldError::new(format!("advice/{n}"), code))
    };
    chosen.iter().enumerate().filter_map(fault).collect()
}

/// Chooses the råd that the task list shows; empty is all.
pub async fn choose(app: &App, desk_id: Uuid, chosen: Vec<String>) -> Result<(), Error> {
    let now = app.clock.now();
    app.db
        .write(move |conn| store::set_chosen(conn, desk_id, &chosen, now))
        .await
}

/// The writer has seen the newest version of the proposal.
pub async fn seen_version(app: &App, desk_id: Uuid, version: i32) -> Result<(), Error> {
    let now = app.clock.now();
    app.db
        .write(move |conn| store::set_proposal_version(conn, desk_id, version, now))
        .await
}
