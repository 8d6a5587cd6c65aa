//! Consultations read from the database. What the import writes lies in `import/store.rs`, the list in
//! `list/store.rs`.

use super::assemble::{Ids, assemble};
use super::consultation::*;
use super::outline::Outline;
use super::words::{Words, part};
use crate::db::schema::{
    advice, blob, case_series, consultation, content, deadline_change, document, field,
    listed_line, owner, proposal_version, revision, section,
};
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::Error;
use crate::i18n::Lang;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use uuid::Uuid;

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
    let found = Found {
        row,
        shown,
        versions: published(&versions, &notes),
        words,
    };
    found.complete(conn).map(Some)
}

/// A consultation's own row and texts, before the rest is read.
struct Found<'v> {
    row: Row,
    shown: &'v VersionRow,
    versions: Vec<Version>,
    words: Words,
}

impl Found<'_> {
    fn complete(self, conn: &mut Conn) -> Result<Consultation, Error> {
        let Self {
            row,
            shown,
            versions,
            words,
        } = self;
        let outline: Outline = serde_json::from_value(shown.outline.0.clone()).map_err(corrupt)?;
        let ids = ids(conn, row.id)?;
        let (chapters, general_fields) = assemble(outline, &ids, &words)?;
        let own = |part| words.get(row.id.0, part);
        Ok(Consultation {
            id: row.id.0,
            case_series_id: row.case_series_id.0,
            number_prefix: series_as_written(conn, row.case_series_id)?,
            kind: from_word(&row.kind)?,
            status: from_word(&row.status)?,
            product_type: own(part::PRODUCT_TYPE),
            owner: get_owner(conn, row.owner_id)?,
            title: words.need(row.id.0, part::TITLE),
            proposal_title: own(part::PROPOSAL_TITLE),
            ingress: own(part::INGRESS),
            letter: own(part::LETTER),
            background: own(part::BACKGROUND),
            published_on: row.published_on,
            deadline_on: row.deadline_on,
            deadline_changes: deadline_changes(conn, row.id)?,
            demo: row.demo(),
            version: shown.no,
            versions,
            follows: followed(conn, row.follows_id)?,
            followed_by: followers(conn, row.id)?,
            chapters,
            general_fields,
            documents: documents(conn, row.id, shown.no)?,
            groups: groups(conn, row.id, shown.no)?,
            contact: serde_json::from_value(row.contact.0).map_err(corrupt)?,
            short_reason: row.short_reason,
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

fn published(rows: &[VersionRow], notes: &Words) -> Vec<Version> {
    let version = |row: &VersionRow| {
        Some(Version {
            no: row.no,
            published_at: row.published_at?.0,
            change_note: notes.get(row.id.0, part::CHANGE_NOTE),
            professional_change: row.professional_change,
        })
    };
    rows.iter().filter_map(version).collect()
}

/// The texts of a consultation as they stand in a version: of each the newest that is not newer than it.
pub(super) fn words(conn: &mut Conn, id: Uid, version: i32) -> Result<Words, Error> {
    let rows: Vec<(Uid, String, String, String)> = content::table
        .filter(content::consultation_id.eq(id))
        .filter(content::version_no.le(version))
        .order(content::version_no)
        .select((
            content::entity_id,
            content::part,
            content::language,
            content::markdown,
        ))
        .load(conn)?;
    let mut words = Words::default();
    for (entity, part, language, text) in rows {
        if let Some(lang) = Lang::parse(&language) {
            words.put(entity.0, part, lang, text);
        }
    }
    Ok(words)
}

pub(super) fn ids(conn: &mut Conn, id: Uid) -> Result<Ids, Error> {
    let sections: Vec<(String, Uid)> = section::table
        .filter(section::consultation_id.eq(id))
        .select((section::key, section::id))
        .load(conn)?;
    let advice: Vec<(String, Uid)> = advice::table
        .filter(advice::consultation_id.eq(id))
        .select((advice::key, advice::id))
        .load(conn)?;
    let fields: Vec<(String, Uid)> = field::table
        .filter(field::consultation_id.eq(id))
        .select((field::key, field::id))
        .load(conn)?;
    let map = |rows: Vec<(String, Uid)>| rows.into_iter().map(|(key, id)| (key, id.0)).collect();
    Ok(Ids {
        sections: map(sections),
        advice: map(advice),
        fields: map(fields),
    })
}

fn series_as_written(conn: &mut Conn, id: Uid) -> Result<String, Error> {
    let series = case_series::table.find(id);
    Ok(series.select(case_series::as_written).first(conn)?)
}

fn get_owner(conn: &mut Conn, id: Uid) -> Result<Owner, Error> {
    type Columns = (String, Option<String>, Option<String>, String);
    let (nb, nn, org_no, reply_address): Columns = owner::table
        .find(id)
        .select((
            owner::name_nb,
            owner::name_nn,
            owner::org_no,
            owner::reply_address,
        ))
        .first(conn)?;
    Ok(Owner {
        name: Texts { nb, nn },
        org_no,
        reply_address,
    })
}

fn deadline_changes(conn: &mut Conn, id: Uid) -> Result<Vec<DeadlineChange>, Error> {
    use deadline_change as d;
    type Columns = (NaiveDate, NaiveDate, String, Option<String>, Instant);
    let rows: Vec<Columns> = d::table
        .filter(d::consultation_id.eq(id))
        .order(d::id)
        .select((d::old_on, d::new_on, d::reason_nb, d::reason_nn, d::at))
        .load(conn)?;
    let change = |(old_on, new_on, nb, nn, at): Columns| DeadlineChange {
        old_on,
        new_on,
        reason: Texts { nb, nn },
        at: at.0,
    };
    Ok(rows.into_iter().map(change).collect())
}

fn documents(conn: &mut Conn, id: Uid, version: i32) -> Result<Vec<Document>, Error> {
    use document as d;
    type Columns = (String, String, String, String, Vec<u8>, i64, String);
    let rows: Vec<Columns> = d::table
        .inner_join(blob::table.on(blob::sha256.eq(d::blob_sha256)))
        .filter(d::consultation_id.eq(id).and(d::version_no.eq(version)))
        .order(d::sort)
        .select((
            d::kind,
            d::language,
            d::title,
            d::file_name,
            blob::sha256,
            blob::size,
            blob::media_type,
        ))
        .load(conn)?;
    let read = |(kind, language, title, file_name, sha256, size, media_type): Columns| {
        Ok(Document {
            kind: from_word(&kind)?,
            language,
            title,
            file_name,
            sha256: hex(&sha256),
            size,
            media_type,
        })
    };
    rows.into_iter().map(read).collect()
}

#[derive(Queryable)]
struct LineRow {
    group_no: i32,
    name_nb: Option<String>,
    name_nn: Option<String>,
    as_listed: String,
    name: Option<String>,
    org_no: Option<String>,
    collective: Option<String>,
    expected: i32,
    added_in: i32,
}

/// The list of invited bodies as it stood in a version.
fn groups(conn: &mut Conn, id: Uid, version: i32) -> Result<Vec<Group>, Error> {
    use listed_line as l;
    let rows: Vec<LineRow> = l::table
        .filter(l::consultation_id.eq(id).and(l::added_in.le(version)))
        .order((l::group_no, l::sort))
        .select((
            l::group_no,
            l::group_name_nb,
            l::group_name_nn,
            l::as_listed,
            l::body_name,
            l::body_org_no,
            l::collective,
            l::expected,
            l::added_in,
        ))
        .load(conn)?;
    let mut groups: Vec<(i32, Group)> = Vec::new();
    for row in rows {
        if groups.last().is_none_or(|(no, _)| *no != row.group_no) {
            let nn = row.name_nn;
            let name = row.name_nb.map(|nb| Texts { nb, nn });
            groups.push((
                row.group_no,
                Group {
                    name,
                    lines: Vec::new(),
                },
            ));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.lines.push(ListedLine {
                as_listed: row.as_listed,
                name: row.name,
                org_no: row.org_no,
                collective: row.collective,
                bodies: row.expected,
                added_in: row.added_in,
            });
        }
    }
    Ok(groups.into_iter().map(|(_, group)| group).collect())
}

type RelatedColumns = (Uid, String, Option<String>);

fn followed(conn: &mut Conn, id: Option<Uid>) -> Result<Option<Related>, Error> {
    let Some(id) = id else {
        return Ok(None);
    };
    let rows: Vec<RelatedColumns> = consultation::table
        .filter(consultation::id.eq(id))
        .filter(consultation::status.ne(PREPARING))
        .select((
            consultation::id,
            consultation::slug,
            consultation::reference,
        ))
        .load(conn)?;
    Ok(related(conn, rows)?.pop())
}

fn followers(conn: &mut Conn, id: Uid) -> Result<Vec<Related>, Error> {
    let rows: Vec<RelatedColumns> = consultation::table
        .filter(consultation::follows_id.eq(id))
        .filter(consultation::status.ne(PREPARING))
        .order(consultation::published_on)
        .select((
            consultation::id,
            consultation::slug,
            consultation::reference,
        ))
        .load(conn)?;
    related(conn, rows)
}

fn related(conn: &mut Conn, rows: Vec<RelatedColumns>) -> Result<Vec<Related>, Error> {
    let ids: Vec<Uid> = rows.iter().map(|(id, ..)| *id).collect();
    let words = own_words(conn, &ids)?;
    let related = |(id, slug, reference): RelatedColumns| Related {
        slug,
        title: words.need(id.0, part::TITLE),
        reference,
    };
    Ok(rows.into_iter().map(related).collect())
}

/// What stands in lists of the published consultations: title, ingress and product type.
pub(super) fn own_words(conn: &mut Conn, ids: &[Uid]) -> Result<Words, Error> {
    use proposal_version as v;
    let published: Vec<(Uid, i32)> = v::table
        .filter(v::consultation_id.eq_any(ids))
        .filter(v::published_at.is_not_null())
        .select((v::consultation_id, v::no))
        .load(conn)?;
    let mut newest: HashMap<Uid, i32> = HashMap::new();
    for (id, no) in published {
        let known = newest.entry(id).or_insert(no);
        *known = no.max(*known);
    }
    let rows: Vec<(Uid, i32, String, String, String)> = content::table
        .filter(content::entity_id.eq_any(ids))
        .filter(content::part.eq_any([part::TITLE, part::INGRESS, part::PRODUCT_TYPE]))
        .order(content::version_no)
        .select((
            content::entity_id,
            content::version_no,
            content::part,
            content::language,
            content::markdown,
        ))
        .load(conn)?;
    let mut words = Words::default();
    for (id, no, part, language, text) in rows {
        let shown = newest.get(&id).is_some_and(|newest| no <= *newest);
        if let Some(lang) = Lang::parse(&language).filter(|_| shown) {
            words.put(id.0, part, lang, text);
        }
    }
    Ok(words)
}

/// The bytes of a document that everybody may have, and what they are.
pub fn find_document(
    conn: &mut Conn,
    sha256: &[u8],
    file_name: &str,
) -> Result<Option<(String, Vec<u8>)>, Error> {
    use document as d;
    use proposal_version as v;
    if file_name.chars().any(char::is_control) {
        return Ok(None);
    }
    let public = d::table
        .inner_join(blob::table.on(blob::sha256.eq(d::blob_sha256)))
        .inner_join(consultation::table.on(consultation::id.eq(d::consultation_id)))
        .inner_join(v::table.on(v::consultation_id.eq(d::consultation_id)))
        .filter(d::blob_sha256.eq(sha256).and(d::file_name.eq(file_name)))
        .filter(v::no.eq(d::version_no).and(v::published_at.is_not_null()))
        .filter(consultation::status.ne(PREPARING));
    Ok(public
        .select((blob::media_type, blob::bytes))
        .first(conn)
        .optional()?)
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

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
