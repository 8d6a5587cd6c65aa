//! Signing in by a letter: asked for with an address, sent when that is a member of staff's, spent by one
//! pressed button. Opening the link changes nothing, since programs that read mail open links.

use super::entrance::Entrance;
use super::member::{Member, as_kept};
use super::store::{self, StoredSignIn};
use super::wanted;
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::db::{Conn, dialect};
use crate::error::{Error, FieldError};
use crate::ids;
use crate::keys::{Keys, UnknownKey};
use crate::outbox::{self, NewMessage};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// The letter that carries the link.
pub const SIGN_IN_LETTER: &str = "sign_in";

/// The link opens for so long.
pub const LIFE: Duration = Duration::minutes(15);

/// Nobody fills the mailbox of a member of staff.
const MOST_IN_AN_HOUR: i64 = 5;

/// The answer comes after the same time, whether or not there was a letter to write down.
const ANSWERED_AFTER: std::time::Duration = std::time::Duration::from_millis(100);

/// Spent and ended links are told apart from what never was for this long.
const REMEMBERED: Duration = Duration::days(1);

const TOKEN_KIND: &str = "sign-in";
const FIRST_GENERATION: i32 = 1;

/// Owes a letter if the address is that of a member of staff who may come in; nobody is told whether.
pub async fn ask(app: &App, email: &str, page: Option<&str>) -> Result<(), Error> {
    let fault = || Error::invalid(vec![FieldError::new("email", "error-email")]);
    let email = as_kept(email).ok_or_else(fault)?;
    let answered = tokio::time::sleep(ANSWERED_AFTER);
    let now = app.clock.now();
    let id = ids::new(now);
    let page = page.and_then(wanted::safe).map(str::to_owned);
    let (keys, message_id) = (app.keys.clone(), app.mailer.message_id(SIGN_IN_LETTER, id));
    app.db
        .write(move |conn| {
            let member = store::find_by_email(conn, &email)?.filter(Member::is_active);
            let Some(member) = member else { return Ok(()) };
            let link = StoredSignIn::issue(&keys, id, member.id, page.clone(), now);
            let link = link.map_err(|e| Error::internal(e.to_string()))?;
            owe(conn, &link, &member, &message_id, now)
        })
        .await?;
    app.letters_due.notify_one();
    answered.await;
    Ok(())
}

fn owe(
    conn: &mut Conn,
    link: &StoredSignIn,
    member: &Member,
    message_id: &str,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    // Those who ask for one person at once are counted one after the other.
    let (high, low) = member.id.as_u64_pair();
    dialect::lock_keys(conn, &[(high ^ low).cast_signed()])?;
    if store::sign_ins_since(conn, member.id, at - Duration::hours(1))? >= MOST_IN_AN_HOUR {
        return Ok(());
    }
    store::insert_sign_in(conn, link, at)?;
    let letter = NewMessage {
        id: link.id,
        kind: SIGN_IN_LETTER,
        about: link.id,
        slot: "1".to_owned(),
        recipient: member.email.clone(),
        language: member.language,
        message_id: message_id.to_owned(),
        at,
    };
    outbox::insert(conn, &letter)?;
    audit::record(
        conn,
        Entry {
            at,
            actor: Actor::Anyone,
            action: "staff.link_sent",
            object_kind: "staff",
            object_id: member.id,
            detail: None,
        },
    )
}

impl StoredSignIn {
    fn issue(
        keys: &Keys,
        id: Uuid,
        staff_id: Uuid,
        wanted: Option<String>,
        at: DateTime<Utc>,
    ) -> Result<Self, UnknownKey> {
        let key_version = keys.newest();
        let token = keys.link_token(key_version, TOKEN_KIND, id, FIRST_GENERATION)?;
        Ok(Self {
            id,
            staff_id,
            key_version,
            token_sha256: Keys::token_hash(&token),
            wanted,
            expires_at: at + LIFE,
            used_at: None,
        })
    }

    /// The token, derived again when the letter is written; none from a key file that did not make it.
    pub fn token(&self, keys: &Keys) -> Result<String, UnknownKey> {
        let token = keys.link_token(self.key_version, TOKEN_KIND, self.id, FIRST_GENERATION)?;
        if Keys::token_hash(&token) == self.token_sha256 {
            Ok(token)
        } else {
            Err(UnknownKey(self.key_version))
        }
    }

    /// Whether it still opens.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.used_at.is_none() && self.expires_at > now
    }
}

/// What a link is worth now.
#[derive(Debug)]
pub enum Found {
    /// Opens for this member of staff.
    Open(Box<Member>),
    Spent,
    Expired,
    /// It was never ours, or is long forgotten.
    Unknown,
}

/// Looks at a link and changes nothing.
pub async fn look(app: &App, token: &str) -> Result<Found, Error> {
    let (hash, now) = (Keys::token_hash(token), app.clock.now());
    app.db
        .read(move |conn| {
            let Some(link) = store::find_sign_in(conn, &hash)? else {
                return Ok(Found::Unknown);
            };
            if link.used_at.is_some() {
                return Ok(Found::Spent);
            }
            let member = store::find(conn, link.staff_id)?.filter(Member::is_active);
            Ok(match member {
                Some(member) if link.is_open(now) => Found::Open(Box::new(member)),
                _ => Found::Expired,
            })
        })
        .await
}

/// Who pressed the button first, and where they go.
pub struct Entered {
    /// For the cookie.
    pub session_token: String,
    pub wanted: Option<String>,
}

/// Spends the link and opens a new session; `None` when the link is not worth one any more.
pub async fn enter(app: &App, token: &str, before: Option<Uuid>) -> Result<Option<Entered>, Error> {
    let (hash, now) = (Keys::token_hash(token), app.clock.now());
    let entrance = Entrance::new(app, before)?;
    let session_token = entrance.token.clone();
    let link = app
        .db
        .write(move |conn| {
            let Some(link) = store::find_sign_in(conn, &hash)? else {
                return Ok(None);
            };
            if !store::use_sign_in(conn, link.id, now)? {
                return Ok(None);
            }
            entrance.open(conn, link.staff_id)?;
            Ok(Some(link))
        })
        .await?;
    Ok(link.map(|link| Entered {
        session_token,
        wanted: link.wanted,
    }))
}

/// Deletes links that ended a day ago; how many. What their letters were is forgotten with them.
pub fn sweep(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, Error> {
    store::sweep_sign_ins(conn, now - REMEMBERED)
}
