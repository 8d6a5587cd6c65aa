//! A whole manuscript in the place of another, as a program writes it. Texts are kept as a form would keep them, and
//! right or not; what no form lets anybody do is refused: another address, documents that were never given, keys and
//! words that nothing could be found by.

use super::check::is_markdown;
use super::manuscript::{Document, Field, FieldOption, Manuscript};
use crate::consultations::GENERAL;
use crate::error::{Error, FieldError};
use crate::text::{canonical, single_line};
use serde_json::Value;
use std::collections::HashSet;

/// What a key may be at most.
const LONGEST_KEY: usize = 80;
const KINDS: [&str; 2] = ["høring", "innspillsrunde"];
const STATUSES: [&str; 5] = ["", "preparing", "open", "processing", "concluded"];
const STRENGTHS: [&str; 3] = ["", "bør", "skal"];
const YES_NO: [&str; 3] = ["", "true", "false"];
pub const DOCUMENT_KINDS: [&str; 3] = ["letter", "draft", "paper"];
pub const LANGUAGES: [&str; 2] = ["nb", "nn"];
const FIELD_KINDS: [&str; 3] = ["text", "scale", "choice"];
const COLLECTIVES: [&str; 5] = [
    "",
    "municipalities",
    "county_authorities",
    "county_governors",
    "health_authorities",
];

/// The new manuscript as it is kept.
///
/// # Errors
/// [`crate::error::Problem::Invalid`] with the pointer of everything that cannot be kept.
pub fn replaced(now: &Manuscript, given: Manuscript) -> Result<Manuscript, Error> {
    let mut new = cleaned(given)?;
    new.used_keys.clone_from(&now.used_keys);
    new.removed_keys.clone_from(&now.removed_keys);
    new.known_owner.clone_from(&now.known_owner);
    new.copied_from.clone_from(&now.copied_from);
    // What was put back of what stood there before is nothing to whoever has written all of it anew.
    new.put_back.clear();
    for (kept, text) in [(&now.slug, &mut new.slug), (&now.kind, &mut new.kind)] {
        if text.is_empty() {
            text.clone_from(kept);
        }
    }
    let mut faults = Vec::new();
    if new.slug != now.slug {
        faults.push(FieldError::new("/slug", "error-value"));
    }
    words(&new, &mut faults);
    documents(now, &new, &mut faults);
    lists(now, &new, &mut faults);
    keys(&mut new, &mut faults);
    match faults.is_empty() {
        true => Ok(new),
        false => Err(Error::invalid(faults)),
    }
}

/// Every text in its one form: Markdown over several lines, everything else on one.
fn cleaned(given: Manuscript) -> Result<Manuscript, Error> {
    let unreadable = |e: serde_json::Error| Error::internal(e.to_string());
    let mut value = serde_json::to_value(given).map_err(unreadable)?;
    clean(&mut value, "");
    let mut clean: Manuscript = serde_json::from_value(value).map_err(unreadable)?;
    let advice = clean.chapters.iter_mut().flat_map(|c| &mut c.advice);
    let fields = advice.flat_map(|advice| &mut advice.fields);
    for field in fields.chain(&mut clean.general_fields) {
        // «4 000» is a number to people.
        field.limit = field.limit.split_whitespace().collect();
    }
    Ok(clean)
}

/// `name` is what the text is called: that of the member above for one in a language.
fn clean(value: &mut Value, name: &str) {
    match value {
        Value::String(text) if is_markdown(name) || name == "short_reason" => {
            *text = canonical(text).trim_end().to_owned();
        }
        Value::String(text) => *text = single_line(text),
        Value::Array(items) => items.iter_mut().for_each(|item| clean(item, name)),
        Value::Object(members) => {
            for (key, member) in members {
                let name = if LANGUAGES.contains(&key.as_str()) {
                    name
                } else {
                    key
                };
                clean(member, name);
            }
        }
        _ => {}
    }
}

/// Words that are chosen, not written.
fn words(m: &Manuscript, faults: &mut Vec<FieldError>) {
    let mut one_of = |at: String, word: &str, words: &[&str]| {
        if !words.contains(&word) {
            faults.push(FieldError::new(at, "error-value"));
        }
    };
    one_of("/kind".into(), &m.kind, &KINDS);
    one_of("/status".into(), &m.status, &STATUSES);
    let answer = &m.professional_change;
    one_of("/professional_change".into(), answer, &YES_NO);
    for (n, document) in m.documents.iter().enumerate() {
        let at = format!("/documents/{n}");
        one_of(format!("{at}/kind"), &document.kind, &DOCUMENT_KINDS);
        one_of(format!("{at}/language"), &document.language, &LANGUAGES);
    }
    for (i, chapter) in m.chapters.iter().enumerate() {
        for (j, advice) in chapter.advice.iter().enumerate() {
            let at = format!("/chapters/{i}/advice/{j}");
            one_of(format!("{at}/strength"), &advice.strength, &STRENGTHS);
            for (n, field) in advice.fields.iter().enumerate() {
                one_of(format!("{at}/fields/{n}/kind"), &field.kind, &FIELD_KINDS);
            }
        }
    }
    for (n, field) in m.general_fields.iter().enumerate() {
        let at = format!("/general_fields/{n}/kind");
        one_of(at, &field.kind, &FIELD_KINDS);
    }
    for (i, group) in m.groups.iter().enumerate() {
        for (n, line) in group.lines.iter().enumerate() {
            let at = format!("/groups/{i}/lines/{n}/collective");
            one_of(at, &line.collective, &COLLECTIVES);
        }
    }
}

/// A list of the register is taken in by itself (`lists.rs`); here it only stays or goes.
fn lists(now: &Manuscript, new: &Manuscript, faults: &mut Vec<FieldError>) {
    for (n, group) in new.groups.iter().enumerate() {
        let is_known = |list| {
            now.groups
                .iter()
                .any(|known| known.list.as_ref() == Some(list))
        };
        if group.list.as_ref().is_some_and(|list| !is_known(list)) {
            faults.push(FieldError::new(format!("/groups/{n}/list"), "error-value"));
        }
    }
}

/// Only what was given to this working copy, once each.
fn documents(now: &Manuscript, new: &Manuscript, faults: &mut Vec<FieldError>) {
    let mut seen = HashSet::new();
    for (n, document) in new.documents.iter().enumerate() {
        let is_same = |known: &Document| {
            (&known.file, &known.sha256, known.size)
                == (&document.file, &document.sha256, document.size)
        };
        if !now.documents.iter().any(is_same) || !seen.insert(document.file.as_str()) {
            faults.push(FieldError::new(format!("/documents/{n}"), "error-value"));
        }
    }
}

/// What has no key gets one that nothing ever had.
fn keys(m: &mut Manuscript, faults: &mut Vec<FieldError>) {
    let mut seen = HashSet::new();
    for i in 0..m.chapters.len() {
        if m.chapters[i].key.is_empty() {
            m.chapters[i].key = m.fresh_key('k');
        }
        let key = m.chapters[i].key.clone();
        check_key(format!("/chapters/{i}/key"), key, &mut seen, faults);
        for j in 0..m.chapters[i].advice.len() {
            let at = format!("/chapters/{i}/advice/{j}");
            if m.chapters[i].advice[j].key.is_empty() {
                m.chapters[i].advice[j].key = m.fresh_key('r');
            }
            let key = m.chapters[i].advice[j].key.clone();
            let used = m.used_field_keys(Some(&key));
            check_key(format!("{at}/key"), key.clone(), &mut seen, faults);
            if key == GENERAL {
                faults.push(FieldError::new(format!("{at}/key"), "error-key-general"));
            }
            let fields = &mut m.chapters[i].advice[j].fields;
            field_keys(&format!("{at}/fields"), fields, &used, faults);
        }
    }
    let used = m.used_field_keys(None);
    field_keys("/general_fields", &mut m.general_fields, &used, faults);
}

fn field_keys(
    at: &str,
    fields: &mut [Field],
    used: &HashSet<String>,
    faults: &mut Vec<FieldError>,
) {
    let mut seen = HashSet::new();
    for n in 0..fields.len() {
        if fields[n].key.is_empty() {
            fields[n].key = Field::fresh(fields, used).key;
        }
        let at = format!("{at}/{n}");
        let key = fields[n].key.clone();
        check_key(format!("{at}/key"), key, &mut seen, faults);
        option_keys(&at, &mut fields[n].options, faults);
    }
}

fn option_keys(at: &str, options: &mut [FieldOption], faults: &mut Vec<FieldError>) {
    let mut seen = HashSet::new();
    for n in 0..options.len() {
        if options[n].key.is_empty() {
            let is_free = |key: &String| options.iter().all(|known| known.key != *key);
            let mut fresh = (1..=options.len()).map(|n| format!("valg{n}"));
            options[n].key = fresh.find(is_free).unwrap_or_default();
        }
        let key = options[n].key.clone();
        let at = format!("{at}/options/{n}/key");
        check_key(at, key, &mut seen, faults);
    }
}

fn check_key(at: String, key: String, seen: &mut HashSet<String>, faults: &mut Vec<FieldError>) {
    if !is_key(&key) {
        faults.push(FieldError::new(at, "error-value"));
    } else if !seen.insert(key) {
        faults.push(FieldError::new(at, "error-repeated"));
    }
}

/// Small letters and digits, with one dash or underscore between them: as in an import file.
fn is_key(key: &str) -> bool {
    let is_word = |word: &str| {
        let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        !word.is_empty() && word.bytes().all(is_plain)
    };
    key.len() <= LONGEST_KEY && key.split(['-', '_']).all(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::manuscript::{Advice, Chapter, Words};

    fn with(chapters: Vec<Chapter>) -> Manuscript {
        Manuscript {
            kind: "høring".into(),
            slug: "sak".into(),
            chapters,
            ..Manuscript::default()
        }
    }

    fn advice(key: &str) -> Advice {
        Advice {
            key: key.into(),
            ..Advice::default()
        }
    }

    fn chapter(key: &str, advice: Vec<Advice>) -> Chapter {
        Chapter {
            key: key.into(),
            advice,
            ..Chapter::default()
        }
    }

    fn faults(now: &Manuscript, new: Manuscript) -> Vec<String> {
        let refused = replaced(now, new).unwrap_err();
        refused.fields.into_iter().map(|fault| fault.at).collect()
    }

    #[test]
    fn what_is_new_gets_a_key_that_nothing_ever_had() {
        let now = Manuscript {
            used_keys: vec!["r1".into(), "r2".into()],
            ..with(vec![])
        };
        let new = with(vec![chapter("k7", vec![advice("r1"), advice("")])]);
        let kept = replaced(&now, new).unwrap();
        let keys: Vec<_> = kept.advice().map(|a| a.key.as_str()).collect();
        assert_eq!(keys, ["r1", "r3"]);
        assert_eq!(kept.used_keys, now.used_keys);
    }

    #[test]
    fn a_new_field_gets_a_key_that_no_field_of_its_råd_ever_had() {
        let now = Manuscript {
            used_keys: vec!["r1".into(), "r1.felt1".into(), "felt1".into()],
            ..with(vec![])
        };
        let fields = || {
            vec![Field {
                kind: "text".into(),
                ..Field::default()
            }]
        };
        let of = |key: &str| Advice {
            fields: fields(),
            ..advice(key)
        };
        let new = Manuscript {
            general_fields: fields(),
            ..with(vec![chapter("k1", vec![of("r1"), of("r10")])])
        };
        let kept = replaced(&now, new).unwrap();
        let keys: Vec<_> = kept.advice().map(|a| a.fields[0].key.as_str()).collect();
        assert_eq!(keys, ["felt2", "felt1"]);
        assert_eq!(kept.general_fields[0].key, "felt2");
    }

    #[test]
    fn keys_that_say_nothing_or_stand_twice_are_refused_and_so_is_another_address() {
        let now = with(vec![]);
        let twice = vec![chapter("k1", vec![advice("k1"), advice("../x")])];
        let new = Manuscript {
            slug: "annen".into(),
            ..with(twice)
        };
        let found = faults(&now, new);
        assert_eq!(
            found,
            [
                "/slug",
                "/chapters/0/advice/0/key",
                "/chapters/0/advice/1/key"
            ]
        );
    }

    #[test]
    fn no_document_comes_in_by_its_hash_alone() {
        let now = with(vec![]);
        let foreign = Document {
            kind: "paper".into(),
            language: "nb".into(),
            file: "a.pdf".into(),
            sha256: "00".into(),
            ..Document::default()
        };
        let new = Manuscript {
            documents: vec![foreign],
            ..with(vec![])
        };
        assert_eq!(faults(&now, new), ["/documents/0"]);
    }

    #[test]
    fn titles_stand_on_one_line_and_markdown_keeps_its_lines() {
        let now = with(vec![]);
        let new = Manuscript {
            title: Words::both("To\nlinjer", ""),
            ingress: Words::both("En\r\n\r\nto\u{0} ", ""),
            ..with(vec![])
        };
        let kept = replaced(&now, new).unwrap();
        assert_eq!(kept.title.nb, "To linjer");
        assert_eq!(kept.ingress.nb, "En\n\nto");
    }

    #[test]
    fn where_a_copy_was_made_from_stays_whatever_is_sent() {
        let (mut now, mut given) = (with(Vec::new()), with(Vec::new()));
        now.copied_from = "24-1".into();
        given.copied_from = "24-2".into();
        given.documents_looked_over = true;
        let new = replaced(&now, given).unwrap();
        assert_eq!(
            (new.copied_from.as_str(), new.documents_looked_over),
            ("24-1", true)
        );
    }
}
