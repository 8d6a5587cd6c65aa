//! The deadline as a calendar file (iCalendar, RFC 5545), for whoever wants it among their own appointments.

use super::consultation::Consultation;
use crate::i18n::Lang;
use crate::{calendar, text};

/// Lines are folded at this many octets.
const LONGEST_LINE: usize = 75;

/// One all-day event on the day of the deadline, with a reminder a week before.
pub fn deadline_file(consultation: &Consultation, lang: Lang, url: &str, host: &str) -> String {
    let c = consultation;
    let reference = c
        .reference
        .as_ref()
        .map(|r| format!(" ({r})"))
        .unwrap_or_default();
    let title = c.title.get(lang);
    let summary = format!("{}: {title}{reference}", lang.t("deadline"));
    let day = |date: chrono::NaiveDate| date.format("%Y%m%d").to_string();
    let next = c.deadline_on.succ_opt().unwrap_or(c.deadline_on);
    // When the deadline was last said: a calendar that has an older one takes the newer.
    let said = c
        .deadline_changes
        .last()
        .map(|change| change.at)
        .or(c.first_published());
    let stamp = said
        .unwrap_or_default()
        .format("%Y%m%dT%H%M%SZ")
        .to_string();
    let until = lang.with(
        "ics-until",
        &[("date", &calendar::long_date(lang, c.deadline_on))],
    );
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//Hoering//{}//NO", host),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@{host}", c.id),
        format!("SEQUENCE:{}", c.deadline_changes.len()),
        format!("DTSTAMP:{stamp}"),
        format!("DTSTART;VALUE=DATE:{}", day(c.deadline_on)),
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
