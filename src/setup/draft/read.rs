//! Markdown read to headings and what stands between them. What stands in code is no heading: between fences, and
//! so far in that it is code without any.

use super::Block;
use crate::consultations::markdown;
use crate::text::{canonical, single_line};

/// How far in a line stands that is code.
const CODE_INDENT: usize = 4;

/// How a text is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Markdown: headings may be underlined, and titles have marks in them.
    Any,
    /// The draft's own form: titles are plain text.
    Own,
}

impl Form {
    fn title(self, written: &str) -> String {
        match self {
            Self::Any => without_marks(written),
            Self::Own => single_line(written),
        }
    }
}

/// A title in words. «1. Innledning» and «- en ting» are titles and no lists: a word before them keeps them so.
fn without_marks(title: &str) -> String {
    let plain = single_line(&markdown::plain(&format!("x {title}")));
    plain
        .strip_prefix("x")
        .unwrap_or(&plain)
        .trim_start()
        .to_owned()
}

/// A line from its first sign, unless it stands so far in that it is code.
fn outdented(line: &str) -> Option<&str> {
    let bare = line.trim_start_matches(' ');
    let is_code = line.len() - bare.len() >= CODE_INDENT || bare.starts_with('\t');
    (!is_code).then_some(bare)
}

/// A heading with its marks before it, and its level.
fn marked(line: &str) -> Option<(usize, &str)> {
    let bare = outdented(line)?;
    let rest = bare.trim_start_matches('#');
    let level = bare.len() - rest.len();
    let is_heading = (1..=6).contains(&level) && (rest.is_empty() || rest.starts_with([' ', '\t']));
    // «# C#» has no marks behind it.
    let title = rest.trim();
    let open = title.trim_end_matches('#');
    let is_closed = open.is_empty() || open.ends_with([' ', '\t']);
    is_heading.then_some((level, if is_closed { open.trim() } else { title }))
}

/// How a line under a paragraph makes it a heading.
fn underlined(line: &str) -> Option<usize> {
    let line = outdented(line)?.trim();
    let is_all = |c: char| line.len() > 2 && line.chars().all(|other| other == c);
    match (is_all('='), is_all('-')) {
        (true, _) => Some(1),
        (_, true) => Some(2),
        _ => None,
    }
}

/// What an underlined heading cannot begin with: lists, quotes, tables, code.
fn is_plain(line: &str) -> bool {
    const MARKS: [&str; 7] = ["- ", "* ", "+ ", "> ", "|", "```", "~~~"];
    let is_marked = |bare: &str| MARKS.iter().any(|mark| bare.starts_with(mark));
    outdented(line).is_some_and(|bare| !is_marked(bare))
}

/// The fence that code stands behind, if we are in it.
#[derive(Default)]
struct Fence(Option<(char, usize)>);

impl Fence {
    fn is_open(&self) -> bool {
        self.0.is_some()
    }

    /// A fence is closed by one of its own signs that is no shorter, with nothing behind it.
    fn pass(&mut self, line: &str) {
        let Some(bare) = outdented(line) else { return };
        let Some(sign) = bare.chars().next().filter(|c| matches!(c, '`' | '~')) else {
            return;
        };
        let rest = bare.trim_start_matches(sign);
        let length = bare.len() - rest.len();
        self.0 = match self.0 {
            // «```a```» is code in a line.
            None if length >= 3 && !(sign == '`' && rest.contains('`')) => Some((sign, length)),
            Some((own, least)) if sign == own && length >= least && rest.trim().is_empty() => None,
            as_it_is => as_it_is,
        };
    }
}

fn end(paragraph: &mut Vec<&str>, found: &mut Vec<Block>) {
    if !paragraph.is_empty() {
        found.push(Block::Text(paragraph.join("\n")));
        paragraph.clear();
    }
}

/// The blocks of a text.
pub fn read(text: &str, form: Form) -> Vec<Block> {
    let text = canonical(text);
    let mut found = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut fence = Fence::default();
    for line in text.lines() {
        fence.pass(line);
        if fence.is_open() {
            paragraph.push(line.trim_end());
        } else if let Some((level, title)) = marked(line) {
            end(&mut paragraph, &mut found);
            let title = form.title(title);
            if !title.is_empty() {
                found.push(Block::Heading(level, title));
            }
        } else if let Some(level) = underlined(line)
            && form == Form::Any
            && paragraph.first().is_some_and(|first| is_plain(first))
        {
            found.push(Block::Heading(level, form.title(&paragraph.join(" "))));
            paragraph.clear();
        } else if line.trim().is_empty() {
            end(&mut paragraph, &mut found);
        } else {
            paragraph.push(line.trim_end());
        }
    }
    end(&mut paragraph, &mut found);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(text: &str) -> Vec<String> {
        let found = read(text, Form::Any).into_iter();
        let title = |block| match block {
            Block::Heading(_, title) => Some(title),
            Block::Text(_) => None,
        };
        found.filter_map(title).collect()
    }

    #[test]
    fn what_stands_between_fences_is_no_heading_whatever_they_are_made_of() {
        let text = "# A\n\n~~~\n# b\n```\n# c\n~~~\n\n# D\n\n````\n# e\n```\n# f\n````\n\n# G";
        assert_eq!(headings(text), ["A", "D", "G"]);
    }

    #[test]
    fn what_stands_far_in_is_code_and_keeps_its_place() {
        let text = "# A\n\n    # b\n\n\t# c\n\n   # D";
        assert_eq!(headings(text), ["A", "D"]);
        let found = read(text, Form::Any);
        assert_eq!(found[1], Block::Text("    # b".into()));
    }

    #[test]
    fn marks_behind_a_title_are_no_part_of_it_unless_they_are_its_last_sign() {
        assert_eq!(headings("# A ##\n\n# I C#"), ["A", "I C#"]);
    }
}
