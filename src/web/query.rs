//! What stands behind the question mark of an address, decoded strictly: each name once, in UTF-8 and
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
    pub fn of(req: &HttpRequest) -> Result<Self, Error> {
        Self::parse(req.query_string())
    }

    pub fn parse(query: &str) -> Result<Self, Error> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for part in query.split('&').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (plain(name)?, plain(value)?);
            if pairs.iter().any(|(earlier, _)| *earlier == name) {
                return Err(refused(vec![fault(&name, "error-repeated")]));
            }
            pairs.push((name, value));
        }
        Ok(Self(pairs))
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    /// What stands under a name, when it is there; refused when it is nothing that may stand there.
    pub fn read<T>(
        &self,
        name: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        let read = |text| parse(text).ok_or_else(|| refused(vec![fault(name, "error-value")]));
        self.get(name).map(read).transpose()
    }

    /// What stands under a name that must be there.
    pub fn require<T>(
        &self,
        name: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, Error> {
        let missing = || refused(vec![fault(name, "error-missing")]);
        self.read(name, parse)?.ok_or_else(missing)
    }

    /// Refuses names that the address does not take. For programs; people's addresses may carry more.
    pub fn expect(&self, known: &[&str]) -> Result<(), Error> {
        let strange = |(name, _): &&(String, String)| !known.contains(&name.as_str());
        let strange = self.0.iter().filter(strange);
        let faults: Vec<_> = strange
            .map(|(name, _)| fault(name, "error-unknown-parameter"))
            .collect();
        match faults.is_empty() {
            true => Ok(()),
            false => Err(refused(faults)),
        }
    }
}

fn fault(name: &str, code: &'static str) -> FieldError {
    FieldError::new(format!("?{name}"), code)
}

fn refused(faults: Vec<FieldError>) -> Error {
    Error::of_fields(Problem::MalformedRequest, faults)
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
        .ok()
        .filter(|text| !text.chars().any(char::is_control))
        .ok_or_else(|| Problem::MalformedRequest.into())
}

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
        let unknown = query.expect(&["a"]).unwrap_err();
        let repeated = Query::parse("a=1&a=2").unwrap_err();
        for (error, at, code) in [
            (unknown, "?b", "error-unknown-parameter"),
            (repeated, "?a", "error-repeated"),
        ] {
            assert_eq!(error.problem, Problem::MalformedRequest);
            assert_eq!(
                (error.fields[0].at.as_str(), error.fields[0].code),
                (at, code)
            );
        }
    }

    #[test]
    fn what_may_not_stand_under_a_name_is_refused_and_what_is_not_there_is_not_read() {
        let query = Query::parse("n=12&m=x").unwrap();
        let read = |name| query.read(name, |text| text.parse::<u8>().ok());
        assert_eq!((read("n").unwrap(), read("o").unwrap()), (Some(12), None));
        let refused = read("m").unwrap_err();
        assert_eq!(refused.problem, Problem::MalformedRequest);
        assert_eq!(refused.fields[0].at, "?m");
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
