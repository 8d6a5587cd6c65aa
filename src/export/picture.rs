//! The picture that is taken out: which versions stood when it began. Every one is written for good, so what
//! is read of them later is what was read of them then. What comes in meanwhile is not in it.

use super::asked::{Asked, Format};
use super::fields::Only;
use super::store::{self, Content, Unconfirmed};
use super::wording::every_version;
use crate::app::App;
use crate::audit::{self, Actor};
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Lang;
use crate::review::{Entry, Found, look, withheld_read};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// Answers that are in memory at once: of 1,500 characters to ten råd each, some three megabytes.
const AT_ONCE: usize = 100;

pub struct Picture {
    pub consultation: Arc<Consultation>,
    pub asked: Asked,
    pub lang: Lang,
    pub begun_at: DateTime<Utc>,
    /// Every version that answers can be answers to, where the file says what things are called.
    pub versions: Vec<Arc<Consultation>>,
    /// `None`: all.
    only: Option<Only>,
    found: Found,
    /// The places of what was found in its roster, the oldest first.
    numbered: Vec<usize>,
    unconfirmed: Vec<Unconfirmed>,
}

/// One answer, whole.
pub struct Record {
    /// What review knows of it; `None`: its sender has not confirmed it.
    pub entry: Option<Entry>,
    pub content: Content,
    /// Its other versions, the oldest first, each with what was last decided of it. Only where they are asked for.
    pub others: Vec<(Content, String)>,
}

impl Picture {
    pub async fn take(
        app: &App,
        consultation: Arc<Consultation>,
        asked: Asked,
        lang: Lang,
    ) -> Result<Self, Error> {
        let begun_at = app.clock.now();
        let found = look(app, &consultation, &asked.filter).await?;
        let id = consultation.id;
        let unconfirmed = match asked.unconfirmed {
            true => {
                app.db
                    .read(move |conn| store::unconfirmed(conn, id))
                    .await?
            }
            false => Vec::new(),
        };
        let versions = match asked.format {
            Format::Workbook | Format::Csv => {
                let newest = Arc::clone(&consultation);
                let read = move |conn: &mut Conn| every_version(conn, &newest);
                app.db.read(read).await?
            }
            Format::Json | Format::JsonLines => Vec::new(),
        };
        let only = asked.fields.only(&consultation);
        Ok(Self {
            consultation,
            asked,
            lang,
            begun_at,
            versions,
            only,
            numbered: found.sifted.taken.ones().collect(),
            found,
            unconfirmed,
        })
    }

    /// How many answers are in it, with those that are not confirmed.
    pub fn len(&self) -> usize {
        self.numbered.len() + self.unconfirmed.len()
    }

    /// How many of them have a number: what review counts.
    pub fn numbered(&self) -> usize {
        self.numbered.len()
    }

    /// The files that hold everything have the versions that do not stand, too.
    const fn has_every_version(&self) -> bool {
        matches!(self.asked.format, Format::Json | Format::JsonLines)
    }

    /// What the audit is told before anybody has it: that it was taken out, and each answer in it whose sender
    /// asked that something be withheld, in a version that the file holds. Of a picture without answers nothing.
    pub fn reads(&self, actor: Actor, at: DateTime<Utc>) -> Vec<audit::Entry> {
        if self.len() == 0 {
            return Vec::new();
        }
        let taken = audit::Entry {
            at,
            actor,
            action: "consultation.exported",
            object_kind: "consultation",
            object_id: self.consultation.id,
            detail: Some(format!("{} {}", self.asked.format.word(), self.len())),
        };
        let numbered = self
            .found
            .entries()
            .filter(|entry| match self.has_every_version() {
                true => entry.is_ever_withheld,
                false => entry.is_withheld,
            });
        let numbered = numbered.map(|entry| entry.submission_id);
        let unconfirmed = self.unconfirmed.iter();
        let unconfirmed = unconfirmed.filter(|one| match self.has_every_version() {
            true => one.is_ever_withheld,
            false => one.is_withheld,
        });
        let unconfirmed = unconfirmed.map(|one| one.submission_id);
        let read = numbered
            .chain(unconfirmed)
            .map(|id| withheld_read(id, actor, at));
        [taken].into_iter().chain(read).collect()
    }

    fn contents(&self, conn: &mut Conn, versions: &[Uuid]) -> Result<Vec<Content>, Error> {
        store::contents(conn, versions, &self.consultation, self.only.as_ref())
    }

    /// The next few from this place on, those without a number last; and the place to go on from.
    pub fn read(&self, conn: &mut Conn, from: usize) -> Result<(Vec<Record>, usize), Error> {
        let numbered = self.numbered();
        if from >= numbered {
            let from = from - numbered;
            let to = self.unconfirmed.len().min(from + AT_ONCE);
            let chunk = self.unconfirmed[from..to].iter();
            let (ids, submissions): (Vec<Uuid>, Vec<Uuid>) =
                chunk.map(|one| (one.version_id, one.submission_id)).unzip();
            let contents = self.contents(conn, &ids)?;
            let mut others = self.others(conn, &ids, &submissions)?;
            let record = |content: Content| Record {
                entry: None,
                others: others.remove(&content.submission_id).unwrap_or_default(),
                content,
            };
            return Ok((contents.into_iter().map(record).collect(), numbered + to));
        }
        let to = numbered.min(from + AT_ONCE);
        let places = self.numbered[from..to].iter();
        let entries: Vec<&Entry> = places.map(|at| self.found.roster.entry(*at)).collect();
        let of = entries.iter().map(|e| (e.version_id, e.submission_id));
        let (ids, submissions): (Vec<Uuid>, Vec<Uuid>) = of.unzip();
        let contents = self.contents(conn, &ids)?;
        let mut others = self.others(conn, &ids, &submissions)?;
        let record = |content: Content| Record {
            entry: entries
                .iter()
                .find(|e| e.version_id == content.version_id)
                .map(|e| (*e).clone()),
            others: others.remove(&content.submission_id).unwrap_or_default(),
            content,
        };
        Ok((contents.into_iter().map(record).collect(), to))
    }

    /// The versions of these answers beside those that stand, for the files that hold everything.
    fn others(
        &self,
        conn: &mut Conn,
        standing: &[Uuid],
        submissions: &[Uuid],
    ) -> Result<HashMap<Uuid, Vec<(Content, String)>>, Error> {
        let mut found: HashMap<Uuid, Vec<(Content, String)>> = HashMap::new();
        if !self.has_every_version() {
            return Ok(found);
        }
        let all = store::versions_of(conn, submissions, self.begun_at)?;
        let others = all.into_iter();
        let others: Vec<Uuid> = others.filter(|id| !standing.contains(id)).collect();
        if others.is_empty() {
            return Ok(found);
        }
        let mut decided = store::standings(conn, &others)?;
        for content in self.contents(conn, &others)? {
            let standing = decided.remove(&content.version_id).unwrap_or_default();
            found
                .entry(content.submission_id)
                .or_default()
                .push((content, standing));
        }
        Ok(found)
    }
}
