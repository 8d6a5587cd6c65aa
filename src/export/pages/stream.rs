//! Files on their way out, of pages and programs alike. One that is sent while it is made: a thread writes it, and
//! waits when as much lies ready as the reader has not fetched yet; a reader who has gone, or who takes nothing for a
//! minute, ends the work. And one that lies ready.

use crate::app::App;
use crate::error::{Error, Problem};
use crate::export::asked::Asked;
use crate::export::file::{Halt, Making, file_name, media_type};
use crate::export::job::{Job, store};
use crate::export::picture::Picture;
use crate::web::attachment;
use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::{Bytes, Data};
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

/// What the thread says. A file has come to its end only when that is said: one that breaks off must never
/// look whole.
enum Said {
    Piece(Bytes),
    End,
    Failed(Error),
}

/// The answer that carries the file. Waits for the first piece, so that what fails before is told as an error.
pub async fn answer(app: &Data<App>, picture: Picture) -> Result<HttpResponse, Error> {
    let (name, media_type) = (file_name(&picture), media_type(picture.asked.format));
    let (tell, mut told) = channel(READY);
    let (app, runtime) = (app.clone(), Handle::current());
    tokio::task::spawn_blocking(move || {
        let making = Making {
            picture: &picture,
            db: &app.db,
            scratch: &app.settings.data_dir,
        };
        let mut pipe = Pipe {
            tell,
            runtime,
            kept: Vec::with_capacity(PIECE),
        };
        let written = making.write(&mut pipe, |_| Ok(()));
        let last = match written.and_then(|()| Ok(pipe.flush()?)) {
            Ok(()) => Said::End,
            Err(Halt::Failed(error)) => {
                tracing::error!(error = %error, "export.broken_off");
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
        .insert_header((CONTENT_DISPOSITION, attachment(&name)))
        .insert_header((CACHE_CONTROL, "no-store"));
    Ok(match first {
        Some(first) => response.streaming(body(first, told)),
        None => response.finish(),
    })
}

/// A file that was made in the background, a piece at a time as the reader takes them.
pub fn kept(app: Data<App>, job: &Job, name: &str) -> HttpResponse {
    let (id, size) = (job.id, job.size);
    let pieces = stream::unfold(Some((app, 0, 0)), move |at| async move {
        let (app, no, sent) = at?;
        if sent >= size {
            return None;
        }
        let piece = app.db.read(move |conn| store::chunk(conn, id, no)).await;
        let piece = piece.and_then(|piece| piece.ok_or_else(|| Error::new(Problem::NotFound)));
        Some(match piece {
            Ok(bytes) => {
                let sent = sent + i64::try_from(bytes.len()).unwrap_or(i64::MAX);
                (Ok(Bytes::from(bytes)), Some((app, no + 1, sent)))
            }
            Err(error) => (Err(error), None),
        })
    });
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type(Asked::parse(&job.asked).format)))
        .insert_header((CONTENT_DISPOSITION, attachment(name)))
        .insert_header((CACHE_CONTROL, "no-store"))
        .no_chunking(u64::try_from(size).unwrap_or_default())
        .streaming(pieces)
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
    Error::internal("an export broke off")
}

struct Pipe {
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
