//! What somebody typed about something that a colleague has removed or moved meanwhile: it follows what it is about, or is given
//! back beside the form.

use super::sheet::{Item, controls};
use crate::text::is_blank;
use crate::web::form::{CSRF, Form};
use std::collections::HashMap;

/// A control that is there no more, and what was typed in it.
pub struct Gone {
    pub name: String,
    pub label: String,
    pub value: String,
}

/// What a form sends beside its controls.
const NOT_TYPED: [&str; 3] = [CSRF, "version", "gjor"];

/// Before the label of what is given back, in the name of its control: the form may have another of the name that it had.
const ASIDE: &str = "borte.";

/// What somebody typed in controls that are there no more: their names, and the texts.
pub fn gone<'f>(items: &[Item], form: &'f Form) -> Vec<(&'f str, &'f str)> {
    let mut all = Vec::new();
    controls(items, &mut all);
    let is_there = |name: &str| all.iter().any(|(known, _)| known == name);
    let typed = form
        .pairs()
        .filter(|(name, value)| !NOT_TYPED.contains(name) && !is_there(name) && !is_blank(value));
    typed.collect()
}

/// A form about things that have numbers in it («documents.2.title»), each with its mark («merke.2»): what belongs to those
/// that are still there, under the numbers that they have now, and the rest. A mark has two halves with a tab between, of which
/// one may have changed. `label` names a control by what follows its number, and by the mark; what it does not name is not given
/// back.
pub fn follow(
    form: &Form,
    what: &str,
    marks: &[String],
    label: impl Fn(&str, &str) -> Option<String>,
) -> (Form, Vec<Gone>) {
    let places = places(form, marks);
    let (mut kept, mut gone) = (Vec::new(), Vec::new());
    for (name, value) in form.pairs() {
        let of_one = name
            .strip_prefix(what)
            .and_then(|own| own.strip_prefix('.'));
        let label = match of_one.and_then(|own| own.split_once('.')) {
            // Given back before.
            None => match name.strip_prefix(ASIDE) {
                Some(label) => Some(label.to_owned()),
                None => {
                    kept.push((name.to_owned(), value.to_owned()));
                    continue;
                }
            },
            Some((n, part)) => match places.get(n) {
                Some(at) => {
                    kept.push((format!("{what}.{at}.{part}"), value.to_owned()));
                    continue;
                }
                None => label(part, form.get(&mark_of(n)).unwrap_or_default()),
            },
        };
        gone.extend(label.filter(|_| !is_blank(value)).map(|label| Gone {
            name: format!("{ASIDE}{label}"),
            label,
            value: value.to_owned(),
        }));
    }
    (Form::of(kept, form.received_at), gone)
}

const MARK: &str = "merke.";

fn mark_of(n: &str) -> String {
    format!("{MARK}{n}")
}

/// Where the things of a form stand now, by the numbers that they had. None stands where another does.
fn places<'f>(form: &'f Form, marks: &[String]) -> HashMap<&'f str, usize> {
    let sent: Vec<(&str, &str)> = form
        .pairs()
        .filter_map(|(name, mark)| Some((name.strip_prefix(MARK)?, mark)))
        .collect();
    let mut places = HashMap::new();
    let is_whole: fn(&str, &str) -> bool = |now, then| now == then;
    for is_same in [is_whole, shares_a_half] {
        for (n, then) in &sent {
            if places.contains_key(n) {
                continue;
            }
            let is_it = |at: &usize| {
                let is_taken = places.values().any(|taken| taken == at);
                !is_taken && marks.get(*at).is_some_and(|now| is_same(now, then))
            };
            let own = n.parse::<usize>().ok().into_iter();
            if let Some(at) = own.chain(0..marks.len()).find(is_it) {
                places.insert(*n, at);
            }
        }
    }
    places
}

fn shares_a_half(now: &str, then: &str) -> bool {
    let (Some(now), Some(then)) = (now.split_once('\t'), then.split_once('\t')) else {
        return false;
    };
    let is_same = |now: &str, then: &str| now == then && !is_blank(now);
    is_same(now.0, then.0) || is_same(now.1, then.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(sent: &[(&str, &str)]) -> Form {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Form::of(sent.iter().map(own).collect(), chrono::DateTime::UNIX_EPOCH)
    }

    fn followed(sent: &[(&str, &str)], marks: &[&str]) -> (Form, Vec<(String, String)>) {
        let marks: Vec<String> = marks.iter().map(|mark| (*mark).to_owned()).collect();
        let label = |part: &str, mark: &str| (part == "title").then(|| format!("Tittel, {mark}"));
        let (kept, gone) = follow(&form(sent), "ting", &marks, label);
        (
            kept,
            gone.into_iter().map(|one| (one.label, one.value)).collect(),
        )
    }

    fn told(label: &str, value: &str) -> (String, String) {
        (label.to_owned(), value.to_owned())
    }

    #[test]
    fn what_was_typed_follows_its_thing_and_is_given_back_where_that_is_gone() {
        let sent = [
            ("merke.0", "a\t1"),
            ("merke.1", "b\t2"),
            ("merke.2", "c\t3"),
            ("ting.0.title", "Om a"),
            ("ting.0.kind", "brev"),
            ("ting.1.title", "Om b"),
            ("ting.2.title", "Om c"),
            ("borte.Tittel, før", "Sto der før"),
            ("liste", "Resten"),
        ];
        let (kept, gone) = followed(&sent, &["b\t2", "ny\t4", "c\t3"]);
        assert_eq!(kept.get("ting.0.title"), Some("Om b"));
        assert_eq!(kept.get("ting.1.title"), None);
        assert_eq!(kept.get("ting.2.title"), Some("Om c"));
        assert_eq!(kept.get("liste"), Some("Resten"));
        let wanted = [
            told("Tittel, a\t1", "Om a"),
            told("Tittel, før", "Sto der før"),
        ];
        assert_eq!(gone, wanted);
    }

    #[test]
    fn a_thing_that_has_changed_by_half_is_known_and_no_two_are_taken_for_one() {
        let sent = [
            ("merke.0", "Kommuner\tOslo"),
            ("merke.1", "\t"),
            ("merke.2", "\t"),
            ("ting.0.title", "En"),
            ("ting.1.title", "To"),
            ("ting.2.title", "Tre"),
        ];
        let (kept, gone) = followed(&sent, &["Kommunene\tOslo", "\t"]);
        assert_eq!(kept.get("ting.0.title"), Some("En"));
        assert_eq!(kept.get("ting.1.title"), Some("To"));
        assert_eq!(gone, [told("Tittel, \t", "Tre")]);
    }
}
