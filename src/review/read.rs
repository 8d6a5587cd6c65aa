//! Reading answers: one whole, or several side by side in one part. The audit is told before anything is given out.

use super::entry::Entry;
use super::find::{Found, SaidText, Screen, SenderOf, Turn, read_said, read_senders};
use super::store::{self, Origin};
use crate::app::App;
use crate::attachments::Attachment;
use crate::audit::{self, Actor};
use crate::consultations::Field;
use crate::error::{Error, Problem};
use crate::submissions::cosigners::Cosigner;
use crate::submissions::{self, StoredVersion};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Everything that staff may know of one answer.
pub struct Whole {
    /// Oldest first.
    pub versions: Vec<StoredVersion>,
    /// How each version stands, and every decision on it, oldest first.
    pub decisions: Vec<store::Decision>,
    pub origin: Origin,
    /// Who was asked to give it together, when others were.
    pub cosigners: Option<Vec<Cosigner>>,
}

/// The answer with this number, whole; and its place in the roster.
pub async fn whole(
    app: &App,
    found: &Found,
    number: Option<i64>,
    actor: Actor,
) -> Result<(usize, Whole), Error> {
    let at = number.and_then(|number| found.roster.find(number));
    let at = at.ok_or_else(|| Error::new(Problem::NotFound))?;
    let submission = found.roster.entry(at).submission_id;
    let whole = app.db.read(move |conn| {
        let versions = submissions::versions_of(conn, submission)?;
        let desk = versions.first().and_then(|version| version.desk_id);
        let cosigners = match desk {
            Some(desk) => submissions::cosigners_of_joint(conn, desk)?,
            None => None,
        };
        Ok(Whole {
            cosigners,
            versions,
            decisions: store::decisions(conn, submission)?,
            origin: store::origin(conn, submission)?,
        })
    });
    let whole = whole.await?;
    // Asked of what was read: a version may have come since the roster was.
    if whole.is_ever_withheld() {
        tell_audit(app, actor, vec![submission]).await?;
    }
    Ok((at, whole))
}

/// Answers to one part, side by side.
pub struct SideBySide<'f> {
    pub screen: Screen<'f>,
    pub senders: Vec<SenderOf>,
    /// What they say in the fields of the part.
    pub said: Vec<SaidText>,
}

/// A screenful of what was found, with what it says in these fields.
pub async fn side_by_side<'f>(
    app: &App,
    found: &'f Found,
    turn: Turn,
    most: usize,
    fields: &[&Field],
    actor: Actor,
) -> Result<SideBySide<'f>, Error> {
    let screen = found.screen(turn, most);
    // Only the versions that stand are side by side.
    let entries = screen.entries.iter().map(|(_, entry)| *entry);
    let withheld = entries.filter(|entry| entry.is_withheld);
    let withheld = withheld.map(|entry| entry.submission_id).collect();
    tell_audit(app, actor, withheld).await?;
    let ids = fields.iter().map(|field| field.id).collect();
    Ok(SideBySide {
        senders: read_senders(app, &screen.entries).await?,
        said: read_said(app, &screen.entries, ids).await?,
        screen,
    })
}

impl Whole {
    /// Its sender has asked in one of the versions that something be withheld.
    fn is_ever_withheld(&self) -> bool {
        let mut versions = self.versions.iter();
        versions.any(|version| version.withhold_reason.is_some())
    }

    /// A file that was sent with one of its versions.
    pub fn attachment(&self, id: &str) -> Result<&Attachment, Error> {
        let mut all = self
            .versions
            .iter()
            .flat_map(|version| &version.attachments);
        let found = all.find(|one| id.parse() == Ok(one.id));
        found.ok_or_else(|| Error::new(Problem::NotFound))
    }

    /// The number of the version that stands.
    pub fn current(&self, entry: &Entry) -> Option<i32> {
        let mut versions = self.versions.iter();
        let stands = versions.find(|version| version.id == entry.version_id)?;
        Some(stands.no)
    }

    /// How a version stands by now.
    pub fn standing(&self, version: Uuid) -> Option<&str> {
        let of = |decision: &&store::Decision| decision.version_id == version;
        let last = self.decisions.iter().rfind(of);
        last.map(|decision| decision.standing.as_str())
    }
}

/// That an answer was read whose sender asked that something of it be withheld.
pub fn withheld_read(submission: Uuid, actor: Actor, at: DateTime<Utc>) -> audit::Entry {
    audit::Entry {
        at,
        actor,
        action: "submission.withheld_read",
        object_kind: "submission",
        object_id: submission,
        detail: None,
    }
}

/// Tells the audit of these answers, whose senders asked that something be withheld, before they are shown.
async fn tell_audit(app: &App, actor: Actor, withheld: Vec<Uuid>) -> Result<(), Error> {
    if withheld.is_empty() {
        return Ok(());
    }
    let at = app.clock.now();
    let entries = withheld.into_iter().map(|id| withheld_read(id, actor, at));
    let entries: Vec<audit::Entry> = entries.collect();
    app.db
        .write(move |conn| audit::record_all(conn, entries.clone()))
        .await
}
