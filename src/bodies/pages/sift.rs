//! Looking for bodies in the register: what an address asks for, the form that asks, the lines that were
//! found, and the ways on through their pages.

use super::{Select, counties, kind_name, kinds};
use crate::bodies::body::{Body, Kind, county_name};
use crate::bodies::list::{Cursor, ListQuery};
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::text::{OrgNo, single_line};
use crate::web::components::Choice;
use crate::web::paging;
use crate::web::query::Query;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

pub const ON_A_PAGE: u32 = 50;
pub const LONGEST_QUESTION: usize = 200;

/// The form that looks for bodies.
pub struct Sift {
    pub action: String,
    pub words: String,
    pub kind: Select,
    pub county: Select,
    pub without_address: bool,
    pub is_filtered: bool,
}

/// The ways on through the pages of what was found.
pub struct Turns {
    pub next: Option<String>,
    pub first: Option<String>,
}

pub struct Item {
    pub id: Uuid,
    pub href: String,
    pub name: String,
    pub facts: Vec<String>,
    pub address: Option<String>,
    pub is_closed: bool,
    /// Says that it is chosen already, where bodies are chosen.
    pub is_there: Option<String>,
}

impl Sift {
    /// `path` is where it is sent, without language.
    pub fn of(lang: Lang, path: &str, query: &ListQuery) -> Self {
        let all = |label: &str, chosen: bool| Choice::new("", lang.t(label), !chosen);
        let county_no = query.county_no.as_deref().unwrap_or_default();
        Self {
            action: lang.path(path),
            words: query.words.clone(),
            kind: Select {
                name: "kind",
                label: lang.t("body-kind"),
                error: None,
                choices: std::iter::once(all("bodies-all-kinds", query.kind.is_some()))
                    .chain(kinds(lang, query.kind))
                    .collect(),
            },
            county: Select {
                name: "county",
                label: lang.t("body-county"),
                error: None,
                choices: std::iter::once(all("bodies-all-counties", !county_no.is_empty()))
                    .chain(counties(county_no))
                    .collect(),
            },
            without_address: query.without_address,
            is_filtered: !pairs(query).is_empty(),
        }
    }
}

impl Turns {
    pub fn of(lang: Lang, path: &str, query: &ListQuery, next: Option<&Cursor>) -> Self {
        let address =
            |after: Option<&Cursor>| lang.path(&format!("{path}{}", written(query, after)));
        Self {
            next: next.map(|after| address(Some(after))),
            first: query.after.as_ref().map(|_| address(None)),
        }
    }
}

impl Item {
    pub fn of(lang: Lang, body: &Body, is_open: bool) -> Self {
        let org_no = body.org_no.as_deref().and_then(|no| OrgNo::parse(no).ok());
        let county = body.county_no.as_deref().and_then(county_name);
        let parallel = body.current_names().skip(1).map(|name| name.text.clone());
        let facts = parallel
            .chain([kind_name(lang, body.kind)])
            .chain(county.map(str::to_owned))
            .chain(org_no.map(|no| no.grouped()));
        Self {
            id: body.id,
            href: lang.path(&format!("{}/{}", super::PATH, body.id)),
            name: body.own_name().to_owned(),
            facts: facts.collect(),
            address: body.official_address().map(str::to_owned),
            is_closed: !is_open,
            is_there: None,
        }
    }
}

/// What the address asks for.
pub fn read(asked: &Query) -> Result<ListQuery, Error> {
    let after = paging::after(asked)?;
    read_from(|name| asked.get(name), after)
}

/// The same from the hidden fields of a form.
pub fn read_from<'a>(
    get: impl Fn(&str) -> Option<&'a str>,
    after: Option<Cursor>,
) -> Result<ListQuery, Error> {
    let unreadable = |name: &str| {
        let fault = FieldError::new(format!("?{name}"), "error-value");
        Error::of_fields(Problem::MalformedRequest, vec![fault])
    };
    let filled = |name: &str| get(name).filter(|value| !value.is_empty());
    let words = single_line(filled("q").unwrap_or_default());
    if words.chars().count() > LONGEST_QUESTION {
        return Err(unreadable("q"));
    }
    let kind = filled("kind").map(|word| Kind::parse(word).ok_or_else(|| unreadable("kind")));
    let county = filled("county").map(|no| {
        let known = county_name(no).map(|_| no.to_owned());
        known.ok_or_else(|| unreadable("county"))
    });
    let lacks = filled("mangler").map(|what| match what {
        "adresse" => Ok(true),
        _ => Err(unreadable("mangler")),
    });
    Ok(ListQuery {
        words,
        kind: kind.transpose()?,
        county_no: county.transpose()?,
        without_address: lacks.transpose()?.unwrap_or(false),
        standing: None,
        in_list: None,
        after,
        limit: ON_A_PAGE,
    })
}

/// The controls that a question is made of.
pub const CONTROLS: [&str; 4] = ["q", "kind", "county", "mangler"];

/// The same controls with their values.
pub fn pairs(query: &ListQuery) -> Vec<(&'static str, String)> {
    let [words, kind, county, lacks] = CONTROLS;
    let values = [
        (words, Some(query.words.clone())),
        (kind, query.kind.map(|kind| kind.as_str().to_owned())),
        (county, query.county_no.clone()),
        (lacks, query.without_address.then(|| "adresse".to_owned())),
    ];
    let filled = values.into_iter().filter_map(|(name, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some((name, value))
    });
    filled.collect()
}

/// What is asked for as it stands in an address.
pub fn written(query: &ListQuery, after: Option<&Cursor>) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let cursor = after.map(|after| format!("cursor={}", paging::cursor(after)));
    let asked = pairs(query)
        .into_iter()
        .map(|(name, value)| match name {
            // The others are words of ours.
            "q" => format!("{name}={}", encoded(&value)),
            _ => format!("{name}={value}"),
        })
        .chain(cursor)
        .collect::<Vec<_>>();
    match asked.is_empty() {
        true => String::new(),
        false => format!("?{}", asked.join("&")),
    }
}
