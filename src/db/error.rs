//! What a database's refusal means. The only place that reads its message texts.

use super::Conn;
use crate::error::{Error, Problem};
use diesel::QueryResult;
use diesel::result::{ConnectionError, DatabaseErrorKind, Error as DieselError};

/// True for the violation of a unique constraint; SQLite does not say which, so the store function
/// that ran the statement says what it means.
pub fn is_unique_violation(error: &DieselError) -> bool {
    matches!(
        error,
        DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)
    )
}

/// True where what is kept cannot be what its column says: somebody has put it there past the program.
fn is_unreadable(error: &DieselError) -> bool {
    matches!(error, DieselError::DeserializationError(_))
}

/// Reads what belongs to these keys, and where something of it is unreadable, all but what belongs to that key.
pub fn readable<K, T>(
    conn: &mut Conn,
    keys: &[K],
    read: &impl Fn(&mut Conn, &[K]) -> QueryResult<Vec<T>>,
) -> QueryResult<Vec<T>> {
    match read(conn, keys) {
        Err(error) if is_unreadable(&error) => {
            if keys.len() < 2 {
                return Ok(Vec::new());
            }
            let (first, second) = keys.split_at(keys.len() / 2);
            let mut found = readable(conn, first, read)?;
            found.extend(readable(conn, second, read)?);
            Ok(found)
        }
        other => other,
    }
}

/// Phrases of states that pass by themselves or by an operator's hand: nothing was written, the client
/// may try again.
const PASSING: [&str; 9] = [
    "disk is full",
    "No space left on device",
    "readonly database",
    "read-only transaction",
    "disk I/O error",
    "database is locked",
    "unable to open database file",
    "connection",
    "shutting down",
];

const PASSING_KINDS: [DatabaseErrorKind; 3] = [
    DatabaseErrorKind::ReadOnlyTransaction,
    DatabaseErrorKind::ClosedConnection,
    DatabaseErrorKind::SerializationFailure,
];

impl From<DieselError> for Error {
    fn from(error: DieselError) -> Self {
        let problem = match &error {
            DieselError::NotFound => Problem::NotFound,
            DieselError::DatabaseError(kind, info) => {
                if info.message().contains("lock timeout") {
                    Problem::InFlight
                } else if PASSING_KINDS.iter().any(|k| same_kind(k, kind))
                    || PASSING.iter().any(|p| info.message().contains(p))
                {
                    Problem::Unavailable
                } else {
                    Problem::Internal
                }
            }
            DieselError::BrokenTransactionManager | DieselError::AlreadyInTransaction => {
                Problem::Unavailable
            }
            _ => Problem::Internal,
        };
        Self::because(problem, error.to_string())
    }
}

fn same_kind(a: &DatabaseErrorKind, b: &DatabaseErrorKind) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}

/// libpq's text may repeat the connection string, so only its last line is kept.
pub fn cannot_connect(error: &ConnectionError) -> Error {
    let text = error.to_string();
    let line = text.lines().last().unwrap_or_default();
    Error::because(
        Problem::Unavailable,
        format!("cannot open the database: {line}"),
    )
}
