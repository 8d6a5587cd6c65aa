//! The parts of the page of a round: the form that begins it, what it is, who was asked and how far each has come.

use super::languages;
use super::typed::Typed;
use crate::calendar;
use crate::i18n::Lang;
use crate::members::round::{DUE_ON, MESSAGE, Member, Round, State};
use crate::submissions::pages::AtDesk;
use crate::web::components::{Choices, Fact, TextInput};
use crate::web::warned::Warned;
use uuid::Uuid;

pub(super) struct BeginForm {
    pub due_on: TextInput,
    pub message: TextInput,
    pub language: Choices,
    pub warned: Warned,
}

pub(super) struct RoundPart {
    pub facts: Vec<Fact>,
    pub message: String,
    pub members: Vec<Row>,
    /// «3 av 7 har levert.»
    pub count: String,
    pub has_ended: bool,
    /// What whoever coordinates can do; `None` for the others, and when nothing is taken any more.
    pub acts: Option<Acts>,
}

pub(super) struct Acts {
    /// How many would be reminded now.
    pub due: usize,
    pub due_on: TextInput,
    pub name: TextInput,
    pub email: TextInput,
    pub list: TextInput,
    /// The list was sent and something in it must be mended.
    pub is_list_open: bool,
}

pub(super) struct Row {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub tag: (&'static str, String),
    pub note: Option<String>,
    pub takes_part: bool,
}

fn day_input(visit: &AtDesk, typed: &Typed, label: &str, stands: String) -> TextInput {
    let lang = visit.lang;
    let last = visit.desk.deadline_on(&visit.consultation);
    let value = typed.day.clone().unwrap_or(stands);
    TextInput {
        kind: "date",
        ..TextInput::new(DUE_ON, lang.t(label), value)
            .hint(lang.with1(
                "members-day-hint",
                "day",
                calendar::weekday_date(lang, last),
            ))
            .error(typed.fault(lang, DUE_ON))
    }
}

pub(super) fn begin_form(visit: &AtDesk, typed: &Typed) -> BeginForm {
    let lang = visit.lang;
    BeginForm {
        due_on: day_input(visit, typed, "members-day", String::new()),
        message: TextInput::new(MESSAGE, lang.t("members-message"), typed.message.as_str())
            .hint(lang.t("members-message-hint"))
            .error(typed.fault(lang, MESSAGE)),
        language: languages(lang, typed.language.unwrap_or(lang)),
        warned: typed.warned(lang),
    }
}

pub(super) fn round_part(
    visit: &AtDesk,
    round: &Round,
    members: &[Member],
    may_ask: bool,
    typed: &Typed,
) -> RoundPart {
    let lang = visit.lang;
    let there = members.iter().filter(|member| member.takes_part());
    let handed_over = there.clone().filter(|m| m.handed_over.is_some()).count();
    let fact = |key: &str, text: String| Fact::new(lang.t(key), text);
    let mut facts = vec![
        fact("members-day", calendar::weekday_date(lang, round.due_on)),
        fact("members-language", round.language.name().to_owned()),
    ];
    if let Some(at) = round.ended_at {
        facts.push(fact("members-ended", calendar::date_time(lang, at)));
    }
    RoundPart {
        facts,
        message: round.message.clone(),
        count: lang.with2(
            "members-heard",
            ("n", handed_over),
            ("asked", there.count()),
        ),
        has_ended: round.ended_at.is_some(),
        members: members.iter().map(|member| row(lang, member)).collect(),
        acts: may_ask.then(|| acts(visit, round, members, typed)),
    }
}

fn acts(visit: &AtDesk, round: &Round, members: &[Member], typed: &Typed) -> Acts {
    let lang = visit.lang;
    let of = |control: &str| {
        let told = typed.faults.iter().map(|fault| typed.told(lang, fault));
        let texts: Vec<String> = told
            .filter(|(at, _)| at == control)
            .map(|(_, text)| text)
            .collect();
        (!texts.is_empty()).then(|| texts.join("\n"))
    };
    let list = of("list");
    Acts {
        due: members
            .iter()
            .filter(|m| m.may_be_reminded(visit.now))
            .count(),
        due_on: day_input(visit, typed, "members-new-day", round.due_on.to_string()),
        name: TextInput::new("name", lang.t("members-name"), typed.name.as_str()).error(of("name")),
        email: TextInput::new("email", lang.t("sender-email"), typed.email.as_str())
            .email()
            .error(of("email")),
        is_list_open: list.is_some() || !typed.list.is_empty(),
        list: TextInput::new("list", lang.t("members-list"), typed.list.as_str())
            .hint(lang.t("members-list-hint"))
            .error(list),
    }
}

fn row(lang: Lang, member: &Member) -> Row {
    let state = member.state();
    let color = match state {
        State::HandedOver | State::HandedOverLate => "success",
        State::Begun => "info",
        State::Asked | State::Opened | State::TakenOut => "neutral",
    };
    let when = |at| calendar::date_time(lang, at);
    let note = match (&member.handed_over, member.reminded.last()) {
        (Some(last), _) if member.has_more() => {
            Some(lang.with1("members-more-since", "when", when(last.at)))
        }
        (Some(last), _) => Some(lang.with1("members-last", "when", when(last.at))),
        (None, Some(at)) => Some(lang.with1("members-reminded", "when", when(*at))),
        (None, None) => Some(lang.with1("members-asked-when", "when", when(member.asked_at))),
    };
    Row {
        id: member.id,
        name: member.name.clone(),
        email: member.email.clone(),
        tag: (color, lang.t(&format!("members-state-{}", state.word()))),
        note,
        takes_part: member.takes_part(),
    }
}
