//! A file that came is looked into, named, and put where it stays; what it belongs to is written down by whoever asked for
//! this, after it. Between the two it belongs to nobody, and the sweep finds it.

use super::inspect::{Refusal, inspect};
use super::kind::Kind;
use super::name::{LONGEST, Name};
use super::store;
use super::{Attachment, Scan};
use crate::app::App;
use crate::error::{Error, FieldError, Problem};
use crate::ids;
use crate::web::upload::{FILE_BYTES, FILES_AT_ONCE, LeftOut, Uploaded};
use std::fs::File;
use std::io::BufReader;
use std::time::Duration;
use uuid::Uuid;

/// A file that lies where it stays.
pub type Laid = Attachment;

/// How long a look into a file may take. None that is known comes near; one that does is refused.
const PATIENCE: Duration = Duration::from_secs(10);

/// Keeps a file for a desk. Faults say what is wrong with it; `at` names it in the caller's way.
pub async fn lay(
    app: &App,
    desk_id: Uuid,
    by: Uuid,
    file: &Uploaded,
    given: &str,
    at: &str,
) -> Result<Laid, Error> {
    let fault = |code| Error::invalid(vec![FieldError::new(at, code)]);
    if let Some(why) = file.left_out {
        let (code, most) = match why {
            LeftOut::TooLarge => ("error-file-large", FILE_BYTES >> 20),
            LeftOut::TooMany => ("error-files-at-once", FILES_AT_ONCE as u64),
        };
        let fault = FieldError::new(at, code).with(i64::try_from(most).unwrap_or_default());
        return Err(Error::of_fields(Problem::TooLarge, vec![fault]));
    }
    let kind = look(file).await?.map_err(|refused| fault(refused.code()))?;
    let name = Name::of(given, kind).ok_or_else(|| {
        let most = i64::try_from(LONGEST).unwrap_or_default();
        Error::invalid(vec![FieldError::new(at, "error-file-name").with(most)])
    })?;
    let now = app.clock.now();
    let laid = Attachment {
        id: ids::new(now),
        desk_id,
        name: name.text,
        is_mended: name.is_mended,
        kind,
        size: i64::try_from(file.size).unwrap_or(i64::MAX),
        sha256: file.sha256,
        by,
        added_at: now,
        removed_at: None,
        scan: match app.settings.files.clamd {
            Some(_) => Scan::Waiting,
            None => Scan::Unasked,
        },
    };
    app.storage.put(laid.id, file.path()).await?;
    Ok(laid)
}

async fn look(file: &Uploaded) -> Result<Result<Kind, Refusal>, Error> {
    let path = file.path().to_owned();
    let work = tokio::task::spawn_blocking(move || {
        let mut file = BufReader::new(File::open(path)?);
        inspect(&mut file)
    });
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(done) => done
            .map_err(|e| Error::internal(e.to_string()))?
            .map_err(|e| Error::because(Problem::Unavailable, e.to_string())),
        Err(_) => Ok(Err(Refusal::Bomb)),
    }
}

/// Takes away what was laid down and belongs to nothing; what could not be taken away is found by the sweep.
pub async fn take_back(app: &App, id: Uuid) {
    let is_kept = app.db.read(move |conn| store::exists(conn, &[id])).await;
    let unused = is_kept.is_ok_and(|kept| kept.is_empty());
    if unused && let Err(error) = app.storage.delete(id).await {
        tracing::warn!(error = %error, "attachment.not_taken_back");
    }
}
