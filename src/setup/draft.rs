//! A draft (utkast) as somebody wrote it, in Markdown or Word, read into chapters and råd. What was found is a
//! text of one form: `#` before a chapter, `##` before a råd, `###` before its parts; buttons change that text,
//! and it becomes the working copy's when somebody says that it is right.

use super::images::{images, without};
use super::manuscript::{Advice, Chapter, Field, Manuscript, Words};
use crate::consultations::markdown;
use crate::text::{canonical, single_line};

/// What may lie between the råd of a draft that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Level from 1, and text.
    Heading(usize, String),
    /// A paragraph, list, table …, as Markdown.
    Text(String),
}

/// What a reader of the file should know; each is named and counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    /// Insertions and deletions that nobody has accepted or rejected.
    pub tracked: usize,
    pub comments: usize,
    pub images: usize,
    pub images_without_alt: usize,
    pub footnotes: usize,
    /// Tables, of which only the text of the cells is read.
    pub tables: usize,
    /// Headings that are more than one level below the one before.
    pub skipped_levels: usize,
    /// Råd that have the same number as another.
    pub same_number: usize,
    /// Råd that get another number than the file says.
    pub renumbered: usize,
    /// Hidden texts, which are left out.
    pub hidden: usize,
    /// Texts that are struck through, which are taken along as any other.
    pub struck: usize,
    /// Where bold and italics are lost.
    pub emphasis: usize,
    /// Links of which only the text is read.
    pub links: usize,
    /// Signs of a font of their own, which cannot be read.
    pub symbols: usize,
    /// 1 where a table of contents is left out.
    pub contents: usize,
}

/// A draft in chapters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub chapters: Vec<DraftChapter>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftChapter {
    pub title: String,
    pub body: Vec<String>,
    pub advice: Vec<DraftAdvice>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftAdvice {
    pub title: String,
    /// Paragraphs; one that begins with `### ` is a heading.
    pub body: Vec<String>,
}

/// The blocks of a Markdown text, as somebody wrote it.
pub fn blocks(text: &str) -> Vec<Block> {
    read(text, Form::Any)
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

/// How a text is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Markdown: headings may be underlined, and titles have marks in them.
    Any,
    /// The draft's own form: titles are plain text.
    Own,
}

/// How a line under a paragraph makes it a heading.
fn underlined(line: &str) -> Option<usize> {
    let line = line.trim();
    let is_all = |c: char| line.len() > 2 && line.chars().all(|other| other == c);
    match (is_all('='), is_all('-')) {
        (true, _) => Some(1),
        (_, true) => Some(2),
        _ => None,
    }
}

/// What an underlined heading cannot begin with: lists, quotes, tables.
fn is_plain(line: &str) -> bool {
    let begins = |mark: &str| line.trim_start().starts_with(mark);
    !["- ", "* ", "+ ", "> ", "|", "```"].into_iter().any(begins)
}

/// The blocks of a text. Headings inside fenced code are none.
fn read(text: &str, form: Form) -> Vec<Block> {
    let text = canonical(text);
    let titled = |title: &str| match form {
        Form::Any => without_marks(title),
        Form::Own => single_line(title),
    };
    let mut found = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut in_code = false;
    let end = |paragraph: &mut Vec<&str>, found: &mut Vec<Block>| {
        if !paragraph.is_empty() {
            found.push(Block::Text(paragraph.join("\n")));
            paragraph.clear();
        }
    };
    for line in text.lines() {
        let bare = line.trim_start();
        if bare.starts_with("```") {
            in_code = !in_code;
        }
        let level = bare.bytes().take_while(|b| *b == b'#').count();
        let is_heading = !in_code
            && (1..=6).contains(&level)
            && bare.as_bytes().get(level).is_none_or(|b| *b == b' ');
        if is_heading {
            end(&mut paragraph, &mut found);
            let title = titled(bare[level..].trim().trim_end_matches('#'));
            if !title.is_empty() {
                found.push(Block::Heading(level, title));
            }
        } else if let Some(level) = underlined(line)
            && form == Form::Any
            && !in_code
            && paragraph.first().is_some_and(|first| is_plain(first))
        {
            found.push(Block::Heading(level, titled(&paragraph.join(" "))));
            paragraph.clear();
        } else if line.trim().is_empty() && !in_code {
            end(&mut paragraph, &mut found);
        } else {
            paragraph.push(line.trim_end());
        }
    }
    end(&mut paragraph, &mut found);
    found
}

/// The draft that the blocks of a file make, and what can be said of them before it is taken in after so many råd.
/// Images stay in the file.
pub fn look_over(mut blocks: Vec<Block>, said: Remarks, before: usize) -> (Draft, Remarks) {
    let mut said = remarks(&blocks, said, before);
    for block in &mut blocks {
        if let Block::Text(text) = block {
            let found = images(text);
            said.images += found.len();
            said.images_without_alt += found.iter().filter(|image| !image.has_alt).count();
            *text = without(text, &found).trim().to_owned();
        }
    }
    blocks.retain(|block| !matches!(block, Block::Text(text) if text.is_empty()));
    (Draft::of(&blocks), said)
}

fn remarks(blocks: &[Block], mut remarks: Remarks, before: usize) -> Remarks {
    let mut last = 0;
    let mut numbers: Vec<String> = Vec::new();
    for block in blocks {
        let Block::Heading(level, title) = block else {
            continue;
        };
        if *level > last + 1 && last > 0 {
            remarks.skipped_levels += 1;
        }
        last = *level;
        if let Some((number, _)) = numbered(title) {
            remarks.same_number += usize::from(numbers.contains(&number));
            let own = (before + numbers.len() + 1).to_string();
            remarks.renumbered += usize::from(number != own);
            numbers.push(number);
        }
    }
    remarks
}

/// «Råd 3: Tittelen»: its number, and the title without it.
fn numbered(title: &str) -> Option<(String, String)> {
    let rest = title
        .strip_prefix("Råd ")
        .or_else(|| title.strip_prefix("RÅD "))?;
    let number: String = rest
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    if number.is_empty() {
        return None;
    }
    let own = rest[number.len()..].trim_start_matches([':', '.', ' ', '–', '-', '\u{a0}']);
    Some((number.trim_end_matches('.').to_owned(), own.to_owned()))
}

impl Draft {
    /// Chapters and råd as the headings suggest: those that say «Råd 3» where there are any, otherwise the second
    /// of the levels, or all where there is only one.
    pub fn of(blocks: &[Block]) -> Self {
        let levels: Vec<usize> = blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading(level, _) => Some(*level),
                Block::Text(_) => None,
            })
            .collect();
        let named = blocks.iter().find_map(|block| match block {
            Block::Heading(level, title) => numbered(title).map(|_| *level),
            Block::Text(_) => None,
        });
        let mut distinct = levels.clone();
        distinct.sort_unstable();
        distinct.dedup();
        // A single heading above all others is the title of the document, where there are chapters below it.
        let is_title = distinct.len() > 2
            && named.is_none_or(|level| distinct.get(1).is_some_and(|next| *next < level))
            && levels.first() == distinct.first()
            && levels
                .iter()
                .filter(|level| Some(*level) == distinct.first())
                .count()
                == 1;
        if is_title {
            distinct.remove(0);
        }
        let of_advice = named.or_else(|| distinct.get(1).or(distinct.first()).copied());
        let mut draft = Self::default();
        for (n, block) in blocks.iter().enumerate() {
            match block {
                Block::Heading(..) if n == 0 && is_title => {}
                Block::Heading(level, title) => match of_advice {
                    Some(own) if *level == own => draft.begin_advice(title),
                    Some(own) if *level < own => draft.begin_chapter(title),
                    _ => draft.write(format!("### {title}")),
                },
                Block::Text(text) => draft.write(text.clone()),
            }
        }
        draft
    }

    fn begin_chapter(&mut self, title: &str) {
        self.chapters.push(DraftChapter {
            title: title.to_owned(),
            ..DraftChapter::default()
        });
    }

    fn begin_advice(&mut self, title: &str) {
        if self.chapters.is_empty() {
            self.begin_chapter("");
        }
        let own = numbered(title).map_or_else(|| title.to_owned(), |(_, own)| own);
        if let Some(chapter) = self.chapters.last_mut() {
            chapter.advice.push(DraftAdvice {
                title: if own.is_empty() {
                    title.to_owned()
                } else {
                    own
                },
                body: Vec::new(),
            });
        }
    }

    /// What stands before the first heading belongs to no part; it is kept as a chapter of its own.
    fn write(&mut self, text: String) {
        if self.chapters.is_empty() {
            self.begin_chapter("");
        }
        if let Some(chapter) = self.chapters.last_mut() {
            match chapter.advice.last_mut() {
                Some(advice) => advice.body.push(text),
                None => chapter.body.push(text),
            }
        }
    }

    /// Reads its own form again: `#` a chapter, `##` a råd, anything deeper a part.
    pub fn parse(text: &str) -> Self {
        let mut draft = Self::default();
        for block in read(text, Form::Own) {
            match block {
                Block::Heading(1, title) => draft.begin_chapter(untitled(&title)),
                Block::Heading(2, title) => {
                    if draft.chapters.is_empty() {
                        draft.begin_chapter("");
                    }
                    if let Some(chapter) = draft.chapters.last_mut() {
                        chapter.advice.push(DraftAdvice {
                            title: untitled(&title).to_owned(),
                            body: Vec::new(),
                        });
                    }
                }
                Block::Heading(_, title) => draft.write(format!("### {title}")),
                Block::Text(text) => draft.write(text),
            }
        }
        draft
    }

    /// Its own form.
    pub fn text(&self) -> String {
        let mut parts = Vec::new();
        let titled = |marks: &str, title: &str| match title {
            "" => format!("{marks} {UNTITLED}"),
            title => format!("{marks} {title}"),
        };
        for chapter in &self.chapters {
            parts.push(titled("#", &chapter.title));
            parts.extend(chapter.body.iter().cloned());
            for advice in &chapter.advice {
                parts.push(titled("##", &advice.title));
                parts.extend(advice.body.iter().cloned());
            }
        }
        parts.join("\n\n")
    }

    pub fn count(&self) -> usize {
        self.chapters
            .iter()
            .map(|chapter| chapter.advice.len())
            .sum()
    }

    fn advice_mut(&mut self, n: usize) -> Option<&mut DraftAdvice> {
        let all = self
            .chapters
            .iter_mut()
            .flat_map(|chapter| &mut chapter.advice);
        all.into_iter().nth(n)
    }

    pub fn rename(&mut self, n: usize, title: &str) {
        if let Some(advice) = self.advice_mut(n) {
            advice.title = single_line(title);
        }
    }

    /// The nth råd becomes a part of the one before it.
    pub fn merge(&mut self, n: usize) {
        let mut at = 0;
        for chapter in &mut self.chapters {
            let here = n.wrapping_sub(at);
            if here > 0 && here < chapter.advice.len() {
                let gone = chapter.advice.remove(here);
                let before = &mut chapter.advice[here - 1];
                before.body.push(format!("### {}", gone.title));
                before.body.extend(gone.body);
                return;
            }
            at += chapter.advice.len();
        }
    }

    /// The nth råd ends before its pth paragraph; what follows is a råd of its own, named by that paragraph
    /// where it is a heading.
    pub fn split(&mut self, n: usize, p: usize) {
        let mut at = 0;
        for chapter in &mut self.chapters {
            let here = n.wrapping_sub(at);
            if here < chapter.advice.len() {
                let advice = &mut chapter.advice[here];
                if p == 0 || p >= advice.body.len() {
                    return;
                }
                let mut rest = advice.body.split_off(p);
                let title = match rest[0].strip_prefix("### ").map(str::to_owned) {
                    Some(title) => {
                        rest.remove(0);
                        title
                    }
                    None => String::new(),
                };
                chapter
                    .advice
                    .insert(here + 1, DraftAdvice { title, body: rest });
                return;
            }
            at += chapter.advice.len();
        }
    }

    /// Puts the chapters and råd after those that a working copy has, each with the usual fields.
    pub fn add_to(&self, m: &mut Manuscript) {
        for chapter in &self.chapters {
            let mut new = Chapter {
                key: m.fresh_key('k'),
                number: (m.chapters.len() + 1).to_string(),
                title: Words::both(&chapter.title, ""),
                body: Words::both(&chapter.body.join("\n\n"), ""),
                ..Chapter::default()
            };
            let first = m.advice().count();
            let mut keys = Vec::new();
            for (n, advice) in chapter.advice.iter().enumerate() {
                let key = m.fresh_key('r');
                m.used_keys.push(key.clone());
                keys.push(key.clone());
                new.advice.push(advice.of(key, first + n + 1));
            }
            m.used_keys.retain(|key| !keys.contains(key));
            m.chapters.push(new);
        }
    }
}

const UNTITLED: &str = "…";

fn untitled(title: &str) -> &str {
    if title == UNTITLED { "" } else { title }
}

impl DraftAdvice {
    /// «Begrunnelse» and «Praktisk gjennomføring» are parts of their own.
    fn of(&self, key: String, number: usize) -> Advice {
        let (mut body, mut rationale, mut practice) = (Vec::new(), Vec::new(), Vec::new());
        let mut now = &mut body;
        for paragraph in &self.body {
            let heading = paragraph.strip_prefix("### ").map(str::to_lowercase);
            match heading.as_deref() {
                Some(h) if h.starts_with("begrunnelse") || h.starts_with("grunngiving") => {
                    now = &mut rationale
                }
                Some(h) if h.starts_with("praktisk") => now = &mut practice,
                _ => now.push(paragraph.as_str()),
            }
        }
        let words = |paragraphs: &[&str]| Words::both(&paragraphs.join("\n\n"), "");
        Advice {
            key,
            number: number.to_string(),
            title: Words::both(&self.title, ""),
            body: words(&body),
            rationale: words(&rationale),
            practice: words(&practice),
            fields: Field::template(true),
            ..Advice::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Nasjonale råd\n\nInnledning.\n\n## Forebygging\n\n### Råd 1: Kommunen bør se\n\nTekst.\n\n#### Begrunnelse\n\nFordi.\n\n### Råd 2: Kommunen bør høre\n\nTekst to.\n\n## Metode\n\nSlik.";

    #[test]
    fn råd_are_found_by_their_names_and_their_parts_by_what_they_are_called() {
        let draft = Draft::of(&blocks(TEXT));
        assert_eq!(draft.count(), 2);
        let mut m = Manuscript::default();
        draft.add_to(&mut m);
        let first = m.advice().next().unwrap();
        assert_eq!(first.title.nb, "Kommunen bør se");
        assert_eq!(
            (first.body.nb.as_str(), first.rationale.nb.as_str()),
            ("Tekst.", "Fordi.")
        );
        let keys: Vec<&str> = m.advice().map(|advice| advice.key.as_str()).collect();
        assert_eq!(keys, ["r1", "r2"]);
    }

    #[test]
    fn its_own_form_is_read_back_and_merging_and_splitting_lose_nothing() {
        let mut draft = Draft::of(&blocks(TEXT));
        assert_eq!(Draft::parse(&draft.text()), draft);
        draft.merge(1);
        assert_eq!(draft.count(), 1);
        assert!(draft.text().contains("Tekst to."));
        draft.split(0, 3);
        assert_eq!(draft.count(), 2);
        assert!(draft.text().contains("## Kommunen bør høre"));
    }

    #[test]
    fn headings_may_be_underlined_and_marks_in_titles_are_no_part_of_them() {
        let text = "Kapittel *en*\n=============\n\nRåd 1: **Kommunen** bør se\n---\n\nTekst.\n\n- punkt\n---\n";
        let draft = Draft::of(&blocks(text));
        assert_eq!(
            draft.text(),
            "# Kapittel en\n\n## Kommunen bør se\n\nTekst.\n\n- punkt\n---"
        );
        let numbered = blocks("## 1. Innledning\n\n## - Slik *er* det");
        let titles = [
            Block::Heading(2, "1. Innledning".into()),
            Block::Heading(2, "- Slik er det".into()),
        ];
        assert_eq!(numbered, titles);
        let word = Draft::parse("# A\n\n## Slik: *viktig*\n\nTekst");
        assert_eq!(
            word.chapters[0].advice[0].title, "Slik: *viktig*",
            "as it was written"
        );
    }

    #[test]
    fn råd_that_get_another_number_than_they_had_are_counted() {
        let renumbered = |text: &str, before| {
            look_over(blocks(text), Remarks::default(), before)
                .1
                .renumbered
        };
        assert_eq!(
            renumbered("# A\n\n## Råd 4: X\n\nSe råd 7.\n\n## Råd 7: Y", 0),
            2
        );
        assert_eq!(renumbered("# A\n\n## Råd 1: X\n\n## Råd 2: Y", 0), 0);
        assert_eq!(renumbered("# A\n\n## Råd 3: X\n\n## Råd 4: Y", 2), 0);
    }

    #[test]
    fn skipped_levels_same_numbers_and_images_are_counted_and_images_are_left_out() {
        let found = blocks(
            "# A\n\n### Råd 1: X\n\nTekst ![ ](bilde.png) her.\n\n![](to.png)\n\n### Råd 1: Y\n\n![Et kart](kart.png)",
        );
        let (draft, said) = look_over(found, Remarks::default(), 0);
        assert_eq!((said.skipped_levels, said.same_number), (1, 1));
        assert_eq!((said.images, said.images_without_alt), (3, 2));
        assert_eq!(draft.text(), "# A\n\n## X\n\nTekst  her.\n\n## Y");
    }
}
