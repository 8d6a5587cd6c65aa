//! Consultations read from the database. What the import writes lies in `import/store.rs`, the list in
//! `list/store.rs`.

mod belongings;
mod texts;

use super::assemble::{assemble, assemble_retired};
use super::consultation::{Consultation, TrueDates, Version};
use super::invited::put_on_lines;
use super::meetings::of_consultation;
use super::outline::Outline;
use super::words::{Words, part};
use crate::db::schema::{consultation, proposal_version, revision};
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::Error;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

pub use belongings::find_owner;
pub(super) use belongings::ids;
use belongings::{
    deadline_changes, documents, get_owner, groups, invited_by_line, series_as_written,
};
pub use belongings::{find_blob, find_document, find_of_case, keep_blob, keys_ever};
pub use texts::named;
use texts::{Beside, followed, followers};
pub(super) use texts::{own_words, words};

/// How a consultation is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    Slug(String),
    Id(Uuid),
}

impl From<&str> for Key {
    fn from(slug: &str) -> Self {
        Self::Slug(slug.to_owned())
    }
}

impl From<Uuid> for Key {
    fn from(id: Uuid) -> Self {
        Self::Id(id)
    }
}

/// The columns of a consultation that are read; what is only searched and dated stays where it is.
#[derive(Queryable)]
pub(super) struct Row {
    pub id: Uid,
    pub owner_id: Uid,
    pub case_series_id: Uid,
    pub reference: Option<String>,
    pub slug: String,
    pub kind: String,
    pub status: String,
    pub follows_id: Option<Uid>,
    pub published_on: NaiveDate,
    pub deadline_on: NaiveDate,
    pub true_published_on: Option<NaiveDate>,
    pub true_deadline_on: Option<NaiveDate>,
    pub short_reason: Option<String>,
    pub contact: Json,
    pub called_off_at: Option<Instant>,
}

type Columns = (
    consultation::id,
    consultation::owner_id,
    consultation::case_series_id,
    consultation::reference,
    consultation::slug,
    consultation::kind,
    consultation::status,
    consultation::follows_id,
    consultation::published_on,
    consultation::deadline_on,
    consultation::true_published_on,
    consultation::true_deadline_on,
    consultation::short_reason,
    consultation::contact,
    consultation::called_off_at,
);

pub(super) const fn columns() -> Columns {
    (
        consultation::id,
        consultation::owner_id,
        consultation::case_series_id,
        consultation::reference,
        consultation::slug,
        consultation::kind,
        consultation::status,
        consultation::follows_id,
        consultation::published_on,
        consultation::deadline_on,
        consultation::true_published_on,
        consultation::true_deadline_on,
        consultation::short_reason,
        consultation::contact,
        consultation::called_off_at,
    )
}

impl Row {
    pub fn demo(&self) -> Option<TrueDates> {
        let (published_on, deadline_on) = (self.true_published_on?, self.true_deadline_on?);
        Some(TrueDates {
            published_on,
            deadline_on,
        })
    }
}

#[derive(Queryable)]
struct VersionRow {
    id: Uid,
    no: i32,
    published_at: Option<Instant>,
    professional_change: bool,
    outline: Json,
}

impl VersionRow {
    fn outline(&self) -> Result<Outline, Error> {
        serde_json::from_value(self.outline.0.clone()).map_err(corrupt)
    }
}

/// What is published: it grows with every change of it.
pub fn current_revision(conn: &mut Conn) -> Result<i64, Error> {
    Ok(revision::table.select(revision::value).first(conn)?)
}

/// A consultation at a published version of its proposal, the newest when none is named; one that is being
/// prepared at its working copy. `None` when there is no such consultation or version.
pub fn load(
    conn: &mut Conn,
    key: &Key,
    version: Option<i32>,
) -> Result<Option<Consultation>, Error> {
    let Some(row) = find_row(conn, key)? else {
        return Ok(None);
    };
    let versions = versions(conn, row.id)?;
    let newest_published = versions.iter().rfind(|v| v.published_at.is_some());
    let shown = match version {
        None => newest_published.or(versions.last()),
        Some(no) => versions
            .iter()
            .find(|v| v.no == no && v.published_at.is_some()),
    };
    let Some(shown) = shown else {
        return Ok(None);
    };
    // Change notes of later versions are shown beside an earlier one too.
    let newest = newest_published.map_or(shown.no, |v| v.no);
    let notes = words(conn, row.id, newest)?;
    let words = match shown.no == newest {
        true => notes.clone(),
        false => words(conn, row.id, shown.no)?,
    };
    let earlier = versions.iter().rev().filter(|v| v.no < shown.no);
    let found = Found {
        row,
        shown,
        earlier: earlier.collect(),
        versions: published(&versions, &notes),
        words,
    };
    found.complete(conn).map(Some)
}

/// A consultation's own row and texts, before the rest is read.
struct Found<'v> {
    row: Row,
    shown: &'v VersionRow,
    /// The newest first.
    earlier: Vec<&'v VersionRow>,
    versions: Vec<Version>,
    words: Words,
}

impl Found<'_> {
    fn complete(self, conn: &mut Conn) -> Result<Consultation, Error> {
        let Self {
            row,
            shown,
            earlier,
            versions,
            words,
        } = self;
        let outline = shown.outline()?;
        let ids = ids(conn, row.id)?;
        let followed_by = [shown].into_iter().chain(earlier.iter().copied());
        let earlier: Vec<(i32, Outline)> = followed_by
            .zip(&earlier)
            .map(|(next, version)| Ok((next.no, version.outline()?)))
            .collect::<Result<_, Error>>()?;
        let retired = assemble_retired(&outline, earlier.into_iter(), &ids, &words)?;
        let (chapters, general_fields) = assemble(outline, &ids, &words)?;
        let mut invited = invited_by_line(conn, row.id)?;
        let by_hand = invited.remove(&None).unwrap_or_default();
        let mut groups = groups(conn, row.id, shown.no, &mut invited)?;
        let added = put_on_lines(conn, &mut groups, by_hand, &versions)?;
        let (deadline_changes, later_deadlines) = deadline_changes(conn, row.id, row.deadline_on)?;
        let own = |part| words.get(row.id.0, part);
        let mut owner = get_owner(conn, row.owner_id)?;
        if let Some(name) = own(part::OWNER_NAME) {
            owner.name = name;
        }
        if let Some(address) = own(part::OWNER_ADDRESS) {
            owner.reply_address = address.nb;
        }
        let beside = match Beside::of(conn, row.id, &words)? {
            Some(beside) => beside,
            None => Beside {
                follows: followed(conn, row.follows_id)?,
                contact: serde_json::from_value(row.contact.0.clone()).map_err(corrupt)?,
                short_reason: row.short_reason.clone(),
            },
        };
        Ok(Consultation {
            id: row.id.0,
            case_series_id: row.case_series_id.0,
            number_prefix: series_as_written(conn, row.case_series_id)?,
            kind: from_word(&row.kind)?,
            status: from_word(&row.status)?,
            product_type: own(part::PRODUCT_TYPE),
            owner,
            title: words.need(row.id.0, part::TITLE),
            proposal_title: own(part::PROPOSAL_TITLE),
            ingress: own(part::INGRESS),
            letter: own(part::LETTER),
            background: own(part::BACKGROUND),
            published_on: row.published_on,
            deadline_on: row.deadline_on,
            deadline_changes,
            later_deadlines,
            demo: row.demo(),
            version: shown.no,
            versions,
            follows: beside.follows,
            followed_by: followers(conn, row.id)?,
            chapters,
            general_fields,
            retired,
            documents: documents(conn, row.id, shown.no)?,
            groups,
            added,
            meetings: of_consultation(conn, row.id.0)?,
            contact: beside.contact,
            short_reason: beside.short_reason,
            is_called_off: row.called_off_at.is_some(),
            reference: row.reference,
            slug: row.slug,
        })
    }
}

pub(super) fn find_row(conn: &mut Conn, key: &Key) -> Result<Option<Row>, Error> {
    let all = consultation::table.select(columns());
    let found = match key {
        Key::Slug(slug) if !could_be_slug(slug) => return Ok(None),
        Key::Slug(slug) => all.filter(consultation::slug.eq(slug)).first(conn),
        Key::Id(id) => all.filter(consultation::id.eq(Uid(*id))).first(conn),
    };
    Ok(found.optional()?)
}

/// What else stands in an address is no slug; PostgreSQL would not even take some of it.
fn could_be_slug(text: &str) -> bool {
    text.bytes()
        .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'))
}

fn versions(conn: &mut Conn, id: Uid) -> Result<Vec<VersionRow>, Error> {
    use proposal_version as v;
    Ok(v::table
        .filter(v::consultation_id.eq(id))
        .order(v::no)
        .select((
            v::id,
            v::no,
            v::published_at,
            v::professional_change,
            v::outline,
        ))
        .load(conn)?)
}

/// A published version, by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundVersion {
    pub consultation_id: Uuid,
    pub no: i32,
    /// The substance has changed once more since.
    pub is_overtaken: bool,
}

pub fn find_version(conn: &mut Conn, id: Uuid) -> Result<Option<FoundVersion>, Error> {
    use proposal_version as v;
    let row = v::table.find(Uid(id));
    let found: Option<(Uid, i32)> = row
        .select((v::consultation_id, v::no))
        .first(conn)
        .optional()?;
    let Some((consultation, no)) = found else {
        return Ok(None);
    };
    let later: Option<i32> = v::table
        .filter(v::consultation_id.eq(consultation))
        .filter(v::published_at.is_not_null())
        .filter(v::professional_change.eq(true))
        .filter(v::no.gt(no))
        .select(v::no)
        .first(conn)
        .optional()?;
    Ok(Some(FoundVersion {
        consultation_id: consultation.0,
        no,
        is_overtaken: later.is_some(),
    }))
}

fn published(rows: &[VersionRow], notes: &Words) -> Vec<Version> {
    let version = |row: &VersionRow| {
        Some(Version {
            id: row.id.0,
            no: row.no,
            published_at: row.published_at?.0,
            change_note: notes.get(row.id.0, part::CHANGE_NOTE),
            professional_change: row.professional_change,
        })
    };
    rows.iter().filter_map(version).collect()
}

pub(super) const PREPARING: &str = "preparing";

/// A stored word as the enum that serde knows by it.
pub(super) fn from_word<T: DeserializeOwned>(word: &str) -> Result<T, Error> {
    serde_json::from_value(serde_json::Value::from(word)).map_err(corrupt)
}

pub(super) fn to_word<T: Serialize>(value: T) -> Result<String, Error> {
    match serde_json::to_value(value).map_err(corrupt)? {
        serde_json::Value::String(word) => Ok(word),
        other => Err(Error::internal(format!("{other} is no word"))),
    }
}

fn corrupt(error: serde_json::Error) -> Error {
    Error::internal(format!("what is stored cannot be read: {error}"))
}
