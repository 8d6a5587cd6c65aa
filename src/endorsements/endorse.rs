//! «Vi støtter hele svaret», or some råd of it; letting go of it; keeping it though it is shared no more. Rights and locks
//! are as for the texts of the same parts.

use super::store;
use crate::app::App;
use crate::consultations::{Advice, Consultation, at_version};
use crate::error::{Error, FieldError, Problem};
use crate::session::Link;
use crate::submissions::desk::Desk;
use crate::submissions::draft::{take_mark_away, takes_input};
use crate::submissions::endorsement::{DeskEndorsement, Stand};
use crate::submissions::{StoredVersion, get_desk, lock_to_write, touch, versions_of};
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// What faults in the chosen råd are about.
pub const ADVICE: &str = "advice";

/// How much of an answer is supported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    Whole,
    /// In the råd with these keys.
    Advice(Vec<String>),
}

#[derive(Debug, Clone)]
pub struct Wanted {
    pub number: i64,
    /// The version that was read.
    pub version: i32,
    pub extent: Extent,
    /// Where a råd has *ingen merknad* that goes.
    pub replaces_no_comment: bool,
}

/// Supports an answer that is shared, in place of what was supported of it. Another version than the one that was read is
/// refused: it is read first.
pub async fn endorse(
    app: &App,
    consultation: Arc<Consultation>,
    desk_id: Uuid,
    by: Link,
    wanted: Wanted,
) -> Result<(), Error> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            lock_to_write(conn, desk_id)?;
            let desk = get_desk(conn, desk_id)?;
            if !desk.can_endorse() || !takes_input(&consultation, now) {
                return Err(Problem::NotFound.into());
            }
            let shared = store::find_shared(conn, consultation.id, desk_id, wanted.number)?;
            let shared = shared.ok_or(Problem::NotFound)?;
            if shared.version != wanted.version {
                return Err(Problem::PreconditionFailed.into());
            }
            let chosen: Vec<&Advice> = match &wanted.extent {
                Extent::Whole => Vec::new(),
                Extent::Advice(keys) => {
                    let mut versions = versions_of(conn, shared.submission_id)?.into_iter();
                    let stands = versions.find(|version| version.no == shared.version);
                    let stands = stands.ok_or(Problem::NotFound)?;
                    let answered = at_version(conn, &consultation, stands.proposal_version)?;
                    chosen(&consultation, &answered, &stands, keys)?
                }
            };
            let parts: BTreeSet<Option<Uuid>> = match &wanted.extent {
                Extent::Whole => [None].into(),
                Extent::Advice(_) => chosen.iter().map(|advice| Some(advice.id)).collect(),
            };
            let before: Vec<&DeskEndorsement> = of(&desk, wanted.number).collect();
            let stood: BTreeSet<Option<Uuid>> = before.iter().map(|one| advice_of(one)).collect();
            let is_same_version = before.iter().all(|one| one.of.version == shared.version);
            if stood == parts && is_same_version {
                return Ok(());
            }
            let changed: Vec<Option<Uuid>> = match is_same_version {
                true => stood.symmetric_difference(&parts).copied().collect(),
                false => stood.union(&parts).copied().collect(),
            };
            may_change(&consultation, &by, &changed)?;
            let marked: Vec<&Advice> = chosen
                .iter()
                .copied()
                .filter(|advice| desk.has_no_comment(advice))
                .collect();
            if !marked.is_empty() && !wanted.replaces_no_comment {
                let fault = |advice: &&Advice| {
                    let at = chosen.iter().position(|one| one.id == advice.id);
                    let at = format!("{ADVICE}/{}", at.unwrap_or_default());
                    FieldError::new(at, "error-endorse-no-comment")
                };
                return Err(Error::invalid(marked.iter().map(fault).collect()));
            }
            let marked: Vec<Uuid> = marked.iter().map(|advice| advice.id).collect();
            take_mark_away(conn, desk_id, &marked, now)?;
            let parts: Vec<Option<Uuid>> = parts.into_iter().collect();
            let read = (shared.submission_id, shared.version);
            store::put_endorsements(conn, desk_id, read, &parts, now)?;
            touch(conn, desk_id, now)
        })
        .await
}

/// The råd that were chosen, or a fault for each that cannot be.
fn chosen<'c>(
    consultation: &'c Consultation,
    answered: &Consultation,
    version: &StoredVersion,
    keys: &[String],
) -> Result<Vec<&'c Advice>, Error> {
    let one = |(n, key): (usize, &String)| {
        let fault = |code| FieldError::new(format!("{ADVICE}/{n}"), code);
        let advice = consultation.find_advice_ever(key);
        let advice = advice.ok_or_else(|| fault("error-not-offered"))?;
        if keys[..n].contains(key) {
            return Err(fault("error-repeated"));
        }
        match says_of(answered, version, key) {
            true => Ok(advice),
            false => Err(fault("error-endorse-nothing")),
        }
    };
    if keys.is_empty() {
        let fault = FieldError::new(ADVICE, "error-endorse-choose");
        return Err(Error::invalid(vec![fault]));
    }
    let all: Vec<Result<&Advice, FieldError>> = keys.iter().enumerate().map(one).collect();
    let faults: Vec<FieldError> = all.iter().filter_map(|one| one.clone().err()).collect();
    match faults.is_empty() {
        true => Ok(all.into_iter().filter_map(Result::ok).collect()),
        false => Err(Error::invalid(faults)),
    }
}

/// Whether a version says something to a råd. *Ingen merknad* is nothing that others could support.
pub fn says_of(answered: &Consultation, version: &StoredVersion, key: &str) -> bool {
    let advice = answered.find_advice_ever(key);
    let mut fields = advice
        .into_iter()
        .flat_map(|a| answered.fields_ever_of(Some(a)));
    fields.any(|field| version.answers.iter().any(|(key, ..)| *key == field.key))
}

/// What a desk supports of the answer with this number.
pub fn of(desk: &Desk, number: i64) -> impl Iterator<Item = &DeskEndorsement> {
    let all = desk.endorsements.iter();
    all.filter(move |one| one.of.number == number)
}

fn advice_of(one: &DeskEndorsement) -> Option<Uuid> {
    one.of.advice.as_ref().map(|(id, _)| *id)
}

/// Refuses whoever may not write in each of these parts; `None` is all of them.
fn may_change(consultation: &Consultation, by: &Link, parts: &[Option<Uuid>]) -> Result<(), Error> {
    let may = |part: &Option<Uuid>| match part {
        None => by.may_write_everywhere(),
        Some(id) => {
            let advice = consultation.advice_ever().find(|advice| advice.id == *id);
            advice.is_some_and(|advice| by.may_write_in(&advice.key))
        }
    };
    match parts.iter().all(may) {
        true => Ok(()),
        false => Err(Problem::RightMissing.into()),
    }
}

/// Supports the answer with this number no more. One that is not supported stays so.
pub async fn let_go(
    app: &App,
    consultation: Arc<Consultation>,
    desk_id: Uuid,
    by: Link,
    number: i64,
) -> Result<(), Error> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            lock_to_write(conn, desk_id)?;
            let desk = get_desk(conn, desk_id)?;
            let parts: Vec<Option<Uuid>> = of(&desk, number).map(advice_of).collect();
            let Some(one) = of(&desk, number).next() else {
                return Ok(());
            };
            may_change(&consultation, &by, &parts)?;
            let read = (one.of.submission_id, one.of.version);
            store::put_endorsements(conn, desk_id, read, &[], now)?;
            touch(conn, desk_id, now)
        })
        .await
}

/// Goes on supporting it though its sender shares it no more. Not found where it is not supported.
pub async fn keep(
    app: &App,
    consultation: Arc<Consultation>,
    desk_id: Uuid,
    by: Link,
    number: i64,
) -> Result<(), Error> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            lock_to_write(conn, desk_id)?;
            let desk = get_desk(conn, desk_id)?;
            let parts: Vec<Option<Uuid>> = of(&desk, number).map(advice_of).collect();
            let one = of(&desk, number).next().ok_or(Problem::NotFound)?;
            may_change(&consultation, &by, &parts)?;
            match one.stand {
                Stand::AsRead | Stand::Newer | Stand::Kept => Ok(()),
                Stand::Unshared => store::keep(conn, desk_id, one.of.submission_id, now),
                Stand::Withdrawn => {
                    let fault = FieldError::new("", "error-endorsement-withdrawn");
                    Err(Error::invalid(vec![fault]))
                }
            }
        })
        .await
}
