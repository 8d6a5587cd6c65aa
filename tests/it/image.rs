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
    let mut needed: Vec<&str> = watched.split('"').skip(1).step_by(2).collect();
    needed.extend([
        "src",
        "migrations",
        "config",
        "examples",
        "benches",
        "askama.toml",
    ]);
    needed.extend(["Cargo.toml", "Cargo.lock", "rust-toolchain.toml"]);
    for path in needed {
        assert!(
            copied().contains(&path),
            "the Dockerfile does not copy {path}"
        );
    }
}

#[test]
fn the_image_is_built_with_the_toolchain_of_the_project() {
    let toolchain = include_str!("../../rust-toolchain.toml");
    let channel = toolchain.split('"').nth(1).expect("a channel");
    let minor = channel.trim_end_matches(".0");
    assert!(include_str!("../../Dockerfile").contains(&format!("FROM rust:{minor}-")));
}
