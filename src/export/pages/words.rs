//! A filter in words: which answers are taken out.

use super::Visit;
use crate::bodies::county_name;
use crate::consultations::ADDED_LATER;
use crate::export::columns::{choice_label, kind, standing};
use crate::review::{Filter, GENERAL, Stance};
use crate::web::components::Fact;

/// What each control is set to.
pub(super) fn of(visit: &Visit) -> Vec<Fact> {
    let (lang, filter) = (visit.lang, &visit.asked.filter);
    let mut facts = Vec::new();
    let mut fact = |key: &str, values: Vec<String>| {
        if !values.is_empty() {
            facts.push(Fact::new(lang.t(key), values.join(", ")));
        }
    };
    let senders = filter.senders.iter().map(|sender| kind(lang, *sender));
    fact("review-by-sender", senders.collect());
    let group = filter.group.and_then(|no| group(visit, no));
    fact("review-by-group", group.into_iter().collect());
    let county = filter.county.as_deref().and_then(county_name);
    fact(
        "review-by-county",
        county.map(ToOwned::to_owned).into_iter().collect(),
    );
    let standings = filter
        .standings
        .iter()
        .map(|one| standing(lang, Some(*one)));
    fact("review-by-standing", standings.collect());
    let late = filter.late.map(|late| match late {
        true => lang.t("review-arrival-etter-fristen"),
        false => lang.t("review-arrival-i-tide"),
    });
    fact("review-by-arrival", late.into_iter().collect());
    let channel = filter
        .channel
        .map(|c| lang.t(&format!("review-channel-{}", c.word())));
    fact("review-by-channel", channel.into_iter().collect());
    let proposal = filter
        .proposal
        .map(|no| lang.with("review-proposal", &[("no", &no)]));
    fact("review-by-proposal", proposal.into_iter().collect());
    let part = filter.part.as_deref().map(|key| part(visit, key));
    fact("review-by-part", part.into_iter().collect());
    fact("review-by-stance", stances(visit, filter));
    let words = (!filter.words.is_empty()).then(|| format!("«{}»", filter.words));
    fact("review-words", words.into_iter().collect());
    facts
}

fn group(visit: &Visit, no: i32) -> Option<String> {
    if no == ADDED_LATER {
        return Some(visit.lang.t("invitations-added-later"));
    }
    let group = visit.consultation.groups.get(usize::try_from(no).ok()?)?;
    let numbered = || visit.lang.with("invitations-group", &[("no", &(no + 1))]);
    Some(
        group
            .name
            .as_ref()
            .map_or_else(numbered, |name| name.get(visit.lang).to_owned()),
    )
}

/// «Råd 6: Følge opp …», or the general fields.
pub(super) fn part(visit: &Visit, key: &str) -> String {
    let lang = visit.lang;
    match visit.consultation.find_advice_ever(key) {
        Some(advice) => {
            let number = lang.with("svar-advice", &[("number", &advice.number)]);
            format!("{number}: {}", advice.title.get(lang))
        }
        None if key == GENERAL => lang.t("svar-general"),
        None => key.to_owned(),
    }
}

fn stances(visit: &Visit, filter: &Filter) -> Vec<String> {
    let lang = visit.lang;
    let word = |stance: &Stance| match stance {
        Stance::NoComment => lang.t("svar-no-comment"),
        Stance::Choice { field, choice } => {
            let field = visit.consultation.find_field_ever(field);
            field.map_or_else(
                || choice.clone(),
                |(_, field)| choice_label(lang, field, choice),
            )
        }
    };
    filter.stances.iter().map(word).collect()
}
