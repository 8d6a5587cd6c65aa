//! The SQL of where a consultation stands.

use crate::consultations::consultation::Status;
use crate::db::schema::consultation;
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

pub fn set_status(conn: &mut Conn, id: Uuid, to: Status, now: DateTime<Utc>) -> Result<(), Error> {
    diesel::update(consultation::table.find(Uid(id)))
        .set((
            consultation::status.eq(to.as_str()),
            consultation::changed_at.eq(Instant(now)),
        ))
        .execute(conn)?;
    Ok(())
}
