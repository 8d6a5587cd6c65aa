//! An attachment read again: what comes out of the storage is what was put there, or it breaks off before its end.

use super::Attachment;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::storage::{Bytes, Pieces};
use futures_util::{StreamExt as _, stream};
use ring::digest::{Context, SHA256};

/// Its bytes. The last of them come when all have been hashed and found to be those that were received, so that what was
/// changed or cut off meanwhile never looks whole.
pub async fn read(app: &App, one: &Attachment) -> Result<Pieces, Error> {
    let pieces = app.storage.get(one.id).await.map_err(|error| match error {
        Error {
            problem: Problem::NotFound,
            ..
        } => Error::file_lost(&one.name, format!("attachment {} is lost", one.id)),
        error => error,
    })?;
    let reading = Reading {
        pieces,
        held: None,
        hash: Context::new(&SHA256),
        left: u64::try_from(one.size).unwrap_or_default(),
        one: one.clone(),
    };
    let checked = stream::unfold(Some(reading), |reading| async move {
        let mut reading = reading?;
        match reading.next().await {
            Ok(Some((piece, goes_on))) => Some((Ok(piece), goes_on.then_some(reading))),
            Ok(None) => None,
            Err(error) => Some((Err(error), None)),
        }
    });
    Ok(Box::pin(checked))
}

/// Which of them are not in the storage at all.
pub async fn lost<'a>(app: &App, all: &'a [Attachment]) -> Result<Vec<&'a Attachment>, Error> {
    let mut lost = Vec::new();
    for one in all {
        if !app.storage.has(one.id).await? {
            tracing::warn!(attachment = %one.id, "attachment.lost");
            lost.push(one);
        }
    }
    Ok(lost)
}

struct Reading {
    pieces: Pieces,
    /// What came last.
    held: Option<Bytes>,
    hash: Context,
    /// How many bytes of it are still to come.
    left: u64,
    one: Attachment,
}

impl Reading {
    /// What may go on its way, and whether more comes behind it.
    async fn next(&mut self) -> Result<Option<(Bytes, bool)>, Error> {
        while let Some(piece) = self.pieces.next().await {
            let piece = piece?;
            // Of one that has grown, all that was said to come would have come.
            let left = self.left.checked_sub(piece.len() as u64);
            self.left = left.ok_or_else(|| self.changed())?;
            self.hash.update(&piece);
            if let Some(before) = self.held.replace(piece) {
                return Ok(Some((before, true)));
            }
        }
        let sum = self.hash.clone().finish();
        match sum.as_ref() == self.one.sha256 {
            true => Ok(self.held.take().map(|last| (last, false))),
            false => Err(self.changed()),
        }
    }

    fn changed(&self) -> Error {
        let cause = format!("attachment {} is not as it was received", self.one.id);
        Error::file_lost(&self.one.name, cause)
    }
}
