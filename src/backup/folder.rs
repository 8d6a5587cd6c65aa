//! A backup as it lies in its folder: what is in it, and the sums that `sha256sum --check SHA256SUMS` can look at, too.
//! It has another name until it is whole.

use super::{Contents, Tell, at, refused};
use crate::db::snapshot::beside;
use crate::error::Error;
use crate::settings::DatabaseUrl;
use chrono::{DateTime, Utc};
use ring::digest::{Context, SHA256, digest};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind, Read as _, Write};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The newest format that this program reads, and the one it writes.
pub const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.json";
const SUMS: &str = "SHA256SUMS";
const FILES: &str = "files";
/// Behind the name of a backup that is not whole.
const UNFINISHED: &str = ".unfinished";

/// Which database the copy is of; one is not brought back into the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Sqlite,
    Postgresql,
}

impl Kind {
    pub fn of(url: &DatabaseUrl) -> Self {
        match url {
            DatabaseUrl::Sqlite(_) => Self::Sqlite,
            DatabaseUrl::Postgres(_) => Self::Postgresql,
        }
    }

    /// What the copy is called.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Sqlite => "database.sqlite3",
            Self::Postgresql => "database.dump",
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgresql => "PostgreSQL",
        }
    }
}

/// What a backup is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub format: u32,
    /// The version of the program that made it.
    pub program: String,
    /// The moment that the database shows; everything that was acknowledged before the backup began is in it.
    pub as_of: DateTime<Utc>,
    pub database: Kind,
    pub contents: Contents,
    /// How many bytes each attachment has.
    pub files: BTreeMap<Uuid, u64>,
    /// Attachments that the database speaks of, and that were not in the storage as they were received.
    pub lost: Vec<Uuid>,
}

/// A new file that nobody else reads, summed up while it is written.
pub struct Summed {
    file: File,
    context: Context,
    size: u64,
}

impl Summed {
    pub fn create(path: &Path) -> io::Result<Self> {
        Ok(Self {
            file: private(path)?,
            context: Context::new(&SHA256),
            size: 0,
        })
    }

    /// It lies on the disk now: its size and its sum.
    pub fn finish(self) -> io::Result<(u64, Sum)> {
        self.file.sync_all()?;
        Ok((self.size, Sum::of(self.context)))
    }
}

impl Write for Summed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.file.write(bytes)?;
        self.context.update(&bytes[..n]);
        self.size += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A new file that nobody else on the machine reads.
pub fn private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true).mode(0o600);
    options.open(path)
}

/// A SHA-256, in lower-case hex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum(String);

impl Sum {
    fn of(context: Context) -> Self {
        Self::from_bytes(context.finish().as_ref())
    }

    fn of_bytes(bytes: &[u8]) -> Self {
        Self::from_bytes(digest(&SHA256, bytes).as_ref())
    }

    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.iter().map(|b| format!("{b:02x}")).collect())
    }

    fn parse(text: &str) -> Option<Self> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        (text.len() == 64 && text.bytes().all(hex)).then(|| Self(text.to_owned()))
    }

    /// Of a file, and how many bytes it has.
    pub fn of_file(path: &Path) -> io::Result<(u64, Self)> {
        let (mut file, mut context) = (File::open(path)?, Context::new(&SHA256));
        let (mut piece, mut size) = (vec![0; 1 << 20], 0);
        loop {
            let n = file.read(&mut piece)?;
            if n == 0 {
                return Ok((size, Self::of(context)));
            }
            context.update(&piece[..n]);
            size += n as u64;
        }
    }
}

/// A backup that is being made; what is there of it goes away unless it is finished.
pub struct Unfinished {
    path: PathBuf,
    to: PathBuf,
    sums: BTreeMap<String, Sum>,
    is_finished: bool,
}

fn is_empty_folder(path: &Path) -> io::Result<bool> {
    Ok(fs::read_dir(path)?.next().is_none())
}

impl Unfinished {
    pub fn begin(to: &Path) -> Result<Self, Error> {
        let to = std::path::absolute(to).map_err(at(to))?;
        match is_empty_folder(&to) {
            Ok(true) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Ok(false) => {
                return Err(refused(format!(
                    "{} is not empty: a backup is a new folder",
                    to.display()
                )));
            }
            Err(error) => return Err(at(&to)(error)),
        }
        let path = beside(&to, UNFINISHED);
        let mut folder = DirBuilder::new();
        folder.mode(0o700);
        folder.create(&path).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => refused(format!(
                "{} is there: another backup is being made, or one was broken off; remove it then",
                path.display()
            )),
            _ => at(&path)(error),
        })?;
        let begun = Self {
            path,
            to,
            sums: BTreeMap::new(),
            is_finished: false,
        };
        let files = begun.path.join(FILES);
        folder.create(&files).map_err(at(&files))?;
        Ok(begun)
    }

    pub fn database(&self, kind: Kind) -> PathBuf {
        self.path.join(kind.file())
    }

    pub fn file(&self, id: Uuid) -> PathBuf {
        self.path.join(FILES).join(id.to_string())
    }

    pub fn add_database(&mut self, kind: Kind, sum: Sum) {
        self.sums.insert(kind.file().to_owned(), sum);
    }

    pub fn add_file(&mut self, id: Uuid, sum: Sum) {
        self.sums.insert(format!("{FILES}/{id}"), sum);
    }

    /// Writes down what it is, and gives it its name: from here on it is a backup.
    pub fn finish(mut self, manifest: &Manifest) -> Result<PathBuf, Error> {
        let text = serde_json::to_string_pretty(manifest).map_err(refused)? + "\n";
        let sum = self.write(MANIFEST, &text)?;
        self.sums.insert(MANIFEST.to_owned(), sum);
        let sums = self.sums.iter();
        let sums: String = sums
            .map(|(name, sum)| format!("{}  {name}\n", sum.0))
            .collect();
        self.write(SUMS, &sums)?;
        for folder in [self.path.join(FILES), self.path.clone()] {
            sync(&folder)?;
        }
        fs::rename(&self.path, &self.to).map_err(at(&self.to))?;
        self.is_finished = true;
        sync(self.to.parent().unwrap_or(Path::new("/")))?;
        Ok(self.to.clone())
    }

    fn write(&self, name: &str, text: &str) -> Result<Sum, Error> {
        let path = self.path.join(name);
        let write = || {
            let mut file = Summed::create(&path)?;
            file.write_all(text.as_bytes())?;
            file.finish()
        };
        Ok(write().map_err(at(&path))?.1)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.is_finished {
            // What stays says by its name that it is none.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// Writes a folder's names out.
pub fn sync(folder: &Path) -> Result<(), Error> {
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(at(folder))
}

/// A backup that can be read. What it holds is not looked at yet.
pub struct Backup {
    path: PathBuf,
    pub manifest: Manifest,
    sums: BTreeMap<String, Sum>,
}

impl Backup {
    pub fn open(path: &Path) -> Result<Self, Error> {
        let none = |what: &str| refused(format!("{} is no whole backup: {what}", path.display()));
        let read = |name: &str| {
            let read = fs::read_to_string(path.join(name));
            read.map_err(|error| none(&format!("{name}: {error}")))
        };
        let (sums, text) = (read(SUMS)?, read(MANIFEST)?);
        of_known_format(&text)?;
        let sums = parse(&sums).ok_or_else(|| none("SHA256SUMS cannot be read"))?;
        // Before it is believed.
        if sums.get(MANIFEST) != Some(&Sum::of_bytes(text.as_bytes())) {
            return Err(none("manifest.json is not what was written"));
        }
        let manifest: Manifest = serde_json::from_str(&text)
            .map_err(|error| none(&format!("{MANIFEST} cannot be read: {error}")))?;
        let files = manifest.files.keys().map(|id| format!("{FILES}/{id}"));
        let mut expected: Vec<String> = files.collect();
        expected.extend([MANIFEST, manifest.database.file()].map(str::to_owned));
        expected.sort();
        if !sums.keys().eq(&expected) {
            return Err(none("SHA256SUMS and manifest.json name different files"));
        }
        Ok(Self {
            path: path.to_owned(),
            manifest,
            sums,
        })
    }

    pub fn database(&self) -> PathBuf {
        self.path.join(self.manifest.database.file())
    }

    pub fn file(&self, id: Uuid) -> PathBuf {
        self.path.join(FILES).join(id.to_string())
    }

    /// Reads everything and compares it with its sum.
    pub fn verify(&self, tell: Tell<'_>) -> Result<(), Error> {
        let (mut read, mut damaged) = (0, Vec::new());
        for (n, (name, sum)) in self.sums.iter().enumerate() {
            match Sum::of_file(&self.path.join(name)) {
                Ok((size, found)) if found == *sum => read += size,
                Ok(_) => damaged.push(format!("{name} is not what was written")),
                Err(error) => damaged.push(format!("{name}: {error}")),
            }
            if n % 1_000 == 999 {
                tell(&format!("Looked at {} of {}.", n + 1, self.sums.len()));
            }
        }
        if damaged.is_empty() {
            tell(&format!("It is whole: {}.", super::size(read)));
            return Ok(());
        }
        Err(refused(format!(
            "{} is damaged:\n- {}",
            self.path.display(),
            damaged.join("\n- ")
        )))
    }
}

/// A newer format may have other members, so that this is looked at first.
fn of_known_format(manifest: &str) -> Result<(), Error> {
    #[derive(Deserialize)]
    struct Head {
        format: u32,
        program: String,
    }
    match serde_json::from_str::<Head>(manifest) {
        Ok(head) if head.format > FORMAT => Err(refused(format!(
            "this backup was made by a newer program ({}): restore it with that",
            head.program
        ))),
        _ => Ok(()),
    }
}

/// As `sha256sum` writes it: sum, two spaces, name. Each line ends.
fn parse(text: &str) -> Option<BTreeMap<String, Sum>> {
    let lines = text.strip_suffix('\n')?.split('\n');
    let line = |line: &str| {
        let (sum, name) = line.split_once("  ")?;
        Some((name.to_owned(), Sum::parse(sum)?))
    };
    let lines: Vec<(String, Sum)> = lines.map(line).collect::<Option<_>>()?;
    let (n, sums) = (lines.len(), BTreeMap::from_iter(lines));
    (sums.len() == n).then_some(sums)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_as_they_are_written_and_in_no_other_way() {
        let sum = "0a".repeat(32);
        let good = format!("{sum}  files/a\n{sum}  manifest.json\n");
        assert_eq!(parse(&good).unwrap().len(), 2);
        for bad in [
            "",
            "\n",
            good.trim_end(),
            &good.replace("  ", " "),
            &good.replace("0a", "0A"),
            &good.replace("files/a", "manifest.json"),
            &good.replace("\n", "\r\n"),
            &format!("{good}\n"),
        ] {
            let read = parse(bad).filter(|sums| sums.keys().eq(["files/a", "manifest.json"]));
            assert_eq!(read, None, "{bad:?}");
        }
    }

    #[test]
    fn a_newer_format_is_told_before_anything_else_is_looked_at() {
        let newer = r#"{ "format": 2, "program": "3.1.0", "surprise": [] }"#;
        let error = of_known_format(newer).unwrap_err();
        assert!(error.cause.unwrap().contains("newer program (3.1.0)"));
        assert!(of_known_format("not at all").is_ok());
    }
}
