//! The deadline as a calendar file (iCalendar, RFC 5545), for whoever wants it among their own appointments.

use super::consultation::Consultation;
use super::extend::MovedDeadline;
use crate::calendar;
use crate::i18n::Lang;
use crate::web::ical::{self, Event, When};
use chrono::{DateTime, NaiveDate, Utc};

/// A deadline as it was last said: to all, or to one who was given another. A new version says it anew, since the event
/// has the consultation's name.
#[derive(Debug, Clone, Copy)]
pub struct SaidDeadline {
    on: NaiveDate,
    /// How often it has been said anew: a calendar that has an older one takes the newer.
    sequence: usize,
    at: Option<DateTime<Utc>>,
}

impl SaidDeadline {
    pub fn to_all(consultation: &Consultation) -> Self {
        let moved = &consultation.deadline_changes;
        let (versions, named_at) = last_named(consultation);
        Self {
            on: consultation.deadline_on,
            sequence: moved.len() + versions,
            at: moved.last().map(|m| m.at).max(named_at),
        }
    }

    /// To one whom all these changes concern, those for all among them.
    pub fn to_one(consultation: &Consultation, moved: &[MovedDeadline]) -> Self {
        let days = moved.iter().map(|m| m.new_on);
        let last = moved.iter().map(|m| m.at).max();
        let (versions, named_at) = last_named(consultation);
        Self {
            on: days.fold(consultation.deadline_on, NaiveDate::max),
            sequence: moved.len() + versions,
            at: last.max(named_at),
        }
    }

    pub const fn on(&self) -> NaiveDate {
        self.on
    }
}

/// How many versions a consultation has had after its first, each of which may have given it another name, and when the
/// last came.
pub fn last_named(consultation: &Consultation) -> (usize, Option<DateTime<Utc>>) {
    let versions = &consultation.versions;
    let last = versions.iter().map(|version| version.published_at).max();
    (versions.len().saturating_sub(1), last)
}

/// One all-day event on the day of the deadline, with a reminder a week before, as a file.
pub fn deadline_file(
    consultation: &Consultation,
    said: SaidDeadline,
    lang: Lang,
    url: &str,
    host: &str,
) -> String {
    let event = deadline_event(consultation, said, lang, url, host);
    ical::calendar(host, None, &[event])
}

pub fn deadline_event(
    consultation: &Consultation,
    said: SaidDeadline,
    lang: Lang,
    url: &str,
    host: &str,
) -> Event {
    let until = lang.with(
        "ics-until",
        &[("date", &calendar::long_date(lang, said.on))],
    );
    Event {
        uid: format!("{}@{host}", consultation.id),
        sequence: said.sequence,
        said_at: said.at.unwrap_or_default(),
        when: When::Day(said.on),
        summary: format!("{}: {}", lang.t("deadline"), named(consultation, lang)),
        description: format!("{until}\n{url}"),
        place: None,
        url: url.to_owned(),
        cancelled: false,
        reminds: true,
    }
}

/// The title, and the case reference where there is one.
pub fn named(consultation: &Consultation, lang: Lang) -> String {
    let title = consultation.title.get(lang);
    match &consultation.reference {
        Some(reference) => format!("{title} ({reference})"),
        None => title.to_owned(),
    }
}
