//! Reading one answer whole, and what the audit is told of reading.

use super::entry::Entry;
use super::store::{self, Origin};
use crate::app::App;
use crate::audit::{self, Actor};
use crate::error::Error;
use crate::submissions::{self, StoredVersion};
use uuid::Uuid;

/// Everything that staff may know of one answer.
pub struct Whole {
    /// Oldest first.
    pub versions: Vec<StoredVersion>,
    /// How each version stands, and every decision on it, oldest first.
    pub decisions: Vec<store::Decision>,
    pub origin: Origin,
}

/// One answer, whole.
pub async fn whole(app: &App, submission: Uuid) -> Result<Whole, Error> {
    app.db
        .read(move |conn| {
            Ok(Whole {
                versions: submissions::versions_of(conn, submission)?,
                decisions: store::decisions(conn, submission)?,
                origin: store::origin(conn, submission)?,
            })
        })
        .await
}

impl Whole {
    /// How a version stands by now.
    pub fn standing(&self, version: Uuid) -> Option<&str> {
        let of = |decision: &&store::Decision| decision.version_id == version;
        let last = self.decisions.iter().rfind(of);
        last.map(|decision| decision.standing.as_str())
    }
}

/// Tells the audit which of these answers asked that something be withheld, before they are shown.
pub async fn tell_audit(app: &App, actor: Actor, read: &[&Entry]) -> Result<(), Error> {
    let at = app.clock.now();
    let withheld = read.iter().filter(|entry| entry.is_withheld);
    let entries: Vec<audit::Entry> = withheld
        .map(|entry| audit::Entry {
            at,
            actor,
            action: "submission.withheld_read",
            object_kind: "submission",
            object_id: entry.submission_id,
            detail: None,
        })
        .collect();
    if entries.is_empty() {
        return Ok(());
    }
    app.db
        .write(move |conn| audit::record_all(conn, entries.clone()))
        .await
}
