//! Holds the two sets of migrations together: a step that exists for one database exists for the other.

use std::collections::BTreeSet;
use std::path::Path;

/// What is wrong with these two sets, each a list of `folder/file` names.
fn differences(sqlite: &BTreeSet<String>, postgres: &BTreeSet<String>) -> Vec<String> {
    let only = |here: &BTreeSet<String>, there: &BTreeSet<String>, name: &str| {
        here.difference(there)
            .map(|file| format!("only in {name}: {file}"))
            .collect::<Vec<_>>()
    };
    let mut found = only(sqlite, postgres, "sqlite");
    found.extend(only(postgres, sqlite, "postgres"));
    for up in sqlite
        .iter()
        .filter_map(|file| file.strip_suffix("/up.sql"))
    {
        if !sqlite.contains(&format!("{up}/down.sql")) {
            found.push(format!("no way back: {up}"));
        }
    }
    found
}

fn files(backend: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("migrations")
        .join(backend);
    let entries = |path: &Path| {
        std::fs::read_dir(path)
            .map(|entries| entries.map(|entry| entry.expect("an entry").path()))
            .map(Iterator::collect::<Vec<_>>)
            .unwrap_or_default()
    };
    entries(&folder)
        .iter()
        .flat_map(|step| entries(step))
        .map(|file| {
            file.strip_prefix(&folder)
                .expect("a file inside")
                .display()
                .to_string()
        })
        .collect()
}

#[test]
fn both_databases_have_the_same_migrations() {
    assert_eq!(
        differences(&files("sqlite"), &files("postgres")),
        Vec::<String>::new()
    );
}

#[test]
fn a_step_for_one_database_alone_or_without_a_way_back_is_found() {
    let set = |files: &[&str]| files.iter().map(|f| (*f).to_owned()).collect();
    let found = differences(
        &set(&["1/up.sql", "1/down.sql", "2/up.sql"]),
        &set(&["1/up.sql", "1/down.sql", "3/up.sql"]),
    );
    assert_eq!(
        found,
        [
            "only in sqlite: 2/up.sql",
            "only in postgres: 3/up.sql",
            "no way back: 2"
        ]
    );
}
