//! Who shall be asked, as it is told: typed one by one, or pasted as lines «Navn; e-post». Every fault is told with its
//! place among them.

use super::round::MOST_MEMBERS;
use crate::address::EmailAddress;
use crate::error::{Error, FieldError};
use crate::text;
use std::collections::HashMap;

const LONGEST_NAME: usize = 200;

/// One of them as it was told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    pub name: String,
    pub email: String,
}

/// Somebody who can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub name: String,
    pub email: String,
}

/// The lines of a pasted list, with the number of each. Between name and address stands a semicolon or, as it comes from
/// a spreadsheet, a tab. Empty lines are nobody.
pub fn lines(pasted: &str) -> Vec<(usize, Told)> {
    let lines = pasted.lines().enumerate();
    let told = lines
        .filter(|(_, line)| !text::is_blank(line))
        .map(|(n, line)| {
            let parted = line.rsplit_once([';', '\t']);
            let (name, email) = parted.unwrap_or((line, ""));
            let told = Told {
                name: name.trim().to_owned(),
                email: email.trim().to_owned(),
            };
            (n + 1, told)
        });
    told.collect()
}

/// All of them, or every fault: at `members/3/email` for the fourth.
pub fn check(told: &[Told]) -> Result<Vec<Wanted>, Error> {
    if told.is_empty() {
        let fault = FieldError::new("members", "error-members-nobody");
        return Err(Error::invalid(vec![fault]));
    }
    if told.len() > MOST_MEMBERS {
        return Err(Error::invalid(vec![too_many("members")]));
    }
    let mut faults = Vec::new();
    let mut wanted = Vec::with_capacity(told.len());
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (n, told) in told.iter().enumerate() {
        let name = text::single_line(&told.name);
        let at = |what: &str| format!("members/{n}/{what}");
        match text::count(&name) {
            0 => faults.push(FieldError::new(at("name"), "error-members-name")),
            count if count > LONGEST_NAME => {
                let most = i64::try_from(LONGEST_NAME).unwrap_or(i64::MAX);
                faults.push(FieldError::new(at("name"), "error-length").with(most));
            }
            _ => {}
        }
        let Ok(email) = EmailAddress::parse(&told.email) else {
            faults.push(FieldError::new(at("email"), "error-email"));
            continue;
        };
        let email = email.as_str().to_owned();
        if seen.insert(email.to_lowercase(), n).is_some() {
            faults.push(FieldError::new(at("email"), "error-members-twice"));
        }
        wanted.push(Wanted { name, email });
    }
    match faults.is_empty() {
        true => Ok(wanted),
        false => Err(Error::invalid(faults)),
    }
}

pub fn too_many(at: &str) -> FieldError {
    let most = i64::try_from(MOST_MEMBERS).unwrap_or(i64::MAX);
    FieldError::new(at, "error-members-many").with(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(pasted: &str) -> Vec<(String, &'static str)> {
        let told: Vec<Told> = lines(pasted).into_iter().map(|(_, told)| told).collect();
        let error = check(&told).err().map(|e| e.fields).unwrap_or_default();
        error.into_iter().map(|f| (f.at, f.code)).collect()
    }

    #[test]
    fn a_line_is_a_name_and_an_address_and_keeps_its_number() {
        let pasted = "Elveby lag; post@elveby.example\r\n\n  \nFjell; og dal;fjell@dal.example\nVik\tvik@vik.example";
        let told = lines(pasted);
        let numbers: Vec<usize> = told.iter().map(|(n, _)| *n).collect();
        assert_eq!(numbers, [1, 4, 5]);
        assert_eq!(told[0].1.name, "Elveby lag");
        assert_eq!(told[1].1.name, "Fjell; og dal");
        assert_eq!(told[2].1.email, "vik@vik.example");
    }

    #[test]
    fn every_fault_is_told_with_its_place() {
        let found = faults("uten adresse\n; a@b.example\nEn; feil@\nTo; A@b.example");
        let expected = [
            ("members/0/email", "error-email"),
            ("members/1/name", "error-members-name"),
            ("members/2/email", "error-email"),
            ("members/3/email", "error-members-twice"),
        ];
        assert_eq!(found, expected.map(|(at, code)| (at.to_owned(), code)));
        assert_eq!(faults(""), [("members".to_owned(), "error-members-nobody")]);
    }

    #[test]
    fn no_more_are_asked_at_once_than_fit_in_a_round() {
        let line = |n: usize| format!("Lag {n}; lag{n}@lag.example\n");
        let all: String = (0..=MOST_MEMBERS).map(line).collect();
        assert_eq!(faults(&all), [("members".to_owned(), "error-members-many")]);
        let fit: String = (0..MOST_MEMBERS).map(line).collect();
        assert!(faults(&fit).is_empty());
    }
}
