//! The public pages of something that is not public: the same templates, for staff alone, marked as what they are.

use super::draft::draft_page;
use super::parts::Seen;
use super::{advice_page, consultation_page};
use crate::app::App;
use crate::consultations::consultation::Consultation;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::session::staff::StaffAccess;
use crate::web::layout::Page;
use crate::web::render;
use actix_web::HttpResponse;
use chrono::{DateTime, Utc};

/// A consultation that only staff see, and where its pages lie: the path, without language.
pub struct Preview<'a> {
    pub consultation: &'a Consultation,
    /// Something was filled in that is not written yet.
    pub is_sketch: bool,
    pub at: &'a str,
    pub lang: Lang,
    pub now: DateTime<Utc>,
    pub staff: &'a StaffAccess,
}

impl Preview<'_> {
    fn seen(&self) -> Seen<'_> {
        Seen {
            consultation: self.consultation,
            lang: self.lang,
            now: self.now,
            at: Some(self.at),
        }
    }

    /// Never for search engines, and never mistaken for what is published.
    fn marked(&self, page: Page) -> Page {
        let notice = self.lang.t(match self.is_sketch {
            true => "preview-notice-sketch",
            false => "preview-notice",
        });
        let title = self.lang.with("preview-title", &[("title", &page.title)]);
        let mut page = page.staff(self.staff).notice(Some(notice));
        page.title = title;
        page
    }

    pub fn front(&self, app: &App) -> HttpResponse {
        let mut shown = consultation_page(app, &self.seen());
        shown.page = self.marked(shown.page);
        render(&shown)
    }

    pub fn advice(&self, app: &App, key: &str) -> Result<HttpResponse, Error> {
        let mut shown = advice_page(app, &self.seen(), key).ok_or(Problem::NotFound)?;
        shown.page = self.marked(shown.page);
        Ok(render(&shown))
    }

    pub fn draft(&self, app: &App) -> HttpResponse {
        let seen = self.seen();
        let mut shown = draft_page(app, &seen, seen.path("/utkast"), None);
        shown.page = self.marked(shown.page);
        render(&shown)
    }
}
