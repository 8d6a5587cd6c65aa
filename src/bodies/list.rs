//! The register a page at a time, by name, with what is looked for.

use super::body::{Body, Kind};
use chrono::NaiveDate;
use std::str::FromStr;
use uuid::Uuid;

/// What of the register is wanted.
#[derive(Debug, Clone, Default)]
pub struct ListQuery {
    /// Words that must all be in its names or numbers.
    pub words: String,
    pub kind: Option<Kind>,
    pub county_no: Option<String>,
    /// Only those that no letter can be sent to.
    pub without_address: bool,
    pub standing: Option<Standing>,
    /// Only those on this list.
    pub in_list: Option<Uuid>,
    pub after: Option<Cursor>,
    pub limit: u32,
}

/// Whether a body is, or is no more, on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    InForce(NaiveDate),
    Closed(NaiveDate),
}

/// Where a page ended: the folded name and the id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub folded: String,
    pub id: Uuid,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.id, self.folded)
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (id, folded) = text.split_once(' ').ok_or(())?;
        // No name has any, and PostgreSQL takes no NUL.
        if folded.chars().any(char::is_control) {
            return Err(());
        }
        Ok(Self {
            folded: folded.to_owned(),
            id: id.parse().map_err(|_| ())?,
        })
    }
}

/// A page of the register.
#[derive(Debug, Clone)]
pub struct Listed {
    pub items: Vec<Body>,
    pub next: Option<Cursor>,
}
