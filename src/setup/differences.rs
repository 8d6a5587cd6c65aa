//! What a working copy changes in what is published, text by text, word by word.

use super::manuscript::{Advice, Chapter, Field, Manuscript, Words};
use similar::{ChangeTag, TextDiff};
use std::collections::HashMap;

/// A text that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The key of the chapter or råd that it belongs to; none for the consultation itself.
    pub of: Option<String>,
    /// The key of what the text is called.
    pub part: &'static str,
    pub lang: &'static str,
    pub runs: Vec<Run>,
}

/// A piece of text that is gone, new, or as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    Same(String),
    Gone(String),
    New(String),
}

/// Everything that differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    pub texts: Vec<Difference>,
    /// The keys of the chapters and råd that are new, and of those that are retired.
    pub added: Vec<String>,
    pub retired: Vec<String>,
}

pub fn differences(old: &Manuscript, new: &Manuscript) -> Differences {
    let mut found = Differences::default();
    let own = |m: &Manuscript| -> Vec<Text> {
        vec![
            ("setup-title-words", m.title.clone()),
            ("setup-proposal-title", m.proposal_title.clone()),
            ("setup-product-type", m.product_type.clone()),
            ("setup-ingress", m.ingress.clone()),
            ("setup-letter", m.letter.clone()),
            ("setup-background", m.background.clone()),
        ]
    };
    found.compare(None, &own(old), &own(new));
    found.fields(None, &old.general_fields, &new.general_fields);
    let (before, after) = (entries(old), entries(new));
    let known: HashMap<&str, &Entry<'_>> = before.iter().map(|e| (e.key(), e)).collect();
    for entry in &after {
        match known.get(entry.key()) {
            None => found.added.push(entry.key().to_owned()),
            Some(before) => {
                let key = Some(entry.key());
                found.compare(key, &before.texts(), &entry.texts());
                found.fields(key, before.fields(), entry.fields());
            }
        }
    }
    let gone = before
        .iter()
        .filter(|before| after.iter().all(|entry| entry.key() != before.key()));
    found.retired = gone.map(|entry| entry.key().to_owned()).collect();
    found
}

type Text = (&'static str, Words);

enum Entry<'m> {
    Chapter(&'m Chapter),
    Advice(&'m Advice),
}

fn entries(m: &Manuscript) -> Vec<Entry<'_>> {
    m.chapters
        .iter()
        .flat_map(|chapter| {
            let advice = chapter.advice.iter().map(Entry::Advice);
            std::iter::once(Entry::Chapter(chapter)).chain(advice)
        })
        .collect()
}

impl Entry<'_> {
    fn key(&self) -> &str {
        match self {
            Self::Chapter(chapter) => &chapter.key,
            Self::Advice(advice) => &advice.key,
        }
    }

    fn texts(&self) -> Vec<Text> {
        match self {
            Self::Chapter(chapter) => vec![
                ("setup-entry-title", chapter.title.clone()),
                ("setup-chapter-body", chapter.body.clone()),
            ],
            Self::Advice(advice) => vec![
                ("setup-entry-title", advice.title.clone()),
                ("setup-body", advice.body.clone()),
                ("setup-rationale", advice.rationale.clone()),
                ("setup-practice", advice.practice.clone()),
            ],
        }
    }

    fn fields(&self) -> &[Field] {
        match self {
            Self::Chapter(_) => &[],
            Self::Advice(advice) => &advice.fields,
        }
    }
}

impl Differences {
    fn compare(&mut self, of: Option<&str>, old: &[Text], new: &[Text]) {
        for ((part, old), (_, new)) in old.iter().zip(new) {
            for (lang, old, new) in [("nb", &old.nb, &new.nb), ("nn", &old.nn, &new.nn)] {
                if old != new {
                    self.texts.push(Difference {
                        of: of.map(str::to_owned),
                        part,
                        lang,
                        runs: runs(old, new),
                    });
                }
            }
        }
    }

    /// A field that is there in both; one that is new or gone is told of by its label.
    fn fields(&mut self, of: Option<&str>, old: &[Field], new: &[Field]) {
        let texts = |field: Option<&Field>| -> Vec<Text> {
            let of = |pick: fn(&Field) -> &Words| field.map(pick).cloned().unwrap_or_default();
            let limit = field.map(|field| field.limit.clone()).unwrap_or_default();
            vec![
                ("setup-label", of(|field| &field.label)),
                ("setup-help", of(|field| &field.help)),
                ("setup-limit", Words::both(&limit, "")),
            ]
        };
        for field in new {
            let before = old.iter().find(|known| known.key == field.key);
            self.compare(of, &texts(before), &texts(Some(field)));
        }
        for field in old {
            if new.iter().all(|known| known.key != field.key) {
                self.compare(of, &texts(Some(field)), &texts(None));
            }
        }
    }
}

fn runs(old: &str, new: &str) -> Vec<Run> {
    let diff = TextDiff::from_words(old, new);
    let mut runs: Vec<Run> = Vec::new();
    for change in diff.iter_all_changes() {
        let text = change.value();
        match (change.tag(), runs.last_mut()) {
            (ChangeTag::Equal, Some(Run::Same(run)))
            | (ChangeTag::Delete, Some(Run::Gone(run)))
            | (ChangeTag::Insert, Some(Run::New(run))) => run.push_str(text),
            (ChangeTag::Equal, _) => runs.push(Run::Same(text.to_owned())),
            (ChangeTag::Delete, _) => runs.push(Run::Gone(text.to_owned())),
            (ChangeTag::Insert, _) => runs.push(Run::New(text.to_owned())),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_word_is_shown_as_gone_and_new_with_what_is_round_it() {
        let found = runs("Kommunen bør handle raskt.", "Kommunen skal handle raskt.");
        let same = |text: &str| Run::Same(text.to_owned());
        let wanted = [
            same("Kommunen "),
            Run::Gone("bør".to_owned()),
            Run::New("skal".to_owned()),
            same(" handle raskt."),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn råd_are_compared_by_their_keys_wherever_they_stand() {
        let advice = |key: &str, title: &str| Advice {
            key: key.to_owned(),
            title: Words::both(title, ""),
            ..Advice::default()
        };
        let with = |advice: Vec<Advice>| Manuscript {
            chapters: vec![Chapter {
                key: "k1".to_owned(),
                advice,
                ..Chapter::default()
            }],
            ..Manuscript::default()
        };
        let old = with(vec![advice("r1", "Første"), advice("r2", "Andre")]);
        let new = with(vec![advice("r3", "Ny"), advice("r1", "Første råd")]);
        let found = differences(&old, &new);
        assert_eq!(found.added, ["r3"]);
        assert_eq!(found.retired, ["r2"]);
        let changed: Vec<_> = found
            .texts
            .iter()
            .map(|d| (d.of.as_deref(), d.part))
            .collect();
        assert_eq!(changed, [(Some("r1"), "setup-entry-title")]);
    }
}
