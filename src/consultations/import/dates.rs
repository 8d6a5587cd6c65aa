//! The dates of a consultation as they are stored, and the true ones where an example's are moved.

use crate::calendar::DemoDates;
use crate::consultations::consultation::{Consultation, TrueDates};
use crate::consultations::file::ConsultationFile;
use chrono::NaiveDate;

/// The dates as they are stored, and the true ones where they are moved.
#[derive(Debug, Clone, Copy)]
pub struct Dates {
    pub published_on: NaiveDate,
    pub deadline_on: NaiveDate,
    pub demo: Option<TrueDates>,
}

impl Dates {
    pub fn first(file: &ConsultationFile, moved: Option<DemoDates>) -> Self {
        let truth = TrueDates {
            published_on: file.published_on,
            deadline_on: file.deadline_on,
        };
        match moved {
            None => Self {
                published_on: file.published_on,
                deadline_on: file.deadline_on,
                demo: None,
            },
            Some(to) => Self {
                published_on: to.published_on,
                deadline_on: to.deadline_on,
                demo: Some(truth),
            },
        }
    }

    /// An example whose dates are moved keeps them; its deadline moves on as far as the file's does.
    pub fn next(file: &ConsultationFile, old: &Consultation) -> Self {
        let deadline_on = match old.demo {
            None => file.deadline_on,
            Some(truth) => old.deadline_on + (file.deadline_on - truth.deadline_on),
        };
        let demo = old.demo.map(|truth| TrueDates {
            deadline_on: file.deadline_on,
            ..truth
        });
        Self {
            published_on: old.published_on,
            deadline_on,
            demo,
        }
    }
}
