//! What is saved in the fields of a desk, by compare-and-set on their versions: every text is kept.

use super::{KeptVersion, lift_no_comment, lock_to_write, touch, versions_of_field};
use crate::db::schema::{desk_field, desk_field_version, field};
use crate::db::{Conn, Instant, Uid};
use crate::each;
use crate::error::Error;
use crate::submissions::desk::FieldState;
use crate::text;
use chrono::{DateTime, Utc};
use diesel::dsl::max;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

type StateRow = (
    Uid,
    i64,
    Option<String>,
    Option<String>,
    Instant,
    Option<Uid>,
);

/// What stands in every field of a desk.
pub(super) fn fields_of(conn: &mut Conn, desk: Uuid) -> Result<HashMap<Uuid, FieldState>, Error> {
    let of_desk = desk_field::table.filter(desk_field::desk_id.eq(Uid(desk)));
    Ok(states(of_desk.select(STATE).load(conn)?))
}

/// The same of these alone.
fn standing(
    conn: &mut Conn,
    desk: Uuid,
    saves: &[FieldSave],
) -> Result<HashMap<Uuid, FieldState>, Error> {
    let of_desk = desk_field::table.filter(desk_field::desk_id.eq(Uid(desk)));
    // One is what is nearly always saved, by a statement that is prepared once.
    let rows: Vec<StateRow> = match saves {
        [one] => of_desk
            .filter(desk_field::field_id.eq(Uid(one.field_id)))
            .select(STATE)
            .load(conn)?,
        many => {
            let ids: Vec<Uid> = many.iter().map(|save| Uid(save.field_id)).collect();
            of_desk
                .filter(desk_field::field_id.eq_any(ids))
                .select(STATE)
                .load(conn)?
        }
    };
    Ok(states(rows))
}

const STATE: (
    desk_field::field_id,
    desk_field::version,
    desk_field::body,
    desk_field::choice,
    desk_field::saved_at,
    desk_field::link_id,
) = (
    desk_field::field_id,
    desk_field::version,
    desk_field::body,
    desk_field::choice,
    desk_field::saved_at,
    desk_field::link_id,
);

fn states(rows: Vec<StateRow>) -> HashMap<Uuid, FieldState> {
    let state = |(id, version, text, choice, at, by): (Uid, _, _, _, Instant, Option<Uid>)| {
        let state = FieldState {
            version,
            text,
            choice,
            saved_at: Some(at.0),
            by: by.map(|link| link.0),
        };
        (id.0, state)
    };
    rows.into_iter().map(state).collect()
}

/// What somebody wants to save in a field, over the version that they saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSave {
    pub field_id: Uuid,
    /// The version that was on the page; 0 for an empty field.
    pub base: i64,
    pub text: Option<String>,
    pub choice: Option<String>,
}

impl FieldSave {
    fn says_something(&self) -> bool {
        self.choice.is_some() || self.text.as_deref().is_some_and(|t| !text::is_blank(t))
    }
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldSaved {
    /// It stood there already; from a form, perhaps only when that was drawn.
    Unchanged {
        version: i64,
    },
    Saved {
        version: i64,
    },
    /// Somebody else had saved meanwhile: theirs stands, this one is kept beside it.
    Conflict {
        theirs: FieldState,
        kept_as: i64,
    },
}

/// Whose save it is.
#[derive(Debug, Clone, Copy)]
pub struct SavedBy {
    pub link: Uuid,
    /// A form sends all its fields: those that are as they were when it was drawn say nothing.
    pub form: bool,
}

/// Saves fields by compare-and-set on their versions, as the holder of a link. Every text that comes here is kept.
pub fn save_fields(
    conn: &mut Conn,
    desk: Uuid,
    by: SavedBy,
    saves: &[FieldSave],
    now: DateTime<Utc>,
) -> Result<Vec<FieldSaved>, Error> {
    let was_empty = lock_to_write(conn, desk)?;
    let current = standing(conn, desk, saves)?;
    let mut outcomes = Vec::with_capacity(saves.len());
    for save in saves {
        let stands = current.get(&save.field_id).cloned().unwrap_or_default();
        let same = stands.text.as_deref().unwrap_or("") == save.text.as_deref().unwrap_or("")
            && stands.choice == save.choice;
        if same {
            outcomes.push(FieldSaved::Unchanged {
                version: stands.version,
            });
            continue;
        }
        let seen = match was_empty && save.base == 0 {
            true => stands.version,
            false => save.base,
        };
        let aside = stands.version != seen;
        if aside && by.form && is_as_drawn(conn, desk, save)? {
            let version = save.base;
            outcomes.push(FieldSaved::Unchanged { version });
            continue;
        }
        if aside
            && let Some(last) = last_version(conn, desk, save.field_id)?
            && last.is(save, by.link)
        {
            // The same again, as a form sends it after its script did: one kept text is enough.
            let kept_as = last.state.version;
            outcomes.push(FieldSaved::Conflict {
                theirs: stands,
                kept_as,
            });
            continue;
        }
        let version = last_no(conn, desk, save.field_id)? + 1;
        let stamp = Stamp {
            version,
            by: Some(by.link),
            at: now,
            aside,
        };
        keep_version(conn, desk, save, stamp)?;
        if aside {
            outcomes.push(FieldSaved::Conflict {
                theirs: stands,
                kept_as: version,
            });
        } else {
            put_current(conn, desk, save, stamp)?;
            outcomes.push(FieldSaved::Saved { version });
        }
    }
    let is_saved = |outcome: &FieldSaved| matches!(outcome, FieldSaved::Saved { .. });
    if outcomes.iter().any(is_saved) {
        touch(conn, desk, now)?;
    }
    let said = saves.iter().zip(&outcomes);
    let said = said.filter(|(save, outcome)| is_saved(outcome) && save.says_something());
    let said: Vec<Uid> = said.map(|(save, _)| Uid(save.field_id)).collect();
    lift_no_comment(conn, desk, &said)?;
    Ok(outcomes)
}

/// What stands in the fields of a råd, by the field.
pub fn fields_in_advice(
    conn: &mut Conn,
    desk: Uuid,
    advice: Uuid,
) -> Result<HashMap<Uuid, FieldState>, Error> {
    let own: Vec<Uid> = field::table
        .filter(field::advice_id.eq(Some(Uid(advice))))
        .select(field::id)
        .load(conn)?;
    let own: HashSet<Uuid> = own.into_iter().map(|id| id.0).collect();
    let mut all = fields_of(conn, desk)?;
    all.retain(|id, _| own.contains(id));
    Ok(all)
}

/// What the writer sends is what stood in the version that they saw.
fn is_as_drawn(conn: &mut Conn, desk: Uuid, save: &FieldSave) -> Result<bool, Error> {
    let drawn = find_field_version(conn, desk, save.field_id, save.base)?;
    let drawn = drawn.unwrap_or_default();
    Ok(drawn.text == save.text && drawn.choice == save.choice)
}

/// What was saved in a field last, whether it stands or not.
fn last_version(conn: &mut Conn, desk: Uuid, field: Uuid) -> Result<Option<KeptVersion>, Error> {
    Ok(versions_of_field(conn, desk, field, None, 1)?.pop())
}

/// Its number; 0 where nothing was.
pub(super) fn last_no(conn: &mut Conn, desk: Uuid, field: Uuid) -> Result<i64, Error> {
    let last: Option<i64> = desk_field_version::table
        .filter(desk_field_version::desk_id.eq(Uid(desk)))
        .filter(desk_field_version::field_id.eq(Uid(field)))
        .select(max(desk_field_version::version))
        .first(conn)?;
    Ok(last.unwrap_or_default())
}

impl KeptVersion {
    /// Kept beside what stood, and just what the holder of this link wants to save.
    fn is(&self, save: &FieldSave, by: Uuid) -> bool {
        let same = self.state.text == save.text && self.state.choice == save.choice;
        self.aside && same && self.state.by == Some(by)
    }
}

/// Which version of a field a text becomes, by whose link, when, and whether another stands instead.
#[derive(Clone, Copy)]
pub(super) struct Stamp {
    pub version: i64,
    pub by: Option<Uuid>,
    pub at: DateTime<Utc>,
    pub aside: bool,
}

pub(super) fn keep_version(
    conn: &mut Conn,
    desk: Uuid,
    save: &FieldSave,
    stamp: Stamp,
) -> Result<(), Error> {
    diesel::insert_into(desk_field_version::table)
        .values((
            desk_field_version::desk_id.eq(Uid(desk)),
            desk_field_version::field_id.eq(Uid(save.field_id)),
            desk_field_version::version.eq(stamp.version),
            desk_field_version::body.eq(save.text.as_deref()),
            desk_field_version::choice.eq(save.choice.as_deref()),
            desk_field_version::saved_at.eq(Instant(stamp.at)),
            desk_field_version::link_id.eq(stamp.by.map(Uid)),
            desk_field_version::aside.eq(stamp.aside),
        ))
        .execute(conn)?;
    Ok(())
}

pub(super) fn put_current(
    conn: &mut Conn,
    desk: Uuid,
    save: &FieldSave,
    stamp: Stamp,
) -> Result<(), Error> {
    let values = (
        desk_field::version.eq(stamp.version),
        desk_field::body.eq(save.text.as_deref()),
        desk_field::choice.eq(save.choice.as_deref()),
        desk_field::saved_at.eq(Instant(stamp.at)),
        desk_field::link_id.eq(stamp.by.map(Uid)),
    );
    each!(conn, c => diesel::insert_into(desk_field::table)
        .values((desk_field::desk_id.eq(Uid(desk)), desk_field::field_id.eq(Uid(save.field_id)), values))
        .on_conflict((desk_field::desk_id, desk_field::field_id))
        .do_update()
        .set(values)
        .execute(c))?;
    Ok(())
}

/// A text as it once was saved in a field.
pub fn find_field_version(
    conn: &mut Conn,
    desk: Uuid,
    field: Uuid,
    version: i64,
) -> Result<Option<FieldState>, Error> {
    let row = desk_field_version::table
        .filter(desk_field_version::desk_id.eq(Uid(desk)))
        .filter(
            desk_field_version::field_id
                .eq(Uid(field))
                .and(desk_field_version::version.eq(version)),
        )
        .select((
            desk_field_version::body,
            desk_field_version::choice,
            desk_field_version::saved_at,
            desk_field_version::link_id,
        ))
        .first::<(Option<String>, Option<String>, Instant, Option<Uid>)>(conn)
        .optional()?;
    Ok(row.map(|(text, choice, at, by)| FieldState {
        version,
        text,
        choice,
        saved_at: Some(at.0),
        by: by.map(|link| link.0),
    }))
}
