//! The SQL of what no other slice tells: when letters went out, and how many answers wait for their senders.

use crate::db::schema::{invited, outbox, submission};
use crate::db::{Conn, Instant, Uid};
use crate::error::Error;
use crate::invitations::INVITATION_LETTER;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// When each letter to an invited body was handed over.
pub fn letters_sent(conn: &mut Conn, consultation: Uuid) -> Result<Vec<DateTime<Utc>>, Error> {
    let sent: Vec<Option<Instant>> = outbox::table
        .inner_join(invited::table.on(invited::id.eq(outbox::about)))
        .filter(invited::consultation_id.eq(Uid(consultation)))
        .filter(outbox::kind.eq(INVITATION_LETTER))
        .filter(outbox::sent_at.is_not_null())
        .select(outbox::sent_at)
        .load(conn)?;
    Ok(sent.into_iter().flatten().map(|at| at.0).collect())
}

/// How many answers their senders have not confirmed.
pub fn unconfirmed(conn: &mut Conn, consultation: Uuid) -> Result<usize, Error> {
    let n: i64 = submission::table
        .filter(submission::consultation_id.eq(Uid(consultation)))
        .filter(submission::standing.eq("unconfirmed"))
        .count()
        .get_result(conn)?;
    Ok(usize::try_from(n).unwrap_or_default())
}
