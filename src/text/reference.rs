//! The case reference (saksnummer) and the organisation number, as people write them.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

use super::single_line;

/// A case reference (saksnummer): year and sequence, and perhaps a document number. Compared by value
/// (`24/13304` is `2024/13304`), shown as it was written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseRef {
    year: u16,
    sequence: u32,
    document_no: Option<u32>,
    written: String,
}

/// Why something is not a reference or number; the caller knows the words for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAReference {
    #[error("a case reference is a year, a slash and a number, such as 24/13304")]
    CaseRef,
    #[error("an organisation number has nine digits, the last of which is a control digit")]
    OrgNo,
}

impl CaseRef {
    /// Reads every written form: `24/13304`, `2018/10769`, `15/00248-11`, with spaces or any kind of dash.
    pub fn parse(text: &str) -> Result<CaseRef, NotAReference> {
        let written = single_line(text);
        Self::read(&written).ok_or(NotAReference::CaseRef)
    }

    fn read(written: &str) -> Option<CaseRef> {
        let (year, rest) = written.split_once('/')?;
        let (sequence, document_no) = match rest.split_once(is_dash) {
            Some((sequence, document_no)) => (sequence, Some(positive(document_no)?)),
            None => (rest, None),
        };
        Some(CaseRef {
            year: full_year(year.trim())?,
            sequence: positive(sequence)?,
            document_no,
            written: written.to_owned(),
        })
    }

    /// The year in full, also when it was written with two digits.
    pub fn year(&self) -> u16 {
        self.year
    }

    pub fn sequence(&self) -> u32 {
        self.sequence
    }

    pub fn document_no(&self) -> Option<u32> {
        self.document_no
    }

    /// Whether both name the same case, whatever document in it.
    pub fn same_case(&self, other: &CaseRef) -> bool {
        (self.year, self.sequence) == (other.year, other.sequence)
    }

    /// The reference of the case alone, as written: what the numbers of its answers begin with.
    pub fn case_as_written(&self) -> &str {
        match self.written.split_once(is_dash) {
            Some((case, _)) => case.trim_end(),
            None => &self.written,
        }
    }

    fn value(&self) -> (u16, u32, Option<u32>) {
        (self.year, self.sequence, self.document_no)
    }
}

impl fmt::Display for CaseRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl PartialEq for CaseRef {
    fn eq(&self, other: &CaseRef) -> bool {
        self.value() == other.value()
    }
}

impl Eq for CaseRef {}

impl Hash for CaseRef {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value().hash(state);
    }
}

impl Ord for CaseRef {
    fn cmp(&self, other: &CaseRef) -> Ordering {
        self.value().cmp(&other.value())
    }
}

impl PartialOrd for CaseRef {
    fn partial_cmp(&self, other: &CaseRef) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl TryFrom<String> for CaseRef {
    type Error = NotAReference;
    fn try_from(text: String) -> Result<CaseRef, NotAReference> {
        CaseRef::parse(&text)
    }
}

impl From<CaseRef> for String {
    fn from(reference: CaseRef) -> String {
        reference.written
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn positive(text: &str) -> Option<u32> {
    let text = text.trim();
    let digits_only =
        !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
    let number: u32 = digits_only.then(|| text.parse().ok())??;
    (number > 0).then_some(number)
}

/// Two digits are this century below 70, else the last: no electronic archive here is older.
fn full_year(text: &str) -> Option<u16> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year: u16 = text.parse().ok()?;
    match (text.len(), year) {
        (2, 0..=69) => Some(2000 + year),
        (2, _) => Some(1900 + year),
        (4, 1900..=2199) => Some(year),
        _ => None,
    }
}

/// An organisation number (organisasjonsnummer): nine digits, the last a control digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrgNo(String);

impl OrgNo {
    /// Spaces are how people group the digits, and allowed anywhere.
    pub fn parse(text: &str) -> Result<OrgNo, NotAReference> {
        const WEIGHTS: [u32; 9] = [3, 2, 7, 6, 5, 4, 3, 2, 1];
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let nine = digits.len() == 9 && digits.bytes().all(|b| b.is_ascii_digit());
        let sum: u32 = digits
            .bytes()
            .zip(WEIGHTS)
            .map(|(b, weight)| u32::from(b.wrapping_sub(b'0')) * weight)
            .sum();
        if nine && sum > 0 && sum.is_multiple_of(11) {
            Ok(OrgNo(digits))
        } else {
            Err(NotAReference::OrgNo)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people read it: `983 544 622`, with spaces that do not break.
    pub fn grouped(&self) -> String {
        [&self.0[..3], &self.0[3..6], &self.0[6..]].join("\u{00A0}")
    }
}

impl fmt::Display for OrgNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for OrgNo {
    type Error = NotAReference;
    fn try_from(text: String) -> Result<OrgNo, NotAReference> {
        OrgNo::parse(&text)
    }
}

impl From<OrgNo> for String {
    fn from(number: OrgNo) -> String {
        number.0
    }
}

#[cfg(test)]
mod tests;
