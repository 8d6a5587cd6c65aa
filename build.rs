//! Build script: makes the front-end assets and the lists the program includes them by.
//! Owns the order of the steps; `build/fetch.rs` gets what comes from npm, `build/embed.rs` names
//! and writes what the program carries.

#![allow(
    clippy::disallowed_methods,
    reason = "cargo speaks to a build script through the environment"
)]

#[path = "build/embed.rs"]
mod embed;
#[path = "build/fetch.rs"]
mod fetch;

use std::path::PathBuf;

/// Points at ready-built assets (the layout of `target/assets/<hash>`), for packagers without npm.
const PREBUILT: &str = "ASSETS_DIR_PREBUILT";

fn main() {
    for watched in [
        "build.rs",
        "build",
        "package.json",
        "package-lock.json",
        ".npmrc",
        "designsystemet.config.json",
        "assets",
        "locales",
    ] {
        println!("cargo::rerun-if-changed={watched}");
    }
    println!("cargo::rerun-if-env-changed={PREBUILT}");
    if let Err(what) = build() {
        println!("cargo::error={}", what.replace('\n', " "));
    }
}

fn build() -> Result<(), String> {
    let root = directory("CARGO_MANIFEST_DIR")?;
    let out = directory("OUT_DIR")?;
    let vendor = match std::env::var_os(PREBUILT) {
        Some(ready) => PathBuf::from(ready),
        None => fetch::vendor(&root, &out)?,
    };
    embed::assets(&root, &vendor, &out)?;
    embed::icons(&root, &vendor, &out)?;
    embed::locales(&root, &out)
}

fn directory(variable: &str) -> Result<PathBuf, String> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .ok_or_else(|| format!("{variable} is not set: run through cargo"))
}
