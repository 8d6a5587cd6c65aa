//! The consultations as they are published now, kept in memory: whoever answers or reads finds them there,
//! and the database is asked again only when something was published.

use super::consultation::Consultation;
use super::import::{is_due, publish_due};
use super::store::{Key, current_revision, load};
use crate::db::Db;
use crate::error::{Error, Problem};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// Far more than are read within one revision; beyond that it starts anew.
const MOST_KEPT: usize = 200;

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
        if let Some(found) = self.read().by_key.get(&key) {
            return Ok(Arc::clone(found));
        }
        let wanted = key.clone();
        let (revision, found) = db
            .read(move |conn| Ok((current_revision(conn)?, load(conn, &wanted, None)?)))
            .await?;
        let found = found.filter(Consultation::is_public);
        let found = Arc::new(found.ok_or(Problem::NotFound)?);
        self.keep(revision, &found);
        Ok(found)
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

impl Kept {
    fn advance(&mut self, revision: i64) {
        if revision > self.revision {
            self.revision = revision;
            self.by_key.clear();
        }
    }
}
