//! The SQL of deadlines: what those are called whose own was moved.

use crate::consultations::{MovedDeadline, Whose};
use crate::db::schema::{desk, invited, submission, submission_version};
use crate::db::{Conn, Json, Uid};
use crate::error::Error;
use crate::submissions::receipt::Sender;
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

/// What those are called whose own deadline was moved: the body as it was invited, whoever sent the answer that stands, or
/// who says that the draft is theirs. Nobody for a draft that has been deleted.
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
        .filter(desk::id.eq_any(&desks))
        .select((desk::id, desk::claimed_name, desk::person_name))
        .load(conn)?;
    // Of what was sent, what is told anew at the desk and not sent is nobody else's.
    let sent: Vec<(Option<Uid>, Json)> = submission::table
        .inner_join(
            submission_version::table.on(submission_version::submission_id
                .eq(submission::id)
                .and(submission_version::no.eq(submission::current_version))),
        )
        .filter(submission::desk_id.eq_any(&desks))
        .select((submission::desk_id, submission_version::sender))
        .load(conn)?;
    let sent = sent
        .into_iter()
        .filter_map(|(id, sender)| Some((id?.0, sender)))
        .map(|(id, sender)| {
            let sender: Sender =
                serde_json::from_value(sender.0).map_err(|e| Error::internal(e.to_string()))?;
            Ok((id, sender.name().to_owned()))
        })
        .collect::<Result<Vec<_>, Error>>()?;
    let drafts = drafts.into_iter();
    let drafts = drafts.filter_map(|(id, body, person)| Some((id.0, body.or(person)?)));
    Ok(named
        .into_iter()
        .map(|(id, n)| (id.0, n))
        .chain(drafts)
        .chain(sent)
        .collect())
}
