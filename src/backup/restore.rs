//! Brings a backup back: everything is looked at before anything is written, files come first and the database last, and
//! no server starts on a database that is not whole and frozen.

use super::folder::{Backup, Kind, Manifest, private, sync};
use super::{Contents, Tell, at, postgres, refused};
use crate::clock::Clock;
use crate::db::{self, Conn, snapshot, transaction};
use crate::error::Error;
use crate::keys::Keys;
use crate::outbox;
use crate::session;
use crate::settings::{DatabaseUrl, Settings};
use crate::storage::Storage;
use std::fs;
use std::path::Path;
use uuid::Uuid;

/// What was restored.
#[derive(Debug)]
pub struct Restored {
    pub manifest: Manifest,
    /// The key file is the one that the database's links were made with; nothing when that cannot be told.
    pub keys_fit: Option<bool>,
}

pub async fn restore(
    settings: &Settings,
    clock: &Clock,
    from: &Path,
    tell: Tell<'_>,
) -> Result<Restored, Error> {
    let backup = Backup::open(from)?;
    let url = &settings.database_url;
    fits(&backup.manifest, url)?;
    if !snapshot::is_empty(url)? {
        return Err(refused(format!(
            "the database {url} is not empty: restore into a new one"
        )));
    }
    let storage = Storage::open(&settings.files)?;
    if !storage.all().await?.is_empty() {
        return Err(refused(
            "there are attachments in the storage already: restore into an empty one",
        ));
    }
    backup.verify(tell)?;
    let done = async {
        put_files(&backup, &storage, tell).await?;
        match url {
            DatabaseUrl::Sqlite(file) => put_sqlite(&backup, file, clock),
            DatabaseUrl::Postgres(_) => put_postgres(&backup, url, clock),
        }
    };
    if let Err(error) = done.await {
        for id in backup.manifest.files.keys() {
            // What stays says so to the next one who tries.
            let _ = storage.delete(*id).await;
        }
        return Err(error);
    }
    Ok(Restored {
        // It is restored, whether or not this can be told.
        keys_fit: keys_fit(settings).unwrap_or(None),
        manifest: backup.manifest,
    })
}

/// Whether this program can have it, in this database.
fn fits(manifest: &Manifest, url: &DatabaseUrl) -> Result<(), Error> {
    let (of, into) = (manifest.database, Kind::of(url));
    if of != into {
        return Err(refused(format!(
            "this is a backup of {}, and the database of the settings is {}",
            of.name(),
            into.name()
        )));
    }
    let known = db::known(url)?;
    let migrations = &manifest.contents.migrations;
    match migrations.iter().find(|version| !known.contains(version)) {
        None => Ok(()),
        Some(_) => Err(refused(format!(
            "this backup was made by a newer program ({}): restore it with that",
            manifest.program
        ))),
    }
}

async fn put_files(backup: &Backup, storage: &Storage, tell: Tell<'_>) -> Result<(), Error> {
    let all: Vec<Uuid> = backup.manifest.files.keys().copied().collect();
    tell(&format!("Attachments: {}.", all.len()));
    for (n, id) in all.iter().enumerate() {
        let spooled = storage.spool().join(id.to_string());
        let put = async {
            let mut to = private(&spooled).map_err(at(&spooled))?;
            let from = backup.file(*id);
            let copied =
                fs::File::open(&from).and_then(|mut from| std::io::copy(&mut from, &mut to));
            copied.map_err(at(&from))?;
            storage.put(*id, &spooled).await
        };
        let put = put.await;
        storage.delete_from_spool(*id).await?;
        put?;
        if n % 1_000 == 999 {
            tell(&format!("Put {} of {} in place.", n + 1, all.len()));
        }
    }
    Ok(())
}

/// The file has its name when all is well with it.
fn put_sqlite(backup: &Backup, file: &Path, clock: &Clock) -> Result<(), Error> {
    let aside = snapshot::beside(file, ".restoring");
    let remove = || {
        for end in ["", "-wal", "-shm"] {
            // Mostly not there.
            let _ = fs::remove_file(snapshot::beside(&aside, end));
        }
    };
    remove();
    let put = || {
        let from = backup.database();
        let mut to = private(&aside).map_err(at(&aside))?;
        let copied = fs::File::open(&from).and_then(|mut from| std::io::copy(&mut from, &mut to));
        copied.map_err(at(&from))?;
        let mut conn = Conn::open(&DatabaseUrl::Sqlite(aside.clone()))?;
        settle(&mut conn, &backup.manifest, clock)?;
        drop(conn);
        to.sync_all().map_err(at(&aside))?;
        // Not over one that a server has made meanwhile, as renaming would.
        fs::hard_link(&aside, file).map_err(at(file))?;
        fs::remove_file(&aside).map_err(at(&aside))?;
        let folder = file.parent().filter(|folder| *folder != Path::new(""));
        sync(folder.unwrap_or(Path::new(".")))
    };
    put().inspect_err(|_| remove())
}

fn put_postgres(backup: &Backup, url: &DatabaseUrl, clock: &Clock) -> Result<(), Error> {
    postgres::fill(url, &backup.database())?;
    settle(&mut Conn::open(url)?, &backup.manifest, clock)
}

/// Nothing is sent from this database before it is let go, and it holds what the backup was made of. Only then it says which
/// migrations it has, without which no server starts.
fn settle(conn: &mut Conn, manifest: &Manifest, clock: &Clock) -> Result<(), Error> {
    let now = clock.now();
    transaction::write(conn, |conn| {
        snapshot::set_migrated(conn, &manifest.contents.migrations)?;
        outbox::freeze(conn, manifest.as_of, now)?;
        let found = Contents::of(conn)?;
        let differences = manifest.contents.differences(&found);
        if !differences.is_empty() {
            return Err(refused(format!(
                "what was restored is not what the backup was made of:\n- {}",
                differences.join("\n- ")
            )));
        }
        Ok(())
    })
}

fn keys_fit(settings: &Settings) -> Result<Option<bool>, Error> {
    let mut conn = Conn::open(&settings.database_url)?;
    if db::schema_is_current(&mut conn).is_err() {
        // Of an older program: the start says it.
        return Ok(None);
    }
    let Some(link) = session::newest_link(&mut conn)? else {
        return Ok(None);
    };
    let keys = Keys::load(&settings.key_file);
    Ok(Some(keys.is_ok_and(|keys| link.token(&keys).is_ok())))
}
