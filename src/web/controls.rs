//! Query parameters of programs that the address of a page has by another name and in other words: read into the
//! page's pairs and written from them, so that one reader reads both.

use super::openapi::Parameter;
use super::query::Query;
use crate::error::{Error, FieldError, Problem};
use serde_json::{Value, json};

/// A parameter, and the control of the page that is the same.
pub struct Control {
    pub name: &'static str,
    /// The name in addresses of pages.
    pub page: &'static str,
    pub about: &'static str,
    /// The schema of one value.
    pub schema: fn() -> Value,
    /// Several values, any of which will do.
    pub is_list: bool,
    /// A value in the words of the page, and back.
    pub to_page: fn(&str) -> Option<String>,
    pub of_page: fn(&str) -> Option<String>,
}

/// For values that are written alike.
pub fn alike(word: &str) -> Option<String> {
    Some(word.to_owned())
}

impl Control {
    pub fn parameter(&self) -> Parameter {
        let one = (self.schema)();
        let schema = match self.is_list {
            true => json!({ "type": "array", "items": one, "minItems": 1, "uniqueItems": true }),
            false => one,
        };
        Parameter::query(self.name, self.about, schema)
    }
}

/// What the OpenAPI document says of them.
pub fn parameters(controls: &[Control]) -> impl Iterator<Item = Parameter> {
    controls.iter().map(Control::parameter)
}

/// The pairs of the page's address that asks for the same. A value that `takes` does not take is told.
pub fn pairs(
    controls: &[Control],
    query: &Query,
    takes: impl Fn(&str, &str) -> bool,
) -> Result<Vec<(&'static str, String)>, Error> {
    let (mut pairs, mut faults) = (Vec::new(), Vec::new());
    for control in controls {
        let Some(given) = query.get(control.name) else {
            continue;
        };
        let values: Vec<&str> = match control.is_list {
            true => given.split(',').collect(),
            false => vec![given],
        };
        let is_repeated = |(at, value): (usize, &&str)| values[..at].contains(value);
        if values.iter().enumerate().any(is_repeated) {
            faults.push(FieldError::new(
                format!("?{}", control.name),
                "error-repeated",
            ));
        }
        for value in &values {
            let word = (control.to_page)(value);
            match word.filter(|word| takes(control.page, word)) {
                Some(word) => pairs.push((control.page, word)),
                None => faults.push(fault(control.name)),
            }
        }
    }
    faults.dedup();
    match faults.is_empty() {
        true => Ok(pairs),
        false => Err(Error::of_fields(Problem::MalformedRequest, faults)),
    }
}

/// A value that means nothing, or not beside the others.
pub fn fault(name: &str) -> FieldError {
    FieldError::new(format!("?{name}"), "error-value")
}

/// The query, with its question mark, that asks for the same as these pairs of a page's address.
pub fn query(controls: &[Control], pairs: &[(&str, String)]) -> String {
    let mut written = url::form_urlencoded::Serializer::new(String::new());
    for control in controls {
        let own = pairs.iter().filter(|(name, _)| *name == control.page);
        let own: Vec<String> = own
            .filter_map(|(_, word)| (control.of_page)(word))
            .collect();
        if !own.is_empty() {
            written.append_pair(control.name, &own.join(","));
        }
    }
    match written.finish() {
        empty if empty.is_empty() => empty,
        query => format!("?{query}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLOURS: &[Control] = &[Control {
        name: "colour",
        page: "farge",
        about: "",
        schema: || json!({ "type": "string" }),
        is_list: true,
        to_page: |word| (word == "blue").then(|| "blå".to_owned()),
        of_page: |word| (word == "blå").then(|| "blue".to_owned()),
    }];

    fn read(query: &str) -> Result<Vec<(&'static str, String)>, Error> {
        pairs(COLOURS, &Query::parse(query).unwrap(), |_, _| true)
    }

    #[test]
    fn what_programs_ask_for_is_what_the_page_is_asked_for_and_back() {
        let pairs = read("colour=blue").unwrap();
        assert_eq!(pairs, [("farge", "blå".to_owned())]);
        assert_eq!(query(COLOURS, &pairs), "?colour=blue");
        assert_eq!(query(COLOURS, &[]), "");
    }

    #[test]
    fn a_value_that_means_nothing_is_told_by_its_parameter() {
        for bad in [
            "colour=",
            "colour=red",
            "colour=blue,red",
            "colour=blue,blue",
        ] {
            let told = read(bad).unwrap_err();
            assert_eq!(told.problem, Problem::MalformedRequest, "{bad}");
            assert_eq!(told.fields[0].at, "?colour");
        }
    }
}
