//! The SQL of approval and lock: every step that was taken with an answer.

use crate::db::schema::desk_step;
use crate::db::{Conn, Instant, Json, Uid};
use crate::each;
use crate::error::Error;
use crate::submissions::approval::{DeskStep, Step, Stood};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// A step to be written down.
#[derive(Debug, Clone)]
pub struct NewStep {
    pub id: Uuid,
    pub desk_id: Uuid,
    pub step: Step,
    pub name: Option<String>,
    pub role: Option<String>,
    pub treated_in: Option<String>,
    pub meets_on: Option<NaiveDate>,
    /// Whose link it was.
    pub link_id: Uuid,
    pub content_sha256: [u8; 32],
    pub stood: Stood,
    pub at: DateTime<Utc>,
}

pub fn insert_step(conn: &mut Conn, new: &NewStep) -> Result<(), Error> {
    let stood = serde_json::to_value(&new.stood).map_err(|e| Error::internal(e.to_string()))?;
    let row = (
        desk_step::id.eq(Uid(new.id)),
        desk_step::desk_id.eq(Uid(new.desk_id)),
        desk_step::step.eq(new.step.as_str()),
        desk_step::name.eq(new.name.as_deref()),
        desk_step::role.eq(new.role.as_deref()),
        desk_step::treated_in.eq(new.treated_in.as_deref()),
        desk_step::meets_on.eq(new.meets_on),
        desk_step::link_id.eq(Uid(new.link_id)),
        desk_step::content_sha256.eq(new.content_sha256.as_slice()),
        desk_step::stood.eq(Json(stood)),
        desk_step::at.eq(Instant(new.at)),
    );
    each!(conn, c => diesel::insert_into(desk_step::table).values(row).execute(c))?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = desk_step)]
struct Row {
    id: Uid,
    step: String,
    name: Option<String>,
    role: Option<String>,
    treated_in: Option<String>,
    meets_on: Option<NaiveDate>,
    content_sha256: Vec<u8>,
    stood: Json,
    at: Instant,
}

impl Row {
    fn read(self) -> Result<DeskStep, Error> {
        let unknown = || Error::internal("an unknown step");
        Ok(DeskStep {
            id: self.id.0,
            step: Step::parse(&self.step).ok_or_else(unknown)?,
            name: self.name,
            role: self.role,
            treated_in: self.treated_in,
            meets_on: self.meets_on,
            content_sha256: self.content_sha256,
            stood: serde_json::from_value(self.stood.0)
                .map_err(|e| Error::internal(e.to_string()))?,
            at: self.at.0,
        })
    }
}

/// Every step with this answer, the oldest first.
pub fn steps_of(conn: &mut Conn, desk: Uuid) -> Result<Vec<DeskStep>, Error> {
    let rows: Vec<Row> = desk_step::table
        .filter(desk_step::desk_id.eq(Uid(desk)))
        .order(desk_step::id)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

pub fn find_step(conn: &mut Conn, id: Uuid) -> Result<Option<DeskStep>, Error> {
    let row: Option<Row> = desk_step::table
        .filter(desk_step::id.eq(Uid(id)))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::read).transpose()
}
