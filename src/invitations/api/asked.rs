//! Which of the invited bodies programs ask about, in a query or in a body.

use crate::bodies::{COUNTIES, Kind, county_name};
use crate::consultations::ADDED_LATER;
use crate::error::{Error, FieldError, Problem};
use crate::invitations::invite::Whom;
use crate::invitations::overview::{Filter, Wanted};
use crate::web::openapi::Parameter;
use crate::web::query::Query;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

const LONGEST_QUESTION: usize = 200;
/// The group of those who were invited after the publishing.
const LATER: &str = "later";

/// What the OpenAPI document says of the words of a state.
const OF_STATE: &str = "Those in this state; `missing` is everyone who has neither answered nor said that they will not, `counted` \
                        everyone who has sent an answer that counts, `joined` those who have not and stand behind one that \
                        others sent and that counts, `heard` both, `not_counted` everyone who has sent, alone or with others, \
                        and nothing that counts.";

/// What a query asks for.
pub fn query(asked: &Query) -> Result<Filter, Error> {
    read(|name| asked.get(name)).map_err(|name| {
        let fault = FieldError::new(format!("?{name}"), "error-value");
        Error::of_fields(Problem::MalformedRequest, vec![fault])
    })
}

/// The names of a filter and their values; `Err` is the name of one that means nothing.
fn read<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Result<Filter, &'static str> {
    let words = get("q").unwrap_or_default();
    if words.chars().count() > LONGEST_QUESTION {
        return Err("q");
    }
    Ok(Filter {
        state: word("state", &get, wanted)?,
        group: word("group", &get, group)?,
        kind: word("kind", &get, Kind::parse)?,
        county: word("county", &get, |no| county_name(no).map(|_| no.to_owned()))?,
        words: words.trim().to_owned(),
        reported: word("reported", &get, |text| text.parse().ok())?.unwrap_or(false),
        unknown: Vec::new(),
    })
}

fn word<'a, T>(
    name: &'static str,
    get: impl Fn(&str) -> Option<&'a str>,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, &'static str> {
    let read = |text| parse(text).ok_or(name);
    get(name).map(read).transpose()
}

fn wanted(word: &str) -> Option<Wanted> {
    Wanted::all().find(|wanted| wanted.api_word() == word)
}

fn group(word: &str) -> Option<i32> {
    match word {
        LATER => Some(ADDED_LATER),
        no => no.parse().ok().filter(|no| *no >= 0),
    }
}

/// What the OpenAPI document says of a query.
pub fn parameters() -> Vec<Parameter> {
    let states: Vec<_> = Wanted::all().map(Wanted::api_word).collect();
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
    let one_of = |words| json!({ "type": "string", "enum": words });
    let words = json!({ "type": "string", "maxLength": LONGEST_QUESTION, "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" });
    let group = json!({ "type": "string", "pattern": "^(later|[0-9]{1,9})$" });
    vec![
        Parameter::query("state", OF_STATE, one_of(json!(states))),
        Parameter::query(
            "group",
            "The number of their group in the list; `later` is those who were invited after the publishing.",
            group,
        ),
        Parameter::query("kind", "What kind of body it is.", one_of(json!(kinds))),
        Parameter::query(
            "county",
            "The county's number.",
            one_of(json!(COUNTIES.map(|(no, _)| no))),
        ),
        Parameter::query(
            "q",
            "Words that are all in its name, or its organisation number.",
            words,
        ),
        Parameter::query(
            "reported",
            "Only those of whom something waits for staff.",
            json!({ "type": "boolean", "default": false }),
        ),
    ]
}

/// Every invited body that is looked for.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MatchingInvitations {
    /// Those in this state; the words are those of the query.
    #[schema(
        pattern = "^(sent|cosigned|started|declined|handed_over|queued|failed|not_sent|no_address|missing|heard|counted|joined|not_counted)$"
    )]
    state: Option<String>,
    /// The number of their group in the list; `later` is those who were invited after the publishing.
    #[schema(pattern = "^(later|[0-9]{1,9})$")]
    group: Option<String>,
    #[schema(value_type = Option<Kind>)]
    kind: Option<String>,
    /// The county's number.
    #[schema(pattern = "^[0-9]{2}$")]
    county: Option<String>,
    /// Words that are all in its name, or its organisation number.
    #[schema(max_length = 200)]
    #[validate(length(max = 200))]
    q: Option<String>,
    /// Only those of whom something waits for staff.
    #[serde(default)]
    reported: bool,
}

impl MatchingInvitations {
    fn filter(&self) -> Result<Filter, Error> {
        let get = |name: &str| match name {
            "state" => self.state.as_deref(),
            "group" => self.group.as_deref(),
            "kind" => self.kind.as_deref(),
            "county" => self.county.as_deref(),
            "q" => self.q.as_deref(),
            _ => self.reported.then_some("true"),
        };
        read(get).map_err(|name| {
            let fault = FieldError::new(format!("/matching/{name}"), "error-value");
            Error::invalid(vec![fault])
        })
    }
}

/// Those with these ids, or those who are looked for: one of the two.
pub fn whom(ids: Option<Vec<Uuid>>, matching: Option<MatchingInvitations>) -> Result<Whom, Error> {
    let fault = |at: &str| {
        Err(Error::invalid(vec![FieldError::new(
            at,
            "error-ids-or-matching",
        )]))
    };
    match (ids, matching) {
        (Some(_), Some(_)) => fault("/matching"),
        (None, None) => fault("/ids"),
        (Some(ids), None) => Ok(Whom::These(ids)),
        (None, Some(wanted)) => wanted.filter().map(Whom::Matching),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use utoipa::PartialSchema;

    #[test]
    fn every_state_can_be_matched() {
        let schema = serde_json::to_value(MatchingInvitations::schema()).unwrap();
        let pattern = schema["properties"]["state"]["pattern"].as_str().unwrap();
        let words = pattern.trim_matches(['^', '(', ')', '$']).split('|');
        let known: BTreeSet<&str> = Wanted::all().map(Wanted::api_word).collect();
        assert_eq!(words.collect::<BTreeSet<_>>(), known);
    }
}
