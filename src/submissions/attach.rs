//! Files that go with an answer: added at its desk, taken away and put back. What was sent with them keeps them.

use super::links::entry;
use super::receipt::hex;
use super::store;
use crate::app::App;
use crate::attachments::{self, ANSWER_BYTES, Attachment, MOST};
use crate::audit::{self, Actor};
use crate::db::Conn;
use crate::error::{Error, FieldError, Problem};
use crate::idempotency::{self, Claim, Stored};
use crate::session::Link;
use crate::web::upload::Uploaded;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A file to be added, as it came.
pub struct Added<'f> {
    pub file: &'f Uploaded,
    /// What its sender calls it.
    pub name: &'f str,
    /// Names it where something is wrong with it.
    pub at: &'f str,
}

/// Adds a file, once for each claim; the same file under the same name again is the one that is there.
pub async fn add(
    app: &App,
    link: &Link,
    added: Added<'_>,
    claim: Option<Claim>,
    respond: impl Fn(&Attachment) -> Stored + Send + 'static,
) -> Result<Stored, Error> {
    let desk_id = link.desk_id;
    // Before anything is laid down for it.
    app.db.read(move |conn| takes_files(conn, desk_id)).await?;
    let laid = attachments::lay(app, desk_id, link.id, added.file, added.name, added.at).await?;
    let (id, now, at) = (laid.id, laid.added_at, added.at.to_owned());
    let written = app.db.write(move |conn| {
        idempotency::once(conn, claim.as_ref(), now, |conn| {
            store::lock_to_write(conn, desk_id)?;
            takes_files(conn, desk_id)?;
            let there = attachments::of_desk(conn, desk_id)?;
            let mut stay = there.iter().filter(|one| one.removed_at.is_none());
            if let Some(same) = stay.find(|one| one.name == laid.name && one.sha256 == laid.sha256)
            {
                return Ok(respond(same));
            }
            ask_for_room(&there, laid.size, &at)?;
            attachments::insert(conn, &laid)?;
            changed(conn, (laid.by, now), &laid, "attachment.added")?;
            Ok(respond(&laid))
        })
    });
    let stored = written.await;
    match &stored {
        // It may have been written down all the same: the sweep will see.
        Err(error) if error.problem == Problem::Unavailable => {}
        _ => attachments::take_back(app, id).await,
    }
    app.scans_due.notify_one();
    stored
}

/// A member's input is text that its umbrella organisation takes into its own.
fn takes_files(conn: &mut Conn, desk: Uuid) -> Result<(), Error> {
    match store::umbrella_of(conn, desk)? {
        Some(_) => Err(Problem::RightMissing.into()),
        None => Ok(()),
    }
}

/// Refuses what would be too much for one answer.
fn ask_for_room(there: &[Attachment], more: i64, at: &str) -> Result<(), Error> {
    let stay = there.iter().filter(|one| one.removed_at.is_none());
    let (count, bytes) = stay.fold((0, more), |(count, bytes), one| {
        (count + 1, bytes.saturating_add(one.size))
    });
    let refuse = |code, n: u64| {
        let fault = FieldError::new(at, code).with(i64::try_from(n).unwrap_or(i64::MAX));
        Err(Error::invalid(vec![fault]))
    };
    match u64::try_from(bytes).is_ok_and(|bytes| bytes <= ANSWER_BYTES) {
        false => refuse("error-files-large", ANSWER_BYTES >> 20),
        true if count >= MOST => refuse("error-files-many", MOST as u64),
        true => Ok(()),
    }
}

/// What was done, by whose link and when.
fn changed(
    conn: &mut Conn,
    (by, at): (Uuid, DateTime<Utc>),
    one: &Attachment,
    action: &'static str,
) -> Result<(), Error> {
    let mut done = entry(Actor::Link(by), action, "attachment", one.id, at);
    done.detail = Some(hex(&one.sha256));
    audit::record(conn, done)?;
    store::touch(conn, one.desk_id, at)
}

/// Takes a file away from the answer; one that is away stays so. It can be put back for some days, unless so much is taken
/// away after it that nobody could put all of it back.
pub async fn remove(app: &App, link: &Link, id: Uuid) -> Result<(), Error> {
    let (desk, by, now) = (link.desk_id, link.id, app.clock.now());
    let forgotten = app
        .db
        .write(move |conn| {
            store::lock_to_write(conn, desk)?;
            let one = find(conn, desk, id)?;
            if one.removed_at.is_some() {
                return Ok(Vec::new());
            }
            attachments::set_removed(conn, id, Some(now))?;
            changed(conn, (by, now), &one, "attachment.removed")?;
            attachments::forget_oldest(conn, desk)
        })
        .await?;
    for id in forgotten {
        attachments::take_back(app, id).await;
    }
    Ok(())
}

/// Puts a file back that was taken away; one that is there stays so, and so does the same file that was added anew under the
/// same name: nothing is sent twice.
pub async fn put_back(app: &App, link: &Link, id: Uuid) -> Result<(), Error> {
    let (desk, by, now) = (link.desk_id, link.id, app.clock.now());
    app.db
        .write(move |conn| {
            store::lock_to_write(conn, desk)?;
            let one = find(conn, desk, id)?;
            let there = attachments::of_desk(conn, desk)?;
            let mut stay = there.iter().filter(|one| one.removed_at.is_none());
            if stay.any(|other| other.name == one.name && other.sha256 == one.sha256) {
                return Ok(());
            }
            ask_for_room(&there, one.size, "")?;
            attachments::set_removed(conn, id, None)?;
            changed(conn, (by, now), &one, "attachment.put_back")
        })
        .await
}

fn find(conn: &mut Conn, desk: Uuid, id: Uuid) -> Result<Attachment, Error> {
    let mut all = attachments::of_desk(conn, desk)?.into_iter();
    let found = all.find(|one| one.id == id);
    found.ok_or_else(|| Problem::NotFound.into())
}

/// Every file of a desk, also those that were taken away and can be put back.
pub async fn all(app: &App, desk: Uuid) -> Result<Vec<Attachment>, Error> {
    app.db
        .read(move |conn| attachments::of_desk(conn, desk))
        .await
}

/// One that goes with the answer, or was sent with it.
pub async fn one(app: &App, desk: Uuid, id: Uuid) -> Result<Attachment, Error> {
    let found = app
        .db
        .read(move |conn| attachments::find_at_desk(conn, desk, id));
    found.await?.ok_or_else(|| Problem::NotFound.into())
}
