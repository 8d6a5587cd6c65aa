//! Files in a bucket of an S3-compatible storage, each put whole in one request: there are no parts of one that a list would
//! not show. So much of them is in memory as is under way to the storage.

use super::connect::Connector;
use super::{Pieces, boxed, unavailable};
use crate::error::{Error, Problem};
use crate::settings::S3Url;
use futures_util::{StreamExt, TryStreamExt};
use hyper::body::Bytes;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload, RetryConfig};
use std::path::Path;
use std::time::Duration;
use tokio::io::AsyncReadExt as _;
use tokio::sync::Semaphore;
use uuid::Uuid;

/// What lies in the bucket beside our files is not ours.
const FOLDER: &str = "attachments";
/// How long something that failed is tried again.
const PATIENCE: Duration = Duration::from_secs(30);
/// So many files are under way at once, so that one is in memory; others wait.
const AT_ONCE: usize = 1;

pub struct Bucket {
    store: AmazonS3,
    turn: Semaphore,
}

fn key(id: Uuid) -> Key {
    Key::from(format!("{FOLDER}/{id}"))
}

/// What could not be done; a file that is not there is another matter.
fn failed(error: object_store::Error) -> Error {
    match error {
        object_store::Error::NotFound { .. } => {
            Error::because(Problem::NotFound, "a file that lies nowhere")
        }
        error => unavailable(error),
    }
}

/// Read at once: small enough that what one upload gives back serves the next.
const PIECE: usize = 64 << 10;

async fn pieces_of(path: &Path) -> std::io::Result<PutPayload> {
    let mut file = tokio::fs::File::open(path).await?;
    let mut pieces: Vec<Bytes> = Vec::new();
    loop {
        let mut piece = Vec::with_capacity(PIECE);
        let n = (&mut file)
            .take(PIECE as u64)
            .read_to_end(&mut piece)
            .await?;
        if n == 0 {
            return Ok(pieces.into_iter().collect());
        }
        pieces.push(Bytes::from(piece));
    }
}

impl Bucket {
    pub fn open(url: &S3Url, own_root: Option<&Path>) -> Result<Self, Error> {
        let store = AmazonS3Builder::new()
            .with_endpoint(&url.endpoint)
            .with_bucket_name(&url.bucket)
            .with_region(&url.region)
            .with_access_key_id(&url.key)
            .with_secret_access_key(&url.secret)
            .with_virtual_hosted_style_request(false)
            .with_allow_http(url.endpoint.starts_with("http://"))
            .with_retry(RetryConfig {
                max_retries: 3,
                retry_timeout: PATIENCE,
                ..RetryConfig::default()
            })
            .with_http_connector(Connector::new(own_root)?)
            .build()
            .map_err(|e| Error::internal(e.to_string()))?;
        Ok(Self {
            store,
            turn: Semaphore::new(AT_ONCE),
        })
    }

    pub async fn put(&self, id: Uuid, from: &Path) -> Result<(), Error> {
        let turn = self.turn.acquire().await;
        let _turn = turn.map_err(|e| Error::internal(e.to_string()))?;
        let payload = pieces_of(from).await.map_err(unavailable)?;
        let put = self.store.put(&key(id), payload).await;
        put.map(drop).map_err(failed)
    }

    pub async fn get(&self, id: Uuid) -> Result<Pieces, Error> {
        let found = self.store.get(&key(id)).await.map_err(failed)?;
        Ok(boxed(found.into_stream().map_err(failed)))
    }

    pub async fn has(&self, id: Uuid) -> Result<bool, Error> {
        match self.store.head(&key(id)).await.map_err(failed) {
            Ok(_) => Ok(true),
            Err(error) if error.problem == Problem::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    pub async fn delete(&self, id: Uuid) -> Result<(), Error> {
        match self.store.delete(&key(id)).await.map_err(failed) {
            Err(error) if error.problem == Problem::NotFound => Ok(()),
            done => done,
        }
    }

    pub async fn all(&self) -> Result<Vec<Uuid>, Error> {
        let listed = self.store.list(Some(&Key::from(FOLDER)));
        let ids = listed.map_err(failed).try_filter_map(|found| async move {
            let name = found.location.filename().map(str::to_owned);
            Ok(name.and_then(|name| name.parse::<Uuid>().ok()))
        });
        ids.boxed().try_collect().await
    }
}
