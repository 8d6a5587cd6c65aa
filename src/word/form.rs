//! The whole consultation as a form: every råd with its text, its fields in a table, and what a case paper of a
//! municipality has around it. What stands at a desk stands in the fields; in the public form they are empty. As a Word
//! file it can be written in and comes back; as PDF it is read, sent round and kept.

use super::known::Known;
use super::place::{OF_CONSULTATION, OF_VERSION};
use super::read::read;
use super::slot::{Names, Said, Slot, What, drawn};
use crate::calendar;
use crate::consultations::markdown::{Block, Words, blocks};
use crate::consultations::{Advice, Consultation, Field, FieldKind, Texts};
use crate::document::{Cell, Control, Document, Item, Line, Look, Place, Span, Table};
use crate::docx::compose;
use crate::error::Error;
use crate::i18n::{Lang, number};
use crate::submissions::desk::Desk;
use crate::submissions::pages::demo_notice;
use crate::submissions::rights::whose;
use crate::text;
use chrono::NaiveDate;

pub const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The two columns of a table of fields, and of the facts of the case; together the width of the page.
const COLUMNS: [u32; 2] = [2_900, 6_738];

/// What file the form becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Word,
    Pdf,
}

/// The form as a Word file.
pub fn word(c: &Consultation, desk: Option<&Desk>, lang: Lang) -> Result<Vec<u8>, Error> {
    let file = compose::file(&document(c, desk, lang, Kind::Word));
    file.map_err(|e| Error::internal(e.to_string()))
}

/// What stands in the form.
pub fn document(c: &Consultation, desk: Option<&Desk>, lang: Lang, kind: Kind) -> Document {
    let title = lang.with1("word-title", "title", c.title.get(lang));
    let mut document = Document::new(&title, c.owner.name.get(lang), lang);
    document.keywords.extend(c.reference.clone());
    if let Some(reference) = &c.reference {
        document.running = format!("{reference} · {title}");
    }
    let mut form = Form {
        document,
        lang,
        kind,
    };
    form.write(c, desk);
    form.document
}

/// The lines that a form has beside its fields, whatever its language: what else stands in a file that comes back was
/// written by somebody.
pub fn known_lines(c: &Consultation, desk: &Desk) -> Result<Known, Error> {
    let names = Names::of(c);
    let mut known = Known::default();
    for lang in Lang::ALL {
        for of in [Some(desk), None] {
            let file = word(c, of, lang)?;
            let contents = read(&file).map_err(|_| Error::internal("an own form is not read"))?;
            known.or(Known::of(&contents.pieces, &names));
        }
        // A deadline that has been moved since.
        let moved = c.deadline_changes.iter().map(|change| change.old_on);
        for deadline in moved.chain([c.deadline_on]) {
            known.also(
                &lang.t("word-fact-deadline"),
                &calendar::long_date(lang, deadline),
            );
        }
    }
    Ok(known)
}

struct Form {
    document: Document,
    lang: Lang,
    kind: Kind,
}

impl Form {
    fn write(&mut self, c: &Consultation, desk: Option<&Desk>) {
        self.document.property(OF_CONSULTATION, &c.id.to_string());
        self.document.property(OF_VERSION, &c.version.to_string());
        self.texts(Look::Title, &c.title);
        self.facts(c, desk);
        if let Some(demo) = demo_notice(self.lang, c) {
            self.document
                .paragraph(Look::Body, vec![Span::plain(demo)], None);
        }
        match self.kind {
            Kind::Word => self.own_words(&["word-how-1", "word-how-2", "word-how-3", "word-how-4"]),
            Kind::Pdf => self.own_words(&["word-how-pdf-1", "word-how-pdf-2"]),
        }
        self.box_for("word-proposed", "word-proposed-cell");
        let slots = drawn(c, desk);
        self.background(c);
        for chapter in &c.chapters {
            let number = chapter
                .number
                .as_deref()
                .map(|n| format!("{n} "))
                .unwrap_or_default();
            let title = self.titled(&number, &chapter.title, chapter.example_title);
            self.heading(1, &title, &chapter.title);
            self.markdown(chapter.body.as_ref(), 2);
            for advice in &chapter.advice {
                self.advice(advice, &slots, desk, false);
            }
        }
        for advice in &c.retired.advice {
            if slots.iter().any(|slot| slot.part() == advice.key) {
                self.advice(advice, &slots, desk, true);
            }
        }
        let general: Vec<&Slot<'_>> = slots.iter().filter(|slot| slot.advice.is_none()).collect();
        if !general.is_empty() {
            let title = self.lang.t("svar-general");
            self.own_heading(1, &title);
            self.fields(&title, &general, desk);
        }
        self.box_for("word-decision", "word-decision-cell");
    }

    /// What a case paper begins with.
    fn facts(&mut self, c: &Consultation, desk: Option<&Desk>) {
        let lang = self.lang;
        let deadline = desk.map_or(c.deadline_on, |desk| self.deadline(c, desk));
        let published = calendar::oslo_date(
            c.current_version()
                .map_or_else(Default::default, |version| version.published_at),
        );
        let version = [
            ("no", &c.version as &dyn crate::i18n::Value),
            ("date", &calendar::long_date(lang, published)),
        ];
        let mut facts = vec![
            (
                "word-fact-reference",
                c.reference.clone().unwrap_or_default(),
            ),
            ("word-fact-owner", c.owner.name.get(lang).to_owned()),
            ("word-fact-deadline", calendar::long_date(lang, deadline)),
            ("word-fact-version", lang.with("word-version", &version)),
        ];
        facts.retain(|(_, text)| !text.is_empty());
        if let Some(whose) = desk.and_then(whose) {
            facts.push(("word-fact-from", whose.to_owned()));
        }
        // For whoever treats it to fill in.
        for empty in [
            "word-fact-case",
            "word-fact-treated-in",
            "word-fact-meets-on",
        ] {
            facts.push((empty, String::new()));
        }
        let rows = facts.into_iter().map(|(label, text)| {
            let label = Line::new(Look::Cell, vec![Span::bold(lang.t(label))]);
            let text = Line::new(Look::Cell, vec![Span::plain(text)]);
            vec![Cell::of(vec![label]), Cell::of(vec![text])]
        });
        self.document.table(Table {
            caption: lang.t("word-facts"),
            widths: COLUMNS.to_vec(),
            header: Vec::new(),
            rows: rows.collect(),
        });
    }

    /// A member's is that of its umbrella organisation.
    fn deadline(&self, c: &Consultation, desk: &Desk) -> NaiveDate {
        match &desk.umbrella {
            Some(umbrella) => umbrella.due_on,
            None => desk.deadline_on(c),
        }
    }

    fn own_words(&mut self, keys: &[&str]) {
        for key in keys {
            let spans = vec![Span::plain(self.lang.t(key))];
            self.document.paragraph(Look::Body, spans, None);
        }
    }

    /// Room for what a municipality decides.
    fn box_for(&mut self, heading: &str, label: &str) {
        let (heading, label) = (self.lang.t(heading), self.lang.t(label));
        self.own_heading(1, &heading);
        let label = Line::new(Look::Cell, vec![Span::bold(label)]);
        let room = vec![Line::new(Look::Cell, vec![Span::default()]); 3];
        self.document.table(Table {
            caption: heading,
            widths: COLUMNS.to_vec(),
            header: Vec::new(),
            rows: vec![vec![Cell::of(vec![label]), Cell::of(room)]],
        });
    }

    fn background(&mut self, c: &Consultation) {
        self.markdown(c.ingress.as_ref(), 2);
        for (key, texts) in [("letter", &c.letter), ("background", &c.background)] {
            if texts.is_some() {
                let heading = self.lang.t(&format!("word-{key}"));
                self.own_heading(1, &heading);
                self.markdown(texts.as_ref(), 2);
            }
        }
    }

    fn advice(&mut self, advice: &Advice, slots: &[Slot<'_>], desk: Option<&Desk>, gone: bool) {
        let key = match gone {
            true => "svar-advice-retired",
            false => "svar-advice",
        };
        let name = self.lang.with1(key, "number", &advice.number);
        let title = self.titled(&format!("{name}: "), &advice.title, advice.example_title);
        self.heading(2, &title, &advice.title);
        self.markdown(advice.body.as_ref(), 3);
        let parts = [
            ("word-rationale", &advice.rationale),
            ("word-practice", &advice.practice),
        ];
        for (label, texts) in parts {
            if texts.is_some() {
                let label = self.lang.t(label);
                self.own_heading(3, &label);
                self.markdown(texts.as_ref(), 4);
            }
        }
        let own = slots.iter().filter(|slot| slot.part() == advice.key);
        let label = self.lang.with1("word-answer-to", "part", &name);
        self.own_heading(3, &label);
        self.fields(&label, &own.collect::<Vec<_>>(), desk);
    }

    /// The fields of one part: what is asked stands before *ingen merknad*.
    fn fields(&mut self, caption: &str, slots: &[&Slot<'_>], desk: Option<&Desk>) {
        let is_mark = |slot: &&&Slot<'_>| slot.field().is_none();
        let (marks, fields): (Vec<&&Slot<'_>>, Vec<_>) = slots.iter().partition(is_mark);
        let rows = fields.into_iter().chain(marks);
        let rows: Vec<Vec<Cell>> = rows.map(|slot| self.row(slot, desk)).collect();
        self.document.table(Table {
            caption: caption.to_owned(),
            widths: COLUMNS.to_vec(),
            header: vec![
                self.lang.t("word-column-field"),
                self.lang.t("word-column-answer"),
            ],
            rows,
        });
    }

    fn row(&mut self, slot: &Slot<'_>, desk: Option<&Desk>) -> Vec<Cell> {
        let said = desk.map_or_else(|| slot.empty(), |desk| slot.stands(desk));
        self.document.property(&slot.bookmark(), &said.trace());
        let lang = self.lang;
        let mut heading = match slot.what {
            What::Field(field) => self.about(field),
            What::NoComment(_) => {
                let label = Line::new(Look::Cell, vec![Span::bold(lang.t("svar-no-comment"))]);
                let help = Line::new(Look::Code, vec![Span::plain(lang.t("word-tick"))]);
                vec![label, help]
            }
        };
        if self.kind == Kind::Word {
            let code = lang.with1("word-code", "code", slot.code());
            heading.push(Line::new(Look::Code, vec![Span::plain(code)]));
        }
        let (lines, control) = match (slot.what, said) {
            (What::Field(field), Said::Choice(chosen)) => {
                (Vec::new(), pick(field, chosen.as_deref(), lang))
            }
            (_, Said::Mark(is_set)) => (Vec::new(), Control::Tick(is_set)),
            (_, Said::Text(text)) if !text::is_blank(&text) => {
                (text.split('\n').map(line).collect(), Control::Text)
            }
            (_, Said::Text(_)) | (What::NoComment(_), Said::Choice(_)) => {
                (Vec::new(), Control::Text)
            }
        };
        let place = Place {
            bookmark: slot.bookmark(),
            alias: slot.code(),
        };
        let answer = Cell {
            lines,
            control: Some(control),
            place: Some(place),
        };
        vec![Cell::of(heading), answer]
    }

    /// What a field asks, how long its text may be, what can be chosen.
    fn about(&self, field: &Field) -> Vec<Line> {
        let lang = self.lang;
        let own = |texts: &Texts| (!texts.has(lang)).then(|| texts.lang(lang));
        let mut label = Line::new(Look::Cell, vec![Span::bold(field.label.get(lang))]);
        label.lang = own(&field.label);
        let mut lines = vec![label];
        if let Some(help) = &field.help {
            let plain = crate::consultations::markdown::plain(help.get(lang));
            let mut line = Line::new(Look::Code, vec![Span::plain(plain)]);
            line.lang = own(help);
            lines.push(line);
        }
        let said = match field.kind {
            FieldKind::Text => lang.with1("word-limit", "n", number(field.limit.into())),
            // There they stand in the cell, each with its box.
            FieldKind::Scale | FieldKind::Choice if self.kind == Kind::Pdf => {
                lang.t("word-tick-one")
            }
            FieldKind::Scale | FieldKind::Choice => {
                let labels = field.choices.iter().map(|choice| choice.label.get(lang));
                lang.with1(
                    "word-choices",
                    "choices",
                    labels.collect::<Vec<_>>().join(" / "),
                )
            }
        };
        lines.push(Line::new(Look::Code, vec![Span::plain(said)]));
        lines
    }

    /// A title that was made up says so.
    fn titled(&self, before: &str, title: &Texts, is_example: bool) -> String {
        let title = title.get(self.lang);
        match is_example {
            true => {
                let example = self.lang.t("advice-example-title");
                format!("{before}{title} ({example})")
            }
            false => format!("{before}{title}"),
        }
    }

    fn own_heading(&mut self, level: u8, text: &str) {
        self.document
            .paragraph(Look::Heading(level), vec![Span::plain(text)], None);
    }

    fn heading(&mut self, level: u8, text: &str, of: &Texts) {
        let lang = (!of.has(self.lang)).then(|| of.lang(self.lang));
        self.document
            .paragraph(Look::Heading(level), vec![Span::plain(text)], lang);
    }

    fn texts(&mut self, look: Look, texts: &Texts) {
        let lang = (!texts.has(self.lang)).then(|| texts.lang(self.lang));
        let spans = vec![Span::plain(texts.get(self.lang))];
        self.document.paragraph(look, spans, lang);
    }

    /// A text in Markdown; its first level of headings becomes `top`.
    fn markdown(&mut self, texts: Option<&Texts>, top: u8) {
        let Some(texts) = texts else { return };
        let lang = (!texts.has(self.lang)).then(|| texts.lang(self.lang));
        let document = &mut self.document;
        let mut numbered: Vec<(usize, (usize, usize))> = Vec::new();
        for block in blocks(texts.get(self.lang)) {
            match block {
                Block::Heading(level, words) => {
                    let level = (level + top - 1).min(6);
                    document.paragraph(Look::Heading(level), spans(&words), lang);
                }
                Block::Paragraph(words) => document.paragraph(Look::Body, spans(&words), lang),
                Block::Quote(words) => document.paragraph(Look::Quote, spans(&words), lang),
                Block::Item { list, depth, words } => {
                    let list = list.map(|(of, from)| {
                        let known = numbered.iter().find(|(one, _)| *one == of);
                        known.map(|(_, list)| *list).unwrap_or_else(|| {
                            let new = document.numbered_list(from);
                            numbered.push((of, new));
                            new
                        })
                    });
                    document.item(Item {
                        list,
                        depth,
                        spans: spans(&words),
                        lang,
                    });
                }
                Block::Table(rows) => document.table(read_only(rows, lang)),
            }
        }
    }
}

/// A table that stands in a text.
fn read_only(rows: Vec<Vec<Vec<Words>>>, lang: Option<Lang>) -> Table {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let each = COLUMNS.iter().sum::<u32>() / u32::try_from(columns).unwrap_or(1);
    let line = |words: Vec<Words>| Line {
        lang,
        ..Line::new(Look::Cell, spans(&words))
    };
    let mut rows = rows.into_iter();
    let header = rows.next().unwrap_or_default();
    let said = |words: &Vec<Words>| words.iter().map(|w| w.text.as_str()).collect::<String>();
    let header: Vec<String> = header.iter().map(said).collect();
    Table {
        caption: header.join(", "),
        widths: vec![each; columns],
        header,
        rows: rows
            .map(|row| {
                row.into_iter()
                    .map(|words| Cell::of(vec![line(words)]))
                    .collect()
            })
            .collect(),
    }
}

fn line(text: &str) -> Line {
    Line::new(Look::Cell, vec![Span::plain(text)])
}

fn pick(field: &Field, chosen: Option<&str>, lang: Lang) -> Control {
    let mut choices = field.choices.iter();
    let labels = field.choices.iter();
    let labels = labels.map(|choice| choice.label.get(lang).to_owned());
    Control::Pick {
        none: lang.t("word-choose"),
        options: labels.collect(),
        chosen: chosen.and_then(|key| choices.position(|choice| choice.key == key)),
    }
}

fn spans(words: &[Words]) -> Vec<Span> {
    let span = |words: &Words| Span {
        text: words.text.clone(),
        bold: words.strong,
        italic: words.emphasised,
        breaks: words.breaks,
    };
    words.iter().map(span).collect()
}
