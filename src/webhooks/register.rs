//! The use case «registrer en webhook»: an address and what it wants to be told, of all consultations or of one.

use super::store;
use super::target::Target;
use super::webhook::{State, Webhook};
use crate::audit::{self, Actor, Entry};
use crate::db::Conn;
use crate::error::{Error, FieldError};
use crate::events::Kind;
use crate::ids;
use crate::settings::Network;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The controls of the form, or the members of the body.
pub const URL: &str = "url";
pub const EVENTS: &str = "events";

/// What somebody wants registered, read and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWebhook {
    consultation: Option<Uuid>,
    url: String,
    events: Vec<Kind>,
}

impl NewWebhook {
    /// Everything that is wrong with it at once. Names are not asked for: that is done when something is sent.
    pub fn check<'e>(
        consultation: Option<Uuid>,
        url: &str,
        events: impl IntoIterator<Item = &'e str>,
        excepted: &[Network],
    ) -> Result<Self, Error> {
        let mut faults = Vec::new();
        let target = Target::parse(url, excepted)
            .map_err(|code| faults.push(FieldError::new(URL, code)))
            .ok();
        let wanted: Vec<&str> = events.into_iter().collect();
        let known = |kind: &Kind| wanted.contains(&kind.as_str());
        let events: Vec<Kind> = Kind::ALL.into_iter().filter(known).collect();
        let is_unknown = |word: &&str| Kind::parse(word).is_none();
        if wanted.iter().any(is_unknown) {
            faults.push(FieldError::new(EVENTS, "error-value"));
        } else if events.is_empty() {
            faults.push(FieldError::new(EVENTS, "error-webhook-events"));
        }
        match target {
            Some(target) if faults.is_empty() => Ok(Self {
                consultation,
                url: target.url.to_string(),
                events,
            }),
            _ => Err(Error::invalid(faults)),
        }
    }
}

/// Registers it; from the end of this transaction it is owed what happens. `key_version` is the key that its secret
/// is made with.
pub fn register(
    conn: &mut Conn,
    new: &NewWebhook,
    key_version: i32,
    actor: Actor,
    now: DateTime<Utc>,
) -> Result<Webhook, Error> {
    let webhook = Webhook {
        id: ids::new(now),
        consultation: new.consultation,
        url: new.url.clone(),
        state: State::Active,
        events: new.events.clone(),
        key_version,
        generation: 1,
        created_at: now,
    };
    store::insert(conn, &webhook)?;
    note(conn, "webhook.registered", webhook.id, actor, now)?;
    Ok(webhook)
}

pub(super) fn note(
    conn: &mut Conn,
    action: &'static str,
    webhook: Uuid,
    actor: Actor,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let entry = Entry {
        at,
        actor,
        action,
        object_kind: "webhook",
        object_id: webhook,
        detail: None,
    };
    audit::record(conn, entry)
}
