//! The structure of one version of a proposal: which chapters, råd and fields it has, in which order.
//! Kept as JSON with the version; the texts are kept beside it (`content`), so that a version that changes
//! one sentence stores one sentence.

use super::consultation::{FieldKind, Strength};
use super::file::{self, ConsultationFile};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    pub chapters: Vec<ChapterPlan>,
    pub general_fields: Vec<FieldPlan>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChapterPlan {
    pub key: String,
    pub number: Option<String>,
    pub example_title: bool,
    pub advice: Vec<AdvicePlan>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdvicePlan {
    pub key: String,
    pub number: String,
    pub example_title: bool,
    pub strength: Option<Strength>,
    pub fields: Vec<FieldPlan>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldPlan {
    /// Unique in the consultation: «r3.tekst», or «generelt» where it belongs to no råd.
    pub key: String,
    pub kind: FieldKind,
    /// Only text has one.
    pub limit: Option<u32>,
    /// The keys of what can be chosen.
    pub choices: Vec<String>,
}

/// What an outline has no more, each with the version that was the first without it.
#[derive(Debug, Default)]
pub struct Gone {
    pub advice: Vec<(i32, AdvicePlan)>,
    /// With the key of the råd that each belongs to.
    pub fields: Vec<(i32, Option<String>, FieldPlan)>,
}

impl Outline {
    pub fn of(file: &ConsultationFile) -> Self {
        let chapters = file.chapters.iter().map(ChapterPlan::of).collect();
        let general_fields = file.general_fields.iter().map(|f| FieldPlan::of(None, f));
        Self {
            chapters,
            general_fields: general_fields.collect(),
        }
    }

    pub fn advice(&self) -> impl Iterator<Item = &AdvicePlan> {
        self.chapters.iter().flat_map(|chapter| &chapter.advice)
    }

    /// What earlier outlines, the newest first, have and this one has not: råd and single fields, each as it
    /// last stood. With every outline comes the version that followed it: there it was taken out.
    pub fn retired(&self, earlier: impl Iterator<Item = (i32, Self)>) -> Gone {
        let mut known: HashSet<String> = self.fields().map(|(_, f)| f.key.clone()).collect();
        let mut advice_known: HashSet<String> = self.advice().map(|a| a.key.clone()).collect();
        let mut gone = Gone::default();
        for (no, outline) in earlier {
            let general = outline.general_fields.into_iter().map(|f| (None, f));
            let mut single: Vec<_> = general.collect();
            for plan in outline.chapters.into_iter().flat_map(|c| c.advice) {
                if advice_known.insert(plan.key.clone()) {
                    known.extend(plan.fields.iter().map(|f| f.key.clone()));
                    gone.advice.push((no, plan));
                } else {
                    let key = plan.key;
                    single.extend(plan.fields.into_iter().map(|f| (Some(key.clone()), f)));
                }
            }
            single.retain(|(_, f)| known.insert(f.key.clone()));
            let single = single.into_iter().map(|(of, field)| (no, of, field));
            gone.fields.extend(single);
        }
        gone
    }

    /// Every field, with the key of the råd it belongs to.
    pub fn fields(&self) -> impl Iterator<Item = (Option<&str>, &FieldPlan)> {
        let of_advice = self
            .advice()
            .flat_map(|a| a.fields.iter().map(|f| (Some(a.key.as_str()), f)));
        of_advice.chain(self.general_fields.iter().map(|f| (None, f)))
    }
}

impl ChapterPlan {
    fn of(chapter: &file::Chapter) -> Self {
        Self {
            key: chapter.key.clone(),
            number: chapter.number.clone(),
            example_title: chapter.example_title,
            advice: chapter.advice.iter().map(AdvicePlan::of).collect(),
        }
    }
}

impl AdvicePlan {
    fn of(advice: &file::Advice) -> Self {
        let fields = advice.fields.iter();
        Self {
            key: advice.key.clone(),
            number: advice.number.clone(),
            example_title: advice.example_title,
            strength: advice.strength,
            fields: fields
                .map(|f| FieldPlan::of(Some(&advice.key), f))
                .collect(),
        }
    }
}

impl FieldPlan {
    fn of(advice: Option<&str>, field: &file::Field) -> Self {
        let (kind, limit) = match &field.kind {
            file::FieldKind::Text { limit } => (FieldKind::Text, u32::try_from(*limit).ok()),
            file::FieldKind::Scale { .. } => (FieldKind::Scale, None),
            file::FieldKind::Choice { .. } => (FieldKind::Choice, None),
        };
        let options = field.kind.options().iter();
        Self {
            key: full_key(advice, &field.key),
            kind,
            limit,
            choices: options.map(|option| option.key.clone()).collect(),
        }
    }
}

/// The key of a field in the whole consultation.
pub fn full_key(advice: Option<&str>, field: &str) -> String {
    advice.map_or_else(|| field.to_owned(), |advice| format!("{advice}.{field}"))
}
