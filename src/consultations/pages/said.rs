//! Texts as a page shows them: in its language or, where that is missing, in the one there is, which the
//! page then says.

use crate::consultations::consultation::{Document, Texts};
use crate::consultations::markdown;
use crate::i18n::Lang;

/// Words, or HTML made of Markdown.
#[derive(Debug, Clone, Default)]
pub struct Said {
    pub text: String,
    /// The text's own language, where it is not the page's.
    other: Option<Lang>,
}

impl Said {
    pub fn plain(texts: &Texts, lang: Lang) -> Self {
        Self::with(texts, lang, str::to_owned)
    }

    /// HTML, whose headings begin at `top`.
    pub fn html(texts: &Texts, lang: Lang, top: u8) -> Self {
        Self::with(texts, lang, |text| markdown::html(text, top))
    }

    /// Markdown as words on one line.
    pub fn line(texts: &Texts, lang: Lang) -> Self {
        Self::with(texts, lang, markdown::plain)
    }

    /// A text of the page's own.
    pub fn own(text: String) -> Self {
        Self { text, other: None }
    }

    fn with(texts: &Texts, lang: Lang, show: impl Fn(&str) -> String) -> Self {
        let own = texts.lang(lang);
        Self {
            text: show(texts.get(lang)),
            other: (own != lang).then_some(own),
        }
    }

    /// The attribute of the element that the text stands in.
    pub fn attr(&self) -> String {
        let attribute = |lang: Lang| format!(" lang=\"{lang}\"");
        self.other.map(attribute).unwrap_or_default()
    }
}

/// A document to take home.
#[derive(Debug, Clone)]
pub struct Download {
    pub href: String,
    pub title: String,
    /// Its language, where it is not the page's.
    pub other: Option<String>,
    /// «PDF, 640 kB».
    pub about: String,
}

impl Download {
    pub fn of(document: &Document, lang: Lang) -> Self {
        let extension = document.file_name.rsplit('.').next().unwrap_or_default();
        let size = u64::try_from(document.size).unwrap_or(0);
        let language = Lang::parse(&document.language);
        let in_words = language
            .map(|l| l.name().to_lowercase())
            .unwrap_or_default();
        let about = format!(
            "{}, {}, {in_words}",
            extension.to_uppercase(),
            in_bytes(size)
        );
        Self {
            href: document_path(document),
            title: document.title.clone(),
            other: language.filter(|l| *l != lang).map(|l| l.code().to_owned()),
            about,
        }
    }
}

/// Where a document is fetched.
pub fn document_path(document: &Document) -> String {
    let name = percent_encoding::utf8_percent_encode(
        &document.file_name,
        percent_encoding::NON_ALPHANUMERIC,
    );
    // A name with its points is easier to recognise, and they need no escape.
    let name = name.to_string().replace("%2E", ".").replace("%2D", "-");
    format!("/dokument/{}/{name}", document.sha256)
}

/// «413 B», «12 kB», «1,2 MB», with spaces that do not break.
fn in_bytes(size: u64) -> String {
    match size {
        0..1_000 => format!("{size}\u{a0}B"),
        1_000..1_000_000 => format!("{}\u{a0}kB", size.div_ceil(1_000)),
        _ => format!(
            "{},{}\u{a0}MB",
            size / 1_000_000,
            size % 1_000_000 / 100_000
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_nynorsk_is_shown_in_bokmal_and_says_so() {
        let texts = Texts {
            nb: "Råd".into(),
            nn: None,
        };
        assert_eq!(Said::plain(&texts, Lang::Nn).attr(), " lang=\"nb\"");
        assert_eq!(Said::plain(&texts, Lang::Nb).attr(), "");
    }

    #[test]
    fn sizes_are_written_as_people_read_them() {
        assert_eq!(in_bytes(413), "413\u{a0}B");
        assert_eq!(in_bytes(640_001), "641\u{a0}kB");
        assert_eq!(in_bytes(12_340_000), "12,3\u{a0}MB");
    }
}
