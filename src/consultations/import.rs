//! A consultation file becomes what is published: the first time a consultation, later its next version.
//! One transaction; the same file again changes nothing; what may not change is refused with its line.

mod changes;
mod dates;
mod preview;
mod publish;
mod store;
mod texts;

use super::advance::last_deadline;
use super::assemble::Ids;
use super::consultation::{Consultation, Status};
use super::extend::{Extension, Whose, extend};
use super::file::{ConsultationFile, Imported, ListedLine, Problem};
use super::invited;
use super::outline::Outline;
use super::search;
use super::store::{Key, find_owner, ids, load, words};
use super::words::Words;
use crate::audit::{self, Actor, Entry};
use crate::calendar::{self, DemoDates};
use crate::db::{Conn, Uid};
use crate::error::Error;
use crate::events::{Event, owed};
use changes::Days;
use chrono::{DateTime, Utc};
use dates::Dates;
use ring::digest::{SHA256, digest};
use store::{Facts, NewLines, NewVersion};
use uuid::Uuid;

pub use preview::as_published;
pub use publish::{call_off, is_due, publish_due};
pub(super) use store::bump_revision;

pub use store::{is_empty, lock};

/// What came of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportOutcome {
    Created,
    /// The file says what is stored already.
    Unchanged,
    /// The working copy of a consultation that is not published yet was written anew.
    Replaced,
    /// The next version, published at once.
    NewVersion(i32),
    /// Nothing was written.
    Refused(Vec<Problem>),
}

/// Who imports, when, and whether the dates are moved so that an example is open.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    pub actor: Actor,
    pub now: DateTime<Utc>,
    pub moved: Option<DemoDates>,
}

/// Imports a file that has been read without errors. Must stand in a transaction.
pub fn import(conn: &mut Conn, imported: &Imported, terms: &Terms) -> Result<ImportOutcome, Error> {
    invited::complete(conn, terms.now)?;
    store::lock(conn)?;
    let source_sha256 = source_sha256(&imported.file)?;
    let latest = store::find_latest(conn, &imported.file.slug)?;
    let mut run = Run {
        conn,
        imported,
        terms,
        source_sha256,
    };
    match latest {
        None => run.create(),
        Some(latest) if latest.stands_as(&run.source_sha256) => Ok(ImportOutcome::Unchanged),
        Some(latest) if !latest.is_published => run.replace(latest.id),
        Some(latest) => run.renew(latest.id, latest.no + 1),
    }
}

/// Why [`import`] would refuse this file now; nothing is written.
pub fn refusals(
    conn: &mut Conn,
    imported: &Imported,
    terms: &Terms,
) -> Result<Vec<Problem>, Error> {
    let latest = store::find_latest(conn, &imported.file.slug)?;
    let mut run = Run {
        conn,
        imported,
        terms,
        source_sha256: source_sha256(&imported.file)?,
    };
    let dates = Dates::first(&imported.file, terms.moved);
    let checked = match latest {
        None => run.first_checks(None, dates)?,
        Some(latest) if latest.stands_as(&run.source_sha256) => return Ok(Vec::new()),
        Some(latest) if !latest.is_published => run.first_checks(Some(latest.id), dates)?,
        Some(latest) => return Ok(run.later_checks(latest.id)?.problems),
    };
    Ok(checked.err().unwrap_or_default())
}

/// Whether [`import`] would change nothing, since the newest version says the same.
pub fn is_known(conn: &mut Conn, imported: &Imported) -> Result<bool, Error> {
    let said = source_sha256(&imported.file)?;
    let latest = store::find_latest(conn, &imported.file.slug)?;
    Ok(latest.is_some_and(|latest| latest.stands_as(&said)))
}

/// What the file says, documents included; not what it says about its changes.
fn source_sha256(file: &ConsultationFile) -> Result<Vec<u8>, Error> {
    let mut said = serde_json::to_value(file).map_err(|e| Error::internal(e.to_string()))?;
    if let Some(said) = said.as_object_mut() {
        said.remove("change");
    }
    Ok(digest(&SHA256, said.to_string().as_bytes())
        .as_ref()
        .to_vec())
}

fn record(
    conn: &mut Conn,
    actor: Actor,
    at: DateTime<Utc>,
    action: &'static str,
    id: Uuid,
    detail: Option<String>,
) -> Result<(), Error> {
    audit::record(
        conn,
        Entry {
            at,
            actor,
            action,
            object_kind: "consultation",
            object_id: id,
            detail,
        },
    )
}

/// What stands published, and what of the file would change it and must not.
struct Later {
    old: Consultation,
    known: Ids,
    dates: Dates,
    follows_id: Option<Uuid>,
    problems: Vec<Problem>,
}

struct Run<'a> {
    conn: &'a mut Conn,
    imported: &'a Imported,
    terms: &'a Terms,
    source_sha256: Vec<u8>,
}

impl<'a> Run<'a> {
    fn create(&mut self) -> Result<ImportOutcome, Error> {
        let (file, now) = (&self.imported.file, self.terms.now);
        let dates = Dates::first(file, self.terms.moved);
        let follows = match self.first_checks(None, dates)? {
            Ok(follows) => follows,
            Err(problems) => return Ok(ImportOutcome::Refused(problems)),
        };
        let facts = self.first_facts(dates, follows)?;
        let status = facts.status;
        let id = store::insert_consultation(self.conn, facts, now)?;
        self.write_first_version(id, dates, status)?;
        Ok(ImportOutcome::Created)
    }

    /// Nobody has seen it: everything but its slug may change.
    fn replace(&mut self, id: Uuid) -> Result<ImportOutcome, Error> {
        let now = self.terms.now;
        let dates = Dates::first(&self.imported.file, self.terms.moved);
        let follows = match self.first_checks(Some(id), dates)? {
            Ok(follows) => follows,
            Err(problems) => return Ok(ImportOutcome::Refused(problems)),
        };
        let facts = self.first_facts(dates, follows)?;
        let status = facts.status;
        store::delete_unpublished(self.conn, id)?;
        store::set_facts(self.conn, id, facts, now)?;
        self.write_first_version(id, dates, status)?;
        Ok(ImportOutcome::Replaced)
    }

    fn first_checks(
        &mut self,
        id: Option<Uuid>,
        dates: Dates,
    ) -> Result<Result<Option<Uuid>, Vec<Problem>>, Error> {
        let mut problems = Vec::new();
        let follows = self.follows(id, &mut problems)?;
        let today = calendar::oslo_date(self.terms.now);
        let is_future = dates.published_on > today;
        if is_future && self.imported.file.status.is_some() {
            problems.push(self.imported.problem_at(
                "status",
                "«status» er satt, men «published_on» er en dag som ikke er kommet.",
                "Fjern «status»: høringen åpner av seg selv den dagen.",
            ));
        }
        if !is_future && changes::is_early(self.imported.file.status, dates.deadline_on, today) {
            problems.push(changes::early(self.imported, dates.deadline_on));
        }
        let listed_on = dates.published_on.max(today);
        let all = |_: usize, _: &ListedLine| true;
        problems.extend(invited::refused(self.conn, self.imported, all, listed_on)?);
        Ok(if problems.is_empty() {
            Ok(follows)
        } else {
            Err(problems)
        })
    }

    /// The id of what this one follows.
    fn follows(
        &mut self,
        own: Option<Uuid>,
        problems: &mut Vec<Problem>,
    ) -> Result<Option<Uuid>, Error> {
        let Some(slug) = &self.imported.file.follows else {
            return Ok(None);
        };
        let Some(id) = store::find_id(self.conn, slug)? else {
            problems.push(self.imported.problem_at(
                "follows",
                &format!("Det finnes ingen høring med «slug» {slug}."),
                "Importer den først, eller rett navnet.",
            ));
            return Ok(None);
        };
        let mut earlier = Some(id);
        while let Some(at) = earlier {
            if own == Some(at) {
                problems.push(self.imported.problem_at(
                    "follows",
                    &format!("«{slug}» følger selv etter denne høringen."),
                    "Bare den som kom sist, følger etter den andre.",
                ));
                break;
            }
            earlier = store::find_followed(self.conn, at)?;
        }
        Ok(Some(id))
    }

    fn first_facts(&mut self, dates: Dates, follows_id: Option<Uuid>) -> Result<Facts<'a>, Error> {
        let (file, now) = (&self.imported.file, self.terms.now);
        let by_date = match dates.published_on > calendar::oslo_date(now) {
            true => Status::Preparing,
            false => Status::Open,
        };
        let status = file.status.unwrap_or(by_date);
        let waits = status == Status::Preparing;
        let owner_id = store::find_or_insert_owner(self.conn, &file.owner, waits, now)?;
        let reference = file.reference.as_ref();
        let case_series_id =
            store::find_or_insert_series(self.conn, owner_id, reference, &file.slug, now)?;
        Ok(Facts {
            owner_id,
            case_series_id,
            reference: reference.map(ToString::to_string),
            slug: &file.slug,
            kind: file.kind,
            status,
            follows_id,
            published_on: dates.published_on,
            deadline_on: dates.deadline_on,
            demo: dates.demo,
            short_reason: file.short_reason.as_deref(),
            contact: &file.contact,
            search_text: search::text_of(file),
        })
    }

    fn write_first_version(&mut self, id: Uuid, dates: Dates, status: Status) -> Result<(), Error> {
        let now = self.terms.now;
        let day_before = dates.published_on.pred_opt().unwrap_or(dates.published_on);
        let midnight = calendar::closes_at(day_before);
        let is_today = dates.published_on == calendar::oslo_date(now);
        let published_at = match status {
            Status::Preparing => None,
            _ if is_today => Some(now),
            _ => Some(midnight),
        };
        self.write_version(id, 1, published_at, &mut Ids::default(), &Words::default())?;
        let file = &self.imported.file;
        for (group_no, group) in (0..).zip(&file.groups) {
            let lines = group.lines.iter().collect();
            let new = NewLines {
                group_no,
                group,
                sort: 0,
                lines,
            };
            store::insert_lines(self.conn, id, 1, None, &new, now)?;
        }
        if status == Status::Preparing {
            let now = find_owner(self.conn, file.owner.org_no.as_str())?;
            let told = texts::of_owner(id, &file.owner, now.as_ref());
            store::insert_texts(self.conn, id, 1, &told)?;
        } else {
            invited::freeze(self.conn, id, 1, self.terms.actor, now)?;
            self.tell(id, 1, (Status::Preparing, status))?;
        }
        self.finish(id, 1)
    }

    /// A version was published, and perhaps the work on the consultation concluded with it.
    fn tell(&mut self, id: Uuid, no: i32, (was, is): (Status, Status)) -> Result<(), Error> {
        let now = self.terms.now;
        let concluded = was < Status::Concluded && is == Status::Concluded;
        let mut events = vec![Event::published(id, no, now)];
        events.extend(concluded.then(|| Event::concluded(id, now)));
        owed(self.conn, &events)
    }

    /// The structure, the texts that are new and the documents of a version.
    fn write_version(
        &mut self,
        id: Uuid,
        no: i32,
        published_at: Option<DateTime<Utc>>,
        known: &mut Ids,
        before: &Words,
    ) -> Result<(), Error> {
        let (file, now) = (&self.imported.file, self.terms.now);
        let outline = Outline::of(file);
        let version = NewVersion {
            consultation_id: id,
            no,
            published_at,
            professional_change: no > 1 && file.change.as_ref().is_some_and(|c| c.professional),
            outline: &outline,
            source_sha256: &self.source_sha256,
        };
        let version_id = store::insert_version(self.conn, &version, now)?;
        store::insert_identities(self.conn, id, &outline, known, now)?;
        let owners = texts::Owners {
            consultation: id,
            version: version_id,
            of: known,
        };
        let changed = texts::changed(before, texts::all(file, &owners, no > 1));
        store::insert_texts(self.conn, id, no, &changed)?;
        store::insert_documents(self.conn, id, no, &file.documents, now)
    }

    fn later_checks(&mut self, id: Uuid) -> Result<Later, Error> {
        let (file, now) = (&self.imported.file, self.terms.now);
        let missing = || Error::internal("a published consultation could not be read");
        let old = load(self.conn, &Key::Id(id), None)?.ok_or_else(missing)?;
        let known = ids(self.conn, Uid(id))?;
        let dates = Dates::next(file, &old);
        let today = calendar::oslo_date(now);
        let days = Days {
            today,
            deadline_on: dates.deadline_on,
            last_deadline: last_deadline(self.conn, id)?,
        };
        let mut problems = changes::refused(&old, &known, self.imported, &days);
        let follows_id = self.follows(Some(id), &mut problems)?;
        let is_new = |n: usize, line: &ListedLine| is_later(&old, n, line);
        problems.extend(invited::refused(self.conn, self.imported, is_new, today)?);
        Ok(Later {
            old,
            known,
            dates,
            follows_id,
            problems,
        })
    }

    fn renew(&mut self, id: Uuid, no: i32) -> Result<ImportOutcome, Error> {
        let (file, now) = (&self.imported.file, self.terms.now);
        let Later {
            old,
            mut known,
            dates,
            follows_id,
            problems,
        } = self.later_checks(id)?;
        let Some(change) = file.change.as_ref().filter(|_| problems.is_empty()) else {
            return Ok(ImportOutcome::Refused(problems));
        };
        let before = words(self.conn, Uid(id), old.version)?;
        self.write_version(id, no, Some(now), &mut known, &before)?;
        self.write_later_lines(&old, no, &change.note.nb)?;
        invited::freeze(self.conn, id, no, self.terms.actor, now)?;
        if dates.deadline_on > old.deadline_on {
            let extension = Extension {
                whose: Whose::All,
                new_on: dates.deadline_on,
                reason: &change.note,
                actor: self.terms.actor,
                now,
            };
            extend(self.conn, id, &extension, |_, _| Ok(()))?;
        }
        let facts = Facts {
            owner_id: store::find_or_insert_owner(self.conn, &file.owner, false, now)?,
            // Numbers have been given in it: a reference that comes later does not change the series.
            case_series_id: old.case_series_id,
            reference: file.reference.as_ref().map(ToString::to_string),
            slug: &file.slug,
            kind: file.kind,
            status: file.status.unwrap_or(old.status).max(old.status),
            follows_id,
            published_on: dates.published_on,
            deadline_on: dates.deadline_on,
            demo: dates.demo,
            short_reason: file.short_reason.as_deref(),
            contact: &file.contact,
            search_text: search::text_of(file),
        };
        let moves = (old.status, facts.status);
        store::set_facts(self.conn, id, facts, now)?;
        self.tell(id, no, moves)?;
        self.finish(id, no)?;
        Ok(ImportOutcome::NewVersion(no))
    }

    /// Lines that were added to the list, in the order of the file after those that stood there.
    fn write_later_lines(
        &mut self,
        old: &Consultation,
        no: i32,
        reason: &str,
    ) -> Result<(), Error> {
        let now = self.terms.now;
        for (n, group) in self.imported.file.groups.iter().enumerate() {
            let before = old.groups.get(n);
            let lines: Vec<_> = group
                .lines
                .iter()
                .filter(|line| is_later(old, n, line))
                .collect();
            let group_no = i32::try_from(n).unwrap_or(i32::MAX);
            let sort = before.map_or(0, |g| i32::try_from(g.lines.len()).unwrap_or(i32::MAX));
            let new = NewLines {
                group_no,
                group,
                sort,
                lines,
            };
            store::insert_lines(self.conn, old.id, no, Some(reason), &new, now)?;
            if let Some(nn) = group.name.as_ref().and_then(|name| name.nn.as_deref()) {
                store::set_group_name_nn(self.conn, old.id, group_no, nn)?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, id: Uuid, no: i32) -> Result<(), Error> {
        let (actor, now) = (self.terms.actor, self.terms.now);
        record(
            self.conn,
            actor,
            now,
            "consultation.imported",
            id,
            Some(format!("version {no}")),
        )?;
        store::bump_revision(self.conn)
    }
}

/// Whether a line of the file's group `n` does not stand on the list yet.
fn is_later(old: &Consultation, n: usize, line: &ListedLine) -> bool {
    let before = old.groups.get(n);
    before.is_none_or(|group| {
        !group
            .lines
            .iter()
            .any(|old| changes::is_same_line(old, line))
    })
}
