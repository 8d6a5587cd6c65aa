//! A form in a real program for texts, LibreOffice without a window, written in by a script and saved as Word's kind.

use super::temp_dir::TempDir;
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

/// Whether to leave this out; only somebody without LibreOffice who says so does.
pub fn is_left_out() -> bool {
    let out = std::env::var("HOERING_TEST_OFFICE").is_ok_and(|said| said == "no");
    if out {
        eprintln!("left out because HOERING_TEST_OFFICE=no");
    }
    out
}

/// The Python that can speak with LibreOffice: the system's own.
fn python() -> &'static str {
    let can = |python: &&str| {
        let asked = Command::new(python).args(["-c", "import uno"]).output();
        asked.is_ok_and(|answer| answer.status.success())
    };
    let found = ["/usr/bin/python3", "python3"].into_iter().find(can);
    found.expect("a Python with LibreOffice's bridge; without it, say HOERING_TEST_OFFICE=no")
}

/// The file as LibreOffice saves it after these edits (`tests/data/word/edit.py` says which there are).
pub fn edited(file: &[u8], edits: &Value) -> Vec<u8> {
    let folder = TempDir::new();
    let (form, out) = (
        folder.path().join("form.docx"),
        folder.path().join("out.docx"),
    );
    std::fs::write(&form, file).expect("a file");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/word/edit.py");
    let mut run = Command::new(python())
        .arg(script)
        .args([&form, &out, &folder.path().join("profile")])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a Python");
    let mut input = run.stdin.take().expect("its input");
    input
        .write_all(edits.to_string().as_bytes())
        .expect("edits");
    drop(input);
    let ended = run.wait_with_output().expect("an end");
    assert!(
        ended.status.success(),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    std::fs::read(out).expect("what it saved")
}
