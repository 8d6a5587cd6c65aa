//! The JSON of the overview, and how figures and days become it. What was chosen is in `stance.rs`.

use super::asked::Lists;
use super::stance::{AdviceRowView, ScaleView};
use crate::consultations::{Consultation, Stage};
use crate::i18n::Lang;
use crate::invitations::{self, State, Wanted};
use crate::overview::figures::{Figures, Share};
use crate::overview::groups::Among;
use crate::overview::stance::Stances;
use crate::overview::timeline::{Mark, Timeline};
use crate::overview::{lists, percent};
use crate::review::{self, Standing, Supports};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// A number, and where the list of what it counts is.
#[derive(Serialize, ToSchema)]
#[schema(as = OverviewNumber)]
pub struct Number {
    pub count: usize,
    pub list: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OverviewName)]
pub struct Name {
    pub nb: String,
    pub nn: String,
}

impl Name {
    pub fn of(consultation: &Consultation, among: Among) -> Self {
        Self {
            nb: among.name(consultation, Lang::Nb),
            nn: among.name(consultation, Lang::Nn),
        }
    }
}

/// Everything is counted from one reading: the numbers agree with each other.
#[derive(Serialize, ToSchema)]
#[schema(as = Overview)]
pub struct OverviewView {
    pub stage: StageView,
    pub deadline_on: NaiveDate,
    pub figures: FiguresView,
    pub over_time: TimeView,
    /// The groups of the list of invited bodies.
    pub groups: Vec<GroupView>,
    /// The counties, with the municipalities that were invited.
    pub counties: Vec<CountyView>,
    /// Those whose answers are counted together, in the order of each `among` below.
    pub among: Vec<Name>,
    /// What was chosen: fields with the same choices, keys and words, in the same order stand together.
    pub scales: Vec<ScaleView>,
    /// How many said something to each råd.
    pub advice: Vec<AdviceRowView>,
    /// How many support another answer; in no other number than those of answers.
    pub supporting: SupportingView,
}

/// Answers that count and support another.
#[derive(Serialize, ToSchema)]
#[schema(as = OverviewSupporting)]
pub struct SupportingView {
    /// In whole.
    pub whole: Number,
    /// In a råd alone.
    pub advice: Vec<SupportingAdviceView>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OverviewSupportingAdvice)]
pub struct SupportingAdviceView {
    pub advice: String,
    pub number: Number,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = OverviewStage)]
pub enum StageView {
    Open,
    Processing,
    Concluded,
}

impl From<Stage> for StageView {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Open => Self::Open,
            Stage::Processing => Self::Processing,
            Stage::Concluded => Self::Concluded,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = OverviewFigures)]
pub struct FiguresView {
    /// Answers that count, from anybody.
    pub counted: Number,
    pub late: Number,
    pub supplement: Number,
    /// In no other number.
    pub withdrawn: Number,
    /// In no other number.
    pub duplicate: Number,
    /// In no other number.
    pub unconfirmed: Number,
    pub invited: ShareView,
    /// Invited bodies that have begun and not sent.
    pub begun: Number,
    /// Invited bodies whose letter did not arrive.
    pub undelivered: Number,
}

/// How some invited bodies stand.
#[derive(Serialize, ToSchema)]
#[schema(as = OverviewShare)]
pub struct ShareView {
    pub invited: Number,
    /// Have sent an answer that counts.
    pub answered: Number,
    /// Have sent, alone or with others, and nothing that counts.
    pub not_counted: Number,
    /// Have sent none that counts, and stand behind one that others have sent.
    pub cosigned: Number,
    /// Have said that they will not.
    pub declined: Number,
    /// Have done nothing of this: the five are all of the invited.
    pub missing: Number,
    /// Of those who have answered, alone or with others; null of too few.
    pub answered_percent: Option<usize>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OverviewGroup)]
pub struct GroupView {
    pub name: Name,
    pub share: ShareView,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OverviewCounty)]
pub struct CountyView {
    pub county: &'static str,
    pub name: &'static str,
    pub share: ShareView,
}

/// Answers that count, on the days when the version came that stands.
#[derive(Serialize, ToSchema)]
#[schema(as = OverviewTime)]
pub struct TimeView {
    /// The day by whose end half of them had come.
    pub half_on: Option<NaiveDate>,
    /// The day with the most of them.
    pub busiest_on: Option<NaiveDate>,
    pub days: Vec<DayView>,
    pub marks: Vec<MarkView>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = OverviewDay)]
pub struct DayView {
    pub on: NaiveDate,
    pub new: Number,
    /// With all that came before.
    pub total: Number,
    /// Letters of invitation that were handed over.
    pub letters: usize,
}

/// A day to be marked: a deadline, or one with many letters.
#[derive(Serialize, ToSchema)]
#[schema(as = OverviewMark)]
pub struct MarkView {
    pub on: NaiveDate,
    pub kind: MarkKind,
    /// How many letters; null of a deadline.
    pub letters: Option<usize>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = OverviewMarkKind)]
pub enum MarkKind {
    Letters,
    EarlierDeadline,
    Deadline,
}

impl Lists<'_> {
    fn standing(&self, figures: &Figures, standing: Standing) -> Number {
        Number {
            count: figures.standing(standing),
            list: self.answers(&lists::standing(standing)),
        }
    }

    fn in_state(&self, count: usize, bodies: &invitations::Filter, state: Wanted) -> Number {
        Number {
            count,
            list: self.bodies(&lists::in_state(bodies, state)),
        }
    }

    fn share(&self, share: &Share, bodies: &invitations::Filter) -> ShareView {
        ShareView {
            invited: Number {
                count: share.invited,
                list: self.bodies(bodies),
            },
            answered: self.in_state(share.answered, bodies, Wanted::Counted),
            not_counted: self.in_state(share.not_counted, bodies, Wanted::NotCounted),
            cosigned: self.in_state(share.cosigned, bodies, Wanted::Joined),
            declined: self.in_state(share.declined, bodies, Wanted::One(State::Declined)),
            missing: self.in_state(share.missing, bodies, Wanted::Missing),
            answered_percent: percent(share.heard(), share.invited),
        }
    }

    pub fn figures(&self, figures: &Figures) -> FiguresView {
        let all = invitations::Filter::default();
        FiguresView {
            counted: self.standing(figures, Standing::Counts),
            late: self.standing(figures, Standing::Late),
            supplement: self.standing(figures, Standing::Supplement),
            withdrawn: self.standing(figures, Standing::Withdrawn),
            duplicate: self.standing(figures, Standing::Duplicate),
            unconfirmed: Number {
                count: figures.unconfirmed,
                list: self.unconfirmed(),
            },
            invited: self.share(&figures.invited, &all),
            begun: self.in_state(figures.begun, &all, Wanted::One(State::Started)),
            undelivered: self.in_state(figures.undelivered, &all, Wanted::One(State::Failed)),
        }
    }

    pub fn supporting(&self, stances: &Stances) -> SupportingView {
        let number = |count, supports| Number {
            count,
            list: self.answers(&lists::supporting(supports)),
        };
        let of_advice = stances
            .supporting
            .iter()
            .map(|(key, n)| SupportingAdviceView {
                advice: key.clone(),
                number: number(*n, Supports::Advice(key.clone())),
            });
        SupportingView {
            whole: number(stances.supporting_whole, Supports::Whole),
            advice: of_advice.collect(),
        }
    }

    pub fn groups(&self, consultation: &Consultation, figures: &Figures) -> Vec<GroupView> {
        let group = |(among, share): &(Among, Share)| GroupView {
            name: Name::of(consultation, *among),
            share: self.share(share, &among.bodies()),
        };
        figures.groups.iter().map(group).collect()
    }

    pub fn counties(&self, figures: &Figures) -> Vec<CountyView> {
        let county = |county: &crate::overview::figures::County| CountyView {
            county: county.no,
            name: county.name,
            share: self.share(&county.share, &lists::in_county(county.no)),
        };
        figures.counties.iter().map(county).collect()
    }

    pub fn time(&self, timeline: &Timeline) -> TimeView {
        let came = |count, days| Number {
            count,
            list: self.answers(&lists::came(days)),
        };
        let day = |day: &crate::overview::timeline::Day| DayView {
            on: day.on,
            new: came(day.new, review::Days::between(day.on, day.on)),
            total: came(day.total, review::Days::until(day.on)),
            letters: day.letters,
        };
        let mark = |(on, mark): &(NaiveDate, Mark)| {
            let (kind, letters) = match mark {
                Mark::Letters(n) => (MarkKind::Letters, Some(*n)),
                Mark::EarlierDeadline => (MarkKind::EarlierDeadline, None),
                Mark::Deadline => (MarkKind::Deadline, None),
            };
            MarkView {
                on: *on,
                kind,
                letters,
            }
        };
        TimeView {
            half_on: timeline.half_on(),
            busiest_on: timeline.busiest().map(|day| day.on),
            days: timeline.days.iter().map(day).collect(),
            marks: timeline.marks.iter().map(mark).collect(),
        }
    }
}
