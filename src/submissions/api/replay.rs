//! Answers that are given again to an equal request. What is stored holds no token: it is derived again
//! from the link's id, and put in on the way out.

use crate::app::App;
use crate::error::Error;
use crate::idempotency::Stored;
use crate::session;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_TYPE;
use serde::Serialize;
use uuid::Uuid;

/// Stands among the stored headers and never leaves the house: the link whose token the answer carries.
const TOKEN_OF: &str = "token-of";

/// The answer as it is stored.
pub fn stored(status: u16, headers: Vec<(&str, String)>, body: &impl Serialize) -> Stored {
    Stored {
        status,
        headers: headers
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        body: serde_json::to_string(body).unwrap_or_default(),
    }
}

/// The same with the token of this link in `token` and `link` when it is given.
pub fn with_token(mut stored: Stored, (link, key_version): (Uuid, i32)) -> Stored {
    stored
        .headers
        .push((TOKEN_OF.to_owned(), format!("{link} {key_version}")));
    stored
}

/// The answer as it is given: the same bytes each time.
pub fn give(app: &App, stored: Stored) -> Result<HttpResponse, Error> {
    let status = StatusCode::from_u16(stored.status).map_err(|e| Error::internal(e.to_string()))?;
    let mut response = HttpResponse::build(status);
    let mut body = stored.body;
    for (name, value) in stored.headers {
        if name == TOKEN_OF {
            body = put_token(app, &body, &value)?;
        } else {
            response.insert_header((name, value));
        }
    }
    if body.is_empty() {
        return Ok(response.finish());
    }
    Ok(response
        .insert_header((CONTENT_TYPE, "application/json"))
        .body(body))
}

fn put_token(app: &App, body: &str, of: &str) -> Result<String, Error> {
    let unreadable = || Error::internal("a stored answer cannot be read");
    let (link, key_version) = of.split_once(' ').ok_or_else(unreadable)?;
    let link = link.parse().map_err(|_| unreadable())?;
    let key_version = key_version.parse().map_err(|_| unreadable())?;
    let token = session::desk_token(&app.keys, link, key_version)
        .map_err(|e| Error::internal(e.to_string()))?;
    let mut body: serde_json::Value = serde_json::from_str(body).map_err(|_| unreadable())?;
    body["link"] = app.url(&format!("/lenke/{token}")).into();
    body["token"] = token.into();
    Ok(body.to_string())
}
