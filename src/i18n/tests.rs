//! Holds both languages together: same files, same keys, same values, and nothing used that is not there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;

use super::*;

/// Key → names of the values it takes, read from the source text.
fn keys(files: &[(&str, &str)]) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for (file, source) in files {
        if let Err((_, faults)) = FluentResource::try_new((*source).to_owned()) {
            panic!("{file}: {faults:?}");
        }
        let mut key = String::new();
        for line in source.lines() {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                line.split(' ').next().unwrap().clone_into(&mut key);
                let before = keys.insert(key.clone(), BTreeSet::new());
                assert!(before.is_none(), "{file}: {key} stands twice");
            }
            if !line.starts_with('#') {
                let names = line.split('$').skip(1).map(|rest| {
                    rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
                        .next()
                        .unwrap()
                        .to_owned()
                });
                keys.entry(key.clone()).or_default().extend(names);
            }
        }
    }
    keys.remove("");
    keys
}

#[test]
fn both_languages_have_the_same_files_keys_and_values() {
    let files =
        |list: &[(&'static str, &str)]| list.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    assert_eq!(files(NB), files(NN));
    let (nb, nn) = (keys(NB), keys(NN));
    for (key, values) in &nb {
        assert_eq!(nn.get(key), Some(values), "{key} differs in nynorsk");
    }
    for key in nn.keys() {
        assert!(nb.contains_key(key), "{key} is missing in bokmål");
    }
}

#[test]
fn every_text_comes_out_in_both_languages() {
    for lang in Lang::ALL {
        let bundle = lang.bundle();
        for (key, values) in keys(NB) {
            let mut args = FluentArgs::new();
            for value in &values {
                args.set(value.as_str(), FluentValue::from(2));
            }
            let pattern = bundle.get_message(&key).and_then(|m| m.value());
            let pattern = pattern.unwrap_or_else(|| panic!("{key} has no text in {lang}"));
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
            assert!(errors.is_empty(), "{key} in {lang}: {errors:?}");
            assert!(!text.trim().is_empty(), "{key} is empty in {lang}");
        }
    }
}

#[test]
fn every_key_used_in_source_and_templates_exists() {
    let known = keys(NB);
    let mut missing = Vec::new();
    for file in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        let source = std::fs::read_to_string(&file).unwrap();
        for call in [".t(\"", ".with(\"", ".with1(\"", ".with2(\""] {
            for rest in source.split(call).skip(1) {
                let key = rest.split('"').next().unwrap();
                if !known.contains_key(key) {
                    missing.push(format!("{}: {key}", file.display()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "texts that do not exist: {missing:#?}");
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path
            .extension()
            .is_some_and(|e| e == "rs" || e == "html" || e == "txt")
            && !path.ends_with("i18n/tests.rs")
            && !path.ends_with("src/i18n.rs")
        {
            found.push(path);
        }
    }
    found
}

#[test]
fn an_unknown_key_is_shown_and_nothing_stops() {
    assert_eq!(Lang::Nb.t("no-such-key"), "no-such-key");
}

#[test]
fn paths_go_both_ways() {
    assert_eq!(Lang::Nb.path("/"), "/");
    assert_eq!(Lang::Nn.path("/"), "/nn");
    assert_eq!(Lang::Nn.path("/?q=tall"), "/nn?q=tall");
    assert_eq!(Lang::Nn.path("/personvern"), "/nn/personvern");
    for lang in Lang::ALL {
        for path in ["/", "/personvern", "/nnx"] {
            assert_eq!(Lang::of_path(&lang.path(path)), (lang, path));
        }
    }
}

#[test]
fn numbers_are_grouped_with_a_space_that_does_not_break() {
    assert_eq!(number(999), "999");
    assert_eq!(number(3712), "3\u{a0}712");
    assert_eq!(number(1_234_567), "1\u{a0}234\u{a0}567");
    let text = Lang::Nb.with(
        "count-left",
        &[
            ("left", &288_usize),
            ("count", &3712_usize),
            ("limit", &4000_usize),
        ],
    );
    assert_eq!(text, "288 tegn igjen (3\u{a0}712 av 4\u{a0}000)");
}
