//! Takes away the bytes that belong to nothing: of attachments that were forgotten, of files that were laid down and never
//! written down, and of those that broke off on their way in.

use super::store;
use crate::app::App;
use crate::error::Error;
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// What is younger may belong to somebody who is just being answered.
const YOUNG: Duration = Duration::hours(24);
/// So many are asked about at once.
const AT_ONCE: usize = 1_000;

/// Takes them away; how many.
pub async fn sweep(app: &App) -> Result<usize, Error> {
    let before = app.clock.now() - YOUNG;
    let mut taken = 0;
    let lying = old(app.storage.all().await?, before);
    for chunk in lying.chunks(AT_ONCE) {
        let ids = chunk.to_vec();
        let kept = app.db.read(move |conn| store::exists(conn, &ids)).await?;
        for id in chunk.iter().filter(|id| !kept.contains(id)) {
            app.storage.delete(*id).await?;
            taken += 1;
        }
    }
    for id in old(app.storage.left_in_spool().await?, before) {
        app.storage.delete_from_spool(id).await?;
        taken += 1;
    }
    Ok(taken)
}

/// Those that were made before this: an id says when.
fn old(ids: Vec<Uuid>, before: DateTime<Utc>) -> Vec<Uuid> {
    let made_at = |id: &Uuid| {
        let (seconds, nanos) = id.get_timestamp()?.to_unix();
        DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanos)
    };
    let is_old = |id: &Uuid| made_at(id).is_some_and(|at| at < before);
    ids.into_iter().filter(is_old).collect()
}
