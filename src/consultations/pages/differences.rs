//! What a version changes in the one before, in words: for everybody on the page of the version, and for staff
//! before it is published.

use super::parts::strength_name;
use super::said::Said;
use crate::consultations::consultation::{Contact, Related, Status, Texts};
use crate::consultations::differences::{Changed, Difference, Differences, Fact, Of, Part};
use crate::i18n::{Lang, number};
use crate::text::differences::Run;

/// A chapter, a råd, or what belongs to neither, that is not as it was.
#[derive(Debug, Clone)]
pub struct ChangedPart {
    /// Where it is found on the page.
    pub id: String,
    /// «Råd 3»; what has a title may have no number.
    pub name: Option<String>,
    pub title: Option<Said>,
    pub facts: Vec<String>,
    pub texts: Vec<ChangedText>,
}

#[derive(Debug, Clone)]
pub struct ChangedText {
    pub heading: String,
    pub lang: Lang,
    pub runs: Vec<Run>,
}

/// In which languages texts are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Languages {
    Every,
    /// The reader's; another only where a text changed in that alone.
    Readers,
}

impl ChangedPart {
    /// The anchor of a chapter or råd with this key.
    pub fn anchor(key: &str) -> String {
        format!("endret-{key}")
    }

    pub fn all(lang: Lang, found: &Differences, languages: Languages) -> Vec<Self> {
        let part = |changed: &Changed| Self::of(lang, changed, languages);
        found.iter().map(part).collect()
    }

    fn of(lang: Lang, changed: &Changed, languages: Languages) -> Self {
        let (id, name, title) = match &changed.of {
            Of::Whole => ("endret".to_owned(), Some(lang.t("diff-whole")), None),
            Of::Chapter { key, number, title } => (Self::anchor(key), number.clone(), Some(title)),
            Of::Advice { key, number, title } => {
                let name = lang.with1("advice-name", "number", number);
                (Self::anchor(key), Some(format!("{name}:")), Some(title))
            }
        };
        let is_shown = |text: &&Difference| {
            let in_own = |other: &Difference| other.part == text.part && other.lang == lang;
            let is_own = text.lang == lang || !changed.texts.iter().any(in_own);
            languages == Languages::Every || is_own
        };
        let is_named = |text: &Difference| languages == Languages::Every || text.lang != lang;
        let text = |text: &Difference| ChangedText {
            heading: heading(lang, text, is_named(text)),
            lang: text.lang,
            runs: text.runs(),
        };
        let what = match changed.of {
            Of::Chapter { .. } => "chapter",
            Of::Whole | Of::Advice { .. } => "advice",
        };
        let fact = |fact: &Fact| told(lang, what, fact);
        Self {
            id,
            name,
            title: title.map(|title| Said::plain(title, lang)),
            facts: changed.facts.iter().map(fact).collect(),
            texts: changed.texts.iter().filter(is_shown).map(text).collect(),
        }
    }
}

fn heading(lang: Lang, text: &Difference, names_language: bool) -> String {
    let of = |key, field: &Texts| lang.with1(key, "field", field.get(lang));
    let part = match &text.part {
        Part::Title => lang.t("diff-part-title"),
        Part::ProposalTitle => lang.t("diff-part-proposal-title"),
        Part::ProductType => lang.t("diff-part-product-type"),
        Part::Ingress => lang.t("diff-part-ingress"),
        Part::Letter => lang.t("diff-part-letter"),
        Part::Background => lang.t("background"),
        Part::OwnerName => lang.t("diff-part-owner-name"),
        Part::Body => lang.t("diff-part-body"),
        Part::Rationale => lang.t("advice-rationale"),
        Part::Practice => lang.t("advice-practice"),
        Part::Label => lang.t("diff-part-label"),
        Part::Help(field) => of("diff-part-help", field),
        Part::Choice(field) => of("diff-part-choice", field),
    };
    match names_language {
        true => format!("{part} ({})", text.lang.name().to_lowercase()),
        false => part,
    }
}

fn told(lang: Lang, what: &str, fact: &Fact) -> String {
    let get = |texts: &Texts| texts.get(lang).to_owned();
    let named = |key, title: &str| lang.with1(key, "title", title);
    let field = |key, label: &Texts| lang.with1(key, "field", get(label));
    match fact {
        Fact::Added => lang.with1("diff-added", "what", what),
        Fact::Retired => lang.with1("diff-retired", "what", what),
        Fact::Number { old, new } if old.is_empty() => lang.with1("diff-number-new", "new", new),
        Fact::Number { new, .. } if new.is_empty() => lang.t("diff-number-gone"),
        Fact::Number { old, new } => lang.with2("diff-number", ("old", old), ("new", new)),
        Fact::Moved(chapter) => named("diff-moved", chapter.get(lang)),
        Fact::Strength { old, new } => {
            let name = |strength: &Option<_>| match strength {
                Some(strength) => strength_name(lang, *strength),
                None => lang.t("diff-strength-none"),
            };
            lang.with2("diff-strength", ("old", &name(old)), ("new", &name(new)))
        }
        Fact::Status { old, new } => {
            let name = |status: &Status| lang.t(&format!("stage-{}", status.as_str()));
            lang.with2("diff-status", ("old", &name(old)), ("new", &name(new)))
        }
        Fact::ReplyAddress { old, new } => {
            lang.with2("diff-reply-address", ("old", old), ("new", new))
        }
        Fact::Contact { old, new } => lang.with2(
            "diff-contact",
            ("old", &contact_line(old)),
            ("new", &contact_line(new)),
        ),
        Fact::Follows { old, new } => {
            let title = |related: &Related| related.title.get(lang).to_owned();
            let (old, new) = (old.as_ref().map(title), new.as_ref().map(title));
            let keys = ["diff-follows", "diff-follows-new", "diff-follows-gone"];
            replaced(lang, keys, old, new)
        }
        Fact::ShortReason { old, new } => {
            let keys = [
                "diff-short-reason",
                "diff-short-reason-new",
                "diff-short-reason-gone",
            ];
            replaced(lang, keys, old.clone(), new.clone())
        }
        Fact::ExampleTitle(true) => lang.t("diff-example-title"),
        Fact::ExampleTitle(false) => lang.t("diff-example-title-gone"),
        Fact::FieldAdded(label) => field("diff-field-added", label),
        Fact::FieldRetired(label) => field("diff-field-retired", label),
        Fact::Limit {
            field: label,
            old,
            new,
        } => lang.with(
            "diff-limit",
            &[
                ("field", &get(label)),
                ("old", &number(u64::from(*old))),
                ("new", &number(u64::from(*new))),
            ],
        ),
        Fact::ChoiceAdded {
            field: label,
            choice,
        } => lang.with2(
            "diff-choice-added",
            ("field", &get(label)),
            ("choice", &get(choice)),
        ),
        Fact::DocumentAdded(title) => named("diff-document-added", title),
        Fact::DocumentReplaced(title) => named("diff-document-replaced", title),
        Fact::DocumentRetired(title) => named("diff-document-retired", title),
    }
}

fn contact_line(contact: &Contact) -> String {
    let Contact { name, email, phone } = contact;
    let told: Vec<&str> = [name, email, phone]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    told.join(", ")
}

/// What was there and what is, either of which may be nothing.
fn replaced(
    lang: Lang,
    [other, first, gone]: [&str; 3],
    old: Option<String>,
    new: Option<String>,
) -> String {
    match (old, new) {
        (Some(old), Some(new)) => lang.with2(other, ("old", old), ("new", new)),
        (None, Some(new)) => lang.with1(first, "new", new),
        (old, None) => lang.with1(gone, "old", old.unwrap_or_default()),
    }
}
