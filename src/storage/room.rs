//! How much room is left on the disks that files and the database lie on. A visitor without a name can fill a disk with files;
//! what others have written must get in all the same, so files are refused first, then new drafts, and never what is begun.

use crate::error::{Error, Problem};
use crate::settings::{DatabaseUrl, Settings};
use rustix::fs::statvfs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The disks are asked this often at most.
const ASK_AGAIN: Duration = Duration::from_secs(1);

/// What there is no room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Short {
    pub files: bool,
    pub drafts: bool,
}

/// The disks, and how much of them is kept free.
pub struct Room {
    /// Where files come in, and lie unless they lie in a bucket.
    files: PathBuf,
    /// The database, where it is a file.
    database: Option<PathBuf>,
    for_files: u8,
    for_drafts: u8,
    seen: Mutex<Option<(Instant, Short)>>,
}

impl Room {
    pub fn new(settings: &Settings) -> Self {
        Self {
            files: settings.files.directory.clone(),
            database: match &settings.database_url {
                DatabaseUrl::Sqlite(file) => Some(file.clone()),
                // It has disks of its own.
                DatabaseUrl::Postgres(_) => None,
            },
            for_files: settings.files.free_for_uploads,
            for_drafts: settings.files.free_for_writes,
            seen: Mutex::default(),
        }
    }

    /// What there is no room for now.
    pub fn short(&self) -> Short {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        match *seen {
            Some((at, short)) if at.elapsed() < ASK_AGAIN => short,
            _ => {
                let short = self.look();
                *seen = Some((Instant::now(), short));
                short
            }
        }
    }

    fn look(&self) -> Short {
        let database = |percent| {
            let file = self.database.as_deref();
            file.is_some_and(|file| has_less(file, percent))
        };
        let drafts = database(self.for_drafts);
        Short {
            files: drafts || has_less(&self.files, self.for_files) || database(self.for_files),
            drafts,
        }
    }

    /// Refuses a file before any of it is read, where there is no room for it.
    pub fn ask_for_file(&self) -> Result<(), Error> {
        match self.short().files {
            true => Err(Problem::NoRoomForFiles.into()),
            false => Ok(()),
        }
    }

    /// Refuses a new draft, so that those which are begun can be written and sent.
    pub fn ask_for_draft(&self) -> Result<(), Error> {
        match self.short().drafts {
            true => Err(Error::because(
                Problem::Unavailable,
                "the disk of the database is nearly full: no draft is begun",
            )),
            false => Ok(()),
        }
    }
}

/// Whether less than so much of the disk is free for us. One that does not answer is taken to have room: whoever writes there
/// will see.
fn has_less(place: &Path, percent: u8) -> bool {
    match percent {
        0 => false,
        100.. => true,
        _ => statvfs(place).is_ok_and(|disk| {
            let (free, all) = (u128::from(disk.f_bavail), u128::from(disk.f_blocks));
            free * 100 < all * u128::from(percent)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(for_files: u8, for_drafts: u8) -> Room {
        Room {
            files: std::env::temp_dir(),
            database: Some(std::env::temp_dir()),
            for_files,
            for_drafts,
            seen: Mutex::default(),
        }
    }

    #[test]
    fn files_are_refused_before_drafts_and_with_them() {
        let short = |files, drafts| Short { files, drafts };
        assert_eq!(room(0, 0).short(), short(false, false));
        assert_eq!(room(100, 0).short(), short(true, false));
        assert_eq!(room(0, 100).short(), short(true, true));
        assert!(room(100, 0).ask_for_draft().is_ok());
    }

    #[test]
    fn a_disk_that_does_not_answer_is_taken_to_have_room() {
        assert!(!has_less(Path::new("/finnes/ikke"), 99));
    }

    #[test]
    fn what_was_seen_a_moment_ago_is_not_asked_for_again() {
        let mut room = room(0, 0);
        assert!(!room.short().files);
        room.for_files = 100;
        assert!(!room.short().files);
        room.seen = Mutex::default();
        assert!(room.short().files);
    }
}
