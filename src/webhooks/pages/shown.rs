//! How webhooks and their deliveries are said in words.

use super::Visit;
use crate::app::App;
use crate::calendar;
use crate::error::Error;
use crate::i18n::Lang;
use crate::webhooks::delivery::{Delivery, Progress, Why};
use crate::webhooks::webhook::{State, Webhook};
use uuid::Uuid;

/// The colour and the text of a tag.
pub type Tag = (&'static str, String);

pub fn state(lang: Lang, state: State) -> Tag {
    let color = match state {
        State::Active => "success",
        State::Paused => "warning",
        State::Ended | State::Gone => "neutral",
    };
    (color, lang.t(&format!("webhook-state-{}", state.as_str())))
}

pub fn event(lang: Lang, event: &str) -> String {
    lang.t(&format!("webhook-event-{}", event.replace('.', "-")))
}

pub fn events(lang: Lang, webhook: &Webhook) -> String {
    let names = webhook.events.iter().map(|kind| event(lang, kind.as_str()));
    names.collect::<Vec<_>>().join(", ")
}

/// What it is told of: all, or one by its title.
pub async fn scope(app: &App, lang: Lang, webhook: &Webhook) -> Result<String, Error> {
    let Some(id) = webhook.consultation else {
        return Ok(lang.t("webhook-on-all"));
    };
    let consultation = app.consultations.get(&app.db, id).await?;
    Ok(consultation.title.get(lang).to_owned())
}

/// A delivery as a line of the list.
pub struct Line {
    pub id: Uuid,
    pub what: String,
    pub tag: Tag,
    pub when: String,
    /// What the last attempt came to, and when the next is.
    pub tried: Option<String>,
    pub is_parked: bool,
}

impl Line {
    pub fn of(visit: &Visit, webhook: &Webhook, delivery: &Delivery) -> Self {
        let lang = visit.lang;
        let progress = delivery.progress;
        let has_failed = progress == Progress::Waiting && delivery.attempts > 0;
        let (color, key) = match progress {
            Progress::Delivered => ("success", "delivered"),
            Progress::Parked => ("danger", "parked"),
            Progress::Dropped => ("neutral", "dropped"),
            Progress::Leased => ("info", "leased"),
            Progress::Waiting if has_failed => ("warning", "failed"),
            Progress::Waiting => ("info", "waiting"),
        };
        let name = event(lang, &delivery.event);
        let number = delivery.facts.get("number").and_then(|n| n.as_str());
        Self {
            id: delivery.event_id,
            what: match number {
                Some(number) => format!("{name}: {number}"),
                None => name,
            },
            tag: (color, lang.t(&format!("webhook-delivery-{key}"))),
            when: calendar::date_time(lang, delivery.happened_at),
            tried: tried(lang, webhook, delivery),
            is_parked: progress == Progress::Parked,
        }
    }
}

fn tried(lang: Lang, webhook: &Webhook, delivery: &Delivery) -> Option<String> {
    let at = calendar::date_time(lang, delivery.tried_at?);
    let answer = answer(lang, delivery);
    let said: [(&str, &dyn crate::i18n::Value); 3] = [
        ("n", &delivery.attempts),
        ("when", &at),
        ("answer", &answer),
    ];
    let tried = lang.with("webhook-tried", &said);
    let again = delivery.progress == Progress::Waiting && webhook.state == State::Active;
    Some(match again {
        true => {
            let next = calendar::date_time(lang, delivery.due_at);
            format!("{tried} {}", lang.with1("webhook-next", "when", &next))
        }
        false => tried,
    })
}

fn answer(lang: Lang, delivery: &Delivery) -> String {
    match (delivery.status, delivery.why) {
        (Some(status), _) => format!("HTTP {status}"),
        (None, Some(why)) => lang.t(&format!("webhook-why-{}", Why::as_str(why))),
        (None, None) => lang.t("webhook-why-none"),
    }
}
