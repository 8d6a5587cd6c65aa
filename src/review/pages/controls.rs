//! The controls of the filter: each value with how many answers choosing it would show. Values that nothing
//! has are left out, and so are controls with nothing to choose between.

use super::Visit;
use super::row::{group_name, sender_name, standing_name};
use crate::bodies::COUNTIES;
use crate::consultations::group_word;
use crate::review::entry::{Channel, Sender, Standing};
use crate::review::filter::{Filter, IN_TIME, LATE, Stance, name};
use crate::review::roster::{GENERAL, Roster};
use crate::review::sift::{Sifted, Tally};
use crate::tabs::Tab;

pub(super) struct Controls {
    pub action: String,
    pub words: String,
    pub words_label: String,
    pub sets: Vec<Set>,
    pub selects: Vec<Select>,
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
    let tally = &sifted.tally;
    let stances = filter
        .part
        .is_some()
        .then(|| stances(visit, roster, filter, tally));
    let sets = [
        Some(senders(visit, filter, tally)),
        stances,
        Some(standings(visit, filter, tally)),
    ];
    let mut selects = vec![
        groups(visit, filter, tally),
        counties(visit, filter, tally),
        arrivals(visit, filter, tally),
        channels(visit, filter, tally),
        proposals(visit, filter, tally),
    ];
    if !of_part {
        selects.insert(0, parts(visit, roster, filter, tally));
    }
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
        sets: sets
            .into_iter()
            .flatten()
            .filter(|set| set.boxes.len() > 1 || is_chosen(&set.boxes))
            .collect(),
        words: filter.words.clone(),
        words_label: visit.lang.t(if of_part {
            "review-words-of-part"
        } else {
            "review-words"
        }),
        selects,
        clear: own.is_set().then(|| action.clone()),
        export: visit.lang.path(&format!(
            "{}{}",
            Tab::Export.path(&visit.consultation.slug),
            filter.query(&[])
        )),
        action,
    }
}

/// What something has, or what is chosen.
fn shown(values: impl Iterator<Item = Value>) -> Vec<Value> {
    values.filter(|value| value.n > 0 || value.chosen).collect()
}

fn senders(visit: &Visit, filter: &Filter, tally: &Tally) -> Set {
    let value = |sender: Sender| Value {
        value: sender.word().to_owned(),
        text: sender_name(visit.lang, sender),
        n: tally.sender(sender),
        chosen: filter.senders.contains(&sender),
    };
    Set {
        name: name::SENDER,
        legend: visit.lang.t("review-by-sender"),
        boxes: shown(Sender::all().map(value)),
    }
}

fn standings(visit: &Visit, filter: &Filter, tally: &Tally) -> Set {
    let value = |standing: &Standing| Value {
        value: standing.word().to_owned(),
        text: standing_name(visit.lang, *standing),
        n: tally.standing(*standing),
        chosen: filter.standings.contains(standing),
    };
    Set {
        name: name::STANDING,
        legend: visit.lang.t("review-by-standing"),
        boxes: shown(Standing::ALL.iter().map(value)),
    }
}

/// What can be chosen in the fields of the wanted part, and *ingen merknad*.
pub(super) fn stances(visit: &Visit, roster: &Roster, filter: &Filter, tally: &Tally) -> Set {
    let part = filter.part.as_deref().and_then(|key| roster.part(key));
    let mut values = Vec::new();
    let columns = roster.columns.iter().enumerate();
    for (at, column) in columns.filter(|(_, c)| Some(c.part) == part && c.has_choices()) {
        for (choice, key) in column.choices.iter().enumerate() {
            let stance = Stance::Choice {
                field: column.key.clone(),
                choice: key.clone(),
            };
            values.push(Value {
                value: stance.word(),
                text: choice_name(visit, &column.key, key),
                n: tally.choices[at][choice],
                chosen: filter.stances.contains(&stance),
            });
        }
    }
    values.push(Value {
        value: Stance::NoComment.word(),
        text: visit.lang.t("svar-no-comment"),
        n: tally.no_comment,
        chosen: filter.stances.contains(&Stance::NoComment),
    });
    Set {
        name: name::STANCE,
        legend: visit.lang.t("review-by-stance"),
        boxes: shown(values.into_iter()),
    }
}

fn choice_name(visit: &Visit, field: &str, choice: &str) -> String {
    let found = visit.consultation.find_field_ever(field);
    let found = found.and_then(|(_, f)| f.choices.iter().find(|c| c.key == choice));
    found.map_or_else(|| choice.to_owned(), |c| c.label.get(visit.lang).to_owned())
}

fn parts(visit: &Visit, roster: &Roster, filter: &Filter, tally: &Tally) -> Select {
    let value = |(at, part): (usize, &crate::review::roster::Part)| Value {
        value: part.key.clone(),
        text: part_name(visit, &part.key),
        n: tally.parts[at],
        chosen: filter.part.as_deref() == Some(part.key.as_str()),
    };
    Select {
        name: name::PART,
        label: visit.lang.t("review-by-part"),
        options: shown(roster.parts.iter().enumerate().map(value)),
    }
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

fn groups(visit: &Visit, filter: &Filter, tally: &Tally) -> Select {
    let chosen = filter.group.filter(|no| !tally.groups.contains_key(no));
    let found = tally.groups.iter().map(|(no, n)| (*no, *n));
    let value = |(no, n): (i32, usize)| Value {
        value: group_word(no),
        text: group_name(visit, no).unwrap_or_else(|| no.to_string()),
        n,
        chosen: filter.group == Some(no),
    };
    Select {
        name: name::GROUP,
        label: visit.lang.t("review-by-group"),
        options: found.chain(chosen.map(|no| (no, 0))).map(value).collect(),
    }
}

fn counties(visit: &Visit, filter: &Filter, tally: &Tally) -> Select {
    let value = |(at, (no, name)): (usize, &(&str, &str))| Value {
        value: (*no).to_owned(),
        text: (*name).to_owned(),
        n: tally.county(at),
        chosen: filter.county.as_deref() == Some(*no),
    };
    Select {
        name: name::COUNTY,
        label: visit.lang.t("review-by-county"),
        options: shown(COUNTIES.iter().enumerate().map(value)),
    }
}

fn arrivals(visit: &Visit, filter: &Filter, tally: &Tally) -> Select {
    let value = |late: bool| {
        let word = if late { LATE } else { IN_TIME };
        Value {
            value: word.to_owned(),
            text: visit.lang.t(&format!("review-arrival-{word}")),
            n: tally.arrivals[usize::from(late)],
            chosen: filter.late == Some(late),
        }
    };
    Select {
        name: name::ARRIVAL,
        label: visit.lang.t("review-by-arrival"),
        options: shown([false, true].into_iter().map(value)),
    }
}

fn channels(visit: &Visit, filter: &Filter, tally: &Tally) -> Select {
    let value = |channel: &Channel| Value {
        value: channel.word().to_owned(),
        text: visit.lang.t(&format!("review-channel-{}", channel.word())),
        n: tally.channel(*channel),
        chosen: filter.channel == Some(*channel),
    };
    Select {
        name: name::CHANNEL,
        label: visit.lang.t("review-by-channel"),
        options: shown(Channel::ALL.iter().map(value)),
    }
}

fn proposals(visit: &Visit, filter: &Filter, tally: &Tally) -> Select {
    let value = |version: &crate::consultations::Version| Value {
        value: version.no.to_string(),
        text: visit.lang.with("review-proposal", &[("no", &version.no)]),
        n: tally.proposals.get(&version.no).copied().unwrap_or(0),
        chosen: filter.proposal == Some(version.no),
    };
    Select {
        name: name::PROPOSAL,
        label: visit.lang.t("review-by-proposal"),
        options: shown(visit.consultation.versions.iter().map(value)),
    }
}
