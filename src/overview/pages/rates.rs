//! How many of the invited have answered, group by group and county by county.

use super::Visit;
use crate::invitations::{Filter, State, Wanted};
use crate::overview::figures::{County, Share};
use crate::overview::groups::Among;
use crate::overview::lists::{in_county, in_state};
use crate::overview::percent;
use std::cmp::Reverse;

/// A line of a table that is its own picture.
pub(super) struct Rate {
    pub name: String,
    pub share: Share,
    pub heard_href: String,
    pub invited_href: String,
    pub declined_href: String,
    pub cosigned_href: String,
    pub not_counted_href: String,
    pub percent: Option<usize>,
}

impl Rate {
    fn of(visit: &Visit, name: String, share: Share, bodies: &Filter) -> Self {
        let those = |wanted| visit.bodies(&in_state(bodies, wanted));
        Self {
            name,
            share,
            heard_href: those(Wanted::Heard),
            invited_href: visit.bodies(bodies),
            declined_href: those(Wanted::One(State::Declined)),
            cosigned_href: those(Wanted::Joined),
            not_counted_href: those(Wanted::NotCounted),
            percent: percent(share.heard(), share.invited),
        }
    }

    /// How long its bars are, of a hundred: those who have answered, and with those who will not.
    pub fn answered_width(&self) -> String {
        width(self.share.heard(), self.share.invited)
    }

    pub fn handled_width(&self) -> String {
        width(self.share.heard() + self.share.declined, self.share.invited)
    }
}

fn width(part: usize, of: usize) -> String {
    format!("{:.2}", part as f64 * 100.0 / of.max(1) as f64)
}

/// The highest share first, those that are too few for one last.
fn order(share: &Share) -> (Reverse<Option<usize>>, Reverse<usize>) {
    let per_mille = percent(share.heard(), share.invited)
        .map(|_| share.heard() * 1_000_000 / share.invited.max(1));
    (Reverse(per_mille), Reverse(share.invited))
}

pub(super) fn groups(visit: &Visit, groups: &[(Among, Share)]) -> Vec<Rate> {
    let rate = |(among, share): &(Among, Share)| {
        let name = among.name(&visit.consultation, visit.lang);
        Rate::of(visit, name, *share, &among.bodies())
    };
    let mut rates: Vec<Rate> = groups.iter().map(rate).collect();
    rates.sort_by_key(|rate| order(&rate.share));
    rates
}

/// The counties as they lie: by rows from the north, with their place on the map.
const MAP: [(&str, &str); 15] = [
    ("55", "a4"),
    ("56", "a5"),
    ("18", "b4"),
    ("50", "c3"),
    ("15", "d2"),
    ("34", "d3"),
    ("46", "e1"),
    ("33", "e2"),
    ("32", "e3"),
    ("03", "e4"),
    ("11", "f1"),
    ("40", "f2"),
    ("39", "f3"),
    ("31", "f4"),
    ("42", "g1"),
];

/// A county on the map.
pub(super) struct Tile {
    pub rate: Rate,
    /// Where it lies, and how dark it is.
    pub class: String,
}

fn county(visit: &Visit, county: &County) -> Rate {
    let name = county.name.to_owned();
    Rate::of(visit, name, county.share, &in_county(county.no))
}

pub(super) fn map(visit: &Visit, counties: &[County]) -> Vec<Tile> {
    let tile = |(no, place): &(&str, &str)| {
        let rate = county(visit, counties.iter().find(|county| county.no == *no)?);
        let step = match rate.percent {
            None => "few",
            Some(75..) => "m3",
            Some(50..) => "m2",
            Some(25..) => "m1",
            Some(_) => "m0",
        };
        let class = format!("{place} {step}");
        Some(Tile { rate, class })
    };
    MAP.iter().filter_map(tile).collect()
}

pub(super) fn counties(visit: &Visit, counties: &[County]) -> Vec<Rate> {
    let mut rates: Vec<Rate> = counties.iter().map(|one| county(visit, one)).collect();
    rates.sort_by_key(|rate| order(&rate.share));
    rates
}
