//! An S3 server (s3s-fs, which `scripts/provision` installs) with one empty bucket, for one test.

use super::process::{free_port, until};
use super::temp_dir::TempDir;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

pub struct S3Server {
    process: Child,
    folder: TempDir,
    port: u16,
}

const BUCKET: &str = "vedlegg";

/// Whether to leave these tests out; only somebody who says so does.
pub fn left_out() -> bool {
    let out = std::env::var("HOERING_TEST_S3").is_ok_and(|said| said == "no");
    if out {
        eprintln!("left out because HOERING_TEST_S3=no");
    }
    out
}

impl S3Server {
    pub fn start() -> Self {
        let program = std::env::var("HOERING_TEST_S3");
        let program = program.unwrap_or_else(|_| "target/s3/bin/s3s-fs".to_owned());
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join(program);
        let folder = TempDir::new();
        std::fs::create_dir(folder.path().join(BUCKET)).expect("a bucket");
        let port = free_port();
        let process = Command::new(&program)
            .args(["--host", "127.0.0.1", "--port", &port.to_string()])
            .args(["--access-key", "nokkel", "--secret-key", "h/emmelig"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!(
                    "{}: {error}; run scripts/provision first",
                    program.display()
                )
            });
        until(|| TcpStream::connect(("127.0.0.1", port)).ok());
        Self {
            process,
            folder,
            port,
        }
    }

    /// As the setting says it.
    pub fn url(&self) -> String {
        format!("http://nokkel:h%2Femmelig@127.0.0.1:{}/{BUCKET}", self.port)
    }

    /// Where the bucket's files lie.
    pub fn lying(&self) -> PathBuf {
        self.folder.path().join(BUCKET).join("attachments")
    }
}

impl Drop for S3Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
