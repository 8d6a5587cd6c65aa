//! The whole draft on one page, to read and to print: the version that holds now, and every earlier one.

use super::differences::{ChangedPart, Languages};
use super::parts::{ChapterPart, FieldPart, Seen, version_name};
use super::said::{Download, Said};
use super::{overview, page, rendered, shown};
use crate::app::App;
use crate::calendar;
use crate::consultations::consultation::{Consultation, Kind};
use crate::consultations::differences::Differences;
use crate::consultations::store::{Key, load};
use crate::db::Conn;
use crate::error::{Error, Problem};
use crate::web::components::Crumb;
use crate::web::layout::Page;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "consultations/templates/draft.html")]
pub(super) struct DraftPage {
    pub(super) page: Page,
    crumbs: Vec<Crumb>,
    title: Said,
    about: String,
    /// An earlier version: what it is, and where the newest stands.
    earlier: Option<(String, String)>,
    /// The newest version, at its own address.
    is_version: bool,
    note: Option<Said>,
    /// What a version that is not the first changes.
    changes: Option<Changes>,
    ingress: Option<Said>,
    background: Option<Said>,
    chapters: Vec<ChapterPart>,
    questions: Vec<FieldPart>,
    questions_name: String,
    /// What belonged to a version, at its own address.
    documents: Vec<Download>,
    start: Option<String>,
    lacks_language: bool,
}

/// What a version changes in the one before it.
pub(super) struct Changes {
    heading: String,
    /// Where the one before stands, and what the link says.
    before: (String, String),
    parts: Vec<ChangedPart>,
}

impl Changes {
    fn of(seen: &Seen<'_>, old: &Consultation) -> Self {
        let lang = seen.lang;
        let found = Differences::of(old, seen.consultation);
        let before = seen.href(&format!("/versjoner/{}", old.version));
        Self {
            heading: lang.with1("diff-heading", "n", old.version),
            before: (before, lang.with1("diff-before", "n", old.version)),
            parts: ChangedPart::all(lang, &found, Languages::Readers),
        }
    }
}

pub async fn draft(
    app: Data<App>,
    req: HttpRequest,
    slug: Path<String>,
) -> Result<HttpResponse, Error> {
    shown(
        &app,
        &req,
        Some(format!("draft {slug}")),
        async |lang, now| {
            let found = app.consultations.get(&app.db, slug.as_str()).await?;
            let seen = Seen {
                consultation: &found,
                lang,
                now,
                at: None,
            };
            rendered(&draft_page(&app, &seen, seen.path("/utkast"), None))
        },
    )
    .await
}

pub async fn version(
    app: Data<App>,
    req: HttpRequest,
    path: Path<(String, i32)>,
) -> Result<HttpResponse, Error> {
    let (slug, no) = path.into_inner();
    shown(
        &app,
        &req,
        Some(format!("version {slug} {no}")),
        async |lang, now| {
            let key = Key::Slug(slug.clone());
            let read = move |conn: &mut Conn| with_the_one_before(conn, &key, no);
            let (found, before) = app.db.read(read).await?;
            let seen = Seen {
                consultation: &found,
                lang,
                now,
                at: None,
            };
            let changes = before.map(|old| Changes::of(&seen, &old));
            let path = seen.path(&format!("/versjoner/{no}"));
            rendered(&draft_page(&app, &seen, path, Some(changes)))
        },
    )
    .await
}

/// A public version, and the one that it took the place of.
fn with_the_one_before(
    conn: &mut Conn,
    key: &Key,
    no: i32,
) -> Result<(Consultation, Option<Consultation>), Error> {
    let found = load(conn, key, Some(no))?.filter(Consultation::is_public);
    let found = found.ok_or(Problem::NotFound)?;
    let before = match found.version_before() {
        Some(before) => load(conn, key, Some(before.no))?,
        None => None,
    };
    Ok((found, before))
}

/// An innspillsrunde has no draft, but its theme and questions can be read on one page too.
fn draft_name(c: &Consultation) -> &'static str {
    match c.kind {
        Kind::Hearing => "draft",
        Kind::InputRound => "kind-round",
    }
}

/// `version` is there for a version at its own address, with what it changes.
pub(super) fn draft_page(
    app: &App,
    seen: &Seen<'_>,
    path: String,
    version: Option<Option<Changes>>,
) -> DraftPage {
    let (is_version, changes) = (version.is_some(), version.flatten());
    let (c, lang) = (seen.consultation, seen.lang);
    let version = version_name(lang, c.version);
    let published = c
        .current_version()
        .map(|v| calendar::oslo_date(v.published_at));
    let date = published
        .map(|day| calendar::long_date(lang, day))
        .unwrap_or_default();
    let values: [(&str, &dyn crate::i18n::Value); 2] = [("version", &version), ("date", &date)];
    let proposal = c.proposal_title.as_ref().unwrap_or(&c.title);
    let name = if is_version {
        version.clone()
    } else {
        lang.t(draft_name(c))
    };
    let title = format!("{name}: {}", proposal.get(lang));
    let note = c.current_version().and_then(|v| v.change_note.as_ref());
    DraftPage {
        page: page(app, seen, &path, title),
        crumbs: seen.crumbs(Some(name)),
        title: Said::plain(proposal, lang),
        about: lang.with("draft-version", &values),
        earlier: (!c.is_newest())
            .then(|| (lang.with("version-earlier", &values), seen.href("/utkast"))),
        is_version,
        note: note.map(|note| Said::html(note, lang, 3)),
        changes,
        ingress: c.ingress.as_ref().map(|text| Said::html(text, lang, 2)),
        background: c.background.as_ref().map(|text| Said::html(text, lang, 3)),
        chapters: seen.chapters(),
        questions: overview::questions(seen),
        questions_name: lang.t(match c.kind {
            Kind::Hearing => "general-fields",
            Kind::InputRound => "questions",
        }),
        documents: match is_version {
            true => overview::all_downloads(seen),
            false => Vec::new(),
        },
        start: seen.start_href(None).filter(|_| c.is_newest()),
        lacks_language: seen.lacks_language(),
    }
}
