//! What the import writes. Every function runs in the import's one transaction.

mod case;

use super::texts::NewText;
use crate::consultations::assemble::Ids;
use crate::consultations::consultation::Status;
use crate::consultations::file::{Document, Group, ListedLine};
use crate::consultations::outline::Outline;
use crate::consultations::store::{PREPARING, to_word};
use crate::db::schema::{
    advice, blob, consultation, content, document, field, listed_line, proposal_version, revision,
    section,
};
use crate::db::{Conn, Instant, Json, Uid, dialect};
use crate::error::Error;
use crate::{each, ids};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use ring::digest::{SHA256, digest};
use std::collections::HashSet;
use uuid::Uuid;

pub use case::{
    Facts, find_or_insert_owner, find_or_insert_series, insert_consultation, rename_owner,
    set_facts,
};

/// Imports follow each other, also from several processes. «HØRING» in ASCII, as a number.
const IMPORT_LOCK: i64 = 0x0048_4f45_5249_4e47;

/// Rows in one statement: SQLite binds at most 32,766 values.
const CHUNK: usize = 500;

/// Imports follow each other; whoever reads what an import depends on takes it first.
pub fn lock(conn: &mut Conn) -> Result<(), Error> {
    dialect::lock_keys(conn, &[IMPORT_LOCK])
}

/// The newest version of the consultation with this slug.
pub struct Latest {
    pub id: Uuid,
    pub no: i32,
    pub is_published: bool,
    is_called_off: bool,
    source_sha256: Vec<u8>,
}

impl Latest {
    /// Nothing comes of importing what has this checksum.
    pub fn stands_as(&self, source_sha256: &[u8]) -> bool {
        self.source_sha256 == source_sha256 && !self.is_called_off
    }
}

pub fn find_latest(conn: &mut Conn, slug: &str) -> Result<Option<Latest>, Error> {
    use proposal_version as v;
    type Columns = (Uid, i32, Option<Instant>, Option<Instant>, Vec<u8>);
    let found: Option<Columns> = v::table
        .inner_join(consultation::table.on(consultation::id.eq(v::consultation_id)))
        .filter(consultation::slug.eq(slug))
        .order(v::no.desc())
        .select((
            consultation::id,
            v::no,
            v::published_at,
            consultation::called_off_at,
            v::source_sha256,
        ))
        .first(conn)
        .optional()?;
    let latest = |(id, no, published_at, called_off_at, source_sha256): Columns| Latest {
        id: id.0,
        no,
        is_published: published_at.is_some(),
        is_called_off: called_off_at.is_some(),
        source_sha256,
    };
    Ok(found.map(latest))
}

pub fn is_empty(conn: &mut Conn) -> Result<bool, Error> {
    let any: Option<Uid> = consultation::table
        .select(consultation::id)
        .first(conn)
        .optional()?;
    Ok(any.is_none())
}

pub fn find_id(conn: &mut Conn, slug: &str) -> Result<Option<Uuid>, Error> {
    let found = consultation::table.filter(consultation::slug.eq(slug));
    let id: Option<Uid> = found.select(consultation::id).first(conn).optional()?;
    Ok(id.map(|id| id.0))
}

/// What the consultation follows, if anything.
pub fn find_followed(conn: &mut Conn, id: Uuid) -> Result<Option<Uuid>, Error> {
    let row = consultation::table.find(Uid(id));
    let followed: Option<Uid> = row.select(consultation::follows_id).first(conn)?;
    Ok(followed.map(|id| id.0))
}

/// Removes a working copy that nobody has seen, so that it can be written anew.
pub fn delete_unpublished(conn: &mut Conn, id: Uuid) -> Result<(), Error> {
    let id = Uid(id);
    diesel::delete(content::table.filter(content::consultation_id.eq(id))).execute(conn)?;
    diesel::delete(document::table.filter(document::consultation_id.eq(id))).execute(conn)?;
    diesel::delete(listed_line::table.filter(listed_line::consultation_id.eq(id))).execute(conn)?;
    diesel::delete(field::table.filter(field::consultation_id.eq(id))).execute(conn)?;
    diesel::delete(advice::table.filter(advice::consultation_id.eq(id))).execute(conn)?;
    diesel::delete(section::table.filter(section::consultation_id.eq(id))).execute(conn)?;
    diesel::delete(proposal_version::table.filter(proposal_version::consultation_id.eq(id)))
        .execute(conn)?;
    Ok(())
}

/// A version of the proposal, before its texts.
pub struct NewVersion<'a> {
    pub consultation_id: Uuid,
    pub no: i32,
    pub published_at: Option<DateTime<Utc>>,
    pub professional_change: bool,
    pub outline: &'a Outline,
    pub source_sha256: &'a [u8],
}

pub fn insert_version(
    conn: &mut Conn,
    version: &NewVersion<'_>,
    now: DateTime<Utc>,
) -> Result<Uuid, Error> {
    use proposal_version as v;
    let id = ids::new(now);
    let outline =
        serde_json::to_value(version.outline).map_err(|e| Error::internal(e.to_string()))?;
    diesel::insert_into(v::table)
        .values((
            v::id.eq(Uid(id)),
            v::consultation_id.eq(Uid(version.consultation_id)),
            v::no.eq(version.no),
            v::published_at.eq(version.published_at.map(Instant)),
            v::professional_change.eq(version.professional_change),
            v::outline.eq(Json(outline)),
            v::source_sha256.eq(version.source_sha256),
        ))
        .execute(conn)?;
    Ok(id)
}

/// Gives an id to every key of the outline that has none yet.
pub fn insert_identities(
    conn: &mut Conn,
    consultation_id: Uuid,
    outline: &Outline,
    known: &mut Ids,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let of = Uid(consultation_id);
    let mut sections = Vec::new();
    for chapter in &outline.chapters {
        known
            .sections
            .entry(chapter.key.clone())
            .or_insert_with(|| {
                let id = ids::new(now);
                sections.push((
                    section::id.eq(Uid(id)),
                    section::consultation_id.eq(of),
                    section::key.eq(&chapter.key),
                ));
                id
            });
    }
    let mut advice_rows = Vec::new();
    for one in outline.advice() {
        known.advice.entry(one.key.clone()).or_insert_with(|| {
            let id = ids::new(now);
            advice_rows.push((
                advice::id.eq(Uid(id)),
                advice::consultation_id.eq(of),
                advice::key.eq(&one.key),
            ));
            id
        });
    }
    let mut fields = Vec::new();
    for (advice_key, plan) in outline.fields() {
        if known.fields.contains_key(&plan.key) {
            continue;
        }
        let id = ids::new(now);
        let advice_id = advice_key.and_then(|key| known.advice.get(key));
        fields.push((
            field::id.eq(Uid(id)),
            field::consultation_id.eq(of),
            field::advice_id.eq(advice_id.copied().map(Uid)),
            field::key.eq(&plan.key),
            field::kind.eq(to_word(plan.kind)?),
        ));
        known.fields.insert(plan.key.clone(), id);
    }
    each!(conn, c => diesel::insert_into(section::table).values(&sections).execute(c))?;
    each!(conn, c => diesel::insert_into(advice::table).values(&advice_rows).execute(c))?;
    for rows in fields.chunks(CHUNK) {
        each!(conn, c => diesel::insert_into(field::table).values(rows).execute(c))?;
    }
    Ok(())
}

pub fn insert_texts(
    conn: &mut Conn,
    consultation_id: Uuid,
    version: i32,
    texts: &[NewText],
) -> Result<(), Error> {
    for texts in texts.chunks(CHUNK) {
        let row = |t: &NewText| {
            (
                content::entity_id.eq(Uid(t.entity)),
                content::version_no.eq(version),
                content::language.eq(t.lang.code()),
                content::part.eq(t.part.clone()),
                content::consultation_id.eq(Uid(consultation_id)),
                content::markdown.eq(t.text.clone()),
                content::sha256.eq(digest(&SHA256, t.text.as_bytes()).as_ref().to_vec()),
            )
        };
        let rows: Vec<_> = texts.iter().map(row).collect();
        each!(conn, c => diesel::insert_into(content::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// The documents of a version, with the bytes of those that are new.
pub fn insert_documents(
    conn: &mut Conn,
    consultation_id: Uuid,
    version: i32,
    documents: &[Document],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let hashes: Vec<&[u8]> = documents.iter().map(|d| d.sha256.as_slice()).collect();
    let known: Vec<Vec<u8>> = blob::table
        .filter(blob::sha256.eq_any(hashes))
        .select(blob::sha256)
        .load(conn)?;
    let mut known: HashSet<Vec<u8>> = known.into_iter().collect();
    for (sort, new) in (0_i32..).zip(documents) {
        if known.insert(new.sha256.to_vec()) {
            diesel::insert_into(blob::table)
                .values((
                    blob::sha256.eq(new.sha256.as_slice()),
                    blob::size.eq(i64::try_from(new.size()).unwrap_or(i64::MAX)),
                    blob::media_type.eq(new.media_type),
                    blob::bytes.eq(new.bytes.as_slice()),
                    blob::created_at.eq(Instant(now)),
                ))
                .execute(conn)?;
        }
        diesel::insert_into(document::table)
            .values((
                document::id.eq(Uid(ids::new(now))),
                document::consultation_id.eq(Uid(consultation_id)),
                document::version_no.eq(version),
                document::kind.eq(to_word(new.kind)?),
                document::language.eq(new.lang.code()),
                document::title.eq(&new.title),
                document::file_name.eq(&new.file_name),
                document::blob_sha256.eq(new.sha256.as_slice()),
                document::sort.eq(sort),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Lines to add to one group of the list.
pub struct NewLines<'a> {
    pub group_no: i32,
    pub group: &'a Group,
    /// Where the first of them stands in the group.
    pub sort: i32,
    pub lines: Vec<&'a ListedLine>,
}

pub fn insert_lines(
    conn: &mut Conn,
    consultation_id: Uuid,
    version: i32,
    reason: Option<&str>,
    new: &NewLines<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    use listed_line as l;
    let name = new.group.name.as_ref();
    let rows = (new.sort..).zip(&new.lines).map(|(sort, line)| {
        Ok((
            l::id.eq(Uid(ids::new(now))),
            l::consultation_id.eq(Uid(consultation_id)),
            l::group_no.eq(new.group_no),
            l::group_name_nb.eq(name.map(|n| n.nb.clone())),
            l::group_name_nn.eq(name.and_then(|n| n.nn.clone())),
            l::sort.eq(sort),
            l::as_listed.eq(line.text.clone()),
            l::body_name.eq(line.name.clone()),
            l::body_org_no.eq(line.org_no.as_ref().map(|no| no.as_str().to_owned())),
            l::collective.eq(line.collective.map(|c| to_word(c.kind)).transpose()?),
            l::expected.eq(i32::try_from(line.bodies()).unwrap_or(i32::MAX)),
            l::added_in.eq(version),
            l::reason.eq(reason.map(str::to_owned)),
        ))
    });
    let rows = rows.collect::<Result<Vec<_>, Error>>()?;
    for rows in rows.chunks(CHUNK) {
        each!(conn, c => diesel::insert_into(l::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// A group's name in nynorsk may come later.
pub fn set_group_name_nn(
    conn: &mut Conn,
    consultation_id: Uuid,
    group_no: i32,
    nn: &str,
) -> Result<(), Error> {
    use listed_line as l;
    let group = l::table.filter(
        l::consultation_id
            .eq(Uid(consultation_id))
            .and(l::group_no.eq(group_no)),
    );
    diesel::update(group)
        .set(l::group_name_nn.eq(nn))
        .execute(conn)?;
    Ok(())
}

/// Those being prepared whose day has come, and that were not called off.
pub fn list_due(conn: &mut Conn, today: NaiveDate) -> Result<Vec<Uuid>, Error> {
    let due = consultation::table
        .filter(consultation::status.eq(PREPARING))
        .filter(consultation::called_off_at.is_null())
        .filter(consultation::published_on.le(today));
    let due: Vec<Uid> = due.select(consultation::id).load(conn)?;
    Ok(due.into_iter().map(|id| id.0).collect())
}

pub fn set_published(conn: &mut Conn, id: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    use proposal_version as v;
    let versions = v::table.filter(
        v::consultation_id
            .eq(Uid(id))
            .and(v::published_at.is_null()),
    );
    diesel::update(versions)
        .set(v::published_at.eq(Some(Instant(now))))
        .execute(conn)?;
    diesel::update(consultation::table.find(Uid(id)))
        .set((
            consultation::status.eq(to_word(Status::Open)?),
            consultation::changed_at.eq(Instant(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// It is not published when its day comes. Whether it waited for that until now.
pub fn set_called_off(conn: &mut Conn, id: Uuid, now: DateTime<Utc>) -> Result<bool, Error> {
    let waits = consultation::table
        .filter(consultation::id.eq(Uid(id)))
        .filter(consultation::status.eq(PREPARING))
        .filter(consultation::called_off_at.is_null());
    let changed = diesel::update(waits)
        .set(consultation::called_off_at.eq(Some(Instant(now))))
        .execute(conn)?;
    Ok(changed > 0)
}

/// Tells every instance that what is published has changed.
pub fn bump_revision(conn: &mut Conn) -> Result<(), Error> {
    diesel::update(revision::table)
        .set(revision::value.eq(revision::value + 1))
        .execute(conn)?;
    Ok(())
}
