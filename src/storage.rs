//! Where files lie that are too many and too large for the database: in a directory, or in a bucket. What was put there
//! lies there for good before anybody is told so; what it is, and whose, stands in the database.

mod bucket;
mod connect;
mod directory;
mod room;

use crate::error::{Error, Problem};
use crate::settings::Files;
use bucket::Bucket;
use directory::Directory;
use futures_util::Stream;
use futures_util::stream::BoxStream;
pub use hyper::body::Bytes;
pub use room::{Room, Short};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The files of the program.
pub struct Storage {
    spool: PathBuf,
    place: Place,
}

enum Place {
    Directory(Directory),
    Bucket(Bucket),
}

/// A file, a piece at a time.
pub type Pieces = BoxStream<'static, Result<Bytes, Error>>;

impl Storage {
    /// Makes the folders that it needs, so that nobody else on the machine reads what lies there.
    pub fn open(settings: &Files) -> Result<Self, Error> {
        let spool = settings.directory.join("incoming");
        directory::make(&spool)?;
        Ok(Self {
            spool,
            place: match &settings.s3 {
                Some(url) => {
                    Place::Bucket(Bucket::open(url, settings.s3_root_certificate.as_deref())?)
                }
                None => Place::Directory(Directory::open(settings.directory.clone())?),
            },
        })
    }

    /// Where files lie while they come.
    pub fn spool(&self) -> &Path {
        &self.spool
    }

    /// Keeps the file that lies at this path under an id that nothing has yet. When this returns, it is there after any
    /// fall of the machine.
    pub async fn put(&self, id: Uuid, from: &Path) -> Result<(), Error> {
        match &self.place {
            Place::Directory(directory) => directory.put(id, from).await,
            Place::Bucket(bucket) => bucket.put(id, from).await,
        }
    }

    /// Not found when there is nothing under this id.
    pub async fn get(&self, id: Uuid) -> Result<Pieces, Error> {
        match &self.place {
            Place::Directory(directory) => directory.get(id).await,
            Place::Bucket(bucket) => bucket.get(id).await,
        }
    }

    /// Whether anything lies under this id.
    pub async fn has(&self, id: Uuid) -> Result<bool, Error> {
        match &self.place {
            Place::Directory(directory) => directory.has(id).await,
            Place::Bucket(bucket) => bucket.has(id).await,
        }
    }

    /// Takes it away; one that is not there is away.
    pub async fn delete(&self, id: Uuid) -> Result<(), Error> {
        match &self.place {
            Place::Directory(directory) => directory.delete(id).await,
            Place::Bucket(bucket) => bucket.delete(id).await,
        }
    }

    /// The ids of everything that lies there, whole or not.
    pub async fn all(&self) -> Result<Vec<Uuid>, Error> {
        match &self.place {
            Place::Directory(directory) => directory.all().await,
            Place::Bucket(bucket) => bucket.all().await,
        }
    }

    /// What came and was never kept, by the names that it lies under.
    pub async fn left_in_spool(&self) -> Result<Vec<Uuid>, Error> {
        let spool = self.spool.clone();
        blocking(move || directory::ids_in(&spool)).await
    }

    pub async fn delete_from_spool(&self, id: Uuid) -> Result<(), Error> {
        directory::remove(self.spool.join(id.to_string())).await
    }
}

/// Work with files, off the threads that must not wait.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|e| Error::internal(e.to_string()))?
        .map_err(unavailable)
}

/// The disk, or the network to the bucket.
fn unavailable(error: impl std::fmt::Display) -> Error {
    Error::because(
        Problem::Unavailable,
        format!("the storage of files: {error}"),
    )
}

fn boxed(pieces: impl Stream<Item = Result<Bytes, Error>> + Send + 'static) -> Pieces {
    Box::pin(pieces)
}
