//! A document as it is read: headings, paragraphs, lists and tables in their order, whatever file becomes of it (`docx`,
//! `pdf`). Whatever is handed in is text: nothing in it becomes markup.

use crate::i18n::Lang;
use serde::{Serialize, Serializer};

/// Some words that look the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Span {
    pub text: String,
    pub bold: bool,
    pub italic: bool,
    /// A line break follows.
    pub breaks: bool,
}

impl Span {
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    pub fn bold(text: impl Into<String>) -> Self {
        Self {
            bold: true,
            ..Self::plain(text)
        }
    }
}

/// How a paragraph looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    Body,
    Quote,
    Title,
    /// From 1 to 6.
    Heading(u8),
    /// In a cell.
    Cell,
    /// Small, in a cell.
    Code,
}

/// A paragraph.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    pub look: Look,
    pub spans: Vec<Span>,
    /// Where it is not the document's.
    #[serde(serialize_with = "as_other_tag")]
    pub lang: Option<Lang>,
}

impl Line {
    pub fn new(look: Look, spans: Vec<Span>) -> Self {
        Self {
            look,
            spans,
            lang: None,
        }
    }
}

/// An item of a list.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// Which list it is of, and the number that this begins with; none where it has bullets.
    pub list: Option<(usize, usize)>,
    pub depth: usize,
    pub spans: Vec<Span>,
    #[serde(serialize_with = "as_other_tag")]
    pub lang: Option<Lang>,
}

/// What a cell lets people do.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Control {
    Text,
    /// One of these.
    Pick {
        /// What one that is not made says, where it is made in the file.
        #[serde(skip)]
        none: String,
        options: Vec<String>,
        chosen: Option<usize>,
    },
    Tick(bool),
}

/// By what a cell is found again where the file comes back: a bookmark round it and the title of the control in it.
#[derive(Clone, Debug)]
pub struct Place {
    pub bookmark: String,
    pub alias: String,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Cell {
    pub lines: Vec<Line>,
    pub control: Option<Control>,
    #[serde(skip)]
    pub place: Option<Place>,
}

impl Cell {
    pub fn of(lines: Vec<Line>) -> Self {
        Self {
            lines,
            ..Self::default()
        }
    }
}

/// A table whose first column names its rows. What it is, for those who do not see it, is its caption.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    pub caption: String,
    /// Widths of the columns, in twentieths of a point.
    pub widths: Vec<u32>,
    /// What the columns hold; repeated on each page.
    pub header: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    Paragraph(Line),
    Item(Item),
    Table(Table),
}

/// As files name a language.
pub fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "nb-NO",
        Lang::Nn => "nn-NO",
    }
}

fn as_tag<S: Serializer>(lang: &Lang, serializer: S) -> Result<S::Ok, S::Error> {
    tag(*lang).serialize(serializer)
}

fn as_other_tag<S: Serializer>(lang: &Option<Lang>, serializer: S) -> Result<S::Ok, S::Error> {
    lang.map(tag).serialize(serializer)
}

/// What is printed in the box of a tick.
pub const TICKED: &str = "\u{2612}";
pub const UNTICKED: &str = "\u{2610}";

/// A document while it is written.
#[derive(Clone, Debug, Serialize)]
pub struct Document {
    pub title: String,
    pub author: String,
    /// What it can be found by: the number of an answer, the reference of a case.
    pub keywords: Vec<String>,
    #[serde(serialize_with = "as_tag")]
    pub lang: Lang,
    /// What stands at the foot of its pages.
    pub running: String,
    pub blocks: Vec<Block>,
    /// What is kept with the file and not shown.
    #[serde(skip)]
    pub properties: Vec<(String, String)>,
    #[serde(skip)]
    lists: usize,
}

impl Document {
    pub fn new(title: &str, author: &str, lang: Lang) -> Self {
        Self {
            title: title.to_owned(),
            author: author.to_owned(),
            keywords: Vec::new(),
            lang,
            running: title.to_owned(),
            blocks: Vec::new(),
            properties: Vec::new(),
            lists: 0,
        }
    }

    /// Something that is kept with the file and not shown.
    pub fn property(&mut self, name: &str, value: &str) {
        self.properties.push((name.to_owned(), value.to_owned()));
    }

    pub fn paragraph(&mut self, look: Look, spans: Vec<Span>, lang: Option<Lang>) {
        let line = Line { look, spans, lang };
        self.blocks.push(Block::Paragraph(line));
    }

    /// Begins a list that counts from `from`; its items are told of it.
    pub fn numbered_list(&mut self, from: usize) -> (usize, usize) {
        self.lists += 1;
        (self.lists - 1, from)
    }

    pub fn item(&mut self, item: Item) {
        self.blocks.push(Block::Item(item));
    }

    pub fn table(&mut self, table: Table) {
        self.blocks.push(Block::Table(table));
    }
}
