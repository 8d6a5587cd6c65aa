//! The SQL of meetings.

use super::{Announcement, Meeting};
use crate::consultations::consultation::Texts;
use crate::consultations::import::bump_revision;
use crate::consultations::store::{from_word, to_word};
use crate::db::schema::meeting;
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::ids;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

#[derive(Queryable, Selectable)]
#[diesel(table_name = meeting)]
struct Row {
    id: Uid,
    kind: String,
    title_nb: String,
    title_nn: Option<String>,
    starts_at: Instant,
    ends_at: Instant,
    place: Option<String>,
    link: Option<String>,
    about_nb: Option<String>,
    about_nn: Option<String>,
    version: i32,
    cancelled_at: Option<Instant>,
    changed_at: Instant,
}

impl Row {
    fn meeting(self) -> Result<Meeting, Error> {
        let (nb, nn) = (self.about_nb, self.about_nn);
        Ok(Meeting {
            id: self.id.0,
            version: self.version,
            said: Announcement {
                kind: from_word(&self.kind)?,
                title: Texts {
                    nb: self.title_nb,
                    nn: self.title_nn,
                },
                starts_at: self.starts_at.0,
                ends_at: self.ends_at.0,
                place: self.place,
                link: self.link,
                about: nb.map(|nb| Texts { nb, nn }),
            },
            cancelled_at: self.cancelled_at.map(|at| at.0),
            changed_at: self.changed_at.0,
        })
    }
}

/// Every meeting of a consultation, the earliest first.
pub fn of_consultation(conn: &mut Conn, id: Uuid) -> Result<Vec<Meeting>, Error> {
    let rows: Vec<Row> = meeting::table
        .filter(meeting::consultation_id.eq(Uid(id)))
        .order((meeting::starts_at, meeting::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::meeting).collect()
}

pub fn find(conn: &mut Conn, consultation: Uuid, id: Uuid) -> Result<Option<Meeting>, Error> {
    let row: Option<Row> = meeting::table
        .find(Uid(id))
        .filter(meeting::consultation_id.eq(Uid(consultation)))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::meeting).transpose()
}

pub fn insert(
    conn: &mut Conn,
    consultation: Uuid,
    said: &Announcement,
    now: DateTime<Utc>,
) -> Result<Uuid, Error> {
    use meeting as m;
    let id = ids::new(now);
    let about = said.about.as_ref();
    diesel::insert_into(m::table)
        .values((
            (
                m::id.eq(Uid(id)),
                m::consultation_id.eq(Uid(consultation)),
                m::kind.eq(to_word(said.kind)?),
                m::title_nb.eq(&said.title.nb),
                m::title_nn.eq(&said.title.nn),
                m::starts_at.eq(Instant(said.starts_at)),
                m::ends_at.eq(Instant(said.ends_at)),
            ),
            (
                m::place.eq(&said.place),
                m::link.eq(&said.link),
                m::about_nb.eq(about.map(|a| &a.nb)),
                m::about_nn.eq(about.and_then(|a| a.nn.as_ref())),
                m::version.eq(1),
                m::created_at.eq(Instant(now)),
                m::changed_at.eq(Instant(now)),
            ),
        ))
        .execute(conn)?;
    bump_revision(conn)?;
    Ok(id)
}

pub fn update(
    conn: &mut Conn,
    id: Uuid,
    said: &Announcement,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    use meeting as m;
    let about = said.about.as_ref();
    diesel::update(m::table.find(Uid(id)))
        .set((
            (
                m::kind.eq(to_word(said.kind)?),
                m::title_nb.eq(&said.title.nb),
                m::title_nn.eq(&said.title.nn),
                m::starts_at.eq(Instant(said.starts_at)),
                m::ends_at.eq(Instant(said.ends_at)),
            ),
            (
                m::place.eq(&said.place),
                m::link.eq(&said.link),
                m::about_nb.eq(about.map(|a| &a.nb)),
                m::about_nn.eq(about.and_then(|a| a.nn.as_ref())),
                m::version.eq(m::version + 1),
                m::changed_at.eq(Instant(now)),
            ),
        ))
        .execute(conn)?;
    bump_revision(conn)
}

pub fn cancel(conn: &mut Conn, id: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    use meeting as m;
    diesel::update(m::table.find(Uid(id)))
        .set((
            m::cancelled_at.eq(Instant(now)),
            m::version.eq(m::version + 1),
            m::changed_at.eq(Instant(now)),
        ))
        .execute(conn)?;
    bump_revision(conn)
}
