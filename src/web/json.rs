//! JSON in and out: typed, with JSON pointers to what was wrong.

use super::body::Received;
use crate::error::{Error, FieldError, Problem};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::future::{Ready, ready};
use std::marker::PhantomData;

/// A JSON body, parsed and validated, with the bytes and the moment it came.
pub struct Json<T> {
    pub value: T,
    pub received: Received,
}

impl<T: DeserializeOwned + validator::Validate> FromRequest for Json<T> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(req))
    }
}

fn parse<T: DeserializeOwned + validator::Validate>(req: &HttpRequest) -> Result<Json<T>, Error> {
    let received = req
        .extensions()
        .get::<Received>()
        .cloned()
        .ok_or_else(|| Error::new(Problem::MalformedRequest))?;
    let content_type = req
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    let media_type = content_type.split(';').next().unwrap_or("").trim();
    if !media_type.eq_ignore_ascii_case("application/json") {
        return Err(Problem::UnsupportedMediaType.into());
    }
    let value: T = decode(&received.bytes)?;
    value
        .validate()
        .map_err(|errors| Error::invalid(pointers(&errors, "")))?;
    Ok(Json { value, received })
}

/// Decodes strictly: a repeated key, an unknown key and a wrong type are named with their pointer.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let Object(value) = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let at = pointer(error.path());
        let inner = error.into_inner();
        match inner.classify() {
            serde_json::error::Category::Data => {
                let (code, name) = data_fault(&inner);
                let at = name.map_or(at.clone(), |name| format!("{at}/{}", escape(&name)));
                Error::invalid(vec![FieldError::new(at, code)])
            }
            _ => Error::because(Problem::MalformedRequest, inner.to_string()),
        }
    })?;
    json.end()
        .map_err(|e| Error::because(Problem::MalformedRequest, e.to_string()))?;
    Ok(value)
}

/// A value that is written as an object. What serde derives for a struct also takes an array of its
/// members' values: for us that is another type.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        object(deserializer).map(Self)
    }
}

/// For a member that is an object: `#[serde(deserialize_with = "json::object")]`.
pub fn object<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectOnly(PhantomData))
}

/// For a member that is an array of objects.
pub fn objects<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    let objects = Vec::<Object<T>>::deserialize(deserializer)?;
    Ok(objects.into_iter().map(|Object(value)| value).collect())
}

/// For a member that is one of several words. What serde derives for an enum also takes `{"word": null}`.
pub fn word<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let word = String::deserialize(deserializer)?;
    T::deserialize(word.into_deserializer())
}

/// For a member that is one of several words, or null.
pub fn word_or_null<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let word: Option<String> = Option::deserialize(deserializer)?;
    let value = word.map(|word| T::deserialize(word.into_deserializer()));
    value.transpose()
}

/// Faults that a use case named by the control of a page, as pointers into a body with the same names.
pub fn in_body(mut error: Error) -> Error {
    for fault in &mut error.fields {
        if !fault.at.starts_with(['/', '?']) && !fault.at.ends_with(':') {
            fault.at = format!("/{}", fault.at);
        }
    }
    error
}

/// Faults of a request without a body: they are about the whole of it.
pub fn of_whole(mut error: Error) -> Error {
    for fault in &mut error.fields {
        fault.at.clear();
    }
    error
}

struct ObjectOnly<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectOnly<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map))
    }
}

/// The fault, and the name of a member that is not there to be pointed at.
fn data_fault(error: &serde_json::Error) -> (&'static str, Option<String>) {
    let text = error.to_string();
    let name = || text.split('`').nth(1).map(str::to_owned);
    match () {
        () if text.starts_with("unknown field") => ("error-unknown-key", None),
        () if text.starts_with("duplicate field") => ("error-repeated", name()),
        () if text.starts_with("missing field") => ("error-missing", name()),
        () => ("error-type", None),
    }
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(format!("/{index}")),
            Segment::Map { key } => Some(format!("/{}", escape(key))),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn pointers(errors: &validator::ValidationErrors, at: &str) -> Vec<FieldError> {
    use validator::ValidationErrorsKind as Kind;
    let mut found = Vec::new();
    for (key, kind) in errors.errors() {
        let here = format!("{at}/{}", escape(key));
        match kind {
            Kind::Field(list) => {
                found.extend(list.iter().map(|e| fault(&here, e)));
            }
            Kind::Struct(inner) => found.extend(pointers(inner, &here)),
            Kind::List(items) => {
                for (n, inner) in items {
                    found.extend(pointers(inner, &format!("{here}/{n}")));
                }
            }
        }
    }
    found
}

/// With the limit that was passed, when there is one.
fn fault(at: &str, error: &validator::ValidationError) -> FieldError {
    let is_empty = |value: &serde_json::Value| value.as_array().is_some_and(Vec::is_empty);
    if error.params.get("value").is_some_and(is_empty) {
        return FieldError::new(at, "error-empty");
    }
    let fault = FieldError::new(at, code(&error.code));
    match error.params.get("max").and_then(serde_json::Value::as_i64) {
        Some(max) => fault.with(max),
        None => fault,
    }
}

/// A validator's code becomes the key of a text; our own codes are keys already.
fn code(code: &str) -> &'static str {
    match code {
        "length" => "error-length",
        "email" | "error-email" => "error-email",
        "error-org-no" => "error-org-no",
        "error-control-characters" => "error-control-characters",
        "required" => "error-missing",
        _ => "error-value",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    struct Asked {
        #[allow(dead_code)]
        #[serde(deserialize_with = "objects")]
        answers: Vec<Answer>,
    }

    #[derive(serde::Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    struct Answer {
        #[allow(dead_code)]
        field: String,
    }

    #[test]
    fn a_word_is_a_text() {
        #[derive(Deserialize)]
        struct Said {
            #[serde(deserialize_with = "word")]
            language: crate::i18n::Lang,
        }
        assert_eq!(
            decode::<Said>(br#"{"language":"nn"}"#)
                .unwrap()
                .language
                .code(),
            "nn"
        );
        for other in [r#"{"language":{"nn":null}}"#, r#"{"language":"en"}"#] {
            assert!(decode::<Said>(other.as_bytes()).is_err(), "{other}");
        }
    }

    fn error_of(body: &str) -> (String, &'static str) {
        let error = decode::<Asked>(body.as_bytes()).unwrap_err();
        error
            .fields
            .first()
            .map(|f| (f.at.clone(), f.code))
            .unwrap_or((String::new(), error.problem.slug()))
    }

    #[test]
    fn every_fault_has_its_pointer() {
        assert_eq!(
            error_of(r#"{"answers":[{"field":1}]}"#),
            ("/answers/0/field".into(), "error-type")
        );
        assert_eq!(
            error_of(r#"{"answers":[{"field":"a","x":1}]}"#),
            ("/answers/0/x".into(), "error-unknown-key")
        );
        assert_eq!(
            error_of(r#"{"answers":[],"answers":[]}"#),
            ("/answers".into(), "error-repeated")
        );
        assert_eq!(error_of("{}"), ("/answers".into(), "error-missing"));
        assert_eq!(error_of("[[]]"), (String::new(), "error-type"));
        assert_eq!(
            error_of(r#"{"answers":[["a"]]}"#),
            ("/answers/0".into(), "error-type")
        );
        assert_eq!(error_of("{").1, "malformed-request");
        assert_eq!(error_of("{\"answers\":[]} x").1, "malformed-request");
    }
}
