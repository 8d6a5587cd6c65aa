//! Two states of an answer as a page shows them: word by word, part by part.

use super::parts::foreign;
use super::visit::Visit;
use crate::attachments::Named;
use crate::consultations::Field;
use crate::i18n::{Lang, Value};
use crate::submissions::compare::{Change, ChangedPart};
use crate::submissions::endorsement::Endorsed;
use crate::text::differences::{self, Run};

/// A part that does not say what it said.
pub struct DiffPart {
    /// «Råd 6».
    pub name: String,
    pub title: String,
    pub title_lang: Option<Lang>,
    /// Where it is written, for whoever writes it.
    pub href: Option<String>,
    pub items: Vec<DiffItem>,
}

/// A field of it, or *ingen merknad*.
pub struct DiffItem {
    pub label: String,
    pub label_lang: Option<Lang>,
    /// Empty where `note` says it.
    pub runs: Vec<Run>,
    pub note: Option<String>,
}

impl DiffItem {
    /// A field, with what was said and what is said.
    pub fn of(lang: Lang, field: &Field, old: Option<&str>, new: Option<&str>) -> Self {
        let in_words = |said: Option<&str>| {
            let said = said?;
            let choice = field.choices.iter().find(|choice| choice.key == said);
            Some(
                choice
                    .map_or(said, |choice| choice.label.get(lang))
                    .to_owned(),
            )
        };
        let (old, new) = (in_words(old), in_words(new));
        Self {
            label: field.label.get(lang).to_owned(),
            label_lang: foreign(&field.label, lang),
            runs: match field.choices.is_empty() {
                true => {
                    differences::runs(old.as_deref().unwrap_or(""), new.as_deref().unwrap_or(""))
                }
                false => old
                    .map(Run::Gone)
                    .into_iter()
                    .chain(new.map(Run::New))
                    .collect(),
            },
            note: None,
        }
    }
}

impl DiffPart {
    pub(super) fn all(visit: &Visit, changed: &[ChangedPart]) -> Vec<Self> {
        let part = |part: &ChangedPart| {
            let key = crate::submissions::desk::part_key(part.advice.as_ref());
            let href = visit.path(&format!("/raad/{key}"));
            Self::of(visit.lang, part, Some(href))
        };
        changed.iter().map(part).collect()
    }

    /// For whoever only reads.
    pub fn read(lang: Lang, changed: &[ChangedPart]) -> Vec<Self> {
        let part = |part| Self::of(lang, part, None);
        changed.iter().map(part).collect()
    }

    fn of(lang: Lang, part: &ChangedPart, href: Option<String>) -> Self {
        let advice = part.advice.as_ref();
        Self {
            name: advice.map_or_else(String::new, |a| {
                lang.with1("svar-advice", "number", &a.number)
            }),
            title: advice.map_or_else(|| lang.t("svar-general"), |a| a.title.get(lang).to_owned()),
            title_lang: advice.and_then(|a| foreign(&a.title, lang)),
            href,
            items: part.changes.iter().map(|c| item(lang, c)).collect(),
        }
    }
}

fn item(lang: Lang, change: &Change) -> DiffItem {
    match change {
        Change::Said { field, old, new } => {
            DiffItem::of(lang, field, old.as_deref(), new.as_deref())
        }
        Change::NoComment(is_set) => DiffItem {
            label: lang.t("svar-no-comment"),
            label_lang: None,
            runs: Vec::new(),
            note: Some(lang.t(match is_set {
                true => "changed-no-comment-set",
                false => "changed-no-comment-gone",
            })),
        },
        Change::Attached { old, new } => {
            let text = |all: &[Named]| {
                let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
                (!names.is_empty()).then(|| names.join(", "))
            };
            let (gone, new) = (text(old).map(Run::Gone), text(new).map(Run::New));
            DiffItem {
                label: lang.t("files-title"),
                label_lang: None,
                runs: gone.into_iter().chain(new).collect(),
                note: None,
            }
        }
        Change::Endorsed { old, new } => {
            let text = |all: &[Endorsed]| {
                let one = |one: &Endorsed| {
                    let said: [(&str, &dyn Value); 3] = [
                        ("name", &one.name),
                        ("number", &one.number),
                        ("version", &one.version),
                    ];
                    lang.with("changed-endorsed-one", &said)
                };
                let all: Vec<String> = all.iter().map(one).collect();
                (!all.is_empty()).then(|| all.join(", "))
            };
            let is_whole = old.iter().chain(new).any(|one| one.advice.is_none());
            let key = match is_whole {
                true => "changed-endorsed-whole",
                false => "changed-endorsed",
            };
            let (gone, new) = (text(old).map(Run::Gone), text(new).map(Run::New));
            DiffItem {
                label: lang.t(key),
                label_lang: None,
                runs: gone.into_iter().chain(new).collect(),
                note: None,
            }
        }
    }
}
