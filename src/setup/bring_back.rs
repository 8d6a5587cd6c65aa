//! What a working copy has taken out of what is published, put back as it is published: at its place, as near as can be.

use crate::setup::manuscript::{Advice, Chapter, Field, Manuscript};

/// The keys of the published chapters and råd that the working copy has no more.
pub fn taken_out<'p>(m: &Manuscript, published: &'p Manuscript) -> Vec<&'p str> {
    let chapters = published.chapters.iter();
    let keys = chapters.flat_map(|chapter| {
        let advice = chapter.advice.iter().map(|advice| advice.key.as_str());
        std::iter::once(chapter.key.as_str()).chain(advice)
    });
    keys.filter(|key| m.pointer(key).is_none()).collect()
}

/// A field of a råd, or a general one.
pub fn field(fields: &mut Vec<Field>, known: &[Field], key: &str) {
    let is_there = fields.iter().any(|field| field.key == key);
    let at = known.iter().position(|field| field.key == key);
    if let Some(at) = at.filter(|_| !is_there) {
        let place = after(fields, known, at, |field| &field.key);
        fields.insert(place.unwrap_or(0), known[at].clone());
    }
}

/// A chapter or a råd.
pub fn entry(m: &mut Manuscript, published: &Manuscript, key: &str) {
    if m.pointer(key).is_some() {
        return;
    }
    for (i, known) in published.chapters.iter().enumerate() {
        if known.key == key {
            return chapter(m, &published.chapters, i);
        }
        if let Some(j) = known.advice.iter().position(|advice| advice.key == key) {
            return advice(m, known, j);
        }
    }
}

/// Those of its råd that are there come into it, as they stand now.
fn chapter(m: &mut Manuscript, published: &[Chapter], at: usize) {
    let known = &published[at];
    let is_own = |advice: &mut Advice| known.advice.iter().any(|own| own.key == advice.key);
    let mut own = Vec::new();
    for other in &mut m.chapters {
        own.extend(other.advice.extract_if(.., is_own));
    }
    let place = after(&m.chapters, published, at, |chapter| &chapter.key);
    let back = Chapter {
        advice: own,
        ..known.clone()
    };
    m.chapters.insert(place.unwrap_or(0), back);
}

/// Into its chapter, or the last one where that is gone; where there is none at all, the chapter comes with it.
fn advice(m: &mut Manuscript, known: &Chapter, at: usize) {
    if m.chapters.is_empty() {
        m.chapters.push(Chapter {
            advice: Vec::new(),
            ..known.clone()
        });
    }
    let own = m
        .chapters
        .iter()
        .position(|chapter| chapter.key == known.key);
    let last = m.chapters.len() - 1;
    let now = &mut m.chapters[own.unwrap_or(last)].advice;
    let first = own.map_or(now.len(), |_| 0);
    let place = after(now, &known.advice, at, |advice| &advice.key);
    now.insert(place.unwrap_or(first), known.advice[at].clone());
}

/// The place after the last of those that stood before it.
fn after<T>(now: &[T], known: &[T], at: usize, key: fn(&T) -> &str) -> Option<usize> {
    let before = &known[..at];
    let stood_before = |there: &T| before.iter().any(|one| key(one) == key(there));
    now.iter().rposition(stood_before).map(|last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(chapters: &[(&str, &[&str])]) -> Manuscript {
        let advice = |key: &&str| Advice {
            key: (*key).to_owned(),
            ..Advice::default()
        };
        let chapter = |(key, keys): &(&str, &[&str])| Chapter {
            key: (*key).to_owned(),
            advice: keys.iter().map(advice).collect(),
            ..Chapter::default()
        };
        Manuscript {
            chapters: chapters.iter().map(chapter).collect(),
            ..Manuscript::default()
        }
    }

    /// What comes of an outline when this is brought back.
    fn back(key: &str, now: &[(&str, &[&str])]) -> Manuscript {
        let published = outline(&[("k1", &["r1", "r2", "r3"]), ("k2", &["r4", "r5"])]);
        let mut m = outline(now);
        for _ in 0..2 {
            entry(&mut m, &published, key);
        }
        m
    }

    #[test]
    fn a_råd_comes_back_after_those_that_stood_before_it_in_its_chapter() {
        let now: &[(&str, &[&str])] = &[("k2", &["r4", "r5"]), ("k1", &["r3", "r1", "r6"])];
        let expected = outline(&[("k2", &["r4", "r5"]), ("k1", &["r3", "r1", "r2", "r6"])]);
        assert_eq!(back("r2", now), expected);
    }

    #[test]
    fn a_råd_whose_chapter_is_gone_comes_back_in_the_last_one() {
        let now: &[(&str, &[&str])] = &[("k3", &["r4"]), ("k4", &["r7"])];
        let expected = outline(&[("k3", &["r4"]), ("k4", &["r7", "r5"])]);
        assert_eq!(back("r5", now), expected);
        assert_eq!(back("r5", &[]), outline(&[("k2", &["r5"])]));
    }

    #[test]
    fn a_chapter_comes_back_with_those_of_its_råd_that_are_there() {
        let now: &[(&str, &[&str])] = &[("k2", &["r1", "r3", "r4", "r6"])];
        let expected = outline(&[("k1", &["r1", "r3"]), ("k2", &["r4", "r6"])]);
        assert_eq!(back("k1", now), expected);
    }
}
