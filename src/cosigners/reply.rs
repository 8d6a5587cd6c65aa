//! A co-signer confirms a content, says that it cannot stand behind it, or takes a confirmation back. Each is a row that
//! stays. What was confirmed after it was sent counts from then on, until the consultation is concluded.

use super::ask::entry;
use super::texts::Asked;
use crate::app::App;
use crate::audit::{self, Actor};
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::ids;
use crate::mail::Mailer;
use crate::outbox::{self, NewMessage};
use crate::session;
use crate::submissions::cosigners::{Reply, Says};
use crate::submissions::desk::Desk;
use crate::submissions::links::confirmed_coordinator;
use crate::submissions::told::Told;
use crate::submissions::withdraw::is_open;
use crate::submissions::{end_signatures, insert_reply, lock_desk, note_change, sign};
use crate::text;
use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use std::sync::Arc;
use uuid::Uuid;

/// The letter to a co-signer that proves what it has confirmed; it is about the reply.
pub const CONFIRMED_LETTER: &str = "cosigner_confirmed";
/// The one that tells whoever coordinates the answer what a co-signer said; it is about the reply.
pub const REPLIED_LETTER: &str = "cosigner_replied";

/// The control for who confirms, their role, and what is said to whoever coordinates.
pub const NAME: &str = "name";
pub const ROLE: &str = "role";
pub const MESSAGE: &str = "message";

const LONGEST_NAME: usize = 200;
pub const LONGEST_MESSAGE: usize = 2_000;
/// A co-signer does not change its mind more often than this in an hour.
const MOST_IN_AN_HOUR: usize = 10;

/// What is said, as it was typed.
#[derive(Debug, Clone)]
pub enum Typed {
    Confirm {
        /// Of the content that whoever confirms has read.
        checksum: String,
        name: String,
        role: String,
    },
    Decline {
        message: String,
    },
    TakeBack,
}

/// Whose reply it is: the co-signer, and the link that it came by.
#[derive(Debug, Clone, Copy)]
pub struct By {
    pub desk_id: Uuid,
    pub cosigner_id: Uuid,
    pub actor: Actor,
}

/// Takes a reply; the same again is the one before.
pub async fn reply(
    app: &App,
    consultation: Arc<Consultation>,
    by: By,
    typed: Typed,
) -> Result<(), Error> {
    let said = Said::check(typed)?;
    let (clock, mailer) = (app.clock.clone(), app.mailer.clone());
    app.db
        .write(move |conn| {
            lock_desk(conn, by.desk_id)?;
            // An answer that was taken back while this waited was taken back before it.
            let now = clock.now();
            if !is_open(conn, consultation.id, now)? {
                return Err(Problem::NotOpen.into());
            }
            let asked = Asked::read(conn, by.desk_id, by.cosigner_id, &consultation)?;
            let Some(reply) = said.reply(&asked, now)? else {
                return Ok(());
            };
            store(conn, &asked, &reply)?;
            let letters = letters(conn, &mailer, &asked, &reply)?;
            outbox::insert_all(conn, &letters)?;
            let action = match reply.says {
                Says::Confirmed => "cosigner.confirmed",
                Says::Declined => "cosigner.declined",
                Says::TakenBack => "cosigner.taken_back",
            };
            audit::record(conn, entry(by.actor, action, by.cosigner_id, now))
        })
        .await?;
    app.letters_due.notify_one();
    Ok(())
}

/// What is said, checked.
#[derive(Debug, Clone)]
enum Said {
    Confirm {
        checksum: String,
        name: String,
        role: String,
    },
    Decline {
        message: Option<String>,
    },
    TakeBack,
}

impl Said {
    fn check(typed: Typed) -> Result<Self, Error> {
        let mut faults = Vec::new();
        let said = match typed {
            Typed::Confirm {
                checksum,
                name,
                role,
            } => {
                let mut line = |typed: &str, at| {
                    let line = text::single_line(typed);
                    match text::count(&line) {
                        0 => faults.push(FieldError::new(at, "error-missing")),
                        n => faults.extend(too_long(at, n, LONGEST_NAME)),
                    }
                    line
                };
                let (name, role) = (line(&name, NAME), line(&role, ROLE));
                Self::Confirm {
                    checksum,
                    name,
                    role,
                }
            }
            Typed::Decline { message } => {
                let message = text::canonical(&message).trim().to_owned();
                faults.extend(too_long(MESSAGE, text::count(&message), LONGEST_MESSAGE));
                let message = (!message.is_empty()).then_some(message);
                Self::Decline { message }
            }
            Typed::TakeBack => Self::TakeBack,
        };
        match faults.is_empty() {
            true => Ok(said),
            false => Err(Error::invalid(faults)),
        }
    }

    /// The row that it becomes; none where it was said before.
    fn reply(&self, asked: &Asked, now: DateTime<Utc>) -> Result<Option<Reply>, Error> {
        let before = &asked.cosigner.replies;
        let since = now - Duration::hours(1);
        let last = before.last();
        let made = |says, content: &[u8]| Reply {
            id: ids::new(now),
            says,
            name: None,
            role: None,
            message: None,
            content_sha256: content.to_vec(),
            version_id: None,
            stood: None,
            at: now,
        };
        let stands = asked.texts.asked().map_or([0; 32], |text| text.sha256);
        let reply = match self {
            Self::Confirm {
                checksum,
                name,
                role,
            } => {
                let found = asked.texts.find(checksum);
                let Some(text) = found else {
                    let current = asked.texts.asked().map(|text| text.checksum());
                    let current = json!({ "sha256": current });
                    let refusal = Error::new(Problem::PreconditionFailed);
                    return Err(refusal.beside("current", current));
                };
                if text.is_empty() {
                    return Err(Problem::NothingWritten.into());
                }
                if asked.cosigner.confirmed(&text.sha256).is_some() {
                    return Ok(None);
                }
                Reply {
                    name: Some(name.clone()),
                    role: Some(role.clone()),
                    version_id: text.version.as_ref().map(|version| version.id),
                    stood: text.stood.clone(),
                    ..made(Says::Confirmed, &text.sha256)
                }
            }
            Self::Decline { message } => {
                let is_same = |last: &Reply| {
                    last.says == Says::Declined
                        && last.message == *message
                        && last.content_sha256 == stands
                };
                if last.is_some_and(is_same) {
                    return Ok(None);
                }
                Reply {
                    message: message.clone(),
                    ..made(Says::Declined, &stands)
                }
            }
            Self::TakeBack if asked.cosigner.last_confirmed().is_none() => return Ok(None),
            Self::TakeBack => made(Says::TakenBack, &stands),
        };
        match before.iter().filter(|r| r.at > since).count() < MOST_IN_AN_HOUR {
            true => Ok(Some(reply)),
            false => Err(Problem::TooMany.into()),
        }
    }
}

fn too_long(at: &'static str, n: usize, most: usize) -> Option<FieldError> {
    let said = i64::try_from(most).unwrap_or(i64::MAX);
    (n > most).then(|| FieldError::new(at, "error-length").with(said))
}

/// Writes it down. What was sent with this content has one more or one less behind it from now on.
fn store(conn: &mut Conn, asked: &Asked, reply: &Reply) -> Result<(), Error> {
    let whose = asked.cosigner.id;
    insert_reply(conn, whose, reply)?;
    if reply.says != Says::Confirmed {
        end_signatures(conn, whose, reply.at)?;
    }
    let mut sent = asked.texts.all_sent();
    let signed = sent.find(|sent| reply.content_sha256 == sent.sha256);
    let signed = signed.and_then(|sent| sent.version.as_ref());
    if let Some(version) = signed.filter(|_| reply.says == Says::Confirmed) {
        sign(conn, version.id, whose, reply.at)?;
    }
    match &asked.desk.sent {
        Some(sent) => note_change(conn, sent.submission_id),
        None => Ok(()),
    }
}

/// To whoever coordinates the answer; and to the co-signer, what proves its confirmation.
fn letters(
    conn: &mut Conn,
    mailer: &Mailer,
    asked: &Asked,
    reply: &Reply,
) -> Result<Vec<NewMessage>, Error> {
    let letter = |kind, to: &str, language| {
        let id = ids::new(reply.at);
        NewMessage {
            id,
            kind,
            about: reply.id,
            slot: String::new(),
            recipient: to.to_owned(),
            language,
            message_id: mailer.message_id(kind, id),
            at: reply.at,
        }
    };
    let mut letters = Vec::new();
    if let Some((address, language)) = coordinator(conn, &asked.desk)? {
        letters.push(letter(REPLIED_LETTER, &address, language));
    }
    if reply.says == Says::Confirmed {
        let to = &asked.cosigner;
        letters.push(letter(CONFIRMED_LETTER, &to.email, to.language));
    }
    Ok(letters)
}

/// Where whoever coordinates an answer is written to: the address that was confirmed, or else the body's own, or where a link
/// went that coordinates.
pub fn coordinator(conn: &mut Conn, desk: &Desk) -> Result<Option<(String, Lang)>, Error> {
    if let Some(address) = confirmed_coordinator(conn, desk)? {
        return Ok(Some((address, desk.language)));
    }
    let Some(body) = &desk.body else {
        let mut letters = session::letter_links(conn, desk.id)?.into_iter();
        let whole = letters.find(|one| one.contributor_id.is_none());
        return Ok(whole.map(|one| (one.address, desk.language)));
    };
    let told = Told::invited(conn, body)?;
    Ok(told.address.map(|address| (address, told.language)))
}
