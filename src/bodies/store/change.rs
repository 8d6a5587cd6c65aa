//! Bodies made others, set-wise: their rows, and the names and addresses that begin and end.

use super::{CHUNK, NewRow, insert_addresses, insert_names};
use crate::bodies::body::{AddressKind, AddressState, Body, NewBody, Tongue, search_text};
use crate::db::schema::{body, body_address, body_name};
use crate::db::{Conn, Instant, Uid};
use crate::each;
use crate::error::Error;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::upsert::excluded;
use std::collections::HashSet;
use uuid::Uuid;

/// Makes each of these bodies what stands beside it.
pub fn update_all(
    conn: &mut Conn,
    changes: &[(&Body, &NewBody)],
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<(), Error> {
    for chunk in changes.chunks(CHUNK) {
        rows(conn, chunk, now)?;
        names(conn, chunk, now, today)?;
        addresses(conn, chunk, now)?;
    }
    Ok(())
}

/// One statement for all: a row that is there already is set.
fn rows(conn: &mut Conn, changes: &[(&Body, &NewBody)], now: DateTime<Utc>) -> Result<(), Error> {
    let row = |(old, new): &(&Body, &NewBody)| {
        let texts = old.names.iter().map(|name| name.text.as_str());
        let texts = texts.chain(new.names.iter().map(|(_, name)| name.as_str()));
        NewRow {
            search_text: search_text(texts, new.org_no.as_deref(), new.municipality_no.as_deref()),
            version: old.version + 1,
            ..super::new_row(new, old.id, old.source, now)
        }
    };
    let rows: Vec<NewRow> = changes.iter().map(row).collect();
    each!(conn, c => diesel::insert_into(body::table)
        .values(&rows)
        .on_conflict(body::id)
        .do_update()
        .set((
            body::org_no.eq(excluded(body::org_no)),
            body::municipality_no.eq(excluded(body::municipality_no)),
            body::kind.eq(excluded(body::kind)),
            body::county_no.eq(excluded(body::county_no)),
            body::language.eq(excluded(body::language)),
            body::successor_id.eq(excluded(body::successor_id)),
            body::closed_on.eq(excluded(body::closed_on)),
            body::search_text.eq(excluded(body::search_text)),
            body::version.eq(excluded(body::version)),
            body::changed_at.eq(excluded(body::changed_at)),
        ))
        .execute(c))?;
    Ok(())
}

fn names(
    conn: &mut Conn,
    changes: &[(&Body, &NewBody)],
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<(), Error> {
    let (mut ended, mut begun) = (Vec::new(), Vec::new());
    for (old, new) in changes {
        let current: Vec<_> = old.current_names().collect();
        let wanted: Vec<(Tongue, i32, &String)> = (0..)
            .zip(&new.names)
            .map(|(sort, (tongue, name))| (*tongue, sort, name))
            .collect();
        // The one that is shown stays so only as itself; the order of the others says nothing.
        let is_same = |name: &crate::bodies::Name,
                       (tongue, sort, text): &(Tongue, i32, &String)| {
            name.tongue == *tongue && (name.sort == 0) == (*sort == 0) && name.text == **text
        };
        let gone = current
            .iter()
            .filter(|name| !wanted.iter().any(|wanted| is_same(name, wanted)));
        ended.extend(gone.map(|name| Uid(name.id)));
        let fresh = wanted
            .iter()
            .filter(|wanted| !current.iter().any(|name| is_same(name, wanted)));
        begun.extend(fresh.map(|(tongue, sort, name)| (old.id, *tongue, *sort, (*name).clone())));
    }
    for ended in ended.chunks(CHUNK) {
        diesel::update(body_name::table.filter(body_name::id.eq_any(ended)))
            .set(body_name::valid_to.eq(Some(today)))
            .execute(conn)?;
    }
    insert_names(conn, &begun, Some(today), now)
}

fn addresses(
    conn: &mut Conn,
    changes: &[(&Body, &NewBody)],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let (mut ended, mut begun) = (Vec::new(), Vec::new());
    for (old, new) in changes {
        let official = new.official.iter().map(|a| (AddressKind::Official, a));
        let contact = new.contact.iter().map(|a| (AddressKind::Contact, a));
        let wanted: Vec<(AddressKind, &String)> = official.chain(contact).collect();
        let live = old
            .addresses
            .iter()
            .filter(|a| a.state != AddressState::Ended);
        let (kept, gone): (Vec<_>, Vec<_>) = live.partition(|a| {
            a.state == AddressState::Active && wanted.contains(&(a.kind, &a.address))
        });
        ended.extend(gone.iter().map(|a| Uid(a.id)));
        let known: HashSet<(AddressKind, &str)> =
            kept.iter().map(|a| (a.kind, a.address.as_str())).collect();
        let fresh = wanted
            .into_iter()
            .filter(|(kind, address)| !known.contains(&(*kind, address.as_str())));
        begun.extend(fresh.map(|(kind, address)| (old.id, kind, address.clone())));
    }
    for ended in ended.chunks(CHUNK) {
        diesel::update(body_address::table.filter(body_address::id.eq_any(ended)))
            .set((
                body_address::state.eq(AddressState::Ended.as_str()),
                body_address::ended_at.eq(Some(Instant(now))),
            ))
            .execute(conn)?;
    }
    let begun: Vec<(Uuid, AddressKind, String)> = begun;
    insert_addresses(conn, &begun, now)
}
