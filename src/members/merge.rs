//! What members have handed over, per field of a part, and taking texts of it into the own answer. Whose it was is kept
//! beside the field, at this desk alone.

use super::store;
use crate::app::App;
use crate::consultations::{Advice, Consultation, Field, FieldKind};
use crate::error::{Error, FieldError, Problem};
use crate::submissions::desk::{FieldState, GENERAL};
use crate::submissions::draft::{Written, checked};
use crate::submissions::{FieldSaved, SavedBy, get_desk, lock_desk, save_fields};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// One part of the proposal: a råd, or the general comments, with the fields that it has or had.
pub struct Part<'c> {
    pub advice: Option<&'c Advice>,
    pub fields: Vec<&'c Field>,
}

pub fn part<'c>(consultation: &'c Consultation, key: &str) -> Result<Part<'c>, Error> {
    let advice = consultation.find_advice_ever(key);
    let fields: Vec<&Field> = consultation.fields_ever_of(advice).collect();
    match advice.is_some() || (key == GENERAL && !fields.is_empty()) {
        true => Ok(Part { advice, fields }),
        false => Err(Problem::NotFound.into()),
    }
}

/// What one member says in one field, or that it has no comment on a råd.
#[derive(Debug, Clone)]
pub struct Input {
    pub member_id: Uuid,
    pub name: String,
    pub field_id: Option<Uuid>,
    pub text: Option<String>,
    pub choice: Option<String>,
    pub at: DateTime<Utc>,
    pub late: bool,
    /// Which time that the member handed over this is from.
    pub no: i32,
    /// The own answer has taken in what the member said here, this or what it said before.
    pub taken_in: Option<TakenIn>,
}

/// The last time that the own answer took in what a member said in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenIn {
    pub at: DateTime<Utc>,
    /// The member has handed over another text since, which was not taken in.
    pub changed_since: bool,
}

/// The newest that each member has said of this part, in the order in which they were asked. Not found where no members
/// were asked.
pub async fn inputs(app: &App, desk: Uuid, part: &Part<'_>) -> Result<Vec<Input>, Error> {
    let fields: Vec<Uuid> = part.fields.iter().map(|field| field.id).collect();
    let advice = part.advice.map(|advice| advice.id);
    app.db
        .read_at_once(move |conn| {
            store::get_round(conn, desk)?;
            store::inputs(conn, desk, &fields, advice)
        })
        .await
}

/// What came of taking something in.
#[derive(Debug, Clone)]
pub enum Taken {
    /// The text stands in the field, as this version of it.
    In { version: i64 },
    /// Somebody else saved the field meanwhile: nothing was taken in.
    Overtaken { stands: FieldState },
}

/// Appends what these members said in a field to what stands there, over the version that was seen. A text that gets
/// longer than may be sent is kept, as when it is written.
pub async fn take_in(
    app: &App,
    desk_id: Uuid,
    by: Uuid,
    field: &Field,
    base: i64,
    members: Vec<Uuid>,
) -> Result<Taken, Error> {
    let refused = |code| Err(Error::invalid(vec![FieldError::new("members", code)]));
    if field.kind != FieldKind::Text {
        return refused("error-members-choice");
    }
    if members.is_empty() {
        return refused("error-members-choose");
    }
    let now = app.clock.now();
    let field = field.clone();
    app.db
        .write(move |conn| {
            lock_desk(conn, desk_id)?;
            let stands = get_desk(conn, desk_id)?.field(&field);
            if stands.version != base {
                return Ok(Taken::Overtaken { stands });
            }
            let said = store::inputs(conn, desk_id, &[field.id], None)?;
            let chosen: Vec<&Input> = said
                .iter()
                .filter(|input| members.contains(&input.member_id))
                .collect();
            if chosen.len() != members.len() {
                let fault = FieldError::new("members", "error-members-gone");
                return Err(Error::invalid(vec![fault]));
            }
            let written = Written {
                base,
                text: Some(joined(stands.text.as_deref(), &chosen)),
                choice: None,
            };
            let save =
                checked(&field, written, "members").map_err(|fault| Error::invalid(vec![fault]))?;
            let by = SavedBy {
                link: by,
                form: false,
            };
            let saved = save_fields(conn, desk_id, by, &[save], now)?;
            let version = match saved.into_iter().next() {
                Some(FieldSaved::Saved { version } | FieldSaved::Unchanged { version }) => version,
                _ => return Err(Error::internal("a field was saved over under its lock")),
            };
            for input in chosen {
                let what = (input.member_id, input.no);
                store::insert_source(conn, (desk_id, field.id, version), what, now)?;
            }
            Ok(Taken::In { version })
        })
        .await
}

/// Each in a paragraph of its own, behind what stands there.
fn joined(stands: Option<&str>, chosen: &[&Input]) -> String {
    let stands = stands.map(str::trim_end).filter(|text| !text.is_empty());
    let said = chosen.iter().filter_map(|input| input.text.as_deref());
    let all: Vec<&str> = stands.into_iter().chain(said.map(str::trim)).collect();
    all.join("\n\n")
}
