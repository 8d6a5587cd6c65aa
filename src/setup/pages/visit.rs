//! Somebody at a working copy: what it holds, what is published under it, and the frame of its pages.

use super::base;
use super::leaf::entry_name;
use crate::app::App;
use crate::calendar;
use crate::consultations::Consultation;
use crate::db::Conn;
use crate::error::Error;
use crate::i18n::Lang;
use crate::session::staff::StaffAccess;
use crate::setup::check::{self, Finding};
use crate::setup::manuscript::Manuscript;
use crate::setup::publish;
use crate::setup::working_copy::{By, Saved, WorkingCopy, save};
use crate::tabs::Tab;
use crate::web::components::{Crumb, Task, Tone};
use crate::web::in_path;
use crate::web::layout::{Nav, Page, TabLink, Tabs};
use actix_web::HttpRequest;
use chrono::{DateTime, Utc};

pub struct Visit {
    pub lang: Lang,
    pub staff: StaffAccess,
    pub now: DateTime<Utc>,
    pub copy: WorkingCopy,
    /// What everybody sees now; `None` for what is new.
    pub published: Option<Consultation>,
    /// What others have that stands in its way.
    others: Vec<Finding>,
}

/// The slug in the path.
pub fn slug_of(req: &HttpRequest) -> &str {
    in_path(req, "slug")
}

/// What every page of a working copy has beside its own content.
pub struct Frame {
    /// What the page is called.
    pub title: String,
    pub csrf: String,
    pub crumbs: Vec<Crumb>,
    pub parts: Vec<Task>,
    /// When it was saved.
    pub saved: String,
    pub version: i64,
}

impl Visit {
    pub async fn enter(app: &App, staff: StaffAccess, req: &HttpRequest) -> Result<Self, Error> {
        let slug = slug_of(req).to_owned();
        let now = app.clock.now();
        let today = calendar::oslo_date(now);
        let everywhere = By::staff(&staff, now).everywhere;
        let read = move |conn: &mut Conn| {
            let (copy, published) = publish::find(conn, &slug, today)?;
            let others = publish::beside(conn, &copy, published.is_none(), everywhere)?;
            Ok((copy, published, others))
        };
        let (copy, published, others) = app.db.read(read).await?;
        Ok(Self {
            lang: Lang::of_path(req.path()).0,
            now,
            staff,
            copy,
            published,
            others,
        })
    }

    pub fn by(&self) -> By {
        By::staff(&self.staff, self.now)
    }

    pub fn m(&self) -> &Manuscript {
        &self.copy.manuscript
    }

    pub fn path(&self, below: &str) -> String {
        format!("{}{below}", base(&self.copy.slug))
    }

    pub fn href(&self, below: &str) -> String {
        self.lang.path(&self.path(below))
    }

    pub fn findings(&self) -> Vec<Finding> {
        let today = calendar::oslo_date(self.now);
        let mut found = check::check(self.m(), self.published.as_ref(), today);
        found.splice(0..0, self.others.iter().cloned());
        found
    }

    pub fn page(&self, app: &App, below: &str, title: String) -> Page {
        let title = match below {
            "" => title,
            _ => self.lang.with("setup-page-title", &[("title", &title)]),
        };
        Page::new(&app.site, self.lang, &self.path(below), title)
            .nav(Nav::Work)
            .staff(&self.staff)
            .tabs(self.tabs())
    }

    /// What is not published has this page alone.
    fn tabs(&self) -> Tabs {
        match &self.published {
            Some(published) => published.tabs(&self.staff, self.lang, Tab::Setup),
            None => Tabs {
                title: self.name(),
                reference: Some(self.m().reference.clone()).filter(|text| !text.is_empty()),
                links: vec![TabLink {
                    href: self.href(""),
                    text: self.lang.t("tab-setup"),
                    current: true,
                }],
            },
        }
    }

    /// The consultation as it is called, also before it has a title.
    pub fn name(&self) -> String {
        match self.m().title.nb.as_str() {
            "" => self.copy.slug.clone(),
            title => title.to_owned(),
        }
    }

    /// `here` is the part that the page belongs to, and its own name when it is below it.
    pub fn frame(&self, here: &str, own: Option<String>) -> Frame {
        let lang = self.lang;
        let findings = self.findings();
        let parts = PARTS
            .iter()
            .map(|(below, key)| self.part(below, key, *below == here, &findings))
            .collect();
        let mut crumbs = vec![
            Crumb::to(lang.path("/saksbehandling"), lang.t("work-title")),
            Crumb::to(self.href(""), lang.t("setup-tab")),
        ];
        let part = PARTS.iter().find(|(below, _)| *below == here);
        let title = match (&own, part) {
            (Some(own), _) => own.clone(),
            (None, Some((_, key))) => lang.t(key),
            (None, None) => lang.t("setup-tab"),
        };
        match (part, own) {
            (Some((_, key)), None) => crumbs.push(Crumb::here(lang.t(key))),
            (Some((below, key)), Some(own)) => {
                crumbs.push(Crumb::to(self.href(below), lang.t(key)));
                crumbs.push(Crumb::here(own));
            }
            (None, _) => {
                crumbs.pop();
                crumbs.push(Crumb::here(lang.t("setup-tab")));
            }
        }
        let when = calendar::date_time(lang, self.copy.changed_at);
        Frame {
            title,
            csrf: self.staff.csrf.clone(),
            crumbs,
            parts,
            saved: lang.with("setup-saved", &[("when", &when)]),
            version: self.copy.version,
        }
    }

    fn part(&self, below: &str, key: &str, current: bool, findings: &[Finding]) -> Task {
        let lang = self.lang;
        let own = findings
            .iter()
            .filter(|f| place(self.m(), &f.at).part == below);
        let left = own.filter(|f| f.stops()).count();
        let is_written = !matches!(
            below,
            "/kontroll" | "/visning" | "/visning/svar" | "/publiser" | "/utkast"
        );
        let (status, tone) = match (is_written, left) {
            (false, _) => (String::new(), Tone::Quiet),
            (true, 0) if is_empty(self.m(), below) => (lang.t("setup-part-empty"), Tone::Quiet),
            (true, 0) => (lang.t("setup-part-ready"), Tone::Done),
            (true, n) => (lang.with("setup-part-lacks", &[("n", &n)]), Tone::Begun),
        };
        Task {
            about: Vec::new(),
            number: String::new(),
            title: lang.t(key),
            title_lang: None,
            href: Some(self.href(below)),
            status,
            yours: None,
            note: None,
            tone,
            current,
        }
    }

    /// Saves the manuscript on top of the version that the form was made from.
    pub async fn save(&self, app: &App, seen: i64, new: Manuscript) -> Result<Saved, Error> {
        let (slug, by) = (self.copy.slug.clone(), self.by());
        app.db
            .write(move |conn| save(conn, &slug, seen, &new, by))
            .await
    }

    /// Where a finding is mended.
    pub fn finding_href(&self, finding_at: &str) -> String {
        let place = place(self.m(), finding_at);
        match place.control.as_str() {
            "" => self.href(&place.page),
            // What is published has no control for it any more.
            control if self.published.is_some() && ONLY_BEFORE.contains(&control) => {
                self.href(&place.page)
            }
            control => format!("{}#{control}", self.href(&place.page)),
        }
    }

    /// A finding, and in which chapter or råd.
    pub fn told(&self, finding: &Finding) -> String {
        let text = self.text(finding);
        match entry_of(self.m(), &finding.at) {
            Some((key, _)) => format!("{text} ({})", entry_name(self, self.m(), key)),
            None => text,
        }
    }

    /// A finding in the reader's language.
    pub fn text(&self, finding: &Finding) -> String {
        finding.text(self.lang)
    }
}

/// The parts, in the order that they are written in.
const PARTS: [(&str, &str); 11] = [
    ("/om", "setup-about"),
    ("/tekster", "setup-texts"),
    ("/utkast", "setup-draft"),
    ("/raad", "setup-outline"),
    ("/felter", "setup-general"),
    ("/dokumenter", "setup-documents"),
    ("/instanser", "setup-bodies"),
    ("/kontroll", "setup-checks"),
    ("/visning", "setup-preview"),
    ("/visning/svar", "setup-try"),
    ("/publiser", "setup-publish"),
];

/// Whether a part that may stay empty is so: nothing lacks, but nobody has written anything either.
fn is_empty(m: &Manuscript, below: &str) -> bool {
    match below {
        "/felter" => m.general_fields.is_empty(),
        "/dokumenter" => m.documents.is_empty(),
        "/instanser" => m.groups.iter().all(|group| group.lines.is_empty()),
        _ => false,
    }
}

/// Where a value is written: its part, its page and its control.
pub struct Place {
    pub part: &'static str,
    pub page: String,
    pub control: String,
}

/// What is chosen before it is published, and not after.
const ONLY_BEFORE: [&str; 3] = ["kind", "published_on", "deadline_on"];

const TEXTS: [&str; 6] = [
    "title",
    "proposal_title",
    "product_type",
    "ingress",
    "letter",
    "background",
];

pub fn place(m: &Manuscript, at: &str) -> Place {
    let mut steps = at.trim_start_matches('/').split('/');
    let first = steps.next().unwrap_or_default();
    let whole = |part: &'static str, control: String| Place {
        part,
        page: part.to_owned(),
        control,
    };
    match first {
        "chapters" => {
            let entry = entry_of(m, at);
            let Some((key, rest)) = entry else {
                return whole("/raad", String::new());
            };
            Place {
                part: "/raad",
                page: format!("/raad/{key}"),
                control: super::leaf::control_name(m, key, rest),
            }
        }
        "general_fields" => whole("/felter", super::leaf::general_name(m, at)),
        "documents" => whole("/dokumenter", dotted(at)),
        "groups" => whole("/instanser", String::new()),
        first if TEXTS.contains(&first) => whole("/tekster", dotted(at)),
        _ => whole("/om", dotted(at)),
    }
}

/// The key of the chapter or råd that a pointer leads into, and the rest of it.
fn entry_of<'a>(m: &'a Manuscript, at: &'a str) -> Option<(&'a str, &'a str)> {
    if !at.starts_with("/chapters/") {
        return None;
    }
    let mut steps = at.splitn(7, '/').skip(2);
    let chapter = m.chapters.get(steps.next()?.parse::<usize>().ok()?)?;
    let rest = at.splitn(4, '/').nth(3).unwrap_or_default();
    if steps.next() != Some("advice") {
        return Some((&chapter.key, rest));
    }
    let advice = chapter.advice.get(steps.next()?.parse::<usize>().ok()?)?;
    Some((&advice.key, at.splitn(6, '/').nth(5).unwrap_or_default()))
}

/// A pointer as the name of a control.
pub fn dotted(at: &str) -> String {
    at.trim_start_matches('/').replace('/', ".")
}
