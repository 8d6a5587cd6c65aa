//! Links between the pages of a long list: previous, next, the first, the last and those nearby.

use crate::i18n::Lang;
use askama::Template;

/// A place in the row of page links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    pub number: usize,
    /// No address: something is left out here.
    pub href: Option<String>,
    pub current: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Pages {
    pub previous: Option<String>,
    pub next: Option<String>,
    pub links: Vec<PageLink>,
}

#[derive(Template)]
#[template(path = "web/components/drawn.html", block = "pagination")]
pub struct Pagination<'p> {
    lang: Lang,
    pages: &'p Pages,
}

impl Pages {
    /// Pages are counted from 1; `href` gives the address of one.
    pub fn new(current: usize, total: usize, href: impl Fn(usize) -> String) -> Self {
        let near = |page: usize| page == 1 || page == total || page.abs_diff(current) <= 1;
        let mut links: Vec<PageLink> = Vec::new();
        for number in 1..=total {
            if near(number) {
                links.push(PageLink {
                    number,
                    href: Some(href(number)),
                    current: number == current,
                });
            } else if links.last().is_some_and(|link| link.href.is_some()) {
                links.push(PageLink {
                    number,
                    href: None,
                    current: false,
                });
            }
        }
        Self {
            previous: (current > 1 && current <= total).then(|| href(current - 1)),
            next: (current < total).then(|| href(current + 1)),
            links,
        }
    }

    /// One page needs no links.
    pub fn drawn(&self, lang: impl Into<Lang>) -> Pagination<'_> {
        let lang = lang.into();
        Pagination { lang, pages: self }
    }

    pub fn is_needed(&self) -> bool {
        self.links.len() > 1
    }
}
