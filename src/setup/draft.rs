//! A draft (utkast) as somebody wrote it, in Markdown or Word, read into chapters and råd. What was found is a
//! text of one form: `#` before a chapter, `##` before a råd, `###` before its parts; buttons change that text,
//! and it becomes the working copy's when somebody says that it is right.

mod number;
mod part;
mod read;

use super::images::{images, without};
use super::manuscript::{Advice, Chapter, Field, Manuscript, Words};
use crate::text::single_line;
use part::{Part, divided, heading, written};
use read::{Form, read};
use std::collections::HashSet;

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
    /// Råd, or chapters, that have the same number as another.
    pub same_number: usize,
    /// Råd that get another number than the file says.
    pub renumbered: usize,
    /// Hidden texts, which are left out.
    pub hidden: usize,
    /// Texts that are struck through, which are taken along as any other.
    pub struck: usize,
    /// Texts above or below the line that cannot be written so, and stand on it.
    pub raised: usize,
    /// Equations that are more than their text, of which only that is read.
    pub equations: usize,
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
    /// Paragraphs; one that begins with `### `, or with more of them, is a heading.
    pub body: Vec<String>,
}

/// The blocks of a Markdown text, as somebody wrote it.
pub fn blocks(text: &str) -> Vec<Block> {
    read(text, Form::Any)
}

/// What a working copy has already, and a file's comes after.
#[derive(Clone, Copy, Debug, Default)]
pub struct Before {
    /// Those with a number.
    chapters: usize,
    advice: usize,
}

impl Before {
    pub fn of(m: &Manuscript) -> Self {
        let numbered = m.chapters.iter().filter(|c| !c.number.is_empty());
        Self {
            chapters: numbered.count(),
            advice: m.advice().count(),
        }
    }
}

/// The draft that the blocks of a file make, and what can be said of them before it is taken in after what is there.
/// Images stay in the file.
pub fn look_over(mut blocks: Vec<Block>, mut said: Remarks, before: Before) -> (Draft, Remarks) {
    said.skipped_levels += skipped_levels(&blocks);
    for block in &mut blocks {
        if let Block::Text(text) = block {
            let found = images(text);
            if found.is_empty() {
                continue;
            }
            said.images += found.len();
            said.images_without_alt += found.iter().filter(|image| !image.has_alt).count();
            *text = without(text, &found).trim().to_owned();
        }
    }
    blocks.retain(|block| !matches!(block, Block::Text(text) if text.is_empty()));
    let (draft, numbers) = Draft::of(&blocks, before);
    said.same_number += numbers.same;
    said.renumbered += numbers.renumbered;
    (draft, said)
}

fn skipped_levels(blocks: &[Block]) -> usize {
    let mut last = 0;
    let mut skipped = 0;
    for block in blocks {
        if let Block::Heading(level, _) = block {
            skipped += usize::from(*level > last + 1 && last > 0);
            last = *level;
        }
    }
    skipped
}

/// The numbers that the headings of a file say.
#[derive(Default)]
struct Numbers {
    /// Those of råd, and those of chapters.
    seen: HashSet<(bool, String)>,
    same: usize,
    renumbered: usize,
}

impl Numbers {
    fn note(&mut self, is_advice: bool, number: &str) {
        let is_new = self.seen.insert((is_advice, number.to_owned()));
        self.same += usize::from(!is_new);
    }
}

/// What the headings of a file are, by their levels.
struct Levels {
    /// The first is the title of the document.
    has_title: bool,
    advice: usize,
}

impl Levels {
    /// Those that say «Råd 3» are råd where there are any, otherwise the second of the levels, or all where there is
    /// only one.
    fn of(blocks: &[Block]) -> Self {
        let headings = || {
            blocks.iter().filter_map(|block| match block {
                Block::Heading(level, title) => Some((*level, title.as_str())),
                Block::Text(_) => None,
            })
        };
        let first = |is: fn(&str) -> bool| headings().find(|(_, title)| is(title));
        let named = first(|title| number::named(title).is_some());
        let named = named.or_else(|| first(number::says_advice));
        let named = named.map(|(level, _)| level);
        let levels: Vec<usize> = headings().map(|(level, _)| level).collect();
        let mut distinct = levels.clone();
        distinct.sort_unstable();
        distinct.dedup();
        // A single heading above all others is the title of the document, where there are chapters below it.
        let has_title = distinct.len() > 2
            && named.is_none_or(|level| distinct[1] < level)
            && levels.first() == distinct.first()
            && levels.iter().filter(|level| **level == distinct[0]).count() == 1;
        if has_title {
            distinct.remove(0);
        }
        let second = distinct.get(1).or(distinct.first()).copied();
        Self {
            has_title,
            advice: named.or(second).unwrap_or(1),
        }
    }
}

/// How deep the parts of a råd begin in the draft's own form, and how deep Markdown goes.
const PART: usize = 3;
const DEEPEST: usize = 6;

impl Draft {
    /// Chapters and råd as the headings suggest, after what is there, and what the headings say of numbers.
    fn of(blocks: &[Block], before: Before) -> (Self, Numbers) {
        let levels = Levels::of(blocks);
        let own = levels.advice;
        let (mut draft, mut numbers) = (Self::default(), Numbers::default());
        for (n, block) in blocks.iter().enumerate() {
            match block {
                Block::Heading(..) if n == 0 && levels.has_title => {}
                Block::Heading(level, title) if *level < own => {
                    let title = draft.chapter_title(title, before, &mut numbers);
                    draft.begin_chapter(title);
                }
                Block::Heading(level, title) if *level == own => {
                    let title = draft.advice_title(title, before, &mut numbers);
                    draft.begin_advice(title);
                }
                Block::Heading(level, title) => {
                    let below = (PART - 1 + level - own).min(DEEPEST);
                    draft.write(written(below, title));
                }
                Block::Text(text) => draft.write(text.clone()),
            }
        }
        (draft, numbers)
    }

    /// The title of the next chapter: without the number where that says what its place says, in the file or after what
    /// is there.
    fn chapter_title<'t>(&self, title: &'t str, before: Before, numbers: &mut Numbers) -> &'t str {
        let Some(typed) = number::of_chapter(title) else {
            return title;
        };
        numbers.note(false, typed.number);
        let own = self.titled() + 1;
        let places = [own, before.chapters + own].map(|place| place.to_string());
        let is_its_place = places.iter().any(|place| place == typed.number);
        match is_its_place && !typed.title.is_empty() {
            true => typed.title,
            false => title,
        }
    }

    /// The title of the next råd, which comes after so many others: «Råd 3» says nothing but its number, and a number
    /// alone is left out where that says what its place says.
    fn advice_title<'t>(&self, title: &'t str, before: Before, numbers: &mut Numbers) -> &'t str {
        let named = number::named(title);
        let Some(typed) = named.or_else(|| number::bare(title)) else {
            return title;
        };
        numbers.note(true, typed.number);
        if named.is_none() && !self.is_next(typed.number, before) {
            return title;
        }
        let given = (before.advice + self.count() + 1).to_string();
        numbers.renumbered += usize::from(typed.number != given);
        match typed.title {
            "" => title,
            own => own,
        }
    }

    /// Whether this is the number of the next råd: among all of the file or with those that are there, in its chapter, or
    /// as «2.1».
    fn is_next(&self, number: &str, before: Before) -> bool {
        let within = self.chapters.last().map_or(0, |c| c.advice.len()) + 1;
        let (own, chapter) = (self.count() + 1, self.titled());
        let places = [
            own.to_string(),
            (before.advice + own).to_string(),
            within.to_string(),
            format!("{chapter}.{within}"),
            format!("{}.{within}", before.chapters + chapter),
        ];
        places.iter().any(|place| place == number)
    }

    /// How many chapters there are, without what stands before the first heading.
    fn titled(&self) -> usize {
        let titled = self.chapters.iter().filter(|c| !c.title.is_empty());
        titled.count()
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
        if let Some(chapter) = self.chapters.last_mut() {
            chapter.advice.push(DraftAdvice {
                title: title.to_owned(),
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
                Block::Heading(2, title) => draft.begin_advice(untitled(&title)),
                Block::Heading(level, title) => draft.write(written(level, &title)),
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

    /// The place of the only råd with this title.
    pub fn only(&self, title: &str) -> Option<usize> {
        let all = self.chapters.iter().flat_map(|chapter| &chapter.advice);
        let mut found = all.enumerate().filter(|(_, advice)| advice.title == title);
        let (n, _) = found.next()?;
        found.next().is_none().then_some(n)
    }

    pub fn rename(&mut self, n: usize, title: &str) {
        if let Some(advice) = self.advice_mut(n) {
            advice.title = single_line(title);
        }
    }

    /// The nth råd becomes a part of the one before it: its title leads back to the body, and what it has of fields
    /// goes on in those that are there, under its title.
    pub fn merge(&mut self, n: usize) {
        let mut at = 0;
        for chapter in &mut self.chapters {
            let here = n.wrapping_sub(at);
            if here > 0 && here < chapter.advice.len() {
                let gone = chapter.advice.remove(here);
                chapter.advice[here - 1].body.extend(gone.into_part());
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
                let title = match heading(&rest[0]).map(|(_, title)| title.to_owned()) {
                    Some(title) => {
                        rest.remove(0);
                        without_signs(&mut rest, &title);
                        untitled(&title).to_owned()
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

    /// Puts the chapters and råd after those that a working copy has, each with the usual fields. What has no title
    /// is no chapter that the file counts.
    pub fn add_to(&self, m: &mut Manuscript) {
        let mut last = Before::of(m).chapters;
        for chapter in &self.chapters {
            let is_counted = !chapter.title.is_empty();
            last += usize::from(is_counted);
            let mut new = Chapter {
                key: m.fresh_key('k'),
                number: if is_counted {
                    last.to_string()
                } else {
                    String::new()
                },
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

/// What stands first in a field of a råd that was merged, so that it is seen whose it is.
fn sign(level: usize, title: &str) -> Option<String> {
    (level < DEEPEST).then(|| written(level + 1, title))
}

/// A råd that is one of its own again needs no signs in its fields.
fn without_signs(paragraphs: &mut Vec<String>, title: &str) {
    let mut expected = None;
    paragraphs.retain(|paragraph| {
        let is_sign = expected.as_ref() == Some(paragraph);
        let named = heading(paragraph).filter(|(_, name)| Part::named(name).is_some());
        expected = named.and_then(|(level, _)| sign(level, title));
        !is_sign
    });
}

impl DraftAdvice {
    /// As it stands in another that it is merged into.
    fn into_part(self) -> Vec<String> {
        let title = match self.title.as_str() {
            "" => UNTITLED,
            title => title,
        };
        let mut part = vec![written(PART, title)];
        for paragraph in self.body {
            let named = heading(&paragraph).filter(|(_, name)| Part::named(name).is_some());
            let sign = named.and_then(|(level, _)| sign(level, title));
            part.push(paragraph);
            part.extend(sign);
        }
        part
    }

    /// «Begrunnelse» and «Praktisk gjennomføring» are parts of their own.
    fn of(&self, key: String, number: usize) -> Advice {
        let parts = divided(&self.body);
        let words = |part: Part| {
            let own = parts.iter().filter(|(its, _)| *its == part);
            let own: Vec<&str> = own.map(|(_, paragraph)| *paragraph).collect();
            Words::both(&own.join("\n\n"), "")
        };
        Advice {
            key,
            number: number.to_string(),
            title: Words::both(&self.title, ""),
            body: words(Part::Body),
            rationale: words(Part::Rationale),
            practice: words(Part::Practice),
            fields: Field::template(true),
            ..Advice::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft_of(text: &str) -> Draft {
        look_over(blocks(text), Remarks::default(), Before::default()).0
    }

    const TEXT: &str = "# Nasjonale råd\n\nInnledning.\n\n## Forebygging\n\n### Råd 1: Kommunen bør se\n\nTekst.\n\n#### Begrunnelse\n\nFordi.\n\n### Råd 2: Kommunen bør høre\n\nTekst to.\n\n## Metode\n\nSlik.";

    #[test]
    fn råd_are_found_by_their_names_and_their_parts_by_what_they_are_called() {
        let draft = draft_of(TEXT);
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
        let mut draft = draft_of(TEXT);
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
        let draft = draft_of(text);
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
    fn a_number_that_goes_on_after_what_is_there_says_its_place() {
        let before = Before {
            chapters: 1,
            advice: 2,
        };
        let of = |text: &str| look_over(blocks(text), Remarks::default(), before).0;
        let goes_on = of("# 2 Økonomi\n\n## 3 Kommunen bør se");
        assert_eq!(goes_on.chapters[0].title, "Økonomi");
        assert_eq!(goes_on.chapters[0].advice[0].title, "Kommunen bør se");
        let other = of("# 7 Økonomi\n\n## 9 Kommunen bør se");
        assert_eq!(other.chapters[0].title, "7 Økonomi");
        assert_eq!(other.chapters[0].advice[0].title, "9 Kommunen bør se");
    }

    #[test]
    fn råd_that_get_another_number_than_they_had_are_counted() {
        let renumbered = |text: &str, advice| {
            let before = Before {
                chapters: 0,
                advice,
            };
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
    fn a_heading_that_only_begins_with_the_name_of_a_field_stays_in_the_body_with_all_below_it() {
        let text = "# A\n\n## Råd 1: X\n\nEn.\n\n### Praktisk hjelp i hjemmet\n\nTo.\n\n### Begrunnelse:\n\nTre.\n\n### Målgruppe\n\nFire.";
        let mut m = Manuscript::default();
        draft_of(text).add_to(&mut m);
        let first = m.advice().next().unwrap();
        let body = "En.\n\n### Praktisk hjelp i hjemmet\n\nTo.\n\n### Målgruppe\n\nFire.";
        assert_eq!(
            (first.body.nb.as_str(), first.rationale.nb.as_str()),
            (body, "Tre.")
        );
        assert_eq!(first.practice.nb, "");
    }

    const TWO: &str = "# A\n\n## En\n\nTekst 1.\n\n### Begrunnelse\n\nFordi 1.\n\n### Praktisk\n\nSlik 1.\n\n## To\n\nTekst 2.\n\n### Begrunnelse\n\nFordi 2.\n\n### Praktisk\n\nSlik 2.";

    #[test]
    fn råd_that_are_merged_have_body_with_body_and_field_with_field() {
        let mut draft = Draft::parse(TWO);
        draft.merge(1);
        let mut m = Manuscript::default();
        Draft::parse(&draft.text()).add_to(&mut m);
        let merged = m.advice().next().unwrap();
        assert_eq!(merged.body.nb, "Tekst 1.\n\n### To\n\nTekst 2.");
        assert_eq!(merged.rationale.nb, "Fordi 1.\n\n#### To\n\nFordi 2.");
        assert_eq!(merged.practice.nb, "Slik 1.\n\n#### To\n\nSlik 2.");
    }

    #[test]
    fn splitting_where_two_råd_were_merged_gives_both_back_as_they_were() {
        let mut draft = Draft::parse(TWO);
        draft.merge(1);
        draft.split(0, 5);
        assert_eq!(draft.text(), TWO);
        let untitled = "# A\n\n## En\n\nTekst 1.\n\n### Praktisk\n\nSlik 1.\n\n## …\n\nTekst 2.";
        let mut draft = Draft::parse(untitled);
        draft.merge(1);
        draft.split(0, 3);
        assert_eq!(draft.text(), untitled);
    }

    #[test]
    fn numbers_that_say_what_the_order_says_are_taken_off_and_others_stay_in_the_title() {
        let text = "# 1 Konsultasjoner\n\n## 1.1 Kommunen bør se\n\n## 1.2 Kommunen bør høre\n\n# 2. Økonomi\n\n## 2.1 Fylket bør se\n\n## 2.7 Fylket bør høre\n\n# 5 Metode";
        let (draft, said) = look_over(blocks(text), Remarks::default(), Before::default());
        assert_eq!(
            draft.text(),
            "# Konsultasjoner\n\n## Kommunen bør se\n\n## Kommunen bør høre\n\n# Økonomi\n\n## Fylket bør se\n\n## 2.7 Fylket bør høre\n\n# 5 Metode"
        );
        assert_eq!((said.renumbered, said.same_number), (3, 0));
    }

    #[test]
    fn what_is_no_number_stays_in_the_title_of_a_råd() {
        let text = "# A\n\n## Råd 1: Se\n\n## Råd 2024-planen\n\n## Råd 3a: X\n\n## Råd 1–2: Felles\n\n## 1a Y";
        let titles: Vec<String> = draft_of(text).chapters[0]
            .advice
            .iter()
            .map(|advice| advice.title.clone())
            .collect();
        assert_eq!(
            titles,
            [
                "Se",
                "Råd 2024-planen",
                "Råd 3a: X",
                "Råd 1–2: Felles",
                "1a Y"
            ]
        );
    }

    #[test]
    fn headings_with_one_number_are_counted_and_a_chapter_may_have_that_of_a_råd() {
        let same = |text: &str| {
            look_over(blocks(text), Remarks::default(), Before::default())
                .1
                .same_number
        };
        assert_eq!(same("# 1 A\n\n## 1.1 X\n\n## 1.1 Y\n\n# 1 B"), 2);
        assert_eq!(
            same("# 1 A\n\n## Råd 1: X\n\n### 1 Slik\n\n### 1 Eller slik"),
            0
        );
    }

    #[test]
    fn what_stands_before_the_first_chapter_takes_no_number_from_it() {
        let draft = draft_of("Innledning.\n\n# 1 A\n\n## X\n\nTekst.");
        let mut m = Manuscript::default();
        draft.add_to(&mut m);
        let chapters: Vec<_> = m
            .chapters
            .iter()
            .map(|c| (&*c.number, &*c.title.nb))
            .collect();
        assert_eq!(chapters, [("", ""), ("1", "A")]);
    }

    #[test]
    fn code_is_taken_in_as_it_stands_and_read_again_from_the_form() {
        let text = "# A\n\n## X\n\n    # ikke en overskrift\n\n~~~\n# heller ikke\n~~~\n\n## Y";
        let (draft, _) = look_over(blocks(text), Remarks::default(), Before::default());
        assert_eq!(draft.text(), text);
        assert_eq!(Draft::parse(text), draft);
    }

    #[test]
    fn skipped_levels_same_numbers_and_images_are_counted_and_images_are_left_out() {
        let found = blocks(
            "# A\n\n### Råd 1: X\n\nTekst ![ ](bilde.png) her.\n\n![](to.png)\n\n### Råd 1: Y\n\n![Et kart](kart.png)",
        );
        let (draft, said) = look_over(found, Remarks::default(), Before::default());
        assert_eq!((said.skipped_levels, said.same_number), (1, 1));
        assert_eq!((said.images, said.images_without_alt), (3, 2));
        assert_eq!(draft.text(), "# A\n\n## X\n\nTekst  her.\n\n## Y");
    }
}
