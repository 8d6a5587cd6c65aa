//! The consultations as they are published now, kept in memory: whoever answers or reads finds them there,
//! and the database is asked again only when something was published.

use super::consultation::Consultation;
use super::import::{is_due, publish_due};
use super::store::{Key, current_revision, load};
use crate::db::{Conn, Db};
use crate::error::{Error, Problem};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// Each consultation has two keys: five hundred of them, far more than are read within one revision. The page of a body
/// that was asked in hundreds reads them all; beyond that it starts anew.
const MOST_KEPT: usize = 1_000;

#[derive(Default)]
pub struct Catalogue {
    kept: RwLock<Kept>,
}

#[derive(Default)]
struct Kept {
    revision: i64,
    by_key: HashMap<Key, Arc<Consultation>>,
}

impl Catalogue {
    /// A consultation that everybody may see, at its newest version. One that is being prepared is not
    /// found.
    pub async fn get(&self, db: &Db, key: impl Into<Key>) -> Result<Arc<Consultation>, Error> {
        let key = key.into();
        if let Some(known) = self.known(&key) {
            return Ok(known);
        }
        let (revision, found) = db.read(move |conn| published(conn, &key)).await?;
        self.keep(revision, &found);
        Ok(found)
    }

    /// [`Self::get`] for work that holds a connection.
    pub fn get_with(
        &self,
        conn: &mut Conn,
        key: impl Into<Key>,
    ) -> Result<Arc<Consultation>, Error> {
        let key = key.into();
        if let Some(known) = self.known(&key) {
            return Ok(known);
        }
        let (revision, found) = published(conn, &key)?;
        self.keep(revision, &found);
        Ok(found)
    }

    fn known(&self, key: &Key) -> Option<Arc<Consultation>> {
        self.read().by_key.get(key).cloned()
    }

    /// What was read at `revision`; something older than what is known by now is not kept.
    fn keep(&self, revision: i64, found: &Arc<Consultation>) {
        let mut kept = self.write();
        kept.advance(revision);
        if kept.revision == revision {
            if kept.by_key.len() >= MOST_KEPT {
                kept.by_key.clear();
            }
            kept.by_key
                .insert(Key::Slug(found.slug.clone()), Arc::clone(found));
            kept.by_key.insert(Key::Id(found.id), Arc::clone(found));
        }
    }

    /// Asks the database what is published now, and publishes what was waiting for this day. The answer is
    /// the revision that holds from now on, for the pages that are kept.
    pub async fn refresh(&self, db: &Db, now: DateTime<Utc>) -> Result<i64, Error> {
        let read = move |conn: &mut _| Ok((current_revision(conn)?, is_due(conn, now)?));
        let (mut revision, is_due) = db.read(read).await?;
        if is_due {
            revision = db
                .write(move |conn| {
                    publish_due(conn, now)?;
                    current_revision(conn)
                })
                .await?;
        }
        self.write().advance(revision);
        Ok(revision)
    }

    fn read(&self) -> RwLockReadGuard<'_, Kept> {
        self.kept.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Kept> {
        self.kept.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A consultation as it stood at a version: what an answer was an answer to.
pub fn at_version(
    conn: &mut Conn,
    newest: &Arc<Consultation>,
    version: i32,
) -> Result<Arc<Consultation>, Error> {
    if newest.version == version {
        return Ok(Arc::clone(newest));
    }
    let found = load(conn, &Key::Id(newest.id), Some(version))?;
    Ok(Arc::new(found.ok_or(Problem::NotFound)?))
}

/// What the database holds, and at which revision it was read.
fn published(conn: &mut Conn, key: &Key) -> Result<(i64, Arc<Consultation>), Error> {
    let revision = current_revision(conn)?;
    let found = load(conn, key, None)?.filter(Consultation::is_public);
    Ok((revision, Arc::new(found.ok_or(Problem::NotFound)?)))
}

impl Kept {
    fn advance(&mut self, revision: i64) {
        if revision > self.revision {
            self.revision = revision;
            self.by_key.clear();
        }
    }
}
