//! Out to the archive: an answer as the message and files that an archive takes in, and a whole case as one package
//! (`docs/archive.md`). Who may have it is for those who call.

mod message;
mod package;
mod pages;

pub use package::{MEDIA_TYPE, package_of_case};
pub use pages::{case_to_archive, to_archive};
