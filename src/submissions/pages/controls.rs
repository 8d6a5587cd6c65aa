//! The controls of one part, drawn from its fields.

use super::parts::{Part, foreign};
use super::people::People;
use super::posted::{NO_COMMENT, Posted, mark_word, scale_of, version_name};
use super::say::Say;
use crate::consultations::{Field, FieldKind, Texts, markdown};
use crate::error::FieldError;
use crate::i18n::Lang;
use crate::submissions::desk::{Desk, Mark};
use crate::submissions::draft::Marking;
use crate::text;
use crate::web::components::{AnswerField, Choice, Choices};
use crate::web::faces::field_text;

/// What the template draws.
pub(super) enum Control {
    Text {
        field: AnswerField,
        kept: Kept,
    },
    Pick {
        choices: Choices,
        /// What «Fjern valget» is about, when something is chosen.
        clear: Option<String>,
        kept: Kept,
    },
}

/// Who saved a field and when, and where its history stands.
pub(super) struct Kept {
    pub field: String,
    pub label: String,
    pub history: String,
    /// None while nothing has been saved.
    pub saved: Option<String>,
}

/// The version of each field that the page shows: name and value of a hidden control.
pub(super) struct Base {
    pub name: String,
    pub value: i64,
}

/// Whether *ingen merknad* needs a box of its own.
pub(super) fn needs_box(part: Part<'_>) -> bool {
    part.advice().is_some() && scale_of(part).is_none()
}

/// Draws the part: from the desk, or from what was sent where it was not stored.
pub(super) struct Drawing<'a> {
    pub say: Say,
    pub people: &'a People<'a>,
    /// The address of the part's page.
    pub action: &'a str,
    pub desk: &'a Desk,
    pub posted: Option<&'a Posted>,
    pub faults: &'a [FieldError],
}

impl Drawing<'_> {
    pub fn no_comment(&self, part: Part<'_>) -> bool {
        match self.posted {
            Some(posted) => posted.no_comment,
            None => part.advice().is_some_and(|a| self.desk.has_no_comment(a)),
        }
    }

    pub fn ready(&self, part: Part<'_>) -> bool {
        match self.posted {
            Some(posted) => posted.ready,
            None => {
                let mark = part.advice().and_then(|a| self.desk.mark(a));
                mark == Some(Mark::Ready)
            }
        }
    }

    /// The mark that stands, or did when what was sent was drawn.
    pub fn mark(&self, part: Part<'_>) -> &'static str {
        if let Some(drawn) = self.posted.and_then(|posted| posted.drawn_mark()) {
            return drawn;
        }
        mark_word(match part.advice().and_then(|a| self.desk.mark(a)) {
            Some(Mark::NoComment { .. }) => Marking::NoComment,
            Some(Mark::Ready) => Marking::Ready,
            None => Marking::Nothing,
        })
    }

    pub fn controls(&self, part: Part<'_>) -> Vec<Control> {
        let scale = scale_of(part).map(|f| f.id);
        let fields = part.drawn(self.desk);
        fields
            .map(|field| match field.kind {
                FieldKind::Text => Control::Text {
                    field: self.text(part, field),
                    kept: self.kept(field),
                },
                FieldKind::Scale | FieldKind::Choice => {
                    let with_no_comment = (scale == Some(field.id)).then(|| self.no_comment(part));
                    self.pick(part, field, with_no_comment)
                }
            })
            .collect()
    }

    pub fn bases(&self, part: Part<'_>) -> Vec<Base> {
        let base = |field: &Field| {
            let posted = self.posted.and_then(|p| p.written(field)).map(|w| w.base);
            posted.unwrap_or_else(|| self.desk.field(field).version)
        };
        part.drawn(self.desk)
            .map(|field| Base {
                name: version_name(field),
                value: base(field),
            })
            .collect()
    }

    /// What is said of a field: that it was taken out comes first.
    fn help(&self, part: Part<'_>, field: &Field) -> Option<String> {
        let help = help(field, self.say.lang);
        match part.is_gone(field) {
            true => {
                let gone = self.say.t("svar-field-retired");
                Some(help.map_or_else(|| gone.clone(), |help| format!("{gone} {help}")))
            }
            false => help,
        }
    }

    fn kept(&self, field: &Field) -> Kept {
        Kept {
            field: field.key.clone(),
            label: field.label.get(self.say.lang).to_owned(),
            history: format!("{}/historikk/{}", self.action, field.key),
            saved: self.people.saved(&self.desk.field(field)),
        }
    }

    fn text(&self, part: Part<'_>, field: &Field) -> AnswerField {
        let lang = self.say.lang;
        let stored = self.desk.field(field).text.unwrap_or_default();
        let posted = self.posted.and_then(|p| p.written(field));
        let text = posted.and_then(|w| w.text.clone()).unwrap_or(stored);
        let hint = match self.help(part, field) {
            Some(help) => format!("{help} {}", self.say.t("svar-no-health")),
            None => self.say.t("svar-no-health"),
        };
        let fault = self.faults.iter().find(|fault| fault.at == field.key);
        AnswerField::new(
            &field.key,
            field.label.get(lang),
            &text,
            field.limit as usize,
        )
        .label_lang(foreign(&field.label, lang))
        .hint(hint)
        .error(fault.map(|fault| field_text(lang, fault)))
        .warning(text::looks_like_national_id(&text).then(|| lang.t("national-id-field")))
    }

    fn pick(&self, part: Part<'_>, field: &Field, no_comment: Option<bool>) -> Control {
        let lang = self.say.lang;
        let stored = self.desk.field(field).choice;
        let posted = self.posted.and_then(|p| p.written(field));
        let chosen = posted.map_or(stored, |w| w.choice.clone());
        let marked = no_comment == Some(true);
        let mut choices: Vec<Choice> = field
            .choices
            .iter()
            .map(|choice| {
                let checked = !marked && chosen.as_deref() == Some(choice.key.as_str());
                Choice::new(&choice.key, choice.label.get(lang), checked)
                    .lang(foreign(&choice.label, lang))
            })
            .collect();
        if let Some(checked) = no_comment {
            choices.push(Choice::new(NO_COMMENT, lang.t("svar-no-comment"), checked));
        }
        let clear = choices.iter().any(|c| c.checked);
        let few = choices.len() <= 4;
        let mut question = Choices::new(&field.key, field.label.get(lang), choices)
            .lang(foreign(&field.label, lang));
        if let Some(help) = self.help(part, field) {
            question = question.hint(help);
        }
        let fault = self.faults.iter().find(|fault| fault.at == field.key);
        question = question.error(fault.map(|fault| field_text(lang, fault)));
        Control::Pick {
            choices: if few { question.framed() } else { question },
            clear: clear.then(|| field.key.clone()),
            kept: self.kept(field),
        }
    }
}

/// A field's help is plain here: it is read aloud with the field.
fn help(field: &Field, lang: Lang) -> Option<String> {
    let help: &Texts = field.help.as_ref()?;
    Some(markdown::plain(help.get(lang)))
}
