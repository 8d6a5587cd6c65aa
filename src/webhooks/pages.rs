//! The pages of webhooks: all of them for leaders everywhere, those on one consultation for its leaders. Owns the rows
//! of the route table.

mod list;
mod one;
mod press;
mod shown;

use super::store;
use super::webhook::Webhook;
use crate::app::App;
use crate::consultations::Consultation;
use crate::error::{Error, FieldError, Problem};
use crate::i18n::Lang;
use crate::idempotency::Claim;
use crate::role::Role;
use crate::session::staff::StaffAccess;
use crate::tabs::Tab;
use crate::web::components::ErrorLink;
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::in_path;
use crate::web::layout::{Nav, Page};
use crate::web::route::{Access, RouteDef};
use actix_web::HttpRequest;
use actix_web::web::{get, post};
use std::sync::Arc;
use uuid::Uuid;

const LEADS: Access = Access::Staff(Role::Leader);
const EVERYWHERE: &str = "/saksbehandling/webhooks";

/// The use cases behind the forms.
const REGISTER: &str = "webhooks::register::register";
const RENEW: &str = "webhooks::change::renew_secret";
const PAUSE: &str = "webhooks::change::pause";
const RESUME: &str = "webhooks::change::resume";
const TEST: &str = "webhooks::send_again::send_test";
const REPEAT: &str = "webhooks::send_again::send_again";
const END: &str = "webhooks::end::end";

/// The rows of the table.
pub fn routes() -> Vec<RouteDef> {
    let one = "/saksbehandling/webhooks/{webhook}";
    let on = "/saksbehandling/horinger/{slug}/webhooks";
    let one_on = "/saksbehandling/horinger/{slug}/webhooks/{webhook}";
    vec![
        RouteDef::get(EVERYWHERE, LEADS, || get().to(list::show)),
        RouteDef::post(EVERYWHERE, LEADS, || post().to(list::create))
            .does(REGISTER, "registerWebhook"),
        RouteDef::get(one, LEADS, || get().to(one::show)),
        RouteDef::post(one, LEADS, || post().to(press::press))
            .does(RENEW, "renewWebhookSecret")
            .does(TEST, "testWebhook")
            .does(PAUSE, "setWebhookState")
            .does(RESUME, "setWebhookState")
            .does(END, "endWebhook")
            .does(REPEAT, "repeatWebhookDeliveries"),
        RouteDef::get(on, LEADS, || get().to(list::show)),
        RouteDef::post(on, LEADS, || post().to(list::create))
            .does(REGISTER, "registerWebhookOnConsultation"),
        RouteDef::get(one_on, LEADS, || get().to(one::show)),
        RouteDef::post(one_on, LEADS, || post().to(press::press))
            .does(RENEW, "renewWebhookSecretOnConsultation")
            .does(TEST, "testWebhookOnConsultation")
            .does(PAUSE, "setWebhookStateOnConsultation")
            .does(RESUME, "setWebhookStateOnConsultation")
            .does(END, "endWebhookOnConsultation")
            .does(REPEAT, "repeatWebhookDeliveriesOnConsultation"),
    ]
}

/// What every page of it stands on.
struct Visit {
    staff: StaffAccess,
    lang: Lang,
    /// The consultation of the path: then only what is registered on it is here.
    on: Option<Arc<Consultation>>,
}

impl Visit {
    async fn enter(app: &App, staff: StaffAccess, req: &HttpRequest) -> Result<Self, Error> {
        let on = match req.match_info().get("slug") {
            Some(slug) => Some(app.consultations.get(&app.db, slug).await?),
            None => None,
        };
        let lang = Lang::of_path(req.path()).0;
        Ok(Self { staff, lang, on })
    }

    fn consultation(&self) -> Option<Uuid> {
        self.on.as_ref().map(|c| c.id)
    }

    /// The path without language; `rest` comes after the list's.
    fn neutral(&self, rest: &str) -> String {
        match &self.on {
            Some(consultation) => format!("{}{rest}", Tab::Webhooks.path(&consultation.slug)),
            None => format!("{EVERYWHERE}{rest}"),
        }
    }

    fn path(&self, rest: &str) -> String {
        self.lang.path(&self.neutral(rest))
    }

    fn page(&self, app: &App, rest: &str, title: String, faults: &[FieldError]) -> Page {
        let link = |fault: &FieldError| ErrorLink::field(&fault.at, field_text(self.lang, fault));
        let page = Page::new(&app.site, self.lang, &self.neutral(rest), title)
            .staff(&self.staff)
            .errors(faults.iter().map(link).collect());
        match &self.on {
            Some(on) => page
                .nav(Nav::Work)
                .tabs(on.tabs(&self.staff, self.lang, Tab::Webhooks)),
            None => page.nav(Nav::Webhooks),
        }
    }

    /// The webhook of the path; on a consultation only its own.
    async fn webhook(&self, app: &App, req: &HttpRequest) -> Result<Webhook, Error> {
        let id: Result<Uuid, _> = in_path(req, "webhook").parse();
        let id = id.map_err(|_| Error::new(Problem::NotFound))?;
        let found = app.db.read(move |conn| store::find(conn, id)).await?;
        let of = self.consultation();
        let here = found.filter(|w| of.is_none() || w.consultation == of);
        here.ok_or_else(|| Problem::NotFound.into())
    }

    /// Makes a press that is repeated the same press.
    fn claim(&self, rest: &str, form: &Form, said: &str) -> Result<Claim, Error> {
        let key = form.filled("nokkel").filter(|key| key.len() <= 64);
        let key = key.ok_or_else(|| Error::new(Problem::MalformedRequest))?;
        let scope = format!("staff:{} {}", self.staff.staff_id, self.neutral(rest));
        Ok(Claim::new(scope, key, said.as_bytes()))
    }
}
