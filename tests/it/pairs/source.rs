//! The source of the program, as the proof of the pairs reads it: whose row names an operation, what a file calls or has called,
//! and which words of forms it tells apart.

use crate::support::rust_source;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A file of the program, named as under `src/`.
pub struct Source {
    pub file: String,
    pub text: String,
    paths: Vec<Vec<String>>,
    /// The files that it makes use of.
    uses: BTreeSet<String>,
}

impl Source {
    pub fn lies_in(&self, side: &str) -> bool {
        let mut modules = self.file.trim_end_matches(".rs").split('/');
        modules.any(|module| module == side)
    }

    /// It calls the function, or hands it on to be called.
    pub fn calls(&self, name: &str) -> bool {
        let is_named = self
            .paths
            .iter()
            .any(|path| path.last().is_some_and(|last| last == name));
        let handed_on = format!("::{name};");
        let mut lines = self.text.lines().map(str::trim_start);
        is_named
            && (self.text.contains(&format!("{name}("))
                || lines.any(|line| line.starts_with("let ") && line.ends_with(&handed_on)))
    }

    /// It holds rows of the route table, and so leads to everything.
    fn is_table(&self) -> bool {
        self.text.contains(".does(") || self.text.contains("RouteDef::api(")
    }

    fn uses(&self, all: &BTreeMap<String, Self>) -> BTreeSet<String> {
        let folder = self.file.trim_end_matches(".rs");
        let mut found = BTreeSet::new();
        for path in &self.paths {
            let path = match path[0].as_str() {
                "crate" => path[1..].join("/"),
                _ => format!("{folder}/{}", path.join("/")),
            };
            let ends = path.match_indices('/').map(|(at, _)| at);
            let files = ends
                .chain([path.len()])
                .map(|end| format!("{}.rs", &path[..end]));
            found.extend(files.filter(|file| all.contains_key(file)));
        }
        found
    }

    /// The operations that its rows of the route table name, each with the file of the handler.
    fn rows(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for (at, sign) in self.text.match_indices(".does(") {
            let said = self.text[at + sign.len()..].split(')').next();
            let Some(operation) = said.and_then(|said| said.rsplit('"').nth(1)) else {
                continue;
            };
            let (_, handler) = self.text[..at].rsplit_once(".to(").expect("a handler");
            let handler = handler.split(')').next().unwrap_or_default();
            let file = match handler.rsplit_once("::") {
                Some((module, _)) => {
                    let folder = self.file.trim_end_matches(".rs");
                    format!("{folder}/{}.rs", module.replace("::", "/"))
                }
                None => self.file.clone(),
            };
            found.push((operation.to_owned(), file));
        }
        found
    }

    /// The words that a file which takes a form tells apart: alternatives of a `match`, what is compared and what is
    /// looked for at the beginning; those of constants, too.
    pub fn words_of_forms(&self) -> BTreeSet<String> {
        let code = self.text.split("\n#[cfg(test)]").next().unwrap_or_default();
        let takes = ["form: Form", "form: &Form", "act: &str"];
        if !takes.iter().any(|sign| code.contains(sign)) {
            return BTreeSet::new();
        }
        let mut found = BTreeSet::new();
        for (at, _) in code.match_indices("=>") {
            let line = code[..at].rsplit('\n').next().unwrap_or_default();
            let arm = line.split(" if ").next().unwrap_or_default();
            found.extend(self.words(arm));
        }
        for sign in ["== ", "!= ", "strip_prefix("] {
            for (at, _) in code.match_indices(sign) {
                let rest = code[at + sign.len()..].trim_start_matches("Some(");
                let end = rest.find([')', ' ', ';', ',', '\n']).unwrap_or(rest.len());
                found.extend(self.words(&rest[..end]));
            }
        }
        found.retain(|word| !word.is_empty());
        found
    }

    /// The strings in a piece of code, and those behind the names of constants of the file.
    fn words(&self, code: &str) -> Vec<String> {
        let quoted = code.split('"').skip(1).step_by(2).map(str::to_owned);
        let names = code.split(|c: char| !(c.is_ascii_uppercase() || c == '_'));
        let behind = names.filter(|name| name.len() > 1).filter_map(|name| {
            let (_, rest) = self.text.split_once(&format!("const {name}: &str = \""))?;
            Some(rest.split('"').next()?.to_owned())
        });
        quoted.chain(behind).collect()
    }
}

/// Every file of the program by its name.
pub struct Sources {
    pub files: BTreeMap<String, Source>,
    /// By operation, the files of the handlers whose rows name it.
    handlers: BTreeMap<String, BTreeSet<String>>,
}

impl Sources {
    pub fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut folders = vec![root.clone()];
        let mut sources = BTreeMap::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).expect("a folder of the source") {
                let path: PathBuf = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|end| end == "rs") {
                    let inside = path.strip_prefix(&root).expect("inside src");
                    let file = inside.display().to_string();
                    let text = std::fs::read_to_string(&path).expect("a source file");
                    let paths = rust_source::paths(&file, &text);
                    let source = Source {
                        file: file.clone(),
                        text,
                        paths,
                        uses: BTreeSet::new(),
                    };
                    sources.insert(file, source);
                }
            }
        }
        let uses: Vec<_> = sources.values().map(|own| own.uses(&sources)).collect();
        for (source, uses) in sources.values_mut().zip(uses) {
            source.uses = uses;
        }
        let mut handlers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for source in sources.values().filter(|s| s.lies_in("pages")) {
            for (operation, file) in source.rows() {
                handlers.entry(operation).or_default().insert(file);
            }
        }
        Self {
            files: sources,
            handlers,
        }
    }

    /// The files of the handlers whose rows name this operation.
    pub fn handlers(&self, operation: &str) -> BTreeSet<String> {
        self.handlers.get(operation).cloned().unwrap_or_default()
    }

    /// The file that describes an operation of the API, which is that of its handler; or those beside it, where the
    /// descriptions have a file of their own.
    pub fn operation(&self, operation: &str) -> Vec<&str> {
        let (own, quoted) = (format!("id: \"{operation}\""), format!("\"{operation}\""));
        let api = || self.files.values().filter(|s| s.lies_in("api"));
        let said = api().find(|s| s.text.contains(&own));
        let said = said.or_else(|| api().find(|s| s.text.contains(&quoted)));
        let Some(said) = said else {
            return Vec::new();
        };
        match said.file.strip_suffix("docs.rs") {
            None => vec![&said.file],
            Some(folder) => api()
                .map(|s| s.file.as_str())
                .filter(|file| file.starts_with(folder))
                .collect(),
        }
    }

    /// A file, and those of the same side that it makes use of, near or far.
    pub fn reached(&self, side: &str, from: &str) -> Vec<&Source> {
        let mut seen = BTreeSet::new();
        let mut next = vec![from.to_owned()];
        let mut found = Vec::new();
        while let Some(file) = next.pop() {
            let Some(source) = self.files.get(&file).filter(|_| seen.insert(file.clone())) else {
                continue;
            };
            found.push(source);
            // What holds the rows of the table leads to every handler: it is looked at and not followed.
            if source.is_table() && file != from {
                continue;
            }
            let own = |file: &&String| self.files[*file].lies_in(side);
            next.extend(source.uses.iter().filter(own).cloned());
        }
        found
    }
}
