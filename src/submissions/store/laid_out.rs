//! What was sent in one call stands on no desk. Before anything is written there, or somebody comes there, it is laid out as it
//! was sent last, so that whoever goes on from it loses nothing; and where something stands there that such an answer has
//! passed by, it takes that one's place.

use super::{
    FIRST_VERSION, FieldSave, Stamp, fields_of, keep_version, last_no, marks_of, put_adoption,
    put_current, put_no_comments, touch,
};
use crate::db::schema::{
    answer, desk_advice, desk_field, desk_field_version, no_comment, submission, submission_version,
};
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::Error;
use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Lays out what was sent last from a desk of this version where nothing was ever saved or marked. Whether it did.
pub(super) fn lay_out(conn: &mut Conn, desk: Uuid, version: i64) -> Result<bool, Error> {
    let was_saved: bool = diesel::select(exists(
        desk_field_version::table.filter(desk_field_version::desk_id.eq(Uid(desk))),
    ))
    .get_result(conn)?;
    if was_saved || !marks_of(conn, desk)?.is_empty() {
        return Ok(false);
    }
    let Some(sent) = LastSent::of(conn, desk)? else {
        return Ok(false);
    };
    // An answer of marks alone, which were taken away since.
    if sent.answers.is_empty() && version > FIRST_VERSION {
        return Ok(false);
    }
    lay_over(conn, desk, sent, None)?;
    Ok(true)
}

/// At which of these desks something stands.
pub fn written_at(conn: &mut Conn, desks: &[Uuid]) -> Result<HashSet<Uuid>, Error> {
    if desks.is_empty() {
        return Ok(HashSet::new());
    }
    let ids: Vec<Uid> = desks.iter().map(|id| Uid(*id)).collect();
    let mut found: Vec<Uid> = desk_field::table
        .filter(desk_field::desk_id.eq_any(&ids))
        .select(desk_field::desk_id)
        .distinct()
        .load(conn)?;
    let marked: Vec<Uid> = desk_advice::table
        .filter(desk_advice::desk_id.eq_any(&ids))
        .select(desk_advice::desk_id)
        .distinct()
        .load(conn)?;
    found.extend(marked);
    Ok(found.into_iter().map(|id| id.0).collect())
}

/// Puts what was sent last in the place of what stands at a desk, which goes on standing in its history.
pub fn lay_over_sent(conn: &mut Conn, desk: Uuid, by: Option<Uuid>) -> Result<(), Error> {
    let Some(sent) = LastSent::of(conn, desk)? else {
        return Ok(());
    };
    let at = sent.at;
    lay_over(conn, desk, sent, by)?;
    touch(conn, desk, at)
}

/// The content of the version that was sent last.
struct LastSent {
    at: DateTime<Utc>,
    adoption: Option<Json>,
    answers: HashMap<Uuid, (Option<String>, Option<String>)>,
    no_comment: Vec<Uuid>,
}

impl LastSent {
    fn of(conn: &mut Conn, desk: Uuid) -> Result<Option<Self>, Error> {
        let last: Option<(Uid, Instant, Option<Json>)> = submission_version::table
            .inner_join(submission::table)
            .filter(submission::desk_id.eq(Uid(desk)))
            .order(submission_version::no.desc())
            .select((
                submission_version::id,
                submission_version::received_at,
                submission_version::adoption,
            ))
            .first(conn)
            .optional()?;
        let Some((version, at, adoption)) = last else {
            return Ok(None);
        };
        let answers: Vec<(Uid, Option<String>, Option<String>)> = answer::table
            .filter(answer::submission_version_id.eq(version))
            .select((answer::field_id, answer::body, answer::choice))
            .load(conn)?;
        let no_comment: Vec<Uid> = no_comment::table
            .filter(no_comment::submission_version_id.eq(version))
            .select(no_comment::advice_id)
            .load(conn)?;
        let said = answers.into_iter();
        Ok(Some(Self {
            at: at.0,
            adoption,
            answers: said
                .map(|(id, text, choice)| (id.0, (text, choice)))
                .collect(),
            no_comment: no_comment.into_iter().map(|id| id.0).collect(),
        }))
    }
}

fn lay_over(
    conn: &mut Conn,
    desk: Uuid,
    mut sent: LastSent,
    by: Option<Uuid>,
) -> Result<(), Error> {
    let stands = fields_of(conn, desk)?;
    for id in stands.keys() {
        sent.answers.entry(*id).or_default();
    }
    for (field_id, (text, choice)) in sent.answers {
        let now = stands.get(&field_id).cloned().unwrap_or_default();
        if now.text.as_deref().unwrap_or("") == text.as_deref().unwrap_or("")
            && now.choice == choice
        {
            continue;
        }
        let version = last_no(conn, desk, field_id)? + 1;
        let save = FieldSave {
            field_id,
            base: now.version,
            text,
            choice,
        };
        let stamp = Stamp {
            version,
            by,
            at: sent.at,
            aside: false,
        };
        keep_version(conn, desk, &save, stamp)?;
        put_current(conn, desk, &save, stamp)?;
    }
    if let Some(adoption) = sent.adoption {
        put_adoption(conn, desk, Some(adoption))?;
    }
    put_no_comments(conn, desk, &sent.no_comment, by, sent.at)
}
