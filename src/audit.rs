//! Who did what to which thing, when. Append-only (triggers hold it); neither names nor texts: an actor is
//! a link's or a staff member's id, or the program itself.

use crate::db::schema::audit;
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::{ids, insert_rows};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// Who acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Whoever holds this link.
    Link(Uuid),
    /// This member of staff.
    Staff(Uuid),
    /// A program that showed a token of this member of staff.
    StaffToken { staff: Uuid, token: Uuid },
    /// Somebody without a link yet.
    Anyone,
    /// The operator at the command line.
    Operator,
    /// The program's own schedule.
    Program,
}

impl Actor {
    pub fn as_text(self) -> String {
        match self {
            Self::Link(id) => format!("link:{id}"),
            // Who answers for it is the same; which token it was stands beside.
            Self::Staff(id) | Self::StaffToken { staff: id, .. } => format!("staff:{id}"),
            Self::Anyone => "anyone".into(),
            Self::Operator => "operator".into(),
            Self::Program => "program".into(),
        }
    }

    fn token(self) -> Option<Uid> {
        match self {
            Self::StaffToken { token, .. } => Some(Uid(token)),
            _ => None,
        }
    }
}

/// One thing done. `action` is a dotted verb («submission.sent»).
#[derive(Debug, Clone)]
pub struct Entry {
    pub at: DateTime<Utc>,
    pub actor: Actor,
    pub action: &'static str,
    pub object_kind: &'static str,
    pub object_id: Uuid,
    /// A number, a hash or a reason code; never a name, an address or a text.
    pub detail: Option<String>,
}

#[derive(Insertable)]
#[diesel(table_name = audit, treat_none_as_default_value = false)]
struct Row {
    id: Uid,
    at: Instant,
    actor: String,
    action: &'static str,
    object_kind: &'static str,
    object_id: Uid,
    detail: Option<String>,
    token_id: Option<Uid>,
}

pub fn record(conn: &mut Conn, entry: Entry) -> Result<(), Error> {
    record_all(conn, vec![entry])
}

pub fn record_all(conn: &mut Conn, entries: Vec<Entry>) -> Result<(), Error> {
    let rows: Vec<Row> = entries
        .into_iter()
        .map(|e| Row {
            id: ids::new(e.at).into(),
            at: e.at.into(),
            actor: e.actor.as_text(),
            action: e.action,
            object_kind: e.object_kind,
            object_id: e.object_id.into(),
            detail: e.detail,
            token_id: e.actor.token(),
        })
        .collect();
    insert_rows!(conn, audit::table, &rows)?;
    Ok(())
}
