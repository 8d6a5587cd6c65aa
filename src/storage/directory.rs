//! Files in a directory, each under its id. A file is written out, then renamed to its place, then the directory is written
//! out: half of one never lies where whole ones do.

use super::{Pieces, blocking, boxed, unavailable};
use crate::error::{Error, Problem};
use futures_util::stream;
use hyper::body::Bytes;
use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use tokio::io::AsyncReadExt as _;
use uuid::Uuid;

/// Read at once.
const PIECE: usize = 64 << 10;

pub struct Directory(PathBuf);

/// Makes a folder so that nobody else on the machine reads what lies in it.
pub fn make(path: &Path) -> Result<(), Error> {
    let mut private = DirBuilder::new();
    private.recursive(true).mode(0o700);
    private
        .create(path)
        .map_err(|e| Error::internal(format!("cannot make {}: {e}", path.display())))
}

impl Directory {
    pub fn open(path: PathBuf) -> Result<Self, Error> {
        make(&path)?;
        Ok(Self(path))
    }

    fn path(&self, id: Uuid) -> PathBuf {
        self.0.join(id.to_string())
    }

    pub async fn put(&self, id: Uuid, from: &Path) -> Result<(), Error> {
        let (from, to, folder) = (from.to_owned(), self.path(id), self.0.clone());
        blocking(move || {
            File::open(&from)?.sync_all()?;
            fs::rename(&from, &to)?;
            File::open(&folder)?.sync_all()
        })
        .await
    }

    pub async fn get(&self, id: Uuid) -> Result<Pieces, Error> {
        let opened = tokio::fs::File::open(self.path(id)).await;
        let file = opened.map_err(|error| match error.kind() {
            ErrorKind::NotFound => Error::because(Problem::NotFound, "a file that lies nowhere"),
            _ => unavailable(error),
        })?;
        let pieces = stream::unfold(Some(file), |file| async move {
            let mut file = file?;
            let mut piece = Vec::with_capacity(PIECE);
            match (&mut file).take(PIECE as u64).read_to_end(&mut piece).await {
                Ok(0) => None,
                Ok(_) => Some((Ok(Bytes::from(piece)), Some(file))),
                Err(error) => Some((Err(unavailable(error)), None)),
            }
        });
        Ok(boxed(pieces))
    }

    pub async fn has(&self, id: Uuid) -> Result<bool, Error> {
        let there = tokio::fs::try_exists(self.path(id)).await;
        there.map_err(unavailable)
    }

    pub async fn delete(&self, id: Uuid) -> Result<(), Error> {
        remove(self.path(id)).await
    }

    pub async fn all(&self) -> Result<Vec<Uuid>, Error> {
        let folder = self.0.clone();
        blocking(move || ids_in(&folder)).await
    }
}

/// The ids that files of a folder are called by; none of a folder that is not there.
pub fn ids_in(folder: &Path) -> io::Result<Vec<Uuid>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut ids = Vec::new();
    for entry in entries {
        ids.extend(
            entry?
                .file_name()
                .to_str()
                .and_then(|name| name.parse::<Uuid>().ok()),
        );
    }
    Ok(ids)
}

/// A file that is not there is away.
pub async fn remove(path: PathBuf) -> Result<(), Error> {
    blocking(move || match fs::remove_file(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    })
    .await
}
