//! What is told of somebody who shall take part, checked: every fault at once, named by its control.

use crate::address::EmailAddress;
use crate::consultations::Consultation;
use crate::error::{Error, FieldError};
use crate::i18n::Lang;
use crate::right::Right;
use crate::text;

const LONGEST_NAME: usize = 200;

/// As it was typed.
#[derive(Debug, Clone, Default)]
pub struct Told {
    pub name: String,
    pub email: String,
    pub may: Option<Right>,
    pub parts: Vec<String>,
    pub language: Lang,
}

/// Somebody who can be asked.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub name: String,
    pub email: String,
    pub allowed: Allowed,
    pub language: Lang,
}

/// What somebody may do, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    pub may: Right,
    /// Empty is all.
    pub parts: Vec<String>,
}

impl Wanted {
    pub fn check(told: &Told, consultation: &Consultation) -> Result<Self, Error> {
        let mut faults = Vec::new();
        let name = text::single_line(&told.name);
        match text::count(&name) {
            0 => faults.push(FieldError::new("name", "error-missing")),
            n if n > LONGEST_NAME => {
                let most = i64::try_from(LONGEST_NAME).unwrap_or(i64::MAX);
                faults.push(FieldError::new("name", "error-length").with(most));
            }
            _ => {}
        }
        let email = EmailAddress::parse(&told.email);
        if email.is_err() {
            faults.push(FieldError::new("email", "error-email"));
        }
        let allowed = Allowed::find(told.may, &told.parts, consultation, &mut faults);
        match (email, allowed) {
            (Ok(email), Some(allowed)) if faults.is_empty() => Ok(Self {
                name,
                email: email.as_str().to_owned(),
                allowed,
                language: told.language,
            }),
            _ => Err(Error::invalid(faults)),
        }
    }
}

impl Allowed {
    pub fn check(
        may: Option<Right>,
        parts: &[String],
        consultation: &Consultation,
    ) -> Result<Self, Error> {
        let mut faults = Vec::new();
        let allowed = Self::find(may, parts, consultation, &mut faults);
        allowed.ok_or_else(|| Error::invalid(faults))
    }

    fn find(
        may: Option<Right>,
        parts: &[String],
        consultation: &Consultation,
        faults: &mut Vec<FieldError>,
    ) -> Option<Self> {
        let before = faults.len();
        if may.is_none() {
            faults.push(FieldError::new("may", "error-missing"));
        }
        let mut chosen: Vec<String> = Vec::new();
        for part in parts {
            if !consultation.has_part_ever(part) {
                faults.push(FieldError::new("parts", "error-not-offered"));
                break;
            }
            if !chosen.contains(part) {
                chosen.push(part.clone());
            }
        }
        // Who sends answers for all of it: to narrow that would say what does not hold.
        if may >= Some(Right::Send) && !parts.is_empty() {
            faults.push(FieldError::new("parts", "error-parts-of-sender"));
        }
        let may = may?;
        (faults.len() == before).then_some(Self { may, parts: chosen })
    }
}
