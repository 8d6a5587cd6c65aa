//! The list of consultations: what is asked of it, and what stands in it. By deadline; the open ones with
//! the nearest first, the others with the latest first.

mod store;

use super::consultation::{Consultation, Kind, Stage, Texts, TrueDates};
use super::store::{Key, load};
use crate::db::Conn;
use crate::error::Error;
use chrono::{Datelike, NaiveDate};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

pub use store::{Approval, approvals, count, list, list_these, with_harmed_log};

/// What was published for a later day and waits for it, the nearest first. Only staff may see it.
pub fn waiting(conn: &mut Conn) -> Result<Vec<Consultation>, Error> {
    let mut found = Vec::new();
    for id in store::waiting(conn)? {
        found.extend(load(conn, &Key::Id(id), None)?);
    }
    Ok(found)
}

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

/// The day as a number, and the id. Every text of that shape is a cursor: it says where to go on, not that
/// something stood there.
impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}-{}",
            self.deadline_on.num_days_from_ce(),
            self.id.simple()
        )
    }
}

/// Not a cursor that we gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotACursor;

impl FromStr for Cursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (days, id) = text.split_once('-').ok_or(NotACursor)?;
        let plain = |text: &str, longest| {
            (1..=longest).contains(&text.len())
                && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        };
        if !plain(days, 6) || !plain(id, 32) || id.len() != 32 {
            return Err(NotACursor);
        }
        let days = days.parse().map_err(|_| NotACursor)?;
        Ok(Self {
            deadline_on: NaiveDate::from_num_days_from_ce_opt(days).ok_or(NotACursor)?,
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
    fn every_text_of_the_shape_is_a_cursor() {
        for days in ["0", "000001", "999999"] {
            assert!(
                format!("{days}-{}", "f".repeat(32))
                    .parse::<Cursor>()
                    .is_ok(),
                "{days}"
            );
        }
    }

    #[test]
    fn a_cursor_comes_back_as_it_was_and_anything_else_is_refused() {
        let cursor = Cursor {
            deadline_on: "2024-08-01".parse().unwrap(),
            id: Uuid::from_u128(7),
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for other in [
            "",
            "x",
            "738733-",
            "1234567-00000000000000000000000000000007",
            "7-7",
            "æ",
        ] {
            assert_eq!(other.parse::<Cursor>(), Err(NotACursor));
        }
    }
}
