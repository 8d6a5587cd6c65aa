//! Writing an answer: begin, save field by field, mark, tell who answers. Every step is stored at once.

use super::desk::{Desk, FieldState, Mark, SenderDetails};
use super::readdress::Readdress;
use super::receipt::OnBehalf;
use super::store::{self, FieldSave, FieldSaved, NewDesk, SavedBy};
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::bodies;
use crate::colleagues;
use crate::consultations::{Advice, Consultation, Field, FieldKind};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::idempotency::{self, Claim, Stored};
use crate::ids;
use crate::session::{self, Link, LinkKind, NewLink};
use crate::text;
use chrono::{DateTime, Utc};
use std::collections::HashMap;
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
        let link = NewLink {
            told_name: sender.person.clone(),
            ..link
        };
        let desk = NewDesk {
            id: desk_id,
            consultation_id: self.consultation.id,
            sender,
            chosen: self.chosen,
            language: self.language,
            proposal_version: self.consultation.version,
            of: None,
            parent: None,
            is_joint: false,
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

/// Begins a desk, once for each claim, with more that happens in the same transaction. `respond` makes the
/// answer that is given, and given again.
pub async fn begin(
    app: &App,
    begun: Begun,
    claim: Option<Claim>,
    also: impl Fn(&mut Conn, &Begun) -> Result<(), Error> + Send + 'static,
    respond: impl Fn(&Desk) -> Stored + Send + 'static,
) -> Result<Stored, Error> {
    app.room.ask_for_draft()?;
    let now = begun.desk.at;
    app.db
        .write(move |conn| {
            idempotency::once(conn, claim.as_ref(), now, |conn| {
                begun.store(conn)?;
                also(conn, &begun)?;
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

/// [`read`] for work that holds a connection; one that was swept is not found.
pub fn find(conn: &mut Conn, desk_id: Uuid) -> Result<Option<Desk>, Error> {
    store::find_desk(conn, desk_id)
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

/// What is to become of the mark of a råd.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marking {
    NoComment,
    Ready,
    /// None, whichever there was.
    Nothing,
    /// A mark of another kind stays.
    NotNoComment,
    NotReady,
}

impl Marking {
    /// The mark that it shall have now. One that was set together with others stays among them.
    fn of(self, before: Option<Mark>) -> Option<Mark> {
        let has_no_comment = matches!(before, Some(Mark::NoComment { .. }));
        match self {
            Self::NoComment if has_no_comment => before,
            Self::NoComment => Some(Mark::NoComment { batch: None }),
            Self::Ready => Some(Mark::Ready),
            Self::Nothing => None,
            Self::NotNoComment => before.filter(|_| !has_no_comment),
            Self::NotReady => before.filter(|mark| *mark != Mark::Ready),
        }
    }
}

/// What one press of «Lagre» brings: fields, and perhaps marks on their råd. What is said anew in a råd lifts *ingen
/// merknad*, under which it would not be sent.
#[derive(Debug, Clone, Default)]
pub struct Save {
    pub fields: Vec<FieldSave>,
    /// The råd that the fields belong to.
    pub marks: Vec<(Uuid, Marking)>,
    /// A form sends all its fields: those that are as they were when it was drawn say nothing.
    pub form: bool,
    /// What whoever sets *ingen merknad* has seen of what it would hide.
    pub knows: Knows,
}

/// What somebody has seen in a råd on which there shall be no comment. What stands there is kept under the mark and comes
/// back with its end.
#[derive(Debug, Clone, Default)]
pub enum Knows {
    /// Nothing must stand there.
    #[default]
    Nothing,
    /// The fields in these versions, as the form had them. A stance that was seen gives way, as one does to another; a text
    /// is asked about.
    Drawn(HashMap<Uuid, i64>),
    /// The same, shown with the question whether it shall not be sent; support of other answers in the råd goes, too.
    Asked(HashMap<Uuid, i64>),
    /// The draft at this version.
    Draft(i64),
}

/// What must be asked before *ingen merknad* is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Something is said in the råd that would not be sent.
    Said,
    /// Another answer is supported in it.
    Endorsed,
}

/// What became of it.
#[derive(Debug, Clone)]
pub struct Saved {
    pub fields: Vec<FieldSaved>,
    pub at: DateTime<Utc>,
    /// *Ingen merknad* was not set, in these råd.
    pub asks: Option<Asks>,
    pub not_marked: Vec<Uuid>,
}

impl Save {
    pub fn field(field: FieldSave) -> Self {
        Self {
            fields: vec![field],
            ..Self::default()
        }
    }

    pub fn mark(advice: &Advice, marking: Marking) -> Self {
        Self {
            marks: vec![(advice.id, marking)],
            ..Self::default()
        }
    }
}

/// Saves it in one transaction, as written by the holder of a link. Conflicts are outcomes, not errors: both texts are
/// kept.
pub async fn save(app: &App, desk_id: Uuid, by: Uuid, save: Save) -> Result<Saved, Error> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let by = SavedBy {
                link: by,
                form: save.form,
            };
            if let Knows::Draft(seen) = save.knows {
                store::lock_to_write(conn, desk_id)?;
                if store::get_desk(conn, desk_id)?.version != seen {
                    return Err(Problem::PreconditionFailed.into());
                }
            }
            let fields = store::save_fields(conn, desk_id, by, &save.fields, now)?;
            let (mut asks, mut not_marked) = (None, Vec::new());
            for (advice, marking) in save.marks.iter().copied() {
                let before = store::mark_of(conn, desk_id, advice)?;
                let mut mark = marking.of(before);
                if is_no_comment(mark) && !is_no_comment(before) {
                    match asks_of(conn, desk_id, advice, &save)? {
                        // Until it is answered, what stands there is sent.
                        Some(why) => {
                            mark = None;
                            asks = Some(why);
                            not_marked.push(advice);
                        }
                        None => store::let_go_in(conn, desk_id, advice)?,
                    }
                }
                if mark != before {
                    store::set_marks(conn, desk_id, &[advice], mark, Some(by.link), now)?;
                }
            }
            Ok(Saved {
                fields,
                at: now,
                asks,
                not_marked,
            })
        })
        .await
}

fn is_no_comment(mark: Option<Mark>) -> bool {
    matches!(mark, Some(Mark::NoComment { .. }))
}

/// What *ingen merknad* would hide and nobody has said that it shall.
fn asks_of(conn: &mut Conn, desk: Uuid, advice: Uuid, save: &Save) -> Result<Option<Asks>, Error> {
    let is_answered = matches!(save.knows, Knows::Asked(_));
    if !is_answered && store::endorses_in(conn, desk, advice)? {
        return Ok(Some(Asks::Endorsed));
    }
    let is_own = |id: &Uuid| save.fields.iter().any(|own| own.field_id == *id);
    let is_seen = |seen: &HashMap<Uuid, i64>, id: &Uuid, state: &FieldState| {
        is_own(id) || seen.get(id).is_some_and(|seen| *seen >= state.version)
    };
    let hides = |(id, state): (&Uuid, &FieldState)| match &save.knows {
        _ if state.is_empty() => false,
        Knows::Nothing => true,
        Knows::Drawn(seen) => state.text.is_some() || !is_seen(seen, id, state),
        Knows::Asked(seen) => !is_seen(seen, id, state),
        Knows::Draft(_) => false,
    };
    let asks = store::fields_in_advice(conn, desk, advice)?
        .iter()
        .any(hides);
    Ok(asks.then_some(Asks::Said))
}

/// Takes away the marks of these råd.
pub fn take_mark_away(
    conn: &mut Conn,
    desk: Uuid,
    advice: &[Uuid],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    match advice.is_empty() {
        true => Ok(()),
        false => store::set_marks(conn, desk, advice, None, None, now),
    }
}

/// What was once saved in a field, to be saved again over the version that was seen: how one of two texts
/// that met is chosen. `None` when there is no such version.
pub async fn once_saved(
    app: &App,
    desk_id: Uuid,
    field: &Field,
    base: i64,
    version: i64,
) -> Result<Option<FieldSave>, Error> {
    let kept = kept(app, desk_id, field.id, version).await?;
    let again = kept.map(|kept| {
        let (text, choice) = (kept.text, kept.choice);
        let written = Written { base, text, choice };
        checked(field, written, &field.key).map_err(|fault| Error::invalid(vec![fault]))
    });
    again.transpose()
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

/// *Ingen merknader* for every unanswered råd of a desk by the holder of a link, once for each claim. `respond` gets what undoes it in one step,
/// and the keys of the råd.
pub async fn no_comment_to_the_rest(
    app: &App,
    (desk_id, by): (Uuid, Uuid),
    consultation: Arc<Consultation>,
    claim: Option<Claim>,
    respond: impl Fn(Uuid, Uuid, &[String]) -> Stored + Send + 'static,
) -> Result<Stored, Error> {
    let now = app.clock.now();
    let batch = ids::new(now);
    app.db
        .write(move |conn| {
            idempotency::once(conn, claim.as_ref(), now, |conn| {
                let marked = mark_the_rest(conn, (desk_id, by), &consultation, batch, now)?;
                Ok(respond(desk_id, batch, &marked))
            })
        })
        .await
}

/// The keys of the råd that were unanswered and are marked now.
fn mark_the_rest(
    conn: &mut Conn,
    (desk_id, by): (Uuid, Uuid),
    consultation: &Consultation,
    batch: Uuid,
    now: DateTime<Utc>,
) -> Result<Vec<String>, Error> {
    store::lock_to_write(conn, desk_id)?;
    let desk = store::get_desk(conn, desk_id)?;
    let rest = desk.unanswered(consultation);
    if !rest.is_empty() {
        let ids: Vec<Uuid> = rest.iter().map(|a| a.id).collect();
        let mark = Mark::NoComment { batch: Some(batch) };
        store::set_marks(conn, desk_id, &ids, Some(mark), Some(by), now)?;
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

/// What whoever tells something has seen of what was told before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// The draft at this version: whatever has changed since stands in the way.
    Draft(i64),
    /// Who answers, at this version: only another who tells otherwise stands in the way.
    Sender(String),
    /// What was told of the body's decision, at this version: likewise.
    Adoption(String),
    /// Whatever there is.
    Anything,
}

impl Seen {
    fn is_overtaken(&self, desk: &Desk, told: &SenderDetails) -> bool {
        match self {
            Self::Draft(version) => desk.version != *version,
            Self::Sender(version) => desk.sender != *told && desk.sender.version() != *version,
            Self::Adoption(_) | Self::Anything => false,
        }
    }
}

/// Tells who answers and chooses the råd, by the holder of a link; the desk as it then stands. `change` gets both as they are.
/// Faults are told and nothing is stored. Of another address those hear who must (`readdress.rs`).
pub async fn revise(
    app: &App,
    by: &Link,
    seen: Seen,
    consultation: Arc<Consultation>,
    change: impl Fn(&mut SenderDetails, &mut Vec<String>) + Send + 'static,
) -> Result<Desk, Error> {
    let (by, now) = (by.clone(), app.clock.now());
    let readdress = Readdress::new(app);
    let revised = app
        .db
        .write(move |conn| {
            let desk_id = by.desk_id;
            store::lock_to_write(conn, desk_id)?;
            let desk = store::get_desk(conn, desk_id)?;
            if matches!(seen, Seen::Draft(version) if version != desk.version) {
                return Err(Problem::PreconditionFailed.into());
            }
            let (mut sender, mut chosen) = (desk.sender.clone(), desk.chosen.clone());
            change(&mut sender, &mut chosen);
            desk.fix(&mut sender);
            let sender = sender.cleaned();
            let mut faults = sender.faults();
            faults.extend(unknown_advice(&consultation, &chosen));
            if !faults.is_empty() {
                return Err(Error::invalid(faults));
            }
            if seen.is_overtaken(&desk, &sender) {
                return Err(Problem::PreconditionFailed.into());
            }
            if sender != desk.sender {
                named_as_before(conn, desk_id, &sender)?;
                store::set_sender(conn, desk_id, &sender, Some(desk.version), now)?;
                note_own_name(conn, &by, &desk.sender, &sender)?;
                readdress.run(conn, &desk, sender.email.as_deref(), Actor::Link(by.id))?;
            }
            if chosen != desk.chosen {
                store::set_chosen(conn, desk_id, &chosen, now)?;
            }
            store::get_desk(conn, desk_id)
        })
        .await?;
    app.letters_due.notify_one();
    Ok(revised)
}

/// Those who were asked to give it together with an organisation have not been asked by another.
pub(super) fn named_as_before(
    conn: &mut Conn,
    desk: Uuid,
    sender: &SenderDetails,
) -> Result<(), Error> {
    let Some(before) = store::named_to_cosigners(conn, desk)? else {
        return Ok(());
    };
    let named = sender.organisation.as_deref().map(bodies::fold_name);
    let is_person = sender.on_behalf == Some(OnBehalf::Person);
    match named == Some(bodies::fold_name(&before)) && !is_person {
        true => Ok(()),
        false => {
            let at = if is_person {
                "on_behalf"
            } else {
                "organisation"
            };
            Err(Error::invalid(vec![FieldError::new(
                at,
                "error-cosign-named",
            )]))
        }
    }
}

/// Whoever has the whole answer in their hands has no name but the one that they tell, as sender, of themselves: the first,
/// and what it is corrected to while the address stays. Whom they tell of later is somebody else, as a colleague is.
fn note_own_name(
    conn: &mut Conn,
    by: &Link,
    before: &SenderDetails,
    told: &SenderDetails,
) -> Result<(), Error> {
    let (None, Some(name)) = (by.contributor_id, &told.person) else {
        return Ok(());
    };
    let own = colleagues::told_names(conn, by.desk_id)?.remove(&by.id);
    let is_first = own.is_none();
    let is_corrected = own == before.person && before.email == told.email;
    let colleagues = colleagues::of_desk(conn, by.desk_id)?;
    let is_colleague = colleagues.iter().any(|one| {
        let email = told.email.as_deref().unwrap_or_default();
        one.name == *name || one.email.eq_ignore_ascii_case(email)
    });
    match before.person != told.person && (is_first || is_corrected) && !is_colleague {
        true => session::tell_name(conn, by.id, name),
        false => Ok(()),
    }
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

/// The writer has seen the proposal as it is in this version; one that was seen before changes nothing.
pub async fn see_proposal(
    app: &App,
    desk: &Desk,
    consultation: &Consultation,
    version: i32,
) -> Result<(), Error> {
    if !(1..=consultation.version).contains(&version) {
        let fault = FieldError::new("version", "error-value");
        return Err(Error::invalid(vec![fault]));
    }
    if version <= desk.proposal_version {
        return Ok(());
    }
    let (desk, now) = (desk.id, app.clock.now());
    app.db
        .write(move |conn| store::set_proposal_version(conn, desk, version, now))
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_was_set_together_with_others_stays_among_them() {
        let batch = Some(ids::new(DateTime::UNIX_EPOCH));
        let among = Some(Mark::NoComment { batch });
        assert_eq!(Marking::NoComment.of(among), among);
        let alone = Some(Mark::NoComment { batch: None });
        assert_eq!(Marking::NoComment.of(Some(Mark::Ready)), alone);
    }

    #[test]
    fn taking_one_mark_away_leaves_another() {
        let (ready, none) = (Some(Mark::Ready), Some(Mark::NoComment { batch: None }));
        assert_eq!(Marking::NotReady.of(none), none);
        assert_eq!(Marking::NotNoComment.of(ready), ready);
        assert_eq!(Marking::NotReady.of(ready), None);
        assert_eq!(Marking::NotNoComment.of(none), None);
        assert_eq!(Marking::Nothing.of(ready), None);
    }
}
