//! Reading what a client sends: whole, within a size and a time, stamped when its last byte came.

use crate::error::{Error, Problem};
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{Bytes, BytesMut};
use actix_web::{HttpMessage, HttpRequest};
use chrono::{DateTime, Utc};
use futures_util::StreamExt;
use std::time::Duration;

/// A request's body, kept in the request's extensions by the guard.
#[derive(Clone)]
pub struct Received {
    pub bytes: Bytes,
    /// When the last byte had arrived: what decides whether an answer came in time.
    pub at: DateTime<Utc>,
}

/// The body that the guard has read, if the client says that it is of this media type.
pub fn received_as(req: &HttpRequest, media_type: &str) -> Result<Received, Error> {
    let received = req.extensions().get::<Received>().cloned();
    let received = received.ok_or_else(|| Error::new(Problem::MalformedRequest))?;
    let content_type = req.headers().get(CONTENT_TYPE);
    let content_type = content_type.and_then(|v| v.to_str().ok()).unwrap_or("");
    let said = content_type.split(';').next().unwrap_or("").trim();
    match said.eq_ignore_ascii_case(media_type) {
        true => Ok(received),
        false => Err(Problem::UnsupportedMediaType.into()),
    }
}

/// What a body may cost.
#[derive(Debug, Clone, Copy)]
pub struct Allowance {
    pub bytes: usize,
    pub time: Duration,
}

/// A body this many times too large is still read (and dropped), so that the client hears why.
const DRAIN: usize = 8;

/// Reads the body. `TooLarge` and `RequestTimeout` are answered without keeping it.
pub async fn read(
    payload: &mut Payload,
    allowed: Allowance,
    clock: &crate::clock::Clock,
) -> Result<Received, Error> {
    let whole = tokio::time::timeout(allowed.time, collect(payload, allowed.bytes)).await;
    let bytes = whole.map_err(|_| Error::new(Problem::RequestTimeout))??;
    Ok(Received {
        bytes,
        at: clock.now(),
    })
}

async fn collect(payload: &mut Payload, limit: usize) -> Result<Bytes, Error> {
    let mut kept = BytesMut::new();
    let mut seen = 0;
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|e| Error::because(Problem::MalformedRequest, e.to_string()))?;
        seen += chunk.len();
        if seen <= limit {
            kept.extend_from_slice(&chunk);
        } else if seen > limit * DRAIN {
            break;
        } else {
            kept.clear();
        }
    }
    if seen > limit {
        return Err(Problem::TooLarge.into());
    }
    Ok(kept.freeze())
}
