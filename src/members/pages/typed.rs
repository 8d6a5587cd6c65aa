//! What was typed on the page of a round, given back with what is wrong with it.

use crate::error::FieldError;
use crate::i18n::Lang;
use crate::members::round::{DUE_ON, MESSAGE};
use crate::web::components::Undone;
use crate::web::faces::field_text;
use crate::web::form::Form;
use crate::web::warned::Warned;

/// What was typed, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    pub day: Option<String>,
    pub message: String,
    pub language: Option<Lang>,
    pub name: String,
    pub email: String,
    pub list: String,
    /// The button that begins the round was pressed.
    pub begins: bool,
    /// The number of the line that each of those who were sent stands on.
    pub lines: Vec<usize>,
    pub faults: Vec<FieldError>,
}

impl Typed {
    pub fn read(form: &Form) -> Self {
        let text = |name: &str| form.get(name).unwrap_or_default().to_owned();
        Self {
            day: form.get(DUE_ON).map(str::to_owned),
            message: text(MESSAGE),
            language: form.get("language").and_then(Lang::parse),
            name: text("name"),
            email: text("email"),
            list: text("list"),
            begins: form.filled("gjor") == Some("begynn"),
            ..Self::default()
        }
    }

    /// What was typed into controls that the page does not have by now.
    pub fn undone(&self, lang: Lang, drawn: Vec<&'static str>) -> Undone {
        let day = self.day.clone().unwrap_or_default();
        let sent = [
            (DUE_ON, "members-day", &day),
            (MESSAGE, "members-message", &self.message),
            ("name", "members-name", &self.name),
            ("email", "sender-email", &self.email),
            ("list", "members-list", &self.list),
        ];
        let sent = sent.map(|(at, label, text)| (at, lang.t(label), text.clone()));
        Undone::of(drawn, sent)
    }

    /// What looks like a national identity number in what members are told.
    pub fn warned(&self, lang: Lang) -> Warned {
        Warned::of([(MESSAGE, lang.t("members-message"), &self.message)])
    }

    pub fn fault(&self, lang: Lang, at: &str) -> Option<String> {
        let found = self.faults.iter().find(|fault| fault.at == at);
        found.map(|fault| field_text(lang, fault))
    }

    /// The control that a fault is about, and what is said of it: a line of the list by its number.
    pub fn told(&self, lang: Lang, fault: &FieldError) -> (String, String) {
        let text = field_text(lang, fault);
        let mut steps = fault.at.splitn(3, '/');
        let (first, n, what) = (steps.next(), steps.next(), steps.next());
        match (first, n.and_then(|n| n.parse::<usize>().ok()), what) {
            (Some("members"), Some(n), _) if !self.list.is_empty() => {
                let line = self.lines.get(n).copied().unwrap_or(n + 1);
                let text = lang.with2("members-line", ("line", line), ("text", &text));
                ("list".to_owned(), text)
            }
            (Some("members"), Some(_), Some(what)) => (what.to_owned(), text),
            (Some("members"), None, _) if self.list.is_empty() => ("name".to_owned(), text),
            (Some("members"), None, _) => ("list".to_owned(), text),
            _ => (fault.at.clone(), text),
        }
    }
}
