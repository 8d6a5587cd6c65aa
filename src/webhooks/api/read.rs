//! Webhooks and their deliveries as programs read them.

use super::{on, webhook};
use crate::app::App;
use crate::error::Error;
use crate::programs::answer;
use crate::webhooks::delivery::Delivery;
use crate::webhooks::store;
use crate::webhooks::webhook::Webhook;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// So many deliveries are shown with a webhook.
const LATEST: i64 = 50;

/// A webhook, without its secret.
#[derive(Serialize, ToSchema)]
pub struct WebhookView {
    pub id: Uuid,
    /// The consultation that it is told of; null for all.
    pub consultation: Option<String>,
    pub url: String,
    /// `active`, `paused`, `ended`, or `gone` when its receiver answered 410.
    pub state: &'static str,
    pub events: Vec<&'static str>,
    pub created_at: DateTime<Utc>,
    /// In a list it is empty.
    pub deliveries: Vec<DeliveryView>,
}

/// An event on its way.
#[derive(Serialize, ToSchema)]
pub struct DeliveryView {
    /// What `webhook-id` says, at every attempt.
    pub event_id: Uuid,
    pub event: String,
    pub happened_at: DateTime<Utc>,
    /// `waiting`, `leased`, `delivered`, `parked` (given up), or `dropped`.
    pub state: &'static str,
    pub attempts: i32,
    pub tried_at: Option<DateTime<Utc>>,
    /// When it is tried next, while it waits.
    pub due_at: Option<DateTime<Utc>>,
    /// The HTTP status that the last attempt was answered with.
    pub status: Option<u16>,
    /// Why the last attempt failed.
    pub failure: Option<&'static str>,
}

#[derive(Serialize, ToSchema)]
pub struct WebhooksView {
    pub items: Vec<WebhookView>,
}

/// A webhook with its secret, which is given this once.
#[derive(Serialize, ToSchema)]
pub struct SecretView {
    pub id: Uuid,
    /// Null when the request is repeated and the secret has become another meanwhile.
    pub secret: Option<String>,
}

async fn view(
    app: &App,
    webhook: Webhook,
    deliveries: Vec<Delivery>,
) -> Result<WebhookView, Error> {
    let consultation = match webhook.consultation {
        Some(id) => Some(app.consultations.get(&app.db, id).await?.slug.clone()),
        None => None,
    };
    Ok(WebhookView {
        id: webhook.id,
        consultation,
        state: webhook.state.as_str(),
        events: webhook.events.iter().map(|kind| kind.as_str()).collect(),
        created_at: webhook.created_at,
        url: webhook.url,
        deliveries: deliveries.into_iter().map(DeliveryView::from).collect(),
    })
}

impl From<Delivery> for DeliveryView {
    fn from(delivery: Delivery) -> Self {
        let waits = delivery.progress == crate::webhooks::Progress::Waiting;
        Self {
            event_id: delivery.event_id,
            event: delivery.event,
            happened_at: delivery.happened_at,
            state: delivery.progress.as_str(),
            attempts: delivery.attempts,
            tried_at: delivery.tried_at,
            due_at: waits.then_some(delivery.due_at),
            status: delivery.status,
            failure: delivery.why.map(|why| why.as_str()),
        }
    }
}

pub async fn list(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let of = on(&app, &req).await?;
    let found = app.db.read(move |conn| store::list(conn, of)).await?;
    let mut items = Vec::with_capacity(found.len());
    for webhook in found {
        items.push(view(&app, webhook, Vec::new()).await?);
    }
    answer(&WebhooksView { items })
}

pub async fn one(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let webhook = webhook(&app, &req).await?;
    let id = webhook.id;
    let latest = app
        .db
        .read(move |conn| store::deliveries(conn, id, None, LATEST));
    let deliveries = latest.await?;
    answer(&view(&app, webhook, deliveries).await?)
}
