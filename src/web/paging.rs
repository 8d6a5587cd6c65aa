//! Pages of a list in the API: how many, and after what. A cursor is opaque to clients.

use super::openapi::Parameter;
use super::query::Query;
use crate::error::{Error, FieldError, Problem};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::json;
use std::fmt::Display;
use std::str::FromStr;

pub const MOST: u32 = 100;
pub const USUAL: u32 = 20;

/// `limit`: 1 to [`MOST`].
pub fn limit(query: &Query) -> Result<u32, Error> {
    let Some(given) = query.get("limit") else {
        return Ok(USUAL);
    };
    let limit = given.parse().ok().filter(|n| (1..=MOST).contains(n));
    limit.ok_or_else(|| unreadable("limit"))
}

/// What `cursor` stands for.
pub fn after<T: FromStr>(query: &Query) -> Result<Option<T>, Error> {
    let Some(given) = query.get("cursor") else {
        return Ok(None);
    };
    let plain = BASE64_URL_SAFE_NO_PAD.decode(given).ok();
    let text = plain.and_then(|bytes| String::from_utf8(bytes).ok());
    let after = text.and_then(|text| text.parse().ok());
    after.map(Some).ok_or_else(|| unreadable("cursor"))
}

/// The cursor that stands for `last`.
pub fn cursor(last: impl Display) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(last.to_string())
}

/// What the OpenAPI document says of both.
pub fn parameters() -> Vec<Parameter> {
    let limit = json!({ "type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL });
    let cursor = json!({ "type": "string", "minLength": 1, "maxLength": 2000, "pattern": "^[A-Za-z0-9_-]+$" });
    vec![
        Parameter::query("limit", "How many at most.", limit),
        Parameter::query(
            "cursor",
            "`next_cursor` of the page before, as it was.",
            cursor,
        ),
    ]
}

fn unreadable(name: &str) -> Error {
    let fault = FieldError::new(format!("?{name}"), "error-value");
    Error::of_fields(Problem::MalformedRequest, vec![fault])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_what_it_stood_for_and_another_is_refused() {
        let query = |text: String| Query::parse(&text).unwrap();
        let given = query(format!("cursor={}&limit=100", cursor(42)));
        assert_eq!(after::<i32>(&given).unwrap(), Some(42));
        assert_eq!(limit(&given).unwrap(), 100);
        for bad in ["cursor=", "cursor=a", "cursor=%2B", "cursor=YQ"] {
            assert!(after::<i32>(&query(bad.into())).is_err(), "{bad}");
        }
        for bad in ["limit=0", "limit=101", "limit=", "limit=-1", "limit=2x"] {
            assert!(limit(&query(bad.into())).is_err(), "{bad}");
        }
    }
}
