//! The document as the template takes it: lists that lie in each other, headings without a step left out, texts cut at
//! their line ends, and every row as long as the table is wide.

use crate::job::{Block, Cell, Control, Item, Job, Line, Look, Span, Table, Words};
use serde::Serialize;
use std::collections::HashMap;

/// Characters of a cell from which on its row may go on over the page.
const LONG: usize = 700;

#[derive(Debug, Serialize)]
pub struct Sheet {
    title: String,
    author: String,
    keywords: Vec<String>,
    lang: String,
    running: String,
    page: String,
    parts: Vec<Part>,
}

#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
enum Part {
    Title(Said),
    Heading { level: u8, said: Said },
    Body(Said),
    Quote(Said),
    List(List),
    Table(Grid),
}

#[derive(Debug, PartialEq, Serialize)]
struct Said {
    pieces: Vec<Piece>,
    lang: Option<String>,
}

/// Words that look the same; without a text, the end of a line.
#[derive(Debug, PartialEq, Serialize)]
struct Piece {
    text: Option<String>,
    bold: bool,
    italic: bool,
}

#[derive(Debug, PartialEq, Serialize)]
struct List {
    /// The number of its first item; none where it has bullets.
    start: Option<usize>,
    items: Vec<ListItem>,
}

#[derive(Debug, PartialEq, Serialize)]
struct ListItem {
    said: Said,
    within: Vec<List>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Grid {
    caption: String,
    widths: Vec<u32>,
    header: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Row {
    cells: Vec<Square>,
    /// It is too long to be kept on one page.
    breaks: bool,
}

#[derive(Debug, Default, PartialEq, Serialize)]
struct Square {
    lines: Vec<SquareLine>,
    /// Somebody can write here, and nobody has.
    room: bool,
    /// What can be ticked: whether it is, and its words.
    ticks: Vec<(bool, String)>,
}

#[derive(Debug, PartialEq, Serialize)]
struct SquareLine {
    small: bool,
    said: Said,
}

impl Sheet {
    pub fn of(job: Job) -> Self {
        let Words { page, .. } = job.words;
        Self {
            title: job.title,
            author: job.author,
            keywords: job.keywords,
            lang: job.lang,
            running: job.running,
            page,
            parts: parts(job.blocks),
        }
    }
}

fn parts(blocks: Vec<Block>) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut level, mut counted) = (0, HashMap::new());
    let mut items = Vec::new();
    for block in blocks {
        let block = match block {
            Block::Item(item) => {
                items.push(item);
                continue;
            }
            other => other,
        };
        parts.extend(lists(&mut items, &mut counted));
        parts.push(match block {
            Block::Paragraph(line) => paragraph(line, &mut level),
            Block::Table(table) => Part::Table(grid(table)),
            Block::Item(_) => continue,
        });
    }
    parts.extend(lists(&mut items, &mut counted));
    parts
}

/// Each heading is at most one step below the one before it, as whoever listens goes from one to the next.
fn paragraph(line: Line, level: &mut u8) -> Part {
    let said = Said::of(line.spans, line.lang);
    match line.look {
        Look::Title => Part::Title(said),
        Look::Heading(wanted) => {
            *level = wanted.clamp(1, *level + 1);
            Part::Heading {
                level: *level,
                said,
            }
        }
        Look::Quote => Part::Quote(said),
        Look::Body | Look::Cell | Look::Code => Part::Body(said),
    }
}

/// The lists that these items make. One that goes on after something else counts on.
fn lists(items: &mut Vec<Item>, counted: &mut HashMap<usize, usize>) -> impl Iterator<Item = Part> {
    let mut items = std::mem::take(items).into_iter().peekable();
    level(&mut items, 0, counted).into_iter().map(Part::List)
}

fn level(
    items: &mut std::iter::Peekable<std::vec::IntoIter<Item>>,
    depth: usize,
    counted: &mut HashMap<usize, usize>,
) -> Vec<List> {
    let mut lists: Vec<(Option<usize>, List)> = Vec::new();
    while let Some(next) = items.next_if(|item| item.depth >= depth) {
        let of = next.list.map(|(of, _)| of);
        if lists.last().is_none_or(|(last, _)| *last != of) {
            let start = next
                .list
                .map(|(of, from)| *counted.entry(of).or_insert(from));
            let items = Vec::new();
            lists.push((of, List { start, items }));
        }
        if let Some(n) = of.and_then(|of| counted.get_mut(&of)) {
            *n += 1;
        }
        let item = ListItem {
            said: Said::of(next.spans, next.lang),
            within: level(items, next.depth + 1, counted),
        };
        if let Some((_, list)) = lists.last_mut() {
            list.items.push(item);
        }
    }
    lists.into_iter().map(|(_, list)| list).collect()
}

fn grid(table: Table) -> Grid {
    let columns = table.widths.len();
    let row = |cells: Vec<Cell>| {
        let mut row: Vec<Square> = cells.into_iter().map(square).collect();
        row.resize_with(columns, Square::default);
        Row {
            breaks: row.iter().any(Square::is_long),
            cells: row,
        }
    };
    let mut header = table.header;
    if !header.is_empty() {
        header.resize(columns, String::new());
    }
    Grid {
        caption: table.caption,
        widths: table.widths,
        header,
        rows: table.rows.into_iter().map(row).collect(),
    }
}

fn square(cell: Cell) -> Square {
    let lines = cell.lines.into_iter().map(|line| SquareLine {
        small: line.look == Look::Code,
        said: Said::of(line.spans, line.lang),
    });
    let lines: Vec<SquareLine> = lines.collect();
    match cell.control {
        None => Square {
            lines,
            ..Square::default()
        },
        Some(Control::Text) => Square {
            room: lines.is_empty(),
            lines,
            ticks: Vec::new(),
        },
        Some(Control::Tick(is_set)) => Square {
            ticks: vec![(is_set, String::new())],
            ..Square::default()
        },
        Some(Control::Pick { options, chosen }) => {
            let options = options.into_iter().enumerate();
            Square {
                ticks: options.map(|(n, text)| (chosen == Some(n), text)).collect(),
                ..Square::default()
            }
        }
    }
}

impl Square {
    /// As much as a third of a page, whatever the width of the column.
    fn is_long(&self) -> bool {
        let lines = self.lines.iter().map(|line| {
            let pieces = line.said.pieces.iter();
            // A line end is as much as the rest of its line.
            let sizes = pieces.map(|p| p.text.as_ref().map_or(50, |text| text.chars().count()));
            50 + sizes.sum::<usize>()
        });
        lines.sum::<usize>() > LONG
    }
}

impl Said {
    fn of(spans: Vec<Span>, lang: Option<String>) -> Self {
        let mut pieces = Vec::new();
        let line_end = || Piece {
            text: None,
            bold: false,
            italic: false,
        };
        for span in spans {
            for (n, line) in span.text.split('\n').enumerate() {
                if n > 0 {
                    pieces.push(line_end());
                }
                if !line.is_empty() {
                    pieces.push(Piece {
                        text: Some(line.replace('\t', "    ")),
                        bold: span.bold,
                        italic: span.italic,
                    });
                }
            }
            if span.breaks {
                pieces.push(line_end());
            }
        }
        Self { pieces, lang }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str) -> Vec<Span> {
        vec![Span {
            text: text.to_owned(),
            bold: false,
            italic: false,
            breaks: false,
        }]
    }

    fn item(list: Option<(usize, usize)>, depth: usize, text: &str) -> Block {
        Block::Item(Item {
            list,
            depth,
            spans: spans(text),
            lang: None,
        })
    }

    fn line(look: Look) -> Block {
        Block::Paragraph(Line {
            look,
            spans: spans("x"),
            lang: None,
        })
    }

    /// «1(a b(c)) 3(d)»: each list by its first number or a dash.
    fn outline(lists: &[List]) -> String {
        let one = |list: &List| {
            let start = list.start.map_or("-".to_owned(), |n| n.to_string());
            let items = list.items.iter().map(|item| {
                let text = item.said.pieces[0].text.clone().unwrap();
                format!("{text}{}", outline(&item.within))
            });
            format!("{start}({})", items.collect::<Vec<_>>().join(" "))
        };
        lists.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn outlines(blocks: Vec<Block>) -> Vec<String> {
        let parts = parts(blocks).into_iter();
        let lists = parts.filter_map(|part| match part {
            Part::List(list) => Some(outline(&[list])),
            _ => None,
        });
        lists.collect()
    }

    #[test]
    fn lists_lie_in_each_other_and_one_that_was_left_counts_on() {
        let blocks = vec![
            item(Some((0, 3)), 0, "a"),
            item(None, 1, "b"),
            item(None, 1, "c"),
            item(Some((0, 3)), 0, "d"),
            line(Look::Body),
            item(Some((0, 3)), 0, "e"),
            item(None, 0, "f"),
        ];
        assert_eq!(outlines(blocks), ["3(a-(b c) d)", "5(e)", "-(f)"]);
        let deeper_first = vec![item(None, 2, "a"), item(None, 0, "b")];
        assert_eq!(outlines(deeper_first), ["-(a b)"]);
    }

    #[test]
    fn no_step_of_the_headings_is_left_out() {
        let headings = [2, 6, 3, 1, 2].map(|n| line(Look::Heading(n)));
        let parts = parts(headings.into()).into_iter();
        let levels = parts.filter_map(|part| match part {
            Part::Heading { level, .. } => Some(level),
            _ => None,
        });
        assert_eq!(levels.collect::<Vec<_>>(), [1, 2, 3, 1, 2]);
    }

    #[test]
    fn a_text_is_cut_at_its_line_ends_and_keeps_every_empty_line() {
        let said = Said::of(spans("a\n\n  b\tc\n"), None);
        let texts: Vec<_> = said.pieces.iter().map(|p| p.text.as_deref()).collect();
        assert_eq!(texts, [Some("a"), None, None, Some("  b    c"), None]);
    }

    #[test]
    fn a_row_is_kept_together_until_it_is_long() {
        let breaks = |text: &str| {
            let line = Line {
                look: Look::Cell,
                spans: spans(text),
                lang: None,
            };
            let cell = Cell {
                lines: vec![line],
                control: None,
            };
            let table = Table {
                caption: String::new(),
                widths: vec![1],
                header: Vec::new(),
                rows: vec![vec![cell]],
            };
            grid(table).rows[0].breaks
        };
        assert!(!breaks(&"a".repeat(600)) && breaks(&"a".repeat(700)));
        assert!(!breaks(&"\n".repeat(12)) && breaks(&"\n".repeat(14)));
    }

    #[test]
    fn a_row_that_is_too_short_is_filled() {
        let rows = vec![vec![]];
        let table = Table {
            caption: String::new(),
            widths: vec![1, 2],
            header: vec!["a".to_owned()],
            rows,
        };
        let grid = grid(table);
        assert_eq!((grid.header.len(), grid.rows[0].cells.len()), (2, 2));
    }
}
