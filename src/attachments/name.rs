//! What an attachment is called: as its sender called it, without what could make it show, or open, as something else.

use super::kind::Kind;
use crate::text;

/// The most characters of a name.
pub const LONGEST: usize = 200;

/// A name that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub text: String,
    /// It is not what the sender called it: that is told.
    pub is_mended: bool,
}

/// Names that Windows keeps for devices.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

impl Name {
    /// The last part of what came, on one line, without characters that cannot be seen or that no file can have, and ending
    /// in what it is. `None`: too long.
    pub fn of(given: &str, kind: Kind) -> Option<Self> {
        let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
        let seen: String = text::single_line(last)
            .chars()
            .filter(|c| !text::is_invisible(*c))
            .map(|c| if "<>:\"|?*".contains(c) { '_' } else { c })
            .collect();
        let mut name = seen.trim().trim_end_matches(['.', ' ']).to_owned();
        if name.trim_start_matches('.').is_empty() {
            "vedlegg".clone_into(&mut name);
        }
        let stem = name.split('.').next().unwrap_or_default();
        if DEVICES.contains(&stem.to_lowercase().as_str()) || name.starts_with('.') {
            name.insert(0, '_');
        }
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        let fits = |ending: &str| {
            let endings = kind.endings().iter();
            endings
                .into_iter()
                .any(|of| of.eq_ignore_ascii_case(ending))
        };
        if !ending.is_some_and(fits) {
            name.push('.');
            name.push_str(kind.endings().first().unwrap_or(&"txt"));
        }
        let is_mended = name != given;
        (text::length(&name) <= LONGEST).then_some(Self {
            text: name,
            is_mended,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(given: &str, kind: Kind) -> (String, bool) {
        let name = Name::of(given, kind).unwrap();
        (name.text, name.is_mended)
    }

    #[test]
    fn a_plain_name_stays_as_it_is() {
        for (given, kind) in [
            ("Høringssvar 2026 – Fjellvik.pdf", Kind::Pdf),
            ("bilde.JPG", Kind::Jpeg),
            ("merknader.txt", Kind::Text),
        ] {
            assert_eq!(named(given, kind), (given.to_owned(), false));
        }
    }

    #[test]
    fn what_could_show_or_open_as_something_else_is_taken_out_and_told() {
        for (given, kind, kept) in [
            // Right to left: shows as «vedtakexe.pdf».
            ("vedtak\u{202E}fdp.exe", Kind::Pdf, "vedtakfdp.exe.pdf"),
            ("a\u{200B}b\u{0007}.png", Kind::Png, "ab.png"),
            ("../../etc/passwd", Kind::Text, "passwd.txt"),
            ("C:\\Brukere\\kari\\svar.docx", Kind::Docx, "svar.docx"),
            ("start.bat", Kind::Text, "start.bat.txt"),
            ("side.html", Kind::Text, "side.html.txt"),
            ("CON.txt", Kind::Text, "_CON.txt"),
            (".htaccess", Kind::Text, "_.htaccess.txt"),
            ("hva?*<er>.odt", Kind::Odt, "hva___er_.odt"),
            ("svar.pdf. . ", Kind::Pdf, "svar.pdf"),
            ("", Kind::Pdf, "vedlegg.pdf"),
            ("...", Kind::Pdf, "vedlegg.pdf"),
            ("to\r\nlinjer.txt", Kind::Text, "to linjer.txt"),
        ] {
            assert_eq!(named(given, kind), (kept.to_owned(), true), "{given:?}");
        }
    }

    #[test]
    fn a_name_is_never_cut_off() {
        let most = format!("{}.pdf", "å".repeat(LONGEST - 4));
        assert_eq!(named(&most, Kind::Pdf).0, most);
        assert_eq!(Name::of(&format!("å{most}"), Kind::Pdf), None);
    }
}
