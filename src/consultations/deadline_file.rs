//! The deadline as a calendar file (iCalendar, RFC 5545), for whoever wants it among their own appointments.

use super::consultation::Consultation;
use super::extend::MovedDeadline;
use crate::i18n::Lang;
use crate::{calendar, text};
use chrono::{DateTime, NaiveDate, Utc};

/// Lines are folded at this many octets.
const LONGEST_LINE: usize = 75;

/// A deadline as it was last said: to all, or to one who was given another.
#[derive(Debug, Clone, Copy)]
pub struct SaidDeadline {
    on: NaiveDate,
    /// How often it has been moved: a calendar that has an older one takes the newer.
    sequence: usize,
    at: Option<DateTime<Utc>>,
}

impl SaidDeadline {
    pub fn to_all(consultation: &Consultation) -> Self {
        let moved = &consultation.deadline_changes;
        Self {
            on: consultation.deadline_on,
            sequence: moved.len(),
            at: moved
                .last()
                .map(|m| m.at)
                .or(consultation.first_published()),
        }
    }

    /// To one whom all these changes concern, those for all among them.
    pub fn to_one(consultation: &Consultation, moved: &[MovedDeadline]) -> Self {
        let days = moved.iter().map(|m| m.new_on);
        let last = moved.iter().map(|m| m.at).max();
        Self {
            on: days.fold(consultation.deadline_on, NaiveDate::max),
            sequence: moved.len(),
            at: last.or(consultation.first_published()),
        }
    }

    pub const fn on(&self) -> NaiveDate {
        self.on
    }
}

/// One all-day event on the day of the deadline, with a reminder a week before.
pub fn deadline_file(
    consultation: &Consultation,
    said: SaidDeadline,
    lang: Lang,
    url: &str,
    host: &str,
) -> String {
    let c = consultation;
    let reference = c
        .reference
        .as_ref()
        .map(|r| format!(" ({r})"))
        .unwrap_or_default();
    let title = c.title.get(lang);
    let summary = format!("{}: {title}{reference}", lang.t("deadline"));
    let day = |date: chrono::NaiveDate| date.format("%Y%m%d").to_string();
    let next = said.on.succ_opt().unwrap_or(said.on);
    let stamp = said
        .at
        .unwrap_or_default()
        .format("%Y%m%dT%H%M%SZ")
        .to_string();
    let until = lang.with(
        "ics-until",
        &[("date", &calendar::long_date(lang, said.on))],
    );
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//Hoering//{}//NO", host),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@{host}", c.id),
        format!("SEQUENCE:{}", said.sequence),
        format!("DTSTAMP:{stamp}"),
        format!("DTSTART;VALUE=DATE:{}", day(said.on)),
        format!("DTEND;VALUE=DATE:{}", day(next)),
        format!("SUMMARY:{}", escape(&summary)),
        format!("DESCRIPTION:{}", escape(&format!("{until}\n{url}"))),
        format!("URL:{url}"),
        "TRANSP:TRANSPARENT".to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        format!("DESCRIPTION:{}", escape(&summary)),
        "TRIGGER:-P7D".to_owned(),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.iter().map(|line| fold(line)).collect()
}

fn escape(words: &str) -> String {
    let words = text::canonical(words);
    words
        .replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n")
}

/// A line with its end; what is too long goes on after a line break and a space, letters kept whole.
fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 4);
    let mut octets = 0;
    for letter in line.chars() {
        if octets + letter.len_utf8() > LONGEST_LINE {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push(letter);
        octets += letter.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters() {
        let folded = fold(&"å".repeat(80));
        assert!(folded.split("\r\n").all(|line| line.len() <= LONGEST_LINE));
        assert_eq!(folded.replace("\r\n ", "").trim_end(), "å".repeat(80));
    }

    #[test]
    fn what_has_a_meaning_in_the_format_is_escaped() {
        assert_eq!(escape("a;b, c\\d\r\ne"), "a\\;b\\, c\\\\d\\ne");
    }
}
