//! The texts people read, in bokmål and nynorsk: finding them by key, and the paths of each language.
//! Owns `Lang` and the Fluent bundles of `locales/`; knows no page and no letter.
//!
//! A missing key never stops a page: the key itself is shown, and the tests fail.

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

include!(concat!(env!("OUT_DIR"), "/locales.rs"));

type Bundle = FluentBundle<FluentResource>;

/// A language that pages and letters are complete in.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
#[schema(as = Language)]
pub enum Lang {
    #[default]
    Nb,
    Nn,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::Nb, Self::Nn];

    /// The tag for `lang`, `hreflang` and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
        }
    }

    /// The language's own name, for whoever wants to change to it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nb => "Bokmål",
            Self::Nn => "Nynorsk",
        }
    }

    pub fn other(self) -> Self {
        match self {
            Self::Nb => Self::Nn,
            Self::Nn => Self::Nb,
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// What a path begins with in this language.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Nb => "",
            Self::Nn => "/nn",
        }
    }

    /// The path of a page in this language, from its path without language.
    pub fn path(self, path: &str) -> String {
        match (self, path) {
            // The front page has no slash of its own here, with or without a query.
            (Self::Nn, path) if path == "/" || path.starts_with("/?") => {
                format!("/nn{}", path.trim_start_matches('/'))
            }
            _ => format!("{}{path}", self.prefix()),
        }
    }

    /// The language that a path is written in, and the rest of it: `/nn/horinger/x` is `/horinger/x`.
    pub fn of_path(path: &str) -> (Self, &str) {
        match path.strip_prefix(Self::Nn.prefix()) {
            Some("") => (Self::Nn, "/"),
            Some(rest) if rest.starts_with('/') => (Self::Nn, rest),
            _ => (Self::Nb, path),
        }
    }

    /// The text of a key.
    pub fn t(self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text of a key with its values filled in: `lang.with("parts-done", &[("done", &5)])`.
    pub fn with(self, key: &str, values: &[(&str, &dyn Value)]) -> String {
        self.find(key, values).unwrap_or_else(|| {
            tracing::error!(text.key = key, lang = self.code(), "a text is missing");
            key.to_owned()
        })
    }

    /// The same with one value; templates cannot write the list above.
    pub fn with1(self, key: &str, name: &str, value: impl Value) -> String {
        self.with(key, &[(name, &value)])
    }

    /// The same with two values.
    pub fn with2(
        self,
        key: &str,
        (name, value): (&str, impl Value),
        (second, other): (&str, impl Value),
    ) -> String {
        self.with(key, &[(name, &value), (second, &other)])
    }

    fn find(self, key: &str, values: &[(&str, &dyn Value)]) -> Option<String> {
        let bundle = self.bundle();
        let pattern = bundle.get_message(key)?.value()?;
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(*name, value.fluent());
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
        if !errors.is_empty() {
            tracing::error!(text.key = key, lang = self.code(), "a text lacks a value");
        }
        Some(text.into_owned())
    }

    fn bundle(self) -> &'static Bundle {
        static BOKMAL: LazyLock<Bundle> = LazyLock::new(|| bundle("nb", NB));
        static NYNORSK: LazyLock<Bundle> = LazyLock::new(|| bundle("nn", NN));
        match self {
            Self::Nb => &BOKMAL,
            Self::Nn => &NYNORSK,
        }
    }
}

/// Templates hand over references; whoever takes `impl Into<Lang>` need not care.
impl From<&Self> for Lang {
    fn from(lang: &Self) -> Self {
        *lang
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What can be filled into a text. Whole numbers choose plural forms and are grouped: 4 000.
pub trait Value {
    fn fluent(&self) -> FluentValue<'_>;
}

impl Value for str {
    fn fluent(&self) -> FluentValue<'_> {
        FluentValue::from(self)
    }
}

impl Value for String {
    fn fluent(&self) -> FluentValue<'_> {
        FluentValue::from(self.as_str())
    }
}

impl<T: Value + ?Sized> Value for &T {
    fn fluent(&self) -> FluentValue<'_> {
        (**self).fluent()
    }
}

macro_rules! whole_numbers {
    ($($kind:ty)*) => {$(
        impl Value for $kind {
            fn fluent(&self) -> FluentValue<'_> {
                FluentValue::from(*self)
            }
        }
    )*};
}
whole_numbers!(i32 i64 u8 u16 u32 u64 usize);

/// A whole number as Norwegian writes it: groups of three with a space that does not break.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + 6);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}

fn bundle(code: &str, files: &[(&str, &str)]) -> Bundle {
    let id: LanguageIdentifier = code.parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // Isolation marks are for mixed writing directions; here they would only end up in what is copied.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        FluentValue::Number(n) if n.value >= 0.0 => Some(number(n.value as u64)),
        _ => None,
    }));
    for (name, source) in files {
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(read, _)| {
            tracing::error!(text.file = name, "a text file has a fault");
            read
        });
        if bundle.add_resource(resource).is_err() {
            tracing::error!(text.file = name, "a text stands in two files");
        }
    }
    bundle
}

#[cfg(test)]
mod tests;
