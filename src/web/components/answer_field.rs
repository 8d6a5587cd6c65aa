//! A field for a long answer (svarfelt): the text, how much of its limit is used, and what is too much.
//! Nothing is ever cut: an over-long text is shown whole, with its surplus beside it.

use crate::i18n::{Lang, number};
use crate::text;
use askama::Template;

/// From this share of the limit the writer is told that it is near.
const NEAR: usize = 90;

#[derive(Clone, Debug)]
pub struct AnswerField {
    /// `id` of the field; those of its parts begin with it.
    pub id: String,
    pub name: String,
    pub label: String,
    /// The label's language when it is not the page's.
    pub label_lang: Option<Lang>,
    pub hint: Option<String>,
    /// Canonical.
    pub text: String,
    pub limit: usize,
    /// A mistake other than the length, which the field tells of by itself.
    pub error: Option<String>,
    /// Something that should be looked at again; it stops nothing.
    pub warning: Option<String>,
    pub rows: usize,
    /// The language the answer is written in, when it is known.
    pub text_lang: Option<Lang>,
    count: usize,
}

#[derive(Template)]
#[template(path = "web/components/drawn.html", block = "answer_field")]
pub struct Drawn<'f> {
    lang: Lang,
    field: &'f AnswerField,
}

impl AnswerField {
    pub fn new(id: &str, label: impl Into<String>, text: &str, limit: usize) -> Self {
        let text = text::canonical(text);
        Self {
            id: id.to_owned(),
            name: id.to_owned(),
            label: label.into(),
            label_lang: None,
            hint: None,
            limit,
            error: None,
            warning: None,
            rows: 9,
            text_lang: None,
            count: text.chars().count(),
            text,
        }
    }

    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    #[must_use]
    pub fn label_lang(mut self, lang: Option<Lang>) -> Self {
        self.label_lang = lang;
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
    pub fn warning(mut self, warning: Option<String>) -> Self {
        self.warning = warning;
        self
    }

    #[must_use]
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    #[must_use]
    pub fn text_lang(mut self, lang: Option<Lang>) -> Self {
        self.text_lang = lang;
        self
    }

    pub fn drawn(&self, lang: impl Into<Lang>) -> Drawn<'_> {
        let lang = lang.into();
        Drawn { lang, field: self }
    }

    pub fn count(&self) -> usize {
        self.count
    }

    pub fn is_over(&self) -> bool {
        self.count > self.limit
    }

    /// `ok`, `near` above nine tenths, `over`: the script uses the same words.
    pub fn state(&self) -> &'static str {
        if self.is_over() {
            "over"
        } else if self.count * 100 > self.limit * NEAR {
            "near"
        } else {
            "ok"
        }
    }

    /// What goes beyond the limit.
    pub fn surplus(&self) -> &str {
        text::surplus(&self.text, self.limit).unwrap_or_default()
    }

    /// «288 tegn igjen (3 712 av 4 000)» or «127 tegn for mye (4 127 av 4 000)».
    pub fn count_text(&self, lang: impl Into<Lang>) -> String {
        let lang = lang.into();
        let (count, limit) = (self.count, self.limit);
        match self.is_over() {
            true => lang.with(
                "count-over",
                &[
                    ("over", &(count - limit)),
                    ("count", &count),
                    ("limit", &limit),
                ],
            ),
            false => lang.with(
                "count-left",
                &[
                    ("left", &(limit - count)),
                    ("count", &count),
                    ("limit", &limit),
                ],
            ),
        }
    }

    /// The same sentences with places for the script to fill.
    pub fn pattern_left(&self, lang: impl Into<Lang>) -> String {
        let limit = self.limit_text();
        lang.into().with(
            "count-left",
            &[("left", &"{n}"), ("count", &"{count}"), ("limit", &limit)],
        )
    }

    pub fn pattern_over(&self, lang: impl Into<Lang>) -> String {
        let limit = self.limit_text();
        lang.into().with(
            "count-over",
            &[("over", &"{n}"), ("count", &"{count}"), ("limit", &limit)],
        )
    }

    fn limit_text(&self) -> String {
        number(u64::try_from(self.limit).unwrap_or(u64::MAX))
    }

    /// Used part of the limit in percent, for the bar.
    pub fn used(&self) -> usize {
        match self.limit {
            0 => 100,
            limit => (self.count * 100 / limit).min(100),
        }
    }

    pub fn is_invalid(&self) -> bool {
        self.is_over() || self.error.is_some()
    }

    /// A referenced element is read even when hidden, so the message about length is named only when it holds.
    pub fn described_by(&self) -> String {
        let mut ids = Vec::new();
        if self.hint.is_some() {
            ids.push(format!("{}-hint", self.id));
        }
        if self.error.is_some() {
            ids.push(format!("{}-feil", self.id));
        }
        if self.is_over() {
            ids.push(format!("{}-lang", self.id));
        }
        if self.warning.is_some() {
            ids.push(format!("{}-varsel", self.id));
        }
        ids.push(format!("{}-teller", self.id));
        ids.join(" ")
    }
}
