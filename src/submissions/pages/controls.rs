//! The controls of one part: what is drawn from its fields, and what a sent form says of them.

use super::parts::{Part, foreign};
use super::say::Say;
use crate::consultations::{Field, FieldKind, Texts};
use crate::error::{Error, FieldError};
use crate::i18n::Lang;
use crate::submissions::desk::{Desk, Mark};
use crate::submissions::draft::{self, Written};
use crate::submissions::store::FieldSave;
use crate::web::components::{AnswerField, Choice, Choices};
use crate::web::faces::field_text;
use crate::web::form::Form;

/// The value that says «ingen merknad»; a choice's key has no space.
const NO_COMMENT: &str = "ingen merknad";
/// Where a råd has no scale, a box of its own.
pub(super) const NO_COMMENT_BOX: &str = "ingen";

/// What the template draws.
pub(super) enum Control {
    Text(AnswerField),
    Pick {
        choices: Choices,
        /// What «Fjern valget» is about, when something is chosen.
        clear: Option<String>,
    },
}

/// The version of each field that the page shows: name and value of a hidden control.
pub(super) struct Base {
    pub name: String,
    pub value: i64,
}

pub(super) fn version_name(field: &Field) -> String {
    format!("v.{}", field.key)
}

/// What was sent for a part, before it is checked.
pub(super) struct Posted {
    fields: Vec<(Field, Written)>,
    pub no_comment: bool,
    pub ready: bool,
}

impl Posted {
    /// Refuses names that the page does not have. A field counts as sent when its version was.
    pub fn read(part: Part<'_>, form: &Form) -> Result<Self, Error> {
        let mut names: Vec<String> = ["ferdig", NO_COMMENT_BOX, "gjor", "fjern"]
            .map(str::to_owned)
            .to_vec();
        for field in part.fields() {
            names.extend([field.key.clone(), version_name(field)]);
        }
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        form.expect(&known, &[])?;
        let scale = scale_of(part);
        let cleared = |f: &&Field| form.get("fjern") == Some(f.key.as_str());
        let in_scale = scale
            .filter(|f| !cleared(f))
            .is_some_and(|f| form.get(&f.key) == Some(NO_COMMENT));
        let no_comment =
            part.advice().is_some() && (in_scale || form.get(NO_COMMENT_BOX) == Some("ja"));
        let mut fields = Vec::new();
        for field in part.fields() {
            fields.extend(written(field, form, no_comment)?.map(|w| (field.clone(), w)));
        }
        Ok(Self {
            fields,
            no_comment,
            ready: form.get("ferdig") == Some("ja"),
        })
    }

    /// What is to be saved, or every fault.
    pub fn check(&self) -> Result<Vec<FieldSave>, Vec<FieldError>> {
        let mut faults = Vec::new();
        let mut saves = Vec::new();
        for (field, written) in &self.fields {
            match draft::checked(field, written.clone(), &field.key) {
                Ok(save) => saves.push(save),
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() {
            Ok(saves)
        } else {
            Err(faults)
        }
    }

    fn written(&self, field: &Field) -> Option<&Written> {
        let mut all = self.fields.iter();
        all.find(|(f, _)| f.id == field.id).map(|(_, w)| w)
    }

    /// The mark that the råd shall have.
    pub fn mark(&self, before: Option<Mark>) -> Option<Mark> {
        match (self.no_comment, self.ready) {
            (true, _) => match before {
                Some(Mark::NoComment { .. }) => before,
                _ => Some(Mark::NoComment { batch: None }),
            },
            (false, true) => Some(Mark::Ready),
            (false, false) => None,
        }
    }
}

/// *Ingen merknad* leaves what was chosen before as it is, so that undoing it brings that back.
fn written(field: &Field, form: &Form, no_comment: bool) -> Result<Option<Written>, Error> {
    let name = version_name(field);
    let Some(base) = form.get(&name) else {
        return Ok(None);
    };
    let base = base
        .parse::<i64>()
        .map_err(|_| Error::invalid(vec![FieldError::new(&name, "error-value")]))?;
    let sent = form.get(&field.key).map(str::to_owned);
    Ok(match field.kind {
        FieldKind::Text => sent.map(|text| Written {
            base,
            text: Some(text),
            choice: None,
        }),
        FieldKind::Scale | FieldKind::Choice if no_comment => None,
        FieldKind::Scale | FieldKind::Choice => {
            let cleared = form.get("fjern") == Some(field.key.as_str());
            Some(Written {
                base,
                text: None,
                choice: sent.filter(|_| !cleared),
            })
        }
    })
}

/// The first scale of a råd: there *ingen merknad* stands beside the other stances.
fn scale_of(part: Part<'_>) -> Option<&Field> {
    let mut fields = part.fields().iter();
    fields
        .find(|f| f.kind == FieldKind::Scale)
        .filter(|_| part.advice().is_some())
}

/// Whether *ingen merknad* needs a box of its own.
pub(super) fn needs_box(part: Part<'_>) -> bool {
    part.advice().is_some() && scale_of(part).is_none()
}

/// Draws the part: from the desk, or from what was sent where it was not stored.
pub(super) struct Drawing<'a> {
    pub say: Say,
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

    pub fn controls(&self, part: Part<'_>) -> Vec<Control> {
        let scale = scale_of(part).map(|f| f.id);
        let fields = part.fields().iter();
        fields
            .map(|field| match field.kind {
                FieldKind::Text => Control::Text(self.text(field)),
                FieldKind::Scale | FieldKind::Choice => {
                    let with_no_comment = (scale == Some(field.id)).then(|| self.no_comment(part));
                    self.pick(field, with_no_comment)
                }
            })
            .collect()
    }

    pub fn bases(&self, part: Part<'_>) -> Vec<Base> {
        let base = |field: &Field| {
            let posted = self.posted.and_then(|p| p.written(field)).map(|w| w.base);
            posted.unwrap_or_else(|| self.desk.field(field).version)
        };
        let fields = part.fields().iter();
        fields
            .map(|field| Base {
                name: version_name(field),
                value: base(field),
            })
            .collect()
    }

    fn text(&self, field: &Field) -> AnswerField {
        let lang = self.say.lang;
        let stored = self.desk.field(field).text.unwrap_or_default();
        let posted = self.posted.and_then(|p| p.written(field));
        let text = posted.and_then(|w| w.text.clone()).unwrap_or(stored);
        let hint = match help(field, lang) {
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
    }

    fn pick(&self, field: &Field, no_comment: Option<bool>) -> Control {
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
        if let Some(help) = help(field, lang) {
            question = question.hint(help);
        }
        let fault = self.faults.iter().find(|fault| fault.at == field.key);
        question = question.error(fault.map(|fault| field_text(lang, fault)));
        Control::Pick {
            choices: if few { question.framed() } else { question },
            clear: clear.then(|| field.key.clone()),
        }
    }
}

/// A field's help is plain here: it is read aloud with the field.
fn help(field: &Field, lang: Lang) -> Option<String> {
    let help: &Texts = field.help.as_ref()?;
    Some(super::markdown::plain(help.get(lang)))
}
