//! The development mailbox: the letters that became files, read back as a mail program would read them.
//!
//! It only reads; how letters become files is `mail/files.rs`. In production, and where letters go to a mail server,
//! none of its pages is there.

mod letter;
mod pages;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::settings::{MailWay, Settings};

use letter::OpenLetter;
pub use pages::routes;

/// Letters on one page of the list.
const ON_A_PAGE: usize = 25;

/// The directory of the letters, or nothing where the mailbox must not be.
fn directory(settings: &Settings) -> Option<PathBuf> {
    match &settings.mail.way {
        MailWay::Files(directory) if !settings.is_production() => Some(directory.clone()),
        MailWay::Files(_) | MailWay::Smtp(_) => None,
    }
}

/// One page of the list, newest first, and how many letters there are in all.
struct Listing {
    letters: Vec<OpenLetter>,
    total: usize,
}

impl Listing {
    /// `page` is counted from 1.
    fn read(directory: &Path, page: usize) -> io::Result<Self> {
        let mut names = match fs::read_dir(directory) {
            Ok(entries) => entries
                .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
                .filter(|name| is_name(name))
                .collect::<Vec<_>>(),
            // The directory is made with the first letter.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        // A name begins with its time.
        names.sort_unstable_by(|one, other| other.cmp(one));
        let before = page.saturating_sub(1).saturating_mul(ON_A_PAGE);
        let on_page = names.iter().skip(before).take(ON_A_PAGE);
        Ok(Self {
            letters: on_page.filter_map(|name| open(directory, name)).collect(),
            total: names.len(),
        })
    }

    fn pages(&self) -> usize {
        self.total.div_ceil(ON_A_PAGE).max(1)
    }
}

/// One letter, or nothing when there is none of that name.
fn open(directory: &Path, name: &str) -> Option<OpenLetter> {
    let bytes = is_name(name).then(|| fs::read(directory.join(name)).ok())??;
    OpenLetter::read(name, &bytes)
}

/// What a letter's file can be called; nothing that leads out of the directory is.
fn is_name(name: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    name.ends_with(".eml")
        && !name.starts_with('.')
        && name.len() < 256
        && name.bytes().all(allowed)
}

#[cfg(test)]
mod tests;
