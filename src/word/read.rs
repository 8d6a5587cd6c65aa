//! A Word file as it comes back: the cells of its tables with the names that are on them, and everything that stands
//! outside of them. What a name means is not known here, and nothing is left out: hidden texts, texts struck through,
//! notes, and what stands in a footnote are told of.

use crate::docx::{
    Alternatives, Ended, Equation, Height, Lists, NotRead, Numbering, Package, RunHeight, Styles,
    UNREAD, attribute, character, count, is_passed_over, next, outline_level, raise, symbol,
};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How deep elements may lie in each other, and how many pieces a file may have.
const MOST_NESTED: usize = 500;
const MOST_PIECES: usize = 50_000;
const MOST_CELLS: usize = 200_000;
/// Names on one cell; nobody has more by writing.
const MOST_NAMES: usize = 200;
const INDENT: &str = "   ";
const DEEPEST: usize = 8;

/// What stands in a file.
#[derive(Debug, Default)]
pub struct Contents {
    pub pieces: Vec<Piece>,
    /// Footnotes and endnotes.
    pub notes: Vec<Piece>,
    /// What stands at the head and the foot of pages.
    pub margins: Vec<Piece>,
    /// What is kept with the file and not shown.
    pub properties: HashMap<String, String>,
    pub remarks: Remarks,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Heading(String),
    Paragraph(String),
    Row(Vec<Cell>),
    /// A control says that nobody has written in it, and shows a text that is no prompt which we know.
    Shown(String),
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its paragraphs, each on a line.
    pub lines: Vec<String>,
    /// Bookmarks that begin in it, and the titles of the controls in it or round it.
    pub names: Vec<String>,
    /// It was made one with the cell above or below.
    pub is_merged: bool,
}

impl Cell {
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }
}

/// What whoever sent the file should know of how it was read, counted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remarks {
    /// Insertions and deletions that nobody has accepted or rejected: read as accepted.
    pub tracked: usize,
    pub comments: usize,
    pub images: usize,
    /// Hidden texts, which are left out.
    pub hidden: usize,
    /// Texts that are struck through, which are read as any other.
    #[serde(default)]
    pub struck: usize,
    /// Texts above or below the line that cannot be written so, and are read as any other.
    #[serde(default)]
    pub raised: usize,
    /// Equations that have more to them than their text.
    #[serde(default)]
    pub equations: usize,
    /// Tables within a cell, of which only the text is read.
    pub tables: usize,
    /// Characters of a font of symbols, which have no letter.
    pub symbols: usize,
    /// Files that were set into the text (`altChunk`), and are not read.
    #[serde(default)]
    pub inserted: usize,
}

pub fn read(bytes: &[u8]) -> Result<Contents, NotRead> {
    let mut file = Package::open(bytes)?;
    let document = file.document()?;
    let mut styles = match file.related("styles")? {
        Some(styles) => Styles::read(&styles)?,
        None => Styles::default(),
    };
    if let Some(numbering) = file.related("numbering")? {
        styles.read_numbering(&numbering)?;
    }
    let mut contents = Contents::default();
    if let Some(comments) = file.related("comments")? {
        contents.remarks.comments = count(&comments, "comment")?;
    }
    if let Some(custom) = file.part("docProps/custom.xml")? {
        contents.properties = properties(&custom)?;
    }
    Body::read(&document, &styles, &mut contents)?;
    let written = contents.pieces.len();
    for notes in ["footnotes", "endnotes"] {
        if let Some(xml) = file.related(notes)? {
            Body::read(&xml, &styles, &mut contents)?;
        }
    }
    contents.notes = contents.pieces.split_off(written);
    for margins in ["header", "footer"] {
        for xml in file.all_related(margins)? {
            Body::read(&xml, &styles, &mut contents)?;
        }
    }
    contents.margins = contents.pieces.split_off(written);
    Ok(contents)
}

fn properties(xml: &str) -> Result<HashMap<String, String>, NotRead> {
    let mut reader = Reader::from_str(xml);
    let mut found = HashMap::new();
    let mut open: Option<(String, String)> = None;
    loop {
        match next(&mut reader)? {
            Event::Start(element) if element.local_name().as_ref() == "property" => {
                open = Some((
                    attribute(&element, "name").unwrap_or_default(),
                    String::new(),
                ));
            }
            Event::Text(text) => {
                if let Some((_, value)) = &mut open {
                    value.push_str(&text);
                }
            }
            Event::End(element) if element.local_name().as_ref() == "property" => {
                found.extend(open.take().filter(|_| found.len() < MOST_PIECES));
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// A paragraph while it is read.
#[derive(Default)]
struct Paragraph {
    text: String,
    level: Option<usize>,
    list: Numbering,
    /// Its mark was deleted: it goes on in the next.
    goes_on: bool,
    /// How many cells were open where it began.
    depth: usize,
}

/// A control while it is read.
struct Held {
    alias: Option<String>,
    /// What it shows is what it asks for, and nobody's text.
    is_empty: bool,
    /// That, as long as it does.
    shown: String,
    /// How many rows and cells were open where it began.
    rows: usize,
    cells: usize,
}

struct Body<'s, 'c> {
    lists: Lists<'s>,
    styles: &'s Styles,
    contents: &'c mut Contents,
    /// Elements that are open.
    depth: usize,
    /// Controls that are open and show nobody's text.
    hushed: usize,
    /// Cells so far.
    cells_seen: usize,
    passed: usize,
    alternatives: Alternatives,
    paragraphs: Vec<Paragraph>,
    held: Vec<Held>,
    rows: Vec<Row>,
    /// Names that the next cell of each open row has from outside of itself.
    waiting: Vec<Vec<String>>,
    cells: Vec<Cell>,
    /// Text that goes on from a paragraph whose mark was deleted.
    carried: Option<(usize, String)>,
    in_text: bool,
    equation: Equation,
    /// Runs that are open, one in another where a text box lies in one.
    runs: Vec<Run>,
    /// In the properties of a paragraph.
    in_mark: bool,
    /// In those of a row or a cell.
    in_row: bool,
}

#[derive(Default)]
struct Row {
    cells: Vec<Cell>,
    /// It was deleted, and the deletion not yet accepted.
    is_gone: bool,
}

#[derive(Default)]
struct Run {
    is_hidden: bool,
    is_struck: bool,
    is_written: bool,
    height: RunHeight,
    /// Where it begins in its paragraph.
    begins: usize,
}

/// What Word and LibreOffice show in a control that is empty, in the languages that they are used in here.
const PROMPTS: [&str; 11] = [
    "klikk eller trykk her for å skrive inn tekst",
    "klikk her for å skrive inn tekst",
    "velg et element",
    "vel eit element",
    "click or tap here to enter text",
    "click here to enter text",
    "click to enter text",
    "choose an item",
    "klicka eller tryck här för att ange text",
    "klik eller tryk her for at skrive tekst",
    "klik eller tryk her for at angive tekst",
];

fn is_prompt(shown: &str) -> bool {
    let words: Vec<&str> = shown.split_whitespace().collect();
    let plain = words.join(" ").to_lowercase();
    let plain = plain.trim_end_matches('.');
    plain.is_empty() || PROMPTS.contains(&plain)
}

impl<'s, 'c> Body<'s, 'c> {
    fn read(xml: &str, styles: &'s Styles, contents: &'c mut Contents) -> Result<(), NotRead> {
        let mut reader = Reader::from_str(xml);
        let mut body = Self {
            lists: Lists::of(styles),
            styles,
            contents,
            depth: 0,
            hushed: 0,
            cells_seen: 0,
            passed: 0,
            alternatives: Alternatives::default(),
            paragraphs: Vec::new(),
            held: Vec::new(),
            rows: Vec::new(),
            waiting: Vec::new(),
            cells: Vec::new(),
            carried: None,
            in_text: false,
            equation: Equation::default(),
            runs: Vec::new(),
            in_mark: false,
            in_row: false,
        };
        loop {
            match next(&mut reader)? {
                Event::Start(element) => {
                    body.depth += 1;
                    if body.depth > MOST_NESTED {
                        return Err(NotRead::TooLarge);
                    }
                    body.start(&element, true);
                }
                Event::Empty(element) => body.start(&element, false),
                Event::End(element) => {
                    body.depth = body.depth.saturating_sub(1);
                    body.end(element.local_name().as_ref());
                }
                Event::Text(text) => body.write(&text),
                Event::CData(text) => body.write(&text),
                Event::GeneralRef(entity) if body.in_text => {
                    let c = character(&entity).ok_or(NotRead::NotWord)?;
                    body.write(c.encode_utf8(&mut [0; 4]));
                }
                // A file that ends in the middle would lose what comes after.
                Event::Eof if body.depth > 0 => return Err(NotRead::NotWord),
                Event::Eof => {
                    body.let_go();
                    return Ok(());
                }
                _ => {}
            }
            if body.contents.pieces.len() > MOST_PIECES || body.cells_seen > MOST_CELLS {
                return Err(NotRead::TooLarge);
            }
        }
    }

    fn start(&mut self, element: &BytesStart<'_>, is_open: bool) {
        let name = element.local_name();
        let name: &str = name.as_ref();
        if self.passed > 0 {
            self.passed += usize::from(is_open);
            return;
        }
        if matches!(name, "ins" | "del" | "moveFrom" | "moveTo") || name.ends_with("PrChange") {
            self.contents.remarks.tracked += 1;
        }
        if name == "del" && self.is_deleted_whole(is_open) {
            return;
        }
        if is_passed_over(name, &self.alternatives) {
            self.passed = usize::from(is_open);
            return;
        }
        let written = self.now().map_or(0, |text| text.len());
        self.equation.start(name, written, is_open);
        if is_open {
            self.alternatives.open(name);
            self.open(name, written);
        }
        self.hear(name, element);
    }

    /// Not words that were deleted, but the mark of a paragraph, which then goes on in the next one, or a row.
    fn is_deleted_whole(&mut self, is_open: bool) -> bool {
        if is_open || !(self.in_mark || self.in_row) {
            return false;
        }
        match (
            self.in_mark,
            self.paragraphs.last_mut(),
            self.rows.last_mut(),
        ) {
            (true, Some(now), _) => now.goes_on = true,
            (false, _, Some(row)) => row.is_gone = true,
            _ => {}
        }
        true
    }

    /// An element whose end is to come.
    fn open(&mut self, name: &str, written: usize) {
        match name {
            "tr" => {
                self.let_go();
                self.rows.push(Row::default());
                self.waiting.push(Vec::new());
            }
            "trPr" => self.in_row = true,
            "tc" => {
                let names = self.names_round();
                self.cells_seen += 1;
                self.cells.push(Cell {
                    names,
                    ..Cell::default()
                });
            }
            "p" => {
                let mut new = Paragraph {
                    depth: self.cells.len(),
                    ..Paragraph::default()
                };
                if let Some((_, text)) = self.carried.take_if(|(depth, _)| *depth == new.depth) {
                    new.text = text;
                }
                self.let_go();
                self.paragraphs.push(new);
            }
            "r" => self.runs.push(Run {
                begins: written,
                ..Run::default()
            }),
            "t" => self.in_text = true,
            "pPr" => self.in_mark = true,
            "sdt" => self.held.push(Held {
                alias: None,
                is_empty: false,
                shown: String::new(),
                rows: self.rows.len(),
                cells: self.cells.len(),
            }),
            _ => {}
        }
    }

    /// The names that a cell has from what it lies in, within its row.
    fn names_round(&mut self) -> Vec<String> {
        let (rows, cells) = (self.rows.len(), self.cells.len());
        let mut names: Vec<String> = self
            .waiting
            .last_mut()
            .map(std::mem::take)
            .unwrap_or_default();
        let round = self.held.iter();
        let round = round.filter(|held| held.rows == rows && held.cells == cells && rows > 0);
        names.extend(round.filter_map(|held| held.alias.clone()));
        names.truncate(MOST_NAMES);
        names
    }

    fn name(&mut self, name: Option<String>) {
        let Some(name) = name else { return };
        let in_cell = self.cells.len() >= self.rows.len();
        let names = match in_cell {
            true => self.cells.last_mut().map(|cell| &mut cell.names),
            false => self.waiting.last_mut(),
        };
        if let Some(names) = names.filter(|names| names.len() < MOST_NAMES) {
            names.push(name);
        }
    }

    fn hear(&mut self, name: &str, element: &BytesStart<'_>) {
        let value = || attribute(element, "val").unwrap_or_default();
        let is_on = || !matches!(value().as_str(), "0" | "false" | "off");
        match name {
            "bookmarkStart" => self.name(attribute(element, "name")),
            "alias" => self.alias(value()),
            "showingPlcHdr" if is_on() => {
                if let Some(held) = self.held.last_mut().filter(|held| !held.is_empty) {
                    held.is_empty = true;
                    self.hushed += 1;
                }
            }
            "vMerge" => {
                if let Some(cell) = self.cells.last_mut() {
                    cell.is_merged = true;
                }
            }
            "altChunk" => self.contents.remarks.inserted += 1,
            "docPr" | "imagedata" => self.contents.remarks.images += 1,
            "txbxContent" => {
                let images = &mut self.contents.remarks.images;
                *images = images.saturating_sub(1);
            }
            "vanish" if is_on() && !self.in_mark => {
                if let Some(run) = self.runs.last_mut() {
                    run.is_hidden = true;
                }
            }
            // By one line or by two.
            "strike" | "dstrike" if is_on() && !self.in_mark => {
                if let Some(run) = self.runs.last_mut() {
                    run.is_struck = true;
                }
            }
            "rStyle" | "vertAlign" | "position" | "sz" | "footnoteReference"
            | "endnoteReference"
                if !self.in_mark =>
            {
                if let Some(run) = self.runs.last_mut() {
                    run.height.hear(name, &value(), self.styles);
                }
            }
            "br" | "cr" => self.push('\n'),
            // Within the properties of a paragraph they are places to stop, and no tabs.
            "tab" | "ptab" if !self.in_mark => self.push('\t'),
            "noBreakHyphen" => self.push('\u{2011}'),
            "softHyphen" => self.push('\u{AD}'),
            "sym" => {
                let sign = symbol(element);
                self.contents.remarks.symbols += usize::from(sign == UNREAD);
                self.push(sign);
            }
            _ => self.property(name, element),
        }
    }

    fn alias(&mut self, alias: String) {
        let (rows, cells) = (self.rows.len(), self.cells.len());
        let Some(held) = self.held.last_mut() else {
            return;
        };
        held.alias = Some(alias.clone());
        // One that lies round a cell is given to it when it begins.
        if cells > 0 && (held.cells, held.rows) == (cells, rows) && cells >= rows {
            self.name(Some(alias));
        }
    }

    fn property(&mut self, name: &str, element: &BytesStart<'_>) {
        let Some(now) = self.paragraphs.last_mut() else {
            return;
        };
        let value = || attribute(element, "val").unwrap_or_default();
        match name {
            "pStyle" => {
                let style = self.styles.find(&value());
                now.level = style.level;
                now.list = style.numbering;
            }
            "outlineLvl" => now.level = outline_level(&value(), now.level),
            "numId" => now.list.id = Some(value()),
            "ilvl" => now.list.depth = value().parse().unwrap_or(0),
            _ => {}
        }
    }

    /// Whether what is written here is somebody's text.
    fn push(&mut self, c: char) {
        self.write_now(c.encode_utf8(&mut [0; 4]));
    }

    fn write(&mut self, text: &str) {
        if self.in_text {
            self.write_now(text);
        }
    }

    fn write_now(&mut self, text: &str) {
        if self.passed > 0 {
            return;
        }
        if self.hushed == 0
            && let Some(run) = self.runs.last_mut()
        {
            run.is_written |= !text.trim().is_empty();
            if run.is_hidden {
                return;
            }
        }
        if let Some(now) = self.now() {
            now.push_str(text);
        }
    }

    /// Where what comes is written: the paragraph, or what a control shows that says that it is empty.
    fn now(&mut self) -> Option<&mut String> {
        match self.hushed {
            0 => self.paragraphs.last_mut().map(|now| &mut now.text),
            _ => {
                let held = self.held.iter_mut().rfind(|held| held.is_empty);
                held.map(|held| &mut held.shown)
            }
        }
    }

    fn raise(&mut self, height: Height, begins: usize) {
        if let Some(now) = self.now() {
            let is_written_so = raise(now, begins, height);
            self.contents.remarks.raised += usize::from(!is_written_so);
        }
    }

    fn end(&mut self, name: &str) {
        if self.passed > 0 {
            self.passed -= 1;
            return;
        }
        self.alternatives.end(name);
        match self.equation.end(name) {
            Some(Ended::Raised(height, begins)) => self.raise(height, begins),
            Some(Ended::BeyondText) => self.contents.remarks.equations += 1,
            None => {}
        }
        match name {
            "t" => self.in_text = false,
            "pPr" => self.in_mark = false,
            "trPr" => self.in_row = false,
            "r" => {
                let run = self.runs.pop().unwrap_or_default();
                self.tell_of(&run);
                self.raise(run.height.height(), run.begins);
            }
            "sdt" => {
                let Some(held) = self.held.pop().filter(|held| held.is_empty) else {
                    return;
                };
                self.hushed -= 1;
                if !is_prompt(&held.shown) {
                    self.contents.pieces.push(Piece::Shown(held.shown));
                }
            }
            "p" => {
                if self.hushed > 0 {
                    self.write_now("\n");
                }
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.put(paragraph);
                }
            }
            "tc" => {
                self.let_go();
                if let (Some(cell), Some(row)) = (self.cells.pop(), self.rows.last_mut()) {
                    row.cells.push(cell);
                }
            }
            "tr" => {
                self.waiting.pop();
                if let Some(row) = self.rows.pop().filter(|row| !row.is_gone) {
                    self.put_row(row.cells);
                }
            }
            _ => {}
        }
    }

    /// How a run looked is counted when it is known whether anything is written in it.
    fn tell_of(&mut self, run: &Run) {
        let said = &mut self.contents.remarks;
        said.hidden += usize::from(run.is_hidden && run.is_written);
        said.struck += usize::from(run.is_struck && run.is_written && !run.is_hidden);
    }

    fn put(&mut self, paragraph: Paragraph) {
        if paragraph.goes_on {
            self.carried = Some((paragraph.depth, paragraph.text));
            return;
        }
        self.put_text(paragraph);
    }

    /// What was to go on in a paragraph that did not come stands by itself.
    fn let_go(&mut self) {
        if let Some((depth, text)) = self.carried.take() {
            self.put_text(Paragraph {
                text,
                depth,
                ..Paragraph::default()
            });
        }
    }

    fn put_text(&mut self, paragraph: Paragraph) {
        match self.cells.last_mut() {
            Some(cell) => {
                let mark = self.lists.mark(&paragraph.list);
                let Some(mark) = mark.filter(|_| !paragraph.text.trim().is_empty()) else {
                    cell.lines.push(paragraph.text);
                    return;
                };
                let indent = INDENT.repeat(paragraph.list.stands().min(DEEPEST));
                let mark = mark.text();
                cell.lines
                    .push(format!("{indent}{mark} {}", paragraph.text));
            }
            None if paragraph.text.trim().is_empty() => {}
            None => self.contents.pieces.push(match paragraph.level {
                Some(_) => Piece::Heading(paragraph.text),
                None => Piece::Paragraph(paragraph.text),
            }),
        }
    }

    /// A row of a table within a cell is text of that cell.
    fn put_row(&mut self, row: Vec<Cell>) {
        let Some(outer) = self.cells.last_mut() else {
            self.contents.pieces.push(Piece::Row(row));
            return;
        };
        self.contents.remarks.tables += 1;
        let texts: Vec<String> = row.iter().map(Cell::text).collect();
        outer.lines.push(texts.join("\t"));
        for cell in row {
            let room = MOST_NAMES.saturating_sub(outer.names.len());
            outer.names.extend(cell.names.into_iter().take(room));
        }
    }
}

#[cfg(test)]
mod tests;
