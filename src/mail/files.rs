//! Letters as files, for development: a directory that the development mailbox shows.

use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};

use super::{Composed, Delivery};
use crate::ids;

pub struct Files {
    directory: PathBuf,
}

impl Files {
    pub fn new(directory: PathBuf) -> Self {
        Self { directory }
    }

    pub fn deliver(&self, letter: &Composed, at: DateTime<Utc>) -> Delivery {
        match self.write(letter, at) {
            Ok(name) => Delivery::Sent { reply: name },
            Err(error) => Delivery::later(format!("{}: {error}", self.directory.display())),
        }
    }

    /// Written aside, on the disk, then named: a reader never meets half a letter, and a power cut loses none.
    fn write(&self, letter: &Composed, at: DateTime<Utc>) -> io::Result<String> {
        fs::create_dir_all(&self.directory)?;
        let aside = self
            .directory
            .join(format!("{}.tmp", ids::new(at).simple()));
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        // A letter holds a personal link.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(&aside).and_then(|mut file| {
            file.write_all(letter.bytes())?;
            file.sync_all()
        });
        let named = written.and_then(|()| name(&self.directory, &aside, letter, at));
        let removed = fs::remove_file(&aside);
        let name = named?;
        removed?;
        fs::File::open(&self.directory)?.sync_all()?;
        Ok(name)
    }
}

/// Gives a letter a name that sorts by time. The same letter sent twice is two files, as it would be two letters.
fn name(
    directory: &Path,
    aside: &Path,
    letter: &Composed,
    at: DateTime<Utc>,
) -> io::Result<String> {
    let at = at.format("%Y%m%dT%H%M%S%6fZ");
    let id = letter
        .message_id
        .trim_start_matches('<')
        .split('@')
        .next()
        .unwrap_or_default();
    for copy in 1..1000 {
        let name = format!("{at}-{copy:03}-{id}.eml");
        match fs::hard_link(aside, directory.join(&name)) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            linked => return linked.map(|()| name),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}
