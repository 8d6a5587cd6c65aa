//! The JSON of what was chosen on the scales, and of how many answered each råd.

use super::asked::Lists;
use super::views::Number;
use crate::overview::groups::Among;
use crate::overview::stance::{PartRow, Scale, ScaleRow, Stances};
use crate::overview::{lists, percent};
use crate::review::{Stance, Standing};
use serde::Serialize;
use utoipa::ToSchema;

/// Fields with the same choices, keys and words, in the same order.
#[derive(Serialize, ToSchema)]
#[schema(as = OverviewScale)]
pub struct ScaleView {
    /// Keys of the choices that can be made today; two scales can have the same, with other words.
    pub choices: Vec<String>,
    /// How many of them, from the first, are counted together in `first`.
    pub first_choices: usize,
    pub rows: Vec<ScaleRowView>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OverviewScaleRow)]
pub struct ScaleRowView {
    pub field: String,
    /// The key of its råd, or `generelt`.
    pub advice: String,
    /// The answers to the råd.
    pub list: String,
    pub among: Vec<ScaleCellView>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OverviewScaleCell)]
pub struct ScaleCellView {
    /// Those who chose something.
    pub all: Number,
    /// Those who chose one of the first.
    pub first: Number,
    /// null of too few.
    pub first_percent: Option<usize>,
    pub chosen: Vec<ChosenView>,
}

/// How many made a choice.
#[derive(Serialize, ToSchema)]
#[schema(as = OverviewChosen)]
pub struct ChosenView {
    pub choice: String,
    pub number: Number,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OverviewAdviceRow)]
pub struct AdviceRowView {
    /// The key of the råd, or `generelt`.
    pub advice: String,
    /// The answers to it.
    pub list: String,
    pub among: Vec<Number>,
}

impl Lists<'_> {
    pub fn scales(&self, stances: &Stances, asked: Option<usize>) -> Vec<ScaleView> {
        let scale = |scale: &Scale| {
            let first = scale.first(asked);
            let row = |row| self.scale_row(stances, row, first);
            ScaleView {
                choices: scale.choices.iter().map(|c| c.key.clone()).collect(),
                first_choices: first,
                rows: scale.rows.iter().map(row).collect(),
            }
        };
        stances.scales.iter().map(scale).collect()
    }

    fn scale_row(&self, stances: &Stances, row: &ScaleRow, first: usize) -> ScaleRowView {
        let cell = |(among, chosen): (&Among, &Vec<usize>)| self.cell(row, *among, chosen, first);
        let counted = lists::standing(Standing::Counts);
        ScaleRowView {
            field: row.field.clone(),
            advice: row.part.clone(),
            list: self.to_part(&counted, &row.part, &[]),
            among: stances.among.iter().zip(&row.chosen).map(cell).collect(),
        }
    }

    fn cell(&self, row: &ScaleRow, among: Among, chosen: &[usize], first: usize) -> ScaleCellView {
        let stance = |choice: &String| Stance::Choice {
            field: row.field.clone(),
            choice: choice.clone(),
        };
        let stances: Vec<Stance> = row.choices.iter().map(stance).collect();
        let answers = among.answers();
        let number = |counts: &[usize], of: &[Stance]| Number {
            count: counts.iter().sum(),
            list: self.to_part(&answers, &row.part, of),
        };
        let first_of = |of: usize| first.min(of);
        let (all, of_first) = (
            number(chosen, &stances),
            number(
                &chosen[..first_of(chosen.len())],
                &stances[..first_of(stances.len())],
            ),
        );
        let choices = row.choices.iter().zip(chosen).zip(&stances);
        ScaleCellView {
            first_percent: percent(of_first.count, all.count),
            all,
            first: of_first,
            chosen: choices
                .map(|((choice, n), stance)| ChosenView {
                    choice: choice.clone(),
                    number: number(&[*n], std::slice::from_ref(stance)),
                })
                .collect(),
        }
    }

    pub fn advice(&self, stances: &Stances) -> Vec<AdviceRowView> {
        let counted = lists::standing(Standing::Counts);
        let row = |row: &PartRow| AdviceRowView {
            advice: row.key.clone(),
            list: self.to_part(&counted, &row.key, &[]),
            among: (stances.among.iter().zip(&row.answered))
                .map(|(among, n)| Number {
                    count: *n,
                    list: self.to_part(&among.answers(), &row.key, &[]),
                })
                .collect(),
        };
        stances.parts.iter().map(row).collect()
    }
}
