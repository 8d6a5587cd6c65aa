//! Files on their way out, of pages and programs alike: one that is sent while it is made, and one that lies ready.

use crate::app::App;
use crate::error::{Error, Problem};
use crate::export::asked::Asked;
use crate::export::file::{Making, file_name, media_type};
use crate::export::job::{Job, store};
use crate::export::picture::Picture;
use crate::web::{attachment, made};
use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::{Bytes, Data};
use futures_util::stream;

/// The answer that carries the file, sent while it is made.
pub async fn answer(app: &Data<App>, picture: Picture) -> Result<HttpResponse, Error> {
    let (name, media_type) = (file_name(&picture), media_type(picture.asked.format));
    let app = app.clone();
    made::answer(&name, media_type, move |pipe, _| {
        let making = Making {
            picture: &picture,
            db: &app.db,
            scratch: &app.settings.data_dir,
        };
        making.write(pipe, |_| Ok(()))
    })
    .await
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
