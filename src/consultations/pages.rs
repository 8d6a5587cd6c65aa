//! The public pages of consultations: front page, a consultation, its råd, the whole draft, earlier
//! versions, documents, calendars and feeds. Rendered once a day and version and kept.

mod differences;
mod draft;
mod feeds;
mod files;
mod front;
mod meetings;
mod overview;
mod parts;
mod preview;
mod said;
mod work;

use super::consultation::{Consultation, DocumentKind, Kind, Stage};
use super::list::{count, list};
use crate::app::App;
use crate::calendar;
use crate::error::{Error, Problem};
use crate::i18n::Lang;
use crate::session::staff::StaffAccess;
use crate::tabs::{Tab, tabs};
use crate::web::cache::Rendered;
use crate::web::components::{Crumb, DeadlineCard, Fact, Step};
use crate::web::layout::{Nav, Page, Tabs};
use crate::web::query::Query;
use crate::web::route::{Access, Face, RouteDef};
use actix_web::http::Method;
use actix_web::web::{Data, Path, get};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{DateTime, Utc};
use draft::{draft, version};
use files::{deadline, document};
use front::{Asked, Front};
use overview::{ExtensionPart, GroupPart, MeetingPart, RelatedPart};
use parts::{AdvicePart, ChapterPart, FieldPart, Seen, VersionPart};
use said::{Download, Said};

pub use differences::{ChangedPart, Languages};
pub use feeds::news;
pub use preview::Preview;
pub use said::document_path;

/// The rows of the route table.
pub fn routes() -> Vec<RouteDef> {
    let page = |path, handler| RouteDef::get(path, Access::Anyone, handler);
    let file =
        |path, handler| RouteDef::new(Method::GET, path, Access::Anyone, Face::Plain, handler);
    let mut rows = vec![
        RouteDef::get("/saksbehandling", Access::SignedIn, || get().to(work::show)),
        page("/", || get().to(front_page)),
        page("/horinger/{slug}", || get().to(consultation)),
        page("/horinger/{slug}/raad/{advice}", || get().to(advice)),
        page("/horinger/{slug}/utkast", || get().to(draft)),
        page("/horinger/{slug}/versjoner/{no}", || get().to(version)),
        file("/horinger/{slug}/frist.ics", || get().to(deadline)),
        file("/nn/horinger/{slug}/frist.ics", || get().to(deadline)),
        file("/kalender.ics", || get().to(feeds::calendar)),
        file("/nn/kalender.ics", || get().to(feeds::calendar)),
        file("/horinger.atom", || get().to(feeds::atom)),
        file("/nn/horinger.atom", || get().to(feeds::atom)),
        file("/dokument/{sha256}/{name}", || get().to(document)),
    ];
    rows.extend(meetings::routes());
    rows
}

impl Consultation {
    /// The tabs over its staff pages.
    pub fn tabs(&self, staff: &StaffAccess, lang: Lang, current: Tab) -> Tabs {
        let (on, title) = ((self.id, self.slug.as_str()), self.title.get(lang));
        tabs(on, self.reference.as_deref(), title, staff, lang, current)
    }
}

#[derive(Template)]
#[template(path = "consultations/templates/front.html")]
struct FrontPage {
    page: Page,
    front: Front,
}

#[derive(Template)]
#[template(path = "consultations/templates/consultation.html")]
struct ConsultationPage<'a> {
    page: Page,
    c: &'a Consultation,
    crumbs: Vec<Crumb>,
    stage: String,
    stage_color: &'static str,
    product: Option<Said>,
    title: Said,
    ingress: Option<Said>,
    card: DeadlineCard,
    steps: Vec<Step>,
    extensions: Vec<ExtensionPart>,
    /// How many have a deadline of their own.
    later: Option<String>,
    follows: Option<RelatedPart>,
    followed_by: Vec<RelatedPart>,
    proposal_title: Said,
    size: String,
    draft_href: String,
    drafts: Vec<Download>,
    /// Of the form in Word; none in a preview, and when nothing is received any more.
    form_href: Option<String>,
    /// Of the same as PDF.
    pdf_href: String,
    /// It is not concluded.
    takes_answers: bool,
    chapters: Vec<ChapterPart>,
    questions: Vec<FieldPart>,
    limit: Option<String>,
    meetings: Vec<MeetingPart>,
    groups: Vec<GroupPart>,
    invited: String,
    background: Option<Said>,
    letter: Option<Said>,
    documents: Vec<Download>,
    versions: Vec<VersionPart>,
    facts: Vec<Fact>,
    calendar_href: String,
    lacks_language: bool,
}

impl ConsultationPage<'_> {
    fn is_round(&self) -> bool {
        self.c.kind == Kind::InputRound
    }

    fn has_advice(&self) -> bool {
        self.chapters
            .iter()
            .any(|chapter| !chapter.advice.is_empty())
    }
}

#[derive(Template)]
#[template(path = "consultations/templates/advice.html")]
struct AdvicePage {
    page: Page,
    crumbs: Vec<Crumb>,
    chapter: Said,
    advice: AdvicePart,
    fields: Vec<FieldPart>,
    card: DeadlineCard,
    /// Every råd, with its chapter's other råd round it.
    all: Vec<AdvicePart>,
    previous: Option<AdvicePart>,
    next: Option<AdvicePart>,
    draft_href: String,
    lacks_language: bool,
}

/// A page from what is kept, or made now and kept. `key` names it together with language and day; without
/// one it is made each time.
async fn shown<M>(
    app: &App,
    req: &HttpRequest,
    key: Option<String>,
    make: M,
) -> Result<HttpResponse, Error>
where
    M: AsyncFnOnce(Lang, DateTime<Utc>) -> Result<Rendered, Error>,
{
    let now = app.clock.now();
    let lang = Lang::of_path(req.path()).0;
    let Some(key) = key else {
        return Ok(make(lang, now).await?.respond(req));
    };
    let key = format!("{lang} {} {key}", calendar::oslo_date(now));
    if let Some(kept) = app.pages.get(&key) {
        return Ok(kept.respond(req));
    }
    let revision = app.pages.revision();
    let made = make(lang, now).await?;
    Ok(app.pages.put(key, revision, made).respond(req))
}

fn rendered(page: &impl Template) -> Result<Rendered, Error> {
    let html = page.render().map_err(|e| Error::internal(e.to_string()))?;
    Ok(Rendered::html(html))
}

async fn front_page(app: Data<App>, req: HttpRequest) -> Result<HttpResponse, Error> {
    let asked = Asked::of(&Query::of(&req)?)?;
    let key = asked.is_common().then(|| format!("front {}", asked.path()));
    shown(&app, &req, key, async |lang, now| {
        let today = calendar::oslo_date(now);
        let (words, queries) = (asked.words.clone(), asked.queries(today));
        let read = app.db.read(move |conn| {
            let counts = count(conn, &words, today)?;
            let lists = queries
                .into_iter()
                .map(|(stage, query)| Ok((stage, list(conn, &query)?)));
            Ok((counts, lists.collect::<Result<Vec<_>, Error>>()?))
        });
        let (counts, lists) = read.await?;
        let title = if asked.words.is_empty() {
            String::new()
        } else {
            lang.t("search-title")
        };
        let page = Page::new(&app.site, lang, &asked.path(), title).nav(Nav::Consultations);
        rendered(&FrontPage {
            page,
            front: Front::of(&asked, counts, &lists, lang, now),
        })
    })
    .await
}

/// The consultation of the path, its page's frame, and how it is seen now.
fn page(app: &App, seen: &Seen<'_>, path: &str, title: String) -> Page {
    Page::new(&app.site, seen.lang, path, title)
        .nav(Nav::Consultations)
        .notice(seen.demo_notice())
}

async fn consultation(
    app: Data<App>,
    req: HttpRequest,
    slug: Path<String>,
) -> Result<HttpResponse, Error> {
    shown(
        &app,
        &req,
        Some(format!("consultation {slug}")),
        async |lang, now| {
            let found = app.consultations.get(&app.db, slug.as_str()).await?;
            let seen = Seen {
                consultation: &found,
                lang,
                now,
                at: None,
            };
            rendered(&consultation_page(&app, &seen))
        },
    )
    .await
}

fn consultation_page<'a>(app: &App, seen: &Seen<'a>) -> ConsultationPage<'a> {
    let (c, lang) = (seen.consultation, seen.lang);
    let title = match &c.reference {
        Some(reference) => {
            let values: [(&str, &dyn crate::i18n::Value); 2] =
                [("title", &c.title.get(lang)), ("reference", reference)];
            lang.with("consultation-title", &values)
        }
        None => c.title.get(lang).to_owned(),
    };
    let html = |texts: &Option<_>| texts.as_ref().map(|texts| Said::html(texts, lang, 3));
    ConsultationPage {
        page: page(app, seen, &seen.path(""), title),
        c,
        takes_answers: seen.stage() != Stage::Concluded,
        crumbs: seen.crumbs(None),
        stage: parts::stage_name(lang, seen.stage()),
        stage_color: parts::stage_color(seen.stage()),
        product: c.product_type.as_ref().map(|text| Said::plain(text, lang)),
        title: Said::plain(&c.title, lang),
        ingress: html(&c.ingress),
        card: seen.card(),
        steps: overview::steps(seen),
        extensions: overview::extensions(seen),
        later: (seen.consultation.later_deadlines > 0).then(|| {
            seen.lang
                .with1("deadline-later", "n", seen.consultation.later_deadlines)
        }),
        follows: c
            .follows
            .as_ref()
            .map(|related| RelatedPart::of(lang, related)),
        followed_by: c
            .followed_by
            .iter()
            .map(|related| RelatedPart::of(lang, related))
            .collect(),
        proposal_title: Said::plain(c.proposal_title.as_ref().unwrap_or(&c.title), lang),
        size: parts::size(seen),
        draft_href: seen.href("/utkast"),
        drafts: overview::downloads(seen, &[DocumentKind::Draft]),
        chapters: seen.chapters(),
        questions: overview::questions(seen),
        limit: parts::common_limit(c),
        meetings: overview::meetings(seen),
        groups: overview::groups(seen),
        invited: lang.with("bodies-invited", &[("n", &c.invited())]),
        background: html(&c.background),
        letter: html(&c.letter),
        documents: overview::all_downloads(seen),
        versions: seen.versions(),
        facts: seen.facts(),
        calendar_href: seen.href("/frist.ics"),
        form_href: (seen.at.is_none() && seen.takes_answers())
            .then(|| seen.href("/svarskjema.docx")),
        pdf_href: seen.href("/svarskjema.pdf"),
        lacks_language: seen.lacks_language(),
    }
}

async fn advice(
    app: Data<App>,
    req: HttpRequest,
    path: Path<(String, String)>,
) -> Result<HttpResponse, Error> {
    let (slug, wanted) = path.into_inner();
    shown(
        &app,
        &req,
        Some(format!("advice {slug} {wanted}")),
        async |lang, now| {
            let found = app.consultations.get(&app.db, slug.as_str()).await?;
            let seen = Seen {
                consultation: &found,
                lang,
                now,
                at: None,
            };
            rendered(&advice_page(&app, &seen, &wanted).ok_or(Problem::NotFound)?)
        },
    )
    .await
}

/// The råd with this key or number; keys are permanent, so links use them.
fn advice_page(app: &App, seen: &Seen<'_>, wanted: &str) -> Option<AdvicePage> {
    let (c, lang) = (seen.consultation, seen.lang);
    let all: Vec<_> = c.advice().collect();
    let at = all
        .iter()
        .position(|a| a.key == wanted)
        .or(all.iter().position(|a| a.number == wanted))?;
    let advice = all[at];
    let chapter = c
        .chapters
        .iter()
        .find(|ch| ch.advice.iter().any(|a| a.id == advice.id))?;
    let part = |advice: &&_| AdvicePart::of(seen, advice, 3);
    let values: [(&str, &dyn crate::i18n::Value); 2] = [
        ("number", &advice.number),
        ("title", &advice.title.get(lang)),
    ];
    let title = lang.with("advice-title", &values);
    let path = seen.path(&format!("/raad/{}", advice.key));
    let (start, answer) = (seen.start_href(Some(advice)), lang.t("advice-answer"));
    Some(AdvicePage {
        page: page(app, seen, &path, title),
        crumbs: seen.crumbs(Some(
            lang.with("advice-name", &[("number", &advice.number)]),
        )),
        chapter: Said::plain(&chapter.title, lang),
        advice: AdvicePart::of(seen, advice, 3),
        fields: advice
            .fields
            .iter()
            .map(|field| FieldPart::of(lang, field))
            .collect(),
        card: DeadlineCard {
            actions: start.map(|href| (href, answer)).into_iter().collect(),
            note: None,
            ..seen.card()
        },
        previous: at.checked_sub(1).and_then(|n| all.get(n)).map(part),
        next: all.get(at + 1).map(part),
        all: all.iter().map(part).collect(),
        draft_href: seen.href("/utkast"),
        lacks_language: seen.lacks_language(),
    })
}
