//! What one version of a proposal changes in another: what is new and taken out, what is asked otherwise, and the
//! texts word by word. Pure rules; `pages/differences.rs` shows them.

use super::consultation::{
    Advice, Chapter, Consultation, Contact, Document, Field, FieldKind, Related, Status, Strength,
    Texts,
};
use crate::i18n::Lang;
use crate::text::differences::{self, Run};

/// Everything that differs: the consultation itself, then chapters and råd in the order of the newer version, then
/// what was taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences(Vec<Changed>);

/// Something that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub of: Of,
    pub facts: Vec<Fact>,
    pub texts: Vec<Difference>,
}

/// What it is, as the newest version that has it calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// The consultation's own texts, its general fields and its documents.
    Whole,
    Chapter {
        key: String,
        number: Option<String>,
        title: Texts,
    },
    Advice {
        key: String,
        number: String,
        title: Texts,
    },
}

/// A change that no text shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    Added,
    Retired,
    Number {
        old: String,
        new: String,
    },
    /// Into the chapter of this title.
    Moved(Texts),
    Strength {
        old: Option<Strength>,
        new: Option<Strength>,
    },
    /// Where it stands.
    Status {
        old: Status,
        new: Status,
    },
    /// Where letters are answered, of all that the owner publishes.
    ReplyAddress {
        old: String,
        new: String,
    },
    /// Whom to ask.
    Contact {
        old: Contact,
        new: Contact,
    },
    /// The consultation that this one follows.
    Follows {
        old: Option<Related>,
        new: Option<Related>,
    },
    /// Why the deadline is shorter than the rule.
    ShortReason {
        old: Option<String>,
        new: Option<String>,
    },
    /// Whether the title stands in for one that is not known.
    ExampleTitle(bool),
    FieldAdded(Texts),
    FieldRetired(Texts),
    Limit {
        field: Texts,
        old: u32,
        new: u32,
    },
    ChoiceAdded {
        field: Texts,
        choice: Texts,
    },
    DocumentAdded(String),
    DocumentReplaced(String),
    DocumentRetired(String),
}

/// What a text is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
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
    /// Of the field with this label.
    Help(Texts),
    Choice(Texts),
}

/// A text that is not as it was, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub part: Part,
    pub lang: Lang,
    old: String,
    new: String,
}

impl Differences {
    pub fn of(old: &Consultation, new: &Consultation) -> Self {
        let before: Vec<_> = entries(old).collect();
        let after: Vec<_> = entries(new).collect();
        let known = |entry: &Entry<'_>| before.iter().find(|known| known.key() == entry.key());
        let mut found = vec![whole(old, new)];
        found.extend(after.iter().map(|entry| match known(entry) {
            Some(before) => before.against(entry),
            None => entry.only(Fact::Added),
        }));
        let is_gone = |entry: &&Entry<'_>| after.iter().all(|other| other.key() != entry.key());
        let gone = before.iter().filter(is_gone);
        found.extend(gone.map(|entry| entry.only(Fact::Retired)));
        found.retain(|changed| !changed.facts.is_empty() || !changed.texts.is_empty());
        Self(found)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Changed> {
        self.0.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Changed {
    pub fn is(&self, fact: &Fact) -> bool {
        self.facts.contains(fact)
    }
}

impl Difference {
    pub fn runs(&self) -> Vec<Run> {
        differences::runs(&self.old, &self.new)
    }
}

/// A chapter, or a råd in its chapter.
#[derive(Clone, Copy)]
enum Entry<'c> {
    Chapter(&'c Chapter),
    Advice(&'c Chapter, &'c Advice),
}

fn entries(c: &Consultation) -> impl Iterator<Item = Entry<'_>> {
    c.chapters.iter().flat_map(|chapter| {
        let advice = chapter.advice.iter();
        let advice = advice.map(move |advice| Entry::Advice(chapter, advice));
        std::iter::once(Entry::Chapter(chapter)).chain(advice)
    })
}

type Text<'c> = (Part, Option<&'c Texts>);

impl Entry<'_> {
    /// Chapters and råd share their keys.
    fn key(&self) -> &str {
        match self {
            Self::Chapter(chapter) => &chapter.key,
            Self::Advice(_, advice) => &advice.key,
        }
    }

    fn only(&self, fact: Fact) -> Changed {
        Changed {
            of: self.of(),
            facts: vec![fact],
            texts: Vec::new(),
        }
    }

    fn of(&self) -> Of {
        match self {
            Self::Chapter(chapter) => Of::Chapter {
                key: chapter.key.clone(),
                number: chapter.number.clone(),
                title: chapter.title.clone(),
            },
            Self::Advice(_, advice) => Of::Advice {
                key: advice.key.clone(),
                number: advice.number.clone(),
                title: advice.title.clone(),
            },
        }
    }

    fn number(&self) -> &str {
        match self {
            Self::Chapter(chapter) => chapter.number.as_deref().unwrap_or_default(),
            Self::Advice(_, advice) => &advice.number,
        }
    }

    fn has_example_title(&self) -> bool {
        match self {
            Self::Chapter(chapter) => chapter.example_title,
            Self::Advice(_, advice) => advice.example_title,
        }
    }

    fn texts(&self) -> Vec<Text<'_>> {
        match self {
            Self::Chapter(chapter) => vec![
                (Part::Title, Some(&chapter.title)),
                (Part::Body, chapter.body.as_ref()),
            ],
            Self::Advice(_, advice) => vec![
                (Part::Title, Some(&advice.title)),
                (Part::Body, advice.body.as_ref()),
                (Part::Rationale, advice.rationale.as_ref()),
                (Part::Practice, advice.practice.as_ref()),
            ],
        }
    }

    fn against(&self, new: &Self) -> Changed {
        let mut changed = Changed {
            of: new.of(),
            facts: Vec::new(),
            texts: compared(&self.texts(), &new.texts()),
        };
        if self.number() != new.number() {
            changed.facts.push(Fact::Number {
                old: self.number().to_owned(),
                new: new.number().to_owned(),
            });
        }
        if self.has_example_title() != new.has_example_title() {
            let is_example = new.has_example_title();
            changed.facts.push(Fact::ExampleTitle(is_example));
        }
        if let (Self::Advice(was_in, old), Self::Advice(is_in, new)) = (self, new) {
            if was_in.key != is_in.key {
                changed.facts.push(Fact::Moved(is_in.title.clone()));
            }
            if old.strength != new.strength {
                changed.facts.push(Fact::Strength {
                    old: old.strength,
                    new: new.strength,
                });
            }
            changed.fields(&old.fields, &new.fields);
        }
        changed
    }
}

fn whole(old: &Consultation, new: &Consultation) -> Changed {
    let mut changed = Changed {
        of: Of::Whole,
        facts: Vec::new(),
        texts: compared(&own_texts(old), &own_texts(new)),
    };
    if old.status != new.status {
        changed.facts.push(Fact::Status {
            old: old.status,
            new: new.status,
        });
    }
    if old.owner.reply_address != new.owner.reply_address {
        changed.facts.push(Fact::ReplyAddress {
            old: old.owner.reply_address.clone(),
            new: new.owner.reply_address.clone(),
        });
    }
    changed.beside(old, new);
    changed.fields(&old.general_fields, &new.general_fields);
    changed.documents(&old.documents, &new.documents);
    changed
}

fn own_texts(c: &Consultation) -> Vec<Text<'_>> {
    vec![
        (Part::Title, Some(&c.title)),
        (Part::ProposalTitle, c.proposal_title.as_ref()),
        (Part::ProductType, c.product_type.as_ref()),
        (Part::Ingress, c.ingress.as_ref()),
        (Part::Letter, c.letter.as_ref()),
        (Part::Background, c.background.as_ref()),
        (Part::OwnerName, Some(&c.owner.name)),
    ]
}

/// The same texts of two versions, in the same order.
fn compared(old: &[Text<'_>], new: &[Text<'_>]) -> Vec<Difference> {
    let written = |texts: &Option<&Texts>, lang| {
        let texts = texts.map(|texts| match lang {
            Lang::Nb => texts.nb.as_str(),
            Lang::Nn => texts.nn.as_deref().unwrap_or_default(),
        });
        texts.unwrap_or_default().to_owned()
    };
    let pairs = old.iter().zip(new);
    let each = pairs.flat_map(|((_, old), (part, new))| {
        Lang::ALL.into_iter().map(move |lang| Difference {
            part: part.clone(),
            lang,
            old: written(old, lang),
            new: written(new, lang),
        })
    });
    each.filter(|text| text.old != text.new).collect()
}

impl Changed {
    /// Whom to ask, what it follows, why the deadline is short.
    fn beside(&mut self, old: &Consultation, new: &Consultation) {
        if old.contact != new.contact {
            self.facts.push(Fact::Contact {
                old: old.contact.clone(),
                new: new.contact.clone(),
            });
        }
        // What it is called may have changed: that is no change of this one.
        let slug = |related: &Option<Related>| related.as_ref().map(|r| r.slug.clone());
        if slug(&old.follows) != slug(&new.follows) {
            self.facts.push(Fact::Follows {
                old: old.follows.clone(),
                new: new.follows.clone(),
            });
        }
        if old.short_reason != new.short_reason {
            self.facts.push(Fact::ShortReason {
                old: old.short_reason.clone(),
                new: new.short_reason.clone(),
            });
        }
    }

    fn fields(&mut self, old: &[Field], new: &[Field]) {
        for field in new {
            match old.iter().find(|known| known.key == field.key) {
                Some(before) => self.field(before, field),
                None => self.facts.push(Fact::FieldAdded(field.label.clone())),
            }
        }
        let is_gone = |field: &&Field| new.iter().all(|known| known.key != field.key);
        let gone = old.iter().filter(is_gone);
        let fact = |field: &Field| Fact::FieldRetired(field.label.clone());
        self.facts.extend(gone.map(fact));
    }

    fn field(&mut self, old: &Field, new: &Field) {
        let label = || new.label.clone();
        self.texts.extend(compared(
            &[
                (Part::Label, Some(&old.label)),
                (Part::Help(label()), old.help.as_ref()),
            ],
            &[
                (Part::Label, Some(&new.label)),
                (Part::Help(label()), new.help.as_ref()),
            ],
        ));
        if new.kind == FieldKind::Text && old.limit != new.limit {
            self.facts.push(Fact::Limit {
                field: label(),
                old: old.limit,
                new: new.limit,
            });
        }
        for choice in &new.choices {
            match old.choices.iter().find(|known| known.key == choice.key) {
                Some(before) => self.texts.extend(compared(
                    &[(Part::Choice(label()), Some(&before.label))],
                    &[(Part::Choice(label()), Some(&choice.label))],
                )),
                None => self.facts.push(Fact::ChoiceAdded {
                    field: label(),
                    choice: choice.label.clone(),
                }),
            }
        }
    }

    /// A document is the same when it is called the same, in the same language.
    fn documents(&mut self, old: &[Document], new: &[Document]) {
        let same = |a: &Document, b: &Document| a.title == b.title && a.language == b.language;
        for document in new {
            let title = document.title.clone();
            match old.iter().find(|known| same(known, document)) {
                Some(before) if before.sha256 == document.sha256 => {}
                Some(_) => self.facts.push(Fact::DocumentReplaced(title)),
                None => self.facts.push(Fact::DocumentAdded(title)),
            }
        }
        for document in old {
            if new.iter().all(|known| !same(known, document)) {
                let fact = Fact::DocumentRetired(document.title.clone());
                self.facts.push(fact);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultations::{as_published, file};

    const EXAMPLE: &str = include_str!("../../examples/24-13304/hoering.toml");

    fn example() -> Consultation {
        let bytes = |_: &str| Some(b"Teksten.".to_vec());
        let imported = file::parse(EXAMPLE, bytes).unwrap();
        as_published(&imported.file, "2024-04-15T10:00:00Z".parse().unwrap()).unwrap()
    }

    fn key(changed: &Changed) -> &str {
        match &changed.of {
            Of::Whole => "",
            Of::Chapter { key, .. } | Of::Advice { key, .. } => key,
        }
    }

    /// What differs when this is done to the example.
    fn after(change: impl FnOnce(&mut Consultation)) -> Vec<Changed> {
        let (old, mut new) = (example(), example());
        change(&mut new);
        Differences::of(&old, &new).iter().cloned().collect()
    }

    fn facts(found: &[Changed]) -> Vec<(&str, &[Fact])> {
        found.iter().map(|c| (key(c), &*c.facts)).collect()
    }

    #[test]
    fn nothing_differs_in_the_same_proposal() {
        assert!(Differences::of(&example(), &example()).is_empty());
    }

    #[test]
    fn a_changed_word_is_shown_as_gone_and_new_with_what_is_round_it() {
        let text = Difference {
            part: Part::Body,
            lang: Lang::Nb,
            old: "Kommunen bør handle raskt.".to_owned(),
            new: "Kommunen skal handle raskt.".to_owned(),
        };
        let same = |text: &str| Run::Same(text.to_owned());
        let wanted = [
            same("Kommunen "),
            Run::Gone("bør".to_owned()),
            Run::New("skal".to_owned()),
            same(" handle raskt."),
        ];
        assert_eq!(text.runs(), wanted);
    }

    #[test]
    fn råd_are_compared_by_their_keys_wherever_they_stand() {
        let found = after(|c| {
            let moved = c.chapters[0].advice.remove(0);
            c.chapters[1].advice.push(moved);
            let gone = c.chapters[0].advice.remove(0);
            let new = Advice {
                key: "r99".to_owned(),
                ..gone
            };
            c.chapters[0].advice.insert(0, new);
        });
        let into = example().chapters[1].title.clone();
        let wanted: [(&str, &[Fact]); 3] = [
            ("r99", &[Fact::Added]),
            ("r1", &[Fact::Moved(into)]),
            ("r2", &[Fact::Retired]),
        ];
        assert_eq!(facts(&found), wanted);
    }

    #[test]
    fn what_is_asked_otherwise_is_told_though_no_text_shows_it() {
        let found = after(|c| {
            let advice = &mut c.chapters[0].advice[0];
            advice.strength = Some(Strength::Shall);
            let text = advice.fields.iter_mut().find(|f| f.kind == FieldKind::Text);
            text.unwrap().limit = 5_000;
            let document = &mut c.documents[0];
            document.sha256 = "another".to_owned();
            c.documents.pop();
        });
        let [whole, advice] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert!(matches!(
            *whole.facts,
            [Fact::DocumentReplaced(_), Fact::DocumentRetired(_)]
        ));
        assert!(matches!(
            *advice.facts,
            [
                Fact::Strength { .. },
                Fact::Limit {
                    old: 4_000,
                    new: 5_000,
                    ..
                }
            ]
        ));
    }

    #[test]
    fn whom_to_ask_what_it_follows_and_why_the_deadline_is_short_are_told() {
        let earlier = Related {
            slug: "runde".to_owned(),
            title: Texts::default(),
            reference: None,
        };
        let found = after(|c| {
            c.contact.email = Some("ny@direktorat.example".to_owned());
            c.follows = Some(earlier.clone());
            c.short_reason = Some("Det haster.".to_owned());
            c.chapters[0].example_title = !c.chapters[0].example_title;
        });
        let [whole, chapter] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert!(matches!(
            &*whole.facts,
            [
                Fact::Contact { .. },
                Fact::Follows { old: None, new: Some(new) },
                Fact::ShortReason { old: None, .. }
            ] if *new == earlier
        ));
        assert!(matches!(*chapter.facts, [Fact::ExampleTitle(_)]));
    }

    #[test]
    fn a_text_that_changes_in_one_language_differs_in_that_alone() {
        let found = after(|c| c.chapters[0].advice[0].title.nn = Some("Eit nytt namn".to_owned()));
        let said = &found[0].texts;
        assert_eq!((said.len(), said[0].lang), (1, Lang::Nn));
        assert_eq!(said[0].part, Part::Title);
    }
}
