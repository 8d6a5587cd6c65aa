//! Answers that are given again to an equal request. What is stored holds no token: it is derived again
//! from the link's id, and put in on the way out.

use crate::app::App;
use crate::error::Error;
use crate::idempotency::Stored;
use crate::programs;
use crate::session;
use actix_web::HttpResponse;
use uuid::Uuid;

/// Stands among the stored headers and never leaves the house: the link whose token the answer carries.
const TOKEN_OF: &str = "token-of";

/// An answer with the token of this link in `token` and `link` when it is given.
pub fn with_token(mut stored: Stored, (link, key_version): (Uuid, i32)) -> Stored {
    stored
        .headers
        .push((TOKEN_OF.to_owned(), format!("{link} {key_version}")));
    stored
}

/// The answer as it is given: the same bytes each time.
pub fn give(app: &App, mut stored: Stored) -> Result<HttpResponse, Error> {
    let of = stored.headers.iter().position(|(name, _)| name == TOKEN_OF);
    if let Some(of) = of {
        let (_, link) = stored.headers.remove(of);
        stored.body = put_token(app, &stored.body, &link)?;
    }
    programs::give(stored)
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
