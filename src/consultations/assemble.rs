//! A version's structure and its words put together into what people read. Reads nothing itself.

use super::consultation::{Advice, Chapter, Choice, Field, Retired};
use super::outline::{AdvicePlan, ChapterPlan, FieldPlan, Outline};
use super::words::{Words, part};
use crate::error::Error;
use crate::text::DEFAULT_LIMIT;
use std::collections::HashMap;
use uuid::Uuid;

/// The permanent ids behind the keys of a consultation.
#[derive(Debug, Default)]
pub struct Ids {
    pub sections: HashMap<String, Uuid>,
    pub advice: HashMap<String, Uuid>,
    pub fields: HashMap<String, Uuid>,
}

impl Ids {
    /// Whether the key was ever given to a chapter or a råd; they share their keys.
    pub fn knows(&self, key: &str) -> bool {
        self.sections.contains_key(key) || self.advice.contains_key(key)
    }
}

pub fn assemble(
    outline: Outline,
    ids: &Ids,
    words: &Words,
) -> Result<(Vec<Chapter>, Vec<Field>), Error> {
    let builder = Builder { ids, words };
    let chapters = outline
        .chapters
        .into_iter()
        .map(|plan| builder.chapter(plan));
    let chapters = chapters.collect::<Result<_, _>>()?;
    Ok((chapters, builder.fields(outline.general_fields)?))
}

/// What was taken out, in the words that it last had.
pub fn assemble_retired(
    outline: &Outline,
    earlier: impl Iterator<Item = (i32, Outline)>,
    ids: &Ids,
    words: &Words,
) -> Result<Retired, Error> {
    let builder = Builder { ids, words };
    let gone = outline.retired(earlier);
    let mut retired = Retired::default();
    for (no, plan) in gone.advice {
        let advice = builder.advice(plan)?;
        retired.gone_in.insert(advice.id, no);
        retired.advice.push(advice);
    }
    for (no, of, plan) in gone.fields {
        let field = builder.field(plan)?;
        retired.gone_in.insert(field.id, no);
        retired.fields.push((of, field));
    }
    Ok(retired)
}

struct Builder<'a> {
    ids: &'a Ids,
    words: &'a Words,
}

impl Builder<'_> {
    fn chapter(&self, plan: ChapterPlan) -> Result<Chapter, Error> {
        let id = find(&self.ids.sections, &plan.key)?;
        let advice = plan.advice.into_iter().map(|plan| self.advice(plan));
        Ok(Chapter {
            id,
            number: plan.number,
            title: self.words.need(id, part::TITLE),
            example_title: plan.example_title,
            body: self.words.get(id, part::BODY),
            advice: advice.collect::<Result<_, _>>()?,
            key: plan.key,
        })
    }

    fn advice(&self, plan: AdvicePlan) -> Result<Advice, Error> {
        let id = find(&self.ids.advice, &plan.key)?;
        let fields = self.fields(plan.fields)?;
        let (added_in, mut changed_in) = self.words.written(id);
        for field in &fields {
            changed_in = changed_in.max(self.words.written(field.id).1);
        }
        Ok(Advice {
            id,
            added_in,
            changed_in,
            number: plan.number,
            title: self.words.need(id, part::TITLE),
            example_title: plan.example_title,
            body: self.words.get(id, part::BODY),
            rationale: self.words.get(id, part::RATIONALE),
            practice: self.words.get(id, part::PRACTICE),
            strength: plan.strength,
            fields,
            key: plan.key,
        })
    }

    fn fields(&self, plans: Vec<FieldPlan>) -> Result<Vec<Field>, Error> {
        plans.into_iter().map(|plan| self.field(plan)).collect()
    }

    fn field(&self, plan: FieldPlan) -> Result<Field, Error> {
        let id = find(&self.ids.fields, &plan.key)?;
        let choice = |key: String| Choice {
            label: self.words.need(id, &part::choice(&key)),
            key,
        };
        Ok(Field {
            id,
            kind: plan.kind,
            label: self.words.need(id, part::LABEL),
            help: self.words.get(id, part::HELP),
            limit: plan
                .limit
                .unwrap_or(u32::try_from(DEFAULT_LIMIT).unwrap_or(u32::MAX)),
            choices: plan.choices.into_iter().map(choice).collect(),
            key: plan.key,
        })
    }
}

fn find(ids: &HashMap<String, Uuid>, key: &str) -> Result<Uuid, Error> {
    let missing = || Error::internal(format!("a version names «{key}», which is not stored"));
    ids.get(key).copied().ok_or_else(missing)
}
