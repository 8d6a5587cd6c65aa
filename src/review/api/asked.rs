//! What programs ask for: each control of the pages under its English name, which page of the list, and the
//! addresses under which others find what a filter takes.

use crate::bodies::COUNTIES;
use crate::consultations::{ADDED_LATER, group_word, parse_group};
use crate::error::{Error, FieldError, Problem};
use crate::review::days::Days;
use crate::review::entry::{Adoption, Channel, Sender, Standing};
use crate::review::filter::{
    Filter, IN_TIME, JOINT, LATE, OWN, SUPPORTED, Stance, Supports, UNSUPPORTED, name,
};
use crate::review::find::Turn;
use crate::review::words::{MOST_WORDS, has_too_many};
use crate::web::controls::{self, Control, alike};
use crate::web::openapi::Parameter;
use crate::web::paging;
use crate::web::query::Query;
use serde_json::{Value, json};

/// What can be looked for, in the order of the pages.
pub const CONTROLS: &[Control] = &[
    Control {
        name: "sender",
        page: name::SENDER,
        about: "Who sent it: an invited body of some kind, somebody who claims to be from a registered body, another \
                organisation, a person, or a meeting (`meeting`: its minutes).",
        schema: || words(Sender::all().map(Sender::word)),
        is_list: true,
        to_page: alike,
        of_page: alike,
    },
    Control {
        name: "stance",
        page: name::STANCE,
        about: "What was chosen: a field and one of its choices with a colon between them, or `no_comment` on the råd \
                in `advice`, or on any.",
        schema: || json!({ "type": "string", "pattern": "^(no_comment|[a-z0-9][a-z0-9._-]{0,99}:[a-z0-9][a-z0-9._-]{0,99})$" }),
        is_list: true,
        to_page: |word| match word {
            NO_COMMENT => Some(Stance::NO_COMMENT.to_owned()),
            word => Some(word.to_owned()),
        },
        of_page: |word| match word {
            Stance::NO_COMMENT => Some(NO_COMMENT.to_owned()),
            word => Some(word.to_owned()),
        },
    },
    Control {
        name: "standing",
        page: name::STANDING,
        about: "How it stands.",
        schema: || words(Standing::ALL.iter().map(|standing| standing.stored())),
        is_list: true,
        to_page: |word| Standing::of_stored(word).map(|standing| standing.word().to_owned()),
        of_page: |word| Standing::parse(word).map(|standing| standing.stored().to_owned()),
    },
    Control {
        name: "adoption",
        page: name::ADOPTION,
        about: "Who in the body that answers has decided on it, as its sender says; `confirmed`: sent with reservation, \
                and adopted since.",
        schema: || words(Adoption::ALL.iter().map(|adoption| adoption.stored())),
        is_list: true,
        to_page: |word| Adoption::of_stored(word).map(|adoption| adoption.word().to_owned()),
        of_page: |word| Adoption::parse(word).map(|adoption| adoption.stored().to_owned()),
    },
    Control {
        name: ADVICE,
        page: name::PART,
        about: "The key of a råd that something was said to, or `generelt` for the general fields.",
        schema: || json!({ "type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[a-z0-9][a-z0-9._-]*$" }),
        is_list: false,
        to_page: alike,
        of_page: alike,
    },
    Control {
        name: "supports",
        page: name::SUPPORTS,
        about: "What it supports of another answer: `any`, `whole`, or `advice:` and the key of a råd, for that alone.",
        schema: || json!({ "type": "string", "pattern": "^(any|whole|advice:[a-z0-9][a-z0-9._-]{0,99})$" }),
        is_list: false,
        to_page: |word| match (word, word.split_once(':')) {
            ("any", _) => Some(Supports::Any.word()),
            ("whole", _) => Some(Supports::Whole.word()),
            (_, Some(("advice", key))) if !key.is_empty() => {
                Some(Supports::Advice(key.to_owned()).word())
            }
            _ => None,
        },
        of_page: |word| {
            Some(match Supports::parse(word)? {
                Supports::Any => "any".to_owned(),
                Supports::Whole => "whole".to_owned(),
                Supports::Advice(key) => format!("advice:{key}"),
            })
        },
    },
    Control {
        name: "supported",
        page: name::SUPPORTED,
        about: "Whether an answer that counts supports it, in whole or in a råd: `yes` or `no`.",
        schema: || words(SUPPORT.iter().map(|(word, _)| *word)),
        is_list: false,
        to_page: |word| other(SUPPORT, word),
        of_page: |word| {
            let found = SUPPORT.iter().find(|(_, page)| *page == word);
            found.map(|(word, _)| (*word).to_owned())
        },
    },
    Control {
        name: "group",
        page: name::GROUP,
        about: "The number of the group in the list that the invited body stands in, from 0; `later` is those who were invited after the publishing.",
        schema: || json!({ "type": "string", "pattern": "^(0|[1-9][0-9]{0,3}|later)$" }),
        is_list: false,
        to_page: |word| match word {
            LATER => Some(group_word(ADDED_LATER)),
            no => no.parse::<u16>().ok().map(|no| no.to_string()),
        },
        of_page: |word| match parse_group(word)? {
            ADDED_LATER => Some(LATER.to_owned()),
            no => Some(no.to_string()),
        },
    },
    Control {
        name: "county",
        page: name::COUNTY,
        about: "The number of the invited body's county.",
        schema: || words(COUNTIES.iter().map(|(no, _)| *no)),
        is_list: false,
        to_page: alike,
        of_page: alike,
    },
    Control {
        name: "arrival",
        page: name::ARRIVAL,
        about: "Whether the last byte came in time, however it stands now.",
        schema: || words(ARRIVALS.iter().map(|(word, _)| *word)),
        is_list: false,
        to_page: |word| other(ARRIVALS, word),
        of_page: |word| {
            let found = ARRIVALS.iter().find(|(_, page)| *page == word);
            found.map(|(word, _)| (*word).to_owned())
        },
    },
    Control {
        name: "capacity",
        page: name::GIVEN,
        about: "Whether it is given together with others, as it was sent or because others stand behind it since, or is its \
                sender's own.",
        schema: || words(CAPACITIES.iter().map(|(word, _)| *word)),
        is_list: false,
        to_page: |word| other(CAPACITIES, word),
        of_page: |word| {
            let found = CAPACITIES.iter().find(|(_, page)| *page == word);
            found.map(|(word, _)| (*word).to_owned())
        },
    },
    Control {
        name: "received_from",
        page: name::FROM,
        about: "The first day, in Oslo, on which the version came that stands.",
        schema: day,
        is_list: false,
        to_page: plain_day,
        of_page: day_of,
    },
    Control {
        name: "received_to",
        page: name::TO,
        about: "The last of those days; not before the first.",
        schema: day,
        is_list: false,
        to_page: plain_day,
        of_page: day_of,
    },
    Control {
        name: "channel",
        page: name::CHANNEL,
        about: "How it came.",
        schema: || words(Channel::ALL.iter().map(|channel| channel.stored())),
        is_list: false,
        to_page: |word| Channel::of_stored(word).map(|channel| channel.word().to_owned()),
        of_page: |word| Channel::parse(word).map(|channel| channel.stored().to_owned()),
    },
    Control {
        name: "proposal_version",
        page: name::PROPOSAL,
        about: "The version of the proposal that it answers.",
        schema: || json!({ "type": "integer", "minimum": 1, "maximum": i32::MAX }),
        is_list: false,
        to_page: |no| {
            let no = no.parse::<i32>().ok().filter(|no| *no >= 1);
            no.map(|no| no.to_string())
        },
        of_page: alike,
    },
    Control {
        name: "q",
        page: name::WORDS,
        about: "Words that must all stand in its texts or in its sender's name; with `advice` only in the texts to it. Or its \
                number, as `H17` or whole. Without a letter or digit nothing is found; at most 100 different words are taken.",
        schema: || json!({ "type": "string", "minLength": 1, "pattern": "\\S" }),
        is_list: false,
        to_page: alike,
        of_page: alike,
    },
];

/// Names the part; where the path does that it is no parameter.
pub const ADVICE: &str = "advice";
const NO_COMMENT: &str = "no_comment";
const LATER: &str = "later";
const CAPACITIES: &[(&str, &str)] = &[("joint", JOINT), ("own", OWN)];
const SUPPORT: &[(&str, &str)] = &[("yes", SUPPORTED), ("no", UNSUPPORTED)];
const ARRIVALS: &[(&str, &str)] = &[("in_time", IN_TIME), ("late", LATE)];

fn other(of: &[(&str, &str)], word: &str) -> Option<String> {
    let found = of.iter().find(|(known, _)| *known == word);
    found.map(|(_, page)| (*page).to_owned())
}

fn words(words: impl Iterator<Item = &'static str>) -> Value {
    json!({ "type": "string", "enum": words.collect::<Vec<_>>() })
}

fn day() -> Value {
    json!({ "type": "string", "format": "date", "pattern": "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$" })
}

/// Programs write days in one way.
fn plain_day(word: &str) -> Option<String> {
    day_of(word).filter(|day| day == word)
}

/// As it is written in JSON, from whatever the page takes for a day.
fn day_of(word: &str) -> Option<String> {
    Days::day(word).map(|day| day.to_string())
}

/// The filter that the query asks for; a value that means nothing is told.
pub fn filter_of(query: &Query) -> Result<Filter, Error> {
    let takes = |name: &str, word: &str| {
        let alone = Filter::read([(name, word)].into_iter());
        alone.is_set() && alone.unknown.is_empty()
    };
    let pairs = controls::pairs(CONTROLS, query, takes)?;
    let filter = Filter::read(pairs.iter().map(|(name, word)| (*name, word.as_str())));
    let mut faults = filter.came.span().err().unwrap_or_default();
    if has_too_many(&filter.words) {
        let most = i64::try_from(MOST_WORDS).unwrap_or(i64::MAX);
        faults.push(FieldError::new(name::WORDS, "error-too-many-words").with(most));
    }
    match faults.is_empty() {
        true => Ok(filter),
        false => Err(Error::of_fields(
            Problem::MalformedRequest,
            in_query(faults),
        )),
    }
}

/// Faults that the page names by its controls, by the parameters that are the same.
fn in_query(mut faults: Vec<FieldError>) -> Vec<FieldError> {
    for fault in &mut faults {
        let mut controls = CONTROLS.iter();
        if let Some(control) = controls.find(|control| control.page == fault.at) {
            fault.at = format!("?{}", control.name);
        }
    }
    faults
}

/// The parameters of a list.
pub fn parameters() -> Vec<Parameter> {
    controls::parameters(CONTROLS)
        .chain(paging::parameters())
        .collect()
}

/// Those of a list whose path names the part.
pub fn parameters_of_part() -> Vec<Parameter> {
    let mut parameters = parameters();
    parameters.retain(|parameter| parameter.name != ADVICE);
    parameters
}

/// How many, and from where on.
pub fn turn(query: &Query) -> Result<(usize, Turn), Error> {
    let limit = paging::limit(query)? as usize;
    Ok((limit, paging::after(query)?.unwrap_or_default()))
}

/// Where programs find the answers that a filter takes.
pub fn address(slug: &str, filter: &Filter) -> String {
    let query = controls::query(CONTROLS, &filter.pairs());
    format!("/api/v1/staff/consultations/{slug}/answers{query}")
}

/// Where they find those to one part, side by side.
pub fn to_part_address(slug: &str, part: &str, filter: &Filter) -> String {
    let on = Filter {
        part: None,
        ..filter.clone()
    };
    let query = controls::query(CONTROLS, &on.pairs());
    format!("/api/v1/staff/consultations/{slug}/advice/{part}/answers{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_gives_the_address_that_gives_the_filter() {
        let page = "avsender=municipality&avsender=person&gruppe=senere&fylke=46&status=for-sent&vedtak=forbehold&ankomst=i-tide&gitt=felles&fra=2026-03-01&til=2026-03-02\
                    &kanal=e-post&utkast=1&raad=r6&holdning=ingen-merknad&holdning=r6.standpunkt%3Astotter&stotte=raad%3Ar6&stottes=nei&q=bl%C3%A5";
        let pairs: Vec<(String, String)> = url::form_urlencoded::parse(page.as_bytes())
            .into_owned()
            .collect();
        let filter = Filter::read(pairs.iter().map(|(n, w)| (n.as_str(), w.as_str())));
        for (control, _) in filter.pairs() {
            let mut known = CONTROLS.iter();
            assert!(known.any(|one| one.page == control), "{control}");
        }
        let address = address("a", &filter);
        for part in [
            "sender=municipality%2Cperson",
            "group=later",
            "standing=late",
            "adoption=reserved",
            "arrival=in_time",
            "capacity=joint",
            "channel=email",
            "stance=no_comment%2Cr6.standpunkt%3Astotter",
            "supports=advice%3Ar6",
            "supported=no",
        ] {
            assert!(address.contains(part), "{part} is not in {address}");
        }
        let (_, query) = address.split_once('?').unwrap();
        assert_eq!(filter_of(&Query::parse(query).unwrap()).unwrap(), filter);
    }

    #[test]
    fn words_that_mean_nothing_are_told() {
        let words: Vec<String> = (0..=MOST_WORDS).map(|n| n.to_string()).collect();
        let too_many = format!("q={}", words.join("+"));
        for bad in [
            "received_from=2026-02-30",
            "received_from=2026-03-02&received_to=2026-03-01",
            "sender=alle",
            "standing=teller",
            "adoption=vedtatt",
            "group=-1",
            "county=99",
            "proposal_version=x",
            "q=+",
            &too_many,
        ] {
            let told = filter_of(&Query::parse(bad).unwrap()).unwrap_err();
            assert_eq!(told.problem, Problem::MalformedRequest, "{bad}");
        }
    }
}
