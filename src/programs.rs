//! What the operations of the API have in common, whoever asks: bodies without content, answers as JSON, and
//! answers that are given again to an equal request. Which token lets in is for `session` to say.

use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::idempotency::{Claim, Stored};
use crate::ids;
use crate::session::staff::StaffAccess;
use crate::web::body::Received;
use crate::web::conditions::{LEAST_WITHOUT_TOKEN, MOST_KEY, idempotency_key};
use crate::web::openapi::Parameter;
use crate::web::query::Query;
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};
use serde::Serialize;
use serde_json::json;
use std::future::{Ready, ready};

/// The body of a request that has nothing to say: empty, or an empty object.
pub struct NoBody(pub Received);

impl FromRequest for NoBody {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let received = req.extensions().get::<Received>().cloned();
        let received = received.ok_or_else(|| Error::new(Problem::MalformedRequest));
        ready(received.and_then(|received| {
            if !received.bytes.is_empty() {
                crate::web::json::decode::<Nothing>(&received.bytes)?;
            }
            Ok(Self(received))
        }))
    }
}

/// An empty object.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// In which language a file is made.
pub fn language_parameter(about: &'static str) -> Parameter {
    let languages = json!({ "type": "string", "enum": ["nb", "nn"], "default": "nb" });
    Parameter::query("language", about, languages)
}

/// The one that was asked for, where nothing else can be.
pub fn language(query: &Query) -> Result<Lang, Error> {
    query.expect(&["language"])?;
    let Some(code) = query.get("language") else {
        return Ok(Lang::default());
    };
    Lang::parse(code).ok_or_else(|| {
        let fault = FieldError::new("?language", "error-value");
        Error::of_fields(Problem::MalformedRequest, vec![fault])
    })
}

/// What was asked for.
pub fn answer(view: &impl Serialize) -> Result<HttpResponse, Error> {
    give(stored(200, vec![], view))
}

/// What was made, and where it is found.
pub fn made(location: String, view: &impl Serialize) -> Result<HttpResponse, Error> {
    give(stored(201, vec![("location", location)], view))
}

/// The answer as it is stored.
pub fn stored(status: u16, headers: Vec<(&str, String)>, body: &impl Serialize) -> Stored {
    Stored {
        status,
        headers: headers
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        body: serde_json::to_string(body).unwrap_or_default(),
    }
}

/// An answer without a body as it is stored.
pub fn stored_empty() -> Stored {
    Stored {
        status: 204,
        headers: Vec::new(),
        body: String::new(),
    }
}

/// The answer as it is given: the same bytes each time.
pub fn give(stored: Stored) -> Result<HttpResponse, Error> {
    let status = StatusCode::from_u16(stored.status).map_err(|e| Error::internal(e.to_string()))?;
    let mut response = HttpResponse::build(status);
    for (name, value) in stored.headers {
        response.insert_header((name, value));
    }
    if stored.body.is_empty() {
        return Ok(response.finish());
    }
    Ok(response
        .insert_header((CONTENT_TYPE, "application/json"))
        .body(stored.body))
}

/// The request of a program of staff, to be done once. Without a key it is a request of its own.
pub fn claim(
    req: &HttpRequest,
    staff: &StaffAccess,
    operation: &str,
    about: &str,
    received: &Received,
) -> Result<Claim, Error> {
    let key = idempotency_key(req, 1)?;
    let key = key.unwrap_or_else(|| ids::new(received.at).to_string());
    let scope = format!("staff:{} {operation} {about}", staff.staff_id);
    Ok(Claim::new(scope, key, &received.bytes))
}

/// What the OpenAPI document says of `Idempotency-Key`.
pub fn key_parameter(has_token: bool) -> Parameter {
    let least = if has_token { 1 } else { LEAST_WITHOUT_TOKEN };
    Parameter::header(
        "Idempotency-Key",
        "Chosen by the client, new for each thing to be done: the same key and body again give the same answer \
         for 30 days. Without a token the key alone gives the answer out again, so it must be hard to guess: \
         take a UUID.",
        json!({ "type": "string", "minLength": least, "maxLength": MOST_KEY, "pattern": "^[!-~]+$" }),
    )
}

/// What the OpenAPI document says of `If-Match`.
pub fn if_match_parameter(description: &'static str) -> Parameter {
    Parameter::header(
        "If-Match",
        description,
        json!({ "type": "string", "pattern": "^\"[0-9]{1,18}\"$" }),
    )
}
