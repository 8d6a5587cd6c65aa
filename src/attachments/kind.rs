//! The kinds of files that are taken. Known by what is in them: what a file is called, and what a browser says of it, says
//! nothing.

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Pdf,
    Docx,
    Odt,
    Text,
    Png,
    Jpeg,
}

impl Kind {
    pub const ALL: [Self; 6] = [
        Self::Pdf,
        Self::Docx,
        Self::Odt,
        Self::Text,
        Self::Png,
        Self::Jpeg,
    ];

    /// The word in the database and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Text => "text",
            Self::Png => "png",
            Self::Jpeg => "jpeg",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Text => "text/plain; charset=utf-8",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// What a name of such a file ends in; the first is put on where none of them stands.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Docx => &["docx"],
            Self::Odt => &["odt"],
            Self::Text => &["txt", "text", "md", "csv"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
        }
    }
}

/// Every media type that is given out.
pub const MEDIA_TYPES: &[&str] = &[
    Kind::Pdf.media_type(),
    Kind::Docx.media_type(),
    Kind::Odt.media_type(),
    Kind::Text.media_type(),
    Kind::Png.media_type(),
    Kind::Jpeg.media_type(),
];
