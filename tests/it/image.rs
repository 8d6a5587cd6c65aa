//! The Dockerfile cannot be built here; what it copies must at least be there, and be all that a build needs.

use std::path::Path;

fn copied() -> Vec<&'static str> {
    let dockerfile = include_str!("../../Dockerfile");
    let lines = dockerfile
        .lines()
        .filter_map(|line| line.strip_prefix("COPY "));
    let from_here = lines.filter(|line| !line.starts_with("--from="));
    from_here
        .flat_map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            words[..words.len() - 1].to_vec()
        })
        .collect()
}

#[test]
fn everything_that_the_image_copies_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ignored: Vec<&str> = include_str!("../../.dockerignore").lines().collect();
    assert!(copied().len() > 10, "{:?}", copied());
    for path in copied() {
        assert!(root.join(path).exists(), "the Dockerfile copies {path}");
        assert!(!ignored.contains(&path), ".dockerignore leaves out {path}");
    }
}

#[test]
fn the_image_copies_what_the_build_watches_and_the_source_includes() {
    let build = include_str!("../../build.rs");
    let watched = build.split_once("for watched in [").expect("the list").1;
    let watched = watched.split_once(']').expect("its end").0;
    let mut needed: Vec<String> = quoted(watched);
    needed
        .extend(["src", "pdf", "fuzz", "migrations", "benches", "askama.toml"].map(str::to_owned));
    needed.extend(["Cargo.toml", "Cargo.lock", "rust-toolchain.toml"].map(str::to_owned));
    included(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut needed,
    );
    assert!(
        needed.contains(&"config/default.toml".to_owned()),
        "{needed:?}"
    );
    for path in needed {
        let is_copied = |from: &&str| Path::new(&path).starts_with(from);
        assert!(
            copied().iter().any(is_copied),
            "the Dockerfile does not copy {path}"
        );
    }
}

fn quoted(text: &str) -> Vec<String> {
    let words = text.split('"').skip(1).step_by(2);
    words.map(str::to_owned).collect()
}

/// What the source includes from beside `src/`; unit tests in files of their own are not built in.
fn included(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the source") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            included(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            let source = std::fs::read_to_string(&path).expect("a source file");
            let outside = quoted(&source).into_iter().filter(|t| t.starts_with("../"));
            let names = outside.map(|t| t.trim_start_matches("../").to_owned());
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            found.extend(names.filter(|name| root.join(name).exists()));
        }
    }
}

#[test]
fn the_image_has_both_programs() {
    let dockerfile = include_str!("../../Dockerfile");
    let mut built = dockerfile
        .lines()
        .filter(|l| l.starts_with("RUN cargo build"));
    let maker = built.next().expect("a build");
    assert!(maker.contains("--package hoering-pdf"), "{maker}");
    assert!(built.next().is_some_and(|l| !l.contains("--package")));
    let installed =
        "/build/target/release/hoering /build/target/release/hoering-pdf /usr/local/bin/";
    assert!(dockerfile.contains(&format!("COPY --from=build {installed}\n")));
}

#[test]
fn the_image_is_built_with_the_toolchain_of_the_project() {
    let toolchain = include_str!("../../rust-toolchain.toml");
    let channel = toolchain.split('"').nth(1).expect("a channel");
    let minor = channel.trim_end_matches(".0");
    assert!(include_str!("../../Dockerfile").contains(&format!("FROM rust:{minor}-")));
}
