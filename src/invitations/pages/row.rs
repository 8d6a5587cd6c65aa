//! How one invited body is shown: its state in words and colour, and what is known beside it.

use crate::bodies::{county_name, kind_name};
use crate::calendar;
use crate::consultations::Texts;
use crate::i18n::Lang;
use crate::invitations::overview::{Asked, AskedLetter, Delivery, State};
use uuid::Uuid;

/// A line of the list.
pub(super) struct Row {
    pub id: Uuid,
    pub href: String,
    pub name: String,
    /// Kind, county, why it was added.
    pub about: String,
    pub address: Option<String>,
    pub color: &'static str,
    pub state: String,
    /// What stands behind the state: when, how far, which number.
    pub detail: Option<String>,
    /// The mail server's own words.
    pub reply: Option<String>,
    pub claims: Option<String>,
    /// Since when it is no more, as the register has it.
    pub closed: Option<String>,
    pub is_reported: bool,
}

impl Row {
    /// `answered`: how many råd something was said on, of how many.
    pub fn of(lang: Lang, asked: &Asked, href: String, answered: (usize, usize)) -> Self {
        let state = asked.state();
        let claims = asked.claims.len();
        Self {
            id: asked.id,
            href,
            name: asked.name.clone(),
            about: about(lang, asked),
            address: asked.address.clone(),
            color: color(state),
            state: lang.t(&state_key(state)),
            detail: detail(lang, asked, state, answered),
            reply: reply(asked, state),
            closed: asked.closed_on.map(|on| {
                lang.with1(
                    "invitations-body-closed",
                    "date",
                    calendar::long_date(lang, on),
                )
            }),
            is_reported: !asked.reports.is_empty(),
            claims: (claims > 0).then(|| lang.with("invitations-claims", &[("n", &claims)])),
        }
    }
}

pub(super) fn state_key(state: State) -> String {
    format!("invitations-state-{}", state.word())
}

pub(super) const fn color(state: State) -> &'static str {
    match state {
        State::Sent | State::Cosigned => "success",
        State::Started | State::HandedOver => "info",
        State::Queued | State::NoAddress => "warning",
        State::Failed => "danger",
        State::NotSent | State::Declined => "neutral",
    }
}

fn about(lang: Lang, asked: &Asked) -> String {
    let mut parts = vec![kind_name(lang, asked.kind)];
    let county = asked.county_no.as_deref().and_then(county_name);
    parts.extend(county.map(str::to_owned));
    let added = |reason: &Texts| lang.with("invitations-added", &[("reason", &reason.get(lang))]);
    parts.extend(asked.reason.as_ref().map(added));
    parts.join(" · ")
}

fn detail(
    lang: Lang,
    asked: &Asked,
    state: State,
    (answered, of): (usize, usize),
) -> Option<String> {
    let when = |at| calendar::date_time(lang, at);
    let withdrawn = asked.withdrawn.iter().map(|one| one.number.as_str());
    let withdrawn = withdrawn.collect::<Vec<_>>().join(", ");
    if matches!(state, State::Started | State::Declined) && !withdrawn.is_empty() {
        return Some(lang.with1("invitations-withdrawn", "numbers", withdrawn));
    }
    match state {
        State::Sent => {
            let numbers = asked.sent.iter().map(|sent| sent.number.as_str());
            Some(numbers.collect::<Vec<_>>().join(", "))
        }
        State::Cosigned => Some(asked.cosigned.as_ref()?.as_written.clone()),
        State::Declined => asked.declined_at.map(when),
        _ if asked.desk.is_some() && !asked.has_link() => Some(lang.t("invitations-closed")),
        State::Started if of == 0 => None,
        State::Started => Some(lang.with("invitations-far", &[("n", &answered), ("m", &of)])),
        _ => delivery(lang, asked.letter.as_ref()?),
    }
}

/// Where a letter stands.
fn delivery(lang: Lang, letter: &AskedLetter) -> Option<String> {
    let when = calendar::date_time(lang, letter.at);
    match letter.state {
        Delivery::Sent => Some(when),
        Delivery::Waiting if letter.attempts > 0 => Some(lang.with(
            "invitations-tried",
            &[("n", &i64::from(letter.attempts)), ("when", &when)],
        )),
        Delivery::Waiting | Delivery::Parked => None,
        Delivery::Dropped => Some(lang.t("invitations-overtaken")),
    }
}

/// Said while nothing has come of the letter yet: whoever has answered has got it.
fn reply(asked: &Asked, state: State) -> Option<String> {
    match state {
        State::Queued | State::HandedOver | State::Failed => asked.letter.as_ref()?.reply.clone(),
        _ => None,
    }
}
