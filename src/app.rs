//! What the program is made of, built once and passed by reference.

use crate::clock::Clock;
use crate::consultations::Catalogue;
use crate::db::Db;
use crate::keys::Keys;
use crate::mail::Mailer;
use crate::settings::Settings;
use crate::web::cache::PageCache;
use crate::web::layout::Site;
use crate::web::rate_limit::RateLimit;
use std::sync::Arc;
use tokio::sync::Notify;

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
    /// Wakes the outbox worker after a commit that owes a letter.
    pub letters_due: Arc<Notify>,
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
