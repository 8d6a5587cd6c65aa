//! Files that are sent while they are made: a thread writes, and waits when as much lies ready as the reader has not fetched
//! yet; a reader who has gone, or who takes nothing for a minute, ends the work.

use super::attachment;
use crate::error::Error;
use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::Bytes;
use futures_util::stream::{self, Stream};
use std::io::{self, Write};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Bytes that are handed on together.
const PIECE: usize = 64 << 10;
/// Pieces that lie ready.
const READY: usize = 8;
const PATIENCE: Duration = Duration::from_secs(60);

/// Why a file did not come to its end.
#[derive(Debug)]
pub enum Halt {
    /// Nobody takes it any more: whoever downloads has gone, the job was cancelled, the program ends.
    Unwanted,
    Failed(Error),
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// A writer of ours hides its own error in it; else the one who reads is gone.
impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Self {
        match error.downcast::<Error>() {
            Ok(error) => Self::Failed(error),
            Err(_) => Self::Unwanted,
        }
    }
}

/// What the thread says. A file has come to its end only when that is said: one that breaks off must never
/// look whole.
enum Said {
    Piece(Bytes),
    End,
    Failed(Error),
}

/// The answer that carries the file. Waits for the first piece, so that what fails before is told as an error.
pub async fn answer(
    name: &str,
    media_type: &str,
    make: impl FnOnce(&mut Pipe, &Handle) -> Result<(), Halt> + Send + 'static,
) -> Result<HttpResponse, Error> {
    let (tell, mut told) = channel(READY);
    let runtime = Handle::current();
    tokio::task::spawn_blocking(move || {
        let mut pipe = Pipe {
            tell,
            runtime: runtime.clone(),
            kept: Vec::with_capacity(PIECE),
        };
        let written = make(&mut pipe, &runtime);
        let last = match written.and_then(|()| Ok(pipe.flush()?)) {
            Ok(()) => Said::End,
            Err(Halt::Failed(error)) => {
                tracing::error!(error = %error, "file.broken_off");
                Said::Failed(error)
            }
            Err(Halt::Unwanted) => return,
        };
        // Whoever has gone need not hear it.
        let _ = pipe.say(last);
    });
    let first = match told.recv().await {
        Some(Said::Piece(bytes)) => Some(bytes),
        Some(Said::End) => None,
        Some(Said::Failed(error)) => return Err(error),
        None => return Err(broken_off()),
    };
    let mut response = HttpResponse::Ok();
    response
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CONTENT_DISPOSITION, attachment(name)))
        .insert_header((CACHE_CONTROL, "no-store"));
    Ok(match first {
        Some(first) => response.streaming(body(first, told)),
        None => response.finish(),
    })
}

fn body(first: Bytes, told: Receiver<Said>) -> impl Stream<Item = Result<Bytes, Error>> {
    stream::unfold((Some(first), Some(told)), |(first, told)| async move {
        let mut told = told?;
        if let Some(first) = first {
            return Some((Ok(first), (None, Some(told))));
        }
        match told.recv().await {
            Some(Said::Piece(bytes)) => Some((Ok(bytes), (None, Some(told)))),
            Some(Said::End) => None,
            Some(Said::Failed(error)) => Some((Err(error), (None, None))),
            None => Some((Err(broken_off()), (None, None))),
        }
    })
}

fn broken_off() -> Error {
    Error::internal("a file broke off")
}

/// Where the thread writes.
pub struct Pipe {
    tell: Sender<Said>,
    runtime: Handle,
    kept: Vec<u8>,
}

impl Pipe {
    fn say(&self, said: Said) -> io::Result<()> {
        let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
        let sent = tokio::time::timeout(PATIENCE, self.tell.send(said));
        let sent = self.runtime.block_on(sent);
        sent.map_err(|_| gone())?.map_err(|_| gone())
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.kept.extend_from_slice(bytes);
        if self.kept.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.kept.is_empty() {
            return Ok(());
        }
        let kept = std::mem::replace(&mut self.kept, Vec::with_capacity(PIECE));
        self.say(Said::Piece(kept.into()))
    }
}
