//! What the parts in `components.html` are drawn from. Plain data and the small rules of showing it
//! (which state a counter is in, what describes a field); nothing here knows a consultation.
//!
//! In a template: `{% import "web/components.html" as c %}`, then `{% call c::tag("success", "Klar") %}{% endcall %}`. The large
//! ones are drawn by their type, from `components/drawn.html`.

mod answer_field;
mod pages;
mod undone;

pub use answer_field::AnswerField;
pub use pages::{PageLink, Pages};
pub use undone::Undone;

use crate::i18n::Lang;
use askama::Template;

/// One line of the error summary: where the mistake is, and what to do about it.
#[derive(Clone, Debug)]
pub struct ErrorLink {
    /// `#id` of the field, or the address of another page with it.
    pub href: String,
    pub text: String,
}

impl ErrorLink {
    /// A mistake in a field of this page.
    pub fn field(id: &str, text: impl Into<String>) -> Self {
        Self::elsewhere(format!("#{id}"), text)
    }

    /// A mistake on another page.
    pub fn elsewhere(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            text: text.into(),
        }
    }
}

/// A step of the way to this page; the last has no address.
#[derive(Clone, Debug)]
pub struct Crumb {
    pub text: String,
    pub href: Option<String>,
}

impl Crumb {
    pub fn to(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: Some(href.into()),
        }
    }

    pub fn here(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: None,
        }
    }
}

/// The way to a page.
#[derive(Template)]
#[template(path = "web/components/drawn.html", block = "breadcrumbs")]
pub struct Breadcrumbs<'c> {
    lang: Lang,
    crumbs: &'c [Crumb],
}

impl<'c> Breadcrumbs<'c> {
    pub fn of(lang: impl Into<Lang>, crumbs: &'c [Crumb]) -> Self {
        let lang = lang.into();
        Self { lang, crumbs }
    }
}

/// A field for one line of text.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "web/components/drawn.html", block = "text_input")]
pub struct TextInput {
    /// Both `id` and `name`.
    pub name: String,
    pub label: String,
    pub hint: Option<String>,
    pub value: String,
    /// `text` when empty; `email`, `search` …
    pub kind: &'static str,
    pub autocomplete: Option<&'static str>,
    pub error: Option<String>,
}

impl TextInput {
    pub fn new(name: &str, label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            label: label.into(),
            value: value.into(),
            kind: "text",
            ..Self::default()
        }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn email(mut self) -> Self {
        self.kind = "email";
        self.autocomplete = Some("email");
        self
    }

    #[must_use]
    pub fn autocomplete(mut self, what: &'static str) -> Self {
        self.autocomplete = Some(what);
        self
    }

    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    pub fn described_by(&self) -> Option<String> {
        described_by(&self.name, self.hint.is_some(), self.error.is_some())
    }
}

/// One alternative of radios or checkboxes.
#[derive(Clone, Debug)]
pub struct Choice {
    pub value: String,
    pub label: String,
    /// The label's language when it is not the page's.
    pub lang: Option<Lang>,
    pub hint: Option<String>,
    pub checked: bool,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>, checked: bool) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            lang: None,
            hint: None,
            checked,
        }
    }

    #[must_use]
    pub fn lang(mut self, lang: Option<Lang>) -> Self {
        self.lang = lang;
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A question with alternatives. The first alternative has the question's name as its `id`, so that an
/// error can link to it.
#[derive(Clone, Debug)]
pub struct Choices {
    pub name: String,
    pub legend: String,
    /// The question's language when it is not the page's.
    pub lang: Option<Lang>,
    pub hint: Option<String>,
    pub error: Option<String>,
    pub choices: Vec<Choice>,
    /// Side by side in frames, for a few short alternatives.
    pub framed: bool,
    /// The question is the page's heading.
    pub heading: bool,
}

impl Choices {
    pub fn new(name: &str, legend: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self {
            name: name.to_owned(),
            legend: legend.into(),
            lang: None,
            hint: None,
            error: None,
            choices,
            framed: false,
            heading: false,
        }
    }

    #[must_use]
    pub fn lang(mut self, lang: Option<Lang>) -> Self {
        self.lang = lang;
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    #[must_use]
    pub fn framed(mut self) -> Self {
        self.framed = true;
        self
    }

    #[must_use]
    pub fn as_heading(mut self) -> Self {
        self.heading = true;
        self
    }

    pub fn id(&self, index: &usize) -> String {
        match index {
            0 => self.name.clone(),
            n => format!("{}-{}", self.name, n + 1),
        }
    }

    pub fn described_by(&self) -> Option<String> {
        described_by(&self.name, self.hint.is_some(), self.error.is_some())
    }

    /// One of them is chosen.
    pub fn radios(&self) -> Controls<'_> {
        Controls {
            question: self,
            kind: "radio",
        }
    }

    /// Any number of them are ticked.
    pub fn checkboxes(&self) -> Controls<'_> {
        Controls {
            question: self,
            kind: "checkbox",
        }
    }
}

#[derive(Template)]
#[template(path = "web/components/drawn.html", block = "choices")]
pub struct Controls<'q> {
    question: &'q Choices,
    kind: &'static str,
}

/// A fact in a list of facts.
#[derive(Clone, Debug)]
pub struct Fact {
    pub term: String,
    pub text: String,
}

impl Fact {
    pub fn new(term: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            term: term.into(),
            text: text.into(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Done,
    Now,
    Later,
}

/// A stage in the course of something.
#[derive(Clone, Debug)]
pub struct Step {
    pub title: String,
    pub when: String,
    pub progress: Progress,
}

impl Step {
    pub fn new(title: impl Into<String>, when: impl Into<String>, progress: Progress) -> Self {
        Self {
            title: title.into(),
            when: when.into(),
            progress,
        }
    }

    pub fn class(&self) -> &'static str {
        match self.progress {
            Progress::Done => "done",
            Progress::Now => "now",
            Progress::Later => "later",
        }
    }

    pub fn is_now(&self) -> bool {
        self.progress == Progress::Now
    }
}

/// How the state of a task is shown: quietly unless somebody must do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Plain grey words: not begun, cannot begin yet.
    Quiet,
    /// A tick and green words: done.
    Done,
    /// A coloured tag: begun.
    Begun,
    /// A coloured tag: must be mended before sending.
    Wrong,
}

/// A part of the answer in the task list.
#[derive(Clone, Debug)]
pub struct Task {
    /// «6»; empty for parts without number.
    pub number: String,
    pub title: String,
    /// The title's language when it is not the page's.
    pub title_lang: Option<Lang>,
    /// Absent while the part cannot be started.
    pub href: Option<String>,
    pub status: String,
    /// What has happened to it meanwhile: «Endret 3. mai 2026».
    pub note: Option<String>,
    /// What else is told of it: who writes it, who saved last.
    pub about: Vec<String>,
    /// That whoever reads was asked about it: «Din del».
    pub yours: Option<String>,
    pub tone: Tone,
    /// The page shown now.
    pub current: bool,
}

impl Task {
    pub fn color(&self) -> Option<&'static str> {
        match self.tone {
            Tone::Quiet | Tone::Done => None,
            Tone::Begun => Some("info"),
            Tone::Wrong => Some("danger"),
        }
    }

    pub fn is_done(&self) -> bool {
        self.tone == Tone::Done
    }
}

/// The parts of an answer, with ids that begin with `prefix`.
#[derive(Template)]
#[template(path = "web/components/drawn.html", block = "tasks")]
pub struct TaskList<'t> {
    list: &'t [Task],
    prefix: &'t str,
}

impl<'t> TaskList<'t> {
    pub fn of(list: &'t [Task], prefix: &'t str) -> Self {
        Self { list, prefix }
    }
}

/// The card that says until when, and what can be done.
#[derive(Clone, Debug, Default)]
pub struct DeadlineCard {
    /// «Høringsfrist».
    pub heading: String,
    /// «torsdag 1. august 2024 kl. 23.59».
    pub when: String,
    /// «48 dager igjen».
    pub left: String,
    /// How much of the time has gone, 0–100; no bar without it.
    pub gone: Option<u8>,
    /// The first is the main one: address and text.
    pub actions: Vec<(String, String)>,
    pub note: Option<String>,
    /// For those who were sent a link and do not have it: address and text.
    pub lost: Option<(String, String)>,
}

fn described_by(name: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (false, false) => None,
        (true, false) => Some(format!("{name}-hint")),
        (false, true) => Some(format!("{name}-feil")),
        (true, true) => Some(format!("{name}-hint {name}-feil")),
    }
}

#[cfg(test)]
mod tests;
