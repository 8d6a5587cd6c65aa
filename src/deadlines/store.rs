//! The SQL of deadlines: what those are called whose own was moved.

use crate::consultations::{MovedDeadline, Whose};
use crate::db::schema::{desk, invited};
use crate::db::{Conn, Uid};
use crate::error::Error;
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// What those are called whose own deadline was moved: the body as it was invited, or who says that the draft is
/// theirs. Nobody for a draft that has been deleted.
pub fn names(conn: &mut Conn, moved: &[MovedDeadline]) -> Result<HashMap<Uuid, String>, Error> {
    let (mut bodies, mut desks) = (vec![], vec![]);
    for change in moved {
        match change.whose {
            Whose::All => {}
            Whose::Invited(id) => bodies.push(Uid(id)),
            Whose::Desk(id) => desks.push(Uid(id)),
        }
    }
    let named: Vec<(Uid, String)> = invited::table
        .filter(invited::id.eq_any(bodies))
        .select((invited::id, invited::name))
        .load(conn)?;
    let drafts: Vec<(Uid, Option<String>, Option<String>)> = desk::table
        .filter(desk::id.eq_any(desks))
        .select((desk::id, desk::claimed_name, desk::person_name))
        .load(conn)?;
    let drafts = drafts.into_iter();
    let drafts = drafts.filter_map(|(id, body, person)| Some((id.0, body.or(person)?)));
    Ok(named
        .into_iter()
        .map(|(id, n)| (id.0, n))
        .chain(drafts)
        .collect())
}
