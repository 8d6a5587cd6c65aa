//! Counting: how many of those who were invited have answered, all in all, in each group and in each county. Pure;
//! what stands in the database has been read by [`super::read`].

use super::groups::Among;
use super::read::Read;
use crate::bodies::{COUNTIES, Kind};
use crate::consultations::Consultation;
use crate::invitations::{Asked, State};
use crate::review::{Sender, Standing};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// How some invited bodies stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Share {
    pub invited: usize,
    /// Have sent an answer that counts.
    pub answered: usize,
    /// Have sent none, and stand behind one that others have sent.
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
            let state = asked.state();
            let add = |share: &mut Share| add_body(share, state);
            add(&mut figures.invited);
            add(groups
                .entry(Among::of_body(consultation, asked))
                .or_default());
            if let Some(at) = county_of(asked) {
                add(&mut counties[at]);
            }
            figures.begun += usize::from(state == State::Started);
            figures.undelivered += usize::from(state == State::Failed);
        }
        // A body that gives both an own and a joint answer has answered once.
        let both = read.asked.iter().filter(|asked| asked.sent.len() > 1);
        let both = both.flat_map(|asked| asked.sent.iter().map(|sent| (sent.sequence, asked.id)));
        let both: HashMap<i64, Uuid> = both.collect();
        let mut counted_before = HashSet::new();
        for at in 0..read.roster.len() {
            let entry = read.roster.entry(at);
            figures.standings[entry.standing as usize] += 1;
            figures.standings[Standing::Supplement as usize] += usize::from(entry.has_supplement);
            if entry.standing != Standing::Counts {
                continue;
            }
            figures.counted += 1;
            let Sender::Invited(kind) = entry.sender else {
                continue;
            };
            let body = both.get(&entry.number);
            if body.is_some_and(|body| !counted_before.insert(body)) {
                continue;
            }
            figures.invited.answered += 1;
            let among = Among::of_entry(consultation, entry);
            groups.entry(among).or_default().answered += 1;
            if let (Kind::Municipality, Some(at)) = (kind, entry.county) {
                counties[usize::from(at)].answered += 1;
            }
        }
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

fn add_body(share: &mut Share, state: State) {
    share.invited += 1;
    match state {
        State::Sent => {}
        State::Cosigned => share.cosigned += 1,
        State::Declined => share.declined += 1,
        _ => share.missing += 1,
    }
}

fn county_of(asked: &Asked) -> Option<usize> {
    let no = asked
        .county_no
        .as_deref()
        .filter(|_| asked.kind == Kind::Municipality)?;
    COUNTIES.iter().position(|(known, _)| *known == no)
}
