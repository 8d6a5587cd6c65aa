//! ClamAV's daemon with one signature of our own: that of the test file which every scanner knows, and which harms nobody.

use super::process::until;
use super::temp_dir::TempDir;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The test file, put together here so that no scanner takes this source for it.
pub fn eicar() -> Vec<u8> {
    let parts = [
        r"X5O!P%@AP[4\PZX54(P^)7CC)7}$",
        "EICAR-STANDARD-",
        "ANTIVIRUS-TEST-FILE!$H+H*",
    ];
    parts.concat().into_bytes()
}

pub struct Clamd {
    process: Child,
    folder: TempDir,
}

/// Whether to leave these tests out; only somebody who says so does.
pub fn left_out() -> bool {
    let out = std::env::var("HOERING_TEST_CLAMAV").is_ok_and(|said| said == "no");
    if out {
        eprintln!("left out because HOERING_TEST_CLAMAV=no");
    }
    out
}

impl Clamd {
    pub fn start() -> Self {
        let folder = TempDir::new();
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("a file");
            path
        };
        let hex: String = eicar().iter().map(|b| format!("{b:02x}")).collect();
        file("test.ndb", &format!("Eicar-Test:0:*:{hex}\n"));
        let here = folder.path().display();
        let config = file(
            "clamd.conf",
            &format!(
                "Foreground yes\nLocalSocket {here}/clamd.ctl\nDatabaseDirectory {here}\nTemporaryDirectory {here}\n"
            ),
        );
        let process = Command::new("/usr/sbin/clamd")
            .arg("--config-file")
            .arg(config)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let process = process.unwrap_or_else(|error| {
            panic!("/usr/sbin/clamd: {error}; run scripts/provision first")
        });
        let clamd = Self { process, folder };
        until(|| UnixStream::connect(clamd.socket()).ok());
        clamd
    }

    pub fn socket(&self) -> PathBuf {
        let folder: &Path = self.folder.path();
        folder.join("clamd.ctl")
    }
}

impl Drop for Clamd {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
