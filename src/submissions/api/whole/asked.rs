//! The body of a whole answer.

use crate::i18n::Lang;
use crate::submissions::api::adoption::AdoptionInput;
use crate::submissions::receipt::OnBehalf;
use crate::web::json;
use serde::{Deserialize, Serialize};
use serde_json::json as value;
use std::borrow::Cow;
use utoipa::openapi::{RefOr, schema::Schema};
use utoipa::{PartialSchema, ToSchema};
use validator::Validate;

/// An answer to a consultation, whole.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WholeAnswer {
    #[validate(nested)]
    #[serde(deserialize_with = "json::object")]
    pub sender: AnswerSender,
    /// The language of letters.
    #[serde(default, deserialize_with = "json::word")]
    #[schema(default = "nb")]
    pub language: Lang,
    /// Each field and each råd at most once.
    #[schema(min_items = 1, max_items = 5000)]
    #[serde(deserialize_with = "json::objects")]
    #[validate(length(min = 1, max = 5_000), nested)]
    pub answers: Vec<AnswerInput>,
    /// Who has decided on it, or will.
    #[serde(default, deserialize_with = "json::object_or_null")]
    #[validate(nested)]
    pub adoption: Option<AdoptionInput>,
    /// Why something in the answer should be withheld; staff decide.
    #[schema(max_length = 1000)]
    #[validate(length(max = 1_000))]
    pub withhold_reason: Option<String>,
}

/// Who answers. An organisation and its number are claimed, not verified.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerSender {
    #[serde(deserialize_with = "json::word")]
    pub on_behalf: OnBehalf,
    /// Must be there unless somebody answers for themselves.
    #[schema(max_length = 200)]
    #[validate(length(max = 200))]
    pub organisation: Option<String>,
    /// Nine digits; spaces between them do no harm.
    #[schema(max_length = 40)]
    #[validate(length(max = 40))]
    pub organisation_number: Option<String>,
    #[schema(min_length = 1, max_length = 200)]
    #[validate(length(min = 1, max = 200))]
    pub person: String,
    #[schema(max_length = 200)]
    #[validate(length(max = 200))]
    pub role: Option<String>,
    /// Where the receipt goes, and whose owner confirms the answer.
    #[schema(min_length = 3, max_length = 254, format = "email")]
    #[validate(length(min = 3, max = 254))]
    pub email: String,
    /// A private person who does not want the name published.
    #[serde(default)]
    #[schema(default = false)]
    pub name_withheld: bool,
}

/// One thing said: a text or a choice in a field, or no comment on a råd.
#[derive(Debug, Clone, Default, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct AnswerInput {
    pub field: Option<String>,
    #[validate(length(max = 80_000))]
    pub text: Option<String>,
    pub choice: Option<String>,
    pub advice: Option<String>,
    pub no_comment: Option<bool>,
}

impl ToSchema for AnswerInput {
    fn name() -> Cow<'static, str> {
        "AnswerInput".into()
    }
}

impl PartialSchema for AnswerInput {
    fn schema() -> RefOr<Schema> {
        let key = value!({ "type": "string", "minLength": 1, "maxLength": 100 });
        let text = value!({ "type": "string", "maxLength": 80_000 });
        let object = |members: serde_json::Value| {
            let required: Vec<&String> = members
                .as_object()
                .into_iter()
                .flat_map(|m| m.keys())
                .collect();
            value!({ "type": "object", "required": required, "properties": members, "additionalProperties": false })
        };
        let schema = value!({
            "description": "One thing said: a text or a choice in a field, or no comment on a råd, which then has neither.",
            "oneOf": [
                object(value!({ "field": key, "text": text })),
                object(value!({ "field": key, "choice": key })),
                object(value!({ "advice": key, "no_comment": { "type": "boolean", "enum": [true] } })),
            ],
        });
        serde_json::from_value(schema).unwrap_or_default()
    }
}
