//! In words: which answers are taken out, and which of their fields.

use super::Visit;
use crate::bodies::county_name;
use crate::calendar::long_date;
use crate::consultations::{ADDED_LATER, GENERAL};
use crate::export::asked::Asked;
use crate::export::columns::{kind, standing};
use crate::export::wording::{choice_label, field_label, marked, part_name};
use crate::review::{self, Days, Filter, Found, Stance, Strange};
use crate::web::components::{ErrorLink, Fact};

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
    let given = filter.joint.map(|joint| match joint {
        true => lang.t("review-given-felles"),
        false => lang.t("review-given-eget"),
    });
    fact("review-by-given", given.into_iter().collect());
    let supported = filter.supported.map(|is| match is {
        true => lang.t("review-supported-ja"),
        false => lang.t("review-supported-nei"),
    });
    fact("review-by-supported", supported.into_iter().collect());
    let day = |typed: &str| {
        let shown = Days::day(typed).map_or_else(|| typed.to_owned(), |day| long_date(lang, day));
        (!typed.is_empty()).then_some(shown).into_iter().collect()
    };
    fact("review-from-day", day(&filter.came.from));
    fact("review-to-day", day(&filter.came.to));
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

/// What is looked for and is not there; each link takes it away.
pub(super) fn strange(visit: &Visit, found: &Found) -> Vec<ErrorLink> {
    let filter = &visit.asked.filter;
    let strange = review::strange(filter, &visit.consultation, &found.roster);
    let link = |one: Strange| {
        let asked = Asked {
            filter: filter.without(one.control, &one.word),
            ..visit.asked.clone()
        };
        ErrorLink::elsewhere(visit.path(&asked.query()), one.text(visit.lang))
    };
    strange.into_iter().map(link).collect()
}

/// The fields that were chosen, if not all go out.
pub(super) fn fields(visit: &Visit) -> Option<Fact> {
    let (lang, fields) = (visit.lang, &visit.asked.fields);
    let whole = fields.parts.iter().map(|key| part(visit, key));
    let single = fields.single.iter().map(|key| {
        let found = visit.consultation.find_field_ever(key);
        found.map_or_else(
            || key.clone(),
            |(of, field)| {
                let consultation = &visit.consultation;
                let part = part_name(lang, consultation, of);
                format!("{part}: {}", field_label(lang, consultation, field))
            },
        )
    });
    let named: Vec<String> = whole.chain(single).collect();
    (!fields.is_all()).then(|| Fact::new(lang.t("export-fields"), named.join("; ")))
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
            let number = lang.with1("svar-advice", "number", &advice.number);
            let named = format!("{number}: {}", advice.title.get(lang));
            marked(lang, &visit.consultation, advice.id, named)
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
