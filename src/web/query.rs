//! The query of a request to the API: only parameters that the operation has, each once, in UTF-8 and
//! without control characters.

use crate::error::{Error, FieldError, Problem};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use percent_encoding::percent_decode;
use std::future::{Ready, ready};

/// What stood in the query, decoded.
#[derive(Debug, Clone, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    pub fn parse(query: &str) -> Result<Self, Error> {
        let pairs = query.split('&').filter(|part| !part.is_empty());
        pairs
            .map(|part| {
                let (name, value) = part.split_once('=').unwrap_or((part, ""));
                Ok((plain(name)?, plain(value)?))
            })
            .collect::<Result<_, Error>>()
            .map(Self)
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    /// Refuses what is not among `known`, and what stands there twice.
    pub fn expect(&self, known: &[&str]) -> Result<(), Error> {
        let mut faults = Vec::new();
        for (at, (name, _)) in self.0.iter().enumerate() {
            if !known.contains(&name.as_str()) {
                faults.push(FieldError::new(
                    format!("?{name}"),
                    "error-unknown-parameter",
                ));
            } else if self.0[..at].iter().any(|(earlier, _)| earlier == name) {
                faults.push(FieldError::new(format!("?{name}"), "error-repeated"));
            }
        }
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Error::of_fields(Problem::MalformedRequest, faults))
        }
    }
}

/// Whether a path or query, as it came, holds control characters or broken UTF-8.
pub fn is_clean(encoded: &str) -> bool {
    percent_decode(encoded.as_bytes())
        .decode_utf8()
        .is_ok_and(|text| !text.chars().any(char::is_control))
}

fn plain(encoded: &str) -> Result<String, Error> {
    let spaced = encoded.replace('+', " ");
    percent_decode(spaced.as_bytes())
        .decode_utf8()
        .map(std::borrow::Cow::into_owned)
        .map_err(|_| Problem::MalformedRequest.into())
}

/// The guard has checked it; a handler takes it from there.
impl FromRequest for Query {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::parse(req.query_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_decoded_and_what_is_unknown_or_repeated_is_named() {
        let query = Query::parse("a=bl%C3%A5+b%C3%A6r&b").unwrap();
        assert_eq!(
            (query.get("a"), query.get("b"), query.get("c")),
            (Some("blå bær"), Some(""), None)
        );
        assert!(query.expect(&["a", "b"]).is_ok());
        let faults = Query::parse("a=1&a=2&c=3")
            .unwrap()
            .expect(&["a"])
            .unwrap_err()
            .fields;
        let at: Vec<_> = faults.iter().map(|f| (f.at.as_str(), f.code)).collect();
        assert_eq!(
            at,
            [("?a", "error-repeated"), ("?c", "error-unknown-parameter")]
        );
    }

    #[test]
    fn control_characters_and_broken_utf8_are_found_behind_their_encoding() {
        assert!(is_clean("/a%20b/%C3%B8"));
        for bad in ["/a%00", "/%0A", "/%FF", "/%C3", "/%C2%85"] {
            assert!(!is_clean(bad), "{bad}");
        }
        assert!(Query::parse("a=%FF").is_err());
    }
}
