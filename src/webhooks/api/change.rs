//! Webhooks registered, paused, given new secrets, tested and ended by programs.

use super::read::SecretView;
use super::{on, webhook};
use crate::app::App;
use crate::error::{Error, Problem};
use crate::idempotency::{self, Stored};
use crate::programs::{NoBody, claim, give, stored};
use crate::session::staff::StaffAccess;
use crate::web::json::{self, Json};
use crate::webhooks::change::{pause, renew_secret, resume};
use crate::webhooks::end::end;
use crate::webhooks::register::{NewWebhook, register as register_webhook};
use crate::webhooks::send_again::{send_again, send_test};
use crate::webhooks::store;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A webhook to be registered.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWebhookInput {
    /// Where to post: https, at an address that is public.
    #[schema(min_length = 1, max_length = 2000, format = "uri")]
    #[validate(length(min = 1, max = 2_000))]
    url: String,
    /// `consultation.published`, `answer.received`, `answer.withdrawn`, `deadline.changed`, `consultation.concluded`.
    #[schema(min_items = 1, max_items = 5)]
    #[validate(length(min = 1, max = 5))]
    events: Vec<String>,
}

/// Whether something is sent.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Wanted {
    Active,
    Paused,
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StateInput {
    #[serde(deserialize_with = "json::word")]
    state: Wanted,
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RepeatInput {
    /// One event; without it all that was given up.
    event_id: Option<Uuid>,
}

/// The event of a test.
#[derive(Serialize, ToSchema)]
pub struct Tested {
    event_id: Uuid,
}

pub async fn register(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<NewWebhookInput>,
) -> Result<HttpResponse, Error> {
    let of = on(&app, &req).await?;
    let events = body.value.events.iter().map(String::as_str);
    let new = NewWebhook::check(of, &body.value.url, events, &app.settings.webhooks.networks);
    let new = new.map_err(json::in_body)?;
    let claim = claim(&req, &staff, "registerWebhook", req.path(), &body.received)?;
    let (actor, now, key) = (staff.actor(), app.clock.now(), app.keys.newest());
    let write = move |conn: &mut _| {
        idempotency::once(conn, Some(&claim), now, |conn| {
            let made = register_webhook(conn, &new, key, actor, now)?;
            Ok(remembered(made.id, made.generation))
        })
    };
    let done = app.db.write(write).await?;
    let view = with_secret(&app, &done).await?;
    let location = format!("{}/{}", req.path(), view.id);
    give(stored(201, vec![("location", location)], &view))
}

pub async fn renew(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    NoBody(received): NoBody,
) -> Result<HttpResponse, Error> {
    let id = webhook(&app, &req).await?.id;
    let claim = claim(&req, &staff, "renewWebhookSecret", req.path(), &received)?;
    let (actor, now, key) = (staff.actor(), app.clock.now(), app.keys.newest());
    let write = move |conn: &mut _| {
        idempotency::once(conn, Some(&claim), now, |conn| {
            let renewed = renew_secret(conn, id, key, actor, now)?;
            Ok(remembered(id, renewed.generation))
        })
    };
    let done = app.db.write(write).await?;
    give(stored(200, vec![], &with_secret(&app, &done).await?))
}

/// What is stored of an answer that holds a secret: whose, and which.
fn remembered(id: Uuid, generation: i32) -> Stored {
    Stored {
        status: 200,
        headers: Vec::new(),
        body: format!("{id} {generation}"),
    }
}

/// The answer, with the secret as long as it is still the one of then.
async fn with_secret(app: &App, done: &Stored) -> Result<SecretView, Error> {
    let unreadable = || Error::internal("a stored answer without its webhook");
    let (id, generation) = done.body.split_once(' ').ok_or_else(unreadable)?;
    let id: Uuid = id.parse().map_err(|_| unreadable())?;
    let found = app.db.read(move |conn| store::find(conn, id)).await?;
    let webhook = found.ok_or_else(|| Error::new(Problem::NotFound))?;
    let secret = (generation == webhook.generation.to_string()).then(|| {
        let secret = webhook.secret_text(&app.keys);
        secret.map_err(|e| Error::internal(e.to_string()))
    });
    Ok(SecretView {
        id,
        secret: secret.transpose()?,
    })
}

pub async fn set_state(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<StateInput>,
) -> Result<HttpResponse, Error> {
    let id = webhook(&app, &req).await?.id;
    let (actor, now, state) = (staff.actor(), app.clock.now(), body.value.state);
    let write = move |conn: &mut _| match state {
        Wanted::Active => resume(conn, id, actor, now),
        Wanted::Paused => pause(conn, id, actor, now),
    };
    app.db.write(write).await?;
    Ok(HttpResponse::NoContent().finish())
}

pub async fn end_one(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let id = webhook(&app, &req).await?.id;
    let (actor, now) = (staff.actor(), app.clock.now());
    let write = move |conn: &mut _| end(conn, id, actor, now);
    app.db.write(write).await?;
    Ok(HttpResponse::NoContent().finish())
}

pub async fn test(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    _: NoBody,
) -> Result<HttpResponse, Error> {
    let id = webhook(&app, &req).await?.id;
    let (actor, now) = (staff.actor(), app.clock.now());
    let write = move |conn: &mut _| send_test(conn, id, actor, now);
    let event_id = app.db.write(write).await?;
    give(stored(202, vec![], &Tested { event_id }))
}

pub async fn repeat(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    body: Json<RepeatInput>,
) -> Result<HttpResponse, Error> {
    let id = webhook(&app, &req).await?.id;
    let (actor, now, event) = (staff.actor(), app.clock.now(), body.value.event_id);
    let write = move |conn: &mut _| send_again(conn, id, event, actor, now);
    app.db.write(write).await?;
    Ok(HttpResponse::NoContent().finish())
}
