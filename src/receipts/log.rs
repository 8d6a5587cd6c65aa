//! The log of a consultation's case, as everybody may see it.

use super::fault::Found;
use super::store;
use crate::app::App;
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::keys::Keys;
use crate::receipt_log::{self, Entered, Hash, Signer};
use std::sync::Arc;
use uuid::Uuid;

/// A page of it.
pub struct LogPage {
    /// Published heads, the newest first.
    pub heads: Vec<Entered>,
    pub has_more: bool,
    /// What was found wrong with it.
    pub faults: Vec<Found>,
    /// The keys that heads are signed with, the newest first.
    pub keys: Vec<String>,
    pub origin: String,
}

/// Published heads before one of them, at most so many, with what belongs to all.
pub async fn page(
    app: &App,
    consultation: &Arc<Consultation>,
    before: Option<Uuid>,
    limit: u32,
) -> Result<LogPage, Error> {
    let series = consultation.case_series_id;
    let read = move |conn: &mut Conn| {
        let heads = receipt_log::publications(conn, series, before, i64::from(limit) + 1)?;
        Ok((heads, store::faults(conn, series)?))
    };
    let (mut heads, faults) = app.db.read_at_once(read).await?;
    let has_more = heads.len() > limit as usize;
    heads.truncate(limit as usize);
    Ok(LogPage {
        heads,
        has_more,
        faults,
        keys: keys(&app.keys, &app.host()),
        origin: receipt_log::signer(app)
            .key()
            .origin(&consultation.number_prefix, series),
    })
}

fn keys(keys: &Keys, host: &str) -> Vec<String> {
    let all = keys.receipt_logs();
    all.map(|pair| Signer::new(host, pair).key().to_string())
        .collect()
}

/// The proof that a published head begins with what the log was at a smaller size.
pub struct Consistency {
    pub from: u64,
    pub to: u64,
    pub proof: Vec<Hash>,
}

/// The proof from a size, nothing at all if none is named, to that of a published head, the last one if none is named.
pub async fn consistency(
    app: &App,
    consultation: &Consultation,
    from: Option<u64>,
    to: Option<u64>,
) -> Result<Consistency, Error> {
    let series = consultation.case_series_id;
    let from = from.unwrap_or(0);
    let read = move |conn: &mut Conn| {
        let last = receipt_log::last_published(conn, series)?;
        let last = last.map_or(0, |last| last.published.size);
        let to = to.unwrap_or(last);
        let is_published = to == last || receipt_log::entered(conn, series, to)?.is_some();
        if from > to || !is_published {
            return Ok(None);
        }
        let proof = receipt_log::consistency_of(conn, series, (from, to))?;
        Ok(Some(Consistency { from, to, proof }))
    };
    let found = app.db.read_at_once(read).await?;
    found.ok_or_else(|| Problem::NotFound.into())
}
