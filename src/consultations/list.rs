//! The list of consultations: what is asked of it, and what stands in it. By deadline; the open ones with
//! the nearest first, the others with the latest first.

mod store;

use super::consultation::{Kind, Stage, Texts, TrueDates};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::NaiveDate;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

pub use store::{count, list};

/// What is asked for. `today` is the day in Oslo: a deadline passes by itself.
#[derive(Debug, Clone)]
pub struct ListQuery {
    /// `None`: wherever they stand.
    pub stage: Option<Stage>,
    /// As the reader typed them.
    pub words: String,
    pub after: Option<Cursor>,
    pub limit: u32,
    pub today: NaiveDate,
}

/// The last consultation that was listed; the next page begins after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub deadline_on: NaiveDate,
    pub id: Uuid,
}

/// Clients hand it back as it is.
impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = format!("{} {}", self.deadline_on, self.id.simple());
        f.write_str(&BASE64_URL_SAFE_NO_PAD.encode(plain))
    }
}

/// Not a cursor that we gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotACursor;

impl FromStr for Cursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let plain = BASE64_URL_SAFE_NO_PAD
            .decode(text)
            .map_err(|_| NotACursor)?;
        let plain = String::from_utf8(plain).map_err(|_| NotACursor)?;
        let (deadline_on, id) = plain.split_once(' ').ok_or(NotACursor)?;
        Ok(Self {
            deadline_on: deadline_on.parse().map_err(|_| NotACursor)?,
            id: Uuid::try_parse(id).map_err(|_| NotACursor)?,
        })
    }
}

/// A consultation as it stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    pub id: Uuid,
    pub slug: String,
    pub reference: Option<String>,
    pub kind: Kind,
    pub stage: Stage,
    pub title: Texts,
    pub ingress: Option<Texts>,
    pub product_type: Option<Texts>,
    pub owner: Texts,
    pub published_on: NaiveDate,
    pub deadline_on: NaiveDate,
    pub demo: Option<TrueDates>,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub items: Vec<Summary>,
    /// `None`: this was the last page.
    pub next: Option<Cursor>,
}

/// How many there are at each stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub open: i64,
    pub processing: i64,
    pub concluded: i64,
}

impl Counts {
    pub fn of(&self, stage: Stage) -> i64 {
        match stage {
            Stage::Open => self.open,
            Stage::Processing => self.processing,
            Stage::Concluded => self.concluded,
        }
    }

    pub fn all(&self) -> i64 {
        self.open + self.processing + self.concluded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_was_and_anything_else_is_refused() {
        let cursor = Cursor {
            deadline_on: "2024-08-01".parse().unwrap(),
            id: Uuid::from_u128(7),
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for other in ["", "x", "MjAyNC0wOC0wMQ", "AAAA", "æ"] {
            assert_eq!(other.parse::<Cursor>(), Err(NotACursor));
        }
    }
}
