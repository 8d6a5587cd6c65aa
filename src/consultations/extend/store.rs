//! The SQL of moved deadlines.

use super::{Extension, Whose};
use crate::consultations::consultation::{Status, Texts};
use crate::db::schema::{
    consultation, deadline_change as d, deadline_decision as decision, deadline_request as request,
};
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::{each, ids};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// Where the consultation stands, and the deadline that holds for all.
pub fn deadline(conn: &mut Conn, id: Uuid) -> Result<(Status, NaiveDate), Error> {
    let row = consultation::table.find(Uid(id));
    let (status, on): (String, NaiveDate) = row
        .select((consultation::status, consultation::deadline_on))
        .first(conn)?;
    let status = Status::parse(&status).ok_or_else(|| Error::internal("an unknown status"))?;
    Ok((status, on))
}

pub fn set_deadline(conn: &mut Conn, id: Uuid, extension: &Extension<'_>) -> Result<(), Error> {
    diesel::update(consultation::table.find(Uid(id)))
        .set((
            consultation::deadline_on.eq(extension.new_on),
            consultation::changed_at.eq(Instant(extension.now)),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn insert(
    conn: &mut Conn,
    consultation: Uuid,
    old_on: NaiveDate,
    extension: &Extension<'_>,
) -> Result<Uuid, Error> {
    let id = ids::new(extension.now);
    let (invited, desk) = match extension.whose {
        Whose::All => (None, None),
        Whose::Invited(id) => (Some(Uid(id)), None),
        Whose::Desk(id) => (None, Some(Uid(id))),
    };
    let row = (
        d::id.eq(Uid(id)),
        d::consultation_id.eq(Uid(consultation)),
        d::old_on.eq(old_on),
        d::new_on.eq(extension.new_on),
        d::reason_nb.eq(&extension.reason.nb),
        d::reason_nn.eq(extension.reason.nn.as_ref()),
        d::by_whom.eq(extension.actor.as_text()),
        d::at.eq(Instant(extension.now)),
        d::invited_id.eq(invited),
        d::desk_id.eq(desk),
    );
    each!(conn, c => diesel::insert_into(d::table).values(row).execute(c))?;
    Ok(id)
}

/// A deadline that was moved, with whose it was and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedDeadline {
    pub id: Uuid,
    pub whose: Whose,
    pub old_on: NaiveDate,
    pub new_on: NaiveDate,
    pub reason: Texts,
    pub by_whom: String,
    pub at: DateTime<Utc>,
}

type Row = (
    Uid,
    Option<Uid>,
    Option<Uid>,
    NaiveDate,
    NaiveDate,
    String,
    Option<String>,
    String,
    Instant,
);

fn read((id, invited, desk, old_on, new_on, nb, nn, by_whom, at): Row) -> MovedDeadline {
    let whose = match (invited, desk) {
        (Some(id), _) => Whose::Invited(id.0),
        (None, Some(id)) => Whose::Desk(id.0),
        (None, None) => Whose::All,
    };
    MovedDeadline {
        id: id.0,
        whose,
        old_on,
        new_on,
        reason: Texts { nb, nn },
        by_whom,
        at: at.0,
    }
}

/// Every change of a consultation's deadlines, oldest first: those for all and those for single ones.
pub fn deadlines_of(conn: &mut Conn, consultation: Uuid) -> Result<Vec<MovedDeadline>, Error> {
    let rows: Vec<Row> = d::table
        .filter(d::consultation_id.eq(Uid(consultation)))
        .order(d::id)
        .select((
            d::id,
            d::invited_id,
            d::desk_id,
            d::old_on,
            d::new_on,
            d::reason_nb,
            d::reason_nn,
            d::by_whom,
            d::at,
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(read).collect())
}

/// The changes that concern one who answers: those for all and its own.
pub fn deadlines_for(
    conn: &mut Conn,
    consultation: Uuid,
    whose: Whose,
) -> Result<Vec<MovedDeadline>, Error> {
    let mut changes = deadlines_of(conn, consultation)?;
    changes.retain(|c| c.whose == Whose::All || c.whose == whose);
    Ok(changes)
}

/// One change, and the consultation that it belongs to.
pub fn find_deadline(conn: &mut Conn, id: Uuid) -> Result<Option<Uuid>, Error> {
    let row = d::table.find(Uid(id));
    let of: Option<Uid> = row.select(d::consultation_id).first(conn).optional()?;
    Ok(of.map(|id| id.0))
}

/// How many ask for more time and have no answer yet, by consultation.
pub fn open_requests(conn: &mut Conn, ids: &[Uuid]) -> Result<HashMap<Uuid, i64>, Error> {
    let ids: Vec<Uid> = ids.iter().map(|id| Uid(*id)).collect();
    let rows: Vec<(Uid, i64)> = request::table
        .left_join(decision::table.on(decision::request_id.eq(request::id)))
        .filter(request::consultation_id.eq_any(ids))
        .filter(decision::id.is_null())
        .group_by(request::consultation_id)
        .select((request::consultation_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, n)| (id.0, n)).collect())
}
