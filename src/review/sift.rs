//! What a filter takes of a roster, and how many there are of each value. A value's count is of those that meet every
//! *other* control, so it says what choosing it would show.

use super::days::Span;
use super::entry::{Adoption, Channel, Sender, Standing};
use super::filter::{Filter, Stance, Supports, name};
use super::roster::Roster;
use super::search::Hits;
use super::values::{OfPart, Places, Values};
use crate::bodies::COUNTIES;
use std::collections::BTreeMap;
use std::ops::Not as _;

/// How many there are of each value. What nobody has is not in the maps.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    senders: BTreeMap<Sender, usize>,
    pub groups: BTreeMap<i32, usize>,
    counties: BTreeMap<u8, usize>,
    standings: BTreeMap<Standing, usize>,
    adoptions: BTreeMap<Adoption, usize>,
    channels: BTreeMap<Channel, usize>,
    proposals: BTreeMap<i32, usize>,
    /// In time, and late.
    pub arrivals: [usize; 2],
    /// Their senders' own, and given together.
    pub given: [usize; 2],
    /// Supported by none, and by others.
    pub supported: [usize; 2],
    /// By the place of the part.
    pub parts: Vec<usize>,
    /// To the wanted part, as the choices are; nothing is counted of them where none is wanted, and shown neither.
    pub no_comment: usize,
    /// By the place of the column, then of the choice.
    pub choices: Vec<Vec<usize>>,
    /// Those that support anything of another answer, and by the place of the råd; last those that support one in whole.
    pub supports_any: usize,
    pub supports: Vec<usize>,
}

impl Tally {
    pub fn sender(&self, sender: Sender) -> usize {
        of(&self.senders, &sender)
    }

    /// By its place among all counties.
    pub fn county(&self, at: usize) -> usize {
        u8::try_from(at).map_or(0, |at| of(&self.counties, &at))
    }

    pub fn standing(&self, standing: Standing) -> usize {
        of(&self.standings, &standing)
    }

    pub fn adoption(&self, adoption: Adoption) -> usize {
        of(&self.adoptions, &adoption)
    }

    pub fn channel(&self, channel: Channel) -> usize {
        of(&self.channels, &channel)
    }

    /// By the version of the proposal.
    pub fn proposal(&self, no: i32) -> usize {
        of(&self.proposals, &no)
    }
}

fn of<K: Ord>(counts: &BTreeMap<K, usize>, value: &K) -> usize {
    counts.get(value).copied().unwrap_or_default()
}

/// What a filter takes of a roster.
#[derive(Debug, Clone)]
pub struct Sifted {
    /// The entries that it takes.
    pub taken: Places,
    pub tally: Tally,
}

/// `hits`: where the words of the filter stand, when it has any.
pub fn sift(roster: &Roster, filter: &Filter, hits: Option<&Hits>) -> Sifted {
    let sift = Sift::new(roster, filter, hits);
    Sifted {
        tally: sift.tally(),
        taken: sift.but(&[]),
    }
}

struct Sift<'a> {
    roster: &'a Roster,
    filter: &'a Filter,
    hits: Option<&'a Hits>,
    all: Places,
    /// The answers that others support with what counts.
    supported: Places,
    /// The place of the wanted part, if there is such a one.
    part: Option<usize>,
    /// What meets each control that is set, by its name.
    met: BTreeMap<&'static str, Places>,
}

impl<'a> Sift<'a> {
    fn new(roster: &'a Roster, filter: &'a Filter, hits: Option<&'a Hits>) -> Self {
        let mut all = Places::with_capacity(roster.len());
        all.insert_range(..);
        let part = filter.part.as_deref().and_then(|key| roster.part(key));
        let mut sift = Self {
            supported: supported(roster),
            met: BTreeMap::new(),
            roster,
            filter,
            hits,
            all,
            part,
        };
        sift.met = sift.controls();
        sift
    }

    /// What meets each control in which something is chosen.
    fn controls(&self) -> BTreeMap<&'static str, Places> {
        let (filter, values) = (self.filter, self.roster.values());
        let mut met = BTreeMap::new();
        let mut set = |control, places: Option<Places>| {
            // What means nothing takes nothing. Several values are alternatives: beside one that means something, those
            // that mean nothing take nothing more.
            let is_unknown = filter.unknown.iter().any(|(of, _)| *of == control);
            let places = match places {
                Some(places) if !is_unknown || name::SEVERAL.contains(&control) => Some(places),
                _ if is_unknown => Some(Places::default()),
                other => other,
            };
            met.extend(places.map(|places| (control, places)));
        };
        set(name::SENDER, any(&values.senders, &filter.senders));
        set(name::GROUP, one(&values.groups, filter.group));
        let county = filter.county.as_deref().and_then(county_place);
        set(name::COUNTY, one(&values.counties, county));
        set(name::STANDING, any(&values.standings, &filter.standings));
        set(name::ADOPTION, any(&values.adoptions, &filter.adoptions));
        set(name::CHANNEL, one(&values.channels, filter.channel));
        set(name::PROPOSAL, one(&values.proposals, filter.proposal));
        let is = |places: &Places, is: Option<bool>| is.map(|is| self.are(places, is));
        set(name::ARRIVAL, is(&values.late, filter.late));
        set(name::GIVEN, is(&values.joint, filter.joint));
        set(name::SUPPORTED, is(&self.supported, filter.supported));
        let part = filter.part.is_some().then_some(self.part);
        let said = |part: Option<usize>| part.map(|at| values.parts[at].said.clone());
        set(name::PART, part.map(|part| said(part).unwrap_or_default()));
        set(name::STANCE, self.stance(self.part));
        set(name::SUPPORTS, self.supporting());
        let is_bounded = !filter.came.from.is_empty() || !filter.came.to.is_empty();
        set(
            DAYS,
            is_bounded.then(|| self.between(filter.came.span().ok())),
        );
        set(
            name::WORDS,
            self.hits.map(|hits| hits.in_part(self.part).clone()),
        );
        met
    }

    fn are(&self, places: &Places, is: bool) -> Places {
        if is {
            return places.clone();
        }
        let mut others = self.all.clone();
        others.difference_with(places);
        others
    }

    /// `part`: the one that is looked at, where *ingen merknad* is meant of it alone.
    fn stance(&self, part: Option<usize>) -> Option<Places> {
        let values = self.roster.values();
        let mut found = Places::default();
        for stance in &self.filter.stances {
            match stance {
                Stance::NoComment => values
                    .parts
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| part.is_none_or(|part| part == *at))
                    .for_each(|(_, of)| found.union_with(&of.no_comment)),
                Stance::Choice { field, choice } => {
                    if let Some(chosen) = self.chosen(field, choice) {
                        found.union_with(chosen);
                    }
                }
            }
        }
        self.filter.stances.is_empty().not().then_some(found)
    }

    /// Nothing where nobody has chosen it.
    fn chosen(&self, field: &str, choice: &str) -> Option<&Places> {
        let column = self.roster.column(field)?;
        let choices = &self.roster.columns[column].choices;
        let at = choices.iter().position(|known| known == choice)?;
        self.roster.values().chose(column, at)
    }

    fn supporting(&self) -> Option<Places> {
        let (wanted, parts) = (self.filter.supports.as_ref()?, &self.roster.values().parts);
        let whole = parts.len() - 1;
        let part = match wanted {
            Supports::Any => return Some(supporting_any(self.roster.values())),
            Supports::Whole => Some(whole),
            Supports::Advice(key) => self.roster.part(key).filter(|at| *at != whole),
        };
        Some(part.map_or_else(Places::default, |at| parts[at].supports.clone()))
    }

    /// Days that are none, or crossed, take nothing.
    fn between(&self, span: Option<Span>) -> Places {
        let mut found = Places::with_capacity(self.roster.len());
        let Some(span) = span else { return found };
        for (at, came) in self.roster.values().came.iter().enumerate() {
            found.set(at, span.holds(*came));
        }
        found
    }

    /// Those that meet every control but these.
    fn but(&self, controls: &[&str]) -> Places {
        let others = self.met.iter();
        let others = others.filter(|(control, _)| !controls.contains(control));
        others.fold(self.all.clone(), |mut still, (_, places)| {
            still.intersect_with(places);
            still
        })
    }

    fn tally(&self) -> Tally {
        let (roster, values) = (self.roster, self.roster.values());
        let mut tally = Tally {
            senders: self.of_each(name::SENDER, &values.senders),
            groups: self.of_each(name::GROUP, &values.groups),
            counties: self.of_each(name::COUNTY, &values.counties),
            standings: self.of_each(name::STANDING, &values.standings),
            adoptions: self.of_each(name::ADOPTION, &values.adoptions),
            channels: self.of_each(name::CHANNEL, &values.channels),
            proposals: self.of_each(name::PROPOSAL, &values.proposals),
            arrivals: self.of_both(name::ARRIVAL, &values.late),
            given: self.of_both(name::GIVEN, &values.joint),
            supported: self.of_both(name::SUPPORTED, &self.supported),
            parts: self.of_parts(),
            ..Tally::default()
        };
        let others = self.but(&[name::SUPPORTS]);
        let supports = |of: &OfPart| others.intersection_count(&of.supports);
        tally.supports = values.parts.iter().map(supports).collect();
        tally.supports_any = others.intersection_count(&supporting_any(values));
        let others = self.but(&[name::STANCE]);
        let of_column = |at: usize| {
            let column = &roster.columns[at];
            let of_choice = |choice| {
                let places = values.chose(at, choice);
                places.map_or(0, |places| others.intersection_count(places))
            };
            let is_wanted = Some(column.part) == self.part && column.has_choices();
            let choices = if is_wanted { column.choices.len() } else { 0 };
            (0..choices).map(of_choice).collect()
        };
        tally.choices = (0..roster.columns.len()).map(of_column).collect();
        if let Some(part) = self.part {
            tally.no_comment = others.intersection_count(&values.parts[part].no_comment);
        }
        tally
    }

    fn of_each<K: Ord + Copy>(
        &self,
        control: &str,
        values: &BTreeMap<K, Places>,
    ) -> BTreeMap<K, usize> {
        let others = self.but(&[control]);
        let counted = values
            .iter()
            .map(|(value, places)| (*value, others.intersection_count(places)));
        counted.filter(|(_, n)| *n > 0).collect()
    }

    fn of_both(&self, control: &str, places: &Places) -> [usize; 2] {
        let others = self.but(&[control]);
        let are = others.intersection_count(places);
        [others.count_ones(..) - are, are]
    }

    /// What each part would take in the place of the wanted one: *ingen merknad* and words are then meant of that one.
    fn of_parts(&self) -> Vec<usize> {
        let others = self.but(&[name::PART, name::STANCE, name::WORDS]);
        let of_part = |(part, of): (usize, &OfPart)| {
            let mut taken = others.clone();
            taken.intersect_with(&of.said);
            if let Some(stance) = self.stance(Some(part)) {
                taken.intersect_with(&stance);
            } else if self.met.contains_key(name::STANCE) {
                taken.clear();
            }
            match self.hits {
                Some(hits) => taken.intersection_count(hits.in_part(Some(part))),
                None => taken.count_ones(..),
            }
        };
        let parts = self.roster.values().parts.iter().enumerate();
        parts.map(of_part).collect()
    }
}

/// The two ends of the days are one control.
const DAYS: &str = name::FROM;

/// Those with one of these values; `None` where no value is wanted.
fn any<K: Ord>(values: &BTreeMap<K, Places>, wanted: &[K]) -> Option<Places> {
    let mut found = Places::default();
    for places in wanted.iter().filter_map(|value| values.get(value)) {
        found.union_with(places);
    }
    wanted.is_empty().not().then_some(found)
}

fn one<K: Ord>(values: &BTreeMap<K, Places>, wanted: Option<K>) -> Option<Places> {
    wanted.map(|value| values.get(&value).cloned().unwrap_or_default())
}

fn supporting_any(values: &Values) -> Places {
    let mut found = Places::default();
    for of in &values.parts {
        found.union_with(&of.supports);
    }
    found
}

/// The answers that others support with what counts, in a version that was not taken back: the same that stand as signatures
/// under them (`supporters.rs`).
fn supported(roster: &Roster) -> Places {
    let values = roster.values();
    let mut found = Places::with_capacity(roster.len());
    if let Some(counting) = values.standings.get(&Standing::Counts) {
        let numbers = values.endorsing.intersection(counting);
        let numbers = numbers.flat_map(|at| &roster.entry(at).endorses);
        let places = numbers.filter_map(|number| roster.find(*number));
        places.for_each(|at| found.insert(at));
    }
    found
}

/// A county by its place among all of them.
pub fn county_place(no: &str) -> Option<u8> {
    let at = COUNTIES.iter().position(|(known, _)| *known == no)?;
    u8::try_from(at).ok()
}

#[cfg(test)]
mod tests;
