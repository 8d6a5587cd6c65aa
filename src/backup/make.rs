//! Makes a backup while the server runs.
//!
//! Files, then the database, then the files that came meanwhile. A file that the database's copy speaks of is either one
//! that was copied before, or younger than it; and the sweep takes no file that is younger than a day. Files that the
//! copy does not know any more are left out again.

use super::folder::{FORMAT, Kind, Manifest, Sum, Summed, Unfinished, private};
use super::{Contents, Tell, at, postgres, refused};
use crate::attachments::{self, Lying};
use crate::clock::Clock;
use crate::db::{self, Conn, snapshot};
use crate::error::{Error, Problem};
use crate::outbox;
use crate::settings::{DatabaseUrl, Settings};
use crate::storage::Storage;
use chrono::{DateTime, Utc};
use futures_util::StreamExt;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// A backup that was made.
#[derive(Debug)]
pub struct Made {
    pub path: PathBuf,
    pub manifest: Manifest,
    pub database_bytes: u64,
}

/// What the copy of the database says.
struct Picture {
    as_of: DateTime<Utc>,
    contents: Contents,
    lying: Vec<Lying>,
    bytes: u64,
}

pub async fn make(
    settings: &Settings,
    clock: &Clock,
    to: &Path,
    tell: Tell<'_>,
) -> Result<Made, Error> {
    let url = &settings.database_url;
    let kind = Kind::of(url);
    if kind == Kind::Sqlite && snapshot::is_empty(url)? {
        return Err(refused(format!("there is no database at {url}")));
    }
    let mut conn = Conn::open(url)?;
    db::schema_is_current(&mut conn)?;
    let storage = Storage::open(&settings.files)?;
    let folder = Unfinished::begin(to)?;
    let mut copying = Copying {
        storage,
        folder,
        sizes: BTreeMap::new(),
        sums: BTreeMap::new(),
    };
    let known = attachments::lying(&mut conn)?;
    tell(&format!("Attachments: {}.", known.len()));
    copying.copy(&known, tell).await?;
    tell(&format!("Database: {}.", kind.name()));
    let picture = match kind {
        Kind::Sqlite => copying.sqlite(&mut conn, clock)?,
        Kind::Postgresql => copying.postgres(&mut conn, url, clock)?,
    };
    let new = picture
        .lying
        .iter()
        .filter(|one| !copying.sums.contains_key(&one.id));
    tell(&format!(
        "Attachments that came meanwhile: {}.",
        new.count()
    ));
    let lost = copying.copy(&picture.lying, tell).await?;
    copying.leave_out_all_but(&picture.lying)?;
    let Copying {
        mut folder,
        sizes,
        sums,
        ..
    } = copying;
    for (id, sum) in sums {
        folder.add_file(id, sum);
    }
    let manifest = Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: picture.as_of,
        database: kind,
        contents: picture.contents,
        files: sizes,
        lost,
    };
    Ok(Made {
        path: folder.finish(&manifest)?,
        manifest,
        database_bytes: picture.bytes,
    })
}

struct Copying {
    storage: Storage,
    folder: Unfinished,
    sizes: BTreeMap<Uuid, u64>,
    sums: BTreeMap<Uuid, Sum>,
}

impl Copying {
    /// Copies what is not copied yet; those that are not there, or not as they were received.
    async fn copy(&mut self, all: &[Lying], tell: Tell<'_>) -> Result<Vec<Uuid>, Error> {
        let mut lost = Vec::new();
        for (n, one) in all.iter().enumerate() {
            if !self.sums.contains_key(&one.id) && !self.copy_one(one).await? {
                lost.push(one.id);
            }
            if n % 1_000 == 999 {
                tell(&format!("Copied {} of {}.", n + 1, all.len()));
            }
        }
        Ok(lost)
    }

    async fn copy_one(&mut self, one: &Lying) -> Result<bool, Error> {
        let path = self.folder.file(one.id);
        let mut pieces = match self.storage.get(one.id).await {
            Err(error) if error.problem == Problem::NotFound => return Ok(false),
            pieces => pieces?,
        };
        let mut file = Summed::create(&path).map_err(at(&path))?;
        while let Some(piece) = pieces.next().await {
            file.write_all(&piece?).map_err(at(&path))?;
        }
        let (size, sum) = file.finish().map_err(at(&path))?;
        if sum != Sum::from_bytes(&one.sha256) {
            fs::remove_file(&path).map_err(at(&path))?;
            return Ok(false);
        }
        self.sizes.insert(one.id, size);
        self.sums.insert(one.id, sum);
        Ok(true)
    }

    fn leave_out_all_but(&mut self, known: &[Lying]) -> Result<(), Error> {
        let known: HashSet<Uuid> = known.iter().map(|one| one.id).collect();
        let gone = self.sums.keys().filter(|id| !known.contains(id)).copied();
        for id in gone.collect::<Vec<_>>() {
            let path = self.folder.file(id);
            fs::remove_file(&path).map_err(at(&path))?;
            self.sums.remove(&id);
            self.sizes.remove(&id);
        }
        Ok(())
    }

    fn sqlite(&mut self, conn: &mut Conn, clock: &Clock) -> Result<Picture, Error> {
        let path = self.folder.database(Kind::Sqlite);
        // Made beforehand, so that nobody else reads it.
        private(&path).map_err(at(&path))?;
        snapshot::copy_sqlite(conn, &path)?;
        let as_of = clock.now();
        let mut copy = Conn::open(&DatabaseUrl::Sqlite(path.clone()))?;
        // Also where somebody takes the file by itself, nothing is sent from it.
        db::transaction::write(&mut copy, |copy| outbox::freeze(copy, as_of, as_of))?;
        snapshot::check_sqlite(&mut copy)?;
        let contents = Contents::of(&mut copy)?;
        let lying = attachments::lying(&mut copy)?;
        drop(copy);
        if snapshot::beside(&path, "-wal").exists() {
            return Err(Error::internal(
                "the copy of the database is not in one file",
            ));
        }
        let synced = fs::File::open(&path).and_then(|file| file.sync_all());
        synced.map_err(at(&path))?;
        let (bytes, sum) = Sum::of_file(&path).map_err(at(&path))?;
        self.folder.add_database(Kind::Sqlite, sum);
        Ok(Picture {
            as_of,
            contents,
            lying,
            bytes,
        })
    }

    fn postgres(
        &mut self,
        conn: &mut Conn,
        url: &DatabaseUrl,
        clock: &Clock,
    ) -> Result<Picture, Error> {
        let path = self.folder.database(Kind::Postgresql);
        let mut file = Summed::create(&path).map_err(at(&path))?;
        let (as_of, contents, lying) = snapshot::exported(conn, |conn, name| {
            let as_of = clock.now();
            postgres::dump(url, name, &mut file)?;
            Ok((as_of, Contents::of(conn)?, attachments::lying(conn)?))
        })?;
        let (bytes, sum) = file.finish().map_err(at(&path))?;
        self.folder.add_database(Kind::Postgresql, sum);
        Ok(Picture {
            as_of,
            contents,
            lying,
            bytes,
        })
    }
}
