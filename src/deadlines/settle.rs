//! Whoever has asked for more time and gets it by a deadline that is moved for other reasons, for all or for them: that is the
//! answer, and nobody need give another.

use crate::audit;
use crate::consultations::{Extension, Whose};
use crate::db::Conn;
use crate::error::Error;
use crate::ids;
use crate::submissions::more_time::entry;
use crate::submissions::{DeadlineRequest, RequestAnswer, Requests, insert_answer, requests};
use uuid::Uuid;

/// Whose deadline a request asks about.
pub fn whose(request: &DeadlineRequest) -> Whose {
    request
        .invited_id
        .map_or(Whose::Desk(request.desk_id), Whose::Invited)
}

/// Grants what a deadline that was just moved gives to those who have asked for it; they are among those who are told of it.
pub fn settle(
    conn: &mut Conn,
    consultation: Uuid,
    change: Uuid,
    moved: &Extension<'_>,
) -> Result<(), Error> {
    let given = |request: &DeadlineRequest| {
        let is_theirs = moved.whose == Whose::All || moved.whose == whose(request);
        request.answer.is_none() && is_theirs && request.wanted_on <= moved.new_on
    };
    let mut asked = requests(conn, Requests::Of(consultation))?;
    asked.retain(given);
    for request in asked {
        let row = RequestAnswer {
            change_id: Some(change),
            reason: moved.reason.clone(),
            by_whom: moved.actor.as_text(),
            at: moved.now,
        };
        insert_answer(conn, ids::new(moved.now), request.id, &row)?;
        let granted = entry(&request, moved.actor, "deadline.granted", moved.now);
        audit::record(conn, granted)?;
    }
    Ok(())
}
