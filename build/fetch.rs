//! Gets the design system, theme, font and icons from npm into `target/assets/<hash>`.
//! The folder is built aside and renamed, so one that exists is whole; profiles and features share it.
//! Does not know what the program embeds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

/// What decides the outcome: a change in any of these gives a new folder.
const INPUTS: [&str; 4] = [
    "package.json",
    "package-lock.json",
    ".npmrc",
    "designsystemet.config.json",
];
/// Raised when the folder's own layout changes.
const LAYOUT: &[u8] = b"2";
const PACKAGES: [&str; 3] = [
    "@digdir/designsystemet-css",
    "@fontsource-variable/inter",
    "@navikt/aksel-icons",
];
const LEAST_NODE: (u32, u32) = (20, 20);
const THEME_CLI: &str = "node_modules/@digdir/designsystemet/dist/bin/designsystemet.js";
const NODE_HELP: &str = "the pages' styles come from npm: install Node.js 20.20 or newer (with npm), \
     or point ASSETS_DIR_PREBUILT at ready-built assets";

/// The folder with the vendored files, made if it is not there.
pub fn vendor(root: &Path, out: &Path) -> Result<PathBuf, String> {
    let mut contents = LAYOUT.to_vec();
    for input in INPUTS {
        let file = root.join(input);
        contents.extend(fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?);
        contents.push(0);
    }
    let cache = target(out).join("assets");
    let ready = cache.join(crate::embed::hash(&contents));
    if ready.is_dir() {
        return Ok(ready);
    }
    require_node()?;
    remove_abandoned(&cache);
    let aside = cache.join(format!(".building-{}", std::process::id()));
    let made = make(root, &aside);
    let moved = made.and_then(|whole| match fs::rename(&whole, &ready) {
        Err(_) if ready.is_dir() => Ok(()), // another profile was first
        outcome => outcome.map_err(|e| format!("{}: {e}", ready.display())),
    });
    let _ = fs::remove_dir_all(&aside);
    moved.map(|()| ready)
}

/// The folder cargo marks as its target folder, above `OUT_DIR`.
fn target(out: &Path) -> PathBuf {
    out.ancestors()
        .find(|folder| folder.join("CACHEDIR.TAG").is_file())
        .unwrap_or(out)
        .to_path_buf()
}

fn require_node() -> Result<(), String> {
    let answer = Command::new("node").arg("--version").output();
    let Ok(answer) = answer else {
        return Err(format!("node was not found; {NODE_HELP}"));
    };
    let version = String::from_utf8_lossy(&answer.stdout);
    let mut parts = version.trim().trim_start_matches('v').split('.');
    let mut next = || parts.next().and_then(|part| part.parse().ok()).unwrap_or(0);
    if (next(), next()) < LEAST_NODE {
        return Err(format!("node is {}; {NODE_HELP}", version.trim()));
    }
    Ok(())
}

/// A build that was killed leaves its folder behind; an hour later nobody is still at it.
fn remove_abandoned(cache: &Path) {
    let Ok(entries) = fs::read_dir(cache) else {
        return;
    };
    for entry in entries.flatten() {
        let abandoned = entry
            .file_name()
            .to_string_lossy()
            .starts_with(".building-")
            && entry
                .metadata()
                .and_then(|data| data.modified())
                .is_ok_and(|at| {
                    SystemTime::now()
                        .duration_since(at)
                        .is_ok_and(|age| age > Duration::from_secs(3600))
                });
        if abandoned {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn make(root: &Path, aside: &Path) -> Result<PathBuf, String> {
    let whole = aside.join("whole");
    fs::create_dir_all(whole.join("icons")).map_err(|e| format!("{}: {e}", whole.display()))?;
    for input in INPUTS {
        copy(&root.join(input), &aside.join(input))?;
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    run(
        aside,
        npm,
        &[
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ],
    )?;
    run(aside, "node", &[THEME_CLI, "tokens", "create"])?;
    run(
        aside,
        "node",
        &[THEME_CLI, "tokens", "build", "--out-dir", "theme"],
    )?;

    let modules = aside.join("node_modules");
    let inter = modules.join("@fontsource-variable/inter/files");
    for (from, name) in [
        (
            modules.join("@digdir/designsystemet-css/dist/src/index.css"),
            "ds.css",
        ),
        (aside.join("theme/horing.css"), "theme.css"),
        (
            inter.join("inter-latin-wght-normal.woff2"),
            "inter-latin.woff2",
        ),
        (
            inter.join("inter-latin-ext-wght-normal.woff2"),
            "inter-latin-ext.woff2",
        ),
    ] {
        copy(&from, &whole.join(name))?;
    }
    let icons = modules.join("@navikt/aksel-icons/dist/svg");
    for icon in fs::read_dir(&icons)
        .map_err(|e| format!("{}: {e}", icons.display()))?
        .flatten()
    {
        copy(&icon.path(), &whole.join("icons").join(icon.file_name()))?;
    }
    fs::write(whole.join("licences.txt"), licences(&modules)?).map_err(|e| e.to_string())?;
    Ok(whole)
}

/// What is embedded is others' work, and goes out with their terms.
fn licences(modules: &Path) -> Result<String, String> {
    let mut all = String::new();
    for package in PACKAGES {
        let folder = modules.join(package);
        let manifest = fs::read_to_string(folder.join("package.json"))
            .map_err(|e| format!("{package}: {e}"))?;
        let field = |name: &str| {
            let value = manifest.split(&format!("\"{name}\": \"")).nth(1);
            value
                .and_then(|rest| rest.split('"').next())
                .unwrap_or("?")
                .to_owned()
        };
        all.push_str(&format!(
            "{package} {}: {}\n\n",
            field("version"),
            field("license")
        ));
        if let Ok(text) = fs::read_to_string(folder.join("LICENSE")) {
            all.push_str(text.trim());
            all.push_str("\n\n");
        }
    }
    Ok(all)
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to)
        .map(|_| ())
        .map_err(|e| format!("{} could not be copied: {e}", from.display()))
}

/// Runs quietly; what it said is passed on only when it fails.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> Result<(), String> {
    let shown = format!("{program} {}", arguments.join(" "));
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .map_err(|e| format!("{shown}: {e}; {NODE_HELP}"))?;
    if output.status.success() {
        return Ok(());
    }
    eprintln!("{}", String::from_utf8_lossy(&output.stdout));
    eprintln!("{}", String::from_utf8_lossy(&output.stderr));
    let reason = String::from_utf8_lossy(&output.stderr)
        .lines()
        .find(|line| !line.trim().is_empty() && !line.contains(" warn "))
        .unwrap_or("no reason given")
        .to_owned();
    Err(format!("`{shown}` failed: {reason}"))
}
