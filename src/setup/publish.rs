//! A working copy becomes what everybody reads: by the same import as a file. Where the setting asks for a second
//! person, whoever asked cannot approve. What was published once is not published again by the same press, whoever presses.

use super::check::{self, Finding, Weight};
use super::copied;
use super::lists;
use super::manuscript::Manuscript;
use super::other_cases;
use super::owner;
use super::put_back::put_back;
use super::recipients;
use super::store;
use super::working_copy::{By, WorkingCopy, record};
use crate::calendar;
use crate::consultations::file::{Imported, Problem as FileProblem};
use crate::consultations::{self, Consultation, Differences, ImportOutcome, Key, Terms};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::idempotency::{self, Claim, Stored};
use crate::mail::Mailer;
use crate::versions;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::HashMap;

/// What stands in the way, and what is worth a thought.
#[derive(Debug, Default)]
pub struct Verdict {
    pub findings: Vec<Finding>,
    /// What only the import itself could see, with its place; in bokmål.
    pub refused: Vec<(String, String)>,
    /// What it changes in what is published.
    pub changes: Option<Differences>,
    /// It says what is published already: no version comes of it, and nobody is told anything.
    pub changes_nothing: bool,
}

impl Verdict {
    pub fn may_publish(&self) -> bool {
        self.refused.is_empty() && !self.findings.iter().any(Finding::stops)
    }
}

/// What is published under a working copy; nothing where it only waits for its day.
fn published(conn: &mut Conn, copy: &WorkingCopy) -> Result<Option<Consultation>, Error> {
    let Some(id) = copy.consultation_id else {
        return Ok(None);
    };
    Ok(consultations::load(conn, &Key::Id(id), None)?.filter(Consultation::is_public))
}

/// A working copy and what is published under it. What others decide is as it stands today: the deadline, which is
/// moved by itself and not by a new version, what the owner is called, the keys that were ever given, how many a
/// collective line stands for; and what can be changed no more is as it is published.
pub fn find(
    conn: &mut Conn,
    slug: &str,
    today: NaiveDate,
) -> Result<(WorkingCopy, Option<Consultation>), Error> {
    let mut copy = store::find(conn, slug)?.ok_or(Problem::NotFound)?;
    let published = published(conn, &copy)?;
    if let Some(old) = &published {
        let has_waited = calendar::oslo_date(copy.begun_at) < old.published_on;
        put_back(&mut copy.manuscript, old, has_waited);
        copy.manuscript.used_keys = consultations::keys_ever(conn, old.id)?;
    }
    owner::follow(conn, &mut copy.manuscript)?;
    recipients::recount(conn, &mut copy.manuscript, published.as_ref(), today)?;
    Ok((copy, published))
}

/// What would be published now.
fn as_of(copy: &WorkingCopy, is_new: bool, now: DateTime<Utc>) -> Manuscript {
    match is_new {
        true => copy.manuscript.dated(calendar::oslo_date(now)),
        false => copy.manuscript.clone(),
    }
}

/// Looks at everything, and at what the import would say today.
pub fn judge(conn: &mut Conn, copy: &WorkingCopy, by: By) -> Result<Verdict, Error> {
    let old = published(conn, copy)?;
    let today = calendar::oslo_date(by.at);
    let mut findings = lists::findings(conn, &copy.manuscript)?;
    findings.extend(other_cases::findings(
        conn,
        &copy.manuscript,
        by.everywhere,
    )?);
    findings.extend(copied::findings(conn, &copy.manuscript, by.everywhere)?);
    findings.extend(check::check(&copy.manuscript, old.as_ref(), today));
    findings.extend(recipients::findings(
        conn,
        &copy.manuscript,
        old.as_ref(),
        today,
    )?);
    findings.extend(follows(conn, &copy.manuscript, by.everywhere)?);
    findings.extend(beside(conn, copy, old.is_none(), by.everywhere)?);
    let mut verdict = Verdict {
        findings,
        ..Verdict::default()
    };
    if !verdict.may_publish() {
        return Ok(verdict);
    }
    let say = |(at, problem): (String, FileProblem)| {
        (at, format!("{} {}", problem.what, problem.what_to_do))
    };
    let now = as_of(copy, old.is_none(), by.at);
    match imported(conn, &now)? {
        Err(problems) => verdict.refused = problems.into_iter().map(say).collect(),
        Ok(imported) => {
            let written = super::file::write(&now);
            let refused = consultations::refusals(conn, &imported, &terms(by))?;
            verdict.changes_nothing = old.is_some() && consultations::is_known(conn, &imported)?;
            let placed = |problem: FileProblem| (written.at(problem.line).to_owned(), problem);
            verdict.refused = refused.into_iter().map(placed).map(say).collect();
            if let Some(old) = &old {
                let mut new = consultations::as_published(&imported.file, by.at)?;
                // Without one it stands where it stood.
                new.status = imported.file.status.unwrap_or(old.status);
                if let Some(slug) = &imported.file.follows {
                    new.follows = Some(consultations::named(conn, slug)?);
                }
                verdict.changes = Some(Differences::of(old, &new));
            }
        }
    }
    Ok(verdict)
}

/// What stands beside it and in its way: what was published meanwhile, the case of others, what the owner is called in
/// all that it publishes.
pub fn beside(
    conn: &mut Conn,
    copy: &WorkingCopy,
    is_new: bool,
    everywhere: bool,
) -> Result<Vec<Finding>, Error> {
    let mut found = owner::findings(conn, &copy.manuscript, everywhere)?;
    found.extend(overtaken(conn, copy)?);
    if is_new {
        found.extend(other_cases::same_case(conn, &copy.manuscript)?);
    }
    Ok(found)
}

/// What was published after it was opened, by a file or a program, it would take back; whoever answered that would see
/// their answer under what is retired.
fn overtaken(conn: &mut Conn, copy: &WorkingCopy) -> Result<Option<Finding>, Error> {
    let now = consultations::load(conn, &Key::from(copy.slug.as_str()), None)?;
    let no = now
        .map(|now| now.version)
        .filter(|no| Some(*no) != copy.base_version);
    Ok(no.map(|no| Finding {
        at: String::new(),
        code: "setup-wrong-overtaken",
        values: vec![("version", no.to_string())],
        weight: Weight::Wrong,
    }))
}

/// What it follows must be there. What waits for its day is there for those alone who work on all.
fn follows(conn: &mut Conn, m: &Manuscript, everywhere: bool) -> Result<Option<Finding>, Error> {
    let slug = m.follows.trim();
    let found = consultations::load(conn, &Key::from(slug), None)?;
    let is_known = found.is_some_and(|found| everywhere || found.is_public());
    let is_there = slug.is_empty() || is_known;
    Ok((!is_there).then(|| Finding {
        at: "/follows".to_owned(),
        code: "setup-wrong-follows",
        values: vec![("slug", slug.to_owned())],
        weight: Weight::Wrong,
    }))
}

type Read = Result<Imported, Vec<(String, FileProblem)>>;

/// The manuscript as the import reads it, with the bytes of its documents.
pub fn imported(conn: &mut Conn, m: &Manuscript) -> Result<Read, Error> {
    let mut bytes = HashMap::new();
    for document in &m.documents {
        let found = consultations::find_blob(conn, &unhex(&document.sha256))?;
        bytes.extend(found.map(|(_, content)| (document.file.clone(), content)));
    }
    Ok(check::read(m, &bytes))
}

pub fn unhex(text: &str) -> Vec<u8> {
    let byte = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    (0..text.len()).step_by(2).filter_map(byte).collect()
}

fn terms(by: By) -> Terms {
    Terms {
        actor: by.actor,
        now: by.at,
        moved: None,
    }
}

/// What came of pressing the button.
#[derive(Debug, PartialEq, Eq)]
pub enum Published {
    /// As this version, now or by an equal press before.
    Done(i32),
    /// Another has changed it, or something is found by now: look again.
    NotNow,
    /// A second person must press.
    NeedsAnother,
}

/// That this working copy be published as it was seen there, by whomever: its versions are its own ([`WorkingCopy`]).
fn press(slug: &str, seen: i64) -> Claim {
    Claim::new(format!("publication {slug}"), seen.to_string(), &[])
}

/// The version that the working copy became, if it was published as it was seen there; it is gone since.
pub fn became(conn: &mut Conn, slug: &str, seen: i64) -> Result<Option<i32>, Error> {
    // PostgreSQL would not even take it.
    if slug.contains('\0') {
        return Ok(None);
    }
    let before = idempotency::answered(conn, &press(slug, seen))?;
    Ok(before.and_then(|stored| stored.body.parse().ok()))
}

/// Publishes, or gives what waits for its day its new content; with the letters about a new version.
pub fn publish(
    conn: &mut Conn,
    mailer: &Mailer,
    slug: &str,
    seen: i64,
    needs_second: bool,
    by: By,
) -> Result<Published, Error> {
    hold(conn, slug)?;
    if let Some(version) = became(conn, slug, seen)? {
        return Ok(Published::Done(version));
    }
    let (copy, old) = find(conn, slug, calendar::oslo_date(by.at))?;
    if copy.version != seen {
        return Ok(Published::NotNow);
    }
    if needs_second && copy.asked_by.is_none_or(|asked| asked == by.staff_id) {
        return Ok(Published::NeedsAnother);
    }
    if !judge(conn, &copy, by)?.may_publish() {
        return Ok(Published::NotNow);
    }
    let now = as_of(&copy, old.is_none(), by.at);
    let Ok(imported) = imported(conn, &now)? else {
        return Ok(Published::NotNow);
    };
    let outcome = consultations::import(conn, &imported, &terms(by))?;
    if let ImportOutcome::Refused(_) = outcome {
        return Ok(Published::NotNow);
    }
    versions::tell_of_import(conn, mailer, slug, &outcome, by.at)?;
    let published = consultations::load(conn, &Key::from(slug), None)?;
    let published = published.ok_or(Problem::NotFound)?;
    lists::lock(conn, &copy.manuscript, published.id, by)?;
    if needs_second {
        record(conn, "working_copy.approved", copy.id, by, None)?;
    }
    record(conn, "working_copy.published", copy.id, by, None)?;
    let became = Stored {
        status: 200,
        headers: Vec::new(),
        body: published.version.to_string(),
    };
    idempotency::store_all(conn, &[(&press(slug, seen), &became)], by.at)?;
    match store::delete(conn, copy.id, seen)? {
        true => Ok(Published::Done(published.version)),
        false => Err(Error::internal("a working copy went while it was held")),
    }
}

/// Nobody else publishes until this is done, nor changes the working copy: of several who press at once, one publishes, and
/// the rest read what came of it. Taken before anything is read.
fn hold(conn: &mut Conn, slug: &str) -> Result<(), Error> {
    consultations::lock_imports(conn)?;
    store::hold(conn, slug)
}

/// Asks that somebody else approve; or takes that back.
pub fn ask(conn: &mut Conn, slug: &str, seen: i64, asks: bool, by: By) -> Result<bool, Error> {
    hold(conn, slug)?;
    let (copy, _) = find(conn, slug, calendar::oslo_date(by.at))?;
    let is_ready = !asks || judge(conn, &copy, by)?.may_publish();
    let asked_by = asks.then_some(by.staff_id);
    if !is_ready || !store::set_asked(conn, copy.id, seen, asked_by)? {
        return Ok(false);
    }
    let action = if asks {
        "working_copy.asked"
    } else {
        "working_copy.taken_back"
    };
    record(conn, action, copy.id, by, None)?;
    Ok(true)
}

/// The day that it is published, as the clock of Oslo has it, when that is not today.
pub fn waits_until(m: &Manuscript, now: DateTime<Utc>) -> Option<NaiveDate> {
    let day: NaiveDate = m.published_on.parse().ok()?;
    (day > calendar::oslo_date(now)).then_some(day)
}
