//! A body made another: its row, and the names and addresses that begin and end.

use super::{insert_addresses, insert_names};
use crate::bodies::body::{AddressKind, AddressState, Body, NewBody, Tongue, search_text};
use crate::db::schema::{body, body_address, body_name};
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use std::collections::HashSet;
use uuid::Uuid;

pub fn update(
    conn: &mut Conn,
    old: &Body,
    new: &NewBody,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<(), Error> {
    let texts = old.names.iter().map(|name| name.text.as_str());
    let texts = texts.chain(new.names.iter().map(|(_, name)| name.as_str()));
    diesel::update(body::table.find(Uid(old.id)))
        .set((
            body::org_no.eq(new.org_no.as_ref()),
            body::municipality_no.eq(new.municipality_no.as_ref()),
            body::kind.eq(new.kind.as_str()),
            body::county_no.eq(new.county_no.as_ref()),
            body::language.eq(new.language.as_str()),
            body::successor_id.eq(new.successor_id.map(Uid)),
            body::closed_on.eq(new.closed_on),
            body::search_text.eq(search_text(
                texts,
                new.org_no.as_deref(),
                new.municipality_no.as_deref(),
            )),
            body::version.eq(old.version + 1),
            body::changed_at.eq(Instant(now)),
        ))
        .execute(conn)?;
    names(conn, old, new, now, today)?;
    addresses(conn, old, new, now)
}

fn names(
    conn: &mut Conn,
    old: &Body,
    new: &NewBody,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<(), Error> {
    let wanted: Vec<(Tongue, i32, &String)> = (0..)
        .zip(&new.names)
        .map(|(sort, (tongue, name))| (*tongue, sort, name))
        .collect();
    let is_kept = |tongue: Tongue, sort: i32, text: &str| {
        let same = |(t, s, name): &(Tongue, i32, &String)| {
            *t == tongue && (*s == 0) == (sort == 0) && *name == text
        };
        wanted.iter().any(same)
    };
    let current: Vec<_> = old.current_names().collect();
    let ended = current
        .iter()
        .filter(|name| !is_kept(name.tongue, name.sort, &name.text));
    let ended: Vec<Uid> = ended.map(|name| Uid(name.id)).collect();
    diesel::update(body_name::table.filter(body_name::id.eq_any(ended)))
        .set(body_name::valid_to.eq(Some(today)))
        .execute(conn)?;
    let stood = |tongue: Tongue, sort: i32, text: &str| {
        current.iter().any(|name| {
            name.tongue == tongue && (name.sort == 0) == (sort == 0) && name.text == text
        })
    };
    let begun: Vec<(Uuid, Tongue, i32, String)> = wanted
        .iter()
        .filter(|(tongue, sort, name)| !stood(*tongue, *sort, name))
        .map(|(tongue, sort, name)| (old.id, *tongue, *sort, (*name).clone()))
        .collect();
    insert_names(conn, &begun, Some(today), now)
}

fn addresses(conn: &mut Conn, old: &Body, new: &NewBody, now: DateTime<Utc>) -> Result<(), Error> {
    let official = new.official.iter().map(|a| (AddressKind::Official, a));
    let contact = new.contact.iter().map(|a| (AddressKind::Contact, a));
    let wanted: Vec<(AddressKind, &String)> = official.chain(contact).collect();
    let live = old
        .addresses
        .iter()
        .filter(|a| a.state != AddressState::Ended);
    let (kept, ended): (Vec<_>, Vec<_>) = live
        .partition(|a| a.state == AddressState::Active && wanted.contains(&(a.kind, &a.address)));
    let ended: Vec<Uid> = ended.iter().map(|a| Uid(a.id)).collect();
    diesel::update(body_address::table.filter(body_address::id.eq_any(ended)))
        .set((
            body_address::state.eq(AddressState::Ended.as_str()),
            body_address::ended_at.eq(Some(Instant(now))),
        ))
        .execute(conn)?;
    let known: HashSet<(AddressKind, &str)> =
        kept.iter().map(|a| (a.kind, a.address.as_str())).collect();
    let begun: Vec<(Uuid, AddressKind, String)> = wanted
        .into_iter()
        .filter(|(kind, address)| !known.contains(&(*kind, address.as_str())))
        .map(|(kind, address)| (old.id, kind, address.clone()))
        .collect();
    insert_addresses(conn, &begun, now)
}
