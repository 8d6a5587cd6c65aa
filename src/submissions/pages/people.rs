//! What those who write one answer together are called on its pages, and what each of them did last.

use super::parts::Part;
use super::visit::Visit;
use crate::colleagues::holders::Holder;
use crate::error::Error;
use crate::i18n::Lang;
use crate::submissions::desk::{Desk, FieldState, Mark};
use crate::submissions::together::{self, Together};
use uuid::Uuid;

/// Somebody's page of the answer, with those who write it beside them.
pub(super) struct People<'a> {
    visit: &'a Visit,
    pub together: &'a Together,
}

impl Visit {
    /// Those who write the answer.
    pub async fn together(&self) -> Result<Together, Error> {
        together::read(&self.app, &self.desk).await
    }

    pub fn people<'a>(&'a self, together: &'a Together) -> People<'a> {
        People {
            visit: self,
            together,
        }
    }
}

impl People<'_> {
    pub fn lang(&self) -> Lang {
        self.visit.lang
    }

    fn is_me(&self, link: Uuid) -> bool {
        self.visit.access.link.id == link
    }

    /// «deg», «Ola Moen», or «den som samordner innspillet».
    pub fn name(&self, link: Uuid) -> String {
        match self.together.name(link) {
            _ if self.is_me(link) => self.lang().t("together-you"),
            Some(name) => name.to_owned(),
            None => self.lang().t("together-coordinator"),
        }
    }

    /// The same as a heading says it.
    pub fn begins_or_you(&self, link: Uuid) -> String {
        match self.is_me(link) {
            true => self.lang().t("together-you-begins"),
            false => self.begins(link),
        }
    }

    /// The same of somebody else, as a sentence begins.
    pub fn begins(&self, link: Uuid) -> String {
        let name = self.together.name(link).map(str::to_owned);
        capital(&name.unwrap_or_else(|| self.lang().t("together-coordinator")))
    }

    /// The name of somebody else who was asked to take part, or of whoever answers.
    pub fn other(&self, link: Uuid) -> Option<String> {
        let is_told = !self.is_me(link) && self.together.is_shared();
        is_told.then(|| self.name(link))
    }

    /// «Lagret kl. 14.31 av Ola Moen»; by whom goes without saying where nobody else takes part.
    pub fn saved(&self, state: &FieldState) -> Option<String> {
        let when = self.visit.saved_text(state.saved_at?);
        match state.by.filter(|_| self.together.is_shared()) {
            Some(by) => {
                let who = self.name(by);
                Some(
                    self.lang()
                        .with2("together-saved", ("saved", &when), ("who", &who)),
                )
            }
            None => Some(when),
        }
    }

    /// The newest text of a part and whose it is, or the mark that was set since.
    pub fn last_saved(&self, part: Part<'_>) -> Option<String> {
        let last = Together::last_saved(&self.visit.desk, part.fields());
        let marked = part.advice().and_then(|a| self.visit.desk.marks.get(&a.id));
        let saved_at = last.as_ref().and_then(|last| last.saved_at);
        let is_newer = marked.is_some_and(|marked| Some(marked.at) >= saved_at);
        self.marked(part)
            .filter(|_| is_newer)
            .or_else(|| self.saved(&last?).filter(|_| self.together.is_shared()))
    }

    /// «Ingen merknad» or that the part is done: who said so and when, where several write.
    pub fn marked(&self, part: Part<'_>) -> Option<String> {
        let marked = self.visit.desk.marks.get(&part.advice()?.id)?;
        let by = marked.by.filter(|_| self.together.is_shared())?;
        let key = match marked.mark {
            Mark::NoComment { .. } => "together-no-comment",
            Mark::Ready => "together-ready",
        };
        let when = self.visit.when(marked.at);
        let who = self.name(by);
        Some(self.lang().with2(key, ("when", &when), ("who", &who)))
    }

    /// «Ola Moen lagret en nyere versjon kl. 14.31.»
    pub fn newer(&self, theirs: &FieldState) -> String {
        let lang = self.lang();
        let at = theirs.saved_at.unwrap_or(self.visit.now);
        let when = self.visit.when(at);
        match theirs.by.filter(|by| self.other(*by).is_some()) {
            Some(by) => lang.with2(
                "conflict-newer-by",
                ("who", self.begins(by)),
                ("when", &when),
            ),
            None => lang.with1("conflict-newer", "when", &when),
        }
    }

    /// «Skrives av Ola Moen».
    pub fn held(&self, part: &str) -> Option<String> {
        let holder = self.together.holder(part)?;
        let who = self.holder_name(holder);
        Some(self.lang().with1("together-held", "who", who))
    }

    pub fn holder_name(&self, holder: Holder) -> String {
        match self.together.holder_name(holder) {
            _ if self.is_mine(holder) => self.lang().t("together-you"),
            Some(name) => name.to_owned(),
            None => self.lang().t("together-coordinator"),
        }
    }

    /// Whoever looks at the page.
    pub fn me(&self) -> Holder {
        Holder::of(&self.visit.access.link)
    }

    /// Another link of whoever looks at the page. All who coordinate hold links of nobody's: theirs are not told apart.
    pub fn is_colleague_and_me(&self, link: Uuid) -> bool {
        let me = self.me();
        me != Holder::Coordinator && self.together.holder_of(link) == me
    }

    fn is_mine(&self, holder: Holder) -> bool {
        self.me() == holder
    }

    /// This part is written by whoever looks at the page.
    pub fn holds(&self, part: &str) -> bool {
        self.together.holder(part).is_some_and(|h| self.is_mine(h))
    }

    /// «2 notater».
    pub fn notes(&self, part: Option<&str>) -> Option<String> {
        let n = self.together.notes(part);
        (n > 0).then(|| self.lang().with1("notes-count", "n", n))
    }

    /// «Ola Moen skriver i dette rådet nå.»
    pub fn writing(&self, desk: &Desk, part: Part<'_>) -> Option<String> {
        let me = self.visit.access.link.id;
        let found = self.together.writing(desk, part.key(), part.fields(), me);
        let mut names: Vec<String> = found.iter().map(|(link, _)| self.begins(*link)).collect();
        names.sort_unstable();
        names.dedup();
        let (last, first) = names.split_last()?;
        let who = match first {
            [] => last.clone(),
            first => {
                let first = first.join(", ");
                self.lang()
                    .with2("together-and", ("first", &first), ("last", last))
            }
        };
        let what = match part {
            Part::General(..) => "general",
            Part::Advice(..) | Part::Retired(..) => "advice",
        };
        Some(
            self.lang()
                .with2("together-writing", ("who", &who), ("what", what)),
        )
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
