//! The pages that are the same whatever is consulted on: how it works, accessibility, privacy, contact,
//! open data. Their prose stands in one template per language; facts about the installation come from `Site`.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::i18n::Lang;
use crate::web::components::Crumb;
use crate::web::layout::{Nav, Page, Site};
use crate::web::render;
use crate::web::route::{Access, RouteDef};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Info {
    HowItWorks,
    Accessibility,
    Privacy,
    Contact,
    OpenData,
}

impl Info {
    pub const ALL: [Self; 5] = [
        Self::HowItWorks,
        Self::Accessibility,
        Self::Privacy,
        Self::Contact,
        Self::OpenData,
    ];

    /// The path without language.
    pub fn path(self) -> &'static str {
        match self {
            Self::HowItWorks => "/slik-virker-det",
            Self::Accessibility => "/tilgjengelighet",
            Self::Privacy => "/personvern",
            Self::Contact => "/kontakt",
            Self::OpenData => "/apne-data",
        }
    }

    fn title(self, lang: Lang) -> String {
        match self {
            Self::HowItWorks => lang.t("info-how-title"),
            Self::Accessibility => lang.t("info-accessibility-title"),
            Self::Privacy => lang.t("info-privacy-title"),
            Self::Contact => lang.t("info-contact-title"),
            Self::OpenData => lang.t("info-open-data-title"),
        }
    }

    pub fn page(self, site: &Arc<Site>, lang: Lang) -> HttpResponse {
        let nav = match self {
            Self::HowItWorks => Nav::HowItWorks,
            _ => Nav::None,
        };
        let title = self.title(lang);
        let crumbs = vec![
            Crumb::to(lang.path("/"), lang.t("front")),
            Crumb::here(title.clone()),
        ];
        let page = Page::new(site, lang, self.path(), title).nav(nav);
        match (self, lang) {
            (Self::HowItWorks, Lang::Nb) => render(&HowItWorksNb { page, crumbs }),
            (Self::HowItWorks, Lang::Nn) => render(&HowItWorksNn { page, crumbs }),
            (Self::Accessibility, Lang::Nb) => render(&AccessibilityNb { page, crumbs }),
            (Self::Accessibility, Lang::Nn) => render(&AccessibilityNn { page, crumbs }),
            (Self::Privacy, Lang::Nb) => render(&PrivacyNb { page, crumbs }),
            (Self::Privacy, Lang::Nn) => render(&PrivacyNn { page, crumbs }),
            (Self::Contact, Lang::Nb) => render(&ContactNb { page, crumbs }),
            (Self::Contact, Lang::Nn) => render(&ContactNn { page, crumbs }),
            (Self::OpenData, Lang::Nb) => render(&OpenDataNb { page, crumbs }),
            (Self::OpenData, Lang::Nn) => render(&OpenDataNn { page, crumbs }),
        }
    }
}

/// `GET` of each path in `Info::ALL`, in both languages: the path says which page and which language.
pub async fn show(request: HttpRequest, site: web::Data<Site>) -> HttpResponse {
    let (lang, path) = Lang::of_path(request.path());
    match Info::ALL.into_iter().find(|info| info.path() == path) {
        Some(info) => info.page(&site.into_inner(), lang),
        None => HttpResponse::NotFound().finish(),
    }
}

macro_rules! pages {
    ($($name:ident $path:literal)*) => {$(
        #[derive(Template)]
        #[template(path = $path)]
        struct $name {
            page: Page,
            crumbs: Vec<Crumb>,
        }
    )*};
}

pages! {
    HowItWorksNb "web/info/how-it-works.nb.html"
    HowItWorksNn "web/info/how-it-works.nn.html"
    AccessibilityNb "web/info/accessibility.nb.html"
    AccessibilityNn "web/info/accessibility.nn.html"
    PrivacyNb "web/info/privacy.nb.html"
    PrivacyNn "web/info/privacy.nn.html"
    ContactNb "web/info/contact.nb.html"
    ContactNn "web/info/contact.nn.html"
    OpenDataNb "web/info/open-data.nb.html"
    OpenDataNn "web/info/open-data.nn.html"
}

/// Their rows in the route table.
pub fn routes() -> Vec<RouteDef> {
    Info::ALL
        .into_iter()
        .map(|info| RouteDef::get(info.path(), Access::Anyone, || web::get().to(show)))
        .collect()
}

#[cfg(test)]
mod tests;
