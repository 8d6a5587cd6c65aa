//! Files on their way in: laid down on the disk while they come, counted, hashed, and gone again unless somebody keeps them.
//! Never more than a piece of one is in memory, whatever is sent.

use super::body::Received;
use super::form::Form;
use crate::clock::Clock;
use crate::error::{Error, Problem};
use crate::settings::Files;
use actix_multipart::{Field, Multipart};
use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_TYPE, HeaderMap};
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::{Stream, StreamExt};
use ring::digest::{Context, SHA256};
use std::fs::OpenOptions;
use std::future::{Ready, ready};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;
use tokio::time::{Instant, timeout};

/// What may come, and how slowly.
#[derive(Debug, Clone, Copy)]
pub struct Allowance {
    /// The most bytes of one file.
    pub file_bytes: u64,
    /// The most files of one form.
    pub files: usize,
    /// The most that a whole body may take.
    pub time: Duration,
    /// Whoever sends fewer bytes than this in a window is let go.
    pub window: Duration,
    pub least: u64,
}

/// The most bytes of one file, and how many one form may bring.
pub const FILE_BYTES: u64 = 25 << 20;
pub const FILES_AT_ONCE: usize = 10;
/// How often it is seen whether enough has come.
const WINDOW: Duration = Duration::from_secs(10);

impl From<&Files> for Allowance {
    fn from(settings: &Files) -> Self {
        Self {
            file_bytes: FILE_BYTES,
            files: FILES_AT_ONCE,
            time: settings.time,
            window: WINDOW,
            least: settings.bytes_per_second.saturating_mul(WINDOW.as_secs()),
        }
    }
}

/// The most bytes of a form's other controls.
const TEXTS: usize = 64 << 10;
/// A body with this many times what is kept of it is still read (and the rest dropped), so that whoever sends it hears why.
const DRAIN: u64 = 4;
/// The most controls of a form, files among them.
const PARTS: usize = 1_000;

/// Why nothing of a file is here that came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// More came than is taken of one.
    TooLarge,
    /// As many as are taken at once had come before it.
    TooMany,
}

/// A file that came, whole.
#[derive(Debug, Clone)]
pub struct Uploaded {
    /// The control that it came in; empty where the whole body is the file.
    pub control: String,
    /// As whoever sent it called it.
    pub name: String,
    pub size: u64,
    pub sha256: [u8; 32],
    pub left_out: Option<LeftOut>,
    spooled: Arc<Spooled>,
}

impl Uploaded {
    /// Where it lies; it goes when the last that holds it lets it go.
    pub fn path(&self) -> &Path {
        &self.spooled.0
    }
}

/// A file that is taken away with this.
#[derive(Debug)]
struct Spooled(PathBuf);

impl Drop for Spooled {
    fn drop(&mut self) {
        // One that was kept has moved away.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// The files of a request; the guard has let its sender in.
#[derive(Debug, Clone, Default)]
pub struct Uploads(pub Vec<Uploaded>);

impl FromRequest for Uploads {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let missing = || Error::internal("this handler stands on a route that takes no files");
        ready(req.extensions().get::<Self>().cloned().ok_or_else(missing))
    }
}

/// Where files lie until they are kept, each under a name that nobody else takes.
pub struct Spool<'a> {
    pub folder: &'a Path,
    pub name: &'a dyn Fn() -> String,
}

/// A body that is one file.
pub async fn read_file(
    mut payload: Payload,
    allowed: Allowance,
    spool: Spool<'_>,
    clock: &Clock,
) -> Result<(Uploads, Received), Error> {
    let work = async {
        let mut pace = Pace::new(allowed, allowed.file_bytes);
        let mut laying = Laying::begin(&spool)?;
        while let Some(piece) = pace.next(&mut payload).await? {
            let piece = piece.map_err(|e| malformed(e.to_string()))?;
            laying.take(&piece, allowed.file_bytes).await?;
        }
        laying.end(String::new(), String::new()).await
    };
    let file = within(allowed, work).await?;
    Ok((Uploads(vec![file]), received(clock)))
}

/// A form with files.
pub async fn read_form(
    headers: &HeaderMap,
    payload: Payload,
    allowed: Allowance,
    spool: Spool<'_>,
    clock: &Clock,
) -> Result<(Uploads, Form), Error> {
    let work = async {
        let files_bytes = allowed.file_bytes.saturating_mul(allowed.files as u64);
        let mut pace = Pace::new(allowed, files_bytes.saturating_add(TEXTS as u64));
        let mut parts = Multipart::new(headers, payload);
        let (mut pairs, mut files, mut texts) = (Vec::new(), Vec::new(), 0);
        while let Some(part) = pace.part(&mut parts).await? {
            if pairs.len() + files.len() == PARTS {
                return Err(Problem::TooLarge.into());
            }
            let mut part = part.map_err(|e| malformed(e.to_string()))?;
            let control = part.name().unwrap_or_default().to_owned();
            let told = part.content_disposition();
            let name =
                told.and_then(|told| told.get_filename().map(|name| name.replace("%22", "\"")));
            let Some(name) = name else {
                let left = TEXTS - texts;
                let text = read_text(&mut pace, &mut part, left).await?;
                texts += text.len();
                pairs.push((control, text));
                continue;
            };
            // The first are taken; of the others it is told which they are.
            let is_one_more = files.len() >= allowed.files;
            let most = if is_one_more { 0 } else { allowed.file_bytes };
            let file = lay(&mut pace, &mut part, most, &spool).await?;
            let mut file = file.end(control, name).await?;
            // A browser sends a file without name when none was chosen.
            if file.name.is_empty() && file.size == 0 {
                continue;
            }
            if is_one_more {
                file.left_out = Some(LeftOut::TooMany);
            }
            files.push(file);
        }
        Ok((Uploads(files), pairs))
    };
    let (files, pairs) = within(allowed, work).await?;
    Ok((files, Form::of(pairs, clock.now())))
}

/// Whether a form may hold files at all.
pub fn is_multipart(headers: &HeaderMap) -> bool {
    let said = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let said = said.unwrap_or_default().trim_start().to_ascii_lowercase();
    said.starts_with("multipart/form-data")
}

fn received(clock: &Clock) -> Received {
    Received {
        bytes: Bytes::new(),
        at: clock.now(),
    }
}

fn malformed(cause: String) -> Error {
    Error::because(Problem::MalformedRequest, cause)
}

async fn within<T>(
    allowed: Allowance,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let late = |_| Error::new(Problem::RequestTimeout);
    timeout(allowed.time, work).await.map_err(late)?
}

async fn read_text(pace: &mut Pace, part: &mut Field, most: usize) -> Result<String, Error> {
    let mut bytes = Vec::new();
    while let Some(piece) = pace.next(part).await? {
        let piece = piece.map_err(|e| malformed(e.to_string()))?;
        if bytes.len() + piece.len() > most {
            return Err(Problem::TooLarge.into());
        }
        bytes.extend_from_slice(&piece);
    }
    String::from_utf8(bytes).map_err(|e| malformed(e.to_string()))
}

async fn lay(
    pace: &mut Pace,
    part: &mut Field,
    most: u64,
    spool: &Spool<'_>,
) -> Result<Laying, Error> {
    let mut laying = Laying::begin(spool)?;
    while let Some(piece) = pace.next(part).await? {
        let piece = piece.map_err(|e| malformed(e.to_string()))?;
        laying.take(&piece, most).await?;
    }
    Ok(laying)
}

/// A file while it comes.
struct Laying {
    spooled: Spooled,
    file: File,
    hash: Context,
    size: u64,
    is_too_large: bool,
}

impl Laying {
    fn begin(spool: &Spool<'_>) -> Result<Self, Error> {
        let path = spool.folder.join((spool.name)());
        let mut fresh = OpenOptions::new();
        fresh.write(true).create_new(true).mode(0o600);
        // At once, and not on another thread: whoever is let go meanwhile must not leave a file that is made afterwards.
        let file = fresh.open(&path).map_err(no_room)?;
        Ok(Self {
            spooled: Spooled(path),
            file: File::from_std(file),
            hash: Context::new(&SHA256),
            size: 0,
            is_too_large: false,
        })
    }

    async fn take(&mut self, piece: &[u8], most: u64) -> Result<(), Error> {
        self.size += piece.len() as u64;
        if self.size > most {
            if !self.is_too_large {
                self.file.set_len(0).await.map_err(no_room)?;
                self.is_too_large = true;
            }
            return Ok(());
        }
        self.hash.update(piece);
        self.file.write_all(piece).await.map_err(no_room)
    }

    async fn end(mut self, control: String, name: String) -> Result<Uploaded, Error> {
        self.file.flush().await.map_err(no_room)?;
        let mut sha256 = [0; 32];
        sha256.copy_from_slice(self.hash.finish().as_ref());
        Ok(Uploaded {
            control,
            name,
            size: self.size,
            sha256,
            left_out: self.is_too_large.then_some(LeftOut::TooLarge),
            spooled: Arc::new(self.spooled),
        })
    }
}

/// The disk takes nothing just now.
fn no_room(error: std::io::Error) -> Error {
    Error::because(
        Problem::Unavailable,
        format!("a file on its way in: {error}"),
    )
}

/// Holds whoever sends to a least of bytes in each window of time, and a most of them in all.
struct Pace {
    left: u64,
    window: Duration,
    least: u64,
    began: Instant,
    seen: u64,
}

impl Pace {
    fn new(allowed: Allowance, kept: u64) -> Self {
        Self {
            left: kept.saturating_mul(DRAIN),
            window: allowed.window,
            least: allowed.least,
            began: Instant::now(),
            seen: 0,
        }
    }

    /// Waits for what comes next, no longer than the window lasts.
    async fn wait<T>(&mut self, next: impl Future<Output = T>) -> Result<T, Error> {
        let mut next = std::pin::pin!(next);
        loop {
            let left = self.window.saturating_sub(self.began.elapsed());
            match timeout(left, &mut next).await {
                Ok(got) => return Ok(got),
                Err(_) if self.seen < self.least => return Err(Problem::RequestTimeout.into()),
                Err(_) => (self.began, self.seen) = (Instant::now(), 0),
            }
        }
    }

    async fn next<S, E>(&mut self, stream: &mut S) -> Result<Option<Result<Bytes, E>>, Error>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        let got = self.wait(stream.next()).await?;
        if let Some(Ok(piece)) = &got {
            let length = piece.len() as u64;
            self.seen += length;
            let left = self.left.checked_sub(length);
            self.left = left.ok_or_else(|| Error::new(Problem::TooLarge))?;
        }
        Ok(got)
    }

    async fn part(
        &mut self,
        parts: &mut Multipart,
    ) -> Result<Option<Result<Field, actix_multipart::MultipartError>>, Error> {
        self.wait(parts.next()).await
    }
}

#[cfg(test)]
mod tests;
