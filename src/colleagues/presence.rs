//! Who is writing where now: a notice to colleagues, never a lock.

use super::store;
use crate::app::App;
use crate::error::Error;
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// A sign of life counts this long.
pub const LASTS: Duration = Duration::seconds(60);

/// Somebody's sign of life in a part of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    pub link: Uuid,
    /// The key of a råd, or of the general comments.
    pub part: String,
    pub seen_at: DateTime<Utc>,
}

/// The holder of a link is writing in this part.
pub async fn announce(app: &App, desk: Uuid, link: Uuid, part: &str) -> Result<(), Error> {
    let now = app.clock.now();
    let sign = Sign {
        link,
        part: part.to_owned(),
        seen_at: now,
    };
    app.db
        .write(move |conn| store::put_sign(conn, desk, &sign, now - LASTS))
        .await
}
