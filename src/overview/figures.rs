//! Counting: how many of those who were invited have answered, all in all, in each group and in each county. Pure;
//! what stands in the database has been read by [`super::read`].

use super::groups::Among;
use super::read::Read;
use crate::bodies::{COUNTIES, Kind};
use crate::consultations::Consultation;
use crate::invitations::{Asked, Part, State};
use crate::review::Standing;
use std::collections::BTreeMap;

/// How some invited bodies stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Share {
    pub invited: usize,
    /// Have sent an answer that counts.
    pub answered: usize,
    /// Have sent, alone or with others, and nothing that counts.
    pub not_counted: usize,
    /// Have sent none that counts, and stand behind one that others have sent.
    pub cosigned: usize,
    /// Have said that they will not.
    pub declined: usize,
    /// Have done nothing of this.
    pub missing: usize,
}

/// A county, with its municipalities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct County {
    pub no: &'static str,
    pub name: &'static str,
    pub share: Share,
}

impl Share {
    /// How many of them their own answer or that of others speaks for.
    pub fn heard(&self) -> usize {
        self.answered + self.cosigned
    }
}

#[derive(Debug, Default)]
pub(super) struct Figures {
    /// Answers that count, from anybody.
    pub counted: usize,
    /// By [`Standing::ALL`].
    standings: [usize; 5],
    pub unconfirmed: usize,
    pub invited: Share,
    /// Invited bodies that have begun and not sent.
    pub begun: usize,
    /// Invited bodies whose letter did not arrive.
    pub undelivered: usize,
    pub groups: Vec<(Among, Share)>,
    /// Those with municipalities that were invited.
    pub counties: Vec<County>,
}

impl Figures {
    pub fn of(consultation: &Consultation, read: &Read) -> Self {
        let mut figures = Self {
            unconfirmed: read.unconfirmed,
            ..Self::default()
        };
        let mut groups: BTreeMap<Among, Share> = BTreeMap::new();
        let mut counties = [Share::default(); COUNTIES.len()];
        for asked in &read.asked {
            let part = asked.part();
            let add = |share: &mut Share| add_body(share, part);
            add(&mut figures.invited);
            add(groups
                .entry(Among::of_body(consultation, asked))
                .or_default());
            if let Some(at) = county_of(asked) {
                add(&mut counties[at]);
            }
            let state = asked.state();
            figures.begun += usize::from(state == State::Started);
            figures.undelivered += usize::from(state == State::Failed);
        }
        for (standing, places) in &read.roster.values().standings {
            figures.standings[*standing as usize] = places.count_ones(..);
        }
        figures.counted = figures.standing(Standing::Counts);
        figures.groups = groups.into_iter().collect();
        let county = |(&(no, name), share)| County { no, name, share };
        let all = COUNTIES.iter().zip(counties).map(county);
        figures.counties = all.filter(|county| county.share.invited > 0).collect();
        figures
    }

    pub fn standing(&self, standing: Standing) -> usize {
        self.standings[standing as usize]
    }
}

fn add_body(share: &mut Share, part: Part) {
    share.invited += 1;
    let of = match part {
        Part::Counted => &mut share.answered,
        Part::Joined => &mut share.cosigned,
        Part::NotCounted => &mut share.not_counted,
        Part::Declined => &mut share.declined,
        Part::Missing => &mut share.missing,
    };
    *of += 1;
}

fn county_of(asked: &Asked) -> Option<usize> {
    let no = asked
        .county_no
        .as_deref()
        .filter(|_| asked.kind == Kind::Municipality)?;
    COUNTIES.iter().position(|(known, _)| *known == no)
}
