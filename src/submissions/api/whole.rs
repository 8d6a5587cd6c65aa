//! A whole answer in one call. Answers come as an array, so that one that stands there twice is told
//! apart from one that is right: an object with a repeated key would silently keep the last.

use super::sending::sent_answer;
use super::views::SentAnswer;
use super::{in_sender, key_parameter, replay, required_claim};
use crate::app::App;
use crate::audit::Actor;
use crate::consultations::{Advice, Consultation, Field, FieldKind};
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::idempotency::Stored;
use crate::session::Link;
use crate::session::guard::MaybeBearer;
use crate::submissions::desk::{Answer, Content, SenderDetails};
use crate::submissions::draft::{self, Beginning, Written};
use crate::submissions::receipt::OnBehalf;
use crate::submissions::store::Channel;
use crate::submissions::submit::{self, Request, WhichDesk};
use crate::web::json::{self, Json};
use crate::web::openapi::{Operation, Response, schema_of};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use serde_json::json as value;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use utoipa::openapi::{RefOr, schema::Schema};
use utoipa::{PartialSchema, ToSchema};
use uuid::Uuid;
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

pub fn send_doc() -> Operation {
    Operation {
        id: "sendAnswer",
        summary: "Send a whole answer in one call",
        description: "With the token of a draft the answer becomes the next version of what was sent from it; what \
                      stands in the draft is left as it is. Without a token a draft is made for it, whose token \
                      is in the answer: keep it, it reads the receipt and replaces the answer.",
        parameters: vec![key_parameter(false).required()],
        request: Some(schema_of::<WholeAnswer>()),
        responses: vec![Response::of::<SentAnswer>(201, "It is received.").headers(&["Location"])],
        problems: &[
            Problem::IdempotencyKeyMissing,
            Problem::IdempotencyKeyReused,
            Problem::InFlight,
            Problem::NotOpen,
            Problem::NothingWritten,
            Problem::OverLimit,
        ],
        ..Operation::default()
    }
}

pub async fn send(
    app: Data<App>,
    slug: Path<String>,
    req: HttpRequest,
    MaybeBearer(link): MaybeBearer,
    body: Json<WholeAnswer>,
) -> Result<HttpResponse, Error> {
    let consultation = app.consultations.get(&app.db, slug.as_str()).await?;
    let desk = link.as_ref().map(|link| link.desk_id);
    let claim = required_claim(&req, &body.received, desk, "sendAnswer", consultation.id)?;
    let request = Request {
        channel: Channel::Api,
        language: body.value.language,
        received_at: body.received.at,
        actor: link
            .as_ref()
            .map_or(Actor::Anyone, |link| Actor::Link(link.id)),
        claim: claim.clone(),
        respond: sent_answer,
    };
    let outcome = receive(&app, consultation, link, body.value, request).await;
    replay::give(&app, submit::or_answered(&app, &claim, outcome).await?)
}

async fn receive(
    app: &App,
    consultation: Arc<Consultation>,
    link: Option<Link>,
    asked: WholeAnswer,
    request: Request,
) -> Result<Stored, Error> {
    if let Some(link) = &link {
        let desk = draft::read(app, link.desk_id).await?;
        if desk.consultation_id != consultation.id {
            return Err(Problem::NotFound.into());
        }
    }
    let details = details(asked.sender, asked.withhold_reason);
    let (content, places) = content(&consultation, asked.answers)?;
    let desk = match link {
        Some(link) => WhichDesk::Of(link.desk_id),
        None => {
            let beginning = Beginning {
                consultation: &consultation,
                sender: details.clone(),
                chosen: vec![],
                language: request.language,
                at: request.received_at,
            };
            WhichDesk::New(Box::new(beginning.check(app).map_err(in_sender)?))
        }
    };
    let at = |field: &Field| {
        format!(
            "/answers/{}/text",
            places.get(&field.id).copied().unwrap_or(0)
        )
    };
    submit::send_whole(app, consultation, desk, details, content, request, at)
        .await
        .map_err(in_sender)
}

fn details(sender: AnswerSender, withhold_reason: Option<String>) -> SenderDetails {
    SenderDetails {
        on_behalf: Some(sender.on_behalf),
        organisation: sender.organisation,
        organisation_number: sender.organisation_number,
        person: Some(sender.person),
        role: sender.role,
        email: Some(sender.email),
        name_withheld: sender.name_withheld,
        withhold_reason,
    }
}

/// What was said, in the order of the proposal, and where each field stood in the array.
fn content(
    consultation: &Consultation,
    said: Vec<AnswerInput>,
) -> Result<(Content, HashMap<Uuid, usize>), Error> {
    let mut gathered = Gathered {
        consultation,
        fields: HashMap::new(),
        no_comment: HashMap::new(),
        faults: vec![],
    };
    for (n, answer) in said.into_iter().enumerate() {
        if let Err((member, code)) = gathered.take(n, answer) {
            gathered
                .faults
                .push(FieldError::new(format!("/answers/{n}{member}"), code));
        }
    }
    gathered.finish()
}

/// What has been read of the array so far.
struct Gathered<'c> {
    consultation: &'c Consultation,
    fields: HashMap<Uuid, (usize, Option<Answer>)>,
    no_comment: HashMap<Uuid, usize>,
    faults: Vec<FieldError>,
}

/// Which member is wrong, and how.
type Fault = (&'static str, &'static str);

impl<'c> Gathered<'c> {
    fn take(&mut self, n: usize, said: AnswerInput) -> Result<(), Fault> {
        match said {
            AnswerInput {
                field: Some(key),
                text,
                choice,
                advice: None,
                no_comment: None,
            } => self.take_field(n, &key, text, choice),
            AnswerInput {
                field: None,
                text: None,
                choice: None,
                advice: Some(key),
                no_comment: Some(true),
            } => self.take_no_comment(n, &key),
            _ => Err(("", "error-neither")),
        }
    }

    fn take_field(
        &mut self,
        n: usize,
        key: &str,
        text: Option<String>,
        choice: Option<String>,
    ) -> Result<(), Fault> {
        let (_, field) = self
            .consultation
            .find_field(key)
            .ok_or(("/field", "error-not-offered"))?;
        let at = match (&text, &choice) {
            (Some(_), Some(_)) => return Err(("", "error-both")),
            (None, None) => return Err(("", "error-neither")),
            (Some(_), None) => "/text",
            (None, Some(_)) => "/choice",
        };
        if self.fields.contains_key(&field.id) {
            return Err(("/field", "error-repeated"));
        }
        let empty_choice = choice.as_deref() == Some("");
        let written = Written {
            base: 0,
            text,
            choice,
        };
        let saved = match draft::checked(field, written, at) {
            Ok(saved) if !empty_choice => saved,
            Ok(_) => return Err((at, "error-not-offered")),
            Err(fault) => {
                let fault = FieldError {
                    at: format!("/answers/{n}{at}"),
                    ..fault
                };
                self.faults.push(fault);
                return Ok(());
            }
        };
        let is_empty = saved.text.is_none() && saved.choice.is_none();
        let answer = (!is_empty).then(|| Answer {
            field: field.clone(),
            text: saved.text,
            choice: saved.choice,
        });
        self.fields.insert(field.id, (n, answer));
        Ok(())
    }

    fn take_no_comment(&mut self, n: usize, key: &str) -> Result<(), Fault> {
        let advice = self
            .consultation
            .find_advice(key)
            .ok_or(("/advice", "error-not-offered"))?;
        match self.no_comment.insert(advice.id, n) {
            Some(_) => Err(("/advice", "error-repeated")),
            None => Ok(()),
        }
    }

    fn finish(mut self) -> Result<(Content, HashMap<Uuid, usize>), Error> {
        let mut content = Content::default();
        let mut places = HashMap::new();
        for (advice, field) in self.consultation.fields() {
            let Some((n, answer)) = self.fields.remove(&field.id) else {
                continue;
            };
            if advice.is_some_and(|a: &Advice| self.no_comment.contains_key(&a.id)) {
                let at = if field.kind == FieldKind::Text {
                    "text"
                } else {
                    "choice"
                };
                self.faults.push(FieldError::new(
                    format!("/answers/{n}/{at}"),
                    "error-beside-no-comment",
                ));
            }
            places.insert(field.id, n);
            content.answers.extend(answer);
        }
        let without = self
            .consultation
            .advice()
            .filter(|a| self.no_comment.contains_key(&a.id));
        content.no_comment = without.cloned().collect();
        match self.faults.is_empty() {
            true => Ok((content, places)),
            false => Err(Error::invalid(self.faults)),
        }
    }
}
