//! Everything that is known of one invited body, as staff see it.

use super::overview::Asked;
use super::store::{self, Event};
use crate::bodies;
use crate::consultations::{Consultation, Whose, deadlines_for};
use crate::db::Conn;
use crate::error::{Error, Problem};
use chrono::NaiveDate;
use uuid::Uuid;

pub struct Known {
    pub asked: Asked,
    /// The version of the body in the register: an address is corrected over what was seen.
    pub body_version: i64,
    /// How many råd something was said on.
    pub answered: usize,
    /// What became of each letter, the newest first.
    pub events: Vec<Event>,
    /// It has more time than the rest.
    pub own_deadline: Option<NaiveDate>,
}

pub fn known(conn: &mut Conn, consultation: &Consultation, invited: Uuid) -> Result<Known, Error> {
    let asked = store::one(conn, consultation.id, invited)?;
    let body = bodies::find(conn, asked.body_id)?;
    let body = body.ok_or_else(|| Error::new(Problem::NotFound))?;
    let desks: Vec<Uuid> = asked.desk.iter().map(|desk| desk.id).collect();
    let answered = store::answered_advice(conn, &desks)?;
    let events = store::events(conn, invited)?;
    let moved = deadlines_for(conn, consultation.id, Whose::Invited(invited))?;
    let own = moved.iter().rfind(|m| m.whose != Whose::All);
    let own = own.map(|m| m.new_on);
    Ok(Known {
        asked,
        body_version: body.version,
        answered: answered.values().copied().next().unwrap_or(0),
        events,
        own_deadline: own.filter(|on| *on > consultation.deadline_on),
    })
}
