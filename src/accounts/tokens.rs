//! Tokens of programs that act for a member of staff: made in a browser and shown there once, ended by their
//! owner or by an administrator. What one lets do is asked at every request (`session::staff`).

mod store;

use super::manage::{By, end_minutes_of_program, note};
use crate::app::App;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::idempotency::{Claim, Stored, once};
use crate::ids;
use crate::keys::{Keys, UnknownKey};
use crate::role::Role;
use crate::scope::Scope;
use crate::session::staff::StaffAccess;
use crate::text::single_line;
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

pub use store::tokens_of;

const LONGEST_NAME: usize = 100;
/// How many days a token may live …
pub const LIVES: [i64; 3] = [30, 90, 365];
/// … and what the form proposes.
pub const USUAL_LIFE: i64 = 90;
/// So many live ones has nobody use for.
const MOST_LIVE: usize = 50;

/// A token as its owner sees it.
#[derive(Debug, Clone)]
pub struct Token {
    pub id: Uuid,
    pub staff_id: Uuid,
    /// What its owner calls the program.
    pub name: String,
    pub scopes: Vec<Scope>,
    /// It opens nothing else.
    pub consultation_id: Option<Uuid>,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    /// To the hour.
    pub used_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
}

impl Token {
    pub fn is_live(&self, now: DateTime<Utc>) -> bool {
        self.ended_at.is_none() && now < self.expires_at
    }

    /// It lets a program write minutes, where its owner may.
    pub(super) fn may_write_minutes(&self, consultation: Uuid) -> bool {
        let may_write = self.scopes.contains(&Scope::AnswersWrite);
        may_write && self.consultation_id.is_none_or(|only| only == consultation)
    }
}

/// A token to be made.
#[derive(Debug, Clone)]
pub struct NewToken {
    pub name: String,
    pub scopes: Vec<Scope>,
    pub consultation_id: Option<Uuid>,
    pub days: i64,
}

impl NewToken {
    /// Names everything that must be corrected at once.
    pub fn check(
        name: &str,
        scopes: Vec<Scope>,
        consultation_id: Option<Uuid>,
        days: Option<i64>,
    ) -> Result<Self, Error> {
        let mut faults = Vec::new();
        let name = single_line(name);
        if name.is_empty() {
            faults.push(FieldError::new("name", "error-token-name"));
        } else if name.chars().count() > LONGEST_NAME {
            let longest = i64::try_from(LONGEST_NAME).unwrap_or(i64::MAX);
            faults.push(FieldError::new("name", "error-length").with(longest));
        }
        if scopes.is_empty() {
            faults.push(FieldError::new("scope", "error-token-scope"));
        }
        let days = days.filter(|days| LIVES.contains(days));
        match days {
            Some(days) if faults.is_empty() => Ok(Self {
                name,
                scopes,
                consultation_id,
                days,
            }),
            Some(_) => Err(Error::invalid(faults)),
            None => {
                faults.push(FieldError::new("days", "error-value"));
                Err(Error::invalid(faults))
            }
        }
    }
}

/// What its owner's program shows: with a prefix by which a secret that got out of the house can be found.
pub fn secret(keys: &Keys, version: i32, id: Uuid) -> Result<String, UnknownKey> {
    Ok(format!("hoering_{}", keys.staff_token(version, id)?))
}

/// Makes a token; its id.
pub fn issue(
    conn: &mut Conn,
    keys: &Keys,
    staff: Uuid,
    new: &NewToken,
    by: By,
) -> Result<Uuid, Error> {
    let live = tokens_of(conn, staff)?;
    if live.iter().filter(|token| token.is_live(by.at)).count() >= MOST_LIVE {
        let most = i64::try_from(MOST_LIVE).unwrap_or(i64::MAX);
        let fault = FieldError::new("name", "error-token-many").with(most);
        return Err(Error::invalid(vec![fault]));
    }
    let id = ids::new(by.at);
    let secret = secret(keys, keys.newest(), id).map_err(|e| Error::internal(e.to_string()))?;
    let expires_at = by.at + Duration::days(new.days);
    let hash = Keys::token_hash(&secret);
    store::insert(conn, id, staff, new, &hash, by.at, expires_at)?;
    let scopes = Scope::join(&new.scopes);
    note(conn, by, "token.made", id, Some(scopes))?;
    Ok(id)
}

/// The same, once for each press; what its program shows.
pub async fn issue_once(
    app: &App,
    staff: &StaffAccess,
    new: NewToken,
    key: String,
) -> Result<String, Error> {
    let by = By::staff(staff, app);
    let claim = Claim::new(
        format!("staff:{} token", staff.staff_id),
        key,
        format!("{new:?}").as_bytes(),
    );
    let (owner, keys) = (staff.staff_id, app.keys.clone());
    let done = app.db.write(move |conn| {
        once(conn, Some(&claim), by.at, |conn| {
            let id = issue(conn, &keys, owner, &new, by)?;
            Ok(Stored {
                status: 200,
                headers: Vec::new(),
                body: format!("{id} {}", keys.newest()),
            })
        })
    });
    let stored = done.await?.body;
    let unreadable = || Error::internal("a stored answer cannot be read");
    let (id, version) = stored.split_once(' ').ok_or_else(unreadable)?;
    let id = id.parse().map_err(|_| unreadable())?;
    let version = version.parse().map_err(|_| unreadable())?;
    secret(&app.keys, version, id).map_err(|e| Error::internal(e.to_string()))
}

/// Ends a token at once, and the links to minutes that it may have made. Its owner may, and an administrator; for anybody else there is none.
pub async fn end_token(app: &App, staff: &StaffAccess, id: Uuid) -> Result<Token, Error> {
    let by = By::staff(staff, app);
    let (asking, is_admin) = (staff.staff_id, staff.role() == Some(Role::Admin));
    app.db
        .write(move |conn| {
            let found = store::find(conn, id)?;
            let mine = |token: &Token| is_admin || token.staff_id == asking;
            let token = found.filter(mine).ok_or(Problem::NotFound)?;
            if token.ended_at.is_none() {
                store::end(conn, id, by.at)?;
                note(conn, by, "token.ended", id, None)?;
                end_minutes_of_program(conn, &token, by)?;
            }
            Ok(token)
        })
        .await
}

/// Ends every token of somebody whose access ends.
pub fn end_tokens_of(conn: &mut Conn, staff: Uuid, by: By) -> Result<(), Error> {
    for token in tokens_of(conn, staff)? {
        if token.ended_at.is_none() {
            store::end(conn, token.id, by.at)?;
            note(conn, by, "token.ended", token.id, None)?;
        }
    }
    Ok(())
}
