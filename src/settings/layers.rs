//! Where each value was said, compiled-in default, file or variable, and what is wrong with it.

use std::{
    collections::BTreeMap,
    fmt,
    path::{Path, PathBuf},
};

use toml::Value;

const DEFAULT: &str = include_str!("../../config/default.toml");
const PREFIX: &str = "HOERING_";
/// Variables of the test suite, which the program leaves alone.
const TEST_PREFIX: &str = "HOERING_TEST_";

/// Where a value was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Default,
    File(PathBuf),
    Variable,
}

/// Something in the settings that stops the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingProblem {
    /// The file and key, or the variable.
    pub place: String,
    pub what: String,
    pub remedy: String,
}

impl fmt::Display for SettingProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            place,
            what,
            remedy,
        } = self;
        write!(f, "{place}: {what}. What to do: {remedy}")
    }
}

/// A value as it was said. Lists have one text per entry.
#[derive(Debug, Clone)]
pub struct Said {
    pub source: Source,
    pub texts: Vec<String>,
    list: bool,
}

/// All values, the last word on each key, and every problem met so far.
pub struct Layers {
    said: BTreeMap<String, Said>,
    defaults: BTreeMap<String, Said>,
    pub problems: Vec<SettingProblem>,
}

impl Layers {
    pub fn defaults() -> Self {
        let mut layers = Self {
            said: BTreeMap::new(),
            defaults: BTreeMap::new(),
            problems: Vec::new(),
        };
        layers.overlay_toml(DEFAULT, Source::Default);
        layers.defaults = layers.said.clone();
        layers
    }

    pub fn keys(&self) -> impl Iterator<Item = (&str, &Said)> {
        self.said.iter().map(|(key, said)| (key.as_str(), said))
    }

    /// Lays a file over what is there. A file that is not there is a problem only when it was asked for.
    pub fn overlay_file(&mut self, path: &Path, asked_for: bool) {
        match std::fs::read_to_string(path) {
            Ok(text) => self.overlay_toml(&text, Source::File(path.to_owned())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !asked_for => {}
            Err(error) => self.problem(
                path.display().to_string(),
                format!("cannot be read: {error}"),
                "give a readable file",
            ),
        }
    }

    fn overlay_toml(&mut self, text: &str, source: Source) {
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                let error: toml::de::Error = error;
                // The whole message would quote the line, and the line may hold a password.
                let line = error.span().map_or(1, |span| {
                    1 + text[..span.start.min(text.len())].matches('\n').count()
                });
                let place = place(&source, "");
                return self.problem(
                    format!("{place} line {line}"),
                    format!(
                        "is not TOML: {}",
                        error.message().lines().next().unwrap_or("")
                    ),
                    "write key = \"text\", key = 3 or key = true",
                );
            }
        };
        for (key, value) in table {
            let Some((texts, list)) = texts(&value) else {
                self.problem(
                    place(&source, &key),
                    "is neither a text, a whole number, true or false, nor a list of texts"
                        .to_owned(),
                    "write the keys of config/default.toml, without [sections]",
                );
                continue;
            };
            self.overlay(
                key,
                Said {
                    source: source.clone(),
                    texts,
                    list,
                },
            );
        }
    }

    pub fn overlay_environment(&mut self, environment: impl Iterator<Item = (String, String)>) {
        for (name, text) in environment {
            let Some(key) = name.strip_prefix(PREFIX) else {
                continue;
            };
            if name.starts_with(TEST_PREFIX) {
                continue;
            }
            let list = self
                .defaults
                .get(&key.to_ascii_lowercase())
                .is_some_and(|said| said.list);
            let texts = if list {
                text.split(',')
                    .map(str::trim)
                    .filter(|entry| !entry.is_empty())
                    .map(str::to_owned)
                    .collect()
            } else {
                vec![text]
            };
            // HOERING_Listen is a slip, and would be overlooked where names are compared exactly.
            let key = if key == key.to_ascii_uppercase() {
                key.to_ascii_lowercase()
            } else {
                key.to_owned()
            };
            self.overlay(
                key,
                Said {
                    source: Source::Variable,
                    texts,
                    list,
                },
            );
        }
    }

    fn overlay(&mut self, key: String, said: Said) {
        if said.source != Source::Default && !self.defaults.contains_key(&key) {
            let (place, remedy) = (
                place(&said.source, &key),
                self.did_you_mean(&key, &said.source),
            );
            return self.problem(place, "is no setting".to_owned(), &remedy);
        }
        if self
            .defaults
            .get(&key)
            .is_some_and(|default| default.list != said.list)
        {
            let what = if said.list {
                "is a list"
            } else {
                "is not a list"
            };
            let remedy = "write it as in config/default.toml";
            return self.problem(place(&said.source, &key), what.to_owned(), remedy);
        }
        self.said.insert(key, said);
    }

    fn did_you_mean(&self, key: &str, source: &Source) -> String {
        let lower = key.to_ascii_lowercase();
        let near = self
            .defaults
            .keys()
            .map(|known| (distance(known, &lower), known))
            .min()
            .filter(|(distance, known)| *distance <= 1 + known.len() / 4);
        match (near, source) {
            (Some((_, known)), Source::Variable) => {
                format!("did you mean {PREFIX}{}?", known.to_ascii_uppercase())
            }
            (Some((_, known)), _) => format!("did you mean {known}?"),
            (None, _) => "remove it; config/default.toml lists every key".to_owned(),
        }
    }

    /// Reads one value. When it is wrong, notes the problem and goes on with the default, so that all are found at once.
    #[allow(
        clippy::expect_used,
        reason = "start-up: the defaults are compiled in, and a test reads them all"
    )]
    pub fn read<T>(
        &mut self,
        key: &str,
        parse: impl Fn(&[String]) -> Result<T, (String, String)>,
    ) -> T {
        let said = self
            .said
            .get(key)
            .expect("every key that is read stands in default.toml");
        match parse(&said.texts) {
            Ok(value) => value,
            Err((what, remedy)) => {
                let place = place(&said.source, key);
                self.problem(place, what, &remedy);
                let default = self.defaults.get(key).map(|said| parse(&said.texts));
                default.and_then(Result::ok).expect("a default that parses")
            }
        }
    }

    pub fn source(&self, key: &str) -> Source {
        self.said
            .get(key)
            .map_or(Source::Default, |said| said.source.clone())
    }

    /// A problem with a value that can be read, but not be used.
    pub fn refuse(&mut self, key: &str, what: impl Into<String>, remedy: &str) {
        let place = place(&self.source(key), key);
        self.problem(place, what.into(), remedy);
    }

    pub fn problem(&mut self, place: String, what: String, remedy: &str) {
        let remedy = remedy.to_owned();
        self.problems.push(SettingProblem {
            place,
            what,
            remedy,
        });
    }
}

/// The file and key, or the variable, that somebody has to change.
fn place(source: &Source, key: &str) -> String {
    match source {
        Source::Default => format!("{key} (or {PREFIX}{})", key.to_ascii_uppercase()),
        Source::File(path) if key.is_empty() => path.display().to_string(),
        Source::File(path) => format!("{}, {key}", path.display()),
        Source::Variable if key == key.to_ascii_lowercase() => {
            format!("{PREFIX}{}", key.to_ascii_uppercase())
        }
        Source::Variable => format!("{PREFIX}{key}"),
    }
}

fn texts(value: &Value) -> Option<(Vec<String>, bool)> {
    Some(match value {
        Value::String(text) => (vec![text.clone()], false),
        Value::Integer(number) => (vec![number.to_string()], false),
        Value::Boolean(flag) => (vec![flag.to_string()], false),
        Value::Array(entries) => {
            let entries = entries
                .iter()
                .map(|entry| entry.as_str().map(str::to_owned));
            (entries.collect::<Option<_>>()?, true)
        }
        _ => return None,
    })
}

/// Single-letter changes between two short names (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.bytes().enumerate() {
            let substituted = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_between_names_counts_letters_changed() {
        assert_eq!(distance("smtp_url", "smtp_ulr"), 2);
        assert_eq!(distance("listen", "listen"), 0);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("listen", "lisen"), 1);
    }
}
