//! The frozen list of invited bodies in the database.

use super::{Asked, Invited, kind_of};
use crate::bodies::{Body, Kind};
use crate::consultations::consultation::Texts;
use crate::consultations::file::CollectiveKind;
use crate::consultations::store::{PREPARING, from_word};
use crate::db::schema::{body, consultation, invited as i, listed_line, proposal_version};
use crate::db::{Conn, Instant, MultiBackend, Uid};
use crate::error::Error;
use crate::i18n::Lang;
use crate::{ids, insert_rows};
use chrono::{DateTime, Utc};
use diesel::dsl::{count_star, exists, not};
use diesel::helper_types::IntoBoxed;
use diesel::prelude::*;
use std::collections::HashSet;
use uuid::Uuid;

/// Rows in one statement: SQLite binds at most 32,766 values.
pub const CHUNK: usize = 1_000;

/// A line as it is stored.
pub struct StoredLine {
    pub id: Uuid,
    as_listed: String,
    name: Option<String>,
    pub org_no: Option<String>,
    collective: Option<CollectiveKind>,
    pub expected: i32,
    pub reason: Option<String>,
}

impl StoredLine {
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.as_listed)
    }

    pub fn asked(&self) -> Asked<'_> {
        Asked {
            name: self.name(),
            org_no: self.org_no.as_deref(),
            kind: self.collective.map(kind_of),
        }
    }
}

/// The lines that a version added, in their order.
pub fn list_lines(
    conn: &mut Conn,
    consultation_id: Uuid,
    version: i32,
) -> Result<Vec<StoredLine>, Error> {
    use listed_line as l;
    type Columns = (
        Uid,
        String,
        Option<String>,
        Option<String>,
        Option<String>,
        i32,
        Option<String>,
    );
    let rows: Vec<Columns> = l::table
        .filter(l::consultation_id.eq(Uid(consultation_id)))
        .filter(l::added_in.eq(version))
        .order((l::group_no, l::sort))
        .select((
            l::id,
            l::as_listed,
            l::body_name,
            l::body_org_no,
            l::collective,
            l::expected,
            l::reason,
        ))
        .load(conn)?;
    let line = |(id, as_listed, name, org_no, collective, expected, reason): Columns| {
        Ok(StoredLine {
            id: id.0,
            as_listed,
            name,
            org_no,
            collective: collective.as_deref().map(from_word).transpose()?,
            expected,
            reason,
        })
    };
    rows.into_iter().map(line).collect()
}

/// The bodies that are invited already.
pub fn list_body_ids(conn: &mut Conn, consultation_id: Uuid) -> Result<HashSet<Uuid>, Error> {
    let rows = i::table.filter(i::consultation_id.eq(Uid(consultation_id)));
    let ids: Vec<Uid> = rows.select(i::body_id).load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// Whether the dates were moved: an example.
pub fn is_demo(conn: &mut Conn, consultation_id: Uuid) -> Result<bool, Error> {
    let row = consultation::table.find(Uid(consultation_id));
    let moved: i64 = row
        .filter(consultation::true_published_on.is_not_null())
        .select(count_star())
        .first(conn)?;
    Ok(moved > 0)
}

/// What is published with lines and without a single invited body, and its newest version.
pub fn list_unfrozen(conn: &mut Conn) -> Result<Vec<(Uuid, i32)>, Error> {
    use proposal_version as v;
    let lines = listed_line::table.filter(listed_line::consultation_id.eq(consultation::id));
    let asked = i::table.filter(i::consultation_id.eq(consultation::id));
    let rows: Vec<(Uid, Option<i32>)> = consultation::table
        .inner_join(v::table.on(v::consultation_id.eq(consultation::id)))
        .filter(consultation::status.ne(PREPARING))
        .filter(exists(lines).and(not(exists(asked))))
        .group_by(consultation::id)
        .select((consultation::id, diesel::dsl::max(v::no)))
        .load(conn)?;
    let newest = |(id, no): (Uid, Option<i32>)| Some((id.0, no?));
    Ok(rows.into_iter().filter_map(newest).collect())
}

/// A body as it is written down.
pub struct NewInvited {
    body_id: Uuid,
    line_id: Option<Uuid>,
    pub name: String,
    address: Option<String>,
    language: Lang,
    reason: Option<Texts>,
}

impl NewInvited {
    pub fn of(body: &Body, line_id: Option<Uuid>, reason: Option<Texts>) -> Self {
        Self {
            body_id: body.id,
            line_id,
            name: body.own_name().to_owned(),
            address: body.official_address().map(str::to_owned),
            language: body.language.lang(),
            reason,
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = i, treat_none_as_default_value = false)]
struct NewRow {
    id: Uid,
    consultation_id: Uid,
    body_id: Uid,
    line_id: Option<Uid>,
    name: String,
    address: Option<String>,
    language: &'static str,
    reason: Option<String>,
    reason_nn: Option<String>,
    added_at: Instant,
}

pub fn insert(
    conn: &mut Conn,
    consultation_id: Uuid,
    invited: &[NewInvited],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for chunk in invited.chunks(CHUNK) {
        let row = |new: &NewInvited| NewRow {
            id: Uid(ids::new(now)),
            consultation_id: Uid(consultation_id),
            body_id: Uid(new.body_id),
            line_id: new.line_id.map(Uid),
            name: new.name.clone(),
            address: new.address.clone(),
            language: new.language.code(),
            reason: new.reason.as_ref().map(|texts| texts.nb.clone()),
            reason_nn: new.reason.as_ref().and_then(|texts| texts.nn.clone()),
            added_at: Instant(now),
        };
        let rows: Vec<NewRow> = chunk.iter().map(row).collect();
        insert_rows!(conn, i::table, &rows)?;
    }
    Ok(())
}

/// A text that has two columns; without bokmål there is none.
fn texts(nb: Option<String>, nn: Option<String>) -> Option<Texts> {
    nb.map(|nb| Texts { nb, nn })
}

#[derive(Queryable)]
struct Row {
    id: Uid,
    consultation_id: Uid,
    body_id: Uid,
    line_id: Option<Uid>,
    name: String,
    address: Option<String>,
    language: String,
    reason: Option<String>,
    reason_nn: Option<String>,
    added_at: Instant,
    line: Option<LineRow>,
    kind: String,
    county_no: Option<String>,
    org_no: Option<String>,
}

type LineRow = (i32, Option<String>, Option<String>, String);

impl Row {
    fn read(self) -> Result<Invited, Error> {
        let unknown = || Error::internal("an invited body holds a word that is unknown");
        let line = self.line.as_ref();
        let group = line.and_then(|(_, nb, nn, _)| texts(nb.clone(), nn.clone()));
        Ok(Invited {
            id: self.id.0,
            consultation_id: self.consultation_id.0,
            body_id: self.body_id.0,
            line_id: self.line_id.map(|id| id.0),
            group_no: self.line.as_ref().map(|line| line.0),
            group,
            as_listed: self.line.map(|line| line.3),
            name: self.name,
            address: self.address,
            language: Lang::parse(&self.language).ok_or_else(unknown)?,
            reason: texts(self.reason, self.reason_nn),
            added_at: self.added_at.0,
            kind: Kind::parse(&self.kind).ok_or_else(unknown)?,
            county_no: self.county_no,
            org_no: self.org_no,
        })
    }
}

type Whole = diesel::dsl::LeftJoinOn<
    diesel::dsl::InnerJoinOn<i::table, body::table, diesel::dsl::Eq<body::id, i::body_id>>,
    listed_line::table,
    diesel::dsl::Eq<diesel::dsl::Nullable<listed_line::id>, i::line_id>,
>;

fn whole<'a>() -> IntoBoxed<'a, Whole, MultiBackend> {
    i::table
        .inner_join(body::table.on(body::id.eq(i::body_id)))
        .left_join(listed_line::table.on(listed_line::id.nullable().eq(i::line_id)))
        .into_boxed()
}

macro_rules! columns {
    () => {
        (
            i::id,
            i::consultation_id,
            i::body_id,
            i::line_id,
            i::name,
            i::address,
            i::language,
            i::reason,
            i::reason_nn,
            i::added_at,
            (
                listed_line::group_no,
                listed_line::group_name_nb,
                listed_line::group_name_nn,
                listed_line::as_listed,
            )
                .nullable(),
            body::kind,
            body::county_no,
            body::org_no,
        )
    };
}

/// Everybody who is invited, as listed; those that were added by hand last.
pub fn invited(conn: &mut Conn, consultation_id: Uuid) -> Result<Vec<Invited>, Error> {
    let rows: Vec<Row> = whole()
        .filter(i::consultation_id.eq(Uid(consultation_id)))
        .select(columns!())
        .order((listed_line::group_no, listed_line::sort, i::id))
        .load(conn)?;
    let mut found = rows
        .into_iter()
        .map(Row::read)
        .collect::<Result<Vec<_>, Error>>()?;
    // The two databases place what has no group differently.
    found.sort_by_key(|one| one.group_no.is_none());
    Ok(found)
}

pub fn find_invited(conn: &mut Conn, id: Uuid) -> Result<Option<Invited>, Error> {
    let row: Option<Row> = whole()
        .filter(i::id.eq(Uid(id)))
        .select(columns!())
        .first(conn)
        .optional()?;
    row.map(Row::read).transpose()
}
