//! The frame of every page: header, language switch, notices, error summary, footer.
//! Owns what a page must say about itself; the content is the page's own.
//!
//! A page is a template that `{% extends "web/layout.html" %}`, fills `block main`, and has a field
//! `page: Page`.

use crate::i18n::Lang;
use crate::role::Role;
use crate::web::components::ErrorLink;
use askama::Template;
use std::sync::Arc;

/// What the whole installation has in common and pages show.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where the pages are, without a slash at the end: `https://horing.example`.
    pub base_url: String,
    /// Who runs the site and is responsible for it.
    pub owner: String,
    pub contact_email: String,
    /// Where the source code is, if it is shown.
    pub source_url: Option<String>,
    /// Days after the deadline until unsent drafts are deleted.
    pub draft_days: u32,
    /// Days after the deadline until answers that were never confirmed are deleted.
    pub unconfirmed_days: u32,
    /// The program that makes PDF is installed.
    pub makes_pdf: bool,
}

impl Site {
    /// Who runs it, where somebody has said so: the address that is compiled in is nobody's.
    pub fn named_owner(&self) -> Option<&str> {
        let said = !self.contact_email.ends_with(".invalid");
        said.then_some(self.owner.as_str())
    }
}

/// The part of the menu that a page belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nav {
    #[default]
    None,
    Consultations,
    HowItWorks,
    /// Staff: what they work on, the register of bodies, lists of them, who the staff are, and
    /// which other systems are told what happens.
    Work,
    Bodies,
    Lists,
    Staff,
    Webhooks,
}

/// Who is signed in: the frame then has the menu of staff, and their smaller letters.
#[derive(Clone, Debug)]
pub struct StaffMenu {
    pub name: String,
    /// The hidden field of the form that signs out.
    pub csrf: String,
    /// The highest role that holds everywhere: what the menu leads to asks for one.
    pub role: Option<Role>,
}

impl StaffMenu {
    pub fn sees_register(&self) -> bool {
        self.role.is_some()
    }

    pub fn sees_webhooks(&self) -> bool {
        self.role >= Some(Role::Leader)
    }

    pub fn sees_staff(&self) -> bool {
        self.role == Some(Role::Admin)
    }
}

/// What staff are working on, and the pages about it: a second row under the header.
#[derive(Clone, Debug)]
pub struct Tabs {
    pub title: String,
    pub reference: Option<String>,
    pub links: Vec<TabLink>,
}

#[derive(Clone, Debug)]
pub struct TabLink {
    pub href: String,
    pub text: String,
    pub current: bool,
}

/// The band under the header while somebody writes an answer.
#[derive(Clone, Debug, Default)]
pub struct DraftBar {
    /// Whose answer it is: «Innspill fra Fjellvik kommune».
    pub title: String,
    /// «Utkast», «Sendt inn» …
    pub tag: Option<(String, &'static str)>,
    /// Consultation, reference, deadline.
    pub about: String,
    /// «Lagret kl. 14.32»; the script keeps it up to date.
    pub saved: Option<String>,
}

/// What a page says about itself.
#[derive(Clone, Debug)]
pub struct Page {
    pub site: Arc<Site>,
    pub lang: Lang,
    /// First in the title and, as a rule, the same as the heading.
    pub title: String,
    /// The path without language, with its query: `/horinger/x?side=2`. Empty on a page that has no
    /// address of its own in the other language.
    pub path: String,
    pub nav: Nav,
    pub bar: Option<DraftBar>,
    /// Absent on the pages of respondents and of the public.
    pub staff: Option<StaffMenu>,
    pub tabs: Option<Tabs>,
    /// Shown first in main, each with a link to its field; the title then begins with «Feil:».
    pub errors: Vec<ErrorLink>,
    /// A notice above the content on every page of a consultation, for instance that its dates are moved.
    pub notice: Option<String>,
    /// Not for search engines: pages behind a personal link.
    pub private: bool,
}

impl Page {
    pub fn new(site: &Arc<Site>, lang: Lang, path: &str, title: impl Into<String>) -> Self {
        Self {
            site: Arc::clone(site),
            lang,
            title: title.into(),
            path: path.to_owned(),
            nav: Nav::None,
            bar: None,
            staff: None,
            tabs: None,
            errors: Vec::new(),
            notice: None,
            private: false,
        }
    }

    #[must_use]
    pub fn nav(mut self, nav: Nav) -> Self {
        self.nav = nav;
        self
    }

    #[must_use]
    pub fn bar(mut self, bar: DraftBar) -> Self {
        self.bar = Some(bar);
        self
    }

    /// A page of staff: never for search engines, and with their menu.
    #[must_use]
    pub fn staff(mut self, menu: impl Into<StaffMenu>) -> Self {
        self.staff = Some(menu.into());
        self.private()
    }

    #[must_use]
    pub fn tabs(mut self, tabs: Tabs) -> Self {
        self.tabs = Some(tabs);
        self
    }

    #[must_use]
    pub fn errors(mut self, errors: Vec<ErrorLink>) -> Self {
        self.errors = errors;
        self
    }

    #[must_use]
    pub fn notice(mut self, notice: Option<String>) -> Self {
        self.notice = notice;
        self
    }

    #[must_use]
    pub fn private(mut self) -> Self {
        self.private = true;
        self
    }

    /// The page's title with the site's name after it, and what is wrong before it.
    pub fn full_title(&self) -> String {
        let (title, site) = (self.title.as_str(), self.lang.t("site-name"));
        let whole = match title {
            "" => site,
            _ => format!("{title} – {site}"),
        };
        match self.errors.is_empty() {
            true => whole,
            false => self.lang.with("title-error", &[("title", &whole)]),
        }
    }

    /// The address of this page in a language; its front page where it has none of its own.
    pub fn in_lang(&self, lang: impl Into<Lang>) -> String {
        let lang = lang.into();
        match self.path.as_str() {
            "" => lang.path("/"),
            path => lang.path(path),
        }
    }

    /// The whole address, for `hreflang`: search engines want it with its host.
    pub fn address(&self, lang: impl Into<Lang>) -> String {
        format!("{}{}", self.site.base_url, self.in_lang(lang))
    }

    pub fn languages(&self) -> [Lang; 2] {
        Lang::ALL
    }

    pub fn is_public(&self) -> bool {
        !self.private && !self.path.is_empty()
    }

    pub fn in_nav(&self, nav: Nav) -> bool {
        self.nav == nav
    }

    /// What comes before what a page has in its head.
    pub fn beginning(&self) -> Beginning<'_> {
        Beginning { page: self }
    }

    /// What comes between that and the page's own content.
    pub fn top(&self) -> Top<'_> {
        Top { page: self }
    }

    pub fn foot(&self) -> Foot<'_> {
        Foot { page: self }
    }
}

#[derive(Template)]
#[template(path = "web/layout/frame.html", block = "beginning")]
pub struct Beginning<'p> {
    page: &'p Page,
}

#[derive(Template)]
#[template(path = "web/layout/frame.html", block = "top")]
pub struct Top<'p> {
    page: &'p Page,
}

#[derive(Template)]
#[template(path = "web/layout/frame.html", block = "foot")]
pub struct Foot<'p> {
    page: &'p Page,
}

#[cfg(test)]
pub(in crate::web) mod tests;
