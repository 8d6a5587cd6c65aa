//! The one reading that everything on the page is counted from.

use super::store;
use crate::app::App;
use crate::consultations::Consultation;
use crate::error::Error;
use crate::invitations::{self, Asked};
use crate::review::{KeptRoster, Roster};
use chrono::{DateTime, Utc};
use std::sync::Arc;

pub(super) struct Read {
    /// Every numbered answer.
    pub roster: Arc<Roster>,
    /// Every invited body, and what has become of it.
    pub asked: Vec<Asked>,
    /// When each letter to them was handed over.
    pub letters: Vec<DateTime<Utc>>,
    pub unconfirmed: usize,
}

pub(super) async fn read(app: &App, consultation: &Arc<Consultation>) -> Result<Read, Error> {
    let kept = KeptRoster::of(app, consultation);
    let (consultation, now) = (Arc::clone(consultation), app.clock.now());
    app.db
        .read_at_once(move |conn| {
            Ok(Read {
                roster: kept.caught_up(conn, &consultation, now)?,
                asked: invitations::asked_with(conn, consultation.id, None)?,
                letters: store::letters_sent(conn, consultation.id)?,
                unconfirmed: store::unconfirmed(conn, consultation.id)?,
            })
        })
        .await
}
