//! A form over some values of the manuscript: what stands in it, and how what was typed gets back. A control is
//! named by the way to its value («title.nb»), so that a finding leads to its field.

use crate::error::Error;
use crate::i18n::Lang;
use crate::setup::manuscript::Manuscript;
use crate::text::{canonical, is_blank, single_line};
use crate::web::components::{Choice, Choices, TextInput};
use crate::web::form::Form;
use serde_json::Value;
use std::collections::HashMap;

/// One thing in a form.
pub enum Item {
    Heading(String, String),
    Note(String),
    Input(TextInput),
    Area(Area),
    Choices(Choices),
    /// The same text in both languages, side by side; whether nynorsk is missing.
    Pair(Box<(Item, Item)>, bool),
    /// Buttons that save and do something more: value, text, what it is about.
    Buttons(Vec<(String, String, String)>),
    /// What is asked about before its button is there to press: the question, what comes of it, the button's value and what it
    /// is about.
    Asked {
        question: String,
        means: String,
        value: String,
        about: String,
    },
}

/// A text over several lines, or one that is too long to be seen whole on one.
pub struct Area {
    pub name: String,
    pub label: String,
    pub hint: Option<String>,
    pub value: String,
    pub rows: usize,
    /// It is kept as one line.
    pub is_line: bool,
    pub error: Option<String>,
    pub lang: Option<&'static str>,
}

impl Area {
    pub fn described_by(&self) -> Option<String> {
        let ids = [
            self.hint.as_ref().map(|_| format!("{}-hint", self.name)),
            self.error.as_ref().map(|_| format!("{}-feil", self.name)),
        ];
        let ids: Vec<String> = ids.into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// What a form is drawn from.
pub struct Draw<'a> {
    pub lang: Lang,
    /// The values that the controls' names lead to.
    pub values: Value,
    /// What was typed, where a form is shown again.
    pub typed: Option<&'a Form>,
    pub faults: HashMap<String, String>,
}

impl Draw<'_> {
    fn value(&self, name: &str) -> String {
        let typed = self.typed.and_then(|form| form.get(name));
        let kept = || self.values.pointer(&pointer(name)).and_then(Value::as_str);
        typed.or_else(kept).unwrap_or_default().to_owned()
    }

    pub fn line(&self, name: &str, label: &str) -> Item {
        self.input(name, self.lang.t(label), "text", None)
    }

    pub fn hinted(&self, name: &str, label: &str) -> Item {
        let hint = self.lang.t(&format!("{label}-hint"));
        self.input(name, self.lang.t(label), "text", Some(hint))
    }

    pub fn email(&self, name: &str, label: &str) -> Item {
        self.input(name, self.lang.t(label), "email", None)
    }

    pub fn date(&self, name: &str, label: &str) -> Item {
        self.input(name, self.lang.t(label), "date", None)
    }

    fn input(&self, name: &str, label: String, kind: &'static str, hint: Option<String>) -> Item {
        Item::Input(TextInput {
            kind,
            hint,
            error: self.faults.get(name).cloned(),
            ..TextInput::new(name, label, self.value(name))
        })
    }

    pub fn area(&self, name: &str, label: String, rows: usize, lang: Option<&'static str>) -> Item {
        Item::Area(Area {
            name: name.to_owned(),
            label,
            hint: None,
            value: self.value(name),
            rows,
            is_line: false,
            error: self.faults.get(name).cloned(),
            lang,
        })
    }

    /// A title in both languages, which can be longer than the field is wide.
    pub fn titles(&self, name: &str, label: &str) -> Item {
        self.pair(name, label, |name, label, lang| {
            match self.area(name, label, 2, Some(lang)) {
                Item::Area(area) => Item::Area(Area {
                    is_line: true,
                    ..area
                }),
                other => other,
            }
        })
    }

    /// A label in both languages.
    pub fn lines(&self, name: &str, label: &str) -> Item {
        self.pair(name, label, |name, label, _| {
            self.input(name, label, "text", None)
        })
    }

    /// Markdown in both languages.
    pub fn areas(&self, name: &str, label: &str, rows: usize) -> Item {
        self.pair(name, label, |name, label, lang| {
            self.area(name, label, rows, Some(lang))
        })
    }

    fn pair(
        &self,
        name: &str,
        label: &str,
        make: impl Fn(&str, String, &'static str) -> Item,
    ) -> Item {
        let what = self.lang.t(label);
        let one = |lang: Lang| {
            let in_language = self.lang.t(&format!("setup-in-{}", lang.code()));
            let name = format!("{name}.{}", lang.code());
            make(&name, format!("{what} ({in_language})"), lang.code())
        };
        let value = |lang: Lang| self.value(&format!("{name}.{}", lang.code()));
        let lacks = !is_blank(&value(Lang::Nb)) && is_blank(&value(Lang::Nn));
        Item::Pair(Box::new((one(Lang::Nb), one(Lang::Nn))), lacks)
    }

    /// One of these words.
    pub fn radios(&self, name: &str, label: &str, words: &[(&str, &str)]) -> Item {
        let now = self.value(name);
        let choice =
            |(value, text): &(&str, &str)| Choice::new(*value, self.lang.t(text), *value == now);
        let choices = words.iter().map(choice).collect();
        let error = self.faults.get(name).cloned();
        Item::Choices(Choices::new(name, self.lang.t(label), choices).error(error))
    }
}

fn pointer(name: &str) -> String {
    format!("/{}", name.replace('.', "/"))
}

/// The controls of a form, in order, and whether each may go over several lines.
pub fn controls(items: &[Item], into: &mut Vec<(String, bool)>) {
    for item in items {
        match item {
            Item::Input(input) => into.push((input.name.clone(), false)),
            Item::Choices(choices) => into.push((choices.name.clone(), false)),
            Item::Area(area) => into.push((area.name.clone(), !area.is_line)),
            Item::Pair(pair, _) => {
                controls(std::slice::from_ref(&pair.0), into);
                controls(std::slice::from_ref(&pair.1), into);
            }
            Item::Heading(..) | Item::Note(_) | Item::Buttons(_) | Item::Asked { .. } => {}
        }
    }
}

/// Puts what was typed into the values that the controls lead to.
pub fn apply(items: &[Item], form: &Form, values: &mut Value) {
    let mut all = Vec::new();
    controls(items, &mut all);
    for (name, is_long) in all {
        let Some(typed) = form.get(&name) else {
            continue;
        };
        let clean = if is_long {
            canonical(typed).trim_end().to_owned()
        } else {
            single_line(typed)
        };
        if let Some(slot) = values.pointer_mut(&pointer(&name)) {
            *slot = Value::from(clean);
        }
    }
}

/// What somebody else made of the values that this form has: label, and what stands there now.
fn differing(items: &[Item], form: &Form, values: &Value) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut heading = None;
    for item in items {
        match item {
            Item::Heading(_, text) => heading = Some(text.as_str()),
            item => labelled(item, heading, &mut all),
        }
    }
    let mut found = Vec::new();
    for Labelled {
        name,
        label,
        choices,
    } in all
    {
        let now = values.pointer(&pointer(name)).and_then(Value::as_str);
        let now = now.unwrap_or_default();
        let typed = form.get(name).map(|text| canonical(text).trim().to_owned());
        if typed.is_some_and(|typed| typed != now.trim()) {
            let choice = choices.iter().find(|choice| choice.value == now);
            let shown = choice.map_or(now, |choice| &choice.label);
            found.push((label, shown.to_owned()));
        }
    }
    found
}

/// What is told to whoever saved after somebody else had.
pub struct Overtaken {
    /// Label, and what stands there now.
    pub differing: Vec<(String, String)>,
    /// The button that was pressed does more than save, and did not.
    pub is_undone: bool,
}

impl Overtaken {
    pub fn of(items: &[Item], form: &Form, values: &Value) -> Self {
        Self {
            differing: differing(items, form, values),
            is_undone: !(matches!(form.get("gjor"), None | Some("" | "lagre"))
                || reads_nothing(form)),
        }
    }

    pub fn means(&self) -> &'static str {
        match self.differing.is_empty() {
            true => "setup-overtaken-stays",
            false => "setup-overtaken-means",
        }
    }
}

/// The first button of the page of bodies, which a press on Enter presses, where no list was pasted.
fn reads_nothing(form: &Form) -> bool {
    matches!(form.get("gjor"), Some("les")) && is_blank(form.get("liste").unwrap_or_default())
}

/// A control, what it is called with its heading, and what it lets choose from.
struct Labelled<'i> {
    name: &'i str,
    label: String,
    choices: &'i [Choice],
}

fn labelled<'i>(item: &'i Item, heading: Option<&str>, into: &mut Vec<Labelled<'i>>) {
    let (name, label, choices): (&str, &str, &[Choice]) = match item {
        Item::Input(input) => (&input.name, &input.label, &[]),
        Item::Choices(choices) => (&choices.name, &choices.legend, &choices.choices),
        Item::Area(area) => (&area.name, &area.label, &[]),
        Item::Pair(pair, _) => {
            labelled(&pair.0, heading, into);
            labelled(&pair.1, heading, into);
            return;
        }
        Item::Heading(..) | Item::Note(_) | Item::Buttons(_) | Item::Asked { .. } => return,
    };
    let label = match heading {
        Some(heading) => format!("{heading} – {label}"),
        None => label.to_owned(),
    };
    into.push(Labelled {
        name,
        label,
        choices,
    });
}

pub fn value_of(m: &Manuscript) -> Result<Value, Error> {
    serde_json::to_value(m).map_err(|e| Error::internal(e.to_string()))
}

pub fn manuscript_of(value: Value) -> Result<Manuscript, Error> {
    serde_json::from_value(value).map_err(|e| Error::internal(e.to_string()))
}
