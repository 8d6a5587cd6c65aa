//! A manuscript written as the import file that it is, so that there is one way to publish. Every line of the
//! file knows which value it came from: what is found wrong with the file is found at a field.

use super::manuscript::{Document, Field, Group, Line, Manuscript, Words};
use crate::text::is_blank;
use chrono::NaiveDate;
use std::fmt::Write as _;

/// An import file, and of each of its lines the JSON pointer of what it says.
pub struct Written {
    pub text: String,
    places: Vec<String>,
}

impl Written {
    /// What stands on this line, counted from 1.
    pub fn at(&self, line: usize) -> &str {
        let place = self.places.get(line.saturating_sub(1));
        place.map_or("", String::as_str)
    }
}

pub fn write(m: &Manuscript) -> Written {
    let mut out = Out(Written {
        text: String::new(),
        places: Vec::new(),
    });
    out.put("/slug", "format = 1");
    out.text("/kind", "kind", &m.kind);
    out.text("/reference", "reference", &m.reference);
    out.text("/slug", "slug", &m.slug);
    out.text("/status", "status", &m.status);
    out.date("/published_on", "published_on", &m.published_on);
    out.date("/deadline_on", "deadline_on", &m.deadline_on);
    out.markdown("/short_reason", "short_reason", &m.short_reason);
    out.text("/follows", "follows", &m.follows);
    out.words("/change_note", "change_note", &m.change_note, true);
    if !m.professional_change.is_empty() {
        let line = format!("professional_change = {}", m.professional_change == "true");
        out.put("/professional_change", &line);
    }
    out.words("/product_type", "product_type", &m.product_type, false);
    out.words("/title", "title", &m.title, false);
    out.words(
        "/proposal_title",
        "proposal_title",
        &m.proposal_title,
        false,
    );
    out.words("/ingress", "ingress", &m.ingress, true);
    out.words("/letter", "letter", &m.letter, true);
    out.words("/background", "background", &m.background, true);
    out.part("/owner/name/nb", "[owner]");
    out.words("/owner/name", "name", &m.owner.name, false);
    out.text("/owner/org_no", "org_no", &m.owner.org_no);
    out.text(
        "/owner/reply_address",
        "reply_address",
        &m.owner.reply_address,
    );
    out.part("/contact/email", "[contact]");
    out.text("/contact/name", "name", &m.contact.name);
    out.text("/contact/email", "email", &m.contact.email);
    out.text("/contact/phone", "phone", &m.contact.phone);
    for (n, document) in m.documents.iter().enumerate() {
        out.document(&format!("/documents/{n}"), document);
    }
    for (i, chapter) in m.chapters.iter().enumerate() {
        out.chapter(&format!("/chapters/{i}"), chapter);
    }
    for (n, field) in m.general_fields.iter().enumerate() {
        out.field(&format!("/general_fields/{n}"), "[[general_field]]", field);
    }
    for (n, group) in m.groups.iter().enumerate() {
        out.group(&format!("/groups/{n}"), group);
    }
    out.0
}

struct Out(Written);

impl Out {
    fn put(&mut self, at: &str, lines: &str) {
        self.0.text.push_str(lines);
        self.0.text.push('\n');
        let n = lines.matches('\n').count() + 1;
        self.0.places.extend(std::iter::repeat_n(at.to_owned(), n));
    }

    fn part(&mut self, at: &str, heading: &str) {
        self.put(at, &format!("\n{heading}"));
    }

    fn text(&mut self, at: &str, key: &str, text: &str) {
        if !is_blank(text) {
            self.put(at, &format!("{key} = {}", quoted(text.trim())));
        }
    }

    fn date(&mut self, at: &str, key: &str, text: &str) {
        if let Ok(date) = text.trim().parse::<NaiveDate>() {
            self.put(at, &format!("{key} = {date}"));
        }
    }

    fn markdown(&mut self, at: &str, key: &str, text: &str) {
        if !is_blank(text) {
            self.put(at, &format!("{key} = {}", block(text)));
        }
    }

    fn words(&mut self, at: &str, key: &str, words: &Words, is_markdown: bool) {
        for (language, text) in [("nb", &words.nb), ("nn", &words.nn)] {
            let (at, key) = (format!("{at}/{language}"), format!("{key}.{language}"));
            match is_markdown {
                true => self.markdown(&at, &key, text),
                false => self.text(&at, &key, text),
            }
        }
    }

    fn document(&mut self, at: &str, document: &Document) {
        self.part(&format!("{at}/title"), "[[document]]");
        self.text(&format!("{at}/kind"), "kind", &document.kind);
        self.text(&format!("{at}/language"), "language", &document.language);
        self.text(&format!("{at}/title"), "title", &document.title);
        self.text(&format!("{at}/file"), "file", &document.file);
    }

    fn chapter(&mut self, at: &str, chapter: &super::manuscript::Chapter) {
        self.part(&format!("{at}/title/nb"), "[[chapter]]");
        self.text(&format!("{at}/key"), "key", &chapter.key);
        self.text(&format!("{at}/number"), "number", &chapter.number);
        self.words(&format!("{at}/title"), "title", &chapter.title, false);
        self.flag(at, chapter.example_title);
        self.words(&format!("{at}/body"), "body", &chapter.body, true);
        for (j, advice) in chapter.advice.iter().enumerate() {
            let at = format!("{at}/advice/{j}");
            self.part(&format!("{at}/title/nb"), "[[chapter.advice]]");
            self.text(&format!("{at}/key"), "key", &advice.key);
            self.text(&format!("{at}/number"), "number", &advice.number);
            self.words(&format!("{at}/title"), "title", &advice.title, false);
            self.flag(&at, advice.example_title);
            self.text(&format!("{at}/strength"), "strength", &advice.strength);
            self.words(&format!("{at}/body"), "body", &advice.body, true);
            self.words(
                &format!("{at}/rationale"),
                "rationale",
                &advice.rationale,
                true,
            );
            self.words(
                &format!("{at}/practice"),
                "practice",
                &advice.practice,
                true,
            );
            for (n, field) in advice.fields.iter().enumerate() {
                self.field(
                    &format!("{at}/fields/{n}"),
                    "[[chapter.advice.field]]",
                    field,
                );
            }
        }
    }

    fn flag(&mut self, at: &str, is_set: bool) {
        if is_set {
            self.put(&format!("{at}/title/nb"), "example_title = true");
        }
    }

    fn field(&mut self, at: &str, heading: &str, field: &Field) {
        self.part(&format!("{at}/label/nb"), heading);
        self.text(&format!("{at}/key"), "key", &field.key);
        self.text(&format!("{at}/kind"), "kind", &field.kind);
        if let Ok(limit) = field.limit.trim().parse::<u32>() {
            self.put(&format!("{at}/limit"), &format!("limit = {limit}"));
        }
        self.words(&format!("{at}/label"), "label", &field.label, false);
        self.words(&format!("{at}/help"), "help", &field.help, true);
        if field.options.is_empty() {
            return;
        }
        self.put(&format!("{at}/label/nb"), "option = [");
        for (n, option) in field.options.iter().enumerate() {
            let mut line = format!("  {{ key = {}", quoted(&option.key));
            for (language, text) in [("nb", &option.label.nb), ("nn", &option.label.nn)] {
                if !is_blank(text) {
                    let _ = write!(line, ", label.{language} = {}", quoted(text.trim()));
                }
            }
            self.put(
                &format!("{at}/options/{n}/label/nb"),
                &format!("{line} }},"),
            );
        }
        self.put(&format!("{at}/label/nb"), "]");
    }

    fn group(&mut self, at: &str, group: &Group) {
        self.part(&format!("{at}/name/nb"), "[[group]]");
        self.words(&format!("{at}/name"), "name", &group.name, false);
        self.put(&format!("{at}/name/nb"), "line = [");
        for (n, line) in group.lines.iter().enumerate() {
            self.put(&format!("{at}/lines/{n}"), &format!("  {},", listed(line)));
        }
        self.put(&format!("{at}/name/nb"), "]");
    }
}

/// A line of the list of bodies: its text, or a table when more is known about it.
fn listed(line: &Line) -> String {
    let more = [
        ("name", &line.name),
        ("org_no", &line.org_no),
        ("collective", &line.collective),
    ];
    if more.iter().all(|(_, text)| text.is_empty()) {
        return quoted(&line.text);
    }
    let mut whole = format!("{{ text = {}", quoted(&line.text));
    for (key, text) in more.iter().filter(|(_, text)| !text.is_empty()) {
        let _ = write!(whole, ", {key} = {}", quoted(text));
    }
    if !line.collective.is_empty() {
        let _ = write!(whole, ", count = {}", line.count);
    }
    whole.push_str(" }");
    whole
}

/// A text on one line, between quotes.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c => escape(&mut out, c),
        }
    }
    out.push('"');
    out
}

/// A text over several lines, between three quotes.
fn block(text: &str) -> String {
    let mut out = String::from("\"\"\"\n");
    for c in text.trim_matches('\n').chars() {
        match c {
            '\n' | '\t' => out.push(c),
            c => escape(&mut out, c),
        }
    }
    out.push_str("\n\"\"\"");
    out
}

fn escape(out: &mut String, c: char) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        c if c.is_control() => {
            let _ = write!(out, "\\u{:04X}", u32::from(c));
        }
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultations::file::{self, ConsultationFile};

    fn example(name: &str) -> ConsultationFile {
        let folder = format!("{}/examples/{name}/", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(format!("{folder}hoering.toml")).unwrap();
        let read = |name: &str| std::fs::read(format!("{folder}{name}")).ok();
        file::parse(&text, read).unwrap().file
    }

    #[test]
    fn what_is_read_into_a_manuscript_and_written_again_says_the_same() {
        for name in ["24-13304", "innspillsrunde"] {
            let original = example(name);
            let written = write(&Manuscript::of_file(&original));
            let bytes = |name: &str| {
                let found = original.documents.iter().find(|d| d.file_name == name);
                found.map(|d| d.bytes.clone())
            };
            let again = file::parse(&written.text, bytes).unwrap().file;
            assert_eq!(again, original, "{name}");
        }
    }

    #[test]
    fn quotes_and_backslashes_come_through_and_every_line_has_its_place() {
        let mut m = Manuscript::of_file(&example("innspillsrunde"));
        m.title.nb = "Si «\"ja\"» \\ eller nei".into();
        m.ingress.nb = "Første \"\"\" linje\\\n\nAndre linje".into();
        let written = write(&m);
        let again = file::parse(&written.text, |_| None).unwrap().file;
        assert_eq!(again.title.nb, m.title.nb);
        assert_eq!(again.ingress.nb, m.ingress.nb);
        let line = written
            .text
            .lines()
            .position(|l| l == "Andre linje")
            .unwrap();
        assert_eq!(written.at(line + 1), "/ingress/nb");
    }
}
