//! The key file: reading it, making one, adding a key to one, and what production asks of it.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::ids;

/// Padding may be there or not, since people make these with different tools.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("there is no key file at {}; make one with: hoering keys {}", .0.display(), .0.display())]
    Missing(PathBuf),
    #[error("the key file {} cannot be read or written: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error("the key file is not what it should be: {0}")]
    Malformed(String),
    #[error("others than its owner can read or change the key file (mode {0:03o}); do: chmod 600")]
    OpenToOthers(u32),
    #[error(
        "the key file was made for development; make one of its own for production with: hoering keys FILE"
    )]
    ForDevelopment,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Use {
    Development,
    Production,
}

pub struct Contents {
    pub secrets: Vec<(i32, Vec<u8>)>,
    made_for: Use,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    made_for: Option<String>,
    #[serde(default)]
    key: Vec<WrittenKey>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenKey {
    version: i32,
    secret: String,
}

pub fn read(path: &Path) -> Result<Contents, KeyFileError> {
    let text = fs::read_to_string(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => KeyFileError::Missing(path.to_owned()),
        _ => io_error(path, source),
    })?;
    parse(&text)
}

fn parse(text: &str) -> Result<Contents, KeyFileError> {
    // toml's own message would quote the line, and the line may be the secret.
    let written: Written = toml::from_str(text).map_err(|error| {
        let line = error
            .span()
            .map_or(1, |span| text[..span.start].lines().count().max(1));
        malformed(&format!(
            "line {line} is not as in a [[key]] with version and secret"
        ))
    })?;
    let mut secrets: Vec<(i32, Vec<u8>)> = Vec::new();
    for key in written.key {
        let no = key.version;
        if no < 1 || secrets.iter().any(|(other, _)| *other == no) {
            return Err(malformed(&format!(
                "version {no}: versions are 1, 2, 3 …, each once"
            )));
        }
        let plain = key.secret.trim().replace('-', "+").replace('_', "/");
        let secret = BASE64.decode(plain).unwrap_or_default();
        if secret.len() < 32 {
            return Err(malformed(&format!(
                "the secret of version {no} is not at least 32 bytes in base64"
            )));
        }
        if secret.iter().all(|byte| *byte == secret[0]) {
            return Err(malformed(&format!(
                "the secret of version {no} is one byte repeated, which anyone can guess"
            )));
        }
        secrets.push((no, secret));
    }
    if secrets.is_empty() {
        return Err(malformed("it holds no [[key]]"));
    }
    let made_for = match written.made_for.as_deref() {
        None | Some("production") => Use::Production,
        _ => Use::Development,
    };
    Ok(Contents { secrets, made_for })
}

/// What production asks: a key file that is there, can be used, was not made for development, and is its owner's alone
/// (its group may read it, as a service manager sets it up).
pub fn check_for_production(path: &Path) -> Result<(), KeyFileError> {
    let contents = read(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let metadata = fs::metadata(path).map_err(|source| io_error(path, source))?;
        let mode = metadata.permissions().mode() & 0o777;
        if mode & 0o027 != 0 {
            return Err(KeyFileError::OpenToOthers(mode));
        }
    }
    match contents.made_for {
        Use::Development => Err(KeyFileError::ForDevelopment),
        Use::Production => Ok(()),
    }
}

/// Makes a key file with one key. Never writes over one: what it signed would be lost.
pub fn create(path: &Path, made_for: Use, at: DateTime<Utc>) -> Result<(), KeyFileError> {
    let made_for = match made_for {
        Use::Development => "made_for = \"development\"\n",
        Use::Production => "",
    };
    let text = format!(
        "# The secret that personal links, forms and sessions are derived from. Keep it apart from the database and its\n\
         # backups. Several keys may stand here: the highest version signs, the others keep old links working.\n\
         {made_for}{}",
        block(1, at)
    );
    let aside = write_aside(path, &text)?;
    // A link fails where a file stands already: two programs started at once end up with the same keys.
    let linked = fs::hard_link(&aside, path);
    fs::remove_file(&aside).map_err(|source| io_error(path, source))?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(io_error(path, error)),
        _ => sync_directory(path),
    }
}

/// Makes a key file for production, or adds a key to the one that is there, and returns the version of the new key.
pub fn add(path: &Path, at: DateTime<Utc>) -> Result<i32, KeyFileError> {
    if !path.exists() {
        create(path, Use::Production, at)?;
        return Ok(1);
    }
    let text = fs::read_to_string(path).map_err(|source| io_error(path, source))?;
    let newest = parse(&text)?.secrets.iter().map(|(no, _)| *no).max();
    let next = newest.unwrap_or(0) + 1;
    let aside = write_aside(path, &format!("{}\n{}", text.trim_end(), block(next, at)))?;
    keep_owner(path, &aside).map_err(|source| io_error(path, source))?;
    fs::rename(&aside, path).map_err(|source| io_error(path, source))?;
    sync_directory(path)?;
    Ok(next)
}

fn block(version: i32, at: DateTime<Utc>) -> String {
    let secret = BASE64.encode(ids::secret());
    let on = at.format("%Y-%m-%d");
    format!("\n[[key]]  # made {on}\nversion = {version}\nsecret = \"{secret}\"\n")
}

/// Writes a neighbour of the file that only the owner can read, and waits until it is on the disk.
fn write_aside(path: &Path, text: &str) -> Result<PathBuf, KeyFileError> {
    let aside = path.with_extension(format!("{}.tmp", std::process::id()));
    let written = (|| {
        if let Some(directory) = path.parent().filter(|d| !d.as_os_str().is_empty()) {
            fs::create_dir_all(directory)?;
        }
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&aside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    })();
    match written {
        Ok(()) => Ok(aside),
        Err(source) => Err(io_error(path, source)),
    }
}

/// A key added by root to a service's file must stay readable for the service.
fn keep_owner(from: &Path, to: &Path) -> io::Result<()> {
    let metadata = fs::metadata(from)?;
    fs::set_permissions(to, metadata.permissions())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, chown};
        let new = fs::metadata(to)?;
        if (new.uid(), new.gid()) != (metadata.uid(), metadata.gid()) {
            chown(to, Some(metadata.uid()), Some(metadata.gid()))?;
        }
    }
    Ok(())
}

fn sync_directory(path: &Path) -> Result<(), KeyFileError> {
    let directory = path.parent().filter(|d| !d.as_os_str().is_empty());
    fs::File::open(directory.unwrap_or(Path::new(".")))
        .and_then(|directory| directory.sync_all())
        .map_err(|source| io_error(path, source))
}

fn malformed(what: &str) -> KeyFileError {
    KeyFileError::Malformed(what.to_owned())
}

fn io_error(path: &Path, source: io::Error) -> KeyFileError {
    let path = path.to_owned();
    KeyFileError::Io { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Keys;

    fn at() -> DateTime<Utc> {
        "2026-11-21T12:00:00Z".parse().unwrap()
    }

    /// A directory of its own for one test, removed when the test is over.
    struct Place(PathBuf);

    impl Place {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("hoering-{name}-{}", std::process::id()));
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }
        fn file(&self) -> PathBuf {
            self.0.join("new").join("keys.toml")
        }
    }

    impl Drop for Place {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn the_first_start_makes_a_private_file_and_the_next_reads_the_same_keys() {
        use std::os::unix::fs::PermissionsExt as _;
        let place = Place::new("first");
        let file = place.file();
        let first = Keys::load_or_create(&file, at()).unwrap().csrf(&[1; 32]);
        let mode = fs::metadata(&file).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600);
        let again = Keys::load_or_create(&file, at()).unwrap();
        assert!(again.csrf_matches(&[1; 32], &first));
        assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn production_refuses_a_missing_a_development_and_a_readable_file() {
        use std::os::unix::fs::PermissionsExt as _;
        let place = Place::new("production");
        let file = place.file();
        assert!(matches!(
            check_for_production(&file),
            Err(KeyFileError::Missing(_))
        ));
        Keys::load_or_create(&file, at()).unwrap();
        assert!(matches!(
            check_for_production(&file),
            Err(KeyFileError::ForDevelopment)
        ));
        fs::remove_file(&file).unwrap();
        assert_eq!(add(&file, at()).unwrap(), 1);
        check_for_production(&file).unwrap();
        for (mode, passes) in [(0o640, true), (0o644, false), (0o660, false)] {
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(check_for_production(&file).is_ok(), passes, "{mode:o}");
        }
    }

    #[test]
    fn an_added_key_signs_and_the_file_keeps_its_mode_and_its_old_keys() {
        use std::os::unix::fs::PermissionsExt as _;
        let place = Place::new("added");
        let file = place.file();
        add(&file, at()).unwrap();
        let before = Keys::load(&file).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(add(&file, at()).unwrap(), 2);
        let after = Keys::load(&file).unwrap();
        assert_eq!(after.newest(), 2);
        let id = uuid::Uuid::from_u128(5);
        assert_eq!(
            before.link_token(1, "answer", id, 1),
            after.link_token(1, "answer", id, 1)
        );
        let mode = fs::metadata(&file).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o640);
    }

    #[test]
    fn a_bad_file_is_refused_without_showing_what_stands_in_it() {
        let good = BASE64.encode([1u8, 2].repeat(16));
        for text in [
            String::new(),
            "key = 3".to_owned(),
            "[[key]]\nversion = 1\nsecret = \"GJEMT\"".to_owned(),
            format!("[[key]]\nversion = 1\nsecret = \"{}\"", "A".repeat(43)),
            format!("[[key]]\nversion = 0\nsecret = \"{good}\""),
            format!("[[key]]\nversion = 1\nsecret = \"{good}\"\nother = \"GJEMT\""),
            "[[key]]\nversion = 1\nsecret = GJEMT".to_owned(),
            format!("[[key]]\nversion = 1\nsecret = \"{good}\"\n").repeat(2),
        ] {
            let message = parse(&text).err().unwrap().to_string();
            assert!(!message.contains("GJEMT"), "{message}");
        }
    }

    #[test]
    fn a_secret_may_be_written_by_any_tool_that_makes_base64() {
        for secret in [
            "+/8BAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4=",
            "-_8BAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4",
        ] {
            let text = format!("[[key]]\nversion = 1\nsecret = \"{secret}\"");
            assert_eq!(parse(&text).unwrap().secrets[0].1[..2], [0xfb, 0xff]);
        }
    }
}
