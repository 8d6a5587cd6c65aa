//! The webhooks there are, and the form that registers one more.

use super::one::{self, Said};
use super::shown::{self, Tag};
use super::{EVERYWHERE, Visit};
use crate::app::App;
use crate::error::{Error, FieldError, Problem};
use crate::events::Kind;
use crate::idempotency::{self, Stored};
use crate::ids;
use crate::session::staff::StaffAccess;
use crate::web::components::{Choice, Choices, TextInput};
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::layout::Page;
use crate::web::{render_with, see_other};
use crate::webhooks::delivery::Progress;
use crate::webhooks::register::{EVENTS, NewWebhook, URL, register};
use crate::webhooks::store;
use crate::webhooks::webhook::Webhook;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "webhooks/templates/list.html")]
struct ListPage {
    page: Page,
    csrf: String,
    key: String,
    action: String,
    lead: String,
    items: Vec<Item>,
    /// On a consultation: where those for all are, for whoever may go there.
    everywhere: Option<String>,
    url: TextInput,
    events: Choices,
}

struct Item {
    href: String,
    url: String,
    tag: Tag,
    about: String,
    events: String,
    /// How many were given up.
    parked: Option<String>,
    waiting: Option<String>,
}

/// What was typed in the form.
#[derive(Default)]
struct Typed<'t> {
    url: &'t str,
    events: Vec<&'t str>,
}

pub(super) async fn show(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, staff, &req).await?;
    page(&app, &visit, &Typed::default(), &[]).await
}

async fn page(
    app: &App,
    visit: &Visit,
    typed: &Typed<'_>,
    faults: &[FieldError],
) -> Result<HttpResponse, Error> {
    let (lang, of) = (visit.lang, visit.consultation());
    let read = move |conn: &mut _| Ok((store::list(conn, of)?, store::counts(conn)?));
    let (found, counts) = app.db.read(read).await?;
    let mut items = Vec::new();
    for webhook in found {
        items.push(item(app, visit, &webhook, &counts).await?);
    }
    let fault = |at: &str| {
        let found = faults.iter().find(|fault| fault.at == at);
        found.map(|fault| field_text(lang, fault))
    };
    let choice = |kind: Kind| {
        let word = kind.as_str();
        Choice::new(word, shown::event(lang, word), typed.events.contains(&word))
    };
    let status = match faults.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let everywhere =
        of.is_some() && crate::web::layout::StaffMenu::from(&visit.staff).sees_webhooks();
    let (title, lead) = match of {
        Some(_) => ("webhooks-title-one", "webhooks-lead-one"),
        None => ("webhooks-title", "webhooks-lead-all"),
    };
    let shown = ListPage {
        page: visit.page(app, "", lang.t(title), faults),
        csrf: visit.staff.csrf.clone(),
        key: ids::new(app.clock.now()).to_string(),
        action: visit.path(""),
        lead: lang.t(lead),
        items,
        everywhere: everywhere.then(|| lang.path(EVERYWHERE)),
        url: TextInput {
            kind: "url",
            ..TextInput::new(URL, lang.t("webhook-url"), typed.url)
        }
        .autocomplete("off")
        .hint(lang.t("webhook-url-hint"))
        .error(fault(URL)),
        events: Choices::new(
            EVENTS,
            lang.t("webhook-events"),
            Kind::ALL.map(choice).into(),
        )
        .error(fault(EVENTS)),
    };
    Ok(render_with(status, &shown))
}

async fn item(
    app: &App,
    visit: &Visit,
    webhook: &Webhook,
    counts: &[(Uuid, Progress, i64)],
) -> Result<Item, Error> {
    let lang = visit.lang;
    let of = |progress: &[Progress]| -> i64 {
        let own = counts.iter().filter(|(id, ..)| *id == webhook.id);
        own.filter(|(_, p, _)| progress.contains(p))
            .map(|(.., n)| n)
            .sum()
    };
    let parked = of(&[Progress::Parked]);
    let waiting = of(&[Progress::Waiting, Progress::Leased]);
    Ok(Item {
        href: visit.path(&format!("/{}", webhook.id)),
        url: webhook.url.clone(),
        tag: shown::state(lang, webhook.state),
        about: shown::scope(app, lang, webhook).await?,
        events: shown::events(lang, webhook),
        parked: (parked > 0).then(|| lang.with1("webhook-parked", "n", parked)),
        waiting: (waiting > 0).then(|| lang.with1("webhook-waiting", "n", waiting)),
    })
}

pub(super) async fn create(
    app: Data<App>,
    staff: StaffAccess,
    req: HttpRequest,
    form: Form,
) -> Result<HttpResponse, Error> {
    form.expect(&[URL, "nokkel"], &[EVENTS])?;
    let visit = Visit::enter(&app, staff, &req).await?;
    let typed = Typed {
        url: form.get(URL).unwrap_or_default(),
        events: form.all(EVENTS).collect(),
    };
    let excepted = &app.settings.webhooks.networks;
    let events = typed.events.iter().copied();
    match NewWebhook::check(visit.consultation(), typed.url, events, excepted) {
        Ok(new) => registered(&app, &visit, &form, new).await,
        Err(error) if error.problem == Problem::Invalid => {
            page(&app, &visit, &typed, &error.fields).await
        }
        Err(error) => Err(error),
    }
}

/// Registers it once for each press, and shows its page with the secret.
async fn registered(
    app: &App,
    visit: &Visit,
    form: &Form,
    new: NewWebhook,
) -> Result<HttpResponse, Error> {
    let claim = visit.claim("", form, &format!("{new:?}"))?;
    let (actor, now, key) = (visit.staff.actor(), app.clock.now(), app.keys.newest());
    let write = move |conn: &mut _| {
        idempotency::once(conn, Some(&claim), now, |conn| {
            let webhook = register(conn, &new, key, actor, now)?;
            Ok(Stored {
                status: StatusCode::OK.as_u16(),
                headers: Vec::new(),
                body: webhook.id.to_string(),
            })
        })
    };
    let stored = app.db.write(write).await?;
    let id: Result<Uuid, _> = stored.body.parse();
    let id = id.map_err(|_| Error::internal("a stored answer without its webhook"))?;
    let found = app.db.read(move |conn| store::find(conn, id)).await?;
    let webhook = found.ok_or_else(|| Error::new(Problem::NotFound))?;
    match webhook.generation {
        1 => one::page(app, visit, webhook, Said::Secret).await,
        // The same press again, and meanwhile the secret is another.
        _ => Ok(see_other(&visit.path(&format!("/{id}")))),
    }
}
