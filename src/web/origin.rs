//! Whether a form was sent from our own pages.

use crate::error::{Error, Problem};
use actix_web::http::header::{HeaderMap, ORIGIN};

/// Passes with `Sec-Fetch-Site: same-origin`, or without that header with our own `Origin`
/// (decision on headers in `docs/decisions/`). A request with neither comes from no browser we serve.
pub fn check(headers: &HeaderMap, base_url: &str) -> Result<(), Error> {
    let text = |value: Option<&actix_web::http::header::HeaderValue>| {
        value.and_then(|v| v.to_str().ok()).map(str::to_owned)
    };
    let same = match text(headers.get("sec-fetch-site")) {
        Some(site) => site == "same-origin",
        None => text(headers.get(ORIGIN)).is_some_and(|origin| origin == origin_of(base_url)),
    };
    if same {
        Ok(())
    } else {
        Err(Problem::CrossSite.into())
    }
}

fn origin_of(base_url: &str) -> &str {
    let after_scheme = base_url.find("://").map_or(0, |at| at + 3);
    let end = base_url[after_scheme..]
        .find('/')
        .map_or(base_url.len(), |at| after_scheme + at);
    &base_url[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::{HeaderName, HeaderValue};

    fn headers(name: &'static str, value: &'static str) -> HeaderMap {
        let mut map = HeaderMap::new();
        map.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
        map
    }

    #[test]
    fn only_our_own_pages_may_post() {
        let base = "https://horing.example/under";
        assert!(check(&headers("sec-fetch-site", "same-origin"), base).is_ok());
        assert!(check(&headers("sec-fetch-site", "cross-site"), base).is_err());
        assert!(check(&headers("sec-fetch-site", "same-site"), base).is_err());
        assert!(check(&headers("origin", "https://horing.example"), base).is_ok());
        assert!(check(&headers("origin", "null"), base).is_err());
        assert!(check(&HeaderMap::new(), base).is_err());
    }
}
