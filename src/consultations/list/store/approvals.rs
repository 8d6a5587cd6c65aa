//! The working copies that somebody asked another to approve, as the first page of staff lists them. Set-up owns them; it
//! knows this slice, and not the other way round.

use crate::consultations::consultation::Texts;
use crate::consultations::store::PREPARING;
use crate::db::schema::{audit, consultation, staff, working_copy};
use crate::db::{Conn, Instant, Json, Uid};
use crate::error::Error;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// A working copy that waits for a second person.
#[derive(Debug, Clone)]
pub struct Approval {
    pub slug: String,
    /// As it is called in it; without one, its address.
    pub title: Texts,
    /// The name of whoever asked.
    pub asker: String,
    pub asked_at: Option<DateTime<Utc>>,
}

type Row = (Uid, String, Option<Uid>, Option<Uid>);

/// Those that a reader may approve, the one that was begun first before the others: by what everybody sees of it, and who asked.
pub fn approvals(
    conn: &mut Conn,
    may: impl Fn(Option<Uuid>, Uuid) -> bool,
) -> Result<Vec<Approval>, Error> {
    use working_copy as w;
    let rows: Vec<Row> = w::table
        .filter(w::asked_by.is_not_null())
        .order(w::id)
        .select((w::id, w::slug, w::consultation_id, w::asked_by))
        .load(conn)?;
    let mut found = Vec::new();
    for (id, slug, of, asked_by) in rows {
        let Some(asked_by) = asked_by else { continue };
        let public_id = public(conn, of)?;
        if !may(public_id, asked_by.0) {
            continue;
        }
        // Whole, and large: of those alone.
        let manuscript: Json = w::table.find(id).select(w::manuscript).first(conn)?;
        found.push(Approval {
            title: title(&manuscript.0, &slug),
            asker: staff::table
                .find(asked_by)
                .select(staff::name)
                .first(conn)?,
            asked_at: asked_at(conn, id)?,
            slug,
        });
    }
    Ok(found)
}

fn title(manuscript: &serde_json::Value, slug: &str) -> Texts {
    let filled = |lang: &str| {
        let text = manuscript["title"][lang].as_str()?;
        (!text.is_empty()).then(|| text.to_owned())
    };
    Texts {
        nb: filled("nb").unwrap_or_else(|| slug.to_owned()),
        nn: filled("nn"),
    }
}

/// None where it is new or waits for its day.
fn public(conn: &mut Conn, id: Option<Uid>) -> Result<Option<Uuid>, Error> {
    let Some(id) = id else { return Ok(None) };
    let found: Option<Uid> = consultation::table
        .find(id)
        .filter(consultation::status.ne(PREPARING))
        .select(consultation::id)
        .first(conn)
        .optional()?;
    Ok(found.map(|id| id.0))
}

/// The row tells who asked and not when: that stands in the audit.
fn asked_at(conn: &mut Conn, id: Uid) -> Result<Option<DateTime<Utc>>, Error> {
    let at: Option<Instant> = audit::table
        .filter(audit::object_id.eq(id))
        .filter(audit::action.eq("working_copy.asked"))
        .order((audit::at.desc(), audit::id.desc()))
        .select(audit::at)
        .first(conn)
        .optional()?;
    Ok(at.map(|at| at.0))
}
