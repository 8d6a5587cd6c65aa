//! The API does what the pages do: every action of a page names the operation by which a program does the
//! same, and the use case that both call.

use crate::support::rust_source;
use hoering::routes;
use hoering::web::route::{Face, Pair, RouteDef};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What a browser does to come in and to go out. Programs have no sessions: they show a token each time, and a
/// program that got hold of one must not be able to make itself another (docs/decisions/0041).
const ONLY_IN_A_BROWSER: &[&str] = &[
    "/saksbehandling/logg-inn",
    "/saksbehandling/logg-inn/{token}",
    "/saksbehandling/logg-ut",
    "/saksbehandling/nokler",
    "/svar/{desk}/logg-ut",
    "/utvikling/",
];

/// Those that have none yet.
const LATER: &[&str] = &[
    "/saksbehandling/instanser/",
    "/saksbehandling/lister",
    "/saksbehandling/oppsett/",
    "/saksbehandling/horinger/{slug}/oppsett",
    "/saksbehandling/horinger/{slug}/invitasjoner",
    "/saksbehandling/horinger/{slug}/frist",
    "/saksbehandling/horinger/{slug}/moter",
    "/svar/{desk}/frist",
    "/invitasjon/",
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
        if def.pairs.is_empty() && !LATER.iter().any(|path| def.path.starts_with(path)) {
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
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let sources = sources(&root);
    let mut found = BTreeSet::new();
    for Pair {
        use_case,
        operation,
    } in actions().flat_map(|def| &def.pairs)
    {
        let (module, name) = use_case.rsplit_once("::").expect("a path to a function");
        let file = module.replace("::", "/");
        let defined = sources.iter().any(|source| {
            let is_there = [format!("{file}.rs"), format!("{file}/mod.rs")].contains(&source.file);
            is_there && source.text.contains(&format!("fn {name}"))
        });
        if !defined {
            found.insert(format!("{operation}: {module} has no function {name}"));
        }
        for side in ["pages", "api"] {
            if !sources.iter().any(|s| s.lies_in(side) && s.calls(name)) {
                found.insert(format!("{operation}: no {side} call {name}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// A file of the program, named as under `src/`.
struct Source {
    file: String,
    text: String,
    names: BTreeSet<String>,
}

impl Source {
    fn lies_in(&self, side: &str) -> bool {
        let mut modules = self.file.trim_end_matches(".rs").split('/');
        modules.any(|module| module == side)
    }

    fn calls(&self, name: &str) -> bool {
        self.names.contains(name) && self.text.contains(&format!("{name}("))
    }
}

fn sources(root: &Path) -> Vec<Source> {
    let mut folders = vec![root.to_owned()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of the source") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let inside = path.strip_prefix(root).expect("inside src");
                let file = inside.display().to_string();
                let text = std::fs::read_to_string(&path).expect("a source file");
                let paths = rust_source::paths(&file, &text);
                let names = paths.into_iter().filter_map(|mut path| path.pop());
                sources.push(Source {
                    names: names.collect(),
                    file,
                    text,
                });
            }
        }
    }
    sources
}
