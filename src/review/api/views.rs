//! The JSON of answers as staff read them.

use crate::bodies::COUNTIES;
use crate::consultations::{Consultation, group_word};
use crate::review::counts::Counts;
use crate::review::entry::Entry;
use crate::review::filter::{Filter, name};
use crate::review::find::{Found, Screen, SenderOf, Turn};
use crate::review::store::Supporter;
use crate::review::supporters::extent;
use crate::submissions::api::{SaidView, StandingView};
use crate::submissions::receipt::{self, OnBehalf};
use crate::web::controls::Control;
use crate::web::paging;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A numbered answer, seen by the version that stands.
#[derive(Serialize, ToSchema)]
#[schema(as = StaffAnswer)]
pub struct AnswerView {
    /// In its case: what stands after the H.
    pub number: i64,
    /// The whole number: «24/13304-H17».
    pub reference: String,
    /// The body or organisation, or else the person.
    pub name: String,
    /// A kind of invited body, `claimed`, `unlisted`, `person`, or `meeting` for minutes, as in the parameter `sender`.
    pub sender: &'static str,
    /// As in the parameter `group`; null for those who were not invited.
    pub group: Option<String>,
    pub county: Option<&'static str>,
    pub received_at: DateTime<Utc>,
    /// Whole seconds after the deadline; null when it came in time.
    pub late_seconds: Option<i64>,
    #[schema(value_type = StandingView)]
    pub standing: &'static str,
    /// A later version came after the deadline and does not count, beside the one that does.
    pub has_supplement: bool,
    /// Who in the body has decided on it, as in the parameter `adoption`.
    pub adoption: &'static str,
    /// How many bodies stand behind it beside its sender; null for an answer that is not given together with others.
    pub cosigners: Option<usize>,
    /// As in the parameter `channel`.
    pub channel: &'static str,
    pub version: i32,
    pub proposal_version: i32,
    /// How many råd something was said to.
    pub advice_answered: usize,
    /// The sender has asked that something be withheld.
    pub asks_to_withhold: bool,
    /// It supports another answer, in whole or in a råd.
    pub supports_another: bool,
}

/// How many answers choosing each value of a parameter would show.
#[derive(Serialize, ToSchema)]
#[schema(as = StaffAnswerCounts)]
pub struct CountsView {
    pub parameter: &'static str,
    pub values: Vec<CountView>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = StaffAnswerCount)]
pub struct CountView {
    pub value: String,
    pub count: usize,
}

/// Answers, the newest first.
#[derive(Serialize, ToSchema)]
#[schema(as = StaffAnswers)]
pub struct AnswersView {
    /// How many there are, whatever is looked for.
    pub total: usize,
    /// How many were found.
    pub found: usize,
    pub counts: Vec<CountsView>,
    pub items: Vec<AnswerView>,
    /// Give it as `cursor` for older ones; null when there are none.
    pub next_cursor: Option<String>,
    /// Give it as `cursor` for newer ones; null when there are none.
    pub previous_cursor: Option<String>,
}

/// An answer to one råd, or to the general fields.
#[derive(Serialize, ToSchema)]
#[schema(as = StaffAnswerToAdvice)]
pub struct ToAdviceView {
    pub answer: AnswerView,
    pub no_comment: bool,
    /// What it says there, whole.
    pub said: Vec<SaidView>,
    /// The answers that count and support this one here.
    pub supported_by: Vec<SupporterView>,
    /// Those that count and support a version of it here that was taken back: they are in no number.
    pub supported_before_withdrawal: Vec<SupporterView>,
}

/// An answer that counts and supports another, or a version of it that was taken back.
#[derive(Serialize, ToSchema)]
#[schema(as = StaffSupporter)]
pub struct SupporterView {
    /// In its case: what stands after the H.
    pub number: i64,
    pub name: String,
    /// The version that it has read.
    pub version: i32,
    /// Keys of the råd in which it supports the other; null: the whole answer.
    pub advice: Option<Vec<String>>,
}

impl SupporterView {
    pub fn all(consultation: &Consultation, supporters: &[Supporter]) -> Vec<Self> {
        let view = |one: &Supporter| Self {
            number: one.number,
            name: one.name.clone(),
            version: one.version,
            advice: extent(consultation, one),
        };
        supporters.iter().map(view).collect()
    }
}

/// Answers to one råd side by side, the newest first.
#[derive(Serialize, ToSchema)]
#[schema(as = StaffAnswersToAdvice)]
pub struct AnswersToAdviceView {
    /// How many there are, whatever is looked for.
    pub total: usize,
    /// How many were found.
    pub found: usize,
    pub counts: Vec<CountsView>,
    pub items: Vec<ToAdviceView>,
    /// Give it as `cursor` for older ones; null when there are none.
    pub next_cursor: Option<String>,
    /// Give it as `cursor` for newer ones; null when there are none.
    pub previous_cursor: Option<String>,
}

/// An answer that its sender has not confirmed: it has no number and counts nowhere.
#[derive(Serialize, ToSchema)]
#[schema(as = StaffUnconfirmedAnswer)]
pub struct UnconfirmedView {
    pub name: String,
    pub on_behalf: OnBehalf,
    pub received_at: DateTime<Utc>,
}

/// The newest of them.
#[derive(Serialize, ToSchema)]
#[schema(as = StaffUnconfirmedAnswers)]
pub struct UnconfirmedOnesView {
    /// How many there are.
    pub total: usize,
    pub items: Vec<UnconfirmedView>,
    /// There are older ones, too.
    pub has_more: bool,
}

impl AnswerView {
    pub fn of(
        consultation: &Consultation,
        found: &Found,
        (at, entry): (usize, &Entry),
        sender: Option<&SenderOf>,
    ) -> Self {
        let answered = found.roster.answered(at);
        let county = entry.county.and_then(|at| COUNTIES.get(usize::from(at)));
        Self {
            number: entry.number,
            reference: format!("{}-H{}", consultation.number_prefix, entry.number),
            name: sender
                .map(|s| s.sender.name().to_owned())
                .unwrap_or_default(),
            sender: entry.sender.word(),
            group: entry.group.and_then(group),
            county: county.map(|(no, _)| *no),
            received_at: entry.received_at,
            late_seconds: sender.and_then(|sender| sender.late_seconds),
            standing: entry.standing.stored(),
            has_supplement: entry.has_supplement,
            adoption: entry.adoption.stored(),
            cosigners: sender.and_then(|sender| sender.cosigners),
            channel: entry.channel.stored(),
            version: entry.version_no,
            proposal_version: entry.proposal,
            advice_answered: answered.n,
            asks_to_withhold: entry.is_withheld,
            supports_another: answered.supports,
        }
    }
}

fn control(page: &str) -> Option<&'static Control> {
    super::CONTROLS.iter().find(|control| control.page == page)
}

fn group(no: i32) -> Option<String> {
    (control(name::GROUP)?.of_page)(&group_word(no))
}

/// The counts of every control that has values, as the pages show them.
pub fn counts(consultation: &Consultation, found: &Found, filter: &Filter) -> Vec<CountsView> {
    let counts = Counts {
        consultation,
        roster: &found.roster,
        filter,
        tally: &found.sifted.tally,
    };
    let of = |control: &Control| CountsView {
        parameter: control.name,
        values: (counts.of(control.page).into_iter())
            .filter_map(|count| {
                let value = (control.of_page)(&count.word)?;
                Some(CountView {
                    value,
                    count: count.n,
                })
            })
            .collect(),
    };
    let all = super::CONTROLS.iter().map(of);
    all.filter(|counts| !counts.values.is_empty()).collect()
}

/// To the older ones, and to the newer ones.
pub fn cursors(screen: &Screen<'_>) -> (Option<String>, Option<String>) {
    let older = screen
        .older
        .map(|number| paging::cursor(Turn::Older(number)));
    let newer = screen
        .newer
        .map(|number| paging::cursor(Turn::Newer(number)));
    (older, newer)
}

impl UnconfirmedView {
    pub fn of(sender: &receipt::Sender, received_at: DateTime<Utc>) -> Self {
        Self {
            name: sender.name().to_owned(),
            on_behalf: sender.on_behalf,
            received_at,
        }
    }
}
