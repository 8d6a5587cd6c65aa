//! What programs ask of the register and send to it: what is looked for, in a query or in a body, and a body as
//! it shall be.

use crate::bodies::body::{COUNTIES, Form, Kind, county_name};
use crate::bodies::details::Cells;
use crate::bodies::list::ListQuery;
use crate::bodies::lists::Whom;
use crate::bodies::pages::sift::LONGEST_QUESTION;
use crate::bodies::written::{Successor, Written};
use crate::error::{Error, FieldError};
use crate::text::single_line;
use crate::web::json;
use crate::web::openapi::Parameter;
use crate::web::paging;
use crate::web::query::Query;
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// What of the register a query asks for.
pub fn query(asked: &Query) -> Result<ListQuery, Error> {
    let words = |text: &str| (text.chars().count() <= LONGEST_QUESTION).then(|| single_line(text));
    let lacks = asked.read("without_address", |text| text.parse().ok())?;
    Ok(ListQuery {
        words: asked.read("q", words)?.unwrap_or_default(),
        kind: asked.read("kind", Kind::parse)?,
        county_no: asked.read("county", known_county)?,
        without_address: lacks.unwrap_or(false),
        after: paging::after(asked)?,
        limit: paging::limit(asked)?,
        ..ListQuery::default()
    })
}

fn known_county(no: &str) -> Option<String> {
    county_name(no).map(|_| no.to_owned())
}

/// What the OpenAPI document says of it.
pub fn parameters() -> Vec<Parameter> {
    let words = json!({ "type": "string", "maxLength": LONGEST_QUESTION, "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" });
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
    let counties = COUNTIES.map(|(no, _)| no);
    let mut all = vec![
        Parameter::query(
            "q",
            "Words that must all be in its names or numbers.",
            words,
        ),
        Parameter::query(
            "kind",
            "What kind of body it is.",
            json!({ "type": "string", "enum": kinds }),
        ),
        Parameter::query(
            "county",
            "The county's number.",
            json!({ "type": "string", "enum": counties }),
        ),
        Parameter::query(
            "without_address",
            "Only those that no letter can be sent to.",
            json!({ "type": "boolean", "default": false }),
        ),
    ];
    all.extend(paging::parameters());
    all
}

/// Everybody in the register who is looked for.
#[derive(Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MatchingBodies {
    /// Words that must all be in its names or numbers.
    #[serde(default)]
    #[schema(max_length = 200)]
    #[validate(length(max = 200))]
    q: String,
    #[serde(default, deserialize_with = "json::word_or_null")]
    kind: Option<Kind>,
    /// The county's number.
    #[schema(pattern = "^[0-9]{2}$")]
    county: Option<String>,
    /// Only those that no letter can be sent to.
    #[serde(default)]
    without_address: bool,
}

/// Some bodies: by their ids, or everybody who is looked for. One of the two.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WhichBodiesInput)]
pub struct WhomInput {
    #[serde(default)]
    #[schema(min_items = 1, max_items = 5000)]
    #[validate(length(min = 1, max = 5000))]
    ids: Option<Vec<Uuid>>,
    #[serde(default, deserialize_with = "json::given_object")]
    #[schema(nullable = false)]
    #[validate(nested)]
    matching: Option<MatchingBodies>,
}

impl WhomInput {
    pub fn whom(self) -> Result<Whom, Error> {
        let fault = |at: &str, code| Err(Error::invalid(vec![FieldError::new(at, code)]));
        match (self.ids, self.matching) {
            (Some(_), Some(_)) => fault("/matching", "error-ids-or-matching"),
            (None, None) => fault("/ids", "error-ids-or-matching"),
            (Some(ids), None) => Ok(Whom::These(ids)),
            (None, Some(wanted)) => {
                let county = wanted.county.map(|no| {
                    let unknown = || FieldError::new("/matching/county", "error-body-county");
                    known_county(&no).ok_or_else(|| Error::invalid(vec![unknown()]))
                });
                Ok(Whom::Matching(ListQuery {
                    words: single_line(&wanted.q),
                    kind: wanted.kind,
                    county_no: county.transpose()?,
                    without_address: wanted.without_address,
                    ..ListQuery::default()
                }))
            }
        }
    }
}

/// A body as it shall be. Names and addresses in use that are not here any more are ended, not deleted.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BodyInput {
    #[serde(deserialize_with = "json::word")]
    kind: Kind,
    /// The name that is shown, in the body's own language form.
    #[schema(min_length = 1, max_length = 300)]
    #[validate(length(min = 1, max = 300))]
    name: String,
    #[schema(max_length = 300)]
    #[validate(length(max = 300))]
    name_nn: Option<String>,
    #[schema(max_length = 300)]
    #[validate(length(max = 300))]
    name_se: Option<String>,
    #[schema(max_length = 300)]
    #[validate(length(max = 300))]
    name_sma: Option<String>,
    #[schema(max_length = 300)]
    #[validate(length(max = 300))]
    name_smj: Option<String>,
    #[schema(max_length = 300)]
    #[validate(length(max = 300))]
    name_fkv: Option<String>,
    #[schema(max_length = 300)]
    #[validate(length(max = 300))]
    name_en: Option<String>,
    #[serde(default, deserialize_with = "json::word")]
    #[schema(default = "neutral")]
    language: Form,
    #[schema(pattern = "^[0-9]{9}$")]
    org_no: Option<String>,
    /// Only of municipalities.
    #[schema(pattern = "^[0-9]{4}$")]
    municipality_no: Option<String>,
    #[schema(pattern = "^[0-9]{2}$")]
    county_no: Option<String>,
    /// Where letters go.
    #[schema(max_length = 254, format = "email")]
    #[validate(length(max = 254))]
    address: Option<String>,
    /// Persons or units that may be asked.
    #[serde(default)]
    #[schema(max_items = 50)]
    #[validate(length(max = 50))]
    contact: Vec<String>,
    /// The day from which it is no more.
    closed_on: Option<NaiveDate>,
    /// The body that took its place.
    successor: Option<Uuid>,
}

impl BodyInput {
    pub fn written(self) -> Written {
        let contact = Some(self.contact.join(", "));
        let cells = [
            ("kind", Some(self.kind.as_str().to_owned())),
            ("name", Some(self.name)),
            ("name_nn", self.name_nn),
            ("name_se", self.name_se),
            ("name_sma", self.name_sma),
            ("name_smj", self.name_smj),
            ("name_fkv", self.name_fkv),
            ("name_en", self.name_en),
            ("language", Some(self.language.as_str().to_owned())),
            ("org_no", self.org_no),
            ("municipality_no", self.municipality_no),
            ("county_no", self.county_no),
            ("address", self.address),
            ("contact", contact),
            ("closed_on", self.closed_on.map(|day| day.to_string())),
        ];
        let said = cells.into_iter();
        let cells: Cells = said
            .filter_map(|(column, text)| Some((column, text?)))
            .collect();
        Written {
            cells,
            successor: Successor::Known(self.successor),
        }
    }
}
