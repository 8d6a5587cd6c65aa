//! The controls of the filter: each value with how many answers choosing it would show. Values that nothing
//! has are left out, and so are controls with nothing to choose between.

use super::Visit;
use super::row::{adoption_name, group_name, sender_name, standing_name};
use crate::bodies::county_name;
use crate::consultations::{GENERAL, parse_group};
use crate::error::FieldError;
use crate::review::counts::{Count, Counts};
use crate::review::days::Days;
use crate::review::entry::{Adoption, Sender, Standing};
use crate::review::filter::{Filter, Stance, Supports, name};
use crate::review::roster::Roster;
use crate::review::sift::Sifted;
use crate::review::strange::strange;
use crate::tabs::Tab;
use crate::web::components::{ErrorLink, TextInput};
use crate::web::faces::field_text;

pub(super) struct Controls {
    /// Whatever there is, it takes none: something that is looked for means nothing.
    pub takes_nothing: bool,
    /// What they are, with how many are set: they may be folded.
    pub heading: String,
    pub action: String,
    pub words: String,
    pub words_label: String,
    pub sets: Vec<Set>,
    pub selects: Vec<Select>,
    /// From which day and to which the answers came.
    pub days: [TextInput; 2],
    /// Where nothing is looked for.
    pub clear: Option<String>,
    /// Where these answers are taken out as a file.
    pub export: String,
}

/// Boxes to tick.
pub(super) struct Set {
    pub name: &'static str,
    pub legend: String,
    pub boxes: Vec<Value>,
}

/// A drop-down list; its first alternative is everything.
pub(super) struct Select {
    pub name: &'static str,
    pub label: String,
    pub options: Vec<Value>,
}

pub(super) struct Value {
    pub value: String,
    pub text: String,
    pub n: usize,
    pub chosen: bool,
}

/// `of_part`: the page is about one part, which its address names.
pub(super) fn controls(
    visit: &Visit,
    roster: &Roster,
    filter: &Filter,
    sifted: &Sifted,
    action: String,
    of_part: bool,
) -> Controls {
    let counts = Counts {
        consultation: &visit.consultation,
        roster,
        filter,
        tally: &sifted.tally,
    };
    let value = |control| values(visit, &counts, control);
    let set = |(name, legend)| Set {
        name,
        legend: visit.lang.t(legend),
        boxes: value(name),
    };
    let select = |(name, label)| Select {
        name,
        label: visit.lang.t(label),
        options: value(name),
    };
    let sets = SETS.into_iter().map(set);
    let is_asked = |name: &str| !of_part || name != name::PART;
    let selects = SELECTS.into_iter().filter(|(name, _)| is_asked(name));
    let mut selects: Vec<Select> = selects.map(select).collect();
    let is_chosen = |values: &[Value]| values.iter().any(|value| value.chosen);
    selects.retain(|s| s.options.len() > 1 || is_chosen(&s.options));
    let own = match of_part {
        true => Filter {
            part: None,
            ..filter.clone()
        },
        false => filter.clone(),
    };
    Controls {
        heading: match own.pairs().len() {
            0 => visit.lang.t("review-filter"),
            n => visit.lang.with1("review-filter-set", "n", n),
        },
        sets: sets
            .filter(|set| set.boxes.len() > 1 || is_chosen(&set.boxes))
            .collect(),
        words: filter.words.clone(),
        words_label: visit.lang.t(if of_part {
            "review-words-of-part"
        } else {
            "review-words"
        }),
        selects,
        days: days(visit, filter),
        takes_nothing: takes_nothing(visit, roster, filter),
        clear: own.is_set().then(|| action.clone()),
        export: visit.lang.path(&format!(
            "{}{}",
            Tab::Export.path(&visit.consultation.slug),
            filter.query(&[])
        )),
        action,
    }
}

/// What is wrong with what is looked for, for the top of the page. `address` leads here with another filter: a value
/// that is not there has no control of its own, so that its link takes it away.
pub(super) fn errors(
    visit: &Visit,
    roster: &Roster,
    filter: &Filter,
    address: impl Fn(&Filter) -> String,
) -> Vec<ErrorLink> {
    let lang = visit.lang;
    let link = |fault: &FieldError| ErrorLink::field(&fault.at, field_text(lang, fault));
    let strange = strange(filter, &visit.consultation, roster).into_iter();
    let strange = strange.map(|one| match one.control {
        name::WORDS => ErrorLink::field(one.control, one.text(lang)),
        control => {
            let without = address(&filter.without(control, &one.word));
            ErrorLink::elsewhere(without, one.text(lang))
        }
    });
    faults(filter).iter().map(link).chain(strange).collect()
}

fn takes_nothing(visit: &Visit, roster: &Roster, filter: &Filter) -> bool {
    let mut strange = strange(filter, &visit.consultation, roster).into_iter();
    !faults(filter).is_empty() || strange.any(|one| !one.is_beside)
}

fn faults(filter: &Filter) -> Vec<FieldError> {
    filter.came.span().err().unwrap_or_default()
}

fn days(visit: &Visit, filter: &Filter) -> [TextInput; 2] {
    let (lang, faults) = (visit.lang, faults(filter));
    let input = |name: &str, label: &str, typed: &str| {
        let fault = faults.iter().find(|fault| fault.at == name);
        let day = Days::day(typed);
        TextInput {
            // A browser shows nothing in a control for days of what is none.
            kind: match typed.is_empty() || day.is_some() {
                true => "date",
                false => "text",
            },
            ..TextInput::new(
                name,
                lang.t(label),
                day.map_or_else(|| typed.to_owned(), |day| day.to_string()),
            )
            .error(fault.map(|fault| field_text(lang, fault)))
        }
    };
    [
        input(name::FROM, "review-from", &filter.came.from),
        input(name::TO, "review-to", &filter.came.to),
    ]
}

/// What can be ticked, and what is said above it.
const SETS: [(&str, &str); 4] = [
    (name::SENDER, "review-by-sender"),
    (name::STANCE, "review-by-stance"),
    (name::STANDING, "review-by-standing"),
    (name::ADOPTION, "review-by-adoption"),
];

/// Where one is chosen, and what is said above it.
const SELECTS: [(&str, &str); 9] = [
    (name::PART, "review-by-part"),
    (name::SUPPORTS, "review-by-supports"),
    (name::SUPPORTED, "review-by-supported"),
    (name::GROUP, "review-by-group"),
    (name::COUNTY, "review-by-county"),
    (name::ARRIVAL, "review-by-arrival"),
    (name::GIVEN, "review-by-given"),
    (name::CHANNEL, "review-by-channel"),
    (name::PROPOSAL, "review-by-proposal"),
];

/// The values of a control with how many have them, in words.
pub(super) fn values(visit: &Visit, counts: &Counts<'_>, control: &'static str) -> Vec<Value> {
    let value = |count: Count| Value {
        text: text(visit, control, &count.word),
        value: count.word,
        n: count.n,
        chosen: count.chosen,
    };
    counts.of(control).into_iter().map(value).collect()
}

/// A value as people call it.
fn text(visit: &Visit, control: &str, word: &str) -> String {
    let lang = visit.lang;
    let text = match control {
        name::SENDER => Sender::parse(word).map(|sender| sender_name(lang, sender)),
        name::STANDING => Standing::parse(word).map(|standing| standing_name(lang, standing)),
        name::ADOPTION => Adoption::parse(word).map(|adoption| adoption_name(lang, adoption)),
        name::STANCE => Stance::parse(word).map(|stance| stance_name(visit, &stance)),
        name::GROUP => parse_group(word).and_then(|no| group_name(visit, no)),
        name::COUNTY => county_name(word).map(ToOwned::to_owned),
        name::ARRIVAL => Some(lang.t(&format!("review-arrival-{word}"))),
        name::GIVEN => Some(lang.t(&format!("review-given-{word}"))),
        name::SUPPORTED => Some(lang.t(&format!("review-supported-{word}"))),
        name::CHANNEL => Some(lang.t(&format!("review-channel-{word}"))),
        name::PROPOSAL => Some(lang.with("review-proposal", &[("no", &word)])),
        name::PART => Some(part_name(visit, word)),
        name::SUPPORTS => Supports::parse(word).map(|supports| match supports {
            Supports::Any => lang.t("review-supports-any"),
            Supports::Whole => lang.t("review-supports-whole"),
            Supports::Advice(key) => part_name(visit, &key),
        }),
        _ => None,
    };
    text.unwrap_or_else(|| word.to_owned())
}

fn stance_name(visit: &Visit, stance: &Stance) -> String {
    match stance {
        Stance::NoComment => visit.lang.t("svar-no-comment"),
        Stance::Choice { field, choice } => choice_name(visit, field, choice),
    }
}

fn choice_name(visit: &Visit, field: &str, choice: &str) -> String {
    let found = visit.consultation.find_field_ever(field);
    let found = found.and_then(|(_, f)| f.choices.iter().find(|c| c.key == choice));
    found.map_or_else(|| choice.to_owned(), |c| c.label.get(visit.lang).to_owned())
}

/// «Råd 6: Følge opp …», or the general fields.
pub(super) fn part_name(visit: &Visit, key: &str) -> String {
    let lang = visit.lang;
    let named = |text: &str, advice: &crate::consultations::Advice| {
        let number = lang.with(text, &[("number", &advice.number)]);
        format!("{number}: {}", advice.title.get(lang))
    };
    if key == GENERAL {
        return lang.t("svar-general");
    }
    match visit.consultation.find_advice(key) {
        Some(advice) => named("svar-advice", advice),
        None => visit
            .consultation
            .find_advice_ever(key)
            .map_or_else(|| key.to_owned(), |gone| named("svar-advice-retired", gone)),
    }
}
