//! The register in the database: read, and written set-wise.

mod change;
mod list;

use super::body::{
    Address, AddressKind, AddressState, Body, Form, Kind, Name, NewBody, Source, Tongue, fold_name,
    search_text,
};
use crate::db::schema::{body, body_address, body_name};
use crate::db::{Conn, Instant, Uid, dialect};
use crate::error::{Error, Problem};
use crate::{ids, insert_rows};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Who fills the register whole follow each other, also from several processes. «REGISTER» in ASCII.
const REGISTER_LOCK: i64 = 0x5245_4749_5354_4552;

/// Rows in one statement: SQLite binds at most 32,766 values.
pub(super) const CHUNK: usize = 1_000;

pub use change::update_all;
pub use list::{count, list, list_ids};

pub fn lock(conn: &mut Conn) -> Result<(), Error> {
    dialect::lock_keys(conn, &[REGISTER_LOCK])
}

pub fn has_shipped(conn: &mut Conn) -> Result<bool, Error> {
    let shipped = body::table.filter(body::source.eq(Source::Shipped.as_str()));
    let any: Option<Uid> = shipped.select(body::id).first(conn).optional()?;
    Ok(any.is_some())
}

pub fn list_org_nos(conn: &mut Conn) -> Result<HashSet<String>, Error> {
    let known: Vec<Option<String>> = body::table.select(body::org_no).load(conn)?;
    Ok(known.into_iter().flatten().collect())
}

/// Bodies that have and had no address, with the name that is shown, oldest first.
pub fn list_without_address(conn: &mut Conn) -> Result<Vec<(Uuid, String)>, Error> {
    let with = body_address::table.select(body_address::body_id);
    let rows: Vec<(Uid, String)> = body_name::table
        .filter(body_name::sort.eq(0).and(body_name::valid_to.is_null()))
        .filter(body_name::body_id.ne_all(with))
        .order(body_name::body_id)
        .select((body_name::body_id, body_name::name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, name)| (id.0, name)).collect())
}

/// The domains that example addresses have taken.
pub fn list_example_domains(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let all: Vec<String> = body_address::table
        .filter(body_address::address.like("%.example"))
        .select(body_address::address)
        .load(conn)?;
    let domain = |address: String| Some(address.rsplit_once('@')?.1.to_owned());
    Ok(all.into_iter().filter_map(domain).collect())
}

#[derive(Queryable)]
struct Row {
    id: Uid,
    org_no: Option<String>,
    municipality_no: Option<String>,
    kind: String,
    county_no: Option<String>,
    language: String,
    source: String,
    successor_id: Option<Uid>,
    closed_on: Option<NaiveDate>,
    version: i64,
    changed_at: Instant,
}

#[derive(Queryable)]
struct NameRow {
    id: Uid,
    body_id: Uid,
    name: String,
    language: String,
    sort: i32,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
}

#[derive(Queryable)]
struct AddressRow {
    id: Uid,
    body_id: Uid,
    address: String,
    kind: String,
    state: String,
    note: Option<String>,
    created_at: Instant,
    ended_at: Option<Instant>,
}

pub fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Body>, Error> {
    Ok(find_many(conn, &[id])?.pop())
}

/// The bodies with these ids, in their order; an id that is unknown is left out.
pub fn find_many(conn: &mut Conn, ids: &[Uuid]) -> Result<Vec<Body>, Error> {
    let mut found: HashMap<Uuid, Body> = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        for body in load(conn, chunk)? {
            found.insert(body.id, body);
        }
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// Those of these ids that the register has, each once.
pub fn known(conn: &mut Conn, ids: &[Uuid]) -> Result<Vec<Uuid>, Error> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let chunk: Vec<Uid> = chunk.iter().copied().map(Uid).collect();
        let these = body::table.filter(body::id.eq_any(chunk));
        let ids: Vec<Uid> = these.select(body::id).load(conn)?;
        found.extend(ids.into_iter().map(|id| id.0));
    }
    Ok(found)
}

fn load(conn: &mut Conn, ids: &[Uuid]) -> Result<Vec<Body>, Error> {
    let ids: Vec<Uid> = ids.iter().copied().map(Uid).collect();
    let rows: Vec<Row> = body::table
        .filter(body::id.eq_any(&ids))
        .select((
            body::id,
            body::org_no,
            body::municipality_no,
            body::kind,
            body::county_no,
            body::language,
            body::source,
            body::successor_id,
            body::closed_on,
            body::version,
            body::changed_at,
        ))
        .load(conn)?;
    let names: Vec<NameRow> = body_name::table
        .filter(body_name::body_id.eq_any(&ids))
        .order((body_name::sort, body_name::id.desc()))
        .select((
            body_name::id,
            body_name::body_id,
            body_name::name,
            body_name::language,
            body_name::sort,
            body_name::valid_from,
            body_name::valid_to,
        ))
        .load(conn)?;
    let addresses: Vec<AddressRow> = body_address::table
        .filter(body_address::body_id.eq_any(&ids))
        .order(body_address::id)
        .select((
            body_address::id,
            body_address::body_id,
            body_address::address,
            body_address::kind,
            body_address::state,
            body_address::note,
            body_address::created_at,
            body_address::ended_at,
        ))
        .load(conn)?;
    let mut names_of: HashMap<Uid, Vec<Name>> = HashMap::new();
    for row in names {
        names_of.entry(row.body_id).or_default().push(row.read()?);
    }
    let mut addresses_of: HashMap<Uid, Vec<Address>> = HashMap::new();
    for row in addresses {
        addresses_of
            .entry(row.body_id)
            .or_default()
            .push(row.read()?);
    }
    let whole = |row: Row| {
        let mut names = names_of.remove(&row.id).unwrap_or_default();
        // Names in use before those that have ended.
        names.sort_by_key(|name| name.valid_to.is_some());
        let addresses = addresses_of.remove(&row.id).unwrap_or_default();
        row.read(names, addresses)
    };
    rows.into_iter().map(whole).collect()
}

fn word<T>(found: Option<T>) -> Result<T, Error> {
    found.ok_or_else(|| Error::internal("the register holds a word that is unknown"))
}

impl Row {
    fn read(self, names: Vec<Name>, addresses: Vec<Address>) -> Result<Body, Error> {
        Ok(Body {
            id: self.id.0,
            org_no: self.org_no,
            municipality_no: self.municipality_no,
            kind: word(Kind::parse(&self.kind))?,
            county_no: self.county_no,
            language: word(Form::parse(&self.language))?,
            source: word(Source::parse(&self.source))?,
            successor_id: self.successor_id.map(|id| id.0),
            closed_on: self.closed_on,
            version: self.version,
            changed_at: self.changed_at.0,
            names,
            addresses,
        })
    }
}

impl NameRow {
    fn read(self) -> Result<Name, Error> {
        Ok(Name {
            id: self.id.0,
            text: self.name,
            tongue: word(Tongue::parse(&self.language))?,
            sort: self.sort,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
        })
    }
}

impl AddressRow {
    fn read(self) -> Result<Address, Error> {
        Ok(Address {
            id: self.id.0,
            address: self.address,
            kind: word(AddressKind::parse(&self.kind))?,
            state: word(AddressState::parse(&self.state))?,
            note: self.note,
            created_at: self.created_at.0,
            ended_at: self.ended_at.map(|at| at.0),
        })
    }
}

pub fn find_by_org_no(conn: &mut Conn, org_no: &str) -> Result<Option<Body>, Error> {
    match find_id_by_org_no(conn, org_no)? {
        Some(id) => find(conn, id),
        None => Ok(None),
    }
}

pub fn find_id_by_org_no(conn: &mut Conn, org_no: &str) -> Result<Option<Uuid>, Error> {
    let row = body::table.filter(body::org_no.eq(org_no));
    let id: Option<Uid> = row.select(body::id).first(conn).optional()?;
    Ok(id.map(|id| id.0))
}

pub fn find_id_by_municipality_no(conn: &mut Conn, no: &str) -> Result<Option<Uuid>, Error> {
    let row = body::table.filter(body::municipality_no.eq(no));
    let id: Option<Uid> = row.select(body::id).first(conn).optional()?;
    Ok(id.map(|id| id.0))
}

/// The bodies in force on a day that have exactly this name, however it is written.
pub fn find_by_name(conn: &mut Conn, name: &str, day: NaiveDate) -> Result<Vec<Body>, Error> {
    let mut ids: Vec<Uid> = body_name::table
        .filter(body_name::folded.eq(fold_name(name)))
        .filter(body_name::valid_to.is_null())
        .select(body_name::body_id)
        .load(conn)?;
    ids.sort_unstable();
    ids.dedup();
    let ids: Vec<Uuid> = ids.into_iter().map(|id| id.0).collect();
    let mut found = find_many(conn, &ids)?;
    found.retain(|body| body.is_in_force(day));
    Ok(found)
}

/// Every name that is in use on a day: whose, its organisation number, and the name.
pub fn list_names(
    conn: &mut Conn,
    day: NaiveDate,
) -> Result<Vec<(Uuid, Option<String>, String)>, Error> {
    let rows: Vec<(Uid, Option<String>, String)> = body_name::table
        .inner_join(body::table.on(body::id.eq(body_name::body_id)))
        .filter(body_name::valid_to.is_null())
        .filter(body::closed_on.is_null().or(body::closed_on.gt(day)))
        .order((body_name::body_id, body_name::sort))
        .select((body::id, body::org_no, body_name::name))
        .load(conn)?;
    let name = |(id, org_no, name): (Uid, Option<String>, String)| (id.0, org_no, name);
    Ok(rows.into_iter().map(name).collect())
}

/// Every body of a kind that is in force on a day.
pub fn in_force(conn: &mut Conn, kind: Kind, day: NaiveDate) -> Result<Vec<Uuid>, Error> {
    let ids: Vec<Uid> = body::table
        .filter(body::kind.eq(kind.as_str()))
        .filter(body::closed_on.is_null().or(body::closed_on.gt(day)))
        .order(body::id)
        .select(body::id)
        .load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// Where letters to these bodies go now; one without such an address is left out.
pub fn official_addresses(conn: &mut Conn, ids: &[Uuid]) -> Result<HashMap<Uuid, String>, Error> {
    use body_address as a;
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let chunk: Vec<Uid> = chunk.iter().copied().map(Uid).collect();
        let rows: Vec<(Uid, String)> = a::table
            .filter(a::body_id.eq_any(&chunk))
            .filter(a::kind.eq(AddressKind::Official.as_str()))
            .filter(a::state.eq(AddressState::Active.as_str()))
            // The newest wins.
            .order(a::id)
            .select((a::body_id, a::address))
            .load(conn)?;
        found.extend(rows.into_iter().map(|(id, address)| (id.0, address)));
    }
    Ok(found)
}

#[derive(Insertable)]
#[diesel(table_name = body, treat_none_as_default_value = false)]
struct NewRow {
    id: Uid,
    org_no: Option<String>,
    municipality_no: Option<String>,
    kind: &'static str,
    county_no: Option<String>,
    language: &'static str,
    source: &'static str,
    successor_id: Option<Uid>,
    closed_on: Option<NaiveDate>,
    search_text: String,
    version: i64,
    created_at: Instant,
    changed_at: Instant,
}

#[derive(Insertable)]
#[diesel(table_name = body_name, treat_none_as_default_value = false)]
struct NewNameRow {
    id: Uid,
    body_id: Uid,
    name: String,
    folded: String,
    language: &'static str,
    sort: i32,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
}

#[derive(Insertable)]
#[diesel(table_name = body_address, treat_none_as_default_value = false)]
struct NewAddressRow {
    id: Uid,
    body_id: Uid,
    address: String,
    kind: &'static str,
    state: &'static str,
    note: Option<String>,
    created_at: Instant,
    ended_at: Option<Instant>,
}

/// Writes new bodies with their names and addresses; their ids, in order.
pub fn insert(
    conn: &mut Conn,
    bodies: &[NewBody],
    source: Source,
    now: DateTime<Utc>,
) -> Result<Vec<Uuid>, Error> {
    let mut all = Vec::with_capacity(bodies.len());
    for chunk in bodies.chunks(CHUNK) {
        let ids: Vec<Uuid> = chunk.iter().map(|_| ids::new(now)).collect();
        let rows: Vec<NewRow> = chunk
            .iter()
            .zip(&ids)
            .map(|(new, id)| new_row(new, *id, source, now))
            .collect();
        insert_rows!(conn, body::table, &rows)?;
        let (mut names, mut addresses) = (Vec::new(), Vec::new());
        for (new, id) in chunk.iter().zip(&ids) {
            for (sort, (tongue, name)) in (0..).zip(&new.names) {
                names.push((*id, *tongue, sort, name.clone()));
            }
            let official = new.official.iter().map(|a| (AddressKind::Official, a));
            let contact = new.contact.iter().map(|a| (AddressKind::Contact, a));
            for (kind, address) in official.chain(contact) {
                addresses.push((*id, kind, address.clone()));
            }
        }
        insert_names(conn, &names, None, now)?;
        insert_addresses(conn, &addresses, now)?;
        all.extend(ids);
    }
    Ok(all)
}

fn new_row(new: &NewBody, id: Uuid, source: Source, now: DateTime<Utc>) -> NewRow {
    let names = new.names.iter().map(|(_, name)| name.as_str());
    NewRow {
        id: Uid(id),
        search_text: search_text(names, new.org_no.as_deref(), new.municipality_no.as_deref()),
        org_no: new.org_no.clone(),
        municipality_no: new.municipality_no.clone(),
        kind: new.kind.as_str(),
        county_no: new.county_no.clone(),
        language: new.language.as_str(),
        source: source.as_str(),
        successor_id: new.successor_id.map(Uid),
        closed_on: new.closed_on,
        version: 1,
        created_at: Instant(now),
        changed_at: Instant(now),
    }
}

/// Names that are in use from a day, or from always.
pub fn insert_names(
    conn: &mut Conn,
    names: &[(Uuid, Tongue, i32, String)],
    valid_from: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for chunk in names.chunks(CHUNK) {
        let row = |(body_id, tongue, sort, name): &(Uuid, Tongue, i32, String)| NewNameRow {
            id: Uid(ids::new(now)),
            body_id: Uid(*body_id),
            folded: fold_name(name),
            name: name.clone(),
            language: tongue.as_str(),
            sort: *sort,
            valid_from,
            valid_to: None,
        };
        let rows: Vec<NewNameRow> = chunk.iter().map(row).collect();
        insert_rows!(conn, body_name::table, &rows)?;
    }
    Ok(())
}

pub fn insert_addresses(
    conn: &mut Conn,
    addresses: &[(Uuid, AddressKind, String)],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for chunk in addresses.chunks(CHUNK) {
        let row = |(body_id, kind, address): &(Uuid, AddressKind, String)| NewAddressRow {
            id: Uid(ids::new(now)),
            body_id: Uid(*body_id),
            address: address.clone(),
            kind: kind.as_str(),
            state: AddressState::Active.as_str(),
            note: None,
            created_at: Instant(now),
            ended_at: None,
        };
        let rows: Vec<NewAddressRow> = chunk.iter().map(row).collect();
        insert_rows!(conn, body_address::table, &rows)?;
    }
    Ok(())
}

/// The body was changed by somebody who saw this version of it.
pub fn raise_version(
    conn: &mut Conn,
    id: Uuid,
    seen: i64,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let as_seen = body::table.filter(body::id.eq(Uid(id)).and(body::version.eq(seen)));
    let n = diesel::update(as_seen)
        .set((
            body::version.eq(body::version + 1),
            body::changed_at.eq(Instant(now)),
        ))
        .execute(conn)?;
    if n == 1 {
        Ok(())
    } else {
        Err(Problem::PreconditionFailed.into())
    }
}

/// The official addresses in use are so no longer.
pub fn end_official(
    conn: &mut Conn,
    id: Uuid,
    becomes: AddressState,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    use body_address as a;
    let in_use = a::body_id
        .eq(Uid(id))
        .and(a::kind.eq(AddressKind::Official.as_str()))
        .and(a::state.eq(AddressState::Active.as_str()));
    diesel::update(a::table.filter(in_use))
        .set((
            a::state.eq(becomes.as_str()),
            a::ended_at.eq(Some(Instant(now))),
        ))
        .execute(conn)?;
    Ok(())
}
