//! Whose links to answers of one consultation were sent to an address, however its letters were cased when it was told.

use crate::db::schema::{contributor, desk, link};
use crate::db::{Conn, Uid, lower};
use crate::error::Error;
use diesel::prelude::*;
use uuid::Uuid;

/// The desks to which a link stands in letters to this address, in small letters, each with it as it was told.
pub fn desks_by_letter(
    conn: &mut Conn,
    consultation: Uuid,
    address: &str,
) -> Result<Vec<(Uuid, String)>, Error> {
    let letters = link::confirms.is_not_null().and(link::revoked_at.is_null());
    let rows: Vec<(Uid, Option<String>)> = link::table
        .inner_join(desk::table.on(desk::id.eq(link::desk_id)))
        .filter(desk::consultation_id.eq(Uid(consultation)))
        .filter(letters.and(lower(link::confirms.assume_not_null()).eq(address)))
        .order(link::id.desc())
        .select((link::desk_id, link::confirms))
        .load(conn)?;
    let found = rows.into_iter();
    Ok(found
        .filter_map(|(desk, address)| Some((desk.0, address?)))
        .collect())
}

/// Those who take part at this address, likewise.
pub fn contributors_by_address(
    conn: &mut Conn,
    consultation: Uuid,
    address: &str,
) -> Result<Vec<(Uuid, String)>, Error> {
    let takes_part = lower(contributor::email)
        .eq(address)
        .and(contributor::ended_at.is_null());
    let rows: Vec<(Uid, String)> = contributor::table
        .inner_join(desk::table.on(desk::id.eq(contributor::desk_id)))
        .filter(desk::consultation_id.eq(Uid(consultation)))
        .filter(takes_part)
        .order(contributor::id.desc())
        .select((contributor::id, contributor::email))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, email)| (id.0, email)).collect())
}
