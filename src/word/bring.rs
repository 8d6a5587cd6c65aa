//! A Word file comes back to a desk: it is read, what it would change is looked at, and what was chosen is saved, as
//! anything that is written there. Between the two steps what was read lies here, and the browser holds none of it.

use super::compare::{Compared, compare};
use super::form::known_lines;
use super::place::{OF_VERSION, Reading, place};
use super::read::read;
use super::slot::{Names, Said, Slot, What};
use super::store::{self, Kept};
use crate::app::App;
use crate::consultations::{Consultation, at_version};
use crate::docx::NotRead;
use crate::error::{Error, FieldError, Problem};
use crate::idempotency::{self, Claim, Stored};
use crate::ids;
use crate::session::guard::DeskAccess;
use crate::submissions::FieldSaved;
use crate::submissions::desk::Desk;
use crate::submissions::draft::{self, Marking, Save, Written};
use crate::text;
use std::sync::Arc;
use tokio::sync::Semaphore;
use uuid::Uuid;

/// What was read of one file is kept so long.
pub const KEPT_HOURS: i64 = 24;
/// And of so many files at once.
const MOST_KEPT: i64 = 5;
const LONGEST_NAME: usize = 200;
/// The most that a file may be.
pub const FILE_BYTES: usize = 5 * 1024 * 1024;

/// So many files are read at once; the others wait their turn.
static READING: Semaphore = Semaphore::const_new(4);

/// The controls and members that faults are about.
pub const FILE: &str = "file";

/// Reads a file and keeps what it says, once for each claim; nothing of the answer is changed. `respond` makes the
/// answer that is given, and given again.
pub async fn bring(
    app: &App,
    access: &DeskAccess,
    (file_name, bytes): (&str, Vec<u8>),
    claim: Option<Claim>,
    respond: impl Fn(&Kept) -> Stored + Send + 'static,
) -> Result<Stored, Error> {
    let now = app.clock.now();
    let desk = draft::read(app, access.desk_id()).await?;
    let newest = app.consultations.get(&app.db, desk.consultation_id).await?;
    if bytes.len() > FILE_BYTES {
        return Err(refused("word-too-large"));
    }
    // However many come at once: one takes as much memory as its largest part.
    let turn = READING.acquire().await;
    let _turn = turn.map_err(|e| Error::internal(e.to_string()))?;
    let contents = off_the_thread(move || read(&bytes)).await?;
    let contents = contents.map_err(|fault| {
        refused(match fault {
            NotRead::NotWord => "word-not-word",
            NotRead::TooLarge => "word-too-large",
        })
    })?;
    // It may have the words of an earlier version around its fields.
    let made_with = contents.properties.get(OF_VERSION);
    let made_with = made_with.and_then(|no| no.parse::<i32>().ok());
    let of = made_with.filter(|no| newest.versions.iter().any(|v| v.no == *no));
    let earlier = match of.filter(|no| *no != newest.version) {
        Some(no) => {
            let newest = Arc::clone(&newest);
            Some(
                app.db
                    .read(move |conn| at_version(conn, &newest, no))
                    .await?,
            )
        }
        None => None,
    };
    let reading = off_the_thread(move || -> Result<Reading, Error> {
        let mut known = known_lines(&newest, &desk)?;
        if let Some(earlier) = &earlier {
            known.or(known_lines(earlier, &desk)?);
        }
        Ok(place(&contents, newest.id, &Names::of(&newest), &known))
    })
    .await??;
    let name: String = text::single_line(file_name)
        .chars()
        .take(LONGEST_NAME)
        .collect();
    let kept = Kept {
        id: ids::new(now),
        desk_id: access.desk_id(),
        link_id: access.link.id,
        file_name: name,
        reading,
        at: now,
    };
    app.db
        .write(move |conn| {
            idempotency::once(conn, claim.as_ref(), now, |conn| {
                store::insert(conn, &kept)?;
                store::leave(conn, kept.desk_id, kept.link_id, MOST_KEPT)?;
                Ok(respond(&kept))
            })
        })
        .await
}

fn refused(code: &'static str) -> Error {
    Error::invalid(vec![FieldError::new(FILE, code)])
}

/// A large file takes a while: others are served meanwhile.
pub async fn off_the_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|e| Error::internal(e.to_string()))
}

/// What was read for this desk. Whoever may write there may look it over: all of the answer is theirs to read, and what
/// is taken in is theirs who press, within their rights.
pub async fn find(app: &App, access: &DeskAccess, id: Uuid) -> Result<Kept, Error> {
    let desk = access.desk_id();
    let found = app.db.read(move |conn| store::find(conn, id, desk)).await?;
    found.ok_or_else(|| Problem::NotFound.into())
}

/// A place that is to be taken in, over what was seen there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Its bookmark.
    pub place: String,
    pub version: i64,
}

/// What became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// The bookmarks of those that stand as the file says.
    pub saved: Vec<String>,
    /// Of those where somebody else saved meanwhile: nothing of theirs is changed, and the text of the file is kept
    /// as a version beside it.
    pub overtaken: Vec<String>,
}

/// Saves what was chosen, by the same way as everything that is written: rights, locks and versions hold.
pub async fn take_in(
    app: &App,
    access: &DeskAccess,
    kept: &Kept,
    chosen: &[Chosen],
) -> Result<Taken, Error> {
    let desk = draft::read(app, access.desk_id()).await?;
    let consultation = app.consultations.get(&app.db, desk.consultation_id).await?;
    let compared = compare(&consultation, &desk, &kept.reading);
    let mut taking = Taking::default();
    for one in chosen {
        let found = compared.iter().find(|c| c.slot.bookmark() == one.place);
        let found = found.ok_or_else(|| unknown(&one.place))?;
        access.write_in(found.slot.part())?;
        taking.add(found, one, &desk)?;
    }
    let save = Save {
        fields: std::mem::take(&mut taking.fields),
        marks: std::mem::take(&mut taking.marks),
        ..Save::default()
    };
    if !save.fields.is_empty() || !save.marks.is_empty() {
        let saved = draft::save(app, desk.id, access.link.id, save).await?;
        // Something came to be said there meanwhile: the mark would hide it.
        for (place, advice) in taking.marked.drain(..) {
            match saved.not_marked.contains(&advice) {
                true => taking.taken.overtaken.push(place),
                false => taking.taken.saved.push(place),
            }
        }
        for (place, outcome) in taking.places.drain(..).zip(saved.fields) {
            match outcome {
                FieldSaved::Saved { .. } | FieldSaved::Unchanged { .. } => {
                    taking.taken.saved.push(place);
                }
                FieldSaved::Conflict { .. } => taking.taken.overtaken.push(place),
            }
        }
    }
    Ok(taking.taken)
}

fn unknown(place: &str) -> Error {
    Error::invalid(vec![FieldError::new(place, "word-nothing-to-take")])
}

#[derive(Default)]
struct Taking {
    fields: Vec<crate::submissions::FieldSave>,
    /// Whose the fields are, in the same order.
    places: Vec<String>,
    marks: Vec<(Uuid, Marking)>,
    /// Whose the marks are.
    marked: Vec<(String, Uuid)>,
    taken: Taken,
}

impl Taking {
    fn add(&mut self, of: &Compared<'_>, chosen: &Chosen, desk: &Desk) -> Result<(), Error> {
        let place = of.slot.bookmark();
        let said = match (&of.brought, of.state) {
            (Some(said), _) => said.clone(),
            // It stands already: the same press twice.
            (None, super::compare::State::Same) => of.stands.clone(),
            _ => return Err(unknown(&place)),
        };
        match (of.slot.what, said) {
            (What::NoComment(advice), Said::Mark(is_set)) => {
                let overtaken = of.slot.version(desk) != chosen.version;
                if overtaken && of.brought.is_some() {
                    self.taken.overtaken.push(place);
                    return Ok(());
                }
                self.marks.push((
                    advice.id,
                    match is_set {
                        true => Marking::NoComment,
                        false => Marking::NotNoComment,
                    },
                ));
                self.marked.push((place, advice.id));
            }
            (What::Field(field), said) => {
                let mut written = Written {
                    base: chosen.version,
                    ..Written::default()
                };
                match said {
                    Said::Text(text) => written.text = Some(text),
                    Said::Choice(choice) => written.choice = choice,
                    Said::Mark(_) => return Err(unknown(&place)),
                }
                let save = draft::checked(field, written, &place);
                self.fields
                    .push(save.map_err(|fault| Error::invalid(vec![fault]))?);
                self.places.push(place);
            }
            _ => return Err(unknown(&place)),
        }
        Ok(())
    }
}

/// The consultation and the desk as they stand, for whoever shows them.
pub async fn standing(app: &App, access: &DeskAccess) -> Result<(Desk, Arc<Consultation>), Error> {
    let desk = draft::read(app, access.desk_id()).await?;
    let consultation = app.consultations.get(&app.db, desk.consultation_id).await?;
    Ok((desk, consultation))
}

/// The key by which a program names a place: the field's, or the råd's for *ingen merknad*.
pub fn key_of<'c>(slot: &Slot<'c>) -> &'c str {
    match slot.what {
        What::Field(field) => &field.key,
        What::NoComment(advice) => &advice.key,
    }
}
