//! What colleagues write to each other about a part of the answer or the whole of it. It is never sent.

use super::store;
use crate::app::App;
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::idempotency::{self, Claim, Stored};
use crate::ids;
use crate::session::Link;
use crate::text;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The most characters of a note.
pub const LONGEST: usize = 2_000;
/// The most notes on one answer: nobody reads more, and whoever does not come by them can take some away.
const MOST: i64 = 500;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub id: Uuid,
    pub desk_id: Uuid,
    /// The key of a råd, or of the general comments; none for the whole answer.
    pub part: Option<String>,
    /// Whose link it was written by.
    pub by: Uuid,
    pub text: String,
    pub at: DateTime<Utc>,
}

/// What was typed, as it is kept; `at` names the control that it was typed in.
pub fn checked(typed: &str, at: &str) -> Result<String, FieldError> {
    let text = text::canonical(typed);
    if text::is_blank(&text) {
        return Err(FieldError::new(at, "error-note-empty"));
    }
    match text::length(&text).checked_sub(LONGEST) {
        None | Some(0) => Ok(text),
        Some(over) => {
            let over = i64::try_from(over).unwrap_or(i64::MAX);
            Err(FieldError::new(at, "error-over-ceiling").with(over))
        }
    }
}

/// Writes a note that was [`checked`], once for each claim.
pub async fn write(
    app: &App,
    by: &Link,
    part: Option<&str>,
    text: String,
    claim: Option<Claim>,
    respond: impl Fn(&Note) -> Stored + Send + 'static,
) -> Result<Stored, Error> {
    let now = app.clock.now();
    let note = Note {
        id: ids::new(now),
        desk_id: by.desk_id,
        part: part.map(str::to_owned),
        by: by.id,
        text,
        at: now,
    };
    app.db
        .write(move |conn| {
            idempotency::once(conn, claim.as_ref(), now, |conn| {
                insert(conn, &note)?;
                Ok(respond(&note))
            })
        })
        .await
}

fn insert(conn: &mut Conn, note: &Note) -> Result<(), Error> {
    if store::count_notes(conn, note.desk_id)? >= MOST {
        return Err(Error::invalid(vec![FieldError::new(
            "notat",
            "error-too-many-notes",
        )]));
    }
    store::insert_note(conn, note)
}

/// Takes away a note of one's own.
pub async fn take_away(app: &App, by: &Link, id: Uuid) -> Result<(), Error> {
    let by = by.clone();
    app.db
        .write(move |conn| {
            let found = store::find_note(conn, by.desk_id, id)?;
            let note = found.ok_or_else(|| Error::new(Problem::NotFound))?;
            if !is_own(conn, &note, &by)? {
                return Err(Problem::RightMissing.into());
            }
            store::delete_note(conn, id)
        })
        .await
}

/// By this link, or by another of the same person's.
fn is_own(conn: &mut Conn, note: &Note, by: &Link) -> Result<bool, Error> {
    if note.by == by.id {
        return Ok(true);
    }
    let Some(contributor) = by.contributor_id else {
        return Ok(false);
    };
    Ok(store::links_of(conn, contributor)?.contains(&note.by))
}

/// The notes on a part, or on the whole answer; the oldest first.
pub async fn of_part(app: &App, desk: Uuid, part: Option<&str>) -> Result<Vec<Note>, Error> {
    let part = part.map(str::to_owned);
    app.db
        .read(move |conn| store::notes_of_part(conn, desk, part.as_deref()))
        .await
}

/// Every note on an answer, the oldest first.
pub async fn all(app: &App, desk: Uuid) -> Result<Vec<Note>, Error> {
    app.db.read(move |conn| store::notes_of(conn, desk)).await
}

/// One note on this answer.
pub async fn find(app: &App, desk: Uuid, id: Uuid) -> Result<Option<Note>, Error> {
    app.db
        .read(move |conn| store::find_note(conn, desk, id))
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_holds_what_was_typed_and_not_too_much_of_it() {
        assert_eq!(checked("Se her\r\nog her", "x").unwrap(), "Se her\nog her");
        assert_eq!(checked(" \n ", "x").unwrap_err().code, "error-note-empty");
        assert!(checked(&"å".repeat(LONGEST), "x").is_ok());
        let over = checked(&"å".repeat(LONGEST + 3), "x").unwrap_err();
        assert_eq!((over.code, over.n), ("error-over-ceiling", Some(3)));
    }
}
