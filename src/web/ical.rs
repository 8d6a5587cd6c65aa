//! Calendar files (iCalendar, RFC 5545), for whoever wants dates among their own appointments. Owns the format;
//! what happens when is the caller's.

use crate::text;
use chrono::{DateTime, NaiveDate, Utc};

pub const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";
/// Lines are folded at this many octets.
const LONGEST_LINE: usize = 75;

/// When it is: a whole day, or from one instant to another.
#[derive(Debug, Clone, Copy)]
pub enum When {
    Day(NaiveDate),
    Time(DateTime<Utc>, DateTime<Utc>),
}

/// Something that happens.
#[derive(Debug, Clone)]
pub struct Event {
    /// Unique in the world and the same for ever: a calendar that has it replaces it.
    pub uid: String,
    /// How often it was changed: a calendar that has an older one takes the newer.
    pub sequence: usize,
    /// When it was last said.
    pub said_at: DateTime<Utc>,
    pub when: When,
    pub summary: String,
    pub description: String,
    pub place: Option<String>,
    pub url: String,
    pub cancelled: bool,
    /// Reminds a week before.
    pub reminds: bool,
}

/// A file with these events. `name` is what a calendar that subscribes to it is called. It has no METHOD: nobody is asked
/// to come, and one that is published so would need an organizer (RFC 5546, 3.2.1).
pub fn calendar(host: &str, name: Option<&str>, events: &[Event]) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//Hoering//{host}//NO"),
    ];
    if let Some(name) = name {
        lines.push(format!("NAME:{}", escape(name)));
        // What calendars understood before RFC 7986 gave it a name.
        lines.push(format!("X-WR-CALNAME:{}", escape(name)));
        lines.push("REFRESH-INTERVAL;VALUE=DURATION:PT6H".to_owned());
    }
    lines.extend(events.iter().flat_map(event));
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| fold(line)).collect()
}

fn event(event: &Event) -> Vec<String> {
    let at = |at: DateTime<Utc>| at.format("%Y%m%dT%H%M%SZ").to_string();
    let day = |date: NaiveDate| date.format("%Y%m%d").to_string();
    let mut lines = vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", event.uid),
        format!("SEQUENCE:{}", event.sequence),
        format!("DTSTAMP:{}", at(event.said_at)),
    ];
    lines.extend(match event.when {
        When::Day(date) => [
            format!("DTSTART;VALUE=DATE:{}", day(date)),
            format!("DTEND;VALUE=DATE:{}", day(date.succ_opt().unwrap_or(date))),
        ],
        When::Time(from, to) => [format!("DTSTART:{}", at(from)), format!("DTEND:{}", at(to))],
    });
    lines.push(format!("SUMMARY:{}", escape(&event.summary)));
    lines.push(format!("DESCRIPTION:{}", escape(&event.description)));
    if let Some(place) = &event.place {
        lines.push(format!("LOCATION:{}", escape(place)));
    }
    lines.push(format!("URL:{}", event.url));
    if event.cancelled {
        lines.push("STATUS:CANCELLED".to_owned());
    }
    if matches!(event.when, When::Day(_)) {
        lines.push("TRANSP:TRANSPARENT".to_owned());
    }
    if event.reminds {
        lines.extend([
            "BEGIN:VALARM".to_owned(),
            "ACTION:DISPLAY".to_owned(),
            format!("DESCRIPTION:{}", escape(&event.summary)),
            "TRIGGER:-P7D".to_owned(),
            "END:VALARM".to_owned(),
        ]);
    }
    lines.push("END:VEVENT".to_owned());
    lines
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
