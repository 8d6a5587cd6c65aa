//! The SQL of reports. Both tables are append-only.

use super::Report;
use crate::bodies::change::By;
use crate::bodies::store::CHUNK;
use crate::db::schema::{body_report as r, body_report_handled as h};
use crate::db::{Conn, Instant, Uid};
use crate::each;
use crate::error::Error;
use diesel::dsl::{count_star, exists, not};
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

type Columns = (Uid, Uid, Option<String>, Option<String>, Instant);

/// What waits at each of these bodies, oldest first.
pub fn open_reports(conn: &mut Conn, bodies: &[Uuid]) -> Result<HashMap<Uuid, Vec<Report>>, Error> {
    let mut found: HashMap<Uuid, Vec<Report>> = HashMap::new();
    for chunk in bodies.chunks(CHUNK) {
        let chunk: Vec<Uid> = chunk.iter().copied().map(Uid).collect();
        let rows: Vec<Columns> = r::table
            .filter(r::body_id.eq_any(chunk))
            .filter(not(exists(h::table.filter(h::report_id.eq(r::id)))))
            .order((r::at, r::id))
            .select((r::body_id, r::id, r::address, r::note, r::at))
            .load(conn)?;
        for (body, id, address, note, at) in rows {
            found.entry(body.0).or_default().push(Report {
                id: id.0,
                address,
                note,
                at: at.0,
            });
        }
    }
    Ok(found)
}

pub fn is_of(conn: &mut Conn, report: Uuid, body: Uuid) -> Result<bool, Error> {
    let this = r::table.filter(r::id.eq(Uid(report)).and(r::body_id.eq(Uid(body))));
    let n: i64 = this.select(count_star()).first(conn)?;
    Ok(n > 0)
}

pub fn insert(
    conn: &mut Conn,
    id: Uuid,
    body: Uuid,
    (address, note): (Option<&str>, Option<&str>),
    by: By,
) -> Result<(), Error> {
    diesel::insert_into(r::table)
        .values((
            r::id.eq(Uid(id)),
            r::body_id.eq(Uid(body)),
            r::address.eq(address),
            r::note.eq(note),
            r::by_whom.eq(by.actor.as_text()),
            r::at.eq(Instant(by.at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whether it was not handled before.
pub fn insert_handled(conn: &mut Conn, report: Uuid, by: By) -> Result<bool, Error> {
    let row = (
        h::report_id.eq(Uid(report)),
        h::by_whom.eq(by.actor.as_text()),
        h::at.eq(Instant(by.at)),
    );
    let n = each!(conn, c => diesel::insert_into(h::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(n > 0)
}
