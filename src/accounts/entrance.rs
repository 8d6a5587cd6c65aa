//! Where every way of signing in ends. Whoever has found out who stands at the door (today a pressed button
//! of a letter, tomorrow an identity provider that knows them by issuer and subject) calls [`Entrance::open`]
//! in the transaction in which the proof is spent.

use super::store;
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::ids;
use crate::keys::Keys;
use crate::session::staff;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A session to be: always a new one, so that a cookie that was planted before opens nothing afterwards.
pub struct Entrance {
    id: Uuid,
    /// For the cookie.
    pub token: String,
    at: DateTime<Utc>,
    /// What the browser held before, which ends.
    before: Option<Uuid>,
}

impl Entrance {
    pub fn new(app: &App, before: Option<Uuid>) -> Result<Self, Error> {
        let at = app.clock.now();
        let id = ids::new(at);
        let token = app.keys.session_token(app.keys.newest(), id);
        Ok(Self {
            id,
            token: token.map_err(|e| Error::internal(e.to_string()))?,
            at,
            before,
        })
    }

    /// Lets this member of staff in. Whose access has ended is signed out, whatever they prove.
    pub fn open(&self, conn: &mut Conn, member: Uuid) -> Result<(), Error> {
        let found = store::find(conn, member)?;
        if !found.is_some_and(|member| member.is_active()) {
            return Err(Problem::SignedOut.into());
        }
        if let Some(before) = self.before {
            staff::end_session(conn, before)?;
        }
        staff::open(
            conn,
            self.id,
            member,
            &Keys::token_hash(&self.token),
            self.at,
        )?;
        audit::record(
            conn,
            Entry {
                at: self.at,
                actor: Actor::Staff(member),
                action: "staff.signed_in",
                object_kind: "staff",
                object_id: member,
                detail: None,
            },
        )
    }
}
