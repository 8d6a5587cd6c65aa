//! Starts the SMTP server of `tests/smtp/server.py` for one test, and reads what it was sent.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

pub const USER: &str = "horing";
pub const PASSWORD: &str = "h:m/æ lig";

pub struct SmtpServer {
    process: Child,
    pub port: u16,
    folder: PathBuf,
}

/// A letter the server took: its bytes, and what the server noted of it.
pub struct Taken {
    pub bytes: Vec<u8>,
    pub about: serde_json::Value,
}

/// Whether to leave these tests out; only somebody who says so does.
pub fn left_out() -> bool {
    let out = std::env::var("HOERING_TEST_SMTP").is_ok_and(|said| said == "no");
    if out {
        eprintln!("left out because HOERING_TEST_SMTP=no");
    }
    out
}

impl SmtpServer {
    /// A server in one of the modes that its script describes, asking for [`USER`] and [`PASSWORD`].
    pub fn start(mode: &str) -> Self {
        Self::start_with(&["--mode", mode, "--user", USER, "--password", PASSWORD])
    }

    pub fn start_with(arguments: &[&str]) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("hoering-smtp-{}-{number}", std::process::id()));
        let python = std::env::var("HOERING_TEST_PYTHON")
            .unwrap_or_else(|_| "target/venv/bin/python".to_owned());
        let python = root.join(python);
        let mut process = Command::new(&python)
            .arg(root.join("tests/smtp/server.py"))
            .arg(&folder)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("{}: {error}; run scripts/provision first", python.display())
            });
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let port = line
            .trim()
            .strip_prefix("port ")
            .and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| {
            panic!("the SMTP server did not start; run scripts/provision first")
        });
        Self {
            process,
            port,
            folder,
        }
    }

    /// The authority that signed the server's certificate.
    pub fn authority(&self) -> PathBuf {
        self.folder.join("ca.pem")
    }

    /// How all letters fare from now on; nothing for as usual.
    pub fn control(&self, word: &str) {
        fs::write(self.folder.join("control"), word).unwrap();
    }

    /// Every AUTH, MAIL, RCPT and DATA that was heard.
    pub fn commands(&self) -> Vec<String> {
        let text = fs::read_to_string(self.folder.join("commands")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// How many letters were taken.
    pub fn count(&self) -> usize {
        let letters = fs::read_dir(self.folder.join("mail"));
        letters.map_or(0, Iterator::count) / 2
    }

    /// The letters that were taken, in the order they came.
    pub fn taken(&self) -> Vec<Taken> {
        let letters = (1..)
            .map(|n| self.folder.join(format!("mail/{n:06}.eml")))
            .take_while(|path| path.exists());
        letters
            .map(|path| Taken {
                bytes: fs::read(&path).unwrap(),
                about: serde_json::from_slice(&fs::read(path.with_extension("json")).unwrap())
                    .unwrap(),
            })
            .collect()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}
