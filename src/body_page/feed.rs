//! The secret address at which calendars and feed readers fetch what a body was asked. One at a time; whoever has it
//! reads dates and titles, and no answer.

use super::store;
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::ids;
use crate::keys::{Keys, UnknownKey};
use chrono::{DateTime, Utc};
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    pub id: Uuid,
    pub key_version: i32,
    pub made_at: DateTime<Utc>,
}

impl Feed {
    fn token(&self, keys: &Keys) -> Result<String, UnknownKey> {
        keys.link_token(self.key_version, "feed", self.id, 1)
    }

    /// Where its calendar and its feed are.
    pub fn addresses(&self, app: &App, lang: Lang) -> Result<(String, String), Error> {
        let token = self.token(&app.keys);
        let token = token.map_err(|e| Error::internal(e.to_string()))?;
        let at = |name: &str| app.url(&lang.path(&format!("/virksomhet/{token}/{name}")));
        Ok((at(CALENDAR), at(NEWS)))
    }
}

const CALENDAR: &str = "frister.ics";
const NEWS: &str = "horinger.atom";

/// The address that there is.
pub async fn find(app: &App, body: Uuid) -> Result<Option<Feed>, Error> {
    app.db.read(move |conn| store::live_feed(conn, body)).await
}

/// Makes the address; the one that there is already stays.
pub async fn make(app: &App, body: Uuid, by: Actor) -> Result<Feed, Error> {
    let now = app.clock.now();
    let feed = Feed {
        id: ids::new(now),
        key_version: app.keys.newest(),
        made_at: now,
    };
    let token = feed.token(&app.keys);
    let hash = Keys::token_hash(&token.map_err(|e| Error::internal(e.to_string()))?);
    app.db
        .write(move |conn| {
            if let Some(there) = store::live_feed(conn, body)? {
                return Ok(there);
            }
            store::insert_feed(conn, body, &feed, &hash)?;
            audit::record(conn, entry("body_feed.made", body, by, now))?;
            Ok(feed.clone())
        })
        .await
}

/// Ends it: nothing is found there from then on.
pub async fn end(app: &App, body: Uuid, by: Actor) -> Result<(), Error> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            if store::end_feed(conn, body, now)? {
                audit::record(conn, entry("body_feed.ended", body, by, now))?;
            }
            Ok(())
        })
        .await
}

fn entry(action: &'static str, body: Uuid, actor: Actor, at: DateTime<Utc>) -> Entry {
    Entry {
        at,
        actor,
        action,
        object_kind: "body",
        object_id: body,
        detail: None,
    }
}

/// The body behind the secret in an address. One that was ended is told apart from one that never was.
pub async fn body_behind(app: &App, token: &str) -> Result<Uuid, Error> {
    let hash = Keys::token_hash(token);
    match app
        .db
        .read(move |conn| store::find_feed(conn, &hash))
        .await?
    {
        None => Err(Problem::NotFound.into()),
        Some((_, true)) => Err(Problem::LinkRevoked.into()),
        Some((body, false)) => Ok(body),
    }
}
