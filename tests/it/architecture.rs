//! The rules of the house, held by reading the source: who may import whom, which crate is used where,
//! and which calls belong to one file alone. The reasons are in ARCHITECTURE.md.

use crate::support::rust_source;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Plain rules and values, the languages among them. They know each other, and no framework.
const T0: &[&str] = &[
    "address",
    "calendar",
    "clock",
    "document",
    "error",
    "i18n",
    "ids",
    "keys",
    "right",
    "role",
    "scope",
    "settings",
    "telemetry",
    "text",
    "tls",
];
/// The kits: database, pages, letters, files.
const T1: &[&str] = &["db", "docx", "mail", "pdf", "storage", "web"];
/// What every slice stands on, and which of its like each may know: `app` holds what is published in memory,
/// and the guard in `session` needs the program it guards and names the one who acts.
const T2: &[(&str, &[&str])] = &[
    ("audit", &[]),
    ("idempotency", &[]),
    ("outbox", &[]),
    ("events", &[]),
    ("app", &["consultations"]),
    ("session", &["app", "audit"]),
    ("tabs", &["session"]),
    ("receipt_log", &["app"]),
    ("programs", &["idempotency", "session"]),
];
/// The slices and which other slices each may know.
const T3: &[(&str, &[&str])] = &[
    ("accounts", &[]),
    ("attachments", &[]),
    ("bodies", &["accounts"]),
    ("consultations", &["bodies", "attachments"]),
    ("colleagues", &["consultations"]),
    (
        "submissions",
        &[
            "accounts",
            "colleagues",
            "consultations",
            "bodies",
            "attachments",
        ],
    ),
    ("receipts", &["consultations", "submissions"]),
    ("archive", &["consultations", "submissions", "attachments"]),
    (
        "invitations",
        &["consultations", "submissions", "bodies", "body_page"],
    ),
    ("versions", &["consultations", "submissions", "invitations"]),
    (
        "setup",
        &["consultations", "bodies", "versions", "attachments"],
    ),
    (
        "deadlines",
        &[
            "accounts",
            "bodies",
            "consultations",
            "submissions",
            "invitations",
        ],
    ),
    (
        "body_page",
        &["colleagues", "consultations", "submissions", "bodies"],
    ),
    ("members", &["colleagues", "consultations", "submissions"]),
    (
        "cosigners",
        &[
            "colleagues",
            "consultations",
            "submissions",
            "bodies",
            "attachments",
        ],
    ),
    ("endorsements", &["consultations", "submissions"]),
    ("word", &["consultations", "submissions"]),
    (
        "review",
        &[
            "archive",
            "consultations",
            "submissions",
            "bodies",
            "attachments",
        ],
    ),
    (
        "overview",
        &[
            "review",
            "invitations",
            "submissions",
            "consultations",
            "bodies",
        ],
    ),
    (
        "export",
        &[
            "archive",
            "consultations",
            "submissions",
            "bodies",
            "review",
            "attachments",
        ],
    ),
    ("publication", &["review", "submissions"]),
    ("webhooks", &["consultations"]),
    ("mailbox", &[]),
];
/// What puts everything together; may import all.
const T4: &[&str] = &[
    "api", "backup", "cli", "health", "lib", "main", "routes", "schedule", "server",
];

/// Where an outside crate may be used: folders end in `/`; other entries are modules in any folder, in one
/// file or in a folder of that name.
const CRATES: &[(&str, &[&str])] = &[
    ("diesel", &["db/", "store.rs", "audit.rs", "idempotency.rs"]),
    ("diesel_migrations", &["db/"]),
    ("actix_web", WEB_FILES),
    ("actix_http", WEB_FILES),
    ("lettre", &["mail/"]),
    ("hyper", &["post.rs", "storage.rs"]),
    ("hyper_util", &["post.rs", "storage.rs"]),
    ("http_body_util", &["post.rs", "storage.rs"]),
    ("tokio_rustls", &["post.rs", "storage.rs", "tls.rs"]),
    ("askama", &["web/", "mail/", "pages.rs", "mails.rs"]),
    ("actix_multipart", &["web/"]),
    ("object_store", &["storage.rs"]),
];
const WEB_FILES: &[&str] = &[
    "web/",
    "programs.rs",
    "api.rs",
    "pages.rs",
    "routes.rs",
    "server.rs",
    "health.rs",
    "main.rs",
    // Starts the runtime that the server lives in.
    "cli/",
    // The middleware before every handler, and whom it lets in.
    "session/",
];

/// Names that belong to one place, and why.
const ONLY_IN: &[(&str, &[&str], &str)] = &[
    (
        "SqliteConnection",
        &["db/"],
        "one place knows that there are two databases",
    ),
    (
        "PgConnection",
        &["db/"],
        "one place knows that there are two databases",
    ),
    ("Utc::now", &["clock.rs"], "tests set the clock"),
    ("Local::now", &["clock.rs"], "tests set the clock"),
    ("SystemTime::now", &["clock.rs"], "tests set the clock"),
    ("Uuid::now_v7", &["ids.rs"], "ids come from one place"),
    ("Uuid::new_v4", &["ids.rs"], "ids come from one place"),
    ("SystemRandom", &["ids.rs"], "secrets come from one place"),
    ("std::env", &["settings.rs"], "settings come from one place"),
    ("env::var", &["settings.rs"], "settings come from one place"),
    (
        "connection_info",
        &[],
        "it believes headers that anyone can send",
    ),
    ("url_for", &[], "it believes headers that anyone can send"),
];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &[
    "common", "dto", "helpers", "manager", "service", "util", "utils",
];

/// Which modules a top-level module may import beside itself; `None` for one that has no place yet.
fn may_import(module: &str) -> Option<Vec<&'static str>> {
    let lower: &[&[&'static str]] = match module {
        _ if T4.contains(&module) => return Some(every_module()),
        _ if T0.contains(&module) => &[T0],
        _ if T1.contains(&module) => &[T0],
        _ if names(T2).contains(&module) => &[T0, T1, known_by(module, T2)?],
        _ => &[T0, T1, &names(T2), known_by(module, T3)?],
    };
    Some(lower.concat())
}

fn names(tier: &[(&'static str, &[&str])]) -> Vec<&'static str> {
    tier.iter().map(|(name, _)| *name).collect()
}

fn known_by(
    module: &str,
    tier: &[(&str, &'static [&'static str])],
) -> Option<&'static [&'static str]> {
    tier.iter()
        .find(|(name, _)| *name == module)
        .map(|(_, known)| *known)
}

fn every_module() -> Vec<&'static str> {
    [T0, T1, &names(T2), &names(T3), T4].concat()
}

/// What breaks the rules in one file, named as under `src/`.
fn violations(file: &str, source: &str) -> Vec<String> {
    let module = file.split(['/', '.']).next().unwrap_or(file);
    let mut found = Vec::new();
    if !source.starts_with("//!") {
        found.push("does not begin by saying what it owns (`//!`)".to_owned());
    }
    for name in modules(file).filter(|name| EMPTY_NAMES.contains(name)) {
        found.push(format!("`{name}` says nothing about what is inside"));
    }
    let Some(allowed) = may_import(module) else {
        found.push(format!(
            "`{module}` has no tier in tests/it/architecture.rs"
        ));
        return found;
    };
    for path in rust_source::paths(file, source) {
        found.extend(import_violation(module, &allowed, &path));
        found.extend(place_violation(file, &path));
    }
    found
}

fn import_violation(module: &str, allowed: &[&str], path: &[String]) -> Option<String> {
    let ("crate", [target, inner @ ..]) = (path.first()?.as_str(), &path[1..]) else {
        return None;
    };
    let target = target.as_str();
    if target == module || !every_module().contains(&target) {
        return None;
    }
    if !allowed.contains(&target) {
        return Some(format!("`{module}` may not import `{target}`"));
    }
    let is_slice = T3.iter().any(|(slice, _)| *slice == target);
    (is_slice && inner.first().is_some_and(|name| name == "store"))
        .then(|| format!("`{target}::store` is private to its slice"))
}

fn place_violation(file: &str, path: &[String]) -> Option<String> {
    let written = path.join("::");
    for (name, places) in CRATES {
        if path[0] == *name && !is_in(file, places) {
            return Some(format!(
                "`{name}` may only be used in {}",
                places.join(", ")
            ));
        }
    }
    let holds = |name: &str| format!("::{written}::").contains(&format!("::{name}::"));
    let (name, places, reason) = ONLY_IN
        .iter()
        .find(|(name, places, _)| holds(name) && !is_in(file, places))?;
    Some(match places {
        [] => format!("`{name}` is not used here: {reason}"),
        _ => format!("`{name}` only in {}: {reason}", places.join(", ")),
    })
}

/// The modules that a file lies in, down to its own.
fn modules(file: &str) -> impl Iterator<Item = &str> {
    file.trim_end_matches(".rs").split('/')
}

fn is_in(file: &str, places: &[&str]) -> bool {
    places.iter().any(|place| match place.ends_with('/') {
        true => file.starts_with(place),
        false => {
            file.ends_with(".rs")
                && modules(file).any(|module| module == place.trim_end_matches(".rs"))
        }
    })
}

/// The program's files; a `tests.rs` holds unit tests, which may use what they like.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder of the source");
    entries
        .map(|entry| entry.expect("an entry").path())
        .flat_map(|path| match path.is_dir() {
            true => rust_files(&path),
            false => vec![path],
        })
        .filter(|path| {
            path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs")
        })
        .collect()
}

#[test]
fn the_source_keeps_the_rules_of_the_house() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files(&root);
    assert!(
        files.contains(&root.join("lib.rs")),
        "looked in the wrong place"
    );
    let found: BTreeSet<String> = files
        .iter()
        .flat_map(|path| {
            let file = path
                .strip_prefix(&root)
                .expect("inside src")
                .display()
                .to_string();
            let source = std::fs::read_to_string(path).expect("a source file");
            let found = violations(&file, &source);
            found
                .into_iter()
                .map(move |text| format!("src/{file}: {text}"))
        })
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn planted_violations_are_found() {
    for (file, source, expected) in [
        (
            "clock.rs",
            "use crate::db::Db;",
            "`clock` may not import `db`",
        ),
        (
            "db/mod.rs",
            "use crate::{error::Error, web::access};",
            "`db` may not import `web`",
        ),
        (
            "db/mod.rs",
            "use super::app::App;",
            "`db` may not import `app`",
        ),
        (
            "session/store.rs",
            "use crate::outbox::NewMessage;",
            "`session` may not import `outbox`",
        ),
        (
            "app.rs",
            "use crate::submissions::Desk;",
            "`app` may not import `submissions`",
        ),
        (
            "consultations/read.rs",
            "fn f() { crate::submissions::count() }",
            "may not import `submissions`",
        ),
        (
            "submissions/submit.rs",
            "use super::super::consultations::store::find;",
            "`consultations::store` is private",
        ),
        (
            "routes.rs",
            "use crate::submissions::{api, store};",
            "`submissions::store` is private",
        ),
        (
            "bodies/list.rs",
            "use diesel::prelude::*;",
            "`diesel` may only be used in",
        ),
        (
            "bodies/store.rs",
            "fn f(c: &mut diesel::PgConnection) {}",
            "`PgConnection` only in db/",
        ),
        (
            "submissions/submit.rs",
            "#[derive(actix_web::Responder)] struct A;",
            "`actix_web` may only",
        ),
        (
            "outbox/worker.rs",
            "use lettre::{Message};",
            "`lettre` may only",
        ),
        (
            "submissions/receipt.rs",
            "use askama as t;",
            "`askama` may only",
        ),
        (
            "session/mod.rs",
            "fn f() { chrono::Utc::now(); }",
            "`Utc::now` only in clock.rs",
        ),
        (
            "session/mod.rs",
            "fn f() { Uuid::new_v4() }",
            "`Uuid::new_v4` only in ids.rs",
        ),
        (
            "server.rs",
            "use std::{env, fs};",
            "`std::env` only in settings.rs",
        ),
        (
            "server.rs",
            "fn f(r: &R) { r.connection_info(); }",
            "`connection_info` is not used here",
        ),
        ("submissions/utils.rs", "", "`utils` says nothing"),
        ("surprise.rs", "", "`surprise` has no tier"),
    ] {
        let found = violations(file, &format!("//! Owns this.\n{source}"));
        assert!(
            found.len() == 1 && found[0].contains(expected),
            "{file}: {source}: {found:?}"
        );
    }
    assert_eq!(violations("main.rs", "fn main() {}").len(), 1);
}

#[test]
fn what_the_rules_allow_is_not_reported() {
    for (file, source) in [
        (
            "submissions/submit.rs",
            "use crate::{consultations::Consultation, db::Db};",
        ),
        (
            "submissions/store.rs",
            "use super::store; use diesel::prelude::*;",
        ),
        ("submissions/store/sent.rs", "use diesel::prelude::*;"),
        (
            "session/guard.rs",
            "use crate::app::App; use actix_web::web::Data;",
        ),
        (
            "submissions/pages.rs",
            "use actix_web::web; use askama::Template; use super::store::find;",
        ),
        (
            "clock.rs",
            "// crate::db::Db\nfn f() -> String { Utc::now(); \"diesel::x\".into() }",
        ),
        (
            "error.rs",
            "fn f<'a>(c: char) -> bool { c == '\"' }\n#[cfg(test)]\nmod tests { use crate::db::Db; }",
        ),
        ("main.rs", "use hoering::server; fn main() {}"),
        ("health.rs", "use crate::submissions::count;"),
    ] {
        let found = violations(file, &format!("//! Owns this.\n{source}"));
        assert!(found.is_empty(), "{file}: {source}: {found:?}");
    }
}
