//! How råd and fields are called: in a heading as they are called now, beside an answer as they were called in the
//! version that was answered. What has been taken out since says so.

use crate::consultations::{Advice, Consultation, Field, at_version};
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Lang;
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// The words of every version, by the ids of råd and fields.
pub struct Wording {
    versions: HashMap<i32, Words>,
}

#[derive(Default)]
struct Words {
    advice: HashMap<Uuid, (String, String)>,
    /// The numbers of the råd by their keys.
    numbers: HashMap<String, String>,
    fields: HashMap<Uuid, FieldWords>,
}

struct FieldWords {
    label: String,
    /// By their keys.
    choices: HashMap<String, String>,
}

/// Every published version of a consultation: what answers can be answers to.
pub fn every_version(
    conn: &mut Conn,
    newest: &Arc<Consultation>,
) -> Result<Vec<Arc<Consultation>>, Error> {
    let versions = newest.versions.iter();
    versions
        .map(|version| at_version(conn, newest, version.no))
        .collect()
}

impl Wording {
    pub fn of(lang: Lang, newest: &Consultation, versions: &[Arc<Consultation>]) -> Self {
        let of_version = |version: &Arc<Consultation>| {
            let words = Words::of(lang, newest, version);
            (version.version, words)
        };
        Self {
            versions: versions.iter().map(of_version).collect(),
        }
    }

    /// «Råd 6» and its title, in the version that was answered.
    pub fn advice(&self, version: i32, id: Uuid) -> Option<(&str, &str)> {
        let (name, title) = self.versions.get(&version)?.advice.get(&id)?;
        Some((name, title))
    }

    /// The number that a råd had in the version that was answered; its key where nothing is known of it.
    pub fn number(&self, version: i32, key: &str) -> String {
        let words = self.versions.get(&version);
        let number = words.and_then(|words| words.numbers.get(key));
        number.map_or(key, String::as_str).to_owned()
    }

    pub fn label(&self, version: i32, field: Uuid) -> Option<&str> {
        Some(&self.versions.get(&version)?.fields.get(&field)?.label)
    }

    /// What a choice was called; its key where nothing is known of it.
    pub fn choice<'a>(&'a self, version: i32, field: Uuid, key: &'a str) -> &'a str {
        let field = || self.versions.get(&version)?.fields.get(&field);
        field()
            .and_then(|field| field.choices.get(key))
            .map_or(key, String::as_str)
    }
}

impl Words {
    /// As this version calls them; the newest says what has been taken out.
    fn of(lang: Lang, newest: &Consultation, version: &Consultation) -> Self {
        let mut words = Self::default();
        for advice in version.advice_ever() {
            let name = part_name(lang, newest, Some(advice));
            let title = advice.title.get(lang).to_owned();
            words.advice.insert(advice.id, (name, title));
            let number = advice.number.clone();
            words.numbers.insert(advice.key.clone(), number);
        }
        for (_, field) in version.fields_ever() {
            let choice = |choice: &crate::consultations::Choice| {
                (choice.key.clone(), choice.label.get(lang).to_owned())
            };
            let known = FieldWords {
                label: field_label(lang, newest, field),
                choices: field.choices.iter().map(choice).collect(),
            };
            words.fields.insert(field.id, known);
        }
        words
    }
}

/// «Råd 6», or the general fields.
pub fn part_name(lang: Lang, newest: &Consultation, advice: Option<&Advice>) -> String {
    let Some(advice) = advice else {
        return lang.t("svar-general");
    };
    let name = lang.with1("svar-advice", "number", &advice.number);
    marked(lang, newest, advice.id, name)
}

/// The label, marked where the field was taken out of a råd that is there still.
pub fn field_label(lang: Lang, newest: &Consultation, field: &Field) -> String {
    marked(lang, newest, field.id, field.label.get(lang).to_owned())
}

/// «Råd 6 (tatt ut i versjon 3)», where it was.
pub fn marked(lang: Lang, newest: &Consultation, id: Uuid, name: String) -> String {
    match newest.retired.gone_in.get(&id) {
        Some(no) => lang.with2("export-gone", ("name", &name), ("no", no)),
        None => name,
    }
}

/// What a choice is called now.
pub fn choice_label(lang: Lang, field: &Field, key: &str) -> String {
    let choice = field.choices.iter().find(|choice| choice.key == key);
    choice.map_or_else(
        || key.to_owned(),
        |choice| choice.label.get(lang).to_owned(),
    )
}
