//! How one answer is shown in a list: who sent it, how it stands, when it came.

use super::Visit;
use crate::bodies::kind_name;
use crate::calendar;
use crate::consultations::ADDED_LATER;
use crate::i18n::Lang;
use crate::review::entry::{Adoption, Entry, Sender, Standing};
use crate::review::find::SenderOf;
use crate::review::roster::Answered;
use chrono::TimeDelta;

/// A line of the list, or the head of an answer.
pub(super) struct Row {
    pub href: String,
    /// «24/13304-H17».
    pub number: String,
    pub name: String,
    /// «Kommune», «Privatperson» …
    pub kind: String,
    pub is_claim: bool,
    /// The heading of the group that the body is listed in.
    pub group: Option<String>,
    pub received: String,
    /// «2 dager og 3 timer etter fristen».
    pub late: Option<String>,
    /// Colour and words; nothing where it simply counts.
    pub standing: Option<(&'static str, String)>,
    /// Who in the body has decided on it, as far as that is told.
    pub adoption: Option<String>,
    /// «Felles svar, 2 medunderskrivere».
    pub joint: Option<String>,
    pub channel: String,
    pub proposal: i32,
    pub answered: String,
    pub is_withheld: bool,
    /// It supports another answer.
    pub supports: Option<String>,
}

impl Row {
    /// `query` goes on with the filter.
    pub fn of(
        visit: &Visit,
        entry: &Entry,
        sender: Option<&SenderOf>,
        answered: Answered,
        query: &str,
    ) -> Self {
        let lang = visit.lang;
        let late = sender.and_then(|sender| sender.late_seconds);
        Self {
            href: visit.path(&format!("/{}{query}", entry.number)),
            number: number(visit, entry),
            name: sender
                .map(|s| s.sender.name().to_owned())
                .unwrap_or_default(),
            kind: sender_name(lang, entry.sender),
            is_claim: entry.sender == Sender::Claimed,
            group: entry.group.and_then(|no| group_name(visit, no)),
            received: calendar::date_time(lang, entry.received_at),
            late: late.map(|seconds| how_late(lang, seconds)),
            standing: unusual(entry)
                .map(|standing| (color(standing), standing_name(lang, standing))),
            adoption: (entry.adoption != Adoption::Untold)
                .then(|| adoption_name(lang, entry.adoption)),
            joint: sender
                .and_then(|sender| sender.cosigners)
                .map(|n| lang.with1("cosign-tag", "n", n)),
            channel: lang.t(&format!("review-channel-{}", entry.channel.word())),
            proposal: entry.proposal,
            answered: lang.with2("review-answered", ("n", &answered.n), ("of", &answered.of)),
            is_withheld: entry.is_withheld,
            supports: answered.supports.then(|| lang.t("review-supports-any")),
        }
    }
}

/// What is to be known of how it stands; nothing where it simply counts.
fn unusual(entry: &Entry) -> Option<Standing> {
    match entry.standing {
        Standing::Counts => entry.has_supplement.then_some(Standing::Supplement),
        other => Some(other),
    }
}

pub(super) fn number(visit: &Visit, entry: &Entry) -> String {
    format!("{}-H{}", visit.consultation.number_prefix, entry.number)
}

pub(super) fn sender_name(lang: Lang, sender: Sender) -> String {
    match sender {
        Sender::Invited(kind) => kind_name(lang, kind),
        other => lang.t(&format!("review-sender-{}", other.word())),
    }
}

pub(super) fn standing_name(lang: Lang, standing: Standing) -> String {
    lang.t(&format!("review-standing-{}", standing.word()))
}

pub(super) fn adoption_name(lang: Lang, adoption: Adoption) -> String {
    lang.t(&format!("review-adoption-{}", adoption.word()))
}

pub(super) const fn color(standing: Standing) -> &'static str {
    match standing {
        Standing::Counts => "success",
        Standing::Late | Standing::Supplement => "warning",
        Standing::Withdrawn | Standing::Duplicate => "neutral",
    }
}

pub(super) fn how_late(lang: Lang, seconds: i64) -> String {
    let late = calendar::how_late(lang, TimeDelta::seconds(seconds));
    lang.with("review-late-by", &[("late", &late)])
}

/// The heading of a group of the list, or its number where it has none.
pub(super) fn group_name(visit: &Visit, no: i32) -> Option<String> {
    if no == ADDED_LATER {
        return Some(visit.lang.t("invitations-added-later"));
    }
    let group = visit.consultation.groups.get(usize::try_from(no).ok()?)?;
    Some(match &group.name {
        Some(name) => name.get(visit.lang).to_owned(),
        None => visit.lang.with("invitations-group", &[("no", &(no + 1))]),
    })
}
