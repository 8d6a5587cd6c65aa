//! What stands behind the question mark of an address, decoded strictly: broken UTF-8 and control
//! characters are refused, a repeated name too.

use crate::error::{Error, FieldError, Problem};
use actix_web::HttpRequest;

/// The pairs of a query.
#[derive(Debug, Clone, Default)]
pub struct Query {
    pairs: Vec<(String, String)>,
}

impl Query {
    pub fn of(request: &HttpRequest) -> Result<Self, Error> {
        Self::parse(request.query_string())
    }

    fn parse(text: &str) -> Result<Self, Error> {
        let mut query = Self::default();
        for part in text.split('&').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (decode(name)?, decode(value)?);
            if query.get(&name).is_some() {
                return Err(Error::invalid(vec![FieldError::new(
                    name,
                    "error-repeated",
                )]));
            }
            query.pairs.push((name, value));
        }
        Ok(query)
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.pairs.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Refuses names that the address does not take. For programs; people's addresses may carry more.
    pub fn expect(&self, known: &[&str]) -> Result<(), Error> {
        let strange = |(name, _): &&(String, String)| !known.contains(&name.as_str());
        let errors: Vec<_> = self
            .pairs
            .iter()
            .filter(strange)
            .map(|(name, _)| FieldError::new(name.clone(), "error-unknown-key"))
            .collect();
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Error::invalid(errors))
        }
    }
}

fn decode(part: &str) -> Result<String, Error> {
    let spaced = part.replace('+', " ");
    let decoded = percent_encoding::percent_decode_str(&spaced).decode_utf8();
    let text = decoded
        .map_err(|_| Error::new(Problem::MalformedRequest))?
        .into_owned();
    match text.chars().any(char::is_control) {
        true => Err(Problem::MalformedRequest.into()),
        false => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_spaces_come_through_and_a_name_without_value_is_empty() {
        let query = Query::parse("q=r%C3%A5d+om&tom").unwrap();
        assert_eq!(
            (query.get("q"), query.get("tom"), query.get("x")),
            (Some("råd om"), Some(""), None)
        );
    }

    #[test]
    fn broken_utf8_control_characters_and_repeats_are_refused() {
        for bad in ["q=%FF", "q=a%00", "q=%0A"] {
            assert_eq!(
                Query::parse(bad).unwrap_err().problem,
                Problem::MalformedRequest,
                "{bad}"
            );
        }
        assert_eq!(
            Query::parse("q=1&q=2").unwrap_err().problem,
            Problem::Invalid
        );
    }

    #[test]
    fn names_that_are_not_known_are_named() {
        let error = Query::parse("limit=1&limti=2")
            .unwrap()
            .expect(&["limit"])
            .unwrap_err();
        assert_eq!(error.fields[0].at, "limti");
    }
}
