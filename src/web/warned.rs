//! The warning of what looks like a national identity number in a form: told once of each, and never a stop. The form
//! says of itself what it was shown with, so that the same press again goes through. Nothing of it is stored or logged.

use super::form::Form;
use crate::text;
use ring::digest::{SHA256, digest};
use std::fmt::Write;

/// The hidden control that says what the writer was warned of.
pub const WARNED: &str = "varslet";

/// What in a form looks like a national identity number.
#[derive(Clone, Default)]
pub struct Warned {
    found: Vec<Found>,
}

#[derive(Clone)]
struct Found {
    /// The control and what it is called.
    at: String,
    label: String,
    /// Names the finding without saying it.
    mark: String,
}

impl Warned {
    /// Looks through controls: each with its label and what stands in it.
    pub fn of<A, L, T>(controls: impl IntoIterator<Item = (A, L, T)>) -> Self
    where
        A: AsRef<str>,
        L: AsRef<str>,
        T: AsRef<str>,
    {
        let mut found = Vec::new();
        for (at, label, text) in controls {
            let (at, label) = (at.as_ref(), label.as_ref());
            found.extend(text::national_ids(text.as_ref()).map(|digits| Found {
                at: at.to_owned(),
                label: label.to_owned(),
                mark: mark(at, &digits),
            }));
        }
        Self { found }
    }

    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether there is something that the sent form does not say its writer was warned of.
    pub fn is_new(&self, form: &Form) -> bool {
        let shown = form.get(WARNED).unwrap_or_default();
        let is_shown = |found: &Found| shown.split(' ').any(|mark| mark == found.mark);
        !self.found.iter().all(is_shown)
    }

    /// What the hidden control holds.
    pub fn value(&self) -> String {
        let marks: Vec<&str> = self.found.iter().map(|f| f.mark.as_str()).collect();
        marks.join(" ")
    }

    /// The controls, each once: its name and what it is called.
    pub fn controls(&self) -> Vec<(&str, &str)> {
        let all = self.found.iter();
        let mut controls: Vec<_> = all.map(|f| (f.at.as_str(), f.label.as_str())).collect();
        controls.dedup();
        controls
    }
}

fn mark(at: &str, digits: &[u32; 11]) -> String {
    let mut said = format!("{at}:");
    for digit in digits {
        let _ = write!(said, "{digit}");
    }
    let sum = digest(&SHA256, said.as_bytes());
    let mut mark = String::new();
    for byte in sum.as_ref().iter().take(6) {
        let _ = write!(mark, "{byte:02x}");
    }
    mark
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::body::Received;
    use chrono::DateTime;

    // Made up as the tax agency makes its test people: nobody has these.
    const ONE: &str = "Hilsen 01819010001";
    const OTHER: &str = "Hilsen 01419010029";

    fn form(warned: &Warned) -> Form {
        let body = Received {
            bytes: format!("{WARNED}={}", warned.value()).into_bytes().into(),
            at: DateTime::UNIX_EPOCH,
        };
        Form::parse("application/x-www-form-urlencoded", &body).unwrap()
    }

    fn of(at: &str, text: &str) -> Warned {
        Warned::of([(at, "Navn", text)])
    }

    #[test]
    fn what_was_shown_once_is_not_new_and_another_number_or_place_is() {
        let shown = form(&of("navn", ONE));
        assert!(!of("navn", &format!("{ONE} og mer")).is_new(&shown));
        assert!(of("navn", OTHER).is_new(&shown));
        assert!(of("rolle", ONE).is_new(&shown));
        assert!(!of("navn", "ingenting").is_new(&shown));
    }

    #[test]
    fn the_form_does_not_say_the_number_again() {
        assert!(!of("navn", ONE).value().contains("0181901"));
    }
}
