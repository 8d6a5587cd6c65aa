//! What the program is made of, built once and passed by reference.

use crate::clock::Clock;
use crate::consultations::Catalogue;
use crate::db::Db;
use crate::keys::Keys;
use crate::mail::Mailer;
use crate::pdf::PdfMaker;
use crate::settings::Settings;
use crate::storage::{Room, Storage};
use crate::web::cache::PageCache;
use crate::web::layout::Site;
use crate::web::rate_limit::RateLimit;
use std::any::Any;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Notify, Semaphore};
use uuid::Uuid;

pub struct App {
    pub settings: Settings,
    pub db: Db,
    pub clock: Clock,
    pub keys: Keys,
    pub mailer: Mailer,
    pub site: Arc<Site>,
    pub rate_limit: RateLimit,
    /// What is published now.
    pub consultations: Catalogue,
    /// Public pages, rendered once.
    pub pages: PageCache,
    /// What slices keep in memory, by what it is about.
    pub kept: Kept,
    /// Wakes the outbox worker after a commit that owes a letter.
    pub letters_due: Arc<Notify>,
    /// Wakes a worker after a commit that asks for an export.
    pub exports_due: Arc<Notify>,
    pub pdf: PdfMaker,
    /// Where attachments lie.
    pub storage: Storage,
    /// How much room is left where they and the database lie.
    pub room: Room,
    /// So many may send files at once; more are asked to come again.
    pub uploads: Semaphore,
    /// Wakes whoever looks for malware after a commit with a new file.
    pub scans_due: Arc<Notify>,
}

impl App {
    /// A link as it stands in a letter or on a page; always under the configured address, whatever a
    /// request's headers say.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.settings.base_url)
    }

    /// The host of that address: what is unique about what this program names.
    pub fn host(&self) -> String {
        let base = url::Url::parse(&self.settings.base_url).ok();
        let host = base.as_ref().and_then(url::Url::host_str);
        host.unwrap_or_default().to_owned()
    }
}

/// The most that is kept; what was used longest ago goes first.
const MOST_KEPT: usize = 16;

/// Things that slices keep in memory, each about something with an id. What is kept must be brought up to date
/// by whoever keeps it.
#[derive(Default)]
pub struct Kept(Mutex<VecDeque<(Uuid, Arc<dyn Any + Send + Sync>)>>);

impl Kept {
    /// What is kept of this kind about this, which is empty at first.
    pub fn of<T: Any + Send + Sync + Default>(&self, about: Uuid) -> Arc<T> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = all.iter().enumerate().find_map(|(at, (id, thing))| {
            let thing = Arc::clone(thing).downcast::<T>().ok()?;
            (*id == about).then_some((at, thing))
        });
        let thing = match found {
            Some((at, thing)) => {
                all.remove(at);
                thing
            }
            None => Arc::default(),
        };
        all.truncate(MOST_KEPT - 1);
        all.push_front((about, Arc::clone(&thing) as Arc<dyn Any + Send + Sync>));
        thing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_the_same_thing_again_and_the_longest_unused_goes() {
        let kept = Kept::default();
        let id = |n: usize| Uuid::from_u128(n as u128);
        let first = kept.of::<Mutex<u8>>(id(0));
        for n in 1..MOST_KEPT {
            kept.of::<Mutex<u8>>(id(n));
        }
        assert!(Arc::ptr_eq(&first, &kept.of::<Mutex<u8>>(id(0))));
        kept.of::<Mutex<u8>>(id(MOST_KEPT));
        assert!(Arc::ptr_eq(&first, &kept.of::<Mutex<u8>>(id(0))));
        assert_eq!(kept.0.lock().unwrap().len(), MOST_KEPT);
        // Another kind about the same is another thing.
        kept.of::<Mutex<u16>>(id(0));
        assert!(Arc::ptr_eq(&first, &kept.of::<Mutex<u8>>(id(0))));
    }
}
