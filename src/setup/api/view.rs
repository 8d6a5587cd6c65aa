//! A working copy as programs see it: its content, its version, and what the checks find.

use crate::app::App;
use crate::calendar;
use crate::consultations::{self, Consultation, Key};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::programs::{give, stored};
use crate::setup::check::{self, Weight};
use crate::setup::manuscript::Manuscript;
use crate::setup::publish;
use crate::setup::working_copy::WorkingCopy;
use crate::web::conditions::etag;
use crate::web::faces::reader_language;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is being written, before everybody sees it.
#[derive(Serialize, ToSchema)]
#[schema(as = WorkingCopy)]
pub struct WorkingCopyView {
    slug: String,
    /// Raised by every change; stands in the ETag. Each working copy begins at a number of its own.
    version: i64,
    /// The published version that it was made from; null for what is new. It is not published over a later one.
    base_version: Option<i32>,
    /// Everybody sees an earlier version of it now.
    is_published: bool,
    /// It was to be published on its day and was called off: nothing happens before it is published anew.
    is_called_off: bool,
    /// The member of staff who asked that somebody else approve it.
    approval_asked_by: Option<Uuid>,
    changed_by: Uuid,
    changed_at: DateTime<Utc>,
    /// The content of the import file that it is.
    content: Manuscript,
    /// What is wrong or worth a thought, what stops publishing first. `/checks` asks the import, too.
    findings: Vec<FindingView>,
}

/// Something that was found in a working copy.
#[derive(Serialize, ToSchema)]
#[schema(as = Finding)]
pub struct FindingView {
    /// The JSON pointer of the value, in the content.
    pub pointer: String,
    /// Null for what only the import says.
    pub code: Option<&'static str>,
    pub weight: FindingWeight,
    /// What to do, in bokmål or nynorsk.
    pub detail: String,
}

/// How much a finding weighs.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingWeight {
    /// Something is not written yet.
    Missing,
    /// What is written cannot stand.
    Wrong,
    /// To think about; it stops nothing.
    Warning,
}

impl FindingView {
    pub fn of(finding: &check::Finding, lang: Lang) -> Self {
        Self {
            pointer: finding.at.clone(),
            code: Some(finding.code),
            weight: match finding.weight {
                Weight::Missing => FindingWeight::Missing,
                Weight::Wrong => FindingWeight::Wrong,
                Weight::Warning => FindingWeight::Warning,
            },
            detail: finding.text(lang),
        }
    }
}

/// A working copy, what is published under it, and who reads.
pub struct Found {
    pub copy: WorkingCopy,
    pub published: Option<Consultation>,
    pub is_called_off: bool,
    pub lang: Lang,
    pub now: DateTime<Utc>,
}

impl Found {
    pub async fn read(app: &App, slug: &str, req: &HttpRequest) -> Result<Self, Error> {
        let (slug, now) = (slug.to_owned(), app.clock.now());
        let today = calendar::oslo_date(now);
        let read = move |conn: &mut Conn| {
            let (copy, published) = publish::find(conn, &slug, today)?;
            let stored = consultations::load(conn, &Key::from(slug.as_str()), None)?;
            Ok((copy, published, stored.is_some_and(|it| it.is_called_off)))
        };
        let (copy, published, is_called_off) = app.db.read(read).await?;
        Ok(Self {
            copy,
            published,
            is_called_off,
            lang: reader_language(req),
            now,
        })
    }

    fn view(self) -> WorkingCopyView {
        let today = calendar::oslo_date(self.now);
        let found = check::check(&self.copy.manuscript, self.published.as_ref(), today);
        let findings = found.iter();
        WorkingCopyView {
            version: self.copy.version,
            is_called_off: self.is_called_off,
            base_version: self.copy.base_version,
            is_published: self.published.is_some(),
            approval_asked_by: self.copy.asked_by,
            changed_by: self.copy.changed_by,
            changed_at: self.copy.changed_at,
            findings: findings.map(|f| FindingView::of(f, self.lang)).collect(),
            content: self.copy.manuscript,
            slug: self.copy.slug,
        }
    }

    pub fn answer(self) -> Result<HttpResponse, Error> {
        let tag = etag(self.copy.version);
        give(stored(200, vec![("etag", tag)], &self.view()))
    }

    /// Somebody was first: what stands there now.
    pub fn overtaken(self) -> Error {
        let current = serde_json::to_value(self.view()).unwrap_or_default();
        Error::new(Problem::PreconditionFailed).beside("current", current)
    }
}
