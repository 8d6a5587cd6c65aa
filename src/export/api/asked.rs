//! What programs ask for: each control of the form under its English name, beside those of the filter.

use crate::consultations::Consultation;
use crate::error::{Error, FieldError, Problem};
use crate::export::asked::{Asked, Format, Group, Rows, name};
use crate::export::fields::Fields;
use crate::i18n::Lang;
use crate::review::{CONTROLS as FILTER, filter_of};
use crate::web::controls::{self, Control, alike, fault};
use crate::web::openapi::Parameter;
use crate::web::query::Query;
use serde_json::{Value, json};

/// What a file holds.
const OWN: &[Control] = &[
    Control {
        name: "format",
        page: name::FORMAT,
        about: "Which file. Without it a workbook.",
        schema: || words(Format::ALL.iter().map(|format| format.word())),
        is_list: false,
        to_page: |word| Format::parse(word).map(|format| format.word().to_owned()),
        of_page: alike,
    },
    Control {
        name: "rows",
        page: name::ROWS,
        about: "What a row of a CSV file is: a whole answer, or what was said in one field.",
        schema: || words(ROWS.iter().map(|(word, _)| *word)),
        is_list: false,
        to_page: |word| {
            let found = ROWS.iter().find(|(known, _)| *known == word);
            found.map(|(_, rows)| rows.word().to_owned())
        },
        of_page: |word| {
            let found = ROWS.iter().find(|(_, rows)| rows.word() == word);
            found.map(|(word, _)| (*word).to_owned())
        },
    },
    Control {
        name: COLUMNS,
        page: name::GROUP,
        about: "Which columns, in tables. Without it all but `contact`: people's names and addresses. `none`, by itself: no more \
                than an answer's number.",
        schema: || words(Group::ALL.iter().map(|group| column(*group)).chain([NONE])),
        is_list: true,
        to_page: |word| {
            let mut groups = Group::ALL.iter();
            let found = groups.find(|group| column(**group) == word);
            match found {
                Some(group) => Some(group.word().to_owned()),
                None => (word == NONE).then(|| NONE.to_owned()),
            }
        },
        of_page: |word| Group::parse(word).map(|group| column(group).to_owned()),
    },
    Control {
        name: PARTS,
        page: name::PART,
        about: "Keys of whole råd, with their «ingen merknad», and `generelt` for the general fields. Without it and without \
                `fields` everything that was answered.",
        schema: key,
        is_list: true,
        to_page: alike,
        of_page: alike,
    },
    Control {
        name: FIELDS,
        page: name::FIELD,
        about: "Keys of single fields.",
        schema: key,
        is_list: true,
        to_page: alike,
        of_page: alike,
    },
];

const ROWS: [(&str, Rows); 2] = [("answer", Rows::Answer), ("field", Rows::Field)];

const fn column(group: Group) -> &'static str {
    match group {
        Group::Sender => "sender",
        Group::Contact => "contact",
        Group::Listing => "listing",
        Group::Times => "times",
        Group::Version => "version",
        Group::Channel => "channel",
        Group::Standing => "standing",
        Group::Text => "text",
        Group::Stance => "stance",
        Group::NoComment => "no_comment",
        Group::Receipt => "receipt",
    }
}

const PARTS: &str = "parts";
const FIELDS: &str = "fields";
const COLUMNS: &str = "columns";
/// Says that no column is wanted, which an empty list cannot.
const NONE: &str = "none";
const UNCONFIRMED: &str = "unconfirmed";
const LANGUAGE: &str = "language";
/// Names the file that is asked for.
pub const FORMAT: &str = "format";

fn words(words: impl Iterator<Item = &'static str>) -> Value {
    json!({ "type": "string", "enum": words.collect::<Vec<_>>() })
}

fn key() -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[a-z0-9][a-z0-9._-]*$" })
}

pub fn parameters() -> Vec<Parameter> {
    let unconfirmed = Parameter::query(
        UNCONFIRMED,
        "Also those that their senders have not confirmed. They meet no filter, so never beside one.",
        json!({ "type": "boolean", "default": false }),
    );
    let language = Parameter::query(
        LANGUAGE,
        "Of headings and words.",
        json!({ "type": "string", "enum": ["nb", "nn"], "default": "nb" }),
    );
    controls::parameters(OWN)
        .chain([unconfirmed, language])
        .chain(controls::parameters(FILTER))
        .collect()
}

/// What the query asks for of a consultation, and in which language. A key that it never had is refused: a file without
/// it would look whole.
pub fn asked_of(query: &Query, consultation: &Consultation) -> Result<(Asked, Lang), Error> {
    let (asked, language) = asked(query)?;
    let Fields { parts, single } = asked.fields.unknown(consultation);
    let faults: Vec<FieldError> = [(PARTS, &parts), (FIELDS, &single)]
        .into_iter()
        .filter(|(_, keys)| !keys.is_empty())
        .map(|(name, _)| fault(name))
        .collect();
    if faults.is_empty() {
        return Ok((asked, language));
    }
    let unknown = json!({ PARTS: parts, FIELDS: single });
    Err(Error::of_fields(Problem::MalformedRequest, faults).beside("unknown", unknown))
}

fn asked(query: &Query) -> Result<(Asked, Lang), Error> {
    let mut pairs = controls::pairs(OWN, query, |_, _| true)?;
    let filter = filter_of(query)?;
    let columns = pairs.iter().filter(|(page, _)| *page == name::GROUP);
    let columns: Vec<&str> = columns.map(|(_, word)| word.as_str()).collect();
    if columns.len() > 1 && columns.contains(&NONE) {
        return Err(refused(COLUMNS));
    }
    if !columns.is_empty() {
        pairs.push((name::CHOSEN, "1".to_owned()));
    }
    match query.get(UNCONFIRMED) {
        None | Some("false") => {}
        Some("true") if !filter.is_set() => pairs.push((name::UNCONFIRMED, "1".to_owned())),
        Some(_) => return Err(refused(UNCONFIRMED)),
    }
    let language = match query.get(LANGUAGE) {
        None => Lang::default(),
        Some(code) => Lang::parse(code).ok_or_else(|| refused(LANGUAGE))?,
    };
    pairs.extend(filter.pairs());
    let pairs = pairs.iter().map(|(name, word)| (*name, word.as_str()));
    Ok((Asked::read(pairs), language))
}

fn refused(name: &str) -> Error {
    Error::of_fields(Problem::MalformedRequest, vec![fault(name)])
}

/// The address that asks for the same file at once.
pub fn address(slug: &str, asked: &Asked, language: Lang) -> String {
    let pairs = asked.pairs();
    let more = [
        asked.groups.is_empty().then_some((COLUMNS, NONE)),
        asked.unconfirmed.then_some((UNCONFIRMED, "true")),
        Some((LANGUAGE, language.code())),
    ];
    let own = controls::query(OWN, &pairs);
    let filter = controls::query(FILTER, &pairs);
    let own = url::form_urlencoded::Serializer::for_suffix(own, 1)
        .extend_pairs(more.into_iter().flatten())
        .finish();
    let filter = filter.replacen('?', "&", 1);
    format!("/api/v1/staff/consultations/{slug}/export{own}{filter}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Result<(Asked, Lang), Error> {
        asked(&Query::parse(query).unwrap())
    }

    #[test]
    fn what_is_asked_for_gives_the_address_that_asks_for_it() {
        let query = "format=csv&rows=field&columns=contact,no_comment&parts=r1&fields=r2.tekst&language=nn\
                     &standing=late&received_from=2026-03-01";
        let (asked, language) = read(query).unwrap();
        assert_eq!((asked.format, asked.rows), (Format::Csv, Rows::Field));
        assert_eq!(asked.groups, [Group::Contact, Group::NoComment]);
        let address = address("a", &asked, language);
        let (_, query) = address.split_once('?').unwrap();
        assert_eq!(read(query).unwrap(), (asked, language), "{query}");
    }

    #[test]
    fn no_columns_can_be_asked_for_and_nothing_beside_them() {
        let (asked, language) = read("format=csv&columns=none").unwrap();
        assert!(asked.groups.is_empty());
        let address = address("a", &asked, language);
        let (_, query) = address.split_once('?').unwrap();
        assert_eq!(read(query).unwrap(), (asked, language), "{query}");
        for bad in ["columns=none,text", "columns=none,none", "columns="] {
            let told = read(bad).unwrap_err();
            assert_eq!(told.problem, Problem::MalformedRequest, "{bad}");
        }
    }

    #[test]
    fn nothing_asked_is_what_the_form_asks_for_and_unconfirmed_ones_meet_no_filter() {
        assert_eq!(read("").unwrap().0, Asked::parse(""));
        assert!(read("unconfirmed=true").unwrap().0.unconfirmed);
        for bad in [
            "unconfirmed=true&standing=late",
            "unconfirmed=1",
            "language=en",
            "columns=navn",
        ] {
            assert_eq!(
                read(bad).unwrap_err().problem,
                Problem::MalformedRequest,
                "{bad}"
            );
        }
    }
}
