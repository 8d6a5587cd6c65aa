//! The personal link of an answer: sent to save for later, entered by a pressed button, and the
//! confirmation that comes with it: who presses the button of a letter has read that mailbox.

use super::draft;
use super::receipt::{FORMAT, Receipt, ReceiptAnswer, instant_text};
use super::send::{CONFIRM_LETTER, RECEIPT_LETTER, about, stored_receipt};
use super::standing::Standing;
use super::store::{self, StoredVersion};
use crate::address::EmailAddress;
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::idempotency::{self, Claim, Stored};
use crate::ids;
use crate::keys::Keys;
use crate::outbox::{self, NewMessage};
use crate::session::guard::Session;
use crate::session::{self, Link, LinkKind, NewLink};
use chrono::{DateTime, Duration, Utc};
use std::sync::Arc;
use uuid::Uuid;

/// The letter that carries the link to somebody who saves for later.
pub const SAVED_LETTER: &str = "saved";

/// A desk sends no more of these in an hour: nobody fills another's mailbox with it.
const MOST_IN_AN_HOUR: i64 = 10;

/// Owes a letter with the link to this address, and remembers the address on the desk.
pub async fn send_link(
    app: &App,
    desk_id: Uuid,
    email: &str,
    language: Lang,
    actor: Actor,
) -> Result<(), Error> {
    let done = Stored {
        status: 200,
        headers: vec![],
        body: String::new(),
    };
    send_link_once(app, desk_id, email, language, actor, None, done)
        .await
        .map(|_| ())
}

/// [`send_link`], done once for each claim; `done` is the answer that is given, and given again.
pub async fn send_link_once(
    app: &App,
    desk_id: Uuid,
    email: &str,
    language: Lang,
    actor: Actor,
    claim: Option<Claim>,
    done: Stored,
) -> Result<Stored, Error> {
    let fault = || Error::invalid(vec![FieldError::new("email", "error-email")]);
    let email = EmailAddress::parse(email)
        .map_err(|_| fault())?
        .as_str()
        .to_owned();
    let now = app.clock.now();
    let new_link = letter_link(app, desk_id, &email, now)?;
    let id = ids::new(now);
    let letter = NewMessage {
        id,
        kind: SAVED_LETTER,
        about: desk_id,
        slot: id.to_string(),
        recipient: email.clone(),
        language,
        message_id: app.mailer.message_id(SAVED_LETTER, id),
        at: now,
    };
    let stored = app
        .db
        .write(move |conn| {
            idempotency::once(conn, claim.as_ref(), now, |conn| {
                store::lock_desk(conn, desk_id)?;
                let since = now - Duration::hours(1);
                if outbox::count_since(conn, SAVED_LETTER, desk_id, since)? >= MOST_IN_AN_HOUR {
                    return Err(Problem::TooMany.into());
                }
                let mut sender = store::get_desk(conn, desk_id)?.sender;
                sender.email = Some(email.clone());
                store::set_sender(conn, desk_id, &sender, None, now)?;
                if session::live_link_of(conn, desk_id, LinkKind::Letter, Some(&email))?.is_none() {
                    session::insert_link(conn, &new_link)?;
                }
                outbox::insert(conn, &letter)?;
                audit::record(conn, entry(actor, "desk.link_sent", "desk", desk_id, now))?;
                Ok(done.clone())
            })
        })
        .await?;
    app.letters_due.notify_one();
    Ok(stored)
}

/// A new link for letters to this address.
pub(super) fn letter_link(
    app: &App,
    desk_id: Uuid,
    email: &str,
    at: DateTime<Utc>,
) -> Result<NewLink, Error> {
    NewLink::issue(
        &app.keys,
        LinkKind::Letter,
        desk_id,
        Some(email.to_owned()),
        at,
    )
    .map(|(link, _)| link)
    .map_err(|e| Error::internal(e.to_string()))
}

/// The letter that asks to confirm, owed once more.
pub struct Resend {
    pub desk_id: Uuid,
    /// The version that waits.
    pub version_id: Uuid,
    pub language: Lang,
    /// The link of whoever asks for it; it stays.
    pub by: Uuid,
}

/// Owes the letter again, to the address it went to or to a corrected one. The link in a letter that went
/// to a wrong address ends: whoever reads there must not be let in.
pub async fn send_confirmation_again(app: &App, again: Resend, email: &str) -> Result<(), Error> {
    let fault = || Error::invalid(vec![FieldError::new("email", "error-email")]);
    let email = EmailAddress::parse(email)
        .map_err(|_| fault())?
        .as_str()
        .to_owned();
    let now = app.clock.now();
    let new_link = letter_link(app, again.desk_id, &email, now)?;
    let id = ids::new(now);
    let letter = NewMessage {
        id,
        kind: CONFIRM_LETTER,
        about: again.version_id,
        slot: id.to_string(),
        recipient: email.clone(),
        language: again.language,
        message_id: app.mailer.message_id(CONFIRM_LETTER, id),
        at: now,
    };
    app.db
        .write(move |conn| {
            let desk = store::get_desk(conn, again.desk_id)?;
            let earlier = outbox::last_recipient(conn, CONFIRM_LETTER, again.version_id)?;
            let wrong = earlier.filter(|e| *e != email && Some(e) != desk.confirmed_email.as_ref());
            if let Some(wrong) = wrong
                && let Some(link) = live_letter(conn, desk.id, &wrong)?
                && link.id != again.by
            {
                session::revoke(conn, link.id, now)?;
            }
            let mut sender = desk.sender;
            if sender.email.as_deref() != Some(email.as_str()) {
                sender.email = Some(email.clone());
                store::set_sender(conn, desk.id, &sender, None, now)?;
            }
            if live_letter(conn, desk.id, &email)?.is_none() {
                session::insert_link(conn, &new_link)?;
            }
            outbox::insert(conn, &letter)?;
            let actor = Actor::Link(again.by);
            audit::record(conn, entry(actor, "desk.link_sent", "desk", desk.id, now))
        })
        .await?;
    app.letters_due.notify_one();
    Ok(())
}

fn live_letter(conn: &mut Conn, desk: Uuid, address: &str) -> Result<Option<Link>, Error> {
    session::live_link_of(conn, desk, LinkKind::Letter, Some(address))
}

/// Where the letter of this kind about a sent version goes, the last if there were several.
pub async fn letter_goes_to(
    app: &App,
    kind: &'static str,
    version_id: Uuid,
) -> Result<Option<String>, Error> {
    app.db
        .read(move |conn| outbox::last_recipient(conn, kind, version_id))
        .await
}

/// Whether a letter with a link to this desk was sent to anybody.
pub async fn has_letter(app: &App, desk_id: Uuid) -> Result<bool, Error> {
    app.db
        .read(move |conn| {
            Ok(session::live_link_of(conn, desk_id, LinkKind::Letter, None)?.is_some())
        })
        .await
}

fn entry(
    actor: Actor,
    action: &'static str,
    object_kind: &'static str,
    object_id: Uuid,
    at: DateTime<Utc>,
) -> Entry {
    Entry {
        at,
        actor,
        action,
        object_kind,
        object_id,
        detail: None,
    }
}

/// The link behind a token. A revoked one is told apart from one that never was.
pub async fn find(app: &App, token: &str) -> Result<Link, Error> {
    let hash = Keys::token_hash(token);
    match app
        .db
        .read(move |conn| session::find_link(conn, &hash))
        .await?
    {
        None => Err(Problem::NotFound.into()),
        Some(link) if link.revoked_at.is_some() => Err(Problem::LinkRevoked.into()),
        Some(link) => Ok(link),
    }
}

/// The link of a letter behind a token: a link that stands in no letter proves no address.
pub async fn find_letter(app: &App, token: &str) -> Result<Link, Error> {
    let link = find(app, token).await?;
    match link.kind {
        LinkKind::Letter => Ok(link),
        LinkKind::Desk => Err(Problem::NotFound.into()),
    }
}

/// Confirms the address of a letter's link and numbers what waited for it, without opening a session.
/// Doing it again changes nothing.
pub async fn confirm(
    app: &App,
    link: Link,
    consultation: Arc<Consultation>,
) -> Result<Option<String>, Error> {
    let confirmation = Confirmation::new(app, link, consultation);
    let numbered = app.db.write(move |conn| confirmation.run(conn)).await?;
    if numbered.is_some() {
        app.letters_due.notify_one();
    }
    Ok(numbered)
}

/// What pressing the button did.
#[derive(Debug, Clone)]
pub struct Entered {
    pub desk_id: Uuid,
    /// The browser's session, new or the one it had: the token for its cookie.
    pub session_token: String,
    /// An answer that had waited for this got its number now.
    pub numbered: Option<String>,
}

/// Opens the desk in this browser; a letter's link also confirms its address and numbers what waited.
pub async fn enter(
    app: &App,
    link: Link,
    consultation: Arc<Consultation>,
    session: Option<&Session>,
) -> Result<Entered, Error> {
    let now = app.clock.now();
    let opened = Opened::of(app, session, now)?;
    let (desk_id, session_token) = (link.desk_id, opened.token.clone());
    let confirmation = Confirmation::new(app, link, consultation);
    let numbered = app
        .db
        .write(move |conn| {
            opened.store(conn, now)?;
            session::hold(conn, opened.id, confirmation.link.id)?;
            draft::lay_out(conn, confirmation.link.desk_id, now)?;
            confirmation.run(conn)
        })
        .await?;
    if numbered.is_some() {
        app.letters_due.notify_one();
    }
    Ok(Entered {
        desk_id,
        session_token,
        numbered,
    })
}

/// A browser's session, made when it has none.
pub struct Opened {
    pub id: Uuid,
    pub token: String,
    new: Option<[u8; 32]>,
}

impl Opened {
    pub fn of(app: &App, session: Option<&Session>, now: DateTime<Utc>) -> Result<Self, Error> {
        let id = session.map_or_else(|| ids::new(now), |s| s.id);
        let token = app
            .keys
            .session_token(app.keys.newest(), id)
            .map_err(|e| Error::internal(e.to_string()))?;
        let new = session.is_none().then(|| Keys::token_hash(&token));
        Ok(Self { id, token, new })
    }

    pub fn store(&self, conn: &mut Conn, now: DateTime<Utc>) -> Result<(), Error> {
        match &self.new {
            Some(hash) => session::open(conn, self.id, hash, now),
            None => Ok(()),
        }
    }
}

/// The confirming of an address, ready to be stored.
struct Confirmation {
    link: Link,
    consultation: Arc<Consultation>,
    /// The letter with the receipt, should one be owed.
    letter_id: Uuid,
    message_id: String,
    now: DateTime<Utc>,
}

impl Confirmation {
    fn new(app: &App, link: Link, consultation: Arc<Consultation>) -> Self {
        let now = app.clock.now();
        let letter_id = ids::new(now);
        Self {
            link,
            consultation,
            letter_id,
            message_id: app.mailer.message_id(RECEIPT_LETTER, letter_id),
            now,
        }
    }

    /// The number that an answer got now; `None` when none waited for this address.
    fn run(&self, conn: &mut Conn) -> Result<Option<String>, Error> {
        let Some(email) = &self.link.confirms else {
            return Ok(None);
        };
        let desk_id = self.link.desk_id;
        store::lock_desk(conn, desk_id)?;
        store::confirm_email(conn, desk_id, email)?;
        let numbered = number_what_waits(conn, &self.link, &self.consultation, self.now)?;
        let Some((version, number)) = numbered else {
            return Ok(None);
        };
        let letter = NewMessage {
            id: self.letter_id,
            kind: RECEIPT_LETTER,
            about: version,
            slot: "sender".into(),
            recipient: email.clone(),
            language: store::get_desk(conn, desk_id)?.language,
            message_id: self.message_id.clone(),
            at: self.now,
        };
        outbox::insert(conn, &letter)?;
        Ok(Some(number))
    }
}

/// Gives the number to an answer that waited for its address, and a receipt to each of its versions.
fn number_what_waits(
    conn: &mut Conn,
    link: &Link,
    consultation: &Consultation,
    now: DateTime<Utc>,
) -> Result<Option<(Uuid, String)>, Error> {
    let desk = store::get_desk(conn, link.desk_id)?;
    let Some(waiting) = desk.sent.filter(|s| s.number.is_none()) else {
        return Ok(None);
    };
    let versions = store::versions_of(conn, waiting.submission_id)?;
    // Only the address that the last version was sent with: whoever began the desk may have had another.
    let asked = match versions.last() {
        Some(last) => outbox::last_recipient(conn, CONFIRM_LETTER, last.id)?,
        None => None,
    };
    if asked != link.confirms {
        return Ok(None);
    }
    let series = consultation.case_series_id;
    let taken = store::take_numbers(conn, &[(series, 1)])?;
    let number = taken
        .get(&series)
        .copied()
        .ok_or_else(|| Error::internal("a series without numbers"))?;
    let text = store::number_text(&consultation.number_prefix, number);
    let mut earlier: Vec<(i32, Standing)> = Vec::new();
    let mut current = (0, Standing::Late);
    let mut standings = Vec::new();
    for version in &versions {
        let arrived = Standing::of_arrival(version.late_seconds.is_some());
        let (stands, standing) = super::standing::after(&earlier, current.0, (version.no, arrived));
        if stands == version.no {
            current = (version.no, standing);
        }
        earlier.push((version.no, arrived));
        standings.push(store::NewStanding {
            id: ids::new(now),
            version_id: version.id,
            standing,
            at: now,
        });
    }
    store::set_current(conn, waiting.submission_id, current.0, current.1)?;
    store::set_number(conn, waiting.submission_id, number, current.1)?;
    store::insert_standings(conn, &standings)?;
    let receipts: Vec<_> = versions
        .iter()
        .map(|v| receipt_of(v, consultation, &text, now))
        .collect::<Result<_, _>>()?;
    store::insert_receipts(conn, &receipts)?;
    let actor = Actor::Link(link.id);
    audit::record(
        conn,
        entry(
            actor,
            "submission.confirmed",
            "submission",
            waiting.submission_id,
            now,
        ),
    )?;
    Ok(versions.last().map(|v| (v.id, text)))
}

/// The receipt of a stored version, its answers in the order of the proposal.
fn receipt_of(
    version: &StoredVersion,
    consultation: &Consultation,
    number: &str,
    now: DateTime<Utc>,
) -> Result<store::NewReceipt, Error> {
    let place = |key: &str| consultation.fields().position(|(_, f)| f.key == key);
    let mut answers: Vec<ReceiptAnswer> = version
        .answers
        .iter()
        .map(|(field, text, choice)| ReceiptAnswer {
            choice: choice.clone(),
            field: field.clone(),
            text: text.clone(),
        })
        .collect();
    answers.sort_by_key(|a| place(&a.field));
    let mut no_comment = version.no_comment.clone();
    no_comment.sort_by_key(|key| consultation.advice().position(|a| a.key == *key));
    let receipt = Receipt {
        adoption: None,
        answers,
        attachments: vec![],
        capacity: "own".into(),
        confidentiality_claim: version.withhold_reason.clone(),
        consultation: about(consultation),
        cosigners: vec![],
        deadline_on: version.deadline_on,
        format: FORMAT,
        late_seconds: version.late_seconds,
        no_comment,
        number: number.to_owned(),
        proposal_version: version.proposal_version,
        received_at: instant_text(version.received_at),
        sender: version.sender.clone(),
        version: version.no,
    };
    stored_receipt(version.id, number, &receipt, now)
}
