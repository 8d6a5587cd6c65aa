//! What one version of a proposal changes in another, as programs read it.

use super::view::ContactView;
use crate::consultations::consultation::{Contact, Related, Status, Strength, Texts};
use crate::consultations::differences::{Changed, Difference, Differences, Fact, Of, Part};
use crate::i18n::Lang;
use crate::text::differences::Run;
use serde::Serialize;
use utoipa::ToSchema;

/// Something that is not as it was.
#[derive(Serialize, ToSchema)]
#[schema(as = Changed)]
pub struct ChangedView {
    of: ChangedThing,
    /// The key of the chapter or råd; null for the consultation as a whole.
    key: Option<String>,
    number: Option<String>,
    title: Option<Texts>,
    /// What no text shows.
    facts: Vec<ChangedFact>,
    /// Each text that is not as it was, in each language.
    texts: Vec<ChangedText>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ChangedThing {
    /// Its own texts, the general fields and the documents.
    Consultation,
    Chapter,
    Advice,
}

/// A change that no text shows. Fields, choices and chapters are named by their texts.
#[derive(Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum ChangedFact {
    Added,
    Retired,
    Number {
        old: String,
        new: String,
    },
    Moved {
        chapter: Texts,
    },
    Strength {
        old: Option<Strength>,
        new: Option<Strength>,
    },
    /// Where the consultation stands.
    Status {
        #[schema(value_type = String)]
        old: Status,
        #[schema(value_type = String)]
        new: Status,
    },
    /// Where letters are answered, of all that the owner publishes.
    ReplyAddress {
        old: String,
        new: String,
    },
    /// Whom to ask.
    Contact {
        old: ContactView,
        new: ContactView,
    },
    /// The consultation that this one follows, by its name in addresses.
    Follows {
        old: Option<String>,
        new: Option<String>,
    },
    /// Why the deadline is shorter than the rule.
    ShortReason {
        old: Option<String>,
        new: Option<String>,
    },
    /// Whether the title stands in for one that is not known.
    ExampleTitle {
        is_example: bool,
    },
    FieldAdded {
        field: Texts,
    },
    FieldRetired {
        field: Texts,
    },
    Limit {
        field: Texts,
        old: u32,
        new: u32,
    },
    ChoiceAdded {
        field: Texts,
        choice: Texts,
    },
    DocumentAdded {
        title: String,
    },
    DocumentReplaced {
        title: String,
    },
    DocumentRetired {
        title: String,
    },
}

/// A text in one language. The runs that are not new are what it was, those that are not gone what it is.
#[derive(Serialize, ToSchema)]
struct ChangedText {
    part: ChangedTextPart,
    /// Of a field's help, and of a choice: the field's label.
    field: Option<Texts>,
    language: Lang,
    runs: Vec<ChangedRun>,
}

/// What a text is for.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ChangedTextPart {
    Title,
    ProposalTitle,
    ProductType,
    Ingress,
    Letter,
    Background,
    /// What the owner is called, in all that it publishes.
    OwnerName,
    Body,
    Rationale,
    Practice,
    Label,
    Help,
    Choice,
}

#[derive(Serialize, ToSchema)]
struct ChangedRun {
    is: ChangedRunKind,
    text: String,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ChangedRunKind {
    Same,
    Gone,
    New,
}

impl ChangedView {
    pub fn all(found: &Differences) -> Vec<Self> {
        found.iter().map(Self::of).collect()
    }

    fn of(changed: &Changed) -> Self {
        let (of, key, number, title) = match &changed.of {
            Of::Whole => (ChangedThing::Consultation, None, None, None),
            Of::Chapter { key, number, title } => (
                ChangedThing::Chapter,
                Some(key),
                number.clone(),
                Some(title),
            ),
            Of::Advice { key, number, title } => {
                let number = Some(number.clone());
                (ChangedThing::Advice, Some(key), number, Some(title))
            }
        };
        Self {
            of,
            key: key.cloned(),
            number,
            title: title.cloned(),
            facts: changed.facts.iter().cloned().map(ChangedFact::of).collect(),
            texts: changed.texts.iter().map(ChangedText::of).collect(),
        }
    }
}

impl ChangedFact {
    fn of(fact: Fact) -> Self {
        match fact {
            Fact::Added => Self::Added,
            Fact::Retired => Self::Retired,
            Fact::Number { old, new } => Self::Number { old, new },
            Fact::Moved(chapter) => Self::Moved { chapter },
            Fact::Strength { old, new } => Self::Strength { old, new },
            Fact::Status { old, new } => Self::Status { old, new },
            Fact::ReplyAddress { old, new } => Self::ReplyAddress { old, new },
            Fact::Contact { old, new } => Self::Contact {
                old: contact(old),
                new: contact(new),
            },
            Fact::Follows { old, new } => {
                let slug = |related: Related| related.slug;
                Self::Follows {
                    old: old.map(slug),
                    new: new.map(slug),
                }
            }
            Fact::ShortReason { old, new } => Self::ShortReason { old, new },
            Fact::ExampleTitle(is_example) => Self::ExampleTitle { is_example },
            Fact::FieldAdded(field) => Self::FieldAdded { field },
            Fact::FieldRetired(field) => Self::FieldRetired { field },
            Fact::Limit { field, old, new } => Self::Limit { field, old, new },
            Fact::ChoiceAdded { field, choice } => Self::ChoiceAdded { field, choice },
            Fact::DocumentAdded(title) => Self::DocumentAdded { title },
            Fact::DocumentReplaced(title) => Self::DocumentReplaced { title },
            Fact::DocumentRetired(title) => Self::DocumentRetired { title },
        }
    }
}

impl ChangedText {
    fn of(text: &Difference) -> Self {
        let (part, field) = match &text.part {
            Part::Title => (ChangedTextPart::Title, None),
            Part::ProposalTitle => (ChangedTextPart::ProposalTitle, None),
            Part::ProductType => (ChangedTextPart::ProductType, None),
            Part::Ingress => (ChangedTextPart::Ingress, None),
            Part::Letter => (ChangedTextPart::Letter, None),
            Part::Background => (ChangedTextPart::Background, None),
            Part::OwnerName => (ChangedTextPart::OwnerName, None),
            Part::Body => (ChangedTextPart::Body, None),
            Part::Rationale => (ChangedTextPart::Rationale, None),
            Part::Practice => (ChangedTextPart::Practice, None),
            Part::Label => (ChangedTextPart::Label, None),
            Part::Help(field) => (ChangedTextPart::Help, Some(field)),
            Part::Choice(field) => (ChangedTextPart::Choice, Some(field)),
        };
        Self {
            part,
            field: field.cloned(),
            language: text.lang,
            runs: text.runs().into_iter().map(ChangedRun::of).collect(),
        }
    }
}

impl ChangedRun {
    fn of(run: Run) -> Self {
        let (is, text) = match run {
            Run::Same(text) => (ChangedRunKind::Same, text),
            Run::Gone(text) => (ChangedRunKind::Gone, text),
            Run::New(text) => (ChangedRunKind::New, text),
        };
        Self { is, text }
    }
}

fn contact(contact: Contact) -> ContactView {
    ContactView {
        name: contact.name,
        email: contact.email,
        phone: contact.phone,
    }
}
