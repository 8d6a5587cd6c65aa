//! The one error of the program and the closed catalogue of what can go wrong.
//!
//! Every [`Problem`] has a slug, a status and a section in `docs/problems.md`; `web/` gives it its two
//! faces (problem+json and a page). What happened inside (`cause`) is for the log and never shown.

use std::fmt;

/// What can go wrong, as users and machines meet it. Closed: a new one is added here, in
/// `docs/problems.md`, in the locales, and gets a test that produces it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Problem {
    MalformedRequest,
    Invalid,
    Unauthenticated,
    SignedOut,
    CrossSite,
    Forbidden,
    ScopeMissing,
    TokenTooNarrow,
    RightMissing,
    SecondPerson,
    NotFound,
    MethodNotAllowed,
    LinkRevoked,
    RequestTimeout,
    InFlight,
    NotOpen,
    Locked,
    HeldBack,
    FileLost,
    PreconditionFailed,
    PreconditionRequired,
    TooLarge,
    UnsupportedMediaType,
    IdempotencyKeyMissing,
    IdempotencyKeyReused,
    NothingWritten,
    OverLimit,
    TooMany,
    Unavailable,
    NoRoomForFiles,
    NoPdf,
    PdfNotMade,
    Internal,
}

impl Problem {
    pub const ALL: [Self; 33] = [
        Self::MalformedRequest,
        Self::Invalid,
        Self::Unauthenticated,
        Self::SignedOut,
        Self::CrossSite,
        Self::Forbidden,
        Self::ScopeMissing,
        Self::TokenTooNarrow,
        Self::RightMissing,
        Self::SecondPerson,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::LinkRevoked,
        Self::RequestTimeout,
        Self::InFlight,
        Self::NotOpen,
        Self::Locked,
        Self::HeldBack,
        Self::FileLost,
        Self::PreconditionFailed,
        Self::PreconditionRequired,
        Self::TooLarge,
        Self::UnsupportedMediaType,
        Self::IdempotencyKeyMissing,
        Self::IdempotencyKeyReused,
        Self::NothingWritten,
        Self::OverLimit,
        Self::TooMany,
        Self::Unavailable,
        Self::NoRoomForFiles,
        Self::NoPdf,
        Self::PdfNotMade,
        Self::Internal,
    ];

    /// The last part of the problem's type URI, and the heading in `docs/problems.md`.
    pub const fn slug(self) -> &'static str {
        self.facts().0
    }

    /// The HTTP status.
    pub const fn status(self) -> u16 {
        self.facts().1
    }

    /// A short title in English, the language of the API.
    pub const fn title(self) -> &'static str {
        self.facts().2
    }

    const fn facts(self) -> (&'static str, u16, &'static str) {
        match self {
            Self::MalformedRequest => ("malformed-request", 400, "The request could not be read"),
            Self::IdempotencyKeyMissing => (
                "idempotency-key-missing",
                400,
                "Idempotency-Key is required",
            ),
            Self::Unauthenticated => ("unauthenticated", 401, "A valid token is required"),
            Self::SignedOut => ("signed-out", 401, "Staff must sign in"),
            Self::Forbidden => ("forbidden", 403, "Your role does not allow this"),
            Self::ScopeMissing => ("scope-missing", 403, "The token's scopes do not allow this"),
            Self::TokenTooNarrow => (
                "token-too-narrow",
                403,
                "The token is for one consultation, and this is outside it",
            ),
            Self::RightMissing => ("right-missing", 403, "The link does not allow this"),
            Self::SecondPerson => ("second-person", 403, "Another member of staff must publish"),
            Self::CrossSite => ("cross-site", 403, "The form was sent from another site"),
            Self::NotFound => ("not-found", 404, "There is nothing here"),
            Self::NoPdf => ("no-pdf", 404, "PDF is not made here"),
            Self::MethodNotAllowed => ("method-not-allowed", 405, "The method is not allowed here"),
            Self::RequestTimeout => ("request-timeout", 408, "The body did not arrive in time"),
            Self::InFlight => ("in-flight", 409, "An equal request is still being handled"),
            Self::NotOpen => ("not-open", 409, "The consultation does not take input now"),
            Self::Locked => ("locked", 409, "The text is locked while it is treated"),
            Self::HeldBack => ("held-back", 409, "The file is held back"),
            Self::LinkRevoked => (
                "link-revoked",
                410,
                "The link has been replaced by a newer one",
            ),
            Self::PreconditionFailed => (
                "precondition-failed",
                412,
                "If-Match names an older version",
            ),
            Self::TooLarge => ("too-large", 413, "The body is too large"),
            Self::UnsupportedMediaType => (
                "unsupported-media-type",
                415,
                "The content type is not supported",
            ),
            Self::Invalid => ("invalid", 422, "Some of what was sent must be corrected"),
            Self::IdempotencyKeyReused => (
                "idempotency-key-reused",
                422,
                "The key was used with another payload",
            ),
            Self::NothingWritten => ("nothing-written", 422, "There is nothing to send"),
            Self::OverLimit => ("over-limit", 422, "A text is longer than its field allows"),
            Self::PreconditionRequired => ("precondition-required", 428, "If-Match is required"),
            Self::TooMany => ("too-many-requests", 429, "Too many requests"),
            Self::Unavailable => ("unavailable", 503, "Nothing can be written just now"),
            Self::NoRoomForFiles => (
                "no-room-for-files",
                507,
                "There is no room for files just now",
            ),
            Self::PdfNotMade => ("pdf-not-made", 503, "The PDF was not made"),
            Self::FileLost => ("file-lost", 503, "The file is not kept as it was received"),
            Self::Internal => ("internal", 500, "Something went wrong here"),
        }
    }
}

/// One thing to correct. `at` is a JSON pointer (RFC 6901) in the API and the control's name on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    pub at: String,
    /// Key of the text that tells what to do; `web` finds it in the reader's language.
    pub code: &'static str,
    /// A number that belongs in the text: the surplus, the limit.
    pub n: Option<i64>,
}

impl FieldError {
    pub fn new(at: impl Into<String>, code: &'static str) -> Self {
        Self {
            at: at.into(),
            code,
            n: None,
        }
    }

    pub fn with(mut self, n: i64) -> Self {
        self.n = Some(n);
        self
    }
}

/// What a use case returns when it does not do what was asked.
#[derive(Debug, Clone)]
pub struct Error {
    pub problem: Problem,
    pub fields: Vec<FieldError>,
    /// What happened inside. For the log only.
    pub cause: Option<String>,
    /// The text that tells a program what to do, where it is not the one of the problem.
    pub detail: Option<&'static str>,
    /// Members that the problem's JSON has beside the usual ones: what stands there now, for instance.
    pub beside: Option<Box<serde_json::Map<String, serde_json::Value>>>,
}

/// The member that names a file which a problem is about; its page names it, too.
pub const FILE: &str = "file";

impl Error {
    pub fn new(problem: Problem) -> Self {
        Self {
            problem,
            fields: Vec::new(),
            cause: None,
            detail: None,
            beside: None,
        }
    }

    /// Several corrections at once; an empty list is a bug and becomes `Internal`.
    pub fn invalid(fields: Vec<FieldError>) -> Self {
        Self::of_fields(Problem::Invalid, fields)
    }

    pub fn of_fields(problem: Problem, fields: Vec<FieldError>) -> Self {
        Self {
            fields,
            ..Self::new(problem)
        }
    }

    pub fn internal(cause: impl Into<String>) -> Self {
        Self::because(Problem::Internal, cause)
    }

    pub fn because(problem: Problem, cause: impl Into<String>) -> Self {
        Self {
            cause: Some(cause.into()),
            ..Self::new(problem)
        }
    }

    /// A file that is not in the storage as it was received. For the log, which names nobody's files, by its id.
    pub fn file_lost(name: &str, cause: impl Into<String>) -> Self {
        Self::because(Problem::FileLost, cause).beside(FILE, name.into())
    }

    /// The same, told to programs by another text of the locales.
    pub fn told(mut self, detail: &'static str) -> Self {
        self.detail = Some(detail);
        self
    }

    /// The same with one more member in the problem's JSON.
    pub fn beside(mut self, name: &str, value: serde_json::Value) -> Self {
        self.beside
            .get_or_insert_default()
            .insert(name.to_owned(), value);
        self
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::new(problem)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.problem.slug())?;
        match &self.cause {
            Some(cause) => write!(f, ": {cause}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_problems_share_a_slug() {
        let slugs: HashSet<_> = Problem::ALL.iter().map(|p| p.slug()).collect();
        assert_eq!(slugs.len(), Problem::ALL.len());
    }
}
