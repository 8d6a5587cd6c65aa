//! What the styles of a Word file mean: which are headings, at what level, and which make items of a list. A style is
//! what it is based on, as far as it says nothing itself.

use super::lists::{Definitions, Numbering};
use super::{Height, NotRead, attribute, next};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// How many styles may be based on each other.
const LONGEST_CHAIN: usize = 20;

/// What a style says of its paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// The level of a heading, from 1.
    pub level: Option<usize>,
    pub numbering: Numbering,
    /// Of the lines of a table of contents, and the heading of one.
    pub is_contents: bool,
    /// Of the runs that have it.
    pub height: Option<Height>,
    /// As a file writes it.
    outline: Option<usize>,
    based_on: Option<String>,
}

#[derive(Debug, Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
    lists: Definitions,
}

/// How many levels are headings, from 0; the next one is that of what is none.
const HEADINGS: usize = 9;

/// The level of a heading that is said to have this one in the outline; what it was before where that says nothing.
pub fn outline_level(value: &str, before: Option<usize>) -> Option<usize> {
    match value.parse::<usize>() {
        Ok(level) if level <= HEADINGS => heading(level),
        _ => before,
    }
}

fn heading(outline: usize) -> Option<usize> {
    (outline < HEADINGS).then(|| outline + 1)
}

/// The level of a heading whose style the file does not define, by what Word calls it: «Heading2», «Overskrift2».
fn usual_outline(id: &str) -> Option<usize> {
    let number = id
        .strip_prefix("Heading")
        .or_else(|| id.strip_prefix("Overskrift"))?;
    let outline = number.parse::<usize>().ok()?.checked_sub(1)?;
    (outline < HEADINGS).then_some(outline)
}

/// How deep a list stands by the name that Word gives its style, in every language: «list bullet 2» within another.
fn nested(name: &str) -> usize {
    let number = name
        .strip_prefix("list bullet ")
        .or_else(|| name.strip_prefix("list number "));
    let number = number.and_then(|number| number.parse::<usize>().ok());
    number.map_or(0, |number| number.saturating_sub(1).min(HEADINGS))
}

impl Styles {
    pub fn read(xml: &str) -> Result<Self, NotRead> {
        let mut reader = Reader::from_str(xml);
        let mut styles: HashMap<String, Style> = HashMap::new();
        let mut id = String::new();
        loop {
            match next(&mut reader)? {
                Event::Start(element) | Event::Empty(element) => {
                    if element.local_name().as_ref() == "style" {
                        id = attribute(&element, "styleId").unwrap_or_default();
                    }
                    styles.entry(id.clone()).or_default().hear(&element);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(Self {
            styles,
            ..Self::default()
        })
    }

    pub fn read_numbering(&mut self, xml: &str) -> Result<(), NotRead> {
        self.lists = Definitions::read(xml)?;
        Ok(())
    }

    pub fn lists(&self) -> &Definitions {
        &self.lists
    }

    /// A style with all that it has from those it is based on.
    pub fn find(&self, id: &str) -> Style {
        let mut found = Style::default();
        let mut next = Some(id.to_owned());
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = next.and_then(|id| self.styles.get(&id)) else {
                break;
            };
            found.outline = found.outline.or(style.outline);
            found.height = found.height.or(style.height);
            if found.numbering.id.is_none() {
                found.numbering = style.numbering.clone();
            }
            next = style.based_on.clone();
        }
        if !self.styles.contains_key(id) {
            found.outline = usual_outline(id);
        }
        found.level = found.outline.and_then(heading);
        found.is_contents = self.styles.get(id).is_some_and(|own| own.is_contents);
        found
    }
}

impl Style {
    fn hear(&mut self, element: &BytesStart<'_>) {
        let value = || attribute(element, "val").unwrap_or_default();
        match element.local_name().as_ref() {
            // Word calls headings by number, whatever the language of their names.
            "name" => {
                let name = value().to_lowercase();
                let level: Option<usize> =
                    name.strip_prefix("heading ").and_then(|n| n.parse().ok());
                self.outline = level.and_then(|n| n.checked_sub(1)).or(self.outline);
                self.is_contents = name.starts_with("toc ");
                self.numbering.nested = nested(&name);
            }
            "outlineLvl" => self.outline = self.outline.or(value().parse().ok()),
            "vertAlign" => self.height = Some(Height::of(&value())),
            "basedOn" => self.based_on = Some(value()),
            "numId" => self.numbering.id = Some(value()),
            "ilvl" => self.numbering.depth = value().parse().unwrap_or(0),
            _ => {}
        }
    }
}
