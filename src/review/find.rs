//! Finding answers: what a filter takes, a screenful at a time, and the texts behind it. Free of HTTP, so that
//! pages, programs and exports share it.
//!
//! [`look`] gives a [`Found`]: a kept roster, and the set of the answers that the filter takes. Whoever needs all of them
//! (an export, say) takes their entries in chunks, the oldest or the newest first, and reads what stands behind a chunk:
//! memory then does not grow with the number of answers, and nothing is skipped or comes twice, since
//! numbers never change.

use super::entry::Entry;
use super::filter::Filter;
use super::roster::Roster;
use super::search::{Hits, KnownWords, search};
use super::sift::{Sifted, sift};
use super::store;
use super::values::Places;
use super::words::{number, wanted};
use crate::app::App;
use crate::calendar;
use crate::consultations::{Consultation, ListQuery, Stage, list};
use crate::db::Conn;
use crate::error::Error;
use chrono::{DateTime, Utc};
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

pub use super::store::{SaidText, SenderOf, Unconfirmed, Waiting};

/// The answers that a filter takes.
pub struct Found {
    pub roster: Arc<Roster>,
    pub sifted: Sifted,
}

/// Which screenful: keyed by number, so that what comes in meanwhile moves nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Turn {
    /// The newest.
    #[default]
    First,
    /// Those that came before the one with this number.
    Older(i64),
    /// Those that came after it.
    Newer(i64),
}

/// As a cursor has it.
impl fmt::Display for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First => f.write_str("first"),
            Self::Older(number) => write!(f, "older {number}"),
            Self::Newer(number) => write!(f, "newer {number}"),
        }
    }
}

impl FromStr for Turn {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split_once(' ') {
            Some(("older", number)) => number.parse().map(Self::Older).map_err(|_| ()),
            Some(("newer", number)) => number.parse().map(Self::Newer).map_err(|_| ()),
            _ => Err(()),
        }
    }
}

/// A screenful, the newest first.
pub struct Screen<'f> {
    pub entries: Vec<(usize, &'f Entry)>,
    /// From which to which of those that were found, from 1.
    pub from: usize,
    pub to: usize,
    /// The number to go on from, in each direction.
    pub newer: Option<i64>,
    pub older: Option<i64>,
}

impl Found {
    pub fn len(&self) -> usize {
        self.sifted.taken.count_ones(..)
    }

    pub fn is_empty(&self) -> bool {
        self.sifted.taken.is_clear()
    }

    /// Their entries, the oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.sifted.taken.ones().map(|at| self.roster.entry(at))
    }

    /// Those with a lower number.
    fn below(&self, number: i64) -> Places {
        let mut below = self.sifted.taken.clone();
        below.remove_range(self.roster.from(number)..);
        below
    }

    /// Those with a higher number.
    fn above(&self, number: i64) -> Places {
        let mut above = self.sifted.taken.clone();
        above.remove_range(..self.roster.from(number.saturating_add(1)));
        above
    }

    pub fn screen(&self, turn: Turn, most: usize) -> Screen<'_> {
        let taken = &self.sifted.taken;
        let places: Vec<usize> = match turn {
            Turn::First => taken.ones().rev().take(most).collect(),
            Turn::Older(number) => self.below(number).ones().rev().take(most).collect(),
            Turn::Newer(number) => {
                let mut places: Vec<_> = self.above(number).ones().take(most).collect();
                places.reverse();
                places
            }
        };
        let entry = |at: &usize| (*at, self.roster.entry(*at));
        let (newest, oldest) = (places.first().copied(), places.last().copied());
        let newer = newest.map_or(0, |at| taken.count_ones(at + 1..));
        let number = |at: usize| self.roster.entry(at).number;
        Screen {
            from: newest.map_or(0, |_| newer + 1),
            to: newest.map_or(0, |_| newer + places.len()),
            newer: newest.filter(|_| newer > 0).map(number),
            older: oldest
                .filter(|at| taken.contains_any_in_range(..*at))
                .map(number),
            entries: places.iter().map(entry).collect(),
        }
    }

    /// The neighbours of an answer among those that were found: the newer and the older.
    pub fn around(&self, number: i64) -> (Option<i64>, Option<i64>) {
        let of = |at: usize| self.roster.entry(at).number;
        (
            self.above(number).minimum().map(of),
            self.below(number).maximum().map(of),
        )
    }
}

/// A roster and the turn to bring it up to date, as it is kept, with the words that were looked for in it.
#[derive(Default)]
pub struct KeptRoster {
    roster: Mutex<Option<Arc<Roster>>>,
    words: KnownWords,
}

impl KeptRoster {
    pub fn of(app: &App, consultation: &Consultation) -> Arc<Self> {
        app.kept.of::<Self>(consultation.id)
    }

    /// The roster as it stands now. One look at a time brings it up to date; it is copied only while an earlier
    /// look is still in use. In a transaction it comes first: what another look has seen meanwhile is then seen too.
    pub fn caught_up(
        &self,
        conn: &mut Conn,
        consultation: &Consultation,
        now: DateTime<Utc>,
    ) -> Result<Arc<Roster>, Error> {
        let mut kept = self.roster.lock().unwrap_or_else(PoisonError::into_inner);
        let mut roster = match kept.take() {
            Some(roster) => roster,
            None => Arc::new(Roster::new(consultation)),
        };
        store::catch_up(conn, consultation, &mut roster, now)?;
        *kept = Some(Arc::clone(&roster));
        Ok(roster)
    }
}

/// The roster of a consultation as it stands now.
pub async fn roster(app: &App, consultation: &Arc<Consultation>) -> Result<Arc<Roster>, Error> {
    let kept = KeptRoster::of(app, consultation);
    let (consultation, now) = (Arc::clone(consultation), app.clock.now());
    app.db
        .read(move |conn| kept.caught_up(conn, &consultation, now))
        .await
}

/// Consultations of each stage whose rosters are read at the start: no more than are kept.
const READ_IN: u32 = 8;

/// Reads the rosters of what staff work on, so that whoever looks first after a start does not wait for it.
pub async fn read_in(app: &App) -> Result<(), Error> {
    for stage in [Stage::Processing, Stage::Open] {
        let query = ListQuery {
            stage: Some(stage),
            words: String::new(),
            after: None,
            limit: READ_IN,
            today: calendar::oslo_date(app.clock.now()),
        };
        let listed = app.db.read(move |conn| list(conn, &query)).await?;
        for one in &listed.items {
            let consultation = app.consultations.get(&app.db, one.id).await?;
            roster(app, &consultation).await?;
        }
    }
    Ok(())
}

/// Goes through the answers of a consultation.
pub async fn look(
    app: &App,
    consultation: &Arc<Consultation>,
    filter: &Filter,
) -> Result<Found, Error> {
    let roster = roster(app, consultation).await?;
    let hits = hits(app, consultation, &roster, filter).await?;
    let sifted = sift(&roster, filter, hits.as_ref());
    Ok(Found { roster, sifted })
}

/// Where the words of the filter stand; `None` where it has none.
async fn hits(
    app: &App,
    consultation: &Consultation,
    roster: &Arc<Roster>,
    filter: &Filter,
) -> Result<Option<Hits>, Error> {
    if filter.words.is_empty() {
        return Ok(None);
    }
    let wanted = wanted(&filter.words);
    let mut hits = match wanted.is_empty() {
        // Signs alone stand nowhere.
        true => Hits::none(roster),
        false => {
            let (id, roster) = (consultation.id, Arc::clone(roster));
            let kept = KeptRoster::of(app, consultation);
            let read = move |conn: &mut _| search(conn, id, &roster, &wanted, &kept.words);
            app.db.read(read).await?
        }
    };
    let of_number = number(&filter.words, &consultation.number_prefix);
    if let Some(at) = of_number.and_then(|number| roster.find(number)) {
        hits.add(at);
    }
    Ok(Some(hits))
}

/// Who sent these.
pub async fn read_senders(app: &App, entries: &[(usize, &Entry)]) -> Result<Vec<SenderOf>, Error> {
    let versions: Vec<_> = entries.iter().map(|(_, entry)| entry.version_id).collect();
    app.db
        .read(move |conn| store::senders(conn, &versions))
        .await
}

/// What these wrote and chose in some fields.
pub async fn read_said(
    app: &App,
    entries: &[(usize, &Entry)],
    fields: Vec<uuid::Uuid>,
) -> Result<Vec<SaidText>, Error> {
    let versions: Vec<_> = entries.iter().map(|(_, entry)| entry.version_id).collect();
    app.db
        .read(move |conn| store::said(conn, &versions, &fields))
        .await
}

/// Those that their senders have not confirmed, the newest first, at most so many of them named.
pub async fn unconfirmed(
    app: &App,
    consultation: uuid::Uuid,
    most: usize,
) -> Result<Waiting, Error> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    app.db
        .read(move |conn| store::unconfirmed(conn, consultation, most))
        .await
}
