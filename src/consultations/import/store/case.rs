//! The consultation's own row, and what it belongs to: its owner and the series of its case.

use crate::consultations::consultation::{Contact, Kind, Status, TrueDates};
use crate::consultations::file::Owner;
use crate::consultations::store::{to_word, words};
use crate::consultations::words::part;
use crate::db::schema::{case_series, consultation, content, owner};
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::Error;
use crate::text::CaseRef;
use crate::{each, ids};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// The owner by its number, with the name and address that the file gives it; where that waits for its day, an
/// owner who is there already keeps its own until then.
pub fn find_or_insert_owner(
    conn: &mut Conn,
    from: &Owner,
    waits: bool,
    now: DateTime<Utc>,
) -> Result<Uuid, Error> {
    let org_no = from.org_no.as_str();
    let told = (
        owner::name_nb.eq(&from.name.nb),
        owner::name_nn.eq(from.name.nn.as_ref()),
        owner::reply_address.eq(&from.reply_address),
    );
    let known: Option<Uid> = owner::table
        .filter(owner::org_no.eq(org_no))
        .select(owner::id)
        .first(conn)
        .optional()?;
    if let Some(id) = known {
        if !waits {
            diesel::update(owner::table.find(id))
                .set(told)
                .execute(conn)?;
        }
        return Ok(id.0);
    }
    let id = Uid(ids::new(now));
    diesel::insert_into(owner::table)
        .values((owner::id.eq(id), owner::org_no.eq(org_no), told))
        .execute(conn)?;
    Ok(id.0)
}

/// What waited with a consultation holds for its owner from now on.
pub fn rename_owner(conn: &mut Conn, consultation_id: Uuid) -> Result<(), Error> {
    let waited = words(conn, Uid(consultation_id), 1)?;
    let row = consultation::table.find(Uid(consultation_id));
    let owner_id: Uid = row.select(consultation::owner_id).first(conn)?;
    let owner = owner::table.find(owner_id);
    if let Some(name) = waited.get(consultation_id, part::OWNER_NAME) {
        let named = (owner::name_nb.eq(name.nb), owner::name_nn.eq(name.nn));
        diesel::update(owner).set(named).execute(conn)?;
    }
    if let Some(address) = waited.get(consultation_id, part::OWNER_ADDRESS) {
        let addressed = owner::reply_address.eq(address.nb);
        diesel::update(owner).set(addressed).execute(conn)?;
    }
    let told = content::table
        .filter(content::entity_id.eq(Uid(consultation_id)))
        .filter(content::part.eq_any([part::OWNER_NAME, part::OWNER_ADDRESS]));
    diesel::delete(told).execute(conn)?;
    Ok(())
}

/// The series of a case, which several rounds share; or a series of its own for a round without reference.
pub fn find_or_insert_series(
    conn: &mut Conn,
    owner_id: Uuid,
    reference: Option<&CaseRef>,
    slug: &str,
    now: DateTime<Utc>,
) -> Result<Uuid, Error> {
    use case_series as s;
    let owner_id = Uid(owner_id);
    let case = reference.map(|r| (i32::from(r.year()), i64::from(r.sequence())));
    let ids = s::table.select(s::id);
    let known: Option<Uid> = match case {
        Some((year, sequence)) => ids
            .filter(
                s::owner_id
                    .eq(owner_id)
                    .and(s::year.eq(year))
                    .and(s::sequence.eq(sequence)),
            )
            .first(conn)
            .optional()?,
        None => ids.filter(s::own_key.eq(slug)).first(conn).optional()?,
    };
    if let Some(id) = known {
        return Ok(id.0);
    }
    let id = Uid(ids::new(now));
    let own_key = case.is_none().then_some(slug);
    diesel::insert_into(s::table)
        .values((
            s::id.eq(id),
            s::owner_id.eq(owner_id),
            s::year.eq(case.map(|(year, _)| year)),
            s::sequence.eq(case.map(|(_, sequence)| sequence)),
            s::own_key.eq(own_key),
            s::as_written.eq(reference.map_or(slug, CaseRef::case_as_written)),
            s::next_number.eq(1_i64),
        ))
        .execute(conn)?;
    Ok(id.0)
}

/// What stands in the consultation's own row.
pub struct Facts<'a> {
    pub owner_id: Uuid,
    pub case_series_id: Uuid,
    pub reference: Option<String>,
    pub slug: &'a str,
    pub kind: Kind,
    pub status: Status,
    pub follows_id: Option<Uuid>,
    pub published_on: NaiveDate,
    pub deadline_on: NaiveDate,
    pub demo: Option<TrueDates>,
    pub short_reason: Option<&'a str>,
    pub contact: &'a Contact,
    pub search_text: String,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = consultation)]
#[diesel(treat_none_as_null = true)]
struct FactsRow<'a> {
    owner_id: Uid,
    case_series_id: Uid,
    reference: Option<String>,
    slug: &'a str,
    kind: String,
    status: String,
    follows_id: Option<Uid>,
    published_on: NaiveDate,
    deadline_on: NaiveDate,
    true_published_on: Option<NaiveDate>,
    true_deadline_on: Option<NaiveDate>,
    short_reason: Option<&'a str>,
    contact: Json,
    search_text: String,
    changed_at: Instant,
    called_off_at: Option<Instant>,
}

impl<'a> FactsRow<'a> {
    fn of(facts: Facts<'a>, now: DateTime<Utc>) -> Result<Self, Error> {
        let contact =
            serde_json::to_value(facts.contact).map_err(|e| Error::internal(e.to_string()))?;
        Ok(Self {
            owner_id: Uid(facts.owner_id),
            case_series_id: Uid(facts.case_series_id),
            reference: facts.reference,
            slug: facts.slug,
            kind: to_word(facts.kind)?,
            status: to_word(facts.status)?,
            follows_id: facts.follows_id.map(Uid),
            published_on: facts.published_on,
            deadline_on: facts.deadline_on,
            true_published_on: facts.demo.map(|d| d.published_on),
            true_deadline_on: facts.demo.map(|d| d.deadline_on),
            short_reason: facts.short_reason,
            contact: Json(contact),
            search_text: facts.search_text,
            changed_at: Instant(now),
            // Whoever publishes it anew means it.
            called_off_at: None,
        })
    }
}

pub fn insert_consultation(
    conn: &mut Conn,
    facts: Facts<'_>,
    now: DateTime<Utc>,
) -> Result<Uuid, Error> {
    let id = ids::new(now);
    let own = (
        consultation::id.eq(Uid(id)),
        consultation::created_at.eq(Instant(now)),
    );
    let row = FactsRow::of(facts, now)?;
    each!(conn, c => diesel::insert_into(consultation::table).values((own, row)).execute(c))?;
    Ok(id)
}

pub fn set_facts(
    conn: &mut Conn,
    id: Uuid,
    facts: Facts<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = FactsRow::of(facts, now)?;
    each!(conn, c => diesel::update(consultation::table.find(Uid(id))).set(row).execute(c))?;
    Ok(())
}
