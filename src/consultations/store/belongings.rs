//! What belongs to a consultation beside its texts: permanent ids, owner, deadlines, documents, the list of
//! invited bodies.

use super::{PREPARING, from_word};
use crate::consultations::assemble::Ids;
use crate::consultations::consultation::{
    DeadlineChange, Document, Group, InvitedBody, ListedLine, Owner, Texts,
};
use crate::consultations::extend::{MovedDeadline, Whose, deadlines_of};
use crate::db::schema::{
    advice, blob, body, case_series, consultation, document, field, invited, listed_line, owner,
    proposal_version, section,
};
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::text::{CaseRef, hex};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

pub fn ids(conn: &mut Conn, id: Uid) -> Result<Ids, Error> {
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

/// Every key that a chapter or råd of the consultation was ever given.
pub fn keys_ever(conn: &mut Conn, id: Uuid) -> Result<Vec<String>, Error> {
    let known = ids(conn, Uid(id))?;
    let entries = known.sections.into_keys().chain(known.advice.into_keys());
    Ok(entries.chain(known.fields.into_keys()).collect())
}

/// The consultations of this case that are there already, the newest first: address and reference.
pub fn find_of_case(
    conn: &mut Conn,
    reference: &CaseRef,
) -> Result<Vec<(String, Option<String>)>, Error> {
    let case = case_series::year
        .eq(i32::from(reference.year()))
        .and(case_series::sequence.eq(i64::from(reference.sequence())));
    Ok(consultation::table
        .inner_join(case_series::table.on(case_series::id.eq(consultation::case_series_id)))
        .filter(case)
        .order((consultation::published_on.desc(), consultation::id.desc()))
        .select((consultation::slug, consultation::reference))
        .load(conn)?)
}

/// Keeps the bytes of a document by their hash; nobody can fetch them before a published version names them.
pub fn keep_blob(
    conn: &mut Conn,
    sha256: &[u8],
    media_type: &str,
    bytes: &[u8],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if find_blob(conn, sha256)?.is_some() {
        return Ok(());
    }
    diesel::insert_into(blob::table)
        .values((
            blob::sha256.eq(sha256),
            blob::size.eq(i64::try_from(bytes.len()).unwrap_or(i64::MAX)),
            blob::media_type.eq(media_type),
            blob::bytes.eq(bytes),
            blob::created_at.eq(Instant(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Media type and bytes of what is kept by this hash.
pub fn find_blob(conn: &mut Conn, sha256: &[u8]) -> Result<Option<(String, Vec<u8>)>, Error> {
    Ok(blob::table
        .filter(blob::sha256.eq(sha256))
        .select((blob::media_type, blob::bytes))
        .first(conn)
        .optional()?)
}

pub fn series_as_written(conn: &mut Conn, id: Uid) -> Result<String, Error> {
    let series = case_series::table.find(id);
    Ok(series.select(case_series::as_written).first(conn)?)
}

pub fn get_owner(conn: &mut Conn, id: Uid) -> Result<Owner, Error> {
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

/// What the owner with this number is called today, and where letters are answered.
pub fn find_owner(conn: &mut Conn, org_no: &str) -> Result<Option<Owner>, Error> {
    let with_number = owner::table.filter(owner::org_no.eq(org_no));
    let id: Option<Uid> = with_number.select(owner::id).first(conn).optional()?;
    id.map(|id| get_owner(conn, id)).transpose()
}

/// The changes for all, and how many have a deadline of their own that is later than this one.
pub fn deadline_changes(
    conn: &mut Conn,
    id: Uid,
    deadline_on: NaiveDate,
) -> Result<(Vec<DeadlineChange>, usize), Error> {
    let (for_all, own): (Vec<_>, Vec<_>) = deadlines_of(conn, id.0)?
        .into_iter()
        .partition(|change| change.whose == Whose::All);
    let later = own.into_iter().filter(|own| own.new_on > deadline_on);
    let later: HashSet<Whose> = later.map(|own| own.whose).collect();
    let change = |change: MovedDeadline| DeadlineChange {
        old_on: change.old_on,
        new_on: change.new_on,
        reason: change.reason,
        at: change.at,
    };
    Ok((for_all.into_iter().map(change).collect(), later.len()))
}

pub fn documents(conn: &mut Conn, id: Uid, version: i32) -> Result<Vec<Document>, Error> {
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
    id: Uid,
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

/// The invited bodies, each with its id in the register, by the line that they stand on; `None` for those that were
/// added by hand.
pub type InvitedByLine = HashMap<Option<Uid>, Vec<(Uuid, InvitedBody)>>;

pub fn invited_by_line(conn: &mut Conn, id: Uid) -> Result<InvitedByLine, Error> {
    use invited as i;
    type Columns = (
        Option<Uid>,
        Uid,
        String,
        Option<String>,
        String,
        Instant,
        Option<String>,
        Option<String>,
    );
    let rows: Vec<Columns> = i::table
        .inner_join(body::table.on(body::id.eq(i::body_id)))
        .filter(i::consultation_id.eq(id))
        .order(i::id)
        .select((
            i::line_id,
            i::body_id,
            i::name,
            body::org_no,
            body::kind,
            i::added_at,
            i::reason,
            i::reason_nn,
        ))
        .load(conn)?;
    let mut found = InvitedByLine::new();
    for (line, body_id, name, org_no, kind, added_at, nb, nn) in rows {
        let body = InvitedBody {
            name,
            org_no,
            kind: from_word(&kind)?,
            added_at: added_at.0,
            reason: nb.map(|nb| Texts { nb, nn }),
        };
        found.entry(line).or_default().push((body_id.0, body));
    }
    Ok(found)
}

fn bodies_of(invited: Option<Vec<(Uuid, InvitedBody)>>) -> Vec<InvitedBody> {
    let bodies = invited.unwrap_or_default().into_iter();
    bodies.map(|(_, body)| body).collect()
}

/// The list of invited bodies as it stood in a version.
pub fn groups(
    conn: &mut Conn,
    id: Uid,
    version: i32,
    invited: &mut InvitedByLine,
) -> Result<Vec<Group>, Error> {
    use listed_line as l;
    let rows: Vec<LineRow> = l::table
        .filter(l::consultation_id.eq(id).and(l::added_in.le(version)))
        .order((l::group_no, l::sort))
        .select((
            l::id,
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
                invited: bodies_of(invited.remove(&Some(row.id))),
            });
        }
    }
    Ok(groups.into_iter().map(|(_, group)| group).collect())
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
