//! `hoering-pdf`, and what other programs make of its files: what stands in them, and whether they keep to the standards.

use super::temp_dir::TempDir;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Whether to leave out what needs the program; only somebody who says so does.
pub fn is_left_out() -> bool {
    let out = std::env::var("HOERING_TEST_PDF").is_ok_and(|said| said == "no");
    if out {
        eprintln!("left out because HOERING_TEST_PDF=no");
    }
    out
}

/// The program, where it was built.
pub fn program() -> PathBuf {
    let built = beside();
    assert!(
        built.is_file(),
        "{} is not there; cargo build -p hoering-pdf, or say HOERING_TEST_PDF=no",
        built.display()
    );
    built
}

fn beside() -> PathBuf {
    match std::env::var_os("HOERING_TEST_PDF") {
        Some(said) => PathBuf::from(said),
        None => Path::new(env!("CARGO_BIN_EXE_hoering")).with_file_name("hoering-pdf"),
    }
}

/// The setting of every server of the tests, where it is built.
pub fn setting() -> Option<(String, String)> {
    let built = Some(beside()).filter(|built| built.is_file())?;
    Some(("HOERING_PDF".to_owned(), built.display().to_string()))
}

/// What the program itself makes of what it is handed.
pub fn run(arguments: &[&str], input: &[u8]) -> Output {
    let child = Command::new(program())
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.expect("the program starts");
    let mut pipe = child.stdin.take().expect("its input");
    let input = input.to_vec();
    // It may end before it has read everything.
    let hand_in = std::thread::spawn(move || std::io::Write::write_all(&mut pipe, &input).ok());
    let output = child.wait_with_output().expect("its end");
    hand_in.join().expect("a writer");
    output
}

/// A PDF on the disk.
pub struct Pdf {
    folder: TempDir,
}

impl Pdf {
    pub fn of(bytes: &[u8]) -> Self {
        assert!(bytes.starts_with(b"%PDF-"), "this is no PDF");
        let folder = TempDir::new();
        std::fs::write(folder.path().join("file.pdf"), bytes).expect("a file");
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("file.pdf")
    }

    fn asked(&self, program: &str, arguments: &[&str]) -> String {
        let output = Command::new(program)
            .args(arguments)
            .arg(self.path())
            .output();
        let output = output.unwrap_or_else(|e| panic!("{program}: {e}; run scripts/provision"));
        assert!(output.status.success(), "{program}: {output:?}");
        String::from_utf8(output.stdout).expect("a text")
    }

    /// What its pages say, in the order of reading, without what stands at their feet.
    pub fn text(&self) -> String {
        let cut = ["-x", "0", "-y", "0", "-W", "596", "-H", "774", "-r", "72"];
        let output = Command::new("pdftotext")
            .args(["-raw", "-nopgbrk", "-enc", "UTF-8"])
            .args(cut)
            .args([self.path(), "-".into()])
            .output()
            .expect("pdftotext; run scripts/provision");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).expect("a text")
    }

    /// The same without white space, which a file of pages does not keep.
    pub fn letters(&self) -> String {
        letters(&self.text())
    }

    /// What it says of itself.
    pub fn info(&self) -> String {
        self.asked("pdfinfo", &[])
    }

    /// Its structure as text, nothing compressed.
    pub fn plain(&self) -> Vec<u8> {
        let out = self.folder.path().join("plain.pdf");
        let made = Command::new("qpdf")
            .args(["--qdf", "--object-streams=disable", "--deterministic-id"])
            .args([&self.path(), &out])
            .status();
        assert!(made.expect("qpdf; run scripts/provision").success());
        std::fs::read(out).expect("a file")
    }

    /// Which rules of this standard it breaks.
    pub fn breaks(&self, standard: &str) -> Vec<String> {
        let python = std::env::var("HOERING_TEST_PYTHON");
        let python = python.unwrap_or_else(|_| "target/venv/bin/python".to_owned());
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pdf/check.py");
        let output = Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(python))
            .arg(script)
            .arg(self.path())
            .arg(standard)
            .output()
            .expect("the checker; run scripts/provision");
        assert!(output.status.success(), "{output:?}");
        let said = String::from_utf8(output.stdout).expect("a text");
        let mut lines: Vec<String> = said.lines().map(str::to_owned).collect();
        match lines.pop().as_deref() {
            Some("conforms") => assert!(lines.is_empty(), "{lines:?}"),
            Some("does not conform") => assert!(!lines.is_empty(), "no rule is named"),
            other => panic!("{other:?}"),
        }
        lines
    }

    /// It is whole, tagged, and keeps to the standards that it claims.
    pub fn is_as_it_must_be(&self) {
        self.asked("qpdf", &["--check"]);
        let info = self.info();
        for line in ["Tagged:          yes", "Encrypted:       no"] {
            assert!(info.contains(line), "{line}: {info}");
        }
        for standard in ["pdf-ua-1", "pdf-a-2a"] {
            let broken = self.breaks(standard);
            assert!(broken.is_empty(), "{standard}: {broken:#?}");
        }
    }
}

pub fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
