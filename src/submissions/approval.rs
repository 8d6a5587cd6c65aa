//! Approval within the body that answers: ready to be approved, approved by somebody, opened again. Each step is a row
//! that stays, with what stood then: an approval holds for the content as it was. Nobody is stopped from sending.

use super::compare::Side;
use super::desk::{Content, Desk};
use super::endorsement::Endorsed;
use super::links::entry;
use super::receipt::checksum;
use super::store::{self, NewStep};
use crate::app::App;
use crate::attachments::Named;
use crate::audit::{self, Actor};
use crate::colleagues;
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::ids;
use crate::text;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// What is done with an answer before it is sent. The last two are about its lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// «Klar til godkjenning».
    Ready,
    Approved,
    Reopened,
    Locked,
    Unlocked,
}

impl Step {
    pub const ALL: [Self; 5] = [
        Self::Ready,
        Self::Approved,
        Self::Reopened,
        Self::Locked,
        Self::Unlocked,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Approved => "approved",
            Self::Reopened => "reopened",
            Self::Locked => "locked",
            Self::Unlocked => "unlocked",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == text)
    }

    const fn action(self) -> &'static str {
        match self {
            Self::Ready => "desk.ready",
            Self::Approved => "desk.approved",
            Self::Reopened => "desk.reopened",
            Self::Locked => "desk.locked",
            Self::Unlocked => "desk.unlocked",
        }
    }

    const fn is_of_lock(self) -> bool {
        matches!(self, Self::Locked | Self::Unlocked)
    }
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskStep {
    pub id: Uuid,
    pub step: Step,
    /// Who approved it; of the other steps the colleague whose link it was, when it was one's.
    pub name: Option<String>,
    pub role: Option<String>,
    /// In which body it is treated while it is locked, and when that meets.
    pub treated_in: Option<String>,
    pub meets_on: Option<NaiveDate>,
    pub content_sha256: Vec<u8>,
    pub stood: Stood,
    pub at: DateTime<Utc>,
}

/// Which saved text stood in each field, by the keys of fields, the keys of the råd without comment, and what was supported.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stood {
    pub fields: BTreeMap<String, i64>,
    pub no_comment: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub endorsed: Vec<Endorsed>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attached: Vec<Named>,
}

impl Stood {
    pub fn of(desk: &Desk, content: &Content) -> Self {
        let versions = content.answers.iter();
        let versions = versions.map(|a| (a.field.key.clone(), desk.field(&a.field).version));
        Self {
            fields: versions.collect(),
            no_comment: keys_without_comment(content),
            endorsed: endorsed(content),
            attached: attached(content),
        }
    }
}

fn keys_without_comment(content: &Content) -> Vec<String> {
    let advice = content.no_comment.iter();
    advice.map(|advice| advice.key.clone()).collect()
}

/// In an order of its own.
fn endorsed(content: &Content) -> Vec<Endorsed> {
    let mut all: Vec<Endorsed> = content.endorsements.iter().map(Endorsed::from).collect();
    all.sort();
    all
}

/// In an order of its own.
fn attached(content: &Content) -> Vec<Named> {
    let mut all: Vec<Named> = content.attachments.iter().map(Named::from).collect();
    all.sort();
    all
}

/// Tells one content from another: what is said in each field, the råd without comment, what is supported, and the files that
/// go with it.
pub fn content_sha256(content: &Content) -> [u8; 32] {
    let answers: Vec<_> = content
        .answers
        .iter()
        .map(|a| (&a.field.key, &a.text, &a.choice))
        .collect();
    let no_comment = keys_without_comment(content);
    // Where nothing is supported and no file goes with it it is what it was before either could be: approvals go on holding.
    let all = match (endorsed(content), attached(content)) {
        (none, no_files) if none.is_empty() && no_files.is_empty() => {
            serde_json::json!([answers, no_comment])
        }
        (endorsed, no_files) if no_files.is_empty() => {
            serde_json::json!([answers, no_comment, endorsed])
        }
        (endorsed, attached) => serde_json::json!([answers, no_comment, endorsed, attached]),
    };
    checksum(&all.to_string())
}

/// How far the approval of an answer has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Approval {
    /// Nobody has begun it, or it was opened again.
    Draft,
    Ready {
        of: DeskStep,
        changed: bool,
    },
    Approved {
        of: DeskStep,
        /// Something is otherwise than it was approved.
        changed: bool,
    },
}

impl Approval {
    /// As it follows from the steps, the oldest first, and from what stands now.
    pub fn of(steps: &[DeskStep], content: &Content) -> Self {
        let last = steps.iter().rfind(|step| !step.step.is_of_lock());
        let Some(of) = last.cloned() else {
            return Self::Draft;
        };
        let changed = of.content_sha256 != content_sha256(content);
        match of.step {
            Step::Ready => Self::Ready { of, changed },
            Step::Approved => Self::Approved { of, changed },
            Step::Reopened | Step::Locked | Step::Unlocked => Self::Draft,
        }
    }

    /// It was begun and not given, or does not hold for what stands now.
    pub fn is_wanting(&self) -> bool {
        matches!(
            self,
            Self::Ready { .. } | Self::Approved { changed: true, .. }
        )
    }

    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ready { .. } => "ready",
            Self::Approved { .. } => "approved",
        }
    }
}

/// A step to be taken, as it was typed.
#[derive(Debug, Clone)]
pub struct Taken {
    pub step: Step,
    pub name: Option<String>,
    pub role: Option<String>,
}

const MOST_NAME: usize = 200;

impl Taken {
    pub fn new(step: Step) -> Self {
        Self {
            step,
            name: None,
            role: None,
        }
    }

    /// An approval says who gives it.
    fn checked(self) -> Result<Self, Error> {
        let clean = |value: Option<String>| {
            value
                .map(|v| text::single_line(&v))
                .filter(|v| !v.is_empty())
        };
        let taken = Self {
            name: clean(self.name),
            role: clean(self.role),
            ..self
        };
        let mut faults = Vec::new();
        for (at, value) in [("name", &taken.name), ("role", &taken.role)] {
            match value {
                None if taken.step == Step::Approved => {
                    faults.push(FieldError::new(at, "error-missing"));
                }
                Some(value) if text::count(value) > MOST_NAME => {
                    let most = i64::try_from(MOST_NAME).unwrap_or_default();
                    faults.push(FieldError::new(at, "error-length").with(most));
                }
                _ => {}
            }
        }
        match faults.is_empty() {
            true => Ok(taken),
            false => Err(Error::invalid(faults)),
        }
    }
}

/// Takes a step of the approval, by the holder of a link. Nothing is ready or approved while nothing is written. `seen` is
/// the desk's version that was seen, where that is told: nobody approves what somebody else saved meanwhile.
pub async fn take_step(
    app: &App,
    consultation: Arc<Consultation>,
    desk_id: Uuid,
    by: Uuid,
    seen: Option<i64>,
    taken: Taken,
) -> Result<(), Error> {
    let (now, taken) = (app.clock.now(), taken.checked()?);
    app.db
        .write(move |conn| {
            store::lock_desk(conn, desk_id)?;
            let desk = store::get_desk(conn, desk_id)?;
            desk.decides()?;
            if seen.is_some_and(|seen| seen != desk.version) {
                return Err(Problem::PreconditionFailed.into());
            }
            let content = desk.content(&consultation);
            if taken.step != Step::Reopened && content.is_empty() {
                return Err(Problem::NothingWritten.into());
            }
            let mut new = NewStep::of(&desk, &content, taken.step, by, now);
            new.name.clone_from(&taken.name);
            new.role.clone_from(&taken.role);
            record(conn, new).map(drop)
        })
        .await
}

/// Writes a step down. The name of a colleague stands beside what was done with their link.
pub(super) fn record(conn: &mut Conn, mut new: NewStep) -> Result<Uuid, Error> {
    if new.name.is_none() {
        new.name = colleagues::who_wrote(conn, new.desk_id)?.remove(&new.link_id);
    }
    store::insert_step(conn, &new)?;
    let actor = Actor::Link(new.link_id);
    let done = entry(actor, new.step.action(), "desk", new.desk_id, new.at);
    audit::record(conn, done)?;
    Ok(new.id)
}

impl NewStep {
    pub(super) fn of(
        desk: &Desk,
        content: &Content,
        step: Step,
        by: Uuid,
        at: DateTime<Utc>,
    ) -> Self {
        Self {
            id: ids::new(at),
            desk_id: desk.id,
            step,
            name: None,
            role: None,
            treated_in: None,
            meets_on: None,
            link_id: by,
            content_sha256: content_sha256(content),
            stood: Stood::of(desk, content),
            at,
        }
    }
}

/// Every step that was taken with an answer, the oldest first.
pub async fn steps(app: &App, desk_id: Uuid) -> Result<Vec<DeskStep>, Error> {
    app.db
        .read(move |conn| store::steps_of(conn, desk_id))
        .await
}

/// What was said when this stood: every text that stood then was saved, and is kept.
pub async fn as_it_stood(
    app: &App,
    desk_id: Uuid,
    consultation: &Consultation,
    stood: &Stood,
) -> Result<Side, Error> {
    let fields = stood.fields.iter();
    let fields: Vec<(String, Uuid, i64)> = fields
        .filter_map(|(key, version)| {
            let (_, field) = consultation.find_field_ever(key)?;
            Some((key.clone(), field.id, *version))
        })
        .collect();
    let no_comment = stood.no_comment.iter().cloned().collect();
    let endorsed = stood.endorsed.iter().cloned().collect();
    let attached = stood.attached.iter().cloned().collect();
    app.db
        .read(move |conn| {
            let mut side = Side {
                no_comment,
                endorsed,
                attached,
                ..Side::default()
            };
            for (key, field, version) in fields {
                let kept = store::find_field_version(conn, desk_id, field, version)?;
                let said = kept.map(|kept| (kept.text, kept.choice));
                side.fields.extend(said.map(|said| (key, said)));
            }
            Ok(side)
        })
        .await
}
