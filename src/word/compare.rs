//! What a file that was read would change of what stands at a desk. Nothing is changed here.

use super::known::plain;
use super::place::{Found, Reading};
use super::slot::{Said, Slot, What, drawn};
use crate::consultations::{Consultation, Field, FieldKind};
use crate::document::{TICKED, UNTICKED};
use crate::i18n::Lang;
use crate::submissions::desk::Desk;
use crate::text;
use std::collections::HashSet;

/// A place of the form, with what the file says of it.
#[derive(Debug, Clone)]
pub struct Compared<'c> {
    pub slot: Slot<'c>,
    pub stands: Said,
    /// None where the file does not have it, or it cannot be taken as it is.
    pub brought: Option<Said>,
    /// What stands in the file and cannot be taken.
    pub unfit: Option<String>,
    pub state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WordFieldState)]
pub enum State {
    /// The file does not have it.
    Missing,
    /// As it stands.
    Same,
    /// Changed in the file alone.
    Changed,
    /// Changed here since the file was made, and not in the file.
    Behind,
    /// Changed in both, or nothing says what the file was made of.
    Both,
    /// Not one of what can be chosen, or longer than a draft can be.
    Unfit,
    /// *Ingen merknad* where something is said, too.
    Contradicted,
}

impl State {
    /// It can be taken.
    pub const fn is_brought(self) -> bool {
        matches!(self, Self::Changed | Self::Behind | Self::Both)
    }
}

impl Compared<'_> {
    /// How many characters it is too long to be sent.
    pub fn surplus(&self) -> usize {
        match (self.slot.field(), &self.brought) {
            (Some(field), Some(Said::Text(text))) => {
                text::count(text).saturating_sub(field.limit as usize)
            }
            _ => 0,
        }
    }
}

/// Every place of the desk's form, in its order. Those that were taken out and stand in the file come with them.
pub fn compare<'c>(
    consultation: &'c Consultation,
    desk: &Desk,
    reading: &Reading,
) -> Vec<Compared<'c>> {
    let slots = drawn(consultation, Some(desk));
    let said = said_in(&slots, desk, reading);
    let slots = slots.into_iter();
    slots.map(|slot| one(slot, desk, reading, &said)).collect()
}

/// Texts of the file that are of places which this desk does not have.
pub fn strayed<'c>(
    consultation: &'c Consultation,
    desk: &Desk,
    reading: &'c Reading,
) -> Vec<(Slot<'c>, &'c str)> {
    let drawn: HashSet<String> = drawn(consultation, Some(desk))
        .iter()
        .map(Slot::bookmark)
        .collect();
    let all = super::slot::all(consultation).into_iter();
    let gone = all.filter(|slot| !drawn.contains(&slot.bookmark()));
    gone.filter_map(|slot| {
        let found = reading.found.get(&slot.bookmark())?;
        let is_said = read(&slot, &found.text).is_none_or(|said| !said.is_empty());
        is_said.then_some((slot, found.text.as_str()))
    })
    .collect()
}

/// The parts of which something is said, in the file or at the desk.
fn said_in<'c>(slots: &[Slot<'c>], desk: &Desk, reading: &Reading) -> HashSet<&'c str> {
    let is_said = |slot: &&Slot<'c>| {
        let in_file = reading.found.get(&slot.bookmark());
        let in_file = in_file.and_then(|found| read(slot, &found.text));
        slot.field().is_some()
            && (!slot.stands(desk).is_empty() || in_file.is_some_and(|said| !said.is_empty()))
    };
    let endorsed = |slot: &&Slot<'c>| slot.advice.is_some_and(|a| desk.endorses_in(a));
    let slots = slots.iter().filter(|slot| is_said(slot) || endorsed(slot));
    slots.map(Slot::part).collect()
}

fn one<'c>(
    slot: Slot<'c>,
    desk: &Desk,
    reading: &Reading,
    said_in: &HashSet<&str>,
) -> Compared<'c> {
    let stands = slot.stands(desk);
    let found = reading.found.get(&slot.bookmark());
    let brought = found.and_then(|found| read(&slot, &found.text));
    let state = match (found, &brought) {
        (None, _) => State::Missing,
        (Some(_), None) => State::Unfit,
        (Some(_), Some(said)) if said.is_same(&stands) => State::Same,
        (Some(_), Some(Said::Mark(true))) if said_in.contains(slot.part()) => State::Contradicted,
        (Some(found), Some(said)) => changed(found, said, &stands),
    };
    let unfit = found.filter(|_| brought.is_none());
    Compared {
        unfit: unfit.map(|found| found.text.clone()),
        brought: brought.filter(|_| state.is_brought()),
        slot,
        stands,
        state,
    }
}

/// Who has changed what differs.
fn changed(found: &Found, said: &Said, stands: &Said) -> State {
    match &found.trace {
        Some(trace) if *trace == said.trace() => State::Behind,
        Some(trace) if *trace == stands.trace() => State::Changed,
        // Nothing is taken away, whatever it was made of.
        None if stands.is_empty() => State::Changed,
        None if said.is_empty() => State::Behind,
        Some(_) | None => State::Both,
    }
}

/// What a text says in this place; none where it is not one of what can stand there.
fn read(slot: &Slot<'_>, text: &str) -> Option<Said> {
    match slot.what {
        What::Field(field) if field.kind == FieldKind::Text => {
            let text = text::canonical(text);
            let fits = text::length(&text) <= text::DRAFT_CEILING;
            // Word likes an empty paragraph at the end of a cell.
            let text = match text::is_blank(&text) {
                true => String::new(),
                false => text.trim_matches('\n').to_owned(),
            };
            fits.then_some(Said::Text(text))
        }
        What::Field(field) => choice(field, text).map(Said::Choice),
        What::NoComment(_) => mark(text).map(Said::Mark),
    }
}

/// Letters that say yes in a box.
const YES: &[&str] = &[
    TICKED, "\u{2611}", "\u{2713}", "\u{2714}", "\u{2717}", "\u{2718}", "x", "ja",
];
const NO: &[&str] = &["", UNTICKED, "-", "\u{2013}", "nei"];

fn mark(text: &str) -> Option<bool> {
    let said = text::fold(&plain(text));
    if YES.contains(&said.as_str()) {
        return Some(true);
    }
    NO.contains(&said.as_str()).then_some(false)
}

fn choice(field: &Field, text: &str) -> Option<Option<String>> {
    let said = text::fold(&plain(text));
    if said.is_empty()
        || Lang::ALL
            .iter()
            .any(|lang| text::fold(&lang.t("word-choose")) == said)
    {
        return Some(None);
    }
    let is_it = |label: &str| text::fold(&plain(label)) == said;
    let mut chosen = field.choices.iter().filter(|choice| {
        let labels = &choice.label;
        is_it(&choice.key) || is_it(&labels.nb) || labels.nn.as_deref().is_some_and(is_it)
    });
    let first = chosen.next()?;
    // Two that are called the same cannot be told apart.
    chosen.next().is_none().then(|| Some(first.key.clone()))
}
