//! Who supports an answer: the bodies and persons whose answers count and support it, in whole or in a råd. Read for the
//! answers that are shown; a signature under them, never a text of its own.

use super::store::{self, Supporter};
use crate::app::App;
use crate::consultations::Consultation;
use crate::error::Error;
use std::collections::HashMap;
use uuid::Uuid;

/// Those who support an answer, each in the order of the numbers.
#[derive(Debug, Default)]
pub struct Supporters {
    pub by: Vec<Supporter>,
    /// Those who support a version that was taken back. They are in no number, and no signatures: the same that the filter
    /// of answers that are supported leaves out (`sift.rs`).
    pub gone: Vec<Supporter>,
}

/// Those who support these answers, by the answer. `part`: only in whole, or with the råd named also in that alone.
pub async fn supporters(
    app: &App,
    of: Vec<Uuid>,
    part: Part,
) -> Result<HashMap<Uuid, Supporters>, Error> {
    let advice = match part {
        Part::All => None,
        Part::Whole => Some(None),
        Part::Advice(id) => Some(Some(id)),
    };
    let found = app
        .db
        .read(move |conn| store::supporters(conn, &of, advice))
        .await?;
    let told_apart = |(of, all): (Uuid, Vec<Supporter>)| {
        let (gone, by) = all.into_iter().partition(|one| one.is_gone);
        (of, Supporters { by, gone })
    };
    Ok(found.into_iter().map(told_apart).collect())
}

/// What is supported.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// Anything of the answer.
    All,
    /// All of it.
    Whole,
    /// This råd: alone or with all of it.
    Advice(Uuid),
}

/// How much of an answer somebody supports, as the keys of råd in the order of the proposal; `None`: all of it.
pub fn extent(consultation: &Consultation, supporter: &Supporter) -> Option<Vec<String>> {
    if supporter.advice.iter().any(Option::is_none) {
        return None;
    }
    let advice = consultation.advice_ever();
    let keys = advice.filter(|advice| supporter.advice.contains(&Some(advice.id)));
    Some(keys.map(|advice| advice.key.clone()).collect())
}
