//! The conditions that a request states in its headers: which version it is about (`If-Match`), and that
//! it is to be done once (`Idempotency-Key`).

use crate::error::{Error, FieldError, Problem};
use actix_web::HttpRequest;

/// A version as an entity tag.
pub fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// The version in `If-Match`, which must be there. A tag that is none of ours matches nothing, neither do
/// several nor `*`: they would overwrite unseen.
pub fn if_match(req: &HttpRequest) -> Result<IfMatch, Error> {
    if_match_given(req)?.ok_or_else(|| Problem::PreconditionRequired.into())
}

/// The version in `If-Match`, when there is one.
pub fn if_match_given(req: &HttpRequest) -> Result<Option<IfMatch>, Error> {
    let number = |tag: &str| tag.parse().ok().filter(|n| *n >= 0);
    let given = tag_given(req)?;
    Ok(given.map(|tag| IfMatch(tag.and_then(number))))
}

/// The tag in `If-Match`, which must be there, of what has no numbered versions; empty when it matches nothing.
pub fn if_match_tag(req: &HttpRequest) -> Result<&str, Error> {
    let given = tag_given(req)?.ok_or_else(|| Error::new(Problem::PreconditionRequired))?;
    Ok(given.unwrap_or_default())
}

/// The one strong tag in `If-Match`, when there is an `If-Match`.
fn tag_given(req: &HttpRequest) -> Result<Option<Option<&str>>, Error> {
    let Some(given) = single(req, "If-Match")? else {
        return Ok(None);
    };
    if given.trim() == "*" {
        return Ok(Some(None));
    }
    let tags: Option<Vec<_>> = given.split(',').map(|tag| quoted(tag.trim())).collect();
    match tags.ok_or_else(|| bad_header("If-Match"))?.as_slice() {
        [(true, tag)] => Ok(Some(Some(tag))),
        _ => Ok(Some(None)),
    }
}

/// An entity tag (RFC 9110, 8.8.3): whether it is a strong one, and what stands in it.
fn quoted(tag: &str) -> Option<(bool, &str)> {
    let strong = tag.strip_prefix("W/").unwrap_or(tag);
    let opaque = strong.strip_prefix('"')?.strip_suffix('"')?;
    (!opaque.contains('"')).then_some((strong.len() == tag.len(), opaque))
}

/// The version that a caller saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(Option<i64>);

impl IfMatch {
    /// A number that no version has when the tag was none of ours.
    pub fn version(self) -> i64 {
        self.0.unwrap_or(-1)
    }
}

/// Where no token tells who asks, the key alone gives out the answer again: it must be hard to guess.
pub const LEAST_WITHOUT_TOKEN: usize = 16;
pub const MOST_KEY: usize = 200;

/// The `Idempotency-Key`, when there is one: visible ASCII.
pub fn idempotency_key(req: &HttpRequest, least: usize) -> Result<Option<String>, Error> {
    let Some(key) = single(req, "Idempotency-Key")? else {
        return Ok(None);
    };
    let fits = (least..=MOST_KEY).contains(&key.len());
    if fits && key.bytes().all(|b| b.is_ascii_graphic()) {
        Ok(Some(key.to_owned()))
    } else {
        Err(bad_header("Idempotency-Key"))
    }
}

/// A header that may stand once, of visible characters.
fn single<'r>(req: &'r HttpRequest, name: &str) -> Result<Option<&'r str>, Error> {
    let mut all = req.headers().get_all(name);
    let Some(value) = all.next() else {
        return Ok(None);
    };
    match (value.to_str(), all.next()) {
        (Ok(value), None) => Ok(Some(value)),
        _ => Err(bad_header(name)),
    }
}

fn bad_header(name: &str) -> Error {
    let fault = FieldError::new(format!("{name}:"), "error-header");
    Error::of_fields(Problem::MalformedRequest, vec![fault])
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn with(name: &'static str, value: &str) -> HttpRequest {
        TestRequest::get()
            .insert_header((name, value))
            .to_http_request()
    }

    #[test]
    fn only_a_strong_tag_of_ours_names_a_version() {
        for (tag, version) in [
            ("\"7\"", 7),
            (" \"0\" ", 0),
            ("W/\"7\"", -1),
            ("*", -1),
            ("\"-1\"", -1),
            ("\"6\", \"7\"", -1),
            ("\"99999999999999999999\"", -1),
        ] {
            assert_eq!(
                if_match(&with("If-Match", tag)).unwrap().version(),
                version,
                "{tag}"
            );
        }
    }

    #[test]
    fn a_tag_that_is_no_number_is_taken_as_it_is_when_it_is_a_strong_one() {
        for (tag, taken) in [
            ("\"a1\"", "a1"),
            ("W/\"a1\"", ""),
            ("*", ""),
            ("\"a\", \"b\"", ""),
        ] {
            assert_eq!(
                if_match_tag(&with("If-Match", tag)).unwrap(),
                taken,
                "{tag}"
            );
        }
    }

    #[test]
    fn what_is_no_entity_tag_is_refused() {
        for bad in [
            "", "7", "{}", "\"7", "\"7\" x", "w/\"7\"", "\"1\",", "\"a\"b\"",
        ] {
            let refused = if_match(&with("If-Match", bad)).unwrap_err();
            assert_eq!(refused.problem, Problem::MalformedRequest, "{bad}");
        }
    }

    #[test]
    fn a_missing_condition_is_asked_for_and_two_are_refused() {
        let none = TestRequest::get().to_http_request();
        assert_eq!(
            if_match(&none).unwrap_err().problem,
            Problem::PreconditionRequired
        );
        let two = TestRequest::get()
            .append_header(("If-Match", "\"1\""))
            .append_header(("If-Match", "\"2\""))
            .to_http_request();
        assert_eq!(
            if_match(&two).unwrap_err().problem,
            Problem::MalformedRequest
        );
    }

    #[test]
    fn a_key_is_visible_ascii_of_a_length() {
        let key = |value: &str, least| idempotency_key(&with("Idempotency-Key", value), least);
        assert_eq!(key("a", 1).unwrap().unwrap(), "a");
        for (bad, least) in [("", 1), ("a b", 1), ("å", 1), ("a", LEAST_WITHOUT_TOKEN)] {
            assert_eq!(
                key(bad, least).unwrap_err().problem,
                Problem::MalformedRequest,
                "{bad}"
            );
        }
        assert!(key(&"a".repeat(MOST_KEY), 1).is_ok());
        assert!(key(&"a".repeat(MOST_KEY + 1), 1).is_err());
    }
}
