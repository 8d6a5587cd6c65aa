//! An attachment given out: as a file to be kept, that no page of ours ever shows and nothing runs in.

use super::{Attachment, read};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::web::attachment;
use actix_web::HttpResponse;
use actix_web::http::header::{
    CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use futures_util::{StreamExt as _, stream};

/// For whoever may read the answer that it goes with.
pub async fn download(app: &App, one: &Attachment) -> Result<HttpResponse, Error> {
    if one.scan.is_held_back() {
        return Err(Problem::HeldBack.into());
    }
    let mut pieces = read(app, one).await?;
    // What is known to be wrong before anything was sent is told; later, the file breaks off.
    let first = pieces.next().await.transpose()?;
    let pieces = stream::iter(first.map(Ok)).chain(pieces);
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, one.kind.media_type()))
        .insert_header((CONTENT_DISPOSITION, attachment(&one.name)))
        .insert_header((CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .no_chunking(u64::try_from(one.size).unwrap_or_default())
        .streaming(pieces))
}
