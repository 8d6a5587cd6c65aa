//! Which entries of a roster have which value: a set of their places for each. What a filter takes, and how many there are of
//! each value beside it, are then a few operations on sets of bits.

use super::entry::{Adoption, Channel, Entry, Said, Sender, Standing};
use chrono::{DateTime, Utc};
use fixedbitset::FixedBitSet;
use std::collections::BTreeMap;

/// A bit for each entry, by its place in the roster. What it is too short for is not in it.
pub type Places = FixedBitSet;

/// Kept with the entries: one that comes or changes costs a bit for each of its values.
#[derive(Debug, Clone, Default)]
pub struct Values {
    pub senders: BTreeMap<Sender, Places>,
    pub groups: BTreeMap<i32, Places>,
    pub counties: BTreeMap<u8, Places>,
    /// An answer with a supplement is in two.
    pub standings: BTreeMap<Standing, Places>,
    pub adoptions: BTreeMap<Adoption, Places>,
    pub channels: BTreeMap<Channel, Places>,
    pub proposals: BTreeMap<i32, Places>,
    pub late: Places,
    pub joint: Places,
    /// Those that support another answer, in a version of that one which was not taken back.
    pub endorsing: Places,
    /// When each came: these are not few enough for a set of each.
    pub came: Vec<DateTime<Utc>>,
    /// By the place of the part.
    pub parts: Vec<OfPart>,
    /// By the place of the column: those that chose each choice, by its own.
    pub choices: Vec<BTreeMap<u8, Places>>,
}

#[derive(Debug, Clone, Default)]
pub struct OfPart {
    /// Something was said to it, be it that there is nothing to say.
    pub said: Places,
    pub no_comment: Places,
    /// Another answer is supported in it alone, or, in the last, in whole.
    pub supports: Places,
}

impl Values {
    pub fn new(parts: usize, columns: usize) -> Self {
        Self {
            parts: vec![OfPart::default(); parts],
            choices: vec![BTreeMap::new(); columns],
            ..Self::default()
        }
    }

    /// That the entry in this place is such a one, or is no more.
    pub fn of_entry(&mut self, at: usize, entry: &Entry, is: bool) {
        set(self.senders.entry(entry.sender).or_default(), at, is);
        if let Some(group) = entry.group {
            set(self.groups.entry(group).or_default(), at, is);
        }
        if let Some(county) = entry.county {
            set(self.counties.entry(county).or_default(), at, is);
        }
        let supplement = entry.has_supplement.then_some(Standing::Supplement);
        for standing in [entry.standing].into_iter().chain(supplement) {
            set(self.standings.entry(standing).or_default(), at, is);
        }
        set(self.adoptions.entry(entry.adoption).or_default(), at, is);
        set(self.channels.entry(entry.channel).or_default(), at, is);
        set(self.proposals.entry(entry.proposal).or_default(), at, is);
        set(&mut self.late, at, is && entry.is_late);
        set(&mut self.joint, at, is && entry.is_joint);
        set(&mut self.endorsing, at, is && !entry.endorses.is_empty());
        match self.came.get_mut(at) {
            Some(came) => *came = entry.received_at,
            None => self.came.push(entry.received_at),
        }
    }

    /// What it says to a part, or says no more.
    pub fn of_part(&mut self, at: usize, part: usize, (said, supports): (Said, bool), is: bool) {
        let of = &mut self.parts[part];
        set(&mut of.said, at, is && said != Said::Nothing);
        set(&mut of.no_comment, at, is && said == Said::NoComment);
        set(&mut of.supports, at, is && supports);
    }

    /// Those that chose the choice with this place in a column; `None` where nobody has.
    pub fn chose(&self, column: usize, choice: usize) -> Option<&Places> {
        self.choices[column].get(&u8::try_from(choice).ok()?)
    }

    /// How many of those that count support another answer in this part alone, or, in the last, in whole.
    pub fn counting_support(&self, part: usize) -> usize {
        let counting = self.standings.get(&Standing::Counts);
        let supports = &self.parts[part].supports;
        counting.map_or(0, |counting| counting.intersection_count(supports))
    }

    /// What it chose in a column, or chooses no more.
    pub fn of_column(&mut self, at: usize, column: usize, said: Said, is: bool) {
        if let Said::Choice(choice) = said {
            set(self.choices[column].entry(choice).or_default(), at, is);
        }
    }
}

fn set(places: &mut Places, at: usize, is: bool) {
    if is {
        places.grow_and_insert(at);
    } else if at < places.len() {
        places.remove(at);
    }
}
