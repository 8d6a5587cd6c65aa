//! A Word file (DOCX) read as Markdown: headings, paragraphs and lists. What would be lost or is not settled in
//! it, tables, equations, tracked changes and comments, is counted. A file is never unpacked beyond what a draft can
//! be.

mod item;

use super::draft::{Block, Remarks};
use crate::docx::{
    Alternatives, Ended, Equation, Height, Lists, Mark, NotRead, Numbering, Package, RunHeight,
    Styles, UNREAD, attribute, character, count, is_passed_over, next, outline_level, raise,
    symbol,
};
use item::{Item, is_list};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

const MOST_BLOCKS: usize = 50_000;
const MOST_NESTED: usize = 100;
/// How deep a list within others is at most.
const DEEPEST: usize = 8;

pub fn read(bytes: &[u8]) -> Result<(Vec<Block>, Remarks), NotRead> {
    let mut file = Package::open(bytes)?;
    let document = file.document()?;
    let mut styles = match file.related("styles")? {
        Some(styles) => Styles::read(&styles)?,
        None => Styles::default(),
    };
    if let Some(numbering) = file.related("numbering")? {
        styles.read_numbering(&numbering)?;
    }
    let mut remarks = Remarks::default();
    if let Some(comments) = file.related("comments")? {
        remarks.comments = count(&comments, "comment")?;
    }
    let blocks = paragraphs(&document, &styles, &mut remarks)?;
    Ok((blocks, remarks))
}

/// What only counts when a paragraph is ended.
#[derive(Default)]
struct Paragraph {
    text: String,
    level: Option<usize>,
    /// A line of a table of contents.
    is_contents: bool,
    /// The list that it is an item of, and how deep.
    list: Numbering,
}

/// A run of text that looks the same.
#[derive(Default)]
struct Run {
    is_hidden: bool,
    is_emphasised: bool,
    is_struck: bool,
    is_written: bool,
    height: RunHeight,
    /// Where it begins in its paragraph.
    begins: usize,
}

/// The body of the document as it is read, from the first event to the last.
struct Body<'s> {
    styles: &'s Styles,
    lists: Lists<'s>,
    /// The items of the list that stands last that the next one can be within or beside.
    items: Vec<Item>,
    remarks: &'s mut Remarks,
    blocks: Vec<Block>,
    /// A text box is a paragraph within another.
    open: Vec<Paragraph>,
    in_text: bool,
    /// How deep we are in what is passed over.
    passed: usize,
    alternatives: Alternatives,
    /// The run of text that we are in.
    run: Option<Run>,
    /// The drawing we are in: whether it has words for those who do not see it.
    drawing: Option<bool>,
    equation: Equation,
}

fn paragraphs(xml: &str, styles: &Styles, remarks: &mut Remarks) -> Result<Vec<Block>, NotRead> {
    let mut reader = Reader::from_str(xml);
    let mut body = Body {
        styles,
        lists: Lists::of(styles),
        items: Vec::new(),
        remarks,
        blocks: Vec::new(),
        open: Vec::new(),
        in_text: false,
        passed: 0,
        alternatives: Alternatives::default(),
        run: None,
        drawing: None,
        equation: Equation::default(),
    };
    loop {
        match next(&mut reader)? {
            Event::Start(element) => body.start(&element, true),
            Event::Empty(element) => body.start(&element, false),
            Event::End(element) => body.end(element.local_name().as_ref()),
            Event::Text(text) => body.write(&text),
            Event::CData(text) => body.write(&text),
            Event::GeneralRef(entity) if body.in_text => {
                let c = character(&entity).ok_or(NotRead::NotWord)?;
                body.write(c.encode_utf8(&mut [0; 4]));
            }
            Event::Eof => return Ok(body.blocks),
            _ => {}
        }
        let nested = body.open.len().max(body.equation.depth());
        if body.blocks.len() > MOST_BLOCKS || nested > MOST_NESTED {
            return Err(NotRead::TooLarge);
        }
    }
}

impl Body<'_> {
    /// `is_open` when its end is to come.
    fn start(&mut self, element: &BytesStart<'_>, is_open: bool) {
        let name = element.local_name();
        let name: &str = name.as_ref();
        if self.passed > 0 {
            self.passed += usize::from(is_open);
            return;
        }
        if matches!(name, "ins" | "del" | "moveFrom" | "moveTo") || name.ends_with("PrChange") {
            self.remarks.tracked += 1;
        }
        if is_passed_over(name, &self.alternatives) {
            self.passed = usize::from(is_open);
            return;
        }
        if is_open {
            self.alternatives.open(name);
        }
        self.equation.start(name, self.written(), is_open);
        match name {
            "p" if is_open => self.open.push(Paragraph::default()),
            "r" if is_open => {
                self.run = Some(Run {
                    begins: self.written(),
                    ..Run::default()
                });
            }
            "hyperlink" => self.remarks.links += usize::from(attribute(element, "id").is_some()),
            "vanish" | "b" | "i" | "strike" | "dstrike" | "rStyle" | "vertAlign" | "position"
            | "sz"
                if self.run.is_some() =>
            {
                self.looks(name, element);
            }
            "t" => self.in_text = is_open,
            "sym" => self.symbol(element),
            "tbl" => self.remarks.tables += 1,
            "footnoteReference" | "endnoteReference" => {
                self.remarks.footnotes += 1;
                if let Some(run) = &mut self.run {
                    run.height.hear(name, "", self.styles);
                }
            }
            "docPr" => {
                let alt = attribute(element, "descr").unwrap_or_default();
                self.drawing = Some(!alt.trim().is_empty());
            }
            // As Word drew before it had drawings.
            "imagedata" => {
                let alt = attribute(element, "title").unwrap_or_default();
                self.remarks.images += 1;
                self.remarks.images_without_alt += usize::from(alt.trim().is_empty());
            }
            // The drawing is a box around text, and no image.
            "txbxContent" => self.drawing = None,
            _ => self.property(name, element),
        }
    }

    /// A sign of a font of its own: only those that are in Unicode can be read.
    fn symbol(&mut self, element: &BytesStart<'_>) {
        let sign = symbol(element);
        self.remarks.symbols += usize::from(sign == UNREAD);
        let in_text = std::mem::replace(&mut self.in_text, true);
        self.write(sign.encode_utf8(&mut [0; 4]));
        self.in_text = in_text;
    }

    /// How a run looks.
    fn looks(&mut self, name: &str, element: &BytesStart<'_>) {
        let value = attribute(element, "val").unwrap_or_default();
        let is_on = !matches!(value.as_str(), "0" | "false" | "off");
        if let Some(run) = self.run.as_mut().filter(|_| is_on) {
            match name {
                "vanish" => run.is_hidden = true,
                // By one line or by two.
                "strike" | "dstrike" => run.is_struck = true,
                "b" | "i" => run.is_emphasised = true,
                _ => run.height.hear(name, &value, self.styles),
            }
        }
    }

    /// What was said of a run is counted when its text is known. A heading is emphasised by being one.
    fn end_run(&mut self) {
        let Some(run) = self.run.take().filter(|run| run.is_written) else {
            return;
        };
        let is_heading = self.open.last().is_some_and(|now| now.level.is_some());
        self.remarks.hidden += usize::from(run.is_hidden);
        self.remarks.struck += usize::from(run.is_struck && !run.is_hidden);
        self.remarks.emphasis += usize::from(run.is_emphasised && !run.is_hidden && !is_heading);
        self.raise(run.height.height(), run.begins);
    }

    /// How much is written in the paragraph so far.
    fn written(&self) -> usize {
        self.open.last().map_or(0, |now| now.text.len())
    }

    /// What is written from here on stands above or below the line: as signs that do, where there are such.
    fn raise(&mut self, height: Height, begins: usize) {
        let Some(now) = self.open.last_mut() else {
            return;
        };
        self.remarks.raised += usize::from(!raise(&mut now.text, begins, height));
    }

    fn property(&mut self, name: &str, element: &BytesStart<'_>) {
        let Some(now) = self.open.last_mut() else {
            return;
        };
        let value = || attribute(element, "val").unwrap_or_default();
        match name {
            "pStyle" => {
                let style = self.styles.find(&value());
                now.level = style.level;
                now.list = style.numbering;
                now.is_contents = style.is_contents;
            }
            "outlineLvl" => now.level = outline_level(&value(), now.level),
            "numId" => now.list.id = Some(value()),
            "ilvl" => now.list.depth = value().parse().unwrap_or(0),
            "br" | "cr" => now.text.push('\n'),
            "tab" => now.text.push(' '),
            "noBreakHyphen" => now.text.push('\u{2011}'),
            "softHyphen" => now.text.push('\u{AD}'),
            _ => {}
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
            Some(Ended::BeyondText) => self.remarks.equations += 1,
            None => {}
        }
        match name {
            "t" => self.in_text = false,
            "r" => self.end_run(),
            "p" => {
                if let Some(paragraph) = self.open.pop() {
                    self.put(paragraph);
                }
            }
            "drawing" => {
                if let Some(has_alt) = self.drawing.take() {
                    self.remarks.images += 1;
                    self.remarks.images_without_alt += usize::from(!has_alt);
                }
            }
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        if let Some(now) = self.open.last_mut().filter(|_| self.in_text) {
            let mut is_hidden = false;
            if let Some(run) = &mut self.run {
                run.is_written |= !text.trim().is_empty();
                is_hidden = run.is_hidden;
            }
            if !is_hidden {
                now.text.push_str(text);
            }
        }
    }

    fn put(&mut self, paragraph: Paragraph) {
        let text = paragraph.text.trim();
        if text.is_empty() {
            return;
        }
        if paragraph.is_contents {
            self.remarks.contents = 1;
            return;
        }
        // A heading counts, too, in the list that it has in common with what is below it.
        let mark = self.lists.mark(&paragraph.list);
        if let Some(level) = paragraph.level {
            let title = crate::text::single_line(text);
            return self.blocks.push(Block::Heading(level, title));
        }
        match mark {
            Some(mark) => self.put_item(mark, paragraph.list.stands(), text),
            None => self.blocks.push(Block::Text(escaped(text))),
        }
    }

    /// The next item of the list that stands last, or of a new one.
    fn put_item(&mut self, mark: Mark, depth: usize, text: &str) {
        let goes_on = matches!(self.blocks.last(), Some(Block::Text(list)) if is_list(list));
        if !goes_on {
            self.items.clear();
        }
        let item = Item::after(&mut self.items, mark, depth.min(DEEPEST));
        let text = match &item.said {
            Some(mark) => escaped(&format!("{mark} {text}")),
            None => escaped(text),
        };
        let lines = format!("\n{}", " ".repeat(item.within));
        let indent = " ".repeat(item.within - item.mark.len() - 1);
        let written = format!("{indent}{} {}", item.mark, text.replace('\n', &lines));
        self.items.push(item);
        match self.blocks.last_mut() {
            Some(Block::Text(list)) if goes_on => {
                list.push('\n');
                list.push_str(&written);
            }
            _ => self.blocks.push(Block::Text(written)),
        }
    }
}

/// What is only text in Word must not become a mark in Markdown: also where a line begins within a paragraph. Where one
/// ends and the next begins, Markdown has to be told, or they are one.
fn escaped(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
    let mut out = String::with_capacity(text.len());
    for (n, line) in lines.iter().enumerate() {
        out.push_str(&escaped_line(line));
        let Some(next) = lines.get(n + 1) else { break };
        // An empty line parts paragraphs by itself.
        let is_within = !line.is_empty() && !next.is_empty();
        out.push_str(if is_within { "\\\n" } else { "\n" });
    }
    out
}

fn escaped_line(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let bare = line.trim_start();
    let begins = line.len() - bare.len();
    // «1. januar» is the first item of a list to Markdown.
    let number = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let dot = (number.len() < bare.len() && number.starts_with(['.', ')']))
        .then(|| line.len() - number.len());
    for (at, c) in line.char_indices() {
        let is_mark = matches!(c, '*' | '_' | '`' | '[' | '<' | '~' | '\\')
            || (at == begins && matches!(c, '#' | '>' | '+' | '-' | '='))
            || dot == Some(at);
        if is_mark {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests;
