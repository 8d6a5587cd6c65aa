//! A body as somebody wrote it, in a form or in a request: read, with what took its place, and then added or
//! changed.

use super::body::NewBody;
use super::change::{self, By, Changed};
use super::details::{self, Cells};
use super::store;
use crate::calendar;
use crate::db::Conn;
use crate::error::{Error, FieldError};
use crate::text::OrgNo;
use chrono::NaiveDate;
use uuid::Uuid;

/// The body that took its place, where it was written; only of forms and requests, not of a file.
pub const SUCCESSOR: &str = "successor";

/// What was written.
#[derive(Debug, Clone)]
pub struct Written {
    pub cells: Cells,
    pub successor: Successor,
}

/// Which body took its place.
#[derive(Debug, Clone)]
pub enum Successor {
    /// The one with this organisation number, or with this name where it has none; nobody when it is empty.
    Called(String),
    Known(Option<Uuid>),
}

/// Adds what was written; its id.
pub fn add_written(conn: &mut Conn, written: &Written, by: By) -> Result<Uuid, Error> {
    let new = written.read(conn, None, by)?;
    change::add(conn, &new, by)
}

/// Makes a body what was written, if it still is the version that was seen.
pub fn change_written(
    conn: &mut Conn,
    id: Uuid,
    seen: i64,
    written: &Written,
    by: By,
) -> Result<Changed, Error> {
    let new = written.read(conn, Some(id), by)?;
    change::change(conn, id, seen, &new, by)
}

impl Written {
    /// Every fault is named at once, by its column.
    fn read(&self, conn: &mut Conn, own: Option<Uuid>, by: By) -> Result<NewBody, Error> {
        let follows = self.successor.find(conn, own, calendar::oslo_date(by.at))?;
        match (details::read(&self.cells), follows) {
            (Ok(new), Ok(successor_id)) => Ok(NewBody {
                successor_id,
                ..new
            }),
            (new, follows) => {
                let mut faults = new.err().unwrap_or_default();
                faults.extend(follows.err());
                Err(Error::invalid(faults))
            }
        }
    }
}

impl Successor {
    /// It must be in the register, and not the body itself.
    fn find(
        &self,
        conn: &mut Conn,
        own: Option<Uuid>,
        day: NaiveDate,
    ) -> Result<Result<Option<Uuid>, FieldError>, Error> {
        let found = match self {
            Self::Known(None) => return Ok(Ok(None)),
            Self::Called(nobody) if nobody.is_empty() => return Ok(Ok(None)),
            Self::Known(Some(id)) => store::known(conn, &[*id])?.pop(),
            Self::Called(text) => match OrgNo::parse(text) {
                Ok(no) => store::find_id_by_org_no(conn, no.as_str())?,
                Err(_) => find_named(conn, text, own, day)?,
            },
        };
        let another = found.filter(|id| Some(*id) != own);
        Ok(match another {
            Some(id) => Ok(Some(id)),
            None => Err(FieldError::new(SUCCESSOR, "error-body-successor")),
        })
    }
}

/// The successor that stands there already keeps its place by its name; another must be alone with it.
fn find_named(
    conn: &mut Conn,
    name: &str,
    own: Option<Uuid>,
    day: NaiveDate,
) -> Result<Option<Uuid>, Error> {
    if let Some(own) = own
        && let Some(now) = store::find(conn, own)?.and_then(|body| body.successor_id)
        && store::find(conn, now)?.is_some_and(|body| body.own_name() == name)
    {
        return Ok(Some(now));
    }
    match store::find_by_name(conn, name, day)?.as_slice() {
        [one] => Ok(Some(one.id)),
        _ => Ok(None),
    }
}
