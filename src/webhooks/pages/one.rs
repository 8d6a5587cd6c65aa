//! One webhook: how it stands, what can be done with it, and its latest deliveries.

use super::Visit;
use super::shown::{self, Line, Tag};
use crate::app::App;
use crate::calendar;
use crate::error::Error;
use crate::ids;
use crate::session::staff::StaffAccess;
use crate::web::components::{Crumb, Fact};
use crate::web::layout::Page;
use crate::web::query::Query;
use crate::web::render;
use crate::webhooks::delivery::Progress;
use crate::webhooks::store;
use crate::webhooks::webhook::{State, Webhook};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// So many of the latest are shown, and so many of those that were given up.
const LATEST: i64 = 50;

#[derive(Template)]
#[template(path = "webhooks/templates/one.html")]
struct OnePage {
    page: Page,
    csrf: String,
    key: String,
    action: String,
    crumbs: Vec<Crumb>,
    tag: Tag,
    state_means: String,
    facts: Vec<Fact>,
    done: Option<String>,
    /// Shown this once.
    secret: Option<String>,
    is_active: bool,
    is_live: bool,
    parked: Vec<Line>,
    latest: Vec<Line>,
}

/// What the page says beside what stands.
pub(super) enum Said {
    Nothing,
    Done(String),
    Secret,
}

/// What the page may say was done.
const DONE: [&str; 5] = ["prov", "pause", "fortsett", "avslutt", "igjen"];

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    let webhook = visit.webhook(&app, &req).await?;
    let query = Query::of(&req)?;
    let done = query.get("gjort").filter(|what| DONE.contains(what));
    let said = match done {
        Some(what) => Said::Done(visit.lang.t(&format!("webhook-done-{what}"))),
        None => Said::Nothing,
    };
    page(&app, &visit, webhook, said).await
}

pub(super) async fn page(
    app: &App,
    visit: &Visit,
    webhook: Webhook,
    said: Said,
) -> Result<HttpResponse, Error> {
    let (lang, id) = (visit.lang, webhook.id);
    let read = move |conn: &mut _| {
        let parked = store::deliveries(conn, id, Some(Progress::Parked), LATEST)?;
        Ok((parked, store::deliveries(conn, id, None, LATEST)?))
    };
    let (parked, latest) = app.db.read(read).await?;
    let line = |delivery| Line::of(visit, &webhook, delivery);
    let (done, secret) = match said {
        Said::Nothing => (None, None),
        Said::Done(text) => (Some(text), None),
        Said::Secret => {
            let secret = webhook.secret_text(&app.keys);
            (
                None,
                Some(secret.map_err(|e| Error::internal(e.to_string()))?),
            )
        }
    };
    let means = format!("webhook-means-{}", webhook.state.as_str());
    let title = match visit.on {
        Some(_) => lang.t("webhook-title-one"),
        None => lang.t("webhook-title"),
    };
    Ok(render(&OnePage {
        page: visit.page(app, &format!("/{id}"), title.clone(), &[]),
        csrf: visit.staff.csrf.clone(),
        key: ids::new(app.clock.now()).to_string(),
        action: visit.path(&format!("/{id}")),
        crumbs: vec![
            Crumb::to(visit.path(""), lang.t("webhooks-title")),
            Crumb::here(title),
        ],
        tag: shown::state(lang, webhook.state),
        state_means: lang.t(&means),
        facts: vec![
            Fact::new(lang.t("webhook-url"), webhook.url.clone()),
            Fact::new(
                lang.t("webhook-on"),
                shown::scope(app, lang, &webhook).await?,
            ),
            Fact::new(lang.t("webhook-events"), shown::events(lang, &webhook)),
            Fact::new(
                lang.t("webhook-since"),
                calendar::date_time(lang, webhook.created_at),
            ),
        ],
        done,
        secret,
        is_active: webhook.state == State::Active,
        is_live: webhook.state.is_live(),
        parked: parked.iter().map(line).collect(),
        latest: latest.iter().map(line).collect(),
    }))
}
