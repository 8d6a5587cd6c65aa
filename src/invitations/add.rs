//! Bodies that are invited after the publishing, with the reason: some of the register, or all on a list,
//! which is then locked. Who is there already, and who is no more, is left out and told.

use crate::bodies::{self, Body, BodyList, By, Outcome, alphabetical};
use crate::calendar;
use crate::consultations::{self, Consultation, Texts};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::submissions::draft::takes_input;
use crate::text::{is_blank, single_line};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// A reason stands on a page, in a line below a name.
const LONGEST_REASON: usize = 500;

/// Whom staff have chosen.
#[derive(Debug, Clone)]
pub enum Chosen {
    Bodies(Vec<Uuid>),
    /// A list, at the version that was shown.
    List(Uuid, Option<i64>),
}

/// What adding them would do.
#[derive(Debug, Default)]
pub struct Look {
    pub list: Option<BodyList>,
    pub new: Vec<Body>,
    pub invited: Vec<Body>,
    pub closed: Vec<Body>,
}

impl Look {
    /// How many of the new no letter can reach.
    pub fn without_address(&self) -> usize {
        let cannot = |body: &&Body| body.official_address().is_none();
        self.new.iter().filter(cannot).count()
    }
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    Done {
        added: usize,
        /// Who were there already, and who are no more.
        invited: usize,
        closed: usize,
    },
    /// The list is not what was shown: nothing was done.
    Moved,
}

/// What adding them now would do; nothing is written.
pub fn look(
    conn: &mut Conn,
    consultation: &Consultation,
    chosen: &Chosen,
    at: DateTime<Utc>,
) -> Result<Look, Error> {
    if !takes_input(consultation, at) {
        return Err(Problem::NotOpen.into());
    }
    sort(conn, consultation.id, chosen, calendar::oslo_date(at))
}

/// By what would become of them.
fn sort(
    conn: &mut Conn,
    consultation: Uuid,
    chosen: &Chosen,
    day: NaiveDate,
) -> Result<Look, Error> {
    let (list, ids) = match chosen {
        Chosen::Bodies(ids) => (None, ids.clone()),
        Chosen::List(id, _) => {
            let list = bodies::find_list(conn, *id)?.filter(|list| list.state.is_usable());
            let list = list.ok_or_else(|| Error::new(Problem::NotFound))?;
            (Some(list), bodies::member_ids(conn, *id)?)
        }
    };
    let there = consultations::invited_body_ids(conn, consultation)?;
    let mut look = Look {
        list,
        ..Look::default()
    };
    let mut found = bodies::find_many(conn, &ids)?;
    found.sort_by_cached_key(|body| (alphabetical(body.own_name()), body.id));
    found.dedup_by_key(|body| body.id);
    for body in found {
        let place = match (there.contains(&body.id), body.is_in_force(day)) {
            (true, _) => &mut look.invited,
            (false, true) => &mut look.new,
            (false, false) => &mut look.closed,
        };
        place.push(body);
    }
    Ok(look)
}

/// Invites those who are new; pressed twice, nothing is done twice.
pub fn add(
    conn: &mut Conn,
    consultation: &Consultation,
    chosen: &Chosen,
    reason: &Texts,
    by: By,
) -> Result<Added, Error> {
    if !takes_input(consultation, by.at) {
        return Err(Problem::NotOpen.into());
    }
    let consultation = consultation.id;
    let chosen = match chosen {
        Chosen::Bodies(_) => chosen.clone(),
        Chosen::List(id, seen) => {
            let used_by = format!("consultation:{consultation}");
            let seen = seen.unwrap_or_default();
            match bodies::lock_for(conn, *id, seen, used_by, by)? {
                Outcome::Done(ids) => Chosen::Bodies(ids),
                Outcome::Overtaken(_) => return Ok(Added::Moved),
            }
        }
    };
    let look = sort(conn, consultation, &chosen, calendar::oslo_date(by.at))?;
    let added = consultations::add_invited(conn, consultation, &look.new, reason, by.actor, by.at)?;
    Ok(Added::Done {
        added,
        invited: look.invited.len(),
        closed: look.closed.len(),
    })
}

/// The reason as it will stand on the page; bokmål must be there.
pub fn reason(nb: &str, nn: &str) -> Result<Texts, Error> {
    let (nb, nn) = (single_line(nb), single_line(nn));
    let mut faults = Vec::new();
    if is_blank(&nb) {
        faults.push(FieldError::new("grunn", "error-add-reason"));
    }
    for (at, text) in [("grunn", &nb), ("grunn_nn", &nn)] {
        if text.chars().count() > LONGEST_REASON {
            let most = i64::try_from(LONGEST_REASON).unwrap_or(i64::MAX);
            faults.push(FieldError::new(at, "error-length").with(most));
        }
    }
    match faults.is_empty() {
        true => Ok(Texts {
            nb,
            nn: Some(nn).filter(|nn| !is_blank(nn)),
        }),
        false => Err(Error::invalid(faults)),
    }
}
