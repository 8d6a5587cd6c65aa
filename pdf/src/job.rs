//! The document as it is handed in: what the other program writes in JSON, member by member. Nothing more is taken.

use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Job {
    pub title: String,
    pub author: String,
    /// What it can be found by.
    pub keywords: Vec<String>,
    /// «nb-NO» or «nn-NO».
    pub lang: String,
    /// When the file is made, in UTC: year, month, day, hour, minute, second.
    pub made_at: (i32, u8, u8, u8, u8, u8),
    /// What every page says at its foot.
    pub running: String,
    pub words: Words,
    pub blocks: Vec<Block>,
}

/// Words that only this program knows where to put.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// «Side {n} av {m}».
    pub page: String,
    /// What stands before the codes of those characters that no font has.
    pub unshown: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Block {
    Paragraph(Line),
    Item(Item),
    Table(Table),
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub look: Look,
    pub spans: Vec<Span>,
    pub lang: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    Title,
    /// From 1 to 6.
    Heading(u8),
    Body,
    Quote,
    Cell,
    Code,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    pub text: String,
    pub bold: bool,
    pub italic: bool,
    /// A line break follows.
    pub breaks: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The list that it is of, and the number that this begins with; none where it has bullets.
    pub list: Option<(usize, usize)>,
    pub depth: usize,
    pub spans: Vec<Span>,
    pub lang: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    pub caption: String,
    pub widths: Vec<u32>,
    pub header: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    pub lines: Vec<Line>,
    pub control: Option<Control>,
}

/// What is written or ticked in a cell.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Control {
    Text,
    Pick {
        options: Vec<String>,
        chosen: Option<usize>,
    },
    Tick(bool),
}

impl Job {
    /// Every text that is shown, or read out.
    pub fn each_text(&mut self, change: &mut impl FnMut(&mut String)) {
        for text in [&mut self.title, &mut self.author, &mut self.running] {
            change(text);
        }
        self.keywords.iter_mut().for_each(&mut *change);
        for block in &mut self.blocks {
            match block {
                Block::Paragraph(line) => each_of(&mut line.spans, change),
                Block::Item(item) => each_of(&mut item.spans, change),
                Block::Table(table) => {
                    change(&mut table.caption);
                    table.header.iter_mut().for_each(&mut *change);
                    for cell in table.rows.iter_mut().flatten() {
                        let lines = cell.lines.iter_mut();
                        lines.for_each(|line| each_of(&mut line.spans, change));
                        if let Some(Control::Pick { options, .. }) = &mut cell.control {
                            options.iter_mut().for_each(&mut *change);
                        }
                    }
                }
            }
        }
    }
}

fn each_of(spans: &mut [Span], change: &mut impl FnMut(&mut String)) {
    spans.iter_mut().for_each(|span| change(&mut span.text));
}
