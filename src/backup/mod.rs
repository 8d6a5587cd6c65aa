//! Backups (*sikkerhetskopier*): a folder with the database as of one moment, the files that it speaks of, and what both
//! hold. Made while the server runs; brought back into an empty place only, whole or not at all. The key file is in none.

mod contents;
mod folder;
mod make;
mod postgres;
mod restore;

pub use contents::Contents;
pub use folder::{FORMAT, Manifest};
pub use make::{Made, make};
pub use restore::{Restored, restore};

use crate::error::{Error, Problem};
use std::fmt::Display;
use std::path::Path;

/// Says how far it has come.
pub type Tell<'t> = &'t dyn Fn(&str);

/// Why not, for the operator.
fn refused(why: impl Display) -> Error {
    Error::because(Problem::Unavailable, why.to_string())
}

/// What could not be done with a file.
fn at(path: &Path) -> impl Fn(std::io::Error) -> Error + '_ {
    move |error| refused(format!("{}: {error}", path.display()))
}

/// «3.4 MiB»
pub fn size(bytes: u64) -> String {
    match bytes {
        0..=0x3FF => format!("{bytes} B"),
        0x400..=0xF_FFFF => format!("{:.1} KiB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20)),
    }
}
