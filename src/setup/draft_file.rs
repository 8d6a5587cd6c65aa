//! The file of a draft as it is given: Word, or Markdown in a text file.

use super::draft::{Block, Remarks, blocks};
use super::word;
use crate::docx::NotRead;

/// What stands in the file; the key of the text that says why it cannot be read, otherwise.
pub fn read(name: &str, bytes: &[u8]) -> Result<(Vec<Block>, Remarks), &'static str> {
    let name = name.to_lowercase();
    if name.ends_with(".docx") {
        return word::read(bytes).map_err(|fault| match fault {
            NotRead::NotWord => "setup-draft-not-word",
            NotRead::TooLarge => "setup-draft-too-large",
        });
    }
    let is_text = [".md", ".markdown", ".txt"];
    match std::str::from_utf8(bytes) {
        Ok(text) if is_text.iter().any(|end| name.ends_with(end)) => {
            let found = blocks(text.trim_start_matches('\u{feff}'));
            Ok((found, Remarks::default()))
        }
        _ => Err("setup-draft-not-word"),
    }
}
