//! What sets take and count is what going through the entries one by one takes and counts, whatever is looked for and in
//! whatever order the entries came and changed.

use super::*;
use crate::review::drawn::{Draw, drawn, empty};
use crate::review::entry::Said;

/// Words of the controls, with some that mean nothing and some that nobody has.
fn filter(draw: &mut Draw) -> Filter {
    let words: [(&str, &[&str]); 15] = [
        (
            name::SENDER,
            &[
                "person",
                "municipality",
                "claimed",
                "unlisted",
                "meeting",
                "alle",
            ],
        ),
        (name::GROUP, &["1", "2", "9", "x"]),
        (name::COUNTY, &["03", "11", "46", "99"]),
        (
            name::STANDING,
            &["teller", "for-sent", "tillegg", "trukket", "w"],
        ),
        (name::ADOPTION, &["politisk", "forbehold", "x"]),
        (name::ARRIVAL, &["i-tide", "etter-fristen", "x"]),
        (name::GIVEN, &["felles", "eget", "x"]),
        (name::SUPPORTED, &["ja", "nei", "x"]),
        (name::CHANNEL, &["skjema", "e-post", "due"]),
        (name::PROPOSAL, &["1", "2", "3", "x"]),
        (name::PART, &["r1", "r2", "generelt", "r9"]),
        (
            name::STANCE,
            &[
                "ingen-merknad",
                "r1.syn:ja",
                "r1.syn:senere",
                "r2.syn:nei",
                "r2.syn:x",
                "x",
            ],
        ),
        (
            name::SUPPORTS,
            &["noe", "hele", "raad:r1", "raad:generelt", "raad:r9", "x"],
        ),
        (name::FROM, &["1970-01-04", "1970-01-08", "x"]),
        (name::TO, &["1970-01-06", "1970-01-02"]),
    ];
    let mut pairs = Vec::new();
    for (control, words) in words {
        if draw.one_in(6) {
            pairs.push((control, draw.of(words)));
            if draw.one_in(3) {
                pairs.push((control, draw.of(words)));
            }
        }
    }
    Filter::read(pairs.into_iter())
}

/// One entry at a time, as it stands in the roster.
struct Naive<'a> {
    roster: &'a Roster,
    filter: &'a Filter,
    hits: Option<&'a Hits>,
}

impl Naive<'_> {
    fn is_unknown(&self, control: &str) -> bool {
        self.filter.unknown.iter().any(|(of, _)| *of == control)
    }

    /// Of several values one will do; of those that mean nothing none does.
    fn any<T: PartialEq>(&self, control: &str, wanted: &[T], is: impl Fn(&T) -> bool) -> bool {
        match wanted.is_empty() {
            true => !self.is_unknown(control),
            false => wanted.iter().any(is),
        }
    }

    fn one<T>(&self, control: &str, wanted: Option<T>, is: impl Fn(T) -> bool) -> bool {
        !self.is_unknown(control) && wanted.is_none_or(is)
    }

    fn is_supported(&self, at: usize) -> bool {
        let number = self.roster.entry(at).number;
        let mut all = self.roster.entries().iter();
        all.any(|e| e.standing == Standing::Counts && e.endorses.contains(&number))
    }

    fn has_standing(&self, at: usize, standing: Standing) -> bool {
        let entry = self.roster.entry(at);
        entry.standing == standing || standing == Standing::Supplement && entry.has_supplement
    }

    fn has_stance(&self, at: usize, stance: &Stance, part: Option<usize>) -> bool {
        let roster = self.roster;
        match stance {
            Stance::NoComment => (0..roster.parts.len())
                .filter(|at| part.is_none_or(|part| part == *at))
                .any(|part| roster.to_part(at, part) == Said::NoComment),
            Stance::Choice { field, choice } => roster.column(field).is_some_and(|column| {
                let choices = &roster.columns[column].choices;
                matches!(roster.in_column(at, column), Said::Choice(n) if choices[usize::from(n)] == *choice)
            }),
        }
    }

    /// `part` is what *ingen merknad* and words are meant of.
    fn meets(&self, at: usize, control: &str, part: Option<usize>) -> bool {
        let (filter, roster, entry) = (self.filter, self.roster, self.roster.entry(at));
        match control {
            name::SENDER => self.any(control, &filter.senders, |s| *s == entry.sender),
            name::STANDING => self.any(control, &filter.standings, |s| self.has_standing(at, *s)),
            name::ADOPTION => self.any(control, &filter.adoptions, |a| *a == entry.adoption),
            name::STANCE => self.any(control, &filter.stances, |s| self.has_stance(at, s, part)),
            name::GROUP => self.one(control, filter.group, |no| entry.group == Some(no)),
            name::COUNTY => self.one(control, filter.county.as_deref(), |no| {
                entry
                    .county
                    .is_some_and(|at| COUNTIES[usize::from(at)].0 == no)
            }),
            name::ARRIVAL => self.one(control, filter.late, |late| late == entry.is_late),
            name::GIVEN => self.one(control, filter.joint, |joint| joint == entry.is_joint),
            name::SUPPORTED => {
                self.one(control, filter.supported, |is| is == self.is_supported(at))
            }
            name::CHANNEL => self.one(control, filter.channel, |c| c == entry.channel),
            name::PROPOSAL => self.one(control, filter.proposal, |no| no == entry.proposal),
            name::PART => self.one(control, filter.part.as_deref(), |key| {
                let part = roster.part(key);
                part.is_some_and(|part| roster.to_part(at, part) != Said::Nothing)
            }),
            name::SUPPORTS => self.one(control, filter.supports.as_ref(), |wanted| {
                let supports: Vec<bool> = roster.supports(at).collect();
                match wanted {
                    Supports::Any => supports.contains(&true),
                    Supports::Whole => supports[2],
                    Supports::Advice(key) => ["r1", "r2"]
                        .iter()
                        .position(|known| known == key)
                        .is_some_and(|part| supports[part]),
                }
            }),
            DAYS => filter
                .came
                .span()
                .is_ok_and(|span| span.holds(entry.received_at)),
            name::WORDS => self.hits.is_none_or(|hits| hits.in_part(part).contains(at)),
            _ => unreachable!("{control}"),
        }
    }

    /// Every control but these.
    fn meets_but(&self, at: usize, but: &[&str]) -> bool {
        let part = self
            .filter
            .part
            .as_deref()
            .and_then(|key| self.roster.part(key));
        let mut controls = ALL.iter().filter(|control| !but.contains(control));
        controls.all(|control| self.meets(at, control, part))
    }

    /// How many have this among those that meet every other control.
    fn count(&self, control: &str, has: impl Fn(usize) -> bool) -> usize {
        let all = 0..self.roster.len();
        all.filter(|at| has(*at) && self.meets_but(*at, &[control]))
            .count()
    }

    fn part_takes(&self, at: usize, part: usize) -> bool {
        let own = [name::PART, name::STANCE, name::WORDS];
        self.meets_but(at, &own)
            && self.roster.to_part(at, part) != Said::Nothing
            && self.meets(at, name::STANCE, Some(part))
            && self.meets(at, name::WORDS, Some(part))
    }
}

const ALL: [&str; 15] = [
    name::SENDER,
    name::GROUP,
    name::COUNTY,
    name::STANDING,
    name::ADOPTION,
    name::ARRIVAL,
    name::GIVEN,
    name::SUPPORTED,
    name::CHANNEL,
    name::PROPOSAL,
    name::PART,
    name::STANCE,
    name::SUPPORTS,
    DAYS,
    name::WORDS,
];

fn assert_same(roster: &Roster, filter: &Filter, hits: Option<&Hits>) -> usize {
    let naive = Naive {
        roster,
        filter,
        hits,
    };
    let Sifted { taken, tally } = sift(roster, filter, hits);
    let expected: Vec<usize> = (0..roster.len())
        .filter(|at| naive.meets_but(*at, &[]))
        .collect();
    let about = filter.query(&[]);
    assert_eq!(taken.ones().collect::<Vec<_>>(), expected, "{about}");
    let entry = |at: usize| roster.entry(at);
    let same = |found: usize, control: &str, has: &dyn Fn(usize) -> bool| {
        assert_eq!(found, naive.count(control, has), "{control}: {about}");
    };
    for sender in Sender::all() {
        same(tally.sender(sender), name::SENDER, &|at| {
            entry(at).sender == sender
        });
    }
    for group in 0..3 {
        let found = tally.groups.get(&group).copied().unwrap_or(0);
        same(found, name::GROUP, &|at| entry(at).group == Some(group));
    }
    for county in 0..COUNTIES.len() {
        let is = |at: usize| entry(at).county.map(usize::from) == Some(county);
        same(tally.county(county), name::COUNTY, &is);
    }
    for &standing in Standing::ALL {
        let has = |at| naive.has_standing(at, standing);
        same(tally.standing(standing), name::STANDING, &has);
    }
    for &adoption in Adoption::ALL {
        let is = |at: usize| entry(at).adoption == adoption;
        same(tally.adoption(adoption), name::ADOPTION, &is);
    }
    for &channel in Channel::ALL {
        same(tally.channel(channel), name::CHANNEL, &|at| {
            entry(at).channel == channel
        });
    }
    for no in 1..=3 {
        same(tally.proposal(no), name::PROPOSAL, &|at| {
            entry(at).proposal == no
        });
    }
    for (n, is) in [false, true].into_iter().enumerate() {
        same(tally.arrivals[n], name::ARRIVAL, &|at| {
            entry(at).is_late == is
        });
        same(tally.given[n], name::GIVEN, &|at| entry(at).is_joint == is);
        same(tally.supported[n], name::SUPPORTED, &|at| {
            naive.is_supported(at) == is
        });
    }
    let supports = |at: usize| roster.supports(at).collect::<Vec<_>>();
    same(tally.supports_any, name::SUPPORTS, &|at| {
        supports(at).contains(&true)
    });
    for part in 0..roster.parts.len() {
        same(tally.supports[part], name::SUPPORTS, &|at| {
            supports(at)[part]
        });
        let takes = (0..roster.len())
            .filter(|at| naive.part_takes(*at, part))
            .count();
        assert_eq!(tally.parts[part], takes, "part {part}: {about}");
    }
    if let Some(part) = filter.part.as_deref().and_then(|key| roster.part(key)) {
        let is_none = |at| roster.to_part(at, part) == Said::NoComment;
        same(tally.no_comment, name::STANCE, &is_none);
        for (at, column) in roster.columns.iter().enumerate() {
            for (n, counted) in tally.choices[at].iter().enumerate() {
                let choice = u8::try_from(n).map(Said::Choice).ok();
                let chose = |entry: usize| Some(roster.in_column(entry, at)) == choice;
                assert_eq!(column.part, part, "counted where it is not shown");
                same(*counted, name::STANCE, &chose);
            }
        }
    }
    expected.len()
}

#[test]
fn sets_take_and_count_what_going_through_the_entries_does() {
    let mut draw = Draw(17);
    let (mut some, mut none) = (0, 0);
    for round in 0..12 {
        let roster = drawn(&mut draw);
        assert!(roster.entries().is_sorted_by_key(|entry| entry.number));
        for _ in 0..60 {
            let filter = filter(&mut draw);
            let hits = draw.one_in(3).then(|| {
                let mut hits = Hits::none(&roster);
                (0..roster.len())
                    .filter(|_| draw.one_in(3))
                    .for_each(|at| hits.add(at));
                hits
            });
            match assert_same(&roster, &filter, hits.as_ref()) {
                0 => none += 1,
                _ => some += 1,
            }
        }
        assert_same(&empty(), &filter(&mut draw), None);
        assert!(round < 11 || some > 200 && none > 100, "{some} and {none}");
    }
}
