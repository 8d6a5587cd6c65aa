//! The personal link of an answer: sent to save for later, found by its token, entered by a pressed button.
//! What entering confirms is in `confirm.rs`: who comes by a letter's link has read that mailbox.

use super::confirm::Confirmation;
use super::desk::{Desk, SenderDetails};
use super::lock;
use super::readdress::{Readdress, end_overtaken};
use super::send::{CONFIRM_LETTER, RECEIPT_LETTER, SENDER_SLOT};
use super::store;
use crate::address::EmailAddress;
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::colleagues;
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::idempotency::{self, Claim, Stored};
use crate::ids;
use crate::keys::Keys;
use crate::outbox::{self, NewMessage};
use crate::right::Right;
use crate::session::guard::{DeskAccess, Session};
use crate::session::{self, LetterLink, Link, LinkKind, NewLink};
use chrono::{DateTime, Duration, Utc};
use std::sync::Arc;
use uuid::Uuid;

/// The letter that carries the link to somebody who saves for later.
pub const SAVED_LETTER: &str = "saved";

/// A desk sends no more of these in an hour: nobody fills another's mailbox with it.
pub(super) const MOST_IN_AN_HOUR: i64 = 10;

/// Owes a letter with the link to this address, and remembers the address on the desk: once for each claim.
/// `done` is the answer that is given, and given again.
pub async fn send_link(
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
    let keys = app.keys.clone();
    let readdress = Readdress::new(app);
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
                session::still_opens(conn, actor)?;
                let since = now - Duration::hours(1);
                if outbox::count_since(conn, SAVED_LETTER, desk_id, since)? >= MOST_IN_AN_HOUR {
                    return Err(Problem::TooMany.into());
                }
                let desk = store::get_desk(conn, desk_id)?;
                set_email(conn, &desk, &email, now)?;
                readdress.run(conn, &desk, Some(&email), actor)?;
                ensure_letter_link(conn, &keys, desk_id, &email, actor, now)?;
                outbox::insert(conn, &letter)?;
                audit::record(conn, entry(actor, "desk.link_sent", "desk", desk_id, now))?;
                Ok(done.clone())
            })
        })
        .await?;
    app.letters_due.notify_one();
    Ok(stored)
}

/// Remembers the address on the desk. Another one changes who answers: not while the text is locked. The first one does not:
/// whoever saves for later is no less whoever wrote.
fn set_email(conn: &mut Conn, desk: &Desk, email: &str, now: DateTime<Utc>) -> Result<(), Error> {
    match (&desk.sender.email, &desk.lock) {
        (Some(told), Some(_)) if told == email => return Ok(()),
        (Some(_), Some(lock)) => return Err(lock::refusal(lock)),
        _ => {}
    }
    let sender = SenderDetails {
        email: Some(email.to_owned()),
        ..desk.sender.clone()
    };
    store::set_sender(conn, desk.id, &sender, None, now)
}

/// Whose a link for letters to this address is: the colleague's whose address it is, or who has it sent. It opens what they may,
/// and nothing once they are taken out. Nobody's where it is whoever has the whole answer in their hands that has it sent, to
/// anybody else: its reader has the whole answer, too.
fn whose_letter(
    conn: &mut Conn,
    desk_id: Uuid,
    address: &str,
    by: Actor,
) -> Result<Option<Uuid>, Error> {
    let asked = colleagues::of_desk(conn, desk_id)?;
    let mut taking_part = asked.iter().filter(|one| one.takes_part());
    if let Some(theirs) = taking_part.find(|one| one.email.eq_ignore_ascii_case(address)) {
        return Ok(Some(theirs.id));
    }
    let Actor::Link(id) = by else { return Ok(None) };
    let by = session::link_of_id(conn, id)?;
    Ok(by.and_then(|link| link.contributor_id))
}

/// Whose the link of letters to this address is to be, where there is none yet that they can carry: one of theirs, or one
/// that does more.
pub(super) fn lacks_letter_link(
    conn: &mut Conn,
    desk_id: Uuid,
    address: &str,
    by: Actor,
) -> Result<Option<Option<Uuid>>, Error> {
    let mut there = session::letter_links(conn, desk_id)?;
    there.retain(|one| one.address == address);
    if there.iter().any(|one| one.contributor_id.is_none()) {
        return Ok(None);
    }
    let whose = whose_letter(conn, desk_id, address, by)?;
    let has = there.iter().any(|one| one.contributor_id == whose);
    Ok((!has).then_some(whose))
}

/// Makes the link for letters to this address, unless there is one.
pub(super) fn ensure_letter_link(
    conn: &mut Conn,
    keys: &Keys,
    desk_id: Uuid,
    address: &str,
    by: Actor,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let Some(whose) = lacks_letter_link(conn, desk_id, address, by)? else {
        return Ok(());
    };
    session::insert_link(conn, &letter_link(keys, desk_id, address, whose, at)?)
}

/// A new link for letters to this address.
pub(super) fn letter_link(
    keys: &Keys,
    desk_id: Uuid,
    address: &str,
    whose: Option<Uuid>,
    at: DateTime<Utc>,
) -> Result<NewLink, Error> {
    NewLink::for_letters(keys, desk_id, address, whose, at)
        .map_err(|e| Error::internal(e.to_string()))
}

/// The live links to an answer that stand in letters, as those who coordinate it see them.
pub async fn in_letters(app: &App, desk_id: Uuid) -> Result<Vec<LetterLink>, Error> {
    app.db
        .read(move |conn| session::letter_links(conn, desk_id))
        .await
}

/// Who holds this link may end that one: nobody their own, and no colleague one that opens the whole answer, which was not
/// theirs to give.
pub fn may_end(by: &Link, letter: &LetterLink) -> bool {
    by.id != letter.id && (by.contributor_id.is_none() || letter.contributor_id.is_some())
}

/// The address that this link stands in letters to, where nothing else in anybody's mailbox opens the whole answer and whoever
/// ends it has no link of their own that does.
pub async fn last_in_letters(
    app: &App,
    by: &Link,
    desk: &Desk,
    id: Uuid,
) -> Result<Option<String>, Error> {
    // A colleague comes back by what they were asked by, a body by its invitation, and staff to their minutes.
    if by.contributor_id.is_some() || desk.body.is_some() || desk.is_minutes() {
        return Ok(None);
    }
    let mut whole = in_letters(app, desk.id).await?;
    whole.retain(|one| one.contributor_id.is_none());
    Ok(match whole.as_slice() {
        [last] if last.id == id && by.id != id => Some(last.address.clone()),
        _ => None,
    })
}

/// Ends a link that stands in letters: it opens nothing from now on. With one that opened the whole answer goes what was opened
/// by it, the body's other answer: whoever may opens that again. Again it changes nothing.
pub async fn end_letter_link(app: &App, access: &DeskAccess, id: Uuid) -> Result<(), Error> {
    let (by, now) = (access.link.clone(), app.clock.now());
    app.db
        .write(move |conn| {
            store::lock_desk(conn, by.desk_id)?;
            session::still_opens(conn, Actor::Link(by.id))?;
            let of_desk = |link: &Link| link.desk_id == by.desk_id && link.confirms.is_some();
            let there = session::link_of_id(conn, id)?.filter(of_desk);
            let there = there.ok_or_else(|| Error::new(Problem::NotFound))?;
            let mut all = session::letter_links(conn, by.desk_id)?.into_iter();
            let Some(letter) = all.find(|one| one.id == there.id) else {
                return Ok(());
            };
            if !may_end(&by, &letter) {
                return Err(Problem::RightMissing.into());
            }
            session::revoke(conn, id, now)?;
            let desk = store::get_desk(conn, by.desk_id)?;
            let other = desk.body.and_then(|body| body.other);
            if let Some(other) = other.filter(|_| letter.contributor_id.is_none()) {
                session::revoke_first(conn, other, now)?;
            }
            let actor = Actor::Link(by.id);
            audit::record(conn, entry(actor, "link.ended", "link", id, now))
        })
        .await
}

/// The confirmed address, while a letter's link lets its reader coordinate there.
pub fn confirmed_coordinator(conn: &mut Conn, desk: &Desk) -> Result<Option<String>, Error> {
    let Some(address) = &desk.confirmed_email else {
        return Ok(None);
    };
    let link = session::live_letter_link(conn, desk.id, address)?;
    let coordinates = link.is_some_and(|link| link.right == Right::Coordinate);
    Ok(coordinates.then(|| address.clone()))
}

/// The letter that asks to confirm, owed once more.
pub struct Resend {
    pub desk_id: Uuid,
    pub language: Lang,
    /// The link of whoever asks for it; it stays.
    pub by: Uuid,
    pub claim: Option<Claim>,
    /// The answer that is given, and given again to an equal request.
    pub done: Stored,
}

/// Owes the letter again, to the address it went to or to a corrected one. The link in a letter that went
/// to a wrong address ends: whoever reads there must not be let in.
pub async fn send_confirmation_again(
    app: &App,
    again: Resend,
    email: &str,
) -> Result<Stored, Error> {
    let fault = || Error::invalid(vec![FieldError::new("email", "error-email")]);
    let email = EmailAddress::parse(email)
        .map_err(|_| fault())?
        .as_str()
        .to_owned();
    let now = app.clock.now();
    let keys = app.keys.clone();
    let id = ids::new(now);
    let message_id = app.mailer.message_id(CONFIRM_LETTER, id);
    let send = move |conn: &mut Conn| {
        store::lock_desk(conn, again.desk_id)?;
        session::still_opens(conn, Actor::Link(again.by))?;
        let desk = store::get_desk(conn, again.desk_id)?;
        let version = waiting_version(conn, &desk)?;
        if desk.sender.email.as_deref() != Some(email.as_str()) {
            set_email(conn, &desk, &email, now)?;
        }
        end_overtaken(conn, &desk, Some(&email), Actor::Link(again.by), now)?;
        ensure_letter_link(conn, &keys, desk.id, &email, Actor::Link(again.by), now)?;
        let letter = NewMessage {
            id,
            kind: CONFIRM_LETTER,
            about: version,
            slot: id.to_string(),
            recipient: email.clone(),
            language: again.language,
            message_id: message_id.clone(),
            at: now,
        };
        outbox::insert(conn, &letter)?;
        let actor = Actor::Link(again.by);
        audit::record(conn, entry(actor, "desk.link_sent", "desk", desk.id, now))?;
        Ok(again.done.clone())
    };
    let claim = again.claim.clone();
    let stored = app
        .db
        .write(move |conn| idempotency::once(conn, claim.as_ref(), now, &send))
        .await?;
    app.letters_due.notify_one();
    Ok(stored)
}

/// The version that waits for its address to be confirmed.
fn waiting_version(conn: &mut Conn, desk: &Desk) -> Result<Uuid, Error> {
    let last = waiting_versions(conn, desk)?.pop();
    last.ok_or_else(|| Problem::NotFound.into())
}

/// All that was sent and waits for its address, in their order.
pub(super) fn waiting_versions(conn: &mut Conn, desk: &Desk) -> Result<Vec<Uuid>, Error> {
    let Some(waiting) = desk.sent.as_ref().filter(|sent| sent.number.is_none()) else {
        return Ok(Vec::new());
    };
    let versions = store::versions_of(conn, waiting.submission_id)?;
    Ok(versions.into_iter().map(|version| version.id).collect())
}

/// The address that an answer waits for: where the last letter that asks to confirm went, as long as its link opens
/// something.
pub fn awaited(conn: &mut Conn, desk: &Desk) -> Result<Option<String>, Error> {
    let Some(last) = waiting_versions(conn, desk)?.pop() else {
        return Ok(None);
    };
    let Some(asked) = outbox::last_recipient(conn, CONFIRM_LETTER, last)? else {
        return Ok(None);
    };
    let link = session::live_letter_link(conn, desk.id, &asked)?;
    Ok(link.map(|_| asked))
}

/// [`awaited`] for pages.
pub async fn waits_for(app: &App, desk: &Desk) -> Result<Option<String>, Error> {
    let desk = desk.clone();
    app.db.read(move |conn| awaited(conn, &desk)).await
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

/// Where the sender's receipt for this version goes.
pub async fn receipt_goes_to(app: &App, version_id: Uuid) -> Result<Option<String>, Error> {
    app.db
        .read(move |conn| {
            let to = outbox::addressed(conn, RECEIPT_LETTER, version_id, SENDER_SLOT)?;
            Ok(to.map(|(address, _)| address))
        })
        .await
}

/// Whether a letter with a link to this desk was sent to anybody.
pub async fn has_letter(app: &App, desk_id: Uuid) -> Result<bool, Error> {
    app.db
        .read(move |conn| {
            let of_body = session::live_link_of(conn, desk_id, LinkKind::Invitation)?;
            Ok(of_body.is_some() || !session::letter_links(conn, desk_id)?.is_empty())
        })
        .await
}

pub(super) fn entry(
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

/// The link of an answer behind a token, ended or not; that of an invitation has its own place to land.
pub async fn find_own(app: &App, token: &str) -> Result<Link, Error> {
    let link = find(app, token).await?;
    match link.kind {
        // One of a co-signer, too: what it opens is somewhere else.
        LinkKind::Contributor if link.right == Right::Confirm => Err(Problem::NotFound.into()),
        LinkKind::Desk | LinkKind::Letter | LinkKind::Contributor => Ok(link),
        LinkKind::Invitation if link.revoked_at.is_some() => Err(Problem::LinkRevoked.into()),
        LinkKind::Invitation => Err(Problem::NotFound.into()),
    }
}

/// The link of a co-signer behind a token, ended or not.
pub async fn find_of_cosigner(app: &App, token: &str) -> Result<Link, Error> {
    let link = find(app, token).await?;
    match link.right {
        Right::Confirm => Ok(link),
        _ => Err(Problem::NotFound.into()),
    }
}

/// The link behind a token, ended or not.
async fn find(app: &App, token: &str) -> Result<Link, Error> {
    let hash = Keys::token_hash(token);
    let found = app
        .db
        .read(move |conn| session::find_link(conn, &hash))
        .await?;
    found.ok_or_else(|| Problem::NotFound.into())
}

/// The link of a letter behind a token: a link that stands in no letter proves no address.
pub async fn find_letter(app: &App, token: &str) -> Result<Link, Error> {
    let link = find(app, token).await?;
    match link.confirms.is_some() {
        _ if link.revoked_at.is_some() => Err(Problem::LinkRevoked.into()),
        true => Ok(link),
        false => Err(Problem::NotFound.into()),
    }
}

/// The live links to answers of a consultation that were sent to this address, in small letters, each with the address as
/// it was told.
pub fn live_links_to(
    conn: &mut Conn,
    consultation: Uuid,
    address: &str,
) -> Result<Vec<(String, Link)>, Error> {
    let mut found = Vec::new();
    for (contributor, address) in store::contributors_by_address(conn, consultation, address)? {
        let link = session::live_link_of_contributor(conn, contributor)?;
        found.extend(link.map(|link| (address, link)));
    }
    for (desk, address) in store::desks_by_letter(conn, consultation, address)? {
        let link = session::live_letter_link(conn, desk, &address)?;
        // A colleague's own link opens as much as another of theirs.
        let is_new = |link: &Link| {
            !found.iter().any(|(_, there): &(String, Link)| {
                let is_theirs = link.contributor_id.is_some();
                there.id == link.id || (is_theirs && there.contributor_id == link.contributor_id)
            })
        };
        let link = link.filter(is_new);
        found.extend(link.map(|link| (address, link)));
    }
    Ok(found)
}

/// What entering did.
#[derive(Debug, Clone)]
pub struct Entered {
    pub desk_id: Uuid,
    /// For the cookie of a browser that had no session.
    pub session_token: Option<String>,
    /// An answer that had waited for this got its number now.
    pub numbered: Option<String>,
}

/// Who comes by a link.
#[derive(Debug, Clone, Copy)]
pub enum Visitor<'s> {
    /// A browser, with the session that it has: it holds the link from now on, and finds the answer laid out.
    Browser(Option<&'s Session>),
    /// It shows the link's token each time.
    Program,
}

/// Comes in by a link; a letter's link also confirms its address and numbers what waited. Again it changes nothing.
pub async fn enter(
    app: &App,
    link: Link,
    consultation: Arc<Consultation>,
    visitor: Visitor<'_>,
) -> Result<Entered, Error> {
    enter_and(app, link, consultation, visitor, |_, _| Ok(())).await
}

/// [`enter`], with more that happens in the same transaction. A body's link also begins its answer.
pub async fn enter_and(
    app: &App,
    link: Link,
    consultation: Arc<Consultation>,
    visitor: Visitor<'_>,
    also: impl Fn(&mut Conn, DateTime<Utc>) -> Result<(), Error> + Send + 'static,
) -> Result<Entered, Error> {
    let now = app.clock.now();
    let opened = match visitor {
        Visitor::Browser(session) => Some(Opened::of(app, session, now)?),
        Visitor::Program => None,
    };
    let desk_id = link.desk_id;
    let session_token = opened.as_ref().and_then(Opened::new_token);
    let confirmation = Confirmation::new(app, link, consultation);
    let numbered = app
        .db
        .write(move |conn| {
            if let Some(opened) = &opened {
                opened.store(conn, now)?;
                session::hold(conn, opened.id, confirmation.link.id)?;
                // What was sent in one call is laid out, so that it can be changed.
                store::lock_desk(conn, desk_id)?;
            }
            begin_invited(conn, &confirmation.link, now)?;
            if let Some(contributor) = confirmation.link.contributor_id {
                session::note_opened(conn, contributor, now)?;
            }
            also(conn, now)?;
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

/// Notes that an invited body's answer is begun, or a member's input to its umbrella organisation, the first time
/// that somebody comes by its link.
fn begin_invited(conn: &mut Conn, link: &Link, now: DateTime<Utc>) -> Result<(), Error> {
    let is_theirs = match link.kind {
        LinkKind::Invitation => true,
        LinkKind::Contributor => store::umbrella_of(conn, link.desk_id)?.is_some(),
        LinkKind::Desk | LinkKind::Letter => false,
    };
    if is_theirs && store::begin_invited(conn, link.desk_id, now)? {
        let actor = Actor::Link(link.id);
        audit::record(conn, entry(actor, "desk.begun", "desk", link.desk_id, now))?;
    }
    Ok(())
}

/// A browser's session, made when it has none.
pub struct Opened {
    pub id: Uuid,
    token: String,
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

    /// For the cookie of a browser that had none.
    pub fn new_token(&self) -> Option<String> {
        self.new.map(|_| self.token.clone())
    }

    pub fn store(&self, conn: &mut Conn, now: DateTime<Utc>) -> Result<(), Error> {
        match &self.new {
            Some(hash) => session::open(conn, self.id, hash, now),
            None => Ok(()),
        }
    }
}
