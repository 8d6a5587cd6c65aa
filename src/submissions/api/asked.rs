//! What programs send: the bodies of requests. Read strictly: unknown and repeated members are refused.

use crate::i18n::Lang;
use crate::submissions::desk::SenderDetails;
use crate::submissions::receipt::OnBehalf;
use crate::web::json;
use serde::de::IntoDeserializer;
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;
use validator::Validate;

/// Who answers, as far as it is told. A member that is absent stays as it is, null empties it.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SenderInput {
    #[serde(default, deserialize_with = "given_word")]
    #[schema(value_type = Option<OnBehalf>)]
    pub on_behalf: Option<Option<OnBehalf>>,
    /// Claimed, not verified. One line.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 200)]
    #[validate(length(max = 200))]
    pub organisation: Option<Option<String>>,
    /// Claimed, not verified. Nine digits; spaces between them do no harm.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 40)]
    #[validate(length(max = 40))]
    pub organisation_number: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 200)]
    #[validate(length(max = 200))]
    pub person: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 200)]
    #[validate(length(max = 200))]
    pub role: Option<Option<String>>,
    /// Where the receipt goes, and whose owner confirms the answer.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 254, format = "email")]
    #[validate(length(max = 254))]
    pub email: Option<Option<String>>,
    /// A private person who does not want the name published.
    pub name_withheld: Option<bool>,
}

impl SenderInput {
    pub fn apply(&self, to: &mut SenderDetails) {
        let text = |from: &Option<Option<String>>, to: &mut Option<String>| {
            if let Some(given) = from {
                to.clone_from(given);
            }
        };
        if let Some(on_behalf) = self.on_behalf {
            to.on_behalf = on_behalf;
        }
        text(&self.organisation, &mut to.organisation);
        text(&self.organisation_number, &mut to.organisation_number);
        text(&self.person, &mut to.person);
        text(&self.role, &mut to.role);
        text(&self.email, &mut to.email);
        if let Some(withheld) = self.name_withheld {
            to.name_withheld = withheld;
        }
    }
}

/// Tells null from absent.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    d: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(d).map(Some)
}

/// The same for one of several words.
fn given_word<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    d: D,
) -> Result<Option<Option<T>>, D::Error> {
    let word: Option<String> = Option::deserialize(d)?;
    let value = word.map(|word| T::deserialize(word.into_deserializer()));
    value.transpose().map(Some)
}

/// How a draft begins. Everything can be told later.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftBeginning {
    /// The language of letters.
    #[serde(default, deserialize_with = "json::word")]
    #[schema(default = "nb")]
    pub language: Lang,
    #[validate(nested)]
    #[serde(default, deserialize_with = "json::object")]
    pub sender: SenderInput,
    /// Why something in the answer should be withheld; staff decide.
    #[schema(max_length = 1000)]
    #[validate(length(max = 1_000))]
    pub withhold_reason: Option<String>,
    /// Keys of the råd to answer; empty is all.
    #[serde(default)]
    #[schema(max_items = 500)]
    #[validate(length(max = 500))]
    pub advice: Vec<String>,
}

/// What is to be different in a draft. A member that is absent stays as it is, null empties it.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftChange {
    #[validate(nested)]
    #[serde(default, deserialize_with = "json::object")]
    pub sender: SenderInput,
    /// Why something in the answer should be withheld; staff decide.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 1000)]
    #[validate(length(max = 1_000))]
    pub withhold_reason: Option<Option<String>>,
    /// Keys of the råd to answer; empty is all.
    #[schema(max_items = 500)]
    #[validate(length(max = 500))]
    pub advice: Option<Vec<String>>,
}

/// What shall stand in a field: a text or a choice, whichever the field takes. Neither empties it.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldInput {
    /// Kept to 40,000 characters; one longer than the field's limit is kept, too, and cannot be sent.
    #[schema(max_length = 80000)]
    #[validate(length(max = 80_000))]
    pub text: Option<String>,
    /// The key of one of the field's choices.
    #[schema(max_length = 100)]
    #[validate(length(max = 100))]
    pub choice: Option<String>,
}

/// Where the personal link is sent.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkRequest {
    #[schema(min_length = 3, max_length = 254, format = "email")]
    #[validate(length(min = 3, max = 254))]
    pub email: String,
}

/// The token of the link in a letter.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmationRequest {
    #[schema(min_length = 1, max_length = 200)]
    #[validate(length(min = 1, max = 200))]
    pub token: String,
}

/// The version of the proposal that was seen.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeenProposal {
    /// Not above the one that is in force.
    #[schema(minimum = 1)]
    #[validate(range(min = 1))]
    pub version: i32,
}
