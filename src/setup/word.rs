//! A Word file (DOCX) read as Markdown: headings, paragraphs and lists. What would be lost or is not settled in
//! it, tracked changes and comments, is counted. A file is never unpacked beyond what a draft can be.

use super::draft::{Block, Remarks};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most that one part of the file may be when it is unpacked, and how many parts there may be.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
const MOST_PARTS: usize = 5_000;
const MOST_BLOCKS: usize = 50_000;

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// Not a Word file, or a broken one.
    NotWord,
    /// Larger unpacked than a draft can be.
    TooLarge,
}

pub fn read(bytes: &[u8]) -> Result<(Vec<Block>, Remarks), NotRead> {
    let mut file = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NotRead::NotWord)?;
    if file.len() > MOST_PARTS {
        return Err(NotRead::TooLarge);
    }
    let document = part(&mut file, "word/document.xml")?.ok_or(NotRead::NotWord)?;
    let levels = match part(&mut file, "word/styles.xml")? {
        Some(styles) => levels(&styles)?,
        None => HashMap::new(),
    };
    let mut remarks = Remarks::default();
    if let Some(comments) = part(&mut file, "word/comments.xml")? {
        remarks.comments = count(&comments, "comment")?;
    }
    let blocks = paragraphs(&document, &levels, &mut remarks)?;
    Ok((blocks, remarks))
}

type File<'b> = ZipArchive<Cursor<&'b [u8]>>;

fn part(file: &mut File<'_>, name: &str) -> Result<Option<String>, NotRead> {
    let Ok(part) = file.by_name(name) else {
        return Ok(None);
    };
    let mut text = Vec::new();
    // What the file says of its size need not be true.
    part.take(MOST_BYTES + 1)
        .read_to_end(&mut text)
        .map_err(|_| NotRead::NotWord)?;
    if text.len() as u64 > MOST_BYTES {
        return Err(NotRead::TooLarge);
    }
    String::from_utf8(text)
        .map(Some)
        .map_err(|_| NotRead::NotWord)
}

/// The next event; a document type, which could define entities, is refused.
fn next<'x>(reader: &mut Reader<&'x [u8]>) -> Result<Event<'x>, NotRead> {
    match reader.read_event() {
        Ok(Event::DocType(_)) | Err(_) => Err(NotRead::NotWord),
        Ok(event) => Ok(event),
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

fn count(xml: &str, name: &str) -> Result<usize, NotRead> {
    let mut reader = Reader::from_str(xml);
    let mut n = 0;
    loop {
        match next(&mut reader)? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == name =>
            {
                n += 1
            }
            Event::Eof => return Ok(n),
            _ => {}
        }
    }
}

/// Which styles are headings, by their id: Word calls them by number, whatever the language of their names.
fn levels(xml: &str) -> Result<HashMap<String, usize>, NotRead> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut style) = (HashMap::new(), String::new());
    loop {
        match next(&mut reader)? {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "style" => style = attribute(&element, "styleId").unwrap_or_default(),
                "name" => {
                    let name = attribute(&element, "val")
                        .unwrap_or_default()
                        .to_lowercase();
                    let level = name.strip_prefix("heading ").and_then(|n| n.parse().ok());
                    found.extend(level.map(|level: usize| (style.clone(), level)));
                }
                _ => {}
            },
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Paragraph {
    text: String,
    level: Option<usize>,
    is_listed: bool,
}

fn paragraphs(
    xml: &str,
    levels: &HashMap<String, usize>,
    remarks: &mut Remarks,
) -> Result<Vec<Block>, NotRead> {
    let mut reader = Reader::from_str(xml);
    let mut blocks: Vec<Block> = Vec::new();
    let (mut now, mut in_text) = (Paragraph::default(), false);
    loop {
        let event = next(&mut reader)?;
        if let Event::Start(element) | Event::Empty(element) = &event {
            match element.local_name().as_ref() {
                "pStyle" => {
                    let style = attribute(element, "val").unwrap_or_default();
                    now.level = levels.get(&style).copied().or(now.level);
                }
                "outlineLvl" if now.level.is_none() => {
                    let level = attribute(element, "val").and_then(|n| n.parse::<usize>().ok());
                    now.level = level.filter(|n| *n < 9).map(|n| n + 1);
                }
                "numPr" => now.is_listed = true,
                "br" => now.text.push('\n'),
                "tab" => now.text.push(' '),
                "ins" | "del" | "moveFrom" | "moveTo" => remarks.tracked += 1,
                "footnoteReference" | "endnoteReference" => remarks.footnotes += 1,
                "docPr" => {
                    remarks.images += 1;
                    let alt = attribute(element, "descr").unwrap_or_default();
                    remarks.images_without_alt += usize::from(alt.trim().is_empty());
                }
                "t" => in_text = matches!(event, Event::Start(_)),
                _ => {}
            }
        }
        match event {
            Event::Text(text) if in_text => {
                now.text.push_str(&text);
            }
            Event::CData(text) if in_text => now.text.push_str(&text),
            Event::GeneralRef(entity) if in_text => {
                now.text.push(character(&entity).ok_or(NotRead::NotWord)?);
            }
            Event::End(element) => match element.local_name().as_ref() {
                "t" => in_text = false,
                "p" => {
                    end(std::mem::take(&mut now), &mut blocks);
                    if blocks.len() > MOST_BLOCKS {
                        return Err(NotRead::TooLarge);
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(blocks),
            _ => {}
        }
    }
}

/// The five entities that XML has by itself, and characters by number.
fn character(entity: &BytesRef<'_>) -> Option<char> {
    match &**entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => entity.resolve_char_ref().ok().flatten(),
    }
}

fn end(paragraph: Paragraph, blocks: &mut Vec<Block>) {
    let text = paragraph.text.trim();
    if text.is_empty() {
        return;
    }
    if let Some(level) = paragraph.level {
        blocks.push(Block::Heading(level, crate::text::single_line(text)));
        return;
    }
    let text = escaped(text);
    if !paragraph.is_listed {
        blocks.push(Block::Text(text));
        return;
    }
    let item = format!("- {}", text.replace('\n', "\n  "));
    match blocks.last_mut() {
        Some(Block::Text(list)) if list.starts_with("- ") => {
            list.push('\n');
            list.push_str(&item);
        }
        _ => blocks.push(Block::Text(item)),
    }
}

/// What is only text in Word must not become a mark in Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at_start = true;
    for c in text.chars() {
        let is_mark = matches!(c, '*' | '_' | '`' | '[' | '<' | '\\')
            || (at_start && matches!(c, '#' | '>' | '+' | '-'));
        if is_mark {
            out.push('\\');
        }
        out.push(c);
        at_start = c == '\n';
    }
    out
}
