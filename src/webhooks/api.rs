//! Webhooks as programs register and look after them. Every handler calls the use case that the pages call. Owns the
//! rows of the route table: those on all consultations, and the same on one.

mod change;
mod docs;
mod read;

use super::store;
use super::webhook::Webhook;
use crate::app::App;
use crate::error::{Error, Problem};
use crate::role::Role;
use crate::scope::Scope;
use crate::web::in_path;
use crate::web::route::{Access, RouteDef};
use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::web::{delete, get, post, put};
use uuid::Uuid;

const READS: Access = Access::Program(Scope::WebhooksRead, Role::Leader);
const WRITES: Access = Access::Program(Scope::WebhooksWrite, Role::Leader);

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    const ALL: [&str; 6] = [
        "/api/v1/staff/webhooks",
        "/api/v1/staff/webhooks/{webhook}",
        "/api/v1/staff/webhooks/{webhook}/state",
        "/api/v1/staff/webhooks/{webhook}/secret",
        "/api/v1/staff/webhooks/{webhook}/tests",
        "/api/v1/staff/webhooks/{webhook}/repeats",
    ];
    const ON: [&str; 6] = [
        "/api/v1/staff/consultations/{slug}/webhooks",
        "/api/v1/staff/consultations/{slug}/webhooks/{webhook}",
        "/api/v1/staff/consultations/{slug}/webhooks/{webhook}/state",
        "/api/v1/staff/consultations/{slug}/webhooks/{webhook}/secret",
        "/api/v1/staff/consultations/{slug}/webhooks/{webhook}/tests",
        "/api/v1/staff/consultations/{slug}/webhooks/{webhook}/repeats",
    ];
    let mut rows = rows(ALL, &docs::EVERYWHERE);
    rows.extend(self::rows(ON, &docs::ON_CONSULTATION));
    rows
}

fn rows(
    [list, one, state, secret, tests, repeats]: [&'static str; 6],
    docs: &docs::Docs,
) -> Vec<RouteDef> {
    let row = RouteDef::api;
    vec![
        row(Method::GET, list, READS, || get().to(read::list), docs.list),
        row(
            Method::POST,
            list,
            WRITES,
            || post().to(change::register),
            docs.register,
        ),
        row(Method::GET, one, READS, || get().to(read::one), docs.one),
        row(
            Method::DELETE,
            one,
            WRITES,
            || delete().to(change::end_one),
            docs.end,
        ),
        row(
            Method::PUT,
            state,
            WRITES,
            || put().to(change::set_state),
            docs.state,
        ),
        row(
            Method::POST,
            secret,
            WRITES,
            || post().to(change::renew),
            docs.secret,
        ),
        row(
            Method::POST,
            tests,
            WRITES,
            || post().to(change::test),
            docs.test,
        ),
        row(
            Method::POST,
            repeats,
            WRITES,
            || post().to(change::repeat),
            docs.repeat,
        ),
    ]
}

/// The consultation of the path, where it names one: then only what is registered on it is here.
async fn on(app: &App, req: &HttpRequest) -> Result<Option<Uuid>, Error> {
    match req.match_info().get("slug") {
        Some(slug) => Ok(Some(app.consultations.get(&app.db, slug).await?.id)),
        None => Ok(None),
    }
}

/// The webhook of the path.
async fn webhook(app: &App, req: &HttpRequest) -> Result<Webhook, Error> {
    let id: Result<Uuid, _> = in_path(req, "webhook").parse();
    let id = id.map_err(|_| Error::new(Problem::NotFound))?;
    let of = on(app, req).await?;
    let found = app.db.read(move |conn| store::find(conn, id)).await?;
    let here = found.filter(|w| of.is_none() || w.consultation == of);
    here.ok_or_else(|| Problem::NotFound.into())
}
