//! A member of staff (medarbeider), and what must be said of a new one.

use crate::address::EmailAddress;
use crate::error::{Error, FieldError};
use crate::i18n::Lang;
use crate::role::Role;
use crate::text::single_line;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Longer than any name.
const LONGEST_NAME: usize = 200;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub id: Uuid,
    pub email: String,
    pub name: String,
    /// What letters are written in.
    pub language: Lang,
    pub disabled_at: Option<DateTime<Utc>>,
    /// Those that have not been taken back.
    pub grants: Vec<Grant>,
}

impl Member {
    pub fn is_active(&self) -> bool {
        self.disabled_at.is_none()
    }

    /// The role that was given for this consultation, or for all of them.
    pub fn role_given(&self, consultation: Option<Uuid>) -> Option<Role> {
        let given = self.grants.iter().find(|g| g.consultation == consultation);
        given.map(|g| g.role)
    }

    /// They may write the minutes of meetings about it. Roles stay when access ends, and let do nothing.
    pub(super) fn may_write_minutes(&self, consultation: Uuid) -> bool {
        let given = [self.role_given(Some(consultation)), self.role_given(None)];
        let is_enough = |role: &Role| *role >= Role::Officer;
        self.is_active() && given.iter().flatten().any(is_enough)
    }
}

/// A role on one consultation, or on all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    pub consultation: Option<Uuid>,
    pub role: Role,
}

/// Somebody to be added.
#[derive(Debug, Clone)]
pub struct NewMember {
    pub email: String,
    pub name: String,
    pub language: Lang,
}

impl NewMember {
    /// Names everything that must be corrected at once.
    pub fn check(email: &str, name: &str, language: Lang) -> Result<Self, Error> {
        let mut faults = Vec::new();
        let email = as_kept(email);
        if email.is_none() {
            faults.push(FieldError::new("email", "error-email"));
        }
        let name = single_line(name);
        let longest = i64::try_from(LONGEST_NAME).unwrap_or(i64::MAX);
        if name.is_empty() {
            faults.push(FieldError::new("name", "error-staff-name"));
        } else if name.chars().count() > LONGEST_NAME {
            faults.push(FieldError::new("name", "error-length").with(longest));
        }
        match email {
            Some(email) if faults.is_empty() => Ok(Self {
                email,
                name,
                language,
            }),
            _ => Err(Error::invalid(faults)),
        }
    }
}

/// An address as it is kept and looked for: whoever signs in types it in any case.
pub fn as_kept(email: &str) -> Option<String> {
    let email = EmailAddress::parse(email).ok()?;
    Some(email.as_str().to_ascii_lowercase())
}
