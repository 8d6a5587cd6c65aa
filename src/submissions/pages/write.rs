//! The page where one råd, or the general comments, is answered.

use super::controls::{Base, Control, Drawing, needs_box};
use super::endorsed::{self, Line};
use super::holder::HolderPanel;
use super::locked::LockNotice;
use super::notes::NotesPanel;
use super::parts::{Part, TaskList, foreign, shown};
use super::posted::{MARK, NO_COMMENT_BOX, NOTE, Posted};
use super::read;
use super::say::Say;
use super::visit::{News, Unsent, Visit};
use crate::app::App;
use crate::colleagues::notes::{self, Note};
use crate::consultations::markdown;
use crate::error::{Error, FieldError};
use crate::i18n::Lang;
use crate::right::Right;
use crate::session::guard::DeskAccess;
use crate::submissions::together::Together;
use crate::web::components::ErrorLink;
use crate::web::faces::field_text;
use crate::web::layout::Page;
use crate::web::warned::Warned;
use crate::web::{in_path, render};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "submissions/templates/write.html")]
pub(super) struct WritePage {
    page: Page,
    say: Say,
    csrf: String,
    base: String,
    action: String,
    list: TaskList,
    /// «Råd 6 av 11».
    place: String,
    title: String,
    title_lang: Option<Lang>,
    example_title: bool,
    quote: Option<Quote>,
    news: Option<News>,
    controls: Vec<Control>,
    bases: Vec<Base>,
    /// The mark that the page is drawn with: name and value of a hidden control.
    mark: (&'static str, &'static str),
    /// What the page warns of.
    warned: Warned,
    /// A box for *ingen merknad* where no scale has it: its name and whether it is ticked.
    no_comment_box: Option<(&'static str, bool)>,
    /// Text stands in a part that has *ingen merknad*: it is kept and not sent.
    keeps_text: bool,
    /// Whether «Vi er ferdige» is ticked; general comments have no such mark.
    ready: Option<bool>,
    /// Who set the mark that it has; general comments have none.
    marked: Option<Option<String>>,
    /// «Ola Moen skriver i dette rådet nå.»
    writing: Option<String>,
    holder: Option<HolderPanel>,
    notes: Option<NotesPanel>,
    /// The text was locked while somebody wrote: nothing that was typed is lost.
    lock: Option<LockNotice>,
    unsent: Option<Unsent>,
    /// To what members have said of it: «Innspill fra medlemmer (7)».
    members: Option<(String, String)>,
    /// Whose input each field builds on, by the field's name.
    sources: Vec<(String, String)>,
    /// The answers that are supported in it, and the way to those that can be.
    endorsed: Vec<Line>,
    endorse: Option<String>,
    next: String,
    previous: Option<String>,
    /// Whoever coordinates can have the link sent; others have their own.
    keeps_link: bool,
}

/// The råd itself, above the fields.
pub(super) struct Quote {
    pub html: String,
    pub lang: Option<Lang>,
    /// Where it stands with everything about it; absent when it was taken out.
    pub whole: Option<String>,
}

pub(super) async fn show(
    app: Data<App>,
    access: DeskAccess,
    req: HttpRequest,
) -> Result<HttpResponse, Error> {
    let visit = Visit::enter(&app, access, &req).await?.hear().await?;
    let part = Part::find(&visit.consultation, in_path(&req, "key"))?;
    let beside = Beside::read(&visit, part).await?;
    Ok(match visit.may_write(part) && visit.desk.lock.is_none() {
        true => render(&page(&visit, part, &beside, None, &[])),
        false => render(&read::page(&visit, part, &beside)),
    })
}

/// What colleagues do and say of the part.
pub(super) struct Beside {
    pub(super) together: Together,
    pub(super) notes: Vec<Note>,
}

impl Beside {
    pub async fn read(visit: &Visit, part: Part<'_>) -> Result<Self, Error> {
        let (app, desk) = (&visit.app, visit.desk.id);
        Ok(Self {
            together: visit.together().await?,
            notes: notes::of_part(app, desk, Some(part.key())).await?,
        })
    }
}

/// The page as the desk has it, or with what was sent and could not be stored.
pub(super) fn page(
    visit: &Visit,
    part: Part<'_>,
    beside: &Beside,
    posted: Option<&Posted>,
    faults: &[FieldError],
) -> WritePage {
    let (lang, desk) = (visit.lang, &visit.desk);
    let rest = format!("/raad/{}", part.key());
    let action = visit.path(&rest);
    let people = visit.people(&beside.together);
    let drawing = Drawing {
        say: visit.say(),
        people: &people,
        action: &action,
        desk,
        posted,
        faults,
    };
    let typed = posted.map_or("", |p| p.note.as_str());
    let around = Around::of(visit, part);
    let no_comment = drawing.no_comment(part);
    let controls = drawing.controls(part);
    WritePage {
        page: visit
            .page(&rest, head(lang, part))
            .errors(links(lang, part, faults)),
        say: visit.say(),
        csrf: visit.access.csrf.clone(),
        base: visit.path(""),
        action: action.clone(),
        list: TaskList::of(visit, &beside.together, Some(part.key())),
        place: place(visit, part),
        title: part.title(lang),
        title_lang: part.title_lang(lang),
        example_title: part.advice().is_some_and(|a| a.example_title),
        quote: quote(visit, part),
        news: visit.news(part),
        warned: warned(&controls, typed),
        controls,
        bases: drawing.bases(part),
        mark: (MARK, drawing.mark(part)),
        no_comment_box: needs_box(part).then_some((NO_COMMENT_BOX, no_comment)),
        keeps_text: no_comment && part.fields().any(|f| desk.field(f).text.is_some()),
        ready: part.advice().map(|_| drawing.ready(part)),
        marked: part.advice().map(|_| people.marked(part)),
        writing: people.writing(desk, part),
        holder: HolderPanel::of(&people, part, &action),
        notes: NotesPanel::of(visit, &people, &beside.notes, &action)
            .map(|p| p.typed(typed, faults)),
        lock: LockNotice::of(visit),
        unsent: visit.unsent(),
        members: members(visit, part),
        sources: sources(visit, part),
        endorsed: endorsed::on_part(visit, part.advice()),
        endorse: endorsed::way(visit),
        next: around.next_text(lang),
        previous: around.previous.map(|p| p.name(lang)),
        keeps_link: visit.may(Right::Coordinate),
    }
}

fn warned(controls: &[Control], note: &str) -> Warned {
    let texts = controls.iter().filter_map(|control| match control {
        Control::Text { field, .. } => Some((field.name.as_str(), "", field.text.as_str())),
        Control::Pick { .. } => None,
    });
    Warned::of(texts.chain([(NOTE, "", note)]))
}

/// The page's title.
pub(super) fn head(lang: Lang, part: Part<'_>) -> String {
    let title = part.title(lang);
    match part {
        // The råd itself has a page of its own: what this one is for stands first.
        Part::Advice(advice, _) => lang.with(
            "svar-write-title",
            &[("number", &advice.number), ("title", &title)],
        ),
        Part::Retired(..) => format!("{}: {title}", part.name(lang)),
        Part::General(..) => title,
    }
}

fn members(visit: &Visit, part: Part<'_>) -> Option<(String, String)> {
    let n = visit.heard.as_ref()?.on(part.advice(), part.fields());
    let href = visit.path(&format!("/medlemmer/raad/{}", part.key()));
    Some((href, visit.lang.with1("members-on-part", "n", n)))
}

/// A field that was emptied has nothing of anybody any more.
fn sources(visit: &Visit, part: Part<'_>) -> Vec<(String, String)> {
    let Some(heard) = &visit.heard else {
        return Vec::new();
    };
    let stands = part
        .fields()
        .filter(|field| !visit.desk.field(field).is_empty());
    let sources = stands.filter_map(|field| {
        let version = visit.desk.field(field).version;
        let text = heard.said_sources(visit.lang, field.id, version)?;
        Some((field.key.clone(), text))
    });
    sources.collect()
}

fn links(lang: Lang, part: Part<'_>, faults: &[FieldError]) -> Vec<ErrorLink> {
    let label = |at: &str| {
        let mut fields = part.fields();
        fields.find(|f| f.key == at).map(|f| f.label.get(lang))
    };
    faults
        .iter()
        .map(|fault| {
            let text = field_text(lang, fault);
            let text = match label(&fault.at) {
                Some(label) => format!("{label}: {text}"),
                None => text,
            };
            ErrorLink::field(&fault.at, text)
        })
        .collect()
}

pub(super) fn place(visit: &Visit, part: Part<'_>) -> String {
    let total = visit.consultation.advice().count();
    match part {
        Part::Advice(advice, _) => visit.lang.with(
            "svar-advice-of",
            &[("number", &advice.number), ("total", &total)],
        ),
        Part::Retired(..) => part.name(visit.lang),
        Part::General(..) => visit.lang.t("svar-last-part"),
    }
}

pub(super) fn quote(visit: &Visit, part: Part<'_>) -> Option<Quote> {
    let advice = part.advice()?;
    let body = advice.body.as_ref();
    Some(Quote {
        html: body.map_or_else(String::new, |b| markdown::html(b.get(visit.lang), 2)),
        lang: body.and_then(|b| foreign(b, visit.lang)),
        whole: match part {
            Part::Retired(..) => None,
            _ => Some(visit.consultation_path(&format!("/raad/{}", advice.key))),
        },
    })
}

/// The parts before and after this one.
pub(super) struct Around<'c> {
    pub previous: Option<Part<'c>>,
    pub next: Option<Part<'c>>,
}

impl<'c> Around<'c> {
    pub fn of(visit: &'c Visit, part: Part<'_>) -> Self {
        let mut parts = shown(&visit.consultation, &visit.desk, Some(part.key()));
        // Whoever was asked about some parts goes from one of those to the next.
        if visit.is_asked_about(part) {
            parts.retain(|part| visit.is_asked_about(*part));
        }
        let at = parts.iter().position(|p| p.key() == part.key());
        let at = at.unwrap_or(0);
        Self {
            previous: at.checked_sub(1).and_then(|n| parts.get(n).copied()),
            next: parts.get(at + 1).copied(),
        }
    }

    /// «Lagre og gå til råd 7».
    fn next_text(&self, lang: Lang) -> String {
        match self.next {
            Some(Part::Advice(advice, _) | Part::Retired(advice, _)) => {
                lang.with("svar-save-next", &[("number", &advice.number)])
            }
            Some(Part::General(..)) => lang.t("svar-save-next-general"),
            None => lang.t("svar-save-next-review"),
        }
    }
}
