//! A text as blocks of words, for files that are no HTML.

use super::options;
use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Arena, parse_document};

/// A block, in the order of the text. What lies in a list within a list is deeper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// From 1.
    Heading(u8, Vec<Words>),
    Paragraph(Vec<Words>),
    Quote(Vec<Words>),
    Item {
        /// The list it is an item of, from 0 in each text, and the number that the list begins with; none where it
        /// has bullets.
        list: Option<(usize, usize)>,
        depth: usize,
        words: Vec<Words>,
    },
    /// Row by row, the first with what the columns hold.
    Table(Vec<Vec<Vec<Words>>>),
}

/// Some words that look the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub text: String,
    pub strong: bool,
    pub emphasised: bool,
    /// A line ends after them.
    pub breaks: bool,
}

/// The blocks of a text.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &options());
    let mut walk = Walk::default();
    for node in root.children() {
        walk.block(node, None);
    }
    walk.blocks
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    lists: usize,
}

/// Where in a list a block stands.
#[derive(Clone, Copy)]
struct InList {
    list: Option<(usize, usize)>,
    depth: usize,
}

impl Walk {
    fn block<'a>(&mut self, node: &'a AstNode<'a>, within: Option<InList>) {
        let value = node.data.borrow().value.clone();
        match value {
            NodeValue::Heading(heading) => {
                self.blocks.push(Block::Heading(heading.level, words(node)));
            }
            NodeValue::Paragraph => self.paragraph(words(node), within),
            NodeValue::CodeBlock(code) => {
                let text = code.literal.trim_end().to_owned();
                let code = Words {
                    text,
                    ..Words::default()
                };
                self.paragraph(vec![code], within);
            }
            NodeValue::List(list) => {
                let list = (list.list_type == ListType::Ordered).then(|| {
                    self.lists += 1;
                    (self.lists - 1, list.start)
                });
                let depth = within.map_or(0, |within| within.depth + 1);
                for item in node.children() {
                    let mut first = Some(InList { list, depth });
                    for block in item.children() {
                        let is_list = matches!(block.data.borrow().value, NodeValue::List(_));
                        match is_list {
                            true => self.block(block, Some(InList { list, depth })),
                            // What follows in the same item is no item of its own.
                            false => self.block(block, first.take()),
                        }
                    }
                }
            }
            NodeValue::BlockQuote => {
                for inner in node.children() {
                    let is_text = matches!(inner.data.borrow().value, NodeValue::Paragraph);
                    match is_text {
                        true => self.blocks.push(Block::Quote(words(inner))),
                        false => self.block(inner, None),
                    }
                }
            }
            NodeValue::Table(_) => {
                let rows = node.children();
                let rows = rows.map(|row| row.children().map(words).collect());
                self.blocks.push(Block::Table(rows.collect()));
            }
            NodeValue::ThematicBreak | NodeValue::HtmlBlock(_) => {}
            _ => {
                for inner in node.children() {
                    self.block(inner, within);
                }
            }
        }
    }

    fn paragraph(&mut self, words: Vec<Words>, within: Option<InList>) {
        self.blocks.push(match within {
            Some(InList { list, depth }) => Block::Item { list, depth, words },
            None => Block::Paragraph(words),
        });
    }
}

fn words<'a>(node: &'a AstNode<'a>) -> Vec<Words> {
    let mut found = Vec::new();
    for inner in node.children() {
        gather(inner, &Words::default(), &mut found);
    }
    found
}

fn gather<'a>(node: &'a AstNode<'a>, looks: &Words, found: &mut Vec<Words>) {
    let push = |text: &str, found: &mut Vec<Words>| {
        found.push(Words {
            text: text.to_owned(),
            ..looks.clone()
        });
    };
    let value = node.data.borrow().value.clone();
    let mut looks_now = looks.clone();
    match &value {
        NodeValue::Text(text) => push(text, found),
        NodeValue::Code(code) => push(&code.literal, found),
        NodeValue::SoftBreak => push(" ", found),
        NodeValue::LineBreak => {
            if let Some(last) = found.last_mut() {
                last.breaks = true;
            }
        }
        NodeValue::Strong => looks_now.strong = true,
        NodeValue::Emph => looks_now.emphasised = true,
        _ => {}
    }
    for inner in node.children() {
        gather(inner, &looks_now, found);
    }
    // On paper nobody can press a link: its address stands behind it, unless it is what is read.
    if let NodeValue::Link(link) | NodeValue::Image(link) = &value {
        let address = link.url.strip_prefix("mailto:").unwrap_or(&link.url);
        if found.last().is_none_or(|last| last.text != address) {
            push(&format!(" ({address})"), found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &[Words]) -> String {
        words.iter().map(|w| w.text.as_str()).collect()
    }

    #[test]
    fn each_kind_of_block_comes_in_its_place() {
        let all = blocks(
            "# A\n\nen **to**\ntre\n\n2. x\n3. y\n   - z\n\n> q\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        );
        assert!(matches!(&all[0], Block::Heading(1, w) if said(w) == "A"));
        let Block::Paragraph(words) = &all[1] else {
            panic!("{all:?}")
        };
        assert_eq!(said(words), "en to tre");
        assert!(words.iter().any(|w| w.strong && w.text == "to"));
        assert!(
            matches!(&all[2], Block::Item { list: Some((0, 2)), depth: 0, words } if said(words) == "x")
        );
        assert!(
            matches!(&all[4], Block::Item { list: None, depth: 1, words } if said(words) == "z")
        );
        assert!(matches!(&all[5], Block::Quote(w) if said(w) == "q"));
        assert!(
            matches!(&all[6], Block::Table(rows) if rows.len() == 2 && said(&rows[1][1]) == "2")
        );
    }

    #[test]
    fn the_address_of_a_link_stands_behind_its_words() {
        let one = |text: &str| match &blocks(text)[0] {
            Block::Paragraph(words) => said(words),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            one("[her](https://a.example/x)"),
            "her (https://a.example/x)"
        );
        assert_eq!(one("<https://a.example>"), "https://a.example");
    }
}
