//! Reads the paths out of a Rust file, well enough for the rules of the house: comments, strings and
//! the unit tests at the end are passed over, `use` trees are unfolded, `super` is resolved.

/// Every name or path that the file, named as under `src/`, mentions; those of this package begin with `crate`.
pub fn paths(file: &str, source: &str) -> Vec<Vec<String>> {
    let code = source.split("\n#[cfg(test)]").next().unwrap_or(source);
    let tokens = tokens(code);
    let mut reader = Reader {
        tokens: &tokens,
        at: 0,
        found: Vec::new(),
    };
    while reader.at < tokens.len() {
        if is_name(&tokens[reader.at]) {
            reader.tree(Vec::new());
        } else {
            reader.at += 1;
        }
    }
    let module = module_of(file);
    reader
        .found
        .into_iter()
        .map(|path| in_full(&module, path))
        .collect()
}

/// The module that a file is, as a path below `crate`.
fn module_of(file: &str) -> Vec<String> {
    let mut parts: Vec<String> = file
        .trim_end_matches(".rs")
        .split('/')
        .map(str::to_owned)
        .collect();
    if matches!(
        parts.last().map(String::as_str),
        Some("mod" | "lib" | "main")
    ) {
        parts.pop();
    }
    parts
}

fn in_full(module: &[String], path: Vec<String>) -> Vec<String> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    match path[0].as_str() {
        "hoering" => [vec!["crate".to_owned()], path[1..].to_vec()].concat(),
        "super" => {
            let base = &module[..module.len().saturating_sub(ups)];
            [&["crate".to_owned()], base, &path[ups..]].concat()
        }
        _ => path,
    }
}

struct Reader<'a> {
    tokens: &'a [String],
    at: usize,
    found: Vec<Vec<String>>,
}

impl Reader<'_> {
    /// Reads `a::b::{c, d::e}` from here; what came before is `path`.
    fn tree(&mut self, mut path: Vec<String>) {
        while let Some(token) = self.tokens.get(self.at).filter(|token| is_name(token)) {
            path.push(token.clone());
            self.at += 1;
            if self.token() != Some("::") {
                break;
            }
            self.at += 1;
        }
        if self.token() == Some("{") && self.tokens[self.at - 1] == "::" {
            self.at += 1;
            while let Some(token) = self.token().filter(|token| *token != "}") {
                if token == "as" {
                    self.at += 2;
                } else if is_name(token) {
                    self.tree(path.clone());
                } else {
                    self.at += 1;
                }
            }
        } else {
            self.found.push(path);
        }
    }

    fn token(&self) -> Option<&str> {
        self.tokens.get(self.at).map(String::as_str)
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Names, `::` and single marks; neither comments nor strings nor white space.
fn tokens(code: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            _ if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            _ if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => string_length(rest),
            'r' if rest.starts_with("r\"") || rest.starts_with("r#\"") => raw_length(rest),
            '\'' => character_length(rest),
            _ if is_name(rest) => rest
                .find(|c: char| !(c.is_alphanumeric() || c == '_'))
                .unwrap_or(rest.len()),
            ':' if rest.starts_with("::") => 2,
            _ => first.len_utf8(),
        };
        let token = &rest[..length];
        if is_name(rest) && !token.contains('"') || token == "::" || token.len() == 1 {
            tokens.push(token.to_owned());
        }
        rest = &rest[length..];
    }
    tokens.retain(|token| !token.trim().is_empty());
    tokens
}

fn string_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            _ => escaped = c == '\\' && !escaped,
        }
    }
    rest.len()
}

fn raw_length(rest: &str) -> usize {
    let start = rest.find('"').expect("called at a raw string") + 1;
    let end = match start {
        2 => "\"",
        _ => "\"#",
    };
    rest[start..]
        .find(end)
        .map_or(rest.len(), |at| start + at + end.len())
}

/// A character such as `'"'` or `'\''`; for a lifetime just its mark.
fn character_length(rest: &str) -> usize {
    let inner: Vec<(usize, char)> = rest.char_indices().skip(1).take(3).collect();
    match inner[..] {
        [(_, '\\'), (from, _), ..] => {
            let from = from + 1;
            rest[from..]
                .find('\'')
                .map_or(rest.len(), |at| from + at + 1)
        }
        [_, (at, '\''), ..] => at + 1,
        _ => 1,
    }
}

#[test]
fn a_tree_of_imports_is_unfolded_and_strings_are_passed_over() {
    let source = r##"use crate::{a, b::{self, c as d}}; fn f<'x>() { super::g("h::i", '"', '\'', r#"j""#) }"##;
    let written: Vec<String> = paths("slice/file.rs", source)
        .iter()
        .map(|path| path.join("::"))
        .collect();
    for expected in [
        "crate::a",
        "crate::b::self",
        "crate::b::c",
        "crate::slice::g",
    ] {
        assert!(written.iter().any(|path| path == expected), "{written:?}");
    }
    let names = paths("slice/file.rs", source).concat();
    for hidden in ["d", "h", "i", "j"] {
        assert!(!names.iter().any(|name| name == hidden), "{names:?}");
    }
}
