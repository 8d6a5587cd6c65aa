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
    if !is_text.iter().any(|end| name.ends_with(end)) {
        return Err("setup-draft-other-kind");
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "setup-draft-not-utf8")?;
    let found = blocks(text.trim_start_matches('\u{feff}'));
    Ok((found, Remarks::default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_a_file_cannot_be_read_is_said_by_what_it_is() {
        let windows = b"# R\xE5d 1\n";
        let utf16 = b"\xFF\xFE#\0 \0R\0";
        for (name, bytes, why) in [
            ("utkast.docx", &b"PK"[..], "setup-draft-not-word"),
            ("utkast.doc", b"\xD0\xCF\x11\xE0", "setup-draft-other-kind"),
            ("utkast.pdf", b"%PDF-1.7", "setup-draft-other-kind"),
            ("utkast", b"# R", "setup-draft-other-kind"),
            ("utkast.md", windows, "setup-draft-not-utf8"),
            ("UTKAST.TXT", utf16, "setup-draft-not-utf8"),
        ] {
            assert_eq!(read(name, bytes).err(), Some(why), "{name}");
        }
        let marked = "\u{feff}# Råd 1\n";
        assert!(read("Utkast.MD", marked.as_bytes()).is_ok());
    }
}
