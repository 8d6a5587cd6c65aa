//! Whose answers are counted together: the groups of the list of invited bodies, and beside them those who answer
//! without having been invited. Each knows the filters that take exactly its own.

use crate::bodies::Kind;
use crate::consultations::{ADDED_LATER, Consultation};
use crate::i18n::Lang;
use crate::invitations::{self, Asked};
use crate::review::{self, Places, Sender, Standing, Values};
use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Among {
    /// A group of the list, or those added beside it; of a group without a heading, the bodies of one kind.
    Listed {
        group: i32,
        kind: Option<Kind>,
    },
    /// Says that it is from a registered body.
    Claimed,
    /// Another organisation.
    Unlisted,
    Person,
    /// Minutes of meetings.
    Meeting,
}

impl Among {
    /// Those whose answers count, each with their answers.
    pub fn counting(consultation: &Consultation, values: &Values) -> BTreeMap<Self, Places> {
        let mut among: BTreeMap<Self, Places> = BTreeMap::new();
        let mut add = |one: Self, places: &Places| {
            if !places.is_clear() {
                among.entry(one).or_default().union_with(places);
            }
        };
        let none = Places::default();
        let counting = values.standings.get(&Standing::Counts).unwrap_or(&none);
        for (sender, sent) in &values.senders {
            let mut left = sent.clone();
            left.intersect_with(counting);
            match sender {
                Sender::Invited(kind) => {
                    for (group, of_group) in &values.groups {
                        let mut here = of_group.clone();
                        here.intersect_with(&left);
                        add(Self::listed(consultation, *group, *kind), &here);
                        left.difference_with(of_group);
                    }
                    add(Self::listed(consultation, ADDED_LATER, *kind), &left);
                }
                Sender::Claimed => add(Self::Claimed, &left),
                Sender::Unlisted => add(Self::Unlisted, &left),
                Sender::Person => add(Self::Person, &left),
                Sender::Meeting => add(Self::Meeting, &left),
            }
        }
        among
    }

    pub fn of_body(consultation: &Consultation, asked: &Asked) -> Self {
        Self::listed(consultation, asked.group_no(), asked.kind)
    }

    fn listed(consultation: &Consultation, group: i32, kind: Kind) -> Self {
        let found = usize::try_from(group).ok();
        let found = found.and_then(|at| consultation.groups.get(at));
        let is_nameless = found.is_some_and(|group| group.name.is_none());
        Self::Listed {
            group,
            kind: is_nameless.then_some(kind),
        }
    }

    /// The answers of these that count.
    pub fn answers(self) -> review::Filter {
        let mut filter = review::Filter {
            standings: vec![Standing::Counts],
            ..review::Filter::default()
        };
        match self {
            Self::Listed { group, kind } => {
                filter.group = Some(group);
                filter.senders.extend(kind.map(Sender::Invited));
            }
            Self::Claimed => filter.senders.push(Sender::Claimed),
            Self::Unlisted => filter.senders.push(Sender::Unlisted),
            Self::Person => filter.senders.push(Sender::Person),
            Self::Meeting => filter.senders.push(Sender::Meeting),
        }
        filter
    }

    /// The invited bodies of these.
    pub fn bodies(self) -> invitations::Filter {
        match self {
            Self::Listed { group, kind } => invitations::Filter {
                group: Some(group),
                kind,
                ..invitations::Filter::default()
            },
            _ => invitations::Filter::default(),
        }
    }

    pub fn name(self, consultation: &Consultation, lang: Lang) -> String {
        match self {
            Self::Listed {
                kind: Some(kind), ..
            } => lang.t(&format!(
                "overview-kind-{}",
                kind.as_str().replace('_', "-")
            )),
            Self::Listed { group, .. } => {
                let found = usize::try_from(group).ok();
                let found = found.and_then(|at| consultation.groups.get(at));
                let heading = found.and_then(|group| group.name.as_ref());
                heading.map_or_else(
                    || lang.t("invitations-added-later"),
                    |name| name.get(lang).to_owned(),
                )
            }
            Self::Claimed => lang.t("overview-among-claimed"),
            Self::Unlisted => lang.t("overview-among-unlisted"),
            Self::Person => lang.t("overview-among-person"),
            Self::Meeting => lang.t("overview-among-meeting"),
        }
    }
}
