//! How one invited body is shown: its state in words and colour, and what is known beside it.

use crate::bodies::{Kind, county_name};
use crate::calendar;
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
    /// What stands behind the state: the server's reply, a reason, how far.
    pub detail: Vec<String>,
    pub claims: Option<String>,
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
            claims: (claims > 0).then(|| lang.with("invitations-claims", &[("n", &claims)])),
        }
    }
}

pub(super) fn state_key(state: State) -> String {
    format!("invitations-state-{}", state.word())
}

pub(super) const fn color(state: State) -> &'static str {
    match state {
        State::Sent => "success",
        State::Started | State::HandedOver => "info",
        State::Queued | State::NoAddress => "warning",
        State::Failed => "danger",
        State::NotSent | State::Declined => "neutral",
    }
}

pub(super) fn kind_name(lang: Lang, kind: Kind) -> String {
    lang.t(&format!(
        "invitations-kind-{}",
        kind.as_str().replace('_', "-")
    ))
}

fn about(lang: Lang, asked: &Asked) -> String {
    let mut parts = vec![kind_name(lang, asked.kind)];
    let county = asked.county_no.as_deref().and_then(county_name);
    parts.extend(county.map(str::to_owned));
    let added = |reason: &String| lang.with("invitations-added", &[("reason", reason)]);
    parts.extend(asked.reason.as_ref().map(added));
    parts.join(" · ")
}

fn detail(lang: Lang, asked: &Asked, state: State, (answered, of): (usize, usize)) -> Vec<String> {
    let when = |at| calendar::date_time(lang, at);
    match state {
        State::Sent => asked.sent.iter().map(|sent| sent.number.clone()).collect(),
        State::Declined => {
            let since = asked.declined_at.map(when);
            since.into_iter().collect()
        }
        State::Started if of == 0 => vec![],
        State::Started => {
            let far = lang.with("invitations-far", &[("n", &answered), ("m", &of)]);
            vec![far]
        }
        _ => asked
            .letter
            .iter()
            .flat_map(|letter| delivery(lang, letter))
            .collect(),
    }
}

/// Where a letter stands, with the server's own words.
pub(super) fn delivery(lang: Lang, letter: &AskedLetter) -> Vec<String> {
    let when = calendar::date_time(lang, letter.at);
    let said = letter
        .reply
        .as_ref()
        .map(|reply| lang.with("invitations-reply", &[("reply", reply)]));
    let first = match letter.state {
        Delivery::Sent => Some(when),
        Delivery::Waiting if letter.attempts > 0 => Some(lang.with(
            "invitations-tried",
            &[("n", &i64::from(letter.attempts)), ("when", &when)],
        )),
        Delivery::Waiting | Delivery::Parked => None,
        Delivery::Dropped => Some(lang.t("invitations-overtaken")),
    };
    first.into_iter().chain(said).collect()
}
