//! The API does what the pages do: every action of a page names the operation by which a program does the
//! same, and the use case that both call.

mod acts;
mod source;

use acts::{ACTS, Act, NO_BUTTONS};
use hoering::routes;
use hoering::web::route::{Face, Pair, RouteDef};
use source::Sources;
use std::collections::BTreeSet;

/// What a browser does to come in and to go out, and what changes nothing. Programs have no sessions: they show a token each time, and a
/// program that got hold of one must not be able to make itself another (docs/decisions/0041).
const ONLY_IN_A_BROWSER: &[&str] = &[
    "/saksbehandling/logg-inn",
    "/saksbehandling/logg-inn/{token}",
    "/saksbehandling/logg-ut",
    "/saksbehandling/nokler",
    "/svar/{desk}/logg-ut",
    // A try of the form: what is written in it goes nowhere.
    "/saksbehandling/horinger/{slug}/oppsett/visning/svar/{key}",
    "/utvikling/",
];

fn actions() -> impl Iterator<Item = &'static RouteDef> {
    let rows = routes::table().iter();
    rows.filter(|def| def.face == Face::Page && !def.is_safe())
}

fn is_only_in_a_browser(def: &RouteDef) -> bool {
    ONLY_IN_A_BROWSER
        .iter()
        .any(|path| match path.ends_with('/') {
            true => def.path.starts_with(path),
            false => def.path == *path,
        })
}

#[test]
fn every_action_of_a_page_has_an_operation_that_does_the_same() {
    let operations: BTreeSet<&str> = routes::table()
        .iter()
        .filter_map(|def| Some(def.operation?().id))
        .collect();
    let mut found = Vec::new();
    for def in actions().filter(|def| !is_only_in_a_browser(def)) {
        if def.pairs.is_empty() {
            found.push(format!("{}: no operation does this", def.path));
        }
        for Pair { operation, .. } in &def.pairs {
            if !operations.contains(operation) {
                found.push(format!("{}: there is no operation {operation}", def.path));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn what_belongs_to_browsers_is_there_and_has_no_operation() {
    for path in ONLY_IN_A_BROWSER {
        let mut rows = actions().filter(|def| match path.ends_with('/') {
            true => def.path.starts_with(path),
            false => def.path == *path,
        });
        assert!(rows.all(|def| def.pairs.is_empty()), "{path}");
    }
}

#[test]
fn both_sides_of_a_pair_call_the_use_case_that_it_names() {
    let sources = Sources::read();
    let mut found = BTreeSet::new();
    for pair in actions().flat_map(|def| &def.pairs) {
        let Pair {
            use_case,
            operation,
        } = *pair;
        let (module, name) = use_case.rsplit_once("::").expect("a path to a function");
        let file = module.replace("::", "/");
        let defined = [format!("{file}.rs"), format!("{file}/mod.rs")];
        let defined = defined.iter().filter_map(|file| sources.files.get(file));
        if !defined
            .clone()
            .any(|source| source.text.contains(&format!("fn {name}")))
        {
            found.insert(format!("{operation}: {module} has no function {name}"));
        }
        let calls = |side, own: &str| {
            let mut reached = sources.reached(side, own).into_iter();
            reached.any(|source| source.calls(name))
        };
        let pages = sources.handlers(operation);
        if pages.is_empty() || !pages.iter().all(|own| calls("pages", own)) {
            found.insert(format!("{operation}: {pages:?} do not call {name}"));
        }
        let api = sources.operation(operation);
        if !api.iter().any(|own| calls("api", own)) {
            found.insert(format!("{operation}: {api:?} do not call {name}"));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_button_of_a_page_is_named_by_what_it_does() {
    let sources = Sources::read();
    let mut found = BTreeSet::new();
    let says = |words: &str, word: &str| words.split(", ").any(|said| said == word);
    for source in sources.files.values().filter(|s| s.lies_in("pages")) {
        let own = ACTS.iter().map(|(file, words, _)| (*file, *words));
        let own = own.chain(NO_BUTTONS.iter().copied());
        let own: Vec<&str> = own
            .filter_map(|(file, words)| (file == source.file).then_some(words))
            .collect();
        for word in source.words_of_forms() {
            if !own.iter().any(|words| says(words, &word)) {
                found.insert(format!("{}: what does «{word}» do?", source.file));
            }
        }
    }
    for (file, words, act) in ACTS {
        let told_apart = sources.files.get(*file).map(|s| s.words_of_forms());
        for word in words.split(", ") {
            if !told_apart.as_ref().is_some_and(|told| told.contains(word)) {
                found.insert(format!("{file}: there is no «{word}»"));
            }
        }
        match act {
            Act::Does(use_case) if !is_named(&sources, file, use_case) => {
                found.insert(format!("{file}: no row names {use_case}, for «{words}»"));
            }
            Act::Only("") => {
                found.insert(format!("{file}: no reason for «{words}»"));
            }
            _ => {}
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// A row whose handler makes use of this file names the use case.
fn is_named(sources: &Sources, file: &str, use_case: &str) -> bool {
    let mut pairs = actions().flat_map(|def| &def.pairs);
    pairs.any(|pair| {
        let handlers = sources.handlers(pair.operation);
        let reaches = |own: &String| {
            let mut reached = sources.reached("pages", own).into_iter();
            reached.any(|source| source.file == file)
        };
        pair.use_case == use_case && handlers.iter().any(reaches)
    })
}
