//! Texts that address one person as «du» and a body as «dere»: they choose by `$who`.

use crate::i18n::{Lang, Value};
use crate::submissions::desk::SenderDetails;
use crate::submissions::receipt::OnBehalf;

/// The page's language and whom it speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Say {
    pub lang: Lang,
    who: &'static str,
}

impl Say {
    pub fn to(lang: Lang, sender: &SenderDetails) -> Self {
        Self::to_capacity(lang, sender.on_behalf)
    }

    pub fn to_capacity(lang: Lang, on_behalf: Option<OnBehalf>) -> Self {
        let who = on_behalf.map_or("dere", OnBehalf::addressed);
        Self { lang, who }
    }

    pub fn t(&self, key: &str) -> String {
        self.with(key, &[])
    }

    pub fn with(&self, key: &str, values: &[(&str, &dyn Value)]) -> String {
        let mut all: Vec<(&str, &dyn Value)> = vec![("who", &self.who)];
        all.extend_from_slice(values);
        self.lang.with(key, &all)
    }

    pub fn with1(&self, key: &str, name: &str, value: impl Value) -> String {
        self.with(key, &[(name, &value)])
    }
}
